"""`/mcp`: the assistant as tools for other assistants, by the Model Context Protocol over streamable HTTP.

Three tools: `ask` gives the verified answer object, `milestones` the milestone table, `read_source` a page's text.
Requests are stateless, so any number of workers may serve them.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

from anyio import to_thread
from fastapi import APIRouter, FastAPI
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from pydantic import Field
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.answer_store import AnswerStore
from assistant.answering import Assistant
from assistant.keys import admitted
from assistant.milestones import bounds, milestone_json, read_period, select_milestones
from assistant.problems import explain
from assistant.schemas import AnswerModel, MilestoneModel, PageModel
from assistant.settings import Settings
from vectorstore.errors import AssistantError

PATH = "/mcp"
T = TypeVar("T")
_LOOPBACK = ["127.0.0.1:*", "localhost:*", "[::1]:*", "127.0.0.1", "localhost"]
_INSTRUCTIONS = (
    "Svarer på spørgsmål om et kommunalt arbejdsprogram. Hver oplysning er ordret citeret: gengiv citaternes tal og "
    "perioder uændret. En plan er ikke en status: programmet viser ikke, om noget er sket. Svarer programmet ikke på "
    "et spørgsmål, så sig det."
)


def mcp_router(assistant: Assistant, settings: Settings, store: AnswerStore) -> APIRouter:
    """The door as a router with the life of its session manager; mount its route with the application's others."""
    server = _server(assistant, settings, store)
    app = server.streamable_http_app(
        streamable_http_path=PATH,
        stateless_http=True,
        json_response=True,
        transport_security=_hosts(settings),
    )

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with server.session_manager.run():
            yield

    router = APIRouter(lifespan=lifespan)
    router.add_route(PATH, _Guarded(app, settings), methods=["GET", "POST", "DELETE"], include_in_schema=False)  # type: ignore[arg-type]  # an ASGI app
    return router


def _server(assistant: Assistant, settings: Settings, store: AnswerStore) -> MCPServer:
    server = MCPServer(
        "arbejdsprogram-assistenten",
        title="Arbejdsprogram-assistenten",
        instructions=_INSTRUCTIONS,
        log_level="WARNING",
    )

    @server.tool(title="Spørg arbejdsprogrammet", structured_output=True)
    async def ask(
        question: Annotated[str, Field(description="Spørgsmålet, på dansk eller engelsk, fx: hvornår er X udrullet?")],
        earlier_questions: Annotated[
            list[str], Field(description="Samtalens tidligere spørgsmål, som dette læner sig op ad", max_length=20)
        ] = [],  # noqa: B006 - never changed; the schema shows it
    ) -> AnswerModel:
        """Get a verified answer to a question about the work programme, with verbatim quotes and their places."""

        def answered() -> dict[str, Any]:
            answer = assistant.answer(question, settings.now, history=earlier_questions).as_json()
            store.save(question, answer)
            return answer

        return AnswerModel.model_validate(await _worked(answered))

    @server.tool(title="Milepæle", structured_output=True)
    async def milestones(
        start: Annotated[
            str | None, Field(description="Første dato eller periode, fx 2026-04-01 eller Q2/2026")
        ] = None,
        end: Annotated[str | None, Field(description="Sidste dato eller periode")] = None,
        initiative: Annotated[str | None, Field(description="En del af indsatsens titel")] = None,
    ) -> list[MilestoneModel]:
        """List the programme's milestones, all or those of a period or an initiative, in the programme's order."""

        def listed() -> list[dict[str, Any]]:
            first, last = bounds(read_period(start) if start else None, read_period(end) if end else None)
            store = assistant.live.current()
            return [milestone_json(store, one) for one in select_milestones(store, first, last, initiative)]

        return [MilestoneModel.model_validate(one) for one in await _worked(listed)]

    @server.tool(title="Læs en side", structured_output=True)
    async def read_source(
        document_id: Annotated[str, Field(description="Dokumentets id, som i en kildehenvisning")],
        page: Annotated[int, Field(description="Sidens nummer, fra 1", ge=1)],
    ) -> PageModel:
        """Read the text of one page of a source document; quotes are cut from it by their offsets."""

        def read() -> dict[str, Any]:
            text = assistant.live.current().page_text(document_id, page)
            if text is None:
                raise ValueError("Siden findes ikke; brug document_id og page fra en kildehenvisning")
            return {"document_id": document_id, "page": page, "text": text, "characters": len(text)}

        return PageModel.model_validate(await _worked(read))

    return server


async def _worked(work: Callable[[], T]) -> T:
    """Do blocking work in a thread; what the caller can mend is the tool's error text."""
    try:
        return await to_thread.run_sync(work)
    except AssistantError as error:
        raise ToolError(explain(error)) from error
    except ValueError as error:
        raise ToolError(str(error)) from error


def _hosts(settings: Settings) -> TransportSecuritySettings:
    """Whom a browser may reach this by: loopback and the public address, so that no other site's name will do."""
    public = urlsplit(settings.public_url or "").netloc
    hosts = [*_LOOPBACK, *([public] if public else [])]
    origins = [f"http://{host}" for host in _LOOPBACK] + list(settings.allowed_origins)
    origins += [f"{urlsplit(settings.public_url or '').scheme}://{public}"] if public else []
    return TransportSecuritySettings(allowed_hosts=hosts, allowed_origins=origins)


class _Guarded:
    """The protocol's application behind the keys."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not admitted(Request(scope), self._settings.api_keys):
            refusal = {"detail": "Nøglen mangler eller er forkert"}
            await JSONResponse(refusal, 401, {"WWW-Authenticate": "Bearer"})(scope, receive, send)
            return
        await self._app(scope, receive, send)
