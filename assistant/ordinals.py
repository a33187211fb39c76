"""Ordinals and numbers as words, Danish and English: "den tredje milepæl", "the second one", "nummer fire"."""

import re
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
_LAST, _LAST_BUT_ONE, _MIDDLE = ("sidste", "last"), ("næstsidste",), ("midterste", "middle")
ORDINAL = "|".join(dict.fromkeys(word for words in (*ORDINALS, _LAST, _LAST_BUT_ONE, _MIDDLE) for word in words))
CARDINAL = "|".join(word for words in CARDINALS for word in words)
SEVERAL = "|".join(word for words in CARDINALS[1:] for word in words)
FEW = (  # "de to første", "de første to", "the first two"
    rf"(?:\bde (?P<few>\d{{1,2}}|{CARDINAL}) (?P<end>første|sidste)\b"
    rf"|\bde (?P<end_first>første|sidste) (?P<few_last>\d{{1,2}}|{CARDINAL})\b"
    rf"|\bthe (?P<english_end>first|last) (?P<english_few>\d{{1,2}}|{CARDINAL})\b)"
)
BY_ORDINAL = rf"(?P<gender>den|det|the) (?P<word>{ORDINAL})"
BY_NUMBER = rf"(?:nr\.?|nummer|punkt|number) ?(?P<number>\d{{1,2}}|{CARDINAL})"
_FEW = re.compile(FEW, re.IGNORECASE)
_NUMBERED = re.compile(rf"\b(?:{BY_ORDINAL}|{BY_NUMBER})\b", re.IGNORECASE)

T = TypeVar("T")


def nth(word: str, listed: Sequence[T]) -> T | None:
    """The one of a list that an ordinal or a number stands for ("anden", "to", "2"); None where it is not as long."""
    word = word.casefold()
    if word in _MIDDLE:
        return listed[len(listed) // 2] if len(listed) % 2 else None
    from_end = word in _LAST or word in _LAST_BUT_ONE
    number = len(listed) - (word in _LAST_BUT_ONE) if from_end else _number(word)
    return listed[number - 1] if 0 < number <= len(listed) else None


def few_of(few: re.Match[str]) -> tuple[str, str]:
    """How many a match of `FEW` means, and whether the first or the last, as they are written."""
    return few["few"] or few["few_last"] or few["english_few"], few["end"] or few["end_first"] or few["english_end"]


def picked(text: str, listed: Sequence[T]) -> tuple[T, ...]:
    """Those of a list that a text points at ("de to første", "nr. 2 og nr. 3"); none where the list lacks one."""
    if few := _FEW.search(text):
        counted, end = few_of(few)
        number = _number(counted)
        if number > len(listed):
            return ()
        return tuple(listed[-number:] if end.casefold() in _LAST else listed[:number])
    found = [nth(match["word"] or match["number"], listed) for match in _NUMBERED.finditer(text)]
    return tuple(dict.fromkeys(one for one in found if one is not None)) if None not in found else ()


def is_outer(word: str) -> bool:
    """Whether an ordinal is that of the first or the last."""
    return word.casefold() in (*_LAST, *ORDINALS[0])


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    return next(n for names in (ORDINALS, CARDINALS) for n, own in enumerate(names, 1) if word.casefold() in own)
