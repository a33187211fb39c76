"""Two things set against each other: what they share, and which comes first, is more, or how far apart they are."""

import re
from collections.abc import Sequence
from datetime import date

from assistant.analysis import Analysis
from assistant.answers import Draft, Statement
from assistant.degrees import MENTIONED, MOSTLY, TOUCHED
from assistant.evidence import Evidence, gather, named_outright, topic_coverage
from assistant.lengths import length_between
from assistant.parts import Relation, Side
from assistant.text_periods import planned
from assistant.time_cues import ASKS_END, ASKS_START
from prompts import Replies
from vectorstore.periods import find_periods
from vectorstore.records import Initiative, Period
from vectorstore.store import Store

_ABOUT = 0.1
_NUMBER = re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?")


def with_shared_subject(analyses: Sequence[Analysis], store: Store) -> tuple[Analysis, ...]:
    """The two sides, one without an initiative of its own given the other's ("fra piloten til udrulningen af X")."""
    if len(analyses) != 2 or analyses[0].side is None:
        return tuple(analyses)
    titles = [_named_title(analysis, store) for analysis in analyses]
    if all(titles) or not any(titles):
        return tuple(analyses)
    shared = titles[0] or titles[1]
    return tuple(
        one if title or not _is_of(shared, one, store) else one.inheriting(subject=shared)
        for one, title in zip(analyses, titles, strict=True)
    )


def verdict(drafts: Sequence[Draft], analyses: Sequence[Analysis], replies: Replies) -> tuple[Statement, ...]:
    """What follows from the two answers, computed; nothing where one is about something near, or has no value."""
    sides = [analysis.side for analysis in analyses if analysis.side]
    if len(sides) != 2 or len(drafts) != 2:
        return ()
    if any(draft.status != "answered" for draft in drafts) or _are_one(drafts):
        return ()
    match sides[0].relation:
        case Relation.ORDER:
            said = _order(drafts, sides, replies)
        case Relation.DISTANCE:
            periods = [_period(draft) for draft in drafts]
            length = length_between(periods[0], periods[1], replies) if periods[0] and periods[1] else ""
            said = replies.distance.format(length=length) if length else ""
        case Relation.SIZE:
            said = _size(drafts, sides, replies)
        case _:
            said = ""
    cited = tuple(dict.fromkeys(s for draft in drafts for line in draft.statements[:1] for s in line.sources[:1]))
    return (Statement(said, cited, claim=False),) if said else ()


def _are_one(drafts: Sequence[Draft]) -> bool:
    """Whether both answers rest on the same place: then the two things are not told apart."""
    first, second = ([line.sources[0] for line in draft.statements if line.sources] for draft in drafts)
    return bool(first) and first[:1] == second[:1]


def _named_title(analysis: Analysis, store: Store) -> str:
    evidence = gather(store, analysis)
    if len(outright := named_outright(evidence.topic, store) or _by_compound(evidence, store)) == 1:
        return outright[0].title
    focus = evidence.focus
    if focus and len(evidence.topic) > 1 and _says(store, evidence) >= MOSTLY:
        return focus.title
    if focus is None or topic_coverage(store, evidence.topic, [focus.title]) < TOUCHED:
        return ""
    return focus.title


def _by_compound(evidence: Evidence, store: Store) -> tuple[Initiative, ...]:
    """The initiatives whose titles have most parts of a compound of the topic: "GenAI-piloten"."""
    compounds = [word for word in evidence.topic if word.parts]
    return tuple(
        initiative
        for initiative in store.initiatives
        if any(topic_coverage(store, [word], [initiative.title]) >= MENTIONED for word in compounds)
    )


def _is_of(title: str, analysis: Analysis, store: Store) -> bool:
    """Whether the initiative says a side about as well as any other place does ("piloten", not "kontraktstyring")."""
    evidence = gather(store, analysis)
    if all(ASKS_END.search(word.text) or ASKS_START.search(word.text) for word in evidence.topic):
        return True  # "til projektet slutter"
    own = [f"{title} {hit.passage.text}" for hit in evidence.hits if hit.passage.initiative == title]
    best = max((topic_coverage(store, evidence.topic, [hit.passage.text]) for hit in evidence.hits), default=0.0)
    said = max((topic_coverage(store, evidence.topic, [text]) for text in own), default=0.0)
    return said >= best - _ABOUT


def _says(store: Store, evidence: Evidence) -> float:
    """How much of the topic the best passage of the focus says."""
    best = next(hit.passage for hit in evidence.hits)
    own = evidence.focus is not None and best.initiative_id == evidence.focus.id
    return topic_coverage(store, evidence.topic, [best.text]) if own else 0.0


def _order(drafts: Sequence[Draft], sides: Sequence[Side], replies: Replies) -> str:
    first, second = (_period(draft) for draft in drafts)
    if first is None or second is None or any(_goes_on(draft) for draft in drafts):
        return ""
    for one, other, (earlier, later) in ((first, second, sides), (second, first, sides[::-1])):
        if one.end and other.start and one.end < other.start:
            return (replies.comes_last if later.last else replies.comes_first).format(
                thing=later.thing if later.last else earlier.thing
            )
    if first.end is None or second.end is None:
        return ""
    if (first.start, first.end) == (second.start, second.end):
        return replies.same_period
    return replies.overlapping


def _size(drafts: Sequence[Draft], sides: Sequence[Side], replies: Replies) -> str:
    first, second = (_number(draft) for draft in drafts)
    if first is None or second is None:
        return ""
    return replies.same_number if first == second else replies.most.format(thing=sides[first < second].thing)


def _period(draft: Draft) -> Period | None:
    """The one period that an answer rests on: of its milestone, or the one that a sentence tells as to come."""
    periods = {source.period for line in draft.statements for source in line.sources if source.period}
    if not periods:
        told = next((line.text for line in draft.statements if line.claim), "")
        periods = {mention.period for clause in planned(told) for mention in find_periods(clause)}
    return periods.pop() if len(periods) == 1 else None


def _goes_on(draft: Draft) -> bool:
    """Whether an answer has, beside the milestone that it rests on, a text that names a later end ("(2025-2030)")."""
    period = _period(draft)
    told = (mention.period for line in draft.statements[1:] if line.claim for mention in find_periods(line.text))
    return period is not None and any(period.last_day < one.last_day < date.max for one in told)


def _number(draft: Draft) -> float | None:
    """The one number of the line that answers; None for none or several."""
    line = next((line for line in draft.statements if line.sources), None)
    numbers = _NUMBER.findall(line.text) if line else []
    return float(numbers[0].replace(".", "").replace(",", ".")) if len(numbers) == 1 else None
