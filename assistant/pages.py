"""The pages for people beside the timeline: the chat, the documents, the source viewer with its pictures, the API."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Header, HTTPException, Query, Request, Response

from assistant.answering import Assistant
from assistant.problems import documented
from assistant.rendering import PageRoute, render, texts
from assistant.source_view import read_others, read_place, source_view
from vectorstore.editions import newest


def page_routes(assistant: Assistant) -> APIRouter:
    """The routes over an assistant. Include them ahead of the API's: a picture's address looks like a page's."""
    pages = APIRouter(route_class=PageRoute, include_in_schema=False)
    pictures = APIRouter()

    @pages.get("/")
    def home(request: Request) -> Response:
        return render(request, "index.html", scripts=True)

    @pages.get("/docs")
    def api(request: Request) -> Response:
        return render(request, "docs.html", scripts=True)

    @pages.get("/kilder")
    def documents(request: Request) -> Response:
        programmes = assistant.live.current().programmes
        latest = newest(programme.document for programme in programmes)
        listed = [
            {
                "id": programme.document.id,
                "title": programme.document.title,
                "url": f"/kilder/{quote(programme.document.id)}",
                "pages": len(programme.document.pages),
                "milestones": len(programme.milestones),
            }
            for programme in sorted(programmes, key=lambda programme: programme.document.id not in latest)
        ]
        return render(request, "documents.html", documents=listed)

    @pages.get("/kilder/{document_id}")
    def source(
        request: Request,
        document_id: str,
        side: str = "",
        start: str = "",
        slut: str = "",
        ogsaa: Annotated[list[str], Query()] = [],  # noqa: B006 - FastAPI reads it as a declaration
    ) -> Response:
        place, others = read_place(document_id, side, start, slut), read_others("ogsaa", ogsaa)
        return render(request, "source.html", view=source_view(assistant.live.current(), place, others))

    @pictures.get(
        "/api/documents/{document_id}/pages/{number}.png",
        response_class=Response,
        responses={**documented(404, 422, 503), 200: {"content": {"image/png": {}}}, 304: {"description": "Uændret"}},
        summary="En side som billede",
    )
    def picture(
        document_id: str, number: int, if_none_match: Annotated[str, Header(include_in_schema=False)] = ""
    ) -> Response:
        store = assistant.live.current()
        if store.page(document_id, number) is None:
            raise HTTPException(404, "Siden findes ikke; se /api/documents")
        headers = {"ETag": f'"{store.generation.name}"', "Cache-Control": "no-cache"}
        if headers["ETag"] in if_none_match:
            return Response(status_code=304, headers=headers)
        png = store.png(document_id, number)
        if png is None:
            raise HTTPException(404, texts()["source"]["no_png"])
        return Response(png, media_type="image/png", headers=headers)

    both = APIRouter()
    both.include_router(pages)
    both.include_router(pictures)
    return both
