"""What a question and its answer leave for a later question to lean on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.analysis import Analysis
from assistant.answers import Citation
from assistant.evidence import Evidence, named_outright, told_by_one
from assistant.kinds import LISTS_OF_STEPS
from assistant.places import Place, is_within, places_of
from assistant.question_forms import Ask
from assistant.tracks import of_track, track_of
from vectorstore.records import Milestone, Span
from vectorstore.store import Store


@dataclass(frozen=True, slots=True)
class Turn:
    """What a later question may lean on: the question as it was understood, and the title of its initiative, or "".

    `since` is the start of the first period that the answer named, or the last answer of the same subject that named
    one, `until` the end of the last, `step` the milestone where it quoted one only, and first; `areas` and
    `initiatives` are the titles of those that were last listed as such, in their order; `steps` are the milestones that
    were last listed, `track` is the part of the subject that those last quoted are of; `said` are the places that the
    conversation has been quoted since it came to its subject; `earlier` is the step of the answers before, where this
    one named no period; `quoted` is what it quoted; `declined` whether it had no answer, `is_guess` whether the subject
    is only that of a hedged answer, of one to a question of the whole plan ("hvad er det næste?"), or of a word of a
    declined one, and nobody named it.
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
    quoted: tuple[str, ...] = ()
    declined: bool = False
    is_guess: bool = False


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
    subject = _subject(analysis, citations, evidence, before, store)
    same = before if before and before.subject == subject else None
    periods = [citation.period for citation in citations if citation.period]
    since = min((period.start for period in periods if period.start), default=None)
    until = max((period.end for period in periods if period.end), default=None)
    if same and not periods:
        since, until = same.since, same.until
    places = tuple((c.document_id, Span(c.page, c.start, c.end)) for c in citations)
    quoted = (m for place in places for m in store.milestones if is_within(place, places_of([m])))
    milestones = tuple(dict.fromkeys(quoted))
    steps = _steps(analysis, citations, milestones, before)
    areas, listed = _lists(analysis, citations, before)
    is_guess = (is_hedged or not evidence.topic) and not (evidence.named or analysis.inherited.leans_on)
    declined_by_a_word = not citations and not named_outright(evidence.topic, store)
    track = track_of(milestones)
    if subject and not milestones:
        of_subject = [m for m in store.milestones if m.initiative == subject]
        track = track_of(of_track(analysis, evidence, store, of_subject)) or (same.track if same else "")
    return Turn(
        analysis=before.analysis if before and analysis.ask is Ask.MORE else analysis,
        subject=subject,
        since=since,
        until=until,
        step=milestones[0] if len(milestones) == 1 and is_within(places[0], places_of(milestones)) else None,
        areas=areas,
        initiatives=() if steps else listed,
        steps=steps or (same.steps if same else ()),
        track=track,
        said=frozenset(places) | (same.said if same else frozenset()),
        earlier=(same.step or same.earlier) if same and not periods else None,
        quoted=tuple(" ".join(citation.quote.split()) for citation in citations),
        declined=not citations,
        is_guess=is_guess or (declined_by_a_word and subject != "" and same is None),
    )


def _subject(
    analysis: Analysis, citations: Sequence[Citation], evidence: Evidence, before: Turn | None, store: Store
) -> str:
    """The title of the one initiative that is cited, or asked of again, or named; else that of the turn before.

    Of several that a question for when fits, the one in focus.
    """
    cited = _cited(citations)
    named = evidence.named
    if not citations:
        named = named_outright(evidence.topic, store) or told_by_one(evidence.topic, store)
    if len(cited) == 1:
        return cited.pop()
    if analysis.ask is Ask.WHEN and evidence.focus and evidence.focus.title in cited:
        return evidence.focus.title  # of several steps that fit, the one that the question is nearest to
    if not cited and before and before.subject and analysis.inherited.subject == before.subject:
        return before.subject
    if len(named) == 1:
        return named[0].title
    return before.subject if before and not named and not cited else ""


def _cited(citations: Iterable[Citation]) -> set[str]:
    return {citation.initiative for citation in citations if citation.initiative}


def _steps(
    analysis: Analysis, citations: Sequence[Citation], milestones: tuple[Milestone, ...], before: Turn | None
) -> tuple[Milestone, ...]:
    """The milestones that an answer lists, of one initiative or as such; those before where it picks some of them."""
    if before and analysis.inherited.steps and set(milestones) < set(before.steps):
        return before.steps
    only_steps = len(milestones) == len(citations)  # "hvad skulle være klar i Q3?"
    lists = analysis.ask in LISTS_OF_STEPS or len(_cited(citations)) == 1 or only_steps
    return milestones if lists and len(milestones) > 1 else ()


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
