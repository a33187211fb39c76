"""`/v1/models` and `/v1/chat/completions`: the assistant as a model for clients that speak OpenAI's chat protocol.

Such a client sends the whole conversation each time: its last user message is the question, the ones before are the
history. Settings of a sampler (temperature, …), system messages and tools have no effect. The sources stand in the
text, since the protocol has no place of its own for them. Errors have OpenAI's shape, which its clients read.
"""

import json
import logging
import time
from collections.abc import AsyncIterator, Sequence
from typing import Any, Literal

from anyio import to_thread
from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.answer_store import AnswerStore
from assistant.answering import Assistant
from assistant.answers import Answer
from assistant.keys import admitted
from assistant.problems import TRY_AGAIN, explain
from assistant.settings import Settings
from vectorstore.errors import AssistantError

MODEL = "arbejdsprogram-assistenten"
_HEADERS = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
_log = logging.getLogger(__name__)


class TextPart(BaseModel):
    """A part of a message; parts of other types than text are not read."""

    type: str
    text: str = ""


class Message(BaseModel):
    """One message of the conversation."""

    role: str
    content: str | list[TextPart] | None = None

    @property
    def text(self) -> str:
        """What it says."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.type == "text")
        return self.content or ""


class StreamOptions(BaseModel):
    """What a stream ends with."""

    include_usage: bool = False


class CompletionRequest(BaseModel):
    """The fields that have an effect; any others are accepted and ignored."""

    model_config = ConfigDict(extra="ignore")

    model: str
    messages: list[Message] = Field(min_length=1, max_length=1000)
    stream: bool = False
    stream_options: StreamOptions | None = None
    n: Literal[1] | None = None


def openai_router(assistant: Assistant, settings: Settings, store: AnswerStore) -> APIRouter:
    """The routes; `settings.api_keys` guard them where there are any."""
    router = APIRouter(prefix="/v1")
    created = int(time.time())

    @router.get("/models", summary="OpenAI: modeller")
    @router.get("/models/{model}", summary="OpenAI: en model")
    def models(request: Request, model: str = "") -> Response:
        if not admitted(request, settings.api_keys):
            return _no_entry()
        card = {"id": MODEL, "object": "model", "created": created, "owned_by": "kommunen"}
        if model:
            return JSONResponse(card) if model == MODEL else _unknown(model)
        return JSONResponse({"object": "list", "data": [card]})

    @router.post("/chat/completions", summary="OpenAI: svar i en samtale")
    async def completions(request: Request) -> Response:
        if not admitted(request, settings.api_keys):
            return _no_entry()
        try:
            asked = CompletionRequest.model_validate_json(await request.body())
        except ValidationError as error:
            fields = sorted({".".join(map(str, one["loc"])) or "body" for one in error.errors()})
            return _error(400, f"Ret {', '.join(fields)}; se OpenAI's chat completions", "invalid_request_error")
        if asked.model != MODEL:
            return _unknown(asked.model)
        questions = [message.text for message in asked.messages if message.role == "user"]
        if asked.messages[-1].role != "user":
            return _error(400, "Den sidste besked skal være brugerens (role: user)", "invalid_request_error")
        try:
            answer = await to_thread.run_sync(answered, questions)
        except AssistantError as error:
            return _error(503, explain(error), "server_error")
        except Exception:  # OpenAI's clients read errors in their own form, not as our problems
            _log.exception("a completion failed")
            return _error(500, TRY_AGAIN, "server_error")
        root = settings.public_url or str(request.base_url).rstrip("/")
        completion = _Completion(answer, with_sources(answer, root), asked.messages)
        if asked.stream:
            usage = asked.stream_options is not None and asked.stream_options.include_usage
            events = completion.events(usage=usage)
            return StreamingResponse(events, media_type="text/event-stream", headers=_HEADERS)
        return JSONResponse(completion.whole())

    def answered(questions: Sequence[str]) -> Answer:
        *history, question = questions
        answer = assistant.answer(question, settings.now, history=history)
        store.save(question, answer.as_json())
        return answer

    return router


def with_sources(answer: Answer, root: str) -> str:
    """The answer as Markdown that stands alone: below it each source with page, quote and a link from `root` on."""
    if not answer.citations:
        return answer.answer
    heading = "Sources" if answer.language == "en" else "Kilder"
    lines = [answer.answer, "", f"**{heading}**", ""]
    for citation in answer.citations:
        page = "p." if answer.language == "en" else "s."
        place = ", ".join(
            part for part in (f"{citation.document}, {page} {citation.page}", citation.initiative) if part
        )
        quote = " ".join(citation.quote.split())
        lines.append(f"- \\[{citation.id}\\] [{_unlinked(place)}]({root}{citation.url}): »{_unlinked(quote)}«")
    return "\n".join(lines)


def _unlinked(text: str) -> str:
    return text.replace("[", "\\[").replace("]", "\\]")


class _Completion:
    """One answer in the protocol's shapes."""

    def __init__(self, answer: Answer, text: str, messages: Sequence[Message]) -> None:
        self._base = {"id": f"chatcmpl-{answer.answer_id}", "created": int(time.time()), "model": MODEL}
        self._text = text
        read, said = sum(_words(message.text) for message in messages), _words(text)
        self._usage = {"prompt_tokens": read, "completion_tokens": said, "total_tokens": read + said}

    def whole(self) -> dict[str, Any]:
        """The completion as one object."""
        message = {"role": "assistant", "content": self._text, "refusal": None}
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
        return {**self._base, "object": "chat.completion", "choices": [choice], "usage": self._usage}

    async def events(self, *, usage: bool) -> AsyncIterator[str]:
        """The completion as server-sent events, a line of the text at a time."""
        yield self._event([self._choice({"role": "assistant", "content": ""})])
        for line in self._text.splitlines(keepends=True):
            yield self._event([self._choice({"content": line})])
        yield self._event([self._choice({}, "stop")])
        if usage:
            yield self._event([], usage=self._usage)
        yield "data: [DONE]\n\n"

    def _choice(self, delta: dict[str, str], finish: str | None = None) -> dict[str, Any]:
        return {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}

    def _event(self, choices: list[dict[str, Any]], **more: Any) -> str:
        chunk = {**self._base, "object": "chat.completion.chunk", "choices": choices, **more}
        return f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n"


def _words(text: str) -> int:
    """What usage counts, there being no tokens: words between blanks."""
    return len(text.split())


def _error(status: int, message: str, kind: str, code: str | None = None) -> JSONResponse:
    return JSONResponse({"error": {"message": message, "type": kind, "param": None, "code": code}}, status_code=status)


def _no_entry() -> JSONResponse:
    return _error(401, "Nøglen mangler eller er forkert", "invalid_request_error", "invalid_api_key")


def _unknown(model: str) -> JSONResponse:
    message = f"Modellen {model[:100]!r} findes ikke; brug {MODEL}"
    return _error(404, message, "invalid_request_error", "model_not_found")
