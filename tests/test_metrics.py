from dataclasses import replace
from datetime import date

import pytest

from evals.answers import Answer, AnswerFormatError, Citation, markers, parse_answer, statements
from evals.correctness import Outcome, Verdict, coverage, judge
from evals.grounding import ground, is_verbatim, resolution_faults
from evals.metrics import Result, summarise
from evals.normalise import claims, normalise, states
from evals.questions import Evidence, Question

TODAY = date(2026, 3, 15)
PILOT = "Q2/2026: Gennemført pilot i en forvaltning"
DONE = "Q4/2026: Det nye system er udrullet i hele KK."
PAGE = f"{PILOT}\n{DONE}\nCa. 12.000 medarbejdere skal registrere tid.\n{DONE}"
WHEN = Question(
    id="when",
    kind="when",
    split="dev",
    question="Hvornår er systemet udrullet?",
    answerable=True,
    facts=(("Q4/2026",),),
    lead=("Q4/2026",),
    evidence=(Evidence("tidsregistrering", "Q4/2026"),),
)
UNKNOWN = Question("price", "near_miss", "dev", "Hvad koster det i 2029?", answerable=False, statuses=("not_found",))


def page_text(document_id: str, page: int) -> str:
    return {("programme", 1): PAGE}[document_id, page]


def cite(number: int, quote: str, start: int | None = None) -> Citation:
    begin = PAGE.index(quote) if start is None else start
    period = quote.partition(":")[0] if quote.startswith("Q") else ""
    title = "Nyt tidsregistreringssystem"
    return Citation(number, "programme", "Arbejdsprogram 2026", 1, title, quote, begin, begin + len(quote), period)


def said(text: str, *citations: Citation, status: str = "answered") -> Answer:
    return Answer(text, status, citations)


@pytest.mark.parametrize(
    "written",
    [
        "Q4/2026",
        "Q4 2026",
        "4. kvartal 2026",
        "fjerde kvartal 2026",
        "4. kvartal i 2026",
        "the fourth quarter of 2026",
    ],
)
def test_every_spelling_of_a_quarter_is_one_fact(written: str) -> None:
    assert states(normalise(f"Det sker i **{written}**."), ("Q4/2026",))
    assert not states(normalise(f"Det sker i {written}."), ("Q3/2026",))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("40 mio. kr.", "40 millioner kr."),
        ("op til 6 mia.", "op til 6 milliarder"),
        ("45.000 medarbejdere", "45 000 medarbejdere"),
        ("50%", "50 procent"),
        ("første halvår af 2026", "Q1-Q2/2026"),
        ("fra Q3 2026 til Q1 2027", "fra Q3 2026-Q1 2027"),
        ("juni 2026", "June 2026"),
        ("1. oktober 2024", "01.10.2024"),
        ("2. og 3. kvartal 2026", "Q2 og Q3 2026"),
    ],
)
def test_two_spellings_of_a_figure_are_the_same(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Q2-Q4 2026", "Q4/2026"),
        ("1.600 kontroller", "600"),
        ("arkitektur", "KIT"),
        ("Q4/2026", "2026"),
        ("i 2026-2028", "2026"),
        ("2,5 procent", "5 procent"),
    ],
)
def test_a_fact_is_not_found_inside_another_figure_or_word(text: str, fact: str) -> None:
    assert not states(normalise(text), (fact,))


def test_names_with_digits_are_no_claims() -> None:
    assert claims("OK26 og CO2e i Budget26") == frozenset()


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Systemet er udrullet i 4. kvartal 2026 [1].", Outcome.CORRECT),
        ("Systemet er udrullet i Q2/2026 [1].", Outcome.WRONG),
        ("Systemet er udrullet i 4. kvartal 2027 [1].", Outcome.WRONG),
        ("Pilot i Q2/2026, udrullet i Q4/2026 [1].", Outcome.WRONG),
    ],
)
def test_only_the_right_quarter_first_is_correct(text: str, outcome: Outcome) -> None:
    assert judge(WHEN, said(text)).outcome is outcome


def test_a_decline_or_a_part_is_missing_and_not_wrong() -> None:
    both = replace(WHEN, facts=(("Q4/2026",), ("hele KK",)))
    assert judge(WHEN, said("Det står der ikke.", status="not_found")).outcome is Outcome.MISSING
    assert judge(both, said("I Q4/2026 [1].")).outcome is Outcome.MISSING


def test_a_forbidden_fact_is_wrong_even_beside_the_right_one() -> None:
    strict = replace(WHEN, forbidden=("udskudt",))
    assert judge(strict, said("I Q4/2026 [1].")).outcome is Outcome.CORRECT
    assert judge(strict, said("I Q4/2026 [1], men udskudt.")).outcome is Outcome.WRONG


def test_an_unanswerable_question_wants_a_decline() -> None:
    assert judge(UNKNOWN, said("Det står der ikke.", status="not_found")).outcome is Outcome.CORRECT
    assert judge(UNKNOWN, said("Måske [1].", status="partial")).outcome is Outcome.MISSING
    assert judge(UNKNOWN, said("3 mio. kr. [1]")).outcome is Outcome.WRONG


