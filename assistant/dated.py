"""Answers to "hvornår" and "er … sket": the milestone, event or dated sentence, the period first."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.abstention import INADMISSIBLE, Confidence, is_plain, load_weights, may_be_said
from assistant.analysis import Analysis
from assistant.answers import Draft, Statement
from assistant.cues import TAKES_PART
from assistant.effect import effect
from assistant.evidence import (
    NEARER,
    Evidence,
    action_words,
    gather,
    named_outright,
    nearer,
    topic_coverage,
    worth,
)
from assistant.hedging import capped, hedged, holding, lacks_change, lacks_claim
from assistant.in_time import is_span, less_time, outer
from assistant.lengths import length_of
from assistant.lines import dated_line, milestone_source, relation_to, said_by, within
from assistant.numbers import time_taken
from assistant.participation import participation
from assistant.parts import Relation
from assistant.patterns import OPENER, any_of
from assistant.question_forms import Ask
from assistant.quotes import denial, text
from assistant.sentence_ranking import ranked_sentences
from assistant.text_cues import IS_PLAN
from assistant.text_periods import LONG, beyond, lasting, planned
from assistant.time_cues import (
    ASKS_DATE,
    ASKS_EFFECT,
    ASKS_END,
    ASKS_START,
    BY_WHEN,
    FIRST,
    FIRST_STEP,
    GOES_ON,
    HAPPENS_ONCE,
    HOW_LONG,
    IN_USE,
    IS_IT,
    LAST,
    PAST,
    PREPARES,
    RULES,
    STEP_BEGINS,
    STEP_ENDS,
    TAKES_EFFECT,
    TOLD,
    USES,
    WHOLE,
)
from assistant.tracks import of_track
from assistant.values import CONTRARY, has_time, is_contrary
from prompts import Replies
from vectorstore.periods import find_periods
from vectorstore.records import Kind, Passage, Sentence
from vectorstore.store import Store

_ACTION_WEIGHT = 3.0  # against hit scores, which are standard deviations; all chosen on the questions marked dev
_RUNNING = (Kind.INITIATIVE, Kind.FOCUS_AREA, Kind.PROSE)
_RUNNING_TEXT = 0.5
_LASTS = 2.0
_BY_THEN = 1.0
_OVER = 1.5
_CLEARLY = 0.3  # of log-odds
_WIDE = 2.0
_PARTICIPLE = (
    r"(?<!\bpå )(?<!\bi )(?<!\baf )(?<!\btil )(?<!\bfor )(?<!\bmed )(?<!\bom )(?<!\bved )(?<!\bfra )(?<!\bet )"
    r"\b(?!(?:noget|meget|andet|eget|intet|hvert|lidt|godt|nyt|helt|muligt|rigtigt|sandt|tilladt|frivilligt)\b)"
    r"\w{3,}(?:t|ede)\b"
)
_HAS_IT = any_of(  # asks whether something has happened, or will
    rf"{OPENER}(?:har|havde|er|blev|fik|nåede)\b.{{0,150}} {_PARTICIPLE}",
    rf"{OPENER}er\b.{{0,150}}\b(?:klare?|færdige?|i (?:gang|drift)|på plads)\b",
    r"^\W*(?:(?:and|but) )?(?:is|are|has|have|did)\b.{0,150}\b(?:\w{3,}ed|done|off|finished)\b",
    rf"{OPENER}(?:bliver|kommer|will)\b",
)
_SHALL_IT = re.compile(rf"{OPENER}(?:skal|vil|får)\b", re.IGNORECASE)
_IN_USE = 0.75
_BEGINNING = re.compile(r"\b(?:i gang|begynd\w*|start\w*|igangs\w*)\b", re.IGNORECASE)
_SUBJECT, _IS = 0.25, 0.5
_SAYS_MOST = 0.5  # of what is asked for, that a sentence without a date must say
_TIE = 0.02  # of coverage, within which two milestones fit a question equally well
_NEARLY = 1.5  # of score
_MOST_SIDE_BY_SIDE = 3
_SEVERAL = re.compile(rf"{OPENER}hvornår \w+ \w{{3,}}(?:erne|ene)\b", re.IGNORECASE)  # "hvornår åbner klinikkerne"
_PREPARING = 0.75
_OPPOSITE = 1.5
_UNDATED = 1.0


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
    if edge := _first_or_last(analysis, evidence, store, replies, today):
        return edge
    if not _has_subject(analysis, evidence):
        return None
    if whole := _span(analysis, evidence, store, replies, today) or participation(
        analysis, evidence, store, replies, sure
    ):
        return whole
    best = best_dated(analysis, evidence, store, today)
    score = sure(store, analysis, evidence, best[0], said_by(*best)) if best else INADMISSIBLE
    if best and (told := _told_rather(best, score, analysis, evidence, store, replies, sure)):
        return told
    if best and best[0].kind in _RUNNING and _is_over(analysis, best[1].text, today):
        score = INADMISSIBLE  # what is to come is not answered by what was
    if taken := time_taken(analysis, evidence, store, replies, sure, score):
        return taken
    if best and may_be_said(score):
        begun = None if is_plain(score) else effect(analysis, evidence, store, replies, sure, score + _CLEARLY)
        return begun or _at(best, score, analysis, evidence, store, replies, today)
    otherwise = _status_text if analysis.ask is Ask.STATUS else denial
    begun = effect(analysis, evidence, store, replies, sure, load_weights().partly_from)
    return begun or otherwise(analysis, evidence, store, replies, sure)


def _told_rather(
    best: tuple[Passage, Sentence],
    score: float,
    analysis: Analysis,
    evidence: Evidence,
    store: Store,
    replies: Replies,
    sure: Confidence,
) -> Draft | None:
    """Running text for a yes/no question that it fits better than the best dated place, unless that alone is plain."""
    told = (
        _status_text(analysis, evidence, store, replies, sure) if _is_told(analysis, evidence, store, *best) else None
    )
    return told if told and (told.status == "answered" or not is_plain(score)) else None


def _at(
    best: tuple[Passage, Sentence],
    score: float,
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
    doubts = _doubts(analysis, evidence, store, passage, sentence)
    lines = [dated_line(store, replies, passage, sentence)]
    span = passage.period if passage.period and is_span(passage.period) else None
    if analysis.duration and span and (length := length_of(span, replies)):
        lines.append(Statement(replies.lasts.format(length=length), lines[0].sources, claim=False))
    if analysis.ask is Ask.STATUS:
        relation = f"{relation_to(passage.period, today, replies)} " if passage.period else ""
        lines.append(Statement(relation + replies.not_a_report, claim=False))
    also = _equally_good(analysis, evidence, store, passage, sentence)
    if also and is_plain(capped(score, doubts)):
        lines = _side_by_side([best, *also], store, replies) + lines[1:]
    # Only now: what claims more than its milestone says may still fit several initiatives.
    doubts += holding(lacks_claim=analysis.ask is Ask.STATUS and lacks_claim(evidence, store, passage))
    return hedged(Draft("answered", tuple(lines)), score, doubts, analysis, evidence, store, passage, replies)


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
        is_opposite=is_step and _is_opposite(analysis, passage.text),
        is_not_how_long=HOW_LONG.search(analysis.question) and not (passage.period and is_span(passage.period)),
    )


def _is_told(analysis: Analysis, evidence: Evidence, store: Store, passage: Passage, sentence: Sentence) -> bool:
    """Whether running text fits a yes/no question better than its best dated place: "skal vi selv betale for det?"."""
    ranked = ranked_sentences(analysis, evidence, store) if analysis.ask is Ask.STATUS else []
    if not ranked or ranked[0][1].kind not in _RUNNING:
        return False
    _, told, said = ranked[0]
    if evidence.named and told.initiative_id != passage.initiative_id:
        return False
    return worth(store, evidence, told, said.text) > worth(store, evidence, passage, said_by(passage, sentence))


def _has_subject(analysis: Analysis, evidence: Evidence) -> bool:
    """Whether a question says what it is about: "hvornår er den klar?" by itself does not."""
    only_when = (ASKS_END, ASKS_START, FIRST, LAST)
    return bool(analysis.inherited.leans_on) or any(
        not any(cue.search(w.text) for cue in only_when) for w in evidence.topic
    )


def _status_text(
    analysis: Analysis, evidence: Evidence, store: Store, replies: Replies, sure: Confidence
) -> Draft | None:
    """Running text for a yes/no question; of what shall be, or has happened, with the word that a plan is no report."""
    draft = text(analysis, evidence, store, replies, sure)
    if draft is None or RULES.search(analysis.question):
        return draft
    told = " ".join(statement.text for statement in draft.statements if statement.claim)
    is_step = any(source.period for statement in draft.statements for source in statement.sources)
    shall = _SHALL_IT.search(analysis.question) and IS_PLAN.search(told)
    if not (is_step or shall or _HAS_IT.search(analysis.question)):
        return draft
    return replace(draft, statements=(*draft.statements, Statement(replies.not_a_report, claim=False)))


def _first_or_last(analysis: Analysis, evidence: Evidence, store: Store, replies: Replies, today: date) -> Draft | None:
    """When an initiative as a whole begins or is finished: its first or last milestone, said to be that.

    So is whether it is finished, with where today lies. A question that asks for more of it ("hvornår er kontrakten på
    plads") is for the milestone that says so.
    """
    ends = ASKS_END.search(analysis.question) is not None
    is_done = ends and analysis.ask is Ask.STATUS
    if evidence.focus is None or analysis.relation not in (None, Relation.ORDER):
        return None
    if not (analysis.ask is Ask.WHEN or is_done):
        return None
    form = ASKS_END if ends else ASKS_START
    asked = [word for word in action_words(evidence, store) if not form.search(word.text)]
    if not form.search(analysis.question) or asked or len(evidence.topic) == len(action_words(evidence, store)):
        return None
    own = of_track(analysis, evidence, store, store.milestones_of(evidence.focus.id))
    if not ends and any(form.search(milestone.text) for milestone in own):
        return None
    found = outer(own, last=ends)
    spans = [(period.last_day - period.first_day, one, period) for one in found if (period := one.period)]
    if not spans:
        return None
    _, milestone, period = min(spans, key=lambda span: span[0])  # of those that end alike, the one that says it best
    form_of = replies.last_milestone if ends else replies.first_milestone
    said = form_of.format(period=within(period.label), text=milestone.text)
    lines = [Statement(said, (milestone_source(milestone),))]
    if ends and (longer := beyond(evidence.focus, period, store)):
        lines.append(dated_line(store, replies, longer.passage, longer.sentence))
    if is_done:
        lines.append(Statement(f"{relation_to(period, today, replies)} {replies.not_a_report}", claim=False))
    return Draft("answered", tuple(lines))


def _span(analysis: Analysis, evidence: Evidence, store: Store, replies: Replies, today: date) -> Draft | None:
    """How long an initiative as a whole goes on ("hvor længe kører det?"), where its text names years not yet over."""
    if not (analysis.duration and evidence.focus) or analysis.relation is not None:
        return None
    asked = [word for word in action_words(evidence, store) if not GOES_ON.search(word.text)]
    if asked or len(evidence.topic) == len(asked):
        return None
    going_on = (one for one in lasting([evidence.focus], store) if not _is_over(analysis, one.sentence.text, today))
    named = max(going_on, key=lambda one: one.period.last_day, default=None)
    return Draft("answered", (dated_line(store, replies, named.passage, named.sentence),)) if named else None


def best_dated(analysis: Analysis, evidence: Evidence, store: Store, today: date) -> tuple[Passage, Sentence] | None:
    """The best milestone, event or sentence with a period, within the focus where there is one.

    What the question asks of the initiative counts most: the words of the topic that its title does not hold
    ("hvornår er *kontrakten* …"). A dated sentence of running text must hold one of them, if there are any.
    """
    asked = action_words(evidence, store)
    leaning = analysis.inherited.leans_on  # "hvornår er den analyse færdig?" is of the analysis, whatever else ends
    action = (tuple(less_time(asked)) if leaning else ()) or asked
    steps = store.milestones_of(evidence.focus.id) if evidence.focus else store.milestones
    of_part = {milestone.id for milestone in of_track(analysis, evidence, store, steps)}
    of_once = (ASKS_DATE, ASKS_START, ASKS_END, HAPPENS_ONCE)
    undated = (
        analysis.ask is Ask.WHEN
        and analysis.relation is None
        and bool(action)
        and not any(form.search(analysis.question) for form in of_once)
    )
    best: tuple[float, Passage, Sentence] | None = None
    for hit in evidence.hits:
        passage = hit.passage
        if evidence.focus is not None and passage.initiative_id != evidence.focus.id:
            continue
        if passage.kind is Kind.MILESTONE and passage.record_id not in of_part:
            continue
        for sentence in _dated_sentences(passage, undated=undated):
            share = topic_coverage(store, action, [said_by(passage, sentence)])
            running = passage.kind in _RUNNING
            if running and action and not share and not analysis.duration:
                continue
            if running and share < _SAYS_MOST and not find_periods(sentence.text):
                continue
            score = hit.score + _ACTION_WEIGHT * share - (_RUNNING_TEXT if running else 0.0)
            score += NEARER * nearer(evidence, hit, said_by(passage, sentence))
            score -= _OVER if running and _is_over(analysis, sentence.text, today) else 0.0
            score += _BY_THEN if BY_WHEN.search(analysis.question) and BY_WHEN.search(sentence.text) else 0.0
            score += _LASTS if analysis.duration and _lasts(sentence.text) else 0.0
            score += _scope(analysis, sentence.text) + _begins(evidence, store, sentence.text)
            score -= _OPPOSITE if not running and _is_opposite(analysis, sentence.text) else 0.0
            score -= CONTRARY if is_contrary(store, analysis.question, sentence.text) else 0.0
            score -= _UNDATED if passage.kind is Kind.MILESTONE and passage.period is None else 0.0
            score -= _PREPARING if not running and _only_prepares(analysis, sentence.text) else 0.0
            if best is None or score > best[0]:
                best = (score, passage, sentence)
    return (best[1], best[2]) if best else None


def _begins(evidence: Evidence, store: Store, text: str) -> float:
    """What it is worth that a text begins with what is asked about: "KS etableres", not "… etableres i KS"."""
    first = " ".join(text.split()[:1])
    return _SUBJECT if any(topic_coverage(store, [word], [first]) >= _IS for word in evidence.topic) else 0.0


def _is_opposite(analysis: Analysis, text: str) -> bool:
    """Whether the beginning is asked for and a step is the end of something, or the other way round."""
    begins, ends = STEP_BEGINS.search(text) is not None, STEP_ENDS.search(text) is not None
    if ASKS_START.search(analysis.question):
        return ends and not begins
    return begins and not ends and ASKS_END.search(analysis.question) is not None


def _lacks_own_words(analysis: Analysis, evidence: Evidence, store: Store, text: str) -> bool:
    """Whether a follow-up asks by its own words for what a text does not mention ("hvornår er piloten?")."""
    if not analysis.inherited.leans_on:
        return False
    own = {word.text for word in store.lexical.query_words(analysis.words)}
    asked = [word for word in action_words(evidence, store) if word.text in own and not ASKS_END.search(word.text)]
    return bool(asked) and not any(topic_coverage(store, [word], [text]) for word in asked)


def _is_asked_for_whole(analysis: Analysis, evidence: Evidence, store: Store) -> bool:
    """Whether it is asked when an initiative comes to those who ask ("hvornår får vi et nyt system?"), and no step."""
    return (
        ASKS_EFFECT.search(analysis.question) is not None
        and not ASKS_START.search(analysis.question)
        and bool(evidence.named)
        and not action_words(evidence, store)
    )


def _only_prepares(analysis: Analysis, text: str) -> bool:
    """Whether a step only prepares ("materialet til udbuddet udarbejdes") what the question asks about as such."""
    return PREPARES.search(text) is not None and not PREPARES.search(analysis.question)


def _scope(analysis: Analysis, text: str) -> float:
    """What it is worth that a step is as wide as the question: a pilot is not all of it, "hele KK" is."""
    if FIRST_STEP.search(analysis.question):
        return 0.0
    if not WHOLE.search(analysis.question):
        if not ASKS_EFFECT.search(analysis.question) or _BEGINNING.search(analysis.question):
            return 0.0
        return (_IN_USE if IN_USE.search(text) else 0.0) - (_IN_USE if FIRST_STEP.search(text) else 0.0)
    return (_WIDE if WHOLE.search(text) else 0.0) - (_WIDE if FIRST_STEP.search(text) else 0.0)


def _dated_sentences(passage: Passage, *, undated: bool) -> list[Sentence]:
    """The sentences with a period; in running text, if `undated`, also with another time ("mødes hver mandag")."""
    if passage.kind in (Kind.MILESTONE, Kind.HISTORY):
        return [passage.sentences[0]]
    if passage.kind is Kind.KEY_FIGURE:
        return []
    return [s for s in passage.sentences if find_periods(s.text) or (undated and has_time(s.text))]


def _is_over(analysis: Analysis, text: str, today: date) -> bool:
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


def _lasts(text: str) -> bool:
    """Whether the text names a period of about a year or more."""
    ends = [(mention.period.start, mention.period.end) for mention in find_periods(text)]
    return any(start and end and end - start >= LONG for start, end in ends)


def _equally_good(
    analysis: Analysis, evidence: Evidence, store: Store, passage: Passage, sentence: Sentence
) -> list[tuple[Passage, Sentence]]:
    """The milestones of other initiatives that fit as well as the best, where the question names none of them.

    Of several things ("hvornår åbner klinikkerne?") also those of the same.
    """
    of_several = _SEVERAL.match(analysis.question) is not None
    if (
        ((evidence.named or named_outright(evidence.topic, store)) and not of_several)
        or analysis.inherited.leans_on
        or analysis.duration
        or passage.kind is not Kind.MILESTONE
    ):
        return []
    least = _covers_topic(evidence, store, passage, sentence) - _TIE
    best = next(hit.score for hit in evidence.hits if hit.passage.id == passage.id)
    found: dict[str | None, tuple[Passage, Sentence]] = {passage.initiative_id: (passage, sentence)}
    of_same: list[tuple[Passage, Sentence]] = []
    for hit in evidence.hits:
        other, first = hit.passage, hit.passage.sentences[0]
        near = other.kind is Kind.MILESTONE and hit.score >= best - _NEARLY
        if not near or _covers_topic(evidence, store, other, first) < least:
            continue
        if of_several and other.initiative_id == passage.initiative_id and other.id != passage.id:
            says_all = all(topic_coverage(store, [word], [first.text]) >= _IS for word in evidence.topic)
            of_same += [(other, first)] if says_all else []
        found.setdefault(other.initiative_id, (other, first))
    others = [] if evidence.named or of_same else list(found.values())[1:_MOST_SIDE_BY_SIDE]
    return others or of_same[: _MOST_SIDE_BY_SIDE - 1]


def _covers_topic(evidence: Evidence, store: Store, passage: Passage, sentence: Sentence) -> float:
    return topic_coverage(store, evidence.topic, [said_by(passage, sentence), passage.breadcrumb])


def _side_by_side(places: Sequence[tuple[Passage, Sentence]], store: Store, replies: Replies) -> list[Statement]:
    if len({passage.initiative_id for passage, _ in places}) == 1:
        ordered = sorted(places, key=lambda place: place[0].period.by_end if place[0].period else (date.max, date.max))
        return [dated_line(store, replies, *place) for place in ordered]
    lines = [Statement(replies.several_fit, claim=False)]
    for passage, sentence in places:
        lines.append(Statement(f"**{passage.initiative}**", claim=False))
        lines.append(replace(dated_line(store, replies, passage, sentence), bullet=True))
    return lines
