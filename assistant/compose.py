"""From evidence to a draft: which kind of answer a question gets, and what is said when there is none.

Nothing here decides what is true: `verify` drops what its quotes don't say.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.abstention import Confidence, confidence, occurs
from assistant.analysis import Analysis
from assistant.answers import Draft, Statement
from assistant.areas import about_area, focus_areas, initiatives, outermost_initiative
from assistant.beside import beside_a_step, beside_the_last
from assistant.comparison import verdict
from assistant.cues import ASKS_ALL_ROLES, ASKS_KIND, ASKS_MEANING, ASKS_PLAN, ASKS_WHAT
from assistant.dated import dated
from assistant.decline import decline
from assistant.editions import changes
from assistant.evidence import Evidence, action_words, named_outright
from assistant.history import history
from assistant.in_time import is_of_time
from assistant.kinds import PARTICULARS, RECORDS, USE_PERIODS
from assistant.lists import (
    acted_on,
    key_figures,
    milestones,
    names_a_step,
    next_milestones,
    numbered,
    outermost,
    overdue,
    progress,
)
from assistant.mentions import mentions, of_kind
from assistant.more import more
from assistant.numbers import number
from assistant.overview import why_at_all
from assistant.question_forms import AFTER, BEFORE, Ask
from assistant.quotes import SHORT_FORM, abbreviation, text
from assistant.roles import roles
from assistant.suggestions import suggest
from assistant.superlatives import superlative
from assistant.time_cues import ALL_THAT_REMAINS, ASKS_LATE, FIRST, LAST, TAKES_PLACE, WHEN_IS, WHERE_WE_ARE
from prompts import Replies
from vectorstore.records import Period
from vectorstore.store import Store


def compose(
    analysis: Analysis, evidence: Evidence, store: Store, replies: Replies, today: date, sure: Confidence = confidence
) -> Draft:
    """The draft for a question: an answer where the store holds one, else a decline with the nearest place."""
    if WHERE_WE_ARE.match(analysis.question) and not analysis.inherited.leans_on:
        analysis = replace(analysis, ask=Ask.MILESTONES, periods=(Period("i dag", today, today),))
    kind = _answered_as(analysis, evidence, store)
    of_calendar = not analysis.words or WHEN_IS.fullmatch(analysis.words)
    if of_calendar and analysis.ask is Ask.WHEN and kind is Ask.MILESTONES:
        return decline(analysis, evidence, store, replies)  # "hvornår er sommerferien?"
    if ASKS_KIND.search(analysis.question) and analysis.ask in RECORDS:
        return decline(analysis, evidence, store, replies)  # "hvad er en milepæl?"
    if everybody := roles(analysis, store, replies):
        return replace(everybody, suggestions=suggest(analysis, evidence.focus, store, replies, today))
    of_those_told = analysis.inherited.among and ASKS_ALL_ROLES.search(analysis.question)  # of others is no answer
    draft = None if of_those_told else _drafted(kind, analysis, evidence, store, replies, today, sure)
    draft = draft or decline(analysis, evidence, store, replies)
    return replace(draft, suggestions=suggest(analysis, evidence.focus, store, replies, today))


def _drafted(
    kind: Ask, analysis: Analysis, evidence: Evidence, store: Store, replies: Replies, today: date, sure: Confidence
) -> Draft | None:
    """The draft for a question that is answered as of a kind; None where the store holds no answer."""
    match kind:
        case Ask.MILESTONES:
            return _milestones_or_text(analysis, evidence, store, replies, sure)
        case Ask.OUTERMOST:
            return (
                numbered(analysis, evidence, store, replies)
                or outermost_initiative(analysis, evidence, store, replies)
                or outermost(analysis, evidence, store, replies)
                or dated(analysis, evidence, store, replies, today, sure)
            )
        case Ask.PROGRESS:
            return _progress_or_step(analysis, evidence, store, replies, today, sure)
        case Ask.OVERDUE:
            return overdue(analysis, evidence, store, replies, today)
        case Ask.CHANGES:
            return changes(analysis, evidence, store, replies)
        case Ask.ABBREVIATION:
            return _abbreviation_or_text(analysis, evidence, store, replies, sure)
        case Ask.NEXT:
            return _next(analysis, evidence, store, replies, today, sure)
        case Ask.WHEN | Ask.STATUS:
            return _dated_or_overdue(analysis, evidence, store, replies, today, sure)
        case Ask.MENTIONS:
            return _mentions_or_text(analysis, evidence, store, replies, sure)
        case Ask.NUMBER | Ask.MONEY:
            return number(analysis, evidence, store, replies, sure)
        case Ask.MOST:
            return superlative(analysis, evidence, store, replies)
        case Ask.INITIATIVES:
            return initiatives(analysis, evidence, store, replies)
        case Ask.GREETING:
            return _said(replies.greeting)
        case Ask.THANKS:
            return _said(replies.thanks)
        case Ask.MORE:
            return more(analysis, store, replies)
        case Ask.SELF:
            return _said(replies.about_me)
        case Ask.HISTORY:
            return history(analysis, evidence, store, replies) or text(analysis, evidence, store, replies, sure)
        case Ask.KEY_FIGURES:
            return key_figures(analysis, evidence, store, replies)
        case Ask.FOCUS_AREAS:
            return focus_areas(analysis, evidence, store, replies)
        case Ask.TEXT if ASKS_WHAT.search(analysis.question):
            return abbreviation(analysis, store, replies) or text(analysis, evidence, store, replies, sure)
        case _:
            return _text_or_step(analysis, evidence, store, replies, today, sure)


def _said(text: str) -> Draft:
    return Draft("not_found", (Statement(text, claim=False),))


def _abbreviation_or_text(
    analysis: Analysis, evidence: Evidence, store: Store, replies: Replies, sure: Confidence
) -> Draft | None:
    """What a short form stands for; of a word ("hvad betyder bæredygtighed?") what the text says of it."""
    is_word = ASKS_MEANING.search(analysis.question) and not SHORT_FORM.search(analysis.question)
    if (written := abbreviation(analysis, store, replies)) or not is_word:
        return written
    return text(replace(analysis, ask=Ask.TEXT), evidence, store, replies, sure)


def _milestones_or_text(
    analysis: Analysis, evidence: Evidence, store: Store, replies: Replies, sure: Confidence
) -> Draft | None:
    """Milestones; of what remains of something that is no initiative ("hvad mangler der for X?") the text tells."""
    if acted := acted_on(analysis, evidence, store, replies):
        return acted
    names_none = evidence.topic and not (evidence.named or named_outright(evidence.topic, store))
    if names_none and not analysis.inherited.leans_on and ALL_THAT_REMAINS.search(analysis.question):
        return text(replace(analysis, periods=()), evidence, store, replies, sure)
    return milestones(analysis, evidence, store, replies)


def _progress_or_step(
    analysis: Analysis, evidence: Evidence, store: Store, replies: Replies, today: date, sure: Confidence
) -> Draft | None:
    """How far an initiative is, else whether the step that is asked about is reached."""
    if draft := progress(analysis, evidence, store, replies, today):
        return draft
    step = dated(replace(analysis, ask=Ask.STATUS), evidence, store, replies, today, sure)
    return step if names_a_step(evidence, store) or (step and step.status == "answered") else None


def _next(
    analysis: Analysis, evidence: Evidence, store: Store, replies: Replies, today: date, sure: Confidence
) -> Draft | None:
    """What comes beside the step that is spoken of or named, or from today on if none is; else what the text says."""
    beside = beside_the_last(analysis, evidence, store, replies) or beside_a_step(
        analysis, evidence, store, replies, today, sure
    )
    of_a_step = AFTER.search(analysis.question) and action_words(evidence, store)
    if beside is None and not of_a_step and not BEFORE.search(analysis.question):
        beside = next_milestones(analysis, evidence, store, replies, today)
    return beside or text(analysis, evidence, store, replies, sure)


def _dated_or_overdue(
    analysis: Analysis, evidence: Evidence, store: Store, replies: Replies, today: date, sure: Confidence
) -> Draft | None:
    """When; whether something is late also by the milestones whose period is over."""
    draft = dated(analysis, evidence, store, replies, today, sure)
    if ASKS_LATE.search(analysis.question) and (draft is None or draft.status != "answered"):
        return overdue(analysis, evidence, store, replies, today) or draft
    return draft


def _mentions_or_text(
    analysis: Analysis, evidence: Evidence, store: Store, replies: Replies, sure: Confidence
) -> Draft | None:
    """Where a word stands, else what the text says of it, unless that is only near and no word is known."""
    draft = mentions(analysis, evidence, store, replies) or text(analysis, evidence, store, replies, sure)
    if draft and draft.hedge and not any(occurs(store, word.text) for word in evidence.topic):
        return None  # "er der noget om rumfart?"
    return draft


def _text_or_step(
    analysis: Analysis, evidence: Evidence, store: Store, replies: Replies, today: date, sure: Confidence
) -> Draft | None:
    """A focus area as such, else what the text says, or why it is done at all.

    Of a plan that it does not tell, the step that surely does.
    """
    draft = about_area(analysis, evidence, store, replies) or of_kind(analysis, evidence, store, replies)
    draft = draft or acted_on(analysis, evidence, store, replies)
    draft = draft or text(analysis, evidence, store, replies, sure)
    if draft is None or draft.hedge:
        draft = why_at_all(analysis, evidence, store, replies) or draft
    if draft is None and ASKS_PLAN.search(analysis.question):
        step = dated(replace(analysis, ask=Ask.WHEN), evidence, store, replies, today, sure)
        return step if step and step.status == "answered" else None
    return draft


def _answered_as(analysis: Analysis, evidence: Evidence, store: Store) -> Ask:
    """What a question is answered as: one of nothing but a period ("Q2 2026?") is for the milestones that lie there.

    So is one for when an initiative takes place, for its milestones.
    """
    of_whole = TAKES_PLACE.match(analysis.question) and len(evidence.named) == 1 and not action_words(evidence, store)
    if of_whole and not analysis.inherited.leans_on and store.milestones_of(evidence.named[0].id):
        return Ask.MILESTONES  # "hvornår sker GenAI?"
    is_text = analysis.ask is Ask.TEXT  # "hvad er klar til jul?", but not "hvad er det første i 2027?"
    about = [
        w for w in evidence.topic if not (is_text and is_of_time(w)) or FIRST.search(w.text) or LAST.search(w.text)
    ]
    lists = analysis.periods and not about and analysis.ask not in USE_PERIODS | PARTICULARS
    return Ask.MILESTONES if lists else analysis.ask


def together(drafts: Sequence[Draft], analyses: Sequence[Analysis], replies: Replies) -> Draft:
    """One draft of the drafts for a message's questions; `partial` where only some have an answer."""
    answered = [draft for draft in drafts if draft.status != "not_found"]
    if len(drafts) == 1 or not answered:
        return drafts[0]
    unanswered = [one.question for one, draft in zip(analyses, drafts, strict=True) if draft.status == "not_found"]
    lines: tuple[Statement, ...] = ()
    for one, draft in zip(analyses, drafts, strict=True):
        new = tuple(line for line in dict.fromkeys(draft.statements) if line not in lines)
        if draft.status != "not_found" and any(line.claim for line in new):
            lines += new
        elif draft.status == "partial":  # what comes near was said before
            unanswered.append(one.question)
    missing = tuple(Statement(replies.partly.format(question=question), claim=False) for question in unanswered)
    whole = all(draft.status == "answered" for draft in drafts)
    compared = verdict(drafts, analyses, replies) if not missing else ()
    return Draft("answered" if whole else "partial", compared + lines + missing, answered[0].suggestions)
