"""What people ask who prepare a meeting: what is left, since when, how long between, what follows, which way it was."""

from datetime import date

import pytest
from conftest import conversation, subjects
from seaside_programme import TODAY as AT_THE_COAST

from assistant.abstention import knows_name
from assistant.answering import Assistant
from assistant.answers import Answer
from vectorstore.periods import find_periods
from vectorstore.words import stem

TODAY = date(2026, 3, 15)
AUTUMN = date(2026, 11, 28)


def labels(answer: Answer) -> list[str]:
    """The periods of the milestones that an answer cites, in its order."""
    return [citation.period.label for citation in answer.citations if citation.period]


@pytest.mark.parametrize(
    ("question", "like"),
    [
        ("milepæle Q2 2026 samlet", "milepæle Q2 2026"),
        ("Hvilke milepæle ligger helt eller delvist i andet kvartal 2026?", "Hvilke milepæle ligger i Q2 2026?"),
        ("fremtidens indkøb nxt milepæl", "næste milepæl for fremtidens indkøb"),
        ("hvad udestår på GenAI i 2027?", "hvad mangler på GenAI i 2027?"),
        ("Hvilke milepæle på rekrutteringsområdet falder i 2027?", "milepæle for rekruttering i 2027"),
        ("Kan du remse det op, der skal nås med GenAI, fra start til slut?", "alle milepæle for GenAI"),
        ("Hvad skal Fremtidens Indkøb levere inden jul 2026?", "milepæle for Fremtidens Indkøb inden jul 2026"),
    ],
)
def test_how_a_list_is_asked_for_is_nothing_that_it_is_about(assistant: Assistant, question: str, like: str) -> None:
    asked, expected = assistant.answer(question, TODAY), assistant.answer(like, TODAY)
    assert asked.status == "answered"
    assert [c.quote for c in asked.citations] == [c.quote for c in expected.citations]


def test_a_list_says_what_the_programme_has_nowhere(assistant: Assistant) -> None:
    asked = assistant.answer("milepæle for tidsregistrering i kantinen", TODAY)
    assert asked.status == "partial"
    assert asked.answer.startswith("Programmet nævner ikke »kantinen«")
    assert len(asked.citations) == len(assistant.answer("milepæle for tidsregistrering", TODAY).citations)


@pytest.mark.parametrize(
    "question", ["hvilke milepæle er der for heste i 2026?", "milepæle for fremtidens ERP i Aarhus"]
)
def test_a_list_of_what_is_elsewhere_is_none(assistant: Assistant, question: str) -> None:
    assert assistant.answer(question, TODAY).status == "not_found"


@pytest.mark.parametrize(
    "question",
    [
        "de tal I viser med opkald og fakturaer, hvilket tidsrum er de fra?",
        "Fra hvilken dato til hvilken dato er nøgletallene opgjort?",
        "Borgmesteren skal bruge nøgletallene i en tale. Hvilken periode er de opgjort for?",
        "nøgletallene – hvilken periode er de trukket for",
        "hvad er det for en periode tallene i 'Koncernservice i tal' stammer fra?",
    ],
)
def test_the_period_of_the_figures_is_told_by_itself(assistant: Assistant, question: str) -> None:
    said = assistant.answer(question, TODAY)
    assert said.answer == "Dataperiode: 01.10.2024-30.09.2025 [1]"


def test_when_figures_are_to_come_is_not_what_they_are_of(assistant: Assistant) -> None:
    assert "Dataperiode" not in assistant.answer("hvornår kommer tallene for sygefravær?", TODAY).answer


@pytest.mark.parametrize(
    ("question", "counted"),
    [
        ("hvor mange opkald og leverandørfakturaer får vi?", ("153.000", "1.000.000")),
        ("jeg skal bruge tallene for opkald, sager i Serviceportalen og kontroller", ("153.000", "706.000", "600")),
        ("Jeg mangler nøgletallene på HR: afgørelser om afsked, opslag og ansættelser", ("2100", "7.000", "8.000")),
    ],
)
def test_figures_that_are_told_off_are_all_told(assistant: Assistant, question: str, counted: tuple[str, ...]) -> None:
    said = assistant.answer(question, TODAY)
    assert said.status == "answered"
    assert all(number in said.answer for number in counted)
    assert len(said.citations) <= len(counted) + 1


@pytest.mark.parametrize(
    "question", ["hvor mange opkald og leverandørfakturaer fik vi i 2023?", "opkald og sager i 2022"]
)
def test_figures_are_not_told_of_another_time(assistant: Assistant, question: str) -> None:
    assert assistant.answer(question, TODAY).status == "not_found"


def test_a_clause_is_no_figure_that_is_lacking(assistant: Assistant) -> None:
    assert "fandtes" not in assistant.answer("Hvor mange opkald fik KS det første år, den fandtes?", TODAY).answer


