"""Figures with labels, roles with names, days, ways and comparisons: of a programme that no rule was made on."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from conftest import conversation, opened_over

from assistant.answering import Assistant
from assistant.answers import Answer
from assistant.values import counts, has_frequency, has_place, has_weekday, is_contrary
from ingest.sources import read_document

TODAY = date(2027, 3, 10)
PROGRAMME = """# Arbejdsprogram 2027 – Arkiv og Digitale Samlinger, Birkelund Kommune

## Indledning

Arkiv og Digitale Samlinger (ADS) passer kommunens papirer, billeder og lydbånd. Vi holder til i Møllegården.
Hvert forår ser vi samlingerne igennem for at finde det, der smuldrer. Vi lægger vægt på det, som ingen andre har.

## Fokusområde 1: Læsesalen

### Nye låneregler

Brugerne har i en undersøgelse peget på mangler. Formålet med de nye regler er at rette op på dem. Arkivar Lone
Dyrby er tovholder. Brugerne får seks gange om året tilbudt et kursus i gotisk skrift. Salen flyttes ikke.
Korttegningen deles med Ravnby Kommune (RK). Reglerne
er skrevet i klart sprog, så vi undgår misforståelser.

Milepæle:

- Q2 2027: Læsesalen åbner to aftener om ugen
- Q4 2027: Reglerne er evalueret

## Fokusområde 2: Samlingerne

### Lydbånd på nettet

I 2026 blev 1.900 bånd renset. Båndene er flyttet fra ADS til Teknikhuset.

Milepæle:

- Q3 2027: 60 bånd er lagt på nettet
- Tidligst fra Q1 2028: Resten er lagt på nettet

## Nøgletal

- Udlånte kort: 5.240 (2026)
- Brugere fritaget for gebyr: 310 (2026)
- Modtagne billedarkiver: 44 (2026)
"""

Talk = Callable[..., Answer]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    yield from opened_over(tmp_path_factory.mktemp("birkelund"), PROGRAMME)


@pytest.fixture
def talk(assistant: Assistant) -> Talk:
    return conversation(assistant, TODAY)


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("hvor mange kort blev udlånt?", "5.240"),
        ("hvor mange billedarkiver modtog vi i 2026?", "44"),
        ("hvor mange er fritaget for gebyr?", "310"),
    ],
)
def test_a_label_tells_what_its_figure_counts(talk: Talk, question: str, number: str) -> None:
    answer = talk(question)
    assert answer.status == "answered"
    assert number in answer.answer


@pytest.mark.parametrize(
    ("text", "counted"), [("Udlånte kort: 5.240 (2026)", True), ("Udlånte kort: 12 pct. (2026)", False)]
)
def test_a_share_counts_nothing(assistant: Assistant, text: str, counted: bool) -> None:
    store = assistant.live.current()
    assert counts(store, store.lexical.query_words("kort"), text) is counted


def test_a_person_with_a_name_is_somebody(talk: Talk) -> None:
    answer = talk("hvem er tovholder på de nye låneregler?")
    assert answer.status == "answered"
    assert "Lone Dyrby er tovholder" in " ".join(answer.answer.split())


def test_a_number_of_times_is_how_often() -> None:
    assert has_frequency("seks gange om året")
    assert not has_frequency("seks gange så mange")


def test_on_which_days_is_answered_by_days(talk: Talk) -> None:
    assert talk("hvilke ugedage har læsesalen åbent om aftenen?").status == "not_found"
    assert has_weekday("Åbent hver tirsdag")
    assert not has_weekday("Åbent to dage om ugen")


def test_what_was_is_not_answered_plainly_by_what_is_planned(talk: Talk) -> None:
    assert "60 bånd" not in talk("hvor mange bånd rensede vi?").answer


def test_them_is_told_with_the_sentence_that_names_them(talk: Talk) -> None:
    answer = talk("hvad er formålet med de nye låneregler?")
    assert "peget på mangler" in answer.answer
    assert "rette op på dem" in " ".join(answer.answer.split())


def test_what_was_chosen_may_be_asked_why(talk: Talk) -> None:
    answer = talk("hvorfor har vi valgt klart sprog i reglerne?")
    assert answer.status != "not_found"
    assert "undgår misforståelser" in answer.answer


def test_the_condition_of_a_question_alone_does_not_answer_it(talk: Talk) -> None:
    answer = talk("hvad lægger vi vægt på, når vi ser samlingerne igennem?")
    assert answer.status != "answered" or "som ingen andre har" in answer.answer


def test_the_office_goes_by_the_short_form_that_the_text_gives(assistant: Assistant) -> None:
    assert "ADS" in assistant.live.current().office
    assert "RK" not in assistant.live.current().office


@pytest.mark.parametrize(
    ("question", "text", "contrary"),
    [
        ("hvornår kom båndene til ads?", "Båndene er flyttet fra ADS til Teknikhuset", True),
        ("hvornår kom båndene til Teknikhuset?", "Båndene er flyttet fra ADS til Teknikhuset", False),
        ("when did the tapes come to ADS?", "Båndene er flyttet fra Teknikhuset til ADS", False),
        ("hvad leverer ADS til BUF?", "ADS leverer kort til BUF og SOF", False),
        ("hvornår flytter salen til Havnegade?", "Salen på Havnegade flytter fra Torvet", False),
    ],
)
def test_only_the_same_name_the_other_way_is_the_way_back(
    assistant: Assistant, question: str, text: str, contrary: bool
) -> None:
    assert is_contrary(assistant.live.current(), question, text) is contrary


def test_a_budget_of_a_year_is_no_place(assistant: Assistant) -> None:
    store = assistant.live.current()
    assert not has_place(store, (), "der er afsat midler i Budget26")
    assert has_place(store, (), "vi holder til i Møllegården")


def test_an_amount_that_stands_nowhere_is_doubted(talk: Talk) -> None:
    assert talk("hvorfor kostede lydbåndene 27 mio. kr. i 2027?").status != "answered"


@pytest.mark.parametrize("name", ["ads.md", "regler.md", "q2.md"])
def test_a_heading_of_its_own_that_a_file_begins_with_is_its_title(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(PROGRAMME, encoding="utf-8")
    assert read_document(path).title == "Arbejdsprogram 2027 – Arkiv og Digitale Samlinger, Birkelund Kommune"


def test_one_word_of_a_file_name_is_looked_for_in_the_first_lines_only(tmp_path: Path) -> None:
    path = tmp_path / "ravn.txt"
    path.write_text("Plan for skoven\n\n" + "Der er meget at gøre.\n" * 8 + "• Q2 2027: Café åbner i Nørre Ravn\n")
    assert "Café" not in read_document(path).title


@pytest.mark.parametrize("question", ["hvor mange gebyrer er der?", "hvor mange billeder har vi?"])
def test_a_label_counts_nothing_but_its_head(talk: Talk, question: str) -> None:
    assert talk(question).status != "answered"


def test_a_date_is_a_day(assistant: Assistant) -> None:
    assert assistant.answer("hvilken dag evalueres reglerne?", TODAY).status == "not_found"
