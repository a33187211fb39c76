"""The doors for people beside the chat: the source viewer, the timeline with its downloads, page pictures."""

from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Header, HTTPException, Query, Request, Response
from fastapi.responses import HTMLResponse

from assistant.answering import Assistant
from assistant.exports import calendar, table
from assistant.milestones import bounds, read_period, select_milestones
from assistant.problems import documented
from assistant.rendering import PageRoute, render, texts
from assistant.settings import Settings
from assistant.source_view import read_others, read_place, source_view
from assistant.timeline import timeline
from vectorstore.records import Milestone
from vectorstore.store import Store


@dataclass(frozen=True, slots=True)
class Filters:
    """What of the timeline is asked for, as the address says it; empty filters nothing.

    `indsats` is an initiative's id or a part of its title, `fokus` a focus area's title.
    """

    fokus: str = ""
    indsats: str = ""
    dokument: str = ""
    fra: str = ""
    til: str = ""

    def query(self, **more: str) -> str:
        """As the query part of an address, with its question mark, or empty."""
        wanted = {"fokus": self.fokus, "indsats": self.indsats, "dokument": self.dokument}
        wanted |= {"fra": self.fra, "til": self.til, **more}
        filled = {name: value for name, value in wanted.items() if value}
        return "?" + urlencode(filled) if filled else ""


def filters(fokus: str = "", indsats: str = "", dokument: str = "", fra: str = "", til: str = "") -> Filters:
    """The filters of a request."""
    return Filters(*(value.strip() for value in (fokus, indsats, dokument, fra, til)))


Asked = Annotated[Filters, Depends(filters)]


def page_routes(assistant: Assistant, settings: Settings) -> APIRouter:
    """The routes over an assistant. Include them ahead of the API's: a picture's address looks like a page's."""
    pages = APIRouter(route_class=PageRoute, include_in_schema=False)
    pictures = APIRouter()

    @pages.get("/kilder/{document_id}")
    def source(
        document_id: str,
        side: str = "",
        start: str = "",
        slut: str = "",
        ogsaa: Annotated[list[str], Query()] = [],  # noqa: B006 - FastAPI reads it as a declaration
    ) -> HTMLResponse:
        place, others = read_place(document_id, side, start, slut), read_others(ogsaa)
        return render("source.html", view=source_view(assistant.live.current(), place, others))

    @pages.get("/tidsplan")
    def plan(asked: Asked, visning: str = "") -> HTMLResponse:
        return _plan(assistant.live.current(), asked, settings.now, as_table=visning == "tabel")

    @pages.get("/tidsplan.ics")
    def plan_calendar(request: Request, asked: Asked) -> Response:
        store = assistant.live.current()
        content = calendar(store, _chosen(store, asked), _base(request))
        return Response(content, media_type="text/calendar; charset=utf-8", headers=_file("tidsplan.ics"))

    @pages.get("/tidsplan.csv")
    def plan_table(request: Request, asked: Asked) -> Response:
        store = assistant.live.current()
        content = table(store, _chosen(store, asked), _base(request))
        return Response(content, media_type="text/csv; charset=utf-8", headers=_file("tidsplan.csv"))

    @pages.get("/pages.css")
    def style() -> Response:
        return Response(_web("pages.css"), media_type="text/css")

    @pages.get("/icon.svg")
    def icon() -> Response:
        return Response(_web("icon.svg"), media_type="image/svg+xml")

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


def _plan(store: Store, asked: Filters, today: date, *, as_table: bool) -> HTMLResponse:
    problem = ""
    chosen: list[Milestone] = []
    try:
        chosen = _chosen(store, asked)
    except HTTPException as error:
        problem = str(error.detail)
    values: dict[str, Any] = {
        "timeline": timeline(chosen, today),
        "as_table": as_table,
        "asked": asked,
        "problem": problem,
        "today": today,
        "titles": {programme.document.id: programme.document.title for programme in store.programmes},
        "sections": list(dict.fromkeys(m.section for m in store.milestones if m.section)),
        "initiatives": dict.fromkeys((m.initiative_id, m.initiative) for m in store.milestones),
    }
    return render("timeline.html", 422 if problem else 200, **values)


def _chosen(store: Store, asked: Filters) -> list[Milestone]:
    """The milestones asked for. Raises `HTTPException` 422 for a period that is none."""
    try:
        first, last = (read_period(text) if text else None for text in (asked.fra, asked.til))
        start, end = bounds(first, last)
    except ValueError as error:
        raise HTTPException(422, str(error)) from error
    found = select_milestones(store, start, end, asked.indsats, asked.dokument or None)
    return [milestone for milestone in found if not asked.fokus or milestone.section == asked.fokus]


def _web(name: str) -> str:
    return (files("assistant") / "web" / name).read_text(encoding="utf-8")


def _base(request: Request) -> str:
    return str(request.base_url).rstrip("/")


def _file(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-cache"}
