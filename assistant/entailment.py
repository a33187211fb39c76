"""Whether quotes carry a sentence: its words and its meaning together, weighed as `entailment.toml` says.

The weights are learned by `python -m evals.entailment` from two wordings of one programme: what one says of a milestone
is carried by what the other says of it, but not by its neighbour, nor when one word of it is another. Neither half
could tell alone: a lie of one word has nearly all the words, a neighbour nearly the meaning.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.evidence import is_generic, topic_coverage
from vectorstore.periods import find_periods
from vectorstore.sentences import sentence_ranges
from vectorstore.store import Store

_PLAIN = frozenset(
    ("efter", "ifølge", "plan", "planen", "planlagt", "planlægges", "program", "programmet", "forventes")
)
_FRAME = re.compile(
    r",?\s*\(?\b(?:efter|ifølge) (?:planen|programmet|arbejdsprogrammet)\b\)?|"
    r"\b(?:er|forventes|planlægges)(?= planlagt\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Carried:
    """How well quotes carry a sentence, 0 to 1.

    `words`: the share of its words that they hold, weighted by rarity; `least`: how well they hold the word that they
    hold least; `meaning`: the best cosine of it with one of their sentences or all.
    """

    words: float
    least: float
    meaning: float


@dataclass(frozen=True, slots=True)
class Rule:
    """Log-odds of the quotes carrying the sentence, and from where on they do."""

    bias: float
    words: float
    least: float
    meaning: float
    carried_from: float

    def holds(self, measured: Carried) -> bool:
        """Whether the sentence is carried."""
        odds = self.words * measured.words + self.least * measured.least + self.meaning * measured.meaning
        return self.bias + odds >= self.carried_from


@cache
def load_rule() -> Rule:
    """The learned rule."""
    data = tomllib.loads((files("assistant") / "entailment.toml").read_text(encoding="utf-8"))
    return Rule(**{name: float(value) for name, value in data.items()})


def carried(text: str, quotes: Sequence[str], titles: Sequence[str], store: Store) -> Carried:
    """Measure a sentence against its quotes and the titles above them."""
    wanted = [
        word
        for word in store.lexical.query_words(text)
        if not is_generic(word) and word.text not in _PLAIN and not word.text[0].isdigit()
    ]
    held = [*quotes, *titles]
    words = topic_coverage(store, wanted, held) if wanted else 1.0
    least = min((topic_coverage(store, [word], held) for word in wanted), default=1.0)
    said = store.encoder.embed_query(_bare(text))
    places = {_bare(piece) for quote in quotes for piece in (quote, *_sentences(quote))} | {_bare(" ".join(quotes))}
    meaning = max(_cosine(said, store.encoder.embed_query(place)) for place in places if place)
    return Carried(words, least, meaning)


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_ranges(text)]


def _bare(text: str) -> str:
    """A text less its periods, which are checked exactly, and what says that it is a plan."""
    for mention in reversed(find_periods(text)):
        text = f"{text[: mention.start]} {text[mention.end :]}"
    return " ".join(_FRAME.sub("", text).split()).strip(" :.,") or text


def _cosine(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))
