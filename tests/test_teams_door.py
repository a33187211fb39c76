"""The Teams door answers in time, once, and each conversation for itself."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr
from serving import ANSWER, Scripted, serving
from teams_client import SECRET, THREAD, OpenWorkflows, activity, card, send, teams_app, teams_settings, words

from assistant.answer_store import AnswerStore
from assistant.answering import Assistant
from assistant.answers import Answer
from assistant.api import create_app
from assistant.teams.memory import RateLimit, Recent
from assistant.teams.signature import sign
from assistant.teams.workers import OverloadedError, Workers
from assistant.teams.workflows import PostError, post
from vectorstore.errors import IndexMissingError

SHORT = 0.3  # seconds; stands for the 4 that a reply may take
LATE = "Svaret er på vej"


class Engine:
    """An engine that holds back whatever is asked with "langsom", until it is released."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str | None]] = []
        self.release = threading.Event()

    def __call__(self, question: str, conversation: str | None) -> Answer:
        self.asked.append((question, conversation))
        if "langsom" in question:
            self.release.wait(20)
        if "fejl" in question:
            raise RuntimeError("/hemmelig/sti")
        if "indeks" in question:
            raise IndexMissingError("/hemmelig/sti")
        return replace(ANSWER, answer=f"Svar på {question} [1].")


@pytest.fixture
def engine() -> Iterator[Engine]:
    made = Engine()
    yield made
    made.release.set()


@pytest.fixture
def opened(assistant: Assistant, engine: Engine, tmp_path: Path) -> Iterator[Callable[..., TestClient]]:
    """Opens the door over the engine, with a short budget."""
    clients: list[TestClient] = []

    def client(**more: Any) -> TestClient:
        app = teams_app(Scripted(assistant.live, engine), teams_settings(tmp_path, **more), SHORT)
        clients.append(TestClient(app))
        return clients[-1].__enter__()

    yield client
    engine.release.set()
    for one in clients:
        one.__exit__(None, None, None)


