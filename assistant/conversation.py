"""What a later question may lean on, and the bounded memory of conversations."""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock

from assistant.analysis import Analysis
from assistant.answers import Citation
from assistant.evidence import Evidence, named_outright
from assistant.kinds import LISTS_OF_STEPS
from assistant.places import Place, is_within
from assistant.question_forms import Ask
from assistant.tracks import of_track, track_of
from vectorstore.records import Milestone, Span
from vectorstore.store import Store

MOST = 2000  # conversations remembered at a time; the one unused for longest goes first
KEPT = 2 * 60 * 60.0  # seconds after its last question that a conversation is remembered


@dataclass(frozen=True, slots=True)
class Turn:
    """What a later question may lean on: the question as it was understood, and the title of its initiative, or "".

    `since` is the start of the first period that the answer named, or the last answer of the same subject that named
    one, `until` the end of the last, `step` the milestone where it quoted one only; `areas` and `initiatives` are the
    titles of those that were last listed as such, in their order; `steps` are the milestones that were last listed,
    `track` is the part of the subject that those last quoted are of; `said` are the places that the conversation has
    been quoted since it came to its subject; `earlier` is the step of the answers before, where this one named no
    period; `declined` whether it had no answer, `is_guess` whether the subject is only that of a hedged answer, which
    nobody named.
    """

    analysis: Analysis
    subject: str
    since: date | None = None
    until: date | None = None
    step: Milestone | None = None
    areas: tuple[str, ...] = ()
    initiatives: tuple[str, ...] = ()
    steps: tuple[Milestone, ...] = ()
    track: str = ""
    said: frozenset[Place] = frozenset()
    earlier: Milestone | None = None
    declined: bool = False
    is_guess: bool = False


class Conversations:
    """The last turn of each conversation, in memory; forgotten after `KEPT` seconds or `MOST` others."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._turns: OrderedDict[str, tuple[float, Turn]] = OrderedDict()
        self._lock = Lock()

    def last(self, conversation_id: str) -> Turn | None:
        """The last turn of a conversation, or None where there is none or it is too old."""
        with self._lock:
            at, turn = self._turns.get(conversation_id, (0.0, None))
            return turn if self._clock() - at < KEPT else None

    def remember(self, conversation_id: str, turn: Turn) -> None:
        """Keep a turn as the conversation's last."""
        with self._lock:
            self._turns[conversation_id] = (self._clock(), turn)
            self._turns.move_to_end(conversation_id)
            while len(self._turns) > MOST:
                self._turns.popitem(last=False)


def turn_of(
    analysis: Analysis,
    citations: Sequence[Citation],
    evidence: Evidence,
    before: Turn | None,
    store: Store,
    *,
    is_hedged: bool = False,
) -> Turn:
    """What a later question may lean on: the one initiative that this one was about, else that of the turn before.

    `citations` are those of an answer: what is only nearest to an unanswered question is not what it was about.
    """
    periods = [citation.period for citation in citations if citation.period]
    since = min((period.start for period in periods if period.start), default=None)
    until = max((period.end for period in periods if period.end), default=None)
    cited = {citation.initiative for citation in citations if citation.initiative}
    named = evidence.named if citations else named_outright(evidence.topic, store)
    if len(cited) == 1:
        (subject,) = cited
    elif not cited and before and before.subject and analysis.inherited.subject == before.subject:
        subject = before.subject
    elif len(named) == 1:
        subject = named[0].title
    else:
        subject = before.subject if before and not named and not cited else ""
    places = tuple((c.document_id, Span(c.page, c.start, c.end)) for c in citations)
    same = before if before and before.subject == subject else None
    if same and not periods:
        since, until = same.since, same.until
    earlier = (same.step or same.earlier) if same and not periods else None
    said = frozenset(places) | (same.said if same else frozenset())
    quoted = (m for place in places for m in store.milestones if is_within(place, places_of([m])))
    milestones = tuple(dict.fromkeys(quoted))
    picked_of = before.steps if before and analysis.inherited.steps and set(milestones) < set(before.steps) else ()
    lists = len(milestones) > 1 and (analysis.ask in LISTS_OF_STEPS or len(cited) == 1)
    steps = picked_of or (milestones if lists else ())
    asked = before.analysis if before and analysis.ask is Ask.MORE else analysis
    areas, listed = _lists(analysis, citations, before)
    listed = () if steps else listed
    step = milestones[0] if len(milestones) == 1 else None
    track = track_of(milestones)
    if subject and not milestones:
        of_subject = [m for m in store.milestones if m.initiative == subject]
        track = track_of(of_track(analysis, evidence, store, of_subject)) or (same.track if same else "")
    steps = steps or (same.steps if same else ())
    declined = not citations
    is_guess = is_hedged and not (named or analysis.inherited.subject)
    return Turn(asked, subject, since, until, step, areas, listed, steps, track, said, earlier, declined, is_guess)


def _lists(
    analysis: Analysis, citations: Sequence[Citation], before: Turn | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The focus areas and the initiatives that an answer lists; those of the turn before where it lists none.

    The initiatives of one area stand beside the list of areas that it was picked from.
    """
    areas = _several(citation.section for citation in citations if analysis.ask is Ask.FOCUS_AREAS)
    listed = _several(citation.initiative for citation in citations)
    if before and not areas and not listed:
        return before.areas, before.initiatives
    if before and any(area in analysis.question for area in before.areas):
        areas = before.areas
    return areas, () if analysis.ask in LISTS_OF_STEPS else listed


def _several(titles: Iterable[str | None]) -> tuple[str, ...]:
    """The different titles in their order; none where there is but one."""
    found = tuple(dict.fromkeys(title for title in titles if title))
    return found if len(found) > 1 else ()


def places_of(milestones: Iterable[Milestone]) -> tuple[Place, ...]:
    """Where the milestones stand."""
    return tuple((milestone.document_id, milestone.span) for milestone in milestones)