def test_what_no_figure_counts_is_said_to_be_lacking(assistant: Assistant) -> None:
    said = assistant.answer("hvor mange fakturaer og heste har vi?", TODAY)
    assert said.status == "partial"
    assert "1.000.000" in said.answer
    assert said.answer.endswith("Det fremgår ikke af arbejdsprogrammet: heste")


def test_who_asks_how_long_is_no_part_of_it(assistant: Assistant) -> None:
    said = assistant.answer("Lederne spørger, hvor lang tid der går fra servicetjek til markedsdialog", TODAY).answer
    assert "Fra den ene til den anden går der efter planen et kvartal" in said
    assert "Hvem betaler i" not in assistant.answer("Hvem betaler i tiden fra pilot til afslutning?", TODAY).answer


@pytest.mark.parametrize(
    ("question", "length"),
    [
        ("Hvor mange kvartaler går der på GenAI fra den første pilot og til projektet er afsluttet?", "et år"),
        ("hvor lang tid går der fra den første GenAI-pilot er gennemført, til projektet slutter?", "et år"),
        ("rekrutteringssystem: tid fra analysefasen slutter til kontrakt", "tre kvartaler"),
    ],
)
def test_how_long_there_is_between_two_steps_of_one_plan(assistant: Assistant, question: str, length: str) -> None:
    assert f"går der efter planen {length} [1][2]" in assistant.answer(question, TODAY).answer


def test_which_of_two_lasts_longer(assistant: Assistant) -> None:
    said = assistant.answer("Hvad løber kortest, GenAI eller tidsregistrering?", TODAY)
    assert len(subjects(said)) == 2
    longer, _, other = said.answer.partition("Til sammenligning:")
    assert "tidsregistrering" in longer
    assert "GenAI" in other
    assert assistant.answer("Hvad løber længst, GenAI eller hestene?", TODAY).status == "not_found"


@pytest.mark.parametrize(
    "question",
    [
        "Når vi er færdige med at forhandle tilbud på rekruttering, hvad er så det næste skridt?",
        "Hvad sker der med rekruttering, når tilbuddene er forhandlet?",
    ],
)
def test_what_follows_a_step_of_the_plan_that_is_named(assistant: Assistant, question: str) -> None:
    said = assistant.answer(question, TODAY)
    assert said.answer.startswith("Næste milepæl efter planen, Q1 2027")


@pytest.mark.parametrize(
    "question",
    [
        "Når der er skrevet under på noget nyt til rekruttering, hvad sker der så bagefter?",
        "hvad sker der med rekrutteringssystemet når først kontrakten er skrevet under?",
    ],
)
def test_a_step_is_one_of_the_plan_that_the_question_names(assistant: Assistant, question: str) -> None:
    assert "Q2 2027" in assistant.answer(question, TODAY).answer


def test_what_becomes_of_a_thing_is_told_by_the_text(seaside: Assistant) -> None:
    said = seaside.answer("Hvad sker der med hundene, når brolægningen er indført?", AT_THE_COAST)
    assert "Næste milepæl" not in said.answer


def test_what_happens_to_people_is_no_step(assistant: Assistant) -> None:
    assert assistant.answer("hvad sker der med mig når systemet er nede?", TODAY).status != "answered"


def test_which_way_it_went_is_told_by_the_event_of_that_way(assistant: Assistant) -> None:
    assert "2023" in assistant.answer("I hvilket år fik KS indkøb tilbage?", TODAY).answer
    assert "2023" in assistant.answer("hvornår kom indkøb tilbage til os?", TODAY).answer
    assert "2016" in assistant.answer("hvornår afgav KS indkøb?", TODAY).answer
    assert assistant.answer("Hvornår kom KIT tilbage til KS?", TODAY).status == "partial"
    assert assistant.answer("Fik KS indkøb tilbage i 2016?", TODAY).status != "answered"


@pytest.mark.parametrize("question", ["Hvad skete der i 2018 med tidsregistrering?", "milepæle i 2018"])
def test_an_event_is_told_of_what_it_is_about(assistant: Assistant, question: str) -> None:
    assert assistant.answer(question, TODAY).status == "not_found"


def test_which_event_was_first(assistant: Assistant) -> None:
    said = assistant.answer("KIT ud af KS eller betaling og kontrol ind i KS – hvad skete først?", TODAY).answer
    assert said.startswith("Af de to ligger først: KIT ud af KS")


@pytest.mark.parametrize(
    "question",
    [
        "hvad er der sket i Koncernservice fra 2007 til i dag, punkt for punkt?",
        "Fortæl kort om de større omlægninger, KS har været igennem siden starten",
    ],
)
def test_what_has_been_since_the_start_is_the_timeline(assistant: Assistant, question: str) -> None:
    events = sum(len(programme.history) for programme in assistant.live.current().programmes)
    assert assistant.answer(question, TODAY).answer.count("\n- ") == events


