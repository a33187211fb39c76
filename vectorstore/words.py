"""Words of a Danish text, and the stems they share: pure functions of a word's letters."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from threading import local
from typing import cast
from unicodedata import normalize

_SHORT_FORMS = {"nye": "ny", "nyt": "ny", "gik": "gå", "fik": "få", "kom": "kom"}
_VERBS_IN_AA = re.compile(r"(\w*(?:gå|stå|slå)|opnå|få|nå)(?:r|et|ede)")  # the stemmer leaves "går", "nået", "opnår"
_PREFIXES = (
    "af|be|bi|bort|efter|for|fast|frem|færdig|gen|gennem|grund|igang|igangs|hen|ind|iværk|klar|kort|"
    "med|mod|ned|offentlig|om|op|over|plan|på|sammen|til|tilrette|tilveje|tydelig|ud|under|ved"
)
_PREFIX_WORDS = frozenset(_PREFIXES.split("|"))
_IN_HED = re.compile(r"(\w{2,})he(?:d(?:s|ens?)?|der(?:s|nes?)?)")  # of which the stemmer makes "lej" and "lejlighed"
_INVISIBLE = str.maketrans("", "", "\u00ad\u200b\u200c\u200d\ufeff")
_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:[-‐‑'’][^\W_]+)*")
_DOUBLED = re.compile(r"(.*[aeiouyæøå]([bdfgklmnprstv]))\2(?:et|en|er|erne|ene|ets|ens|ernes)")
_IN_S_OR_T = re.compile(r"(\w{2,}itet|\w{2,}[cdkrtv]ens)(?:en|er|erne|ers|ens|ernes)")  # "kvaliteter", "licenser"
_PAST = (
    re.compile(  # "startede", which the stemmer makes "started"; not verbs and nouns that end so ("indlede", "billede")
        r"(?!\w*(?:billede|hundrede|embede|helbrede|helvede|hovede|allerede|tilstede|fremmede|nede)s?$)"
        r"(?!(?:ad|af|an|be|bort|for|hen|ind|mad|mis|ned|op|over|rund|til|ud|vej)?"
        r"(?:bede|brede|fede|frede|hede|kede|lede|rede|smede|sprede|stede|svede|vrede)s?$)(\w{3,})edes?"
    )
)
_WEAK_PAST = re.compile(
    r"(\w{3,}[lrgs](?=t$)|\w{2,}[bv])te?s?"
)  # "skabt", "levede", "betalt"; no verb's, it makes no word
_NAMED_YEAR = re.compile(r"([^\W\d_]{4,})(\d{2})")  # "budget26"; of "ok26" nothing would be left to search for
_CAPITAL_INSIDE = re.compile(r"(?<=[a-zæøå]{2})(?=[A-ZÆØÅ](?:[a-zæøå]|[A-ZÆØÅ]+\b))")  # "GenAI", "ServiceNow"
_THOUSANDS = re.compile(r"(?<=\d)\.(?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, casefolded, and the pieces that hyphens, years and capitals cut it into (a plain one: none)."""

    text: str
    pieces: tuple[str, ...] = ()


def words(text: str) -> list[Word]:
    """The words of a text: letters with æøå kept, digits, "OK26" and "CO2e" whole, "Q4/2026" as q4 and 2026.

    Compounds with a hyphen, a year or a capital inside come whole and in pieces ("e-faktura": efaktura, e, faktura;
    "Budget26"; "GenAI"), "løn-" as løn, "KK's" as kk, "153.000" as 153000.
    """
    clean = _CAPITAL_INSIDE.sub("-", normalize("NFC", text.translate(_INVISIBLE))).casefold()
    return [word for match in _WORD.finditer(clean) for word in _word(match[0])]


