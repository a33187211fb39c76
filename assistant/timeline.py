"""The milestones as a timeline: an axis of whole years, and for each milestone a bar over the period it names.

Positions are percent of the axis, so that a picture of any width can use them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from assistant.links import source_url
from vectorstore.periods import months, quarter_of
from vectorstore.records import Milestone, Period

_LABELS = 10  # years named along the axis at most
_YEARS_IN_QUARTERS = 3  # an axis of more years has no room for quarters
_SHORTEST = 1.0  # percent; a single day must be seen too


@dataclass(frozen=True, slots=True)
class Tick:
    """A stretch of the axis with its name, from `x` on and `width` wide, in percent."""

    label: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Axis:
    """Whole years from 1 January of `first` to 31 December of `last`, and where today is, if it is there."""

    first: int
    last: int
    years: tuple[Tick, ...]
    quarters: tuple[Tick, ...]
    now: float | None

    def x(self, day: date) -> float:
        """Where a day begins, in percent; every quarter is equally wide. Days outside are at an end."""
        quarter = quarter_of(day)
        start, end = months(day.year, 3 * quarter - 2, 3)
        within = (day - start).days / ((end - start).days + 1)
        x = ((day.year - self.first) * 4 + quarter - 1 + within) * 25 / (self.last - self.first + 1)
        return min(max(x, 0.0), 100.0)


@dataclass(frozen=True, slots=True)
class Bar:
    """A period on the axis, in percent; an open end reaches to the end of the axis."""

    x: float
    width: float
    open_start: bool
    open_end: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A milestone with its bar (None: without date), where today lies ("passed", "now", "ahead" or ""), its source."""

    milestone: Milestone
    bar: Bar | None
    phase: str
    url: str


@dataclass(frozen=True, slots=True)
class InitiativeRows:
    """An initiative's milestones in the order of the text."""

    id: str
    document_id: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class SectionRows:
    """A focus area's initiatives; `title` may be empty."""

    title: str
    initiatives: tuple[InitiativeRows, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """What is drawn. `axis` is None where no milestone has a date."""

    axis: Axis | None
    sections: tuple[SectionRows, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row in the order of the text."""
        return tuple(row for section in self.sections for group in section.initiatives for row in group.rows)


def timeline(milestones: Sequence[Milestone], today: date) -> Timeline:
    """The timeline of these milestones, which stand in the order of the text."""
    axis = _axis([m.period for m in milestones if m.period is not None], today)
    sections = []
    for title, of_section in groupby(milestones, key=lambda m: (m.document_id, m.section)):
        initiatives = tuple(
            InitiativeRows(key, rows[0].milestone.document_id, rows[0].milestone.initiative, rows)
            for key, group in groupby(of_section, key=lambda m: m.initiative_id)
            if (rows := tuple(_row(m, axis, today) for m in group))
        )
        sections.append(SectionRows(title[1], initiatives))
    return Timeline(axis, tuple(sections))


def phase(period: Period | None, today: date) -> str:
    """Where today lies relative to a period: "passed", "now", "ahead", or "" without one."""
    if period is None:
        return ""
    if period.end is not None and period.end < today:
        return "passed"
    return "ahead" if period.start is not None and period.start > today else "now"


def _row(milestone: Milestone, axis: Axis | None, today: date) -> Row:
    period = milestone.period
    url = source_url(milestone.document_id, milestone.span)
    return Row(milestone, _bar(period, axis) if period and axis else None, phase(period, today), url)


def _bar(period: Period, axis: Axis) -> Bar:
    start = axis.x(period.start) if period.start else 0.0
    end = axis.x(period.end + timedelta(days=1)) if period.end and period.end < date(axis.last, 12, 31) else 100.0
    width = max(end - start, _SHORTEST)
    return Bar(min(start, 100 - width), width, period.start is None, period.end is None)


def _axis(periods: Iterable[Period], today: date) -> Axis | None:
    years = {day.year for period in periods for day in (period.start, period.end) if day is not None}
    if not years:
        return None
    first, last = min(years), max(years)
    if first - 1 <= today.year <= last + 1:
        first, last = min(first, today.year), max(last, today.year)
    count = last - first + 1
    step = -(-count // _LABELS)
    named = tuple(
        Tick(str(first + n), 100 * n / count, 100 * min(step, count - n) / count) for n in range(0, count, step)
    )
    quarters = tuple(_quarters(count)) if count <= _YEARS_IN_QUARTERS else ()
    axis = Axis(first, last, named, quarters, None)
    return Axis(first, last, named, quarters, axis.x(today)) if first <= today.year <= last else axis


def _quarters(years: int) -> Iterator[Tick]:
    width = 25 / years
    return (Tick(f"Q{n % 4 + 1}", n * width, width) for n in range(4 * years))
