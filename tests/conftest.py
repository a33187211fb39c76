"""Shared fixtures: the bundled programme ingested once with the real encoder, and a fake one that obeys its input."""

import hashlib
import math
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import everyday_programme
import library_programme
import pytest
import seaside_programme
from teams_client import OpenWorkflows, Workflows

from assistant.answering import Assistant
from assistant.answers import Answer
from assistant.settings import Settings
from ingest.build import ingest
from vectorstore.encoders import BUNDLED, Encoder, make_encoder

DIMENSIONS = 64


class WordEncoder(Encoder):
    """Bags of words as vectors: the more words two texts share, the nearer they are. Counts what it embeds."""

    def __init__(self, name: str = "words") -> None:
        self.id = name
        self.embedded: list[str] = []

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.embedded += texts
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        vector = [0.0] * DIMENSIONS
        for word in re.findall(r"\w+", text.casefold()) or [""]:
            vector[int(hashlib.sha256(word.encode()).hexdigest(), 16) % DIMENSIONS] += 1.0
        length = math.sqrt(sum(x * x for x in vector))
        return [x / length for x in vector]


@pytest.fixture(scope="session", autouse=True)
def no_test_writes_to_the_users_data_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSISTANT_DATA_DIR", str(tmp_path_factory.mktemp("data")))
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def word_encoder() -> WordEncoder:
    return WordEncoder()


@pytest.fixture(scope="session")
def bundled_data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the bundled programme made with the bundled encoder."""
    data_dir = tmp_path_factory.mktemp("bundled")
    ingest([], data_dir, make_encoder(BUNDLED), lambda _done, _total: None)
    return data_dir


@pytest.fixture(scope="session")
def assistant(bundled_data_dir: Path) -> Iterator[Assistant]:
    """An assistant over the bundled programme."""
    opened = Assistant.open(Settings(data_dir=bundled_data_dir))
    yield opened
    opened.live.current().close()


def conversation(assistant: Assistant, today: date) -> Callable[..., Answer]:
    """Ask questions in one conversation on a day; the answer to the last."""

    def asked(*questions: str) -> Answer:
        conversation_id = None
        for question in questions:
            answer = assistant.answer(question, today, conversation_id)
            conversation_id = answer.conversation_id
        return answer

    return asked


def assistant_over(folder: Path, text: str) -> Assistant:
    """An assistant over a programme in Markdown, indexed in a folder with the bundled encoder."""
    source = folder / "programme.md"
    source.write_text(text, encoding="utf-8")
    ingest([source], folder / "data", make_encoder(BUNDLED), lambda _done, _total: None)
    return Assistant.open(Settings(data_dir=folder / "data"))


def opened_over(folder: Path, text: str) -> Iterator[Assistant]:
    """As `assistant_over`, closed afterwards: for a fixture."""
    opened = assistant_over(folder, text)
    yield opened
    opened.live.current().close()


@pytest.fixture(scope="session")
def solvig(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over the programme of everyday questions."""
    yield from opened_over(tmp_path_factory.mktemp("solvig"), everyday_programme.PROGRAMME)


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over the programme of a library."""
    yield from opened_over(tmp_path_factory.mktemp("library"), library_programme.PROGRAMME)


@pytest.fixture(scope="session")
def seaside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over the programme of a coast and leisure office."""
    yield from opened_over(tmp_path_factory.mktemp("seaside"), seaside_programme.PROGRAMME)


def subjects(answer: Answer) -> set[str | None]:
    """The initiatives that an answer cites."""
    return {citation.initiative for citation in answer.citations}


@pytest.fixture
def talk(assistant: Assistant) -> Callable[..., Answer]:
    """Ask questions in one conversation on 15 March 2026; the answer to the last."""
    return conversation(assistant, date(2026, 3, 15))


@pytest.fixture
def workflows() -> Iterator[OpenWorkflows]:
    """Opens channels' Workflows addresses: `workflows(503)` answers the first post with 503."""
    made: list[Workflows] = []

    def make(*statuses: int) -> Workflows:
        made.append(Workflows(*statuses))
        return made[-1]

    yield make
    for one in made:
        one.server.shutdown()
        one.server.server_close()
