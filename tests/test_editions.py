"""Programmes of several years in one index: the newest answers, an older one when asked, and what changed between."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.answers import Answer
from assistant.settings import Settings
from ingest.build import ingest
from vectorstore.editions import newest
from vectorstore.encoders import BUNDLED, make_encoder
from vectorstore.records import Document

TODAY = date(2026, 3, 15)
BEFORE = """# Digitalt Center Arbejdsprogram 2025

## Fokusområde 1: Borgernes indgang

Borgerne skal kunne klare mere selv.

### Ny selvbetjening til byggesager

Formålet er at give ansøgere et overblik over deres sag.

Milepæle:
- Q2 2025: Leverandør er valgt
- Q4 2025: Selvbetjeningen er åbnet for private
- Q2 2026: Hjemmesiden forklarer reglerne for byggeri

### Digital postkasse til foreninger

Foreninger skal kunne skrive sikkert med kommunen.

Milepæle:
- Q3 2025: Postkassen er i drift
"""
AFTER = """# Digitalt Center Arbejdsprogram 2026

## Fokusområde 1: Borgernes indgang

Borgerne skal kunne klare mere selv.

### Ny selvbetjening til byggesager

Formålet er at give ansøgere et overblik over deres sag.

Milepæle:
- Q1 2026: Selvbetjeningen er åbnet for private
- Q2 2026: Hjemmesiden forklarer alle reglerne for byggeri
- Q4 2026: Evaluering er afsluttet

### Tolkning på skærm i borgerservice

Borgere skal kunne få en tolk med på skærm.

Milepæle:
- Q2 2026: Pilot i to borgerservicecentre
"""


def document(title: str) -> Document:
    return Document(title, title, "", "", ())


def opened(folder: Path, *texts: str) -> Assistant:
    for number, text in enumerate(texts):
        (folder / f"program{number}.md").write_text(text, encoding="utf-8")
    ingest(sorted(folder.glob("*.md")), folder / "index", make_encoder(BUNDLED), lambda _done, _total: None)
    return Assistant.open(Settings(data_dir=folder / "index"))


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    assistant = opened(tmp_path_factory.mktemp("editions"), BEFORE, AFTER)
    yield assistant
    assistant.live.current().close()


def ask(assistant: Assistant, question: str) -> Answer:
    return assistant.answer(question, TODAY)


def years(answer: Answer) -> set[str]:
    return {citation.document[-4:] for citation in answer.citations}


def test_the_newest_of_each_series_answers_and_what_has_no_year() -> None:
    documents = [document(title) for title in ("Plan 2024", "Plan 2026", "Plan 2025", "Andet 2023", "Notat")]
    assert newest(documents) == {"Plan 2026", "Andet 2023", "Notat"}


def test_a_range_of_years_counts_by_its_last() -> None:
    assert newest([document("Strategi 2020-2026"), document("Strategi 2025")]) == {"Strategi 2020-2026"}


def test_a_question_without_a_year_is_for_the_newest(both: Assistant) -> None:
    answer = ask(both, "hvornår åbner selvbetjeningen for private?")
    assert answer.answer.startswith("Q1 2026")
    assert years(answer) == {"2026"}


@pytest.mark.parametrize(
    "question",
    [
        "hvornår åbner selvbetjeningen for private i 2025-programmet?",
        "hvornår åbner selvbetjeningen for private ifølge sidste års program?",
        "hvornår åbner selvbetjeningen for private i arbejdsprogrammet for 2025?",
    ],
)
def test_an_older_one_answers_when_it_is_asked_for(both: Assistant, question: str) -> None:
    answer = ask(both, question)
    assert answer.answer.startswith("Q4 2025")
    assert years(answer) == {"2025"}


def test_more_is_of_the_programme_that_the_conversation_is_about(both: Assistant) -> None:
    first = ask(both, "hvornår åbner selvbetjeningen for private i 2025-programmet?")
    more = both.answer("uddyb", TODAY, first.conversation_id)
    assert more.status == "answered"
    assert years(more) == {"2025"}


def test_what_only_an_older_one_says_is_not_said_as_if_it_held_now(both: Assistant) -> None:
    assert ask(both, "hvornår er den digitale postkasse til foreninger i drift?").status == "not_found"


def test_a_year_without_a_programme_is_told_with_those_there_are(both: Assistant) -> None:
    answer = ask(both, "hvilke milepæle er der i 2023-programmet?")
    assert answer.status == "not_found"
    assert "Digitalt Center Arbejdsprogram 2025, Digitalt Center Arbejdsprogram 2026" in answer.answer


def test_changes_are_new_gone_moved_and_reworded_each_side_cited(both: Assistant) -> None:
    answer = ask(both, "hvad er ændret siden sidste år?")
    lines = [line.partition(" [")[0] for line in answer.answer.splitlines() if line.startswith("- ")]
    assert lines == [
        "- Ny indsats: Tolkning på skærm i borgerservice",
        "- Indsatsen er der ikke mere: Digital postkasse til foreninger",
        "- Flyttet, nu Q1 2026, tidligere Q4 2025: Selvbetjeningen er åbnet for private",
        "- Ny ordlyd: Q2 2026: Hjemmesiden forklarer alle reglerne for byggeri "
        "– tidligere: Q2 2026: Hjemmesiden forklarer reglerne for byggeri",
        "- Ny: Q4 2026: Evaluering er afsluttet",
        "- Ikke længere med: Q2 2025: Leverandør er valgt",
    ]
    assert years(answer) == {"2025", "2026"}


@pytest.mark.parametrize(
    "question",
    [
        "Hvad er ændret?",
        "hvad er nyt i år?",
        "hvad er der sket siden sidste år",
        "hvad har I lavet om på siden sidst?",
        "What is new?",
        "what has changed?",
    ],
)
def test_what_is_new_is_a_question_for_changes_without_a_year(both: Assistant, question: str) -> None:
    asked = ask(both, "hvad er ændret siden sidste år?")
    assert {c.quote for c in ask(both, question).citations} == {c.quote for c in asked.citations}


def test_changes_of_one_initiative_are_its_own(both: Assistant) -> None:
    answer = ask(both, "hvad er ændret for byggesager siden 2025-programmet?")
    assert {citation.initiative for citation in answer.citations} == {"Ny selvbetjening til byggesager"}


def test_one_programme_has_nothing_to_be_compared_with(assistant: Assistant) -> None:
    answer = ask(assistant, "hvad er ændret siden sidste år?")
    assert (answer.status, answer.citations) == ("not_found", ())


def test_the_same_programme_twice_has_no_changes(tmp_path: Path) -> None:
    assistant = opened(tmp_path, BEFORE, BEFORE.replace("Arbejdsprogram 2025", "Arbejdsprogram 2026"))
    assert ask(assistant, "hvad er ændret siden sidste år?").answer.startswith("Milepælene er de samme")
    assistant.live.current().close()


@pytest.mark.parametrize("question", ["hvilke foreninger er der?", "hvilke postkasser er der?"])
def test_a_word_that_only_an_older_programme_has_breaks_nothing(both: Assistant, question: str) -> None:
    assert ask(both, question).status in ("not_found", "partial")
