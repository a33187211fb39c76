"""Everyday questions for a time: when, from when, by when, how long, what is left until then."""

from datetime import date

import pytest
from conftest import subjects
from everyday_programme import MARCH, TODAY, ask

from assistant.analysis import analyse
from assistant.answering import Assistant
from assistant.evidence import gather
from assistant.in_time import outer
from assistant.time_cues import STEP_BEGINS
from assistant.values import has_clock_time, has_frequency
from vectorstore.records import Milestone, Period, Span

SPAN = Span(1, 0, 1)


def test_from_when_a_rule_holds_is_the_milestone_that_puts_it_in_force_with_the_rule(solvig: Assistant) -> None:
    answer = ask(solvig, "fra hvornår skal min hund i snor på stranden?")
    assert answer.answer.startswith("Maj 2027")
    assert "snor på Søndre Strand" in answer.answer


def test_when_something_can_be_used_is_when_it_opens_and_when_work_begins_is_another_milestone(
    solvig: Assistant,
) -> None:
    assert "4. kvartal 2027" in ask(solvig, "hvornår kan jeg bade i det nye badehus på Fyrtårnsvej?").answer
    assert "2. kvartal 2027" in ask(solvig, "hvornår går de i gang med at bygge badehuset?").answer


def test_what_was_measured_once_does_not_say_when_something_begins(solvig: Assistant) -> None:
    assert "2025" not in ask(solvig, "hvornår bliver gæsterne på stranden mindre utrygge?").answer.split("[1]")[0]


def test_how_long_is_answered_in_units_of_time(solvig: Assistant) -> None:
    assert "12 minutter" in ask(solvig, "hvor længe skal man vente på en kabine?").answer


def test_how_long_something_lasts_has_nothing_to_do_with_goods(assistant: Assistant) -> None:
    answer = assistant.answer("hvor længe varer udbuddet?", date(2026, 3, 15)).answer
    assert "udbud" in answer
    assert "varig" not in answer


def test_after_the_last_dated_milestone_come_the_undated_ones_of_its_part(assistant: Assistant) -> None:
    last = assistant.answer(
        "hvad sker der efter implementering og udrulning af rekrutteringssystemet?", date(2026, 3, 15)
    )
    assert last.answer == "Det er den sidste milepæl for indsatsen."  # what has no date is of the other part
    undated = assistant.answer("hvad sker der efter forbedringerne på personalejura?", date(2026, 3, 15))
    assert undated.citations
    assert all(citation.period is None for citation in undated.citations)


@pytest.mark.parametrize(
    ("text", "told"),
    [("åbent kl. 9", True), ("åbent 8.30-15.00", True), ("12.30 tons", False), ("version 2.10", False)],
)
def test_a_clock_time_is_no_measure_and_no_version(text: str, told: bool) -> None:
    assert has_clock_time(text) is told


def test_a_verb_apart_from_its_particle_means_the_same(assistant: Assistant) -> None:
    for question in ("hvornår er tidsregistrering rullet ud", "hvornaar er tidsregistering rullet ud"):
        assert assistant.answer(question, date(2026, 3, 15)).answer.startswith("Q4/2026")


def test_when_inside_an_english_question_asks_no_time(assistant: Assistant) -> None:
    answer = assistant.answer("What shall GenAI support when new people are hired?", date(2026, 3, 15))
    assert "GenAI" in answer.answer
    assert not answer.answer.startswith("Q")


def test_a_step_that_only_prepares_is_not_when_the_thing_itself_is_done(assistant: Assistant) -> None:
    today = date(2026, 3, 15)
    assert "Q3 2026-Q1 2027" in assistant.answer("hvor længe varer udbuddet af rekrutteringssystemet?", today).answer
    assert "Q2-Q3 2026" in assistant.answer("hvornår bliver udbudsmaterialet udarbejdet?", today).answer


def test_a_due_date_does_not_say_when_something_begins() -> None:
    due = Milestone("a", "d", "", "i", "", "", "", Period("senest juni", None, date(2026, 6, 30)), SPAN)
    early = Milestone("b", "d", "", "i", "", "", "", Period("marts", date(2026, 3, 1), date(2026, 3, 31)), SPAN)
    assert outer([due, early], last=False) == [early]


def test_the_end_is_not_given_for_the_beginning(assistant: Assistant) -> None:
    answer = assistant.answer("hvornår begynder udrulningen af tidsregistrering?", MARCH)
    assert answer.status == "partial" or "afsluttet" not in answer.answer


