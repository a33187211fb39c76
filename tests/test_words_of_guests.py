"""What guests and managers ask in words of their own: status, seasons, now and then, who pays, why at all, what if."""

from collections.abc import Callable
from datetime import date

import pytest
from conftest import conversation
from seaside_programme import TODAY

from assistant.answering import Assistant
from assistant.answers import Answer
from assistant.values import counts
from ingest.markdown import render
from vectorstore.periods import find_periods
from vectorstore.records import Period


@pytest.fixture
def talk(seaside: Assistant) -> Callable[..., Answer]:
    """Ask questions about the coast in one conversation; the answer to the last."""
    return conversation(seaside, TODAY)


@pytest.mark.parametrize("question", ["Giv mig status på badebroen", "må jeg få en kort status på badebroen"])
def test_a_status_may_be_asked_to_be_given(seaside: Assistant, question: str) -> None:
    said = seaside.answer(question, TODAY).answer
    assert said.startswith("Næste milepæl efter planen: Q2 2027")
    assert said.count("Projektet sendes i udbud") == 1
    assert "Gæsternes tilfredshed måles" in said


def test_who_gets_a_status_and_when_is_not_asked_to_be_given_one(seaside: Assistant) -> None:
    assert "i juni" in seaside.answer("Hvornår får byrådet en status på planen?", TODAY).answer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Må AI afvise nogen?", "Løsningen må ikke afvise nogen"),
        ("Hvor mange livreddere råder I over om sommeren?", "12 livreddere"),
        ("Hvad koster en sæsonplads i år?", "450 kr."),
        ("Hvornår er livredderne på stranden?", "fra 15. juni til 31. august"),
        ("Hvor mange ansatte har kommunen?", "310 ansatte"),
        ("Hvor tit mødes strandrådet?", "den første onsdag i måneden"),
        ("Hvornår går I i gang med badebroen?", "Den første milepæl i planen, Q2 2027: Projektet sendes i udbud"),
    ],
)
def test_it_is_told_in_the_words_of_the_programme(seaside: Assistant, question: str, said: str) -> None:
    answer = seaside.answer(question, TODAY)
    assert answer.status == "answered"
    assert said in answer.answer


def test_a_time_of_day_is_not_declined_above_the_time(seaside: Assistant) -> None:
    answer = seaside.answer("Hvornår har tårnet åbent?", TODAY)
    assert answer.status != "not_found"
    assert "kl. 10-18" in answer.answer


def test_what_is_told_of_now_is_not_told_of_next_year(seaside: Assistant) -> None:
    assert seaside.answer("Hvad koster en sæsonplads næste år?", TODAY).status == "not_found"


def test_what_has_been_is_not_told_by_what_is_to_come(seaside: Assistant) -> None:
    said = seaside.answer("Hvornår kom livredningen med?", TODAY).answer
    assert said.startswith("Ifølge tidslinjen i 2014: Livredningen lægges ind under kommunen")


def test_when_somebody_can_be_called_is_a_time_of_day(seaside: Assistant) -> None:
    answer = seaside.answer("Hvornår kan man ringe til tårnet?", TODAY)
    assert answer.status == "not_found" or "kl. 10-18" in answer.answer


def test_a_season_to_come_is_a_period(seaside: Assistant) -> None:
    assert "Redningstårnet tages i brug" in seaside.answer("Hvad sker der til sommer?", TODAY).answer


def test_what_is_evaluated_later_is_finished_before(seaside: Assistant) -> None:
    said = seaside.answer("Hvornår er badebroen færdig?", TODAY).answer
    assert said.startswith("Marts 2028 efter planen: Badebroen tages i brug")
    assert "Den sidste milepæl i planen, Q4 2028: Gæsternes tilfredshed måles" in said


def test_what_only_begins_has_no_end(seaside: Assistant) -> None:
    said = seaside.answer("Hvornår er kunstig intelligens i bookingen færdig?", TODAY).answer
    assert "Den sidste milepæl i planen, tidligst fra Q2 2028: Nyt bookingsystem igangsættes" in said
    assert "Hvornår det er færdigt, fremgår ikke." in said


