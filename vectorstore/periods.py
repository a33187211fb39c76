"""Periods in Danish (and English) text as intervals: quarters, half-years, seasons, months, days, ranges.

A text names a period by *atoms* ("Q3", "juni", "2026"), joined to ranges ("Q3 2026-Q1 2027") and bent by
words in front ("tidligst fra", "senest", "ultimo"). Arithmetic happens here, in code, and nowhere else.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from vectorstore.records import Period

MONTHS = (
    ("januar", "january", "jan"),
    ("februar", "february", "feb"),
    ("marts", "march", "mar"),
    ("april", "apr"),
    ("maj", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
MONTH_NUMBER = {name: number for number, names in enumerate(MONTHS, 1) for name in names}
ORDINALS = {
    **dict.fromkeys(("1", "første", "first", "1st"), 1),
    **dict.fromkeys(("2", "andet", "anden", "second", "2nd"), 2),
    **dict.fromkeys(("3", "tredje", "third", "3rd"), 3),
    **dict.fromkeys(("4", "fjerde", "sidste", "fourth", "last", "4th"), 4),
}
SEASONS = {
    **dict.fromkeys(("forår", "foråret", "spring"), (3, 3)),
    **dict.fromkeys(("sommer", "sommeren", "summer"), (6, 3)),
    **dict.fromkeys(("efterår", "efteråret", "autumn"), (9, 3)),
    **dict.fromkeys(("vinter", "vinteren", "winter"), (12, 3)),
}
SMALL_NUMBERS = {
    word: n
    for n, word in enumerate(["en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv"], 1)
}
SMALL_NUMBERS |= {"et": 1, "én": 1, "ét": 1}

_YEAR = r"(?:19|20)\d\d"
_MONTH = "|".join(sorted(MONTH_NUMBER, key=len, reverse=True))
_ORDINAL = r"(?:[1-4]|første|anden|andet|tredje|fjerde|sidste|first|second|third|fourth|last|1st|2nd|3rd|4th)"
_SEASON = "|".join(sorted(SEASONS, key=len, reverse=True))
_OF_YEAR = rf"(?:\s*[/,\-–]?\s*(?:(?:af|i|of|in)\s+)?(?P<{{0}}>{_YEAR})(?!\d|\.\d))?"
_COUNT = r"\d{1,2}|" + "|".join(SMALL_NUMBERS)

_ATOM = re.compile(
    "|".join(
        (
            rf"(?P<iso>{_YEAR}-\d\d-\d\d)",
            rf"(?P<day>\d{{1,2}})[./](?P<daymonth>\d{{1,2}})[./\s]\s*(?P<dayyear>{_YEAR})",
            rf"(?P<wday>\d{{1,2}})\.?\s+(?P<wmonth>{_MONTH})\b\.?" + _OF_YEAR.format("wyear"),
            r"\bq(?P<q>[1-4])(?!\d)" + _OF_YEAR.format("qyear"),
            rf"(?P<yq>{_YEAR})\s*[/\-]?\s*q(?P<yqn>[1-4])(?!\d)",
            rf"\b(?P<wq>{_ORDINAL})\.?\s*(?:kvartal|kvt\b\.?|quarter)(?:et)?" + _OF_YEAR.format("wqyear"),
            rf"\b(?:h(?P<h>[12])|(?P<wh>{_ORDINAL})\.?\s*(?:halvår(?:et)?|half(?:-year)?))\b"
            + _OF_YEAR.format("hyear"),
            rf"\b(?P<month>{_MONTH})\b\.?" + _OF_YEAR.format("myear"),
            rf"\b(?P<season>{_SEASON})\b" + _OF_YEAR.format("syear"),
            r"\b(?P<rel>næste|kommende|dette|denne|det her|den her|indeværende|sidste|forrige|i|til|next|this|last)\s+"
            r"(?P<relunit>kvartal|måned|halvår|år|quarter|month|year|forår|sommer|efterår|vinter)\b",
            rf"\bom\s+(?P<ahead>{_COUNT})\s+(?P<aheadunit>måned(?:er)?|kvartal(?:er)?|år|uger?)\b",
            rf"(?<![\d.,/])(?P<year>{_YEAR})(?![\d]|[.,]\d)(?!\s*p/l)",
        )
    ),
    re.IGNORECASE,
)
_JOIN = re.compile(r"\s*(?:-|–|—|til og med|til|through|to)\s*", re.IGNORECASE)
_FROM = re.compile(
    r"(?:\b(?:tidligst|fra og med|fra|efter|siden|earliest|from|after|since)\s+){1,2}(?:i\s+|fra\s+)?$",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\b(?:senest|inden|før|til og med|indtil|by|before|until)\s+"
    r"(?:(?:udgangen|slutningen|udløbet) af\s+|the end of\s+|i\s+)?$",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\b(?:hele|i løbet af|all of|during)\s+$", re.IGNORECASE)
_PART = re.compile(r"\b(primo|medio|ultimo|starten af|midten af|slutningen af|start|early|mid|late)\s+$", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*([:.–-]?)\s*")
_PART_OF = {"primo": 0, "starten af": 0, "start": 0, "early": 0, "medio": 1, "midten af": 1, "mid": 1}


@dataclass(frozen=True, slots=True)
class Mention:
    """A period found in a text, with the half-open range it was read from.

    `relative` marks one that depends on today ("næste kvartal", "Q3" without a year).
    """

    period: Period
    start: int
    end: int
    relative: bool = False
    bare_year: bool = False


def quarter_of(day: date) -> int:
    """The quarter 1–4 that a day lies in."""
    return (day.month - 1) // 3 + 1


def months(year: int, first: int, count: int) -> tuple[date, date]:
    """The interval of `count` whole months from month `first`, which may lie outside 1–12."""
    start = _shift(date(year, 1, 1), first - 1)
    last = _shift(start, count - 1)
    return start, date(last.year, last.month, monthrange(last.year, last.month)[1])


def leading_period(text: str) -> tuple[Period, int] | None:
    """The period that a milestone begins with, and where the text after it starts.

    A colon, full stop or dash ends the period; without one, only what stands at the very start and
    names a year counts ("Q2/2026 Oplæg til HR-kredsen").
    """
    for mention in find_periods(text):
        if mention.start > 0:
            return None
        rest = _SEPARATOR.match(text, mention.end)
        assert rest is not None
        if mention.bare_year and not rest[1] and rest.end() < len(text):
            return None
        return mention.period, rest.end()
    return None


def find_periods(text: str, today: date | None = None) -> list[Mention]:
    """Every period that `text` names, in order. Without `today`, periods without a year are left out."""
    found: list[Mention] = []
    atoms = list(_atoms(text, today))
    at = 0
    while at < len(atoms):
        atom, used = atoms[at], 1
        if at + 1 < len(atoms) and _JOIN.fullmatch(text, atom.end, atoms[at + 1].start):
            joined = _join(atom, atoms[at + 1])
            if joined is not None:
                atom, used = joined, 2
        at += used
        if atom.resolve is None:
            continue
        found.append(_bend(text, atom))
    return found


@dataclass(frozen=True, slots=True)
class _Atom:
    start: int
    end: int
    year: int | None
    of_year: Callable[[int], tuple[date, date]]
    default_year: int | None
    relative: bool = False
    bare_year: bool = False
    joined: bool = False

    @property
    def resolve(self) -> tuple[date, date] | None:
        year = self.year if self.year is not None else self.default_year
        return self.of_year(year) if year is not None else None


def _join(first: _Atom, second: _Atom) -> _Atom | None:
    """One atom for "A-B"; the first takes the second's year where it has none ("Q1-Q2/2026")."""
    if first.year is None:
        first = replace(first, year=second.year, default_year=second.default_year)
    begin, finish = first.resolve, second.resolve
    if begin is None or finish is None or begin[0] > finish[1]:
        return None
    span = (begin[0], finish[1])
    return replace(
        first, end=second.end, of_year=lambda _: span, bare_year=False, relative=second.relative, joined=True
    )


