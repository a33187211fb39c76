from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from conftest import WordEncoder
from fastapi.testclient import TestClient

from assistant.answering import Assistant
from assistant.api import create_app
from assistant.settings import Settings
from ingest.build import ingest
from vectorstore.store import LiveStore


@pytest.fixture(scope="module")
def client(assistant: Assistant) -> Iterator[TestClient]:
    with TestClient(create_app(assistant, Settings(today=date(2026, 3, 15))), raise_server_exceptions=False) as opened:
        yield opened


def test_an_answers_quotes_are_cut_from_the_pages_that_the_door_shows(client: TestClient) -> None:
    answer = client.post("/api/chat", json={"question": "hvornår er tidsregistrering udrullet?"}).json()
    assert answer["status"] == "answered"
    for citation in answer["citations"]:
        page = client.get(f"/api/documents/{citation['document_id']}/pages/{citation['page']}").json()
        assert page["text"][citation["start"] : citation["end"]] == citation["quote"]
        assert page["characters"] == len(page["text"])


def test_the_conversation_id_is_kept(client: TestClient) -> None:
    body = {"question": "Hvem er undtaget fra tidsregistrering?", "conversation_id": "abc"}
    assert client.post("/api/chat", json=body).json()["conversation_id"] == "abc"


def test_milestones_can_be_filtered(client: TestClient) -> None:
    assert len(client.get("/api/milestones").json()) == 30
    late = client.get("/api/milestones", params={"from": "Q2/2027", "to": "2027-06-30"}).json()
    assert {m["period"]["label"] for m in late} == {"Tidligst fra Q2 2027", "Q2/2027"}
    assert {m["initiative"] for m in client.get("/api/milestones", params={"initiative": "GenAI"}).json()} == {
        "GenAI på løn- og personaleområdet"
    }
    assert client.get("/api/milestones", params={"document": "andet"}).json() == []


def test_documents_are_listed_without_their_path(client: TestClient) -> None:
    (document,) = client.get("/api/documents").json()
    assert (document["id"], document["pages"], document["milestones"]) == ("arbejdsprogram-2026", 7, 30)
    assert "path" not in document


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/documents/andet", 404),
        ("GET", "/api/documents/arbejdsprogram-2026/pages/99", 404),
        ("GET", "/api/documents/arbejdsprogram-2026/pages/0", 404),
        ("GET", "/api/documents/arbejdsprogram-2026/pages/x", 422),
        ("GET", "/api/milestones?from=engang", 422),
        ("GET", "/findes-ikke", 404),
        ("GET", "/api/chat", 405),
    ],
)
def test_errors_are_problems(client: TestClient, method: str, path: str, status: int) -> None:
    response = client.request(method, path)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["status"] == status
    assert response.json()["detail"]


@pytest.mark.parametrize("body", ["{", "[]", '{"question": 5}', "{}"])
def test_a_body_that_is_no_question_is_a_problem(client: TestClient, body: str) -> None:
    response = client.post("/api/chat", content=body, headers={"Content-Type": "application/json"})
    assert (response.status_code, response.headers["content-type"]) == (422, "application/problem+json")


def test_a_body_that_is_too_large_is_refused(client: TestClient) -> None:
    response = client.post("/api/chat", json={"question": "x" * 100_000})
    assert response.status_code == 413


def test_a_large_body_without_a_length_is_refused_too(client: TestClient) -> None:
    response = client.post("/api/chat", content=(b"x" * 1000 for _ in range(100)))
    assert response.status_code == 413


@pytest.mark.parametrize("question", ["", "   ", "x" * 10_000])
def test_empty_and_very_long_questions_get_a_courteous_answer(client: TestClient, question: str) -> None:
    response = client.post("/api/chat", json={"question": question})
    assert response.status_code == 200
    assert response.json()["status"] == "not_found"


def test_openapi_documents_the_answer_with_an_example(client: TestClient) -> None:
    schemas = client.get("/openapi.json").json()["components"]["schemas"]
    assert schemas["AnswerModel"]["example"]["citations"][0]["period"]["label"] == "Q4/2026"
    assert schemas["ChatRequest"]["example"]["question"]


def test_the_page_needs_no_inline_script(client: TestClient) -> None:
    page = client.get("/")
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert "<script>" not in page.text
    assert client.get("/widget.js").headers["content-type"].startswith("text/javascript")


def test_the_server_is_alive_without_an_index_and_ready_when_one_comes(tmp_path: Path) -> None:
    encoder = WordEncoder()
    live = LiveStore(tmp_path / "index", encoder)
    with TestClient(create_app(Assistant(live), Settings(data_dir=tmp_path / "index"))) as client:
        assert client.get("/healthz").status_code == 200
        response = client.get("/readyz")
        assert response.status_code == 503
        assert "arbejdsprogram ingest" in response.json()["detail"]
        assert client.post("/api/chat", json={"question": "hvornår?"}).status_code == 503
        source = tmp_path / "a.txt"
        source.write_text("Kantinen lukker i juli.", encoding="utf-8")
        ingest([source], tmp_path / "index", encoder, lambda _done, _total: None)
        assert client.get("/readyz").status_code == 200
    live.current().close()


def test_an_unexpected_error_discloses_nothing(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        raise RuntimeError("/secret/path")

    monkeypatch.setattr(assistant, "answer", fail)
    with TestClient(create_app(assistant, Settings()), raise_server_exceptions=False) as client:
        response = client.post("/api/chat", json={"question": "hvornår?"})
    assert (response.status_code, response.headers["content-type"]) == (500, "application/problem+json")
    assert "secret" not in response.text


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"question": 5}, "question skal være tekst"),
        ({}, "question mangler"),
        ({"question": "Hvad er AFE?", "today": "i morgen"}, "today skal være en dato som 2026-03-15"),
        ({"question": "Hvad er AFE?", "conversation_id": "x" * 300}, "conversation_id må højst være 200 tegn"),
        (["Hvad er AFE?"], "Send et JSON-objekt"),
    ],
)
def test_a_wrong_body_is_told_what_it_must_be(client: TestClient, body: object, said: str) -> None:
    response = client.post("/api/chat", json=body)
    assert response.status_code == 422
    assert said in response.json()["detail"]


@pytest.mark.parametrize("path", ["/api/milestones", "/metrics", "/healthz", "/", "/tidsplan.csv", "/widget.js"])
def test_head_tells_what_get_would(client: TestClient, path: str) -> None:
    asked, got = client.head(path), client.get(path)
    assert (asked.status_code, asked.content) == (got.status_code, b"")
    assert asked.headers["content-type"] == got.headers["content-type"]


def test_a_browser_that_is_lost_gets_a_page_with_a_way_back(client: TestClient) -> None:
    page = client.get("/findes/ikke", headers={"Accept": "text/html,*/*"})
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert 'href="../' in page.text
    assert client.get("/api/nope", headers={"Accept": "text/html"}).json()["title"] == "Findes ikke"


def test_half_a_character_pair_is_stored_as_a_question_mark(client: TestClient) -> None:
    headers = {"Content-Type": "application/json"}
    answer = client.post("/api/chat", headers=headers, content=b'{"question": "\\ud800 Hvad er AFE?"}').json()
    assert "? Hvad er AFE?" in client.get(f"/svar/{answer['answer_id']}").text
