"""The files that pages are made of: the widget's modules under an address that names their content, and the pages'."""

from collections.abc import Callable
from hashlib import sha256
from importlib.resources import files

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response

from assistant.rendering import CSP_WITH_SCRIPTS

_TYPES = {"svg": "image/svg+xml", "js": "text/javascript", "css": "text/css", "html": "text/html"}
_ANY_SITE = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
_FRESH = {"Cache-Control": "no-cache"}
_FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}
_PAGES = {
    "/demo/vaert": "host.html",
    "/icon.svg": "icon.svg",
    "/page.css": "page.css",
    "/demo/host.css": "host.css",
    "/docs/docs.js": "docs.js",
}
_SWAGGER = {"swagger-ui-bundle.js", "swagger-ui.css"}


def web_files_router() -> APIRouter:
    """The routes of everything that is a file."""
    router = APIRouter()
    for path, name in _PAGES.items():
        router.add_api_route(path, _page(name), include_in_schema=False)

    modules = {file.name: file.read_bytes() for file in (files("assistant") / "web" / "widget").iterdir()}
    version = sha256(b"".join(modules[name] for name in sorted(modules))).hexdigest()[:12]
    entry = f'import "./widget/{version}/element.js";\n'

    @router.get("/widget.js", include_in_schema=False)
    def widget() -> Response:
        return Response(entry, media_type=_TYPES["js"], headers=_ANY_SITE | _FRESH)

    @router.get(f"/widget/{version}/{{name}}", include_in_schema=False)
    def module(name: str) -> Response:
        if name not in modules:
            raise HTTPException(404)
        return Response(modules[name], media_type=_TYPES["js"], headers=_ANY_SITE | _FOREVER)

    @router.get("/docs/{name}", include_in_schema=False)
    def swagger(name: str) -> Response:
        if name not in _SWAGGER:
            raise HTTPException(404)
        content = (files("fastapi_offline") / "static" / name).read_bytes()
        return Response(content, media_type=_TYPES[name.rpartition(".")[2]], headers=_FRESH)

    return router


def _page(name: str) -> Callable[[], Response]:
    content = (files("assistant") / "web" / name).read_text(encoding="utf-8")
    headers = _FRESH | ({"Content-Security-Policy": CSP_WITH_SCRIPTS} if name.endswith(".html") else {})

    def page() -> Response:
        return Response(content, media_type=_TYPES[name.rpartition(".")[2]], headers=headers)

    return page
