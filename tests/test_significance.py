import random
from dataclasses import replace

import pytest

from evals.correctness import Outcome, Verdict
from evals.metrics import Result
from evals.questions import Evidence, Question
from evals.runner import Threshold, report_on
from evals.significance import compare, intervals


def result(number: int, outcome: str, initiative: int) -> Result:
    question = Question(
        id=f"q{number}",
        kind="when",
        split="dev",
        question="Hvornår?",
        answerable=True,
        evidence=(Evidence(initiative=f"Indsats {initiative}"),),
    )
    return Result(question, Verdict(Outcome(outcome)), seconds=0.1, text="Q4", status="answered")


def outcomes(share: float, questions: int = 240, initiatives: int = 24, seed: int = 1) -> list[Result]:
    draw = random.Random(seed)
    right = ["correct" if draw.random() < share else "wrong" for _ in range(questions)]
    return [result(at, outcome, at % initiatives) for at, outcome in enumerate(right)]


def test_an_interval_holds_the_figure_and_narrows_with_more_questions() -> None:
    few, many = intervals(outcomes(0.8, 40, 20))["correct"], intervals(outcomes(0.8, 2000, 200))["correct"]
    assert few.low < 0.8 < few.high
    assert many.low < 0.8 < many.high
    assert many.high - many.low < (few.high - few.low) / 2


def test_the_interval_of_independent_questions_is_the_binomial_one() -> None:
    interval = intervals([result(at, "correct" if at % 5 else "wrong", at) for at in range(400)])["correct"]
    half = 1.96 * (0.8 * 0.2 / 400) ** 0.5
    assert interval.low == pytest.approx(0.8 - half, abs=0.006)
    assert interval.high == pytest.approx(0.8 + half, abs=0.006)


def test_questions_that_stand_or_fall_together_widen_the_interval() -> None:
    """Twenty initiatives of ten questions each, all right or all wrong, tell no more than twenty questions."""
    alike = [result(at, "correct" if at // 10 % 5 else "wrong", at // 10) for at in range(200)]
    apart = [result(at, "correct" if at // 10 % 5 else "wrong", at) for at in range(200)]
    clustered, single = intervals(alike)["correct"], intervals(apart)["correct"]
    assert clustered.high - clustered.low > 2.5 * (single.high - single.low)


def test_one_initiative_alone_has_no_interval() -> None:
    assert intervals([result(at, "correct", 1) for at in range(9)]) == {}


def test_a_run_compared_with_itself_has_neither_winner_nor_loser() -> None:
    run = outcomes(0.8)
    comparison = compare(run, run)
    assert (comparison.won, comparison.lost, comparison.losses) == ((), (), ())
    assert {change.difference for change in comparison.changes} == {0.0}
    assert min(change.p for change in comparison.changes) == 1


def test_a_clear_loss_is_significant_and_the_same_turned_round_is_no_loss() -> None:
    good, bad = outcomes(0.9), outcomes(0.7, seed=2)
    losses = {change.name: change for change in compare(good, bad).losses}
    assert {"correct", "wrong", "crag"} <= losses.keys()
    assert losses["correct"].p < 0.01
    assert losses["correct"].interval.high < 0
    assert compare(bad, good).losses == ()


def test_a_few_questions_the_other_way_are_chance() -> None:
    before = outcomes(0.8)
    turned = {Outcome.CORRECT: "wrong", Outcome.WRONG: "correct"}
    after = [
        replace(one, verdict=Verdict(Outcome(turned[one.verdict.outcome]))) if at in (3, 50, 90) else one
        for at, one in enumerate(before)
    ]
    comparison = compare(before, after)
    assert len(comparison.won) + len(comparison.lost) == 3
    assert comparison.losses == ()


def test_how_often_chance_alone_is_called_a_loss() -> None:
    """Two runs that are equally good: a two-sided test at 5 % finds a loss in about one of forty."""
    pairs = [(outcomes(0.8, seed=2 * at), outcomes(0.8, seed=2 * at + 1)) for at in range(60)]
    called = [
        any(change.name == "correct" for change in compare(before, after, draws=300).losses) for before, after in pairs
    ]
    assert sum(called) <= 5


def test_only_questions_that_both_runs_asked_are_compared() -> None:
    comparison = compare(outcomes(0.8)[:100], outcomes(0.8)[60:])
    assert comparison.questions == 40


def test_a_significant_loss_fails_a_run_whose_thresholds_all_hold() -> None:
    report = report_on(outcomes(0.7, seed=2), thresholds=[Threshold("correct", 0.1)], before=outcomes(0.9))
    assert not report.passed
    assert any(reason.startswith("correct faldt fra 0.9") for reason in report.reasons)
    assert report_on(outcomes(0.7, seed=2), thresholds=[Threshold("correct", 0.1)]).passed
