"""Answers to "hvornår" and "er … sket": the milestone, event or dated sentence, the period first."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.abstention import INADMISSIBLE, Odds, load_weights
from assistant.analysis import Analysis
from assistant.answers import Draft, Statement
from assistant.case import Case
from assistant.cues import TAKES_PART
from assistant.dated_places import best_dated, equally_good, is_opposite, is_over
from assistant.degrees import TOUCHED
from assistant.effect import effect
from assistant.evidence import Evidence, action_words, gather, nearly_said, topic_coverage
from assistant.hedging import hedged, holding, lacks_change, lacks_claim
from assistant.in_time import is_span, less_time
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
    ASKS_RECURS,
    ASKS_START,
    FIRST,
    GOES_ON,
    HOW_LONG,
    IN_USE,
    IS_IT,
    LAST,
    PAST,
    TAKES_EFFECT,
    USES,
)
from assistant.values import has_frequency, is_contrary
from assistant.whole_plan import first_or_last, how_long
from prompts import Replies
from vectorstore.records import RUNNING, Kind, Passage, Sentence
from vectorstore.store import Store

_CLEARLY = 0.3  # of log-odds
_HAPPENED_YET = re.compile(r"\b(?:nu|endnu|allerede|stadig|sket|gjort|nået|lavet)\b", re.IGNORECASE)


def dated(case: Case) -> Draft | None:
    """The milestone or dated sentence that answers, the period first; for a status, where today lies.

    Asked whether it is in some period, and it is set for another: that, said as such.
    """
    draft = _dated(case)
    if not case.periods or not IS_IT.search(case.question):
        return draft
    anytime = replace(case.analysis, periods=())
    other = _dated(replace(case, analysis=anytime, evidence=gather(case.store, anytime, case.evidence.found)))
    if other is None or _is_of_the_past(case, other):
        return draft
    if other.status != "answered" and (draft is not None or not _is_of_focus(case, other)):
        return draft
    if draft and draft.status == "answered" and _says(case, other) <= _says(case, draft):
        return draft
    periods = [source.period for statement in other.statements for source in statement.sources if source.period]
    if not periods or any(period.overlaps(asked) for period in periods for asked in case.periods):
        return draft
    if other.hedge:
        return other
    return Draft("partial", (Statement(case.replies.other_period, claim=False), *other.statements))


def _is_of_focus(case: Case, draft: Draft) -> bool:
    """Whether all places of a draft are of the initiative that is asked about."""
    titles = {source.initiative for line in draft.statements for source in line.sources}
    return case.focus is not None and titles == {case.focus.title}


def _is_of_the_past(case: Case, draft: Draft) -> bool:
    """Whether a draft tells an event of the timeline, and it is not asked what was."""
    events = any(source.period and not source.initiative for line in draft.statements for source in line.sources)
    return events and not PAST.search(case.question)


def _says(case: Case, draft: Draft) -> float:
    """How much of what is asked of an initiative the places of a draft say."""
    asked = less_time(action_words(case.evidence, case.store))
    return topic_coverage(case.store, asked, [line.text for line in draft.statements if line.claim]) if asked else 0.0


def _dated(case: Case) -> Draft | None:
    """As `dated`, in the asked period: of the initiative as a whole, else the best dated place, or what fits better."""
    if edge := first_or_last(case):
        return edge
    if not _has_subject(case.analysis, case.evidence):
        return None
    if whole := how_long(case) or participation(case):
        return whole
    best = best_dated(case)
    if best and best[0].kind is Kind.MILESTONE and _claims_nothing(case) and not TAKES_PART.search(case.question):
        is_last = case.store.encoder.tuned or case.store.second is None
        return status_text(case) if is_last else None  # what is claimed is told in other words: by meaning
    odds = case.odds(best[0], said_by(*best)) if best else INADMISSIBLE
    if best and (told := _told_rather(case, best, odds)):
        return told
    if best and best[0].kind in RUNNING and is_over(case.analysis, best[1].text, case.today):
        odds = INADMISSIBLE  # what is to come is not answered by what was
    once = case.ask is Ask.STATUS and ASKS_RECURS.search(case.question)
    if best and (_is_of_nothing_asked(case, *best) or (once and not has_frequency(said_by(*best)))):
        odds = INADMISSIBLE
    if taken := time_taken(case, odds.capped):
        return taken
    if best and odds.may_be_said:
        begun = None if odds.is_plain else effect(case, odds.capped + _CLEARLY)
        return begun or _at(case, best, odds)
    otherwise = status_text if case.ask is Ask.STATUS else denial
    begun = effect(case, load_weights().partly_from)
    return begun or otherwise(case)


def _is_of_nothing_asked(case: Case, passage: Passage, sentence: Sentence) -> bool:
    """Whether a place says no more of what is asked than that something ends or begins: "er aftalen færdig?"."""
    about = [w for w in less_time(case.topic) if not (ASKS_END.search(w.text) or ASKS_START.search(w.text))]
    said = said_by(passage, sentence)
    if not about or nearly_said(case.store, case.evidence, passage, said):
        return False
    return topic_coverage(case.store, about, [said, passage.breadcrumb, passage.section]) < TOUCHED


def _told_rather(case: Case, best: tuple[Passage, Sentence], odds: Odds) -> Draft | None:
    """Running text for a yes/no question that it fits better than the best dated place, unless that alone is plain."""
    told = status_text(case) if fits_better(case, *best) else None
    return told if told and (told.status == "answered" or not odds.is_plain) else None


def _at(case: Case, best: tuple[Passage, Sentence], odds: Odds) -> Draft:
    """The best dated place, with those of other initiatives that fit as well; hedged where it may not be what is asked.

    With it stand how long it lasts, or where today lies and that a plan is no report, if these are asked for.
    """
    passage, sentence = best
    odds = odds.doubted(*_doubts(case, passage, sentence))
    lines = [dated_line(case.store, case.replies, passage, sentence)]
    span = passage.period if passage.period and is_span(passage.period) else None
    if case.analysis.duration and span and (length := length_of(span, case.replies)):
        lines.append(Statement(case.replies.lasts.format(length=length), lines[0].sources, claim=False))
    also = equally_good(case, passage, sentence)
    side_by_side = [best, *also] if also and odds.is_plain else [best]
    if case.ask is Ask.STATUS:
        relation = _where_today_lies([place for place, _ in side_by_side], case)
        lines.append(Statement(f"{relation} {case.replies.not_a_report}".strip(), claim=False))
    if len(side_by_side) > 1:
        lines = _side_by_side(side_by_side, case.store, case.replies) + lines[1:]
    # Only now: what claims more than its milestone says may still fit several initiatives.
    odds = odds.doubted(
        *holding(lacks_claim=case.ask is Ask.STATUS and lacks_claim(case.evidence, case.store, passage))
    )
    return hedged(case, Draft("answered", tuple(lines)), odds, passage)


def _where_today_lies(places: Sequence[Passage], case: Case) -> str:
    """Where today lies of the periods of several places, or "" where it does not lie alike of all."""
    relations = {relation_to(place.period, case.today, case.replies) if place.period else "" for place in places}
    return relations.pop() if len(relations) == 1 else ""


def _side_by_side(places: Sequence[tuple[Passage, Sentence]], store: Store, replies: Replies) -> list[Statement]:
    if len({passage.initiative_id for passage, _ in places}) == 1:
        ordered = sorted(places, key=lambda place: place[0].period.by_end if place[0].period else (date.max, date.max))
        return [dated_line(store, replies, *place) for place in ordered]
    lines = [Statement(replies.several_fit, claim=False)]
    for passage, sentence in places:
        lines.append(Statement(f"**{passage.initiative}**", claim=False))
        lines.append(replace(dated_line(store, replies, passage, sentence), bullet=True))
    return lines


def _doubts(case: Case, passage: Passage, sentence: Sentence) -> tuple[str, ...]:
    """The doubts whether a dated place tells when what is asked about happens, not something else."""
    is_step = passage.kind is Kind.MILESTONE
    return holding(
        is_not_its_use=is_step and USES.search(case.question) and not IN_USE.search(passage.text),
        claims_nothing=is_step and _claims_nothing(case),
        is_not_whether=case.ask is Ask.STATUS and TAKES_PART.search(case.question),
        is_a_part=is_step and _is_asked_for_whole(case) and not TAKES_EFFECT.search(passage.text),
        lacks_change=lacks_change(case.analysis, said_by(passage, sentence)),
        lacks_own_words=_lacks_own_words(case, said_by(passage, sentence)),
        is_opposite=is_step and is_opposite(case.analysis, passage.text),
        is_contrary=is_contrary(case.store, case.question, said_by(passage, sentence)),
        is_not_how_long=HOW_LONG.search(case.question) and not (passage.period and is_span(passage.period)),
    )


def _claims_nothing(case: Case) -> bool:
    """Whether a yes/no question has no more than the name of an initiative: "er stranden jeres?"."""
    of_plan = (ASKS_END, ASKS_START, GOES_ON, TAKES_EFFECT, _HAPPENED_YET)
    claims = action_words(case.evidence, case.store) or any(form.search(case.question) for form in of_plan)
    return case.ask is Ask.STATUS and not claims


def _is_asked_for_whole(case: Case) -> bool:
    """Whether it is asked when an initiative comes to those who ask ("hvornår får vi et nyt system?"), and no step."""
    return (
        ASKS_EFFECT.search(case.question) is not None
        and not ASKS_START.search(case.question)
        and bool(case.evidence.named)
        and not action_words(case.evidence, case.store)
    )


def _lacks_own_words(case: Case, text: str) -> bool:
    """Whether a follow-up asks by its own words for what a text does not mention ("hvornår er piloten?")."""
    if not case.analysis.inherited.leans_on:
        return False
    own = {word.text for word in case.store.lexical.query_words(case.analysis.words)}
    asked = [
        word for word in action_words(case.evidence, case.store) if word.text in own and not ASKS_END.search(word.text)
    ]
    return bool(asked) and not any(topic_coverage(case.store, [word], [text]) for word in asked)


def _has_subject(analysis: Analysis, evidence: Evidence) -> bool:
    """Whether a question says what it is about: "hvornår er den klar?" by itself does not."""
    only_when = (ASKS_END, ASKS_START, FIRST, LAST)
    return bool(analysis.inherited.leans_on) or any(
        not any(cue.search(w.text) for cue in only_when) for w in evidence.topic
    )