def eventually(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_signed_question_gets_a_card_and_its_answer_is_kept(assistant: Assistant, tmp_path: Path) -> None:
    with TestClient(create_app(assistant, teams_settings(tmp_path))) as client:
        reply = send(client, activity("<at>Bot</at>&nbsp;hvornår er tidsregistrering udrullet?\n"))
        assert reply.headers["content-type"] == "application/json"
        assert (reply.json()["type"], card(reply)["version"]) == ("message", "1.5")
        assert "Q4/2026" in reply.json()["text"]
        kept = card(reply)["actions"][0]["url"].removeprefix("https://a.example.dk")
        assert "Q4/2026" in client.get(kept).text


def test_a_hanging_engine_is_replied_for_in_time_and_its_answer_follows(
    opened: Callable[..., TestClient], engine: Engine, workflows: OpenWorkflows, tmp_path: Path
) -> None:
    channel = workflows()
    client = opened(teams_workflows={"ledelse": channel.address})
    started = time.monotonic()
    reply = send(client, activity("langsom"))
    assert SHORT <= time.monotonic() - started < SHORT + 0.5
    assert LATE in words(reply)
    assert "kommer her i kanalen" in words(reply)
    (action,) = card(reply)["actions"]
    address = action["url"].removeprefix("https://a.example.dk")
    assert (client.get(address).status_code, "er på vej" in client.get(address).text) == (202, True)
    assert channel.bodies == []
    engine.release.set()
    eventually(lambda: channel.bodies != [])
    assert "Svar på langsom".encode() in channel.bodies[0]
    store = AnswerStore.open(teams_settings(tmp_path))
    answer_id = action["url"].removeprefix("https://a.example.dk/svar/")
    eventually(lambda: store.find(answer_id) is not None)
    assert client.get(address).status_code == 200
    store.close()


def test_an_activity_that_nobody_wrote_gets_no_answer(opened: Callable[..., TestClient], engine: Engine) -> None:
    assert send(opened(), activity("hurtig", type="conversationUpdate")).status_code == 204
    assert not engine.asked


def test_an_answer_in_time_is_not_posted_again(opened: Callable[..., TestClient], workflows: OpenWorkflows) -> None:
    channel = workflows()
    client = opened(teams_workflows={"ledelse": channel.address})
    assert "Svar på hurtig" in words(send(client, activity("hurtig")))
    client.__exit__(None, None, None)  # whatever waits to be posted is posted
    assert channel.bodies == []


def test_a_late_reply_promises_only_what_will_be(opened: Callable[..., TestClient]) -> None:
    reply = send(opened(public_url=None, retention_days=0), activity("langsom"))
    assert "Stil spørgsmålet igen" in words(reply)
    assert "actions" not in card(reply)


def test_a_slow_store_does_not_hold_an_answer_back(
    opened: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    release = threading.Event()
    monkeypatch.setattr(AnswerStore, "save", lambda *_: release.wait(20))
    client = opened()
    started = time.monotonic()
    for number in range(5):
        assert "Svar på" in words(send(client, activity(f"spørgsmål {number}")))
    assert time.monotonic() - started < 5 * (SHORT + 0.2)
    release.set()


def test_a_cold_start_is_replied_for_in_time(assistant: Assistant, tmp_path: Path) -> None:
    class Cold(Scripted):
        def answer(self, *_arguments: Any, **_more: Any) -> Answer:
            time.sleep(2 * SHORT)  # the index is being opened
            return ANSWER

    with TestClient(teams_app(Cold(assistant.live, lambda *_: ANSWER), teams_settings(tmp_path), SHORT)) as client:
        started = time.monotonic()
        assert LATE in words(send(client, activity()))
        assert time.monotonic() - started < SHORT + 0.25


def test_fifty_conversations_at_once_each_get_their_own_answer(assistant: Assistant, tmp_path: Path) -> None:
    def script(question: str, _conversation: str | None) -> Answer:
        time.sleep(0.01)
        return replace(ANSWER, answer=f"Svar på {question}.")

    with serving(teams_app(Scripted(assistant.live, script), teams_settings(tmp_path))) as base:
        replies = _many(base, [f"nummer {number}" for number in range(50)])
    assert all(f"Svar på nummer {number}." in text for number, (_, text) in enumerate(replies))
    assert max(seconds for seconds, _ in replies) < 4.5


def test_fifty_conversations_with_a_hanging_engine_are_all_replied_to_in_time(
    assistant: Assistant, engine: Engine, tmp_path: Path
) -> None:
    with serving(teams_app(Scripted(assistant.live, engine), teams_settings(tmp_path), SHORT)) as base:
        replies = _many(base, [f"langsom {number}" for number in range(50)])
        engine.release.set()
    assert all(LATE in text for _, text in replies)
    assert max(seconds for seconds, _ in replies) < 4.5


def _many(base: str, questions: list[str]) -> list[tuple[float, str]]:
    """Seconds and text of the replies to questions asked at once, each in a thread of its own."""

    async def ask(client: httpx.AsyncClient, question: str) -> tuple[float, str]:
        body = activity(question, conversation={"id": question})
        started = time.monotonic()
        reply = await client.post(
            f"{base}api/teams/ledelse", content=body, headers={"Authorization": sign(SECRET, body)}
        )
        return time.monotonic() - started, reply.text

    async def ask_all() -> list[tuple[float, str]]:
        async with httpx.AsyncClient(timeout=30, limits=httpx.Limits(max_connections=100)) as client:
            return list(await asyncio.gather(*(ask(client, question) for question in questions)))

    return asyncio.run(ask_all())


def test_an_overloaded_door_says_so_at_once(opened: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: Any) -> None:
        raise OverloadedError("teams-answer")

    client = opened()
    monkeypatch.setattr(Workers, "submit", full)
    assert "travlt" in words(send(client, activity()))


def test_workers_take_no_more_than_they_may_and_a_fault_harms_nobody() -> None:
    release = threading.Event()
    workers = Workers("test", threads=1, waiting=2)
    assert isinstance(workers.submit(lambda: 1 / 0).exception(5), ZeroDivisionError)
    workers.submit(lambda: release.wait(20))
    eventually(workers._jobs.empty)
    waiting = [workers.submit(lambda: "gjort") for _ in range(2)]
    with pytest.raises(OverloadedError):
        workers.submit(lambda: "for meget")
    release.set()
    assert [future.result(5) for future in waiting] == ["gjort", "gjort"]
    workers.close(5)


def test_closing_does_not_wait_for_what_hangs() -> None:
    release = threading.Event()
    workers = Workers("test", threads=2, waiting=2)
    for _ in range(2):
        workers.submit(lambda: release.wait(20))
    started = time.monotonic()
    workers.close(0.2)
    assert time.monotonic() - started < 2
    with pytest.raises(OverloadedError):
        workers.submit(lambda: "for sent")
    release.set()


def test_a_repeated_message_is_answered_once_and_with_the_same_words(
    opened: Callable[..., TestClient], engine: Engine
) -> None:
    client = opened()
    body = activity("hvad er AFE?", id="1")
    first = send(client, body)
    again = activity("hvad er AFE?", id="1")
    assert send(client, body).content == send(client, again).content == first.content
    assert len(engine.asked) == 1
    for other in ({"id": "2"}, {"conversation": {"id": THREAD, "tenantId": "x"}}, {"conversation": {"id": "y"}}):
        send(client, activity("hvad er AFE?", **({"id": "1"} | other)))
    assert len(engine.asked) == 4


def test_a_message_repeated_while_it_is_answered_waits_for_the_same_answer(
    opened: Callable[..., TestClient], engine: Engine
) -> None:
    client = opened()
    body = activity("langsom", id="1")
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(lambda _: send(client, body).content, range(2))
    assert first == second
    assert len(engine.asked) == 1


@pytest.mark.parametrize("left_out", [..., None, 7, ""])
def test_a_message_without_an_id_is_answered_each_time(
    opened: Callable[..., TestClient], engine: Engine, left_out: object
) -> None:
    client = opened()
    for _ in range(2):
        send(client, activity("hvad er AFE?", id=left_out))
    assert len(engine.asked) == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"recipient": {"id": "null", "name": "null"}, "from": None, "entities": None, "attachments": None},
        {"entities": [{"type": "mention", "text": "<at>En anden</at>", "mentioned": None}]},
        {"entities": "ingen", "channelData": [], "conversation": None},
        {"conversation": "tekst", "channelData": {"tenant": None}},
        {"type": ..., "entities": ..., "recipient": ..., "conversation": ...},
    ],
    ids=["nulls", "contradictory", "wrong kinds", "text", "absent"],
)
def test_only_the_text_decides_what_is_asked(
    opened: Callable[..., TestClient], engine: Engine, fields: dict[str, object]
) -> None:
    reply = send(opened(), activity("<at>Arbejdsprogram</at> hvad er AFE?\n", **fields))
    assert "Svar på hvad er AFE?" in words(reply)
    assert engine.asked[0][0] == "hvad er AFE?"


