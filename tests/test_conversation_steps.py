"""What comes before, after and beside a step or a period spoken of, and when that is."""

from collections.abc import Callable
from datetime import date

import pytest
from conftest import conversation, subjects

from assistant.answering import Assistant
from assistant.answers import Answer

TIME = "Implementering af nyt KK fælles tidsregistreringssystem"

Talk = Callable[..., Answer]


def test_what_comes_after_is_the_next_milestone_of_the_same(talk: Talk) -> None:
    answer = talk("hvornår er piloten på tidsregistrering gennemført?", "og hvad så derefter?")
    assert [c.period.label for c in answer.citations if c.period] == ["Q3/2026"]


def test_how_long_it_takes_is_how_long_what_was_asked_for_takes(talk: Talk) -> None:
    answer = talk("hvornår bliver udbuddet af rekruttering offentliggjort?", "hvor lang tid tager det?")
    assert answer.answer.endswith("Perioden varer tre kvartaler [1].")


def test_and_then_goes_on_from_a_step(talk: Talk) -> None:
    listed = talk("milepæle for GenAI")
    asked = ("milepæle for GenAI", "den anden", "og så?")
    assert talk(*asked).citations[0].quote == listed.citations[2].quote
    assert talk(*asked, "og så?").citations[0].quote == listed.citations[3].quote
    assert talk(*asked, "hvad kom før det?").citations[0].quote == listed.citations[1].quote


def test_after_and_before_a_step_need_no_verb(talk: Talk) -> None:
    listed = talk("milepæle for GenAI")
    after = talk("milepæle for GenAI", "og efter piloten?")
    assert [c.quote for c in after.citations] == [listed.citations[2].quote]
    before = talk("milepæle for GenAI", "og før piloten?")
    assert [c.quote for c in before.citations] == [listed.citations[0].quote]
    season = talk("hvad sker der for GenAI i Q2 2026?", "og efter sommeren?")
    assert subjects(season) == {"GenAI på løn- og personaleområdet"}


def test_and_then_leaves_no_step_out(talk: Talk) -> None:
    listed = [c.quote for c in talk("tidsplan for rekruttering").citations]  # the third and the fourth end alike
    asked = ["tidsplan for rekruttering", "den første"]
    for quote in listed[1:]:
        asked.append("og så?")
        assert [c.quote for c in talk(*asked).citations] == [quote]
    assert talk(*asked, "og så?").answer == "Det er den sidste milepæl for indsatsen."
    before = talk("tidsplan for rekruttering", "nr. 4", "hvad kommer før den?")
    assert [c.quote for c in before.citations] == [listed[2]]


def test_after_a_list_of_a_year_come_the_steps_of_the_next(talk: Talk) -> None:
    answer = talk("hvad sker der for GenAI i 2026?", "og derefter?")
    assert "Q2/2027" in answer.answer


def test_after_a_step_comes_none_of_the_other_part(talk: Talk) -> None:
    asked = ("hvornår er der tidligst et nyt rekrutteringssystem rullet ud?", "og så?")
    assert talk(*asked).answer == "Det er den sidste milepæl for indsatsen."  # what has no date is of the other part


def test_before_the_first_step_is_none(talk: Talk) -> None:
    answer = talk("milepæle for GenAI", "den første", "hvad kommer før den?")
    assert answer.answer == "Det er den første milepæl for indsatsen."


@pytest.mark.parametrize(
    ("asked", "follow_up", "meant"),
    [
        ("hvad sker der i 2026?", "og året efter?", "hvad sker der i 2027?"),
        ("hvad sker der i Q4 2026?", "hvad med kvartalet efter?", "hvad sker der i Q1 2027?"),
        ("hvad sker der i 1. halvår 2027?", "og halvåret før?", "hvad sker der i 2. halvår 2026?"),
        ("hvad sker der i juli 2026?", "og måneden før", "hvad sker der i juni 2026?"),
        ("what happens in 2026?", "and the year after?", "what happens in 2027?"),
        ("what happens in June 2026?", "and the month after?", "what happens in July 2026?"),
        ("hvad sker der i Q4 2026?", "kvartalet efter", "hvad sker der i Q1 2027?"),
        ("hvad sker der i 2026?", "og året efter det", "hvad sker der i 2027?"),
    ],
)
def test_the_period_beside_one_is_reckoned_from_it(talk: Talk, asked: str, follow_up: str, meant: str) -> None:
    assert talk(asked, follow_up).answer == talk(meant).answer
    assert talk(asked).answer != talk(meant).answer


@pytest.mark.parametrize(
    ("asked", "follow_up"),
    [
        ("hvornår er tidsregistrering udrullet?", "kvartalet før"),
        ("hvad er næste skridt for tidsregistrering?", "og kvartalet efter?"),
    ],
)
def test_the_quarter_beside_a_milestone_has_the_milestones_of_its_initiative(
    talk: Talk, asked: str, follow_up: str
) -> None:
    answer = talk(asked, follow_up)
    assert [citation.period.label for citation in answer.citations if citation.period] == ["Q3/2026"]
    assert subjects(answer) == {TIME}


