"""Questions about plans and areas as a whole, what comes after a step, differences, neighbours' words."""

from collections import Counter
from datetime import date

import pytest

from assistant.answering import Assistant
from assistant.answers import Answer
from assistant.nordic import in_danish_words

TODAY = date(2026, 3, 15)


def ask(assistant: Assistant, question: str) -> Answer:
    return assistant.answer(question, TODAY)


def initiatives(answer: Answer) -> set[str | None]:
    return {citation.initiative for citation in answer.citations}


def test_what_is_planned_for_an_initiative_is_its_introduction_and_its_milestones(assistant: Assistant) -> None:
    answer = ask(assistant, "hvad er planen for løngennemsigtighed?")
    own = [
        m
        for m in assistant.live.current().milestones
        if m.initiative == "Implementering af direktiv om løngennemsigtighed"
    ]
    assert answer.status == "answered"
    assert all(milestone.text.rstrip(".") in answer.answer for milestone in own)
    assert "EU" in answer.answer.split("**")[0]


def test_an_area_is_all_its_initiatives(assistant: Assistant) -> None:
    named = initiatives(ask(assistant, "hvad sker der på indkøbsområdet i år?"))
    assert {"Implementering af Fremtidens Indkøb", "Forbedring af indkøbsprocessen"} <= named
    assert "Fleksible arbejdsuger" not in named


def test_what_comes_after_a_step_is_the_next_of_the_same_initiative(assistant: Assistant) -> None:
    answer = ask(assistant, "hvad kommer der efter pilotimplementeringen?")
    assert [c.period.label for c in answer.citations if c.period] == ["Q3/2026"]


def test_a_difference_is_told_by_introducing_both(assistant: Assistant) -> None:
    answer = ask(assistant, "hvad er forskellen på fremtidens ERP og fleksible arbejdsuger?")
    assert initiatives(answer) == {"Fremtidens ERP Løsning", "Fleksible arbejdsuger"}


def test_milestones_without_a_date_are_told_from_the_others(assistant: Assistant) -> None:
    answer = ask(assistant, "hvilke milepæle mangler dato?")
    assert answer.citations
    assert all(citation.period is None for citation in answer.citations)


def test_an_event_of_a_past_year_is_found_by_the_year(assistant: Assistant) -> None:
    assert "2016" in ask(assistant, "hvad skete der i 2016?").answer


def test_a_number_of_the_municipality_is_not_given_for_the_office(assistant: Assistant) -> None:
    assert ask(assistant, "hvor mange medarbejdere har Koncernservice?").status == "not_found"
    assert ask(assistant, "hvor mange medarbejdere har Københavns Kommune?").status == "answered"


def test_a_list_without_milestones_names_the_initiative(assistant: Assistant) -> None:
    assert "»Fleksible arbejdsuger«" in ask(assistant, "milepæle for fleksible arbejdsuger i 2031").answer


@pytest.mark.parametrize(
    "question",
    ["Når er tidsregistreringen ferdig?", "När ska tidrapporteringen vara klar?", "när är tidrapportering klar"],
)
def test_a_neighbours_question_gets_the_danes_answer(assistant: Assistant, question: str) -> None:
    danish = ask(assistant, "hvornår er tidsregistreringen færdig?")
    answer = ask(assistant, question)
    assert answer.language == "da"
    assert [citation.quote for citation in answer.citations] == [citation.quote for citation in danish.citations]


def test_danish_stays_as_it_is() -> None:
    for question in ("Når vi er færdige, hvad så?", "hvad var formålet", "hvor længe varer det", "når skal det ske"):
        assert in_danish_words(question) == question


def test_the_initiatives_with_the_most_milestones_are_counted(assistant: Assistant) -> None:
    answer = ask(assistant, "hvilke projekter har flest milepæle?")
    counts = Counter(milestone.initiative for milestone in assistant.live.current().milestones)
    most = max(counts.values())
    assert initiatives(answer) == {title for title, count in counts.items() if count == most}
    assert f", {most}, har:" in answer.answer
    assert len(answer.citations) == most


@pytest.mark.parametrize("question", ["opsummer programmet", "giv mig et overblik over hele programmet"])
def test_a_summary_of_the_programme_is_its_focus_areas(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert len(answer.citations) == len(assistant.live.current().programmes[0].focus_areas)


def test_all_of_an_initiative_is_its_introduction_and_its_milestones(assistant: Assistant) -> None:
    answer = ask(assistant, "vis mig alt om tidsregistrering")
    assert "ca. 12.000 medarbejdere" in answer.answer
    assert "Q4/2026" in answer.answer


def test_the_difference_between_two_introduces_just_these(assistant: Assistant) -> None:
    answer = ask(assistant, "hvad er forskellen på fremtidens indkøb og forbedring af indkøbsprocessen")
    assert initiatives(answer) == {"Implementering af Fremtidens Indkøb", "Forbedring af indkøbsprocessen"}


def test_what_has_been_missed_is_what_should_be_done_by_now(assistant: Assistant) -> None:
    later = date(2026, 9, 1)
    asked = assistant.answer("hvilke milepæle har vi misset?", later)
    assert asked.answer == assistant.answer("hvilke milepæle er forsinkede?", later).answer
    assert asked.citations


def test_something_of_an_area_in_a_year_is_a_list(assistant: Assistant) -> None:
    answer = ask(assistant, "er der noget med klima i år?")
    assert len(answer.citations) > 1
    assert all("2026" in citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    "question", ["hvor langt er vi med rekrutteringsudbuddet?", "hvor er vi henne i rekrutteringsudbuddet?"]
)
def test_how_far_it_is_may_be_asked_by_what_the_steps_say(assistant: Assistant, question: str) -> None:
    labels = [citation.period.label for citation in assistant.answer(question, TODAY).citations if citation.period]
    assert "Q3 2026-Q1 2027" in labels
    assert assistant.answer(question.replace("rekrutteringsudbuddet", "kantineudbuddet"), TODAY).status != "answered"
