import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from langchain_core.embeddings import Embeddings
from rich.console import Console

from evals.evaluate import evaluate
from evals.http import ServerError, server
from evals.plain_recipe import plain_recipe, split
from evals.questions import Evidence, Question
from evals.retrieval import first_hit, gold_passages, measure
from evals.runner import Threshold, ThresholdError, load_thresholds, report_on, run
from vectorstore.records import Document, Kind, Page, Passage, Period, Span

TEXT = "Q3/2026: Markedsdialog gennemført\nQ4/2026: Strategi klar"
SET = """
questions:
  - {id: erp-3, kind: when, split: dev, question: "dialog?", answerable: true, facts: [Q3/2026],
     evidence: [{initiative: ERP, period: Q3/2026}]}
  - {id: erp-4, kind: when, split: held_back, question: "strategi?", answerable: true, facts: [Q4/2026],
     evidence: [{initiative: ERP, period: Q4/2026}]}
  - {id: price, kind: near_miss, split: dev, question: "pris?", answerable: false}
"""


def page_text(document_id: str, page: int) -> str:
    return {("p", 1): TEXT}[document_id, page]


def ask(question: str, _today: date) -> Mapping[str, object]:
    """Quote the line of the text that shares a word with the question."""
    word = question.strip("?").lower()
    line = next((line for line in TEXT.splitlines() if word in line.lower()), "")
    if not line:
        return {"answer": "Det siger programmet ikke.", "status": "not_found", "citations": []}
    start = TEXT.index(line)
    place = {"document_id": "p", "page": 1, "start": start, "end": start + len(line)}
    period = {"label": line.partition(":")[0]}
    citation = {"id": 1, "quote": line, "initiative": "Fremtidens ERP", "period": period, **place}
    return {"answer": f"{line} [1].", "status": "answered", "citations": [citation]}


@pytest.fixture
def question_file(tmp_path: Path) -> Path:
    path = tmp_path / "set.yaml"
    path.write_text(SET, encoding="utf-8")
    return path


def quiet() -> Console:
    return Console(width=120, quiet=True)


