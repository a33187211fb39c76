"""Danish sentences: where one ends, and where a full stop ends nothing."""

import re

_ABBREVIATIONS = frozenset(
    [
        "adm",
        "afd",
        "afs",
        "angå",
        "bl.a",
        "ca",
        "cf",
        "co",
        "d",
        "dvs",
        "eks",
        "ekskl",
        "el",
        "evt",
        "f.eks",
        "ff",
        "fl",
        "fx",
        "hhv",
        "if",
        "ifm",
        "iht",
        "inkl",
        "jf",
        "kap",
        "kgl",
        "kl",
        "kr",
        "maks",
        "max",
        "md",
        "mfl",
        "m.fl",
        "mhp",
        "mht",
        "mia",
        "mill",
        "min",
        "mio",
        "m.m",
        "mr",
        "mv",
        "m.v",
        "nr",
        "o.a",
        "o.l",
        "osv",
        "p.a",
        "pba",
        "pct",
        "pga",
        "pkt",
        "p.t",
        "red",
        "regnskabsopg",
        "s",
        "skt",
        "stk",
        "str",
        "tlf",
        "tln",
        "udg",
        "vedr",
        "vs",
        "vha",
        "årl",
        "øvr",
        "lønadm",
        "a",
        "e",
        "dr",
        "hr",
        "fr",
        "frk",
        "prof",
    ]
)
_END = re.compile(r"[.!?…]+[\"'”»)\]]*(?=\s|$)")
_WORD_BEFORE = re.compile(r"[\w.]*\w$")
_NUMBERED = frozenset(
    [
        "kvartal",
        "halvår",
        "januar",
        "februar",
        "marts",
        "april",
        "maj",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "december",
        "line",
    ]
)


def sentence_ranges(text: str) -> list[tuple[int, int]]:
    """Half-open ranges of the sentences of running text, blanks at their ends left out.

    A stop ends a sentence unless it belongs to an abbreviation ("bl.a.", "mio. kr.") or an ordinal
    ("4. kvartal", "1. juni") or a small letter follows; one that ends a year or a short word ("stå.") does.
    """
    ranges: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if _ends(text, match):
            _append(text, ranges, start, match.end())
            start = match.end()
    _append(text, ranges, start, len(text))
    return ranges


def ends_in_abbreviation(text: str) -> bool:
    """Whether the full stop at the end of `text` belongs to its last word ("6 mia. kr.")."""
    last = _WORD_BEFORE.search(text.rstrip(".")) if text.endswith(".") else None
    return last is not None and last[0].lower() in _ABBREVIATIONS


def _append(text: str, ranges: list[tuple[int, int]], start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if any(char.isalnum() for char in text[start:end]):
        ranges.append((start, end))


def _ends(text: str, match: re.Match[str]) -> bool:
    rest = text[match.end() :].lstrip()
    if not rest or "!" in match[0] or "?" in match[0]:
        return True
    if rest[0].islower():
        return False
    if match[0] != ".":
        return True
    before = _WORD_BEFORE.search(text, 0, match.start())
    word = before[0].lower() if before else ""
    if word in _ABBREVIATIONS:
        return False
    next_word = re.match(r"\w+", rest)
    ordinal = word.isdigit() and len(word) <= 2
    return not (ordinal and next_word is not None and next_word[0].lower() in _NUMBERED)
