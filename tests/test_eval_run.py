"""A run that is broken off, taken up, and held against another; its report as a page."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from chat_page import chromium
from playwright.sync_api import Page
from rich.console import Console

from assistant.cli import main
from evals.answers import parse_answer
from evals.correctness import Outcome, Verdict
from evals.evaluate import PARTIAL, evaluate
from evals.html_report import write_html
from evals.http import UnreachableError
from evals.judging import judged
from evals.metrics import Result, summarise
from evals.questions import Evidence, Question
from evals.rows import RESULTS, RunError, as_row, as_verdict, read_run, write_rows
from evals.runner import report_on

TEXT = "Q3/2026: Markedsdialog\u2028gennemført\nQ4/2026: Strategi klar"
SET = """
questions:
  - {id: erp-3, kind: when, split: dev, question: "Markedsdialog", answerable: true, facts: [Q3/2026],
     evidence: [{initiative: ERP, period: Q3/2026}]}
  - {id: erp-4, kind: when, split: held_back, question: "Strategi", answerable: true, facts: [Q4/2026],
     evidence: [{initiative: ERP, period: Q4/2026}]}
  - {id: price, kind: near_miss, split: dev, question: "pris", answerable: false}
"""


def page_text(_document: str, _page: int) -> str:
    return TEXT


class Door:
    """Quotes the line that holds the question's word; stops for good before question number `breaks_at`."""

    def __init__(self, breaks_at: int | None = None) -> None:
        self.asked: list[str] = []
        self.breaks_at = breaks_at

    def __call__(self, question: str, _today: date) -> Mapping[str, Any]:
        if len(self.asked) == self.breaks_at:
            raise KeyboardInterrupt
        self.asked.append(question)
        line = next((line for line in TEXT.split("\n") if question in line), "")
        if not line:
            return {"answer": "Det fremgår ikke.", "status": "not_found", "citations": []}
        start = TEXT.index(line)
        place = {"document_id": "p", "document": "Plan", "page": 1, "start": start, "end": start + len(line)}
        period = {"label": line.partition(":")[0]}
        citation = {"id": 1, "quote": line, "initiative": "ERP", "period": period, **place}
        return {"answer": f"{' '.join(line.split())} [1].", "status": "answered", "citations": [citation]}


def run(door: Door, folder: Path, **options: Any) -> int:
    path = folder / "set.yaml"
    path.write_text(SET, encoding="utf-8")
    return evaluate(path, door, page_text, folder / "out", Console(quiet=True), **options)


