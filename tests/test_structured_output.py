"""Replies held to a JSON schema: asked for where the model can, and no worse than text where it can't after all."""

import json
import time
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from langchain_core.language_models import FakeListChatModel
from model_server import Behaviour, Handler, Server

from assistant.answering import LLM, Assistant
from assistant.language_model import MAX_PROMPT, MAX_REPLY, ChatModel, Form, ModelFailedError, load_model
from assistant.metrics import MODEL_CALLS, MODEL_TOKENS
from assistant.reply import SCHEMA
from assistant.settings import Output, Settings, SettingsError, load_settings
from assistant.writer import Writer
from prompts.model import load_prompt

TODAY = date(2026, 3, 15)
WHEN = "hvornår er det nye tidsregistreringssystem rullet ud til alle?"
TRUTH = "Udrulningen til hele KK er efter planen afsluttet i 4. kvartal 2026"
FORM = Form("svar med JSON", SCHEMA)
NO_SCHEMA = "'response_format' of type 'json_schema' is not supported with this model"


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as opened:
        opened.behaves(fills)
        yield opened


def filled(*sentences: tuple[str, list[Any]]) -> str:
    return json.dumps({"sentences": [{"text": text, "sources": sources} for text, sources in sentences]})


def fills(handler: Handler) -> None:
    """Behave as a server that knows schemas: JSON where one is given, else text."""
    wanted = "response_format" in handler.asked
    handler.replies(filled((f"{TRUTH}.", [1])) if wanted else f"{TRUTH} [1].")


def refusing(status: int = 400, message: str = "unknown field: response_format", wait: float = 0.0) -> Behaviour:
    """Behave as a server that knows no schemas."""

    def refuse(handler: Handler) -> None:
        if "response_format" not in handler.asked:
            return handler.replies(f"{TRUTH} [1].")
        time.sleep(wait)
        return handler.says(status, json.dumps({"error": {"message": message}}))

    return refuse


def answer(assistant: Assistant, model: ChatModel) -> tuple[str, str]:
    said = Assistant(assistant.live, writer=Writer(model)).answer(WHEN, TODAY)
    return said.engine, said.answer


def reason(model: ChatModel, within: float = 2.0) -> str:
    with pytest.raises(ModelFailedError) as failed:
        model.complete("system", "prompt", within, FORM)
    return failed.value.reason


def test_a_model_that_is_known_to_fill_a_schema_is_asked_to_and_answers_the_same(
    server: Server, assistant: Assistant
) -> None:
    by_schema = answer(assistant, server.model(name="gpt-4o-mini"))
    by_text = answer(assistant, server.model(name="gpt-4o-mini", output="text"))
    assert by_schema == by_text == (LLM, f"{TRUTH} [1].")
    asked, asked_for_text = server.asked
    assert asked["response_format"]["json_schema"]["strict"] is True
    schema = asked["response_format"]["json_schema"]["schema"]
    assert (schema["properties"], schema["$defs"]) == (SCHEMA["properties"], SCHEMA["$defs"])
    assert asked["messages"][0]["content"] == load_prompt("answer_json_system").format()
    assert asked["messages"][1] == asked_for_text["messages"][1]
    assert "response_format" not in asked_for_text
    assert load_prompt("refusal") in asked_for_text["messages"][0]["content"]


@pytest.mark.parametrize(
    ("name", "output", "by_schema"),
    [
        ("gpt-4o-mini", "auto", True),
        ("gpt-3.5-turbo", "auto", False),
        ("a-model-of-ones-own", "auto", False),
        ("a-model-of-ones-own", "json", True),
        ("gpt-4o-mini", "text", False),
    ],
)
def test_the_operator_decides_or_what_is_known_of_the_model(
    server: Server, name: str, output: Output, by_schema: bool
) -> None:
    server.model(name=name, output=output).complete("system", "prompt", 5.0, FORM)
    assert ("response_format" in server.asked[0]) is by_schema


def test_what_needs_no_schema_is_asked_without_one(server: Server) -> None:
    server.model(output="json").complete("omskriv", "prompt", 5.0)
    assert "response_format" not in server.asked[0]


def test_another_value_is_an_error_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_LLM_OUTPUT", "xml")
    with pytest.raises(SettingsError) as fault:
        load_settings()
    assert str(fault.value) == "Forkert indstilling – ASSISTANT_LLM_OUTPUT: skriv auto, json eller text"


