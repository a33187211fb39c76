"""The assistant as a model: OpenAI's own client talks to a running server."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import openai
import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr, ValidationError
from serving import ANSWER, Scripted, serving

from assistant.answering import Assistant
from assistant.api import create_app
from assistant.openai_door import MODEL, with_sources
from assistant.settings import Settings
from vectorstore.store import LiveStore

KEY = "en-noegle-med-nok-tegn"
QUESTION = "hvornår er tidsregistrering udrullet?"


@pytest.fixture(scope="module")
def client(assistant: Assistant) -> Iterator[openai.OpenAI]:
    settings = Settings(today=date(2026, 3, 15), api_keys=(SecretStr("en-anden-noegle-her"), SecretStr(KEY)))
    with (
        serving(create_app(assistant, settings)) as address,
        openai.OpenAI(base_url=address + "v1", api_key=KEY, max_retries=0) as opened,
    ):
        yield opened


def asked(client: openai.OpenAI, *messages: tuple[str, str]) -> str:
    sent: Any = [{"role": role, "content": text} for role, text in messages]
    completion = client.chat.completions.create(model=MODEL, messages=sent, temperature=0.2)
    assert completion.choices[0].finish_reason == "stop"
    return completion.choices[0].message.content or ""


def test_the_model_is_listed(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == [MODEL]
    assert client.models.retrieve(MODEL).object == "model"


def test_an_answer_stands_with_its_sources_as_links_into_the_viewer(client: openai.OpenAI) -> None:
    text = asked(client, ("system", "Du er en pirat."), ("user", QUESTION))
    assert text.startswith("Q4/2026 efter planen")
    address = str(client.base_url).removesuffix("v1/")
    assert f"]({address}kilder/arbejdsprogram-2026?side=5&start=" in text
    link = text.split("](")[1].split(")")[0]
    assert httpx.get(link).status_code == 200


def test_streamed_the_text_is_the_same(client: openai.OpenAI) -> None:
    messages: Any = [{"role": "user", "content": QUESTION}]
    options: Any = {"include_usage": True}
    with client.chat.completions.create(model=MODEL, messages=messages, stream=True, stream_options=options) as stream:
        chunks = list(stream)
    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
    assert text == asked(client, ("user", QUESTION))
    assert [chunk.choices[0].finish_reason for chunk in chunks if chunk.choices][-1] == "stop"
    assert chunks[-1].usage is not None
    assert chunks[-1].usage.completion_tokens == len(text.split())
    assert len({chunk.id for chunk in chunks}) == 1


def test_the_messages_before_are_the_history(client: openai.OpenAI) -> None:
    text = asked(
        client,
        ("user", QUESTION),
        ("assistant", "Q4/2026 efter planen …"),
        ("user", "hvem er undtaget?"),
    )
    assert "selvtilrettelægge" in text.lower()


def test_a_message_in_parts_is_read(client: openai.OpenAI) -> None:
    parts: Any = [{"type": "text", "text": QUESTION}, {"type": "image_url", "image_url": {"url": "data:,"}}]
    completion = client.chat.completions.create(model=MODEL, messages=[{"role": "user", "content": parts}])
    assert (completion.choices[0].message.content or "").startswith("Q4/2026")


@pytest.mark.parametrize("key", ["forkert", KEY[:-1], KEY + "x", "nøgle"])
def test_without_a_valid_key_nothing_is_said(client: openai.OpenAI, key: str) -> None:
    headers = {b"Authorization": f"Bearer {key}".encode()}
    for method, path in (("GET", "models"), ("POST", "chat/completions")):
        response = httpx.request(method, f"{client.base_url}{path}", headers=headers, json={})
        assert response.status_code == 401
        assert response.json()["error"]["code"] == "invalid_api_key"
    with pytest.raises(openai.AuthenticationError, match="Nøglen mangler eller er forkert"):
        openai.OpenAI(base_url=client.base_url, api_key=key.encode().decode("ascii", "ignore") or "x").models.list()


def test_another_model_is_named_with_the_one_there_is(client: openai.OpenAI) -> None:
    with pytest.raises(openai.NotFoundError, match=f"brug {MODEL}"):
        client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": "hej"}])


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("{", "Ret body"),
        ("{}", "Ret messages, model"),
        (json.dumps({"model": MODEL, "messages": []}), "Ret messages"),
        (json.dumps({"model": MODEL, "messages": [{"role": "assistant", "content": "x"}]}), "role: user"),
        (json.dumps({"model": MODEL, "messages": [{"role": "user", "content": "x"}], "n": 3}), "Ret n"),
    ],
)
def test_a_request_that_is_none_says_what_to_mend(client: openai.OpenAI, body: str, said: str) -> None:
    headers = {"Authorization": f"Bearer {KEY}"}
    response = httpx.post(f"{client.base_url}chat/completions", headers=headers, content=body)
    assert response.status_code == 400
    assert said in response.json()["error"]["message"]


def test_without_keys_the_door_is_open_and_without_an_index_it_says_what_to_do(tmp_path: Path) -> None:
    bare = Assistant(LiveStore(tmp_path, None))  # type: ignore[arg-type]  # no index, no encoder needed
    body = {"model": MODEL, "messages": [{"role": "user", "content": "hej, hvad er AFE?"}]}
    with TestClient(create_app(bare, Settings(data_dir=tmp_path))) as opened:
        response = opened.post("/v1/chat/completions", json=body)
    assert response.status_code == 503
    assert "arbejdsprogram ingest" in response.json()["error"]["message"]


def test_what_breaks_is_an_error_of_the_protocol(assistant: Assistant) -> None:
    def fail(_question: str, _conversation: str | None) -> Any:
        raise RuntimeError("hemmelig sti /etc")

    body = {"model": MODEL, "messages": [{"role": "user", "content": "hej"}]}
    with TestClient(create_app(Scripted(assistant.live, fail), Settings())) as opened:
        response = opened.post("/v1/chat/completions", json=body)
    assert response.status_code == 500
    assert response.json()["error"]["type"] == "server_error"
    assert "hemmelig" not in response.text


def test_signs_of_a_quote_do_not_end_its_link() -> None:
    text = with_sources(ANSWER, "https://assistent.dk")
    assert "- \\[1\\] [Koncernservice Arbejdsprogram 2026, s. 5, Nyt KK" in text
    assert "(https://assistent.dk/kilder/arbejdsprogram-2026?side=5" in text
    assert "»Q4/2026: Det nye system er udrullet.«" in text


def test_a_key_that_is_too_short_is_refused_at_start() -> None:
    with pytest.raises(ValidationError, match="at least 16"):
        Settings(api_keys=(SecretStr("kort"),))
