"""Everyday questions that are answered from the records: lists, counts, the first and the last, two compared."""

from datetime import date

import pytest
from everyday_programme import MARCH, TODAY, ask

from assistant.analysis import analyse
from assistant.answering import Assistant
from assistant.values import counts, only_counts


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
        ("træder hundereglerne i kraft før badehuset åbner?", "Af de to ligger først"),
        ("er reglerne for hunde i kraft før badehuset åbner?", "Af de to ligger først: reglerne for hunde"),
        ("kommer boderne på torvet efter byggeriet af badehuset?", "Af de to ligger først: byggeriet"),
    ],
)
def test_before_and_after_set_two_things_beside_each_other(solvig: Assistant, question: str, said: str) -> None:
    assert said in ask(solvig, question).answer


@pytest.mark.parametrize("question", ["er badehuset åbent inden jul?", "er badehuset klar før tid?"])
def test_a_time_is_no_thing_to_compare_with(solvig: Assistant, question: str) -> None:
    assert "ligger først" not in ask(solvig, question).answer


def test_an_open_end_is_the_last_of_all(assistant: Assistant) -> None:
    answer = assistant.answer("hvad er den sidste milepæl i programmet?", date(2026, 3, 15))
    assert "tidligst fra Q2 2027" in answer.answer


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


def test_the_verdict_of_a_comparison_names_the_thing_only(assistant: Assistant) -> None:
    question = "Hvad bliver færdigt først: den bedre søgning i Kvantum eller den nye fritekstordre?"
    assert "først: den bedre søgning i Kvantum [" in assistant.answer(question, date(2026, 3, 15)).answer


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


def test_initiatives_without_milestones_are_told(solvig: Assistant, assistant: Assistant) -> None:
    without = ask(assistant, "hvilke indsatser har ingen milepæle?")
    assert {c.initiative for c in without.citations} == {
        "Forenkling og udvikling på HR-området",
        "Overenskomstforhandlinger 2026",
    }
    assert ask(solvig, "hvilke indsatser har ingen milepæle?").status == "not_found"
    assert len(ask(assistant, "which initiatives have no milestones?").citations) == 2


def test_the_number_of_all_does_not_tell_how_many_are_amiss(assistant: Assistant) -> None:
    assert ask(assistant, "hvor mange leverandørfakturaer blev betalt for sent?").status == "partial"


def test_focus_areas_are_told_with_their_headings(solvig: Assistant) -> None:
    answer = ask(solvig, "hvilke fokusområder er der?").answer
    assert "**Fokusområde 1: Liv ved vandet**" in answer
    assert "**Fokusområde 2: Liv på pladsen**" in answer


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


def test_initiatives_without_milestones_are_counted_and_of_an_area(assistant: Assistant) -> None:
    assert ask(assistant, "hvor mange indsatser har ingen milepæle?").answer.startswith("Antal indsatser: 2.")
    of_an_area = ask(assistant, "hvilke indsatser på indkøbsområdet har ingen milepæle?")
    assert of_an_area.answer == "Alle de indsatser, der spørges om, har mindst én milepæl."


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


def test_an_amount_is_no_year(assistant: Assistant) -> None:
    question = "hvordan kunne Fremtidens Indkøb kun finde 25 mio. i 2025?"
    assert assistant.answer(question, date(2026, 3, 15)).status != "answered"


@pytest.mark.parametrize(
    ("question", "titles", "status"),
    [
        ("hvilke indsatser får et tilbud om en bod?", {"Marked om lørdagen"}, "answered"),
        ("hvilke indsatser har noget med gæsterne at gøre?", {"Hunde på stranden", "Badehuset flytter"}, "answered"),
        ("hvilke indsatser begejstrer gæsterne?", {"Hunde på stranden", "Badehuset flytter"}, "partial"),
        ("hvilke af indsatserne har noget med varmeværket at gøre?", {"Badehuset flytter"}, "answered"),
        ("hvilke indsatser bruger droner?", set(), "not_found"),
    ],
)
def test_initiatives_that_say_something_are_listed_with_what_they_say(
    solvig: Assistant, question: str, titles: set[str], status: str
) -> None:
    """Where only the verb is missing, what it is of is listed, and that it is not said."""
    answer = ask(solvig, question)
    assert ({citation.initiative for citation in answer.citations}, answer.status) == (titles, status)
    assert all(f"**{title}**" in answer.answer for title in titles)


