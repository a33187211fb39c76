"""Follow-ups: what a question may mean after the turn before, as rules in order."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from assistant.analysis import Analysis
from assistant.cues import ASKS_ALL_ROLES, ASKS_AREA, MONEY_WORDS, OF_ALL, STAFF_OF, WHAT_IF
from assistant.evidence import action_words, is_of_office
from assistant.followup_forms import (
    AMONG,
    ASKS,
    BARE_PERIOD,
    BARE_WHEN,
    BEFORE_IT,
    BELONG_THERE,
    BOTH,
    CORRECTS,
    HOW_MANY,
    HOW_MANY_OF,
    HOW_MUCH,
    IS_BARE,
    IS_OVER,
    IS_SO,
    IS_WHY,
    IT_BEGINS,
    IT_IS,
    OPENS,
    POINTS,
    SURE,
    THEN,
    THEY,
    THEY_DID,
    WHICH_ARE,
    WHICH_BARE,
    WHICH_INITIATIVE,
    WITH_OG,
    YEAR,
)
from assistant.kinds import FACTS, LISTS, LISTS_OF_STEPS, MAY_GO_ON, ONE_STEP, PARTICULARS, STANDS_ALONE, STEPS, VALUES
from assistant.leaning import FollowUp
from assistant.patterns import ROLE
from assistant.question_forms import AFTER, ASKS_DATA_PERIOD, Ask
from assistant.time_cues import WHOLE
from assistant.turns import Turn
from assistant.values import has_time, tells_off
from vectorstore.store import Store

_COUNTED = {Ask.MILESTONES: "milepæle", Ask.INITIATIVES: "indsatser", Ask.FOCUS_AREAS: "fokusområder"}
_WHAT = {
    **dict.fromkeys(("milepæle", "milestones"), Ask.MILESTONES),
    **dict.fromkeys(("indsatser", "initiativer", "projekter", "projects"), Ask.INITIATIVES),
}
_QUOTED, _APART = 0.6, 0.2  # shares of a step's words in what was quoted, and before the next step's
_FEW = 3  # words of a question that may leave its subject out
_REASON = re.compile(r", da\b|\b(?:fordi|idet|eftersom|på grund af|skyldes)\b", re.IGNORECASE)
_TELLS: tuple[tuple[re.Pattern[str], Callable[[str], object]], ...] = (  # what answers a bare question
    (BARE_WHEN, has_time),
    (WHICH_BARE, tells_off),
    (IS_WHY, _REASON.search),
)


Rule = Callable[[FollowUp], tuple[Analysis, ...]]


def readings(analysis: Analysis, turn: Turn, store: Store) -> tuple[Analysis, ...]:
    """What a question may mean after the turn before, likeliest first: the first that has an answer is meant.

    The first rule that fits decides. Where none does, a question that has a topic, or asks for a list, stands alone.
    """
    asked = FollowUp(analysis, turn, store)
    for rule in _RULES:
        if found := rule(asked):
            return found
    return (analysis,) if asked.own.topic or analysis.ask in LISTS else (asked.about,)


def _more(asked: FollowUp) -> tuple[Analysis, ...]:
    """What asks for more ("uddyb") goes on with the subject."""
    if asked.analysis.ask is not Ask.MORE:
        return ()
    return (asked.analysis.inheriting(subject=asked.turn.subject, said=asked.turn.said),)


def _sure(asked: FollowUp) -> tuple[Analysis, ...]:
    """Who asks "er du sikker?" gets the same answer again."""
    return (asked.turn.analysis,) if SURE.fullmatch(asked.analysis.question) else ()


def _how_many(asked: FollowUp) -> tuple[Analysis, ...]:
    """How many of a list there are: the list is given again, counted. "Hvor mange indsatser i alt?" stands alone."""
    before, asks = asked.turn.analysis, HOW_MANY.fullmatch(asked.analysis.question)
    periods = asked.analysis.periods
    if before.ask in _COUNTED and periods and HOW_MANY_OF.match(asked.analysis.question):
        counted = f"hvor mange {_COUNTED[before.ask]}: {before.question}"
        return (replace(before, question=counted, periods=periods),)
    if asks is None or not (before.ask in _COUNTED or (before.periods and asked.turn.steps)):
        return ()
    listed = before.ask if before.ask in _COUNTED else Ask.MILESTONES
    if asks["what"] and _WHAT[asks["what"].casefold()] is not listed:
        return ()
    if asks["what"] and asks["all"] and listed is not Ask.MILESTONES:
        return ()
    return (replace(before, ask=listed, question=f"hvor mange {_COUNTED[listed]}: {before.question}"),)


def _of_all_listed(asked: FollowUp) -> tuple[Analysis, ...]:
    """What belongs to what was listed, who answers for each of those told, whether both of two have something."""
    analysis = asked.analysis
    if BELONG_THERE.fullmatch(analysis.question) and asked.turn.initiatives:
        return (analysis.inheriting(among=asked.turn.initiatives),)
    of_two = asked.turn.initiatives or tuple(dict.fromkeys(step.initiative for step in asked.turn.steps))
    if len(of_two) > 1 and ASKS_ALL_ROLES.search(analysis.question) and POINTS.search(analysis.question):
        return (analysis.inheriting(among=of_two),)  # "hvem er ansvarlig for dem?"
    if BOTH.match(analysis.question) and len(of_two) > 1 and asked.own.topic:
        return (replace(analysis, ask=Ask.INITIATIVES).inheriting(among=of_two),)  # "har begge en pilot?"
    return ()


def _of_these(asked: FollowUp) -> tuple[Analysis, ...]:
    """Which of those listed ("hvilke af dem slutter i år?"), or set side by side ("hvilken slutter først?")."""
    analysis, among = asked.analysis, AMONG.search(asked.analysis.question)
    bare = analysis.ask in (Ask.OUTERMOST, Ask.MOST) and IS_BARE.match(analysis.question)
    if among and asked.turn.steps and not asked.turn.initiatives and asked.nouns:  # of milestones those about something
        return (_asked_again(asked),)
    if bare and not asked.turn.initiatives and len(asked.found_before.named) > 1:
        return (analysis.inheriting(among=tuple(initiative.title for initiative in asked.found_before.named)),)
    if among and asked.own.topic and analysis.ask in (Ask.TEXT, Ask.STATUS):
        analysis = replace(analysis, ask=Ask.INITIATIVES)  # "hvilke af dem har en pilot?"
    of_these = bare or (among and analysis.ask in (Ask.INITIATIVES, Ask.MILESTONES, Ask.MOST, Ask.OUTERMOST))
    return (analysis.inheriting(among=asked.turn.initiatives),) if of_these and asked.turn.initiatives else ()


def _of_all(asked: FollowUp) -> tuple[Analysis, ...]:
    """A list of the whole programme, and what never is of a subject, stand alone; the data period is a figure's own."""
    analysis = asked.analysis
    if WHICH_ARE.fullmatch(analysis.question) and (asked.turn.subject or asked.turn.steps):
        # Of a list of milestones it is told by their headings, of a subject by its text.
        return (replace(asked.about, ask=Ask.TEXT),) if asked.turn.subject else (asked.turn.analysis,)
    if ASKS_DATA_PERIOD.search(analysis.question) and asked.has_told_a_figure:
        return (replace(asked.turn.analysis, question=analysis.question),)
    of_all = OF_ALL.search(analysis.question)
    if of_all and analysis.ask in LISTS and (WHOLE.search(of_all[0]) or not POINTS.search(analysis.question)):
        return (analysis,)
    if analysis.ask is Ask.OUTERMOST and WHICH_INITIATIVE.search(analysis.question):
        return (analysis,)
    return (analysis,) if analysis.ask in STANDS_ALONE and not ASKS_AREA.search(analysis.question) else ()


