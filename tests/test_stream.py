"""Answers as a stream: what the AI SDK makes of it, and what happens when one side goes away."""

import asyncio
import json
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient
from serving import ANSWER, Scripted, serving

from assistant import stream
from assistant.answer_store import AnswerStore
from assistant.answering import Assistant
from assistant.answers import Answer
from assistant.api import create_app
from assistant.language_model import Form
from assistant.problems import TRY_AGAIN
from assistant.settings import Settings
from assistant.writer import Writer
from vectorstore.errors import AssistantError, IndexMissingError
from vectorstore.store import LiveStore

NPM = Path(__file__).parent / "npm"
STREAM = {"Accept": "text/event-stream"}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path)


def read_by_ai_sdk(base: str, question: str) -> dict[str, Any]:
    command = ["node", "read.mjs", f"{base}api/chat", question]
    done = subprocess.run(command, cwd=NPM, capture_output=True, text=True, check=True, timeout=60)
    read: dict[str, Any] = json.loads(done.stdout)
    return read


def events(text: str) -> Iterator[Any]:
    for event in text.split("\n\n"):
        if event.startswith("data: {"):
            yield json.loads(event.removeprefix("data: "))


def test_the_ai_sdk_reads_the_whole_answer_object_from_the_stream(assistant: Assistant, settings: Settings) -> None:
    question = "Hvad sker der i 3. kvartal 2026?"
    with serving(create_app(assistant, settings)) as base:
        read = read_by_ai_sdk(base, question)
        plain = httpx.post(f"{base}api/chat", json={"question": question}).json()
    assert read["errors"] == []
    parts = read["message"]["parts"]
    (text,) = [part for part in parts if part["type"] == "text"]
    assert (text["text"], text["state"]) == (plain["answer"], "done")
    assert [part["data"] for part in parts if part["type"] == "data-citation"] == plain["citations"]
    documents = [part for part in parts if part["type"] == "source-document"]
    assert [part["sourceId"] for part in documents] == [str(citation["id"]) for citation in plain["citations"]]
    answer = read["message"]["metadata"] | {"answer": plain["answer"], "citations": plain["citations"]}
    assert answer.keys() == plain.keys()
    assert answer["suggestions"] == plain["suggestions"]


class Fluent:
    """A language model that says one thing that its source carries, and one that it does not."""

    def complete(self, system: str, prompt: str, within: float, form: Form | None = None) -> str:  # noqa: ARG002
        return "Udrulningen til hele KK er efter planen afsluttet i 4. kvartal 2026 [1]. Det koster 7 mio. kr. [1]"


def test_the_ai_sdk_reads_a_language_models_answer_and_nothing_that_was_not_verified(
    assistant: Assistant, settings: Settings
) -> None:
    fluent = Assistant(assistant.live, writer=Writer(Fluent()))
    with serving(create_app(fluent, settings)) as base:
        read = read_by_ai_sdk(base, "hvornår er det nye tidsregistreringssystem rullet ud til alle?")
    (text,) = [part for part in read["message"]["parts"] if part["type"] == "text"]
    assert text["text"] == "Udrulningen til hele KK er efter planen afsluttet i 4. kvartal 2026 [1]."
    assert (read["message"]["metadata"]["engine"], read["message"]["metadata"]["removed"]) == ("llm", 1)


def test_the_ai_sdk_reads_an_error(assistant: Assistant, settings: Settings) -> None:
    def fail(_question: str, _conversation: str | None) -> Answer:
        raise RuntimeError("/secret/path")

    with serving(create_app(Scripted(assistant.live, fail), settings)) as base:
        assert read_by_ai_sdk(base, "Hvad?")["errors"] == [TRY_AGAIN]


def test_a_stream_is_not_to_be_cached_buffered_or_transformed(assistant: Assistant, settings: Settings) -> None:
    with TestClient(create_app(assistant, settings)) as client:
        headers = client.post("/api/chat", json={"question": "hej"}, headers=STREAM).headers
    assert headers["content-type"].startswith("text/event-stream")
    assert headers["x-vercel-ai-ui-message-stream"] == "v1"
    assert headers["x-accel-buffering"] == "no"
    assert headers["cache-control"] == "no-cache, no-transform"


