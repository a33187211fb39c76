"""What a follow-up leaves out is the subject of the question before it, unless it names another."""

from collections.abc import Callable
from datetime import date

import pytest
from conftest import conversation, subjects

from assistant.answering import Assistant
from assistant.answers import Answer
from vectorstore.records import Period

TIME = "Implementering af nyt KK fælles tidsregistreringssystem"

Talk = Callable[..., Answer]


@pytest.mark.parametrize(
    ("follow_up", "said"),
    [
        ("og hvornår er piloten færdig?", "Q2/2026"),
        ("hvem er undtaget?", "selvtilrettelæggere"),
        ("hvad er formålet med det?", "formål"),
        ("og hvornår slutter det?", "Q4/2026"),
    ],
)
def test_what_a_follow_up_leaves_out_is_the_initiative_before_it(talk: Talk, follow_up: str, said: str) -> None:
    answer = talk("hvornår er tidsregistrering udrullet?", follow_up)
    assert said.casefold() in answer.answer.casefold()
    assert subjects(answer) == {TIME}


def test_a_question_that_names_its_own_subject_switches(talk: Talk) -> None:
    answer = talk("hvornår er tidsregistrering udrullet?", "hvad er det næste skridt for ERP?")
    assert subjects(answer) == {"Fremtidens ERP Løsning"}


def test_a_subject_does_not_answer_what_is_off_topic(talk: Talk) -> None:
    assert talk("hvornår er tidsregistrering udrullet?", "hvad er hovedstaden i Frankrig?").status == "not_found"


def test_the_subject_outlives_a_decline(talk: Talk) -> None:
    answer = talk("hvornår er tidsregistrering udrullet?", "hvem er leverandøren?", "hvad er formålet med det?")
    assert subjects(answer) == {TIME}


def test_a_price_that_the_subject_does_not_have_is_not_taken_from_another(talk: Talk) -> None:
    assert talk("hvad er det næste for ERP?", "hvad koster det?").status == "not_found"


@pytest.mark.parametrize("question", ["hvornår er det færdigt?", "hvornår er det klar?", "hvornår er det slut?"])
def test_a_word_that_several_titles_share_does_not_leave_the_subject(talk: Talk, question: str) -> None:
    ai = "GenAI på løn- og personaleområdet"
    assert subjects(talk("Fortæl om GenAI", question)) == {ai}


def test_the_nearest_place_of_a_decline_is_no_subject(talk: Talk) -> None:
    before = talk("hvem er undtaget fra tidsregistrering?", "hvad koster parkeringen i Tivoli?")
    assert before.status == "not_found"
    assert subjects(
        talk("hvem er undtaget fra tidsregistrering?", "hvad koster parkeringen i Tivoli?", "og hvornår slutter det?")
    ) == {TIME}


def test_a_word_that_the_subject_has_is_the_subjects(talk: Talk) -> None:
    strategy = talk("hvad er formålet med ERP?", "hvornår er strategien klar?")  # another title has "Klimastrategi"
    assert subjects(strategy) == {"Fremtidens ERP Løsning"}
    purpose = talk("fortæl om løngennemsigtighed", "hvad er formålet med implementeringen?")  # a word of three titles
    assert subjects(purpose) == {"Implementering af direktiv om løngennemsigtighed"}


def test_who_is_responsible_is_asked_of_the_subject(talk: Talk) -> None:
    answer = talk("fortæl om fremtidens indkøb", "hvem er ansvarlig?")
    assert subjects(answer) == {"Implementering af Fremtidens Indkøb"}  # at least as the nearest place


def test_the_subject_does_not_answer_for_a_word_of_something_else(talk: Talk) -> None:
    assert talk("fortæl om Implementering af Fremtidens Indkøb", "bliver opkald optaget?").status == "not_found"


@pytest.mark.parametrize(
    ("asked", "follow_up", "subject"),
    [
        (
            "hvornår skal løngennemsigtighed være implementeret?",
            "hvad med OK26, hvornår er det",
            "Overenskomstforhandlinger 2026",
        ),
        (
            "hvad er besparelsen på fremtidens indkøb?",
            "har de fleksible arbejdsuger også fået penge",
            "Fleksible arbejdsuger",
        ),
    ],
)
def test_who_names_another_initiative_has_left_the_subject(
    talk: Talk, asked: str, follow_up: str, subject: str
) -> None:
    assert subjects(talk(asked, follow_up)) == {subject}


