"""The HTTP door: the same answers as in the terminal, the data behind them, and health."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Annotated, Any

from fastapi import FastAPI, HTTPException, Query, Response
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import PlainTextResponse

from assistant.answer_page import answer_page_router
from assistant.answer_store import AnswerStore
from assistant.answering import Assistant
from assistant.chat import chat_router
from assistant.feedback import feedback_router
from assistant.head_requests import HeadAsGet
from assistant.mcp_door import mcp_router
from assistant.metrics import exposition
from assistant.milestones import bounds, milestone_json, read_period, select_milestones
from assistant.openai_door import openai_router
from assistant.pages import page_routes
from assistant.problems import add_problem_handlers, documented
from assistant.readiness import Readiness
from assistant.rendering import error_page
from assistant.schemas import DocumentModel, MilestoneModel, PageModel
from assistant.settings import Settings
from assistant.teams.route import teams_router
from assistant.timeline_pages import timeline_router
from assistant.web_files import web_files_router
from assistant.welcome import welcome_router
from vectorstore.records import Programme


def create_app(assistant: Assistant, settings: Settings) -> FastAPI:
    """The application over an assistant. It starts without an index, and is ready as soon as there is one."""
    readiness = Readiness(assistant)
    store = AnswerStore.open(settings)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        readiness.start()
        store.prune()
        yield
        readiness.stop()
        store.close()

    app = FastAPI(
        title="Arbejdsprogram-assistenten",
        description="Svar på spørgsmål om et kommunalt arbejdsprogram, med ordrette kilder.",
        version=version("arbejdsprogram-assistenten"),
        lifespan=lifespan,
        docs_url=None,  # Swagger UI from our own address: web_files.py
        redoc_url=None,
    )
    app.add_middleware(HeadAsGet)
    add_problem_handlers(app, error_page)
    if settings.allowed_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.allowed_origins,
            allow_methods=["GET", "POST"],
            allow_headers=["Content-Type"],
        )

    app.include_router(page_routes(assistant))
    app.include_router(timeline_router(assistant, settings))
    app.include_router(chat_router(assistant, settings, store))
    app.include_router(feedback_router(store))
    app.include_router(answer_page_router(store))
    app.include_router(teams_router(assistant, settings, store))
    app.include_router(openai_router(assistant, settings, store))
    app.include_router(mcp_router(assistant, settings, store))
    app.include_router(welcome_router(assistant, settings))
    app.include_router(web_files_router())

    @app.get("/api/milestones", response_model=list[MilestoneModel], responses=documented(422, 503), summary="Milepæle")
    def milestones(
        from_: Annotated[str | None, Query(alias="from", description="Dato eller periode, fx Q2/2026")] = None,
        to: Annotated[str | None, Query(description="Dato eller periode")] = None,
        initiative: Annotated[str | None, Query(description="En del af indsatsens titel")] = None,
        document: Annotated[str | None, Query(description="Dokumentets id")] = None,
    ) -> list[dict[str, Any]]:
        try:
            start, end = bounds(read_period(from_) if from_ else None, read_period(to) if to else None)
        except ValueError as error:
            raise HTTPException(422, str(error)) from error
        store = assistant.live.current()
        return [milestone_json(store, m) for m in select_milestones(store, start, end, initiative, document or None)]

    @app.get("/api/documents", response_model=list[DocumentModel], responses=documented(503), summary="Dokumenter")
    def documents() -> list[dict[str, Any]]:
        return [_document(programme) for programme in assistant.live.current().programmes]

    @app.get(
        "/api/documents/{document_id}",
        response_model=DocumentModel,
        responses=documented(404, 503),
        summary="Et dokument",
    )
    def document(document_id: str) -> dict[str, Any]:
        for programme in assistant.live.current().programmes:
            if programme.document.id == document_id:
                return _document(programme)
        raise HTTPException(404, "Dokumentet findes ikke; se /api/documents")

    @app.get(
        "/api/documents/{document_id}/pages/{number}",
        response_model=PageModel,
        responses=documented(404, 422, 503),
        summary="En side",
    )
    def page(document_id: str, number: int) -> dict[str, Any]:
        found = assistant.live.current().page(document_id, number)
        if found is None:
            raise HTTPException(404, "Siden findes ikke; se /api/documents")
        return {"document_id": document_id, "page": number, "text": found.text, "characters": len(found.text)}

    @app.get("/healthz", summary="Lever processen?")
    def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/metrics", summary="Prometheus", response_class=PlainTextResponse)
    def metrics() -> Response:
        return Response(exposition(), media_type="text/plain; version=0.0.4; charset=utf-8")

    @app.get("/readyz", responses=documented(503), summary="Er indeks og encoder klar?")
    def readyz() -> dict[str, str]:
        readiness.check()
        return {"status": "ready"}

    return app


def _document(programme: Programme) -> dict[str, Any]:
    return {
        "id": programme.document.id,
        "title": programme.document.title,
        "pages": len(programme.document.pages),
        "initiatives": [initiative.title for initiative in programme.initiatives],
        "milestones": len(programme.milestones),
    }