def test_the_stream_ends_with_finish_and_done(assistant: Assistant, settings: Settings) -> None:
    with TestClient(create_app(assistant, settings)) as client:
        text = client.post("/api/chat", json={"question": "hej"}, headers=STREAM).text
    assert [event["type"] for event in events(text)][-1] == "finish"
    assert text.endswith("data: [DONE]\n\n")


def test_without_an_index_a_stream_is_refused_as_any_request(assistant: Assistant, tmp_path: Path) -> None:
    empty = Assistant(LiveStore(tmp_path / "none", assistant.live.current().encoder))
    with TestClient(create_app(empty, Settings(data_dir=tmp_path))) as client:
        response = client.post("/api/chat", json={"question": "hej"}, headers=STREAM)
    assert (response.status_code, response.headers["content-type"]) == (503, "application/problem+json")


def test_an_error_that_the_user_can_mend_says_how(assistant: Assistant, settings: Settings) -> None:
    def fail(_question: str, _conversation: str | None) -> Answer:
        raise IndexMissingError("/secret/path")

    with TestClient(create_app(Scripted(assistant.live, fail), settings)) as client:
        text = client.post("/api/chat", json={"question": "hej"}, headers=STREAM).text
    (error,) = [event["errorText"] for event in events(text) if event["type"] == "error"]
    assert "arbejdsprogram ingest" in error
    assert "secret" not in error


def test_a_slow_answer_shows_signs_of_life(monkeypatch: pytest.MonkeyPatch) -> None:
    async def work() -> Answer:
        await asyncio.sleep(0.2)
        return ANSWER

    async def read() -> list[str]:
        return [event async for event in stream.stream_answer(work)]

    monkeypatch.setattr(stream, "HEARTBEAT", 0.02)
    read_events = asyncio.run(read())
    assert read_events[0] == 'data: {"type": "start"}\n\n'
    assert read_events[1].startswith(":")
    assert read_events[-1] == "data: [DONE]\n\n"


def test_closing_the_stream_cancels_the_work() -> None:
    ended: list[str] = []

    async def work() -> Answer:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            ended.append("cancelled")
            raise
        return ANSWER

    async def read_and_leave() -> None:
        answer = stream.stream_answer(work)
        await anext(answer)
        reading = asyncio.ensure_future(anext(answer))
        await asyncio.sleep(0.01)
        reading.cancel()
        await asyncio.wait([reading])
        await asyncio.sleep(0.01)
        assert ended == ["cancelled"]

    asyncio.run(read_and_leave())


def test_an_answer_whose_reader_left_is_not_stored(assistant: Assistant, settings: Settings) -> None:
    asked, left, answered = threading.Event(), threading.Event(), threading.Event()

    def slow(_question: str, _conversation: str | None) -> Answer:
        asked.set()
        assert left.wait(30)
        answered.set()
        return replace(ANSWER, answer_id="forladt")

    with serving(create_app(Scripted(assistant.live, slow), settings)) as base:
        with httpx.stream("POST", f"{base}api/chat", json={"question": "hej"}, headers=STREAM) as response:
            reading = response.iter_text()  # held: a reader that is collected closes the connection
            assert next(reading).startswith("data:")
            assert asked.wait(30)
        httpx.get(f"{base}healthz")  # by now the server has noticed
        left.set()
        assert answered.wait(30)
        httpx.get(f"{base}healthz")
    assert AnswerStore.open(settings).find("forladt") is None


def test_an_error_of_ours_is_explained_without_its_kind() -> None:
    async def work() -> Answer:
        raise AssistantError("Prøv noget andet")

    async def read() -> list[str]:
        return [event async for event in stream.stream_answer(work)]

    (error,) = [event for event in events("".join(asyncio.run(read()))) if event["type"] == "error"]
    assert error["errorText"] == "Prøv noget andet"
