"""Errors over HTTP as RFC 9457 problems: a Danish title and what to do, never a traceback, path or secret."""

import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from vectorstore.errors import AssistantError

MEDIA_TYPE = "application/problem+json"
MAX_BODY = 64 * 1024

_TITLES = {
    404: "Findes ikke",
    405: "Metoden bruges ikke her",
    413: "Forespørgslen er for stor",
    422: "Forespørgslen er ikke gyldig",
    500: "Der skete en fejl",
    503: "Assistenten er ikke klar",
}
_log = logging.getLogger(__name__)


def problem(status: int, detail: str) -> JSONResponse:
    """A problem response."""
    title = _TITLES.get(status, HTTPStatus(status).phrase)
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return JSONResponse(body, status_code=status, media_type=MEDIA_TYPE)


def add_problem_handlers(app: FastAPI) -> None:
    """Turn every error of the app into a problem, and refuse bodies that are too large before they are read."""

    @app.exception_handler(AssistantError)
    def not_ready(_request: Request, error: AssistantError) -> JSONResponse:
        return problem(503, str(error))

    @app.exception_handler(RequestValidationError)
    def invalid(_request: Request, error: RequestValidationError) -> JSONResponse:
        fields = ", ".join(sorted({".".join(str(part) for part in e["loc"][1:]) or "body" for e in error.errors()}))
        return problem(422, f"Ret {fields}: se /docs for, hvad der forventes")

    @app.exception_handler(HTTPException)
    def http(_request: Request, error: HTTPException) -> JSONResponse:
        detail = error.detail if error.status_code != 404 or error.detail != "Not Found" else "Adressen findes ikke"
        return problem(error.status_code, str(detail))

    @app.exception_handler(Exception)
    def unexpected(_request: Request, error: Exception) -> JSONResponse:
        _log.error("unexpected error", exc_info=error)
        return problem(500, "Prøv igen; bliver det ved, så sig det til dem, der driver assistenten")

    @app.middleware("http")
    async def limit_body(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        length = request.headers.get("content-length", "")
        if length.isdigit() and int(length) > MAX_BODY:
            return problem(413, f"Send højst {MAX_BODY // 1024} KB")
        if not length and request.method == "POST":
            body = b""
            async for chunk in request.stream():
                body += chunk
                if len(body) > MAX_BODY:
                    return problem(413, f"Send højst {MAX_BODY // 1024} KB")
            request._body = body  # what Starlette itself caches for the endpoint
        return await call_next(request)
