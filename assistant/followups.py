"""Follow-ups: what a question may mean after the turn before, as rules in order."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from assistant.analysis import Analysis
from assistant.conversation import LISTS, Turn, places_of
from assistant.cues import ASKS_AREA, MONEY_WORDS, OF_ALL, ROLE
from assistant.evidence import Evidence, action_words, gather, named_outright, own_terms, topic_coverage
from assistant.followup_forms import (
    AMONG,
    ASKS,
    BARE_PERIOD,
    BARE_WHEN,
    BEFORE_IT,
    BRINGS_UP,
    CORRECTS,
    DEFINITE,
    HOW_MANY,
    HOW_MANY_OF,
    IS_BARE,
    IS_SO,
    IS_WHY,
    OPENS,
    PASSIVE,
    POINTS,
    PREPOSITION,
    PRONOUN,
    SURE,
    THEN,
    VERB,
    WHICH_ARE,
    WHICH_ONLY,
    WITH_OG,
    YEAR,
)
from assistant.in_time import is_of_time
from assistant.question_forms import AFTER, Ask
from assistant.time_cues import WHOLE
from vectorstore.danish import QueryWord
from vectorstore.records import Initiative
from vectorstore.store import Store

_BARE = {Ask.NUMBER, Ask.MONEY, Ask.WHO, Ask.WHERE, Ask.PURPOSE}  # asked of what was just told ("hvor mange?")
_STANDS_ALONE = {
    *(Ask.GREETING, Ask.THANKS, Ask.SELF, Ask.FOCUS_AREAS, Ask.KEY_FIGURES, Ask.INITIATIVES, Ask.ABBREVIATION, Ask.MOST)
}
_FACTS = {Ask.NUMBER, Ask.MONEY, Ask.WHO}  # "hvornår?" after these is asked of what they tell, not of the initiative
_ONE_STEP = {Ask.WHEN, Ask.NEXT, Ask.OUTERMOST}  # asked again of a period they are for its steps
_COUNTED = {Ask.MILESTONES: "milepæle", Ask.INITIATIVES: "indsatser", Ask.FOCUS_AREAS: "fokusområder"}
_WHAT = {
    **dict.fromkeys(("milepæle", "milestones"), Ask.MILESTONES),
    **dict.fromkeys(("indsatser", "initiativer", "projekter", "projects"), Ask.INITIATIVES),
}
_VALUES = {Ask.WHO, Ask.MONEY, Ask.NUMBER, Ask.WHERE}  # of another subject it is that or nothing
_WHOLE_PLANS = {Ask.PROGRESS, Ask.MILESTONES, Ask.NEXT, Ask.OUTERMOST}
_SAID = 0.7
_OF_STEP = 0.5  # share of what was asked that a milestone must say to be what was spoken of
_FEW = 3  # words of a question that may leave its subject out


@dataclass(frozen=True)
class FollowUp:
    """A question after a turn, with what tells whether it leans on that: each is worked out when a rule asks for it."""

    analysis: Analysis
    turn: Turn
    store: Store

    @cached_property
    def own(self) -> Evidence:
        """What is found for the question by itself."""
        return gather(self.store, self.analysis)

    @cached_property
    def before(self) -> Evidence:
        """What is found for the question before."""
        return gather(self.store, self.turn.analysis)

    @cached_property
    def about(self) -> Analysis:
        """The question, asked of the subject of the turn before, or of what that was about."""
        subject = self.turn.subject or _words(self.turn.analysis)
        words = f"{self.analysis.words} {self.meant}".strip()
        about = replace(self.analysis, words=words).inheriting(subject=subject, meant=self.brought_up)
        about = about.inheriting(steps=places_of(self.turn.steps))
        whole = WHOLE.search(self.analysis.question)
        return about.inheriting(track=self.turn.track) if self.turn.subject and not whole else about

    @cached_property
    def part(self) -> list[QueryWord]:
        """What the question before asked of the subject: the words of it that its title does not have."""
        if not self.turn.subject:
            return []
        return list(action_words(self.before, self.store))

    @cached_property
    def step(self) -> str:
        """The milestone that the answer before quoted alone, if the question before was about that; else ""."""
        step = self.turn.step.text if self.turn.step else ""
        return step if step and self.part and topic_coverage(self.store, self.part, [step]) >= _OF_STEP else ""

    @cached_property
    def meant(self) -> str:
        """The part of the subject that "den" or "det" stands for, by its gender: the step before, or "analysen".

        "Det" after "piloten" is the subject, "den" after "markedsdialog" the step.
        """
        pronoun = PRONOUN.search(self.analysis.question) if self.turn.subject and not self.nouns else None
        if pronoun is None:
            return ""
        ending = "en" if pronoun["common"] else "et"
        if self.brought_up:
            return self.brought_up
        known = {e: [w.text for w in self.part if _is_definite(w.text, e, self.store)] for e in ("en", "et")}
        if not known[ending]:
            return "" if any(known.values()) else self.step
        said = self.store.lexical.query_words(known[ending][-1])
        is_step = self.step and topic_coverage(self.store, said, [self.step]) >= _SAID
        return self.step if is_step else known[ending][-1]

    @cached_property
    def brought_up(self) -> str:
        """What "den" or "det" stands for where the question before brought it up by "en" or "et": "en app"."""
        pronoun = PRONOUN.search(self.analysis.question) if self.turn.subject and not self.nouns else None
        if pronoun is None:
            return ""
        article = "en" if pronoun["common"] else "et"
        brought = BRINGS_UP.finditer(self.turn.analysis.question)
        said = {match["noun"].casefold() for match in brought if match["article"].casefold() == article}
        return next((word.text for word in self.part if word.text in said), "")

    @cached_property
    def named(self) -> tuple[Initiative, ...]:
        """The initiatives that it names by words of their titles, and not only by others for these."""
        own = {term for word in self.own.topic for term in own_terms(word)}
        terms = {one: self.store.terms(one.title) for one in self.own.named}
        named = tuple(one for one, of in terms.items() if own & {*of.words, *of.parts})
        return named or named_outright([word for word in self.nouns if not DEFINITE.search(word.text)], self.store)

    @cached_property
    def opens(self) -> re.Match[str] | None:
        """The words that open a follow-up: "og", "hvad med"."""
        return OPENS.match(self.analysis.question)

    @cached_property
    def points_back(self) -> bool:
        """Whether it points at a subject that there is: "det", "deres"."""
        return bool(self.turn.subject and POINTS.search(self.analysis.question))

    @cached_property
    def others(self) -> list[str]:
        """The initiatives that say what the subject does not of what is asked."""
        return _others_that_say(self.own, self.turn.subject, self.store)

    @cached_property
    def nouns(self) -> list[QueryWord]:
        """What it is about by its own words."""
        return _nouns(self.analysis, self.own)

    @property
    def is_definite(self) -> bool:
        """Whether it speaks of nothing but what is known already: "piloten", "budgettet"."""
        return all(DEFINITE.search(word.text) for word in self.nouns)

    @property
    def is_part(self) -> bool:
        """Whether it asks for what several other plans have, too: of which one, the subject tells."""
        return bool(self.turn.subject) and len(self.others) > 1 and self.is_definite

    @cached_property
    def known(self) -> bool:
        """Whether it speaks of something known that the subject has: "er *kontrakten* underskrevet?"."""
        definite = [word for word in self.nouns if DEFINITE.search(word.text)]
        return bool(definite) and _all_said(self.turn.subject, definite, self.store)

    @cached_property
    def said_elsewhere(self) -> bool:
        """Whether a word that the subject does not say stands elsewhere, but in no more than one other initiative."""
        words = [word for word in self.nouns if not _all_said(self.turn.subject, [word], self.store)]
        return any(_is_anothers(word, self.store) for word in words)

    @cached_property
    def is_told_apart(self) -> bool:
        """Whether it speaks of another initiative's thing by a compound: "udbudsstrategien" is not any "strategi"."""
        nouns = [word for word in self.nouns if word.parts]
        return any(_is_anothers(w, self.store) and not _all_said(self.turn.subject, [w], self.store) for w in nouns)

    @cached_property
    def is_strange(self) -> bool:
        """Whether it asks for a whole plan ("hvor langt er I med fyringerne?") by words that the subject never says."""
        if self.analysis.ask not in _WHOLE_PLANS or not self.nouns:
            return False
        return not any(_all_said(self.turn.subject, [word], self.store) for word in self.nouns)

    @cached_property
    def subject_says(self) -> bool:
        """Whether the subject speaks of all that is asked."""
        return _speaks_of(self.turn.subject, self.own, self.store)


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


