"""What comes in a plan before or after a step that a question names, or a day."""

import re
from collections.abc import Sequence
from datetime import date

from assistant.analysis import Analysis
from assistant.answers import Draft, Statement
from assistant.case import Case
from assistant.dated_places import best_dated
from assistant.degrees import ITSELF, MENTIONED, SAID
from assistant.english import in_danish
from assistant.evidence import action_words, is_topic, named_outright, topic_coverage
from assistant.in_time import less_time, outer
from assistant.lines import grouped, milestone_of, milestone_source, said_by
from assistant.lists import soonest
from assistant.patterns import any_of
from assistant.question_forms import AFTER, BEFORE
from assistant.text_periods import LONG
from assistant.tracks import of_track
from prompts import Replies
from vectorstore.danish import QueryWord
from vectorstore.records import Initiative, Milestone, Period
from vectorstore.store import Store

_CLAUSE = re.compile(
    r"\b(?:efter(?: at)?|når|før|inden|forud for|after|once|when|before) (?P<step>[^,?.!;]+)", re.IGNORECASE
)
_DONE = re.compile(r"\b(?:er|bliver|har|blev|var|kan|skal|is|are|has|have|was|can) .*$", re.IGNORECASE)
_WITH = re.compile(r"\bhvad (?:sker|skal) (?:der )?(?:så )?(?:ske )?med ([^?.,]{1,60}?),? når\b", re.IGNORECASE)
_POINTS = re.compile(r"(?:den|det|de|it|they) ", re.IGNORECASE)
_ALL = any_of(r"^(?!.*\b(?:lige|umiddelbart|right|just)\b).*\b(?:skal|mangler|alt|must|needs?|has to)\b")


def beside_a_step(case: Case) -> Draft | None:
    """What comes after, or before, the milestone that is named ("hvad sker der efter pilotdriften").

    None where the question names no step, or none that is found surely. Only steps of the same part of the initiative.
    """
    before = BEFORE.search(case.question) is not None
    if not (before or AFTER.search(case.question)) or not action_words(case.evidence, case.store):
        return None
    named = _told_step(case) or _found_step(case)
    if named is None or named.period is None:
        return None
    own = [m for m in case.store.milestones_of(named.initiative_id) if m.track == named.track]
    if before:
        return _before(case, own, named, named.period)
    return _after(own, named.period, case.store, case.replies)


def asks_of_a_part(case: Case) -> bool:
    """Whether "hvad sker der med X, når Y er slut?" is of an X that is no plan: of what becomes of that."""
    found = _WITH.search(case.question)
    if found is None or case.analysis.inherited.leans_on:
        return False
    about = [word for word in case.store.lexical.query_words(found[1]) if is_topic(word)]
    named = named_outright(about, case.store)
    return len(named) != 1 or any(topic_coverage(case.store, [word], [named[0].title]) < ITSELF for word in about)


def _told_step(case: Case) -> Milestone | None:
    """The milestone of the focus that the clause names best ("efter *aftalen med konservatoriet*").

    What is done to it ("er gennemført") tells only of equals, or where the clause has but "den". Of those that fit
    alike it is the last that has begun, else the first.
    """
    clause = _CLAUSE.search(case.question)
    outright = named_outright(case.topic, case.store)
    focus = outright[0] if len(outright) == 1 else case.focus
    if clause is None or focus is None:
        return None
    told = clause["step"].replace("-", " ")  # "ERP-servicetjekket" is the "servicetjek"
    told = told if case.analysis.language == "da" else in_danish(told)
    done = _DONE.search(told)
    nouns = _own_words(told[: done.start()] if done else told, focus, case.store)
    verbs = _own_words(done[0] if done else "", focus, case.store)
    asked = verbs if _POINTS.match(told) or not nouns else nouns
    own = [m for m in case.store.milestones_of(focus.id) if m.period]
    shares = [
        (topic_coverage(case.store, asked, [m.text]), topic_coverage(case.store, verbs, [m.text]), m) for m in own
    ]
    best = max((share[:2] for share in shares), default=(0.0, 0.0))
    if best[0] < SAID:
        return None
    alike = [(m.period, m) for *share, m in shares if tuple(share) == best and m.period]
    plan = [focus.title, focus.text, *(m.text for m in own)]
    if any(topic_coverage(case.store, [word], plan) < MENTIONED for word in asked):
        return None  # "dialogen med medarbejderne" is not the one with the market
    begun = [one for one in alike if one[0].first_day <= case.today]
    chosen = max(begun, key=lambda one: _order(one[0])) if begun else min(alike, key=lambda one: _order(one[0]))
    return chosen[1]


