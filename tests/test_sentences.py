"""Where a Danish sentence ends."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vectorstore.sentences import ends_in_abbreviation, sentence_ranges


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_ranges(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Det gælder bl.a. KK og bl.a. GenAI.",
        "Beløbet er 40 mio. kr. (2024 p/l) om året.",
        "Det er op til 6 mia. kr. KK betaler.",
        "Besparelsen er 40 mio. Kr. i alt.",
        "Udrulning i 4. kvartal 2026 og 2. Halvår 2027.",
        "Fristen er den 1. juni 2026.",
        "Fristen er den 1. Juni 2026.",
        "Der arbejdes mhp. Anskaffelse af nyt system.",
        "Ønsker ift. Leverancer og løsninger.",
        "Prisen er 200 kr. pr. 1000 opslag og pr. KK-medarbejder.",
        "Ny 1. line support til brugerne.",
        "Der er ca. 2100 afgørelser vedr. Afskedigelser.",
        "Det gælder f.eks. ERP, fx. SAP og evt. Kvantum.",
        "Skrevet af H.C. Andersen og J.P. Hansen.",
        "Mødet ledes af P. Hansen i dag.",
        "Se nr. 4, jf. Bilag 2 og stk. 3.",
        "Lønadm. og yderligere regnskabsopg. samles i KS.",
        "Det tog tid ... men lykkedes.",
        "Det tog tid… men lykkedes.",
        "Han spurgte »hvorfor?« og gik.",
        "Det svarer til ca. 50 pct. CO2-reduktion.",
        "1. Etablere en styregruppe.",
        "Se www.kk.dk/ks for mere.",
        "Kl. 10.30 begynder mødet.",
        "Medarbejdere, chefer m.fl. får besked.",
        "Det sker inden 31. december 2026 kl. 12.",
    ],
)
def test_these_are_one_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Det sker i 2026.", "Derefter følger resten."),
        ("Det skal stå.", "Det er besluttet."),
        ("Er det klart?", "Ja, det er det."),
        ("Det lykkedes!", "Nu fejrer vi det."),
        ("Han sagde: »Det er klart.«", "Så gik han."),
        ("Kontrakten er indgået (jf. aftalen).", "Derefter følger driften."),
        ("Det tog tid …", "Nu er det færdigt."),
        ("Det koster 40 mio. kr.", "Den giver nye mål."),
        ("Prisen tæller 40 pct.", "Kvaliteten tæller resten."),
        ("En nøgle koster 240 kr. pr. stk.", "Den betales af forvaltningen."),
        ("Budgettet er på 3 mio.", "Til formålet er der en fond."),
        ("Det gælder løn, HR osv.", "Derfor er der behov."),
        ("Målet er CO2e.", "Indkøb tæller med."),
        ("Det gælder KK.", "KS hjælper."),
        ("Vi ses i Q2.", "Så er det klart."),
        ("Det blev 45.", "Derefter steg det."),
        ("Der er 600 kontroller.", "600 er mange."),
        ("Det er klart.", "»Endelig,« sagde han."),
        ("1. Etablere en styregruppe.", "2. Udarbejde en plan."),
        ("Han skrev til info@kk.dk.", "Svaret kom."),
        ("Øget brug.", "Ændret praksis."),
    ],
)
def test_these_are_two_sentences(first: str, second: str) -> None:
    assert sentences(f"{first} {second}") == [first, second]


def test_text_without_a_stop_at_its_end_is_a_sentence() -> None:
    assert sentences("Første del. Anden del uden punktum") == ["Første del.", "Anden del uden punktum"]


@pytest.mark.parametrize("text", ["", "   ", "...", " . ", "–", "•"])
def test_without_a_letter_or_digit_there_is_no_sentence(text: str) -> None:
    assert sentences(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [("op til 6 mia. kr.", True), ("håndterer bl.a.", True), ("det skal stå.", False), ("kr", False), ("", False)],
)
def test_a_stop_may_belong_to_an_abbreviation(text: str, expected: bool) -> None:
    assert ends_in_abbreviation(text) is expected


tokens = st.sampled_from(
    [
        "KK",
        "det",
        "Der",
        "bl.a.",
        "kr.",
        "2026.",
        "1.",
        "stå.",
        "…",
        "?",
        "!",
        "»Ja.«",
        "(jf.",
        "A.",
        "H.C.",
        "–",
        "\n",
        ".",
    ]
)


@settings(deadline=None)
@given(st.lists(tokens).map(" ".join))
def test_sentences_come_in_order_without_outer_blanks_and_lose_no_word(text: str) -> None:
    ranges = sentence_ranges(text)
    at = 0
    for start, end in ranges:
        assert at <= start < end <= len(text)
        assert not any(char.isalnum() for char in text[at:start])
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not any(char.isalnum() for char in text[at:])
