"""When what the programme describes comes into use: the milestone that says so, with the description it is about.

"Reglerne træder i kraft" has no word of "hvornår må eleverne ikke have telefon med?"; what the rules are stands in
the initiative's description. So the two are weighed as one text, and both are quoted.
"""

import re

from assistant.answers import Draft
from assistant.case import Case
from assistant.degrees import SAID
from assistant.evidence import Evidence, rarest_word, topic_coverage
from assistant.hedging import hedged, holding
from assistant.lines import dated_line
from assistant.parts import Relation
from assistant.question_forms import Ask
from assistant.text_cues import DENIES
from assistant.time_cues import ASKS_EFFECT, ASKS_END, ASKS_START, BEGINS, IN_USE, WHOLE
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
    if not asks or ASKS_END.search(case.question):
        return None
    begun, described = _in_effect(case), _description(case.evidence, case.store)
    if begun is None or described is None or _denied(case.evidence, case.store):
        return None
    passage, sentence = described
    odds = case.odds(passage, f"{sentence.text} {begun.text}")
    if odds.capped <= least:
        return None
    lines = (
        dated_line(case.store, case.replies, begun, begun.sentences[0]),
        dated_line(case.store, case.replies, passage, sentence),
    )
    doubts = holding(recurs=has_frequency(sentence.text))  # "hvert år …" has no one day
    return hedged(case, Draft("answered", lines), odds.doubted(*doubts), passage)


def _in_effect(case: Case) -> Passage | None:
    """The first dated milestone of the focus that says that something takes effect; for "alle" the last for all."""
    of_focus = (p for p in case.store.passages.values() if case.focus and p.initiative_id == case.focus.id)
    own = [p for p in of_focus if p.kind is Kind.MILESTONE]
    form = BEGINS if ASKS_START.search(case.question) else IN_USE
    everyone = WHOLE.search(case.question) is not None
    dated = [(p.period.start, p) for p in own if p.period and p.period.start]
    found = [(start, p) for start, p in dated if form.search(p.text) or (everyone and WHOLE.search(p.text))]
    outer = max if everyone else min
    return outer(found, key=lambda pair: pair[0])[1] if found else None


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