def _own_words(text: str, initiative: Initiative, store: Store) -> list[QueryWord]:
    """What a text is about beside the title of an initiative."""
    words = less_time(word for word in store.lexical.query_words(text) if is_topic(word))
    return [word for word in words if topic_coverage(store, [word], [initiative.title]) < ITSELF]


def _found_step(case: Case) -> Milestone | None:
    """The milestone that the whole question finds, where it is surely the one."""
    best = best_dated(case)
    named = milestone_of(case.store, best[0]) if best else None
    if best is None or named is None:
        return None
    return named if case.odds(best[0], said_by(*best)).is_plain else None


def beside_the_last(case: Case) -> Draft | None:
    """What comes after the step spoken of, or ends last before it or what else was listed ("hvad kom før den?")."""
    day, step, subject = case.analysis.inherited.ends_before, case.analysis.inherited.step_period, case.focus
    if (day is None and step is None) or subject is None:
        return None
    own = of_track(case.analysis, case.evidence, case.store, case.store.milestones_of(subject.id))
    if day is None and step is not None:
        return _after(own, step, case.store, case.replies)
    ended = [m for m in own if m.period and day and m.period.last_day < day]
    earlier = _earlier(own, step) if step else ended or [m for m in own if m.period and day and _begun(m.period, day)]
    return _latest(earlier, case.analysis, case.store) or Draft(
        "not_found", (Statement(case.replies.none_before, claim=False),)
    )


def _after(own: Sequence[Milestone], named: Period, store: Store, replies: Replies) -> Draft:
    undated = tuple(m for m in own if m.period is None)
    later = [
        m
        for m in own
        if m.period
        and _order(m.period) > _order(named)
        and m.period.last_day >= named.last_day
        and not _beside(m.period, named)
    ]
    draft = soonest(later, store, replies, date.min, replies.none_after)
    return Draft("answered", tuple(grouped(undated, store))) if draft.status == "not_found" and undated else draft


def _before(case: Case, own: Sequence[Milestone], named: Milestone, period: Period) -> Draft | None:
    earlier = _earlier(own, period)
    if earlier:
        return _latest(earlier, case.analysis, case.store)
    if named not in outer(own, last=False) or any(m.period is None for m in own):
        return None
    said = case.replies.when.format(period=period.label, text=named.text)
    lines = (Statement(said, (milestone_source(named),)), Statement(case.replies.none_before, claim=False))
    return Draft("answered", lines)


def _begun(period: Period, day: date) -> bool:
    return period.start is not None and period.start < day


def _earlier(own: Sequence[Milestone], period: Period) -> list[Milestone]:
    return [m for m in own if m.period and _order(m.period) < _order(period) and m.period.last_day <= period.last_day]


def _latest(milestones: Sequence[Milestone], analysis: Analysis, store: Store) -> Draft | None:
    """Those that end last; all where it is asked what must be done before."""
    if milestones and _ALL.search(analysis.question):
        return Draft("answered", tuple(grouped(milestones, store)))
    ends = [(m.period.last_day, m) for m in milestones if m.period]
    latest = max((day for day, _ in ends), default=None)
    last = [milestone for day, milestone in ends if day == latest]
    return Draft("answered", tuple(grouped(last, store))) if last else None


def _order(period: Period) -> tuple[date, date]:
    """What orders steps: the start, or the end where only that is known; then the end."""
    return period.start or period.last_day, period.last_day


def _beside(period: Period, named: Period) -> bool:
    """Whether a period begins with the named one and goes on long after: "hele 2027" and "Q1 2027"."""
    starts, ends = _order(period)
    return starts == _order(named)[0] and ends - starts >= LONG
