"""Errors over HTTP as RFC 9457 problems: a Danish title and what to do, never a traceback, path or secret."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from assistant.schemas import ProblemModel
from vectorstore.errors import AssistantError, IndexMismatchError, IndexMissingError

MEDIA_TYPE = "application/problem+json"
MAX_BODY = 64 * 1024
_LARGER = {  # what the clients of others send is not ours to keep small: Teams, a whole conversation
    "/api/teams/": 256 * 1024,
    "/v1/": 1024 * 1024,
}

_TITLES = {
    401: "Ingen adgang",
    404: "Findes ikke",
    405: "Metoden bruges ikke her",
    413: "Forespørgslen er for stor",
    422: "Forespørgslen er ikke gyldig",
    500: "Der skete en fejl",
    503: "Assistenten er ikke klar",
}
_NO_JSON = 'Send gyldig JSON i UTF-8, fx {"question": "Hvad er AFE?"}; se /docs'
_NOT_READY: dict[type[AssistantError], str] = {  # the error's own text may name a model's folder
    IndexMissingError: "Der er intet indeks endnu; kør 'arbejdsprogram ingest' på serveren",
    IndexMismatchError: "Indekset passer ikke til serverens indstillinger; kør 'arbejdsprogram ingest' igen",
}
TRY_AGAIN = "Prøv igen; bliver det ved, så sig det til dem, der driver assistenten"
_log = logging.getLogger(__name__)

_EXPECTED = {  # by the beginning of pydantic's name for the fault
    "missing": "mangler",
    "string_too_long": "må højst være {max_length} tegn",
    "string_too_short": "må ikke være tom",
    "string": "skal være tekst",
    "int": "skal være et helt tal",
    "date": "skal være en dato som 2026-03-15",
    "bool": "skal være true eller false",
    "list": "skal være en liste",
    "literal_error": "skal være en af {expected}",
    "greater_than": "er for lille",
    "less_than": "er for stor",
}


def _fault(error: Mapping[str, Any]) -> str:
    """A field and what it must be: "question skal være tekst"."""
    where = ".".join(str(part) for part in error["loc"][1:])
    if not where:
        return "Send et JSON-objekt med Content-Type: application/json"
    expected = next((text for kind, text in _EXPECTED.items() if error["type"].startswith(kind)), "er ikke gyldig")
    return f"{where} {expected.format(**error.get('ctx', {}))}".replace(" or ", " eller ")


def _reads_pages(request: Request) -> bool:
    path = request.url.path
    return "text/html" in request.headers.get("accept", "") and not path.startswith(("/api/", "/v1/", "/mcp"))


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What OpenAPI says of the problems that an operation may answer with."""
    content = {MEDIA_TYPE: {"schema": ProblemModel.model_json_schema()}}
    return {status: {"description": _TITLES[status], "content": content} for status in statuses}


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """A problem response."""
    title = _TITLES.get(status, HTTPStatus(status).phrase)
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return JSONResponse(body, status_code=status, media_type=MEDIA_TYPE, headers=headers)


def explain(error: AssistantError) -> str:
    """What a user may read of an error, with the remedy."""
    return _NOT_READY.get(type(error), str(error))


ErrorPage = Callable[[Request, int, str], Response]


def add_problem_handlers(app: FastAPI, page: ErrorPage) -> None:
    """Turn every error of the app into a problem, and refuse bodies that are too large before they are read.

    A browser that asks for an address that leads nowhere gets a `page`.
    """

    @app.exception_handler(AssistantError)
    def not_ready(_request: Request, error: AssistantError) -> JSONResponse:
        return problem(503, explain(error))

    @app.exception_handler(RequestValidationError)
    def invalid(_request: Request, error: RequestValidationError) -> JSONResponse:
        if any(e["type"] == "json_invalid" for e in error.errors()):
            return problem(422, _NO_JSON)
        faults = dict.fromkeys(_fault(one) for one in error.errors())
        return problem(422, f"{'; '.join(faults)}. Se eksemplet på /docs")

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> Response:
        match error.status_code:
            case 400 if error.detail == "There was an error parsing the body":  # no UTF-8, or nested too deeply
                return problem(422, _NO_JSON)
            case 404 if error.detail == "Not Found":
                if _reads_pages(request):
                    return page(request, 404, "Der er ingen side på den adresse.")
                return problem(404, "Adressen findes ikke; se /docs")
            case 405:
                allowed = (error.headers or {}).get("Allow", "")
                return problem(405, f"Adressen tager kun imod {allowed}; se /docs", error.headers)
        return problem(error.status_code, str(error.detail), error.headers)

    @app.exception_handler(Exception)
    def unexpected(_request: Request, error: Exception) -> JSONResponse:
        _log.error("unexpected error", exc_info=error)
        return problem(500, TRY_AGAIN)

    @app.middleware("http")
    async def limit_body(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        most = next((size for path, size in _LARGER.items() if request.url.path.startswith(path)), MAX_BODY)
        length = request.headers.get("content-length", "")
        if length.isdigit() and int(length) > most:
            return problem(413, f"Send højst {most // 1024} KB")
        if not length and request.method == "POST":
            body = b""
            async for chunk in request.stream():
                body += chunk
                if len(body) > most:
                    return problem(413, f"Send højst {most // 1024} KB")
            request._body = body  # what Starlette itself caches for the endpoint
        return await call_next(request)
