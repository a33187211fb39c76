"""One form for each period and number, so that an answer is judged by what it says and not how it is written.

The code is the evals' own on purpose: a judge that shared the assistant's parser would share its mistakes.
Quarters become `2026/q4`, months `2026/06`, days `2024/10/01`, seasons `2026/efterår`, ranges `a-b`
(a half-year is two quarters), numbers plain digits (`40 mio.` is `40000000`), shares `50%`.
"""

import re
import unicodedata
from functools import lru_cache

_MONTH_NAMES = (
    "januar january jan|februar february feb|marts march mar|april apr|maj may|juni june jun|juli july jul|"
    "august aug|september sept sep|oktober october okt oct|november nov|december dec"
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES.split("|"), 1) for name in names.split()}
_ORDINALS = {
    **dict.fromkeys(("første", "first"), "1"),
    **dict.fromkeys(("anden", "andet", "second"), "2"),
    **dict.fromkeys(("tredje", "third"), "3"),
    **dict.fromkeys(("fjerde", "fourth"), "4"),
}
_SEASONS = {
    **dict.fromkeys(("forår", "spring"), "forår"),
    **dict.fromkeys(("sommer", "summer"), "sommer"),
    **dict.fromkeys(("efterår", "autumn", "fall"), "efterår"),
    **dict.fromkeys(("vinter", "winter"), "vinter"),
}

_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(20\d\d)(?![\d/])"
_OF = r"\s*[/,]?\s*(?:(?:af|i|of|in)\s+)?"
_AND = r"\s*(?:-|,|&|og|and|eller|or|til|to)\s*"
_PERIOD = r"20\d\d(?:/q[1-4]|/\d\d(?:/\d\d)?|/[a-zæøå]+)?"

_DAY_NUMERIC = re.compile(r"(?<![\d.])(\d{1,2})[./](\d{1,2})[./](20\d\d)(?!\d)")
_DAY_ISO = re.compile(r"(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?!\d)")
_DAY_MONTH = re.compile(rf"(?<!\d)(\d{{1,2}})\.? ({_MONTH})\.?,? {_YEAR}")
_MONTH_DAY = re.compile(rf"\b({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}")
_MONTH_YEAR = re.compile(rf"\b({_MONTH})\b\.?{_OF}{_YEAR}")
_SEASON_YEAR = re.compile(rf"\b({'|'.join(_SEASONS)})(?:et|en)?{_OF}{_YEAR}")
_ORDINAL_LIST = re.compile(
    rf"\b([1-4](?=\.)|{'|'.join(_ORDINALS)})\.?({_AND})(?=(?:[1-4]\.|{'|'.join(_ORDINALS)})\s*(?:kvartal|quarter))"
)
_QUARTER = re.compile(rf"\b(?:([1-4])(?:\.|st|nd|rd|th)|({'|'.join(_ORDINALS)}))\s*(?:kvartal(?:et)?|kvt\.?|quarter)\b")
_QUARTER_YEAR = re.compile(rf"\bq([1-4]){_OF}-?{_YEAR}")
_QUARTER_SHORT = re.compile(r"\bq([1-4])\s*[/']\s*'?(\d\d)(?![\d/])")
_YEAR_QUARTER = re.compile(r"(?<![\d/-])(20\d\d)\s*[/-]?\s*q([1-4])\b")
_QUARTER_LIST = re.compile(rf"(?<!/)\bq([1-4])({_AND})(?=(20\d\d)/q)")
_HALF = re.compile(
    rf"\b(?:h([12])|([12])(?:\.|st|nd)\s*(?:halvår(?:et)?|half)|({'|'.join(_ORDINALS)})\s+(?:halvår(?:et)?|half)){_OF}{_YEAR}"
)
_RANGE = re.compile(rf"(?<![\w/.,])({_PERIOD})\s*(?:-|til og med|frem til|til|to|through)\s*({_PERIOD})(?![\w/])")
_GROUPED = re.compile(r"(?<![\w/.,])\d{1,3}(?:(?:\.\d{3})+|(?:,\d{3})+|(?: \d{3})+)(?![\d/])")
_SCALED = re.compile(
    r"(?<![\w/.,])(\d+|en|én|one)((?:[.,]\d+)?)\s*"
    r"(?:(tusind|thousand)|(mkr)|(mio|millioner|million|mill)|(mia|milliarder|milliard|billion|bn))\b\.?"
)
_PERCENT = re.compile(r"(\d)\s*(?:%|procent|pct\.?|percent|per cent)")
_CLAIM = re.compile(rf"(?<![\w/])(?:{_PERIOD}(?:-{_PERIOD})?|q[1-4]|\d+(?:,\d+)?%?)(?![\w/])")