def test_what_is_to_be_stands_beside_what_has_been(seaside: Assistant) -> None:
    assert "Fremover bliver der fire" in seaside.answer("Hvor mange tårne får vi?", TODAY).answer
    assert "Fremover" not in seaside.answer("Hvor mange tårne er der nu?", TODAY).answer


def test_who_pays_is_not_who_gets_paid(seaside: Assistant, talk: Callable[..., Answer]) -> None:
    assert seaside.answer("Hvem betaler badebroen?", TODAY).answer.startswith("Strandfonden betaler 2 mio. kr.")
    assert talk("Hvorfor bygger vi en badebro?", "hvem betaler den?").answer.startswith("Strandfonden")


def test_a_place_that_is_told_beside_the_answer_is_no_doubt(seaside: Assistant) -> None:
    assert seaside.answer("Hvem betaler broen ved Skansen?", TODAY).status == "answered"
    assert seaside.answer("Hvem betaler broen ved Klitten?", TODAY).status != "answered"


def test_who_decides_is_not_who_talked_of_it(seaside: Assistant) -> None:
    said = seaside.answer("Hvem bestemmer farven på badebroen?", TODAY).answer
    assert said.startswith("Farven vælges af skolens elever, og Teknisk Udvalg godkender den")


def test_what_a_thing_is_stands_where_it_is_brought_up(seaside: Assistant) -> None:
    said = seaside.answer("Hvad er et redningstårn?", TODAY).answer
    assert said.index("det vil sige et tårn") < min(at for at in (said.find("Redningstårnet"), 999) if at >= 0)


def test_the_number_of_things_may_stand_behind_them(seaside: Assistant) -> None:
    assert "fra fire til ni" in seaside.answer("Hvor mange gæsteshelters får vi?", TODAY).answer


def test_what_holds_is_no_plan(seaside: Assistant) -> None:
    assert "viser kun planen" not in seaside.answer("Er små grupper omfattet af depositum?", TODAY).answer


def test_a_name_alone_asks_for_no_step(seaside: Assistant) -> None:
    said = seaside.answer("Er stranden jeres?", TODAY)
    assert not any(citation.initiative for citation in said.citations)  # how it became theirs, and no step of a plan
    assert "Programmet viser kun planen" not in said.answer


def test_members_are_no_pages(seaside: Assistant) -> None:
    said = seaside.answer("Hvor mange sidder der i strandrådet?", TODAY).answer
    assert "ni medlemmer" in said
    assert "fire sider" not in said


def test_why_an_initiative_at_all_is_told_by_its_introduction(seaside: Assistant) -> None:
    answer = seaside.answer("Hvorfor bygger vi en badebro?", TODAY)
    assert answer.status == "answered"
    assert answer.answer.startswith("Badegæsterne må i dag gå ud over glatte sten")


def test_why_half_of_an_initiative_is_no_introduction_of_the_other_half(assistant: Assistant) -> None:
    answer = assistant.answer("hvorfor laver vi om på rekrutteringssystemet?", date(2026, 3, 15))
    assert answer.status != "answered" or "personalejuraen" not in answer.answer


def test_why_a_part_is_so_is_no_introduction(seaside: Assistant) -> None:
    assert "glatte sten" not in seaside.answer("Hvorfor udskydes rampen til badebroen?", TODAY).answer


def test_what_if_is_told_by_the_initiatives_condition(seaside: Assistant) -> None:
    said = seaside.answer("Hvad hvis badebroen sprænger budgettet?", TODAY).answer
    assert "Bliver tilbuddene dyrere end ventet, udskydes rampen" in said
    assert "tages i brug" not in said


def test_when_it_holds_is_the_step_of_what_was_just_quoted(talk: Callable[..., Answer]) -> None:
    said = talk("Skal grupper betale depositum?", "hvornår gælder det fra?").answer
    assert said.startswith("Primo 2028 efter planen: Depositum for grupper træder i kraft")


def test_who_does_something_afterwards_is_not_what_comes_next(talk: Callable[..., Answer]) -> None:
    said = talk("Hvornår tages redningstårnet i brug?", "hvem evaluerer det bagefter?").answer
    assert "evalueres af livredderne" in said
    assert "Øvelse" not in said


