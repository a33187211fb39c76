from datetime import date
from typing import get_type_hints

import pytest

from assistant.analysis import Inheritable, Inherited, analyse, names_in
from assistant.languages import language_of
from assistant.question_forms import Ask

TODAY = date(2026, 3, 15)


@pytest.mark.parametrize(
    ("question", "ask"),
    [
        ("Hvornår er systemet i drift?", Ask.WHEN),
        ("hvornaar går vi over", Ask.WHEN),
        ("deadline ny lov", Ask.WHEN),
        ("hvor længe løber ordningen", Ask.WHEN),
        ("Er systemet rullet ud?", Ask.STATUS),
        ("kører det nye system?", Ask.STATUS),
        ("Hvad er næste milepæl for systemet?", Ask.NEXT),
        ("Hvilke milepæle er der?", Ask.MILESTONES),
        ("hvad sker der i 3. kvartal 2026", Ask.MILESTONES),
        ("vis tidsplanen for systemet", Ask.MILESTONES),
        ("Hvilke indsatser er der på indkøb?", Ask.INITIATIVES),
        ("hvilke fokusområder er der", Ask.FOCUS_AREAS),
        ("Hvor mange opkald får vi?", Ask.NUMBER),
        ("Hvor mange kroner skal vi spare?", Ask.MONEY),
        ("hvad koster det", Ask.MONEY),
        ("Hvem er undtaget?", Ask.WHO),
        ("Hvorfor gør vi det?", Ask.PURPOSE),
        ("Hvad går indsatsen ud på?", Ask.PURPOSE),
        ("Hvad kan du hjælpe med?", Ask.SELF),
        ("Tak for det", Ask.THANKS),
        ("hej", Ask.GREETING),
        ("Hvad betyder BP?", Ask.ABBREVIATION),
        ("hvad er status på klimaindsatsen", Ask.PROGRESS),
        ("hvor langt er vi med udbuddet?", Ask.PROGRESS),
        ("Hvad er forsinket?", Ask.OVERDUE),
        ("Hvorfor er udbuddet forsinket?", Ask.PURPOSE),
        ("vis mig nøgletallene", Ask.KEY_FIGURES),
        ("hvor mange indsatser er der?", Ask.INITIATIVES),
        ("Hvordan ser vi hvor meget det fylder?", Ask.TEXT),
        ("besparelse indkøb mio kr", Ask.MONEY),
        ("kontraktstyring", Ask.TEXT),
        ("When is it rolled out?", Ask.WHEN),
        ("How many calls do we get?", Ask.NUMBER),
    ],
)
def test_the_kind_of_question_is_read_from_its_form(question: str, ask: Ask) -> None:
    assert analyse(question, TODAY).ask is ask


def test_a_relative_period_is_seen_from_today() -> None:
    (period,) = analyse("hvad sker der næste kvartal?", TODAY).periods
    assert (period.start, period.end) == (date(2026, 4, 1), date(2026, 6, 30))


def test_a_year_that_belongs_to_a_title_is_no_period() -> None:
    analysis = analyse("Hvad er Klimastrategi 2035?", TODAY, {"klimastrategi 2035"})
    assert analysis.periods == ()
    assert "2035" in analysis.words


def test_the_period_is_taken_out_of_the_words() -> None:
    assert analyse("milepæle i Q3 2026 for indkøb", TODAY).words == "milepæle i for indkøb"


def test_names_are_capitalised_words_inside_the_sentence() -> None:
    assert analyse("Hvornår udruller Aarhus Kommune systemet?", TODAY).names == ("Aarhus", "Kommune")


def test_what_a_who_question_asks_for_is_its_attribute() -> None:
    assert analyse("hvem er projektleder på indsatsen", TODAY).attribute == "projektleder"


@pytest.mark.parametrize("question", ["Hvornår er det?", "kontraktstyring deadline", "When?", "når er systemet klar"])
def test_a_question_is_danish_unless_it_is_clearly_english(question: str) -> None:
    assert language_of(question) == "da"


def test_an_english_question_with_a_danish_name_is_english() -> None:
    assert language_of("How much should Fremtidens Indkøb save per year?") == "en"


@pytest.mark.parametrize("question", ["När är systemet klart?", "Når er det nye systemet klart?"])
def test_swedish_and_norwegian_are_answered_in_danish(question: str) -> None:
    assert language_of(question) == "da"


@pytest.mark.parametrize(
    ("typed", "ask"),
    [
        ("naeste skridt for genai", Ask.NEXT),
        ("i hvilket kvatal kommer den i drift", Ask.WHEN),
        ("hvad er formalet med det", Ask.PURPOSE),
        ("milpæle for tidsregistrering", Ask.MILESTONES),
    ],
)
def test_a_slip_in_the_word_that_tells_the_form_changes_nothing(typed: str, ask: Ask) -> None:
    assert analyse(typed, TODAY).ask is ask


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("hvem skal ikk tidsregistrere", "hvem skal ikke tidsregistrere"),
        ("Hva ska vi nå i år", "hvad skal vi nå i år"),
        ("Hvda skla vi nå i juin?", "hvad skal vi nå i juni?"),
        ("ku man have gjort det", "kunne man have gjort det"),
        ("hvor mange ha skov er der, 10 ha?", "hvor mange ha skov er der, 10 ha?"),
        ("Hvad er KA og SKU?", "Hvad er KA og SKU?"),
    ],
)
def test_function_words_may_be_typed_as_they_are_said(typed: str, read: str) -> None:
    assert analyse(typed, TODAY).question == read


def test_a_word_that_is_no_form_stays_as_it_is_typed() -> None:
    assert analyse("hvad er status på projektering", TODAY).words == "hvad er status på projektering"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("hvordan gør aarhus kommune med tidsregistrering?", ("aarhus",)),
        ("hvad med odenses indkøb?", ("odense",)),
        ("er vejen lang?", ()),  # a road, and a municipality
    ],
)
def test_other_municipalities_are_names_in_small_letters_too(text: str, names: tuple[str, ...]) -> None:
    assert names_in(text) == names


def test_what_may_be_taken_over_are_the_fields_that_can_be() -> None:
    assert get_type_hints(Inheritable) == get_type_hints(Inherited)