def test_what_comes_next_is_found_first(assistant: Assistant) -> None:
    store = assistant.live.current()
    best = gather(store, analyse("hvad er næste milepæl for GenAI?", MARCH)).hits[0].passage
    assert best.period is not None
    assert best.period.label == "Q1/2026"


def test_what_comes_next_after_another_day_is_asked_again(solvig: Assistant) -> None:
    first = ask(solvig, "hvad er den næste milepæl for badehuset?")
    later = solvig.answer("og efter sommer 2027?", TODAY, first.conversation_id)
    assert "2. kvartal 2027" in first.answer
    assert "4. kvartal 2027" in later.answer


@pytest.mark.parametrize("question", ["hvornår er sommerferien?", "hvornår er påsken i 2027", "when is Easter?"])
def test_the_calendar_is_no_list_of_milestones(assistant: Assistant, question: str) -> None:
    assert assistant.answer(question, TODAY).status == "not_found"


def test_what_comes_after_a_day_is_all_of_it(assistant: Assistant) -> None:
    after = assistant.answer("hvad sker der efter nytår?", date(2026, 11, 27))
    assert {c.period.label for c in after.citations if c.period} == {
        "Q3 2026-Q1 2027", "Q1 2027", "Tidligst fra Q2 2027", "Q2/2027",
    }  # fmt: skip
    step = assistant.answer("hvad kommer efter dialogen med markedet?", TODAY)
    assert [c.period.label for c in step.citations if c.period] == ["Q4 2026"]


@pytest.mark.parametrize(
    ("today", "expected"),
    [(date(2026, 3, 15), ["Q2 2026", "Q3 2026", "Q4 2026"]), (date(2026, 11, 27), ["Q4 2026"]), (TODAY, [])],
)
def test_whether_something_is_reached_by_a_day_is_all_from_today_until_then(
    assistant: Assistant, today: date, expected: list[str]
) -> None:
    answer = assistant.answer("når vi noget med ERP inden jul?", today)
    assert [c.period.label for c in answer.citations if c.period] == expected


def test_what_shall_be_done_by_christmas_is_what_ends_with_the_year(assistant: Assistant) -> None:
    listed = assistant.answer("hvad skal være klar inden jul?", date(2026, 11, 27))
    labels = {c.period.label for c in listed.citations if c.period}
    assert "Q4 2026" in labels
    assert not labels & {"Q1 2026", "Q2 2026", "Q3 2026", "Q1 2027"}
    past = assistant.answer("hvad skulle være klar inden udgangen af september?", date(2026, 11, 27))
    assert "Q2 2026" in {c.period.label for c in past.citations if c.period}


@pytest.mark.parametrize("question", ["hvad mangler i år?", "hvad mangler der stadig?", "hvad er der tilbage?"])
def test_what_is_left_is_what_has_not_passed(assistant: Assistant, question: str) -> None:
    answer = assistant.answer(question, date(2026, 11, 27))
    assert answer.answer.startswith("Disse milepæle er endnu ikke passeret:")
    assert all(c.period.last_day >= date(2026, 11, 27) for c in answer.citations if c.period)


def test_what_is_left_of_an_initiative_is_asked_in_a_few_words(assistant: Assistant) -> None:
    answer = assistant.answer("hvad mangler vi på ERP?", date(2026, 11, 27))
    assert [c.period.label for c in answer.citations if c.period] == ["Q4 2026"]


@pytest.mark.parametrize("text", ["600 kontroller hvert år", "kontrolleres hvert kvartal", "to gange hvert halvår"])
def test_how_often_is_told_in_either_gender(text: str) -> None:
    assert has_frequency(text)


@pytest.mark.parametrize(
    ("question", "year"),
    [("hvornår kom indkøb tilbage til KS?", "2023"), ("hvornår kom indkøb fra KS til KEJD?", "2016")],
)
def test_the_way_back_is_another_event(assistant: Assistant, question: str, year: str) -> None:
    assert f"tidslinjen i {year}" in ask(assistant, question).answer


def test_start_and_end_are_asked_for_in_one_question(assistant: Assistant) -> None:
    question = "hvornår starter implementeringen af tidsregistreringen, og hvornår slutter den?"
    assert [c.period.label for c in ask(assistant, question).citations if c.period] == ["Q2/2026", "Q4/2026"]


def test_what_is_set_going_is_not_finished(solvig: Assistant) -> None:
    assert STEP_BEGINS.search("Renovering af skolen igangsat")
    assert ask(solvig, "hvornår er byggeriet af badehuset færdigt?").status == "partial"