def test_a_thread_is_a_conversation_of_one_hook(opened: Callable[..., TestClient], engine: Engine) -> None:
    client = opened()
    for hook, conversation in (("ledelse", THREAD), ("ledelse", THREAD), ("drift", THREAD), ("ledelse", "andet")):
        send(client, activity("hvad?", conversation={"id": conversation}), hook)
    first, second, other_hook, other_thread = (conversation for _, conversation in engine.asked)
    assert first == second
    assert len({first, other_hook, other_thread}) == 3
    assert THREAD not in str(first)


def test_a_follow_up_leans_on_the_thread(assistant: Assistant, tmp_path: Path) -> None:
    with TestClient(teams_app(assistant, teams_settings(tmp_path))) as client:
        send(client, activity("Hvornår er tidsregistrering udrullet?"))
        here = send(client, activity("Hvem er undtaget?"))
        send(client, activity("Hvem er undtaget?"), "drift")
    assert "tidsregistrering" in words(here)


@pytest.mark.parametrize(
    "text", ["<at>Bot</at>", "<at>Bot</at>&nbsp;\n", "Hjælp!", "<at>Bot</at> hjælp", "?", "", None]
)
def test_who_asks_nothing_gets_help(opened: Callable[..., TestClient], engine: Engine, text: str | None) -> None:
    assert "Hvad er den næste milepæl?" in words(send(opened(), activity(text)))
    assert engine.asked == []


