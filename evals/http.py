"""The two callables that an evaluation needs, over a running server's HTTP door."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

from evals.grounding import PageText

Ask = Callable[[str, date], Mapping[str, object]]


class ServerError(RuntimeError):
    """The server can't be reached or did not answer as promised; one line with the remedy."""


class UnreachableError(ServerError):
    """Nobody answers at the address."""


def server(url: str, timeout: float = 30.0, api_key: str = "") -> tuple[Ask, PageText]:
    """`ask` and `page_text` against the server at `url`; each question is asked on its own day."""
    if urlsplit(url).scheme not in ("http", "https"):
        raise ServerError(f"{url!r} er ingen adresse på en server; skriv den som http://127.0.0.1:8026")
    root = url.rstrip("/")
    headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}

    def ask(question: str, today: date) -> Mapping[str, object]:
        asked = {"question": question, "conversation_id": None, "today": today.isoformat()}
        body = json.dumps(asked).encode()
        return _fetch(Request(f"{root}/api/chat", body, {**headers, "Content-Type": "application/json"}), timeout)

    @cache
    def page_text(document_id: str, page: int) -> str:
        path = f"/api/documents/{quote(document_id, safe='')}/pages/{page}"
        text = _fetch(Request(root + path, headers=headers), timeout).get("text")
        if not isinstance(text, str):
            raise ServerError(f"{path} har intet `text`; er serveren af denne version?")
        return text

    return ask, page_text


def _fetch(request: Request, timeout: float) -> Mapping[str, object]:
    """The JSON object that a request returns; a missing page is a `LookupError`."""
    try:
        with urlopen(request, timeout=timeout) as response:  # the scheme is checked in `server`
            data = json.load(response)
    except HTTPError as error:
        with error:
            if error.code == 404:
                raise LookupError(f"{request.selector} findes ikke; er adressen assistentens?") from None
            raise ServerError(f"{request.selector} svarede {error.code}; se serverens log") from None
    except (URLError, TimeoutError) as error:
        raise UnreachableError(f"intet svar fra {request.host} ({error}); kører serveren?") from None
    except ValueError as error:
        raise ServerError(f"{request.selector} gav ikke JSON; er adressen assistentens?") from error
    if not isinstance(data, dict):
        raise ServerError(f"{request.selector} gav intet objekt; er adressen assistentens?")
    return data
