"""The questions that the issue names, on the official text itself."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from shared_data import official_programme

from assistant.answering import Assistant
from assistant.settings import Settings
from ingest.build import ingest
from vectorstore.encoders import BUNDLED, make_encoder


@pytest.fixture(scope="module")
def official(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    path: Path = official_programme()
    data_dir = tmp_path_factory.mktemp("official")
    ingest([path], data_dir, make_encoder(BUNDLED), lambda _done, _total: None)
    opened = Assistant.open(Settings(data_dir=data_dir))
    yield opened
    opened.live.current().close()


@pytest.mark.parametrize(
    "question",
    [
        "hvornår er tidsregistrering udrullet?",
        "hvornaar går vi over på det nye timeregistreringssystem",
        "When is the new time registration system fully rolled out?",
    ],
)
def test_the_rollout_of_tidsregistrering_is_q4_2026_on_page_5(official: Assistant, question: str) -> None:
    answer = official.answer(question, date(2026, 3, 15))
    (citation,) = answer.citations
    assert citation.period is not None
    assert citation.period.label == "Q4/2026"
    assert citation.quote.startswith("Q4/2026: Det nye system er udrullet i hele KK.")
    assert (citation.page, citation.initiative) == (5, "Implementering af nyt KK fælles tidsregistreringssystem")
