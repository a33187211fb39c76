"""Everyday questions about a programme that no rule was made on: when, where, who, how long, what is not told."""

import time
from collections.abc import Iterator
from datetime import date

import pytest
from conftest import opened_over

from assistant.analysis import analyse
from assistant.answering import Assistant
from assistant.answers import Answer
from assistant.evidence import gather
from assistant.in_time import outer
from assistant.time_cues import STEP_BEGINS
from assistant.values import counts, has_clock_time, has_frequency, names_person, only_counts
from prompts import load_replies
from vectorstore.records import Milestone, Period, Span

TODAY = date(2027, 2, 1)
SPAN = Span(1, 0, 1)
PROGRAMME = """# Arbejdsprogram 2027 – Fritid, Solvig Kommune

## Liv ved vandet

Vi samler kræfterne ved kysten. Kystkontoret leder området.

### Hunde på stranden

Hunde skal føres i snor på Søndre Strand hele året. Strandvagterne taler med dem, der glemmer det. Foreningen
Vandhunden er ikke omfattet, når den øver. En måling fra 2025 viste, at 41 procent af gæsterne var utrygge.

Milepæle:

- 1. kvartal 2027: Et udkast til regler er sendt i høring.
- Maj 2027: Reglerne træder i kraft.

### Badehuset flytter

Nordmolen er slidt, og taget lækker. Badehuset flytter derfor til Fyrtårnsvej. Varmeværket på Lodsholm leverer
varmen. Gæsterne venter i dag 12 minutter på en kabine.

Milepæle:

- 2. kvartal 2027: Byggeriet går i gang.
- 4. kvartal 2027: Badehuset åbner for alle.
- 2028: Gæsterne bliver spurgt, hvad de synes.

## Liv på pladsen

Torvet skal bruges mere. Pladskontoret leder området.

### Marked om lørdagen

Boderne på torvet skal kunne stå fremme hele weekenden. Kommunen har 310 ansatte, som får tilbud om en bod.

Milepæle:

- 3. kvartal 2027: De første boder er stillet op.
"""


@pytest.fixture(scope="module")
def solvig(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    yield from opened_over(tmp_path_factory.mktemp("solvig"), PROGRAMME)


def ask(assistant: Assistant, question: str) -> Answer:
    return assistant.answer(question, TODAY)


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


def test_a_yes_or_no_question_that_no_step_answers_is_answered_by_the_description(solvig: Assistant) -> None:
    answer = ask(solvig, "Taler strandvagterne med dem, der glemmer snoren?").answer
    assert "Strandvagterne taler med dem" in answer
    assert "høring" not in answer
    assert "Reglerne træder i kraft" in ask(solvig, "Træder reglerne om snor i kraft i år?").answer


def test_how_long_is_answered_in_units_of_time(solvig: Assistant) -> None:
    assert "12 minutter" in ask(solvig, "hvor længe skal man vente på en kabine?").answer


def test_how_long_something_lasts_has_nothing_to_do_with_goods(assistant: Assistant) -> None:
    answer = assistant.answer("hvor længe varer udbuddet?", date(2026, 3, 15)).answer
    assert "udbud" in answer
    assert "varig" not in answer


def test_where_is_answered_by_a_place_and_not_by_the_place_asked_about(solvig: Assistant) -> None:
    assert "Fyrtårnsvej" in ask(solvig, "hvor flytter badehuset hen?").answer
    assert ask(solvig, "hvor ligger Kystkontoret?").status != "answered"


def test_a_works_or_a_house_that_does_something_is_who_does_it(solvig: Assistant) -> None:
    assert "Varmeværket på Lodsholm" in ask(solvig, "hvem leverer varme til badehuset?").answer


def test_the_sentence_before_therefore_tells_why_and_both_are_quoted(solvig: Assistant) -> None:
    answer = ask(solvig, "hvorfor flytter badehuset?").answer
    assert "slidt" in answer
    assert "derfor" in answer


def test_who_is_left_out_stands_in_the_sentence_that_says_no(solvig: Assistant) -> None:
    assert "Vandhunden" in ask(solvig, "er der nogen der slipper for at have hunde i snor?").answer


@pytest.mark.parametrize(
    "question",
    [
        "hvad hedder lederen af Kystkontoret?",
        "hvem er chef for badehuset?",
        "hvad tid åbner badehuset om lørdagen?",
        "hvad betaler man for en bod på torvet?",
        "hvad får en strandvagt i timen?",
        "hvad sker der hvis hunden bider en gæst?",
        "hvor mange ansatte er der i Pladskontoret?",
        "kan du give mig navnene på strandvagterne?",
    ],
)
def test_a_person_a_price_a_time_of_day_or_a_case_that_is_not_told_is_declined(
    solvig: Assistant, question: str
) -> None:
    assert ask(solvig, question).status == "not_found"


def test_the_outermost_milestones_are_those_of_the_initiative_or_of_the_whole_plan(solvig: Assistant) -> None:
    assert "maj 2027: Reglerne" in ask(solvig, "hvad er den sidste milepæl for hunde på stranden?").answer
    assert "1. kvartal 2027" in ask(solvig, "hvad er den første milepæl i programmet?").answer
    assert "2028" in ask(solvig, "hvad er det sidste der sker?").answer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("hvor mange milepæle er der i programmet?", "Antal milepæle, der passer: 6"),
        ("hvor mange milepæle har badehuset?", "Antal milepæle, der passer: 3"),
        ("hvor mange indsatser er der?", "Antal indsatser: 3"),
        ("hvor mange fokusområder er der?", "Antal fokusområder: 2"),
        ("hvilket fokusområde hører badehuset under?", "Indsatsen hører under: Fokusområde 1: Liv ved vandet"),
        ("hvilket fokusområde har færrest indsatser?", "Fokusområde 2: Liv på pladsen** – Antal indsatser: 1"),
    ],
)
def test_records_are_counted_in_code(solvig: Assistant, question: str, said: str) -> None:
    assert said in ask(solvig, question).answer.split("\n")[0]


