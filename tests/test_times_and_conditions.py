"""What a text tells without a date: when something recurs, what holds if; and what follow-ups point at by contents."""

from collections.abc import Callable
from datetime import date

import pytest
from conftest import conversation
from library_programme import TODAY

from assistant.answering import Assistant
from assistant.answers import Answer
from assistant.parts import parts


@pytest.fixture
def talk(library: Assistant) -> Callable[..., Answer]:
    """Ask questions about the library in one conversation; the answer to the last."""
    return conversation(library, TODAY)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Hvornår får styregruppen status?", "to gange om året"),
        ("Hvornår holdes lektiecaféen?", "hver tirsdag fra 15 til 17"),
        ("Hvornår slettes optagelserne?", "efter 30 dage"),
        ("Hvad hvis gruppen er for lille?", "lægges sammen med en anden"),
        ("Hvem leder lektiehjælpen?", "Marianne Krogh er tovholder"),
        ("Hvem er tovholder på udlånssystemet?", "Jens Voss leder"),
    ],
)
def test_what_the_text_tells_by_other_forms_is_answered(library: Assistant, question: str, said: str) -> None:
    answer = library.answer(question, TODAY)
    assert answer.status == "answered"
    assert said in answer.answer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Hvornår begynder forsøget i Nordhuset?", "Medio april–oktober 2027"),
        ("Hvornår kommer det nye udlånssystem?", "1. oktober 2027"),
        ("Hvilken måned åbner læsesalen?", "Forår 2028"),
        ("Hvornår kan lånerne bruge udlånssystemet?", "1. oktober 2027"),
    ],
)
def test_what_has_a_date_is_told_by_that(library: Assistant, question: str, said: str) -> None:
    answer = library.answer(question, TODAY)
    assert answer.status == "answered"
    assert answer.answer.startswith(said)


def test_who_leads_a_part_is_not_surely_who_leads_the_whole(library: Assistant) -> None:
    assert library.answer("Hvem er chef for biblioteket?", TODAY).status != "answered"


@pytest.mark.parametrize(
    ("question", "listed", "not_listed"),
    [
        ("Hvad sker der i maj 2027?", ["Forsøg i Nordhuset"], ["Magasinet tages i brug", "Bogsalg"]),
        ("Hvad sker der i september 2027?", ["Forsøg i Nordhuset"], ["Magasinet tages i brug"]),
        ("Hvad sker der i november 2027?", ["Bogsalg", "Magasinet tages i brug"], ["Forsøg i Nordhuset"]),
        ("Hvad sker der i 2028?", ["tilkøb af e-bøger", "Læsesalen åbner"], ["Magasinet tages i brug"]),
    ],
)
def test_a_list_heeds_the_middle_the_end_and_the_beginning_without_an_end(
    library: Assistant, question: str, listed: list[str], not_listed: list[str]
) -> None:
    said = library.answer(question, TODAY).answer
    assert all(text in said for text in listed)
    assert not any(text in said for text in not_listed)


def test_the_same_year_is_that_of_the_list_before(talk: Callable[..., Answer]) -> None:
    said = talk("Hvad sker der i juni 2027?", "og i oktober samme år?").answer
    assert "Åbning for alle lånere" in said
    assert "Ombygningen går i gang" not in said
    assert "Læsesalen åbner" in talk("Hvad sker der i april 2028?", "og i maj samme år?").answer


def test_the_one_with_something_is_told_by_that_and_is_what_is_spoken_of_then(talk: Callable[..., Answer]) -> None:
    listed = "Hvad sker der i november 2027?"
    assert "Ove Tang" in talk(listed, "hvem står for den med magasinet?").answer
    assert "2,1 mio." in talk(listed, "hvem står for den med magasinet?", "hvad koster det?").answer


def test_what_was_meant_is_asked_as_the_question_before(talk: Callable[..., Answer]) -> None:
    assert "Jens Voss" in talk("hvem leder ombygningen?", "nej jeg mente udlånssystemet").answer


def test_how_much_after_who_gets_money_is_an_amount_of_that(talk: Callable[..., Answer]) -> None:
    assert "90.000 kr." in talk("hvem får penge fra Tangåfonden?", "hvor meget?").answer


def test_which_comes_last_is_said_of_the_last(library: Assistant) -> None:
    said = library.answer("Hvad kommer sidst, det nye udlånssystem eller læsesalen?", TODAY).answer
    assert said.startswith("Af de to ligger sidst: læsesalen")
    said = library.answer("Hvad kommer først, det nye udlånssystem eller læsesalen?", TODAY).answer
    assert said.startswith("Af de to ligger først: det nye udlånssystem")


def test_what_costs_most_is_told_by_all_amounts_in_order_and_only_hedged(talk: Callable[..., Answer]) -> None:
    for questions in (["Hvilken indsats koster mest?"], ["hvad er den billigste indsats?", "og den dyreste?"]):
        answer = talk(*questions)
        assert answer.status == "partial"
        assert [citation.initiative for citation in answer.citations] == [
            "Ombygning i kælderen",
            "Lektiehjælp i Nordhuset",
        ]
    assert talk("hvad er den billigste indsats?").citations[0].initiative == "Lektiehjælp i Nordhuset"


