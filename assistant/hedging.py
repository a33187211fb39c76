"""Answers that come near: said as such, with the words of the question that the programme has nowhere."""

import re
from dataclasses import replace

from assistant.abstention import load_weights, occurs
from assistant.analysis import Analysis
from assistant.answers import Draft, Statement
from assistant.evidence import Evidence, action_words, topic_coverage
from assistant.sentence_ranking import place_of
from assistant.values import is_office
from prompts import Replies
from vectorstore.danish import QueryWord, words
from vectorstore.records import Kind, Passage
from vectorstore.store import Store

_MENTIONED = 0.3
_NUMBER = re.compile(r"(?<![\w.,/-])\d{2,}(?:[.,]\d+)*(?![\w/-])")
_AMOUNT = re.compile(
    r"(?<![\w.,/-])(\d+(?:[.,]\d+)*)(?= ?(?:(?:mio|mia|kr|tkr|mkr|pct|procent|million\w*|milliard\w*)\b|%))"
)
_NUMBER_SAID = re.compile(r"\d+(?:[.,]\d+)*")
_FULL_YEAR = re.compile(r"20\d\d")
_AROUND = "?!.,:;»«\"'()“”"


def capped(score: float, *doubts: object) -> float:
    """The score; where one of the doubts holds, at most what makes an answer a hedged one."""
    return min(score, load_weights().partly_from) if any(doubts) else score


def hedged(
    draft: Draft,
    score: float,
    analysis: Analysis,
    evidence: Evidence,
    store: Store,
    passage: Passage,
    replies: Replies,
) -> Draft:
    """The draft, as the nearest that the programme says where the score is too low, or another name was asked about.

    With it stand the words of the question that the programme has nowhere, and the heading of a milestone that the
    question does not name: of "det nye system" it alone says which.
    """
    if score >= load_weights().answer_from and not _lacks_name(analysis, store, passage):
        return draft
    quoted = [passage.text, passage.breadcrumb, passage.section]
    lacking = [word for word in evidence.topic if topic_coverage(store, [word], quoted) < _MENTIONED]
    if analysis.language != "da":
        lacking = []  # what an English question says in its own words, the programme may well mention in Danish
    unknown = (word for word in lacking if len(word.text) > 2 and not occurs(store, word.text))
    nowhere = dict.fromkeys(f"»{_as_asked(analysis, word)}«" for word in unknown)
    named = {analysis.inherited.subject, *(initiative.title for initiative in evidence.named)}
    elsewhere = passage.kind is Kind.MILESTONE and passage.initiative and passage.initiative not in named
    where = replies.nearly_where.format(title=passage.initiative) if elsewhere else ""
    without = replies.nearly_without.format(words=", ".join(nowhere), where=where)
    lead = without if nowhere else replies.nearly.format(where=where)
    return replace(draft, status="partial", statements=(Statement(lead, claim=False), *draft.statements))


def _lacks_name(analysis: Analysis, store: Store, passage: Passage) -> bool:
    """Whether a name in the question ("biblioteket i Kær"), or a number, stands nowhere around the passage."""
    if analysis.language != "da":
        return False
    around = [p for p in store.passages.values() if place_of(p) == place_of(passage)]
    said = [p.text for p in around if passage.kind is not Kind.HISTORY or p is passage]  # an event tells of itself only
    place = [passage.breadcrumb, passage.section, *said]
    told = {number.replace(".", "") for number in _NUMBER_SAID.findall(" ".join(place))}
    told |= {number[2:] for number in told if _FULL_YEAR.fullmatch(number)}  # "budget 27" is of 2027
    amounts = {number.replace(".", "") for number in _AMOUNT.findall(analysis.words)}
    if amounts - {number.replace(".", "") for number in _NUMBER_SAID.findall(" ".join(place))}:
        return True  # "25 mio." is not of 2025
    if {number.replace(".", "") for number in _NUMBER.findall(analysis.words)} - told:
        return True  # "hvorfor kun 25 mio.": what takes a number for given that is told nowhere
    names = " ".join(name for name in analysis.names if not is_office(store, name))
    return any(topic_coverage(store, [name], place) < _MENTIONED for name in store.lexical.query_words(names))


def _as_asked(analysis: Analysis, word: QueryWord) -> str:
    """A word of the topic as the question has it; an expression or a translated word as it was looked up."""
    tokens = (token.strip(_AROUND) for token in analysis.question.split())
    return next((token for token in tokens if any(own.text == word.text for own in words(token))), word.text)


def lacks_claim(evidence: Evidence, store: Store, passage: Passage) -> bool:
    """Whether a yes/no question claims something that the passage never mentions ("arbejde *hjemme*")."""
    context = [passage.text, passage.breadcrumb]
    return any(topic_coverage(store, [word], context) < _MENTIONED for word in action_words(evidence, store))
