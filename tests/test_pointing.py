"""What a follow-up points at in a list: initiatives, focus areas, milestones."""

from collections.abc import Callable
from datetime import date

import pytest

from assistant.answering import Assistant
from assistant.answers import Answer

TODAY = date(2026, 3, 15)
TIME = "Implementering af nyt KK fælles tidsregistreringssystem"

Talk = Callable[..., Answer]


def subjects(answer: Answer) -> set[str | None]:
    return {citation.initiative for citation in answer.citations}


def periods(answer: Answer) -> list[str]:
    return [citation.period.label for citation in answer.citations if citation.period]


@pytest.mark.parametrize(
    ("follow_up", "title"),
    [
        ("fortæl om den første", "Bidrag til Klimastrategi 2035 (reduktion af klimaaftryk ved indkøb)"),
        ("hvornår er den anden færdig?", "Implementering af Fremtidens Indkøb"),
        ("og den sidste", "Forbedring af indkøbsprocessen"),
        ("hvad er formålet med nummer 2", "Implementering af Fremtidens Indkøb"),
        ("hvornår er nr. 2 færdig", "Implementering af Fremtidens Indkøb"),
        ("fortæl  om\nden  anden", "Implementering af Fremtidens Indkøb"),
        ("3", "Forbedring af indkøbsprocessen"),
        ("nummer to", "Implementering af Fremtidens Indkøb"),
        ("den næstsidste", "Implementering af Fremtidens Indkøb"),
        ("hvad med det andet projekt", "Implementering af Fremtidens Indkøb"),
    ],
)
def test_one_of_a_list_is_pointed_at_by_its_place(talk: Talk, follow_up: str, title: str) -> None:
    assert subjects(talk("hvilke indsatser er der på indkøbsområdet?", follow_up)) == {title}


def test_a_list_is_pointed_into_again_after_one_of_it(talk: Talk) -> None:
    asked = ("hvilke indsatser er der på indkøbsområdet?", "fortæl om den første", "og den tredje")
    assert subjects(talk(*asked)) == {"Forbedring af indkøbsprocessen"}


@pytest.mark.parametrize("follow_up", ["den anden", "2", "nr. 2", "hvad med den anden?", "hvornår er den anden?"])
def test_one_of_the_milestones_listed_is_pointed_at_by_its_place(talk: Talk, follow_up: str) -> None:
    listed = talk("tidsplan for rekruttering")  # those of the initiative that are about recruitment
    answer = talk("tidsplan for rekruttering", follow_up)
    assert [c.quote for c in answer.citations] == [listed.citations[1].quote]
    assert talk("tidsplan for rekruttering", "den anden", "og den sidste").citations[0].quote == (
        listed.citations[-1].quote
    )


def test_a_milestone_is_asked_for_by_its_number(assistant: Assistant, talk: Talk) -> None:
    listed = talk("milepæle for tidsregistrering")
    for question in ("hvad er den anden milepæl for tidsregistrering?", "milepæl nummer to for tidsregistrering"):
        assert [c.quote for c in assistant.answer(question, TODAY).citations] == [listed.citations[1].quote]
    (second,) = assistant.answer("what is the second milestone of time registration?", TODAY).citations
    assert second.quote == listed.citations[1].quote


def test_beyond_the_milestones_all_are_listed_and_counted(talk: Talk) -> None:
    answer = talk("milepæle for tidsregistrering", "den niende")
    count = len(talk("milepæle for tidsregistrering").citations)
    assert answer.answer.startswith(f"Antal milepæle, der passer: {count}")
    assert answer.status == "partial"
    assert len(answer.citations) == count


def test_a_numbered_milestone_of_nothing_asks_back(assistant: Assistant) -> None:
    answer = assistant.answer("hvad er den tredje milepæl?", TODAY)
    assert answer.status == "not_found"
    assert answer.answer.startswith("Hvad vil du vide mere om?")