def test_a_yearly_milestone_lies_in_its_month_only(seaside: Assistant) -> None:
    assert "Øvelse med redningsbåd" in seaside.answer("Hvad sker der i september 2029?", TODAY).answer
    assert "Øvelse med redningsbåd" not in seaside.answer("Hvad sker der i maj 2028?", TODAY).answer


def test_what_has_no_end_is_not_what_ends_last(seaside: Assistant) -> None:
    said = seaside.answer("Hvilken indsats slutter sidst?", TODAY).answer
    last, _, without_end = said.partition("Har ingen nævnt slutdato:")
    assert "Gæsternes tilfredshed måles" in last
    assert "Øvelse med redningsbåd" not in last
    assert "Øvelse med redningsbåd" in without_end


def test_a_yearly_period_comes_back_from_its_first_year_on() -> None:
    yearly = find_periods("Hvert år i september, første gang 2027")[0].period
    within = {text: yearly.overlaps(_period(text)) for text in ("september 2026", "september 2031", "oktober 2028")}
    assert within == {"september 2026": False, "september 2031": True, "oktober 2028": False}
    assert all(_period(text).overlaps(yearly) for text in ("2029", "efter 1. oktober 2030"))
    assert not yearly.may_reach(_period("maj 2029"))


@pytest.mark.parametrize(
    ("question", "not_said"),
    [
        ("Hvor mange tårne bygges i år?", "fire"),
        ("Hvor mange faldulykker har der været i år?", "40"),
        ("Hvorfor dropper I badebroen?", "glatte sten"),
        ("Hvorfor har I kun en badebro?", "glatte sten"),
        ("Hvor mange sidder i styregruppen?", "310"),
    ],
)
def test_what_is_not_told_is_not_answered_by_what_is_like_it(seaside: Assistant, question: str, not_said: str) -> None:
    answer = seaside.answer(question, TODAY)
    assert answer.status != "answered" or not_said not in answer.answer


@pytest.mark.parametrize(
    "question", ["Kan gæsterne få status på deres sag?", "Giv mig status på hvem der betaler broen"]
)
def test_somebodys_status_of_something_else_is_no_plan(seaside: Assistant, question: str) -> None:
    assert "Næste milepæl" not in seaside.answer(question, TODAY).answer


def test_when_it_stops_is_the_last_milestone(seaside: Assistant) -> None:
    said = seaside.answer("Hvornår slutter badebroen?", TODAY).answer
    assert said.startswith("Den sidste milepæl i planen, Q4 2028: Gæsternes tilfredshed måles")


def test_what_happens_in_a_season_is_of_the_next_one(seaside: Assistant) -> None:
    said = seaside.answer("Hvad sker der om sommeren?", TODAY).answer
    assert "Redningstårnet tages i brug" in said
    assert "Badebroen tages i brug" not in said


def test_artificial_intelligence_is_found_by_its_short_forms_and_the_other_way_round(assistant: Assistant) -> None:
    for question in ("Hvilke indsatser handler om kunstig intelligens?", "Hvilke indsatser handler om AI?"):
        assert "GenAI på løn- og personaleområdet" in assistant.answer(question, date(2026, 3, 15)).answer


def test_a_unit_of_an_organisation_is_no_unit_of_measure() -> None:
    table = "| Sag | Ansvarlig | Enhed |\n|---|---|---|\n| Byggeri | Mette Holm | Plan og Byg |\n"
    assert render(table).text == "• Byggeri: Mette Holm, enhed Plan og Byg"


def test_a_unit_of_a_table_stands_behind_its_number() -> None:
    table = "| Nøgletal | Antal | Enhed | År |\n|---|---|---|---|\n| Indkøb | 612 | mio. kr. | 2026 |\n"
    assert render(table).text == "• Indkøb: 612 mio. kr., år 2026"


def _period(text: str) -> Period:
    return find_periods(text)[0].period


def test_a_step_that_was_just_told_is_not_where_it_goes(talk: Callable[..., Answer]) -> None:
    said = talk("Hvornår begynder tangbussen?", "hvor kører den hen?").answer
    assert "Klitten, Sandø og Møllehøj" in said
    assert not said.startswith("Maj 2027")


def test_what_a_thing_is_is_no_step_of_that_name(seaside: Assistant) -> None:
    said = seaside.answer("hvad er tangbussen?", TODAY).answer
    assert said.index("Som et forsøg kører tangbussen") < (said + "Maj 2027").index("Maj 2027")