def _of_the_area(asked: FollowUp) -> tuple[Analysis, ...]:
    """A bare list ("og hvad mangler der?") after one of a focus area, or of some initiatives, is of the same."""
    among = asked.turn.analysis.among
    lists = asked.analysis.ask in LISTS_OF_STEPS
    if not (among and lists) or asked.turn.subject or asked.own.topic or asked.analysis.in_area:
        return ()
    return (asked.analysis.inheriting(among=among),)


def _beside_a_step(asked: FollowUp) -> tuple[Analysis, ...]:
    """What comes then or before ("og så?", "hvad kom før den?") is reckoned from the step or list spoken of."""
    turn, question = asked.turn, asked.analysis.question
    spoken_of = turn.step or turn.earlier
    step = spoken_of.period if spoken_of else None
    moves_on = (
        asked.analysis.ask is Ask.NEXT
        and turn.step
        and asked.opens
        and not (asked.own.topic or BEFORE_IT.search(question))
    )  # "og næste skridt?"
    then = THEN.search(question) and asked.analysis.ask not in PARTICULARS  # "hvem beslutter så bagefter?" asks who
    if (then or moves_on) and (turn.until or turn.since) and not asked.own.named:
        after = turn.until + timedelta(days=1) if turn.until else date.max  # nothing comes after an open end
        return (replace(asked.about, ask=Ask.NEXT, words="", after=after).inheriting(step_period=step),)
    goes_on = asked.analysis.ask in MAY_GO_ON
    if goes_on and THEN.search(question) and turn.subject and not asked.nouns:
        return (replace(asked.about, ask=Ask.NEXT, words=""),)  # after what has no date: what comes next
    if BEFORE_IT.search(question) and turn.since and not asked.own.named:
        return (replace(asked.about, ask=Ask.NEXT, words="").inheriting(ends_before=turn.since, step_period=step),)
    return ()