@pytest.mark.parametrize("follow_up", ["hvornår er piloten?", "hvad med budgettet?"])
def test_what_many_plans_have_is_asked_of_the_subject(talk: Talk, follow_up: str) -> None:
    answer = talk("hvornår får vi et nyt rekrutteringssystem?", follow_up)
    assert answer.status != "answered"
    assert ["rekruttering" in (subject or "") for subject in subjects(answer)] == [True]


def test_where_is_no_subject(talk: Talk) -> None:
    assert TIME in subjects(talk("hvornår er tidsregistrering udrullet?", "hvornår kommer det ud i BUF?"))


@pytest.mark.parametrize(
    ("asked", "follow_up"),
    [
        ("arbejdsskader", "hvem skal godkende?"),
        ("arbejdsskader", "hvilke forvaltninger?"),
        ("fremtidens indkøb", "hvor meget skal der spares?"),
        ("hvad går fremtidens ERP ud på?", "hvornår er strategien klar?"),
        ("hvornår er tidsregistrering udrullet?", "hvornår underskrives kontrakten?"),
        ("hvornår er tidsregistrering udrullet?", "og kontrakten?"),
    ],
)
def test_who_leaves_the_subject_out_asks_of_it(talk: Talk, asked: str, follow_up: str) -> None:
    assert subjects(talk(asked, follow_up)) == subjects(talk(asked))


@pytest.mark.parametrize("question", ["hvad er klimapuljen?", "hvad er Letbetaling?"])
def test_what_something_is_leaves_nothing_out(talk: Talk, question: str) -> None:
    assert talk("fortæl om ERP", question).answer == talk(question).answer


@pytest.mark.parametrize(
    ("asked", "follow_up"),
    [
        ("hvad går fremtidens ERP ud på?", "hvad sker der først?"),
        ("fleksible arbejdsuger", "hvor mange penge er der?"),
        ("hvornår er tidsregistrering udrullet?", "er kontrakten underskrevet?"),
    ],
)
def test_a_few_words_that_name_nothing_else_are_of_the_subject(talk: Talk, asked: str, follow_up: str) -> None:
    assert subjects(talk(asked, follow_up)) == subjects(talk(asked))


def test_a_few_words_that_name_something_else_are_not(talk: Talk) -> None:
    assert "fakturaer" in talk("hvad er ERP?", "hvor mange fakturaer håndterer I?").answer


def test_what_is_declined_is_of_the_initiative_that_it_names(talk: Talk) -> None:
    asked = "er tidsregistreringen blevet dyrere end forventet?"
    assert talk(asked).status == "not_found"
    assert subjects(talk(asked, "hvorfor skal vi have den?")) == {TIME}
    assert subjects(talk(asked, "er alle kommet på nu?")) == {TIME}


def test_what_is_declined_makes_no_subject_of_what_is_nearest(talk: Talk) -> None:
    asked = "hvad tjener mine kolleger?"
    assert talk(asked).status == "not_found"
    assert talk(asked, "og søgningen i Kvantum, er den blevet bedre?").status != "not_found"


def test_it_is_the_thing_that_the_question_brought_up(talk: Talk) -> None:
    assert talk("kommer der en app til udlæg?", "hvornår kommer den?").status == "not_found"


def test_what_they_decided_is_of_those_that_were_asked_about(talk: Talk) -> None:
    answer = talk("hvem sidder i Økonomkredsen?", "hvad besluttede de?")
    assert subjects(answer) <= {"Forbedring af indkøbsprocessen"}


def test_why_some_are_left_out_is_not_what_all_of_it_is_for(talk: Talk) -> None:
    answer = talk("hvem er undtaget for tidsregistrering, og hvorfor?")
    assert "formål" not in answer.answer.casefold()
    assert "Det fremgår ikke af arbejdsprogrammet: hvorfor" in answer.answer
    assert talk("hvem er undtaget for tidsregistrering?", "hvorfor?").status != "answered"


