"""The lexical index: what it finds, in which order, and that no question breaks it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from math import inf
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering import Assistant
from vectorstore import lexical
from vectorstore.coverage import coverage
from vectorstore.danish import Analyser, IndexTerms, QueryWord
from vectorstore.errors import IndexMismatchError
from vectorstore.lexical import LexicalIndex
from vectorstore.records import Kind, Passage, Span

TEXTS = {
    "system": ("Tid", "Det nye tidsregistreringssystem er udrullet i hele kommunen."),
    "time": ("Tid", "Timerne tælles op hver fredag."),
    "lunch": ("Kantinen", "Der serveres smørrebrød i kantinen."),
    "pay": ("Løn", "Lønadministrationen samles, og økonomistyring indføres."),
    "budget": ("Økonomi", "Budgettet følges op. Implementeringen af en ny model starter."),
    "pigs": ("Registrering", "Et register over svin føres."),
}


def passage(key: str, title: str, text: str) -> Passage:
    return Passage(key, "d", Kind.PROSE, text, Span(1, 0, len(text)), "", None, None, title, None, ())


@pytest.fixture(scope="module")
def index() -> Iterator[LexicalIndex]:
    with closing(sqlite3.connect(":memory:", check_same_thread=False)) as connection:
        lexical.create(connection)
        lexical.add(connection, (passage(key, *text) for key, text in TEXTS.items()), Analyser())
        yield LexicalIndex(connection, Analyser())


def found(index: LexicalIndex, question: str) -> list[str]:
    return [key for key, _ in index.search(question, 10)]


def word(term: str, *parts: str) -> QueryWord:
    return QueryWord(term, ((term, 1.0),), tuple(word(part) for part in parts))


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Hvornår er tidsregistrering klar?", "system"),
        ("Får vi et nyt system?", "system"),
        ("Hvornår sker udrulningen?", "system"),
        ("Hvornår implementeres modellen?", "budget"),
        ("Hvad er budget for 2026?", "budget"),
        ("Hvor får jeg smoerrebroed?", "lunch"),
        ("Hvad med smørebrød?", "lunch"),
        ("Hvordan går det med styring af økonomi?", "pay"),
    ],
)
def test_a_question_in_other_words_finds_the_passage(index: LexicalIndex, question: str, first: str) -> None:
    assert found(index, question)[0] == first


def test_a_compound_finds_another_that_shares_parts_with_it(index: LexicalIndex) -> None:
    assert "system" in found(index, "Hvad med timeregistreringssystemet?")


def test_smørrebrød_is_not_found_by_its_letters(index: LexicalIndex) -> None:
    assert found(index, "sm rrebr d") == []


def test_a_whole_word_ranks_above_a_part() -> None:
    whole, part = passage("whole", "", "Systemet er nyt."), passage("part", "", "Lønsystemet er nyt.")
    with closing(sqlite3.connect(":memory:")) as connection:
        lexical.create(connection)
        lexical.add(
            connection,
            [part, whole, *(passage(f"x{n}", "", "Noget andet her.") for n in range(3))],
            Analyser(),
        )
        assert found(LexicalIndex(connection, Analyser()), "system") == ["whole", "part"]


def test_a_title_counts(index: LexicalIndex) -> None:
    assert found(index, "kantine") == ["lunch"]


def test_only_allowed_passages_are_found(index: LexicalIndex) -> None:
    assert {key for key, _ in index.search("tid løn smørrebrød", 10, {"time", "pay"})} == {"time", "pay"}


def test_nothing_allowed_finds_nothing(index: LexicalIndex) -> None:
    assert index.search("løn", 10, set()) == []


def test_no_more_than_the_limit_are_found(index: LexicalIndex) -> None:
    assert len(index.search("tid løn smørrebrød budget", 2)) == 2


def test_scores_fall(index: LexicalIndex) -> None:
    scores = [score for _, score in index.search("nyt system til registrering af tid og løn", 10)]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] > 0


@pytest.mark.parametrize("question", ["", "?", "hvad er det", '"', "''", "* ^ : ( ) { } + - , ."])
def test_a_question_without_content_finds_nothing(index: LexicalIndex, question: str) -> None:
    assert index.search(question, 10) == []


@pytest.mark.parametrize(
    "question",
    [
        '"løn" AND (x OR -y)',
        "NEAR(løn tid, 2)",
        "title:løn*",
        "løn NOT tid",
        "^løn",
        "løn + tid",
        "'; DROP TABLE x --løn",
    ],
)
def test_query_syntax_is_only_text(index: LexicalIndex, question: str) -> None:
    assert "pay" in found(index, question)


@given(question=st.text())
def test_no_question_breaks_the_search(index: LexicalIndex, question: str) -> None:
    assert all(0 < score < inf for _, score in index.search(question, 10))


def test_threads_may_share_the_index(index: LexicalIndex) -> None:
    seen: list[list[str]] = []
    threads = [Thread(target=lambda: seen.append(found(index, "nyt system"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [found(index, "nyt system")] * 8


def test_an_index_opened_read_only_is_searched(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("index") / "lexical.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        lexical.create(connection)
        lexical.add(connection, [passage("pay", "Løn", "Lønnen udbetales.")], Analyser())
        connection.commit()
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        assert found(LexicalIndex(connection, Analyser()), "udbetaling af løn") == ["pay"]


def test_passages_may_be_added_in_turns() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        lexical.create(connection)
        lexical.add(connection, [passage("a", "", "Lønnen udbetales.")], Analyser())
        lexical.add(connection, [passage("b", "", "Lønnen samles.")], Analyser())
        assert LexicalIndex(connection, Analyser()).vocabulary.words["lønnen"] == 2


def test_an_index_of_another_analyser_is_refused() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        lexical.create(connection)
        connection.execute("UPDATE lexical_meta SET value = 'other'")
        with pytest.raises(IndexMismatchError, match="ingest"):
            LexicalIndex(connection, Analyser())


def test_an_analyser_without_compounds_finds_no_parts() -> None:
    analyser = Analyser(compounds=False)
    with closing(sqlite3.connect(":memory:")) as connection:
        lexical.create(connection)
        lexical.add(connection, [passage("a", "", "Et tidsregistreringssystem.")], analyser)
        assert found(LexicalIndex(connection, analyser), "system") == []


def test_a_rare_term_has_the_higher_idf(index: LexicalIndex) -> None:
    assert index.idf("smørrebrød") > index.idf("ny") > 0


def test_an_unseen_term_has_the_highest_idf(index: LexicalIndex) -> None:
    assert index.idf("xylofon") > index.idf("smørrebrød")


def test_coverage_is_full_for_the_question_s_own_words(index: LexicalIndex) -> None:
    assert index.coverage("Serveres der smørrebrød?", "Der serveres smørrebrød.") == pytest.approx(1.0)


def test_coverage_is_none_for_other_words(index: LexicalIndex) -> None:
    assert index.coverage("Serveres der smørrebrød?", "Budgettet følges op.") == 0.0


def test_coverage_of_no_content_is_none(index: LexicalIndex) -> None:
    assert index.coverage("Hvad er det?", "Budgettet følges op.") == 0.0


def test_coverage_weighs_words_by_rarity() -> None:
    idf = {"løn": 1.0, "system": 3.0}.__getitem__
    assert coverage([word("løn"), word("system")], IndexTerms(("system",), ()), idf) == pytest.approx(0.75)


def test_a_compound_covered_by_some_parts_counts_some() -> None:
    question = [word("lønsystem", "løn", "system")]
    whole = coverage(question, IndexTerms(("lønsystem",), ()), lambda _: 1.0)
    both = coverage(question, IndexTerms(("løn", "system"), ()), lambda _: 1.0)
    half = coverage(question, IndexTerms(("system",), ()), lambda _: 1.0)
    assert whole == pytest.approx(1.0)
    assert whole > both > half > 0


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("Hvor mange stilligner slår vi op", "Hvor mange stillinger slår vi op"),
        ("indkoebsprocessen i Sevice-indgangen", "indkøbsprocessen i Service-indgangen"),
        ("rekrutteringssystmeet", "rekrutteringssystemet"),
        ("næste skrridt", "næste skridt"),
        ("ERP-strateegi og KK's system", "ERP-strategi og KK's system"),
        ("de tilpayser et forhlodt", "de tilpasser et forholdt"),
        ("hvad er lonngennemsigtighed", "hvad er løngennemsigtighed"),
    ],
)
def test_slips_of_a_question_are_corrected_where_they_stand(assistant: Assistant, question: str, meant: str) -> None:
    assert assistant.live.current().lexical.respelt(question) == meant


@pytest.mark.parametrize(
    "question",
    [
        "hvornår er det nye tidsregistreringssystem rullet ud til alle?",
        "hvem er Hansen og Nielsen fra Randers og Aarhus",
        "parkeringspladser, cykelstativer og valutakurser",
        "kommunalbestyrelsesmøderne i Q4/2026 om OK26 og CO2e",
        "xqzrtplkmnvbs",
        "hvem servicerer tickets om grønnere opfindernes kontorudvikling",
    ],
)
def test_words_that_are_no_slips_stay_as_they_are(assistant: Assistant, question: str) -> None:
    assert assistant.live.current().lexical.respelt(question) == question
