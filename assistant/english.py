"""English questions over a Danish text: the words that the lexical half and the checks look for, in Danish."""

import re
from functools import cache
from importlib.resources import files

from Stemmer import Stemmer

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_LONGEST = 3  # words in an entry


def in_danish(question: str) -> str:
    """The question's content words in Danish, by `english.txt`; a word that it lacks stays as it is."""
    entries, tokens = _entries(), [token for word in _WORD.findall(question) for token in re.split(r"-", word)]
    forms, stems = [token.casefold() for token in tokens], [_stem(token) for token in tokens]
    found: list[str] = []
    at = 0
    while at < len(tokens):
        for length in range(min(_LONGEST, len(tokens) - at), 0, -1):
            danish = entries.get(tuple(forms[at : at + length]), entries.get(tuple(stems[at : at + length])))
            if danish is not None and not (length == 1 and tokens[at].isupper() and len(tokens[at]) > 1):
                break
        else:
            length, danish = 1, tokens[at]
        found.append(danish)
        at += length
    return " ".join(word for word in found if word)


@cache
def _entries() -> dict[tuple[str, ...], str]:
    """Danish words by the English ones and by their stems, of which a word as it stands tells more ("building").

    Empty for words that say nothing.
    """
    entries: dict[tuple[str, ...], str] = {}
    forms: dict[tuple[str, ...], str] = {}
    silent: dict[tuple[str, ...], str] = {}
    for line in (files("assistant") / "english.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        english, given, danish = line.partition(" = ")
        if given:
            entries.setdefault(tuple(map(_stem, english.split())), danish)
            forms.update({tuple(form.casefold().split()): danish for form in (english, f"{english}s")})
        else:
            silent.update({(_stem(word),): "" for word in english.split()})
    return entries | forms | silent


@cache
def _stem(word: str) -> str:
    return str(Stemmer("english").stemWord(word.casefold()))