def _left_out(asked: FollowUp) -> tuple[Analysis, ...]:
    """What leaves the subject out ("hvem skal godkende?", "hvilke forvaltninger?") or is a part of it ("budgettet").

    So is "strategien" of a subject that has one, though the title of another has it as a part of a word.
    """
    if not asked.turn.subject:
        return ()
    if asked.named:
        if not (asked.names_by_part and (asked.subject_says or asked.is_which)):
            return ()
        if asked.is_which:
            return (asked.about,)
        return (asked.about,) if asked.is_definite else (asked.about.inheriting(firm=True), asked.analysis)
    if asked.leaves_out or (asked.is_part and asked.opens):
        return (asked.about,)
    return ()


def _also_quoted(asked: FollowUp) -> tuple[Analysis, ...]:
    """What the sentence just quoted speaks of, too ("og en B-vej?"), is told by that."""
    turn, rest = asked.turn, OPENS.sub("", asked.analysis.question)
    is_named = asked.named and not asked.names_by_part
    if not (asked.opens and asked.nouns and turn.subject) or turn.steps or is_named or ASKS.search(rest):
        return ()
    told = next((quote for quote in turn.quoted if asked.all_in(quote)), "")
    return (replace(_asked_again(asked), words=told).inheriting(subject=turn.subject),) if told else ()


def _step_of_what_was_quoted(asked: FollowUp) -> tuple[Analysis, ...]:
    """When "det" starts or holds ("hvornår gælder det fra?") is the step that speaks of what was just quoted.

    After "… købsstop i butikker uden ordrenummer …" it is "Købsstop uden ordrenummer træder i kraft".
    """
    turn, question = asked.turn, asked.analysis.question
    if not (IT_BEGINS.fullmatch(question) or BARE_WHEN.fullmatch(question)):
        return ()
    if turn.step and turn.subject and turn.analysis.ask is Ask.STATUS and IT_BEGINS.fullmatch(question):
        return (replace(asked.about, words=f"{asked.analysis.words} {turn.step.text}"),)  # of what was just told alone
    if not (turn.subject and turn.quoted) or turn.steps or turn.step:
        return ()
    own = [m for m in asked.store.milestones if m.initiative == turn.subject and m.period]
    shares = sorted(((asked.said_before(m.text), m.text) for m in own), reverse=True)
    if not shares or shares[0][0] < _QUOTED or (len(shares) > 1 and shares[0][0] - shares[1][0] < _APART):
        return ()
    return (replace(asked.about, words=f"{asked.analysis.words} {shares[0][1]}"),)