def test_a_word_of_a_title_leaves_the_subject(talk: Talk) -> None:
    answer = talk("hvornår er tidsregistrering udrullet?", "hvornår er rekruttering færdig?")
    assert TIME not in subjects(answer)
    assert [c.period.label for c in answer.citations if c.period] == ["Tidligst fra Q2 2027"]


def test_a_strangers_plan_is_not_that_of_the_subject(talk: Talk) -> None:
    assert TIME not in subjects(talk("hvornår er tidsregistrering udrullet?", "hvor langt er I med fyringerne?"))


def test_a_compound_that_another_initiative_has_leaves_the_subject(talk: Talk) -> None:
    answer = talk("hvad er klimapuljen?", "konceptet for forbrugsstyring, er det godkendt?")
    assert subjects(answer) == {"Implementering af Fremtidens Indkøb"}


@pytest.mark.parametrize(
    ("declined", "follow_up", "said"),
    [
        ("hvad tjener direktøren?", "hvornår er det nye kontraktstyringssystem klar?", "Q4 2026"),
        ("hvad tjener direktøren?", "hvor mange opkald er det?", "153.000"),
    ],
)
def test_a_question_of_its_own_after_a_decline_is_not_of_what_was_declined(
    talk: Talk, declined: str, follow_up: str, said: str
) -> None:
    answer = talk(declined, follow_up)
    assert answer.status == "answered"
    assert said in answer.answer


def test_an_everyday_word_of_a_title_names_no_initiative(talk: Talk) -> None:
    answer = talk("findes der en løsning på parkeringsproblemet?", "hvornår er den klar?")
    assert answer.status != "answered"


def test_what_something_is_said_to_be_is_not_brought_up(talk: Talk) -> None:
    answer = talk("er ERP en god idé?", "hvornår er den færdig?")
    assert "Q4 2026" in [c.period.label for c in answer.citations if c.period]


def test_who_it_is_only_for_is_asked_of_what_was_spoken_of(talk: Talk) -> None:
    answer = talk("fortæl om fremtidens ERP", "er det kun for Økonomiforvaltningen?")
    assert subjects(answer) == {"Fremtidens ERP Løsning"}
    assert talk("fortæl om fremtidens ERP", "er det rigtigt, at OK26 er på plads?").citations


def test_how_many_are_persons_or_what_they_stand_for(talk: Talk) -> None:
    asked = ("hvad går det nye tidsregistreringssystem ud på", "hvor mange er omfattet?")
    assert "12.000" in talk(*asked).answer


def test_a_guessed_subject_does_not_narrow_a_list(assistant: Assistant) -> None:
    """What only came near to a question is no subject of "hvad mangler vi i år?", nor is what was declined."""
    talk = conversation(assistant, date(2026, 11, 28))
    whole = talk("hvad mangler vi i år?").answer
    assert talk("bliver det billigere i drift?", "hvad mangler vi i år?").answer == whole
    of_subject = talk("hvornår er tidsregistrering udrullet?", "hvad mangler vi i år?").answer
    assert of_subject != whole
    assert "2027" in talk("hvad er mest presserende lige nu?", "og næste år?").answer


def test_the_office_is_told_by_what_is_said_of_it_and_not_by_what_it_does_in_an_initiative(talk: Talk) -> None:
    assert subjects(talk("Hvad er KS?")) == {None}
    founded = talk("Hvad er KS?", "Hvornår blev det oprettet?")
    assert "2007" in founded.answer


@pytest.mark.parametrize("follow_up", ["hvem betaler?", "og hvem bestemmer?"])
def test_who_with_a_verb_alone_is_asked_of_the_subject(talk: Talk, follow_up: str) -> None:
    assert subjects(talk("fortæl om fleksible arbejdsuger", follow_up)) == {"Fleksible arbejdsuger"}


def test_what_is_named_behind_an_article_is_not_the_subject(talk: Talk) -> None:
    answer = talk("fortæl om løngennemsigtighed", "er den nye fritekstordre klar i år?")
    assert subjects(answer) == {"Forbedring af indkøbsprocessen"}


def test_a_period_after_a_declined_number_lists_nothing(talk: Talk) -> None:
    assert talk("hvor mange elbiler købte I i 2026?", "og i 2027?").status == "not_found"