def _of_these(asked: FollowUp) -> tuple[Analysis, ...]:
    """Which of those listed ("hvilke af dem slutter i år?")."""
    analysis, among = asked.analysis, AMONG.search(asked.analysis.question)
    bare = analysis.ask in (Ask.OUTERMOST, Ask.MOST) and IS_BARE.match(analysis.question)  # "hvilken slutter først?"
    if among and asked.turn.steps and not asked.turn.initiatives and asked.nouns:  # of milestones those about something
        return (_asked_again(asked),)
    if bare and not asked.turn.initiatives and len(asked.before.named) > 1:  # of those that were set side by side
        return (analysis.inheriting(among=tuple(initiative.title for initiative in asked.before.named)),)
    of_these = bare or (among and analysis.ask in (Ask.INITIATIVES, Ask.MOST, Ask.OUTERMOST))
    return (analysis.inheriting(among=asked.turn.initiatives),) if of_these and asked.turn.initiatives else ()


def _of_all(asked: FollowUp) -> tuple[Analysis, ...]:
    """A list of the whole programme, and what never is of a subject, stand alone."""
    analysis = asked.analysis
    if asked.turn.subject and WHICH_ARE.fullmatch(analysis.question):
        return (replace(asked.about, ask=Ask.TEXT),)  # "hvilke projekter er det?" of a subject that speaks of some
    of_all = OF_ALL.search(analysis.question)
    if of_all and analysis.ask in LISTS and (WHOLE.search(of_all[0]) or not POINTS.search(analysis.question)):
        return (analysis,)
    return (analysis,) if analysis.ask in _STANDS_ALONE and not ASKS_AREA.search(analysis.question) else ()


