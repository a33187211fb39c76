"""Servers for tests: an application on a free loopback port, and an assistant that says what a test tells it to."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

import uvicorn

from assistant.answering import Assistant
from assistant.answers import Answer, Citation
from vectorstore.store import LiveStore

CITATION = Citation(
    id=1,
    document_id="arbejdsprogram-2026",
    document="Koncernservice Arbejdsprogram 2026",
    page=5,
    section="Fokusområde 2",
    initiative="Nyt KK fælles tidsregistreringssystem",
    quote="Q4/2026: Det nye system\ner udrullet.",
    start=10,
    end=46,
    period=None,
)
ANSWER = Answer(
    answer="**Tidsregistrering**\n\n- Q4/2026: Det nye system er udrullet [1].\n- Intet andet.",
    status="answered",
    citations=(CITATION,),
    suggestions=("Hvem er undtaget?",),
    conversation_id="samtale",
)


class Scripted(Assistant):
    """An assistant over a real index whose answers a test makes: `script(question, conversation_id)`."""

    def __init__(self, live: LiveStore, script: Callable[[str, str | None], Answer]) -> None:
        super().__init__(live)
        self._script = script

    def answer(
        self,
        question: str,
        today: date,  # noqa: ARG002
        conversation_id: str | None = None,
        history: Sequence[str] = (),  # noqa: ARG002
        within: float | None = None,  # noqa: ARG002
    ) -> Answer:
        """What the script says, whatever the day and the earlier questions."""
        return self._script(question, conversation_id)


@contextmanager
def serving(app: Any) -> Iterator[str]:
    """The application's address, ending in a slash, while it is served."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical", access_log=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 30
    while not server.started:
        assert time.monotonic() < deadline, "the server does not start"
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/"
    finally:
        server.should_exit = server.force_exit = True
        thread.join(10)
