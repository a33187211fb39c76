"""`POST /api/teams/{hook_id}`: what a Teams outgoing webhook calls."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from fastapi import APIRouter, FastAPI, Request, Response

from assistant.answer_store import AnswerStore
from assistant.answering import Assistant
from assistant.problems import documented, problem
from assistant.settings import Settings
from assistant.teams.activity import Message, read_message
from assistant.teams.door import BUDGET, Door
from assistant.teams.signature import fresh, signed

_NO_ENTRY = "Forespørgslen er ikke godkendt"
_log = logging.getLogger(__name__)


def _now() -> datetime:
    return datetime.now(UTC)


def teams_router(
    assistant: Assistant,
    settings: Settings,
    store: AnswerStore,
    budget: float = BUDGET,
    now: Callable[[], datetime] = _now,
) -> APIRouter:
    """The webhook's route. `budget` is in seconds."""
    door = Door(assistant, settings, store, budget)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        door.close()

    router = APIRouter(lifespan=lifespan)

    @router.post("/api/teams/{hook_id}", responses=documented(401, 413), summary="Teams outgoing webhook")
    async def teams(hook_id: str, request: Request) -> Response:
        body = await request.body()
        if not signed(settings.teams_hooks, hook_id, request.headers.getlist("authorization"), body):
            return _refused("signature or hook")
        message = _read(body)
        if message is None or not fresh(message.timestamp, now()):
            return _refused("no message" if message is None else "timestamp")
        if not message.is_message:
            return Response(status_code=204)
        return Response(await door.reply(hook_id, message), media_type="application/json")

    return router


def _read(body: bytes) -> Message | None:
    try:
        return read_message(body)
    except ValueError:
        return None


def _refused(why: str) -> Response:
    """The same for whatever is wrong; only the log tells."""
    _log.warning("a Teams request was refused: %s", why)
    return problem(401, _NO_ENTRY, {"WWW-Authenticate": "HMAC"})
