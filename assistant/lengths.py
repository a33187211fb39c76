"""Lengths of time in words: computed, so no numeral of an answer stands in no quote."""

from datetime import date

from prompts import Replies
from vectorstore.records import Period


def length_of(period: Period, replies: Replies) -> str:
    """How long a period lasts ("tre kvartaler"), or "" for an open one, one under a month, or an odd number of days."""
    if period.start is None or period.end is None:
        return ""
    after = date.fromordinal(period.end.toordinal() + 1)
    return in_words(_months(period.start, after), replies) if period.start.day == after.day else ""


def length_between(first: Period, second: Period, replies: Replies) -> str:
    """How long after the end of one period the other one ends, whichever is first; "" where an end is open or equal."""
    if first.end is None or second.end is None:
        return ""
    ends = sorted(date.fromordinal(period.end.toordinal() + 1) for period in (first, second) if period.end)
    return in_words(_months(ends[0], ends[1]), replies) if ends[0].day == ends[1].day else ""


def in_words(months: int, replies: Replies) -> str:
    """A number of months in the largest unit that divides it; "" for none and for more than the words reach."""
    for size, unit in ((12, replies.years), (6, replies.half_years), (3, replies.quarters), (1, replies.months)):
        if months > 0 and months % size == 0:
            one, _, many = unit.partition("|")
            numbers = replies.numbers.split()
            count = months // size
            if count == 1:
                return one
            if many and count < len(numbers):
                return many.format(n=numbers[count])
    return ""


def _months(start: date, end: date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month
