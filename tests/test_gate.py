"""The gate on the bundled programme: this build passes it, and each broken build fails it for its own reason."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from serving import serving

from assistant import answering, compose, verify
from assistant.abstention import Odds
from assistant.answering import Assistant
from assistant.answers import Draft, Statement
from assistant.api import create_app
from assistant.settings import Settings
from evals.both import BASELINES
from evals.correctness import Outcome
from evals.grounding import PageText
from evals.http import server
from evals.metrics import Result
from evals.questions import Question, load_questions
from evals.rows import as_row, read_run
from evals.runner import Report, report_on, run
from vectorstore.records import Passage

Answers = Mapping[tuple[str, date], Mapping[str, Any]]

QUESTIONS = load_questions()
SOME = QUESTIONS[::3]  # what a build that has to answer anew is asked
BASELINE = read_run(BASELINES / "bundled.jsonl")


def asked(assistant: Assistant, questions: tuple[Question, ...]) -> dict[tuple[str, date], Mapping[str, Any]]:
    return {(one.question, one.today): assistant.answer(one.question, one.today).as_json() for one in questions}


@pytest.fixture(scope="module")
def answers(assistant: Assistant) -> Answers:
    """What this build answers to each question of the set."""
    return asked(assistant, QUESTIONS)


@pytest.fixture(scope="module")
def page_text(assistant: Assistant) -> PageText:
    return assistant.live.current().page_text


def judged(answers: Answers, page_text: PageText, *, compare: bool = False) -> Report:
    """The gate's report on answers to all the questions or some, over the pages that they quote."""
    questions = [one for one in QUESTIONS if (one.question, one.today) in answers]
    results = run(questions, lambda question, today: answers[question, today], page_text)
    return report_on(results, before=BASELINE if compare else ())


def failed_figures(report: Report) -> set[str]:
    """The figures whose thresholds the report does not keep."""
    return {threshold.metric for threshold in report.missed}


