"""What comes after a step, why something is so, who has a role: of a programme that no rule was made on."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from conftest import conversation, opened_over

from assistant.answering import Assistant
from assistant.answers import Answer
from assistant.values import has_name, identifies, names_person, only_mentions
from vectorstore.records import Period

TODAY = date(2027, 2, 1)
PROGRAMME = """# Arbejdsprogram 2027 – Havne og Broer, Klitvig Kommune

## Fokusområde 1: Havnen

### Ny bådplads i Vesterhavn

Pladserne i Vesterhavn fordeles i dag på en venteliste af papir. Havnekonsulent Jens Holm er projektleder, og
Havnefogeden er projektejer. Et forsøg med lodtrækning blev opgivet i 2025, fordi for mange pladser stod tomme.
Husbåde er ikke med, da de har egne kontrakter frem til 2029. Taksten fastsættes til 410 kr. årligt for hver bådejer.
Bommene koster 3,2 mio. kr. En bom mere blev afvist, da den ville koste 0,9 mio. kr.
Gamle Syd er havnens ældste bro, og den nedlægges, når alle er flyttet. Bliver ventelisten ikke kortere i 2027, skal
havnen udvides mod nord. Der nedlægges seks gamle pladser.

Milepæle:

- Q4/2026: Bom monteret ved Nordmole og Lodsmole
- Q1/2027: Prøvedrift ved Nordmole og Lodsmole
- Q2/2027: Opsamling på prøvedrift og kursus for havnevagterne
- Q3/2027: Bom monteret ved Østmole
- Q4/2027: Ventelisten på papir er nedlagt

### Museumsskibet Freja

Et eftersyn i 2026 fandt råd i kølen, hvilket har forsinket søsætningen et helt år. Skibet får en café, som
forpagtes ud. Skibsføreren får en bolig ved kajen, så han kan føre tilsyn om natten.

Milepæle:

