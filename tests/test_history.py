"""The timeline of the office, whole or about something."""

from collections.abc import Callable
from datetime import date

import pytest

from assistant.analysis import analyse
from assistant.answers import Answer
from assistant.question_forms import Ask

Talk = Callable[..., Answer]
TODAY = date(2026, 3, 15)


def listed(answer: Answer) -> list[str]:
    """The years of an answer's bullets."""
    return [line[2:6] for line in answer.answer.splitlines() if line.startswith("- ")]


@pytest.mark.parametrize(
    "question", ["giv mig KS' historie år for år", "hvordan har KS udviklet sig gennem årene?", "what is KS' history?"]
)
def test_the_timeline_is_told_year_by_year(talk: Talk, question: str) -> None:
    answer = talk(question)
    years = listed(answer)
    assert answer.status == "answered"
    assert len(years) > 4
    assert years == sorted(years)
    assert "rækkefølgen på siden" in answer.answer or "reading order" in answer.answer


def test_of_something_only_what_tells_of_it_is_listed(talk: Talk) -> None:
    assert listed(talk("hvad er indkøbs historie?")) == ["2016", "2023"]


def test_an_initiative_that_the_timeline_does_not_know_has_none(talk: Talk) -> None:
    assert "Tidslinjen nævner" not in talk("hvad er historien bag GenAI?").answer


def test_a_year_in_two_digits_goes_on_from_one_asked_for(talk: Talk) -> None:
    assert "2023" in talk("hvad skete der i 2015?", "og i 23?").answer
    assert talk("hvem er undtaget fra tidsregistrering?", "og i 23?").status != "answered"


@pytest.mark.parametrize(
    ("question", "ask"),
    [
        ("hvad er trinene i udrulningen?", Ask.MILESTONES),
        ("hvilke faser er der i projektet om ERP?", Ask.MILESTONES),
        ("hvilke skridt tager I for at spare?", Ask.TEXT),
        ("hvor langt skal vi være med ERP nu?", Ask.PROGRESS),
        ("hvor langt burde projektet være?", Ask.PROGRESS),
        ("hvor langt skal brevet være?", Ask.TEXT),
        ("hvordan ser tidsplanen ud år for år?", Ask.MILESTONES),
        ("hvordan sparer man tid over tid?", Ask.TEXT),
        ("piloten er i gang, hvad er så det næste?", Ask.NEXT),
        ("hvad er historikken for indkøb?", Ask.HISTORY),
        ("hvad er KS' historie i 2016?", Ask.TEXT),
    ],
)
def test_what_is_asked_for(question: str, ask: Ask) -> None:
    assert analyse(question, TODAY).ask is ask


def test_a_follow_up_asks_the_history_of_something_else(talk: Talk) -> None:
    assert listed(talk("hvad er KS' historie?", "og for indkøb?")) == ["2016", "2023"]


def test_after_an_initiative_was_told_of_the_next_step_is_its_own(talk: Talk) -> None:
    initiatives = {citation.initiative for citation in talk("fortæl om GenAI", "og næste skridt?").citations}
    assert initiatives == {"GenAI på løn- og personaleområdet"}
