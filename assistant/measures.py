"""Numbers with their units, as a text writes them: amounts of money, shares, weights."""

import re

from assistant.patterns import NUMBER

_MEASURE = re.compile(
    rf"(?<!\d)(?<!\d[.,])({NUMBER.pattern})\s*"
    r"(?:(?P<million>mio|million\w*)|(?P<milliard>mia|milliard\w*)|(?P<mkr>mkr)|(?P<tkr>tkr)|(?P<kr>kr|kroner)|"
    r"(?P<percent>%|procent|pct)|(?P<ton>tons?))(?![^\W_])",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"\d+(?:\.\d{3})*(?:[.,]\d+)?")  # no date
_KRONER = {"million": 1e6, "milliard": 1e9, "mkr": 1e6, "tkr": 1e3, "kr": 1.0}


def digits(number: str) -> str:
    """A number without thousands separators: "1.000.000" → "1000000", "2,5" stays."""
    return re.sub(r"\.(?=\d{3}(?:\D|$))", "", number)


def measures(text: str) -> set[tuple[str, str]]:
    """The numbers that have a unit, each with that: "pct." and "%" are the same one."""
    return {(digits(found[1]), found.lastgroup or "") for found in _MEASURE.finditer(text)}


def less_money(text: str) -> str:
    """A text without the amounts of money that it names."""
    return _MEASURE.sub(lambda found: " " if found.lastgroup in _KRONER else found[0], text)


def kroner(text: str) -> list[float]:
    """The amounts of money that a text names; a million of which it does not say of what is one."""
    plain = [found for found in _MEASURE.finditer(text) if found.lastgroup in _KRONER and _PLAIN.fullmatch(found[1])]
    return [float(digits(found[1]).replace(",", ".")) * _KRONER[found.lastgroup or ""] for found in plain]
