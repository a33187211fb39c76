"""The HTTP door: the contract's shapes, and what it says when something is wrong or not there yet."""

import re
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from conftest import WordEncoder
from fastapi.testclient import TestClient

from assistant import readiness
from assistant.answering import Assistant
from assistant.api import create_app
from assistant.schemas import AnswerModel, CitationModel, MilestoneModel, PeriodModel
from assistant.settings import Settings
from ingest.build import ingest
from vectorstore.errors import EncoderError
from vectorstore.store import LiveStore

PROBLEM = "application/problem+json"
ANSWER: dict[str, type | tuple[type, ...]] = {
    "answer": str, "status": str, "citations": list, "suggestions": list, "engine": str, "language": str,
    "conversation_id": str, "answer_id": str,
}  # fmt: skip
CITATION: dict[str, type | tuple[type, ...]] = {
    "id": int, "document_id": str, "document": str, "page": int, "section": str, "initiative": (str, type(None)),
    "quote": str, "start": int, "end": int, "period": (dict, type(None)), "url": str,
}  # fmt: skip


@pytest.fixture(scope="module")
def client(assistant: Assistant) -> Iterator[TestClient]:
    with TestClient(create_app(assistant, Settings(today=date(2026, 3, 15))), raise_server_exceptions=False) as opened:
        yield opened


def build(data_dir: Path, encoder: WordEncoder, text: str) -> None:
    source = data_dir.parent / "plan.txt"
    source.write_text(text, encoding="utf-8")
    ingest([source], data_dir, encoder, lambda _done, _total: None)


def over(data_dir: Path, encoder: WordEncoder) -> TestClient:
    app = create_app(Assistant(LiveStore(data_dir, encoder)), Settings(data_dir=data_dir))
    return TestClient(app, raise_server_exceptions=False)


def assert_shape(found: dict[str, Any], wanted: dict[str, type | tuple[type, ...]]) -> None:
    assert list(found) == list(wanted)
    for key, kind in wanted.items():
        assert isinstance(found[key], kind), key


@pytest.mark.parametrize("question", ["Hvad sker der i 2027?", "Hvem er undtaget fra tidsregistrering?", "hej", ""])
def test_every_answer_has_the_contracts_fields_and_types(client: TestClient, question: str) -> None:
    answer = client.post("/api/chat", json={"question": question}).json()
    assert_shape(answer, ANSWER)
    assert answer["status"] in ("answered", "partial", "not_found")
    assert answer["conversation_id"]
    assert answer["answer_id"]
    for number, citation in enumerate(answer["citations"], 1):
        assert_shape(citation, CITATION)
        assert citation["id"] == number
        assert f"[{number}]" in answer["answer"]
        if citation["period"]:
            assert list(citation["period"]) == ["label", "start", "end"]


def test_two_answers_have_different_ids(client: TestClient) -> None:
    first, second = (client.post("/api/chat", json={"question": "hej"}).json() for _ in range(2))
    assert first["answer_id"] != second["answer_id"]
    assert first["conversation_id"] != second["conversation_id"]


def test_openapi_documents_exactly_the_contracts_fields(client: TestClient) -> None:
    assert list(AnswerModel.model_fields) == [*ANSWER, "removed"]  # the last one of a language model only
    assert list(CitationModel.model_fields) == list(CITATION)
    assert get_args(AnswerModel.model_fields["status"].annotation) == ("answered", "partial", "not_found")
    (row, *_) = client.get("/api/milestones").json()
    assert list(MilestoneModel.model_fields) == list(row)
    assert list(PeriodModel.model_fields) == ["label", "start", "end"]


