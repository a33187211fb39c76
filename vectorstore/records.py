"""The nouns of the program: what a work programme consists of once it has been read.

Everything here is immutable and carries its place. A `Span` points into `Page.text`, the text that the
index stores and that every quote is cut from: `quote == page.text[span.start:span.end]`.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of one page's text: `page` counts from 1, offsets are Unicode code points."""

    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Period:
    """A closed interval of days as the text names it; `None` marks an open end ("tidligst fra Q2 2027").

    One that is `yearly` ("hvert år i november, første gang 2027") has an open end and recurs in the month it begins in.
    """

    label: str
    start: date | None
    end: date | None
    yearly: bool = False

    @property
    def first_day(self) -> date:
        """The day on which it begins; the earliest that there is for an open start."""
        return self.start or date.min

    @property
    def last_day(self) -> date:
        """The day on which it ends; the latest that there is for an open end."""
        return self.end or date.max

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.first_day <= day <= self.last_day

    def is_to_come(self, day: date) -> bool:
        """Whether it is still to end on that day; with an open end, whether it is still to begin."""
        return self.end >= day if self.end is not None else self.start is not None and self.start >= day

    @property
    def by_end(self) -> tuple[date, date]:
        """The key that orders coming periods: the end, or the start where the end is open, then the start."""
        return self.end or self.start or date.max, self.first_day

    def may_reach(self, other: "Period") -> bool:
        """Whether it begins before the other and nothing says when it ends ("tidligst fra Q2 2027", asked of 2035)."""
        if self.start is None or self.end is not None or self.yearly:
            return False
        return self.start < other.first_day

    def overlaps(self, other: "Period") -> bool:
        """Whether the two intervals share a day; an open end reaches for ever, a yearly one comes back."""
        if self.yearly:
            return any(one.overlaps(other) for one in self._next_two(other.first_day))
        if other.yearly:
            return other.overlaps(self)
        return self.first_day <= other.last_day and other.first_day <= self.last_day

    def _next_two(self, day: date) -> list["Period"]:
        """The months of a yearly period in the year of a day and the next, from its first one on."""
        first = self.first_day
        year = max(day.year, first.year)
        begin = [first.replace(year=one) for one in (year, year + 1) if one <= MAXYEAR]
        return [Period(self.label, one, one.replace(day=monthrange(one.year, one.month)[1])) for one in begin]

    def is_set_in(self, other: "Period") -> bool:
        """Whether a plan sets it there: it shares a day, and of one with an open end the known one lies there.

        "Senest 1. juni" is set in June and not in all that comes before, "tidligst fra Q2 2027" in that quarter.
        """
        if self.start is None and self.end is not None:
            return other.holds(self.end)
        return self.overlaps(other) and not self.may_reach(other)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its printed text, the ranges of it that stand in bold or as a heading, and of each heading
    whose level the source names (Markdown) where it starts and the level, 1 the highest.
    """

    number: int
    text: str
    bold: tuple[tuple[int, int], ...] = ()
    levels: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One source file. `fingerprint` is the SHA-256 of its bytes; `path` is where it was read."""

    id: str
    title: str
    path: str
    fingerprint: str
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as running text, and the page text that it was read from."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text that belongs together; `sentences` are what may be quoted, `text` is them joined."""

    section: str
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The sentences joined by blanks."""
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def span(self) -> Span:
        """From the first sentence's start to the last one's end, on one page."""
        first, last = self.sentences[0].span, self.sentences[-1].span
        return Span(first.page, first.start, last.end)


@dataclass(frozen=True, slots=True)
class FocusArea:
    """A group of initiatives with its introduction; `title` is the printed heading or a derived label."""

    id: str
    document_id: str
    title: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Initiative:
    """One initiative: its clean title, its describing text and where both stand."""

    id: str
    document_id: str
    section: str
    title: str
    paragraphs: tuple[Paragraph, ...]
    title_span: Span
    span: Span

    @property
    def text(self) -> str:
        """The describing text as one string."""
        return " ".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Milestone:
    """One milestone bullet. `text` leaves the period out; `span` covers the whole bullet.

    `track` is the part of the initiative that the list's heading names
    ("… på rekrutteringsområdet"), or empty.
    """

    id: str
    document_id: str
    section: str
    initiative_id: str
    initiative: str
    track: str
    text: str
    period: Period | None
    span: Span


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A number with its label ("Ca. 706.000 oprettede sager i Serviceportalen") and its data period."""

    id: str
    document_id: str
    numbers: tuple[str, ...]
    text: str
    data_period: Period | None
    data_period_span: Span | None
    span: Span


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """What happened in a year. `inferred` says that year and text were paired by reading order only."""

    id: str
    document_id: str
    year: int
    text: str
    year_span: Span
    span: Span
    inferred: bool

    @property
    def period(self) -> Period:
        """The whole year."""
        return Period(str(self.year), date(self.year, 1, 1), date(self.year, 12, 31))


class Kind(StrEnum):
    """What a passage is, as data: decides how it is quoted and which questions it can answer."""

    MILESTONE = "milestone"
    INITIATIVE = "initiative"
    FOCUS_AREA = "focus_area"
    KEY_FIGURE = "key_figure"
    HISTORY = "history"
    PROSE = "prose"


RUNNING = (Kind.INITIATIVE, Kind.FOCUS_AREA, Kind.PROSE)  # kinds of running text, which no list is made from


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of retrieval: clean text, its place, and the breadcrumb that only the encoder sees.

    `sentences` are what may be quoted: `text` is them joined by blanks. `record_id` names the milestone,
    key figure or history entry that the passage shows, or is empty.
    """

    id: str
    document_id: str
    kind: Kind
    text: str
    span: Span
    section: str
    initiative_id: str | None
    initiative: str | None
    breadcrumb: str
    period: Period | None
    sentences: tuple[Sentence, ...]
    record_id: str = ""

    @property
    def embedding_text(self) -> str:
        """What the encoder reads: breadcrumb in front, so that the stored text stays clean to quote."""
        return self.in_place(self.text)

    def in_place(self, text: str) -> str:
        """A text of this passage behind its breadcrumb."""
        return f"{self.breadcrumb}: {text}" if self.breadcrumb else text


@dataclass(frozen=True, slots=True)
class Programme:
    """One parsed document with all its records."""

    document: Document
    focus_areas: tuple[FocusArea, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    key_figures: tuple[KeyFigure, ...] = ()
    history: tuple[HistoryEntry, ...] = ()
    prose: tuple[Paragraph, ...] = ()
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A retrieved passage with its fused score and the two scores it came from (higher is better).

    `dense` is the cosine of the passage or of its nearest sentence, whichever is larger; `sentences` are those of its
    sentences where these have vectors of their own.
    """

    passage: Passage
    score: float
    dense: float
    lexical: float
    sentences: tuple[float, ...] = ()