CLIMATE = "Bidrag til Klimastrategi 2035 (reduktion af klimaaftryk ved indkøb)"


@pytest.mark.parametrize(
    ("declined", "follow_up", "title"),
    [
        ("hvad koster det nye ERP-system?", "hvornår er det færdigt?", "Fremtidens ERP Løsning"),
        ("hvem har forbudt engangsservice?", "hvad er formålet med det?", CLIMATE),
    ],
)
def test_a_declined_question_has_the_subject_that_its_words_tell(
    talk: Talk, declined: str, follow_up: str, title: str
) -> None:
    assert talk(declined).status == "not_found"
    assert subjects(talk(declined, follow_up)) == {title}


@pytest.mark.parametrize(
    "first", ["hvad er det sidste der sker?", "hvad er det næste, der sker?", "hvad er forsinket?"]
)
def test_what_nobody_named_narrows_no_list(talk: Talk, first: str) -> None:
    whole = talk("hvad skal vi nå inden sommer?").answer
    assert talk(first, "hvad skal vi nå inden sommer?").answer == whole
    whole = talk("hvad kommer i næste kvartal?").answer
    assert talk(first, "hvad kommer i næste kvartal?").answer == whole


def test_part_of_a_word_in_a_title_is_no_name(talk: Talk) -> None:
    answer = talk("fortæl om GenAI", "hvilket system bygges det ind i?")
    assert subjects(answer) == {"GenAI på løn- og personaleområdet"}


def test_initiatives_that_belong_there_are_those_of_the_area_spoken_of(talk: Talk) -> None:
    asked = ("hvad er fokusområderne?", "fortæl mere om det andet")
    assert subjects(talk(*asked, "hvilke indsatser hører til?")) == subjects(talk(*asked))
    assert len(subjects(talk(*asked, "hvilke indsatser er der?"))) > len(subjects(talk(*asked)))


def test_concrete_initiatives_of_a_subject_are_told_by_its_text(talk: Talk) -> None:
    assert subjects(talk("fortæl om klimastrategien", "hvilke konkrete initiativer er der?")) == {CLIMATE}
    assert len(subjects(talk("fortæl om klimastrategien", "hvilke initiativer er der?"))) > 1


def test_one_of_a_list_is_pointed_at_by_what_it_is_of(talk: Talk) -> None:
    answer = talk("hvilke milepæle er der i Q2 2026?", "den for ERP?")
    assert (answer.status, subjects(answer)) == ("answered", {"Fremtidens ERP Løsning"})
    assert {citation.period.label for citation in answer.citations if citation.period} == {"Q2 2026"}


def test_both_of_two_that_were_compared_are_asked_for(talk: Talk) -> None:
    answer = talk("sammenlign ERP og rekruttering", "er begge udrullet?")
    assert (answer.status, len(subjects(answer))) == ("answered", 1)
    assert answer.answer.startswith("Programmet nævner det under")


def test_which_of_what_it_has_is_asked_of_the_subject(talk: Talk) -> None:
    assert subjects(talk("hvem er med i tidsregistrering?", "hvilke forvaltninger?")) == {TIME}


def test_what_remains_after_a_focus_area_is_of_its_initiatives(talk: Talk) -> None:
    area = subjects(talk("hvilke indsatser er der i fokusområde 2?"))
    answer = talk("hvilke indsatser er der i fokusområde 2?", "og hvad mangler der?")
    assert answer.status == "answered"
    assert subjects(answer) <= area


@pytest.mark.parametrize(
    "questions",
    [
        ("hvad sagde fagforeningerne om fyringer?", "hvad besluttede de?"),
        ("hvad er ERP?", "hvad hvis de siger nej?"),
    ],
)
def test_nobody_is_found_for_those_of_whom_nothing_is_told(talk: Talk, questions: tuple[str, ...]) -> None:
    assert talk(*questions).status == "not_found"


def test_the_next_quarter_is_counted_from_today_whatever_year_was_asked_for(talk: Talk) -> None:
    answer = talk("hvad sker der i 2027?", "og næste kvartal?")
    periods = [citation.period for citation in answer.citations if citation.period]
    assert periods
    assert all(period.overlaps(Period("Q2 2026", date(2026, 4, 1), date(2026, 6, 30))) for period in periods)
