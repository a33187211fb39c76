"""Everyday questions on services: who, when, how long and what it costs, of two small programmes."""

from datetime import date

import pytest
from conftest import assistant_over
from everyday_programme import TODAY

from assistant.analysis import analyse
from assistant.answering import Assistant
from assistant.question_forms import Ask

CLINICS = """# Ældreplan 2027

## Fokusområde 1: Hjælp tæt på

### Klinikker i byen

To klinikker tager imod dem, der selv kan komme. Klinikkerne koster 1,1 mio. kr. at indrette. Mads Holm fra it-enheden
styrer arbejdet. Ved siden af er der ansat en vejleder, Anne Krogh, som hjælper familier.

Milepæle

- Januar 2027: Klinikken i Toldboden åbner
- Juni 2027: Klinikken i Vesterby åbner

### Fuldtid til alle

Ledige stillinger slås op på fuld tid. Studerende er undtaget. Ordningen koster 4,6 mio. kr. om året. Den frigør
7.500 arbejdstimer om året.

Milepæle

- Maj 2027: Samtaler holdes

### Låse uden nøgler

Elektroniske låse sættes op. Private er ikke omfattet. Jonas Fabricius står i spidsen for arbejdet.

## Nøgletal

- 34 dages ventetid på et hjælpemiddel
"""


@pytest.fixture(scope="module")
def clinics(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_over(tmp_path_factory.mktemp("clinics"), CLINICS)


@pytest.mark.parametrize(
    ("question", "said", "status"),
    [
        ("hvornår åbner klinikkerne?", ("Toldboden", "Vesterby"), "answered"),
        ("hvem er vejleder?", ("Anne Krogh",), "answered"),
        ("hvem er undtaget fra fuldtid?", ("Studerende",), "partial"),
        ("hvor lang tid venter man på et hjælpemiddel?", ("34 dages",), "answered"),
        ("hvor mange arbejdstimer sparer I på fuldtid?", ("7.500",), "partial"),
        ("hvem står for låseprojektet?", ("Jonas Fabricius",), "partial"),
        ("alle datoer for klinikkerne", ("Januar 2027", "Juni 2027"), "answered"),
        ("hvad koster mest, klinikkerne eller fuldtid?", ("Det største af de to tal er det for: fuldtid",), "answered"),
        (
            "hvilken er dyrest: klinikkerne eller fuldtid?",
            ("Det største af de to tal er det for: fuldtid",),
            "answered",
        ),
        ("er klinikken i Vesterby lukket?", ("Vesterby",), "partial"),
    ],
)
def test_several_named_exempt_waited_for_saved_and_paid(
    clinics: Assistant, question: str, said: tuple[str, ...], status: str
) -> None:
    answer = clinics.answer(question, date(2027, 9, 10))
    assert all(one in answer.answer for one in said)
    assert answer.status == status


def test_one_of_several_stays_one(clinics: Assistant) -> None:
    assert "Vesterby" not in clinics.answer("hvornår åbner klinikken i Toldboden?", date(2027, 9, 10)).answer
    assert clinics.answer("hvem er kok?", date(2027, 9, 10)).status == "not_found"


COSTS = """# Kulturplan 2027

## Fokusområde 1: Ude og hjemme

### Havbad til alle

Havbadet koster 900.000 kr. at drive. Gæster i havbadet betaler 40 kr. for en billet. I et forsøg i 2024 og 2025 kom
4.000 gæster.
En sæson i havbadet varer otte uger. Den kan forlænges med to uger. Et nyt billetsystem indføres.

Milepæle

- Maj 2027: Havbadet åbner

### Sange i parken

Nyt lydsystem sættes op i foråret. Det er gratis at være med.

Milepæle

- Juni 2027: Første koncert
"""


@pytest.fixture(scope="module")
def costs(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_over(tmp_path_factory.mktemp("costs"), COSTS)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("koster det noget at bade i havbadet?", "40 kr."),
        ("hvad koster havbadet for mig?", "40 kr."),
        ("hvad koster havbadet?", "900.000 kr."),
        ("hvad koster det at drive havbadet?", "900.000 kr."),
        ("er det gratis at høre sange i parken?", "gratis"),
        ("hvor længe varer sæsonen i havbadet, og kan den forlænges?", "to uger"),
        ("min mor vil gerne bade, hvad koster en billet til havbadet?", "40 kr."),
    ],
)
def test_what_the_asker_pays_is_not_what_it_costs_to_run(costs: Assistant, question: str, said: str) -> None:
    assert said in costs.answer(question, date(2027, 4, 1)).answer


def test_the_years_of_a_trial_that_is_over_are_no_length(costs: Assistant) -> None:
    assert "2024" not in costs.answer("hvor længe varer havbad til alle?", date(2027, 4, 1)).answer


def test_things_of_a_kind_are_told_by_each_initiative_that_has_one(costs: Assistant) -> None:
    listed = costs.answer("hvilke systemer får vi?", date(2027, 4, 1))
    assert {citation.initiative for citation in listed.citations} == {"Havbad til alle", "Sange i parken"}
    assert len(costs.answer("hvilke koncerter får vi?", date(2027, 4, 1)).citations) == 1
    assert costs.answer("hvilke dage kommer der?", date(2027, 4, 1)).status != "answered"


def test_the_askers_relatives_are_no_things_that_the_programme_lacks(costs: Assistant) -> None:
    assert "nævner ikke" not in costs.answer("kan min mor bade i havbadet?", date(2027, 4, 1)).answer


def test_who_answers_for_each_of_those_told_is_told_of_each(clinics: Assistant) -> None:
    listed = clinics.answer("sammenlign klinikker i byen og låse uden nøgler", TODAY)
    told = clinics.answer("hvem er ansvarlig for dem?", TODAY, conversation_id=listed.conversation_id)
    assert {c.initiative for c in told.citations} == {"Klinikker i byen", "Låse uden nøgler"}
    assert analyse("hvem har været med til at vælge dem?", TODAY).ask is Ask.WHO


def test_a_verb_behind_a_modal_names_no_initiative(clinics: Assistant) -> None:
    """Asked after the clinics, "kan jeg selv låse?" is not about the locks."""
    told = clinics.answer("fortæl om klinikker i byen", TODAY)
    answer = clinics.answer("kan jeg selv låse?", TODAY, conversation_id=told.conversation_id)
    assert "Låse uden nøgler" not in {c.initiative for c in answer.citations}


def test_a_step_that_tells_of_no_more_or_less_is_hedged(clinics: Assistant) -> None:
    assert clinics.answer("kommer der flere klinikker i Vesterby?", date(2027, 3, 1)).status != "answered"
    assert clinics.answer("åbner klinikken i Vesterby i juni?", date(2027, 3, 1)).status == "answered"
