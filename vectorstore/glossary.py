"""Synonyms of Danish administrative language, read from `glossary.txt`, for questions in other words."""

from functools import cache
from importlib.resources import files

from vectorstore.words import stem


def synonyms(term: str) -> tuple[str, ...]:
    """The stems of the words that may stand for the word with this stem, in a stable order."""
    return _groups().get(term, ())


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for line in (files("vectorstore") / "glossary.txt").read_text(encoding="utf-8").splitlines():
        group = {stem(word) for word in line.split()} if not line.startswith("#") else set()
        for word in group:
            found.setdefault(word, set()).update(group - {word})
    return {word: tuple(sorted(others)) for word, others in found.items()}
