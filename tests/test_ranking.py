"""Metrics of a ranked list, against values worked out by hand."""

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.ranking import hit, ndcg, recall, reciprocal_rank

RANKED = ["a", "b", "c", "d"]


def test_a_hit_is_within_the_first_k() -> None:
    assert (hit(RANKED, {"c"}, 3), hit(RANKED, {"c"}, 2)) == (1.0, 0.0)


def test_recall_is_the_share_of_the_right_ones() -> None:
    assert recall(RANKED, {"a", "d", "x"}, 3) == pytest.approx(1 / 3)


def test_reciprocal_rank_is_of_the_first_right_one() -> None:
    assert reciprocal_rank(RANKED, {"b", "c"}) == 0.5


def test_reciprocal_rank_beyond_k_is_nought() -> None:
    assert reciprocal_rank(RANKED, {"d"}, 3) == 0.0


def test_ndcg_of_the_best_order_is_one() -> None:
    assert ndcg(RANKED, {"a", "b"}) == pytest.approx(1.0)


def test_ndcg_discounts_by_rank() -> None:
    assert ndcg(RANKED, {"c"}) == pytest.approx(1 / log2(4))


def test_ndcg_counts_every_right_one() -> None:
    assert ndcg(RANKED, {"a", "c"}) == pytest.approx((1 + 1 / log2(4)) / (1 + 1 / log2(3)))


def test_ndcg_beyond_k_is_nought() -> None:
    assert ndcg(RANKED, {"d"}, 3) == 0.0


def test_ndcg_with_more_right_ones_than_places_can_be_one() -> None:
    assert ndcg(["a", "b"], {"a", "b", "c"}, 2) == pytest.approx(1.0)


def test_a_passage_listed_twice_gains_once() -> None:
    assert ndcg(["a", "a"], {"a", "b"}) < 1.0


@pytest.mark.parametrize(
    "value", [hit(RANKED, (), 3), recall(RANKED, (), 3), reciprocal_rank(RANKED, ()), ndcg(RANKED, ())]
)
def test_with_nothing_right_every_metric_is_nought(value: float) -> None:
    assert value == 0.0


@given(st.lists(st.sampled_from("abcdef"), unique=True), st.sets(st.sampled_from("abcdef"), min_size=1))
def test_every_metric_lies_between_nought_and_one(ranked: list[str], relevant: set[str]) -> None:
    values = (
        hit(ranked, relevant, 3),
        recall(ranked, relevant, 3),
        reciprocal_rank(ranked, relevant),
        ndcg(ranked, relevant),
    )
    assert all(0 <= value <= 1 for value in values)
