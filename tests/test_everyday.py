"""Everyday questions about a programme that no rule was made on: when, where, who, how long, what is not told."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.answers import Answer
from assistant.settings import Settings
from ingest.build import ingest
from vectorstore.encoders import BundledEncoder

TODAY = date(2027, 2, 1)
PROGRAMME = """# Arbejdsprogram 2027 – Fritid, Solvig Kommune

## Liv ved vandet

Vi samler kræfterne ved kysten. Kystkontoret leder området.

### Hunde på stranden

Hunde skal føres i snor på Søndre Strand hele året. Strandvagterne taler med dem, der glemmer det. Foreningen
Vandhunden er ikke omfattet, når den øver. En måling fra 2025 viste, at 41 procent af gæsterne var utrygge.

Milepæle:

- 1. kvartal 2027: Et udkast til regler er sendt i høring.
- Maj 2027: Reglerne træder i kraft.

### Badehuset flytter

Nordmolen er slidt, og taget lækker. Badehuset flytter derfor til Fyrtårnsvej. Varmeværket på Lodsholm leverer
varmen. Gæsterne venter i dag 12 minutter på en kabine.

Milepæle:

- 2. kvartal 2027: Byggeriet går i gang.
- 4. kvartal 2027: Badehuset åbner for alle.
- 2028: Gæsterne bliver spurgt, hvad de synes.

## Liv på pladsen

Torvet skal bruges mere. Pladskontoret leder området.

### Marked om lørdagen

Boderne på torvet skal kunne stå fremme hele weekenden. Kommunen har 310 ansatte, som får tilbud om en bod.

Milepæle:

- 3. kvartal 2027: De første boder er stillet op.
"""


@pytest.fixture(scope="module")
def solvig(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("solvig")
    text = folder / "solvig.md"
    text.write_text(PROGRAMME, encoding="utf-8")
    ingest([Path(text)], folder / "data", BundledEncoder(), lambda _done, _total: None)
    opened = Assistant.open(Settings(data_dir=folder / "data"))
    yield opened
    opened.live.current().close()


def ask(assistant: Assistant, question: str) -> Answer:
    return assistant.answer(question, TODAY)


def test_from_when_a_rule_holds_is_the_milestone_that_puts_it_in_force_with_the_rule(solvig: Assistant) -> None:
    answer = ask(solvig, "fra hvornår skal min hund i snor på stranden?")
    assert answer.answer.startswith("Maj 2027")
    assert "snor på Søndre Strand" in answer.answer


def test_when_something_can_be_used_is_when_it_opens_and_when_work_begins_is_another_milestone(
    solvig: Assistant,
) -> None:
    assert "4. kvartal 2027" in ask(solvig, "hvornår kan jeg bade i det nye badehus på Fyrtårnsvej?").answer
    assert "2. kvartal 2027" in ask(solvig, "hvornår går de i gang med at bygge badehuset?").answer


def test_what_was_measured_once_does_not_say_when_something_begins(solvig: Assistant) -> None:
    assert "2025" not in ask(solvig, "hvornår bliver gæsterne på stranden mindre utrygge?").answer.split("[1]")[0]


def test_how_long_is_answered_in_units_of_time(solvig: Assistant) -> None:
    assert "12 minutter" in ask(solvig, "hvor længe skal man vente på en kabine?").answer


def test_where_is_answered_by_a_place_and_not_by_the_place_asked_about(solvig: Assistant) -> None:
    assert "Fyrtårnsvej" in ask(solvig, "hvor flytter badehuset hen?").answer
    assert ask(solvig, "hvor ligger Kystkontoret?").status != "answered"


def test_a_works_or_a_house_that_does_something_is_who_does_it(solvig: Assistant) -> None:
    assert "Varmeværket på Lodsholm" in ask(solvig, "hvem leverer varme til badehuset?").answer


def test_the_sentence_before_therefore_tells_why_and_both_are_quoted(solvig: Assistant) -> None:
    answer = ask(solvig, "hvorfor flytter badehuset?").answer
    assert "slidt" in answer
    assert "derfor" in answer


def test_who_is_left_out_stands_in_the_sentence_that_says_no(solvig: Assistant) -> None:
    assert "Vandhunden" in ask(solvig, "er der nogen der slipper for at have hunde i snor?").answer


@pytest.mark.parametrize(
    "question",
    [
        "hvad hedder lederen af Kystkontoret?",
        "hvem er chef for badehuset?",
        "hvad tid åbner badehuset om lørdagen?",
        "hvad betaler man for en bod på torvet?",
        "hvad får en strandvagt i timen?",
        "hvad sker der hvis hunden bider en gæst?",
        "hvor mange ansatte er der i Pladskontoret?",
        "kan du give mig navnene på strandvagterne?",
    ],
)
def test_a_person_a_price_a_time_of_day_or_a_case_that_is_not_told_is_declined(
    solvig: Assistant, question: str
) -> None:
    assert ask(solvig, question).status == "not_found"


def test_the_outermost_milestones_are_those_of_the_initiative_or_of_the_whole_plan(solvig: Assistant) -> None:
    assert "Maj 2027: Reglerne" in ask(solvig, "hvad er den sidste milepæl for hunde på stranden?").answer
    assert "1. kvartal 2027" in ask(solvig, "hvad er den første milepæl i programmet?").answer
    assert "2028" in ask(solvig, "hvad er det sidste der sker?").answer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("hvor mange milepæle er der i programmet?", "Antal milepæle, der passer: 6"),
        ("hvor mange milepæle har badehuset?", "Antal milepæle, der passer: 3"),
        ("hvor mange indsatser er der?", "Antal indsatser: 3"),
        ("hvor mange fokusområder er der?", "Antal fokusområder: 2"),
        ("hvilket fokusområde hører badehuset under?", "Indsatsen hører under: Fokusområde 1: Liv ved vandet"),
        ("hvilket fokusområde har færrest indsatser?", "Fokusområde 2: Liv på pladsen** – Antal indsatser: 1"),
    ],
)
def test_records_are_counted_in_code(solvig: Assistant, question: str, said: str) -> None:
    assert said in ask(solvig, question).answer.split("\n")[0]


@pytest.mark.parametrize(
    ("question", "titles"),
    [
        ("hvilke indsatser slutter i 2028?", {"Badehuset flytter"}),
        ("hvilke indsatser starter i 3. kvartal 2027?", {"Marked om lørdagen"}),
        ("hvilke indsatser fortsætter i 2028?", {"Badehuset flytter"}),
    ],
)
def test_initiatives_are_told_by_when_they_begin_end_or_go_on(
    solvig: Assistant, question: str, titles: set[str]
) -> None:
    assert {citation.initiative for citation in ask(solvig, question).citations} == titles


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("træder hundereglerne i kraft før badehuset åbner?", "Af de to milepæle ligger først"),
        ("er reglerne for hunde i kraft før badehuset åbner?", "Af de to milepæle ligger først: reglerne for hunde"),
        ("kommer boderne på torvet efter byggeriet af badehuset?", "Af de to milepæle ligger først: byggeriet"),
    ],
)
def test_before_and_after_set_two_things_beside_each_other(solvig: Assistant, question: str, said: str) -> None:
    assert said in ask(solvig, question).answer


@pytest.mark.parametrize("question", ["er badehuset åbent inden jul?", "er badehuset klar før tid?"])
def test_a_time_is_no_thing_to_compare_with(solvig: Assistant, question: str) -> None:
    assert "ligger først" not in ask(solvig, question).answer
