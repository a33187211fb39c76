"""Answers that list records: milestones by period or initiative, the next, the first and last."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.abstention import knows_name, occurs
from assistant.analysis import Analysis
from assistant.answers import Draft, Statement
from assistant.areas import asked_among, of_area
from assistant.case import Case
from assistant.cues import (
    COUNTS_MILESTONES,
    NAMES_MILESTONES,
    NEGATED,
    OVERDUE_WORDS,
    SHOULD_BE,
)
from assistant.degrees import ITSELF, MOSTLY, SAID, WHOLLY
from assistant.evidence import Evidence, named_outright, topic_coverage
from assistant.in_time import Edge, asked_edge, coming_first, is_of_time, outer
from assistant.lines import event_line, grouped, step_line, within
from assistant.list_topics import TIE, each_of, listed_of, of_things, said_of, saying_most
from assistant.ordinals import is_outer, picked
from assistant.patterns import OPENER, WE
from assistant.places import is_within
from assistant.question_forms import NTH_MILESTONE, PREVIOUS, Ask
from assistant.text_periods import Named, falling_in, lasting, naming, told
from assistant.time_cues import ASKS_START, FIRST, HAPPENED, LAST, PAST, STEP_BEGINS, STEP_ENDS, UNDATED
from assistant.tracks import of_track, track_of
from assistant.values import is_office
from prompts import Replies
from vectorstore.danish import QueryWord
from vectorstore.records import Initiative, Milestone, Period
from vectorstore.store import Store

_BY_A_HOLIDAY = re.compile(
    r"\b(?:inden|før|by|before)\b.*\b(?:jul|sommer|påske|efterårs|vinter|christmas|summer|easter)", re.I
)
_BESIDES = re.compile(r"\b(?:efter|før|inden|after|before)\b", re.IGNORECASE)
_DONE = re.compile(r"^\W*(?:er|blev|har|is|are|have)\b.{1,80}\b(?:nået|færdige?|klaret|reached|done|finished)\b", re.I)
_ACTED_ON = re.compile(  # "hvad skal evalueres"; what begins or ends is asked of the plan's edges
    rf"{OPENER}hvad (?:(?:skal|bliver|blev|er|kan)(?: der)?(?: (?:så|stadig))? \w{{4,}}(?:es|et|t|ede)|"
    rf"(?:skal|vil) {WE} \w{{4,}}e)"
    r"(?: (?:ud|op|ind|af))?(?: (?:i|til|fra|om))?\W*",
    re.IGNORECASE,
)
_ASKS_EDGE = re.compile(r"\b(?:slut|ender\b|afslut|begynd|start|opstart|igangs)\w*", re.IGNORECASE)  # not what is ready
_REACHED = re.compile(r"\b(?:nået|mangler|tilbage|færdige|klaret|reached|left|done)\b", re.IGNORECASE)


def milestones(case: Case) -> Draft | None:
    """Every milestone of the asked period, or of the initiatives asked about, grouped by initiative."""
    if case.periods and NEGATED.search(case.question):
        return None  # what lies outside a period is no list of it
    chosen = case.store.milestones
    if any(not (is_office(case.store, name) or knows_name(case.store, name)) for name in case.analysis.names):
        return None  # "milepæle for ERP i Aarhus"
    topic = listed_of(case)
    if case.evidence.subjects and not (topic or case.periods or case.analysis.among):
        return None  # "hvilke trin tør I kun sætte »tidligst« på?"
    if case.ask is Ask.STATUS:
        topic = [word for word in topic if not ASKS_START.search(word.text)]  # "er X startet?" asks how far X is
    about = asked_among(case.analysis, case.store) if case.analysis.among else []
    if topic and not about and (about := each_of(case)):
        topic = []
    if topic and not about:
        outright = named_outright(topic, case.store)
        about = list(case.evidence.named or (outright if len(outright) == 1 else ())) or saying_most(case, topic)
        if not about or topic_coverage(case.store, topic, said_of(case.analysis, about, case.store)) < SAID:
            about = of_area(topic, case.store)
        if not about:
            return _less_unknown(case)
    if about:
        chosen = of_track(
            case.analysis, case.evidence, case.store, [m for m in chosen if m.initiative_id in {i.id for i in about}]
        )
    if case.periods:
        return _in_periods(case, about, chosen)
    if UNDATED.search(case.question):
        chosen = [m for m in chosen if m.period is None]
        if not chosen:
            return Draft("not_found", (Statement(case.replies.undated_none, claim=False),))
    if not chosen and about and case.analysis.inherited.leans_on:
        titled = ", ".join(f"»{initiative.title}«" for initiative in about)
        return Draft("not_found", (Statement(case.replies.no_milestones.format(initiatives=titled), claim=False),))
    if not chosen:
        return None
    lead = [Statement(_counted(chosen, case.replies), claim=False)] if _asks_count(case.analysis) else []
    return Draft("answered", (*lead, *grouped(chosen, case.store)))


def _less_unknown(case: Case) -> Draft | None:
    """The list of the initiative that a title's words name, with those that the programme has nowhere said to be so."""
    halves = case.question.casefold()  # of "børne- og familieområdet"
    known = tuple(w for w in case.evidence.subjects if occurs(case.store, w.text) or f"{w.text}-" in halves)
    titled = (
        [i for i in case.store.initiatives if topic_coverage(case.store, known, [i.title]) >= MOSTLY] if known else []
    )
    if len(titled) != 1 or len(known) == len(case.evidence.subjects):
        return None
    evidence = replace(case.evidence, topic=known, subjects=known, named=tuple(titled), focus=titled[0])
    draft = milestones(replace(case, evidence=evidence))
    if draft is None or draft.status != "answered":
        return None
    unknown = ", ".join(f"»{word.text}«" for word in case.evidence.subjects if word not in known)
    lacking = Statement(case.replies.nearly_without.format(words=unknown, where=""), claim=False)
    return replace(draft, status="partial", statements=(lacking, *draft.statements))


