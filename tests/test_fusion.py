"""Dense and lexical scores put together."""

from collections.abc import Callable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.fusion import fuse, fuse_min_max, fuse_ranks, min_max, reciprocal_ranks, z_scores

Fusion = Callable[[Mapping[str, float], Mapping[str, float], float], dict[str, float]]

FUSIONS = [fuse, fuse_min_max, fuse_ranks]
DENSE = {"a": 0.9, "b": 0.85, "c": 0.8}
LEXICAL = {"c": 9.0, "b": 8.0, "d": 1.0}
SCORES = st.dictionaries(st.text(max_size=2), st.floats(-100, 100), max_size=6)


def best(scores: Mapping[str, float]) -> str:
    return max(scores, key=lambda key: scores[key])


@pytest.mark.parametrize("fusion", FUSIONS)
def test_every_scored_passage_gets_a_score(fusion: Fusion) -> None:
    assert fusion(DENSE, LEXICAL, 0.5).keys() == {"a", "b", "c", "d"}


@pytest.mark.parametrize("fusion", FUSIONS)
def test_weight_nought_keeps_the_dense_order(fusion: Fusion) -> None:
    assert best(fusion(DENSE, LEXICAL, 0.0)) == "a"


@pytest.mark.parametrize("fusion", FUSIONS)
def test_weight_one_keeps_the_lexical_order(fusion: Fusion) -> None:
    assert best(fusion(DENSE, LEXICAL, 1.0)) == "c"


@pytest.mark.parametrize("fusion", FUSIONS)
def test_one_empty_half_leaves_the_other_s_order(fusion: Fusion) -> None:
    fused = fusion(DENSE, {}, 0.5)
    assert sorted(fused, key=lambda key: -fused[key]) == ["a", "b", "c"]


@pytest.mark.parametrize("fusion", FUSIONS)
def test_nothing_and_nothing_is_nothing(fusion: Fusion) -> None:
    assert fusion({}, {}, 0.5) == {}


@pytest.mark.parametrize("fusion", [fuse, fuse_min_max])
def test_a_passage_good_in_both_halves_beats_one_good_in_one(fusion: Fusion) -> None:
    assert best(fusion({"a": 0.9, "b": 0.89, "c": 0.7}, {"c": 9.0, "b": 8.9, "a": 1.0}, 0.5)) == "b"


def test_a_passage_that_a_half_did_not_score_gets_that_half_s_lowest() -> None:
    fused = fuse({"a": 2.0, "b": 1.0}, {"a": 5.0, "b": 3.0, "c": 3.0}, 0.5)
    assert fused["b"] == pytest.approx(fused["c"])


def test_the_scale_of_a_half_does_not_matter() -> None:
    assert fuse(DENSE, {key: 100 * score + 7 for key, score in LEXICAL.items()}) == pytest.approx(fuse(DENSE, LEXICAL))


@given(SCORES)
def test_z_scores_have_mean_nought(scores: dict[str, float]) -> None:
    assert sum(z_scores(scores).values()) == pytest.approx(0.0, abs=1e-6)


def test_z_scores_of_equal_scores_are_nought() -> None:
    assert z_scores({"a": 3.0, "b": 3.0}) == {"a": 0.0, "b": 0.0}


def test_min_max_runs_from_nought_to_one() -> None:
    assert min_max({"a": 4.0, "b": 2.0, "c": 3.0}) == {"a": 1.0, "b": 0.0, "c": 0.5}


def test_min_max_of_equal_scores_is_nought() -> None:
    assert min_max({"a": 4.0, "b": 4.0}) == {"a": 0.0, "b": 0.0}


def test_ranks_break_ties_by_key() -> None:
    assert reciprocal_ranks({"b": 1.0, "a": 1.0}, k=1) == {"a": 1 / 2, "b": 1 / 3}
