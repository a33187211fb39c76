"""Whether a passage answers the question: a first calibration.

An answer must be about what is asked (it covers most of the question's words, or stands out by meaning and
covers some), must know the names in the question, must hold the thing asked for ("hvem er leverandør …"),
and must not be about another year.
"""

from assistant.analysis import Analysis
from assistant.evidence import Evidence, action_words, dense_lift, topic_coverage
from assistant.question_forms import Ask, generic_stems
from assistant.values import counts, identifies
from vectorstore.periods import find_periods
from vectorstore.records import Passage
from vectorstore.store import Store

COVERED_AT_LEAST = 0.1
LIFT_WEIGHT = 0.15
ABOUT = 0.75
HOLDS = 0.3
CLAIMED = 0.35
_LOOKED_AT = 20  # passages in which a name is looked for
_PERCENT = ("procent", "pct")


def answers(store: Store, analysis: Analysis, evidence: Evidence, passage: Passage, text: str) -> bool:
    """Whether the text, read in its passage's place, is about what the question asks."""
    context = [text, passage.breadcrumb, passage.section]
    if not knows_class(store, analysis):
        return False
    if not evidence.topic or not knows_names(store, analysis) or not in_asked_period(analysis, passage, text):
        return False
    lift = dense_lift(evidence, passage)
    covered = topic_coverage(store, evidence.topic, context)
    about = covered >= COVERED_AT_LEAST and covered + LIFT_WEIGHT * lift >= ABOUT
    return about and holds_attribute(store, analysis, context) and holds_claim(store, analysis, evidence, context)


def knows_names(store: Store, analysis: Analysis) -> bool:
    """Whether every name in the question occurs in the index ("Aarhus" does not)."""
    return all(_occurs(store, name) for name in analysis.names)


def knows_class(store: Store, analysis: Analysis) -> bool:
    """Whether what "hvilke" asks for occurs in the index at all ("varegrupper" does not)."""
    words = store.lexical.query_words(analysis.class_noun)
    return all(word.terms[0][0] in generic_stems() or _occurs(store, word.text) for word in words)


def _occurs(store: Store, name: str) -> bool:
    """Whether one passage holds the name; the parts of a compound in two places say nothing of the whole."""
    words = store.lexical.query_words(name)
    found = (store.passages[key] for key, _ in store.lexical.search(name, _LOOKED_AT))
    return any(topic_coverage(store, words, [passage.embedding_text]) >= HOLDS for passage in found)


def in_asked_period(analysis: Analysis, passage: Passage, text: str) -> bool:
    """Whether no period is asked for, or the text names one that overlaps it."""
    if not analysis.periods:
        return True
    periods = [mention.period for mention in find_periods(f"{passage.breadcrumb} {text}")]
    periods += [passage.period] if passage.period else []
    return any(own.overlaps(asked) for own in periods for asked in analysis.periods)


def holds_attribute(store: Store, analysis: Analysis, context: list[str]) -> bool:
    """Whether the text mentions what "hvem er", "hvilken" or "hvor mange" ask for; generic words ask for nothing."""
    wanted = store.lexical.query_words(analysis.attribute)[:1]
    if analysis.ask is Ask.NUMBER and counts(store, store.lexical.query_words(analysis.counted), context[0]):
        return True
    if analysis.ask is not Ask.NUMBER and not identifies(store, wanted, context[0]):
        return False
    if not wanted or wanted[0].terms[0][0] in generic_stems() or (wanted[0].text in _PERCENT and "%" in context[0]):
        return True
    return topic_coverage(store, wanted, context) >= HOLDS


def holds_claim(store: Store, analysis: Analysis, evidence: Evidence, context: list[str]) -> bool:
    """Whether the text is about what a yes/no question claims of its subject ("må man arbejde *hjemme* …")."""
    if analysis.ask is not Ask.STATUS:
        return True
    claimed = action_words(evidence, store)
    return not claimed or topic_coverage(store, claimed, context) >= CLAIMED