@pytest.mark.parametrize(
    ("question", "titles"),
    [
        ("hvilke indsatser slutter i 2028?", {"Badehuset flytter"}),
        ("hvilke indsatser starter i 3. kvartal 2027?", {"Marked om lørdagen"}),
        ("hvilke indsatser fortsætter i 2028?", {"Badehuset flytter"}),
    ],
)
def test_initiatives_are_told_by_when_they_begin_end_or_go_on(
    solvig: Assistant, question: str, titles: set[str]
) -> None:
    assert {citation.initiative for citation in ask(solvig, question).citations} == titles


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("træder hundereglerne i kraft før badehuset åbner?", "Af de to milepæle ligger først"),
        ("er reglerne for hunde i kraft før badehuset åbner?", "Af de to milepæle ligger først: reglerne for hunde"),
        ("kommer boderne på torvet efter byggeriet af badehuset?", "Af de to milepæle ligger først: byggeriet"),
    ],
)
def test_before_and_after_set_two_things_beside_each_other(solvig: Assistant, question: str, said: str) -> None:
    assert said in ask(solvig, question).answer


@pytest.mark.parametrize("question", ["er badehuset åbent inden jul?", "er badehuset klar før tid?"])
def test_a_time_is_no_thing_to_compare_with(solvig: Assistant, question: str) -> None:
    assert "ligger først" not in ask(solvig, question).answer


def test_after_the_last_dated_milestone_come_the_undated_ones_of_its_part(assistant: Assistant) -> None:
    last = assistant.answer(
        "hvad sker der efter implementering og udrulning af rekrutteringssystemet?", date(2026, 3, 15)
    )
    assert last.answer == "Det er den sidste milepæl for indsatsen."  # what has no date is of the other part
    undated = assistant.answer("hvad sker der efter forbedringerne på personalejura?", date(2026, 3, 15))
    assert undated.citations
    assert all(citation.period is None for citation in undated.citations)


def test_an_open_end_is_the_last_of_all(assistant: Assistant) -> None:
    answer = assistant.answer("hvad er den sidste milepæl i programmet?", date(2026, 3, 15))
    assert "er tidligst fra Q2 2027" in answer.answer


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Projektleder er Karen Blichfeldt", True),
        ("Opgaven ligger hos Solvig Kommune", False),
        ("Marked om lørdagen begynder i maj", False),
        ("Elmegård Skole er med", False),
    ],
)
def test_a_person_is_no_municipality_school_or_title(solvig: Assistant, text: str, named: bool) -> None:
    assert names_person(solvig.live.current(), text) is named


