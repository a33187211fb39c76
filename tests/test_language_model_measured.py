"""The measurement of a language model reads replies in both forms, and keeps them apart."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from model_server import Handler, Server

from assistant.language_model import Form, ModelFailedError
from assistant.reply import SCHEMA
from evals.language_model import Remembered, main

FORM = Form("svar med JSON", SCHEMA)


def fills(handler: Handler) -> None:
    said = {"sentences": [{"text": "Det er klar.", "sources": [1, 99]}]}
    handler.replies(json.dumps(said) if "response_format" in handler.asked else "Det er klar [1][99].")


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as opened:
        opened.behaves(fills)
        yield opened


def test_replies_are_asked_for_once_in_each_form(server: Server, tmp_path: Path) -> None:
    kept = tmp_path / "replies.jsonl"
    for _ in range(2):
        by_text = Remembered(server.model(output="text"), kept).complete("svar", "Hvornår?", 5.0, FORM)
        by_schema = Remembered(server.model(output="json"), kept).complete("svar", "Hvornår?", 5.0, FORM)
        assert by_text == "Det er klar [1][99]."
        assert json.loads(by_schema)["sentences"][0]["sources"] == [1, 99]
    assert len(server.asked) == 2


def test_what_failed_is_not_asked_again(server: Server, tmp_path: Path) -> None:
    server.behaves(lambda handler: handler.says(401, "{}"))
    model = Remembered(server.model(), tmp_path / "replies.jsonl")
    for _ in range(2):
        with pytest.raises(ModelFailedError):
            model.complete("svar", "Hvornår?", 5.0)
    assert len(server.asked) == 1


@pytest.mark.parametrize("output", ["text", "json"])
def test_a_model_is_measured_in_either_form(
    server: Server,
    output: str,
    bundled_data_dir: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("ASSISTANT_LLM_MODEL", "openai:test")
    monkeypatch.setenv("ASSISTANT_LLM_BASE_URL", f"http://127.0.0.1:{server.http.server_port}/v1")
    monkeypatch.setenv("ASSISTANT_LLM_OUTPUT", output)
    kept = tmp_path / "replies.jsonl"
    assert main(["--every", "60", "--data-dir", str(bundled_data_dir), "--replies", str(kept)]) == 0
    assert "openai:test, 6 questions" in capsys.readouterr().out
    assert all(("response_format" in asked) is (output == "json") for asked in server.asked)
    assert len(server.asked) == len(kept.read_text(encoding="utf-8").splitlines()) > 0
