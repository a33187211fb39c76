"""Asks every question at one door, measures the answers, and gives a verdict."""

import time
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from evals.answers import parse_answer
from evals.correctness import Outcome, Verdict, coverage, judge
from evals.grounding import PageText, ground
from evals.metrics import Result, Summary, summarise
from evals.questions import Question

Ask = Callable[[str, date], Mapping[str, object]]
THRESHOLDS_PATH = Path(__file__).with_name("thresholds.toml")


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
    """A finished run: every result, the figures over all of them, and the thresholds that decide."""

    results: tuple[Result, ...]
    summary: Summary
    thresholds: tuple[Threshold, ...]

    @property
    def missed(self) -> tuple[Threshold, ...]:
        """The thresholds that do not hold."""
        return tuple(threshold for threshold in self.thresholds if not threshold.holds(self.summary))

    @property
    def passed(self) -> bool:
        """The verdict: something was asked, and every threshold holds."""
        return bool(self.results) and not self.missed

    def by(self, field: str) -> dict[str, Summary]:
        """Figures by `kind` or `split`, in the order in which they first appear."""
        groups: dict[str, list[Result]] = {}
        for result in self.results:
            groups.setdefault(str(getattr(result.question, field)), []).append(result)
        return {name: summarise(group) for name, group in groups.items()}


def load_thresholds(path: Path = THRESHOLDS_PATH) -> tuple[Threshold, ...]:
    """Read `[at_least]` and `[at_most]`; `ThresholdError` names a figure that does not exist."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    found: list[Threshold] = []
    for section, ceiling in (("at_least", False), ("at_most", True)):
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
    thresholds: Sequence[Threshold] | None = None,
    clock: Callable[[], float] = time.perf_counter,
) -> Report:
    """Ask all questions, one after another. A question that raises counts as an error and fails the run."""
    results = tuple(_asked(question, ask, page_text, clock) for question in questions)
    limits = load_thresholds() if thresholds is None else tuple(thresholds)
    return Report(results, summarise(results), limits)


def _asked(question: Question, ask: Ask, page_text: PageText, clock: Callable[[], float]) -> Result:
    begin = clock()
    try:
        raw = ask(question.question, question.today)
        seconds = clock() - begin
        answer = parse_answer(raw)
        return Result(
            question=question,
            verdict=judge(question, answer),
            seconds=seconds,
            text=answer.text,
            status=answer.status,
            coverage=coverage(question, answer),
            grounding=ground(answer, page_text, question.question, question.today),
        )
    except Exception as error:  # one broken question must not hide the others; the run still fails
        reason = f"{type(error).__name__}: {error}"
        return Result(question, Verdict(Outcome.ERROR, reason), clock() - begin)
