#include "CMeshesPages.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

// A checkout without the web tools still builds; its pages are absent.
#if __has_embed("../../Web/dist/pages.pack") == __STDC_EMBED_FOUND__
static const unsigned char pack[] = {
#embed "../../Web/dist/pages.pack"
};
static const size_t length = sizeof pack;
#else
static const unsigned char pack[] = {0};
static const size_t length = 0;
#endif

const unsigned char *meshes_pages_bytes(void) { return pack; }

size_t meshes_pages_length(void) { return length; }
