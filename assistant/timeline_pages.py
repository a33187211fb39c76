"""`GET /tidsplan`: the timeline as a picture or a table, and the same milestones as a calendar or for a spreadsheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response

from assistant.answering import Assistant
from assistant.exports import calendar, table
from assistant.milestones import bounds, read_period, select_milestones
from assistant.rendering import PageRoute, render
from assistant.settings import Settings
from assistant.source_view import Place, read_others
from assistant.timeline import timeline
from vectorstore.editions import newest
from vectorstore.records import Milestone
from vectorstore.store import Store


@dataclass(frozen=True, slots=True)
class Filters:
    """What of the timeline is asked for, as the address says it; empty filters nothing.

    `indsats` is an initiative's id or a part of its title, `fokus` a focus area's title, `dokument` an id (empty: the
    newest programme), `citat` the citations of an answer, whose milestones alone are wanted.
    """

    fokus: str = ""
    indsats: str = ""
    dokument: str = ""
    fra: str = ""
    til: str = ""
    citat: tuple[str, ...] = ()

    def query(self, **more: str) -> str:
        """As the query part of an address, with its question mark, or empty."""
        wanted = {"fokus": self.fokus, "indsats": self.indsats, "dokument": self.dokument}
        wanted |= {"fra": self.fra, "til": self.til, **more}
        filled = [(name, value) for name, value in wanted.items() if value]
        filled += [("citat", name) for name in self.citat]
        return "?" + urlencode(filled) if filled else ""


def filters(
    fokus: str = "",
    indsats: str = "",
    dokument: str = "",
    fra: str = "",
    til: str = "",
    citat: Annotated[list[str], Query()] = [],  # noqa: B006 - FastAPI reads it as a declaration
) -> Filters:
    """The filters of a request."""
    fokus, indsats, dokument, fra, til = (value.strip() for value in (fokus, indsats, dokument, fra, til))
    return Filters(fokus, indsats, dokument, fra, til, tuple(citat))


Asked = Annotated[Filters, Depends(filters)]


def timeline_router(assistant: Assistant, settings: Settings) -> APIRouter:
    """The timeline's routes."""
    router = APIRouter(route_class=PageRoute, include_in_schema=False)

    @router.get("/tidsplan")
    def plan(request: Request, asked: Asked, visning: str = "") -> Response:
        return _page(request, assistant.live.current(), asked, settings.now, as_table=visning == "tabel")

    @router.get("/tidsplan.ics")
    def plan_calendar(request: Request, asked: Asked) -> Response:
        store = assistant.live.current()
        content = calendar(store, _chosen(_shown(store, asked), asked), _base(request, settings))
        return Response(content, media_type="text/calendar; charset=utf-8", headers=_file("tidsplan.ics"))

    @router.get("/tidsplan.csv")
    def plan_table(request: Request, asked: Asked) -> Response:
        store = assistant.live.current()
        content = table(store, _chosen(_shown(store, asked), asked), _base(request, settings))
        return Response(content, media_type="text/csv; charset=utf-8", headers=_file("tidsplan.csv"))

    return router


def _page(request: Request, whole: Store, asked: Filters, today: date, *, as_table: bool) -> Response:
    store, problem = _shown(whole, asked), ""
    chosen: list[Milestone] = []
    try:
        chosen = _chosen(store, asked)
    except _NoPeriodError as error:
        problem = str(error.detail)
    latest = newest(programme.document for programme in whole.programmes)
    return render(
        request,
        "timeline.html",
        422 if problem else 200,
        timeline=timeline(chosen, today),
        as_table=as_table,
        asked=asked,
        problem=problem,
        today=today,
        titles={programme.document.id: programme.document.title for programme in whole.programmes},
        shown=[programme.document.title for programme in store.programmes if programme.milestones],
        latest=[programme.document for programme in whole.programmes if programme.document.id in latest],
        older=[programme.document for programme in whole.programmes if programme.document.id not in latest],
        sections=list(dict.fromkeys(m.section for m in store.milestones if m.section)),
        initiatives=dict.fromkeys((m.initiative_id, m.initiative) for m in store.milestones),
    )


class _NoPeriodError(HTTPException):
    """What was typed as a period is none."""


def _shown(store: Store, asked: Filters) -> Store:
    """The programmes to choose milestones from: those of an answer's citations, the one asked for, or the newest."""
    cited = {place.document_id for place in _places(asked)}
    latest = newest(programme.document for programme in store.programmes)
    return store.of(cited or ({asked.dokument} if asked.dokument else latest))


def _chosen(store: Store, asked: Filters) -> list[Milestone]:
    """The milestones asked for. Raises `HTTPException` 422 for a period or citation that is none."""
    places = _places(asked)
    try:
        first, last = (read_period(text) if text else None for text in (asked.fra, asked.til))
        start, end = bounds(first, last)
    except ValueError as error:
        raise _NoPeriodError(422, str(error)) from error
    return [
        milestone
        for milestone in select_milestones(store, start, end, asked.indsats)
        if (not asked.fokus or milestone.section == asked.fokus) and (not places or _cited(milestone, places))
    ]


def _places(asked: Filters) -> list[Place]:
    return read_others("citat", asked.citat)


def _cited(milestone: Milestone, places: Sequence[Place]) -> bool:
    """Whether a citation quotes most of the milestone."""
    own = milestone.span
    for place in places:
        if (place.document_id, place.span.page) == (milestone.document_id, own.page):
            shared = min(own.end, place.span.end) - max(own.start, place.span.start)
            if shared > (own.end - own.start) / 2:
                return True
    return False


def _base(request: Request, settings: Settings) -> str:
    """The address that users reach this server at, without a slash at the end."""
    return (settings.public_url or str(request.base_url)).rstrip("/")


def _file(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-cache"}
