"""Lists of key figures: all of them, those that a question tells off, or the period that their data are of."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.abstention import occurs
from assistant.answers import Draft, Statement
from assistant.case import Case
from assistant.cues import HANDLES, KEY_FIGURE_WORDS
from assistant.degrees import ITSELF, SAID
from assistant.evidence import beyond_the_office, is_topic, topic_coverage
from assistant.lines import figure_lines
from assistant.parts import told_off
from assistant.question_forms import ASKS_DATA_PERIOD, Ask
from assistant.time_cues import SHALL_BE
from assistant.values import is_office
from prompts import Replies
from vectorstore.danish import QueryWord
from vectorstore.records import KeyFigure

_NAMES_ALL = re.compile(r"\bnøgletal(?:lene)?\b|\bkey figures\b", re.IGNORECASE)
_CLAUSE = re.compile(r"\W*(?:den|det|de|der|som|hvis|når|fordi|da|at)\b", re.IGNORECASE)  # "…, den fandtes"
_FEWEST = 2  # figures told off, from which on a question is for a list
_SHORTEST = 3  # letters of a word that says which figure is meant


def key_figures(case: Case) -> Draft | None:
    """Every key figure with the period of its data, those that are told off, or only the period where that is asked.

    None where something else is asked of some of them.
    """
    figures = _all(case)
    if not figures:
        return None
    if ASKS_DATA_PERIOD.search(case.question):
        return _data_period(case, figures)
    if _about(beyond_the_office(case.topic, case.store)):
        return figures_told_off(case, least=1)
    return _listed(figures, case.replies)


def figures_told_off(case: Case, *, least: int = _FEWEST) -> Draft | None:
    """The key figures of which a question tells off several ("hvor mange opkald, fakturaer og opslag?").

    What the programme has nowhere is said to be lacking. None where it is for less than so many of them, or for
    something else that no figure counts.
    """
    if case.periods or (case.ask is Ask.NUMBER and SHALL_BE.search(case.question)):
        return None  # of another time than the figures
    _, _, told = case.question.rpartition(":") if ":" in case.question.rstrip(": ") else ("", "", case.analysis.words)
    told_apart = [piece for piece in told_off(told) if not _CLAUSE.match(piece)]
    pieces = [_about(case.store.lexical.query_words(piece)) for piece in told_apart]
    pieces = [[word for word in piece if is_topic(word)] for piece in pieces]
    found = [(piece, _best(case, piece)) for piece in pieces if piece]
    chosen = tuple(dict.fromkeys(figure for _, figure in found if figure))
    lacking = [word for piece, figure in found if not figure for word in piece]
    if not chosen or len(found) < least or any(occurs(case.store, word.text) for word in lacking):
        return None
    draft = _listed(chosen, case.replies)
    if not lacking:
        return draft if len(chosen) >= least else None
    missing = Statement(case.replies.partly.format(question=", ".join(word.text for word in lacking)), claim=False)
    return replace(draft, status="partial", statements=(*draft.statements, missing))


def _best(case: Case, piece: Sequence[QueryWord]) -> KeyFigure | None:
    """The one key figure that says more than any other of what a piece is about, and what it counts."""
    shares = sorted(
        ((topic_coverage(case.store, piece, [figure.text]), at, figure) for at, figure in enumerate(_all(case))),
        key=lambda one: (-one[0], one[1]),
    )
    if not shares or shares[0][0] < ITSELF or (len(shares) > 1 and shares[0][0] == shares[1][0]):
        return None
    return shares[0][2]


def _data_period(case: Case, figures: Sequence[KeyFigure]) -> Draft | None:
    """The period of the data: of the figures that the question names, told with them, else of all."""
    about = _about(beyond_the_office(case.topic, case.store))
    named = tuple(f for f in figures if any(topic_coverage(case.store, [word], [f.text]) >= SAID for word in about))
    others = [name for name in case.analysis.names if not is_office(case.store, name)]
    elsewhere = others and not any(
        topic_coverage(case.store, case.store.lexical.query_words(name), [f.text for f in figures]) for name in others
    )
    if elsewhere or (about and not named and not _NAMES_ALL.search(case.question)):
        return None  # "hvilken periode er tallene for Aarhus fra?"
    periods = _periods(named or figures, case.replies)
    if len(periods) != 1:
        return _listed(named or figures, case.replies)
    lines = _figures(named, case.replies)
    lines = lines if len(lines) < _FEWEST else []
    return Draft("answered", (*lines, *periods))


def _all(case: Case) -> tuple[KeyFigure, ...]:
    return tuple(figure for programme in case.store.programmes for figure in programme.key_figures)


def _about(topic: Sequence[QueryWord]) -> list[QueryWord]:
    """What tells which figures are meant."""
    return [
        word
        for word in topic
        if not (KEY_FIGURE_WORDS.search(word.text) or HANDLES.search(word.text)) and len(word.text) >= _SHORTEST
    ]


def _figures(figures: Sequence[KeyFigure], replies: Replies) -> list[Statement]:
    """A line for each figure; figures that stand in one text have one."""
    first = (next(iter(figure_lines(figure, replies))) for figure in figures)
    return list(dict.fromkeys(replace(line, bullet=len(figures) > 1) for line in first))


def _periods(figures: Sequence[KeyFigure], replies: Replies) -> list[Statement]:
    return list(dict.fromkeys(line for figure in figures for line in list(figure_lines(figure, replies))[1:]))


def _listed(figures: Sequence[KeyFigure], replies: Replies) -> Draft:
    lines = (*(replace(line, bullet=True) for line in _figures(figures, replies)), *_periods(figures, replies))
    return Draft("answered", lines)
