"""How much of what a question asks about is in a text: for choosing sentences and for declining."""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from statistics import fmean

from vectorstore.danish import IndexTerms, QueryWord

Idf = Callable[[str], float]

WHOLE_BY_PARTS = 0.9  # what all parts of a compound are worth; half of them say little of what it means
LEAST = 1e-6  # so that a question of words that every passage holds still divides


def coverage(question: Sequence[QueryWord], text: IndexTerms, idf: Idf) -> float:
    """The share of the question's words, weighted by `idf`, that the text covers: 0 to 1, 0 for no words.

    A word's own stem counts in full, a derived one by its weight, a compound by its parts at a discount.
    """
    return _share(question, frozenset(text.words) | frozenset(text.parts), idf)


def _share(words: Sequence[QueryWord], present: AbstractSet[str], idf: Idf) -> float:
    weights = [max(idf(word.terms[0][0]), LEAST) for word in words]
    covered = sum(weight * _covered(word, present, idf) for weight, word in zip(weights, words, strict=True))
    return covered / sum(weights) if weights else 0.0


def _covered(word: QueryWord, present: AbstractSet[str], idf: Idf) -> float:
    whole = max((weight for term, weight in word.terms if term in present), default=0.0)
    share = fmean(_covered(part, present, idf) for part in word.parts) if word.parts else 0.0
    return max(whole, WHOLE_BY_PARTS * share**2)
