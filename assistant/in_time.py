"""Milestones by time: the first, the last, what comes next from a day on; what of time a question asks for."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum, auto

from assistant.time_cues import ASKS_END, ASKS_START, FIRST, GOES_ON, HAPPENED, LAST, PAST
from vectorstore.danish import QueryWord
from vectorstore.records import Milestone, Period

_SPAN = re.compile(r"\w\s?[-–]\s?\w|\bhele\b", re.IGNORECASE)


def outer(milestones: Sequence[Milestone], *, last: bool) -> list[Milestone]:
    """The dated milestones that begin first, or end last; an open end is later than any other.

    Of one with an open start ("senest 1. juni") only the end is known.
    """
    days = [(m.period.last_day if last else m.period.start or m.period.last_day, m) for m in milestones if m.period]
    day = (max if last else min)((day for day, _ in days), default=None)
    return [milestone for own, milestone in days if own == day]


def coming_first(milestones: Sequence[Milestone], day: date, *, of_one: bool = True) -> list[Milestone]:
    """Those of the milestones whose period ends soonest from a day on; none where all are over.

    Of one initiative those that begin first of these: of a whole programme all that end that day.
    """
    coming = [(m.period.by_end, m) for m in milestones if m.period is not None and m.period.is_to_come(day)]
    ends = coming if of_one else [((end, date.min), m) for (end, _), m in coming]
    soonest = min((end for end, _ in ends), default=None)
    return [milestone for end, milestone in ends if end == soonest]


class Edge(Enum):
    """What of a plan shall lie in an asked period: its last or first step, any, or the time between these two."""

    LAST = auto()
    FIRST = auto()
    ANY = auto()
    BETWEEN = auto()


def asked_edge(question: str) -> Edge:
    """The edge that a question asks for: what "er i gang" then, "slutter", "begynder", or anything."""
    if GOES_ON.search(question):
        return Edge.BETWEEN
    if ASKS_END.search(question):
        return Edge.LAST
    return Edge.FIRST if ASKS_START.search(question) else Edge.ANY


def is_span(period: Period) -> bool:
    """Whether a period is written as one from … to, so that it tells how long, not only by when."""
    return _SPAN.search(period.label) is not None


def looks_back(question: str) -> bool:
    """Whether a question asks for what was or has been: "hvad skete der i december", "hvad er der nået"."""
    return any(form.search(question) for form in (PAST, HAPPENED))


def is_of_time(word: QueryWord) -> bool:
    """Whether a word says only when: "slutter", "fortsætter", "først"."""
    return any(form.search(word.text) for form in (ASKS_END, ASKS_START, GOES_ON, FIRST, LAST))


def less_time(topic: Iterable[QueryWord]) -> list[QueryWord]:
    """A topic less the words that say only when."""
    return [word for word in topic if not is_of_time(word)]
