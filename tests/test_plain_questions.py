"""Plain questions that each get a worse answer without one rule, on the bundled programme and on a small one."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from conftest import opened_over, subjects

from assistant.answering import Assistant
from assistant.answers import Answer
from assistant.languages import language_of
from assistant.parts import parts

Talk = Callable[..., Answer]

TODAY = date(2027, 2, 10)
ERP = "Fremtidens ERP Løsning"
GENAI = "GenAI på løn- og personaleområdet"
PROGRAMME = """# Arbejdsprogram 2027 – Drift og Kultur, Birkelund Kommune

Drift og Kultur passer kommunens bygninger, biler og systemer.

## Digital drift

### Kort og tegninger

Alle afdelinger skal kunne se kort og tegninger. ArcPortal er valgt som platform. Kontakt: tlf. 12345678.
Torben Lund leder indsatsen, som skolerne betaler en tredjedel af.

Milepæle:

- 1. kvartal 2027: Kontrakten underskrives.
- 3. kvartal 2027: Tyve afdelinger bruger kortene.
- 4. kvartal 2027: 60 frivillige tegner med.

### Licenser til tegnere

Hver licens koster 900 kr. stykket, i alt 45.000 kr. om året. Høringsfristen er fra 1. marts til 15. april 2027.

Milepæle:

- 2. kvartal 2027: Udbud af licenser.

## Huse og veje

### Sortering af tøj

Slidt tøj må ikke længere komme i restaffaldet. Tøj, der kan bruges igen, afleveres fortsat i genbrugsbutikken.

Milepæle:

- April 2027: Posen tages i brug.

### Nye vinduer på Mosevang

Beboerne på Mosevang bliver boende, mens der skiftes vinduer. Renoveringen varer mindst to år.

Milepæle:

- Maj 2027: Arbejdet går i gang.

### Biblioteket flytter

Biblioteket er slidt og får nye lokaler på havnen.

Milepæle:

- 4. kvartal 2027: Biblioteket åbner på havnen.

## Nøgletal

- Gennemsnitlig ventetid i telefonen: 4 minutter (2026)
"""


@pytest.fixture(scope="module")
def birkelund(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    yield from opened_over(tmp_path_factory.mktemp("birkelund"), PROGRAMME)


def test_a_short_form_names_the_subject_of_a_declined_question(talk: Talk) -> None:
    answer = talk("hvem godkender ERP?", "hvornår er det klar?")
    assert (answer.status, subjects(answer)) == ("answered", {ERP})


def test_what_belongs_to_an_area_is_listed(talk: Talk) -> None:
    assert talk("hvilke indsatser tilhører indkøb?").answer.startswith("Indsatserne er:")


def test_where_something_is_put_may_be_a_system(talk: Talk) -> None:
    answer = talk("hvor bliver AI-modulet implementeret?")
    assert answer.status == "answered"
    assert "ServiceNow" in answer.answer


def test_whether_it_is_something_else_stays_with_what_was_spoken_of(talk: Talk) -> None:
    assert subjects(talk("hvad er GenAI?", "er det rekruttering?")) == {GENAI}


def test_a_passive_verb_is_nothing_that_another_initiative_tells(talk: Talk) -> None:
    assert subjects(talk("hvad er ERP?", "hvornår underskrives kontrakten?")) == {ERP}


def test_a_step_is_counted_by_the_words_before_before(talk: Talk) -> None:
    assert len(talk("hvad er den anden milepæl for ERP før den sidste?").citations) == 1


def test_milestones_that_are_left_or_reached_are_not_the_number_of_all(talk: Talk) -> None:
    assert not talk("hvor mange milepæle mangler vi?").answer.startswith("Antal milepæle")


def test_a_number_that_is_asked_about_is_confirmed(talk: Talk) -> None:
    assert talk("er der 153.000 opkald om året?").status == "answered"


def test_a_greeting_without_a_comma_is_no_part_of_a_question(talk: Talk) -> None:
    assert subjects(talk("hej er ERP klar?")) == {ERP}


def test_what_somebody_has_heard_says_of_what_is_asked(talk: Talk) -> None:
    assert subjects(talk("Jeg har hørt at der kommer et nyt ERP. Hvad er tidsplanen?")) == {ERP}


def test_what_was_asked_for_once_is_not_what_shall_be(talk: Talk) -> None:
    assert talk("hvor meget skal KS spare?").status == "partial"


def test_since_a_month_is_since_the_last_one(talk: Talk) -> None:
    answer = talk("hvilke milepæle er der siden december?")
    assert "Q2 2026" in {citation.period.label for citation in answer.citations if citation.period}


def test_a_summary_of_a_fact_is_that_fact_and_of_a_thing_its_text(talk: Talk, birkelund: Assistant) -> None:
    assert "Q4 2026" in talk("opsummer hvornår ERP er klar").answer
    assert "slidt" in birkelund.answer("opsummer biblioteket", TODAY).answer


def test_danish_question_words_make_a_question_danish_and_danish_letters_in_a_name_do_not() -> None:
    assert language_of("hvor finder jeg the new terms of use?") == "da"
    assert language_of("who is responsible for rekrutteringsområdet?") == "en"


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("hvad sker der, når kontrakten udløber, og kan den forlænges?", 1),
        ("er ventetiden kortere efter tidsbestillingen?", 1),
        ("er museet klar efter biblioteket?", 2),
    ],
)
def test_conditions_and_degrees_are_no_questions_of_their_own(question: str, asked: int) -> None:
    assert len(parts(question)) == asked


def test_what_is_dearer_is_asked_of_things_and_not_of_verbs() -> None:
    assert [part.text for part in parts("er museet dyrere end biblioteket?")] == [
        "hvad koster museet",
        "hvad koster biblioteket",
    ]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("hvad er telefonnummeret til kort og tegninger?", "12345678"),
        ("hvad hedder platformen?", "ArcPortal"),
        ("hvad koster licenserne i alt?", "45.000"),
        ("hvor lang er høringsfristen?", "15. april"),
        ("hvornår må slidt tøj ikke længere komme i restaffaldet?", "April 2027"),
        ("hvor flytter beboerne på Mosevang hen?", "bliver boende"),
    ],
)
def test_what_is_told_is_said_plainly(birkelund: Assistant, question: str, told: str) -> None:
    answer = birkelund.answer(question, TODAY)
    assert answer.status == "answered"
    assert told in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "hvornår skal tøj i genbrugsbutikken?",  # as before
        "bliver ventetiden i telefonen lavere?",
        "hvor mange frivillige er der nu?",  # there will be
        "hvilke projekter har mindst et år tilbage?",
        "hvad stod der i udbuddet af licenser?",  # it is yet to come
    ],
)
def test_what_is_not_told_is_not_said_plainly(birkelund: Assistant, question: str) -> None:
    assert birkelund.answer(question, TODAY).status != "answered"


def test_somebody_is_not_called_by_a_name_beside_another_word(birkelund: Assistant) -> None:
    assert birkelund.answer("hvad hedder skolelederen?", TODAY).status == "not_found"