- Q2/2027: Aftale med værftet om en ny køl
- Q4 2026–Q2 2027: Tegnekonkurrence med tre indbudte hold
- Q1/2028: Skibet er søsat
"""


@pytest.fixture(scope="module")
def klitvig(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    yield from opened_over(tmp_path_factory.mktemp("klitvig"), PROGRAMME)


@pytest.fixture
def say(klitvig: Assistant) -> Callable[..., Answer]:
    """Ask questions in one conversation; the answer to the last."""
    return conversation(klitvig, TODAY)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Hvad sker der, når prøvedriften er slut?", "Opsamling på prøvedrift"),
        ("Hvad er næste skridt for bådpladserne, når opsamlingen er gjort?", "ved Østmole"),
        ("Hvad er det næste, der skal ske i Vesterhavn efter Nordmole og Lodsmole?", "Opsamling"),
        ("Hvad sker der på Freja efter aftalen med værftet?", "Skibet er søsat"),
        ("Hvad tager I fat på i Vesterhavn, når Østmole er ordnet?", "papir er nedlagt"),
    ],
)
def test_a_clause_names_the_step_that_the_next_is_asked_after(
    say: Callable[..., Answer], question: str, said: str
) -> None:
    answer = say(question)
    assert answer.answer.startswith("Næste milepæl efter planen")
    assert said in answer.answer


def test_what_happens_to_something_else_or_to_somebody_is_no_step_of_the_plan(say: Callable[..., Answer]) -> None:
    for question in ("Hvad sker der med Gamle Syd, når prøvedriften er slut?", "Hvad sker der, når man bliver syg?"):
        assert "Næste milepæl" not in say(question).answer


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Hvorfor er museumsskibet blevet forsinket?", "råd i kølen"),
        ("Hvorfor droppede I lodtrækningen i Vesterhavn?", "stod tomme"),
        ("Hvorfor kan husbåde ikke få plads i Vesterhavn?", "egne kontrakter"),
    ],
)
def test_the_reason_stands_in_the_sentence_that_gives_one_and_alone(
    say: Callable[..., Answer], question: str, reason: str
) -> None:
    answer = say(question)
    assert answer.status != "not_found"
    assert [reason in citation.quote for citation in answer.citations] == [True]


def test_who_has_a_role_stands_before_it(say: Callable[..., Answer], klitvig: Assistant) -> None:
    assert "Jens Holm" in say("Hvem er projektleder på bådpladserne?").answer
    store = klitvig.live.current()
    owner = store.lexical.query_words("projektejer")
    assert identifies(store, owner, "Havnefogeden er projektejer")
    assert not identifies(store, owner, "Til det er projektejer udpeget")
    assert names_person(store, "Havnekonsulent Jens Holm er projektleder")


def test_a_quarter_is_no_name(say: Callable[..., Answer], klitvig: Assistant) -> None:
    store = klitvig.live.current()
    assert not has_name(store, store.lexical.query_words("hold"), "Q4 2026–Q2 2027: Tegnekonkurrence med tre hold")
    assert say("Hvad hedder de tre hold i tegnekonkurrencen om Freja?").status == "not_found"


def test_an_amount_for_each_is_asked_for(say: Callable[..., Answer]) -> None:
    assert "410 kr." in say("Hvad betaler bådejerne pr. år for en plads i Vesterhavn?").answer


def test_a_noun_of_a_verb_that_the_text_has_is_no_slip(say: Callable[..., Answer]) -> None:
    answer = say("Hvem har fået forpagtningen af caféen på Freja?")
    assert answer.status != "answered"
    assert "nævner ikke" not in answer.answer


def test_what_follows_without_a_date_leaves_the_step_spoken_of(say: Callable[..., Answer]) -> None:
    plan = "hvornår er prøvedriften ved Nordmole?", "hvem er projektleder?"
    assert "Opsamling" in say(*plan, "og hvad sker der bagefter?").answer


def test_another_period_stays_with_the_subject_and_says_that_it_has_none(say: Callable[..., Answer]) -> None:
    answer = say("hvilke milepæle har Freja?", "hvad med 2029?")
    assert "»Museumsskibet Freja«" in answer.answer
    assert "Vesterhavn" not in answer.answer
    assert (
        "Vesterhavn" not in say("hvilke milepæle har Freja?", "hvad er den første?", "hvad med 4. kvartal 2027?").answer
    )


def test_the_next_quarter_is_that_after_the_one_spoken_of(say: Callable[..., Answer]) -> None:
    answer = say("hvad sker der i 2. kvartal 2027?", "og det næste kvartal?")
    assert "Bom monteret ved Østmole" in answer.answer
    assert "Opsamling" not in answer.answer
    assert "Opsamling" in say("hvad sker der i 3. kvartal 2027?", "og det forrige kvartal?").answer


@pytest.mark.parametrize("question", ["er museumsskibet færdigt?", "bliver museumsskibet klar i år?"])
def test_whether_a_plan_is_finished_is_its_last_step(say: Callable[..., Answer], question: str) -> None:
    answer = say(question)
    assert "Q1/2028" in answer.answer
    assert "Programmet viser kun planen" in answer.answer


def test_how_far_a_step_is_has_its_milestone(say: Callable[..., Answer]) -> None:
    answer = say("hvor langt er vi med tegnekonkurrencen?")
    assert "Tegnekonkurrence med tre indbudte hold" in answer.answer
    assert "Programmet viser kun planen" in answer.answer


def test_money_set_aside_is_asked_of_the_subject(say: Callable[..., Answer]) -> None:
    answer = say("fortæl om museumsskibet", "hvor mange penge er der sat af?")
    assert "410" not in answer.answer


def test_what_only_speaks_of_many_does_not_tell_which(klitvig: Assistant) -> None:
    store = klitvig.live.current()
    asked = store.lexical.query_words("moler")
    assert only_mentions(store, asked, "Q2/2027: Kursus på tværs af moler")
    assert not only_mentions(store, asked, "Kursus for de ydre moler")
    assert not only_mentions(store, asked, "Kursus på tværs af moler: Nordmole, Lodsmole og Østmole")


@pytest.mark.parametrize(
    ("questions", "count"),
    [
        (("hvad sker der i 1. kvartal 2027?", "hvor mange er det?"), 2),  # one begins in 2026 and reaches into it
        (("hvilke milepæle har Freja?", "hvor mange milepæle er det i alt?"), 3),
        (("hvilke indsatser er der?", "hvor mange?"), 2),
    ],
)
def test_what_was_listed_is_counted(say: Callable[..., Answer], questions: tuple[str, ...], count: int) -> None:
    answer = say(*questions)
    assert answer.answer.split("\n")[0].rstrip(".").endswith(f": {count}")
    assert len(answer.citations) == count


def test_after_the_next_comes_the_one_after_it(say: Callable[..., Answer]) -> None:
    plan = "hvad er næste milepæl for bådpladserne?"
    assert "Prøvedrift" in say(plan).answer
    assert "Opsamling" in say(plan, "og den efter?").answer
    assert "Østmole" in say(plan, "og den næste?", "og det næste igen?").answer


def test_a_deadline_is_set_where_it_falls() -> None:
    deadline = Period("senest 1. juni 2027", None, date(2027, 6, 1))
    assert deadline.is_set_in(Period("Q2 2027", date(2027, 4, 1), date(2027, 6, 30)))
    assert not deadline.is_set_in(Period("Q1 2027", date(2027, 1, 1), date(2027, 3, 31)))
    open_ended = Period("tidligst fra Q2 2027", date(2027, 4, 1), None)
    assert open_ended.is_set_in(Period("2027", date(2027, 1, 1), date(2027, 12, 31)))
    assert not open_ended.is_set_in(Period("2035", date(2035, 1, 1), date(2035, 12, 31)))


def test_who_of_another_subject_is_who_and_not_what(say: Callable[..., Answer]) -> None:
    answer = say("hvem er projektleder på bådpladserne?", "og museumsskibet?")
    assert answer.status != "answered"


def test_bare_question_words_are_asked_of_what_was_told(say: Callable[..., Answer]) -> None:
    assert "seks gamle pladser" in say("nedlægges der pladser i Vesterhavn?", "hvor mange?").answer
    assert "stod tomme" in say("blev forsøget med lodtrækning opgivet?", "hvorfor?").answer


def test_den_stands_for_the_part_that_was_asked_about(talk: Callable[..., Answer]) -> None:
    answer = talk("hvornår begynder analysen af grøn mobilitet?", "hvornår er den færdig?")
    assert answer.status == "partial"
    assert "klimapulje" not in answer.answer.casefold()
    assert "Q2/2027" in talk("hvornår er piloten i GenAI-projektet?", "er det så færdigt i år?").answer


def test_a_short_period_is_of_the_subject_and_a_full_one_of_the_plan(talk: Callable[..., Answer]) -> None:
    subject = "hvad går GenAI-projektet ud på?"
    assert "ERP" not in talk(subject, "hvad er planlagt i år?").answer
    assert "ERP" in talk(subject, "hvad sker der i Q4 2026?").answer
    assert "Fleksible arbejdsuger" in talk("hvilke milepæle har ERP?", "hvad sker der lige nu?").answer


def test_those_listed_are_compared(talk: Callable[..., Answer]) -> None:
    most = talk("hvilke indsatser handler om indkøb?", "hvilken af dem har flest milepæle?")
    assert {citation.initiative for citation in most.citations} == {"Implementering af Fremtidens Indkøb"}
    listed = "hvilke indsatser er der på indkøbsområdet?"
    assert "rekruttering" not in talk(listed, "hvilken slutter sidst?").answer


@pytest.mark.parametrize(
    ("question", "period"),
    [
        ("er tidsregistrering udrullet i Q3 2026?", "Q4/2026"),
        ("er markedsdialogen for ERP færdig i Q2 2026?", "Q3 2026"),
    ],
)
def test_what_is_set_for_another_period_is_said_to_be(talk: Callable[..., Answer], question: str, period: str) -> None:
    answer = talk(question)
    assert answer.status == "partial"
    assert answer.answer.startswith("Programmet sætter det til en anden periode")
    assert period in answer.answer


def test_what_has_been_reached_is_what_should_have_been(assistant: Assistant) -> None:
    late = assistant.answer("hvad har vi nået indtil nu?", date(2026, 8, 1))
    assert late.answer.startswith("Disse milepæle ligger efter planen før i dag.")
    assert "Q4" not in late.answer


def test_a_number_or_a_name_that_a_question_takes_for_given_must_be_told(talk: Callable[..., Answer]) -> None:
    assert talk("hvordan kan Fremtidens Indkøb nøjes med at finde 25 mio. i 2025?").status != "answered"
    assert talk("hvornår flyttede Center for Økonomistyring over i KEJD?").status != "answered"
    assert "40 mio" in talk("hvor meget skal Fremtidens Indkøb finde til budget 27?").answer


def test_a_condition_may_stand_first_in_a_sentence(say: Callable[..., Answer]) -> None:
    assert "udvides mod nord" in say("hvad sker der, hvis ventelisten ikke bliver kortere?").answer
    assert say("hvad sker der, hvis det bliver storm i Vesterhavn?").status != "answered"


def test_a_budget_is_an_amount_and_no_description(talk: Callable[..., Answer]) -> None:
    assert talk("hvad er det samlede budget for Fremtidens ERP?").status != "answered"


def test_how_something_now_goes_is_asked_of_today(talk: Callable[..., Answer]) -> None:
    answer = talk("hvad foregår der lige nu?")
    assert "GenAI" in answer.answer
    assert "Q4" not in answer.answer


def test_english_questions_are_sought_by_their_danish_words_too(talk: Callable[..., Answer]) -> None:
    assert "2100" in talk("how many decisions on dismissals does Koncernservice make?").citations[0].quote
    assert "Q2 2027" in talk("what is the earliest date the new recruitment system can be implemented?").answer


def test_a_correction_asks_the_same_of_what_is_meant(talk: Callable[..., Answer]) -> None:
    answer = talk("hvornår er markedsdialogen for ERP?", "nej, jeg mente piloten i GenAI")
    assert "GenAI" in str(answer.citations[0].initiative)
    assert "nævner ikke" not in answer.answer


def test_who_doubts_an_answer_gets_it_again(talk: Callable[..., Answer]) -> None:
    question = "hvornår er fristen for løngennemsigtighed?"
    assert talk(question, "er du sikker?").answer == talk(question).answer


def test_what_was_not_told_is_not_answered_by_what_something_else_is(talk: Callable[..., Answer]) -> None:
    assert talk("hvad med kantinen?", "hvornår er den færdig?").status == "not_found"


def test_a_day_reckoned_from_a_step_is_of_its_plan(say: Callable[..., Answer]) -> None:
    chain = "hvad er næste milepæl for bådpladserne?", "og den efter?", "hvad med museumsskibet?"
    assert "Tegnekonkurrence" in say(*chain).answer


def test_it_is_so_names_no_initiative(talk: Callable[..., Answer]) -> None:
    answer = talk("hvad går GenAI-projektet ud på?", "er det fleksibelt?")
    assert "Fleksible arbejdsuger" not in {citation.initiative for citation in answer.citations}


def test_money_made_so_far_no_plan_can_tell(talk: Callable[..., Answer]) -> None:
    assert talk("hvor meget har Fremtidens Indkøb sparet indtil nu?").status != "answered"


def test_parts_of_the_year_in_words_are_periods(talk: Callable[..., Answer]) -> None:
    words, numbers = talk("hvad skal vi nå i årets første seks måneder?"), talk("hvad skal vi nå i 1. halvår 2026?")
    assert words.citations
    assert words.answer == numbers.answer


def test_who_has_the_responsibility_is_who_is_responsible(say: Callable[..., Answer]) -> None:
    assert "Jens Holm" in say("hvem er ansvarlig for bådpladserne?").answer


def test_what_a_question_takes_for_given_of_those_left_out_is_denied(talk: Callable[..., Answer]) -> None:
    answer = talk("hvorfor skal folk på vagtplan også registrere tid?")
    assert "undtaget" in " ".join(citation.quote for citation in answer.citations).casefold()


def test_a_whole_question_for_how_many_is_of_the_plan(talk: Callable[..., Answer]) -> None:
    assert "Antal indsatser: 12" in talk("hvilke fokusområder er der?", "hvor mange indsatser er der?").answer
    assert (
        "Antal indsatser: 12"
        in talk("hvilke indsatser handler om indkøb?", "hvor mange indsatser er der i alt?").answer
    )


@pytest.mark.parametrize(
    "question",
    [
        "hvem skal godkende den næste aftale, som indgås når piloten er slut?",
        "hvad sker der, når dialogen med medarbejderne er slut i ERP?",
        "hvem følger planen op?",
        "hvad koster det næste system, der indføres efter piloten?",
    ],
)
def test_what_only_sounds_like_a_step_is_none(talk: Callable[..., Answer], question: str) -> None:
    assert talk(question).status != "answered"


def test_the_second_half_of_the_year_is_of_this_year(talk: Callable[..., Answer]) -> None:
    assert talk("hvad sker der i sidste halvdel af året?").answer == talk("hvad sker der i 2. halvår 2026?").answer


def test_den_is_the_step_that_was_asked_about(talk: Callable[..., Answer]) -> None:
    assert "Q3 2026" in talk("hvornår er markedsdialogen for ERP?", "er den færdig?").answer
    framework = "er rammearkitekturen for GenAI godkendt?"
    assert "Q1/2026" in talk(framework, "hvornår skal den være det?").answer
    assert "Q2/2026" in talk(framework, "hvad sker der efter?").answer


def test_those_of_a_list_of_milestones_about_something_are_listed_and_counted(talk: Callable[..., Answer]) -> None:
    asked = "hvad sker der i Q4 2026?", "hvilke af dem handler om indkøb?"
    answer = talk(*asked)
    assert len(answer.citations) == 3
    assert "ERP" not in answer.answer
    assert talk(*asked, "hvor mange er det?").answer.startswith("Antal milepæle, der passer: 3")


def test_which_projects_a_subject_speaks_of_are_not_all(talk: Callable[..., Answer]) -> None:
    answer = talk("hvad er planen for forenkling på HR-området?", "hvilke projekter er det?")
    assert {citation.initiative for citation in answer.citations} == {"Forenkling og udvikling på HR-området"}


def test_what_the_office_is_can_be_asked_by_its_name(talk: Callable[..., Answer]) -> None:
    assert talk("hvad er Koncernservice?").citations


def test_what_something_costs_is_not_what_was_refused_for_its_cost(say: Callable[..., Answer]) -> None:
    assert "3,2 mio." in say("hvad koster bommene i Vesterhavn?").citations[0].quote
    assert say("hvad koster en bom mere?").status != "answered"


def test_when_something_comes_to_those_who_ask_no_step_before_it_tells(talk: Callable[..., Answer]) -> None:
    assert talk("hvornår skal vi have fremtidens ERP?").status != "answered"
    assert talk("hvornår kommer tidsregistrering?").status == "answered"


def test_a_word_cut_short_is_the_shortest_that_begins_so(talk: Callable[..., Answer], assistant: Assistant) -> None:
    answer = talk("hvornår er piloten med tidsreg slut?")
    assert "Q2/2026" in answer.answer
    assert "tidsregistrering" in str(answer.citations[0].initiative)
    respelt = assistant.live.current().lexical.respelt
    assert respelt("tidsreg") == "tidsregistrering"
    assert respelt("Tidsreg") == "Tidsreg"  # may be a name
    assert respelt("tids") == "tids"