def test_those_of_a_list_that_say_something_are_picked_from_it(solvig: Assistant) -> None:
    listed = solvig.answer("hvilke indsatser er der i liv ved vandet?", TODAY)
    picked = solvig.answer("hvilke af dem nævner høring?", TODAY, conversation_id=listed.conversation_id)
    assert {citation.initiative for citation in picked.citations} == {"Hunde på stranden"}
    assert "høring" in picked.answer


@pytest.mark.parametrize("question", ["hvilke indsatser er vigtigst?", "hvilke indsatser er afsluttet?"])
def test_initiatives_are_not_judged_by_a_list_of_all(solvig: Assistant, question: str) -> None:
    answer = ask(solvig, question)
    assert answer.status == "not_found"
    assert "Det fremgår ikke" in answer.answer
    assert len(ask(solvig, "hvilke indsatser er planlagt?").citations) == 3


def test_a_list_by_what_is_said_hedges_a_denial_and_compares_no_amounts(solvig: Assistant) -> None:
    assert ask(solvig, "hvilke indsatser omfatter foreningen Vandhunden?").status == "partial"
    assert ask(solvig, "hvilke indsatser koster mere end 1 mio. kr.?").status == "not_found"


@pytest.mark.parametrize(
    "question",
    [
        "hvad skal vi levere i Q4?",
        "hvad skal vi bidrage med i Q4?",
        "hvad arbejder vi med i Q4?",
        "hvilke leverancer er der i Q4?",
    ],
)
def test_a_verb_for_work_picks_no_initiative_by_its_name(assistant: Assistant, question: str) -> None:
    whole = assistant.answer("hvad sker der i Q4?", date(2026, 3, 15))
    assert assistant.answer(question, date(2026, 3, 15)).answer == whole.answer


def test_a_verb_for_work_leaves_what_it_is_about(assistant: Assistant) -> None:
    answer = assistant.answer("hvad skal vi levere på klima i Q4?", date(2026, 3, 15))
    assert {c.initiative for c in answer.citations} == {
        "Bidrag til Klimastrategi 2035 (reduktion af klimaaftryk ved indkøb)"
    }


def test_what_begins_after_new_year_begins_on_the_first_of_january(assistant: Assistant) -> None:
    answer = assistant.answer("hvad skal vi i gang med efter nytår?", date(2026, 11, 28))
    assert "Q1 2027" in answer.answer


@pytest.mark.parametrize(
    ("question", "said", "not_said"),
    [
        ("hvad skal rulles ud i 2027?", "Systemet implementeres og rulles ud", "Forandringsledelse"),
        ("hvad skal udarbejdes i 2026?", "bliver udarbejdet", "pilot"),
        ("hvad slutter i 2026?", "er gjort færdig", "går i gang"),
    ],
)
def test_a_verb_picks_the_steps_that_say_it(assistant: Assistant, question: str, said: str, not_said: str) -> None:
    answer = assistant.answer(question, date(2026, 3, 15)).answer
    assert said in answer
    assert not_said not in answer


def test_those_of_a_list_with_steps_in_a_period_are_asked_of_the_list(assistant: Assistant) -> None:
    listed = assistant.answer("hvilke indsatser er der på indkøbsområdet?", date(2026, 3, 15))
    steps = assistant.answer(
        "hvilke af dem har milepæle i Q4?", date(2026, 3, 15), conversation_id=listed.conversation_id
    )
    assert {c.initiative for c in steps.citations} <= {c.initiative for c in listed.citations}
    assert len({c.initiative for c in steps.citations}) > 1


def test_what_was_to_be_ready_is_counted_and_asked_of_another_period(assistant: Assistant) -> None:
    first = assistant.answer("hvad skulle være klar i Q3 2026?", date(2026, 11, 28))
    counted = assistant.answer("hvor mange?", date(2026, 11, 28), conversation_id=first.conversation_id)
    assert f"{len(first.citations)}" in counted.answer.splitlines()[0]
    assistant.answer("hvem?", date(2026, 11, 28), conversation_id=first.conversation_id)
    after = assistant.answer("og Q4?", date(2026, 11, 28), conversation_id=first.conversation_id)
    assert "Q4" in after.citations[0].quote or after.citations[0].period is not None
