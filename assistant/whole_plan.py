"""When an initiative as a whole begins or is finished, and how long it goes on."""

from datetime import date

from assistant.analysis import Analysis
from assistant.answers import Draft, Statement
from assistant.dated_places import is_over
from assistant.evidence import Evidence, action_words
from assistant.in_time import outer
from assistant.lines import dated_line, milestone_source, relation_to, within
from assistant.parts import Relation
from assistant.question_forms import Ask
from assistant.text_periods import beyond, lasting
from assistant.time_cues import ASKS_END, ASKS_START, GOES_ON
from assistant.tracks import of_track
from prompts import Replies
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
