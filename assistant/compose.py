"""From evidence to a draft: which kind of answer a question gets, and what is said when there is none.

Nothing here decides what is true: `verify` drops what its quotes don't say.
"""

from collections.abc import Sequence
from dataclasses import replace

from assistant.abstention import occurs
from assistant.analysis import Analysis
from assistant.answers import Draft, Statement
from assistant.areas import about_area, focus_areas, initiatives, outermost_initiative
from assistant.beside import asks_of_a_part, beside_a_step, beside_the_last
from assistant.case import Case
from assistant.comparison import verdict
from assistant.cues import ASKS_ALL_ROLES, ASKS_KIND, ASKS_MEANING, ASKS_PLAN, ASKS_WHAT, NUMBERS_OF
from assistant.dated import dated
from assistant.decline import decline
from assistant.editions import changes
from assistant.evidence import action_words, gather, named_outright
from assistant.history import history
from assistant.in_time import is_of_time
from assistant.key_figures import figures_told_off, key_figures
from assistant.kinds import PARTICULARS, RECORDS, USE_PERIODS
from assistant.lists import (
    acted_on,
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
from assistant.time_cues import (
    ALL_THAT_REMAINS,
    ASKS_LATE,
    ASKS_START,
    FIRST,
    IS_UNDER_WAY,
    LAST,
    TAKES_PLACE,
    WHEN_IS,
    WHERE_WE_ARE,
)
from prompts import Replies
from vectorstore.records import Period


def compose(case: Case) -> Draft:
    """The draft for a question: an answer where the store holds one, else a decline with the nearest place."""
    if WHERE_WE_ARE.match(case.question) and not case.analysis.inherited.leans_on:
        now = replace(case.analysis, ask=Ask.MILESTONES, periods=(Period("i dag", case.today, case.today),))
        case = replace(case, analysis=now)
    kind = _answered_as(case)
    of_calendar = not case.analysis.words or WHEN_IS.fullmatch(case.analysis.words)
    if of_calendar and case.ask is Ask.WHEN and kind is Ask.MILESTONES:
        return decline(case)  # "hvornår er sommerferien?"
    if ASKS_KIND.search(case.question) and case.ask in RECORDS:
        return decline(case)  # "hvad er en milepæl?"
    if everybody := roles(case):
        return replace(everybody, suggestions=suggest(case))
    of_those_told = case.analysis.inherited.among and ASKS_ALL_ROLES.search(case.question)  # of others is no answer
    draft = None if of_those_told else _drafted(case, kind)
    draft = draft or decline(case)
    return replace(draft, suggestions=suggest(case))


def _drafted(case: Case, kind: Ask) -> Draft | None:
    """The draft for a question that is answered as of a kind; None where the store holds no answer."""
    match kind:
        case Ask.MILESTONES:
            return _milestones_or_text(case)
        case Ask.OUTERMOST:
            return numbered(case) or outermost_initiative(case) or outermost(case) or dated(case)
        case Ask.PROGRESS:
            return _progress_or_step(case)
        case Ask.OVERDUE:
            return overdue(case)
        case Ask.CHANGES:
            return changes(case)
        case Ask.ABBREVIATION:
            return _abbreviation_or_text(case)
        case Ask.NEXT:
            return _next(case)
        case Ask.WHEN | Ask.STATUS:
            return _dated_or_overdue(case)
        case Ask.MENTIONS:
            return _mentions_or_text(case)
        case Ask.NUMBER | Ask.MONEY:
            return figures_told_off(case) or number(case)
        case Ask.MOST:
            return superlative(case)
        case Ask.INITIATIVES:
            return initiatives(case)
        case Ask.GREETING:
            return _said(case.replies.greeting)
        case Ask.THANKS:
            return _said(case.replies.thanks)
        case Ask.MORE:
            return more(case)
        case Ask.SELF:
            return _said(case.replies.about_me)
        case Ask.HISTORY:
            return history(case) or (_progress_or_step(case) if case.evidence.named else None) or text(case)
        case Ask.KEY_FIGURES:
            return key_figures(case)
        case Ask.FOCUS_AREAS:
            return focus_areas(case)
        case Ask.TEXT if ASKS_WHAT.search(case.question):
            return abbreviation(case) or text(case)
        case _:
            return _text_or_step(case)


def _said(text: str) -> Draft:
    return Draft("not_found", (Statement(text, claim=False),))


def _abbreviation_or_text(case: Case) -> Draft | None:
    """What a short form stands for; of a word ("hvad betyder bæredygtighed?") what the text says of it."""
    is_word = ASKS_MEANING.search(case.question) and not SHORT_FORM.search(case.question)
    if (written := abbreviation(case)) or not is_word:
        return written
    return text(case.asked_as(Ask.TEXT))


def _milestones_or_text(case: Case) -> Draft | None:
    """Milestones; of what remains of something that is no initiative ("hvad mangler der for X?") the text tells."""
    if acted := acted_on(case):
        return acted
    names_none = case.topic and not (case.evidence.named or named_outright(case.topic, case.store))
    if names_none and not case.analysis.inherited.leans_on and ALL_THAT_REMAINS.search(case.question):
        return text(replace(case, analysis=replace(case.analysis, periods=())))
    return milestones(case)


def _progress_or_step(case: Case) -> Draft | None:
    """How far an initiative is, else whether the step that is asked about is reached."""
    if draft := progress(case):
        return draft
    step = dated(case.asked_as(Ask.STATUS))
    return step if names_a_step(case.evidence, case.store) or (step and step.status == "answered") else None


def _next(case: Case) -> Draft | None:
    """What comes beside the step that is spoken of or named, or from today on if none is; else what the text says."""
    if asks_of_a_part(case):
        anything = replace(case.analysis, ask=Ask.TEXT)
        evidence = gather(case.store, anything, case.evidence.found)
        return _text_or_step(replace(case, analysis=anything, evidence=evidence))
    beside = beside_the_last(case) or beside_a_step(case)
    of_a_step = AFTER.search(case.question) and action_words(case.evidence, case.store)
    if beside is None and not of_a_step and not BEFORE.search(case.question):
        beside = next_milestones(case)
    return beside or text(case)


def _dated_or_overdue(case: Case) -> Draft | None:
    """When; whether something is late also by the milestones whose period is over."""
    draft = dated(case)
    if IS_UNDER_WAY.search(case.question) and not _tells_a_step(draft) and _is_of_a_plan(case):
        return progress(case) or draft
    if ASKS_LATE.search(case.question) and (draft is None or draft.status != "answered"):
        return overdue(case) or draft
    return draft


def _tells_a_step(draft: Draft | None) -> bool:
    """Whether a draft answers with a milestone, so that it says where today lies."""
    if draft is None or draft.status != "answered":
        return False
    return any(source.period and source.initiative for line in draft.statements for source in line.sources)


def _mentions_or_text(case: Case) -> Draft | None:
    """Where a word stands, else what the text says of it, unless that is only near and no word is known."""
    draft = mentions(case) or text(case)
    if draft and draft.hedge and not any(occurs(case.store, word.text) for word in case.topic):
        return None  # "er der noget om rumfart?"
    return draft


def _text_or_step(case: Case) -> Draft | None:
    """A focus area as such, else what the text says, or why it is done at all.

    Of a plan that it does not tell, the step that surely does.
    """
    figures = figures_told_off(case) if NUMBERS_OF.search(case.question) else None
    draft = figures or about_area(case) or of_kind(case)
    draft = draft or acted_on(case)
    draft = draft or text(case)
    if draft is None or draft.hedge:
        draft = why_at_all(case) or draft
    if draft is None and ASKS_PLAN.search(case.question):
        step = dated(case.asked_as(Ask.WHEN))
        return step if step and step.status == "answered" else None
    return draft


def _answered_as(case: Case) -> Ask:
    """What a question is answered as: one of nothing but a period ("Q2 2026?") is for the milestones that lie there.

    So is one for when an initiative takes place, for its milestones.
    """
    of_whole = (
        TAKES_PLACE.match(case.question)
        and len(case.evidence.named) == 1
        and not action_words(case.evidence, case.store)
    )
    if of_whole and not case.analysis.inherited.leans_on and case.store.milestones_of(case.evidence.named[0].id):
        return Ask.MILESTONES  # "hvornår sker GenAI?"
    is_text = case.ask is Ask.TEXT  # "hvad er klar til jul?", but not "hvad er det første i 2027?"
    about = [w for w in case.topic if not (is_text and is_of_time(w)) or FIRST.search(w.text) or LAST.search(w.text)]
    lists = case.periods and not about and case.ask not in USE_PERIODS | PARTICULARS
    return Ask.MILESTONES if lists else case.ask


def _is_of_a_plan(case: Case) -> bool:
    """Whether a question for whether something has begun is of one initiative with a plan, and of no step of it."""
    named = case.evidence.named or named_outright(case.topic, case.store)
    if len(named) != 1 or case.periods or not case.store.milestones_of(named[0].id):
        return False
    return all(ASKS_START.search(word.text) for word in action_words(case.evidence, case.store))


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
