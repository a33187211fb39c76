"""Answers as an AI SDK UI message stream, version 1: server-sent events that the npm package `ai` reads.

    start, source-document and data-citation for each source, text-start, text-delta …, text-end, finish, [DONE]

`data-citation` carries the contract's citation; the message's metadata carries the rest of the answer object.
"""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

from assistant.answers import Answer
from assistant.problems import TRY_AGAIN, explain
from vectorstore.errors import AssistantError

MEDIA_TYPE = "text/event-stream"
HEADERS = {
    "x-vercel-ai-ui-message-stream": "v1",
    "Cache-Control": "no-cache, no-transform",
    "X-Accel-Buffering": "no",  # a reverse proxy must not hold the stream back
}
HEARTBEAT = 10.0  # seconds between signs of life while an answer is made
_PROVIDER = "arbejdsprogram"
_log = logging.getLogger(__name__)

Chunk = dict[str, Any]


async def stream_answer(work: Callable[[], Awaitable[Answer]]) -> AsyncIterator[str]:
    """The events of one answer. Closing the iterator, as a client that goes away does, cancels the work."""
    yield event({"type": "start"})
    task = asyncio.ensure_future(work())
    try:
        while not (await asyncio.wait((task,), timeout=HEARTBEAT))[0]:
            yield ": heartbeat\n\n"
        for chunk in chunks(task.result()):
            yield event(chunk)
    except AssistantError as error:
        yield event({"type": "error", "errorText": explain(error)})
    except Exception:  # the status is sent already; the stream itself must say that it failed
        _log.exception("a streamed answer failed")
        yield event({"type": "error", "errorText": TRY_AGAIN})
    finally:
        task.cancel()
    yield "data: [DONE]\n\n"


def chunks(answer: Answer) -> Iterator[Chunk]:
    """The whole answer as chunks: sources first, so that a client can link the numbers as the text comes."""
    metadata = answer.as_json()
    text, citations = metadata.pop("answer"), metadata.pop("citations")
    for citation in citations:
        yield {
            "type": "source-document",
            "sourceId": str(citation["id"]),
            "mediaType": "text/plain",
            "title": f"{citation['document']}, s. {citation['page']}",
            "providerMetadata": {_PROVIDER: {"url": citation["url"], "quote": citation["quote"]}},
        }
        yield {"type": "data-citation", "id": str(citation["id"]), "data": citation}
    yield {"type": "text-start", "id": "answer"}
    for line in text.splitlines(keepends=True):
        yield {"type": "text-delta", "id": "answer", "delta": line}
    yield {"type": "text-end", "id": "answer"}
    yield {"type": "finish", "finishReason": "stop", "messageMetadata": metadata}


def event(chunk: Chunk) -> str:
    """One server-sent event."""
    return f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n"