def acted_on(case: Case) -> Draft | None:
    """The milestones that say what a question has a verb for ("hvad skal udarbejdes i 2026?"), of its period if any.

    None for another question, of a subject, and without a period where only one does: a sentence may say it as well.
    """
    asked = _ACTED_ON.fullmatch(case.analysis.words)
    if asked is None or len(case.topic) != 1 or case.analysis.inherited.leans_on or NEGATED.search(case.question):
        return None
    if is_of_time(case.topic[0]):
        return None  # what ends or begins is told by the edges of the plan
    chosen = [m for m in case.store.milestones if topic_coverage(case.store, case.topic, [m.text]) >= ITSELF]
    if case.periods:
        chosen = [m for m in chosen if m.period and any(_falls(m.period, p) for p in case.periods)]
    if not chosen or (len(chosen) == 1 and not case.periods):
        return None
    lead = case.replies.list_by_period if case.periods else case.replies.initiatives_saying
    closing = [Statement(case.replies.not_a_report, claim=False)] if PAST.search(case.question) else []
    return Draft("answered", (Statement(lead, claim=False), *grouped(chosen, case.store), *closing))


def _in_periods(case: Case, about: Sequence[Initiative], asked_of: Sequence[Milestone]) -> Draft:
    """Those of the milestones that lie in the asked periods, then those that have begun before and have no end.

    Without `about` it is of the whole plan: where no step lies there, also what the text tells of the periods.
    """
    overlapping = [m for m in asked_of if m.period and any(_falls(m.period, p) for p in case.periods)]
    edge = asked_edge(case.question)
    fitting = [m for m in overlapping if m.period and any(_fits_in(m.period, p, edge) for p in case.periods)]
    if _ASKS_EDGE.search(case.question):
        fitting = [m for m in fitting if not _is_other_edge(m.text, edge)] or fitting
    lead = case.replies.list_remaining if case.analysis.remaining else case.replies.list_by_period
    if overlapping and not fitting:
        lead = case.replies.none_ends if edge is Edge.LAST else case.replies.none_begins
    fitting = fitting or overlapping
    open_ended = [m for m in fitting if m.period and all(m.period.may_reach(asked) for asked in case.periods)]
    sure = [m for m in fitting if m not in open_ended]
    lead = _counted(sure, case.replies) if _asks_count(case.analysis) else lead
    lines = [Statement(lead, claim=False), *grouped(sure, case.store)] if sure else []
    other = about or sure or NAMES_MILESTONES.search(case.question)
    history = [] if other else _history_of(case.periods, case.store, case.replies)
    lines += history
    if open_ended:
        lines += [Statement(case.replies.open_ended, claim=False), *grouped(open_ended, case.store)]
    if not (about or history or NAMES_MILESTONES.search(case.question)):
        named = (
            falling_in(case.store.initiatives, case.periods, case.store)
            if sure
            else _reaching(case.analysis, case.store)
        )
        lines += told(named, case.store, case.replies)
    if not lines:
        return _nothing(case, about, asked_of)
    none_set = [] if sure or history else [Statement(case.replies.none_set, claim=False)]
    asks_done = HAPPENED.search(case.question) or _DONE.search(case.question)
    happened = sure and asks_done and case.ask is not Ask.PROGRESS
    closing = [Statement(case.replies.not_a_report, claim=False)] if happened else []
    return Draft("answered", (*none_set, *lines, *closing))


