"""Answers to "hvornår" and "er … sket": the milestone, event or dated sentence, the period first."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.abstention import INADMISSIBLE, Confidence, Odds, load_weights
from assistant.analysis import Analysis
from assistant.answers import Draft, Statement
from assistant.cues import TAKES_PART
from assistant.dated_places import best_dated, equally_good, is_opposite, is_over
from assistant.effect import effect
from assistant.evidence import Evidence, action_words, gather, topic_coverage
from assistant.hedging import hedged, holding, lacks_change, lacks_claim
from assistant.in_time import is_span
from assistant.lengths import length_of
from assistant.lines import dated_line, relation_to, said_by
from assistant.numbers import time_taken
from assistant.participation import participation
from assistant.question_forms import Ask
from assistant.quotes import denial
from assistant.status import fits_better, status_text
from assistant.time_cues import (
    ASKS_EFFECT,
    ASKS_END,
    ASKS_START,
    FIRST,
    HOW_LONG,
    IN_USE,
    IS_IT,
    LAST,
    TAKES_EFFECT,
    USES,
)
from assistant.whole_plan import first_or_last, how_long
from prompts import Replies
from vectorstore.records import RUNNING, Kind, Passage, Sentence
from vectorstore.store import Store

_CLEARLY = 0.3  # of log-odds


def dated(
    analysis: Analysis, evidence: Evidence, store: Store, replies: Replies, today: date, sure: Confidence
) -> Draft | None:
    """The milestone or dated sentence that answers, the period first; for a status, where today lies.

    Asked whether it is in some period, and it is set for another: that, said as such.
    """
    draft = _dated(analysis, evidence, store, replies, today, sure)
    if not analysis.periods or not IS_IT.search(analysis.question) or (draft and draft.status == "answered"):
        return draft
    anytime = replace(analysis, periods=())
    other = _dated(anytime, gather(store, anytime), store, replies, today, sure)
    if other is None or other.status != "answered":
        return draft
    periods = [source.period for statement in other.statements for source in statement.sources if source.period]
    if not periods or any(period.overlaps(asked) for period in periods for asked in analysis.periods):
        return draft
    return Draft("partial", (Statement(replies.other_period, claim=False), *other.statements))


def _dated(
    analysis: Analysis, evidence: Evidence, store: Store, replies: Replies, today: date, sure: Confidence
) -> Draft | None:
    """As `dated`, in the asked period: of the initiative as a whole, else the best dated place, or what fits better."""
    if edge := first_or_last(analysis, evidence, store, replies, today):
        return edge
    if not _has_subject(analysis, evidence):
        return None
    if whole := how_long(analysis, evidence, store, replies, today) or participation(
        analysis, evidence, store, replies, sure
    ):
        return whole
    best = best_dated(analysis, evidence, store, today)
    odds = sure(store, analysis, evidence, best[0], said_by(*best)) if best else INADMISSIBLE
    if best and (told := _told_rather(best, odds, analysis, evidence, store, replies, sure)):
        return told
    if best and best[0].kind in RUNNING and is_over(analysis, best[1].text, today):
        odds = INADMISSIBLE  # what is to come is not answered by what was
    if taken := time_taken(analysis, evidence, store, replies, sure, odds.capped):
        return taken
    if best and odds.may_be_said:
        begun = None if odds.is_plain else effect(analysis, evidence, store, replies, sure, odds.capped + _CLEARLY)
        return begun or _at(best, odds, analysis, evidence, store, replies, today)
    otherwise = status_text if analysis.ask is Ask.STATUS else denial
    begun = effect(analysis, evidence, store, replies, sure, load_weights().partly_from)
    return begun or otherwise(analysis, evidence, store, replies, sure)


def _told_rather(
    best: tuple[Passage, Sentence],
    odds: Odds,
    analysis: Analysis,
    evidence: Evidence,
    store: Store,
    replies: Replies,
    sure: Confidence,
) -> Draft | None:
    """Running text for a yes/no question that it fits better than the best dated place, unless that alone is plain."""
    told = (
        status_text(analysis, evidence, store, replies, sure) if fits_better(analysis, evidence, store, *best) else None
    )
    return told if told and (told.status == "answered" or not odds.is_plain) else None


def _at(
    best: tuple[Passage, Sentence],
    odds: Odds,
    analysis: Analysis,
    evidence: Evidence,
    store: Store,
    replies: Replies,
    today: date,
) -> Draft:
    """The best dated place, with those of other initiatives that fit as well; hedged where it may not be what is asked.

    With it stand how long it lasts, or where today lies and that a plan is no report, if these are asked for.
    """
    passage, sentence = best
    odds = odds.doubted(*_doubts(analysis, evidence, store, passage, sentence))
    lines = [dated_line(store, replies, passage, sentence)]
    span = passage.period if passage.period and is_span(passage.period) else None
    if analysis.duration and span and (length := length_of(span, replies)):
        lines.append(Statement(replies.lasts.format(length=length), lines[0].sources, claim=False))
    if analysis.ask is Ask.STATUS:
        relation = f"{relation_to(passage.period, today, replies)} " if passage.period else ""
        lines.append(Statement(relation + replies.not_a_report, claim=False))
    also = equally_good(analysis, evidence, store, passage, sentence)
    if also and odds.is_plain:
        lines = _side_by_side([best, *also], store, replies) + lines[1:]
    # Only now: what claims more than its milestone says may still fit several initiatives.
    odds = odds.doubted(*holding(lacks_claim=analysis.ask is Ask.STATUS and lacks_claim(evidence, store, passage)))
    return hedged(Draft("answered", tuple(lines)), odds, analysis, evidence, store, passage, replies)


def _side_by_side(places: Sequence[tuple[Passage, Sentence]], store: Store, replies: Replies) -> list[Statement]:
    if len({passage.initiative_id for passage, _ in places}) == 1:
        ordered = sorted(places, key=lambda place: place[0].period.by_end if place[0].period else (date.max, date.max))
        return [dated_line(store, replies, *place) for place in ordered]
    lines = [Statement(replies.several_fit, claim=False)]
    for passage, sentence in places:
        lines.append(Statement(f"**{passage.initiative}**", claim=False))
        lines.append(replace(dated_line(store, replies, passage, sentence), bullet=True))
    return lines


def _doubts(
    analysis: Analysis, evidence: Evidence, store: Store, passage: Passage, sentence: Sentence
) -> tuple[str, ...]:
    """The doubts whether a dated place tells when what is asked about happens, not something else."""
    is_step = passage.kind is Kind.MILESTONE
    return holding(
        is_not_its_use=is_step and USES.search(analysis.question) and not IN_USE.search(passage.text),
        is_not_whether=analysis.ask is Ask.STATUS and TAKES_PART.search(analysis.question),
        is_a_part=is_step and _is_asked_for_whole(analysis, evidence, store) and not TAKES_EFFECT.search(passage.text),
        lacks_change=lacks_change(analysis, said_by(passage, sentence)),
        lacks_own_words=_lacks_own_words(analysis, evidence, store, said_by(passage, sentence)),
        is_opposite=is_step and is_opposite(analysis, passage.text),
        is_not_how_long=HOW_LONG.search(analysis.question) and not (passage.period and is_span(passage.period)),
    )


def _is_asked_for_whole(analysis: Analysis, evidence: Evidence, store: Store) -> bool:
    """Whether it is asked when an initiative comes to those who ask ("hvornår får vi et nyt system?"), and no step."""
    return (
        ASKS_EFFECT.search(analysis.question) is not None
        and not ASKS_START.search(analysis.question)
        and bool(evidence.named)
        and not action_words(evidence, store)
    )


def _lacks_own_words(analysis: Analysis, evidence: Evidence, store: Store, text: str) -> bool:
    """Whether a follow-up asks by its own words for what a text does not mention ("hvornår er piloten?")."""
    if not analysis.inherited.leans_on:
        return False
    own = {word.text for word in store.lexical.query_words(analysis.words)}
    asked = [word for word in action_words(evidence, store) if word.text in own and not ASKS_END.search(word.text)]
    return bool(asked) and not any(topic_coverage(store, [word], [text]) for word in asked)


def _has_subject(analysis: Analysis, evidence: Evidence) -> bool:
    """Whether a question says what it is about: "hvornår er den klar?" by itself does not."""
    only_when = (ASKS_END, ASKS_START, FIRST, LAST)
    return bool(analysis.inherited.leans_on) or any(
        not any(cue.search(w.text) for cue in only_when) for w in evidence.topic
    )
