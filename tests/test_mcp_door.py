"""The assistant as tools: the official SDK's client lists and calls them on a running server."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import anyio
import httpx
import pytest
from mcp import Client
from pydantic import SecretStr
from serving import serving

from assistant.answering import Assistant
from assistant.api import create_app
from assistant.settings import Settings

QUESTION = "hvornår er tidsregistrering udrullet?"
KEY = "en-noegle-med-nok-tegn"


@pytest.fixture(scope="module")
def address(assistant: Assistant) -> Iterator[str]:
    with serving(create_app(assistant, Settings(today=date(2026, 3, 15)))) as served:
        yield served + "mcp"


def call(address: str, tool: str, **arguments: Any) -> Any:
    async def called() -> Any:
        async with Client(address) as client:
            return await client.call_tool(tool, arguments)

    return anyio.run(called)


def test_the_tools_are_listed_with_their_schemas(address: str) -> None:
    async def listed() -> Any:
        async with Client(address) as client:
            return await client.list_tools()

    tools = {tool.name: tool for tool in anyio.run(listed).tools}
    assert set(tools) == {"ask", "milestones", "read_source"}
    assert tools["ask"].input_schema["required"] == ["question"]
    assert "citations" in tools["ask"].output_schema["properties"]


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_a_client_of_either_protocol_gets_the_answer_object(address: str, mode: Any) -> None:
    async def called() -> Any:
        async with Client(address, mode=mode) as client:
            return await client.call_tool("ask", {"question": QUESTION})

    answer = anyio.run(called).structured_content
    assert answer["status"] == "answered"
    assert answer["answer"].startswith("Q4/2026 efter planen")
    assert answer["citations"][0]["period"]["label"] == "Q4/2026"


def test_a_follow_up_leans_on_the_earlier_questions(address: str) -> None:
    answer = call(address, "ask", question="hvem er undtaget?", earlier_questions=[QUESTION]).structured_content
    assert "selvtilrettelægge" in answer["answer"].lower()


def test_milestones_are_listed_by_period_and_initiative(address: str) -> None:
    found = call(address, "milestones", start="Q4/2026", end="Q4/2026", initiative="tidsregistrering")
    assert [one["period"]["label"] for one in found.structured_content["result"]] == ["Q4/2026"]
    assert len(call(address, "milestones").structured_content["result"]) == 30


def test_a_source_is_read_at_the_place_of_a_citation(address: str) -> None:
    citation = call(address, "ask", question=QUESTION).structured_content["citations"][0]
    page = call(address, "read_source", document_id=citation["document_id"], page=citation["page"]).structured_content
    assert page["text"][citation["start"] : citation["end"]] == citation["quote"]


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("milestones", {"start": "engang"}, "er ingen periode"),
        ("milestones", {"start": "2027", "end": "2026"}, "byt om"),
        ("read_source", {"document_id": "x", "page": 1}, "Siden findes ikke"),
        ("read_source", {"document_id": "x", "page": 0}, "page"),
        ("ask", {}, "question"),
    ],
)
def test_what_the_caller_can_mend_is_said(address: str, tool: str, arguments: dict[str, Any], said: str) -> None:
    result = call(address, tool, **arguments)
    assert result.is_error
    assert said in result.content[0].text
    assert "Traceback" not in result.content[0].text


def test_with_keys_only_their_holders_are_served(assistant: Assistant) -> None:
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
    accept = {"Accept": "application/json, text/event-stream"}
    with serving(create_app(assistant, Settings(api_keys=(SecretStr(KEY),)))) as served:
        assert httpx.post(served + "mcp", json=body, headers=accept).status_code == 401
        allowed = httpx.post(served + "mcp", json=body, headers={**accept, "Authorization": f"Bearer {KEY}"})
    assert allowed.status_code != 401


def test_another_sites_name_for_this_address_is_refused(address: str) -> None:
    headers = {"Host": "evil.example", "Accept": "application/json, text/event-stream"}
    response = httpx.post(address, json={"jsonrpc": "2.0", "id": 1, "method": "tools/list"}, headers=headers)
    assert response.status_code == 421
