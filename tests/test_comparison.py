"""What is computed from two answers, or from a period: order, distance, length, the greater number."""

from datetime import date

import pytest

from assistant.answering import Assistant
from assistant.lengths import in_words, length_between, length_of
from prompts import load_replies
from vectorstore.records import Period

TODAY = date(2026, 3, 15)
REPLIES = load_replies("da")


def period(start: date | None, end: date | None) -> Period:
    return Period("", start, end)


@pytest.mark.parametrize(
    ("months", "words"),
    [
        (1, "en måned"),
        (2, "to måneder"),
        (3, "et kvartal"),
        (6, "et halvt år"),
        (9, "tre kvartaler"),
        (18, "seks kvartaler"),
        (60, "fem år"),
        (0, ""),
        (-3, ""),
        (17, ""),
    ],
)
def test_months_are_said_in_the_largest_unit_that_fits(months: int, words: str) -> None:
    assert in_words(months, REPLIES) == words


def test_a_period_lasts_from_its_first_day_through_its_last() -> None:
    assert length_of(period(date(2026, 7, 1), date(2027, 3, 31)), REPLIES) == "tre kvartaler"


@pytest.mark.parametrize(
    ("start", "end"),
    [(None, date(2026, 3, 31)), (date(2026, 1, 1), None), (date(2026, 1, 1), date(2026, 1, 9))],
)
def test_an_open_or_odd_period_has_no_length_in_words(start: date | None, end: date | None) -> None:
    assert length_of(period(start, end), REPLIES) == ""


def test_the_distance_is_that_of_the_ends_whichever_comes_first() -> None:
    second, fourth = period(date(2026, 4, 1), date(2026, 6, 30)), period(date(2026, 10, 1), date(2026, 12, 31))
    assert length_between(second, fourth, REPLIES) == length_between(fourth, second, REPLIES) == "et halvt år"
    assert length_between(second, second, REPLIES) == ""


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "hvad kommer først, udrulningen af tidsregistrering eller kontrakten på rekrutteringssystemet?",
            "Af de to ligger først: udrulningen af tidsregistrering [1][2].",
        ),
        (
            "hvad kommer sidst, kontrakten på rekrutteringssystemet eller udrulningen af tidsregistrering?",
            "Af de to ligger sidst: kontrakten på rekrutteringssystemet [1][2].",
        ),
        (
            "hvor lang tid går der fra piloten til udrulningen af tidsregistrering?",
            "Fra den ene til den anden går der efter planen et halvt år [1][2].",
        ),
        (
            "er der flest opkald til serviceindgangen eller flest sager i serviceportalen?",
            "Det største af de to tal er det for: sager i serviceportalen [1][2].",
        ),
    ],
)
def test_two_things_are_compared_in_code_and_both_are_cited(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.answer(question, TODAY)
    assert answer.answer.startswith(said)
    assert len(answer.citations) >= 2


def test_a_comparison_with_something_unknown_has_no_verdict(assistant: Assistant) -> None:
    answer = assistant.answer("hvad kommer først, udrulningen af tidsregistrering eller metroen til Lynetten?", TODAY)
    assert "ligger først" not in answer.answer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("hvornår er ERP færdig?", "Den sidste milepæl i planen, Q4 2026"),
        ("hvornår begynder GenAI på løn?", "Den første milepæl i planen, Q1/2026"),
    ],
)
def test_an_initiative_as_a_whole_has_a_first_and_a_last_milestone(
    assistant: Assistant, question: str, said: str
) -> None:
    assert assistant.answer(question, TODAY).answer.startswith(said)


def test_the_end_of_a_part_is_the_milestone_of_that_part(assistant: Assistant) -> None:
    assert assistant.answer("hvornår er piloten på tidsregistrering færdig?", TODAY).answer.startswith("Q2/2026")


def test_what_comes_to_us_first_is_told_though_the_other_has_no_end(assistant: Assistant) -> None:
    question = "hvad får vi først, nyt kontraktstyringssystem eller nyt rekrutteringssystem?"
    assert assistant.answer(question, date(2026, 3, 15)).answer.startswith("Af de to ligger først: nyt kontraktst")


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("hvad slutter først, GenAI eller tidsregistrering?", "tidsregistrering"),
        ("hvad ender først, tidsregistrering eller GenAI?", "tidsregistrering"),
        ("hvad begynder først, Fremtidens Indkøb eller GenAI?", "GenAI"),
    ],
)
def test_what_ends_or_begins_first_is_told_by_the_outer_milestones(
    assistant: Assistant, question: str, first: str
) -> None:
    assert assistant.answer(question, TODAY).answer.startswith(f"Af de to ligger først: {first}")


def test_a_text_that_names_a_later_end_leaves_the_first_open(assistant: Assistant) -> None:
    """The milestones of "ERP-løsning (2025-2030)" end in 2026, the work does not."""
    answer = assistant.answer("hvad slutter først, ERP eller GenAI?", TODAY).answer
    assert "2025-2030" in answer
    assert "ligger først" not in answer
