"""Figures over many answers. Always all three shares and both error rates, since one number hides which.

Every share is a ratio of two sums over the questions, so that one definition gives the figure, its slices and,
by drawing questions again, its interval.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from evals.answers import Citation
from evals.correctness import Coverage, Outcome, Verdict
from evals.grounding import Grounding
from evals.questions import Question


@dataclass(frozen=True, slots=True)
class Result:
    """One question asked: the answer's text, status and citations, the verdicts on it, and how long it took."""

    question: Question
    verdict: Verdict
    seconds: float
    text: str = ""
    status: str = ""
    citations: tuple[Citation, ...] = ()
    coverage: Coverage | None = None
    grounding: Grounding | None = None

    @property
    def document(self) -> str:
        """The document that the answer cites first, or empty."""
        return self.citations[0].document if self.citations else ""


@dataclass(frozen=True, slots=True)
class Summary:
    """Figures for a set of results; shares lie in 0–1, `None` where there was nothing to measure.

    `false_answer`: of the unanswerable questions, the share answered, in part or whole; `false_refusal`: of the
    answerable ones, the share declined; `hedged`: the share answered in part only. `cited`: of all sentences of
    answers, the share that cites; the rest is the assistant's own voice. `crag`: (2·correct + missing)/n − 1, 1 is all
    right, 0 all declined, −1 all wrong.
    """

    questions: int
    errors: int
    correct: float | None
    missing: float | None
    wrong: float | None
    crag: float | None
    false_answer: float | None
    false_refusal: float | None
    hedged: float | None
    resolve: float | None
    verbatim: float | None
    cited: float | None
    citation_recall: float | None
    citation_precision: float | None
    misattributed: int
    evidence: float | None
    list_recall: float | None
    list_precision: float | None
    median_seconds: float | None
    slowest_seconds: float | None


Part = tuple[float, float] | None  # what one result adds to numerator and denominator


def _outcome(wanted: Outcome) -> Callable[[Result], Part]:
    return lambda result: (float(result.verdict.outcome is wanted), 1.0)


def _crag(result: Result) -> Part:
    worth = {Outcome.CORRECT: 1.0, Outcome.MISSING: 0.0}
    return worth.get(result.verdict.outcome, -1.0), 1.0


def _false_answer(result: Result) -> Part:
    if result.question.answerable or not result.status:
        return None
    return float(result.status != "not_found" and result.status not in result.question.statuses), 1.0


def _false_refusal(result: Result) -> Part:
    if not result.question.answerable or not result.status:
        return None
    return float(result.status == "not_found" and "not_found" not in result.question.statuses), 1.0


def _hedged(result: Result) -> Part:
    if not result.question.answerable or not result.status:
        return None
    return float(result.status == "partial"), 1.0


def _cited(result: Result) -> Part:
    if result.status not in ("answered", "partial") or not result.grounding:
        return None
    return float(result.grounding.cited), float(result.grounding.stated)


def _grounded(part: Callable[[Grounding], tuple[float, float]]) -> Callable[[Result], Part]:
    return lambda result: part(result.grounding) if result.grounding else None


def _covered(part: Callable[[Coverage], float | None]) -> Callable[[Result], Part]:
    def measure(result: Result) -> Part:
        value = part(result.coverage) if result.coverage else None
        return None if value is None else (value, 1.0)

    return measure


RATIOS: Mapping[str, Callable[[Result], Part]] = {
    "correct": _outcome(Outcome.CORRECT),
    "missing": _outcome(Outcome.MISSING),
    "wrong": _outcome(Outcome.WRONG),
    "crag": _crag,
    "false_answer": _false_answer,
    "false_refusal": _false_refusal,
    "hedged": _hedged,
    "resolve": _grounded(lambda one: (one.resolves, 1.0)),
    "verbatim": _grounded(lambda one: (one.verbatim, one.citations)),
    "cited": _cited,
    "citation_recall": _grounded(lambda one: (one.supported, one.sentences)),
    "citation_precision": _grounded(lambda one: (one.needed, one.citations)),
    "evidence": _covered(lambda one: one.evidence),
    "list_recall": _covered(lambda one: one.list_recall),
    "list_precision": _covered(lambda one: one.list_precision),
}
LOWER_IS_BETTER = frozenset(("missing", "wrong", "false_answer", "false_refusal", "hedged"))


def ratio(name: str, results: Sequence[Result]) -> float | None:
    """One figure of `RATIOS` over the results; `None` where its denominator is zero."""
    parts = [part for result in results if (part := RATIOS[name](result)) is not None]
    whole = sum(below for _, below in parts)
    return sum(above for above, _ in parts) / whole if whole else None


def summarise(results: Sequence[Result]) -> Summary:
    """The figures of all results, or of a slice of them."""
    seconds = [result.seconds for result in results]
    return Summary(
        questions=len(results),
        errors=sum(result.verdict.outcome is Outcome.ERROR for result in results),
        misattributed=sum(result.grounding.misattributed for result in results if result.grounding),
        median_seconds=median(seconds) if seconds else None,
        slowest_seconds=max(seconds, default=None),
        **{name: ratio(name, results) for name in RATIOS},
    )


def cluster(question: Question) -> str:
    """What a question shares with others, so that they are not independent: the initiative its gold names, else
    itself.
    """
    named = next((gold.initiative for gold in (*question.evidence, *question.complete) if gold.initiative), "")
    return named.casefold() or question.id