def _bend(text: str, atom: _Atom) -> Mention:
    """Apply the words in front: open ends, whole, primo/medio/ultimo."""
    assert atom.resolve is not None
    start, end = atom.resolve
    begin, before = atom.start, text[: atom.start]
    first: date | None = start
    last: date | None = end
    if match := _FROM.search(before):
        begin, last = match.start(), (end if atom.joined else None)
    elif match := _UNTIL.search(before):
        begin, first = match.start(), None
    elif match := _PART.search(before):
        begin = match.start()
        third = (end - start) / 3
        part = _PART_OF.get(match[1].lower(), 2)
        first, last = start + part * third, (end if part == 2 else start + (part + 1) * third)
    elif match := _WHOLE.search(before):
        begin = match.start()
    label = " ".join(text[begin : atom.end].split())
    return Mention(Period(label, first, last), begin, atom.end, atom.relative, atom.bare_year)


def _atoms(text: str, today: date | None) -> Iterator[_Atom]:
    for match in _ATOM.finditer(text):
        atom = _atom(match, today)
        if atom is not None:
            yield atom


def _atom(match: re.Match[str], today: date | None) -> _Atom | None:
    group = {name: value.lower() for name, value in match.groupdict().items() if value is not None}
    this_year = today.year if today else None

    def atom(year: str | None, of_year: Callable[[int], tuple[date, date]]) -> _Atom:
        number = int(year) if year else None
        return _Atom(match.start(), match.end(), number, of_year, this_year, relative=number is None)

    def fixed(span: tuple[date, date]) -> _Atom:
        return _Atom(match.start(), match.end(), span[0].year, lambda _: span, None, relative=True)

    try:
        if "iso" in group:
            day = date.fromisoformat(group["iso"])
            return replace(fixed((day, day)), relative=False)
        if "day" in group:
            day = date(int(group["dayyear"]), int(group["daymonth"]), int(group["day"]))
            return replace(fixed((day, day)), relative=False)
        if "wday" in group:
            number, month = int(group["wday"]), MONTH_NUMBER[group["wmonth"]]
            date(2024, month, number)  # a leap year: refuses 31. juni, admits 29. februar
            return atom(group.get("wyear"), lambda y: (date(y, month, number), date(y, month, number)))
    except ValueError:
        return None
    if quarter := group.get("q") or group.get("yqn"):
        return atom(group.get("qyear") or group.get("yq"), _quarter(int(quarter)))
    if "wq" in group:
        if group["wq"] in ("sidste", "last") and "wqyear" not in group:
            return fixed(_relative("sidste", "kvartal", today)) if today else None
        return atom(group.get("wqyear"), _quarter(ORDINALS[group["wq"]]))
    if half := group.get("h") or group.get("wh"):
        number = min(ORDINALS[half], 2)
        return atom(group.get("hyear"), lambda y: months(y, 6 * number - 5, 6))
    if "month" in group:
        month = MONTH_NUMBER[group["month"]]
        return atom(group.get("myear"), lambda y: months(y, month, 1))
    if "season" in group:
        first, count = SEASONS[group["season"]]
        return atom(group.get("syear"), lambda y: months(y, first, count))
    if "rel" in group:
        return fixed(_relative(group["rel"], group["relunit"], today)) if today else None
    if "ahead" in group:
        return fixed(_ahead(group["ahead"], group["aheadunit"], today)) if today else None
    return replace(atom(group["year"], lambda y: months(y, 1, 12)), bare_year=True)