def changed(answers: Answers, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Answers:
    return {key: change(dict(answer)) for key, answer in answers.items()}


def a_quarter_later(text: str) -> str:
    return re.sub(r"\bQ([1-4])", lambda found: f"Q{int(found[1]) % 4 + 1}", text)


def test_this_build_passes_and_is_no_worse_than_the_baseline(answers: Answers, page_text: PageText) -> None:
    assert judged(answers, page_text, compare=True).reasons == ()


def test_a_build_that_declines_everything_fails_for_its_refusals(answers: Answers, page_text: PageText) -> None:
    refusal = {"answer": "Det fremgår ikke af arbejdsprogrammet.", "status": "not_found", "citations": []}
    report = judged(changed(answers, lambda answer: {**answer, **refusal}), page_text, compare=True)
    assert failed_figures(report) == {"correct", "list_recall", "false_refusal"}
    assert report.comparison is not None
    assert "correct" in {loss.name for loss in report.comparison.losses}


def test_a_build_that_answers_everything_fails_for_its_false_answers(
    assistant: Assistant, page_text: PageText, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.decline.knows_name", lambda *_: True)

    def sure(_store: object, _analysis: object, _evidence: object, passage: Passage, _text: str) -> Odds:
        return Odds(9 + 1 / len(passage.text))

    eager = Assistant(assistant.live, sure)
    failed = failed_figures(judged(asked(eager, SOME), page_text))
    assert {"false_answer", "wrong"} <= failed
    assert "false_refusal" not in failed


def test_a_build_that_names_the_wrong_quarter_fails_for_what_it_says(answers: Answers, page_text: PageText) -> None:
    late = changed(answers, lambda answer: {**answer, "answer": a_quarter_later(answer["answer"])})
    failed = failed_figures(judged(late, page_text))
    assert {"wrong", "citation_recall"} <= failed
    assert not failed & {"verbatim", "resolve", "false_answer", "false_refusal"}


def test_a_build_whose_citations_are_shuffled_fails_for_its_citations(answers: Answers, page_text: PageText) -> None:
    def shuffled(answer: dict[str, Any]) -> dict[str, Any]:
        given = answer["citations"]
        numbers = [citation["id"] for citation in given]
        moved = [{**one, "id": number} for one, number in zip(given, numbers[1:] + numbers[:1], strict=True)]
        return {**answer, "citations": moved}

    failed = failed_figures(judged(changed(answers, shuffled), page_text))
    assert "citation_recall" in failed
    assert not failed & {"verbatim", "resolve", "correct", "wrong", "false_answer", "false_refusal"}


def misread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Break composition: each claim is a quarter late, as a model that reads badly would have it."""
    composed = compose.together

    def late(*drafted: Any) -> Draft:
        draft = composed(*drafted)
        return replace(draft, statements=tuple(map(moved, draft.statements)))

    def moved(statement: Statement) -> Statement:
        return replace(statement, text=a_quarter_later(statement.text)) if statement.claim else statement

    monkeypatch.setattr(answering, "together", late)


def test_with_verification_off_what_composition_misreads_is_said_and_fails_the_gate(
    assistant: Assistant, page_text: PageText, monkeypatch: pytest.MonkeyPatch
) -> None:
    misread(monkeypatch)
    monkeypatch.setattr(verify, "supported", lambda *_, **__: True)
    failed = failed_figures(judged(asked(assistant, SOME), page_text))
    assert {"wrong", "citation_recall"} <= failed


def test_with_verification_on_what_composition_misreads_is_never_said(
    assistant: Assistant, page_text: PageText, monkeypatch: pytest.MonkeyPatch
) -> None:
    misread(monkeypatch)
    report = judged(asked(assistant, SOME), page_text)
    assert report.summary.citation_recall is not None
    assert report.summary.citation_recall >= 0.99
    assert "false_refusal" in failed_figures(report)


def test_a_build_that_breaks_on_some_questions_fails_for_its_errors(answers: Answers, page_text: PageText) -> None:
    some = dict(list(answers.items())[5:])
    results = run(QUESTIONS, lambda question, today: some[question, today], page_text)
    assert failed_figures(report_on(results)) == {"errors"}


DENIED = (
    ("Udrulningen", "Udrulningen ikke"),
    ("er ", "er ikke "),
    ("skal ", "skal ikke "),
)


def denied(answer: dict[str, Any]) -> dict[str, Any]:
    text = answer["answer"]
    for said, not_said in DENIED:
        if said in text:
            return {**answer, "answer": text.replace(said, not_said, 1)}
    return answer


def with_more(more: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    def change(answer: dict[str, Any]) -> dict[str, Any]:
        return answer if answer["status"] == "not_found" else {**answer, "answer": answer["answer"] + more}

    return change


@pytest.mark.parametrize(
    ("change", "figure"),
    [
        (denied, "citation_recall"),
        (with_more(" Direktionen roser medarbejdernes store indsats på området [1]."), "citation_recall"),
        (with_more("\n\nDirektionen roser medarbejdernes indsats. Alle er meget tilfredse med det."), "cited"),
        (with_more("\n\nDer er 0 forsinkelser og 0 kr. at hente."), "citation_recall"),
        (lambda answer: {**answer, "status": "partial"}, "hedged"),
    ],
    ids=["denied", "invented and cited", "invented", "nothing at all", "never sure"],
)
def test_a_build_that_says_what_no_quote_says_fails(
    answers: Answers, page_text: PageText, change: Callable[[dict[str, Any]], dict[str, Any]], figure: str
) -> None:
    assert figure in failed_figures(judged(changed(answers, change), page_text))


def test_a_decline_that_states_something_is_wrong(answers: Answers, page_text: PageText) -> None:
    def stated(answer: dict[str, Any]) -> dict[str, Any]:
        more = {"answer": "Ja, direktionen har besluttet det.", "citations": []}
        return {**answer, **more} if answer["status"] == "not_found" else answer

    assert "wrong" in failed_figures(judged(changed(answers, stated), page_text))


def test_a_build_that_declines_where_it_was_wrong_has_lost_nothing(answers: Answers, page_text: PageText) -> None:
    before = judged(answers, page_text).results
    wrong = {one.question.id for one in before if one.verdict.outcome is Outcome.WRONG and not one.question.answerable}
    assert wrong
    refusal = {"answer": "Det fremgår ikke af arbejdsprogrammet.", "status": "not_found", "citations": []}
    better = {(q.question, q.today): refusal for q in QUESTIONS if q.id in wrong}
    results = judged({**answers, **better}, page_text).results
    assert report_on(results, before=before, thresholds=()).reasons == ()


def test_a_build_that_tidies_its_quotes_fails_for_them(answers: Answers, page_text: PageText) -> None:
    def tidied(answer: dict[str, Any]) -> dict[str, Any]:
        quotes = [{**one, "quote": " ".join(one["quote"].split())} for one in answer["citations"]]
        return {**answer, "citations": quotes}

    assert failed_figures(judged(changed(answers, tidied), page_text)) == {"verbatim"}


def test_over_http_every_row_is_the_one_that_is_measured_in_process(
    assistant: Assistant, answers: Answers, page_text: PageText
) -> None:
    def row(result: Result) -> dict[str, Any]:
        return {**as_row(result), "seconds": None}

    some = QUESTIONS[::4]
    with serving(create_app(assistant, Settings())) as address:
        ask, pages = server(address)
        served = run(some, ask, pages, parallel=2)
    inside = run(some, lambda question, today: answers[question, today], page_text)
    assert [row(result) for result in served] == [row(result) for result in inside]


def test_a_list_that_lost_lines_says_so(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    misread(monkeypatch)
    answer = assistant.answer("Hvilke milepæle er der i 4. kvartal 2026?", date(2026, 3, 15))
    assert answer.status == "partial"
    assert "udeladt, fordi det ikke kunne bekræftes" in answer.answer
    assert "**Fremtidens ERP" not in answer.answer
