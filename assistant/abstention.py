"""Whether a text answers the question: a few strict checks, then signals weighed as `abstention.toml` says.

The weights are learned by `python -m evals.calibrate` from questions that nothing else uses; `docs/abstention.md`
tells how. The checks are for what no weight may outvote: a name that the programme never mentions, a thing
that it does not know, another year, "en forvaltning" for "hvilken forvaltning". Two that look for words give way
to a text that a tuned encoder finds near.
"""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from assistant.analysis import Analysis
from assistant.cues import (
    ASKS_CLOCK,
    ASKS_CONTACT,
    ASKS_LENGTH,
    ASKS_NAME,
    ASKS_OUTCOME,
    ASKS_PERSON,
    ASKS_WEEKDAY,
    ASKS_WHAT,
    ASKS_WHY,
    HYPOTHETICAL,
    POINTS_BACK,
)
from assistant.degrees import MENTIONED, SAID
from assistant.evidence import Evidence, initiatives_saying, is_topic, nearly_said, topic_coverage
from assistant.form_words import generic_stems
from assistant.kinds import VALUES
from assistant.patterns import ROLE
from assistant.question_forms import ASKS_HOW, ASKS_MEANS, Ask
from assistant.signals import Signals, action_said, attribute_said, signals
from assistant.text_cues import CONDITION, IS_PLAN, TELLS_OUTCOME, TELLS_ROLE
from assistant.time_cues import PAST, TOLD
from assistant.undertakings import less_undertaking
from assistant.values import (
    beside_persons,
    has_actor,
    has_clock_time,
    has_contact,
    has_length,
    has_name,
    has_number,
    has_weekday,
    identifies,
    is_actor,
    is_office,
    names_person,
)
from vectorstore.periods import find_periods
from vectorstore.records import RUNNING, Kind, Passage
from vectorstore.store import Store

_IS_SO = re.compile(  # asks what is, not what is done: "hvad koster en licens i år?", not "hvor mange bygges i år?"
    r"\b(?:koste[rt]?|er (?:der|prisen|taksten)|har (?!.*\b(?:haft|været|fået)\b)|råder|gælder|findes)\b", re.IGNORECASE
)
_BACK_THEN = re.compile(r"\b(?:sidste|seneste|forrige|hidtil|dengang|tidligere)\b", re.IGNORECASE)
_FROM_TO = re.compile(r"\w ?[-–] ?\w| til ")
_WHAT_IS_CALLED = re.compile(r"\bhvad hedder (?:\w+ ){0,2}?\w+\W*$", re.IGNORECASE)
CLAIMED = 0.35
_PAIR = 2
OF_WORDS = ("class", "asked")  # these look for what may be said in other words; "hvorfor blev X aflyst" claims it
_LOOKED_AT = 20  # passages in which a name is looked for


@dataclass(frozen=True, slots=True)
class Weights:
    """A linear rule over the signals, in log-odds of the text being the answer.

    From `answer_from` on it is given as the answer; from `partly_from` on as what comes nearest, with the words
    of the question that it lacks; below that the assistant declines.
    """

    bias: float
    answer_from: float
    partly_from: float
    of: dict[str, float]

    def __call__(self, measured: Signals) -> float:
        """The weighed sum of the signals."""
        return self.bias + sum(
            self.of[name] * value for name, value in zip(measured.names(), measured.values, strict=True)
        )


@cache
def load_weights(*, tuned: bool = False) -> Weights:
    """The learned weights: those for an encoder whose cosines are `tuned`, or for any other.

    The thresholds are the same. Raises `ValueError` where the weights don't fit the signals.
    """
    data = tomllib.loads((files("assistant") / "abstention.toml").read_text(encoding="utf-8"))
    learned = data["tuned" if tuned else "any"]
    if set(learned["weights"]) != set(Signals.names()):
        raise ValueError("abstention.toml: weights do not match the signals; run python -m evals.calibrate")
    weights = {name: float(value) for name, value in learned["weights"].items()}
    return Weights(float(learned["bias"]), float(data["answer_from"]), float(data["partly_from"]), weights)


@dataclass(frozen=True, slots=True)
class Odds:
    """The log-odds of a text being the answer, and, by name, the doubts for which it is no more than the nearest."""

    score: float
    doubts: tuple[str, ...] = ()

    @property
    def capped(self) -> float:
        """The score; with any doubt at most what makes an answer a hedged one."""
        return min(self.score, load_weights().partly_from) if self.doubts else self.score

    @property
    def is_plain(self) -> bool:
        """Whether the text is given as the answer."""
        return self.capped >= load_weights().answer_from

    @property
    def may_be_said(self) -> bool:
        """Whether the text is given at all, if only as what comes nearest."""
        return self.capped >= load_weights().partly_from

    def doubted(self, *doubts: str) -> "Odds":
        """The same with more doubts; none change nothing."""
        return replace(self, doubts=(*self.doubts, *doubts))


Confidence = Callable[[Store, Analysis, Evidence, Passage, str], Odds]

INADMISSIBLE = Odds(float("-inf"))