@pytest.mark.filterwarnings("ignore:This model does not support OpenAI")
@pytest.mark.parametrize(("status", "message"), [(400, "what?"), (400, NO_SCHEMA), (422, "extra fields not permitted")])
def test_a_server_that_refuses_the_schema_is_asked_for_text_then_and_ever_after(
    server: Server, assistant: Assistant, status: int, message: str
) -> None:
    server.behaves(refusing(status, message))
    model, before = server.model(output="json"), MODEL_CALLS.labels("ok")._value.get()
    assert answer(assistant, model) == answer(assistant, model) == (LLM, f"{TRUTH} [1].")
    assert ["response_format" in asked for asked in server.asked] == [True, False, False]
    assert load_prompt("refusal") in server.asked[1]["messages"][0]["content"]
    assert MODEL_CALLS.labels("ok")._value.get() == before + 2


def test_a_refused_schema_is_no_outage(server: Server) -> None:
    """Two failures, a refused schema, two failures: three in a row were never had."""
    server.behaves(lambda handler: handler.says(401, "{}"))
    model = server.model(output="json")
    assert [reason(model), reason(model)] == ["refused", "refused"]
    server.behaves(refusing())
    assert model.complete("system", "prompt", 5.0, FORM) == f"{TRUTH} [1]."
    server.behaves(lambda handler: handler.says(401, "{}"))
    assert [reason(model), reason(model)] == ["refused", "refused"]


def test_a_request_that_is_refused_in_both_forms_was_not_refused_for_its_schema(server: Server) -> None:
    server.behaves(lambda handler: handler.says(400, '{"error": {"message": "content filter"}}'))
    model = server.model(output="json")
    assert reason(model) == "refused"
    assert len(server.asked) == 2
    assert model.structured
    assert [reason(model), reason(model), reason(model)] == ["refused", "resting", "resting"]
    assert len(server.asked) == 6


@pytest.mark.parametrize("status", [401, 429, 500, 503])
def test_an_outage_says_nothing_of_the_schema(server: Server, status: int) -> None:
    server.behaves(lambda handler: handler.says(status, "{}"))
    model = server.model(output="json")
    assert reason(model) in ("busy", "refused")
    assert all("response_format" in asked for asked in server.asked)
    assert model.structured


def test_an_error_that_passes_is_asked_past_with_the_schema(server: Server) -> None:
    server.behaves(lambda handler: handler.says(503, "{}") if len(server.asked) == 1 else fills(handler))
    assert server.model(output="json").complete("system", "prompt", 5.0, FORM) == filled((f"{TRUTH}.", [1]))
    assert ["response_format" in asked for asked in server.asked] == [True, True]


def test_both_forms_share_one_deadline(server: Server) -> None:
    server.behaves(refusing(wait=1.0))
    started = time.monotonic()
    assert reason(server.model(output="json"), within=0.5) == "timeout"
    assert time.monotonic() - started < 0.9
    time.sleep(0.8)
    assert len(server.asked) == 1  # nobody waits for the text any more


GOOD = {
    "numbers as strings": filled((f"{TRUTH}.", ["1"])),
    "in a fence": f"```json\n{filled((f'{TRUTH}.', [1]))}\n```",
    "text all the same": f"{TRUTH} [1].",
    "text without a marker": f"{TRUTH}.",
    "no numbers": filled((f"{TRUTH}.", [])),
    "numbers left out": json.dumps({"sentences": [{"text": f"{TRUTH}."}]}),
    "markers within": filled((f"{TRUTH} [1].", [])),
    "markdown": filled((f"- **{TRUTH}**.", [1])),
    "said again and again": filled(*[(f"{TRUTH}.", [1])] * 40),
}
BAD = {
    "half of it": filled((f"{TRUTH}.", [1]))[:-6],
    "another shape": json.dumps({"answer": TRUTH, "citations": [1]}),
    "a bare list": json.dumps([{"text": TRUTH, "sources": [1]}]),
    "nothing": '{"sentences": []}',
    "too long": filled((f"{TRUTH}.", [1]), *((f"Det er den {n}. sætning.", [1]) for n in range(1_000))),
    "a lie in a sentence of two": filled((f"{TRUTH}. Det koster 7 mio. kr. Netcompany leverer det.", [1])),
}


@pytest.mark.parametrize("content", GOOD)
def test_what_can_be_read_is_verified_and_said(server: Server, assistant: Assistant, content: str) -> None:
    server.behaves(lambda handler: handler.replies(GOOD[content]))
    assert answer(assistant, server.model(output="json")) == (LLM, f"{TRUTH} [1].")


