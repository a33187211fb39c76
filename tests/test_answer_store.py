"""What is kept of answers and feedback: for how long, with what left out, and that an answer never suffers from it."""

import csv
import io
import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from serving import ANSWER, Scripted

from assistant import answer_store
from assistant.answer_store import AnswerStore
from assistant.answering import Assistant
from assistant.answers import Answer
from assistant.api import create_app
from assistant.cli import main
from assistant.masking import MASK, mask_cpr
from assistant.settings import Settings, SettingsError

PROBLEM = "application/problem+json"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path)


@pytest.fixture
def client(assistant: Assistant, settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(assistant, settings), raise_server_exceptions=False) as opened:
        yield opened


def ask(client: TestClient, question: str = "hvornår er tidsregistrering udrullet?") -> dict[str, Any]:
    answer: dict[str, Any] = client.post("/api/chat", json={"question": question}).json()
    return answer


def saying(assistant: Assistant, answer: Answer, settings: Settings) -> TestClient:
    return TestClient(create_app(Scripted(assistant.live, lambda _question, _conversation: answer), settings))


@pytest.mark.parametrize(
    "number", ["010203-1234", "0102031234", "010203 1234", "010203 - 1234", "010203–1234", "610203-1234"]
)
def test_a_cpr_number_is_masked_however_it_is_written(number: str) -> None:
    assert mask_cpr(f"Jeg hedder Ib ({number}), ok?") == f"Jeg hedder Ib ({MASK}), ok?"


@pytest.mark.parametrize("text", ["451302-1234", "Q4/2026", "12345678", "2026-03-15 1200", "110102031234"])
def test_other_numbers_stay(text: str) -> None:
    assert mask_cpr(text) == text


def test_neither_question_nor_answer_nor_comment_holds_a_cpr_number_on_disk(
    assistant: Assistant, settings: Settings
) -> None:
    number = "010203-1234"
    answer = replace(ANSWER, answer=f"Intet om {number}.", suggestions=(number,), conversation_id=number, answer_id="a")
    with saying(assistant, answer, settings) as client:
        assert ask(client, f"Hvad med {number}?")["answer"] == f"Intet om {number}."
        client.post("/api/feedback", json={"answer_id": "a", "rating": "down", "comment": f"Jeg er {number}"})
    files = [file for file in settings.data_dir.iterdir() if file.name.startswith("answers.sqlite")]
    assert files
    assert all(number.encode() not in file.read_bytes() for file in files)


def test_an_answer_id_is_not_to_be_guessed(client: TestClient) -> None:
    assert len(ask(client)["answer_id"]) == 32


def test_an_answer_past_its_time_is_gone(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    store = AnswerStore.open(settings)
    store.save("Hvad?", replace(ANSWER, answer_id="gammel").as_json())
    assert store.find("gammel") is not None
    monkeypatch.setattr(store, "_days", -1)
    assert store.find("gammel") is None
    assert not store.rate("gammel", "up", "")
    store.save("Hvad?", replace(ANSWER, answer_id="ny").as_json())
    monkeypatch.setattr(store, "_days", 30)
    assert store.find("gammel") is None
    store.close()


def test_retention_of_no_days_stores_nothing(assistant: Assistant, tmp_path: Path) -> None:
    with TestClient(create_app(assistant, Settings(data_dir=tmp_path, retention_days=0))) as client:
        answer = ask(client)
        assert answer["status"] == "answered"
        assert client.get(f"/svar/{answer['answer_id']}").status_code == 404
        assert client.get("/api/welcome").json()["keeps_answers"] is False
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_cannot_be_used_leaves_the_answer_alone(
    assistant: Assistant, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    settings = Settings(data_dir=tmp_path / "file" / "folder")
    with TestClient(create_app(assistant, settings), raise_server_exceptions=False) as client:
        assert ask(client)["status"] == "answered"
        with caplog.at_level(logging.ERROR):
            response = client.post("/api/feedback", json={"answer_id": "a", "rating": "up"})
    assert (response.status_code, response.headers["content-type"]) == (503, PROBLEM)
    assert str(tmp_path) not in response.text
    assert any("not stored" in record.message for record in caplog.records)


def test_no_question_gets_into_the_log(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    store = AnswerStore.open(settings)
    for _ in range(2):
        store.save("Hvad med min sygdom?", replace(ANSWER, answer_id="samme").as_json())
    store.close()
    assert "IntegrityError" in caplog.text
    assert "sygdom" not in caplog.text


@pytest.mark.parametrize("days", [0, 30])
def test_at_start_what_is_past_its_time_is_deleted_from_the_disk(
    assistant: Assistant, tmp_path: Path, days: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answer_store, "_now", lambda: datetime(2026, 1, 1))
    store = AnswerStore.open(Settings(data_dir=tmp_path))
    store.save("Hvad med min sygdom?", replace(ANSWER, answer_id="gammel").as_json())
    store.close()
    assert b"sygdom" in (tmp_path / "answers.sqlite").read_bytes()
    monkeypatch.setattr(answer_store, "_now", lambda: datetime(2026, 3, 1))
    with TestClient(create_app(assistant, Settings(data_dir=tmp_path, retention_days=days))):
        pass
    assert b"sygdom" not in (tmp_path / "answers.sqlite").read_bytes()


@pytest.mark.parametrize(
    ("url", "remedy"),
    [
        ("hej", "sqlite:////"),
        ("opfundet://x:hemmelig@y/z", "sqlite:////"),
        ("postgresql+psycopg://a@b/c", "pip install"),
    ],
)
def test_a_wrong_database_address_is_told_at_start(url: str, remedy: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="ASSISTANT_DATABASE_URL") as told:
        AnswerStore.open(Settings.model_validate({"data_dir": tmp_path, "database_url": url}))
    assert remedy in str(told.value)
    assert "hemmelig" not in str(told.value)


def test_another_database_can_be_named(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'sub' / 'svar.sqlite'}"
    store = AnswerStore.open(Settings.model_validate({"data_dir": tmp_path / "data", "database_url": url}))
    store.save("Hvad?", replace(ANSWER, answer_id="a").as_json())
    store.close()
    assert (tmp_path / "sub" / "svar.sqlite").is_file()


def test_the_last_feedback_of_an_answer_is_the_one_kept(client: TestClient, settings: Settings) -> None:
    answer_id = ask(client)["answer_id"]
    for rating, comment in (("down", "for kort"), ("up", "  fint alligevel \n")):
        body = {"answer_id": answer_id, "rating": rating, "comment": comment}
        assert client.post("/api/feedback", json=body).json() == {"answer_id": answer_id, "rating": rating}
    store = AnswerStore.open(settings)
    (one,) = store.feedback()
    store.close()
    assert (one.rating, one.comment, one.status) == ("up", "fint alligevel", "answered")
    assert one.question == "hvornår er tidsregistrering udrullet?"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"answer_id": "ukendt", "rating": "up"}, 404),
        ({"answer_id": "ukendt", "rating": "up", "comment": "x" * 2001}, 422),
        ({"answer_id": "x" * 65, "rating": "up"}, 422),
        ({"answer_id": "ukendt", "rating": "meh"}, 422),
        ({"rating": "up"}, 422),
        ({"answer_id": "ukendt", "rating": "up", "comment": "x" * 70_000}, 413),
    ],
)
def test_feedback_that_cannot_be_kept_is_a_problem(client: TestClient, body: dict[str, str], status: int) -> None:
    response = client.post("/api/feedback", json=body)
    assert (response.status_code, response.headers["content-type"]) == (status, PROBLEM)


