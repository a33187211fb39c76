"""No question takes the server with it: a pattern that backtracks holds every other question up."""

import signal
from collections.abc import Iterator
from datetime import date

import pytest

from assistant.analysis import MAX_CHARACTERS
from assistant.answering import Assistant

LONG = {
    "one word": "a",
    "hyphens": "a-",
    "letters": "b ",
    "names": "Aa ",
    "digits": "1",
    "numbers": "1. ",
    "questions": "a? ",
    "question words": "hvornår ",
    "comparisons": "forskellen på ",
    "changes": "nyt siden ",
    "follow-ups": "og hvornår ",
    "from": "fra ",
    "status words": "er vi ",
    "quarters": "Q1 ",
    "slips": "tidsregistering ",
    "compound": "tidsregistrering",
    "accents": "e\u0301",
}
SECONDS = 60  # nothing takes two; a pattern that splits one word in all ways takes days


@pytest.fixture
def patience() -> Iterator[None]:
    def give_up(*_: object) -> None:
        raise TimeoutError("a question of allowed length takes too long")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.usefixtures("patience")
@pytest.mark.parametrize("piece", LONG.values(), ids=LONG.keys())
@pytest.mark.parametrize("head", ["", "hvad er ", "Hvornår "])
def test_the_longest_question_is_answered(assistant: Assistant, head: str, piece: str) -> None:
    question = (head + piece * MAX_CHARACTERS)[:MAX_CHARACTERS]
    assert assistant.answer(question, date(2026, 3, 15)).answer
