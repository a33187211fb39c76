"""The timeline of a programme, year by year: of the office, or of what a question names."""

from dataclasses import replace

from assistant.answers import Draft, Statement
from assistant.case import Case
from assistant.cues import HISTORY_WORDS
from assistant.degrees import WHOLLY
from assistant.evidence import beyond_the_office, topic_coverage
from assistant.lines import event_line


def history(case: Case) -> Draft | None:
    """The events of the timeline in their order, those of a period or about something where it is asked for.

    None without any: running text may tell it.
    """
    about = [word for word in beyond_the_office(case.topic, case.store) if not HISTORY_WORDS.search(word.text)]
    told = [event for programme in case.store.programmes for event in programme.history]
    shares = [topic_coverage(case.store, about, [event.text]) if about else 1.0 for event in told]
    events = [event for event, share in zip(told, shares, strict=True) if share >= WHOLLY]
    if case.periods:
        events = [event for event in events if any(asked.overlaps(event.period) for asked in case.periods)]
    if not events:
        return None
    lead = case.replies.history_list_paired if any(event.inferred for event in events) else case.replies.history_list
    lines = (replace(event_line(event, case.replies, case.replies.history_listed), bullet=True) for event in events)
    return Draft("answered", (Statement(lead, claim=False), *lines))
