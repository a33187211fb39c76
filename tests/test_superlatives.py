"""Which quarter or year has most to do, what lasts longest: reckoned from the milestones and the years of the text."""

from collections import Counter
from collections.abc import Callable

import pytest

from assistant.answering import Assistant
from assistant.answers import Answer

Talk = Callable[..., Answer]


def quarters(assistant: Assistant) -> Counter[str]:
    """How many milestones have a day in each quarter of 2026 and 2027; one with an open end only in its first."""
    counts: Counter[str] = Counter()
    for milestone in assistant.live.current().milestones:
        period = milestone.period
        if period is None:
            continue
        first = period.start or period.end
        last = period.end or period.start
        assert first
        assert last
        for at in range(8):
            year, quarter = 2026 + at // 4, at % 4 + 1
            begins, ends = (year, 3 * quarter - 2), (year, 3 * quarter)
            if (first.year, first.month) <= ends and begins <= (last.year, last.month):
                counts[f"Q{quarter} {year}"] += 1
    return counts


@pytest.mark.parametrize(
    "question", ["hvilket kvartal har flest milepæle?", "hvornår er der mest travlt?", "hvilken måned sker der mest?"]
)
def test_the_busiest_quarter_is_counted_and_listed(talk: Talk, assistant: Assistant, question: str) -> None:
    (label, count), *_ = quarters(assistant).most_common(1)
    answer = talk(question)
    assert answer.answer.startswith(f"Flest milepæle, {count}, ligger i {label}:")
    assert len(answer.citations) == count


def test_of_a_year_or_an_area_only_its_own_are_counted(talk: Talk, assistant: Assistant) -> None:
    most = max(count for label, count in quarters(assistant).items() if label.endswith("2027"))
    answer = talk("hvilket kvartal i 2027 har flest milepæle?")
    assert f"Flest milepæle, {most}, ligger i" in answer.answer
    assert "2026:" not in answer.answer.split("\n")[0]
    area = talk("hvilket kvartal har flest milepæle på indkøbsområdet?")
    assert "Fremtidens Indkøb" in area.answer
    assert "GenAI" not in area.answer
    assert talk("which year has the fewest milestones?").answer.startswith("The fewest milestones, 4, lie in 2027:")


@pytest.mark.parametrize("question", ["hvilken indsats varer længst?", "which initiative lasts longest?"])
def test_what_lasts_longest_goes_by_the_years_of_the_text_too(talk: Talk, question: str) -> None:
    answer = talk(question)
    assert {citation.initiative for citation in answer.citations} == {"Fremtidens ERP Løsning"}
    assert "2025-2030" in answer.answer


def test_what_is_shortest_has_its_first_and_last_milestone(talk: Talk) -> None:
    answer = talk("hvilken indsats har den korteste løbetid?")
    assert answer.answer.startswith("Kortest")
    assert "løngennemsigtighed" in answer.answer
    assert "ERP" not in answer.answer


def test_what_has_come_furthest_no_plan_can_tell(talk: Talk) -> None:
    assert not talk("hvilken indsats er længst fremme?").answer.startswith("Længst")


def test_least_is_fewest_and_an_area_or_a_list_has_its_own_longest(talk: Talk) -> None:
    assert talk("hvornår sker der mindst?").answer.startswith("Færrest milepæle")
    for asked in (
        ("hvilken indsats på indkøbsområdet varer længst?",),
        ("hvilke indsatser handler om indkøb?", "hvilken varer længst?"),
    ):
        assert {citation.initiative for citation in talk(*asked).citations} == {"Implementering af Fremtidens Indkøb"}


@pytest.mark.parametrize(
    "question", ["hvilken indsats har den længste ventetid?", "hvilket projekt har det korteste navn?"]
)
def test_what_is_long_otherwise_is_no_length_of_a_plan(talk: Talk, question: str) -> None:
    assert not talk(question).answer.startswith(("Længst", "Kortest"))