def test_a_thing_is_told_where_it_is_brought_up_and_not_where_it_is_spoken_of(seaside: Assistant) -> None:
    said = seaside.answer("Hvad er en strandvogter?", TODAY).answer
    assert said.index("Fra foråret ansættes en strandvogter") < (said + "hører under").index("hører under")


def test_of_several_steps_it_is_the_one_that_speaks_of_what_was_quoted(talk: Callable[..., Answer]) -> None:
    said = talk("Må campister holde ved Møllehøj om natten?", "hvornår gælder det fra?").answer
    assert said.startswith("Primo 2028 efter planen: Spærring for campister om natten træder i kraft")


def test_a_number_in_words_is_preferred_to_one_of_other_things(seaside: Assistant) -> None:
    said = seaside.answer("Hvor mange strandstole får vi?", TODAY).answer
    assert "fra tre til seks" in said


@pytest.mark.parametrize("question", ["Er hunde undtaget?", "Er taget mit ansvar?"])
def test_a_rule_and_who_answers_for_a_thing_are_no_plan(seaside: Assistant, question: str) -> None:
    assert "viser kun planen" not in seaside.answer(question, TODAY).answer


def test_who_has_a_role_may_stand_in_another_place(seaside: Assistant) -> None:
    answer = seaside.answer("Hvem er kystingeniør?", TODAY)
    assert answer.status == "answered"
    assert "Maja Friis" in answer.answer


def test_closing_time_is_told_by_the_hours(seaside: Assistant) -> None:
    said = seaside.answer("Hvornår lukker kiosken om torsdagen?", TODAY).answer
    assert "til kl. 20" in said
    assert not said.startswith("Maj 2027")


def test_a_hard_winter_is_no_date(seaside: Assistant) -> None:
    answer = seaside.answer("Er der penge til mere tang i en hård vinter?", TODAY)
    assert answer.status == "answered"
    assert "er der ikke sat penge af" in " ".join(answer.answer.split())


def test_an_overview_of_an_initiative_is_its_introduction(seaside: Assistant) -> None:
    said = seaside.answer("Giv mig et overblik over badebroen", TODAY).answer
    assert said.startswith("Badegæsterne må i dag gå ud over glatte sten")


@pytest.mark.parametrize("question", ["Hvor mange ansatte har Sandvig?", "Hvor mange ansatte har Sandvig Kommune?"])
def test_the_municipality_goes_by_its_name(seaside: Assistant, question: str) -> None:
    answer = seaside.answer(question, TODAY)
    assert answer.status == "answered"
    assert "310 ansatte" in answer.answer


def test_who_uses_something_are_those_who_must(assistant: Assistant) -> None:
    asked = conversation(assistant, date(2026, 3, 15))
    said = asked("Hvornår får vi det nye tidsregistreringssystem?", "Hvem skal bruge det?").answer
    assert "12.000 medarbejdere" in said
    assert "pilot" not in said


def test_whose_staff_is_asked_for_is_of_no_subject_before(assistant: Assistant) -> None:
    asked = conversation(assistant, date(2026, 3, 15))
    assert asked("Hvor mange ansatte har Københavns Kommune?", "Hvor mange ansatte har KS?").status == "not_found"


def test_only_then_is_not_first(seaside: Assistant) -> None:
    said = seaside.answer("Hvilke indsatser slutter først i 2028?", TODAY).answer
    assert "Badebro ved Nordstranden" in said
    assert "slutter først" not in said


def test_what_has_no_end_stands_in_the_order_of_the_text(seaside: Assistant) -> None:
    said = seaside.answer("Hvilken indsats slutter sidst?", TODAY).answer
    assert said.index("Øvelse med redningsbåd") < said.index("Nyt bookingsystem igangsættes")


def test_what_is_counted_may_stand_before_the_number(seaside: Assistant) -> None:
    store = seaside.live.current()
    wanted = store.lexical.query_words("strandstole")
    assert counts(store, wanted, "Antallet af strandstole hæves fra tre til seks.")
    assert not counts(store, wanted, "Antallet af biler hæves fra tre til seks, fordi sandet flytter sig.")
    assert not counts(store, wanted, "Antallet af strandstole er hemmeligt.")
