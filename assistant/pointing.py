"""What a follow-up points at in the answer before it, put in words: "den anden" of a list, "året efter".

The question is rewritten ("fortæl om den anden" as "fortæl om Nyt lønsystem") and then read like any other.
"""

import re
from dataclasses import dataclass
from datetime import timedelta

from assistant.conversation import Turn
from vectorstore.period_grammar import MONTHS
from vectorstore.periods import quarter_of

_NUMBERS = (
    ("første", "first"),
    ("anden", "andet", "second"),
    ("tredje", "third"),
    ("fjerde", "fourth"),
    ("femte", "fifth"),
    ("sjette", "sixth"),
    ("syvende", "seventh"),
    ("ottende", "eighth"),
)
_LAST = ("sidste", "last")
_WORDS = "|".join(word for words in (*_NUMBERS, _LAST) for word in words)
_KIND = (
    r"(?:indsats(?:en)?|(?:fokus|indsats)?område(?:t)?|initiativ(?:et)?|projekt(?:et)?|"
    r"(?:focus )?area|initiative|project|one)"
)
_OF_THESE = r"(?: (?:på listen|af dem|on the list|of them))?"
_GOES_ON = (
    r"er|bliver|slutter|ender|starter|begynder|går|handler|omfatter|færdig|klar|og|eller|om|"
    r"is|ends?|starts?|begins?|about|and|or"
)
# Of "den første pilot" the list has none: nothing but what the list holds may stand after the number.
_ONE = re.compile(
    rf"\b(?:den|det|the) (?P<word>{_WORDS})\b(?: {_KIND}\b)?{_OF_THESE}(?=\W*(?:$|\b(?:{_GOES_ON})\b))"
    r"|\b(?:nr\.?|nummer|punkt|number) ?(?P<digit>[1-8])\b(?=\W*$)",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^\W*(?:(?:og|men|så|hvad(?: så)? med|fortæl(?: mere| lidt)? om|uddyb|"
    r"and|what about|how about|tell me(?: more)? about)(?:\W+|$))*",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\b(?:i |in )?(?:(?P<unit>året|halvåret|kvartalet|måneden) (?P<side>efter|før|derefter|forinden)|"
    r"the (?P<english>year|quarter|month) (?P<that_side>after|before)(?: that)?)(?=\W*$)",
    re.IGNORECASE,
)
_AREA = re.compile(r"^det\b|område|\barea\b", re.IGNORECASE)
_BEFORE = ("før", "forinden", "before")
_HALF = 6  # months
_UNITS = {"året": "year", "halvåret": "half-year", "kvartalet": "quarter", "måneden": "month"}


@dataclass(frozen=True, slots=True)
class Pointed:
    """A question with what it points at in words; `lost` where it is nothing but pointing, and there is no list."""

    question: str
    lost: bool = False


def pointed(question: str, turn: Turn | None) -> Pointed:
    """The question as it reads after the turn before; unchanged where it points at nothing there."""
    question = _BESIDE.sub(lambda match: _period(match, turn) or match[0], question)
    found = _ONE.search(question)
    if found is None:
        return Pointed(question)
    opening = _OPENING.match(question)
    bare = opening is not None and opening.end() == found.start() and not question[found.end() :].strip(" ?.!")
    titles, are_areas = _list_of(found, turn) if turn else ((), False)
    title = _nth(found, titles)
    if title is None:
        return Pointed(question, lost=bare and not (turn and turn.subject))
    if not bare:
        return Pointed(_ONE.sub(lambda match: _nth(match, titles) or match[0], question))
    english = turn is not None and turn.analysis.language != "da"
    if are_areas:
        return Pointed(f"{'which initiatives are there in' if english else 'hvilke indsatser er der under'} {title}?")
    return Pointed(f"{'tell me about' if english else 'fortæl om'} {title}")


def _list_of(found: re.Match[str], turn: Turn) -> tuple[tuple[str, ...], bool]:
    """The list that an ordinal points into, and whether it is that of the focus areas: "det" is "område"."""
    of_areas = _AREA.search(found[0]) is not None
    if turn.areas and (of_areas or not turn.listed):
        return turn.areas, True
    return turn.listed, False


def _nth(found: re.Match[str], listed: tuple[str, ...]) -> str | None:
    """The one of a list that an ordinal stands for, or None where the list is not as long."""
    word = (found["word"] or "").casefold()
    if word in _LAST:
        return listed[-1] if listed else None
    number = int(found["digit"]) if found["digit"] else next(n for n, own in enumerate(_NUMBERS, 1) if word in own)
    return listed[number - 1] if number <= len(listed) else None


def _period(found: re.Match[str], turn: Turn | None) -> str:
    """The period beside the one last spoken of, as it is written; "" where none was."""
    if turn is None:
        return ""
    asked = turn.analysis.periods
    first = min((day for period in asked if (day := period.start or period.end)), default=turn.until)
    last = max((day for period in asked if (day := period.end or period.start)), default=turn.until)
    if first is None or last is None:
        return ""
    before = (found["side"] or found["that_side"]).casefold() in _BEFORE
    unit = _UNITS.get((found["unit"] or "").casefold()) or found["english"].casefold()
    if unit == "year":
        return f"{'in' if found['english'] else 'i'} {first.year - 1 if before else last.year + 1}"
    day = first - timedelta(days=1) if before else last + timedelta(days=1)
    if unit == "quarter":
        return f"{'in' if found['english'] else 'i'} Q{quarter_of(day)} {day.year}"
    if unit == "half-year":
        return f"i {1 if day.month <= _HALF else 2}. halvår {day.year}"
    return f"i {MONTHS[day.month - 1][0]} {day.year}"