def test_a_door_that_answers_right_passes_and_the_report_says_so(question_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert evaluate(question_file, ask, page_text, out, quiet()) == 0
    rows = [json.loads(line) for line in (out / "results.jsonl").read_text(encoding="utf-8").splitlines()]
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    assert [row["outcome"] for row in rows] == ["correct"] * 3
    assert summary["passed"]
    assert summary["all"]["verbatim"] == 1
    assert set(summary["by_split"]) == {"dev", "held_back"}
    assert "Nothing." in (out / "summary.md").read_text(encoding="utf-8")


def test_a_wrong_answer_fails_the_run_and_is_shown_with_its_reason(question_file: Path, tmp_path: Path) -> None:
    def late(question: str, today: date) -> Mapping[str, object]:
        answer = dict(ask(question, today))
        return {**answer, "answer": str(answer["answer"]).replace("Q4/2026", "Q4/2027")}

    assert evaluate(question_file, late, page_text, tmp_path, quiet()) == 1
    report = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert "### erp-4 (when, held_back): wrong" in report
    assert "siger ingen af fakta: Q4/2026" in report
    assert "### erp-3" not in report


def test_a_question_that_raises_is_counted_and_fails_the_run_without_stopping_it(
    question_file: Path, tmp_path: Path
) -> None:
    def broken(question: str, today: date) -> Mapping[str, object]:
        if question == "dialog?":
            raise RuntimeError("no index")
        return ask(question, today)

    assert evaluate(question_file, broken, page_text, tmp_path, quiet()) == 1
    rows = [json.loads(line) for line in (tmp_path / "results.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["outcome"] for row in rows] == ["error", "correct", "correct"]
    assert rows[0]["reason"] == "RuntimeError: no index"


def test_a_quote_that_is_not_verbatim_fails_the_run(question_file: Path, tmp_path: Path) -> None:
    def shifted(document_id: str, page: int) -> str:
        return " " + page_text(document_id, page)

    assert evaluate(question_file, ask, shifted, tmp_path, quiet()) == 1
    assert json.loads((tmp_path / "summary.json").read_text(encoding="utf-8"))["reasons"] == [
        "verbatim ≥ 1, men er 0.000"
    ]


def test_a_question_file_that_cannot_be_used_is_wrong_usage(tmp_path: Path) -> None:
    console = Console(width=200, record=True, quiet=False, file=(tmp_path / "log").open("w", encoding="utf-8"))
    with console.file:
        assert evaluate(tmp_path / "absent.yaml", ask, page_text, tmp_path, console) == 2
    assert "absent.yaml" in console.export_text()


def test_every_question_is_asked_on_its_own_day() -> None:
    days: list[date] = []

    def note(question: str, today: date) -> Mapping[str, object]:
        days.append(today)
        return ask(question, today)

    asked = [
        Question("a", "near_miss", "dev", "pris?", answerable=False, statuses=("not_found",)),
        Question("b", "near_miss", "dev", "pris?", answerable=False, today=date(2027, 1, 1)),
    ]
    assert len(run(asked, note, page_text)) == 2
    assert days == [date(2026, 3, 15), date(2027, 1, 1)]


def test_a_run_without_questions_does_not_pass() -> None:
    assert report_on(run([], ask, page_text)).reasons == ("der blev ikke stillet et spørgsmål",)


def test_the_bundled_thresholds_name_known_figures_and_an_unknown_one_is_refused(tmp_path: Path) -> None:
    assert Threshold("errors", 0, ceiling=True) in load_thresholds()
    path = tmp_path / "t.toml"
    path.write_text("[at_least]\ncorect = 0.9\n", encoding="utf-8")
    with pytest.raises(ThresholdError, match="unknown figure 'corect'"):
        load_thresholds(path)


def passage(text: str, start: int, label: str) -> Passage:
    period = Period(label, None, None)
    span = Span(1, start, start + len(text))
    return Passage("id", "p", Kind.MILESTONE, text, span, "", "erp", "Fremtidens ERP", "", period, ())


PASSAGES = [passage(line, TEXT.index(line), line.partition(":")[0]) for line in TEXT.splitlines()]
ASKED = Question(
    "erp-4",
    "when",
    "dev",
    "strategi?",
    answerable=True,
    facts=(("Q4/2026",),),
    evidence=(Evidence("ERP", "Q4/2026"),),
)


@dataclass(frozen=True)
class Piece:
    document_id: str
    span: Span


def test_gold_evidence_is_resolved_to_its_passage_and_the_rank_of_that_is_measured() -> None:
    assert gold_passages(ASKED, PASSAGES) == (PASSAGES[1],)
    assert measure("first", [ASKED], PASSAGES, lambda _q, k: PASSAGES[::-1][:k]).hit(1) == 1
    late = measure("second", [ASKED], PASSAGES, lambda _q, k: PASSAGES[:k])
    assert (late.hit(1), late.hit(3), late.mrr) == (0, 1, 0.5)


def test_a_question_whose_evidence_no_passage_holds_is_named_and_left_out() -> None:
    found = measure("none", [ASKED], PASSAGES[:1], lambda _q, _k: PASSAGES)
    assert (found.ranks, found.unresolved) == ((), ("erp-4",))


@pytest.mark.parametrize(("start", "end", "rank"), [(0, 60, 1), (34, 46, 1), (34, 44, None), (0, 34, None)])
def test_a_hit_holds_at_least_half_of_the_gold_span(start: int, end: int, rank: int | None) -> None:
    assert PASSAGES[1].span == Span(1, 34, 56)
    assert first_hit([Piece("p", Span(1, start, end))], [PASSAGES[1]]) == rank


def test_a_span_on_another_page_or_document_is_no_hit() -> None:
    assert first_hit([Piece("p", Span(2, 0, 60)), Piece("other", Span(1, 0, 60))], [PASSAGES[1]]) is None


class LetterCounts(Embeddings):
    """Texts with the same letters point the same way."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return [float(text.lower().count(letter)) for letter in "abcdefghijklmnopqrstuvwxyzæøå"]


def document(text: str) -> Document:
    return Document("p", "Programme", "p.txt", "", (Page(1, text),))


def test_the_plain_recipe_cuts_pages_by_size_with_true_offsets() -> None:
    text = " ".join(f"ord{number}" for number in range(300))
    chunks = split([document(text)])
    assert len(chunks) > 3
    assert all(chunk.text == text[chunk.span.start : chunk.span.end] for chunk in chunks)
    assert all(len(chunk.text) <= 500 for chunk in chunks)


def test_the_plain_recipe_returns_the_nearest_chunks_first() -> None:
    paragraphs = ["a" * 400, "b" * 400, "c" * 400]
    retrieve = plain_recipe([document("\n\n".join(paragraphs))], LetterCounts())
    assert [piece.span.start for piece in retrieve("bbbc", 2)] == [402, 804]


class Door(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self._send(ask(body["question"], date(2026, 3, 15)))

    def do_GET(self) -> None:
        if self.path == "/api/documents/p/pages/1":
            self._send({"text": TEXT})
        else:
            self.send_error(404)

    def _send(self, data: Mapping[str, object]) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(data).encode())

    def log_message(self, *args: Any) -> None: ...


def test_a_running_server_is_evaluated_like_any_door(question_file: Path, tmp_path: Path) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Door) as listening:
        thread = Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            asked, pages = server(f"http://127.0.0.1:{listening.server_port}/")
            assert evaluate(question_file, asked, pages, tmp_path, quiet()) == 0
            with pytest.raises(LookupError):
                pages("p", 2)
        finally:
            listening.shutdown()
            thread.join()


@pytest.mark.parametrize("url", ["file:///etc", "localhost:8000"])
def test_an_address_that_is_no_server_is_refused(url: str) -> None:
    with pytest.raises(ServerError, match="skriv den som http"):
        server(url)


def test_a_server_that_is_not_there_is_one_line_with_the_remedy() -> None:
    asked, _ = server("http://127.0.0.1:9", timeout=1)
    with pytest.raises(ServerError, match="kører serveren"):
        asked("hej", date(2026, 3, 15))
