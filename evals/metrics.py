"""Figures over many answers. Always all three shares and both error rates, since one number hides which."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mean, median

from evals.correctness import Coverage, Outcome, Verdict
from evals.grounding import Grounding
from evals.questions import Question


@dataclass(frozen=True, slots=True)
class Result:
    """One question asked: the answer's text and status, the verdicts on it, and how long it took."""

    question: Question
    verdict: Verdict
    seconds: float
    text: str = ""
    status: str = ""
    coverage: Coverage | None = None
    grounding: Grounding | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """Figures for a set of results; shares lie in 0–1, `None` where there was nothing to measure.

    `false_answer`: of the unanswerable questions, the share answered; `false_refusal`: of the answerable
    ones, the share declined.
    """

    questions: int
    errors: int
    correct: float | None
    missing: float | None
    wrong: float | None
    crag: float | None
    false_answer: float | None
    false_refusal: float | None
    resolve: float | None
    verbatim: float | None
    citation_recall: float | None
    citation_precision: float | None
    misattributed: int
    evidence: float | None
    list_recall: float | None
    list_precision: float | None
    median_seconds: float | None
    slowest_seconds: float | None


def summarise(results: Sequence[Result]) -> Summary:
    """The figures of all results, or of a slice of them."""
    outcomes = [result.verdict.outcome for result in results]
    grounded = [result.grounding for result in results if result.grounding]
    covered = [result.coverage for result in results if result.coverage]
    seconds = [result.seconds for result in results]
    count = len(results)
    return Summary(
        questions=count,
        errors=outcomes.count(Outcome.ERROR),
        correct=_share(outcomes.count(Outcome.CORRECT), count),
        missing=_share(outcomes.count(Outcome.MISSING), count),
        wrong=_share(outcomes.count(Outcome.WRONG), count),
        crag=crag_score(outcomes),
        false_answer=false_answer_rate(results),
        false_refusal=false_refusal_rate(results),
        resolve=_share(sum(one.resolves for one in grounded), len(grounded)),
        verbatim=_share(sum(one.verbatim for one in grounded), sum(one.citations for one in grounded)),
        citation_recall=_share(sum(one.supported for one in grounded), sum(one.sentences for one in grounded)),
        citation_precision=_share(sum(one.needed for one in grounded), sum(one.citations for one in grounded)),
        misattributed=sum(one.misattributed for one in grounded),
        evidence=_mean(one.evidence for one in covered),
        list_recall=_mean(one.list_recall for one in covered),
        list_precision=_mean(one.list_precision for one in covered),
        median_seconds=median(seconds) if seconds else None,
        slowest_seconds=max(seconds, default=None),
    )


def crag_score(outcomes: Sequence[Outcome]) -> float | None:
    """`(2·correct + missing)/n − 1`: 1 is all right, 0 all declined, −1 all wrong."""
    if not outcomes:
        return None
    return (2 * outcomes.count(Outcome.CORRECT) + outcomes.count(Outcome.MISSING)) / len(outcomes) - 1


def false_answer_rate(results: Iterable[Result]) -> float | None:
    """Of the unanswerable questions, the share that was answered all the same."""
    asked = [one for one in results if not one.question.answerable and one.status]
    return _share(
        sum(one.status == "answered" and "answered" not in one.question.statuses for one in asked), len(asked)
    )


def false_refusal_rate(results: Iterable[Result]) -> float | None:
    """Of the answerable questions, the share that was declined."""
    asked = [one for one in results if one.question.answerable and one.status]
    refused = [one for one in asked if one.status == "not_found" and "not_found" not in one.question.statuses]
    return _share(len(refused), len(asked))


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return mean(known) if known else None