def test_how_fast_asks_for_a_length(solvig: Assistant) -> None:
    assert "12 minutter" in ask(solvig, "hvor hurtigt får gæsterne en kabine?").answer


def test_late_by_a_quarter_that_lies_ahead_is_nothing(assistant: Assistant) -> None:
    assert ask(assistant, "er noget forsinket i Q2 2027?").status == "not_found"


def test_after_the_plan_is_no_step(assistant: Assistant) -> None:
    assert "milepæl" not in ask(assistant, "hvad er efter planen formålet med ERP?").answer


def test_what_was_to_come_stays_a_plan_after_its_time(assistant: Assistant) -> None:
    answer = assistant.answer("hvornår skal der skrives kontrakt på tidsregistrering?", date(2026, 11, 27))
    assert "Q1 2026" in answer.answer
    assert answer.status != "not_found"


def test_how_far_a_step_is_may_be_asked_in_other_words(assistant: Assistant) -> None:
    assert ask(assistant, "hvor langt er vi med den bedre søgning i Kvantum?").status == "answered"


@pytest.mark.parametrize(
    "question", ["hvad skal være klar inden sommerferien 2027?", "hvilke ting skal være klar inden sommerferien 2027?"]
)
def test_what_is_ready_by_a_day_is_a_list(solvig: Assistant, question: str) -> None:
    labels = [citation.period.label for citation in ask(solvig, question).citations if citation.period]
    assert labels == ["1. kvartal 2027", "Maj 2027", "2. kvartal 2027"]


@pytest.mark.parametrize("question", ["hvilke mangler at blive nået i 2027?", "hvad er der tilbage i 2027?"])
def test_what_is_left_needs_no_noun(solvig: Assistant, question: str) -> None:
    late = solvig.answer(question, date(2027, 11, 1))
    assert [citation.initiative for citation in late.citations] == ["Badehuset flytter"]


def test_initiatives_without_a_date_go_by_other_words(assistant: Assistant) -> None:
    titles = {"Forenkling og udvikling på HR-området", "Overenskomstforhandlinger 2026"}
    said = assistant.answer("hvilke initiativer mangler deadlines?", MARCH)
    assert subjects(said) == titles
    whole = assistant.answer("vis mig alle indsatser", MARCH)
    of_them = assistant.answer("hvilke af dem har ingen milepæle?", MARCH, whole.conversation_id)
    assert subjects(of_them) == titles


@pytest.mark.parametrize(
    ("question", "same"),
    [
        ("hvor er vi lige nu?", "hvad er i gang nu?"),
        ("hvad skal være færdigt inden månedens udgang?", "hvad skal være færdigt inden udgangen af måneden?"),
        ("hvornår sker GenAI?", "milepæle for GenAI"),
    ],
)
def test_where_we_are_and_when_it_happens_are_lists(assistant: Assistant, question: str, same: str) -> None:
    day = date(2026, 3, 15)
    listed = assistant.answer(same, day)
    assert listed.status == "answered"
    assert [c.quote for c in assistant.answer(question, day).citations] == [c.quote for c in listed.citations]


def test_a_plan_of_a_period_is_that_of_the_period(assistant: Assistant) -> None:
    answer = assistant.answer("hvad er planen for GenAI i 2027?", date(2026, 3, 15))
    assert [c.period.label for c in answer.citations if c.period] == ["Q2/2027"]


def test_where_we_are_with_an_initiative_is_how_far_its_plan_is(assistant: Assistant) -> None:
    day = date(2026, 3, 15)
    told = assistant.answer("fortæl om ERP", day)
    here = assistant.answer("hvor er vi?", day, conversation_id=told.conversation_id)
    assert {c.initiative for c in here.citations} == {"Fremtidens ERP Løsning"}
    assert "ingen milepæle" not in here.answer


@pytest.mark.parametrize("question", ["hvornår er første fase færdig?", "hvem har ansvaret for første fase?"])
def test_the_first_phase_of_nothing_is_no_step_of_anything(assistant: Assistant, question: str) -> None:
    assert assistant.answer(question, date(2026, 3, 15)).status != "answered"


@pytest.mark.parametrize(
    "question", ["ERP-milepæle i 2026", "vil I være søde at sende mig tidsplanen for ERP?", "køreplan for ERP"]
)
def test_a_plan_is_asked_for_in_other_words(assistant: Assistant, question: str) -> None:
    plan = assistant.answer("milepæle for ERP", date(2026, 3, 15))
    assert [c.quote for c in assistant.answer(question, date(2026, 3, 15)).citations] == [
        c.quote for c in plan.citations
    ]
