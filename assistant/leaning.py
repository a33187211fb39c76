"""A question after a turn, and what tells whether it leans on that."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.analysis import Analysis
from assistant.cues import MONEY_WORDS
from assistant.degrees import ITSELF, SAID
from assistant.evidence import Evidence, action_words, gather, is_topic, named_outright, own_terms, topic_coverage
from assistant.followup_forms import (
    BRINGS_UP,
    CORRECTS,
    DEFINITE,
    HAS_DONE,
    OPENS,
    PASSIVE,
    POINTS,
    PREPOSITION,
    PRONOUN,
    VERB,
    WHICH_ONLY,
)
from assistant.in_time import is_span, less_time
from assistant.kinds import OF_TEXT, WHOLE_PLANS
from assistant.patterns import ROLE
from assistant.places import places_of
from assistant.question_forms import Ask
from assistant.time_cues import TAKES_EFFECT, WHOLE
from assistant.turns import Turn
from vectorstore.danish import QueryWord
from vectorstore.records import Initiative
from vectorstore.store import Store


@dataclass(frozen=True)
class FollowUp:
    """A question after a turn, with what tells whether it leans on that: each is worked out when a rule asks for it."""

    analysis: Analysis
    turn: Turn
    store: Store

    @cached_property
    def own(self) -> Evidence:
        """What is found for the question by itself."""
        return gather(self.store, replace(self.analysis, words=CORRECTS.sub("", self.analysis.words)))

    @cached_property
    def found_before(self) -> Evidence:
        """What is found for the question before."""
        return gather(self.store, self.turn.analysis)

    @cached_property
    def about(self) -> Analysis:
        """The question, asked of the subject of the turn before, or of what that was about."""
        by_a_word = self.turn.declined and self.turn.is_guess and self.analysis.ask is Ask.WHEN
        subject = "" if by_a_word else self.turn.subject  # when a thing is that stands in one place is not when that is
        spoken = "" if subject else _words(self.turn.analysis)
        words = f"{self.analysis.words} {self.stands_for}".strip()
        about = replace(self.analysis, words=words).inheriting(subject=subject, spoken=spoken)
        about = about.inheriting(brought_up=self.brought_up, steps=places_of(self.turn.steps))
        if self.turn.step and self.stands_for and self.analysis.ask in OF_TEXT | {Ask.WHERE}:
            about = about.inheriting(told=self.turn.step.id)
        whole = WHOLE.search(self.analysis.question)
        return about.inheriting(track=self.turn.track) if self.turn.subject and not whole else about

    @cached_property
    def action(self) -> list[QueryWord]:
        """What the question before asked of the subject: the words of it that its title does not have."""
        if not self.turn.subject:
            return []
        return list(action_words(self.found_before, self.store))

    @cached_property
    def step(self) -> str:
        """The milestone that the answer before quoted alone, if the question before was about that; else ""."""
        step = self.turn.step.text if self.turn.step else ""
        return step if step and self.action and topic_coverage(self.store, self.action, [step]) >= SAID else ""

    @cached_property
    def stands_for(self) -> str:
        """The part of the subject that "den" or "det" stands for, by its gender: the step before, or "analysen".

        "Det" after "piloten" is the subject, "den" after "markedsdialog" the step.
        """
        pronoun = PRONOUN.search(self.analysis.question) if self.turn.subject and not self.nouns else None
        if pronoun is None:
            return ""
        ending = "en" if pronoun["common"] else "et"
        if self.brought_up:
            return self.brought_up
        done = {match[1].casefold() for match in HAS_DONE.finditer(self.turn.analysis.question)}
        nouns = [word.text for word in self.action if word.text not in done]  # "hvem har besluttet det?" names nothing
        known = {e: [noun for noun in nouns if _is_definite(noun, e, self.store)] for e in ("en", "et")}
        if not known[ending]:
            return "" if any(known.values()) or (pronoun["neuter"] and self._step_is_dated) else self.step
        said = self.store.lexical.query_words(known[ending][-1])
        is_step = self.step and topic_coverage(self.store, said, [self.step]) >= ITSELF
        return self.step if is_step else known[ending][-1]

    @property
    def _step_is_dated(self) -> bool:
        """Whether it asks when of a step whose only day was just told: "hvornår er det helt slut?" is of the whole."""
        period = self.turn.step.period if self.turn.step else None
        asks_when = self.analysis.ask is Ask.WHEN and self.turn.analysis.ask is Ask.WHEN
        return asks_when and period is not None and not is_span(period)

    @cached_property
    def brought_up(self) -> str:
        """What "den" or "det" stands for where the question before brought it up by "en" or "et": "en app"."""
        pronoun = PRONOUN.search(self.analysis.question) if self.turn.subject and not self.nouns else None
        if pronoun is None:
            return ""
        article = "en" if pronoun["common"] else "et"
        brought = BRINGS_UP.finditer(self.turn.analysis.question)
        said = {match["noun"].casefold() for match in brought if match["article"].casefold() == article}
        return next((word.text for word in self.action if word.text in said), "")

    @cached_property
    def named(self) -> tuple[Initiative, ...]:
        """The initiatives that it names by words of their titles, not by others for these, nor by "leder" for "LED"."""
        verbs = {match[match.lastindex or 0].casefold() for match in VERB.finditer(self.analysis.question)}
        words = [word for word in self.own.topic if not (ROLE.search(word.text) or word.text in verbs)]
        own = {term for word in words for term in own_terms(word)}
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

    def all_in(self, text: str) -> bool:
        """Whether a text has all that it is about by its own words."""
        return all(topic_coverage(self.store, [word], [text]) >= ITSELF for word in self.nouns)

    def said_before(self, text: str) -> float:
        """The share of what a text is about, less that it begins or takes effect, that the turn before quoted first."""
        about = [w for w in self.store.lexical.query_words(text) if is_topic(w) and not TAKES_EFFECT.search(w.text)]
        return topic_coverage(self.store, about, self.turn.quoted[:1]) if about else 0.0

    @property
    def has_told_a_figure(self) -> bool:
        """Whether the answer before gave a key figure, of a programme whose figures have a data period."""
        told = self.turn.analysis.ask is Ask.NUMBER and not self.turn.subject and not self.turn.declined
        return told and any(f.data_period for programme in self.store.programmes for f in programme.key_figures)

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
        if self.analysis.ask not in WHOLE_PLANS or not self.nouns:
            return False
        return not any(_all_said(self.turn.subject, [word], self.store) for word in self.nouns)

    @cached_property
    def subject_says(self) -> bool:
        """Whether the subject speaks of all that is asked."""
        return _speaks_of(self.turn.subject, self.own, self.store)

    @property
    def is_which(self) -> bool:
        """Whether it asks only which ("hvilke forvaltninger?")."""
        return WHICH_ONLY.fullmatch(self.analysis.question) is not None

    @property
    def leaves_out(self) -> bool:
        """Whether it has only a verb, or asks only which, and so leaves out what it is about."""
        return (bool(self.own.topic) and not self.nouns) or self.is_which

    @property
    def names_by_part(self) -> bool:
        """Whether the initiatives that it names have its words only as parts of theirs ("Klimastrategi")."""
        titles = {term for initiative in self.own.named for term in self.store.terms(initiative.title).words}
        return bool(titles) and not any(word.terms[0][0] in titles for word in self.own.topic)

    def names(self, title: str) -> bool:
        """Whether it names an initiative: by a word of its title, or by what the text writes in capitals ("OK26").

        What stands behind a preposition says where or for whom: "hvornår kommer det ud i BUF".
        """
        question = OPENS.sub("", self.analysis.question)
        behind = {match[1].casefold() for match in PREPOSITION.finditer(question)}
        words = [word for word in self.own.topic if word.text not in behind]
        own = self.store.terms(title).words
        in_title = any(
            topic_coverage(self.store, [word], [title]) >= ITSELF and (word.parts or own_terms(word) & {*own})
            for word in words
        )
        texts = " ".join(passage.text for passage in self.store.passages.values() if passage.initiative == title)
        return in_title or any(re.search(rf"\b{re.escape(word.text.upper())}\b", texts) for word in words)


def _speaks_of(subject: str, own: Evidence, store: Store) -> bool:
    """Whether what the programme says of the subject has all that a question asks for ("hvornår er piloten klar?")."""
    asked = [word for word in _less_when(own.topic) if not PASSIVE.search(word.text)]
    return bool(asked) and _all_said(subject, asked, store)


def _all_said(subject: str, words: Sequence[QueryWord], store: Store) -> bool:
    said = [passage.text for passage in store.passages.values() if subject and passage.initiative == subject]
    return bool(said) and all(topic_coverage(store, [word], said) >= ITSELF for word in words)


def _is_anothers(word: QueryWord, store: Store) -> bool:
    """Whether a word stands somewhere, but in no more than one initiative."""
    places = [p for p in store.passages.values() if topic_coverage(store, [word], [p.text, p.breadcrumb]) >= ITSELF]
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
    words = [word for word in _less_when(own.topic) if topic_coverage(store, [word], of_subject) < ITSELF]
    saying = [[title for title in said if topic_coverage(store, [word], said[title]) >= ITSELF] for word in words]
    saying = [titles for titles in saying if titles]  # what nobody says tells no subject from another
    return [title for title in said if all(title in titles for titles in saying)] if saying else []


def _nouns(analysis: Analysis, own: Evidence) -> list[QueryWord]:
    """A topic less what says only when, and less the verb of an elliptic question ("hvem skal *godkende*?")."""
    verbs = {match[match.lastindex or 0].casefold() for match in VERB.finditer(analysis.question)}
    topic = _less_when(own.topic)
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


def _less_when(topic: Sequence[QueryWord]) -> list[QueryWord]:
    """A topic less what says only when, idioms, too ("klar", "først", "gået i gang")."""
    return [word for word in less_time(topic) if not word.text.endswith(" gang")]


def _words(analysis: Analysis) -> str:
    return f"{analysis.words} {analysis.inherited.leans_on}".strip()
