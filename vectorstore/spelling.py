"""Spellings that a reader types for a word of the index: ae/oe/aa for æ/ø/å, and one-letter slips."""

import re
from collections.abc import Iterator, Mapping
from itertools import product

MIN_TYPO_LETTERS = 5
LETTERS = "abcdefghijklmnopqrstuvwxyzæøåéü"
_TYPED = {"ae": "æ", "oe": "ø", "aa": "å", "å": "aa"}


def typed_variants(word: str) -> Iterator[str]:
    """Every reading of a word with some of its ae, oe, aa as letters of their own (and å as aa, for old names)."""
    pieces = re.split("(ae|oe|aa|å)", word)
    places = [at for at, piece in enumerate(pieces) if piece in _TYPED]
    if not 0 < len(places) <= 5:
        return
    for choice in product((True, False), repeat=len(places)):
        if any(choice):
            changed = dict(zip(places, choice, strict=True))
            yield "".join(_TYPED[piece] if changed.get(at) else piece for at, piece in enumerate(pieces))


def corrections(word: str, vocabulary: Mapping[str, int]) -> list[str]:
    """The vocabulary's words one slip away from `word`, the most frequent first.

    A slip is one letter missing, added or replaced, or two neighbours swapped. Short words and words with digits
    have none: there one letter is the whole difference.
    """
    if len(word) < MIN_TYPO_LETTERS or not word.isalpha():
        return []
    near = {candidate for candidate in _one_slip_away(word) if candidate in vocabulary and len(candidate) > 3}
    return sorted(near, key=lambda candidate: (-vocabulary[candidate], candidate))


def _one_slip_away(word: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        for letter in LETTERS:
            yield head + letter + tail
            yield head + letter + tail[1:]
        yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