@pytest.mark.parametrize(
    ("text", "told"),
    [("åbent kl. 9", True), ("åbent 8.30-15.00", True), ("12.30 tons", False), ("version 2.10", False)],
)
def test_a_clock_time_is_no_measure_and_no_version(text: str, told: bool) -> None:
    assert has_clock_time(text) is told


def test_english_counts_the_same_records(solvig: Assistant) -> None:
    assert "Initiatives: 3" in ask(solvig, "How many initiatives are there?").answer


@pytest.mark.parametrize(
    "question",
    [
        "er gæsterne gladere efter flytningen?",
        "er medarbejderne glade efter omlægningen?",
        "har vi ventet længe efter byggeriet?",
        "skal hunde i snor før solopgang?",
    ],
)
def test_a_yes_or_no_question_is_no_comparison_because_it_has_a_before_or_after(
    solvig: Assistant, question: str
) -> None:
    assert "ligger først" not in ask(solvig, question).answer


@pytest.mark.parametrize("unit", ["har ", "Aa-", "_", "hvis ", "er det før ", "ÆØÅ", "i Aa "])
def test_a_long_question_of_the_new_forms_takes_no_longer_than_its_length(solvig: Assistant, unit: str) -> None:
    began = time.perf_counter()
    ask(solvig, f"hvornår er {unit * (3900 // len(unit))}")
    assert time.perf_counter() - began < 30  # both encoders read it in 6; what goes with its square takes minutes


def test_the_initiative_that_ends_last_is_told_by_its_last_milestone(solvig: Assistant) -> None:
    last = ask(solvig, "hvilken indsats slutter sidst?").answer
    assert "Badehuset flytter" in last
    assert "2028" in last
    first = ask(solvig, "hvilket projekt er først færdigt?").answer
    assert "Hunde på stranden" in first
    assert "Maj 2027" in first
    assert "Marked om lørdagen" in ask(solvig, "hvilken indsats begynder sidst?").answer
    within = ask(solvig, "hvilken indsats slutter sidst i 2027?").answer
    assert "Marked om lørdagen" in within
    assert "Badehuset" not in within


def test_an_undertaking_is_what_it_is_about(solvig: Assistant) -> None:
    assert "Fyrtårnsvej" in ask(solvig, "hvor flytter badehus-projektet hen?").answer
    assert ask(solvig, "hvornår slutter havneprojektet?").status != "answered"


def test_a_verb_apart_from_its_particle_means_the_same(assistant: Assistant) -> None:
    for question in ("hvornår er tidsregistrering rullet ud", "hvornaar er tidsregistering rullet ud"):
        assert assistant.answer(question, date(2026, 3, 15)).answer.startswith("Q4/2026")


def test_what_is_meant_is_said_with_the_sentence_that_explains_it(assistant: Assistant) -> None:
    answer = assistant.answer("hvad mener Koncernservice med at tænke bæredygtighed ind?", date(2026, 3, 15))
    assert "bæredygtighed" in answer.answer
    assert "fremtidssikrede" in answer.answer


def test_a_system_is_where_something_is_put(assistant: Assistant) -> None:
    assert "ServiceNow" in assistant.answer("hvor bliver AI-modulet lagt ind?", date(2026, 3, 15)).answer


def test_when_inside_an_english_question_asks_no_time(assistant: Assistant) -> None:
    answer = assistant.answer("What shall GenAI support when new people are hired?", date(2026, 3, 15))
    assert "GenAI" in answer.answer
    assert not answer.answer.startswith("Q")


def test_the_verdict_of_a_comparison_names_the_thing_only(assistant: Assistant) -> None:
    question = "Hvad bliver færdigt først: den bedre søgning i Kvantum eller den nye fritekstordre?"
    assert "først: den bedre søgning i Kvantum [" in assistant.answer(question, date(2026, 3, 15)).answer


