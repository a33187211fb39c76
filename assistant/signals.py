"""What can be measured of a question and a text that might answer it: the signals that abstention weighs."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from math import exp, log1p

from assistant.analysis import Analysis
from assistant.cues import ASKS_WHY, NEGATED, WHY_PLANNED
from assistant.evidence import Evidence, action_words, by_meaning, cosine_of, less_the_office, lift, topic_coverage
from assistant.form_words import generic_stems
from assistant.patterns import ROLE
from assistant.question_forms import Ask
from assistant.text_cues import TELLS_ROLE
from assistant.values import counts
from vectorstore.danish import QueryWord
from vectorstore.periods import find_periods
from vectorstore.records import Kind, Passage, Period
from vectorstore.store import Store

_MOST_LIFT = 6.0  # standard deviations; above it, more says no more
_LIKE, _LIKE_SPREAD = 0.5, 0.1  # about the mean and the spread of the nearest cosines of the tuned encoder
_SHARPNESS = 20.0  # of the tuned encoder's cosines: chosen on invented programmes


@dataclass(frozen=True, slots=True)
class Signals:
    """All between 0 and 1 but `lift` and `likeness`, in standard deviations, and `share`, a logarithm.

    `covered` is the share of the topic's words that the text holds, weighted by rarity; `uncovered` the share
    of its letters that it lacks (long words carry the meaning of a Danish question); `lift` how far its passage's
    cosine stands above the others'; `likeness` the text's own cosine, of an encoder tuned to tell answers by it,
    else 0; `share` what part it has of the texts found (in a follow-up of its subject), by that encoder,
    as the logarithm of a softmax over cosines, the less the more of the topic it says in the same words; `attribute`
    whether it mentions what "hvilken" or "hvem er" asks for;
    `action` the share of what is asked of the subject (for "why", how well the least said word is said of it);
    `counted` whether a number in it counts what "hvor mange" asks; `dated` whether it is a record of the period asked
    for.
    """

    covered: float
    uncovered: float
    lift: float
    likeness: float
    share: float
    attribute: float
    action: float
    counted: float
    dated: float

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The signals' names, in the order of `values`."""
        return tuple(field.name for field in fields(cls))

    @property
    def values(self) -> tuple[float, ...]:
        """The signals as numbers."""
        return astuple(self)


def signals(store: Store, analysis: Analysis, evidence: Evidence, passage: Passage, text: str) -> Signals:
    """Measure a text, read in its passage's place, as an answer to the question."""
    context = _in_place(passage, text)
    asked = less_the_office(evidence.topic, store)
    topic = _less_role(asked, store, analysis, text) or asked
    cosine = next(
        (hit.dense for hit in evidence.hits if hit.passage.id == passage.id), min(evidence.cosines, default=0.0)
    )
    own = cosine_of(evidence, passage, text)
    tuned = store.encoder.tuned
    covered = topic_coverage(store, topic, context)
    return Signals(
        covered=covered,
        uncovered=_letters_lacking(store, topic, context),
        lift=min(lift(evidence, cosine), _MOST_LIFT),
        likeness=(own - _LIKE) / _LIKE_SPREAD if tuned else 0.0,
        share=_share(evidence, own, text) * (1 - covered) if tuned else 0.0,
        attribute=attribute_said(store, analysis, passage, text),
        action=action_said(store, analysis, evidence, passage, text),
        counted=float(counts_asked(store, analysis, text)),
        dated=float(any(own.overlaps(asked) for own in _periods(passage) for asked in analysis.periods)),
    )


def _share(evidence: Evidence, own: float, text: str) -> float:
    """The logarithm of a text's part in a softmax over the cosines of all texts found: 0 where none comes near it."""
    others = (cosine for cosine, _, sentence in by_meaning(evidence) if sentence.text not in text)
    return -log1p(sum(exp((cosine - own) * _SHARPNESS) for cosine in others))


def counts_asked(store: Store, analysis: Analysis, text: str) -> bool:
    """Whether the question is for a number, and one in the text counts just what it asks for."""
    return analysis.ask is Ask.NUMBER and counts(store, store.lexical.query_words(analysis.counted), text)


def action_said(store: Store, analysis: Analysis, evidence: Evidence, passage: Passage, text: str) -> float:
    """The share of what is asked of the subject that is said; for "why X" anywhere in the passage's place.

    Of what is taken to have happened ("hvorfor blev X aflyst") the least said word counts, as does a number.
    """
    action = _less_role(action_words(evidence, store), store, analysis, text)
    if not action:
        return 1.0
    if not ASKS_WHY.search(analysis.question):
        return topic_coverage(store, action, _in_place(passage, text))
    place = _place(store, passage)
    least = min(topic_coverage(store, [word], place) for word in action)
    if NEGATED.search(analysis.question):  # what does not happen need not be told
        return topic_coverage(store, action, place)
    if not WHY_PLANNED.search(analysis.question) or any(word.text.isdigit() for word in action):
        return least
    return topic_coverage(store, action, place)


def _place(store: Store, passage: Passage) -> list[str]:
    """All that is said of the passage's subject: "why X" takes X for said, though not by the sentence that says why."""
    key = (passage.document_id, passage.initiative_id, passage.section)
    same = (p for p in store.passages.values() if (p.document_id, p.initiative_id, p.section) == key)
    return [passage.breadcrumb, *(p.text for p in same)]


def _periods(passage: Passage) -> list[Period]:
    """The period of a record; an event's year stands in its breadcrumb, since its text does not name it."""
    if passage.kind is Kind.HISTORY:
        return [mention.period for mention in find_periods(passage.breadcrumb)]
    return [passage.period] if passage.period else []


def _letters_lacking(store: Store, topic: Sequence[QueryWord], context: list[str]) -> float:
    letters = [len(word.text) for word in topic]
    lacking = sum(n * (1 - topic_coverage(store, [w], context)) for n, w in zip(letters, topic, strict=True))
    return lacking / sum(letters) if letters else 1.0


def attribute_said(store: Store, analysis: Analysis, passage: Passage, text: str) -> float:
    """How well a text mentions what "hvilken" or "hvem er" asks for; 1 where nothing of the kind is asked for."""
    if analysis.ask in (Ask.MONEY, Ask.PURPOSE):
        return 1.0  # the amount or the reason itself is what is asked for
    if analysis.ask is Ask.WHO and ROLE.search(analysis.attribute) and TELLS_ROLE.search(text):
        return 1.0  # "leder af indsatsen er NN" for "ansvarlig"
    wanted = store.lexical.query_words(analysis.attribute)[:1]
    if not wanted or wanted[0].terms[0][0] in generic_stems() or counts_asked(store, analysis, text):
        return 1.0
    return topic_coverage(store, wanted, _in_place(passage, text))


def _less_role(topic: Sequence[QueryWord], store: Store, analysis: Analysis, text: str) -> Sequence[QueryWord]:
    """A topic less the word for a role, where the text gives one by another word: "tovholder" for "hvem *leder* X?"."""
    if analysis.ask is not Ask.WHO or not TELLS_ROLE.search(text):
        return topic
    return [w for w in topic if not ROLE.search(w.text) or topic_coverage(store, [w], [text])]


def _in_place(passage: Passage, text: str) -> list[str]:
    """A text with the headings that it stands under."""
    return [text, passage.breadcrumb, passage.section]
