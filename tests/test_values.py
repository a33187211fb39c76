import pytest

from assistant.answering import Assistant
from assistant.values import counts, has_actor, has_name, has_number, identifies
from vectorstore.danish import QueryWord
from vectorstore.store import Store


@pytest.fixture(scope="module")
def store(assistant: Assistant) -> Store:
    return assistant.live.current()


def asked(store: Store, words: str) -> tuple[QueryWord, ...]:
    return store.lexical.query_words(words)


@pytest.mark.parametrize(
    ("noun", "text", "holds"),
    [
        ("medarbejdere", "Ca. 12.000 medarbejdere skal registrere arbejdstid", True),
        ("fakturaer", "Ca. 1.000.000 leverandørfakturaer", True),
        ("forvaltninger", "Pilot i en forvaltning", True),
        ("spor", "KS bidrager til de to øvrige spor", True),
        ("projekter", "Der ventes et eller flere projekter", True),
        ("initiativer", "En række initiativer er sat i gang", False),
        ("medarbejdere", "Medarbejdere skal registrere arbejdstid fra Q3 2026", False),
        ("medarbejdere", "Der er 600 kontroller om året af leverandører og deres medarbejdere", False),
    ],
)
def test_a_number_counts_the_noun_that_follows_it(store: Store, noun: str, text: str, holds: bool) -> None:
    assert counts(store, asked(store, noun), text) is holds


@pytest.mark.parametrize(("text", "holds"), [("600 kontroller", True), ("I Q3 2026", False), ("to spor", False)])
def test_a_number_stands_in_digits_and_is_no_period(text: str, holds: bool) -> None:
    assert has_number(text) is holds


def test_somebody_whom_the_question_named_is_no_answer_to_who(store: Store) -> None:
    question = asked(store, "hvem sidder i HR-kredsen")
    assert not has_actor(store, question, "Oplæg til HR-kredsen")
    assert has_actor(store, question, "HR-kredsen består af forvaltningernes HR-chefer")


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Pilot i en forvaltning", False),
        ("Én forvaltning har gennemført piloten", False),
        ("Forvaltningen SUF er pilot", True),
        ("Alle er med", True),
    ],
)
def test_that_there_is_one_does_not_say_which(store: Store, text: str, holds: bool) -> None:
    assert identifies(store, asked(store, "forvaltning"), text) is holds


def test_a_role_is_told_by_what_it_is(store: Store) -> None:
    assert identifies(store, asked(store, "rolle"), "KS får en rolle med koordinering")


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Nyt system implementeret", False),
        ("Modulet ligger i ServiceNow", True),
        ("Systemet er nyt. Det er godt", False),
    ],
)
def test_a_name_has_a_capital_that_no_sentence_gives_it(store: Store, text: str, holds: bool) -> None:
    assert has_name(store, asked(store, "hvad hedder systemet"), text) is holds


@pytest.mark.parametrize(
    ("text", "has"), [("1. line support", False), ("i alt 12. Resten", True), ("600 kontroller", True)]
)
def test_an_ordinal_is_no_number(text: str, has: bool) -> None:
    assert has_number(text) is has
