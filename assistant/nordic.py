"""Swedish and Norwegian questions: their words as Danish ones, where the two differ; the answer is in Danish."""

import re
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[^\W\d_]+")
_WHEN = re.compile(  # Norwegian "Når er …?"; Danish asks "hvornår", and says "når" of a condition
    r"^(\W*)når\b(?=\s+(?:er|skal|blir|bliver|kommer|starter|slutter|begynner|begynder|ble|blev|kan|må|vil)\b.*\?)",
    re.IGNORECASE,
)
_LETTERS = str.maketrans("äöÄÖ", "æøÆØ")


def in_danish_words(question: str) -> str:
    """The question with its Swedish and Norwegian words, by `nordic.txt`, as Danish ones; a Danish one unchanged."""
    read = _WORD.sub(lambda match: _entries().get(match[0].casefold(), match[0]), question)
    return _WHEN.sub(r"\1hvornår", read).translate(_LETTERS)


@cache
def _entries() -> dict[str, str]:
    lines = (files("assistant") / "nordic.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.partition(" = ") for line in lines if line and not line.startswith("#"))
    return {word: danish for danish, _, words in pairs for word in words.split()}
