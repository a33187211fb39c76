import pytest

from assistant.parts import parts
from assistant.question_forms import Ask


def texts(question: str) -> list[str]:
    return [part.text for part in parts(question)]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Hvad koster kantinen, og hvornår åbner den?", ["Hvad koster kantinen", "hvornår åbner den?"]),
        ("Hvem står for det? Hvornår er det klar?", ["Hvem står for det", "Hvornår er det klar?"]),
        ("hvad er planen og hvem ejer den og hvorfor", ["hvad er planen", "hvem ejer den", "hvorfor"]),
        ("Hvornår er pilot og udrulning slut?", ["Hvornår er pilot og udrulning slut?"]),
        ("Der er meget nyt, og hvornår slutter det?", ["Der er meget nyt, og hvornår slutter det?"]),
    ],
)
def test_a_message_of_several_questions_comes_apart(question: str, found: list[str]) -> None:
    assert texts(question) == found


def test_a_message_of_two_questions_is_two() -> None:
    texts = [part.text for part in parts("Hvad koster kantinen, og hvornår åbner den?")]
    assert texts == ["Hvad koster kantinen", "hvornår åbner den?"]


@pytest.mark.parametrize(
    ("question", "ask", "found"),
    [
        ("Hvad kommer først, broen eller tunnelen?", Ask.WHEN, ["hvornår kommer broen", "hvornår kommer tunnelen"]),
        (
            "Hvad får vi først kontrakt på: broen eller tunnelen?",
            Ask.WHEN,
            ["hvornår får vi kontrakt på broen", "hvornår får vi kontrakt på tunnelen"],
        ),
        (
            "Hvilken af de to sager slutter sidst, broen eller tunnelen?",
            Ask.WHEN,
            ["hvornår slutter broen", "hvornår slutter tunnelen"],
        ),
        ("Hvad ligger først, broen eller tunnelen?", Ask.WHEN, ["broen", "tunnelen"]),
        ("Er der flest cykler i nord eller busser i syd?", Ask.NUMBER, ["Er der   cykler i nord", "busser i syd"]),
    ],
)
def test_a_comparison_asks_each_side_for_its_time_or_its_number(question: str, ask: Ask, found: list[str]) -> None:
    assert [part.ask for part in parts(question)] == [ask, ask]
    assert texts(question) == found


def test_what_is_more_or_less_than_a_number_in_a_condition_is_no_comparison() -> None:
    assert texts("Hvad sker der, hvis der er mindre end fem?") == ["Hvad sker der, hvis der er mindre end fem?"]
    assert len(texts("Er broen dyrere end tunnelen?")) == 2


def test_an_or_without_a_comparative_is_no_comparison() -> None:
    assert texts("Er det løn eller ferie der samles?") == ["Er det løn eller ferie der samles?"]
