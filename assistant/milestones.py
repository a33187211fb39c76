"""The milestone table: which milestones, and how one looks as JSON."""

from datetime import date
from typing import Any

from assistant.answers import period_json
from vectorstore.periods import find_periods
from vectorstore.records import Milestone, Period
from vectorstore.store import Store

_LONGEST_PERIOD = 80  # characters; nobody writes a period at such length


def select_milestones(
    store: Store,
    start: date | None = None,
    end: date | None = None,
    initiative: str | None = None,
    document: str | None = None,
) -> list[Milestone]:
    """Milestones whose period overlaps `start`–`end` (undated ones only without either), in the text's order.

    `initiative` is an id or a part of a title, `document` an id.
    """
    asked = Period("", start, end)
    bounded = start is not None or end is not None
    wanted = (initiative or "").casefold()
    return [
        milestone
        for milestone in store.milestones
        if (document is None or milestone.document_id == document)
        and (wanted in milestone.initiative.casefold() or wanted == milestone.initiative_id)
        and (not bounded or (milestone.period is not None and milestone.period.overlaps(asked)))
    ]


def read_period(text: str) -> Period:
    """A period as a user writes it: a date, "Q2/2026", "2027". Raises `ValueError` that says how to write one."""
    mentions = find_periods(text) if len(text) <= _LONGEST_PERIOD else []
    if len(mentions) != 1 or (mentions[0].start, mentions[0].end) != (0, len(text)):
        shown = text if len(text) <= _LONGEST_PERIOD else text[:_LONGEST_PERIOD] + "…"
        raise ValueError(f"'{shown}' er ingen periode; skriv fx 2026-04-01, Q2/2026 eller 2027")
    return mentions[0].period


def bounds(first: Period | None, last: Period | None) -> tuple[date | None, date | None]:
    """From the first day of `first` to the last day of `last`. Raises `ValueError` if there is no day between."""
    start, end = first.start if first else None, last.end if last else None
    if start and end and start > end:
        raise ValueError(f"Perioden begynder {start} og slutter {end}; byt om på begyndelse og slutning")
    return start, end


def milestone_json(store: Store, milestone: Milestone) -> dict[str, Any]:
    """One milestone as the contract's JSON, with its verbatim quote."""
    span = milestone.span
    page = store.page(milestone.document_id, span.page)
    assert page is not None
    return {
        "document_id": milestone.document_id,
        "section": milestone.section,
        "initiative": milestone.initiative,
        "text": milestone.text,
        "period": period_json(milestone.period),
        "page": span.page,
        "quote": page.text[span.start : span.end],
        "start": span.start,
        "end": span.end,
    }
