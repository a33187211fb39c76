"""Pages whose boxes are data: key figures with their data period, and a timeline of years and events."""

import re

from ingest.blocks import OPEN_ENDED, Block, Role
from ingest.cleaning import Mapped, flow
from ingest.text import block_span, record_id
from vectorstore.periods import find_periods
from vectorstore.records import Document, HistoryEntry, KeyFigure, Page, Period, Span
from vectorstore.sentences import ends_in_abbreviation, sentence_ranges

NUMBER = re.compile(
    r"(?<![\w.,])\d{1,3}(?:\.\d{3})+(?![\d.])|(?<![\w.,/])\d+(?:,\d+)?(?![\d]|[./]\d)",
)
_DATA_PERIOD = re.compile(r"\bdataperioden?\b[:\s]*", re.IGNORECASE)
_TITLE = re.compile(r"\bnøgletal\b|\bi tal\b", re.IGNORECASE)
_YEARS = re.compile(r"(?:(?:19|20)\d\d\s+){2,}(?:19|20)\d\d")
_MIN_BOXES = 3


def key_figures(document: Document, page: Page, blocks: list[Block]) -> tuple[list[KeyFigure], set[Block], list[Block]]:
    """The key figures of a page, the blocks they used up, and what those say besides; none unless the page
    says that it holds some.

    A page holds key figures when it names a data period or calls itself "nøgletal" or "… i tal", and has
    at least three short boxes with numbers.
    """
    if not (_DATA_PERIOD.search(page.text) or _TITLE.search(page.text)):
        return [], set(), []
    period, period_span, used = _data_period(page, blocks)
    figures: list[KeyFigure] = []
    rest: list[Block] = []
    for block in _boxes(page, [block for block in blocks if block not in used]):
        flowed = flow(page.text, block.start, block.end)
        counted = [r for r in sentence_ranges(flowed.text) if NUMBER.search(flowed.text, *r)]
        if counted:
            start, end = counted[0][0], counted[-1][1]
            text = flowed.text[start:end].lstrip("•●▪ ")
            numbers = tuple(match[0] for match in NUMBER.finditer(text))
            span = Span(page.number, *flowed.source(start, end))
            figure_id = record_id(document.id, span, text)
            figures.append(KeyFigure(figure_id, document.id, numbers, text, period, period_span, span))
            used |= {other for other in blocks if block.start <= other.start < block.end}
            rest += _whole_sentences(flowed, start, end)
    return (figures, used, rest) if len(figures) >= _MIN_BOXES else ([], set(), [])


def _whole_sentences(flowed: Mapped, start: int, end: int) -> list[Block]:
    """The sentences of a box around its figure at `start:end`; a mere lead-in ("… håndterer bl.a.") is none."""
    return [
        Block(Role.PARAGRAPH, *flowed.source(a, b))
        for a, b in sentence_ranges(flowed.text)
        if (b <= start or a >= end)
        and flowed.text[a:b].endswith((".", "!", "?"))
        and not ends_in_abbreviation(flowed.text[a:b])
    ]


def _boxes(page: Page, blocks: list[Block]) -> list[Block]:
    """Paragraphs, with a bold number above one taken in ("**Ca. 706.000**" / "sager oprettet i …")."""
    boxes: list[Block] = []
    number: Block | None = None
    for block in blocks:
        if block.role is Role.HEADING:
            number = block if NUMBER.search(page.text, block.start, block.end) else None
        elif block.role in (Role.PARAGRAPH, Role.BULLET):
            boxes.append(Block(Role.PARAGRAPH, number.start if number else block.start, block.end))
            number = None
    return boxes


def _data_period(page: Page, blocks: list[Block]) -> tuple[Period | None, Span | None, set[Block]]:
    for block in blocks:
        text = page.text[block.start : block.end]
        said = _DATA_PERIOD.search(text)
        mentions = find_periods(text[said.end() :]) if said else []
        if said and mentions:
            span = Span(page.number, block.start + said.start(), block.start + said.end() + mentions[0].end)
            return mentions[0].period, span, {block}
    return None, None, set()


def history(document: Document, page: Page, blocks: list[Block]) -> tuple[list[HistoryEntry], set[Block]]:
    """Years on one line paired in order with the boxes that follow; none where the counts differ.

    The pairing is by reading order only, so each entry is marked `inferred`.
    """
    for index, block in enumerate(blocks):
        text = page.text[block.start : block.end]
        if block.role is Role.BULLET or not _YEARS.fullmatch(text):
            continue
        years = [
            (int(match[0]), Span(page.number, block.start + match.start(), block.start + match.end()))
            for match in re.finditer(r"\d{4}", text)
        ]
        boxes = []
        for following in blocks[index + 1 :]:
            if following.role is not Role.PARAGRAPH:
                break
            boxes.append(following)
        if len(boxes) != len(years):
            return [], set()
        entries = []
        for (year, year_span), box in zip(years, boxes, strict=True):
            text, span = _events(page.text[box.start : box.end]), block_span(page, box)
            entry_id = record_id(document.id, span, text)
            entries.append(HistoryEntry(entry_id, document.id, year, text, year_span, span, inferred=True))
        return entries, {block, *boxes}
    return [], set()


def _events(box: str) -> str:
    """A box's text; where a line begins anew with a capital, a second event ("…; KIT udskilles fra KS")."""
    parts: list[str] = []
    for line in box.splitlines():
        last = parts[-1].strip() if parts else ""
        if last and line.strip()[:1].isupper() and last[-1] not in ".!?:;" and not OPEN_ENDED.search(last):
            parts[-1] = f"{parts[-1].rstrip()};"
        parts.append(line)
    return flow("\n".join(parts)).text
