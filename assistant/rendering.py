"""HTML pages from templates that escape by default, their texts from one file a language, and their errors as pages."""

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

_POLICY = "default-src 'none'; img-src 'self' data:; style-src 'self'; base-uri 'none'; form-action 'self'; "
CSP = _POLICY + "frame-ancestors 'self'"
CSP_WITH_SCRIPTS = CSP + "; script-src 'self'; connect-src 'self'"
_HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Cache-Control": "no-cache"}


@cache
def texts(language: str = "da") -> Mapping[str, Any]:
    """What the pages say, by page; a variable stands in braces. In English there is the answer's page alone."""
    return tomllib.loads((files("assistant") / "web" / f"texts.{language}.toml").read_text(encoding="utf-8"))


def render(request: Request, template: str, status: int = 200, *, language: str = "da", **values: object) -> Response:
    """A page under a policy without inline style, and without script unless it names some (`scripts=True`).

    Links begin with `root`, so that they hold behind a proxy that serves the assistant under a path of its own.
    A variable that is missing is an error.
    """
    scripts = bool(values.get("scripts"))
    html = (
        _templates()
        .get_template(template)
        .render({"t": texts(language), "language": language, "root": root_of(request), "scripts": False} | values)
    )
    return HTMLResponse(html, status, _HEADERS | {"Content-Security-Policy": CSP_WITH_SCRIPTS if scripts else CSP})


def root_of(request: Request) -> str:
    """The way from the page that is asked for up to the assistant's own: "." or "..", without a slash at the end."""
    route = request.scope.get("route")  # none where the address leads nowhere
    levels = (route.path if route else request.url.path).count("/") - 1
    return "/".join([".."] * levels) or "."


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
                return error_page(request, error.status_code, str(error.detail))
            except AssistantError as error:
                return error_page(request, 503, explain(error))

        return with_error_page


def error_page(request: Request, status: int, detail: str) -> Response:
    """What went wrong, as a page."""
    title = texts()["error"]["titles"][str(status)]
    return render(request, "error.html", status, title=title, detail=detail)


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
