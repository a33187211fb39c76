"""Whether a number counts what is asked for: how many, of some how many, what share or difference."""

import re

from assistant.case import Case
from assistant.cues import PART_OF
from assistant.degrees import SAID
from assistant.evidence import topic_coverage
from assistant.hedging import unmentioned
from assistant.measures import less_money
from assistant.ordinals import SEVERAL
from assistant.text_cues import TELLS_MORE_OR_LESS
from assistant.values import has_number
from vectorstore.records import Passage

_ASKS_SHARE = re.compile(r"\bhvor (?:mange (?:procent|pct)\b|stor en (?:an)?del\b)|\bandel(?:en)? af\b", re.IGNORECASE)
_ASKS_DIFFERENCE = re.compile(
    r"\bhvor (?:mange|meget) (?:flere|færre|mere|mindre|højere|lavere|\w+ mangler)\b", re.IGNORECASE
)
_TELLS_SHARE = re.compile(
    r"%|\b(?:procent|pct|andel\w*|halvdel\w*|\w+dele?|flertal\w*|fleste|hver (?:anden|tredje|fjerde|femte|tiende)|"
    r"alle|ingen|ud af|(?:én|ét|\d+) af)\b",
    re.IGNORECASE,
)
_ASKS_HOW_MANY = re.compile(
    r"\b(?:hvor mange|antal(?:let)?(?: af)?) (?!(?:af|penge|kroner|kr|mio|mia|millioner|milliarder)\b)", re.IGNORECASE
)
_SO_MANY_OF = re.compile(
    rf"\b(?:(?:én|ét|{SEVERAL}|\d[\d.]*) (?:ud )?af (?:de |alle )?(?:(?:{SEVERAL}|\d+) )?|"
    rf"af de (?:{SEVERAL}|\d+) )(\w+)",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(r"\b(?:her|hvor)af\b", re.IGNORECASE)
_THEM = frozenset(("dem", "disse"))
_YEAR = re.compile(r"\b20\d\d\b")


def counts_otherwise(case: Case, passage: Passage, text: str) -> bool:
    """Whether a text counts, but not what is asked for: a share, a difference, a part of them."""
    return is_of_another_kind(case.question, text) or is_of_all(case, passage, text)


def is_of_another_kind(question: str, text: str, counts_it: bool = False) -> bool:
    """Whether a share or a difference is asked for and a text tells none, or how many there are and it tells money."""
    if _ASKS_SHARE.search(question):
        return not _TELLS_SHARE.search(text)
    if _ASKS_DIFFERENCE.search(question):
        return not TELLS_MORE_OR_LESS.search(text)
    asks_many = _ASKS_HOW_MANY.search(question) is not None and not counts_it
    return asks_many and not has_number(_YEAR.sub("", less_money(text)))


def is_of_all(case: Case, passage: Passage, text: str) -> bool:
    """Whether it is asked how many of some are something that a text does not claim: then it counts them all."""
    if not PART_OF.search(case.question) or tells_part(case, text) or _TELLS_SHARE.search(text):
        return False
    return any(not word.text[:1].isdigit() for word in unmentioned(case.evidence, case.store, passage))


def tells_part(case: Case, text: str) -> bool:
    """Whether a text says how many of those that are counted it speaks of: "ansvaret for ét af sporene"."""
    if _OF_WHICH.search(text):
        return True
    counted = case.store.lexical.query_words(case.analysis.counted)
    said = [found[1].casefold() for found in _SO_MANY_OF.finditer(text)]
    return any(one in _THEM or topic_coverage(case.store, counted, [one]) >= SAID for one in said)