def test_a_step_that_only_prepares_is_not_when_the_thing_itself_is_done(assistant: Assistant) -> None:
    today = date(2026, 3, 15)
    assert "Q3 2026-Q1 2027" in assistant.answer("hvor længe varer udbuddet af rekrutteringssystemet?", today).answer
    assert "Q2-Q3 2026" in assistant.answer("hvornår bliver udbudsmaterialet udarbejdet?", today).answer


def test_why_just_now_is_answered_by_the_occasion(assistant: Assistant) -> None:
    answer = assistant.answer("hvorfor er det lige nu vi skal købe nyt ERP?", date(2026, 3, 15)).answer
    assert "udløber" in answer


def test_what_something_shall_be_is_said_by_a_sentence_with_shall_and_the_one_it_leans_on(assistant: Assistant) -> None:
    answer = assistant.answer("hvad skal kendetegne vores ydelser?", date(2026, 3, 15)).answer
    assert "fremtidssikrede" in answer
    assert answer.index("bæredygtighed") < answer.index("fremtidssikrede")


MARCH = date(2026, 3, 15)


@pytest.mark.parametrize(
    "question",
    [
        "Vi er selvtilrettelæggere. Er vi med i tidsregistreringen?",
        "Jeg er leder, og mine medarbejdere arbejder efter en vagtplan. Skal de tidsregistrere?",
        "Gælder tidsregistrering også for selvtilrettelæggere?",
    ],
)
def test_who_takes_part_is_answered_by_who_is_left_out_and_by_no_date(assistant: Assistant, question: str) -> None:
    answer = assistant.answer(question, MARCH).answer
    assert answer.startswith("Undtaget")
    assert "Q3/2026" not in answer


def test_whether_one_takes_part_is_no_date_where_nobody_is_left_out(assistant: Assistant, solvig: Assistant) -> None:
    named = ask(solvig, "Vi er foreningen Vandhunden. Skal vi have snor på stranden?")
    assert "Vandhunden er ikke omfattet" in named.answer
    assert ask(solvig, "Er vi med i badehuset?").status != "answered"
    assert assistant.answer("Er vi med i tidsregistreringen?", MARCH).status == "partial"


@pytest.mark.parametrize("question", ["Hvornår er den klar?", "hvornår er det færdigt", "hvornår slutter det først?"])
def test_a_question_that_does_not_say_what_it_is_about_is_not_answered(assistant: Assistant, question: str) -> None:
    assert assistant.answer(question, MARCH).status == "not_found"


def test_it_is_what_the_sentence_before_speaks_of(assistant: Assistant) -> None:
    assert "ERP" in assistant.answer("Vi venter på ERP-løsningen. Hvornår er den klar?", MARCH).answer
    assert assistant.answer("Vi venter på kantinen. Hvornår er den klar?", MARCH).status == "not_found"


@pytest.mark.parametrize("question", ["Hvilke indsatser slutter ikke i 2026?", "Hvilke milepæle ligger ikke i 2026?"])
def test_a_list_is_not_given_for_its_opposite(assistant: Assistant, question: str) -> None:
    assert assistant.answer(question, MARCH).status == "not_found"


@pytest.mark.parametrize(
    "question",
    [
        "Hvilken indsats har I senest afsluttet?",
        "Hvilken indsats skal vi først have styr på?",
        "Hvilken indsats handler om de ansattes første dag?",
        "Hvilken indsats hedder noget med først?",
    ],
)
def test_first_and_last_are_computed_only_where_they_are_asked_for(assistant: Assistant, question: str) -> None:
    assert "efter milepælene" not in assistant.answer(question, MARCH).answer


def test_first_and_last_of_an_area_stay_in_it_and_are_asked_in_english_too(solvig: Assistant) -> None:
    assert "Badehuset" not in ask(solvig, "hvilket projekt om hunde slutter sidst?").answer
    assert "Badehuset" in ask(solvig, "Which of these projects is it? Which project in the plan ends last?").answer


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


def test_what_somebody_tells_around_a_question_helps_to_find_and_does_not_count_against(solvig: Assistant) -> None:
    told = ask(solvig, "Jeg har en lille gravhund og går meget ved Søndre Strand om sommeren. Skal den i snor?")
    stranger = ask(solvig, "Jeg arbejder i Odense med badehuse. Hvornår åbner badehuset?")
    assert "Odense" not in stranger.answer
    assert "snor på Søndre Strand" in told.answer
    assert ask(solvig, "Jeg har hørt, at reglerne på stranden er afskaffet. Er det rigtigt?").status != "answered"
    assert ask(solvig, "Jeg elsker badehuset. Hvad koster en parkeringsplads?").status == "not_found"


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


