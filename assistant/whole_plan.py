"""When an initiative as a whole begins or is finished, and how long it goes on."""

from collections.abc import Sequence

from assistant.answers import Draft, Statement
from assistant.case import Case
from assistant.dated_places import is_over
from assistant.degrees import SAID
from assistant.evidence import action_words, topic_coverage
from assistant.in_time import outer
from assistant.lines import dated_line, milestone_source, relation_to, step_line
from assistant.parts import Relation
from assistant.question_forms import Ask
from assistant.text_periods import beyond, lasting
from assistant.time_cues import (
    ASKS_END,
    ASKS_START,
    COMES_INTO_USE,
    FOLLOWS_UP,
    GOES_ON,
    HAVE_IT,
    IS_READY,
    LAST,
    STEP_BEGINS,
)
from assistant.tracks import of_track
from vectorstore.records import Milestone, Period


def first_or_last(case: Case) -> Draft | None:
    """When an initiative as a whole begins or is finished: its first or last milestone, said to be that.

    So is whether it is finished, with where today lies. A question that asks for more of it ("hvornår er kontrakten på
    plads") is for the milestone that says so.
    """
    ends = ASKS_END.search(case.question) is not None or _has_it(case)
    is_done = ends and case.ask is Ask.STATUS
    if case.focus is None or case.analysis.relation not in (None, Relation.ORDER):
        return None
    if not (case.ask is Ask.WHEN or is_done):
        return None
    form = HAVE_IT if _has_it(case) else ASKS_END if ends else ASKS_START
    asked = [  # "går i gang" is an expression of the analyser, "går gang"
        w for w in action_words(case.evidence, case.store) if not (form.search(w.text) or w.text.endswith(" gang"))
    ]
    if not form.search(case.question) or asked or len(case.topic) == len(action_words(case.evidence, case.store)):
        return None
    own = of_track(case.analysis, case.evidence, case.store, case.store.milestones_of(case.focus.id))
    if not ends and any(form.search(milestone.text) for milestone in own):
        return None
    if (outermost := _outermost(own, last=ends)) is None:
        return None
    milestone, period = outermost
    if _has_it(case) and not _comes_then(case, own, milestone):
        return None
    form_of = case.replies.last_milestone if ends else case.replies.first_milestone
    lines = [step_line(form_of, milestone, period)]
    longer = beyond(case.focus, period, case.store) if ends else None
    if ends and (finishing := _finishing(case, own, milestone)):
        milestone, period = finishing
        step = case.replies.when.format(period=period.label, text=milestone.text)
        lines.insert(0, Statement(step, (milestone_source(milestone),)))
    if longer:
        lines.append(dated_line(case.store, case.replies, longer.passage, longer.sentence))
    elif ends and STEP_BEGINS.search(milestone.text):
        lines.append(Statement(case.replies.no_finish, claim=False))
    if is_done:
        lines.append(
            Statement(f"{relation_to(period, case.today, case.replies)} {case.replies.not_a_report}", claim=False)
        )
    return Draft("answered", tuple(lines))


def _has_it(case: Case) -> bool:
    """Whether it is asked if those who ask have what an initiative brings: "har vi det nye system i januar?"."""
    return case.ask is Ask.STATUS and bool(case.periods) and HAVE_IT.search(case.question) is not None


def _comes_then(case: Case, own: Sequence[Milestone], last: Milestone) -> bool:
    """Whether it is the last step that brings it, and none in the asked period says the thing itself."""
    then = [one for one in own if one.period and any(one.period.overlaps(asked) for asked in case.periods)]
    says_it = any(one != last and topic_coverage(case.store, case.topic, [one.text]) >= SAID for one in then)
    return not says_it and COMES_INTO_USE.search(last.text) is not None and not _only_follows_up(last)


def _finishing(case: Case, own: Sequence[Milestone], last: Milestone) -> tuple[Milestone, Period] | None:
    """The step with which it is ready for use, where the last one only looks back on that: "måling af effekten".

    Only where it is asked when it is ready, not when it stops.
    """
    if not IS_READY.search(case.question) or not _only_follows_up(last):
        return None
    found = _outermost([milestone for milestone in own if not _only_follows_up(milestone)], last=True)
    is_it = found is not None and COMES_INTO_USE.search(found[0].text) and not STEP_BEGINS.search(found[0].text)
    return found if is_it else None


def _only_follows_up(milestone: Milestone) -> bool:
    return bool(FOLLOWS_UP.search(milestone.text)) and not LAST.search(milestone.text)


def _outermost(milestones: Sequence[Milestone], *, last: bool) -> tuple[Milestone, Period] | None:
    """The last or first of the milestones with its period; of those that end alike the one that says it best."""
    found = [(one, period) for one in outer(milestones, last=last) if (period := one.period)]
    return min(found, key=lambda one: one[1].last_day - one[1].first_day, default=None)


def how_long(case: Case) -> Draft | None:
    """How long an initiative as a whole goes on ("hvor længe kører det?"), where its text names years not yet over."""
    if not (case.analysis.duration and case.focus) or case.analysis.relation is not None:
        return None
    asked = [word for word in action_words(case.evidence, case.store) if not GOES_ON.search(word.text)]
    if asked or len(case.topic) == len(asked):
        return None
    going_on = (
        one for one in lasting([case.focus], case.store) if not is_over(case.analysis, one.sentence.text, case.today)
    )
    named = max(going_on, key=lambda one: one.period.last_day, default=None)
    return Draft("answered", (dated_line(case.store, case.replies, named.passage, named.sentence),)) if named else None
