"""The Danish analyser: text to terms for the index, questions to weighted terms.

Each part has a switch, so that its worth can be measured (`python -m evals.foreign`, `docs/retrieval.md`).
Compounds are cut by whatever splitter the analyser is given: the full dictionary while an index is built, and
what that build stored (`lexicon.Lexicon`) when a question is asked, so that a question loads no dictionary.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from vectorstore.abbreviations import written_out
from vectorstore.glossary import expression_at, synonyms
from vectorstore.lexicon import dictionary_split
from vectorstore.spelling import (
    MAX_TYPO_LETTERS,
    MIN_TYPO_LETTERS,
    bare_letters,
    corrections,
    one_slip_away,
    typed_variants,
)
from vectorstore.stopwords import QUESTION_WORDS, STOPWORDS
from vectorstore.words import Word, stem, verb_stems, words

__all__ = ["ANALYSER_VERSION", "Analyser", "IndexTerms", "QueryWord", "Vocabulary", "stem", "words"]

ANALYSER_VERSION = "11"

DEVERBAL_WEIGHT = 0.8
PARTS_WEIGHT = 0.6
SYNONYM_WEIGHT = 0.6
EXPRESSION_WEIGHT = 0.8
PARTICLE_WEIGHT = 0.9
PARTICLES = frozenset(["af", "an", "bort", "frem", "gennem", "ind", "ned", "om", "op", "over", "til", "ud", "under"])
_PART = 4  # letters that each part of a compound of the index's words has at least
_PARTICLE_REACH = 4  # words that may stand between a verb and its particle, the particle counted
_HANGING = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,})[-‐‑](\s+(?:og|eller|samt|&|\+|/)\s+)([^\W\d_]{5,})", re.IGNORECASE)
TYPO_WEIGHT = 0.8
LONG_STEM = 11
LONG_ENOUGH = 8  # letters from which a slip is likelier than a compound that nobody has written
CUT_FROM, SHORT_OF = 6, 4  # letters of a word cut short, and how many it lacks at least: an ending is no cut
LONG_COMPOUND = 12
COMMON = 3.5  # zipf of a word that a slip may be meant for though the index lacks it

_PIECE = re.compile(r"[^\W\d_]+")
_LONG_QUESTION_WORDS = frozenset(word for word in QUESTION_WORDS if len(word) > 5)


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
    def stems(self) -> Mapping[str, str]:
        """The stems of those words and of their parts, each with the most frequent word that has it."""

    def is_word(self, word: str) -> bool:
        """Whether `word` is known to be Danish without being in the index."""

    def is_form(self, word: str) -> bool:
        """Whether the dictionary holds `word` as it stands, with no ending taken off."""

    def frequency(self, word: str) -> float:
        """How frequent `word` is in Danish, as zipf (3 is once in a million words); 0 where that is not known."""


@dataclass(frozen=True, slots=True)
class EmptyVocabulary:
    """The vocabulary that knows nothing: no typed variants, no typos."""

    words: Mapping[str, int]
    stems: Mapping[str, str]

    def is_word(self, word: str) -> bool:  # noqa: ARG002 - the protocol's signature
        """Every word passes as known, so nothing is corrected."""
        return True

    def is_form(self, word: str) -> bool:  # noqa: ARG002 - the protocol's signature
        """Every word passes as it stands."""
        return True

    def frequency(self, word: str) -> float:  # noqa: ARG002 - the protocol's signature
        """Nothing is known of any word."""
        return 0.0


NO_VOCABULARY = EmptyVocabulary({}, {})


@dataclass(frozen=True, slots=True)
class Analyser:
    """Turns Danish text into terms, with a switch per part; ask an index with the switches that made it."""

    stem: bool = True
    deverbal: bool = True
    compounds: bool = True
    variants: bool = True
    typos: bool = True
    stopwords: bool = True
    synonyms: bool = True
    particles: bool = True
    splitter: Callable[[str], tuple[str, ...]] = dictionary_split

    def index_terms(self, text: str) -> IndexTerms:
        """The terms to store for a text, in its order."""
        whole: list[str] = []
        parts: list[str] = []
        for word, following in self._content(words(self._written_out(text))):
            own, *derived = self._stems(word.text)
            made_of = [term for piece in self._pieces(word) for term in self._stems(piece)]
            made_of += self._joined(word.text, following)
            whole.append(own)
            parts.extend(term for term in dict.fromkeys((*derived, *made_of)) if term != own)
        return IndexTerms(tuple(whole), tuple(parts))

    def query_terms(self, question: str, vocabulary: Vocabulary = NO_VOCABULARY) -> tuple[QueryWord, ...]:
        """The question's content words, each once, with their alternative terms against `vocabulary`."""
        tokens = words(self._written_out(question))
        expressions, taken = self._expressions(tokens, vocabulary)
        found = (
            self._with_particle(self._query_word(word, vocabulary), tokens[at + 1 : at + 1 + _PARTICLE_REACH])
            for at, word in enumerate(tokens)
            if at not in taken and not self._is_stopword(word.text)
        )
        unique = {word.terms: word for word in (*expressions, *found) if not self._is_stopword(word.text)}
        return tuple(unique.values())

    def respelt(self, text: str, vocabulary: Vocabulary) -> str:
        """A question with each unknown word as it was meant, as far as one slip or another keyboard explains it.

        Of a compound with hyphens each piece is corrected. A capitalised word, which may be a name, is read as a
        word of the index, but never as any other.
        """
        return _PIECE.sub(lambda match: self._piece_respelt(match[0], vocabulary), text)

    def _piece_respelt(self, piece: str, vocabulary: Vocabulary) -> str:
        word = piece.casefold()
        if self._is_stopword(word) or self._is_spelt(Word(word), vocabulary):
            return piece
        meant = self._typed(word, vocabulary) if self.variants else None
        meant = meant or (_doubled(word, vocabulary) if self.typos else None)
        if meant is None and self.typos:
            meant = _written_out(word, vocabulary) if piece.islower() else None
            meant = meant or self._corrected(word, vocabulary, anywhere=piece.islower())
            if meant is None or (self._knows(Word(word), vocabulary) and len(word) < LONG_ENOUGH):
                return piece
        return (meant.capitalize() if piece[0].isupper() else meant) if meant else piece

    def _is_spelt(self, word: Word, vocabulary: Vocabulary) -> bool:
        if word.text in vocabulary.words or any(verb in vocabulary.stems for verb in self._stems(word.text)[1:]):
            return True  # "forpagtningen" where "forpagtes" is said
        return vocabulary.is_word(word.text) and not (self.typos and _doubled(word.text, vocabulary))

    def _typed(self, word: str, vocabulary: Vocabulary) -> str | None:
        """The word that was typed with ae, oe or aa for its letters."""
        return next((v for v in typed_variants(word) if self._knows(Word(v), vocabulary)), None)

    def _expressions(self, tokens: list[Word], vocabulary: Vocabulary) -> tuple[list[QueryWord], set[int]]:
        """The glossary's expressions of several words ("tage … i brug") as one word each, and their places."""
        stems = [stem(token.text) for token in tokens] if self.synonyms else []
        found: list[QueryWord] = []
        taken: set[int] = set()
        for at in range(len(stems)):
            expression = expression_at(stems, at) if at not in taken else None
            if expression is not None and not taken & expression[0]:
                places, meaning = expression
                taken |= places
                own = [tokens[place] for place in sorted(places)]
                terms = tuple((term, EXPRESSION_WEIGHT) for term in meaning)
                parts = tuple(self._query_word(word, vocabulary) for word in own)
                found.append(QueryWord(" ".join(word.text for word in own), terms, parts))
        return found, taken

    def _with_particle(self, word: QueryWord, following: list[Word]) -> QueryWord:
        """A verb with the particle that stands after it as one word, too: "rullet … ud" is also "udrullet"."""
        known = {term for term, _ in word.terms}
        joined = [term for term in self._joined(word.text, following) if term not in known]
        alike = [term for one in joined[:1] for term in synonyms(one)] if self.synonyms else []
        fresh = [term for term in alike if term not in known and term not in joined]
        terms = [(term, PARTICLE_WEIGHT) for term in joined] + [(term, SYNONYM_WEIGHT) for term in fresh]
        return replace(word, terms=(*word.terms, *terms))

    def _joined(self, word: str, following: list[Word]) -> tuple[str, ...]:
        spelt = (token.text.replace("igennem", "gennem") for token in following)
        particle = next((text for text in spelt if text in PARTICLES), None)
        if not self.particles or particle is None or not word.isalpha():
            return ()
        return self._stems(particle + word)

    def _written_out(self, text: str) -> str:
        """The text with short forms in full and a compound's shared end in both its places ("prisniveau")."""
        text = written_out(text)
        return _HANGING.sub(self._whole_compound, text) if self.compounds else text

    def _whole_compound(self, match: re.Match[str]) -> str:
        parts = self.splitter(match[3].casefold())
        return f"{match[1]}{parts[-1] if parts else ''}{match[2]}{match[3]}"

    def _content(self, tokens: list[Word]) -> Iterator[tuple[Word, list[Word]]]:
        """The words that are no function words, each with the few that follow it."""
        for at, word in enumerate(tokens):
            if not self._is_stopword(word.text):
                yield word, tokens[at + 1 : at + 1 + _PARTICLE_REACH]

    def content_words(self, text: str) -> list[Word]:
        """The words of a text less the function words."""
        return [word for word, _ in self._content(words(self._written_out(text)))]

    def _is_stopword(self, word: str) -> bool:
        return self.stopwords and word in STOPWORDS

    def _query_word(self, word: Word, vocabulary: Vocabulary) -> QueryWord:
        spelt, weight, known = self._respelt(word, vocabulary)
        pieces = self._pieces(spelt) or self._own_pieces(spelt.text, vocabulary)
        parts = tuple(QueryWord(piece, self._alternatives(piece, weight)) for piece in pieces)
        return QueryWord(spelt.text, self._alternatives(spelt.text, weight), parts, known)

    def _alternatives(self, word: str, weight: float) -> tuple[tuple[str, float], ...]:
        own, *derived = self._stems(word)
        alike = [term for term in synonyms(own) if term not in derived] if self.synonyms else []
        return (
            (own, weight),
            *((term, weight * DEVERBAL_WEIGHT) for term in derived),
            *((term, weight * SYNONYM_WEIGHT) for term in alike),
        )

    def _respelt(self, word: Word, vocabulary: Vocabulary) -> tuple[Word, float, bool]:
        """The word as the index spells it, its weight, whether it is known; a known one stays as it is."""
        if self.variants:
            function_word = next((v for v in typed_variants(word.text) if self._is_stopword(v)), None)
            if function_word is not None:  # "paa", which word lists hold as a word of its own
                return Word(function_word), 1.0, True
        if self._knows(word, vocabulary):
            return word, 1.0, True
        if self.variants and (typed := self._typed(word.text, vocabulary)):
            return Word(typed), 1.0, True
        corrected = self._corrected(word.text, vocabulary) if self.typos else None
        return (Word(corrected), TYPO_WEIGHT, True) if corrected else (word, 1.0, bool(self._pieces(word)))

    def _corrected(self, word: str, vocabulary: Vocabulary, *, anywhere: bool = False) -> str | None:
        """The most frequent indexed word, or the question word, that `word` is a slip of.

        Else, if it may be from `anywhere`, the most frequent Danish word that is common enough.
        """
        if self._own_pieces(word, vocabulary):
            return None
        near = corrections(word, vocabulary.words)
        if not near and len(stem(word)) >= LONG_STEM:  # a short stem would be too near to others
            near = [vocabulary.stems[found] for found in corrections(stem(word), vocabulary.stems)]
        if not near and len(word) >= LONG_COMPOUND:  # a slip besides another keyboard: "lonngennemsigtighed"
            bare = {bare_letters(known): known for known in vocabulary.words}
            typed = {bare_letters(variant) for variant in (word, *typed_variants(word))}
            near = sorted({bare[slip] for variant in typed for slip in corrections(variant, bare)})
        near = near or (corrections(word, _LONG_QUESTION_WORDS) if self.stopwords else [])
        if near or not anywhere or len(word) <= MIN_TYPO_LETTERS:
            return max(near, key=lambda found: vocabulary.words.get(found, 0), default=None)
        slips = set(one_slip_away(word)) if word.isalpha() and len(word) <= MAX_TYPO_LETTERS else set()
        common = sorted(slip for slip in slips if vocabulary.is_form(slip) and vocabulary.frequency(slip) >= COMMON)
        if common or len(word) < LONG_COMPOUND or self.splitter(word):
            return max(common, key=vocabulary.frequency, default=None)
        return next((slip for slip in sorted(slips) if self._made_of_stems(slip, vocabulary)), None)

    def _made_of_stems(self, word: str, vocabulary: Vocabulary) -> bool:
        parts = self.splitter(word)
        known = (stem(part) in vocabulary.stems and not self._is_stopword(part) for part in parts)
        return len(parts) > 1 and all(known)

    def _knows(self, word: Word, vocabulary: Vocabulary) -> bool:
        return (
            word.text in vocabulary.words
            or stem(word.text) in vocabulary.stems
            or vocabulary.is_word(word.text)
            or any(stem(piece) in vocabulary.stems for piece in self._pieces(word))
        )

    def _pieces(self, word: Word) -> tuple[str, ...]:
        """What a word is made of: the pieces between hyphens, and a compound's parts."""
        if not self.compounds:
            return word.pieces
        if not word.pieces:
            return self.splitter(word.text)
        made_of = [part for piece in word.pieces for part in self.splitter(piece) or (piece,)]
        return tuple(part for part in made_of if len(part) > 1)

    def _own_pieces(self, word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
        """A word of the index and a common word that an unknown word is made of: "låseprojektet"; none of any other."""
        if not self.compounds or len(word) < LONG_COMPOUND or self._knows(Word(word), vocabulary):
            return ()
        cuts = ((word[:at], word[at:]) for at in range(_PART, len(word) - _PART + 1))
        return next(
            (
                (first, rest)
                for first, rest in cuts
                if first in vocabulary.words and not self._is_stopword(first) and vocabulary.frequency(rest) >= COMMON
            ),
            (),
        )

    def _stems(self, word: str) -> tuple[str, ...]:
        """The word's own stem, then those of the verbs it may come from."""
        own = stem(word) if self.stem else word
        verbs = verb_stems(word) if self.deverbal and self.stem else ()
        return tuple(dict.fromkeys((own, *verbs)))


def _written_out(word: str, vocabulary: Vocabulary) -> str | None:
    """The shortest word of the index that a word is the beginning of, as chats cut them short: "tidsreg"."""
    longer = [known for known in vocabulary.words if known.startswith(word) and len(known) >= len(word) + SHORT_OF]
    return min(longer, key=len, default=None) if len(word) >= CUT_FROM else None


def _doubled(word: str, vocabulary: Vocabulary) -> str | None:
    """A common word of which this one has a single consonant for a double one ("bestemer", "komer")."""
    if vocabulary.is_form(word) or len(word) < MIN_TYPO_LETTERS:
        return None
    doubled = (word[:at] + word[at] + word[at:] for at in range(2, len(word) - 1) if word[at] in "bdfgklmnprst")
    return next((slip for slip in doubled if vocabulary.is_form(slip)), None)