def test_savings_are_no_costs(assistant: Assistant) -> None:
    answer = assistant.answer("Hvilken indsats koster mest?", date(2026, 3, 15))
    assert answer.status == "not_found"
    assert "fremgår ikke" in answer.answer
    assert "fremgår ikke" in assistant.answer("Hvilken indsats er dyrest?", date(2026, 3, 15)).answer


def test_which_initiative_ends_last_is_of_all_whatever_was_spoken_of(talk: Callable[..., Answer]) -> None:
    said = talk("Hvem leder lektiehjælpen?", "hvilken indsats begynder først?").answer
    assert "Valg af leverandør" in said


@pytest.mark.parametrize(
    "question",
    [
        "Giv mig lige et overblik over projekterne under bedre plads",
        "Lav en liste over indsatserne på området bedre plads",
    ],
)
def test_a_list_in_the_imperative_is_that_of_the_area(library: Assistant, question: str) -> None:
    answer = library.answer(question, TODAY)
    assert answer.status == "answered"
    assert {citation.initiative for citation in answer.citations} == {"Ombygning i kælderen"}


def test_what_is_on_the_table_in_a_month_is_its_milestones(library: Assistant) -> None:
    assert "Ombygningen går i gang" in library.answer("Hvad har I på tapetet i juni 2027?", TODAY).answer


def test_not_until_a_year_is_no_question_for_the_first(library: Assistant) -> None:
    said = library.answer("Hvilke indsatser bliver først færdige i 2028?", TODAY).answer
    assert "Ombygning i kælderen" in said
    assert said.split("ikke nævnt:")[1].count("e-bøger") == 1  # what has no end is named apart


def test_a_bare_question_is_told_by_the_sentence_just_quoted(talk: Callable[..., Answer]) -> None:
    assert "hver torsdag" in talk("Hvor kan lokalsamlingen bruges?", "og hvornår?").answer
    assert "Forsøg i Nordhuset" in talk("Hvad er lektiehjælpen?", "Hvornår?").answer  # of all of it the plan


def test_a_month_of_the_same_year_is_not_of_this(talk: Callable[..., Answer]) -> None:
    said = talk("Hvad sker der i 2028?", "Sker der noget i maj samme år?").answer
    assert "Læsesalen åbner" in said
    assert "Forsøg i Nordhuset" not in said


@pytest.mark.parametrize("question", ["Hvem leder den billigste indsats?", "Hvilken computer koster mest?"])
def test_what_only_speaks_of_a_cost_lists_none(library: Assistant, question: str) -> None:
    assert "2,1 mio." not in library.answer(question, TODAY).answer


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("Hvor mange frivillige er der?", "partial"),  # twelve, and then more: not how many in all
        ("Hvor mange frivillige kommer der først?", "answered"),
        ("Hvem får et adgangskort?", "answered"),
        ("Hvilke tre rum får Nordhuset?", "partial"),
        ("Hvilket rum er størst?", "not_found"),
    ],
)
def test_what_is_told_in_part_is_hedged(library: Assistant, question: str, status: str) -> None:
    assert library.answer(question, TODAY).status == status


def test_whether_it_costs_is_told_by_what_is_free(talk: Callable[..., Answer]) -> None:
    assert "gratis" in talk("Koster lektiehjælpen noget?").answer
    assert "2,1 mio." in talk("Hvad koster ombygningen?").answer


def test_a_difference_in_one_respect_asks_each_side_for_that() -> None:
    asked = [part.text for part in parts("Hvad er forskellen på budgettet til broen og til tunnelen?")]
    assert asked == ["hvad er budgettet til broen", "hvad er budgettet til tunnelen"]


def test_what_the_sentence_just_quoted_speaks_of_too_is_told_by_that(talk: Callable[..., Answer]) -> None:
    said = talk("Hvornår kan lokalsamlingen bruges?", "og hvad med Østergade?").answer
    assert "hver torsdag" in said


def test_which_projects_a_list_is_of_is_the_list_with_its_headings(talk: Callable[..., Answer]) -> None:
    answer = talk("Hvad sker der i november 2027?", "hvilket projekt er det?")
    assert "**Ombygning i kælderen**" in answer.answer


def test_what_is_more_than_before_does_not_ask_for_the_end(library: Assistant) -> None:
    said = library.answer("Er ombygningen dyrere end sidste år?", TODAY).answer
    assert "sidste milepæl" not in said


def test_who_leads_one_is_never_told_of_another(library: Assistant) -> None:
    for question in ("Hvem er ansvarlig for lektiehjælpen?", "Hvem er ansvarlig for udlånssystemet?"):
        answer = library.answer(question, TODAY)
        assert len({citation.initiative for citation in answer.citations}) == 1
    assert "Ove Tang" not in library.answer("Hvem er ansvarlig for lektiehjælpen?", TODAY).answer