def _reaching(analysis: Analysis, store: Store) -> list[Named]:
    """The years that running text names and that reach into the asked periods, or end or begin there, if asked."""
    edge = asked_edge(analysis.question)
    return [
        named
        for named in lasting(store.initiatives, store)
        if any(_fits_in(named.period, period, edge) for period in analysis.periods)
    ]


def _fits_in(period: Period, asked: Period, edge: Edge) -> bool:
    """Whether a period shares a day with an asked one; where it is asked for, whether it ends or begins there."""
    if edge is Edge.LAST:
        return asked.holds(period.last_day) or _ends_about(period, asked)
    return asked.holds(period.start or period.last_day) if edge is Edge.FIRST else _falls(period, asked)


def _is_other_edge(text: str, edge: Edge) -> bool:
    """Whether a step says that something begins where it is asked what ends, or the other way."""
    begins, ends = STEP_BEGINS.search(text) is not None, STEP_ENDS.search(text) is not None
    return (edge is Edge.LAST and begins and not ends) or (edge is Edge.FIRST and ends and not begins)


def _ends_about(period: Period, asked: Period) -> bool:
    """Whether a step ends with the month of a holiday that is asked for: "inden jul" is by the year's end."""
    day, end = asked.end, period.end
    if day is None or end is None or not _BY_A_HOLIDAY.search(asked.label):
        return False
    return end > day and (end.year, end.month) == (day.year, day.month)


def _falls(period: Period, asked: Period) -> bool:
    """Whether a milestone belongs to a list of an asked period: it is set there, or has begun and has no end."""
    return period.is_set_in(asked) or period.may_reach(asked)


def _asks_count(analysis: Analysis) -> bool:
    return COUNTS_MILESTONES.search(analysis.question) is not None and not _REACHED.search(analysis.question)


def _counted(milestones: Sequence[Milestone], replies: Replies) -> str:
    return replies.count_milestones.format(count=len(milestones))


def numbered(case: Case) -> Draft | None:
    """The milestones of a number ("den tredje milepæl for X", "de to første") in the plan's or the last list's order.

    Where there are not as many, all, counted. None for the first and the last of no list, which go by their periods.
    """
    asked = NTH_MILESTONE.search(case.question)
    if asked is None or (is_outer(asked["word"] or "") and not case.analysis.inherited.steps):
        return None
    topic = _less_outer(case.evidence)
    if not (topic or case.periods or case.analysis.inherited.steps):
        return Draft("not_found", (Statement(case.replies.more_of_what, claim=False),))
    listed = [m for m in case.store.milestones if _is_listed(m, case.analysis)]
    if not listed:
        listed = _of_one(case, topic) if topic else case.store.milestones
    if case.periods:
        listed = [m for m in listed if m.period and any(_falls(m.period, p) for p in case.periods)]
    if not listed:
        return None
    if chosen := picked(_BESIDES.split(case.question[asked.start() :])[0], listed):
        return Draft("answered", tuple(grouped(chosen, case.store)))
    counted = Statement(case.replies.count_milestones.format(count=len(listed)), claim=False)
    return Draft("partial", (counted, *grouped(listed, case.store)))