@pytest.mark.parametrize("question", ["kan du forklare GenAI?", "forklar GenAI", "beskriv GenAI"])
def test_to_explain_is_to_tell_about(assistant: Assistant, question: str) -> None:
    answer = assistant.answer(question, TODAY)
    assert answer.status == "answered"
    assert answer.answer == assistant.answer("fortæl om GenAI", TODAY).answer


def test_who_is_left_out_is_no_report(assistant: Assistant) -> None:
    asked = assistant.answer("er jeg fritaget for tidsregistrering?", TODAY)
    assert asked.citations
    assert load_replies("da").not_a_report not in asked.answer
    assert load_replies("da").not_a_report in assistant.answer("er tidsregistrering udrullet?", TODAY).answer


def test_initiatives_without_milestones_are_told(solvig: Assistant, assistant: Assistant) -> None:
    without = ask(assistant, "hvilke indsatser har ingen milepæle?")
    assert {c.initiative for c in without.citations} == {
        "Forenkling og udvikling på HR-området",
        "Overenskomstforhandlinger 2026",
    }
    assert ask(solvig, "hvilke indsatser har ingen milepæle?").status == "not_found"
    assert len(ask(assistant, "which initiatives have no milestones?").citations) == 2


@pytest.mark.parametrize("text", ["600 kontroller hvert år", "kontrolleres hvert kvartal", "to gange hvert halvår"])
def test_how_often_is_told_in_either_gender(text: str) -> None:
    assert has_frequency(text)


def test_the_number_of_all_does_not_tell_how_many_are_amiss(assistant: Assistant) -> None:
    assert ask(assistant, "hvor mange leverandørfakturaer blev betalt for sent?").status == "partial"


@pytest.mark.parametrize("question", ["hvad er nyt i arbejdsprogrammet?", "hvad er nyt?"])
def test_what_is_new_needs_a_programme_to_compare_with(assistant: Assistant, question: str) -> None:
    assert "kun ét arbejdsprogram" in ask(assistant, question).answer


def test_a_short_form_asked_for_by_what_it_is_is_what_it_stands_for(assistant: Assistant) -> None:
    assert "(KK)" in ask(assistant, "hvad er KK?").citations[0].quote


@pytest.mark.parametrize(
    ("question", "year"),
    [("hvornår kom indkøb tilbage til KS?", "2023"), ("hvornår kom indkøb fra KS til KEJD?", "2016")],
)
def test_the_way_back_is_another_event(assistant: Assistant, question: str, year: str) -> None:
    assert f"tidslinjen i {year}" in ask(assistant, question).answer


def test_focus_areas_are_told_with_their_headings(solvig: Assistant) -> None:
    answer = ask(solvig, "hvilke fokusområder er der?").answer
    assert "**Fokusområde 1: Liv ved vandet**" in answer
    assert "**Fokusområde 2: Liv på pladsen**" in answer


def test_what_a_thing_is_no_step_tells(assistant: Assistant) -> None:
    assert ask(assistant, "hvad er klimapuljen?").status != "answered"


def test_start_and_end_are_asked_for_in_one_question(assistant: Assistant) -> None:
    question = "hvornår starter implementeringen af tidsregistreringen, og hvornår slutter den?"
    assert [c.period.label for c in ask(assistant, question).citations if c.period] == ["Q2/2026", "Q4/2026"]


@pytest.mark.parametrize("question", ["Which schools get heart zones?", "Who leads ERP?"])
def test_a_short_english_question_is_english(assistant: Assistant, question: str) -> None:
    assert ask(assistant, question).language == "en"


def test_a_word_of_a_title_alone_is_about_it(assistant: Assistant) -> None:
    assert {c.initiative for c in ask(assistant, "overenskomst").citations} == {"Overenskomstforhandlinger 2026"}


def test_a_decline_says_whose_its_nearest_place_is(assistant: Assistant) -> None:
    answer = ask(assistant, "hvad koster den nye lov om løn?")
    assert answer.status == "not_found"
    assert [f"**{citation.initiative}**" in answer.answer for citation in answer.citations if citation.initiative]