@pytest.mark.parametrize("content", BAD)
def test_of_what_can_not_be_read_nothing_is_said(server: Server, assistant: Assistant, content: str) -> None:
    server.behaves(lambda handler: handler.replies(BAD[content]))
    assert answer(assistant, server.model(output="json")) == ("extractive", assistant.answer(WHEN, TODAY).answer)


def test_a_thousand_sentences_are_not_read(assistant: Assistant) -> None:
    class Rambles:
        def complete(self, system: str, prompt: str, within: float, form: Form | None = None) -> str:  # noqa: ARG002
            return filled(*((f"{TRUTH}, {n}.", [1]) for n in range(1_000)), (f"{TRUTH}.", [1]))

    started = time.monotonic()
    said = Assistant(assistant.live, writer=Writer(Rambles())).answer(WHEN, TODAY)
    assert said.engine == "extractive"
    assert time.monotonic() - started < 5


def test_a_reply_cut_off_by_its_length_is_none(server: Server) -> None:
    server.behaves(lambda handler: handler.replies('{"sentences": [', finish_reason="length"))
    assert reason(server.model(output="json")) == "malformed"


def test_a_model_that_declines_in_its_own_words_is_no_outage(server: Server, assistant: Assistant) -> None:
    server.behaves(lambda handler: handler.replies(None, refusal="I can't help with that."))
    model = server.model(output="json")
    assert model.complete("system", "prompt", 5.0, FORM) == "I can't help with that."
    assert answer(assistant, model)[0] == "extractive"


def test_what_holds_of_text_holds_of_json(server: Server) -> None:
    """CPR numbers are masked, tokens counted, replies bounded and prompts too."""
    model, read = server.model(output="json"), MODEL_TOKENS.labels("read")._value.get()
    model.complete("system", "Jeg hedder Bo, 010190-1234. Hvornår?", 5.0, FORM)
    assert "010190" not in json.dumps(server.asked)
    assert "[CPR-nummer]" in json.dumps(server.asked, ensure_ascii=False)
    assert MODEL_TOKENS.labels("read")._value.get() == read + 12
    server.behaves(lambda handler: handler.replies(filled(("lang " * MAX_REPLY, [1]))))
    assert len(model.complete("system", "prompt", 5.0, FORM)) == MAX_REPLY
    asked = len(server.asked)
    with pytest.raises(ModelFailedError):
        model.complete("system", "x" * (MAX_PROMPT - 10), 5.0, FORM)
    assert len(server.asked) == asked


def test_ollama_gets_the_schema_too(server: Server) -> None:
    def replies(handler: Handler) -> None:
        message = {"role": "assistant", "content": filled((f"{TRUTH}.", [1]))}
        counts = {"prompt_eval_count": 12, "eval_count": 3}
        said = {
            "model": "m",
            "created_at": "2026-03-15T12:00:00Z",
            "message": message,
            "done": True,
            "done_reason": "stop",
        }
        handler.says(200, json.dumps(said | counts))

    server.behaves(replies)
    address = f"http://127.0.0.1:{server.http.server_port}"
    model = load_model(Settings(llm_model="ollama:m", llm_base_url=address, llm_output="json"))
    assert model is not None
    assert model.complete("system", "prompt", 5.0, FORM) == filled((f"{TRUTH}.", [1]))
    assert server.asked[0]["format"] == SCHEMA


@pytest.mark.filterwarnings("ignore:Cannot use method='json_schema'")
def test_a_class_that_has_the_schema_filled_in_by_a_tool_call_is_read_too(server: Server) -> None:
    def calls(handler: Handler) -> None:
        name = handler.asked["tools"][0]["function"]["name"]
        function = {"name": name, "arguments": filled((f"{TRUTH}.", [1]))}
        handler.replies(None, tool_calls=[{"id": "1", "type": "function", "function": function}])

    server.behaves(calls)
    reply = server.model(name="gpt-4", output="json").complete("system", "prompt", 5.0, FORM)
    assert json.loads(reply) == json.loads(filled((f"{TRUTH}.", [1])))


def test_a_class_that_knows_no_schema_is_asked_for_text() -> None:
    model = ChatModel(FakeListChatModel(responses=["Som tekst [1]."]), structured=True)
    assert model.complete("system", "prompt", 5.0, FORM) == "Som tekst [1]."
    assert not model.structured