def test_after_a_milestone_pointed_at_comes_the_next(talk: Talk) -> None:
    listed = talk("tidsplan for rekruttering")
    answer = talk("tidsplan for rekruttering", "den anden", "hvad er der efter den?")
    assert answer.citations[0].quote == listed.citations[2].quote
    last = talk("tidsplan for rekruttering", "den sidste", "hvad er der efter den?")
    assert last.answer == "Det er den sidste milepæl for indsatsen."  # its end is open


def test_the_first_of_a_list_is_the_first_of_the_list(talk: Talk) -> None:
    listed = talk("tidsplan for rekruttering")  # a part of an initiative whose other part begins earlier
    answer = talk("tidsplan for rekruttering", "den første")
    assert [c.quote for c in answer.citations] == [listed.citations[0].quote]


def test_a_newer_list_of_milestones_takes_the_place_of_initiatives(talk: Talk) -> None:
    asked = ("hvilke indsatser er der på indkøbsområdet?", "den anden", "hvad er dens milepæle?", "den tredje")
    assert subjects(talk(*asked)) == {"Implementering af Fremtidens Indkøb"}


def test_one_answer_is_no_list_to_point_into(talk: Talk) -> None:
    assert talk("hvornår er piloten for GenAI?", "og den anden?").answer.startswith("Hvad vil du vide mere om?")


def test_an_area_of_a_list_is_its_initiatives(talk: Talk) -> None:
    second = talk("hvilke fokusområder er der?", "hvad med det andet område?")
    third = talk("hvilke fokusområder er der?", "hvad med det andet område?", "og det tredje")
    assert TIME in second.answer
    assert "Overenskomstforhandlinger 2026" in third.answer
    assert subjects(talk("hvilke fokusområder er der?", "hvad med det andet?", "og den første")) == {TIME}


def test_several_of_a_list_are_told_of_each(talk: Talk) -> None:
    about = subjects(talk("hvilke indsatser er der på indkøbsområdet?", "den første og den sidste"))
    assert about == {
        "Bidrag til Klimastrategi 2035 (reduktion af klimaaftryk ved indkøb)",
        "Forbedring af indkøbsprocessen",
    }


def test_a_newer_list_takes_the_place_of_the_areas(talk: Talk) -> None:
    asked = ("hvilke fokusområder er der?", "hvilke indsatser er der på indkøbsområdet?", "hvad med det tredje?")
    assert subjects(talk(*asked)) == {"Forbedring af indkøbsprocessen"}


def test_areas_are_counted_without_having_been_listed(talk: Talk) -> None:
    assert "Overenskomstforhandlinger 2026" in talk("hvilke indsatser er der i det tredje fokusområde?").answer


@pytest.mark.parametrize("follow_up", ["den femte", "nr. 9", "13"])
def test_pointing_beyond_a_list_asks_back(talk: Talk, follow_up: str) -> None:
    answer = talk("hvilke indsatser er der på indkøbsområdet?", follow_up)
    assert answer.answer.startswith("Hvad vil du vide mere om?")


@pytest.mark.parametrize(
    "question", ["hvad sker der i det første og andet kvartal 2026?", "hvilken milepæl er den sidste?"]
)
def test_parts_of_a_plan_or_a_year_are_none_of_a_list(talk: Talk, question: str) -> None:
    after_a_list = talk("hvilke fokusområder er der?", question)
    assert after_a_list.answer == talk(question).answer


def test_the_last_of_milestones_is_the_last_milestone(talk: Talk) -> None:
    answer = talk("hvilke milepæle har GenAI?", "og den sidste?")
    assert [citation.period.label for citation in answer.citations if citation.period] == ["Q2/2027"]


def test_pointing_at_no_list_asks_back(talk: Talk) -> None:
    assert talk("hej", "den første").answer.startswith("Hvad vil du vide mere om?")


def test_the_first_of_something_else_is_none_of_the_list(talk: Talk) -> None:
    answer = talk("hvilke indsatser er der på indkøbsområdet?", "hvornår er den første pilot gennemført?")
    assert "pilot" in answer.answer