def _again(asked: FollowUp) -> tuple[Analysis, ...]:
    """Another subject, part or period ("hvad med klima?", "og i 2027?", "kun løn") asks the question before again."""
    if asked.analysis.ask is Ask.NEXT and not asked.own.topic:
        return ()  # "og næste skridt?" asks by itself
    if asked.points_back and WHAT_IF.search(asked.analysis.question):
        return ()  # "hvad hvis de siger nej?"
    words = OPENS.sub("", f"{asked.analysis.words} ")
    bare_period = asked.analysis.periods and BARE_PERIOD.fullmatch(words)
    if not bare_period and (asked.opens is None or ASKS.search(asked.analysis.question, asked.opens.end())):
        return ()
    if (
        bare_period
        and asked.turn.analysis.ask in (Ask.TEXT, Ask.WHO)
        and (asked.turn.is_guess or not asked.turn.subject)
    ):
        return _asked_again(asked), replace(asked.analysis, ask=Ask.MILESTONES, words="")  # "og næste år?"
    again = _asked_again(asked)
    of_subject = asked.turn.subject and asked.nouns and asked.is_definite and not asked.own.named
    inherits = asked.turn.analysis.ask in VALUES and asked.opens and WITH_OG.match(asked.analysis.question)
    if again.ask is Ask.NUMBER and asked.nouns:  # "og kørekort?": a key figure is of no initiative
        of_it = (again.inheriting(subject=""), again)
        return of_it if is_of_office(asked.nouns, asked.store) else (*of_it, asked.analysis)  # "og KS?" asks how many
    if asked.turn.analysis.periods and not asked.analysis.periods and asked.named:  # of another in the same period
        return (again, replace(again, ask=Ask.MILESTONES))
    alone = bare_period or inherits or (of_subject and asked.subject_says)
    return (again,) if alone else (again, asked.analysis)


def _named(asked: FollowUp) -> tuple[Analysis, ...]:
    """Who names an initiative asks of it; a word of several titles ("implementeringen", "færdigt") names none."""
    named = asked.named
    if named and asked.points_back and IS_SO.fullmatch(asked.analysis.question):
        return (asked.about,)  # "er det frivilligt?" names no volunteers
    is_among = len(named) > 1 and asked.turn.subject in {initiative.title for initiative in named}
    if is_among and asked.analysis.ask not in LISTS:
        return asked.about, asked.analysis
    points = POINTS.search(asked.analysis.question) is not None
    return (asked.analysis,) if named and not (points and len(named) > 1) else ()


def _bare(asked: FollowUp) -> tuple[Analysis, ...]:
    """A bare "hvor mange?", "til hvem?", "hvorfor?" is asked of what the question before was about."""
    before = asked.turn.analysis
    told = before.ask not in {*LISTS_OF_STEPS, *_COUNTED, Ask.MOST}
    if asked.analysis.ask not in PARTICULARS or asked.own.topic or not (told and asked.turn.subject and before.words):
        return ()
    about = asked.about
    if HOW_MUCH.fullmatch(asked.analysis.question) and MONEY_WORDS.search(before.words):
        about = replace(about, ask=Ask.MONEY)  # after "hvem får penge"
    told_of = replace(about, words=f"{before.words} {asked.analysis.words}")
    if asked.analysis.ask is Ask.NUMBER and (THEY.search(asked.analysis.question) or not asked.analysis.counted):
        told_of = replace(told_of, counted=" ".join(word.text for word in asked.found_before.topic))
    of_a_fact = asked.analysis.ask is Ask.PURPOSE and before.ask in FACTS and IS_WHY.fullmatch(asked.analysis.question)
    return (told_of,) if of_a_fact else (told_of, about)  # what all of it is for is not why some are left out