def test_a_run_that_is_broken_off_is_taken_up_where_it_stopped(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        run(Door(breaks_at=2), tmp_path)
    assert len(read_run(tmp_path / "out" / PARTIAL)) == 2
    again = Door()
    assert run(again, tmp_path, resume=True) == 0
    assert again.asked == ["pris"]
    assert [result.question.id for result in read_run(tmp_path / "out")] == ["erp-3", "erp-4", "price"]
    assert not (tmp_path / "out" / PARTIAL).exists()


def test_a_line_cut_short_by_the_break_is_asked_again(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        run(Door(breaks_at=2), tmp_path)
    partial = tmp_path / "out" / PARTIAL
    partial.write_text(partial.read_text(encoding="utf-8")[:-40], encoding="utf-8")
    again = Door()
    assert run(again, tmp_path, resume=True) == 0
    assert again.asked == ["Strategi", "pris"]


def test_what_is_taken_up_is_judged_by_the_questions_of_today(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        run(Door(breaks_at=2), tmp_path)
    path = tmp_path / "set.yaml"
    path.write_text(SET.replace("facts: [Q4/2026]", "facts: [Q1/2027]"), encoding="utf-8")
    assert evaluate(path, Door(), page_text, tmp_path / "out", Console(quiet=True), resume=True) == 1


class GoneDoor(Door):
    """Answers a few questions, then nobody is there."""

    def __call__(self, question: str, today: date) -> Mapping[str, Any]:
        if len(self.asked) == self.breaks_at:
            raise UnreachableError("intet svar")
        return super().__call__(question, today)


def test_a_server_that_goes_away_costs_no_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evals.runner._GIVES_UP_AFTER", 1)
    assert run(GoneDoor(breaks_at=2), tmp_path) == 2
    assert run(GoneDoor(breaks_at=0), tmp_path, resume=True) == 2
    assert [one.question.id for one in read_run(tmp_path / "out" / PARTIAL)] == ["erp-3", "erp-4"]
    again = Door()
    assert run(again, tmp_path, resume=True) == 0
    assert again.asked == ["pris"]


def test_a_question_that_failed_is_asked_again(tmp_path: Path) -> None:
    assert run(GoneDoor(breaks_at=2), tmp_path) == 1
    again = Door()
    assert run(again, tmp_path, resume=True) == 0
    assert again.asked == ["pris"]


def test_a_run_with_errors_or_of_other_questions_is_nothing_to_compare_with(tmp_path: Path) -> None:
    run(GoneDoor(breaks_at=2), tmp_path)
    failed = tmp_path / "failed"
    (tmp_path / "out").rename(failed)
    assert run(Door(), tmp_path, compare_with=failed) == 2
    run(Door(), tmp_path)
    others = tmp_path / "others.jsonl"
    rows = (tmp_path / "out" / RESULTS).read_text(encoding="utf-8")
    others.write_text(rows.replace('"id": "', '"id": "x-'), encoding="utf-8")
    assert run(Door(), tmp_path, compare_with=others) == 2


def test_asked_in_parallel_the_rows_are_the_same(tmp_path: Path) -> None:
    assert run(Door(), tmp_path, parallel=3) == 0
    rows = [replace(result, seconds=0.0) for result in read_run(tmp_path / "out")]
    assert run(Door(), tmp_path) == 0
    assert rows == [replace(result, seconds=0.0) for result in read_run(tmp_path / "out")]


def test_a_run_is_compared_with_an_earlier_ones_folder(tmp_path: Path) -> None:
    assert run(Door(), tmp_path) == 0
    earlier = tmp_path / "earlier"
    (tmp_path / "out").rename(earlier)
    assert run(Door(), tmp_path, compare_with=earlier) == 0
    summary = json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))
    assert summary["comparison"]["questions"] == 3
    assert summary["comparison"]["lost"] == []


def test_rows_are_read_as_they_were_written(tmp_path: Path) -> None:
    run(Door(), tmp_path)
    results = read_run(tmp_path / "out")
    with (tmp_path / "again.jsonl").open("w", encoding="utf-8") as file:
        write_rows(map(as_row, results), file)
    assert (tmp_path / "again.jsonl").read_text(encoding="utf-8") == (tmp_path / "out" / RESULTS).read_text(
        encoding="utf-8"
    )


def test_a_baseline_keeps_every_figure_and_no_word_of_the_text(tmp_path: Path) -> None:
    run(Door(), tmp_path)
    results = read_run(tmp_path / "out")
    path = tmp_path / "baseline.jsonl"
    with path.open("w", encoding="utf-8") as file:
        write_rows(map(as_verdict, results), file)
    untimed = [replace(result, seconds=0.0) for result in results]
    assert summarise(read_run(path)) == summarise(untimed)
    text = path.read_text(encoding="utf-8")
    assert not [word for word in ("Markedsdialog", "Strategi", "pris") if word in text.replace('"price"', "")]


@pytest.mark.parametrize(
    ("text", "fault"),
    [(None, "ingen kørsel at holde op imod"), ("", "kørslen er tom"), ('{"id": 1}\n', ":1: intet resultat")],
)
def test_an_earlier_run_that_cannot_be_read_is_named_with_the_remedy(
    tmp_path: Path, text: str | None, fault: str
) -> None:
    path = tmp_path / "run.jsonl"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(RunError, match=fault):
        read_run(path)
    assert run(Door(), tmp_path, compare_with=path) == 2


def test_the_terminal_refuses_a_run_that_is_none(
    tmp_path: Path, bundled_data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["evaluate", "--data-dir", str(bundled_data_dir), "--out", str(tmp_path / "out")]
    assert main([*arguments, "--compare", str(tmp_path / "none")]) == 2
    assert "angiv den mappe, som --out nævnte" in " ".join(capsys.readouterr().out.split())


HOSTILE = "<img src=x onerror=alert(1)> & </script>"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, list[str]]]:
    """The page of a run with a right answer, a wrong one, a refusal and an error, all with markup in their texts."""
    folder = tmp_path_factory.mktemp("report")
    evidence = (Evidence("ERP", "Q4/2026"),)
    asked = Question("a", "when", "dev", HOSTILE, answerable=True, facts=(("Q4/2026",),), evidence=evidence)
    raw = Door()("Strategi", date(2026, 3, 15))
    citation = {**raw["citations"][0], "document": HOSTILE}
    answer = parse_answer({**raw, "answer": f"Q4/2026 {HOSTILE} [1].", "citations": [citation]})
    right = judged(asked, answer, page_text, 0.004)
    wrong = judged(replace(asked, id="b", facts=(("Q1/2027",),)), answer, page_text, 0.4)
    declined = parse_answer({"answer": "Det fremgår ikke.", "status": "not_found", "citations": []})
    refused = judged(replace(asked, id="c", kind="who"), declined, page_text, 0.02)
    broken = Result(replace(asked, id="d"), Verdict(Outcome.ERROR, f"RuntimeError: {HOSTILE}"), 0.0)
    results = (right, wrong, refused, broken)
    before = [replace(one, verdict=Verdict(Outcome.CORRECT)) for one in results]
    path = write_html(report_on(results, before=before, configuration={"questions": HOSTILE}), folder)
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1100, "height": 900})
        asked_for: list[str] = []
        page.on("request", lambda request: asked_for.append(request.url))
        page.on("dialog", lambda dialog: asked_for.append(f"alert: {dialog.message}"))
        page.goto(path.as_uri())
        yield page, asked_for


