"""Focus areas by number and in lists, plans asked for by days and quarters: of a programme that no rule was made on."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from conftest import conversation, opened_over

from assistant.answering import Assistant
from assistant.answers import Answer

TODAY = date(2027, 9, 20)
PROGRAMME = """# Handlingsplan 2027 – Haver og Anlæg, Gyldenlund Kommune

## Fokusområde 1: Byens haver

### Nye bede i gågaden

Stauder afløser sommerblomster i gågaden. I dag passer vi 40 bede.

Milepæle:

- Q2 2027: Planterne er bestilt
- Q3 2027: De første bede er plantet
- Q4 2028: 90 bede er plantet

### Regnvand i skolehaver

Skolerne samler regnvand i tønder.

Milepæle:

- Q1 2027: Tønderne er stillet op
- 2. halvår 2027: Eleverne måler vandet

## Fokusområde 2: Strand og skov

### Bænke langs kysten

Der sættes bænke op for hver halve kilometer.

Milepæle:

- Q4 2027: Bænkene er sat op
- Q1 2028: Bænkene er talt

## Nøgletal

- Fældede træer: 210 (2026)
- Plantede træer: 640 (2026)
- Klippede hække: 12 (2026)
"""

Talk = Callable[..., Answer]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    yield from opened_over(tmp_path_factory.mktemp("gyldenlund"), PROGRAMME)


@pytest.fixture
def talk(assistant: Assistant) -> Talk:
    return conversation(assistant, TODAY)


def initiatives(answer: Answer) -> set[str | None]:
    return {citation.initiative for citation in answer.citations}


def labels(answer: Answer) -> list[str]:
    return [citation.period.label for citation in answer.citations if citation.period]


@pytest.mark.parametrize("question", ["hvad er fokusområderne?", "what are the focus areas?"])
def test_an_area_without_an_introduction_is_told_by_its_initiatives(talk: Talk, question: str) -> None:
    answer = talk(question)
    assert "Byens haver" in answer.answer
    assert len(initiatives(answer)) == 3


@pytest.mark.parametrize(
    "question", ["fortæl om fokusområde 2", "hvad hedder fokusområde 2?", "fokusområde nr. 2", "focus area 2"]
)
def test_an_area_is_told_by_its_number(talk: Talk, question: str) -> None:
    answer = talk(question)
    assert "Strand og skov" in answer.answer
    assert initiatives(answer) == {"Bænke langs kysten"}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("status på fokusområde 1?", ["Q3 2027", "Q2 2027", "Q4 2028", "Q1 2027", "2. halvår 2027"]),
        ("hvad mangler der i fokusområde 1?", ["Q3 2027", "Q4 2028", "2. halvår 2027"]),
        ("hvad er forsinket i fokusområde 1?", ["Q2 2027", "Q1 2027"]),
        ("hvad er næste milepæl i fokusområde 2?", ["Q4 2027"]),
    ],
)
def test_a_plan_is_asked_of_one_area(talk: Talk, question: str, expected: list[str]) -> None:
    assert sorted(labels(talk(question))) == sorted(expected)


def test_another_area_is_asked_the_same_and_a_bare_list_is_of_it(talk: Talk) -> None:
    other = talk("status på fokusområde 1?", "hvad med fokusområde 2?")
    assert initiatives(other) == {"Bænke langs kysten"}
    left = talk("status på fokusområde 1?", "hvad med fokusområde 2?", "og hvad mangler der?")
    assert initiatives(left) == {"Bænke langs kysten"}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("hvad slutter ved udgangen af september?", ["Q3 2027"]),
        ("hvad slutter ved udgangen af kvartalet?", ["Q3 2027"]),
        ("hvad slutter inden for de næste 14 dage?", ["Q3 2027"]),
        ("hvad er på trapperne i 4. kvartal?", ["2. halvår 2027", "Q4 2027"]),
        ("hvad skal kontoret nå efter 1. kvartal 2028?", ["Q4 2028"]),
        ("hvilke milepæle udløber i dette kvartal?", ["Q3 2027", "2. halvår 2027"]),
        ("hvilke milepæle skulle have været nået inden i dag?", ["Q2 2027", "Q1 2027"]),
        ("what is late?", ["Q2 2027", "Q1 2027"]),
    ],
)
def test_a_plan_is_asked_by_days_and_quarters(talk: Talk, question: str, expected: list[str]) -> None:
    assert sorted(labels(talk(question))) == sorted(expected)


def test_what_is_late_may_be_asked_of_the_subject(talk: Talk) -> None:
    assert labels(talk("hvornår er de første bede plantet?", "og hvad er forsinket?")) == ["Q2 2027"]


def test_how_many_of_them_lie_in_a_year(talk: Talk) -> None:
    answer = talk("hvor mange milepæle er der i alt?", "hvor mange af dem er i 2028?")
    assert answer.answer.startswith("Antal milepæle, der passer: 2")


def test_another_figure_is_asked_for_in_a_word(talk: Talk) -> None:
    assert "640" in talk("hvor mange træer fælder vi?", "og plantede træer?").answer


def test_how_many_there_are_now_is_not_how_many_there_shall_be(talk: Talk) -> None:
    answer = talk("hvor mange bede passer vi lige nu?")
    assert "40 bede" in answer.answer or answer.status != "answered"


ROLES = """# Plan 2027 – Kultur, Rørby Kommune

