"""Danish compounds taken apart: "tidsregistreringssystem" is tid + registrering + system.

A recursive programme tries every way to cut a word into forms that a dictionary knows and keeps the cheapest;
frequent forms are cheap and every part costs extra. Without frequencies it cuts too much (regn + skab).
"""

from dataclasses import dataclass
from math import inf
from typing import Protocol

WHOLE_ZIPF = 3.3
SHORT_ZIPF = 4.3
PART_COST = 2.0
RARE_COST = 2.0
MAX_COST_PER_PART = 9.5
MAX_LETTERS = 60
_NON_PARTS = (
    "ring ringe ning hed heden heder til med ske sker else elser elsen ende ede eren erne eret ing "
    "inge isk iske ligt lige lig skab skaber som sam løs løse løst bar dom agtig vis ere ist ister "
    "tion over under efter mellem imod mod frem ind ud op ned tilbage videre hver hvor der den det "
    "dem sin sit han hun har var alt ser set sel tal te ter for fra per pro hen ved ens ene ære rede "
    "lyse mand ligheder hedernes ets ford sind tids tre regi tran ionen ioner isme ismens "
)
_S_FOR_E = ("arbejds", "samarbejds", "embeds")
NON_PARTS = frozenset(_NON_PARTS.split())


@dataclass(frozen=True, slots=True)
class Form:
    """A word form: how frequent it or its lemma is, and whether it can begin a compound.

    `zipf` is the logarithm to base 10 of its count in a billion words; 0 for one never seen.
    """

    zipf: float
    begins: bool


class Forms(Protocol):
    """What the splitter asks of a dictionary."""

    def get(self, word: str, /) -> Form | None:
        """The form `word`, or None where the dictionary doesn't hold it."""


def split(word: str, forms: Forms) -> tuple[str, ...]:
    """The parts of a compound, the linking s left out; empty for a word that is none.

    A part before the last is a lemma, so that endings are never mistaken for the start of a word.
    """
    if not 6 <= len(word) <= MAX_LETTERS or not word.isalpha():
        return ()
    whole = (forms.get(reading) for reading in _readings(word, last=False))
    if any(form is not None and form.zipf >= WHOLE_ZIPF for form in whole):
        return ()
    cost, parts = _cheapest(word, forms)
    return parts if len(parts) > 1 and cost <= MAX_COST_PER_PART * len(parts) else ()


def _cheapest(word: str, forms: Forms) -> tuple[float, tuple[str, ...]]:
    """The cheapest cut of `word`, built from its end: `best[i]` is the one of `word[i:]`."""
    best: list[tuple[float, tuple[str, ...]]] = [*((inf, ()) for _ in word), (0.0, ())]
    for start in range(len(word) - 3, -1, -1):
        for end in range(start + 3, len(word) + 1):
            rest_cost, rest = best[end]
            if rest_cost == inf or (start == 0 and end == len(word)):
                continue
            for part in _readings(word[start:end], last=end == len(word)):
                cost = _cost(part, forms, last=end == len(word))
                if cost + rest_cost < best[start][0]:
                    best[start] = (cost + rest_cost, (part, *rest))
    return best[0]


def _readings(piece: str, *, last: bool) -> tuple[str, ...]:
    """The piece itself and, inside a compound, the piece less its linking s, which stands for an e in a few."""
    if last or not piece.endswith("s"):
        return (piece,)
    return (piece, f"{piece[:-1]}e" if piece in _S_FOR_E else piece[:-1])


def _cost(part: str, forms: Forms, *, last: bool) -> float:
    if len(part) < 3 or part in NON_PARTS:
        return inf
    form = forms.get(part)
    if form is None or not (last or form.begins) or (len(part) == 3 and form.zipf < SHORT_ZIPF):
        return inf
    rare = RARE_COST if form.zipf == 0 and len(part) > 8 else 0.0
    return 8.0 - form.zipf + PART_COST + rare