@pytest.fixture
def report_page(opened: tuple[Page, list[str]]) -> Page:
    return opened[0]


def test_the_report_is_one_file_that_asks_nothing_of_the_network(opened: tuple[Page, list[str]]) -> None:
    report_page, asked_for = opened
    assert asked_for == [report_page.url]
    assert report_page.locator("img").count() == 0
    assert HOSTILE in report_page.locator("summary").first.inner_text()


def test_the_report_begins_with_the_verdict_and_its_reasons(report_page: Page) -> None:
    verdict = report_page.locator(".verdict")
    assert "Ikke bestået" in verdict.inner_text()
    assert "errors ≤ 0, men er 1" in verdict.inner_text()


def test_the_figures_stand_with_interval_goal_and_change(report_page: Page) -> None:
    row = report_page.get_by_role("row", name=re.compile("Rigtige svar")).first.inner_text()
    assert re.search(r"25,0 %.*mindst 95,0 %.*−75,0", row, re.DOTALL)


@pytest.mark.parametrize(
    ("field", "choice", "shown"),
    [("outcome", "wrong", ["b"]), ("kind", "who", ["c"]), ("split", "held_back", []), ("outcome", "", list("abcd"))],
)
def test_the_questions_can_be_filtered(report_page: Page, field: str, choice: str, shown: list[str]) -> None:
    if choice != "held_back":
        report_page.locator(f"#{field}").select_option(choice)
    else:
        report_page.locator("#text").fill("findes ikke")
    visible = report_page.locator("details:not([hidden])")
    assert [one.get_attribute("id") for one in visible.all()] == shown
    assert report_page.locator("#count").inner_text() == f"{len(shown)} af 4"
    report_page.locator("#text").fill("")
    report_page.locator(f"#{field}").select_option("")


def test_everyone_can_use_the_report(report_page: Page) -> None:
    for one in report_page.locator("details").all():
        one.locator("summary").click()
    violations = Axe().run(report_page).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in violations] == []
