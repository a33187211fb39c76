"""The Danish analyser: text to terms for the index, questions to weighted terms.

Each part has a switch, so that its worth can be measured (`python -m evals.foreign`, `docs/retrieval.md`).
Compounds are cut by whatever splitter the analyser is given: the full dictionary while an index is built, and
what that build stored (`compounds.Lexicon`) when a question is asked, so that a question loads no dictionary.
"""

import re
from collections.abc import Callable, Collection, Container, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from threading import local
from typing import Protocol, cast
from unicodedata import normalize

from vectorstore.compounds import dictionary_split
from vectorstore.spelling import corrections, typed_variants
from vectorstore.stopwords import STOPWORDS

ANALYSER_VERSION = "1"

DEVERBAL_WEIGHT = 0.8
PARTS_WEIGHT = 0.6
TYPO_WEIGHT = 0.8

_INVISIBLE = str.maketrans("", "", "\u00ad\u200b\u200c\u200d\ufeff")
_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:[-‐‑'’][^\W_]+)*")
_DOUBLED = re.compile(r"(.*[aeiouyæøå]([bdfgklmnprstv]))\2(?:et|en|er|erne|ene|ets|ens|ernes)")
_THOUSANDS = re.compile(r"(?<=\d)\.(?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, casefolded, and the pieces that hyphens cut it into (none for a plain word)."""

    text: str
    pieces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexTerms:
    """The terms of a stored text: its words' stems, and what they are made of or derived from."""

    words: tuple[str, ...]
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QueryWord:
    """A question's content word: terms that stand for all of it, with weights, and the parts it is made of.

    `known` is false for a word that neither the index nor the dictionary's stored part has seen.
    """

    text: str
    terms: tuple[tuple[str, float], ...]
    parts: tuple["QueryWord", ...] = ()
    known: bool = True


class Vocabulary(Protocol):
    """What a question's words are checked against."""

    @property
    def words(self) -> Mapping[str, int]:
        """The index's words as written, casefolded, with the number of passages that hold them."""

    @property
    def stems(self) -> Container[str]:
        """The stems of those words."""

    def is_word(self, word: str) -> bool:
        """Whether `word` is known to be Danish without being in the index."""


@dataclass(frozen=True, slots=True)
class EmptyVocabulary:
    """The vocabulary that knows nothing: no typed variants, no typos."""

    words: Mapping[str, int]
    stems: Collection[str] = ()

    def is_word(self, word: str) -> bool:  # noqa: ARG002 - the protocol's signature
        """Every word passes as known, so nothing is corrected."""
        return True


NO_VOCABULARY = EmptyVocabulary({})


def words(text: str) -> list[Word]:
    """The words of a text: letters with æøå kept, digits, "OK26" and "CO2e" whole, "Q4/2026" as q4 and 2026.

    Hyphen compounds come whole and in pieces ("e-faktura": efaktura, e, faktura), "løn-" as løn, "KK's" as kk,
    "153.000" as 153000.
    """
    clean = normalize("NFC", text.translate(_INVISIBLE)).casefold()
    return [word for match in _WORD.finditer(clean) for word in _word(match[0])]


def _word(token: str) -> Iterator[Word]:
    if token[0].isdigit() and not any(map(str.isalpha, token)) and not any(c in token for c in "-‐‑'’"):
        yield Word(_THOUSANDS.sub("", token))
        return
    pieces = tuple(re.split(r"['’]", piece)[0] for piece in re.split(r"[-‐‑]", token))
    pieces = tuple(piece for piece in pieces if piece)
    if len(pieces) > 1 and any(map(str.isalpha, pieces)):
        yield Word("".join(pieces), pieces)
    else:
        yield from map(Word, pieces)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The Snowball stem, a doubled ending undone first: budgettet and budget, processen and proces meet."""
    if not word.isalpha():
        return word
    doubled = _DOUBLED.fullmatch(word)
    return cast(str, _stemmers().stem(doubled[1] if doubled else word))


class _Stemmers(local):
    """A Snowball stemmer for each thread: PyStemmer's objects are not made to be shared."""

    def __init__(self) -> None:
        from Stemmer import Stemmer

        self.stem = Stemmer("danish").stemWord


@lru_cache(maxsize=1)
def _stemmers() -> _Stemmers:
    return _Stemmers()


def verb_stems(word: str) -> tuple[str, ...]:
    """The stems of the verbs that a noun or participle can come from: udrulning → udrul, betalt → betal.

    A noun in -ning leaves two verbs possible (tegne, udrulle); the wrong one is no word and harms nothing.
    """
    noun = re.sub(r"(?<=ing)(?:en|er|erne|ens|ernes|s)$|(?<=ation)(?:en|er|erne|ens|s)$", "", word)
    if noun.endswith("ning") and len(noun) > 6:
        return stem(noun[:-3] + "e"), stem(noun[:-4] + "e")
    if noun.endswith("ing") and len(noun) > 5:
        return (stem(noun[:-3] + "e"),)
    if noun.endswith("ation") and len(noun) > 7:
        return (stem(noun[:-5] + "ere"),)
    if noun.endswith(("lt", "rt", "gt", "st")) and len(noun) > 4:
        return (stem(noun[:-1] + "e"),)
    return ()


@dataclass(frozen=True, slots=True)
class Analyser:
    """Turns Danish text into terms; one switch per part. An index is asked with the switches it was made with."""

    stem: bool = True
    deverbal: bool = True
    compounds: bool = True
    variants: bool = True
    typos: bool = True
    stopwords: bool = True
    splitter: Callable[[str], tuple[str, ...]] = dictionary_split

    def index_terms(self, text: str) -> IndexTerms:
        """The terms to store for a text, in its order."""
        whole: list[str] = []
        parts: list[str] = []
        for word in self.content_words(text):
            own = self._stem(word.text)
            whole.append(own)
            made_of = [term for piece in self._pieces(word) for term in (self._stem(piece), *self._verbs(piece))]
            parts.extend(term for term in dict.fromkeys((*self._verbs(word.text), *made_of)) if term != own)
        return IndexTerms(tuple(whole), tuple(parts))

    def query_terms(self, question: str, vocabulary: Vocabulary = NO_VOCABULARY) -> tuple[QueryWord, ...]:
        """The question's content words, each once, with their alternative terms against `vocabulary`."""
        found = (self._query_word(word, vocabulary) for word in self.content_words(question))
        unique = {word.terms: word for word in found if not self._is_stopword(word.text)}
        return tuple(unique.values())

    def content_words(self, text: str) -> list[Word]:
        """The words of a text less the function words."""
        return [word for word in words(text) if not self._is_stopword(word.text)]

    def _is_stopword(self, word: str) -> bool:
        return self.stopwords and word in STOPWORDS

    def _query_word(self, word: Word, vocabulary: Vocabulary) -> QueryWord:
        spelt, weight, known = self._respelt(word, vocabulary)
        parts = tuple(QueryWord(piece, self._alternatives(piece, weight)) for piece in self._pieces(spelt))
        return QueryWord(spelt.text, self._alternatives(spelt.text, weight), parts, known)

    def _alternatives(self, word: str, weight: float) -> tuple[tuple[str, float], ...]:
        terms = {term: weight * DEVERBAL_WEIGHT for term in self._verbs(word)}
        return tuple({self._stem(word): weight, **{t: w for t, w in terms.items() if t != self._stem(word)}}.items())

    def _respelt(self, word: Word, vocabulary: Vocabulary) -> tuple[Word, float, bool]:
        """The word as the index spells it, its weight, and whether it is known; a known word stays as it is."""
        if self._knows(word, vocabulary):
            return word, 1.0, True
        if self.variants:
            for variant in typed_variants(word.text):
                if self._knows(Word(variant), vocabulary) or self._is_stopword(variant):
                    return Word(variant), 1.0, True
        if self.typos:
            for correction in corrections(word.text, vocabulary.words):
                return Word(correction), TYPO_WEIGHT, True
            for correction in corrections(word.text, dict.fromkeys(STOPWORDS, 1) if self.stopwords else {}):
                return Word(correction), TYPO_WEIGHT, True
        return word, 1.0, False

    def _knows(self, word: Word, vocabulary: Vocabulary) -> bool:
        return (
            word.text in vocabulary.words
            or self._stem(word.text) in vocabulary.stems
            or vocabulary.is_word(word.text)
            or bool(self._pieces(word))
        )

    def _pieces(self, word: Word) -> tuple[str, ...]:
        """What a word is made of: the pieces between hyphens, and a compound's parts."""
        if not self.compounds:
            return word.pieces
        pieces = word.pieces or (word.text,)
        made_of = [part for piece in pieces for part in (self.splitter(piece) or ((piece,) if word.pieces else ()))]
        return tuple(part for part in made_of if len(part) > 1)

    def _stem(self, word: str) -> str:
        return stem(word) if self.stem else word

    def _verbs(self, word: str) -> tuple[str, ...]:
        return verb_stems(word) if self.deverbal and self.stem else ()
