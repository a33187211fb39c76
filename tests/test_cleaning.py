"""Repairing glyphs and undoing layout, and the maps back."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wordfreq import top_n_list

from ingest.cleaning import Mapped, doubled_runs, flow, is_doubled, printed

DANISH = "abcdefghijklmnopqrstuvwxyzæøåéABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ"
PLAIN_NUMBERS = ("1100", "2200", "00", "11", "22", "3344", "5500", "8800", "110000", "1.100", "22.", "66,")
words = st.text(DANISH, min_size=1, max_size=14)


def doubled(text: str) -> str:
    return "".join(char if char == "\n" else 2 * char for char in text)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("FFrreemmttiiddeennss  EERRPP  LLøøssnniinngg::", "Fremtidens ERP Løsning:"),
        ("GGeennAAII ppåå  lløønn--  oogg  ppeerrssoonnaalleeoommrrååddeett::", "GenAI på løn- og personaleområdet:"),
        ("HHRR--oommrrååddeett: I regi af AFE", "HR-området: I regi af AFE"),
        ("OOvveerreennsskkoommsstteerr  22002266::  Ifm. OK26", "Overenskomster 2026:  Ifm. OK26"),
        (
            "KKlliimmaa  22003355  ((rreedduukkttiioonn  aaff  ttrryykk))::  Tre spor",
            "Klima 2035 (reduktion af tryk):  Tre spor",
        ),
        ("rreettnniinngg!!", "retning!"),
        ("SSppoorr  22::  DDiiggiittaalliisseerriinngg", "Spor 2: Digitalisering"),
        ("11..  DDiiggiittaalliisseerriinngg", "1. Digitalisering"),
        ("aallllee  ooppppggaavveerr", "alle oppgaver"),
        ("IInnddkkøøbb  &&  llaaggeerr", "Indkøb & lager"),
    ],
)
def test_an_overprinted_run_is_printed_once(raw: str, text: str) -> None:
    assert printed(raw).text == text


def test_a_heading_over_several_lines_is_undoubled_with_its_line_ends_kept() -> None:
    raw = "PPrraakkssiiss  ppåå  \naarrbbeejjddsssskkaaddeeoommrrååddeett::  Formålet er"
    assert printed(raw).text == "Praksis på \narbejdsskadeområdet:  Formålet er"


def test_a_year_alone_on_a_heading_s_second_line_is_undoubled() -> None:
    assert printed("FFoorrhhaannddlliinnggeerr\n22002266\n\nKS").text == "Forhandlinger\n2026\n\nKS"


def test_real_double_letters_come_out_double() -> None:
    assert printed(doubled("Forskelle og afskedigelser, ordinære ansættelser")).text == (
        "Forskelle og afskedigelser, ordinære ansættelser"
    )


def test_a_blank_line_ends_an_overprinted_run() -> None:
    assert printed("VVoorreess  rreettnniinngg\n\n1100 medarbejdere").text == "Vores retning\n\n1100 medarbejdere"


@pytest.mark.parametrize("end", ["::", ":", ""])
@pytest.mark.parametrize("tail", [" 1100 medarbejdere", "\n1100 medarbejdere", "\n1100\nmedarbejdere"])
def test_a_plain_number_that_follows_a_heading_is_left_alone(end: str, tail: str) -> None:
    assert printed("FFlleekkssiibbllee  uuggeerr" + end + tail).text.endswith(tail)


def test_a_plain_number_behind_the_colon_is_left_alone_after_two_blanks_too() -> None:
    assert printed("FFlleekkssiibbllee  uuggeerr::  1100 ansatte").text == "Fleksible uger:  1100 ansatte"


def test_a_plain_number_that_stands_before_a_heading_is_left_alone() -> None:
    assert printed("i alt 2200\nFFlleekkssiibbllee  uuggeerr::").text == "i alt 2200\nFleksible uger:"
    assert printed("11\nFFlleekkssiibbllee  uuggeerr::").text == "11\nFleksible uger:"


def test_plain_text_behind_the_closing_colon_is_left_alone() -> None:
    assert printed("FFlleekkssiibbllee  uuggeerr::  AA skal").text == "Fleksible uger:  AA skal"


@pytest.mark.parametrize("token", ["ll", "00", "1100", "2200", "aaaa", "AAAA", "aabb", "----", "oooooooo", "XXII"])
def test_a_lone_short_or_monotonous_token_is_no_overprint(token: str) -> None:
    assert doubled_runs(f"Der er {token} her") == []


def test_only_even_and_fully_paired_tokens_are_doubled() -> None:
    assert is_doubled("ppåå")
    assert not is_doubled("ppå")
    assert not is_doubled("")
    assert not is_doubled("otto")


def test_every_common_danish_word_is_left_alone() -> None:
    listed = top_n_list("da", 50_000)
    assert len(listed) > 25_000
    text = unicodedata.normalize("NFC", " ".join(listed))
    unseen = text.translate(dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff")))
    assert printed(text).text == unseen


@settings(deadline=None)
@given(st.lists(words | st.sampled_from(PLAIN_NUMBERS) | st.sampled_from(["ll", "AA", "mm.", "(2024", "p/l)"])))
def test_ordinary_text_is_printed_as_it_stands(tokens: list[str]) -> None:
    text = " ".join(token for token in tokens if len(token) < 8 or not is_doubled(token.rstrip(":;,.")))
    assert printed(text).text == text


@settings(deadline=None)
@given(st.lists(st.sampled_from(top_n_list("da", 5_000)), min_size=1, max_size=6))
def test_an_overprinted_heading_comes_out_as_it_was_set(chosen: list[str]) -> None:
    heading = unicodedata.normalize("NFC", " ".join(["Forbedring", *chosen]))
    assert printed(f"{doubled(heading)}::  Formålet er").text == f"{heading}:  Formålet er"


def test_decomposed_letters_are_composed() -> None:
    assert printed("lo\u0308n a\u030arhus").text == "lön århus"


def test_ligatures_are_opened_also_when_overprinted() -> None:
    assert printed("speciﬁk eﬀekt ﬂere aﬃnitet").text == "specifik effekt flere affinitet"
    assert printed("SSppeecciiﬁﬁkkkkee  ffoorrmmååll").text == "Specifikke formål"


def test_soft_hyphens_and_other_unseen_signs_go() -> None:
    assert printed("tids\u00adregi\u200bstrering\ufeff").text == "tidsregistrering"


def test_a_soft_hyphen_at_a_line_end_is_a_hyphen_that_breaks_the_word() -> None:
    page = printed("tids\u00ad\nregistrering").text
    assert page == "tids-\nregistrering"
    assert flow(page).text == "tidsregistrering"


def test_every_kind_of_line_end_becomes_one_newline() -> None:
    assert printed("a\r\nb\rc\nd").text == "a\nb\nc\nd"


def test_a_bold_range_of_the_source_is_mapped_to_the_printed_text() -> None:
    raw = "af\u00adsnit Titel tekst"
    page = printed(raw, ((8, 13),))
    assert [page.text[a:b] for a, b in page.bold] == ["Titel"]


def test_an_overprinted_run_is_bold() -> None:
    page = printed("Se her.\n\nFFrreemmttiiddeennss  EERRPP::  Formålet")
    assert [page.text[a:b] for a, b in page.bold] == ["Fremtidens ERP:"]


def test_bold_ranges_that_touch_become_one() -> None:
    page = printed("Titel: tekst", ((0, 3), (3, 6), (2, 4)))
    assert page.bold == ((0, 6),)


raw_texts = st.lists(
    words
    | words.map(doubled)
    | st.sampled_from(
        ["\n", "\n\n", " ", "  ", "\r\n", "ﬁ", "a\u030a", "\u00ad", "-\n", "::", "1100", "• ", "løn-\nog"]
    )
).map("".join)


@settings(deadline=None)
@given(raw_texts)
def test_every_printed_character_points_at_the_one_it_came_from(raw: str) -> None:
    mapped = printed(raw).mapped
    assert len(mapped.origin) == len(mapped.text) + 1
    assert mapped.origin[-1] == len(raw)
    assert all(a <= b for a, b in pairwise(mapped.origin))
    for char, at in zip(mapped.text, mapped.origin, strict=False):
        source = raw[at]
        made = (
            "-" if source == "\u00ad" else "\n" if source == "\r" else unicodedata.normalize("NFKC", raw[at : at + 2])
        )
        assert char in made


@settings(deadline=None)
@given(raw_texts)
def test_printing_only_takes_characters_away(raw: str) -> None:
    text = printed(raw).text
    assert len(text) <= len(raw) + raw.count("ﬁ")
    assert set(text) <= set(unicodedata.normalize("NFKC", raw)) | {"\n", "-"}


@settings(deadline=None)
@given(raw_texts, st.data())
def test_every_flowed_character_points_at_the_one_it_came_from(raw: str, data: st.DataObject) -> None:
    text = printed(raw).text
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    mapped = flow(text, start, end)
    assert len(mapped.origin) == len(mapped.text) + 1
    assert all(start <= a < b <= end for a, b in pairwise(mapped.origin))
    for char, at in zip(mapped.text, mapped.origin, strict=False):
        assert text[at] == char or (char == " " and text[at].isspace())


@settings(deadline=None)
@given(raw_texts)
def test_flow_loses_nothing_but_blanks_and_hyphens(raw: str) -> None:
    text = printed(raw).text
    signs = [char for char in flow(text).text if not char.isspace() and char != "-"]
    assert signs == [char for char in text if not char.isspace() and char != "-"]


def test_a_flowed_range_cuts_its_words_from_the_source() -> None:
    text = "en ny\n\nService-\nindgang her"
    mapped = flow(text)
    at = mapped.text.index("Serviceindgang")
    start, end = mapped.source(at, at + len("Serviceindgang"))
    assert text[start:end] == "Service-\nindgang"


def test_an_empty_range_has_an_empty_source() -> None:
    assert flow("abc").source(1, 1) == (1, 1)
    assert Mapped("", (3,)).source(0, 0) == (3, 3)


@pytest.mark.parametrize(
    ("text", "running"),
    [
        ("tidsregistrering-\nsystem", "tidsregistreringsystem"),
        ("Service-\nindgangen", "Serviceindgangen"),
        ("Service-\n\nindgangen", "Serviceindgangen"),
        ("implementerings-  \n  aktiviteter", "implementeringsaktiviteter"),
        ("løn-\nog personaleområdet", "løn- og personaleområdet"),
        ("lønsammensætning-\nog indplacering", "lønsammensætning- og indplacering"),
        ("ind-\neller udgående", "ind- eller udgående"),
        ("leverandør-\nsamt driftssiden", "leverandør- samt driftssiden"),
        ("drifts-\ntilsyn", "driftstilsyn"),
        ("KK-\npraksis", "KK-praksis"),
        ("Q1-\nQ2/2026", "Q1-Q2/2026"),
        ("OK-\nresultaterne", "OK-resultaterne"),
        ("CO2-\nudledning", "CO2-udledning"),
        ("it-\nsystemet", "it-systemet"),
        ("tv-\nspot", "tv-spot"),
        ("cpr-\nnummer", "cpr-nummer"),
        ("opgaveløsning -\nbåde rådgivning", "opgaveløsning - både rådgivning"),
        ("opgaveløsning –\nbåde rådgivning", "opgaveløsning – både rådgivning"),
        ("klimapuljen og –afgifter", "klimapuljen og –afgifter"),
        ("to-be processer", "to-be processer"),
        ("løn- og personale", "løn- og personale"),
        ("én  samlet\tpraksis\u00a0her", "én samlet praksis her"),
        ("  ud af kanten  ", "ud af kanten"),
    ],
)
def test_flow_rejoins_lines_and_keeps_the_hyphens_that_belong(text: str, running: str) -> None:
    assert flow(text).text == running


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(top_n_list("da", 2_000)), min_size=1))
def test_flowing_twice_changes_nothing(chosen: list[str]) -> None:
    once = flow("\n".join(chosen)).text
    assert flow(once).text == once