def test_the_quarter_that_is_over_is_the_one_before(assistant: Assistant) -> None:
    (mention,) = find_periods("det kvartal, der lige er gået", AUTUMN)
    assert (mention.period.start, mention.period.end) == (date(2026, 7, 1), date(2026, 9, 30))
    asked = assistant.answer("hvad skulle vi have nået i det kvartal der lige er gået?", AUTUMN)
    assert set(labels(asked)) == {"Q3 2026", "Q2-Q3 2026", "Q3/2026"}  # what was to end there


@pytest.mark.parametrize("question", ["Hvad viste evalueringen af redningstårnet?", "redningstårn evaluering resultat"])
def test_that_something_is_tried_is_no_outcome(seaside: Assistant, question: str) -> None:
    assert seaside.answer(question, AT_THE_COAST).status == "not_found"


@pytest.mark.parametrize(
    "question",
    [
        "Hvor mange procent af leverandørerne dumpede, da vi kontrollerede dem?",
        "hvormange indkøbskategorier har kategoriorganisationen?",
    ],
)
def test_a_number_of_another_kind_is_none(assistant: Assistant, question: str) -> None:
    assert assistant.answer(question, TODAY).status == "not_found"


def test_how_many_of_some_is_told_where_that_is_said(assistant: Assistant, seaside: Assistant) -> None:
    assert "det ene" in assistant.answer("Hvor mange af sporene i Klimastrategi 2035 står KS selv for?", TODAY).answer
    assert "to af dem" in seaside.answer("Hvor mange af faldulykkerne ender på sygehuset?", AT_THE_COAST).answer


@pytest.mark.parametrize(
    "question",
    [
        "Kan jeg love mine ledere, at de har det nye rekrutteringssystem i januar 2027?",
        "Kan mine folk regne med at have det nye rekrutteringssystem til januar 2027?",
        "har vi det nye rekrutteringssystem i januar 2027?",
    ],
)
def test_whether_it_is_to_be_had_by_then_is_told_by_the_last_step(assistant: Assistant, question: str) -> None:
    said = assistant.answer(question, AUTUMN)
    assert said.answer.startswith("Den sidste milepæl i planen, tidligst fra Q2 2027")
    assert "Perioden ligger forude" in said.answer


def test_a_step_in_the_period_that_says_it_comes_before_the_last_one(seaside: Assistant) -> None:
    said = seaside.answer("Får vi det nye redningstårn i juni?", AT_THE_COAST)
    assert labels(said)[:1] == ["1. juni 2027"]


@pytest.mark.parametrize(
    "question", ["Hvem skal lede GenAI fra start til slut?", "Hvordan skal GenAI styres fra start til slut?"]
)
def test_who_and_how_ask_for_no_list_of_steps(assistant: Assistant, question: str) -> None:
    assert len(labels(assistant.answer(question, TODAY))) < 4


def test_a_running_year_is_told_to_run(assistant: Assistant) -> None:
    assert "i gang nu" in assistant.answer("Er fleksible arbejdsuger startet?", AUTUMN).answer


@pytest.mark.parametrize(
    "question", ["er GenAI i gang?", "er vi begyndt på tidsregistrering?", "er tidsregistrering startet endnu?"]
)
def test_whether_something_is_under_way_is_how_far_its_plan_is(assistant: Assistant, question: str) -> None:
    said = assistant.answer(question, AUTUMN)
    assert len(labels(said)) > 2
    assert said.answer.endswith("Programmet viser kun planen, ikke om det er sket.")


def test_whether_a_step_is_under_way_is_told_by_that(assistant: Assistant) -> None:
    said = assistant.answer("er evalueringen af klimapuljen i gang?", AUTUMN)
    assert labels(said) == ["Q4 2026"]


def test_what_a_question_does_not_say_in_the_texts_words_is_told_by_meaning(assistant: Assistant) -> None:
    said = assistant.answer("Kan det, vi laver med kunstig intelligens på løn, bruges andre steder bagefter?", AUTUMN)
    assert "andre områder" in said.answer


def test_what_recurs_is_no_saving_for_once(assistant: Assistant) -> None:
    said = assistant.answer("Er de 40 mio. kr. i Fremtidens Indkøb en engangsbesparelse?", AUTUMN)
    assert "2025-2029" in said.answer


