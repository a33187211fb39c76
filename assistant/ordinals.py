"""Ordinals and numbers as words, Danish and English: "den tredje milepæl", "the second one", "nummer fire"."""

from collections.abc import Sequence
from typing import TypeVar

ORDINALS = (
    ("første", "første", "first"),
    ("anden", "andet", "second"),
    ("tredje", "tredje", "third"),
    ("fjerde", "fjerde", "fourth"),
    ("femte", "femte", "fifth"),
    ("sjette", "sjette", "sixth"),
    ("syvende", "syvende", "seventh"),
    ("ottende", "ottende", "eighth"),
    ("niende", "niende", "ninth"),
    ("tiende", "tiende", "tenth"),
    ("ellevte", "ellevte", "eleventh"),
    ("tolvte", "tolvte", "twelfth"),
)
CARDINALS = (
    *(("en", "et", "one"), ("to", "two"), ("tre", "three"), ("fire", "four"), ("fem", "five"), ("seks", "six")),
    *(("syv", "seven"), ("otte", "eight"), ("ni", "nine"), ("ti", "ten"), ("elleve", "eleven"), ("tolv", "twelve")),
)
_LAST, _LAST_BUT_ONE = ("sidste", "last"), ("næstsidste",)
ORDINAL = "|".join(dict.fromkeys(word for words in (*ORDINALS, _LAST, _LAST_BUT_ONE) for word in words))
CARDINAL = "|".join(word for words in CARDINALS for word in words)

T = TypeVar("T")


def nth(word: str, listed: Sequence[T]) -> T | None:
    """The one of a list that an ordinal or a number stands for ("anden", "to", "2"); None where it is not as long."""
    word = word.casefold()
    if word in _LAST or word in _LAST_BUT_ONE:
        number = len(listed) - (word in _LAST_BUT_ONE)
    elif word.isdigit():
        number = int(word)
    else:
        number = next(n for names in (ORDINALS, CARDINALS) for n, own in enumerate(names, 1) if word in own)
    return listed[number - 1] if 0 < number <= len(listed) else None


def is_outer(word: str) -> bool:
    """Whether an ordinal is that of the first or the last."""
    return word.casefold() in (*_LAST, *ORDINALS[0])
