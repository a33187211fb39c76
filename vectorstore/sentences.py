"""Danish sentences: where one ends, and where a full stop ends nothing."""

import re

_ABBREVIATIONS = frozenset(
    [
        "adm",
        "afd",
        "afs",
        "ang",
        "angå",
        "bl",
        "bl.a",
        "brdr",
        "ca",
        "cf",
        "co",
        "d",
        "dvs",
        "eks",
        "ekskl",
        "el",
        "etc",
        "evt",
        "f.eks",
        "ff",
        "fl",
        "fx",
        "gns",
        "hhv",
        "if",
        "ifm",
        "ift",
        "iht",
        "inkl",
        "jf",
        "jvf",
        "kap",
        "kgl",
        "kl",
        "kr",
        "maks",
        "max",
        "md",
        "mdr",
        "mfl",
        "m.fl",
        "mhp",
        "mht",
        "mia",
        "mill",
        "min",
        "mio",
        "mkr",
        "m.m",
        "mr",
        "mv",
        "m.v",
        "nr",
        "o.a",
        "o.l",
        "o.lign",
        "opr",
        "osv",
        "p.a",
        "pba",
        "pct",
        "pga",
        "pkt",
        "pr",
        "p.t",
        "red",
        "regnskabsopg",
        "s",
        "sml",
        "skt",
        "stk",
        "str",
        "tidl",
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
# Abbreviations that a sentence may end with: Danish nouns are not capitalised, so that a capital begins a new one.
_CLOSING = frozenset(
    [
        "etc",
        "kr",
        "m.fl",
        "m.m",
        "m.v",
        "mdr",
        "mfl",
        "mia",
        "mill",
        "mio",
        "mkr",
        "mv",
        "o.a",
        "o.l",
        "o.lign",
        "osv",
        "p.a",
        "pct",
        "stk",
    ]
)
_CURRENCY = re.compile(r"kr\b", re.IGNORECASE)  # "40 mio. Kr." goes on
_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])*")
_END = re.compile(r"[.!?…]+[\"'”“’»«)\]]*(?=\s|$)")
_WORD_BEFORE = re.compile(r"[\w.]{0,30}\w$")
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
        if _ends(text, start, match):
            _append(text, ranges, start, match.end())
            start = match.end()
    _append(text, ranges, start, len(text))
    return ranges


def ends_in_abbreviation(text: str) -> bool:
    """Whether the full stop at the end of `text` belongs to its last word ("6 mia. kr.")."""
    last = _WORD_BEFORE.search(text.rstrip(".")) if text.endswith(".") else None
    return last is not None and last[0].lower() in _ABBREVIATIONS


def _short(text: str, start: int, stop: int) -> bool:
    """Whether the full stop at `stop` belongs to an abbreviation or to initials ("H.C. Andersen")."""
    before = _WORD_BEFORE.search(text, start, stop)
    return before is not None and (before[0].lower() in _ABBREVIATIONS or _INITIALS.fullmatch(before[0]) is not None)


def _append(text: str, ranges: list[tuple[int, int]], start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if any(char.isalnum() for char in text[start:end]):
        ranges.append((start, end))


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    rest = text[match.end() : match.end() + 80].lstrip()
    if not rest:
        return True
    if rest.lstrip("\"'”“»«(")[:1].islower():
        return False
    if match[0] != ".":
        return True
    before = _WORD_BEFORE.search(text, start, match.start())
    word = before[0].lower() if before else ""
    if word in _CLOSING:
        return re.match(r"[^\W\d_](?:[^\W\d_]*[a-zæøå])?\b", rest) is not None and not _CURRENCY.match(rest)
    if _short(text, start, match.start()):
        return False
    next_word = re.match(r"\w+", rest)
    ordinal = word.isdigit() and len(word) <= 2
    if ordinal and before is not None and not text[start : before.start()].strip():
        return False  # "1. Etablere styregruppe": a number in front of an item is no sentence
    return not (ordinal and next_word is not None and next_word[0].lower() in _NUMBERED)
