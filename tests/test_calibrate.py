from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.answering import Assistant
from assistant.signals import Signals
from evals.calibrate import QUESTIONS, Example, _without, fit
from evals.questions import Question, load_questions

HALF = 0.5
NEUTRAL = Signals(covered=0.5, uncovered=0.5, lift=1, likeness=0, share=0, attribute=1, action=0.5, counted=0, dated=0)


def example(number: int, *, right: bool, counted: float) -> Example:
    noise = float(np.random.default_rng(number).normal(0, 0.1))
    measured = replace(NEUTRAL, covered=(0.8 if right else 0.2) + noise, counted=counted)
    return Example("", measured, right, 1.0, str(number), "")


def test_the_weights_follow_the_examples() -> None:
    examples = [example(n, right=n % 2 == 0, counted=float(n % 4 == 0)) for n in range(60)]
    rule, out_of_fold = fit(examples, HALF)
    assert rule.weights["covered"] > 1
    assert rule.weights["counted"] > 0
    assert ((out_of_fold > 0) == [n % 2 == 0 for n in range(60)]).mean() > 0.9


def test_a_signal_that_speaks_against_what_it_stands_for_is_left_out() -> None:
    rule, _ = fit([example(n, right=n % 2 == 0, counted=float(n % 2 == 1)) for n in range(60)], HALF)
    assert rule.weights["counted"] == 0
    assert rule.weights["covered"] > 0


def test_many_invented_examples_count_as_much_as_the_few_others() -> None:
    few = [example(n, right=n % 2 == 0, counted=float(n % 4 == 0)) for n in range(40)]
    many = [replace(example(n, right=n % 2 == 0, counted=0), right=n % 3 == 0, invented=True) for n in range(40, 440)]
    assert abs(fit(few + many, HALF)[0].weights["covered"]) < abs(fit(few, HALF)[0].weights["covered"])
    once, twice = (fit(few + given, HALF)[0].weights["covered"] for given in (many, many + many))
    assert once == pytest.approx(twice, abs=1e-3)


def test_a_programme_without_an_initiative_has_nothing_of_it(assistant: Assistant) -> None:
    [whole] = assistant.live.current().programmes
    holed = _without(whole, "tidsregistrering")
    assert len(holed.initiatives) == len(whole.initiatives) - 1
    assert all("tidsregistrering" not in milestone.initiative for milestone in holed.milestones)
    assert len(holed.milestones) == len(whole.milestones) - 3
    assert all("tidsregistrering" not in (passage.initiative or "") for passage in holed.passages)


def test_calibration_questions_are_asked_nowhere_else() -> None:
    def key(question: Question) -> str:
        return " ".join(question.question.casefold().split())

    calibration = [question for path in QUESTIONS for question in load_questions(Path(path))]
    assert len({question.id for question in calibration}) == len(calibration) >= 150
    assert not {key(question) for question in calibration} & {key(question) for question in load_questions()}
