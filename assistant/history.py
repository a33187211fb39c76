"""The timeline of a programme, year by year: of the office, or of what a question names."""

from dataclasses import replace

from assistant.analysis import Analysis
from assistant.answers import Draft, Statement
from assistant.cues import HISTORY_WORDS
from assistant.evidence import Evidence, beyond_the_office, topic_coverage
from assistant.lines import event_line
from prompts import Replies
from vectorstore.store import Store

_TELLS_OF = 0.9  # share of what is asked about that an event must hold


def history(analysis: Analysis, evidence: Evidence, store: Store, replies: Replies) -> Draft | None:
    """The events of the timeline in their order, those of a period or about something where it is asked for.

    None without any: running text may tell it.
    """
    about = [word for word in beyond_the_office(evidence.topic, store) if not HISTORY_WORDS.search(word.text)]
    told = [event for programme in store.programmes for event in programme.history]
    shares = [topic_coverage(store, about, [event.text]) if about else 1.0 for event in told]
    events = [event for event, share in zip(told, shares, strict=True) if share >= _TELLS_OF]
    if analysis.periods:
        events = [event for event in events if any(asked.overlaps(event.period) for asked in analysis.periods)]
    if not events:
        return None
    lead = replies.history_list_paired if any(event.inferred for event in events) else replies.history_list
    lines = (replace(event_line(event, replies, replies.history_listed), bullet=True) for event in events)
    return Draft("answered", (Statement(lead, claim=False), *lines))
