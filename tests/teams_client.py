"""A Teams channel for tests: signed requests as Teams sends them, and cards as the official schema reads them."""

import json
import threading
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.answer_page import answer_page_router
from assistant.answer_store import AnswerStore
from assistant.answering import Assistant
from assistant.problems import add_problem_handlers
from assistant.rendering import error_page
from assistant.settings import Settings
from assistant.teams.door import BUDGET
from assistant.teams.route import teams_router
from assistant.teams.signature import sign

SECRET = "vqF0En+Z0ucuRTM/01o2GuhMH3hKKk/N2bOmlM31zaA="
OTHER_SECRET = "bmV2ZXJnb25uYWdpdmV5b3V1cA=="
THREAD = "19:253b1f341670408fb6fe51050b6e5ceb@thread.skype;messageid=1485983194839"


def teams_settings(data_dir: Path, **more: Any) -> Settings:
    hooks = {"ledelse": [SECRET], "drift": [SECRET, OTHER_SECRET]}
    values: dict[str, Any] = {"data_dir": data_dir, "teams_hooks": hooks, "public_url": "https://a.example.dk"}
    return Settings(**values | more)


def teams_app(assistant: Assistant, settings: Settings, budget: float = BUDGET) -> FastAPI:
    """The webhook alone, with the errors of the whole application."""
    app = FastAPI()
    add_problem_handlers(app, error_page)
    store = AnswerStore.open(settings)
    app.include_router(teams_router(assistant, settings, store, budget))
    app.include_router(answer_page_router(store))
    return app


def activity(text: str | None = "<at>Bot</at> Hvad er AFE?", **fields: Any) -> bytes:
    """A message's body. A field that is `...` is left out."""
    whole: dict[str, Any] = {
        "type": "message",
        "id": uuid.uuid4().hex,
        "timestamp": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f7Z"),
        "text": text,
        "conversation": {"id": THREAD, "tenantId": "kk"},
        "recipient": None,
    } | fields
    return json.dumps({key: value for key, value in whole.items() if value is not ...}, ensure_ascii=False).encode()


def send(client: TestClient, body: bytes, hook: str = "ledelse", header: str | None = None) -> Any:
    """Post a body, signed unless a header is given."""
    authorization = sign(SECRET, body) if header is None else header
    return client.post(f"/api/teams/{hook}", content=body, headers={"Authorization": authorization})


def card(response: Any) -> dict[str, Any]:
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()["attachments"][0]["content"]
    return found


def words(response: Any) -> str:
    """All text of the card."""
    return "\n".join(block["text"] for block in card(response)["body"])


class Workflows:
    """A Workflows address that answers with the statuses given, then with 202, and keeps what it was sent."""

    def __init__(self, *statuses: int) -> None:
        self.statuses = list(statuses)
        self.bodies: list[bytes] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                outer.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(outer.statuses.pop(0) if outer.statuses else 202)
                self.end_headers()

            def log_message(self, *_arguments: Any) -> None:
                """Say nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/workflows/hemmeligt-token"


OpenWorkflows = Callable[..., Workflows]