def test_citation_markers_are_not_read_as_facts() -> None:
    three = replace(WHEN, facts=(("3",),), lead=())
    assert judge(three, said("Der er tre spor [3].")).outcome is Outcome.WRONG
    assert judge(three, said("Der er 3 spor [1].")).outcome is Outcome.CORRECT


def test_a_list_is_correct_when_it_cites_exactly_its_milestones() -> None:
    listed = replace(
        WHEN,
        lead=(),
        evidence=(),
        complete=(Evidence("tidsregistrering", "Q2/2026"), Evidence("tidsregistrering", "Q4/2026")),
    )
    number = cite(3, "Ca. 12.000 medarbejdere skal registrere tid.")
    whole = said("Q2/2026 [1] og Q4/2026 [2].", cite(1, PILOT), cite(2, DONE))
    assert judge(listed, whole).outcome is Outcome.CORRECT
    assert judge(listed, replace(whole, citations=whole.citations[1:])).outcome is Outcome.MISSING
    more = replace(whole, citations=(*whole.citations, number))
    assert judge(listed, more).outcome is Outcome.MISSING
    assert coverage(listed, more).list_recall == 1
    assert coverage(listed, more).list_precision == pytest.approx(2 / 3)


def test_a_list_may_cite_the_titles_that_its_milestones_stand_under() -> None:
    listed = replace(WHEN, lead=(), evidence=(), complete=(Evidence("tidsregistrering", "Q4/2026"),))
    title = replace(cite(1, PILOT), quote="NNyytt ttiiddssrreeggiissttrreerriinnggssssyysstteemm:", period="")
    answer = said("**Nyt tidsregistreringssystem** [1]\n- Q4/2026 [2]", title, cite(2, DONE))
    assert judge(listed, answer).outcome is Outcome.CORRECT
    assert judge(listed, replace(answer, citations=(cite(1, PILOT), cite(2, DONE)))).outcome is Outcome.MISSING


def test_evidence_is_met_by_the_right_initiative_and_period_only() -> None:
    assert coverage(WHEN, said("", cite(1, DONE))).evidence == 1
    assert coverage(WHEN, said("", cite(1, PILOT))).evidence == 0
    assert coverage(WHEN, said("", replace(cite(1, DONE), initiative="ERP"))).evidence == 0


def test_a_marker_resolves_to_its_own_number_and_not_to_one_that_ends_like_it() -> None:
    twelve = replace(cite(1, DONE), id=12)
    assert not resolution_faults(said("Udrullet i Q4/2026 [12].", twelve))
    assert resolution_faults(said("Udrullet i Q4/2026 [2].", twelve)) == (
        "[2] har ingen kilde",
        "kilde 12 bruges ikke",
    )


def test_two_citations_may_not_share_an_id() -> None:
    assert resolution_faults(said("A [1].", cite(1, DONE), cite(1, PILOT))) == ("kilde 1 er givet to gange",)


def test_a_quote_must_be_the_text_at_its_offsets() -> None:
    good = cite(1, DONE)
    assert is_verbatim(good, page_text)
    for bad in (
        replace(good, quote=DONE.replace("Q4/2026", "Q4 2026")),
        replace(good, start=good.start + 1, end=good.end + 1),
        replace(good, page=2),
        replace(good, start=5, end=5, quote=""),
        replace(good, start=-3, end=-1, quote=PAGE[-3:-1]),
    ):
        assert not is_verbatim(bad, page_text)


def test_identical_text_in_two_places_is_two_citations() -> None:
    second = cite(2, DONE, PAGE.rindex(DONE))
    answer = said("Udrullet i Q4/2026 [1][2].", cite(1, DONE), second)
    found = ground(answer, page_text, WHEN.question, TODAY)
    assert (found.citations, found.verbatim, found.needed, found.resolves) == (2, 2, 2, True)


def test_another_quarter_or_number_is_never_supported() -> None:
    right = ground(said("Udrullet i 4. kvartal 2026 [1].", cite(1, DONE)), page_text, "", TODAY)
    wrong = ground(said("Udrullet i 2. kvartal 2025 [1].", cite(1, DONE)), page_text, "", TODAY)
    assert (right.supported, right.sentences) == (1, 1)
    assert (wrong.supported, wrong.sentences) == (0, 1)
    quote = cite(1, "Ca. 12.000 medarbejdere skal registrere tid.")
    assert ground(said("12.000 skal [1].", quote), page_text, "", TODAY).supported == 1
    assert ground(said("2.000 skal [1].", quote), page_text, "", TODAY).supported == 0


