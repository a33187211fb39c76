"""Metrics of a ranked list: pure functions of the ids found, best first, and the ids that are right."""

from collections.abc import Collection, Sequence
from math import log2


def hit(ranked: Sequence[str], relevant: Collection[str], k: int) -> float:
    """1 if a right one is among the first k, else 0."""
    return float(any(found in relevant for found in ranked[:k]))


def recall(ranked: Sequence[str], relevant: Collection[str], k: int) -> float:
    """The share of the right ones among the first k; 0 where nothing is right."""
    return len(set(ranked[:k]) & set(relevant)) / len(set(relevant)) if relevant else 0.0


def reciprocal_rank(ranked: Sequence[str], relevant: Collection[str], k: int = 10) -> float:
    """1/rank of the first right one within the first k, else 0."""
    return next((1 / rank for rank, found in enumerate(ranked[:k], 1) if found in relevant), 0.0)


def ndcg(ranked: Sequence[str], relevant: Collection[str], k: int = 10) -> float:
    """Discounted gain of the first k over the best possible one; every right one is worth the same, once."""
    wanted = set(relevant)
    if not wanted:
        return 0.0
    firsts = list(dict.fromkeys(ranked[:k]))
    gain = sum(1 / log2(rank + 1) for rank, found in enumerate(firsts, 1) if found in wanted)
    return gain / sum(1 / log2(rank + 1) for rank in range(1, min(len(wanted), k) + 1))