def test_a_short_form_in_a_compound_is_a_name_that_is_known(assistant: Assistant) -> None:
    store = assistant.live.current()
    assert knows_name(store, "OK26-ændringerne")
    assert not knows_name(store, "OK99-ændringerne")
    assert not knows_name(store, "Aarhus-modellen")
    assert not knows_name(store, "KEJD-piloten")  # each is known, of different things


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("årets tre første måneder", date(2026, 1, 1), date(2026, 3, 31)),
        ("årets sidste kvartal", date(2026, 10, 1), date(2026, 12, 31)),
        ("sidste halvår af 2027", date(2027, 7, 1), date(2027, 12, 31)),
        ("inden jul i år", None, date(2026, 12, 23)),
        ("inden nytår", None, date(2026, 12, 31)),
    ],
)
def test_parts_of_a_year_and_its_end(written: str, first: date | None, last: date) -> None:
    (mention,) = find_periods(written, AUTUMN)
    assert (mention.period.start, mention.period.end) == (first, last)


@pytest.mark.parametrize(
    ("question", "like"),
    [
        ("Hvad stod der på planen for januar til marts 2026?", "hvad sker der fra januar til marts 2026?"),
        ("kan du samle alt det, der skal nås på indkøb i andet halvår 2026", "milepæle på indkøb i andet halvår 2026"),
        ("Gennemgå GenAI-projektet trin for trin fra start til slut", "milepæle for GenAI"),
        ("Jeg har fri hele april 2026. Hvilke frister kommer jeg til at gå glip af?", "milepæle i april 2026"),
        ("hvad er næste på Fremtidens Indkøb herfra", "næste milepæl for Fremtidens Indkøb"),
    ],
)
def test_verbs_of_a_question_narrow_no_list(assistant: Assistant, question: str, like: str) -> None:
    asked, expected = assistant.answer(question, TODAY), assistant.answer(like, TODAY)
    assert asked.status == "answered"
    assert [c.quote for c in asked.citations] == [c.quote for c in expected.citations]


def test_matters_that_are_told_off_are_listed_together(assistant: Assistant) -> None:
    both = subjects(assistant.answer("milepæle for klima og rekruttering", TODAY))
    assert len(both) == 2
    assert len(subjects(assistant.answer("milepæle for GenAI på løn og personale", TODAY))) == 1


def test_a_step_that_says_more_is_meant_though_it_is_set_for_another_period(assistant: Assistant) -> None:
    said = assistant.answer("når vi at få underskrevet kontrakt på rekruttering i 2026?", TODAY)
    assert said.answer.startswith("Programmet sætter det til en anden periode")
    assert "Q1 2027" in said.answer


def test_what_is_to_come_is_no_event_of_the_timeline(seaside: Assistant) -> None:
    said = seaside.answer("Kommer der opsyn på stranden i 2028?", AT_THE_COAST)
    assert "tidslinjen" not in said.answer


def test_another_period_is_of_the_same_thing(seaside: Assistant) -> None:
    said = seaside.answer("Starter svømmeskolen i juni?", AT_THE_COAST)
    assert not any(citation.period for citation in said.citations)


def test_an_english_word_with_a_capital_is_no_name(assistant: Assistant) -> None:
    assert "2018" in assistant.answer("When did Payment and Control move to Koncernservice?", TODAY).answer


@pytest.mark.parametrize("question", ["Hvad er Ida Holm ansvarlig for?", "hvad står Ida Holm for?"])
def test_what_somebody_answers_for_is_where_they_are_named(seaside: Assistant, question: str) -> None:
    said = seaside.answer(question, AT_THE_COAST)
    assert "**Kunstig intelligens i bookingen**" in said.answer
    assert "Ida Holm leder" in said.answer


def test_a_remainder_is_not_told_by_the_whole(seaside: Assistant) -> None:
    said = seaside.answer("Hvor mange livreddere mangler vi for at nå målet?", AT_THE_COAST)
    assert said.status != "answered"


def test_what_is_left_until_then_is_of_the_plan_spoken_of(assistant: Assistant) -> None:
    said = conversation(assistant, AUTUMN)("Hvornår slutter GenAI?", "Og hvad er der tilbage indtil da?")
    assert labels(said) == ["Q4/2026", "Q2/2027"]


def test_there_says_no_more_than_what_is_spoken_of(assistant: Assistant) -> None:
    said = conversation(assistant, AUTUMN)(
        "Hvor langt er vi med Fremtidens ERP?", "Hvad er det næste, der skal ske dér?"
    )
    assert said.answer.startswith("Næste milepæl efter planen, Q4 2026")


def test_whether_a_deadline_was_met_no_plan_tells(assistant: Assistant) -> None:
    said = assistant.answer("Nåede vi fristen for løngennemsigtighed?", AUTUMN)
    assert said.answer.endswith("Perioden er passeret. Programmet viser kun planen, ikke om det er sket.")


def test_a_verb_of_laying_has_one_stem_with_its_prefixes() -> None:
    assert stem("kortlagt") == stem("kortlægge")
    assert stem("henlagt") == stem("henlægge")
    assert stem("kortet") != stem("kortlagt")