def test_openapi_documents_problems_with_their_media_type(client: TestClient) -> None:
    responses = client.get("/openapi.json").json()["paths"]["/api/chat"]["post"]["responses"]
    assert list(responses) == ["200", "413", "422", "503"]
    assert list(responses["422"]["content"]) == [PROBLEM]
    assert set(responses["422"]["content"][PROBLEM]["schema"]["properties"]) == {"type", "title", "status", "detail"}


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe{", b"[" * 30_000], ids=["malformed", "no UTF-8", "nested"])
def test_a_body_that_is_no_json_gets_an_example_of_one(client: TestClient, body: bytes) -> None:
    response = client.post("/api/chat", content=body, headers={"Content-Type": "application/json"})
    assert (response.status_code, response.headers["content-type"]) == (422, PROBLEM)
    assert '{"question": ' in response.json()["detail"]


def test_a_wrong_field_is_named(client: TestClient) -> None:
    detail = client.post("/api/chat", json={"question": "x", "conversation_id": 5}).json()["detail"]
    assert "conversation_id" in detail


def test_a_body_that_is_too_large_is_told_how_much_is_allowed(client: TestClient) -> None:
    response = client.post("/api/chat", json={"question": "x" * 100_000})
    assert (response.status_code, response.headers["content-type"]) == (413, PROBLEM)
    assert "64 KB" in response.json()["detail"]


def test_a_body_just_below_the_limit_is_answered(client: TestClient) -> None:
    assert client.post("/api/chat", json={"question": "x" * 65_000}).status_code == 200


def test_a_wrong_method_is_told_the_right_one(client: TestClient) -> None:
    response = client.get("/api/chat")
    assert response.headers["allow"] == "POST"
    assert "POST" in response.json()["detail"]


def test_an_unknown_address_is_unknown_whatever_the_method(client: TestClient) -> None:
    assert client.post("/findes-ikke", json={}).status_code == 404


def test_milestones_from_after_to_are_refused_with_the_remedy(client: TestClient) -> None:
    response = client.get("/api/milestones", params={"from": "Q3/2026", "to": "Q1/2026"})
    assert (response.status_code, response.headers["content-type"]) == (422, PROBLEM)
    assert "byt om" in response.json()["detail"]


def test_a_period_of_unreasonable_length_is_neither_read_nor_repeated(client: TestClient) -> None:
    response = client.get("/api/milestones", params={"from": "Q1/2026 " * 2000})
    assert response.status_code == 422
    assert len(response.text) < 500


def test_empty_filters_filter_nothing(client: TestClient) -> None:
    assert len(client.get("/api/milestones?from=&to=&initiative=&document=").json()) == 30


def test_the_page_sets_text_only_as_text(client: TestClient) -> None:
    page = client.get("/").text
    assert '<html lang="da">' in page
    assert 'href="./docs"' in page
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\s(?:on\w+|style)=", page)
    assert client.get("/page.css").headers["content-type"].startswith("text/css")


@pytest.mark.parametrize("path", ["/readyz", "/api/milestones", "/api/documents", "/api/documents/a/pages/1"])
def test_without_an_index_every_door_says_what_to_do(path: str, tmp_path: Path, word_encoder: WordEncoder) -> None:
    with over(tmp_path / "index", word_encoder) as client:
        response = client.get(path)
    assert (response.status_code, response.headers["content-type"]) == (503, PROBLEM)
    assert "arbejdsprogram ingest" in response.json()["detail"]
    assert str(tmp_path) not in response.text


def test_a_running_server_answers_from_the_new_index(tmp_path: Path, word_encoder: WordEncoder) -> None:
    build(tmp_path / "index", word_encoder, "Kantinen lukker i juli 2026.")
    with over(tmp_path / "index", word_encoder) as client:
        address = "/api/documents/plan/pages/1"
        assert client.get(address).json()["text"].strip() == "Kantinen lukker i juli 2026."
        build(tmp_path / "index", word_encoder, "Kantinen lukker i august 2026.")
        answer = client.post("/api/chat", json={"question": "Hvornår lukker kantinen?"}).json()
        assert [citation["quote"] for citation in answer["citations"]] == ["Kantinen lukker i august 2026."]
        assert client.get(address).json()["text"].strip() == "Kantinen lukker i august 2026."


def test_an_index_of_another_encoder_is_not_ready(tmp_path: Path, word_encoder: WordEncoder) -> None:
    build(tmp_path / "index", word_encoder, "Kantinen lukker i juli.")
    with over(tmp_path / "index", WordEncoder("/srv/hemmelig/model")) as client:
        response = client.get("/readyz")
    assert response.status_code == 503
    assert "ingest" in response.json()["detail"]
    assert "hemmelig" not in response.text


def test_a_model_that_cannot_be_loaded_is_not_ready(tmp_path: Path, word_encoder: WordEncoder) -> None:
    class Unloadable(WordEncoder):
        def embed_query(self, text: str) -> list[float]:
            raise EncoderError(f"Modellen kan ikke indlæses til '{text}'; sæt ASSISTANT_EMBEDDING_MODEL")

    build(tmp_path / "index", word_encoder, "Kantinen lukker i juli.")
    with over(tmp_path / "index", Unloadable()) as client:
        assert client.get("/healthz").json() == {"status": "ok"}
        response = client.get("/readyz")
    assert response.status_code == 503
    assert "ASSISTANT_EMBEDDING_MODEL" in response.json()["detail"]


def test_a_server_that_still_loads_says_so_and_becomes_ready(
    tmp_path: Path, word_encoder: WordEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = threading.Event()

    class Slow(WordEncoder):
        def embed_query(self, text: str) -> list[float]:
            assert loaded.wait(30)
            return super().embed_query(text)

    build(tmp_path / "index", word_encoder, "Kantinen lukker i juli.")
    monkeypatch.setattr(readiness, "_GRACE", 0.05)
    with over(tmp_path / "index", Slow()) as client:
        response = client.get("/readyz")
        assert (response.status_code, response.json()["title"]) == (503, "Assistenten er ikke klar")
        assert "starter" in response.json()["detail"]
        loaded.set()
        monkeypatch.setattr(readiness, "_GRACE", 30.0)
        assert client.get("/readyz").status_code == 200


def test_an_index_that_cannot_be_opened_is_told_and_logged(
    tmp_path: Path, word_encoder: WordEncoder, caplog: pytest.LogCaptureFixture
) -> None:
    build(tmp_path / "index", word_encoder, "Kantinen lukker i juli.")
    (programmes,) = (tmp_path / "index" / "generations").glob("*/programmes.json")
    programmes.write_text("[", encoding="utf-8")
    with over(tmp_path / "index", word_encoder) as client:
        response = client.get("/readyz")
        assert client.post("/api/chat", json={"question": "Hvornår lukker kantinen?"}).status_code in (500, 503)
    assert (response.status_code, response.headers["content-type"]) == (503, PROBLEM)
    assert "ingest" in response.json()["detail"]
    assert any(record.exc_info for record in caplog.records)
