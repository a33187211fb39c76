"""Everyday questions about a programme that no rule was made on: what, where, who, why, what is not told."""

import time
from datetime import date
from pathlib import Path

import pytest
from conftest import assistant_over
from everyday_programme import MARCH, TODAY, ask

from assistant.analysis import analyse
from assistant.answering import Assistant
from assistant.question_forms import Ask
from assistant.values import names_person
from prompts import load_replies


def test_a_yes_or_no_question_that_no_step_answers_is_answered_by_the_description(solvig: Assistant) -> None:
    answer = ask(solvig, "Taler strandvagterne med dem, der glemmer snoren?").answer
    assert "Strandvagterne taler med dem" in answer
    assert "høring" not in answer
    assert "Reglerne træder i kraft" in ask(solvig, "Træder reglerne om snor i kraft i år?").answer


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


@pytest.mark.parametrize("unit", ["har ", "Aa-", "_", "hvis ", "er det før ", "ÆØÅ", "i Aa "])
def test_a_long_question_of_the_new_forms_takes_no_longer_than_its_length(solvig: Assistant, unit: str) -> None:
    began = time.perf_counter()
    ask(solvig, f"hvornår er {unit * (3900 // len(unit))}")
    assert time.perf_counter() - began < 30  # both encoders read it in 6; what goes with its square takes minutes


def test_an_undertaking_is_what_it_is_about(solvig: Assistant) -> None:
    assert "Fyrtårnsvej" in ask(solvig, "hvor flytter badehus-projektet hen?").answer
    assert ask(solvig, "hvornår slutter havneprojektet?").status != "answered"


def test_what_is_meant_is_said_with_the_sentence_that_explains_it(assistant: Assistant) -> None:
    answer = assistant.answer("hvad mener Koncernservice med at tænke bæredygtighed ind?", date(2026, 3, 15))
    assert "bæredygtighed" in answer.answer
    assert "fremtidssikrede" in answer.answer


def test_a_system_is_where_something_is_put(assistant: Assistant) -> None:
    assert "ServiceNow" in assistant.answer("hvor bliver AI-modulet lagt ind?", date(2026, 3, 15)).answer


def test_why_just_now_is_answered_by_the_occasion(assistant: Assistant) -> None:
    answer = assistant.answer("hvorfor er det lige nu vi skal købe nyt ERP?", date(2026, 3, 15)).answer
    assert "udløber" in answer


def test_what_something_shall_be_is_said_by_a_sentence_with_shall_and_the_one_it_leans_on(assistant: Assistant) -> None:
    answer = assistant.answer("hvad skal kendetegne vores ydelser?", date(2026, 3, 15)).answer
    assert "fremtidssikrede" in answer
    assert answer.index("bæredygtighed") < answer.index("fremtidssikrede")


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


def test_what_somebody_tells_around_a_question_helps_to_find_and_does_not_count_against(solvig: Assistant) -> None:
    told = ask(solvig, "Jeg har en lille gravhund og går meget ved Søndre Strand om sommeren. Skal den i snor?")
    stranger = ask(solvig, "Jeg arbejder i Odense med badehuse. Hvornår åbner badehuset?")
    assert "Odense" not in stranger.answer
    assert "snor på Søndre Strand" in told.answer
    assert ask(solvig, "Jeg har hørt, at reglerne på stranden er afskaffet. Er det rigtigt?").status != "answered"
    assert ask(solvig, "Jeg elsker badehuset. Hvad koster en parkeringsplads?").status == "not_found"


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


@pytest.mark.parametrize("question", ["hvad er nyt i arbejdsprogrammet?", "hvad er nyt?"])
def test_what_is_new_needs_a_programme_to_compare_with(assistant: Assistant, question: str) -> None:
    assert "kun ét arbejdsprogram" in ask(assistant, question).answer


def test_a_short_form_asked_for_by_what_it_is_is_what_it_stands_for(assistant: Assistant) -> None:
    assert "(KK)" in ask(assistant, "hvad er KK?").citations[0].quote


def test_what_a_thing_is_no_step_tells(assistant: Assistant) -> None:
    assert ask(assistant, "hvad er klimapuljen?").status != "answered"