def _of_what_was_quoted(asked: FollowUp) -> tuple[Analysis, ...]:
    """A bare "hvornår?", "hvilke?" or "hvorfor?" is told by what was just quoted, where that tells such a thing.

    Not after a question for all of a subject ("hvad er X?"), of which it asks the plan.
    """
    if not asked.turn.subject or asked.turn.step:
        return ()
    if BARE_WHEN.fullmatch(asked.analysis.question) and asked.turn.analysis.ask not in VALUES:
        return ()
    tells = next((tells for form, tells in _TELLS if form.fullmatch(asked.analysis.question)), None)
    told = next((quote for quote in asked.turn.quoted if tells and tells(quote)), "")
    return (replace(asked.about, words=told),) if told else ()


def _when_alone(asked: FollowUp) -> tuple[Analysis, ...]:
    """A bare "hvornår?" is of the step or fact before, "i hvilken periode?" of a figure, "hvor længe?" of a when."""
    analysis, turn = asked.analysis, asked.turn
    alone = not asked.own.topic
    if analysis.ask is Ask.WHEN and alone and turn.analysis.ask is Ask.NUMBER and not turn.subject:
        return (replace(turn.analysis, question=analysis.question),)
    if turn.step and IS_OVER.fullmatch(analysis.question):
        return (replace(asked.about, ask=Ask.STATUS, words=turn.step.text),)
    if turn.subject and BARE_WHEN.fullmatch(analysis.question):
        of_step = turn.step.text if turn.step else analysis.words
        return (replace(asked.about, words=turn.analysis.words if turn.analysis.ask in FACTS else of_step),)
    if analysis.duration and turn.analysis.ask is Ask.WHEN and alone:
        return (replace(turn.analysis, question=analysis.question, duration=True),)
    return ()


def _of_another(asked: FollowUp) -> tuple[Analysis, ...]:
    """What one other initiative has ("hvad med OK26, hvornår er det?") has left the subject."""
    if len(asked.others) != 1 or not (asked.points_back or asked.opens):
        return ()
    (title,) = asked.others
    if not asked.names(title):
        return ()
    own_words = re.compile("|".join(rf"\b{re.escape(word.text)}\b" for word in asked.own.topic), re.IGNORECASE)
    rest = replace(asked.analysis, words=own_words.sub("", asked.analysis.words))
    return asked.analysis, rest.inheriting(subject=title)


def _of_the_subject(asked: FollowUp) -> tuple[Analysis, ...]:
    """What points back, opens with "og", or asks only for a role ("hvem er ansvarlig?"), is asked of the subject."""
    only_role = asked.analysis.ask is Ask.WHO and (
        all(ROLE.search(word.text) for word in asked.own.topic)
        or (len(asked.own.topic) == 1 and ROLE.search(asked.analysis.question))
    )
    of_subject = asked.points_back or (asked.turn.subject and (asked.opens or only_role))
    if not of_subject or asked.is_strange:
        return ()
    names_another = asked.is_told_apart or (asked.opens and not asked.is_definite)
    leaves = asked.said_elsewhere and not asked.subject_says and names_another
    if leaves and IT_IS.match(asked.analysis.question):
        return (asked.about,)
    return (asked.about, asked.analysis) if leaves else (asked.about,)


def _short(asked: FollowUp) -> tuple[Analysis, ...]:
    """A few words may stand alone or be of the subject: of that where it speaks of them ("hvem er undtaget?")."""
    if not (asked.opens or 0 < len(asked.own.topic) <= _FEW):
        return ()
    if STAFF_OF.search(asked.analysis.question):
        return (asked.analysis,)  # "hvor mange ansatte har KS?" after another's
    if asked.is_strange:
        return (asked.analysis,)
    if not asked.nouns and POINTS.search(asked.analysis.question):
        return (asked.about,)  # "hvornår er det færdigt?" of what was not told is of nothing else
    if asked.is_part or (asked.subject_says and asked.is_definite):
        return (asked.about,)
    if not asked.turn.subject and asked.turn.declined and THEY_DID.fullmatch(asked.analysis.question):
        return (asked.about,)  # "hvad besluttede de?" of what was not told
    if asked.subject_says or asked.known or (asked.turn.subject and not asked.said_elsewhere):
        return asked.about.inheriting(firm=True), asked.analysis
    return asked.analysis, asked.about


