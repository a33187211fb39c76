"""Years that running text names ("i 2025-2029"), beside milestones, and milestones without an end."""

import re
from datetime import date

import pytest

from assistant.answering import Assistant
from assistant.answers import Answer

TODAY = date(2026, 3, 15)
OPEN_ENDED = "Begynder før perioden og har ingen nævnt slutdato:"
NAMED = "Perioder, som teksten nævner:"
NONE_SET = "Ingen milepæle er sat til perioden."


def ask(assistant: Assistant, question: str) -> Answer:
    return assistant.answer(question, TODAY)


def subjects(answer: Answer) -> set[str | None]:
    return {citation.initiative for citation in answer.citations}


@pytest.mark.parametrize(
    "question", ["hvilke indsatser er i gang i 2028?", "hvilke indsatser fortsætter i 2028?", "hvad sker der i 2028?"]
)
def test_after_the_milestones_the_text_tells_what_goes_on(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert answer.status == "answered"
    assert answer.answer.startswith(NONE_SET)
    before, after = answer.answer.split(NAMED)
    assert OPEN_ENDED in before
    assert "rekruttering" in before
    assert all(title in after for title in ("ERP", "Fleksible arbejdsuger", "Fremtidens Indkøb"))
    assert "GenAI" not in answer.answer


def test_what_is_under_way_has_milestones_on_both_sides_of_the_period(assistant: Assistant) -> None:
    answer = ask(assistant, "hvilke indsatser er i gang i 1. kvartal 2027?")
    plan = answer.answer.split(NAMED)[0]
    assert "GenAI" in plan  # its milestones lie in Q4/2026 and Q2/2027
    assert "Fremtidens ERP" not in plan


def test_what_ends_in_a_year_is_told_with_what_goes_on_by_the_text(assistant: Assistant) -> None:
    answer = ask(assistant, "hvilke indsatser slutter i 2026?")
    plan, text = answer.answer.split(NAMED)
    assert "Implementering af Fremtidens Indkøb" in plan
    assert "2025-2029" in text
    assert "GenAI" not in answer.answer


def test_a_milestone_without_an_end_is_told_as_such(assistant: Assistant) -> None:
    of_its_year = ask(assistant, "hvad sker der i 2027?")
    later = ask(assistant, "hvad sker der i 2035?")
    assert OPEN_ENDED not in of_its_year.answer
    assert later.answer.startswith(f"{NONE_SET}\n\n{OPEN_ENDED}")
    assert len(later.citations) == 1


def test_where_nothing_is_set_that_is_said(assistant: Assistant) -> None:
    answer = ask(assistant, "hvilke indsatser er i gang i 2019?")
    assert answer.status == "not_found"
    assert answer.answer == NONE_SET


def test_what_the_text_sets_for_a_quarter_is_told_of_an_initiative(assistant: Assistant) -> None:
    answer = ask(assistant, "hvad sker der med tidsregistrering i 1. kvartal 2026?")
    assert answer.status == "partial"
    assert NAMED in answer.answer
    assert "kontrakt" in answer.answer.split(NAMED)[1]


def test_which_begin_and_end_needs_no_word_for_them(assistant: Assistant) -> None:
    assert "GenAI" not in ask(assistant, "hvilke slutter i 2026?").answer
    assert "Fremtidens Indkøb" in ask(assistant, "hvilke slutter i 2026?").answer
    begins = ask(assistant, "hvilke begynder i Q3 2026?")
    assert begins.status == "not_found"
    assert "gælder det ingen" in begins.answer


def test_what_is_done_in_a_period_ends_there(assistant: Assistant) -> None:
    done = ask(assistant, "hvad bliver færdigt i 2. kvartal 2026?")
    assert done.citations
    assert all(c.period and c.period.end == date(2026, 6, 30) for c in done.citations)


@pytest.mark.parametrize(
    "question", ["hvilke indsatser kører ud over 2026?", "hvilke indsatser løber længere end til 2026?"]
)
def test_what_goes_beyond_a_year_comes_after_it(assistant: Assistant, question: str) -> None:
    plan = ask(assistant, question).answer.split(NAMED)[0]
    assert "GenAI" in plan
    assert "tidsregistreringssystem" not in plan


@pytest.mark.parametrize("question", ["hvad er der sket siden nytår?", "hvad har vi nået i år?"])
def test_what_has_happened_has_begun(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert answer.citations
    assert all(c.period and c.period.start and c.period.start <= TODAY for c in answer.citations)
    assert answer.answer.count("Programmet viser kun planen") == 1


def test_what_should_have_been_done_in_a_quarter_is_that_quarters(assistant: Assistant) -> None:
    answer = ask(assistant, "hvad skulle have været færdigt i første kvartal?")
    assert {c.period.label for c in answer.citations if c.period} == {"Q1/2026"}


def test_a_short_list_has_what_the_text_dates_there(assistant: Assistant) -> None:
    assert NAMED in ask(assistant, "hvad sker der i 1. kvartal 2026?").answer
    assert NAMED not in ask(assistant, "hvilke milepæle er der i 1. kvartal 2026?").answer


@pytest.mark.parametrize(
    "question",
    ["hvilke indsatser er i gang lige nu?", "hvilke er i gang i øjeblikket?", "which initiatives are ongoing?"],
)
def test_what_is_under_way_now_is_of_today(assistant: Assistant, question: str) -> None:
    plan = re.split("Perioder|Periods", ask(assistant, question).answer)[0]
    assert "Fleksible arbejdsuger" in plan
    assert "Forbedring af indkøbsprocessen" not in plan  # its first milestone lies ahead


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("hvad begynder i august 2026?", "Ingen milepæle begynder i perioden. Disse rækker ind i den:"),
        ("hvilke milepæle slutter i august 2026?", "Ingen milepæle slutter i perioden. Disse rækker ind i den:"),
    ],
)
def test_where_none_begins_or_ends_those_under_way_are_told(assistant: Assistant, question: str, lead: str) -> None:
    answer = ask(assistant, question)
    assert answer.answer.startswith(lead)
    assert answer.citations


def test_what_we_are_at_is_under_way(assistant: Assistant) -> None:
    assert "GenAI" in ask(assistant, "hvilke indsatser er vi i gang med i 2027?").answer.split(NAMED)[0]


def test_the_years_of_a_name_are_no_period(assistant: Assistant) -> None:
    assert "klimahandleplan" not in ask(assistant, "hvilke indsatser er i gang i 2028?").answer
    assert NAMED not in ask(assistant, "hvad sker der med klima i 2035?").answer


@pytest.mark.parametrize("question", ["what is still running in 2028?", "hvilke dele af planen rækker ind i 2030?"])
def test_what_reaches_into_a_year_is_told_in_other_words_too(assistant: Assistant, question: str) -> None:
    assert "2025-2030" in ask(assistant, question).answer
