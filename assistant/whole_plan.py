"""When an initiative as a whole begins or is finished, and how long it goes on."""

from collections.abc import Sequence
from datetime import date

from assistant.analysis import Analysis
from assistant.answers import Draft, Statement
from assistant.dated_places import is_over
from assistant.evidence import Evidence, action_words
from assistant.in_time import outer
from assistant.lines import dated_line, milestone_source, relation_to, step_line
from assistant.parts import Relation
from assistant.question_forms import Ask
from assistant.text_periods import beyond, lasting
from assistant.time_cues import ASKS_END, ASKS_START, FOLLOWS_UP, GOES_ON, STEP_BEGINS
from assistant.tracks import of_track
from prompts import Replies
from vectorstore.records import Milestone, Period
from vectorstore.store import Store


def first_or_last(analysis: Analysis, evidence: Evidence, store: Store, replies: Replies, today: date) -> Draft | None:
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
    asked = [w for w in action_words(evidence, store) if not (form.search(w.text) or w.text.endswith(" gang"))]
    if not form.search(analysis.question) or asked or len(evidence.topic) == len(action_words(evidence, store)):
        return None
    own = of_track(analysis, evidence, store, store.milestones_of(evidence.focus.id))
    if not ends and any(form.search(milestone.text) for milestone in own):
        return None
    if (outermost := _outermost(own, last=ends)) is None:
        return None
    milestone, period = outermost
    form_of = replies.last_milestone if ends else replies.first_milestone
    lines = [step_line(form_of, milestone, period)]
    finishing = _outermost([m for m in own if not FOLLOWS_UP.search(m.text)], last=ends)
    longer = beyond(evidence.focus, period, store) if ends else None
    if ends and finishing and finishing != outermost:
        milestone, period = finishing
        step = replies.when.format(period=period.label, text=milestone.text)
        lines.insert(0, Statement(step, (milestone_source(milestone),)))
    if longer:
        lines.append(dated_line(store, replies, longer.passage, longer.sentence))
    elif ends and STEP_BEGINS.search(milestone.text):
        lines.append(Statement(replies.no_finish, claim=False))
    if is_done:
        lines.append(Statement(f"{relation_to(period, today, replies)} {replies.not_a_report}", claim=False))
    return Draft("answered", tuple(lines))


def _outermost(milestones: Sequence[Milestone], *, last: bool) -> tuple[Milestone, Period] | None:
    """The last or first of the milestones with its period; of those that end alike the one that says it best."""
    found = [(one, period) for one in outer(milestones, last=last) if (period := one.period)]
    return min(found, key=lambda one: one[1].last_day - one[1].first_day, default=None)


def how_long(analysis: Analysis, evidence: Evidence, store: Store, replies: Replies, today: date) -> Draft | None:
    """How long an initiative as a whole goes on ("hvor længe kører det?"), where its text names years not yet over."""
    if not (analysis.duration and evidence.focus) or analysis.relation is not None:
        return None
    asked = [word for word in action_words(evidence, store) if not GOES_ON.search(word.text)]
    if asked or len(evidence.topic) == len(asked):
        return None
    going_on = (one for one in lasting([evidence.focus], store) if not is_over(analysis, one.sentence.text, today))
    named = max(going_on, key=lambda one: one.period.last_day, default=None)
    return Draft("answered", (dated_line(store, replies, named.passage, named.sentence),)) if named else None
