"""`POST /api/chat`: one answer, as JSON or as a stream; kept for `/svar/{answer_id}` and feedback."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Header
from fastapi.responses import Response, StreamingResponse

from assistant.answer_store import AnswerStore
from assistant.answering import Assistant
from assistant.answers import Answer
from assistant.problems import documented
from assistant.schemas import AnswerModel, ChatRequest
from assistant.settings import Settings
from assistant.stream import HEADERS, MEDIA_TYPE, stream_answer

_RESPONSES = {200: {"content": {MEDIA_TYPE: {"schema": {"type": "string"}}}}} | documented(413, 422, 503)


def chat_router(assistant: Assistant, settings: Settings, store: AnswerStore) -> APIRouter:
    """The chat's route."""
    router = APIRouter()

    def answered(request: ChatRequest) -> Answer:
        return assistant.answer(request.question, request.today or settings.now, request.conversation_id)

    @router.post(
        "/api/chat",
        response_model=AnswerModel,
        response_model_exclude_unset=True,
        responses=_RESPONSES,
        summary="Stil et spørgsmål",
    )
    def chat(request: ChatRequest, accept: Annotated[str, Header()] = "") -> Response | dict[str, Any]:
        if MEDIA_TYPE in accept:
            assistant.live.current()  # without an index the answer is a problem with its status, not a stream
            return StreamingResponse(streamed(request), media_type=MEDIA_TYPE, headers=HEADERS)
        answer = answered(request).as_json()
        store.save(request.question, answer)
        return answer

    def streamed(request: ChatRequest) -> AsyncIterator[str]:
        async def work() -> Answer:
            answer = await to_thread.run_sync(answered, request, abandon_on_cancel=True)
            await to_thread.run_sync(store.save, request.question, answer.as_json())
            return answer

        return stream_answer(work)

    return router
