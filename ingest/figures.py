"""Pages whose boxes are data: key figures with their data period, and a timeline of years and events."""

import re

from ingest.blocks import BULLET, OPEN_ENDED, Block, Role
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
_OWN_PERIOD = re.compile(r"(?:\(|\b(?:data)?periode:?\s)\s*(?:skoleåret|pr\.|i|år)?\s*$", re.IGNORECASE)
_PAST = re.compile(r"\bhistori|\btilbageblik\b|\btidslinje\b|\bårene\b", re.IGNORECASE)
_YEAR_IN_FRONT = re.compile(r"((?:19|20)\d\d)\s*(?:[:–—]|-\s)\s*(?=\S)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEARS = re.compile(r"(?:(?:19|20)\d\d\s+){2,}(?:19|20)\d\d")
_MIN_BOXES = 3


def key_figures(document: Document, page: Page, blocks: list[Block]) -> tuple[list[KeyFigure], set[Block], list[Block]]:
    """The key figures of a page, the blocks they used up, and what those say besides; none unless the page
    says that it holds some.

    `blocks` are a page of key figures when they name a data period or call themselves "nøgletal" or "… i tal",
    and have at least three boxes or list items with numbers.
    """
    said = page.text[blocks[0].start : blocks[-1].end] if blocks else ""
    if not (_DATA_PERIOD.search(said) or _TITLE.search(said)):
        return [], set(), []
    period, period_span, used = _data_period(page, blocks)
    figures: list[KeyFigure] = []
    rest: list[Block] = []
    for block in _boxes(page, [block for block in blocks if block not in used]):
        flowed = flow(page.text, block.start, block.end)
        counted = [r for r in sentence_ranges(flowed.text) if NUMBER.search(flowed.text, *r)]
        if counted:
            start, end = counted[0][0], counted[-1][1]
            text = flowed.text[start:end]
            span = Span(page.number, *flowed.source(start, end))
            own = _own_period(text)
            at = own[1] if own else len(text)
            numbers = tuple(match[0] for match in NUMBER.finditer(text, 0, at))
            figure_id = record_id(document.id, span, text)
            data = (own[0], span) if own and period is None else (period, period_span)
            figures.append(KeyFigure(figure_id, document.id, numbers, text, *data, span))
            used |= {other for other in blocks if block.start < other.end and other.start < block.end}
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
        bullet = BULLET.match(page.text, block.start, block.end) if block.role is Role.BULLET else None
        if block.role is Role.HEADING:
            number = block if NUMBER.search(page.text, block.start, block.end) else None
        elif block.role in (Role.PARAGRAPH, Role.BULLET):
            start = number.start if number else bullet.end() if bullet else block.start
            boxes.append(Block(Role.PARAGRAPH, start, block.end))
            number = None
    return boxes


def _own_period(text: str) -> tuple[Period, int] | None:
    """The period that a figure of its own ends with ("… (oktober 2026)", "…, periode 2026") and where it begins.

    None where it names several: "9,1 pct. (2024), mål 7 pct. (2027)" has a period for each number.
    """
    mentions = find_periods(text)
    for mention in mentions if len(mentions) == 1 else ():
        if not text[mention.end :].strip(" ).") and (before := _OWN_PERIOD.search(text, 0, mention.start)):
            return mention.period, before.start()
    return None


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
    """A list of "year: what happened" that calls itself history, else years on one line paired in order with the
    boxes that follow; none where the counts differ.

    The pairing of years and boxes is by reading order only, so each such entry is marked `inferred`.
    """
    if listed := _listed_years(document, page, blocks):
        return listed
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


def _listed_years(document: Document, page: Page, blocks: list[Block]) -> tuple[list[HistoryEntry], set[Block]] | None:
    heads = (i for i, block in enumerate(blocks) if block.role is Role.HEADING)
    head = next((i for i in heads if _PAST.search(page.text, blocks[i].start, blocks[i].end)), None)
    if head is None:
        head = next((i for i, block in enumerate(blocks) if _is_past(document, page, block, blocks[i + 1 :])), None)
    if head is None:
        return None
    entries: list[HistoryEntry] = []
    used: set[Block] = set()
    for block in blocks[head + 1 :]:
        if block.role not in (Role.PARAGRAPH, Role.BULLET):
            break
        bullet = BULLET.match(page.text, block.start, block.end) if block.role is Role.BULLET else None
        if year := _YEAR_IN_FRONT.match(page.text, bullet.end() if bullet else block.start, block.end):
            span = Span(page.number, year.end(), block.end)
            text = flow(page.text, year.end(), block.end).text
            year_span = Span(page.number, *year.span(1))
            entry_id = record_id(document.id, span, text)
            entries.append(HistoryEntry(entry_id, document.id, int(year[1]), text, year_span, span, inferred=False))
            used.add(block)
    return (entries, used) if entries else None


def _is_past(document: Document, page: Page, head: Block, below: list[Block]) -> bool:
    """Whether a list of years under a heading, each after the one before it, ends before the programme's own year."""
    own = _YEAR.findall(document.title)
    if head.role is not Role.HEADING or not own or len(below) < _MIN_BOXES:
        return False
    begun = [BULLET.match(page.text, block.start, block.end) for block in below]
    found = [_YEAR_IN_FRONT.match(page.text, b.end(), block.end) for b, block in zip(begun, below, strict=True) if b]
    years = [int(year[1]) for year in found if year]
    return len(years) == len(below) and years == sorted(set(years)) and years[-1] < int(own[-1])


def _events(box: str) -> str:
    """A box's text; where a line begins anew with a capital, a second event ("…; KIT udskilles fra KS")."""
    parts: list[str] = []
    for line in box.splitlines():
        last = parts[-1].strip() if parts else ""
        if last and line.strip()[:1].isupper() and last[-1] not in ".!?:;" and not OPEN_ENDED.search(last):
            parts[-1] = f"{parts[-1].rstrip()};"
        parts.append(line)
    return flow("\n".join(parts)).text
