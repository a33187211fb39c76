"""Is the answer right? Judged by what it states, its status and the milestones it lists."""

import re
from dataclasses import dataclass
from enum import StrEnum
from textwrap import shorten

from evals.answers import Answer, Citation, without_markers
from evals.normalise import claims, normalise, states
from evals.questions import Evidence, Question

_DATED = re.compile(r"(?<![\d/])20\d\d/(?:q[1-4]|\d\d)(?![\d/])(?:-20\d\d/(?:q[1-4]|\d\d)(?![\d/]))?")


_DECLINES = re.compile(r"\b(?:ikke|ingen|intet|uden for|not|no|cannot|outside)\b|n't\b")


class Outcome(StrEnum):
    """What one answer is worth: CRAG gives 1, 0 and -1; an error counts as wrong there."""

    CORRECT = "correct"
    MISSING = "missing"
    WRONG = "wrong"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of one answer and, unless it is correct, why."""

    outcome: Outcome
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How well the citations meet what the gold names; `None` where it names nothing."""

    evidence: float | None
    list_recall: float | None
    list_precision: float | None


def judge(question: Question, answer: Answer) -> Verdict:
    """Correct, missing or wrong.

    Wrong: a forbidden fact, an answer where the text gives none, another quarter first, or none of the
    required facts while stating something else. Missing: declined, or right as far as it goes.
    """
    said = normalise(without_markers(answer.text))
    for alternative in question.forbidden:
        if states(said, (alternative,)):
            return Verdict(Outcome.WRONG, f"siger det udelukkede {alternative!r}")
    accepted = answer.status in question.statuses
    if answer.status == "not_found" and question.kind != "small_talk" and not _DECLINES.search(said):
        return Verdict(Outcome.WRONG, "status er not_found, men teksten siger ikke, at det ikke fremgår")
    if not question.answerable:
        return _judge_unanswerable(answer.status, accepted)
    if answer.status == "not_found" and not accepted:
        return Verdict(Outcome.MISSING, "afvist, selvom teksten siger det")
    if question.lead and not _leads(said, question.lead):
        return Verdict(Outcome.WRONG, f"nævner en anden periode før {question.lead[0]!r}")
    absent = [group for group in question.facts if not states(said, group)]
    if len(absent) == len(question.facts):
        declined = answer.status == "not_found"
        return Verdict(Outcome.MISSING if declined else Outcome.WRONG, f"siger ingen af fakta: {_names(absent)}")
    if absent:
        return Verdict(Outcome.MISSING, f"siger ikke {_names(absent)}")
    if not accepted:
        return Verdict(Outcome.MISSING, f"status er {answer.status}, ikke {' eller '.join(question.statuses)}")
    return _judge_list(question, answer)


def coverage(question: Question, answer: Answer) -> Coverage:
    """The share of the named evidence that is cited, and recall and precision of a list's milestones.

    A list may also cite the titles that its milestones stand under; they count neither way.
    """
    cited, wanted = answer.citations, question.complete
    entries = [citation for citation in cited if not _is_title(citation)]
    listed = [citation for citation in entries if any(meets(citation, item) for item in wanted)]
    return Coverage(
        evidence=_share(sum(_cited(item, cited) for item in question.evidence), len(question.evidence)),
        list_recall=_share(sum(_cited(item, cited) for item in wanted), len(wanted)),
        list_precision=_share(len(listed), len(entries)) if wanted else None,
    )


def meets(citation: Citation, gold: Evidence) -> bool:
    """Whether a citation is the place that the gold names: its initiative, period and words, where given."""
    return (
        (not gold.initiative or states(normalise(citation.initiative), (gold.initiative,)))
        and (not gold.period or claims(citation.period or citation.quote) >= claims(gold.period))
        and (not gold.words or states(normalise(citation.quote), gold.words))
    )


def _judge_unanswerable(status: str, accepted: bool) -> Verdict:
    if accepted:
        return Verdict(Outcome.CORRECT)
    if status == "partial":
        return Verdict(Outcome.MISSING, "et halvt svar, selvom teksten intet siger om det")
    return Verdict(Outcome.WRONG, "svaret, selvom teksten ikke siger det")


def _judge_list(question: Question, answer: Answer) -> Verdict:
    found = coverage(question, answer)
    if found.list_recall is not None and found.list_recall < 1:
        return Verdict(Outcome.MISSING, f"viser {found.list_recall:.0%} af de milepæle, der spørges om")
    if found.list_precision is not None and found.list_precision < 1:
        return Verdict(Outcome.MISSING, f"kun {found.list_precision:.0%} af kilderne hører til listen")
    return Verdict(Outcome.CORRECT)


def _leads(said: str, accepted: tuple[str, ...]) -> bool:
    first = _DATED.search(said)
    return first is None or states(first[0], accepted)


def _cited(gold: Evidence, citations: tuple[Citation, ...]) -> bool:
    return any(meets(citation, gold) for citation in citations)


def _is_title(citation: Citation) -> bool:
    """Whether the quote is the initiative's title, also as overprinted bold doubles its letters."""
    return bool(citation.initiative) and _single_letters(citation.quote) == _single_letters(citation.initiative)


def _single_letters(text: str) -> str:
    return re.sub(r"(\w)\1+", r"\1", re.sub(r"\W", "", text.lower()))


def _names(groups: list[tuple[str, ...]]) -> str:
    return "; ".join(" | ".join(shorten(one, 40) for one in group[:3]) for group in groups)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
