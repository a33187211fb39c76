"""A quote marked in its page: in the text, and as rectangles on the page's picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from vectorstore.pictures import Box
from vectorstore.records import Page

_WIDEST_BLANK = 1.5  # times the height of the line: more is another column


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of page text set in one way."""

    text: str
    bold: bool


@dataclass(frozen=True, slots=True)
class MarkedText:
    """Page text in three parts; joined they are the whole of it. `quote` is empty where nothing is marked."""

    before: tuple[Piece, ...]
    quote: tuple[Piece, ...]
    after: tuple[Piece, ...]


def marked_text(page: Page, start: int, end: int) -> MarkedText:
    """The page's text with `text[start:end]` (code points) as the quote."""
    return MarkedText(_pieces(page, 0, start), _pieces(page, start, end), _pieces(page, end, len(page.text)))


def quote_boxes(text: str, boxes: Sequence[Box | None], start: int, end: int) -> list[Box]:
    """One box for each printed line of `text[start:end]`, in reading order; `boxes` has one for each character.

    Empty where none of it can be seen on the picture.
    """
    lines: list[Box] = []
    last: Box | None = None  # of the line that is being read
    for index in range(start, end):
        box = boxes[index]
        if text[index] == "\n":
            last = None
        elif box is not None:
            if last is not None and _beside(last, box):
                lines[-1] = _around(lines[-1], box)
            else:
                lines.append(box)
            last = box
    return lines


def _pieces(page: Page, start: int, end: int) -> tuple[Piece, ...]:
    cuts = {start, end}.union(*page.bold)
    inside = sorted(cut for cut in cuts if start <= cut <= end)
    return tuple(
        Piece(page.text[a:b], any(first <= a and b <= last for first, last in page.bold)) for a, b in pairwise(inside)
    )


def _beside(one: Box, other: Box) -> bool:
    """Whether two glyphs stand in one line, across the picture or (on a page turned round) down it."""
    return _in_line(one, other, 0, 1) or _in_line(one, other, 1, 0)


def _in_line(one: Box, other: Box, along: int, across: int) -> bool:
    height = min(one[across + 2] - one[across], other[across + 2] - other[across])
    shared = min(one[across + 2], other[across + 2]) - max(one[across], other[across])
    gap = max(one[along], other[along]) - min(one[along + 2], other[along + 2])
    return shared > height / 2 and gap < _WIDEST_BLANK * height


def _around(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
