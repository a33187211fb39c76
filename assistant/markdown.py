"""The Markdown that answers hold, read into blocks: paragraphs and lists of text, bold text and citation numbers.

The widget reads the same in `web/widget/markdown.js`.
"""

import re
from dataclasses import dataclass

_INLINE = re.compile(r"\*\*(?P<bold>.+?)\*\*|\[(?P<citation>\d{1,3})\]")


@dataclass(frozen=True, slots=True)
class Inline:
    """A stretch of a line: `kind` is "text", "bold" or "citation" (then `text` is its number)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of one line, or a list of several."""

    kind: str
    lines: tuple[tuple[Inline, ...], ...]


def read_markdown(markdown: str) -> tuple[Block, ...]:
    """The blocks of an answer. What is no Markdown of ours is text."""
    blocks: list[Block] = []
    for line in filter(str.strip, markdown.split("\n")):
        if not line.startswith("- "):
            blocks.append(Block("paragraph", (_inline(line),)))
        elif blocks and blocks[-1].kind == "list":
            blocks[-1] = Block("list", (*blocks[-1].lines, _inline(line[2:])))
        else:
            blocks.append(Block("list", (_inline(line[2:]),)))
    return tuple(blocks)


def _inline(line: str) -> tuple[Inline, ...]:
    parts: list[Inline] = []
    end = 0
    for match in _INLINE.finditer(line):
        if match.start() > end:
            parts.append(Inline("text", line[end : match.start()]))
        parts.append(Inline(match.lastgroup or "text", match[match.lastgroup or 0]))
        end = match.end()
    if end < len(line):
        parts.append(Inline("text", line[end:]))
    return tuple(parts)
