"""The milestones for other programs: a calendar (RFC 5545) and a table for spreadsheets."""

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from assistant.links import source_url
from assistant.rendering import texts
from vectorstore.records import Milestone, Period
from vectorstore.store import Store

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def calendar(store: Store, milestones: Sequence[Milestone], base_url: str) -> bytes:
    """The dated milestones as all-day events, UTF-8; a milestone keeps its UID as long as its wording stays.

    An event lasts as long as the period; one with an open end stands on the day that is known.
    `base_url` is the server's address without a slash at the end.
    """
    say = texts()["export"]
    made = Calendar()
    made.add("prodid", "-//Arbejdsprogram-assistenten//Tidsplan//DA")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", say["calendar"])
    made.add("x-wr-caldesc", say["calendar_note"])
    seen: Counter[str] = Counter()
    for milestone in milestones:
        uid = _uid(milestone, seen)
        if milestone.period is None:
            continue
        first, after = _days(milestone.period)
        event = Event()
        event.add("uid", uid)
        event.add("dtstamp", datetime.fromisoformat(store.manifest.created))
        event.add("dtstart", first)
        event.add("dtend", after)
        event.add("transp", "TRANSPARENT")
        event.add("summary", f"{milestone.text} ({milestone.initiative})")
        about = say["event"].format(period=milestone.period.label, quote=_quote(store, milestone))
        event.add("description", about)
        event.add("url", base_url + source_url(milestone.document_id, milestone.span))
        if milestone.section:
            event.add("categories", [milestone.section])
        made.add_component(event)
    content: bytes = made.to_ical()
    return content


def table(store: Store, milestones: Sequence[Milestone], base_url: str) -> bytes:
    """The milestones as CSV that a Danish Excel opens: semicolons, CRLF, UTF-8 with a byte order mark.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(texts()["export"]["columns"])
    for milestone in milestones:
        period = milestone.period
        cells = [
            milestone.section,
            milestone.initiative,
            milestone.track,
            milestone.text,
            period.label if period else "",
            _iso(period.start if period else None),
            _iso(period.end if period else None),
            store.title(milestone.document_id),
            str(milestone.span.page),
            _quote(store, milestone),
            base_url + source_url(milestone.document_id, milestone.span),
        ]
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _uid(milestone: Milestone, seen: Counter[str]) -> str:
    """By wording, not by place, so that text moved in a new edition is still the same event."""
    key = "\0".join((milestone.initiative_id, milestone.track, milestone.text))
    seen[key] += 1
    name = hashlib.sha256(f"{key}\0{seen[key]}".encode()).hexdigest()[:32]
    return f"{name}@arbejdsprogram-assistenten"


def _days(period: Period) -> tuple[date, date]:
    """The first day, and the one after the last."""
    last = period.end or period.start
    assert last is not None
    return period.start or last, last + timedelta(days=1)


def _quote(store: Store, milestone: Milestone) -> str:
    text = store.page_text(milestone.document_id, milestone.span.page) or ""
    return " ".join(text[milestone.span.start : milestone.span.end].split())


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