def _quarter(number: int) -> Callable[[int], tuple[date, date]]:
    return lambda year: months(year, 3 * number - 2, 3)


def _relative(word: str, unit: str, today: date) -> tuple[date, date]:
    """The interval that "næste kvartal", "i år" or "til sommer" names, seen from `today`."""
    step = {"næste": 1, "kommende": 1, "next": 1, "sidste": -1, "forrige": -1, "last": -1}.get(word, 0)
    season = {"forår": 3, "sommer": 6, "efterår": 9, "vinter": 12}.get(unit)
    if season is not None:
        span = months(today.year, season, 3)
        return span if span[1] >= today and step >= 0 else months(today.year + (step or 1), season, 3)
    if unit in ("år", "year"):
        return months(today.year + step, 1, 12)
    if unit == "halvår":
        return months(today.year, (1 if today.month <= 6 else 7) + 6 * step, 6)
    if unit in ("måned", "month"):
        return months(today.year, today.month + step, 1)
    return months(today.year, 3 * (quarter_of(today) + step) - 2, 3)


def _ahead(count: str, unit: str, today: date) -> tuple[date, date]:
    """The month, quarter, year or week that lies so far ahead ("om to måneder")."""
    number = SMALL_NUMBERS.get(count) or int(count)
    if unit.startswith("uge"):
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=number)
        return monday, monday + timedelta(days=6)
    if unit == "år":
        return months(today.year + number, 1, 12)
    if unit.startswith("kvartal"):
        return months(today.year, 3 * (quarter_of(today) + number) - 2, 3)
    return months(today.year, today.month + number, 1)


def _shift(day: date, count: int) -> date:
    """The first of the month `count` months from the first of `day`'s month."""
    index = day.year * 12 + day.month - 1 + count
    return date(index // 12, index % 12 + 1, 1)
