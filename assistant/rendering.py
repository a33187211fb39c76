"""HTML pages from templates that escape by default, their texts from one file, and their errors as pages."""

import tomllib
from collections.abc import Callable, Coroutine, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from fastapi import HTTPException, Request, Response
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute
from jinja2 import Environment, PackageLoader, StrictUndefined

from assistant.problems import explain
from vectorstore.errors import AssistantError

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; img-src 'self'; style-src 'self'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-cache",
}


@cache
def texts() -> Mapping[str, Any]:
    """What the pages say in Danish, by page; a variable stands in braces."""
    return tomllib.loads((files("assistant") / "web" / "texts.da.toml").read_text(encoding="utf-8"))


def render(template: str, status: int = 200, **values: object) -> HTMLResponse:
    """A page under a policy that allows no script and no inline style. A variable that is missing is an error."""
    html = _templates().get_template(template).render(t=texts(), **values)
    return HTMLResponse(html, status, HEADERS)


def in_words(day: date) -> str:
    """A day as Danish writes it: "15. marts 2026"."""
    return f"{day.day}. {texts()['months'][day.month - 1]} {day.year}"


class PageRoute(APIRoute):
    """A route for people: what goes wrong is told as a page with the same status and text as the API's problem."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, with errors told as pages."""
        handler = super().get_route_handler()

        async def with_error_page(request: Request) -> Response:
            try:
                return await handler(request)
            except HTTPException as error:
                return _error_page(error.status_code, str(error.detail))
            except AssistantError as error:
                return _error_page(503, explain(error))

        return with_error_page


def _error_page(status: int, detail: str) -> HTMLResponse:
    return render("error.html", status, title=texts()["error"]["titles"][str(status)], detail=detail)


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("assistant", "web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["in_words"] = in_words
    return environment
