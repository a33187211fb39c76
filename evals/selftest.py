"""The metrics, tried on an answer known to be good and on ones known to be bad before anything is measured.

A metric that can't tell them apart fails the run: its figure would mean nothing.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from evals.answers import parse_answer
from evals.judging import judged
from evals.metrics import LOWER_IS_BETTER, RATIOS, ratio
from evals.questions import Evidence, Question

_PAGE = "Q2 2026: Pilot i tre huse\nQ4 2026: Drift i alle 12 huse\nQ1 2027: Evaluering"
_WANTED = Question(
    id="selftest",
    kind="when",
    split="dev",
    question="Hvornår er der drift?",
    answerable=True,
    facts=(("Q4/2026",),),
    forbidden=("Q2/2027",),
    lead=("Q4/2026",),
    evidence=(Evidence(initiative="Intranet", period="Q4 2026"),),
    complete=(Evidence(initiative="Intranet", period="Q4 2026"), Evidence(initiative="Intranet", period="Q1 2027")),
)
_UNSAID = Question(
    id="selftest-unsaid", kind="near_miss", split="dev", question="Hvad koster det?", answerable=False,
    statuses=("not_found",),
)  # fmt: skip


def _cited(number: int, line: str, **changed: object) -> dict[str, Any]:
    start = _PAGE.index(line)
    place = {"document_id": "p", "document": "Plan", "page": 1, "start": start, "end": start + len(line)}
    period = {"label": line.partition(":")[0]}
    return {"id": number, "quote": line, "initiative": "Intranet", "period": period, **place, **changed}


_PILOT, _DRIFT, _LAST = _PAGE.splitlines()
_GOOD: dict[str, Any] = {
    "answer": "Drift i alle 12 huse er planlagt til Q4/2026 [1].\n\nEvaluering følger i Q1/2027 [2].",
    "status": "answered",
    "citations": [_cited(1, _DRIFT), _cited(2, _LAST)],
}
_DECLINED: dict[str, Any] = {"answer": "Det fremgår ikke.", "status": "not_found", "citations": []}
_LATE = {**_GOOD, "answer": _GOOD["answer"].replace("Q4/2026", "Q2/2027")}
BAD: Mapping[str, tuple[Question, Mapping[str, Any]]] = {
    "correct": (_WANTED, _DECLINED),
    "missing": (_WANTED, _DECLINED),
    "wrong": (_WANTED, _LATE),
    "crag": (_WANTED, _LATE),
    "false_answer": (_UNSAID, _GOOD),
    "false_refusal": (_WANTED, _DECLINED),
    "hedged": (_WANTED, {**_GOOD, "status": "partial"}),
    "cited": (_WANTED, {**_GOOD, "answer": _GOOD["answer"] + "\n\nAlle huse er glade for det."}),
    "resolve": (_WANTED, {**_GOOD, "answer": _GOOD["answer"] + " Mere [7]."}),
    "verbatim": (_WANTED, {**_GOOD, "citations": [_cited(1, _DRIFT, quote="Drift i alle huse"), _cited(2, _LAST)]}),
    "citation_recall": (_WANTED, {**_GOOD, "citations": [_cited(1, _LAST), _cited(2, _DRIFT)]}),
    "citation_precision": (_WANTED, {**_GOOD, "answer": "Drift er planlagt til Q4/2026 [1][2]."}),
    "evidence": (_WANTED, {**_GOOD, "citations": [_cited(1, _PILOT), _cited(2, _LAST)]}),
    "list_recall": (_WANTED, {**_GOOD, "citations": [_cited(1, _DRIFT)]}),
    "list_precision": (_WANTED, {**_GOOD, "citations": [*_GOOD["citations"], _cited(3, _PILOT)]}),
}


def selftest() -> tuple[str, ...]:
    """The metrics that don't work, each with what it gave; none if all tell good from bad."""
    return tuple(_faults())


def _faults() -> Iterator[str]:
    for name in RATIOS:
        question, bad = BAD[name]
        best = 0.0 if name in LOWER_IS_BETTER else 1.0
        good = _GOOD if question.answerable else _DECLINED
        given = _figure(name, question, good)
        if given != best:
            yield f"{name} giver et godt svar {given}, ikke {best:g}"
        given = _figure(name, question, bad)
        if given is None or (given <= best if name in LOWER_IS_BETTER else given >= best):
            yield f"{name} giver et dårligt svar {given}"


def _figure(name: str, question: Question, answer: Mapping[str, Any]) -> float | None:
    return ratio(name, [judged(question, parse_answer(answer), _page_text, seconds=0.0)])


def _page_text(_document: str, _page: int) -> str:
    return _PAGE
