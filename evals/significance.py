"""How sure a figure is: cluster-bootstrap intervals, and two runs compared question by question.

Questions about one initiative share passages, so whole initiatives are drawn again, not questions (Cameron,
Gelbach & Miller 2008). The difference of two runs is drawn over the questions that both were asked, and its p-value
is that of a randomisation test that swaps the two runs by cluster.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evals.metrics import LOWER_IS_BETTER, RATIOS, Result, cluster, ratio

DRAWS = 2000
SEED = 2026
_LEVEL = 95.0
_SIGNIFICANT = 0.05
_SMALLEST = 0.01  # a difference that is no harm, however sure
_SHOWN_ONLY = frozenset(("missing",))  # what is no longer wrong may well be missing
_Z = 1.96

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval, in the figure's own unit."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Change:
    """One figure in an earlier run and this one, over the questions asked in both; `p` is two-sided."""

    name: str
    before: float
    after: float
    interval: Interval
    p: float

    @property
    def difference(self) -> float:
        """After minus before."""
        return self.after - self.before

    @property
    def is_loss(self) -> bool:
        """Whether the figure got worse by more than chance explains, and by enough to matter."""
        harm = self.difference if self.name in LOWER_IS_BETTER else -self.difference
        return self.name not in _SHOWN_ONLY and harm >= _SMALLEST and self.p < _SIGNIFICANT


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs by question: how many the later one gets better, the same or worse, and the figures' changes."""

    questions: int
    won: tuple[str, ...]
    lost: tuple[str, ...]
    changes: tuple[Change, ...]

    @property
    def losses(self) -> tuple[Change, ...]:
        """The figures that got worse by more than chance explains."""
        return tuple(change for change in self.changes if change.is_loss)


def intervals(results: Sequence[Result], draws: int = DRAWS) -> dict[str, Interval]:
    """The interval of every figure of `RATIOS` that can be measured; none below two clusters."""
    names = [name for name in RATIOS if ratio(name, results) is not None]
    above, below = _sums(results, names)
    if len(above) < 2:
        return {}
    drawn = _drawn(above, below, draws)
    found = {name: _interval(drawn[:, column]) for column, name in enumerate(names)}
    for column, name in enumerate(names):
        if found[name].low == found[name].high in (0.0, 1.0):  # nothing to draw differently
            found[name] = _at_the_edge(found[name].low, int((below[:, column] > 0).sum()))
    return found


def compare(before: Sequence[Result], after: Sequence[Result], draws: int = DRAWS) -> Comparison:
    """Compare two runs over the questions that both were asked, matched by id."""
    earlier = {result.question.id: result for result in before}
    pairs = [(earlier[one.question.id], one) for one in after if one.question.id in earlier]
    old, new = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    worth = [(_worth(first), _worth(second), second.question.id) for first, second in pairs]
    names = [name for name in RATIOS if ratio(name, old) is not None and ratio(name, new) is not None]
    changes: list[Change] = []
    if pairs:
        clusters = [cluster(one.question) for one in new]  # the same grouping for both
        (above_old, below_old), (above_new, below_new) = _sums(old, names, clusters), _sums(new, names, clusters)
        differences = _drawn(above_new, below_new, draws) - _drawn(above_old, below_old, draws)
        p = _swapped(above_old, below_old, above_new, below_new, draws)
        for column, name in enumerate(names):
            first, second = ratio(name, old), ratio(name, new)
            assert first is not None
            assert second is not None
            changes.append(Change(name, first, second, _interval(differences[:, column]), float(p[column])))
    return Comparison(
        questions=len(pairs),
        won=tuple(identity for first, second, identity in worth if second > first),
        lost=tuple(identity for first, second, identity in worth if second < first),
        changes=tuple(changes),
    )


def _worth(result: Result) -> float:
    part = RATIOS["crag"](result)
    assert part is not None
    return part[0]


def _sums(results: Sequence[Result], names: Sequence[str], clusters: Sequence[str] = ()) -> tuple[Floats, Floats]:
    """Numerators and denominators summed by cluster: two arrays (clusters, figures)."""
    groups = clusters or [cluster(result.question) for result in results]
    rows = {group: row for row, group in enumerate(dict.fromkeys(groups))}
    above, below = np.zeros((len(rows), len(names))), np.zeros((len(rows), len(names)))
    for result, group in zip(results, groups, strict=True):
        for column, name in enumerate(names):
            part = RATIOS[name](result)
            if part is not None:
                above[rows[group], column] += part[0]
                below[rows[group], column] += part[1]
    return above, below


def _drawn(above: Floats, below: Floats, draws: int) -> Floats:
    """The figures of `draws` samples of clusters with replacement, the same samples at every call."""
    count = len(above)
    samples = np.random.default_rng(SEED).multinomial(count, np.full(count, 1 / count), size=draws).astype(float)
    return _divided(samples @ above, samples @ below)


def _swapped(above_old: Floats, below_old: Floats, above_new: Floats, below_new: Floats, draws: int) -> Floats:
    """Of `draws` runs in which each cluster's two results change places by a coin, the share that differ as much."""
    seen = np.abs(_divided(above_new.sum(0), below_new.sum(0)) - _divided(above_old.sum(0), below_old.sum(0)))
    swap = np.random.default_rng(SEED).integers(0, 2, size=(draws, len(above_old))).astype(float)
    keep = 1 - swap
    first = _divided(keep @ above_new + swap @ above_old, keep @ below_new + swap @ below_old)
    second = _divided(swap @ above_new + keep @ above_old, swap @ below_new + keep @ below_old)
    as_much = np.abs(first - second) >= seen - 1e-12
    share: Floats = (as_much.sum(0) + 1) / (draws + 1)
    return share


def _divided(above: Floats, below: Floats) -> Floats:
    quotient: Floats = np.divide(above, below, out=np.full(np.shape(above), np.nan), where=below > 0)
    return quotient


def _at_the_edge(share: float, clusters: int) -> Interval:
    """Wilson's interval (1927) for none or all of so many clusters."""
    reach = _Z**2 / (clusters + _Z**2)
    return Interval(0.0, reach) if share == 0 else Interval(1 - reach, 1.0)


def _interval(values: Floats) -> Interval:
    edge = (100 - _LEVEL) / 2
    low, high = np.nanpercentile(values, [edge, 100 - edge])
    return Interval(float(low), float(high))