def _of_the_area(asked: FollowUp) -> tuple[Analysis, ...]:
    """A bare list ("og hvad mangler der?") after one of a focus area, or of some initiatives, is of the same."""
    among = asked.turn.analysis.inherited.among
    lists = asked.analysis.ask in {*_WHOLE_PLANS, Ask.OVERDUE}
    if not (among and lists) or asked.turn.subject or asked.own.topic or asked.analysis.inherited.among:
        return ()
    return (asked.analysis.inheriting(among=among),)


def _beside_a_step(asked: FollowUp) -> tuple[Analysis, ...]:
    """What comes then or before ("og så?", "hvad kom før den?") is reckoned from the step or list spoken of."""
    turn, question = asked.turn, asked.analysis.question
    spoken_of = turn.step or turn.earlier
    step = spoken_of.period if spoken_of else None
    if THEN.search(question) and (turn.until or turn.since) and not asked.own.named:
        after = turn.until + timedelta(days=1) if turn.until else date.max  # nothing comes after an open end
        return (replace(asked.about, ask=Ask.NEXT, words="", after=after).inheriting(step_period=step),)
    if THEN.search(question) and turn.subject and not asked.nouns:  # after what has no date: what comes next
        return (replace(asked.about, ask=Ask.NEXT, words=""),)
    if BEFORE_IT.search(question) and turn.since and not asked.own.named:
        return (replace(asked.about, ask=Ask.NEXT, words="").inheriting(before=turn.since, step_period=step),)
    return ()


