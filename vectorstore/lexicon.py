"""What is known about Danish words: the full dictionary while an index is built, an extract of it after.

The dictionary (simplemma's forms, wordfreq's frequencies) takes over a second and 150 MB to load. So the
build stores with the index the parts of every indexed word, the frequent forms that a question's other words
can be cut into, and the real words that a slip could be mistaken for; a question reads these in 50 ms.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log10

from vectorstore.compounds import Form, split
from vectorstore.spelling import MIN_TYPO_LETTERS, one_slip_away

AGENT_ZIPF = 4.3
ENDINGS = ("s", "en", "et", "er", "ens", "ets", "erne", "ernes", "ne", "e", "t")


@dataclass(frozen=True)
class Dictionary:
    """Simplemma's Danish forms with wordfreq's frequencies, as one mapping."""

    lemmas: Mapping[str, str]
    frequencies: Mapping[str, float]

    def get(self, word: str, /) -> Form | None:
        """The form `word`; one that wordfreq never saw counts as zipf 0."""
        lemma = self.lemmas.get(word)
        if lemma is None:
            return None
        frequency = max(self.frequencies.get(word, 0.0), self.frequencies.get(lemma, 0.0))
        zipf = log10(frequency) + 9 if frequency else 0.0
        return Form(zipf, lemma == word or (word.endswith("er") and zipf >= AGENT_ZIPF))

    def holds(self, word: str) -> bool:
        """Whether the casefolded `word` is a form, of a name too."""
        return self.lemmas.get(word) is not None or word in self._names

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(form.casefold() for form in self.lemmas if form[0].isupper())


@lru_cache(maxsize=1)
def dictionary() -> Dictionary:
    """The full dictionary, loaded once; only building an index needs it."""
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory
    from wordfreq import get_frequency_dict

    return Dictionary(DefaultDictionaryFactory().get_dictionary("da"), get_frequency_dict("da"))


@lru_cache(maxsize=50_000)
def dictionary_split(word: str) -> tuple[str, ...]:
    """The parts of `word` by the full dictionary."""
    return split(word, dictionary())


@dataclass(frozen=True, slots=True)
class StoredForms:
    """The forms that an index keeps: the frequent ones, so a rare inflected form is known by its base."""

    forms: Mapping[str, Form]

    def get(self, word: str, /) -> Form | None:
        """The form `word`, or its base with an ending: "udbetalingen" by "udbetaling"."""
        form = self.forms.get(word)
        if form is not None:
            return form
        for ending in ENDINGS:
            base = self.forms.get(word.removesuffix(ending)) if word.endswith(ending) else None
            if base is not None and len(word) - len(ending) > 3:
                return Form(base.zipf, begins=False)
        return None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What an index remembers of the dictionary: its own words' parts, and forms to split others with."""

    parts: Mapping[str, tuple[str, ...]]
    forms: StoredForms

    def split(self, word: str) -> tuple[str, ...]:
        """The parts of `word`: as stored for an indexed word, else cut by the stored forms."""
        known = self.parts.get(word)
        return known if known is not None else split(word, self.forms)


def forms_for(indexed: Collection[str]) -> dict[str, Form]:
    """The forms to cut unseen words by: every frequent one, and the rare ones inside indexed words."""
    inside = {word[i:j] for word in indexed for i in range(len(word)) for j in range(i + 3, len(word) + 1)}
    return _forms(inside) | frequent_forms()


@lru_cache(maxsize=1)
def frequent_forms() -> dict[str, Form]:
    """The forms that wordfreq has seen, about 24,000."""
    return _forms(dictionary().frequencies)


def _forms(words: Iterable[str]) -> dict[str, Form]:
    known = dictionary()
    found = ((word, known.get(word)) for word in words if len(word) > 2)
    return {word: form for word, form in found if form is not None}


def neighbours_of(indexed: Collection[str]) -> set[str]:
    """Real words one slip away from an indexed one: in a question they are no slip ("lejer", "Sudan")."""
    return {slip for word in indexed for slip in _neighbours(word)}.difference(indexed)


@lru_cache(maxsize=50_000)
def _neighbours(word: str) -> tuple[str, ...]:
    if len(word) < MIN_TYPO_LETTERS - 1 or not word.isalpha():
        return ()
    return tuple(filter(dictionary().holds, set(one_slip_away(word))))
