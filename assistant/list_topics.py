"""What a question for a list is about: its headings and things, and the initiatives that these are of."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.analysis import Analysis
from assistant.case import Case
from assistant.degrees import MENTIONED, MOSTLY, SAID
from assistant.evidence import is_topic, told_by_one, topic_coverage
from assistant.hedging import is_verb
from assistant.in_time import less_time
from assistant.parts import told_off
from assistant.values import is_office
from vectorstore.danish import QueryWord
from vectorstore.records import Initiative
from vectorstore.store import Store

_SEVERAL = 2
TIE = 0.05  # of coverage


def listed_of(case: Case) -> list[QueryWord]:
    """What a question for a list is about: its words less those in a verb's place, of which no heading has any.

    They say how it asks: "hvad *stod* der på planen", "kan du *samle* alt det, der skal *nås*".
    """
    headings = [text for one in case.store.initiatives for text in (one.title, one.section)]
    words = [word for word in case.evidence.subjects if not (case.periods and is_office(case.store, word.text))]
    return [
        word
        for word in words
        if not is_verb(case.analysis, word)
        or (" " not in word.text and topic_coverage(case.store, [word], headings) >= MENTIONED)
    ]


def of_things(case: Case) -> Case:
    """The question less the words that say how it asks for a list."""
    about = {word.text for word in listed_of(case)}
    topic, subjects = (
        tuple(word for word in words if word.text in about) for words in (case.topic, case.evidence.subjects)
    )
    return replace(case, evidence=replace(case.evidence, topic=topic, subjects=subjects))


def each_of(case: Case) -> list[Initiative]:
    """The initiatives of several matters that are told off ("på indkøb og klima"), each by the titles that have it.

    One that no title has is of the only initiative that speaks of it. None where there is no such, or where a title has
    two of them side by side ("løn- og personaleområdet").
    """
    about = {word.text for word in listed_of(case)}
    pieces = [less_time(_topic_of(piece, case.store)) for piece in told_off(case.analysis.words)]
    pieces = [[word for word in piece if word.text in about] for piece in pieces]
    pieces = [piece for piece in pieces if piece]
    found: list[Initiative] = []
    for piece in pieces:
        shares = [(topic_coverage(case.store, piece, [one.title]), one) for one in case.store.initiatives]
        best = max((share for share, _ in shares), default=0.0)
        of_piece = [one for share, one in shares if share == best >= MOSTLY] or list(told_by_one(piece, case.store))
        if not of_piece:
            return []
        found += of_piece
    if len(pieces) < _SEVERAL or any(_are_one(pieces, one.title, case.store) for one in case.store.initiatives):
        return []
    return list(dict.fromkeys(found))


def _are_one(pieces: Sequence[Sequence[QueryWord]], title: str, store: Store) -> bool:
    """Whether a title tells two neighbours off just so: the last word of one, and the first of the next."""
    parts = told_off(title)
    return any(
        topic_coverage(store, first[-1:], [one]) >= SAID and topic_coverage(store, second[:1], [other]) >= SAID
        for first, second in pairwise(pieces)
        for one, other in pairwise(parts)
    )


def _topic_of(text: str, store: Store) -> list[QueryWord]:
    return [word for word in store.lexical.query_words(text) if is_topic(word)]


def saying_most(case: Case, topic: Sequence[QueryWord]) -> list[Initiative]:
    """The initiatives whose titles have a topic, else the one that says most of it, or the focus if several do."""
    if titled := [i for i in case.store.initiatives if topic_coverage(case.store, topic, [i.title]) >= MOSTLY]:
        return titled
    if case.focus is None:
        return []
    shares = [
        (topic_coverage(case.store, topic, said_of(case.analysis, [one], case.store)), one)
        for one in case.store.initiatives
    ]
    best = max(share for share, _ in shares)
    saying = [one for share, one in shares if share >= best - TIE]
    return saying if len(saying) == 1 else [case.focus]


def said_of(analysis: Analysis, initiatives: Sequence[Initiative], store: Store) -> list[str]:
    """What the initiatives say: titles and descriptions, and their steps, where those of no period are asked for."""
    own = [f"{initiative.title} {initiative.text}" for initiative in initiatives]
    steps = [step.text for initiative in initiatives for step in store.milestones_of(initiative.id)]
    return own if analysis.periods else own + steps
