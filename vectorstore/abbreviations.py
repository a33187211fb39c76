"""Short forms of Danish administrative prose in full, so that "regnskabsopg." is found by "regnskabsopgaver"."""

import re

# What a point cuts short, alone or at the end of a compound; no Danish word ends so, or the point would be a full stop.
_CUT_SHORT = {
    "adm": "administration",
    "afd": "afdeling",
    "forv": "forvaltning",
    "gns": "gennemsnit",
    "medarb": "medarbejder",
    "mdr": "måneder",
    "opg": "opgaver",
    "opl": "oplysninger",
    "pct": "procent",
    "sekr": "sekretariat",
    "tlf": "telefon",
    "udv": "udvikling",
}
_CUT = re.compile(rf"\b([^\W\d_]*)({'|'.join(_CUT_SHORT)})\.(?!\w)", re.IGNORECASE)
_NUMBER_OF = re.compile(r"\b([^\W\d_]{3,}?)(?:\.?-?|(?<=tlf)\.? )nr\b\.?", re.IGNORECASE)  # "telefonnr", "tlf. nr."
_WITH_A_STROKE = re.compile(r"\bp\s?/\s?l\b(?:-?niveau)?", re.IGNORECASE)


def written_out(text: str) -> str:
    """The text with its short forms in full: "Lønadm." as "Lønadministration", "2024 p/l" with price and wage level."""
    text = numbers_written_out(_WITH_A_STROKE.sub("pris- og lønniveau", text))
    return _CUT.sub(lambda match: f"{match[1]}{_CUT_SHORT[match[2].casefold()]} ", text)


def numbers_written_out(text: str) -> str:
    """The text with "telefonnr", "sagsnr." and "tlf. nr." in full."""
    return _NUMBER_OF.sub(_number_of, text)


def _number_of(match: re.Match[str]) -> str:
    return f"{_CUT_SHORT.get(match[1].casefold(), match[1])}nummer"
