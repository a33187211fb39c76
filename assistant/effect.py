"""When what the programme describes comes into use: the milestone that says so, with the description it is about.

"Reglerne træder i kraft" has no word of "hvornår må eleverne ikke have telefon med?"; what the rules are stands in
the initiative's description. So the two are weighed as one text, and both are quoted.
"""

import re
from collections.abc import Sequence

from assistant.answers import Draft
from assistant.case import Case
from assistant.cues import ASKS_CLOCK, ASKS_HOURS
from assistant.degrees import SAID
from assistant.evidence import Evidence, is_topic, rarest_word, topic_coverage
from assistant.hedging import hedged, holding
from assistant.lines import dated_line
from assistant.parts import Relation
from assistant.question_forms import Ask
from assistant.text_cues import DENIES
from assistant.time_cues import ASKS_EFFECT, ASKS_END, ASKS_START, BEGINS, IN_USE, TAKES_EFFECT, WHOLE
from assistant.values import has_frequency
from vectorstore.records import Kind, Passage, Sentence
from vectorstore.store import Store

_TIE = 0.05
_NO_LONGER = re.compile(r"\b(?:ikke længere|ikke mere)\b", re.IGNORECASE)  # is what changes
_STAYS = re.compile(r"\b(?:stadig|fortsat)\b", re.IGNORECASE)


def effect(case: Case, least: float) -> Draft | None:
    """The milestone from which the focus is in effect, and the sentence that describes what; None where not so sure.

    `least` is the log-odds that the two together must exceed.
    """
    if case.ask is not Ask.WHEN or case.focus is None or not case.topic:
        return None
    asks = ASKS_EFFECT.search(case.question) or case.analysis.relation is Relation.ORDER
    if not asks or any(form.search(case.question) for form in (ASKS_END, ASKS_CLOCK, ASKS_HOURS)):
        return None
    described = _description(case.evidence, case.store)
    if described is None or _denied(case.evidence, case.store):
        return None
    passage, sentence = described
    in_effect = _in_effect(case)
    begun = _of_the_same(case, in_effect, sentence.text)
    if begun is None:
        return None
    odds = case.odds(passage, f"{sentence.text} {begun.text}")
    if odds.capped <= least:
        return None
    lines = (
        dated_line(case.store, case.replies, begun, begun.sentences[0]),
        dated_line(case.store, case.replies, passage, sentence),
    )
    doubts = holding(
        recurs=has_frequency(sentence.text),  # "hvert år …" has no one day
        may_be_of_another=len(in_effect) > 1 and not _shared(case, begun, sentence.text),
    )
    return hedged(case, Draft("answered", lines), odds.doubted(*doubts), passage)


def _in_effect(case: Case) -> list[Passage]:
    """The dated milestones of the focus that say that something takes effect, the first first; for "alle" the last."""
    of_focus = (p for p in case.store.passages.values() if case.focus and p.initiative_id == case.focus.id)
    own = [p for p in of_focus if p.kind is Kind.MILESTONE]
    form = BEGINS if ASKS_START.search(case.question) else IN_USE
    everyone = WHOLE.search(case.question) is not None
    dated = [(p.period.start, p) for p in own if p.period and p.period.start]
    found = [(start, p) for start, p in dated if form.search(p.text) or (everyone and WHOLE.search(p.text))]
    ordered = [passage for _, passage in sorted(found, key=lambda pair: pair[0])]
    return ordered[-1:] if everyone else ordered


def _of_the_same(case: Case, in_effect: Sequence[Passage], told: str) -> Passage | None:
    """Of several milestones the first that shares most words with the question or what was told; None without any."""
    return max(in_effect, key=lambda passage: _shared(case, passage, told), default=None)


def _shared(case: Case, begun: Passage, told: str) -> float:
    """The share of a milestone's words, less that it takes effect, that a question or a text has."""
    words = [w for w in case.store.lexical.query_words(begun.text) if is_topic(w) and not TAKES_EFFECT.search(w.text)]
    return topic_coverage(case.store, words, [case.analysis.words, told]) if words else 0.0


def _denied(evidence: Evidence, store: Store) -> bool:
    """Whether the description says no to what is asked, or that it stays as it is.

    It does where such a sentence has the question's rarest word, or as many of its words as any other sentence.
    """
    rarest = rarest_word(store, evidence.topic)
    said = [sentence.text for _, sentence in described(evidence, store)]
    most = max((topic_coverage(store, evidence.topic, [text]) for text in said), default=0.0)
    return any(
        (rarest and topic_coverage(store, [rarest], [text]) >= SAID)
        or topic_coverage(store, evidence.topic, [text]) >= most - _TIE
        for text in said
        if (DENIES.search(text) and not _NO_LONGER.search(text)) or _STAYS.search(text)
    )


def _description(evidence: Evidence, store: Store) -> tuple[Passage, Sentence] | None:
    """The sentence of the focus's description that covers most of the question."""
    places = described(evidence, store)
    return max(places, key=lambda place: topic_coverage(store, evidence.topic, [place[1].text]), default=None)


def described(evidence: Evidence, store: Store) -> list[tuple[Passage, Sentence]]:
    """The sentences that describe the initiative in focus, with their passages."""
    return store.description_of(evidence.focus.id) if evidence.focus else []
