"""Questions to offer after an answer and at the start; only such as the store's records answer."""

from collections.abc import Iterator
from datetime import date

from assistant.case import Case
from assistant.kinds import SHOW_STEPS
from assistant.question_forms import Ask
from prompts import Replies
from vectorstore.periods import quarter_of
from vectorstore.records import Initiative, Milestone
from vectorstore.store import Store

MOST = 3


def suggest(case: Case) -> tuple[str, ...]:
    """At most three questions, none asked again: of the initiative that the last one was about, then of the whole."""
    given = (case.ask, case.focus, case.store, case.replies, case.today)
    found = dict.fromkeys((*_about(*given), *_of_all(*given)))
    asked = case.question.strip(" ?").casefold()
    return tuple(question for question in found if question.strip(" ?").casefold() != asked)[:MOST]


def openers(store: Store, replies: Replies, today: date) -> tuple[str, ...]:
    """At most three questions to begin with, of different kinds; the short titles first, to be read at a glance."""
    short = min((i for i in store.initiatives if i.text), key=lambda i: len(i.title), default=None)
    purpose = [replies.suggest_purpose.format(initiative=short.title)] if short else []
    of_all = list(_of_all(None, None, store, replies, today))
    return tuple(dict.fromkeys([*of_all[:2], *purpose, *of_all[2:]]))[:MOST]


def _about(ask: Ask | None, focus: Initiative | None, store: Store, replies: Replies, today: date) -> Iterator[str]:
    if focus is None:
        return
    own = store.milestones_of(focus.id)
    if ask is not Ask.NEXT and any(_is_ahead(milestone, today) for milestone in own):
        yield replies.suggest_next.format(initiative=focus.title)
    if ask not in SHOW_STEPS and len(own) > 1:
        yield replies.suggest_milestones.format(initiative=focus.title)
    if ask not in (Ask.PURPOSE, Ask.TEXT) and focus.text:
        yield replies.suggest_purpose.format(initiative=focus.title)


def _of_all(ask: Ask | None, focus: Initiative | None, store: Store, replies: Replies, today: date) -> Iterator[str]:
    """What is due in this quarter, the milestones of the initiative whose turn is next, its purpose."""
    coming = sorted((m for m in store.milestones if _is_ahead(m, today)), key=_end)
    if coming and ask is not Ask.MILESTONES:
        day = max(today, coming[0].period.start or today) if coming[0].period else today
        yield replies.suggest_quarter.format(quarter=quarter_of(day), year=day.year)
    if focus is None and coming:
        yield replies.suggest_milestones.format(initiative=coming[0].initiative)
    if ask is not Ask.FOCUS_AREAS and store.focus_areas:
        yield replies.suggest_focus_areas


def _is_ahead(milestone: Milestone, today: date) -> bool:
    return milestone.period is not None and milestone.period.end is not None and milestone.period.end >= today


def _end(milestone: Milestone) -> date:
    return (milestone.period and milestone.period.end) or date.max