def _left_out(asked: FollowUp) -> tuple[Analysis, ...]:
    """What leaves the subject out ("hvem skal godkende?", "hvilke forvaltninger?") or is a part of it ("budgettet").

    So is "strategien" of a subject that has one, though the title of another has it as a part of a word.
    """
    if not asked.turn.subject:
        return ()
    if asked.named:
        if not (_names_by_part(asked.own, asked.store) and (asked.subject_says or _is_which(asked.analysis))):
            return ()
        if _is_which(asked.analysis):
            return (asked.about,)
        return (asked.about,) if asked.is_definite else (asked.about.inheriting(firm=True), asked.analysis)
    if _leaves_out(asked.analysis, asked.own, asked.nouns) or (asked.is_part and asked.opens):
        return (asked.about,)
    return ()


def _again(asked: FollowUp) -> tuple[Analysis, ...]:
    """Another subject, part or period ("hvad med klima?", "og i 2027?", "kun løn") asks the question before again."""
    words = OPENS.sub("", f"{asked.analysis.words} ")
    bare_period = asked.analysis.periods and BARE_PERIOD.fullmatch(words)
    if not bare_period and (asked.opens is None or ASKS.search(asked.analysis.question, asked.opens.end())):
        return ()
    again = _asked_again(asked)
    of_subject = asked.turn.subject and asked.nouns and asked.is_definite and not asked.own.named
    inherits = asked.turn.analysis.ask in _VALUES and asked.opens and WITH_OG.match(asked.analysis.question)
    if again.ask is Ask.NUMBER and asked.nouns:  # "og kørekort?": a key figure is of no initiative
        return (again.inheriting(subject=""), again, asked.analysis)
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
    told = before.ask not in {*LISTS, *_COUNTED, Ask.PROGRESS, Ask.OUTERMOST, Ask.MOST}
    if asked.analysis.ask not in _BARE or asked.own.topic or not (told and asked.turn.subject and before.words):
        return ()
    told_of = replace(asked.about, words=f"{before.words} {asked.analysis.words}")
    if asked.analysis.ask is Ask.NUMBER:
        told_of = replace(told_of, counted=" ".join(word.text for word in asked.before.topic))
    of_a_fact = asked.analysis.ask is Ask.PURPOSE and before.ask in _FACTS and IS_WHY.fullmatch(asked.analysis.question)
    return (told_of,) if of_a_fact else (told_of, asked.about)  # what all of it is for is not why some are left out


def _when_alone(asked: FollowUp) -> tuple[Analysis, ...]:
    """A bare "hvornår?" is of the step or fact before, "i hvilken periode?" of a figure, "hvor længe?" of a when."""
    analysis, turn = asked.analysis, asked.turn
    alone = not asked.own.topic
    if analysis.ask is Ask.WHEN and alone and turn.analysis.ask is Ask.NUMBER and not turn.subject:
        return (replace(turn.analysis, question=analysis.question),)
    if turn.subject and BARE_WHEN.fullmatch(analysis.question):
        of_step = turn.step.text if turn.step else analysis.words
        return (replace(asked.about, words=turn.analysis.words if turn.analysis.ask in _FACTS else of_step),)
    if analysis.duration and turn.analysis.ask is Ask.WHEN and alone:
        return (replace(turn.analysis, question=analysis.question, duration=True),)
    return ()


def _of_another(asked: FollowUp) -> tuple[Analysis, ...]:
    """What one other initiative has ("hvad med OK26, hvornår er det?") has left the subject."""
    if len(asked.others) != 1 or not (asked.points_back or asked.opens):
        return ()
    (title,) = asked.others
    if not _names(title, asked.analysis, asked.own, asked.store):
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
    return (asked.about, asked.analysis) if leaves else (asked.about,)