def confidence(store: Store, analysis: Analysis, evidence: Evidence, passage: Passage, text: str) -> Odds:
    """How sure it is that the text, read in its passage's place, answers the question; `INADMISSIBLE` if it can't."""
    if not admissible(store, analysis, evidence, passage, text):
        return INADMISSIBLE
    return Odds(log_odds(store, signals(store, analysis, evidence, passage, text)))


def log_odds(store: Store, measured: Signals) -> float:
    """The weighed sum of signals, by the weights for the store's encoder."""
    return load_weights(tuned=store.encoder.tuned)(measured)


def admissible(store: Store, analysis: Analysis, evidence: Evidence, passage: Passage, text: str) -> bool:
    """Whether no strict check speaks against the text."""
    return not objection(store, analysis, evidence, passage, text)


def objection(store: Store, analysis: Analysis, evidence: Evidence, passage: Passage, text: str) -> str:
    """The name of the first strict check that speaks against the text, or an empty string."""
    checks: tuple[tuple[str, Callable[[], bool]], ...] = (
        ("topic", lambda: bool(evidence.topic)),
        ("class", lambda: knows_class(store, analysis)),
        ("names", lambda: knows_names(store, analysis)),
        ("period", lambda: in_asked_period(analysis, passage, text)),
        ("form", lambda: not (passage.kind is Kind.KEY_FIGURE and asks_for_words(analysis))),
        ("how", lambda: not (passage.kind is Kind.HISTORY and asks_means_or_reason(analysis))),
        ("which", lambda: analysis.ask is Ask.NUMBER or _identifies(store, analysis, text)),
        ("asked", lambda: mentions_asked(store, analysis, evidence, passage, text)),
        ("person", lambda: not ASKS_PERSON.search(analysis.question) or names_person(store, text)),
        ("outcome", lambda: not ASKS_OUTCOME.search(analysis.question) or _tells_outcome(text)),
        ("clock", lambda: not ASKS_CLOCK.search(analysis.question) or has_clock_time(text)),
        ("weekday", lambda: not ASKS_WEEKDAY.search(analysis.question) or _tells_day(passage, text)),
        ("length", lambda: not ASKS_LENGTH.search(analysis.question) or _tells_length(passage, text)),
        ("contact", lambda: not ASKS_CONTACT.search(analysis.question) or has_contact(text)),
        ("if", lambda: _holds_condition(store, analysis, passage, text)),
        ("subject", lambda: _is_of_what_was_asked(store, analysis, passage, text)),
        ("meant", lambda: _says_what_is_meant(store, analysis, passage, text)),
        ("called", lambda: not ASKS_NAME.search(analysis.question) or _is_called(store, analysis, evidence, text)),
    )
    near = nearly_said(store, evidence, passage, text) and not ASKS_WHY.search(analysis.question)
    heeded = (check for check in checks if not (near and check[0] in OF_WORDS))
    return next((name for name, passes in heeded if not passes()), "")


def asks_for_words(analysis: Analysis) -> bool:
    """Whether no figure can answer: how, why, who."""
    return analysis.ask in (Ask.PURPOSE, Ask.WHO) or ASKS_HOW.search(analysis.question) is not None


def asks_means_or_reason(analysis: Analysis) -> bool:
    """Whether that something happened in a year is no answer: by what means, why."""
    return analysis.ask is Ask.PURPOSE or ASKS_MEANS.search(analysis.question) is not None


def mentions_asked(store: Store, analysis: Analysis, evidence: Evidence, passage: Passage, text: str) -> bool:
    """Whether the text mentions what is asked for: the noun after "hvilken", or what "er …" and "hvorfor …" claim."""
    if attribute_said(store, analysis, passage, text) < MENTIONED:
        return False
    claims = analysis.ask is Ask.STATUS or ASKS_WHY.search(analysis.question)
    return not claims or action_said(store, analysis, evidence, passage, text) >= CLAIMED


def knows_names(store: Store, analysis: Analysis) -> bool:
    """Whether every name in the question occurs in the index ("Aarhus" does not), or is the municipality's own."""
    return all(knows_name(store, name) or is_office(store, name) for name in analysis.names)


def knows_class(store: Store, analysis: Analysis) -> bool:
    """Whether what "hvilke" asks for occurs in the index at all ("varegrupper" does not)."""
    words = store.lexical.query_words(analysis.class_noun)
    return all(word.terms[0][0] in generic_stems() or occurs(store, word.text) for word in words)


def in_asked_period(analysis: Analysis, passage: Passage, text: str) -> bool:
    """Whether no period is asked for, or the text names one that overlaps it.

    A fact that running text tells without a period holds now: "hvad koster en licens i år?".
    """
    if not analysis.periods:
        return True
    periods = [mention.period for mention in find_periods(f"{passage.breadcrumb} {text}")]
    periods += [passage.period] if passage.period else []
    if not periods and analysis.is_now:
        return passage.kind in RUNNING and _holds_now(analysis, text)
    return any(own.overlaps(asked) for own in periods for asked in analysis.periods)