def normalise(text: str) -> str:
    """Lower case, single blanks, no emphasis marks, and one form for each period and number."""
    text = unicodedata.normalize("NFC", text).lower()
    text = re.sub(r"[‐‑‒–—−]", "-", text)
    text = re.sub(r"[\s\u200b]+", " ", re.sub(r"[*`]", "", text)).strip()
    return _numbers(_periods(text))


def claims(text: str) -> frozenset[str]:
    """The periods and numbers that a text states, in normal form; `Q1-Q2/2026` is one claim, not two."""
    return frozenset(_CLAIM.findall(normalise(text)))


def implied(stated: frozenset[str]) -> frozenset[str]:
    """What stated claims also support: a quarter supports its year, and nothing finer or other."""
    years = (re.findall(r"(?<!\d)20\d\d(?=[/-]|$)", claim) for claim in stated)
    return stated.union(*years) if stated else stated


@lru_cache(maxsize=4096)
def pattern(alternative: str) -> re.Pattern[str]:
    """What an accepted or forbidden fact matches in a normalised text.

    `re:…` is a regular expression over the normalised text. Anything else is normalised and found anywhere,
    but a digit at its edge ends a whole number or period, and up to three letters ("KIT") are a whole word.
    """
    if alternative.startswith("re:"):
        return re.compile(alternative[3:], re.IGNORECASE)
    plain = normalise(alternative)
    whole = len(plain) <= 3
    before = r"(?<![\w/])(?<!\d[-.,])" if whole or plain[:1].isdigit() else ""
    after = r"(?:'?s)?(?![\w/])" if whole and plain.isalpha() else r"(?![\w/])(?![-.,]\d)"
    return re.compile(before + re.escape(plain) + (after if whole or plain[-1:].isdigit() else ""))


def states(normalised: str, alternatives: tuple[str, ...]) -> bool:
    """Whether a normalised text states any of the alternatives."""
    return any(pattern(alternative).search(normalised) for alternative in alternatives)


def _periods(text: str) -> str:
    text = _DAY_NUMERIC.sub(lambda m: _day(m[3], m[2], m[1]), text)
    text = _DAY_ISO.sub(lambda m: _day(m[1], m[2], m[3]), text)
    text = _DAY_MONTH.sub(lambda m: _day(m[3], str(_MONTHS[m[2]]), m[1]), text)
    text = _MONTH_DAY.sub(lambda m: _day(m[3], str(_MONTHS[m[1]]), m[2]), text)
    text = _MONTH_YEAR.sub(lambda m: f"{m[2]}/{_MONTHS[m[1]]:02d}", text)
    text = _SEASON_YEAR.sub(lambda m: f"{m[2]}/{_SEASONS[m[1]]}", text)
    text = _HALF.sub(lambda m: _half(m[4], m[1] or m[2] or _ORDINALS[m[3]]), text)
    text = _ORDINAL_LIST.sub(lambda m: f"q{_ORDINALS.get(m[1], m[1])}{m[2]}", text)
    text = _QUARTER.sub(lambda m: f"q{m[1] or _ORDINALS[m[2]]}", text)
    text = _QUARTER_SHORT.sub(r"20\2/q\1", text)
    text = _QUARTER_YEAR.sub(r"\2/q\1", text)
    text = _YEAR_QUARTER.sub(r"\1/q\2", text)
    for _ in range(3):  # "Q1, Q2 og Q3 2026": the year reaches one quarter further each time
        text = _QUARTER_LIST.sub(r"\3/q\1\2", text)
    return _RANGE.sub(r"\1-\2", text)


def _numbers(text: str) -> str:
    text = _GROUPED.sub(lambda m: re.sub(r"\D", "", m[0]), text)
    return _PERCENT.sub(r"\1%", _SCALED.sub(_scale, text))


def _day(year: str, month: str, day: str) -> str:
    return f"{year}/{int(month):02d}/{int(day):02d}"


def _half(year: str, number: str) -> str:
    return f"{year}/q1-{year}/q2" if number == "1" else f"{year}/q3-{year}/q4"


def _scale(match: re.Match[str]) -> str:
    whole = match[1] if match[1].isdigit() else "1"
    factor = 10**3 if match[3] else 10**9 if match[6] else 10**6
    value = round(float(whole + match[2].replace(",", ".")) * factor)
    return f"{value} kr" if match[4] else str(value)
