"""Conversations are remembered, each for itself, and go on over many turns."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from conftest import subjects
from fastapi.testclient import TestClient

from assistant.analysis import analyse
from assistant.answering import Assistant
from assistant.answers import Answer
from assistant.api import create_app
from assistant.cli import main
from assistant.conversation import KEPT, MOST, Conversations
from assistant.settings import Settings
from assistant.turns import Turn

TODAY = date(2026, 3, 15)
TIME = "Implementering af nyt KK fælles tidsregistreringssystem"

Talk = Callable[..., Answer]


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


def test_an_english_conversation_stays_english_around_a_danish_title(talk: Talk) -> None:
    answer = talk("which initiatives are there on procurement?", "tell me about the first one")
    assert answer.language == "en"
    assert subjects(answer) == {"Bidrag til Klimastrategi 2035 (reduktion af klimaaftryk ved indkøb)"}


def test_the_next_step_goes_on_from_the_one_spoken_of(talk: Talk) -> None:
    answer = talk("Hvad er GenAI-piloten?", "hvornår?", "og næste skridt?")
    assert answer.citations[0].period is not None
    assert "Q3" in answer.citations[0].period.label


def test_the_milestones_may_be_asked_to_see(talk: Talk) -> None:
    assert len(talk("fortæl om GenAI", "må jeg se milepælene?").citations) > 3
