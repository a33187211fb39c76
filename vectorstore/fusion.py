"""Ways to put dense and lexical scores together; all are pure, and higher is better."""

from collections.abc import Mapping
from statistics import fmean, pstdev

LEXICAL_WEIGHT = 0.5  # beside any encoder
TUNED_LEXICAL_WEIGHT = 0.15  # beside one that was tuned to such questions
RRF_K = 60


def fuse(dense: Mapping[str, float], lexical: Mapping[str, float], weight: float = LEXICAL_WEIGHT) -> dict[str, float]:
    """The z-scored sum, `weight` on the lexical half: what the program uses (see `docs/retrieval.md`).

    Each half is scaled over the passages that it scored; one that it didn't score gets that half's lowest.
    """
    return _weighted(z_scores(dense), z_scores(lexical), weight)


def fuse_min_max(dense: Mapping[str, float], lexical: Mapping[str, float], weight: float) -> dict[str, float]:
    """The sum of both halves scaled to 0..1."""
    return _weighted(min_max(dense), min_max(lexical), weight)


def fuse_ranks(dense: Mapping[str, float], lexical: Mapping[str, float], weight: float) -> dict[str, float]:
    """Reciprocal rank fusion: only the order in each half counts."""
    return _weighted(reciprocal_ranks(dense), reciprocal_ranks(lexical), weight)


def z_scores(scores: Mapping[str, float]) -> dict[str, float]:
    """Scores as deviations from their mean in standard deviations; all 0 where they don't differ."""
    if not scores:
        return {}
    mean, deviation = fmean(scores.values()), pstdev(scores.values())
    return {key: (score - mean) / deviation if deviation else 0.0 for key, score in scores.items()}


def min_max(scores: Mapping[str, float]) -> dict[str, float]:
    """Scores scaled to 0..1; all 0 where they don't differ."""
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    return {key: (score - low) / (high - low) if high > low else 0.0 for key, score in scores.items()}


def reciprocal_ranks(scores: Mapping[str, float], k: int = RRF_K) -> dict[str, float]:
    """1/(k + rank), best first; ties are broken by key, so that a run can be repeated."""
    order = sorted(scores, key=lambda key: (-scores[key], key))
    return {key: 1 / (k + rank) for rank, key in enumerate(order, 1)}


def _weighted(dense: Mapping[str, float], lexical: Mapping[str, float], weight: float) -> dict[str, float]:
    lowest_dense, lowest_lexical = min(dense.values(), default=0.0), min(lexical.values(), default=0.0)
    return {
        key: (1 - weight) * dense.get(key, lowest_dense) + weight * lexical.get(key, lowest_lexical)
        for key in dense.keys() | lexical.keys()
    }