def test_more_of_them_is_no_number(solvig: Assistant) -> None:
    store = solvig.live.current()
    pupils = store.lexical.query_words("elever")
    assert not counts(store, pupils, "Pakken skal få flere elever til at cykle.")
    assert counts(store, pupils, "Det gælder en eller flere elever.")


def test_how_many_there_are_does_not_tell_which(solvig: Assistant) -> None:
    store = solvig.live.current()
    languages = store.lexical.query_words("sprog")
    assert only_counts(store, languages, "Værterne taler i gården, skuret og porten, og skiltene har fem sprog.")
    assert not only_counts(store, languages, "Skiltene har fem sprog: dansk, tysk, polsk, arabisk og somali.")
    assert not only_counts(store, languages, "Skiltene har sprog nok.")


def test_what_is_set_going_is_not_finished(solvig: Assistant) -> None:
    assert STEP_BEGINS.search("Renovering af skolen igangsat")
    assert ask(solvig, "hvornår er byggeriet af badehuset færdigt?").status == "partial"


def test_how_fast_asks_for_a_length(solvig: Assistant) -> None:
    assert "12 minutter" in ask(solvig, "hvor hurtigt får gæsterne en kabine?").answer


def test_initiatives_without_milestones_are_counted_and_of_an_area(assistant: Assistant) -> None:
    assert ask(assistant, "hvor mange indsatser har ingen milepæle?").answer.startswith("Antal indsatser: 2.")
    of_an_area = ask(assistant, "hvilke indsatser på indkøbsområdet har ingen milepæle?")
    assert of_an_area.answer == "Alle de indsatser, der spørges om, har mindst én milepæl."


def test_late_by_a_quarter_that_lies_ahead_is_nothing(assistant: Assistant) -> None:
    assert ask(assistant, "er noget forsinket i Q2 2027?").status == "not_found"


def test_after_the_plan_is_no_step(assistant: Assistant) -> None:
    assert "milepæl" not in ask(assistant, "hvad er efter planen formålet med ERP?").answer


def test_a_project_of_work_is_no_work_programme(assistant: Assistant) -> None:
    answer = ask(assistant, "hvilke milepæle har arbejdsskadeprojektet?")
    assert {c.initiative for c in answer.citations} == {
        "Potentialer ved forenklet registreringspraksis på arbejdsskadeområdet"
    }


@pytest.mark.parametrize(
    ("question", "counted"),
    [
        ("hvor mange pas udstedte vi?", "pas"),
        ("hvor mange af kommunens spor er KS med i?", "spor"),
        ("hvor mange kurser holder KKs skole?", "kurser"),
    ],
)
def test_what_is_counted_is_not_whose_it_is(question: str, counted: str) -> None:
    assert analyse(question, TODAY).counted == counted


def test_what_was_to_come_stays_a_plan_after_its_time(assistant: Assistant) -> None:
    answer = assistant.answer("hvornår skal der skrives kontrakt på tidsregistrering?", date(2026, 11, 27))
    assert "Q1 2026" in answer.answer
    assert answer.status != "not_found"


def test_how_far_a_step_is_may_be_asked_in_other_words(assistant: Assistant) -> None:
    assert ask(assistant, "hvor langt er vi med den bedre søgning i Kvantum?").status == "answered"


def test_an_amount_is_no_year(assistant: Assistant) -> None:
    question = "hvordan kunne Fremtidens Indkøb kun finde 25 mio. i 2025?"
    assert assistant.answer(question, date(2026, 3, 15)).status != "answered"


def test_what_is_asked_beside_its_condition_is_told_with_it(assistant: Assistant) -> None:
    answer = ask(assistant, "hvad tager vi udgangspunkt i, når vi optimerer processer og systemer?")
    assert "brugernes hverdag" in " ".join(answer.answer.split())


def test_what_them_stands_for_is_told_before_it(assistant: Assistant) -> None:
    answer = ask(assistant, "hvorfor er programmet Brugervenlighed og Procesoptimering sat i verden?")
    assert "meldt udfordringer ind" in " ".join(answer.answer.split())
