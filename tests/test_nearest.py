"""Hedged answers begin with what is nearest by meaning: on a programme that no rule was made on."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from conftest import conversation, opened_over

from assistant.analysis import Inherited, analyse
from assistant.answering import Assistant
from assistant.answers import Answer, Draft, Hedge, Statement
from assistant.case import Case
from assistant.evidence import gather
from assistant.lines import sentence_source
from assistant.nearest import begin_with_nearest
from prompts import load_replies

TODAY = date(2027, 3, 10)
SAME = "Det nærmeste, programmet siger om det, er:"
PROGRAMME = """# Arbejdsprogram 2027 – Musikskolen, Lervig Kommune

## Fokusområde 1: Instrumenter til alle

### Udlån af instrumenter

Musikskolen ejer 240 instrumenter, som elever kan leje. Lejen koster 150 kr. om måneden, og børn af forældre på
kontanthjælp betaler ikke noget. Går et instrument i stykker, dækker skolens forsikring reparationen. Nøglen til
depotet ligger hos pedellen. Elever over 25 år kan ikke leje, da ordningen er for børn og unge. Violinbygger Ida
Holm efterser strygerne hvert år.

Milepæle:

- Q2 2027: Depotet er flyttet til kælderen
- Q4 2027: Instrumenterne kan bestilles på nettet

### Sommerorkestret

Orkestret samler unge fra hele øen i uge 27. De sover på Nordskolen, og maden laves af forældre. Dirigenten
vælges af de unge selv ved en afstemning.

Milepæle:

- Q3 2027: Første koncert i haven
"""

Talk = Callable[..., Answer]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    yield from opened_over(tmp_path_factory.mktemp("lervig"), PROGRAMME)


@pytest.fixture
def talk(assistant: Assistant) -> Talk:
    return conversation(assistant, TODAY)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("hvad sker der, hvis violinen går i stykker?", "dækker skolens forsikring"),
        ("hvem tjekker violinerne?", "Ida Holm"),
        ("hvor sover de unge henne?", "Nordskolen"),
    ],
)
def test_what_is_clearly_meant_is_said_plainly(talk: Talk, question: str, told: str) -> None:
    answer = talk(question)
    assert answer.status == "answered"
    assert told in answer.answer


def test_what_is_clearly_near_but_hedged_is_not_denied(talk: Talk) -> None:
    answer = talk("hvor kan jeg hente nøglen til depotet?")
    assert answer.answer.startswith(SAME)
    assert "Nøglen til depotet ligger hos pedellen [1]." in answer.answer


def test_a_thing_that_the_programme_lacks_is_named_and_no_verb(talk: Talk) -> None:
    assert "»søn«" in talk("hvem betaler, hvis min søn taber trompeten?").answer
    for verb in ("taber", "står for"):
        assert f"»{verb}«" not in talk(f"hvem {verb} maden til orkestret?").answer


NOT_IT = "Musikskolen ejer 240 instrumenter, som elever kan leje."
TOO_OLD = "Elever over 25 år kan ikke leje, da ordningen er for børn og unge."


def begun(assistant: Assistant, question: str, said: str, spoken: str = "") -> list[str]:
    """The lines of a draft that hedges with `said`, once it begins with what is nearest to the question."""
    store = assistant.live.current().second
    assert store is not None
    analysis = replace(analyse(question, TODAY), inherited=Inherited(spoken=spoken))
    places = [(p, s) for p in store.passages.values() for s in p.sentences]
    line = next(Statement(s.text, (sentence_source(p, s),)) for p, s in places if said in s.text)
    draft = Draft("partial", (Statement("Det nærmeste:", claim=False), line), hedge=Hedge(0.0, 0.0, ()))
    begun = begin_with_nearest(Case(analysis, gather(store, analysis), store, load_replies("da"), TODAY), draft)
    return [statement.text for statement in begun.statements if statement.claim]


def test_a_hedged_answer_begins_with_the_sentence_that_lies_clearly_nearer(assistant: Assistant) -> None:
    lines = begun(assistant, "hvem tjekker violinerne?", NOT_IT)
    assert lines[0] == "Violinbygger Ida Holm efterser strygerne hvert år."


@pytest.mark.parametrize(
    ("question", "said", "spoken"),
    [
        ("hvornår bliver violinerne tjekket?", NOT_IT, ""),  # another date would be read as the answer
        ("hvem tjekker violinerne?", TOO_OLD, ""),  # what says no stays first
        ("hvem tjekker violinerne?", NOT_IT, "hvad med strygerne?"),  # of what is asked the vector has but a part
        ("hvem står på cykelstien?", NOT_IT, ""),  # nothing is near
    ],
)
def test_a_hedged_answer_stays_as_it_is(assistant: Assistant, question: str, said: str, spoken: str) -> None:
    assert begun(assistant, question, said, spoken) == [said]


def test_the_price_of_one_is_no_total(talk: Talk) -> None:
    assert talk("hvad koster lejen?").status == "answered"
    assert talk("hvad koster lejen i alt?").status != "answered"