## Fokusområde 1: Scener

### Ny scene

Scenechef Pia Holst leder arbejdet. Scenen bygges på Nordre Torv af Rørby Tømrerne.

Milepæle:

- Q1 2027: Scenen er tegnet
- Q2 2027: Scenen er bygget

## Fokusområde 2: Bøger

### Bogbus

Bibliotekar Ole Friis kører bussen. Kulturudvalget har ansvaret for ruten.

Milepæle:

- Q4 2027: Bussen kører
"""


@pytest.fixture(scope="module")
def roerby(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    yield from opened_over(tmp_path_factory.mktemp("roerby"), ROLES)


@pytest.mark.parametrize(
    "question", ["hvem er ansvarlig for hvad?", "vis alle ansvarlige", "who is responsible for what?"]
)
def test_everybody_with_a_role_is_listed_by_initiative(roerby: Assistant, question: str) -> None:
    answer = roerby.answer(question, TODAY)
    quotes = {" ".join(citation.quote.split()) for citation in answer.citations}
    assert quotes == {
        "Scenechef Pia Holst leder arbejdet.",
        "Bibliotekar Ole Friis kører bussen.",
        "Kulturudvalget har ansvaret for ruten.",
    }


def test_who_has_a_role_in_one_initiative_is_no_list(roerby: Assistant) -> None:
    answer = roerby.answer("hvem er ansvarlig for den nye scene?", TODAY)
    assert "Scenechef Pia Holst" in answer.answer
    assert "Kulturudvalget" not in answer.answer


def test_whether_one_is_late_is_what_has_passed_of_it(roerby: Assistant) -> None:
    answer = roerby.answer("er scenen forsinket?", TODAY)
    assert labels(answer) == ["Q1 2027", "Q2 2027"]
    assert "viser ikke, om de er nået" in answer.answer


def test_the_milestone_furthest_away_is_the_last(roerby: Assistant) -> None:
    assert labels(roerby.answer("hvilken milepæl ligger længst ude i fremtiden?", TODAY)) == ["Q4 2027"]


def test_a_figure_with_its_own_period_tells_it_once(talk: Talk) -> None:
    answer = talk("nøgletal")
    assert "Dataperiode" not in answer.answer
    assert labels(answer) == ["2026"] * 3


def test_what_the_programme_says_of_something_is_where_it_says_so(talk: Talk) -> None:
    assert "tønder" in talk("hvad siger programmet om skoler?").answer


def test_where_it_stands_is_the_same_answer_with_its_sources(talk: Talk) -> None:
    asked = "hvornår er bænkene sat op?"
    assert talk(asked, "hvor står det?").citations == talk(asked).citations


@pytest.mark.parametrize(
    ("question", "name"), [("hvad hedder scenechefen?", "Pia Holst"), ("hvad hedder bibliotekaren?", "Ole Friis")]
)
def test_the_name_of_somebody_stands_beside_the_role(roerby: Assistant, question: str, name: str) -> None:
    answer = roerby.answer(question, TODAY)
    assert answer.status != "not_found"
    assert name in answer.answer


def test_a_name_of_somebody_else_is_not_the_name_asked_for(roerby: Assistant) -> None:
    assert roerby.answer("hvad hedder formanden for kulturudvalget?", TODAY).status != "answered"
    assert roerby.answer("hvad hedder tømreren?", TODAY).status != "answered"


def test_how_many_there_were_is_not_how_many_there_shall_be(talk: Talk) -> None:
    assert talk("hvor mange bede plantede vi?").status != "answered"


@pytest.mark.parametrize("question", ["hvor mange milepæle ligger før 2028?", "vis alle milepæle til og med 2027"])
def test_a_list_up_to_a_day_has_what_is_past(talk: Talk, question: str) -> None:
    assert sorted(labels(talk(question))) == sorted(["Q2 2027", "Q3 2027", "Q1 2027", "2. halvår 2027", "Q4 2027"])


@pytest.mark.parametrize("question", ["hvad mangler i Q1 2027?", "hvilke milepæle mangler i Q2 2027?"])
def test_what_is_past_is_not_told_as_what_is_left(talk: Talk, question: str) -> None:
    assert not talk(question).answer.startswith("Disse milepæle er endnu ikke passeret")


def test_a_quarter_does_not_end_with_a_week_in_it(talk: Talk) -> None:
    assert talk("hvad slutter i uge 51?").answer.startswith("Ingen milepæle slutter i perioden")
