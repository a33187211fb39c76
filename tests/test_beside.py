"""What comes in a plan before and after a step, and after the last."""

from datetime import date

import pytest

from assistant.answering import Assistant

TODAY = date(2026, 3, 15)


def test_after_the_last_step_with_a_period_those_without_are_told(assistant: Assistant) -> None:
    answer = assistant.answer("hvad sker der med personalejura, når 2026 er gået?", TODAY)
    assert answer.status == "partial"
    assert "i den periode" in answer.answer
    assert [c.period for c in answer.citations] == [None]
    assert assistant.answer("hvad skete der med personalejura i 2024?", TODAY).status == "not_found"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Hvad er næste skridt efter markedsdialogen på ERP?", "Strategierne for udbud og ERP"),
        ("Når AI-modulet er kommet ind i ServiceNow, hvad er så det næste?", "overenskomster"),
    ],
)
def test_what_comes_after_a_step_is_the_next(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.answer(question, TODAY)
    assert answer.answer.startswith("Næste milepæl efter planen")
    assert said in answer.answer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Hvilken milepæl ligger lige før AI-modulet for GenAI?", "pilot"),
        ("hvad kom før AI-modulet?", "pilot"),
        ("Når piloten i tidsregistrering er overstået, hvad så?", "Q3/2026"),
        ("Hvad kommer efter analysefasen i rekruttering?", "Q2-Q3 2026"),  # the next that ends, though it began with it
    ],
)
def test_what_comes_beside_a_step_is_told_of_its_part_of_the_plan(
    assistant: Assistant, question: str, said: str
) -> None:
    answer = assistant.answer(question, TODAY)
    assert answer.status == "answered"
    assert len(answer.citations) == 1
    assert said.casefold() in answer.answer.casefold()


def test_before_the_first_step_it_is_said_that_it_is_the_first(assistant: Assistant) -> None:
    answer = assistant.answer("hvad sker der før arkitekturen for GenAI er godkendt?", TODAY)
    assert "Det er den første milepæl for indsatsen." in answer.answer
    assert len(answer.citations) == 1


@pytest.mark.parametrize(
    ("question", "beyond"),
    [("hvornår slutter Fremtidens Indkøb?", "2025-2029"), ("hvornår er ERP færdig?", "2025-2030")],
)
def test_what_goes_on_after_its_last_milestone_is_told_with_it(
    assistant: Assistant, question: str, beyond: str
) -> None:
    answer = assistant.answer(question, TODAY)
    assert answer.answer.startswith("Den sidste milepæl i planen, Q4 2026")
    assert beyond in answer.citations[1].quote
    assert len(assistant.answer("hvornår er GenAI-projektet færdigt?", TODAY).citations) == 1
