import tomllib
from datetime import date
from importlib.resources import files

import pytest

from assistant.abstention import Odds, load_weights
from assistant.answering import Assistant
from assistant.answers import Answer
from assistant.signals import Signals
from assistant.text_cues import CONDITION

TODAY = date(2026, 3, 15)


def ask(assistant: Assistant, question: str) -> Answer:
    return assistant.answer(question, TODAY)


@pytest.mark.parametrize("tuned", [True, False])
def test_the_shipped_weights_are_for_the_signals_and_keep_their_sign(tuned: bool) -> None:
    weights = load_weights(tuned=tuned).of
    assert set(weights) == set(Signals.names())
    assert all(weight <= 0 if name == "uncovered" else weight >= 0 for name, weight in weights.items())
    assert load_weights().partly_from < load_weights().answer_from


def test_weights_for_other_signals_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = tomllib.loads((files("assistant") / "abstention.toml").read_text(encoding="utf-8"))
    del data["tuned"]["weights"]["lift"]
    monkeypatch.setattr(tomllib, "loads", lambda _: data)
    load_weights.cache_clear()
    with pytest.raises(ValueError, match=r"python -m evals\.calibrate"):
        load_weights(tuned=True)
    load_weights.cache_clear()


def test_more_covered_is_surer_and_more_uncovered_is_less_sure() -> None:
    few = Signals(covered=0.2, uncovered=0.8, lift=1, likeness=0, share=0, attribute=1, action=0.2, counted=0, dated=0)
    many = Signals(covered=0.9, uncovered=0.1, lift=1, likeness=0, share=0, attribute=1, action=0.9, counted=0, dated=0)
    assert load_weights()(few) < load_weights()(many)


def test_a_sure_answer_has_no_hedge_and_one_of_middling_odds_names_what_it_lacks(assistant: Assistant) -> None:
    question = "Hvem er undtaget fra tidsregistrering?"
    middling = (load_weights().partly_from + load_weights().answer_from) / 2
    sure = Assistant(assistant.live, lambda *_: Odds(99.0)).answer(question, TODAY)
    hedged = Assistant(assistant.live, lambda *_: Odds(middling)).answer(question + " Zebraer?", TODAY)
    declined = Assistant(assistant.live, lambda *_: Odds(-99.0)).answer(question, TODAY)
    assert [answer.status for answer in (sure, hedged, declined)] == ["answered", "partial", "not_found"]
    assert hedged.answer.startswith("Programmet nævner ikke »Zebraer«. Det nærmeste, det siger, er:")
    assert sure.answer.split(" [")[0] in hedged.answer


@pytest.mark.parametrize(
    "question",
    [
        "Hvilken paragraf siger, at vi skal registrere arbejdstid?",
        "Hvilken forvaltning er pilot på tidsregistrering?",
        "Hvorfor brød udbuddet af rekrutteringssystemet sammen?",
        "Hvad hedder det nye kontraktstyringssystem?",
        "Hvem sidder i HR-kredsen?",
        "Hvad står bogstaverne KEJD for?",
    ],
)
def test_what_is_asked_for_and_not_said_is_declined(assistant: Assistant, question: str) -> None:
    assert ask(assistant, question).status == "not_found"


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        ("hvad koster det nye rekrutteringssystem?", "rekrutteringsområdet"),
        ("Hvad betyder løngennemsigtighed for mig?", "løngennemsigtighed"),
    ],
)
def test_the_nearest_place_is_under_the_heading_that_is_asked_about(
    assistant: Assistant, question: str, heading: str
) -> None:
    answer = ask(assistant, question)
    assert answer.status == "not_found"
    assert heading in (answer.citations[0].initiative or "")


def test_why_takes_what_it_claims_from_anywhere_in_the_initiative(assistant: Assistant) -> None:
    answer = ask(assistant, "Hvorfor skal vi anskaffe en ny ERP-løsning?")
    assert answer.status == "answered"
    assert "formål" in answer.answer.casefold()


def test_a_question_about_all_is_not_answered_with_the_pilot(assistant: Assistant) -> None:
    answer = ask(assistant, "hvornår har alle forvaltninger det nye system til tidsregistrering?")
    assert answer.answer.find("Q4/2026") >= 0 > answer.answer.find("Q2/2026")


