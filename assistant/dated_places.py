"""Which dated place answers a question: the best milestone, event or sentence, and those that fit as well."""

import re
from collections.abc import Callable
from datetime import date

from assistant.analysis import Analysis
from assistant.case import Case
from assistant.cues import ASKS_CLOCK, ASKS_HOURS
from assistant.degrees import EVERY_WORD, SAID
from assistant.evidence import NEARER, Evidence, action_words, named_outright, nearer, topic_coverage
from assistant.in_time import less_time
from assistant.lines import said_by
from assistant.patterns import OPENER
from assistant.question_forms import Ask
from assistant.text_periods import LONG, planned
from assistant.time_cues import (
    ASKS_DATE,
    ASKS_EFFECT,
    ASKS_END,
    ASKS_START,
    BY_WHEN,
    FIRST_STEP,
    HAPPENS_ONCE,
    IN_USE,
    PAST,
    PREPARES,
    STEP_BEGINS,
    STEP_ENDS,
    TOLD,
    WHOLE,
)
from assistant.tracks import of_track
from assistant.values import CONTRARY, has_clock_time, has_time, has_weekday, is_contrary
from vectorstore.periods import find_periods
from vectorstore.records import RUNNING, Hit, Kind, Passage, Sentence
from vectorstore.store import Store

_ACTION_WEIGHT = 3.0  # against hit scores, which are standard deviations; all chosen on the questions marked dev
_RUNNING_TEXT = 0.5
_LASTS = 2.0
_BY_THEN = 1.0
_OVER = 1.5
_WIDE = 2.0
_IN_USE = 0.75
_BEGINNING = re.compile(r"\b(?:i gang|begynd\w*|start\w*|igangs\w*)\b", re.IGNORECASE)
_SUBJECT = 0.25
_TIE = 0.02  # of coverage, within which two milestones fit a question equally well
_NEARLY = 1.5  # of score
_MOST_SIDE_BY_SIDE = 3
_ASKS_OF_SEVERAL = re.compile(  # "hvornår åbner klinikkerne"
    rf"{OPENER}hvornår \w+ \w{{3,}}(?:erne|ene)\b", re.IGNORECASE
)
_PREPARING = 0.75
_OPPOSITE = 1.5
_UNDATED = 1.0
_HOURS: tuple[tuple[re.Pattern[str], Callable[[str], bool]], ...] = (  # times of day, not of a plan
    (ASKS_CLOCK, has_clock_time),
    (ASKS_HOURS, lambda text: has_clock_time(text) or has_weekday(text)),
)


def best_dated(case: Case) -> tuple[Passage, Sentence] | None:
    """The best milestone, event or sentence with a period, within the focus where there is one.

    What the question asks of the initiative counts most: the words of the topic that its title does not hold
    ("hvornår er *kontrakten* …"). A dated sentence of running text must hold one of them, if there are any.
    """
    asked = action_words(case.evidence, case.store)
    # "Hvornår er den analyse færdig?" is of the analysis, whatever else ends.
    leaning = case.analysis.inherited.leans_on
    action = (tuple(less_time(asked)) if leaning else ()) or asked
    steps = case.store.milestones_of(case.focus.id) if case.focus else case.store.milestones
    of_part = {milestone.id for milestone in of_track(case.analysis, case.evidence, case.store, steps)}
    of_once = (ASKS_DATE, ASKS_START, ASKS_END, HAPPENS_ONCE)
    undated = (
        case.ask is Ask.WHEN
        and case.analysis.relation is None
        and (bool(action) or (len(case.topic) > 1 and not ASKS_EFFECT.search(case.question)))
        and not any(form.search(case.question) for form in of_once)
    )
    of_hours = next((tells for asks, tells in _HOURS if asks.search(case.question)), None)
    of_past = PAST.search(case.question) is not None
    best: tuple[float, Passage, Sentence] | None = None
    for hit in case.evidence.hits:
        passage = hit.passage
        happened = passage.kind is Kind.HISTORY and of_past  # what was before an initiative of that name
        if case.focus is not None and passage.initiative_id != case.focus.id and not happened:
            continue
        if passage.kind is Kind.MILESTONE and passage.record_id not in of_part:
            continue
        for sentence in _dated_sentences(passage, undated=undated):
            if of_hours and not of_hours(sentence.text):
                continue
            running = passage.kind in RUNNING
            is_dated = not running or bool(find_periods(sentence.text))
            asked_for = action if action or is_dated else case.topic  # "hvornår er livredderne på stranden?"
            share = topic_coverage(case.store, asked_for, [said_by(passage, sentence)])
            if running and action and not share and not case.analysis.duration:
                continue
            if not is_dated and share < (SAID if action else EVERY_WORD):
                continue
            score = _score(case, hit, sentence, share)
            if best is None or score > best[0]:
                best = (score, passage, sentence)
    return (best[1], best[2]) if best else None


def _score(case: Case, hit: Hit, sentence: Sentence, share: float) -> float:
    """What a dated sentence is worth, which has that `share` of the words that ask for more than the initiative."""
    passage, text = hit.passage, sentence.text
    running = passage.kind in RUNNING
    score = hit.score + _ACTION_WEIGHT * share - (_RUNNING_TEXT if running else 0.0)
    score += NEARER * nearer(case.evidence, hit, said_by(passage, sentence))
    score -= _OVER if _is_to_come(case, passage) else 0.0
    score -= _OVER if running and is_over(case.analysis, text, case.today) else 0.0
    score += _BY_THEN if BY_WHEN.search(case.question) and BY_WHEN.search(text) else 0.0
    score += _LASTS if case.analysis.duration and _lasts(text) else 0.0
    score += _scope(case.analysis, text) + _begins(case.evidence, case.store, text)
    score -= _OPPOSITE if not running and is_opposite(case.analysis, text) else 0.0
    score -= CONTRARY if is_contrary(case.store, case.question, text) else 0.0
    score -= _UNDATED if passage.kind is Kind.MILESTONE and passage.period is None else 0.0
    score -= _PREPARING if not running and _only_prepares(case.analysis, text) else 0.0
    return score


