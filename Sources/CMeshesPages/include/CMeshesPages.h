#ifndef MESHES_PAGES_H
#define MESHES_PAGES_H

#include <stddef.h>

/// The pack that `make web` wrote, as it was when this file was compiled. It lives as long as the process.
const unsigned char *meshes_pages_bytes(void);

/// Its length in bytes; 0 when the pages had not been built.
size_t meshes_pages_length(void);

#endif