def outermost(case: Case) -> Draft | None:
    """The first or the last milestone of the initiative asked about, or of the plan, in the period asked for."""
    topic = _less_outer(case.evidence)
    chosen = _of_one(case, topic) if topic else case.store.milestones
    last = LAST.search(case.question) is not None
    if case.periods:
        days = [(m.period.last_day if last else m.period.first_day, m) for m in chosen if m.period]
        chosen = [m for day, m in days if any(asked.holds(day) for asked in case.periods)]
    found = outer(chosen, last=last)
    if not found:
        return None
    if len(found) > 1 or found[0].period is None:
        return Draft("answered", tuple(grouped(found, case.store)))
    form = case.replies.last_milestone if last else case.replies.first_milestone
    return Draft("answered", (step_line(form, found[0], found[0].period),))


def _less_outer(evidence: Evidence) -> list[QueryWord]:
    """The topic less "sidst" and "først", which may be words of their own."""
    return [word for word in evidence.topic if not (LAST.search(word.text) or FIRST.search(word.text))]


def _of_one(case: Case, topic: Sequence[QueryWord]) -> list[Milestone]:
    """The milestones of the one initiative that a topic fits, or those that say it where they are of one; else none."""
    focus = case.focus
    if focus is not None and topic_coverage(case.store, topic, [focus.title, focus.text]) >= SAID:
        return of_track(case.analysis, case.evidence, case.store, case.store.milestones_of(focus.id))
    saying = [m for m in case.store.milestones if topic_coverage(case.store, topic, [m.text]) >= WHOLLY]
    return saying if len({m.initiative_id for m in saying}) == 1 else []


def next_milestones(case: Case) -> Draft | None:
    """The milestones whose period ends soonest from the day asked for, else today, on: of an initiative or of all."""
    case = of_things(case)
    chosen = _asked_of(case.analysis, case.store)
    none = case.replies.next_none if case.topic else case.replies.next_none_at_all
    if case.analysis.inherited.leans_on and case.analysis.after and not case.analysis.words:
        none = case.replies.none_after  # "hvad er der efter den?"
    if case.topic:
        if case.focus is None or not _fits(case.evidence, case.store, [case.focus.title, case.focus.text]):
            return None
        own = [m for m in chosen if m.initiative_id == case.focus.id]
        chosen = of_track(case.analysis, case.evidence, case.store, own)
    return soonest(chosen, case.store, case.replies, case.analysis.after or case.today, none, of_one=bool(case.topic))


def _asked_of(analysis: Analysis, store: Store) -> list[Milestone]:
    """The milestones of the initiatives that a question is restricted to, or all."""
    return [m for m in store.milestones if not analysis.among or m.initiative in analysis.among]


def soonest(
    milestones: Sequence[Milestone], store: Store, replies: Replies, today: date, none: str, *, of_one: bool = True
) -> Draft:
    """Those of the milestones whose period ends soonest from today on; `none` says that there is none."""
    first = coming_first(milestones, today, of_one=of_one)
    if not first:
        return Draft("not_found", (Statement(none, claim=False),))
    if len(first) == 1 and first[0].period is not None:
        return Draft("answered", (step_line(replies.next_milestone, first[0], first[0].period),))
    return Draft("answered", tuple(grouped(first, store)))


def progress(case: Case) -> Draft | None:
    """How far an initiative is: when its next milestone is, all of them in the plan, and that a plan is no report."""
    draft = milestones(case)
    if draft is None or draft.status == "not_found":
        return draft
    coming = next_milestones(replace(case, analysis=replace(case.analysis, after=None)))
    lead = [_when_next(one, case) for one in coming.statements] if coming and len(coming.statements) == 1 else []
    closing = Statement(case.replies.not_a_report, claim=False)
    return replace(draft, statements=(*lead, *draft.statements, closing))