def _holds_now(analysis: Analysis, text: str) -> bool:
    """Whether a question asks what something costs or is now, and a text tells no more than that."""
    asks = analysis.ask in VALUES and _IS_SO.search(analysis.question) and not PAST.search(analysis.question)
    return bool(asks) and not any(form.search(text) for form in (PAST, TOLD, IS_PLAN, _BACK_THEN))


def _holds_condition(store: Store, analysis: Analysis, passage: Passage, text: str) -> bool:
    """Whether most of the condition in "hvad sker der, hvis …" is said: what is told of others is no answer."""
    condition = HYPOTHETICAL.search(analysis.words)
    said = store.lexical.query_words(condition[1]) if condition else ()
    asked = [word for word in said if is_topic(word)]
    context = [text, passage.breadcrumb, passage.section]
    if condition and not CONDITION.search(text):
        return False
    return not asked or topic_coverage(store, asked, context) >= SAID


def _is_of_what_was_asked(store: Store, analysis: Analysis, passage: Passage, text: str) -> bool:
    """Whether a follow-up to what is no initiative ("hvad med kantinen?") is answered with a word of that."""
    about = analysis.inherited.leans_on
    if not about or passage.initiative == about:
        return True
    asked = [word for word in store.lexical.query_words(about) if is_topic(word)]
    place = [text, passage.breadcrumb, passage.section]
    return not asked or any(topic_coverage(store, [word], place) >= MENTIONED for word in asked)


def _says_what_is_meant(store: Store, analysis: Analysis, passage: Passage, text: str) -> bool:
    """Whether "vi venter på X. Hvornår er den klar?" is answered where a word of what "den" stands for is said.

    Asked of what is found by meaning: a place that is found by words has some of them, as a rule. In a follow-up the
    text itself must say it.
    """
    if analysis.inherited.brought_up:
        return topic_coverage(store, store.lexical.query_words(analysis.inherited.brought_up), [text]) >= MENTIONED
    if not store.encoder.tuned or not POINTS_BACK.search(analysis.question):
        return True
    meant = [word for word in store.lexical.query_words(analysis.meant) if is_topic(word)]
    place = [text, passage.breadcrumb, passage.section]
    return not meant or any(topic_coverage(store, [word], place) >= MENTIONED for word in meant)


def _tells_outcome(text: str) -> bool:
    """Whether a text tells what came of something, in a word for that or a number."""
    return TELLS_OUTCOME.search(text) is not None or has_number(text)


def _tells_length(passage: Passage, text: str) -> bool:
    """Whether a text tells a length of time, or from when to when."""
    spans = any(_FROM_TO.search(mention.period.label) for mention in find_periods(text))
    return has_length(text) or spans or (passage.kind is Kind.MILESTONE and passage.period is not None)


def _tells_day(passage: Passage, text: str) -> bool:
    """Whether a text names a day of the week, or a date."""
    periods = [mention.period for mention in find_periods(text)] + ([passage.period] if passage.period else [])
    return has_weekday(text) or any(period.start and period.start == period.end for period in periods)


def _is_called(store: Store, analysis: Analysis, evidence: Evidence, text: str) -> bool:
    """Whether a text has a name; of somebody who goes by a role ("hvad hedder skolelederen?") one beside the role."""
    role = next((word for word in evidence.topic if is_actor(word.text)), None)
    if role is None or not _WHAT_IS_CALLED.search(analysis.question):
        return has_name(store, evidence.topic, text)
    return any(topic_coverage(store, [role], [beside]) >= MENTIONED for beside in beside_persons(store, text))


def _identifies(store: Store, analysis: Analysis, text: str) -> bool:
    if ASKS_WHAT.search(analysis.question):
        return True  # "hvad er Koncernservice?" does not ask which
    asks_role = analysis.ask is Ask.WHO and ROLE.search(analysis.question)
    if asks_role and TELLS_ROLE.search(text):  # "Chefen har ansvaret" tells who is "ansvarlig"
        asked = store.lexical.query_words(analysis.words)
        if names_person(store, text) or has_actor(store, asked, text):
            return True
    return identifies(store, store.lexical.query_words(analysis.attribute or analysis.class_noun)[:1], text)


def knows_name(store: Store, name: str) -> bool:
    """Whether a name occurs, or one initiative has each part of one with a short form in front: "OK26-ændringerne"."""
    if occurs(store, name):
        return True
    parts = name.split("-")
    if len(parts) != _PAIR or parts[0].upper() != parts[0]:
        return False
    words = store.lexical.query_words(" ".join(part for part in parts if part))
    places = [initiatives_saying(word, store, parts=True) - {None} for word in words]
    return bool(places) and bool(set.intersection(*places))  # "KEJD" and "piloten" are of two


def occurs(store: Store, name: str) -> bool:
    """Whether one passage holds the name; the parts of a compound in two places say nothing of the whole."""
    name = less_undertaking(name, store)
    words = store.lexical.query_words(name)
    found = (store.passages[key] for key, _ in store.lexical.search(name, _LOOKED_AT) if key in store.passages)
    return any(topic_coverage(store, words, [passage.embedding_text]) >= MENTIONED for passage in found)