@pytest.mark.parametrize("follow_up", ["hvad er næste skridt?", "hvad er det næste?"])
def test_what_comes_next_is_of_the_subject_before(talk: Talk, follow_up: str) -> None:
    assert subjects(talk("hvad er formålet med tidsregistrering?", follow_up)) == {TIME}
    assert len(subjects(talk("hvad er formålet med tidsregistrering?", "hvad er det næste i hele programmet?"))) > 1


def test_when_alone_is_asked_of_the_step_spoken_of(talk: Talk) -> None:
    answer = talk("hvad sker der på det personalejuridiske område i 2026?", "hvornår?")
    assert [c.period.label for c in answer.citations if c.period] == ["Hele 2026"]


def test_a_part_of_an_initiative_is_kept(talk: Talk) -> None:
    answer = talk("hvilke milepæle har det personalejuridiske?", "hvornår er det færdigt?")
    assert "Q2 2027" not in answer.answer


def test_what_must_be_done_before_is_all_of_it(talk: Talk) -> None:
    answer = talk("hvornår får vi et nyt rekrutteringssystem?", "hvad skal ske inden da?")
    assert len(answer.citations) == 4


def test_the_period_of_a_key_figure_can_be_asked(talk: Talk) -> None:
    assert "01.10.2024-30.09.2025" in talk("hvor mange fakturaer håndterer I?", "i hvilken periode?").answer


def test_how_long_it_goes_on_is_what_the_text_says(talk: Talk) -> None:
    assert "2026-2028" in talk("hvad er fleksible arbejdsuger?", "hvor længe kører det?").answer


def test_when_is_asked_of_the_fact_before(talk: Talk) -> None:
    assert talk("klimastrategi", "hvor meget skal CO2 ned?", "hvornår?").status != "answered"


@pytest.mark.parametrize("follow_up", ["hvad kommer efter?", "og efter?", "what comes after?"])
def test_after_alone_goes_on_from_the_step(talk: Talk, follow_up: str) -> None:
    answer = talk("hvornår er piloten for GenAI?", follow_up)
    assert [c.period.label for c in answer.citations if c.period] == ["Q3/2026"]


def test_what_the_question_names_of_an_initiative_is_kept(talk: Talk) -> None:
    answer = talk("hvad går det personalejuridiske ud på?", "hvornår er det færdigt?")
    assert "Q2 2027" not in answer.answer


def test_what_comes_first_is_the_first_milestone_of_the_subject(talk: Talk) -> None:
    answer = talk("hvad er fremtidens ERP?", "hvad sker der først?")
    assert [c.period.label for c in answer.citations if c.period] == ["Q2 2026"]


def test_the_end_of_a_part_is_that_of_the_part(talk: Talk) -> None:
    answer = talk("hvornår er arbejdet på det personalejuridiske område færdigt?")
    assert [c.period.label for c in answer.citations if c.period] == ["Hele 2026"]
    after = talk("hvornår er arbejdet på det personalejuridiske område færdigt?", "hvad sker der derefter?")
    assert after.status == "answered"
    assert not [c for c in after.citations if c.period]


def test_a_day_just_told_is_not_asked_again(talk: Talk) -> None:
    """After the day of a step, "hvornår er det slut?" is of the whole, and its use is none of a contract's."""
    ended = talk("hvornår er første pilot på GenAI gennemført?", "og hvornår er det helt slut?")
    assert [c.period.label for c in ended.citations if c.period] == ["Q2/2027"]
    used = talk("Hvad sker der med rekrutteringssystemet?", "hvornår skrives der kontrakt", "hvornår kan vi bruge det?")
    assert "Tidligst fra Q2 2027" in used.answer
    analysis = talk("hvornår er analysefasen på rekrutteringsområdet slut?", "hvornår er den det?")
    assert "Q2 2026" in analysis.answer


def test_a_step_that_lasts_may_be_asked_for_its_end(talk: Talk) -> None:
    answer = talk("hvornår bliver udbuddet af rekrutteringssystemet offentliggjort?", "hvornår slutter det?")
    assert "Q3 2026-Q1 2027" in answer.answer


def test_the_previous_milestone_is_the_one_that_ended_last(assistant: Assistant) -> None:
    late = conversation(assistant, date(2026, 11, 28))
    assert "Q3 2026" in late("hvad var den forrige milepæl for ERP?").answer
    assert "Q3 2026" in late("hvad er status på ERP?", "hvad var det forrige trin?").answer
    early = conversation(assistant, date(2026, 3, 15))
    assert early("Hvilke milepæle er allerede passeret?").answer.startswith("Programmet har ingen milepæle før i dag")


@pytest.mark.parametrize("follow_up", ["er den overskredet?", "er det sket?", "er fristen passeret?"])
def test_whether_a_step_is_over_is_asked_of_that_step(assistant: Assistant, follow_up: str) -> None:
    talk = conversation(assistant, date(2026, 11, 28))
    answer = talk("hvornår er fristen for løngennemsigtighed?", follow_up)
    assert "Perioden er passeret" in answer.answer
    assert [c.period.label for c in answer.citations if c.period] == ["Juni 2026"]


def test_what_somebody_has_decided_is_no_thing_to_lean_on(talk: Talk) -> None:
    asked = ("fortæl om indkøbsprocessen", "hvem har besluttet det?", "hvornår er det færdigt?")
    assert "Q4 2026" in talk(*asked).answer