def _when_next(step: Statement, case: Case) -> Statement:
    """The period of a next milestone that stands in the list below."""
    period = step.sources[0].period if step.sources else None
    return replace(step, text=case.replies.next_is.format(period=within(period.label))) if period else step


def names_a_step(evidence: Evidence, store: Store) -> bool:
    """Whether a milestone has all that a question is about: it asks how far a step is, and not an initiative."""
    topic = evidence.topic
    return bool(topic) and any(topic_coverage(store, topic, [m.text]) >= WHOLLY for m in store.milestones)


def overdue(case: Case) -> Draft | None:
    """The milestones whose period is over, or those of an asked one; whether they were reached no plan can tell."""
    case = of_things(case)
    chosen = _asked_of(case.analysis, case.store)
    subject = [word for word in case.evidence.subjects if not OVERDUE_WORDS.search(word.text)]
    if subject:
        about = [i for i in case.store.initiatives if topic_coverage(case.store, subject, [i.title, i.text]) >= SAID]
        shares = {i.id: topic_coverage(case.store, subject, [i.title]) for i in about}
        titled = [i for i in about if shares[i.id] >= max(SAID, max(shares.values()) - TIE)]
        about = [i for i in about if i.title == case.analysis.inherited.subject] or titled or about
        if not about:
            return None
        chosen = [m for m in chosen if m.initiative_id in {i.id for i in about}]
    if case.periods:
        chosen = [m for m in chosen if m.period and any(p.holds(m.period.last_day) for p in case.periods)]
    if case.periods and chosen and SHOULD_BE.search(case.question):
        closing = Statement(case.replies.not_a_report, claim=False)
        return Draft(
            "answered", (Statement(case.replies.list_by_period, claim=False), *grouped(chosen, case.store), closing)
        )
    passed = [m for m in chosen if m.period is not None and m.period.end is not None and m.period.end < case.today]
    if not passed:
        return Draft("not_found", (Statement(case.replies.overdue_none, claim=False),))
    if PREVIOUS.search(case.question):
        passed = outer(passed, last=True)
    lead = Statement(case.replies.overdue, claim=False)
    return Draft("answered", (lead, *grouped(passed, case.store)))


def _is_listed(milestone: Milestone, analysis: Analysis) -> bool:
    return is_within((milestone.document_id, milestone.span), analysis.inherited.steps)


def _common_track(initiative: Initiative, chosen: Sequence[Milestone]) -> str:
    """The part of an initiative that all its chosen milestones are of, or ""."""
    return track_of(milestone for milestone in chosen if milestone.initiative_id == initiative.id)


def _nothing(case: Case, about: Sequence[Initiative], chosen: Sequence[Milestone]) -> Draft:
    """That none of the milestones is of the period, with what the text names for it, and where the period is
    after the last of them, with those that have none.

    An initiative of which only a part was asked about is named by that part.
    """
    if not about:
        return Draft("not_found", (Statement(case.replies.list_empty, claim=False),))
    titled = ", ".join(f"»{_common_track(one, chosen) or one.title}«" for one in about)
    text = case.replies.list_empty_for_initiative.format(initiatives=titled)
    begins = max((m.period.first_day for m in chosen if m.period), default=date.max)
    later = all(asked.start and asked.start > begins for asked in case.periods)
    undated = [m for m in chosen if m.period is None]
    lines = list(told(naming(about, case.periods, case.store), case.store, case.replies))
    if later and undated:
        lines += [Statement(case.replies.undated_besides, claim=False), *grouped(undated, case.store)]
    return Draft("partial" if lines else "not_found", (Statement(text, claim=False), *lines))


def _history_of(periods: tuple[Period, ...], store: Store, replies: Replies) -> list[Statement]:
    events = [e for p in store.programmes for e in p.history if any(e.period.overlaps(p) for p in periods)]
    return [event_line(event, replies) for event in events]


def _fits(evidence: Evidence, store: Store, texts: list[str]) -> bool:
    return topic_coverage(store, evidence.topic, texts) >= SAID