def test_a_claim_that_stands_in_a_quote_cited_elsewhere_is_misattributed() -> None:
    quotes = (cite(1, PILOT), cite(2, DONE))
    found = ground(said("Pilot i Q2/2026 [2]. Udrullet i Q4/2026 [1].", *quotes), page_text, "", TODAY)
    assert (found.supported, found.misattributed) == (0, 2)
    good = ground(said("Pilot i Q2/2026 [1]. Udrullet i Q4/2026 [2].", *quotes), page_text, "", TODAY)
    assert (good.supported, good.misattributed, good.needed) == (2, 0, 2)


def test_a_citation_that_adds_nothing_is_not_needed() -> None:
    quotes = (cite(1, DONE), cite(2, "Ca. 12.000 medarbejdere skal registrere tid."))
    found = ground(said("Systemet er udrullet i Q4/2026 [1][2].", *quotes), page_text, "", TODAY)
    assert (found.citations, found.needed) == (2, 1)


def test_a_marker_at_the_end_of_a_paragraph_carries_its_sentences_but_no_other_claims() -> None:
    both = said("Q4/2026: Systemet er udrullet. Det gælder hele KK [1].", cite(1, DONE))
    assert ground(both, page_text, "", TODAY).faults == ()
    other = said("Q3/2026: Systemet er udrullet. Det gælder hele KK [1].", cite(1, DONE))
    assert len(ground(other, page_text, "", TODAY).faults) == 1


def test_a_claim_without_a_marker_is_unsupported() -> None:
    found = ground(said("Udrullet i Q4/2026 [1]. Det koster 5 mio. kr.", cite(1, DONE)), page_text, "", TODAY)
    assert (found.sentences, found.supported) == (2, 1)


def test_today_titles_and_an_echoed_refusal_need_no_quote() -> None:
    text = "I dag er det 15. marts 2026. Arbejdsprogram 2026 siger Q4/2026 [1]."
    assert ground(said(text, cite(1, DONE)), page_text, "", TODAY).faults == ()
    decline = said("Programmet nævner ikke 2029.", status="not_found")
    assert ground(decline, page_text, UNKNOWN.question, TODAY).faults == ()
    assert ground(replace(decline, status="answered"), page_text, UNKNOWN.question, TODAY).faults


def test_sentences_split_after_a_year_and_not_inside_abbreviations() -> None:
    text = "Det skal stå i 2026. Næste er bl.a. Finans [1]. Kravet er 68 mio. kr. i 4. kvartal 2026 [2]."
    assert [one.cited for one in statements(text)] == [(1,), (1,), (2,)]
    assert len(statements("Det skal de stå. Også her.")) == 2


def test_a_marker_behind_the_full_stop_belongs_to_the_sentence_before() -> None:
    assert [one.cited for one in statements("Klar i Q4/2026.[1] Derefter drift. [2, 3]")] == [(1,), (2, 3)]


def test_a_line_that_leads_into_a_list_rests_on_the_list() -> None:
    intro, *items = statements("Der er 2 milepæle i 2026:\n- **Q2/2026**: pilot [1]\n- Q4/2026: udrullet [2]")
    assert (intro.cited, intro.introduces) == ((1, 2), 2)
    assert [item.cited for item in items] == [(1,), (2,)]
    answer = said("Der er 2 milepæle i 2026:\n- Q2/2026 [1]\n- Q4/2026 [2]", cite(1, PILOT), cite(2, DONE))
    assert ground(answer, page_text, "", TODAY).faults == ()


def test_markers_are_read_in_every_form() -> None:
    assert markers("a [1], b [2, 3] og c [12](/kilder/x?side=1)") == (1, 2, 3, 12)


def test_an_answer_object_of_another_shape_is_refused() -> None:
    good: dict[str, object] = {"answer": "Ja", "status": "answered", "citations": []}
    assert parse_answer(good) == Answer("Ja", "answered", ())
    for bad in ({"answer": None}, {"citations": "none"}, {"citations": [1]}, {"citations": [{"id": "1"}]}):
        with pytest.raises(AnswerFormatError):
            parse_answer({**good, **bad})


def test_crag_score_tells_right_from_declined_from_wrong() -> None:
    def crag(*outcomes: Outcome) -> float | None:
        return summarise([Result(WHEN, Verdict(outcome), 0.1) for outcome in outcomes]).crag

    assert crag(Outcome.CORRECT, Outcome.CORRECT) == 1
    assert crag(Outcome.MISSING, Outcome.MISSING) == 0
    assert crag(Outcome.WRONG, Outcome.ERROR) == -1
    assert crag() is None


def test_false_answers_and_false_refusals_are_counted_over_their_own_questions() -> None:
    def result(question: Question, status: str) -> Result:
        text = "Det fremgår ikke." if status == "not_found" else "I Q4/2026."
        return Result(question, judge(question, said(text, status=status)), 0.1, "", status)

    found = summarise([result(WHEN, "not_found"), result(WHEN, "answered"), result(UNKNOWN, "answered")])
    assert (found.false_refusal, found.false_answer) == (0.5, 1.0)
    assert (found.correct, found.missing, found.wrong) == (1 / 3, 1 / 3, 1 / 3)
    assert summarise([result(WHEN, "answered")]).false_answer is None
