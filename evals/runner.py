"""Asks every question at one door, measures the answers, and gives a verdict."""

import time
import tomllib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from evals.answers import Answer, parse_answer
from evals.correctness import Outcome, Verdict
from evals.grounding import PageText
from evals.http import Ask, UnreachableError
from evals.judging import judged
from evals.metrics import Result, Summary, summarise
from evals.questions import Question
from evals.selftest import selftest
from evals.significance import Comparison, Interval, compare, intervals

_GIVES_UP_AFTER = 5  # questions in a row that reach nobody
THRESHOLDS_PATH = Path(__file__).with_name("thresholds.toml")


class BrokenOffError(RuntimeError):
    """A run that was given up because nobody answers any more."""


class ThresholdError(ValueError):
    """A thresholds file that names no known figure."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """A floor or, with `ceiling`, an upper limit for one figure of `Summary`."""

    metric: str
    limit: float
    ceiling: bool = False

    def holds(self, summary: Summary) -> bool:
        """Whether the figure keeps the limit; one that could not be measured does not fail it."""
        value: float | None = getattr(summary, self.metric)
        return value is None or (value <= self.limit if self.ceiling else value >= self.limit)

    def __str__(self) -> str:
        return f"{self.metric} {'≤' if self.ceiling else '≥'} {self.limit:g}"


@dataclass(frozen=True, slots=True)
class Report:
    """A finished run: every result, the figures over all of them, and what decides the verdict.

    `faults` are metrics that failed their self-test; `comparison` is with an earlier run, if there was one;
    `configuration` says what was run.
    """

    results: tuple[Result, ...]
    summary: Summary
    thresholds: tuple[Threshold, ...]
    goals: tuple[Threshold, ...] = ()
    intervals: Mapping[str, Interval] = field(default_factory=dict)
    comparison: Comparison | None = None
    faults: tuple[str, ...] = ()
    configuration: Mapping[str, object] = field(default_factory=dict)

    @property
    def missed(self) -> tuple[Threshold, ...]:
        """The thresholds that do not hold."""
        return tuple(threshold for threshold in self.thresholds if not threshold.holds(self.summary))

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why the run fails, in words; none if it passes."""
        losses = self.comparison.losses if self.comparison else ()
        return (
            *(("der blev ikke stillet et spørgsmål",) if not self.results else ()),
            *(f"målet kan ikke bruges: {fault}" for fault in self.faults),
            *(f"{threshold}, men er {_shown(getattr(self.summary, threshold.metric))}" for threshold in self.missed),
            *(
                f"{one.name} {'steg' if one.difference > 0 else 'faldt'} fra {one.before:.3f} til {one.after:.3f} "
                f"(p {one.p:.3f})"
                for one in losses
            ),
        )

    @property
    def passed(self) -> bool:
        """The verdict: something was asked, the metrics work, every threshold holds, and nothing got worse."""
        return not self.reasons

    def by(self, field: str) -> dict[str, Summary]:
        """Figures by `kind` or `split` of the question, or by the `document` that the answer cites first."""
        groups: dict[str, list[Result]] = {}
        for result in self.results:
            source = result if field == "document" else result.question
            groups.setdefault(str(getattr(source, field)) or "–", []).append(result)
        return {name: summarise(group) for name, group in groups.items()}


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:g}" if isinstance(value, int) else f"{value:.3f}"


def load_thresholds(path: Path = THRESHOLDS_PATH) -> tuple[Threshold, ...]:
    """The floors and ceilings that decide; `ThresholdError` names a figure that does not exist."""
    return _thresholds(path, ("at_least", False), ("at_most", True))


def load_goals(path: Path = THRESHOLDS_PATH) -> tuple[Threshold, ...]:
    """What the product aims at; shown with the figures, but no part of the verdict."""
    return _thresholds(path, ("goal_at_least", False), ("goal_at_most", True))


def _thresholds(path: Path, *sections: tuple[str, bool]) -> tuple[Threshold, ...]:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    found: list[Threshold] = []
    for section, ceiling in sections:
        for metric, limit in data.get(section, {}).items():
            if metric not in Summary.__dataclass_fields__:
                known = ", ".join(Summary.__dataclass_fields__)
                raise ThresholdError(f"{path.name}: unknown figure {metric!r}; known are {known}")
            found.append(Threshold(metric, float(limit), ceiling))
    return tuple(found)


def run(
    questions: Sequence[Question],
    ask: Ask,
    page_text: PageText,
    *,
    parallel: int = 1,
    answered: Mapping[str, Result] | None = None,
    done: Callable[[Result], None] = lambda _: None,
) -> tuple[Result, ...]:
    """Ask the questions, `parallel` at a time, and judge the answers. One that raises counts as an error.

    `answered` holds results of a run that was broken off: their answers are judged again, not asked again.
    `done` is told each result as it comes, from this thread. Raises `BrokenOffError` where several questions in a row
    reach nobody; those that were answered have been told to `done`.
    """

    def result(question: Question) -> Result:
        earlier = (answered or {}).get(question.id)
        if earlier and earlier.status and (earlier.question.question, earlier.question.today) == _asked(question):
            return _result(question, ask, page_text, earlier)
        return _result(question, ask, page_text)

    results: list[Result] = []
    unreached = 0
    with ThreadPoolExecutor(max_workers=parallel) as pool:
        for one in pool.map(result, questions):
            done(one)
            results.append(one)
            unreached = unreached + 1 if one.verdict.reason.startswith(UnreachableError.__name__) else 0
            if unreached == _GIVES_UP_AFTER:
                pool.shutdown(wait=False, cancel_futures=True)
                raise BrokenOffError(one.verdict.reason.partition(": ")[2])
    return tuple(results)


def report_on(
    results: Sequence[Result],
    *,
    thresholds: Sequence[Threshold] | None = None,
    before: Sequence[Result] = (),
    configuration: Mapping[str, object] | None = None,
) -> Report:
    """Figures, intervals, the comparison with an earlier run, and the metrics' self-test: the verdict."""
    return Report(
        results=tuple(results),
        summary=summarise(results),
        thresholds=load_thresholds() if thresholds is None else tuple(thresholds),
        goals=load_goals(),
        intervals=intervals(results),
        comparison=compare(before, results) if before else None,
        faults=selftest(),
        configuration=configuration or {},
    )


def _asked(question: Question) -> tuple[str, date]:
    return question.question, question.today


def _result(question: Question, ask: Ask, page_text: PageText, earlier: Result | None = None) -> Result:
    begin = time.perf_counter()
    try:
        if earlier:
            answer = Answer(earlier.text, earlier.status, earlier.citations)
            return judged(question, answer, page_text, earlier.seconds)
        raw = ask(question.question, question.today)
        seconds = time.perf_counter() - begin
        return judged(question, parse_answer(raw), page_text, seconds)
    except Exception as error:  # one broken question must not hide the others; the run still fails
        reason = f"{type(error).__name__}: {error}"
        return Result(question, Verdict(Outcome.ERROR, reason), time.perf_counter() - begin)
