"""Pages whose boxes are data: key figures with their data period, and a timeline of years and events."""

import re

from ingest.blocks import Block, Role
from ingest.cleaning import flow
from ingest.text import block_span, record_id
from vectorstore.periods import find_periods
from vectorstore.records import Document, HistoryEntry, KeyFigure, Page, Period, Span
from vectorstore.sentences import sentence_ranges

NUMBER = re.compile(
    r"(?<![\w.,])\d{1,3}(?:\.\d{3})+(?![\d.])|(?<![\w.,/])\d+(?:,\d+)?(?![\d]|[./]\d)",
)
_DATA_PERIOD = re.compile(r"\bdataperioden?\b[:\s]*", re.IGNORECASE)
_TITLE = re.compile(r"\bnøgletal\b|\bi tal\b", re.IGNORECASE)
_YEARS = re.compile(r"(?:(?:19|20)\d\d\s+){2,}(?:19|20)\d\d")
_MIN_BOXES = 3


def key_figures(document: Document, page: Page, blocks: list[Block]) -> tuple[list[KeyFigure], set[Block]]:
    """The key figures of a page, and the blocks they used up; none unless the page says that it holds some.

    A page holds key figures when it names a data period or calls itself "nøgletal" or "… i tal", and has
    at least three short boxes with numbers.
    """
    if not (_DATA_PERIOD.search(page.text) or _TITLE.search(page.text)):
        return [], set()
    period, period_span, used = _data_period(page, blocks)
    figures: list[KeyFigure] = []
    for block in blocks:
        if block.role not in (Role.PARAGRAPH, Role.BULLET) or block in used:
            continue
        flowed = flow(page.text, block.start, block.end)
        pieces = sentence_ranges(flowed.text) if len(flowed.text) > 90 else [(0, len(flowed.text))]
        for start, end in pieces:
            numbers = tuple(match[0] for match in NUMBER.finditer(flowed.text[start:end]))
            if numbers:
                span = Span(page.number, *flowed.source(start, end))
                text = flowed.text[start:end].lstrip("•●▪ ")
                figure_id = record_id(document.id, span, text)
                figures.append(KeyFigure(figure_id, document.id, numbers, text, period, period_span, span))
                used.add(block)
    return (figures, used) if len(figures) >= _MIN_BOXES else ([], set())


def _data_period(page: Page, blocks: list[Block]) -> tuple[Period | None, Span | None, set[Block]]:
    for block in blocks:
        text = page.text[block.start : block.end]
        if _DATA_PERIOD.search(text):
            mentions = find_periods(text)
            if mentions:
                return mentions[0].period, block_span(page, block), {block}
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
            text, span = flow(page.text, box.start, box.end).text, block_span(page, box)
            entry_id = record_id(document.id, span, text)
            entries.append(HistoryEntry(entry_id, document.id, year, text, year_span, span, inferred=True))
        return entries, {block, *boxes}
    return [], set()
