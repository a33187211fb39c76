"""Spellings that a reader types for a word of the index: ae/oe/aa for æ/ø/å, and one-letter slips."""

import re
from collections.abc import Container, Iterator
from itertools import product

MIN_TYPO_LETTERS = 5
MAX_TYPO_LETTERS = 40  # trying every slip takes time with the square of the length
LETTERS = "abcdefghijklmnopqrstuvwxyzæøåéü"
_TYPED = {"ae": "æ", "oe": "ø", "aa": "å"}
_BARE = str.maketrans("æøå", "aoa")
SPOKEN = {  # function words as they are said, and so typed in a chat
    "dej": "dig", "gi": "giv", "hva": "hvad", "hvd": "hvad", "hvormange": "hvor mange", "ik": "ikke", "ikk": "ikke",
    "ka": "kan", "ku": "kunne", "mej": "mig", "noen": "nogen", "nxt": "næste", "nån": "nogen", "osse": "også",
    "sej": "sig", "ska": "skal", "sku": "skulle",
}  # fmt: skip
_SHORT = (  # too short for any other slip to be told from another word: of these, two letters may have been swapped
    "august april blev det eller først have hvad hvem hvis hvor ikke juli juni klar marts med noget plan sker skal "
    "slut være"
)
_WORDS_TOO = frozenset(("sult", "hivs"))


def swapped(word: str) -> Iterator[str]:
    """Every string that swapping two neighbouring letters makes of `word`."""
    for at in range(len(word) - 1):
        if word[at] != word[at + 1]:
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


SWAPPED = {slip: word for word in _SHORT.split() for slip in swapped(word) if slip not in _WORDS_TOO}


def typed_variants(word: str) -> Iterator[str]:
    """Every reading of a word with some of its ae, oe, aa as letters of their own."""
    pieces = re.split("(ae|oe|aa)", word)
    places = [at for at, piece in enumerate(pieces) if piece in _TYPED]
    if not 0 < len(places) <= 5:
        return
    for choice in product((True, False), repeat=len(places)):
        if any(choice):
            changed = dict(zip(places, choice, strict=True))
            yield "".join(_TYPED[piece] if changed.get(at) else piece for at, piece in enumerate(pieces))


def bare_letters(word: str) -> str:
    """A word as it is typed with a, o and a for æ, ø and å."""
    return word.translate(_BARE)


def corrections(word: str, vocabulary: Container[str]) -> list[str]:
    """The vocabulary's words one slip away from `word`, by alphabet.

    A slip is one letter missing, added or replaced, or two neighbours swapped. Short words and words with
    digits have none: there one letter is the whole difference.
    """
    if not MIN_TYPO_LETTERS <= len(word) <= MAX_TYPO_LETTERS or not word.isalpha():
        return []
    return sorted({slip for slip in one_slip_away(word) if slip in vocabulary and len(slip) > 3})


def one_slip_away(word: str) -> Iterator[str]:
    """Every string that one slip makes of `word`; some come twice."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        for letter in LETTERS:
            yield head + letter + tail
            yield head + letter + tail[1:]
        yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
