"""A question taken apart: several questions in one, or the things that a comparison sets against each other."""

import re
from dataclasses import dataclass
from enum import StrEnum

from assistant.question_forms import Ask

MOST = 3  # questions answered of one message
_ASKS = r"(?:hvorn[åa]+r|hvad|hvem|hvor|hvilke\w*|hvorfor|hvordan|when|what|who|which|how|why|where)\b"
_NEXT_QUESTION = re.compile(
    rf"\?\s+(?=\w)|[,;.]?\s+(?:og|samt|and)\s+(?=(?:(?:i|på|fra|til|in)\s+)?{_ASKS})", re.IGNORECASE
)
_HAS_ASK = re.compile(rf"\b{_ASKS}", re.IGNORECASE)
_BY_TIME = re.compile(r"\b(?:først|sidst|tidligst|senest|before|first|last|sooner|later|earlier)\b", re.IGNORECASE)
_BY_SIZE = re.compile(
    r"\b(?:flest|færrest|flere|færre|størst|mindst|mest|større|mindre|most|fewest|more|fewer|largest|smallest)\b",
    re.IGNORECASE,
)
_OR = re.compile(r"\s+(?:eller|or|end|than)\s+", re.IGNORECASE)


_FROM_TO = re.compile(
    r"\bhvor (?:lang tid|længe|mange (?:måneder|kvartaler|år))\b.{0,150}?"
    r"\b(?:fra|mellem)\b(.{1,150}?)\b(?:til|og)\b(.+)"
    r"|\bhow (?:long|many (?:months|quarters|years))\b.{0,150}?\b(?:from|between)\b(.{1,150}?)\b(?:to|until|and)\b(.+)",
    re.IGNORECASE,
)


class Relation(StrEnum):
    """What is asked of two things beside each other: which comes first, which is more, how long there is between."""

    ORDER = "order"
    SIZE = "size"
    DISTANCE = "distance"


@dataclass(frozen=True, slots=True)
class Part:
    """One question of a message. `ask` is its kind where the form says it; `leans` if it needs the one before.

    `relation` is that of the two parts of a comparison.
    """

    text: str
    ask: Ask | None = None
    leans: bool = False
    relation: Relation | None = None


def parts(question: str) -> tuple[Part, ...]:
    """The questions of a message in its order; one for a plain question, two for a comparison."""
    return _compared(question) or _several(question)


def _several(question: str) -> tuple[Part, ...]:
    pieces = [piece.strip() for piece in _NEXT_QUESTION.split(question)]
    if not 1 < len(pieces) <= MOST or not all(_HAS_ASK.search(piece) for piece in pieces):
        return (Part(question),)
    return tuple(Part(piece, leans=at > 0) for at, piece in enumerate(pieces))


def _compared(question: str) -> tuple[Part, ...]:
    """Read "Hvad kommer først, A eller B?" as A and B, each asked for its time or its number."""
    if apart := _FROM_TO.search(question.rstrip(" ?.!")):
        first, second = (group.strip(" ,") for group in apart.groups() if group)
        return tuple(Part(text, Ask.WHEN, relation=Relation.DISTANCE) for text in (first, second))
    ask = Ask.WHEN if _BY_TIME.search(question) else Ask.NUMBER if _BY_SIZE.search(question) else None
    halves = _OR.split(question.rstrip(" ?.!"))
    if ask is None or len(halves) != 2:
        return ()
    form = _BY_TIME if ask is Ask.WHEN else _BY_SIZE
    first, second = (form.sub(" ", half).strip(" ,") for half in halves)
    first = first.rsplit(",", 1)[-1].strip() if "," in first else first
    relation = Relation.ORDER if ask is Ask.WHEN else Relation.SIZE
    return tuple(Part(text, ask, relation=relation) for text in (first, second)) if first and second else ()
