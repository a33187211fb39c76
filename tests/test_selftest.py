from collections.abc import Callable

import pytest

from evals import metrics
from evals.metrics import RATIOS, Result
from evals.runner import report_on
from evals.selftest import BAD, selftest


def test_the_metrics_tell_good_answers_from_bad_ones() -> None:
    assert selftest() == ()


def test_every_metric_has_a_bad_answer_of_its_own() -> None:
    assert BAD.keys() == RATIOS.keys()


@pytest.mark.parametrize("name", RATIOS)
@pytest.mark.parametrize("always", [0.0, 1.0])
def test_a_metric_that_says_the_same_of_every_answer_is_found_and_fails_the_run(
    name: str, always: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken: dict[str, Callable[[Result], metrics.Part]] = {**RATIOS, name: lambda _: (always, 1.0)}
    monkeypatch.setattr(metrics, "RATIOS", broken)
    faults = selftest()
    assert any(fault.startswith(f"{name} giver") for fault in faults)
    assert f"målet kan ikke bruges: {faults[0]}" in report_on([], thresholds=[]).reasons