def test_milestones_are_listed_on_one_word(assistant: Assistant, tmp_path: Path) -> None:
    settings = teams_settings(tmp_path, today="2026-03-15")
    with TestClient(teams_app(assistant, settings)) as client:
        text = words(send(client, activity("<at>Bot</at> Milepæle")))
    assert "I gang nu" in text
    assert "skriv »hjælp«" in text
    assert "Planlagt, ikke bekræftet" in text


@pytest.mark.parametrize(("question", "says"), [("fejl", "Prøv igen"), ("indeks", "Der er intet indeks endnu")])
def test_a_fault_is_a_courteous_card_without_its_inside(
    opened: Callable[..., TestClient], question: str, says: str
) -> None:
    reply = send(opened(), activity(question))
    assert says in words(reply)
    assert "hemmelig" not in reply.text


def test_a_conversation_that_asks_too_much_is_asked_to_wait(opened: Callable[..., TestClient], engine: Engine) -> None:
    client = opened(teams_rate_limit=3)
    replies = [words(send(client, activity("hvad?"))) for _ in range(4)]
    assert ["Vent et minut" in reply for reply in replies] == [False, False, False, True]
    assert "Svar på" in words(send(client, activity("hvad?", conversation={"id": "andet"})))
    assert len(engine.asked) == 4


def test_a_rate_is_of_the_last_minute() -> None:
    now = [0.0]
    limit = RateLimit(2, lambda: now[0])
    taken = []
    for second in (0, 30, 59, 60, 61, 90):
        now[0] = second
        taken.append(limit.allows("a"))
    assert taken == [True, True, False, True, False, True]


def test_what_is_remembered_is_bounded_in_number_and_time() -> None:
    now = [0.0]
    recent: Recent[str] = Recent(2, 10, lambda: now[0])
    for key in "abc":
        recent.put(key, key)
    assert [recent.get(key) for key in "abc"] == [None, "b", "c"]
    now[0] = 10
    assert recent.get("c") is None


def test_a_post_is_tried_again_while_that_may_help(workflows: OpenWorkflows) -> None:
    channel = workflows(503, 429)
    post(SecretStr(channel.address), {"type": "message"}, first_wait=0.01)
    assert len(channel.bodies) == 3


@pytest.mark.parametrize(("statuses", "tries"), [([400], 1), ([302], 1), ([500] * 9, 3)])
def test_a_post_that_fails_says_why_without_the_address(
    workflows: OpenWorkflows,
    statuses: list[int],
    tries: int,
    caplog: pytest.LogCaptureFixture,
) -> None:
    channel = workflows(*statuses)
    with caplog.at_level("DEBUG"), pytest.raises(PostError, match=f"HTTP {statuses[0]}") as fault:
        post(SecretStr(channel.address), {"type": "message"}, attempts=3, first_wait=0.01)
    assert len(channel.bodies) == tries
    assert "hemmeligt-token" not in str(fault.value) + caplog.text


def test_a_post_to_nobody_fails_with_one_line() -> None:
    with pytest.raises(PostError, match="ConnectError"):
        post(SecretStr("http://127.0.0.1:9/hemmeligt-token"), {"type": "message"}, attempts=2, first_wait=0.01)
