"""The HTTP door: the same answers as in the terminal, the data behind them, and health."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from typing import Annotated, Any

from fastapi import FastAPI, HTTPException, Query
from fastapi.responses import HTMLResponse, Response

from assistant.answering import Assistant
from assistant.milestones import bounds, milestone_json, read_period, select_milestones
from assistant.pages import page_routes
from assistant.problems import add_problem_handlers, documented
from assistant.readiness import Readiness
from assistant.schemas import AnswerModel, ChatRequest, DocumentModel, MilestoneModel, PageModel
from assistant.settings import Settings
from vectorstore.records import Programme

_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'"
)


def create_app(assistant: Assistant, settings: Settings) -> FastAPI:
    """The application over an assistant. It starts without an index, and is ready as soon as there is one."""
    readiness = Readiness(assistant)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        readiness.start()
        yield
        readiness.stop()

    app = FastAPI(
        title="Arbejdsprogram-assistenten",
        description="Svar på spørgsmål om et kommunalt arbejdsprogram, med ordrette kilder.",
        version="0.1.0",
        lifespan=lifespan,
    )
    add_problem_handlers(app)
    app.include_router(page_routes(assistant, settings))

    @app.post("/api/chat", response_model=AnswerModel, responses=documented(413, 422, 503), summary="Stil et spørgsmål")
    def chat(request: ChatRequest) -> dict[str, Any]:
        return assistant.answer(request.question, settings.now, request.conversation_id).as_json()

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

    @app.get("/readyz", responses=documented(503), summary="Er indeks og encoder klar?")
    def readyz() -> dict[str, str]:
        readiness.check()
        return {"status": "ready"}

    @app.get("/", response_class=HTMLResponse, include_in_schema=False)
    def index() -> HTMLResponse:
        return HTMLResponse(_web("index.html"), headers={"Content-Security-Policy": _CSP})

    @app.get("/demo.js", include_in_schema=False)
    def demo_js() -> Response:
        return Response(_web("demo.js"), media_type="text/javascript")

    @app.get("/demo.css", include_in_schema=False)
    def demo_css() -> Response:
        return Response(_web("demo.css"), media_type="text/css")

    return app


def _document(programme: Programme) -> dict[str, Any]:
    return {
        "id": programme.document.id,
        "title": programme.document.title,
        "pages": len(programme.document.pages),
        "initiatives": [initiative.title for initiative in programme.initiatives],
        "milestones": len(programme.milestones),
    }


def _web(name: str) -> str:
    return (files("assistant") / "web" / name).read_text(encoding="utf-8")
