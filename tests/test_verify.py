import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answers import Source, Statement
from assistant.verify import supported, verify
from vectorstore.records import Span

PAGE = "Q4/2026: Det nye system er udrullet i hele KK.\nCa. 153.000 opkald til Service-\nindgangen i KK."


def page_text(document_id: str, number: int) -> str | None:
    return PAGE if (document_id, number) == ("programme", 1) else None


def source(start: int, end: int, page: int = 1) -> Source:
    return Source("programme", Span(page, start, end))


def test_a_period_in_other_words_is_supported() -> None:
    assert supported("Efter planen 4. kvartal 2026: udrullet.", [PAGE])


def test_the_same_quarter_of_another_year_is_not_supported() -> None:
    assert not supported("Efter planen Q4/2025: udrullet.", [PAGE])


def test_another_quarter_is_never_supported_by_a_similar_text() -> None:
    assert not supported("Senest i 4. kvartal 2026.", ["Senest i 2. kvartal 2025."])


def test_a_number_with_other_thousands_signs_is_the_same_number() -> None:
    assert supported("Der kom 153000 opkald.", [PAGE])


def test_a_number_that_is_part_of_another_is_not_supported() -> None:
    assert not supported("Der kom 53.000 opkald.", [PAGE])


@pytest.mark.parametrize(
    ("said", "quoted", "is_supported"),
    [
        ("Det er 40 mio. kr.", "på 40 mio. kr. om året", True),
        ("Det er 40 mia. kr.", "på 40 mio. kr. om året", False),
        ("Det er 50 procent.", "en 50%-reduktion", True),
        ("Det er 50 kr.", "en 50%-reduktion", False),
        ("Det er 50 tons.", "50 mio.", False),
    ],
)
def test_a_number_is_supported_with_its_unit(said: str, quoted: str, is_supported: bool) -> None:
    assert supported(said, [quoted]) is is_supported


def test_a_denial_is_supported_only_by_a_denial() -> None:
    assert not supported("Systemet er ikke udrullet.", ["Systemet er udrullet."])
    assert supported("Systemet er ikke udrullet.", ["Systemet er endnu ikke udrullet."])


def test_a_name_that_the_quote_does_not_hold_is_not_supported() -> None:
    assert not supported("Det er udrullet i Aarhus.", [PAGE])


def test_a_word_broken_over_lines_supports_the_whole_word() -> None:
    assert supported("Opkald til Serviceindgangen.", [PAGE])


def test_quotes_are_cut_verbatim_from_the_page_text() -> None:
    verified = verify((Statement("udrullet", (source(0, 46),)),), page_text, lambda _: "P")
    (citation,) = verified.citations
    assert citation.quote == PAGE[citation.start : citation.end] == "Q4/2026: Det nye system er udrullet i hele KK."


def test_an_unsupported_claim_is_dropped_and_counted() -> None:
    verified = verify((Statement("Q1/2026: udrullet", (source(0, 46),)),), page_text, lambda _: "P")
    assert (verified.lines, verified.citations, verified.dropped) == ((), (), 1)


def test_a_claim_without_a_source_is_dropped() -> None:
    assert verify((Statement("Alt går godt."),), page_text, lambda _: "P").dropped == 1


def test_a_source_on_a_page_that_does_not_exist_supports_nothing() -> None:
    assert verify((Statement("udrullet", (source(0, 46, page=9),)),), page_text, lambda _: "P").dropped == 1


def test_a_lead_in_needs_no_source() -> None:
    verified = verify((Statement("Det fremgår ikke.", claim=False),), page_text, lambda _: "P")
    assert [line.text for line, _ in verified.lines] == ["Det fremgår ikke."]


def test_one_place_cited_twice_is_one_citation() -> None:
    statements = (Statement("udrullet", (source(0, 46),)), Statement("hele KK", (source(0, 46),)))
    verified = verify(statements, page_text, lambda _: "P")
    assert [numbers for _, numbers in verified.lines] == [(1,), (1,)]
    assert len(verified.citations) == 1


def test_equal_words_in_two_places_are_two_citations() -> None:
    text = "Fælles mål. Fælles mål."
    statements = (Statement("mål", (source(0, 11),)), Statement("mål", (source(12, 23),)))
    verified = verify(statements, lambda _document, _page: text, lambda _: "P")
    assert [(c.id, c.quote) for c in verified.citations] == [(1, "Fælles mål."), (2, "Fælles mål.")]


WORDS = st.lists(st.sampled_from(["udrullet", "møder", "opkald", "lederne", "i", "til", "om"]), min_size=1, max_size=4)
FIGURES = st.one_of(
    st.integers(1, 9_999_999).map(str),
    st.integers(1_000, 9_999_999).map(lambda n: f"{n:,}".replace(",", ".")),
    st.tuples(st.integers(1, 999), st.integers(1, 9)).map(lambda pair: f"{pair[0]},{pair[1]}"),
    st.tuples(st.integers(1, 4), st.integers(2020, 2035)).map(lambda pair: f"Q{pair[0]} {pair[1]}"),
    st.tuples(st.integers(1, 4), st.integers(2020, 2035)).map(lambda pair: f"{pair[0]}. kvartal {pair[1]}"),
    st.integers(2020, 2035).map(str),
    st.dates().filter(lambda day: 2000 < day.year < 2080).map(lambda day: f"{day.day}.{day.month}.{day.year}"),
)


@given(WORDS, FIGURES, WORDS, st.data())
def test_a_changed_digit_is_caught(before: list[str], figure: str, after: list[str], data: st.DataObject) -> None:
    quote = " ".join([*before, figure, *after])
    assert supported(quote, [quote])
    at = data.draw(st.sampled_from([match.start() for match in re.finditer(r"\d", quote)]))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != quote[at]]))
    changed = quote[:at] + digit + quote[at + 1 :]
    assert not supported(changed, [quote])


def test_a_list_of_which_nothing_holds_takes_its_heading_along() -> None:
    good = Statement("Q4/2026: Det nye system er udrullet.", (source(0, 46),), bullet=True)
    bad = Statement("Q1/2026: Det nye system er udrullet.", (source(0, 46),), bullet=True)
    heading = Statement("**Tid**", (source(47, 60),), claim=False)
    empty = Statement("**Løn**", (source(61, 70),), claim=False)
    lead = Statement("Milepælene er:", claim=False)
    verified = verify((lead, heading, good, bad, empty, bad), page_text, lambda _: "Program")
    assert [line.text for line, _ in verified.lines] == [lead.text, heading.text, good.text]
    assert [citation.id for citation in verified.citations] == [1, 2]
    assert verified.dropped == 2


def test_a_name_with_a_hyphen_at_the_beginning_is_one_name() -> None:
    assert supported("Jens-Peter Skaarup er ansvarlig.", ["Jens-Peter Skaarup er ansvarlig."])
    assert not supported("Jens-Peter Holm er ansvarlig.", ["Jens-Peter Skaarup er ansvarlig."])
