"""Markdown as a reader sees it: plain lines, with the ranges that are bold and the levels of the headings.

markdown-it says what is a list, a table, a link or an escape, so that it is here what it is everywhere
else. Of a list item only the sign changes ("• "); a table becomes a list with one row in each item.
"""

import re
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from ingest.blocks import MILESTONE_HEAD
from vectorstore.periods import leading_period

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:.*\n)*?---[ \t]*(?:\n|\Z)")
_BULLET = "• "
_BARE_NUMBER = re.compile(r"(?:^|\s)\d[\d.,]*$")
_UNIT = re.compile(r"enhed|unit", re.IGNORECASE)


@dataclass(slots=True)
class Rendered:
    """The plain text, its bold ranges, and of each heading where it starts and its level, 1 (highest) to 6."""

    text: str = ""
    bold: list[tuple[int, int]] = field(default_factory=list)
    levels: list[tuple[int, int]] = field(default_factory=list)
    _sign: str = ""  # what stands in front of the next block
    _close: bool = False  # whether a block with a sign stands on the next line, without an empty one between
    _lists: int = 0  # how many lists are open

    def block(self, node: SyntaxTreeNode) -> None:
        """Add a block and what it holds."""
        match node.type:
            case "heading":
                self._begin()
                self.levels.append((len(self.text), int(node.tag[1:])))
                self._bold(node)
            case "paragraph":
                self._begin()
                self._inline(node)
            case "fence" | "code_block":
                self._begin()
                self.text += node.content.rstrip("\n")
            case "bullet_list" | "ordered_list":
                self._list(node)
            case "table":
                self._table(node)
            case "root" | "blockquote" | "list_item":
                for child in node.children:
                    self.block(child)

    def _begin(self) -> None:
        if self.text:
            self.text += "\n" if self._sign and self._close else "\n\n"
        self.text += self._sign
        self._sign = ""

    def _list(self, node: SyntaxTreeNode) -> None:
        self._lists += 1
        for index, item in enumerate(node.children):
            self._sign, self._close = _BULLET + _ordinal(item), index > 0 or self._lists > 1
            self.block(item)
        self._sign = ""
        self._lists -= 1

    def _table(self, node: SyntaxTreeNode) -> None:
        heads, *rows = [[_plain(cell) for cell in row.children] for part in node.children for row in part.children]
        milestones = any(MILESTONE_HEAD.fullmatch(head) for head in heads)
        if milestones:
            self._begin()
            self.text += "Milepæle:"
        for index, cells in enumerate(rows):
            self._sign, self._close = _BULLET, index > 0
            self._begin()
            self.text += _row(heads, cells, dated_first=milestones)

    def _bold(self, node: SyntaxTreeNode) -> None:
        start = len(self.text)
        self._inline(node)
        if self.text[start:].strip():
            self.bold.append((start, len(self.text)))

    def _inline(self, node: SyntaxTreeNode) -> None:
        for child in node.children:
            match child.type:
                case "text" | "code_inline":
                    self.text += child.content
                case "softbreak" | "hardbreak":
                    self.text += "\n"
                case "strong":
                    self._bold(child)
                case "image":
                    self.text += child.content  # what stands for the picture
                case "inline" | "em" | "s" | "link":
                    self._inline(child)


def render(text: str) -> Rendered:
    """The Markdown `text` (CommonMark with tables and strikethrough) as a reader sees it."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    source = _FRONT_MATTER.sub("", text.replace("\r\n", "\n"))
    rendered = Rendered()
    rendered.block(SyntaxTreeNode(parser.parse(source)))
    return rendered


def _ordinal(item: SyntaxTreeNode) -> str:
    """The number of an item that is no number in a list ("1. kvartal 2027: …", "31. december …"); else nothing."""
    first = item.children[0] if item.children else None
    content = _plain(first) if first is not None and first.type == "paragraph" else ""
    said = f"{item.info}{item.markup} "
    return said if item.info and (content[:1].islower() or leading_period(said + content)) else ""


def _plain(node: SyntaxTreeNode) -> str:
    rendered = Rendered()
    rendered._inline(node)
    return " ".join(rendered.text.split())


def _row(heads: list[str], cells: list[str], *, dated_first: bool) -> str:
    """A row as a line: "Indkøb: 612 mio. kr., periode 2026"; the unit stands behind its number.

    A milestone's period goes in front.
    """
    named = [(head, cell) for head, cell in zip(heads, cells, strict=False) if cell]
    if dated_first:
        named.sort(key=lambda pair: (found := leading_period(pair[1])) is None or found[1] < len(pair[1]))
    (_, first), *others = named or [("", "")]
    words = all(head.replace(" ", "").isalpha() for head, _ in others)
    said: list[str] = []
    for index, (head, cell) in enumerate(others):
        if said and _UNIT.fullmatch(head) and _BARE_NUMBER.search(said[-1]):
            said[-1] += f" {cell}"
        else:
            said.append(cell if words and index == 0 else f"{_label(head)} {cell}".strip())
    return f"{first}: {', '.join(said)}" if said else first


def _label(head: str) -> str:
    """A column's heading inside a line: "Periode" as "periode", "KPI" and "2025:" as they are."""
    if not head.replace(" ", "").isalpha():
        return f"{head}:" if head else ""
    return head if head[1:2].isupper() else head[:1].lower() + head[1:]
