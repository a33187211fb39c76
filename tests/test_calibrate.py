from dataclasses import replace
from pathlib import Path

import numpy as np

from assistant.answering import Assistant
from assistant.signals import Signals
from evals.calibrate import QUESTIONS, Example, _without, fit
from evals.questions import Question, load_questions

NEUTRAL = Signals(covered=0.5, uncovered=0.5, lift=1, attribute=1, action=0.5, counted=0, dated=0)


def example(number: int, *, right: bool, counted: float) -> Example:
    noise = float(np.random.default_rng(number).normal(0, 0.1))
    measured = replace(NEUTRAL, covered=(0.8 if right else 0.2) + noise, counted=counted)
    return Example("", measured, right, 1.0, str(number), "")


def test_the_weights_follow_the_examples() -> None:
    _, weights, out_of_fold = fit([example(n, right=n % 2 == 0, counted=float(n % 4 == 0)) for n in range(60)])
    assert weights["covered"] > 1
    assert weights["counted"] > 0
    assert ((out_of_fold > 0) == [n % 2 == 0 for n in range(60)]).mean() > 0.9


def test_a_signal_that_speaks_against_what_it_stands_for_is_left_out() -> None:
    _, weights, _ = fit([example(n, right=n % 2 == 0, counted=float(n % 2 == 1)) for n in range(60)])
    assert weights["counted"] == 0
    assert weights["covered"] > 0


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