def _word(token: str) -> Iterator[Word]:
    if token[0].isdigit() and not any(map(str.isalpha, token)) and not any(c in token for c in "-‐‑'’"):
        yield Word(_THOUSANDS.sub("", token))
        return
    pieces = tuple(re.split(r"['’]", piece)[0] for piece in re.split(r"[-‐‑]", token))
    pieces = tuple(piece for piece in pieces if piece)
    named_year = _NAMED_YEAR.fullmatch(token)
    if len(pieces) > 1 and any(map(str.isalpha, pieces)):
        yield Word("".join(pieces), pieces)
    elif named_year:
        yield Word(token, named_year.groups())
    else:
        yield from map(Word, pieces)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The Snowball stem, with what it leaves apart brought together: budgettet and budget, startede and starte."""
    if not word.isalpha() or word in _SHORT_FORMS:
        return _SHORT_FORMS.get(word, word)
    if verb := _VERBS_IN_AA.fullmatch(word):
        return verb[1]
    if known := _known_form(word):
        return known
    if quality := _IN_HED.fullmatch(word):
        return f"{quality[1]}hed"
    whole = _DOUBLED.fullmatch(word) or _IN_S_OR_T.fullmatch(word)
    if past := _PAST.fullmatch(word):
        return cast(str, _stemmers().stem(f"{past[1]}e"))
    return cast(str, _stemmers().stem(whole[1] if whole else word))


def _known_form(word: str) -> str | None:
    """The stem of a form that `inflections.txt` tells, with a verb's prefix or the beginning of a compound."""
    verbs, others, alone = _inflections()
    if found := verbs.form.fullmatch(word) or alone.form.fullmatch(word):
        stems = verbs.stems if found[2] in verbs.stems else alone.stems
        return f"{found[1]}{stems[found[2]]}"
    found = others.form.fullmatch(word)
    return None if found is None or found[1] in _PREFIX_WORDS else f"{found[1]}{others.stems[found[2]]}"


@dataclass(frozen=True, slots=True)
class _Forms:
    """The stems of forms, and the pattern of a beginning and a form."""

    stems: dict[str, str]
    form: re.Pattern[str]


@cache
def _inflections() -> tuple[_Forms, _Forms, _Forms]:
    """Verbs, words that end compounds, and words that don't, as `inflections.txt` has them."""
    text = (files("vectorstore") / "inflections.txt").read_text(encoding="utf-8")
    verbs, _, others = text.partition("# Nouns")
    ending = [line for line in others.splitlines() if not line.startswith("=")]
    alone = [line.removeprefix("=") for line in others.splitlines() if line.startswith("=")]
    return _forms(verbs.splitlines(), rf"(?:{_PREFIXES})?"), _forms(ending, r"(?:\w{3,})?"), _forms(alone, "")


def _forms(lines: Iterable[str], beginning: str) -> _Forms:
    words_of = (line.split() for line in lines if line and not line.startswith("#"))
    stems = {form: own for own, *forms in words_of for form in (own, *forms)}
    longest_first = sorted(stems, key=len, reverse=True)
    return _Forms(stems, re.compile(rf"({beginning})({'|'.join(longest_first)})"))


class _Stemmers(local):
    """A Snowball stemmer for each thread: PyStemmer's objects are not made to be shared."""

    def __init__(self) -> None:
        from Stemmer import Stemmer

        self.stem = Stemmer("danish").stemWord


@lru_cache(maxsize=1)
def _stemmers() -> _Stemmers:
    return _Stemmers()


def verb_stems(word: str) -> tuple[str, ...]:
    """The stems of the words that a noun or participle can come from: udrulning → udrul, betalt → betal.

    A noun in -ning leaves two verbs possible (tegne, udrulle); the wrong one is no word and harms nothing. One in
    -hed comes from an adjective (sikkerhed → sikker).
    """
    quality = _IN_HED.fullmatch(word)
    if quality and len(quality[1]) > 4:
        return (stem(quality[1]),)
    if (past := _WEAK_PAST.fullmatch(word)) is not None:
        return (stem(f"{past[1]}e"),)
    noun = re.sub(r"(?<=ing)(?:en|er|erne|ens|ernes|s)$|(?<=ation)(?:en|er|erne|ens|s)$", "", word)
    if noun.endswith("ning") and len(noun) > 6:
        return stem(noun[:-3] + "e"), stem(noun[:-4] + "e")
    if noun.endswith("ing") and len(noun) > 5:
        return (stem(noun[:-3] + "e"),)
    if noun.endswith("ation") and len(noun) > 7:
        return (stem(noun[:-5] + "ere"),)
    return ()
