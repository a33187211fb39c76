"""The way to a language model, against a server that behaves as servers do on bad days."""

import json
import time
from collections.abc import Iterator
from datetime import date

import pytest
from model_server import Behaviour, Handler, Server

from assistant.answering import Assistant
from assistant.language_model import ChatModel, ModelFailedError, load_model
from assistant.metrics import MODEL_CALLS, exposition
from assistant.settings import Settings, SettingsError
from assistant.writer import Writer

QUESTION = "hvornår er tidsregistrering udrullet?"


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as opened:
        yield opened


def fails(model: ChatModel, within: float = 2.0) -> str:
    with pytest.raises(ModelFailedError) as failed:
        model.complete("system", "prompt", within)
    return failed.value.reason


def test_a_reply_comes_back_and_is_counted(server: Server) -> None:
    before = MODEL_CALLS.labels("ok")._value.get()
    assert server.model().complete("vær kort", "Spørgsmål?", 5.0) == "Hej [1]."
    assert [message["role"] for message in server.asked[0]["messages"]] == ["system", "user"]
    assert server.asked[0]["temperature"] == 0
    assert MODEL_CALLS.labels("ok")._value.get() == before + 1
    assert b'assistant_model_tokens_total{kind="read"}' in exposition()


def test_cpr_numbers_do_not_leave(server: Server) -> None:
    server.model().complete("system", "Jeg hedder Bo, 010190-1234. Hvornår?", 5.0)
    assert "010190" not in json.dumps(server.asked)
    assert "[CPR-nummer]" in json.dumps(server.asked, ensure_ascii=False)


@pytest.mark.parametrize(
    ("behaviour", "reason", "asked"),
    [
        (lambda handler: handler.says(429, "{}"), "busy", 2),
        (lambda handler: handler.says(500, "{}"), "refused", 2),
        (lambda handler: handler.says(401, "{}"), "refused", 1),
        (lambda handler: handler.says(200, '{"id": "half'), "malformed", 1),
        (lambda handler: handler.replies("   "), "malformed", 1),
        (lambda _handler: time.sleep(3), "timeout", 1),
    ],
)
def test_what_goes_wrong_is_one_of_a_few_reasons(server: Server, behaviour: Behaviour, reason: str, asked: int) -> None:
    server.behaves(behaviour)
    started = time.monotonic()
    assert fails(server.model()) == reason
    assert time.monotonic() - started < 2.6
    assert len(server.asked) == asked


def test_an_error_that_passes_is_asked_past(server: Server) -> None:
    server.behaves(lambda handler: handler.says(503, "{}") if len(server.asked) == 1 else handler.replies("Klar."))
    assert server.model().complete("system", "prompt", 5.0) == "Klar."


def test_a_server_that_is_not_there_is_unreachable() -> None:
    model = load_model(Settings(llm_model="openai:test", llm_base_url="http://127.0.0.1:9/v1"))
    assert model is not None
    assert fails(model) == "unreachable"


def test_a_reply_without_end_is_cut_off_at_the_deadline(server: Server) -> None:
    def trickle(handler: Handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(40):
            try:
                handler.wfile.write(b" ")
                handler.wfile.flush()
            except OSError:
                return
            time.sleep(0.1)

    server.behaves(trickle)
    started = time.monotonic()
    assert fails(server.model(), within=0.5) == "timeout"
    assert time.monotonic() - started < 1.5


def test_a_model_that_keeps_failing_is_left_alone_for_a_while(server: Server) -> None:
    server.behaves(lambda handler: handler.says(401, "{}"))
    model = server.model()
    assert [fails(model) for _ in range(5)] == ["refused", "refused", "resting", "resting", "resting"]
    assert len(server.asked) == 3


def test_a_slow_model_costs_no_more_than_the_time_there_is(server: Server, assistant: Assistant) -> None:
    server.behaves(lambda _handler: time.sleep(3))
    fluent = Assistant(assistant.live, writer=Writer(server.model()), patience=1.0)
    expected = fluent.answer(QUESTION, date(2026, 3, 15), within=0.0).answer
    started = time.monotonic()
    answer = fluent.answer(QUESTION, date(2026, 3, 15))
    assert time.monotonic() - started < 2.5
    assert (answer.engine, answer.answer) == ("extractive", expected)


def test_without_a_model_nothing_is_loaded() -> None:
    assert load_model(Settings()) is None


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("gpt-4o", "skriv udbyder og model"),
        ("anthropic:claude", "langchain-anthropic|arbejdsprogram-assistenten"),
        ("noget:andet", "ASSISTANT_LLM_MODEL"),
    ],
)
def test_a_model_that_can_not_be_had_says_what_to_do(name: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        load_model(Settings(llm_model=name))


def test_a_model_of_ones_own_by_ollama_needs_no_key() -> None:
    assert load_model(Settings(llm_model="ollama:llama3.1", llm_base_url="http://127.0.0.1:9")) is not None