@pytest.mark.parametrize("question", ["Which schools get heart zones?", "Who leads ERP?"])
def test_a_short_english_question_is_english(assistant: Assistant, question: str) -> None:
    assert ask(assistant, question).language == "en"


def test_a_word_of_a_title_alone_is_about_it(assistant: Assistant) -> None:
    assert {c.initiative for c in ask(assistant, "overenskomst").citations} == {"Overenskomstforhandlinger 2026"}


def test_a_decline_says_whose_its_nearest_place_is(assistant: Assistant) -> None:
    answer = ask(assistant, "hvad koster den nye lov om løn?")
    assert answer.status == "not_found"
    assert [f"**{citation.initiative}**" in answer.answer for citation in answer.citations if citation.initiative]


def test_what_is_asked_beside_its_condition_is_told_with_it(assistant: Assistant) -> None:
    answer = ask(assistant, "hvad tager vi udgangspunkt i, når vi optimerer processer og systemer?")
    assert "brugernes hverdag" in " ".join(answer.answer.split())


def test_what_them_stands_for_is_told_before_it(assistant: Assistant) -> None:
    answer = ask(assistant, "hvorfor er programmet Brugervenlighed og Procesoptimering sat i verden?")
    assert "meldt udfordringer ind" in " ".join(answer.answer.split())


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("hvem er med i arbejdsskadeprojektet?", "SUF, SOF og BUF"),
        ("hvad får medarbejderne ud af tidsregistrering?", "brugeroverblik"),
        ("hvor mange år løber ERP-programmet?", "2025-2030"),
        ("hvornår lukker GenAI-projektet ned?", "Q2/2027"),
        ("hvilken uge er fristen for løngennemsigtighed?", "Juni 2026"),
    ],
)
def test_who_what_for_how_long_and_until_when_in_everyday_words(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.answer(question, MARCH)
    assert said in answer.answer
    assert answer.status != "not_found"


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("hvem må bruge det nye forbrugsstyringskoncept?", True),
        ("hvem er med i fremtidens ERP?", False),
        ("hvem deltager i GenAI-projektet?", False),
    ],
)
def test_who_takes_part_or_may_is_plain_only_where_a_text_tells_it(
    assistant: Assistant, question: str, plain: bool
) -> None:
    assert (assistant.answer(question, MARCH).status == "answered") is plain


def test_a_sentence_that_says_heraf_is_quoted_with_the_one_before(tmp_path: Path) -> None:
    text = """# Arbejdsprogram 2027 – Park, Solvig Kommune

## Grønne steder

### Bænke i lunden

Foreningen Lunden har samlet 40 ønsker ind. Vi venter tre nye borde afledt heraf i løbet af foråret.
"""
    park = assistant_over(tmp_path, text)
    quoted = [citation.quote for citation in park.answer("hvor mange nye borde venter I?", TODAY).citations]
    told = [citation.quote for citation in park.answer("hvad er der af nye borde?", TODAY).citations]
    assert any("afledt heraf" in quote for quote in quoted)
    assert any("40 ønsker" in quote for quote in told)


def test_how_many_weeks_it_takes_is_a_length_and_no_period(solvig: Assistant) -> None:
    assert "12 minutter" in ask(solvig, "hvor lang tid venter gæsterne på en kabine?").answer
    assert ask(solvig, "hvor mange uger varer byggeriet af badehuset?").status != "answered"


@pytest.mark.parametrize(
    "question",
    [
        "hvad bruger gæsterne på stranden?",
        "hvem havde ansvaret i den forrige fase?",
        "hvor mange hunde er der på stranden?",
    ],
)
def test_what_somebody_uses_or_who_led_is_no_cost_and_no_milestone(solvig: Assistant, question: str) -> None:
    assert "før i dag" not in ask(solvig, question).answer
    assert analyse(question, TODAY).ask not in (Ask.MONEY, Ask.OVERDUE)