def _short(asked: FollowUp) -> tuple[Analysis, ...]:
    """A few words may stand alone or be of the subject: of that where it speaks of them ("hvem er undtaget?")."""
    if not (asked.opens or 0 < len(asked.own.topic) <= _FEW):
        return ()
    if asked.is_strange:
        return (asked.analysis,)
    if not asked.nouns and POINTS.search(asked.analysis.question):
        return (asked.about,)  # "hvornår er det færdigt?" of what was not told is of nothing else
    if asked.is_part or (asked.subject_says and asked.is_definite):
        return (asked.about,)
    if not asked.turn.subject and asked.turn.declined and POINTS.search(asked.analysis.question):
        return (asked.about, asked.analysis)[: len(asked.nouns)]  # "hvad besluttede de?" of what was not told
    if asked.subject_says or asked.known or (asked.turn.subject and not asked.said_elsewhere):
        return asked.about.inheriting(firm=True), asked.analysis
    return asked.analysis, asked.about


def _list_of_subject(asked: FollowUp) -> tuple[Analysis, ...]:
    """A bare list ("milepælene?", "næste skridt?") is that of the subject.

    So is that of a period told in short ("i år", "i Q3"), where the subject has any there; "i Q3 2026" stands alone.
    """
    analysis = asked.analysis
    if analysis.ask not in (Ask.NEXT, Ask.MILESTONES) or asked.own.topic or not asked.turn.subject:
        return ()
    if any(YEAR.search(period.label) for period in analysis.periods):
        return ()
    return (asked.about, analysis) if analysis.periods else (asked.about,)


_RULES: tuple[Rule, ...] = (
    *(_more, _sure, _how_many, _of_these, _of_all, _of_the_area, _beside_a_step, _left_out, _again, _named),
    *(_bare, _when_alone, _of_another, _of_the_subject, _short, _list_of_subject),
)


def _asked_again(follow_up: FollowUp) -> Analysis:
    """The question before, of another subject ("hvad med klima?"), another part of it or another period."""
    analysis, turn, own = follow_up.analysis, follow_up.turn, follow_up.own
    before = turn.analysis
    asked_before = Ask.WHEN if before.ask is Ask.NEXT and AFTER.search(before.question) else before.ask
    periods = analysis.periods or before.periods
    asks_steps = (before.ask in _ONE_STEP and analysis.periods) or analysis.ask is Ask.MILESTONES
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
    if analysis.inherited.among and not own.topic:  # of another area
        before = replace(before, words="").inheriting(among=analysis.inherited.among, subject="")
    if not own.topic:
        return replace(before, question=question, periods=periods, after=analysis.after or before.after)
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
        asked = replace(asked, words=OPENS.sub("", analysis.words))
        return asked.inheriting(subject="" if leaves else turn.subject)
    if before.ask in _VALUES and len(own.named) == 1:
        asked = asked.inheriting(subject=own.named[0].title)
    action = action_words(follow_up.before, follow_up.store)
    return replace(asked, words=" ".join((OPENS.sub("", analysis.words), *(word.text for word in action))))


def _speaks_of(subject: str, own: Evidence, store: Store) -> bool:
    """Whether what the programme says of the subject has all that a question asks for ("hvornår er piloten klar?")."""
    asked = [word for word in _less_time(own.topic) if not PASSIVE.search(word.text)]
    return bool(asked) and _all_said(subject, asked, store)


def _all_said(subject: str, words: Sequence[QueryWord], store: Store) -> bool:
    said = [passage.text for passage in store.passages.values() if subject and passage.initiative == subject]
    return bool(said) and all(topic_coverage(store, [word], said) >= _SAID for word in words)


def _is_anothers(word: QueryWord, store: Store) -> bool:
    """Whether a word stands somewhere, but in no more than one initiative."""
    places = [p for p in store.passages.values() if topic_coverage(store, [word], [p.text, p.breadcrumb]) >= _SAID]
    return bool(places) and len({passage.initiative for passage in places if passage.initiative}) <= 1