def _dated_sentences(passage: Passage, *, undated: bool) -> list[Sentence]:
    """The sentences with a period; in running text, if `undated`, also with another time ("mødes hver mandag")."""
    if passage.kind in (Kind.MILESTONE, Kind.HISTORY):
        return [passage.sentences[0]]
    if passage.kind is Kind.KEY_FIGURE:
        return []
    return [s for s in passage.sentences if find_periods(s.text) or (undated and has_time(s.text))]


def _begins(evidence: Evidence, store: Store, text: str) -> float:
    """What it is worth that a text begins with what is asked about: "KS etableres", not "… etableres i KS"."""
    first = " ".join(text.split()[:1])
    return _SUBJECT if any(topic_coverage(store, [word], [first]) >= SAID for word in evidence.topic) else 0.0


def _scope(analysis: Analysis, text: str) -> float:
    """What it is worth that a step is as wide as the question: a pilot is not all of it, "hele KK" is."""
    if FIRST_STEP.search(analysis.question):
        return 0.0
    if not WHOLE.search(analysis.question):
        if not ASKS_EFFECT.search(analysis.question) or _BEGINNING.search(analysis.question):
            return 0.0
        return (_IN_USE if IN_USE.search(text) else 0.0) - (_IN_USE if FIRST_STEP.search(text) else 0.0)
    return (_WIDE if WHOLE.search(text) else 0.0) - (_WIDE if FIRST_STEP.search(text) else 0.0)


def _only_prepares(analysis: Analysis, text: str) -> bool:
    """Whether a step only prepares ("materialet til udbuddet udarbejdes") what the question asks about as such."""
    return PREPARES.search(text) is not None and not PREPARES.search(analysis.question)


def is_opposite(analysis: Analysis, text: str) -> bool:
    """Whether the beginning is asked for and a step is the end of something, or the other way round."""
    begins, ends = STEP_BEGINS.search(text) is not None, STEP_ENDS.search(text) is not None
    if ASKS_START.search(analysis.question):
        return ends and not begins
    return begins and not ends and ASKS_END.search(analysis.question) is not None


def is_over(analysis: Analysis, text: str, today: date) -> bool:
    """Whether a text tells of what was, where the question does not ask for that ("en måling fra 2025 viste").

    What was to come stays a plan after its time: "kontraktindgåelse vil ske i Q1 2026".
    """
    told, mentions = TOLD.search(text) is not None, find_periods(text)
    if PAST.search(analysis.question) or planned(text) or not mentions:
        return False
    return all(
        end < today if (end := mention.period.end) else told and (mention.period.start or today) < today
        for mention in mentions
    )


def _is_to_come(case: Case, passage: Passage) -> bool:
    """Whether a step of a plan begins after today, where it is asked when something has been: "hvornår kom de med?"."""
    begins = passage.period.start if passage.kind is Kind.MILESTONE and passage.period else None
    return begins is not None and begins > case.today and PAST.search(case.question) is not None


def _lasts(text: str) -> bool:
    """Whether the text names a period of about a year or more."""
    ends = [(mention.period.start, mention.period.end) for mention in find_periods(text)]
    return any(start and end and end - start >= LONG for start, end in ends)


def equally_good(case: Case, passage: Passage, sentence: Sentence) -> list[tuple[Passage, Sentence]]:
    """The milestones of other initiatives that fit as well as the best, where the question names none of them.

    Of several things ("hvornår åbner klinikkerne?") also those of the same.
    """
    of_several = _ASKS_OF_SEVERAL.match(case.question) is not None
    if (
        ((case.evidence.named or named_outright(case.topic, case.store)) and not of_several)
        or case.analysis.inherited.leans_on
        or case.analysis.duration
        or passage.kind is not Kind.MILESTONE
    ):
        return []
    least = _covers_topic(case.evidence, case.store, passage, sentence) - _TIE
    best = next(hit.score for hit in case.evidence.hits if hit.passage.id == passage.id)
    found: dict[str | None, tuple[Passage, Sentence]] = {passage.initiative_id: (passage, sentence)}
    of_same: list[tuple[Passage, Sentence]] = []
    for hit in case.evidence.hits:
        other, first = hit.passage, hit.passage.sentences[0]
        near = other.kind is Kind.MILESTONE and hit.score >= best - _NEARLY
        if not near or _covers_topic(case.evidence, case.store, other, first) < least:
            continue
        if of_several and other.initiative_id == passage.initiative_id and other.id != passage.id:
            says_all = all(topic_coverage(case.store, [word], [first.text]) >= SAID for word in case.topic)
            of_same += [(other, first)] if says_all else []
        found.setdefault(other.initiative_id, (other, first))
    others = [] if case.evidence.named or of_same else list(found.values())[1:_MOST_SIDE_BY_SIDE]
    return others or of_same[: _MOST_SIDE_BY_SIDE - 1]


def _covers_topic(evidence: Evidence, store: Store, passage: Passage, sentence: Sentence) -> float:
    return topic_coverage(store, evidence.topic, [said_by(passage, sentence), passage.breadcrumb])