def test_feedback_is_listed_and_exported(
    client: TestClient, settings: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(settings.data_dir)
    command = ["feedback", "--data-dir", str(settings.data_dir)]
    assert main(command) == 0
    assert "Ingen" in capsys.readouterr().out
    answer_id = ask(client)["answer_id"]
    client.post("/api/feedback", json={"answer_id": answer_id, "rating": "down", "comment": "=HYPERLINK(1)\nto linjer"})
    assert main(command) == 0
    assert "ikke hjælpsomt" in capsys.readouterr().out
    assert main([*command, "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["answer_id"], row["comment"]) == (answer_id, "=HYPERLINK(1)\nto linjer")
    assert main([*command, "--csv"]) == 0
    (cells,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert list(cells) == list(row)
    assert cells["comment"] == "'=HYPERLINK(1)\nto linjer"


def test_an_answers_page_shows_it_with_its_sources(client: TestClient) -> None:
    answer = ask(client)
    response = client.get(f"/svar/{answer['answer_id']}")
    assert response.status_code == 200
    assert "script" not in response.text
    assert "style=" not in response.text
    assert "hvornår er tidsregistrering udrullet?" in response.text
    for citation in answer["citations"]:
        assert " ".join(citation["quote"].split()) in response.text
        assert f'href="..{citation["url"].replace("&", "&amp;")}"' in response.text
        assert f'id="kilde-{citation["id"]}"' in response.text
    assert "default-src 'none'" in response.headers["content-security-policy"]
    assert response.headers["cache-control"] == "no-store"


def test_an_unknown_answers_page_says_why(client: TestClient) -> None:
    response = client.get("/svar/findes-ikke")
    assert response.status_code == 404
    assert response.headers["content-type"].startswith("text/html")
    assert "slettet" in response.text


def test_an_answer_of_markup_stays_text_on_its_page(assistant: Assistant, settings: Settings) -> None:
    evil = "<img src=x onerror=alert(1)>"
    citation = replace(ANSWER.citations[0], quote=evil, document=evil, initiative=evil, document_id='"><b>')
    answer = replace(ANSWER, answer=f"**{evil}**\n\n- {evil} [1] [9]", citations=(citation,), answer_id="ond")
    with saying(assistant, answer, settings) as client:
        ask(client, evil)
        page = client.get("/svar/ond").text
    assert "<img" not in page
    assert page.count("&lt;img src=x onerror=alert(1)&gt;") == 6
    assert "<b>" not in page
    assert "[9]" in page


def test_a_locked_database_does_not_hold_an_answer_back_for_long() -> None:
    assert answer_store._BUSY <= 2


def test_english_answers_have_an_english_page(assistant: Assistant, settings: Settings) -> None:
    with saying(assistant, replace(ANSWER, language="en", answer_id="en"), settings) as client:
        ask(client)
        page = client.get("/svar/en").text
    assert '<html lang="en">' in page
    assert "Sources" in page
