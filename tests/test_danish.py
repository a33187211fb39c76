"""The analyser's words, stems, compounds and respellings."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.compounds import Form, split
from vectorstore.danish import Analyser, IndexTerms, QueryWord
from vectorstore.lexicon import Lexicon, StoredForms, dictionary, dictionary_split, neighbours_of
from vectorstore.spelling import SWAPPED, corrections, typed_variants
from vectorstore.stopwords import STOPWORDS
from vectorstore.words import Word, stem, verb_stems, words

PARTS = {
    "tidsregistrering": ("tid", "registrering"),
    "tidsregistreringssystem": ("tid", "registrering", "system"),
    "timeregistreringssystem": ("time", "registrering", "system"),
}


def few_parts(word: str) -> tuple[str, ...]:
    return PARTS.get(word, ())


ANALYSER = Analyser(splitter=few_parts)


@dataclass(frozen=True)
class FewWords:
    """A vocabulary of the words given, each with its number of passages, and of further Danish words."""

    words: dict[str, int]
    further: frozenset[str] = field(default_factory=frozenset)

    @property
    def stems(self) -> dict[str, str]:
        return {stem(word): word for word in self.words}

    def is_word(self, word: str) -> bool:
        return word in self.further

    def is_form(self, word: str) -> bool:
        return word in self.further or word in self.words

    def frequency(self, word: str) -> float:
        return 4.0 if word in self.further else 0.0


def texts(text: str) -> list[str]:
    return [word.text for word in words(text)]


def asked(question: str, *known: str, further: str = "", analyser: Analyser = ANALYSER) -> list[str]:
    vocabulary = FewWords(dict.fromkeys(known, 1), frozenset(further.split()))
    return [word.text for word in analyser.query_terms(question, vocabulary)]


def one(question: str, *known: str) -> QueryWord:
    [word] = ANALYSER.query_terms(question, FewWords(dict.fromkeys(known, 1)))
    return word


def test_smørrebrød_stays_one_word() -> None:
    assert texts("Smørrebrød, tak!") == ["smørrebrød", "tak"]


def test_letters_with_a_separate_ring_are_the_same_letters() -> None:
    assert texts("a\u030arsplan") == ["årsplan"]


def test_letters_and_digits_stay_together() -> None:
    assert texts("OK26 og CO2e") == ["ok26", "og", "co2e"]


@pytest.mark.parametrize("period", ["Q4/2026", "Q4 2026", "q4, 2026"])
def test_a_quarter_is_two_words_however_it_is_written(period: str) -> None:
    assert texts(period) == ["q4", "2026"]


def test_a_range_of_years_is_two_words() -> None:
    assert texts("2026-2028") == ["2026", "2028"]


def test_a_thousands_point_is_no_word_limit() -> None:
    assert texts("Ca. 153.000 opkald") == ["ca", "153000", "opkald"]


def test_a_decimal_comma_keeps_the_number_whole() -> None:
    assert texts("6,5 mia.") == ["6,5", "mia"]


def test_a_number_before_a_full_stop_is_a_number() -> None:
    assert texts("i 2026.") == ["i", "2026"]


def test_a_hyphen_compound_comes_whole_and_in_pieces() -> None:
    assert words("E-faktura") == [Word("efaktura", ("e", "faktura"))]
    assert words("GenAI") == [Word("genai", ("gen", "ai"))]
    assert words("ChatGPT kWh CO2e") == [Word("chatgpt", ("chat", "gpt")), Word("kwh"), Word("co2e")]


def test_a_hanging_hyphen_is_dropped() -> None:
    assert texts("løn- og") == ["løn", "og"]


def test_a_genitive_apostrophe_ends_the_word() -> None:
    assert texts("KK's") == ["kk"]


def test_a_soft_hyphen_is_not_seen() -> None:
    assert texts("tids\u00adregistrering") == ["tidsregistrering"]


@given(st.text())
def test_words_hold_no_blanks_and_no_capitals(text: str) -> None:
    assert all(word.text and word.text == word.text.casefold() and not word.text.isspace() for word in words(text))


@pytest.mark.parametrize(
    ("one_form", "other"),
    [
        ("løsning", "løsningerne"),
        ("budget", "budgettet"),
        ("indkøbsproces", "indkøbsprocessen"),
        ("aftale", "aftalerne"),
        ("ny", "nye"),
    ],
)
def test_inflected_forms_share_a_stem(one_form: str, other: str) -> None:
    assert stem(one_form) == stem(other)


@pytest.mark.parametrize(
    ("form", "verb"),
    [
        ("truffet", "træffe"),
        ("iværksat", "iværksætter"),
        ("offentliggjort", "offentliggør"),
        ("udskilt", "udskille"),
        ("indgået", "indgår"),
    ],
)
def test_a_strong_verb_shares_its_stem_with_its_past(form: str, verb: str) -> None:
    assert stem(form) == stem(verb)


@pytest.mark.parametrize("word", ["ansatte", "opgave"])
def test_a_word_that_only_looks_like_a_past_tense_keeps_its_own_stem(word: str) -> None:
    assert stem(word) not in {stem("ansætte"), stem("opgive")}


def test_a_named_year_is_also_the_word_without_it() -> None:
    assert words("Budget26") == [Word("budget26", ("budget", "26"))]
    assert words("OK26") == [Word("ok26")]


def test_words_with_digits_are_not_stemmed() -> None:
    assert stem("co2e") == "co2e"


@pytest.mark.parametrize(
    ("noun", "verb"),
    [
        ("udrulning", "udrulles"),
        ("udrulningen", "udrullet"),
        ("implementering", "implementeret"),
        ("registreringer", "registrere"),
        ("organisation", "organiseret"),
        ("betaling", "betale"),
        ("tegning", "tegne"),
        ("indført", "indføre"),
    ],
)
def test_a_noun_or_participle_knows_its_verb(noun: str, verb: str) -> None:
    assert stem(verb) in verb_stems(noun)


@pytest.mark.parametrize("word", ["ting", "ring", "kunde", "post"])
def test_a_short_word_has_no_verb(word: str) -> None:
    assert verb_stems(word) == ()


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("tidsregistreringssystem", ("tid", "registrering", "system")),
        ("indkøbsprocessen", ("indkøb", "processen")),
        ("budgetopfølgning", ("budget", "opfølgning")),
        ("brugeroverblik", ("bruger", "overblik")),
        ("lønadministration", ("løn", "administration")),
    ],
)
def test_the_dictionary_takes_a_compound_apart(word: str, parts: tuple[str, ...]) -> None:
    assert dictionary_split(word) == parts


@pytest.mark.parametrize(
    "word",
    ["regnskab", "smørrebrød", "forvaltning", "registreringer", "revolutionens", "videreførelse", "2026"],
)
def test_the_dictionary_leaves_a_plain_word_whole(word: str) -> None:
    assert dictionary_split(word) == ()


def test_only_a_form_that_can_begin_a_compound_begins_one() -> None:
    forms = {"huset": Form(5.0, begins=False), "plan": Form(5.0, begins=True)}
    assert split("husetplan", forms) == ()


def test_a_cut_into_frequent_parts_beats_one_into_a_rare_one() -> None:
    zipf = {"løn": 6.0, "art": 6.0, "lønart": 0.5, "navn": 5.0}
    forms = {word: Form(value, begins=True) for word, value in zipf.items()}
    assert split("lønartnavn", forms) == ("løn", "art", "navn")


def test_a_frequent_form_is_not_cut_further() -> None:
    zipf = {"løn": 4.5, "art": 4.5, "lønart": 4.0, "navn": 5.0}
    forms = {word: Form(value, begins=True) for word, value in zipf.items()}
    assert split("lønartnavn", forms) == ("lønart", "navn")


def test_an_index_splits_its_own_words_as_they_were_stored() -> None:
    lexicon = Lexicon({"udbudsplan": ("udbud", "plan")}, StoredForms({}))
    assert lexicon.split("udbudsplan") == ("udbud", "plan")


def test_a_stored_form_is_known_with_an_ending() -> None:
    forms = {"løn": Form(4.5, begins=True), "udbetaling": Form(3.5, begins=True)}
    assert Lexicon({}, StoredForms(forms)).split("lønudbetalingen") == ("løn", "udbetalingen")


def test_index_terms_keep_parts_apart_from_whole_words() -> None:
    expected = IndexTerms(("tidsregistrering",), ("tidsregistr", "tid", "registrering", "registr"))
    assert ANALYSER.index_terms("Tidsregistrering") == expected


def test_function_words_are_not_indexed() -> None:
    assert ANALYSER.index_terms("det og det er om løn").words == ("løn",)


def test_question_words_are_not_asked_for() -> None:
    assert asked("Hvornår kommer lønnen, og hvem får den?") == ["kommer", "lønnen"]


@pytest.mark.parametrize(
    ("switched_off", "text", "left"),
    [
        (Analyser(stem=False, splitter=few_parts), "løsninger", IndexTerms(("løsninger",), ())),
        (Analyser(deverbal=False, splitter=few_parts), "betaling", IndexTerms(("betaling",), ())),
        (
            Analyser(compounds=False, deverbal=False),
            "tidsregistrering",
            IndexTerms(("tidsregistrering",), ()),
        ),
        (Analyser(stopwords=False, splitter=few_parts), "og", IndexTerms(("og",), ())),
    ],
)
def test_a_part_can_be_switched_off(switched_off: Analyser, text: str, left: IndexTerms) -> None:
    assert switched_off.index_terms(text) == left


def test_a_question_asks_for_the_whole_word_before_its_verb() -> None:
    (whole, first), (verb, second), *_ = one("betalingen").terms
    assert (whole, verb) == ("betaling", "betal")
    assert first > second


def test_a_question_asks_for_a_compound_by_its_parts_too() -> None:
    assert [part.text for part in one("timeregistreringssystem").parts] == ["time", "registrering", "system"]


def test_a_word_asked_twice_counts_once() -> None:
    assert len(asked("løn, lønnen og løn")) == 1


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("loen", "løn"), ("aarsplan", "årsplan"), ("oekonomi", "økonomi"), ("vaerktoej", "værktøj")],
)
def test_letters_typed_as_two_are_read_as_the_index_spells_them(typed: str, meant: str) -> None:
    assert asked(typed, meant) == [meant]


def test_a_question_word_typed_without_å_is_still_no_content() -> None:
    assert asked("Hvornaar kommer loen?", "løn") == ["kommer", "løn"]


def test_a_known_word_with_two_such_letters_stays() -> None:
    assert asked("poesi", "poesi", "pøsi") == ["poesi"]


def test_typed_variants_read_each_pair_both_ways() -> None:
    assert set(typed_variants("aaboe")) == {"åbø", "åboe", "aabø"}


@pytest.mark.parametrize("slip", ["implmentering", "implementerring", "implemantering", "implemenetring"])
def test_a_slip_finds_the_indexed_word(slip: str) -> None:
    assert asked(slip, "implementering") == ["implementering"]


def test_a_slip_in_a_long_word_with_another_ending_is_found() -> None:
    assert asked("tidsregisteringssystemet", "tidsregistreringssystem") == ["tidsregistreringssystem"]


def test_of_several_near_words_the_most_frequent_is_meant() -> None:
    vocabulary = FewWords({"planer": 1, "planen": 5})
    assert [word.text for word in ANALYSER.query_terms("planet", vocabulary)] == ["planet"]
    assert [word.text for word in ANALYSER.query_terms("plaxen", FewWords({"plazen": 1, "planen": 5}))] == ["planen"]


def test_a_slip_weighs_less_than_the_word() -> None:
    assert one("opakld", "opkald").terms[0] == ("opkald", 0.8)


def test_an_indexed_word_is_never_corrected_to_another() -> None:
    assert asked("lager", "lager", "lagen") == ["lager"]


def test_a_danish_word_that_is_not_indexed_is_never_corrected() -> None:
    assert asked("lejer", "lever", further="lejer") == ["lejer"]


def test_an_inflected_form_of_an_indexed_word_is_not_corrected() -> None:
    assert asked("rapporten", "rapport", "rapportet") == ["rapporten"]


@pytest.mark.parametrize("word", ["lån", "q3", "ok26x", "2026"])
def test_short_words_and_words_with_digits_are_not_corrected(word: str) -> None:
    assert corrections(word, {"løn", "q4", "ok26", "2027", "q3x"}) == []


def test_a_word_that_nothing_knows_says_so() -> None:
    assert not one("xylofonkvartet", "løn").known


def test_real_words_near_indexed_ones_are_remembered() -> None:
    assert {"rejer", "lever"} <= neighbours_of({"lejer"})


def test_a_question_loads_no_dictionary() -> None:
    code = (
        "import sys; from vectorstore.danish import Analyser; "
        "Analyser(splitter=lambda word: ()).query_terms('Hvornår er tidsregistreringen udrullet?'); "
        "print([name for name in sys.modules if name.startswith(('simplemma', 'wordfreq', 'chromadb'))])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_the_stop_words_hold_no_word_of_the_programme() -> None:
    assert STOPWORDS.isdisjoint({"løn", "tid", "ny", "nye", "ok26", "første", "sidste", "mål", "plan", "ansvar"})


def test_typos_can_be_switched_off() -> None:
    assert asked("implmentering", "implementering", analyser=Analyser(typos=False, splitter=few_parts)) == [
        "implmentering"
    ]


def test_typed_variants_can_be_switched_off() -> None:
    plain: Callable[[str], tuple[str, ...]] = few_parts
    assert asked("loen", "løn", analyser=Analyser(variants=False, splitter=plain)) == ["loen"]


@pytest.mark.parametrize(
    ("word", "root"),
    [("går", "gå"), ("gik", "gå"), ("består", "bestå"), ("opnår", "opnå"), ("år", "år"), ("vilkår", "vilkår")],
)
def test_verbs_in_aa_lose_their_r(word: str, root: str) -> None:
    assert stem(word) == stem(root) == root


@pytest.mark.parametrize(
    "forms",
    [
        "starte starter startede startedes",
        "godkende godkender godkendes",
        "udsende udsender udsendes",
        "uge uger ugen ugerne",
        "regel regler reglen personaleregler",
        "kvalitet kvaliteter kvaliteten",
        "konsekvens konsekvenser",
        "arbejdsplads arbejdspladser arbejdspladserne",
        "intern interne",
        "center centre jobcentret",
        "år året årene",
        "minister ministeren ministre",
        "licens licenser",
        "billede billeder",
        "vejlede vejleder",
        "indlede indleder",
        "procent procenter",
        "producent producenter",
        "ejer ejere ejerne",
    ],
)
def test_the_forms_of_a_word_share_a_stem(forms: str) -> None:
    ends = {stem(form)[-3:] for form in forms.split()}
    assert len(ends) == 1, {form: stem(form) for form in forms.split()}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("billede", "bil"),
        ("vejlede", "vejle"),
        ("procent", "proces"),
        ("konsulent", "konsul"),
        ("forbruger", "uge"),
        ("formidler", "middel"),
        ("allerede", "aller"),
        ("ansat", "ansættelse"),
    ],
)
def test_words_that_only_end_alike_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)
    assert not stem(one).endswith(stem(other))


def test_the_s_of_a_few_first_parts_stands_for_an_e() -> None:
    assert dictionary_split("arbejdsuger") == ("arbejde", "uger")


def test_no_wrong_verb_is_made_of_a_noun_in_t() -> None:
    for noun in ("procent", "konsulent", "rente", "plante", "faste", "moment"):
        assert verb_stems(noun) == ()


def test_no_swap_that_is_read_as_a_slip_is_a_word() -> None:
    assert [slip for slip in SWAPPED if dictionary().holds(slip)] == []


@pytest.mark.parametrize(
    ("word", "parts"),
    [("låseprojektet", ["låse", "projektet"]), ("låsekrankerne", []), ("og-projektet", ["og", "projektet"])],
)
def test_an_unknown_word_is_made_of_a_word_of_the_index_and_a_common_one(word: str, parts: list[str]) -> None:
    vocabulary = FewWords({"låse": 2, "nøgler": 1}, frozenset({"projektet", "nøgler"}))
    (read,) = ANALYSER.query_terms(word, vocabulary)
    assert [part.text for part in read.parts] == parts
    assert ANALYSER.respelt(word, vocabulary) == word
