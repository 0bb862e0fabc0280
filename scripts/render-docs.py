#!/usr/bin/env python3
"""Turns README.md, CHANGELOG.md and docs/*.md into the static pages that the server shows under /docs.

    scripts/render-docs.py NAMES OUTPUT

NAMES is the JSON file that says where the style sheet and the script are served, OUTPUT the folder to fill. Links between the documents lead to the pages; a link to any other file
of the repository becomes plain text. A link or an anchor that leads nowhere ends it with an error.
"""

import html
import json
import pathlib
import posixpath
import re
import shutil
import string
import sys

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = pathlib.Path(__file__).resolve().parent.parent
#: The order of the navigation; documents that are not named follow in the last group.
GROUPS = {
    "Start": ["README.md"],
    "Guides": ["docs/embed.md", "docs/webhooks.md", "docs/operations.md", "docs/reliability.md", "docs/scaling.md"],
    "Reference": ["docs/settings.md", "docs/architecture.md", "docs/benchmarks.md", "CHANGELOG.md"],
}


def sources() -> dict[str, list[str]]:
    named = [path for group in GROUPS.values() for path in group]
    others = sorted(f"docs/{path.name}" for path in ROOT.glob("docs/*.md") if f"docs/{path.name}" not in named)
    groups = {name: [path for path in paths if (ROOT / path).exists()] for name, paths in GROUPS.items()}
    groups["Reference"] += others
    return groups


def address(source: str) -> str:
    """Where a document is served: /docs/embed for docs/embed.md, /docs/ for the README."""
    name = pathlib.PurePosixPath(source).stem.lower()
    return "/docs/" if name == "readme" else f"/docs/{name}"


class Page:
    """One document, parsed."""

    def __init__(self, source: str):
        self.source = source
        self.markdown = MarkdownIt("commonmark").enable("table")
        self.tokens = self.markdown.parse((ROOT / source).read_text())
        self.headings = [
            (token.tag, slug(inline.content), plain(inline))
            for token, inline in zip(self.tokens, self.tokens[1:]) if token.type == "heading_open"
        ]
        self.pictures: set[pathlib.Path] = set()
        self.anchors = [anchor for _, anchor, _ in self.headings]
        #: The README's heading is the product's name.
        self.title = "Introduction" if source == "README.md" else self.headings[0][2]

    def body(self, pages: dict[str, "Page"]) -> str:
        anchors = iter(self.anchors)
        for token in self.tokens:
            if token.type == "heading_open":
                token.attrSet("id", next(anchors))
            if token.type == "inline":
                self._lead(token.children or [], pages)
        text = self.markdown.renderer.render(self.tokens, self.markdown.options, {})
        # What scrolls sideways must be reachable with the keyboard.
        text = text.replace("<table>", '<div class="scroll" tabindex="0" role="region" aria-label="Table"><table>')
        return text.replace("</table>", "</table></div>").replace("<pre>", '<pre tabindex="0">')

    def _lead(self, tokens: list[Token], pages: dict[str, "Page"]) -> None:
        closing = []
        for token in tokens:
            if token.type == "link_open":
                target = self._target(str(token.attrGet("href")), pages)
                if target is None:
                    token.tag = "span"
                    token.attrs = {}
                else:
                    token.attrSet("href", target)
                closing.append(token.tag)
            elif token.type == "link_close":
                token.tag = closing.pop()
            elif token.type == "image":
                picture = ROOT / posixpath.dirname(self.source) / str(token.attrGet("src"))
                if not picture.exists():
                    raise SystemExit(f"{self.source} shows {token.attrGet('src')}, which is not there")
                self.pictures.add(picture)
                token.attrSet("src", f"/docs/images/{picture.name}")

    def _target(self, link: str, pages: dict[str, "Page"]) -> str | None:
        if re.match(r"[a-z]+:", link):
            return link
        path, _, anchor = link.partition("#")
        source = posixpath.normpath(posixpath.join(posixpath.dirname(self.source), path)) if path else self.source
        if source not in pages:
            if not (ROOT / source).exists():
                raise SystemExit(f"{self.source} links to {link}, which is not there")
            return None
        if anchor and anchor not in pages[source].anchors:
            raise SystemExit(f"{self.source} links to {link}: {source} has no such heading")
        return address(source) + (f"#{anchor}" if anchor else "")


def slug(heading: str) -> str:
    """The anchor that code hosts give a heading, so that links work in both places."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def plain(inline: Token) -> str:
    return "".join(child.content for child in inline.children or [])


def link(page: Page, current: Page) -> str:
    mark = ' aria-current="page"' if page is current else ""
    return f'<a href="{address(page.source)}"{mark}>{html.escape(page.title)}</a>'


def main(names: dict[str, str], output: pathlib.Path) -> None:
    groups = sources()
    pages = {source: Page(source) for paths in groups.values() for source in paths}
    layout = string.Template((ROOT / "Web/src/docs/page.html").read_text())
    output.mkdir(parents=True, exist_ok=True)
    for page in pages.values():
        navigation = "".join(
            f"<h2>{name}</h2>" + "".join(link(pages[source], page) for source in paths) for name, paths in groups.items()
        )
        contents = "".join(f'<a href="#{anchor}">{html.escape(text)}</a>' for tag, anchor, text in page.headings if tag == "h2")
        name = address(page.source).removeprefix("/docs/") or "index"
        (output / f"{name}.html").write_text(layout.substitute(
            title=html.escape(page.title), style=names["docs.css"], script=names["docs.js"],
            navigation=navigation, contents=contents, body=page.body(pages)))
        for picture in page.pictures:
            (output / "images").mkdir(exist_ok=True)
            shutil.copy(picture, output / "images")


if __name__ == "__main__":
    main(json.loads(pathlib.Path(sys.argv[1]).read_text()), pathlib.Path(sys.argv[2]))