def _list_of_subject(asked: FollowUp) -> tuple[Analysis, ...]:
    """A bare list ("milepælene?", "næste skridt?") is that of the subject.

    So is that of a period told in short ("i år", "i Q3"), where the subject has any there; "i Q3 2026" stands alone, as
    does any list of a period after what nobody named.
    """
    analysis = asked.analysis
    if analysis.ask not in STEPS or asked.own.topic or not asked.turn.subject:
        return ()
    if any(asked.turn.is_guess or YEAR.search(period.label) for period in analysis.periods):
        return ()
    return (asked.about, analysis) if analysis.periods else (asked.about,)


_RULES: tuple[Rule, ...] = (
    *(_more, _sure, _how_many, _of_all_listed, _of_these, _of_all, _of_the_area, _beside_a_step, _also_quoted),
    _step_of_what_was_quoted,
    *(_left_out, _again, _named, _of_what_was_quoted, _bare, _when_alone, _of_another, _of_the_subject, _short),
    _list_of_subject,
)


def _asked_again(follow_up: FollowUp) -> Analysis:
    """The question before, of another subject ("hvad med klima?"), another part of it or another period."""
    analysis, turn, own = follow_up.analysis, follow_up.turn, follow_up.own
    before = turn.analysis
    asked_before = Ask.WHEN if before.ask is Ask.NEXT and AFTER.search(before.question) else before.ask
    periods = analysis.periods or before.periods
    asks_steps = (before.ask in ONE_STEP and analysis.periods) or analysis.ask is Ask.MILESTONES
    if not own.topic and turn.subject and asks_steps:
        return replace(analysis, ask=Ask.MILESTONES, words="").inheriting(subject=turn.subject)
    lists = before.ask in (Ask.MILESTONES, Ask.INITIATIVES)
    corrects = CORRECTS.match(analysis.question) is not None
    said = OPENS.sub("", analysis.question)
    question = analysis.question
    if lists or corrects or (before.ask is Ask.WHEN and own.named):  # that it asks what ends stays
        form = before.inherited.form or before.question
        question = f"{form} {said if corrects else analysis.question}"
        analysis, before = analysis.inheriting(form=form), before.inheriting(form=form)
    # What the question before numbered is taken over, unless this one numbers another.
    before = replace(before, in_area=analysis.in_area).inheriting(among=() if analysis.in_area else before.among)
    if analysis.in_area and not own.topic:
        before = replace(before, words="").inheriting(subject="", spoken="")
    if not own.topic:
        remaining = before.remaining and not analysis.periods
        after = analysis.after or before.after
        return replace(before, question=question, periods=periods, after=after, remaining=remaining)
    asked = replace(
        analysis,
        question=question,
        ask=asked_before,  # of another subject there is no such step
        periods=periods,
        attribute=before.attribute,
        counted=before.counted,
        duration=before.duration,
        after=analysis.after or (None if own.named else before.after),  # a day reckoned from a step is of its plan
    )
    if not own.named:
        leaves = corrects and not follow_up.subject_says
        kept = [word.text for word in follow_up.action] if corrects and not leaves else []
        asked = replace(asked, words=" ".join((OPENS.sub("", analysis.words), *kept)))
        return asked.inheriting(subject="" if leaves else turn.subject)
    if before.ask in VALUES and len(own.named) == 1:
        asked = asked.inheriting(subject=own.named[0].title)
    action = action_words(follow_up.found_before, follow_up.store)
    return replace(asked, words=" ".join((OPENS.sub("", analysis.words), *(word.text for word in action))))