def _others_that_say(own: Evidence, subject: str, store: Store) -> list[str]:
    """The titles of other initiatives that say what the subject does not of a question's topic; none where it says all.

    One says "OK26": the question has left the subject. Several say "pilot": that is a part of any plan.
    """
    said: dict[str, list[str]] = {}
    for passage in store.passages.values():
        if passage.initiative:
            said.setdefault(passage.initiative, [passage.initiative]).append(passage.text)
    of_subject = said.pop(subject, [])
    words = [word for word in _less_time(own.topic) if topic_coverage(store, [word], of_subject) < _SAID]
    saying = [[title for title in said if topic_coverage(store, [word], said[title]) >= _SAID] for word in words]
    saying = [titles for titles in saying if titles]  # what nobody says tells no subject from another
    return [title for title in said if all(title in titles for titles in saying)] if saying else []


def _names(title: str, analysis: Analysis, own: Evidence, store: Store) -> bool:
    """Whether a question names an initiative: by a word of its title, or by what the text writes in capitals ("OK26").

    What stands behind a preposition says where or for whom: "hvornår kommer det ud i BUF".
    """
    question = OPENS.sub("", analysis.question)
    behind = {match[1].casefold() for match in PREPOSITION.finditer(question)}
    words = [word for word in own.topic if word.text not in behind]
    in_title = any(topic_coverage(store, [word], [title]) >= _SAID for word in words)
    texts = " ".join(passage.text for passage in store.passages.values() if passage.initiative == title)
    return in_title or any(re.search(rf"\b{re.escape(word.text.upper())}\b", texts) for word in words)


def _nouns(analysis: Analysis, own: Evidence) -> list[QueryWord]:
    """A topic less what says only when, and less the verb of an elliptic question ("hvem skal *godkende*?")."""
    verbs = {(match[1] or match[2] or match[3]).casefold() for match in VERB.finditer(analysis.question)}
    topic = _less_time(own.topic)
    return [w for w in topic if w.text.split()[0] not in verbs and not MONEY_WORDS.search(w.text)]  # "sat af", too


def _is_definite(word: str, ending: str, store: Store) -> bool:
    """Whether a word is a noun with the article behind it: "analysen" is "analyse", "varslet" is no "varsl"."""
    if not word.endswith(ending):
        return False
    bare = word[:-2]
    single = bare[:-1] if bare[-1:] == bare[-2:-1] else bare  # "udbuddet" is "udbud"
    known = store.lexical.vocabulary
    forms = (bare, single, *([word[:-1]] if ending == "en" else []))  # "varslet" is of "varsle" as "mødet" of "møde"
    return any(known.is_form(form) for form in forms)


def _is_which(analysis: Analysis) -> bool:
    return WHICH_ONLY.fullmatch(analysis.question) is not None


def _leaves_out(analysis: Analysis, own: Evidence, nouns: Sequence[QueryWord]) -> bool:
    """Whether a question has only a verb, or asks only which, and so leaves out what it is about."""
    return (bool(own.topic) and not nouns) or _is_which(analysis)


def _names_by_part(own: Evidence, store: Store) -> bool:
    """Whether the initiatives that a question names have its words only as parts of theirs ("Klimastrategi")."""
    titles = {term for initiative in own.named for term in store.terms(initiative.title).words}
    return bool(titles) and not any(word.terms[0][0] in titles for word in own.topic)


def _less_time(topic: Sequence[QueryWord]) -> list[QueryWord]:
    """A topic less what says only when ("klar", "først", "gået i gang")."""
    return [word for word in topic if not (is_of_time(word) or word.text.endswith(" gang"))]


def _words(analysis: Analysis) -> str:
    return f"{analysis.words} {analysis.inherited.subject}".strip()