def test_of_two_questions_the_one_without_an_answer_is_named(assistant: Assistant) -> None:
    answer = ask(assistant, "Hvem er undtaget fra tidsregistrering, og hvem er minister for fiskeri?")
    assert answer.status == "partial"
    assert "undtaget" in answer.answer.casefold()
    assert answer.answer.endswith("Det fremgår ikke af arbejdsprogrammet: hvem er minister for fiskeri?")


def test_both_sides_of_a_comparison_are_answered(assistant: Assistant) -> None:
    answer = ask(assistant, "Hvad kommer først, markedsdialogen eller ERP-strategien?")
    assert answer.status == "answered"
    assert {c.period.label for c in answer.citations if c.period} == {"Q3 2026", "Q4 2026"}


@pytest.mark.parametrize("text", ["håndtere en eventuel konflikt", "Såfremt den varsles, er vi klar.", "hvis det sker"])
def test_what_may_happen_is_a_condition_too(text: str) -> None:
    assert CONDITION.search(text)
    assert not CONDITION.search("KS har håndteret en konflikt.")


def test_a_decline_names_what_is_nearest_by_meaning_too(assistant: Assistant) -> None:
    answer = ask(assistant, "hvilke firmaer har vi snakket med, før vi køber et nyt sted at søge folk?")
    assert answer.status == "not_found"
    assert any("rekruttering" in (citation.initiative or "") for citation in answer.citations)


def test_another_number_is_no_nearest_place(assistant: Assistant) -> None:
    assert "40 mio" not in ask(assistant, "hvor mange penge er der i klimapuljen?").answer


@pytest.mark.parametrize(
    "question",
    ["hvor lang ventetid er der på telefonen i Serviceindgangen?", "hvordan gør aarhus kommune med tidsregistrering?"],
)
def test_a_wait_is_told_by_a_length_and_another_municipality_by_nothing(assistant: Assistant, question: str) -> None:
    assert assistant.answer(question, TODAY).status == "not_found"


def test_the_key_figures_of_the_office_are_all(assistant: Assistant) -> None:
    all_of_them = assistant.answer("hvilke nøgletal er der?", TODAY)
    of_the_office = assistant.answer("hvilke nøgletal har vi for Koncernservice?", TODAY)
    assert of_the_office.answer == all_of_them.answer


def test_users_are_a_topic_though_their_stem_is_a_generic_verbs(assistant: Assistant) -> None:
    answer = assistant.answer("hvordan får I brugernes mening at vide?", TODAY)
    assert "feedback" in answer.answer
    assert answer.status != "not_found"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Skal min ferie tastes ind samme sted som mine arbejdstimer?", "én fælles løsning"),
        ("hvor mange regninger fra leverandører håndterer KS?", "1.000.000"),
        ("hvor mange jobannoncer slår kommunen op på et år", "7.000 stillingsopslag"),
    ],
)
def test_what_words_and_meaning_both_find_nearest_is_hedged_and_not_declined(
    assistant: Assistant, question: str, said: str
) -> None:
    answer = assistant.answer(question, TODAY)
    assert (answer.status, said in answer.answer) == ("partial", True)


@pytest.mark.parametrize(
    "question",
    [
        "er det chatgpt eller copilot der ligger bag jeres løn-AI?",
        "hvor mange mails får Service-indgangen om året",
        "hvor mange opkald fik serviceindgangen i 2022",
        "hvor mange medarbejdere sidder der i koncernservice selv",
    ],
)
def test_another_name_year_owner_or_thing_stays_declined(assistant: Assistant, question: str) -> None:
    assert assistant.answer(question, TODAY).status == "not_found"


def test_what_a_question_about_the_programme_lacks_is_not_there_and_not_out_of_scope(solvig: Assistant) -> None:
    declined = solvig.answer("er der noget i programmet om dyrlæger?", TODAY)
    assert declined.status == "not_found"
    assert "Det fremgår ikke" in declined.answer


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("Hvor mange sager oprettes der i serviceportalen hver måned?", "partial"),
        ("hvor mange fakturaer om ugen?", "partial"),
        ("hvor mange opkald får Serviceindgangen i timen?", "partial"),
        ("Hvor mange sager oprettes der i serviceportalen om året?", "answered"),
    ],
)
def test_a_number_of_a_year_is_none_of_a_month(assistant: Assistant, question: str, status: str) -> None:
    assert assistant.answer(question, TODAY).status == status