@pytest.mark.parametrize(
    "question", ["opsummer Fremtidens Indkøb på tre linjer", "giv mig et resumé af Fremtidens Indkøb"]
)
def test_a_summary_is_how_the_programme_introduces_it(assistant: Assistant, question: str) -> None:
    whole = assistant.answer("fortæl om Fremtidens Indkøb", TODAY)
    assert assistant.answer(question, TODAY).answer == whole.answer


def test_who_stands_for_something_is_plain_only_where_a_text_tells_it(assistant: Assistant) -> None:
    assert assistant.answer("hvem står for tidsregistrering?", TODAY).status != "answered"
    assert assistant.answer("hvem står for løngennemsigtighed?", TODAY).status == "answered"


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("hvem har ansvaret for at ligelønskravene bliver overholdt", "answered"),
        ("hvem tager ØKF først initiativerne om helikoptere op med?", "partial"),
    ],
)
def test_who_is_plain_though_a_verb_is_missing_but_not_with_a_thing_that_is(
    assistant: Assistant, question: str, status: str
) -> None:
    assert assistant.answer(question, TODAY).status == status


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("hvor mange stillinger bliver nedlagt?", False),
        ("hvor mange stillingsopslag er der?", True),
        ("får jeg mere i løn i år?", False),
        ("hvad kan kontraktstyringssystemet?", False),
        ("hvornår er kontraktstyringssystemet klar?", True),
    ],
)
def test_what_one_word_has_in_common_is_not_plain(assistant: Assistant, question: str, *, plain: bool) -> None:
    assert (assistant.answer(question, TODAY).status == "answered") is plain


def test_a_word_is_explained_by_the_text_and_a_short_form_is_not(assistant: Assistant) -> None:
    assert "fremtidssikrede" in assistant.answer("hvad betyder bæredygtighed?", TODAY).answer
    assert assistant.answer("hvad betyder KEJD?", TODAY).status == "not_found"


def test_three_questions_of_one_message_are_each_answered(assistant: Assistant) -> None:
    asked = "Hvad er ERP? Hvad er OK26? Hvornår er det nye tidsregistreringssystem udrullet?"
    assert len(assistant.answer(asked, TODAY).citations) > 2


def test_a_text_with_every_word_is_never_only_the_nearest(assistant: Assistant) -> None:
    assert assistant.answer("hvad besluttede Økonomkredsen?", TODAY).status != "not_found"


def test_what_they_do_if_somebody_says_no_stays_with_the_subject(assistant: Assistant) -> None:
    first = assistant.answer("fortæl om overenskomstforhandlinger", TODAY)
    answer = assistant.answer("og hvad hvis de strejker?", TODAY, conversation_id=first.conversation_id)
    assert {c.initiative for c in answer.citations} <= {"Overenskomstforhandlinger 2026"}


def test_a_word_of_one_side_is_no_subject_of_the_other(assistant: Assistant) -> None:
    answer = assistant.answer("hvad kommer først, ERP-strategien eller det nye kontraktstyringssystem?", TODAY)
    assert {"Fremtidens ERP Løsning", "Implementering af Fremtidens Indkøb"} == {c.initiative for c in answer.citations}


def test_when_something_closed_is_told_by_a_text_in_the_past(tmp_path: Path) -> None:
    text = """# Ældreplan 2027

## Historie

Rosenhaven åbnede i 1968. Engparken lukkede i 2017 på grund af skimmelsvamp.

## Fokusområde 1: Hjem

### Nye boliger

Kommunen bygger 24 boliger.

Milepæle

- Maj 2027: Første spadestik
"""
    homes = assistant_over(tmp_path, text)
    answer = homes.answer("hvornår lukkede Engparken?", TODAY)
    assert answer.status == "answered"
    assert "2017" in answer.answer


def test_who_answers_for_those_of_whom_it_is_not_told_is_not_told(assistant: Assistant) -> None:
    day = date(2026, 3, 15)
    told = assistant.answer("hvad er forskellen på tidsregistrering og GenAI?", day)
    of_them = assistant.answer("hvem er ansvarlig for dem?", day, conversation_id=told.conversation_id)
    assert of_them.status == "not_found"
    assert assistant.answer("hvem er ansvarlig?", day).status != "answered"
