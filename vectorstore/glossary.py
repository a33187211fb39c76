"""Synonyms of Danish administrative language, read from `glossary.txt`, for questions in other words.

A line is a group of words that may stand for one another, or "general > special …": a question's general word may
mean what a text says in a special one ("ændre", "forenkle"), never the other way round.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from vectorstore.words import stem

EXPRESSION_REACH = 4  # words within which the next word of an expression must follow


def synonyms(term: str) -> tuple[str, ...]:
    """The stems that a text may have where a question has this stem, in a stable order."""
    return _synonyms().get(term, ())


def expression_at(stems: Sequence[str], at: int) -> tuple[frozenset[int], tuple[str, ...]] | None:
    """The longest expression that begins at `at`: the places of its words, and the stems that stand for it."""
    for rest, meaning in _expressions().get(stems[at], ()):
        places, last = [at], at
        for wanted in rest:
            window = range(last + 1, min(last + 1 + EXPRESSION_REACH, len(stems)))
            last = next((place for place in window if stems[place] == wanted), -1)
            if last < 0:
                break
            places.append(last)
        else:
            return frozenset(places), meaning
    return None


@cache
def _groups() -> tuple[tuple[str, ...], ...]:
    text = (files("vectorstore") / "glossary.txt").read_text(encoding="utf-8")
    return tuple(tuple(line.split()) for line in text.splitlines() if line and not line.startswith("#"))


def _single(words: Sequence[str]) -> set[str]:
    return {stem(word) for word in words if "+" not in word}


@cache
def _synonyms() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for line in _groups():
        at = line.index(">") if ">" in line else 0
        asked, said = _single(line[:at] or line), _single(line[at + 1 :] if at else line)
        for word in asked:
            found.setdefault(word, set()).update(said - {word})
    return {word: tuple(sorted(others)) for word, others in found.items()}


@cache
def _expressions() -> Mapping[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]:
    """By first stem: the stems that must follow, and the single words of all its groups; the longest first."""
    found: dict[str, dict[tuple[str, ...], list[str]]] = {}
    for line in _groups():
        at = line.index(">") if ">" in line else len(line)
        said = line[at + 1 :] or line
        meaning = [stem(word) for word in said if "+" not in word]
        for first, *rest in ([stem(word) for word in entry.split("+")] for entry in line[:at] if "+" in entry):
            found.setdefault(first, {}).setdefault(tuple(rest), []).extend(meaning)
    return {
        first: tuple((rest, tuple(dict.fromkeys(of[rest]))) for rest in sorted(of, key=len, reverse=True))
        for first, of in found.items()
    }