@pytest.mark.parametrize(
    ("follow_up", "said"),
    [
        ("de to første", ["Q1/2026", "Q2/2026"]),
        ("de to sidste, hvornår er de", ["Q4/2026", "Q2/2027"]),
        ("nr. 2 og 3", ["Q2/2026", "Q3/2026"]),
        ("1, 2 og 4", ["Q1/2026", "Q2/2026", "Q4/2026"]),
        ("de første to af dem", ["Q1/2026", "Q2/2026"]),
        ("hvornår er nr. 2 og nr. 3?", ["Q2/2026", "Q3/2026"]),
        ("den midterste", ["Q3/2026"]),
        ("den anden og den fjerde", ["Q2/2026", "Q4/2026"]),
        ("the first two", ["Q1/2026", "Q2/2026"]),
    ],
)
def test_several_of_the_milestones_listed_are_pointed_at(talk: Talk, follow_up: str, said: list[str]) -> None:
    assert periods(talk("hvilke milepæle har GenAI?", follow_up)) == said


def test_a_list_of_milestones_is_pointed_into_again(talk: Talk) -> None:
    asked = ("hvilke milepæle har GenAI?", "de to første", "nr. 3", "den sidste")
    assert periods(talk(*asked[:3])) == ["Q3/2026"]
    assert periods(talk(*asked)) == ["Q2/2027"]


def test_what_is_asked_of_a_milestone_pointed_at_is_asked_of_it(talk: Talk) -> None:
    assert "ServiceNow" in talk("hvilke milepæle har GenAI?", "og nr 3, hvilket system kommer det i?").answer


def test_the_milestones_of_a_quarter_are_pointed_into(talk: Talk) -> None:
    listed = talk("hvad sker der i 4. kvartal 2026?")
    second = talk("hvad sker der i 4. kvartal 2026?", "den anden")
    assert [c.quote for c in second.citations] == [listed.citations[1].quote]
    first_two = talk("hvad sker der i 4. kvartal 2026?", "den anden", "de to første")
    assert [c.quote for c in first_two.citations] == [c.quote for c in listed.citations[:2]]


def test_the_first_few_of_a_list_of_initiatives_are_told_of_each(talk: Talk) -> None:
    assert subjects(talk("hvilke indsatser er der på indkøbsområdet?", "de to første")) == {
        "Bidrag til Klimastrategi 2035 (reduktion af klimaaftryk ved indkøb)",
        "Implementering af Fremtidens Indkøb",
    }


def test_the_first_few_milestones_of_an_initiative_need_no_list(assistant: Assistant) -> None:
    answer = assistant.answer("hvad er de to første milepæle for GenAI?", TODAY)
    assert periods(answer) == ["Q1/2026", "Q2/2026"]


def test_more_than_there_are_is_counted(talk: Talk) -> None:
    answer = talk("hvilke milepæle har GenAI?", "de seks første")
    assert answer.status == "partial"
    assert answer.answer.startswith("Antal milepæle, der passer: 5")


def test_the_first_few_areas_are_their_initiatives(talk: Talk) -> None:
    answer = talk("hvilke fokusområder er der?", "de to første")
    assert {citation.section for citation in answer.citations} == {
        "Fokusområde 1: Digital understøttelse og brugervenlighed",
        "Fokusområde 2: Optimering af processer og systemer",
    }


@pytest.mark.parametrize("question", ["hvad sker der mellem 1 og 30 juni 2026?", "hvad sker der i uge 24 og 25 2026?"])
def test_numbers_of_a_date_point_at_nothing(talk: Talk, question: str) -> None:
    assert talk("hvilke milepæle har GenAI?", question).answer == talk(question).answer
    assert talk(question).status == "answered"


def test_who_is_asked_of_a_list_is_not_the_list(talk: Talk) -> None:
    assert talk("hvilke milepæle har GenAI?", "hvem er ansvarlig for de to første?").status != "answered"


def test_what_is_next_can_be_asked_of_one_of_a_list(talk: Talk) -> None:
    asked = ("hvilke indsatser er der på indkøbsområdet?", "nr. 3, hvad er næste milepæl?")
    assert subjects(talk(*asked)) == {"Forbedring af indkøbsprocessen"}
