"""The same is asked again of another subject or period, and of a list that was given."""

from collections.abc import Callable
from datetime import date

import pytest
from conftest import subjects

from assistant.answering import Assistant
from assistant.answers import Answer
from vectorstore.records import Period

TODAY = date(2026, 3, 15)
TIME = "Implementering af nyt KK fælles tidsregistreringssystem"

Talk = Callable[..., Answer]


def test_another_period_is_asked_the_same(talk: Talk) -> None:
    listed = talk("hvad sker der i Q2 2026?", "og i 2027?")
    assert listed.citations
    assert {str(c.period and c.period.end)[:4] for c in listed.citations} <= {"2027", "None"}


def test_another_subject_is_asked_the_same(talk: Talk) -> None:
    answer = talk("hvilke milepæle er der for tidsregistrering?", "hvad med ERP?")
    assert len(answer.citations) == 3
    assert subjects(answer) == {"Fremtidens ERP Løsning"}


def test_a_list_of_an_area_is_not_of_the_subject_alone(talk: Talk) -> None:
    answer = talk("fortæl om fremtidens indkøb", "hvad sker der på indkøbsområdet i 2026?")
    assert len(subjects(answer)) > 1


def test_the_milestones_are_the_subjects(talk: Talk) -> None:
    for question in ("hvad er milepælene?", "hvilke milepæle er der?", "hvad er tidsplanen?", "og milepælene?"):
        assert subjects(talk("hvad er GenAI-projektet?", question)) == {"GenAI på løn- og personaleområdet"}
    assert len(subjects(talk("hvad er GenAI-projektet?", "hvad sker der i Q2 2026?"))) > 1


def test_whose_milestones_they_are_may_be_said_by_pointing_back(talk: Talk) -> None:
    answer = talk("hvornår er tidsregistrering udrullet?", "hvilke milepæle har den i programmet?")
    assert subjects(answer) == {TIME}


def test_no_milestones_of_the_subject_are_none_of_the_programme(talk: Talk) -> None:
    answer = talk("hvad går OK26 ud på?", "milepæle?")
    assert answer.status == "not_found"
    assert "ingen milepæle for »Overenskomstforhandlinger 2026«" in answer.answer


@pytest.mark.parametrize(("follow_up", "titles"), [("kun GenAI", 1), ("hvad med dem i indkøb?", 3), ("only genai", 1)])
def test_a_list_is_narrowed(talk: Talk, follow_up: str, titles: int) -> None:
    answer = talk("hvad sker der i Q4 2026?", follow_up)
    assert len(subjects(answer)) == titles
    assert all(
        c.period and c.period.overlaps(Period("", date(2026, 10, 1), date(2026, 12, 31))) for c in answer.citations
    )


def test_all_of_an_initiative_is_of_all_its_parts(talk: Talk) -> None:
    assert len(talk("tidsplan for rekruttering", "hvad er alle milepælene for indsatsen?").citations) == 7


def test_which_of_them_are_of_the_list(talk: Talk) -> None:
    answer = talk("hvilke indsatser er der på indkøbsområdet?", "hvilke af dem slutter i år?")
    assert len(subjects(answer)) == 3


def test_a_bare_period_asks_the_same_of_it(talk: Talk) -> None:
    answer = talk("hvad sker der i Q4 2026?", "kun indkøb", "Q2 2026")
    assert subjects(answer) == subjects(talk("hvad sker der i Q2 2026?", "kun indkøb"))
    assert "Forbedring af indkøbsprocessen" in subjects(answer)


@pytest.mark.parametrize("follow_up", ["kun indkøb", "og i 2027?"])
def test_what_ends_stays_what_is_asked_of_a_list(talk: Talk, follow_up: str) -> None:
    answer = talk("hvilke indsatser slutter i 2026?", follow_up)
    assert answer.answer.startswith("Indsatser, hvis sidste milepæl ligger i perioden:")


@pytest.mark.parametrize("follow_up", ["og i februar?", "hvad med marts?", "og Q1?"])
def test_a_month_without_a_year_is_of_the_year_asked_for_before(talk: Talk, follow_up: str) -> None:
    asked = talk("hvad sker der i januar 2027?", follow_up)
    assert {c.period.label for c in asked.citations if c.period} == {"Q3 2026-Q1 2027", "Q1 2027"}


def test_which_comes_first_is_asked_of_those_set_side_by_side(talk: Talk) -> None:
    answer = talk("kan du sammenligne ERP og tidsregistrering på tidsplan?", "hvilket er færdigt først?")
    assert subjects(answer) == {"Fremtidens ERP Løsning", TIME}


@pytest.mark.parametrize(
    ("message", "labels"),
    [
        ("hvornår er piloten på tidsregistrering slut, og hvad sker der så?", ["Q2/2026", "Q3/2026"]),
        ("hvornår er ERP færdigt? og hvad med GenAI?", ["Q4 2026", "Q2/2027"]),
        ("hvad koster det nye kontraktstyringssystem, og hvornår er det implementeret?", ["Q4 2026"]),
    ],
)
def test_a_question_of_a_message_goes_on_from_the_one_before(talk: Talk, message: str, labels: list[str]) -> None:
    assert [c.period.label for c in talk(message).citations if c.period] == labels


@pytest.mark.parametrize("asked", ["hvornår er tidsregistrering udrullet?", "hvornår er klimapuljen evalueret?"])
def test_another_year_is_asked_of_the_same_subject(talk: Talk, asked: str) -> None:
    answer = talk(asked, "og i 2027?")
    assert answer.status == "not_found"
    assert "ingen milepæle" in answer.answer


def test_the_question_asked_again_does_not_grow(assistant: Assistant) -> None:
    asked = ["hvornår er ERP færdigt?", "og hvad med rekruttering?", "og hvad med klima?", "og GenAI?"]
    reply = assistant.reply(asked[-1], TODAY, history=asked[:-1])
    assert reply.readings[0].analysis.question == "hvornår er ERP færdigt? og GenAI?"


@pytest.mark.parametrize("question", ["hvad skete der i december?", "er noget forsinket i Q2?"])
def test_what_looks_back_is_of_no_year_ahead(assistant: Assistant, question: str) -> None:
    history = ["hvad sker der i 2027?"]
    answer = assistant.answer(question, date(2026, 11, 27), history=history)
    alone = assistant.answer(question, date(2026, 11, 27))
    assert answer.answer == alone.answer


def test_the_period_of_the_number_just_told_is_its_own(talk: Talk) -> None:
    answer = talk("hvor mange sager er der i Serviceportalen?", "fra hvilken periode er tallet?")
    assert "706.000" in answer.answer
    assert "01.10.2024" in answer.answer
    assert "153.000" not in answer.answer


def test_both_are_the_two_just_told(talk: Talk) -> None:
    time, ai = "Implementering af nyt KK fælles tidsregistreringssystem", "GenAI på løn- og personaleområdet"
    answer = talk("vis forskellen på tidsplanen for tidsregistrering og GenAI", "har begge en pilot?")
    assert subjects(answer) == {time, ai}


def test_more_of_a_step_is_its_initiative(talk: Talk) -> None:
    answer = talk("milepæle for GenAI", "fortæl mere om den sidste")
    assert not any(citation.period for citation in answer.citations)
    assert subjects(answer) == {"GenAI på løn- og personaleområdet"}
