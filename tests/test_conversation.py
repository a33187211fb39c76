"""Follow-ups lean on the question before them, and only on that of their own conversation."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.analysis import analyse
from assistant.answering import Assistant
from assistant.answers import Answer
from assistant.api import create_app
from assistant.cli import main
from assistant.conversation import KEPT, MOST, Conversations, Turn
from assistant.settings import Settings
from vectorstore.records import Period

TODAY = date(2026, 3, 15)
TIME = "Implementering af nyt KK fælles tidsregistreringssystem"

Talk = Callable[..., Answer]


def subjects(answer: Answer) -> set[str | None]:
    return {citation.initiative for citation in answer.citations}


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


def test_another_period_is_asked_the_same(talk: Talk) -> None:
    listed = talk("hvad sker der i Q2 2026?", "og i 2027?")
    assert listed.citations
    assert {str(c.period and c.period.end)[:4] for c in listed.citations} <= {"2027", "None"}


def test_another_subject_is_asked_the_same(talk: Talk) -> None:
    answer = talk("hvilke milepæle er der for tidsregistrering?", "hvad med ERP?")
    assert len(answer.citations) == 3
    assert subjects(answer) == {"Fremtidens ERP Løsning"}


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


def test_what_comes_after_is_the_next_milestone_of_the_same(talk: Talk) -> None:
    answer = talk("hvornår er piloten på tidsregistrering gennemført?", "og hvad så derefter?")
    assert [c.period.label for c in answer.citations if c.period] == ["Q3/2026"]


def test_how_long_it_takes_is_how_long_what_was_asked_for_takes(talk: Talk) -> None:
    answer = talk("hvornår bliver udbuddet af rekruttering offentliggjort?", "hvor lang tid tager det?")
    assert answer.answer.endswith("Perioden varer tre kvartaler [1].")


def test_an_english_conversation_stays_english(talk: Talk) -> None:
    assert talk("When is the time registration system rolled out?", "what about ERP?").language == "en"


def test_conversations_know_nothing_of_each_other(assistant: Assistant) -> None:
    assistant.answer("hvornår er tidsregistrering udrullet?", TODAY, "a")
    assert subjects(assistant.answer("hvad er formålet med det?", TODAY, "b")) != {TIME}


def test_a_history_given_by_the_client_does_the_same(assistant: Assistant) -> None:
    history = ["hvornår er ERP færdig?", "hvornår er tidsregistrering udrullet?"]
    answer = assistant.answer("hvad er formålet med det?", TODAY, history=history)
    assert subjects(answer) == {TIME}


def test_the_memory_is_bounded_in_number_and_in_time() -> None:
    now = [0.0]
    memory = Conversations(clock=lambda: now[0])
    turn = Turn(analyse("hvad?", TODAY), "")
    for number in range(MOST + 1):
        memory.remember(str(number), turn)
    assert memory.last("0") is None
    assert memory.last("1") == turn
    now[0] = KEPT
    assert memory.last("1") is None


def test_the_api_remembers_by_conversation_id(assistant: Assistant) -> None:
    client = TestClient(create_app(assistant, Settings(today=TODAY)))
    first = client.post("/api/chat", json={"question": "hvornår er tidsregistrering udrullet?"}).json()
    follow_up = {"question": "hvad er formålet med det?", "conversation_id": first["conversation_id"]}
    assert {c["initiative"] for c in client.post("/api/chat", json=follow_up).json()["citations"]} == {TIME}


def test_the_terminal_chat_remembers(
    bundled_data_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = iter(["hvornår er tidsregistrering udrullet?", "og hvornår er piloten færdig?", ""])
    monkeypatch.setattr("builtins.input", lambda _prompt="": next(lines))
    assert main(["ask", "--data-dir", str(bundled_data_dir), "--today", "2026-03-15"]) == 0
    assert "Q2/2026 efter planen" in capsys.readouterr().out


def said_in_turn(assistant: Assistant, *turns: tuple[str, str]) -> None:
    """Hold one conversation; each answer must say what stands beside its question."""
    conversation = None
    for question, said in turns:
        answer = assistant.answer(question, TODAY, conversation)
        conversation = answer.conversation_id
        assert said in answer.answer, (question, answer.answer)


def test_ten_turns_about_one_thing_and_then_another(assistant: Assistant) -> None:
    said_in_turn(
        assistant,
        ("hej", "Hej"),
        ("hvornår er det nye tidsregistreringssystem udrullet?", "Q4/2026"),
        ("hvem er undtaget?", "selvtilrettelæggere"),
        ("hvorfor indfører vi det?", "én fælles løsning"),
        ("hvornår er piloten?", "Q2/2026 efter planen: Én forvaltning"),
        ("og hvad sker der bagefter?", "Q3/2026"),
        ("hvad koster det?", "Det fremgår ikke"),
        ("hvad med kontraktstyring?", "kontraktstyring er implementeret"),
        ("hvornår er det klar?", "Q4 2026"),
        ("tak", "Selv tak"),
    )


def test_ten_turns_from_one_subject_to_the_next(assistant: Assistant) -> None:
    said_in_turn(
        assistant,
        ("Hvad er Fremtidens ERP?", "økonomistyringen"),
        ("hvornår er markedsdialogen?", "Q3 2026"),
        ("og strategien?", "Q4 2026"),
        ("hvad er milepælene?", "servicetjek"),
        ("hvad sker der i Q3 2026?", "**Fremtidens ERP Løsning**"),
        ("og i Q4?", "kontraktstyring"),
        ("hvad går OK26 ud på?", "OK26"),
        ("hvornår?", "efteråret 2026"),
        ("hvad er det næste på klimaområdet?", "Q2 2026"),
        ("og derefter?", "Q4 2026"),
    )


def test_what_period_the_figures_are_of_can_be_asked(assistant: Assistant) -> None:
    said_in_turn(
        assistant,
        ("hvor mange fakturaer behandler vi?", "1.000.000"),
        ("hvilken periode er tallene fra?", "Dataperiode: 01.10.2024-30.09.2025"),
        ("hvad skal vi spare på indkøb?", "40 mio."),
    )


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


@pytest.mark.parametrize("said", ["ok", "Ok tak", "okay, fint", "jo tak", "super tak", "ja ok"])
def test_a_word_of_assent_is_thanked_for_and_looked_up_nowhere(talk: Talk, said: str) -> None:
    answer = talk("hvornår er tidsregistrering udrullet?", said)
    assert answer.answer.startswith("Selv tak")
    assert subjects(talk("hvornår er tidsregistrering udrullet?", said, "og hvem er undtaget?")) == {TIME}


def test_ok_with_a_year_is_the_agreement(assistant: Assistant) -> None:
    assert "OK26" in assistant.answer("hvad er ok26?", TODAY).answer


def test_more_is_what_was_not_said_yet_until_there_is_no_more(assistant: Assistant) -> None:
    store = assistant.live.current()
    for initiative in store.initiatives:
        answer = assistant.answer(f"Fortæl om {initiative.title}", TODAY)
        places = set[tuple[int, int]]()
        for _ in range(12):
            new = {(citation.page, citation.start) for citation in answer.citations}
            assert not new & places
            places |= new
            if answer.status == "not_found":
                break
            answer = assistant.answer("uddyb", TODAY, answer.conversation_id)
        else:
            pytest.fail(f"{initiative.title} never ends")
        assert initiative.title in answer.answer
        spans = {(s.span.page, s.span.start) for paragraph in initiative.paragraphs for s in paragraph.sentences}
        spans |= {(m.span.page, m.span.start) for m in store.milestones if m.initiative_id == initiative.id}
        assert spans <= places


def test_more_of_a_history_goes_as_far_as_in_a_conversation(assistant: Assistant, talk: Talk) -> None:
    asked = ["hvornår er tidsregistrering udrullet?", *["uddyb"] * 4]
    for number in range(1, len(asked)):
        by_history = assistant.answer(asked[number], TODAY, history=asked[:number])
        assert by_history.answer == talk(*asked[: number + 1]).answer


def test_after_more_the_question_before_it_is_leant_on(talk: Talk) -> None:
    plain = talk("hvad sker der i Q2 2026?", "og i 2027?")
    assert talk("hvad sker der i Q2 2026?", "uddyb", "og i 2027?").answer == plain.answer


@pytest.mark.parametrize("question", ["uddyb", "Fortæl mere!", "mere?", "kan du uddybe det lidt", "hvad ellers?"])
def test_more_of_nothing_asks_back(talk: Talk, question: str) -> None:
    answer = talk("hej", question)
    assert answer.status == "not_found"
    assert answer.answer.startswith("Hvad vil du vide mere om?")


def test_more_about_something_is_a_question_of_its_own(talk: Talk) -> None:
    assert subjects(talk("hvornår er tidsregistrering udrullet?", "fortæl mere om ERP")) == {"Fremtidens ERP Løsning"}


def test_a_word_that_the_subject_has_is_the_subjects(talk: Talk) -> None:
    strategy = talk("hvad er formålet med ERP?", "hvornår er strategien klar?")  # another title has "Klimastrategi"
    assert subjects(strategy) == {"Fremtidens ERP Løsning"}
    purpose = talk("fortæl om løngennemsigtighed", "hvad er formålet med implementeringen?")  # a word of three titles
    assert subjects(purpose) == {"Implementering af direktiv om løngennemsigtighed"}


def test_a_list_of_an_area_is_not_of_the_subject_alone(talk: Talk) -> None:
    answer = talk("fortæl om fremtidens indkøb", "hvad sker der på indkøbsområdet i 2026?")
    assert len(subjects(answer)) > 1


def test_who_is_responsible_is_asked_of_the_subject(talk: Talk) -> None:
    answer = talk("fortæl om fremtidens indkøb", "hvem er ansvarlig?")
    assert subjects(answer) == {"Implementering af Fremtidens Indkøb"}  # at least as the nearest place


def test_the_milestones_are_the_subjects(talk: Talk) -> None:
    for question in ("hvad er milepælene?", "hvilke milepæle er der?", "hvad er tidsplanen?", "og milepælene?"):
        assert subjects(talk("hvad er GenAI-projektet?", question)) == {"GenAI på løn- og personaleområdet"}
    assert len(subjects(talk("hvad er GenAI-projektet?", "hvad sker der i Q2 2026?"))) > 1


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


def test_whose_milestones_they_are_may_be_said_by_pointing_back(talk: Talk) -> None:
    answer = talk("hvornår er tidsregistrering udrullet?", "hvilke milepæle har den i programmet?")
    assert subjects(answer) == {TIME}


@pytest.mark.parametrize("follow_up", ["hvad er næste skridt?", "hvad er det næste?"])
def test_what_comes_next_is_of_the_subject_before(talk: Talk, follow_up: str) -> None:
    assert subjects(talk("hvad er formålet med tidsregistrering?", follow_up)) == {TIME}
    assert len(subjects(talk("hvad er formålet med tidsregistrering?", "hvad er det næste i hele programmet?"))) > 1


def test_an_english_conversation_stays_english_around_a_danish_title(talk: Talk) -> None:
    answer = talk("which initiatives are there on procurement?", "tell me about the first one")
    assert answer.language == "en"
    assert subjects(answer) == {"Bidrag til Klimastrategi 2035 (reduktion af klimaaftryk ved indkøb)"}


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


def test_no_milestones_of_the_subject_are_none_of_the_programme(talk: Talk) -> None:
    answer = talk("hvad går OK26 ud på?", "milepæle?")
    assert answer.status == "not_found"
    assert "ingen milepæle for »Overenskomstforhandlinger 2026«" in answer.answer


@pytest.mark.parametrize(("follow_up", "titles"), [("kun GenAI", 1), ("hvad med dem i indkøb?", 3), ("only genai", 1)])
def test_a_list_is_narrowed(talk: Talk, follow_up: str, titles: int) -> None:
    answer = talk("hvad sker der i Q4 2026?", follow_up)
    assert len(subjects(answer)) == titles
    assert all(
        c.period and c.period.overlaps(Period("", date(2026, 10, 1), date(2026, 12, 31))) for c in answer.citations
    )


def test_when_is_asked_of_the_fact_before(talk: Talk) -> None:
    assert talk("klimastrategi", "hvor meget skal CO2 ned?", "hvornår?").status != "answered"


@pytest.mark.parametrize("question", ["hvad er klimapuljen?", "hvad er Letbetaling?"])
def test_what_something_is_leaves_nothing_out(talk: Talk, question: str) -> None:
    assert talk("fortæl om ERP", question).answer == talk(question).answer


def test_all_of_an_initiative_is_of_all_its_parts(talk: Talk) -> None:
    assert len(talk("tidsplan for rekruttering", "hvad er alle milepælene for indsatsen?").citations) == 7


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


def test_which_of_them_are_of_the_list(talk: Talk) -> None:
    answer = talk("hvilke indsatser er der på indkøbsområdet?", "hvilke af dem slutter i år?")
    assert len(subjects(answer)) == 3


def test_a_bare_period_asks_the_same_of_it(talk: Talk) -> None:
    answer = talk("hvad sker der i Q4 2026?", "kun indkøb", "Q2 2026")
    assert subjects(answer) == subjects(talk("hvad sker der i Q2 2026?", "kun indkøb"))
    assert "Forbedring af indkøbsprocessen" in subjects(answer)


@pytest.mark.parametrize("follow_up", ["kun indkøb", "og i 2027?"])
def test_what_ends_stays_what_is_asked_of_a_list(talk: Talk, follow_up: str) -> None:
    answer = talk("hvilke indsatser slutter i 2026?", follow_up)
    assert answer.answer.startswith("Indsatser, hvis sidste milepæl ligger i perioden:")


@pytest.mark.parametrize("follow_up", ["og i februar?", "hvad med marts?", "og Q1?"])
def test_a_month_without_a_year_is_of_the_year_asked_for_before(talk: Talk, follow_up: str) -> None:
    asked = talk("hvad sker der i januar 2027?", follow_up)
    assert {c.period.label for c in asked.citations if c.period} == {"Q3 2026-Q1 2027", "Q1 2027"}


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


def test_which_comes_first_is_asked_of_those_set_side_by_side(talk: Talk) -> None:
    answer = talk("kan du sammenligne ERP og tidsregistrering på tidsplan?", "hvilket er færdigt først?")
    assert subjects(answer) == {"Fremtidens ERP Løsning", TIME}


def test_what_they_decided_is_of_those_that_were_asked_about(talk: Talk) -> None:
    answer = talk("hvem sidder i Økonomkredsen?", "hvad besluttede de?")
    assert subjects(answer) <= {"Forbedring af indkøbsprocessen"}


@pytest.mark.parametrize(
    ("message", "labels"),
    [
        ("hvornår er piloten på tidsregistrering slut, og hvad sker der så?", ["Q2/2026", "Q3/2026"]),
        ("hvornår er ERP færdigt? og hvad med GenAI?", ["Q4 2026", "Q2/2027"]),
        ("hvad koster det nye kontraktstyringssystem, og hvornår er det implementeret?", ["Q4 2026"]),
    ],
)
def test_a_question_of_a_message_goes_on_from_the_one_before(talk: Talk, message: str, labels: list[str]) -> None:
    assert [c.period.label for c in talk(message).citations if c.period] == labels


def test_why_some_are_left_out_is_not_what_all_of_it_is_for(talk: Talk) -> None:
    answer = talk("hvem er undtaget for tidsregistrering, og hvorfor?")
    assert "formål" not in answer.answer.casefold()
    assert "Det fremgår ikke af arbejdsprogrammet: hvorfor" in answer.answer
    assert talk("hvem er undtaget for tidsregistrering?", "hvorfor?").status != "answered"


@pytest.mark.parametrize("asked", ["hvornår er tidsregistrering udrullet?", "hvornår er klimapuljen evalueret?"])
def test_another_year_is_asked_of_the_same_subject(talk: Talk, asked: str) -> None:
    answer = talk(asked, "og i 2027?")
    assert answer.status == "not_found"
    assert "ingen milepæle" in answer.answer


def test_a_word_of_a_title_leaves_the_subject(talk: Talk) -> None:
    answer = talk("hvornår er tidsregistrering udrullet?", "hvornår er rekruttering færdig?")
    assert TIME not in subjects(answer)
    assert [c.period.label for c in answer.citations if c.period] == ["Tidligst fra Q2 2027"]


def test_the_question_asked_again_does_not_grow(assistant: Assistant) -> None:
    asked = ["hvornår er ERP færdigt?", "og hvad med rekruttering?", "og hvad med klima?", "og GenAI?"]
    reply = assistant.reply(asked[-1], TODAY, history=asked[:-1])
    assert reply.readings[0].analysis.question == "hvornår er ERP færdigt? og GenAI?"


def test_a_strangers_plan_is_not_that_of_the_subject(talk: Talk) -> None:
    assert TIME not in subjects(talk("hvornår er tidsregistrering udrullet?", "hvor langt er I med fyringerne?"))


def test_a_compound_that_another_initiative_has_leaves_the_subject(talk: Talk) -> None:
    answer = talk("hvad er klimapuljen?", "konceptet for forbrugsstyring, er det godkendt?")
    assert subjects(answer) == {"Implementering af Fremtidens Indkøb"}


def test_the_end_of_a_part_is_that_of_the_part(talk: Talk) -> None:
    answer = talk("hvornår er arbejdet på det personalejuridiske område færdigt?")
    assert [c.period.label for c in answer.citations if c.period] == ["Hele 2026"]
    after = talk("hvornår er arbejdet på det personalejuridiske område færdigt?", "hvad sker der derefter?")
    assert after.status == "answered"
    assert not [c for c in after.citations if c.period]


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


@pytest.mark.parametrize("question", ["hvad skete der i december?", "er noget forsinket i Q2?"])
def test_what_looks_back_is_of_no_year_ahead(assistant: Assistant, question: str) -> None:
    history = ["hvad sker der i 2027?"]
    answer = assistant.answer(question, date(2026, 11, 27), history=history)
    alone = assistant.answer(question, date(2026, 11, 27))
    assert answer.answer == alone.answer


def test_the_next_step_goes_on_from_the_one_spoken_of(talk: Talk) -> None:
    answer = talk("Hvad er GenAI-piloten?", "hvornår?", "og næste skridt?")
    assert answer.citations[0].period is not None
    assert "Q3" in answer.citations[0].period.label


def test_the_milestones_may_be_asked_to_see(talk: Talk) -> None:
    assert len(talk("fortæl om GenAI", "må jeg se milepælene?").citations) > 3
