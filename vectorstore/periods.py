"""Periods in Danish (and English) text as intervals: quarters, half-years, seasons, months, days, ranges.

A text names a period by *atoms* ("Q3", "juni", "2026"), joined to ranges ("Q3 2026-Q1 2027") and bent by
words in front ("tidligst fra", "senest", "ultimo"). How each is written is in `period_grammar`; arithmetic
happens here, in code, and nowhere else.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from vectorstore.period_grammar import (
    ACROSS,
    AFTER,
    AND,
    ATOM,
    BETWEEN,
    CLOCK_TIME,
    CLOSE,
    EASTER,
    ENGLISH_TIME,
    FROM,
    HOLIDAY_WEEKS,
    HOLIDAYS,
    IN_FRONT,
    IN_FRONT_LENGTH,
    JOIN,
    MONTH_NUMBER,
    ONWARDS,
    ORDINALS,
    PART,
    PART_OF,
    SEASONS,
    SEPARATOR,
    SHORT_MONTHS,
    SMALL_NUMBERS,
    UNTIL,
    WHOLE,
)
from vectorstore.records import Period

_UNITS = {
    "året": "år",
    "year": "år",
    "kvartalet": "kvartal",
    "quarter": "kvartal",
    "måneden": "måned",
    "ugen": "uge",
    "halvåret": "halvår",
}
_LENGTHS = {"måned": 1, "kvartal": 3, "halvår": 6}  # in months
_A_YEAR = 365  # days


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

    A colon, full stop, dash or bracket ends the period; without one, a bare year is no period
    ("2026 bliver et travlt år"), while "Q2/2026 Oplæg til HR-kredsen" begins with one.
    """
    for mention in find_periods(text):
        if not IN_FRONT.fullmatch(text, 0, mention.start):
            return None
        clock = CLOCK_TIME.match(text, mention.end)
        end = clock.end() if clock else mention.end
        rest = SEPARATOR.match(text, end)
        assert rest is not None
        if mention.bare_year and not rest[1] and rest.end() < len(text):
            return None
        label = " ".join(text[mention.start : end].split())
        return replace(mention.period, label=label) if clock else mention.period, rest.end()
    return None


def trailing_period(text: str) -> Period | None:
    """The period that a milestone ends with ("Markedsdialog gennemført (Q3 2026)"), if it names no other."""
    mentions = find_periods(text)
    if len(mentions) != 1 or mentions[0].bare_year or text[mentions[0].end :].strip(" .)"):
        return None
    return mentions[0].period


def find_periods(text: str, today: date | None = None, *, past: bool = False) -> list[Mention]:
    """Every period that `text` names, in order. Without `today`, periods without a year are left out.

    `past` reads a period without a year as the last one that has begun ("i december", asked in March).
    """
    found: list[Mention] = []
    atoms = [_parted(text, _behind(atom, today) if past and today else atom) for atom in _atoms(text, today)]
    at = 0
    while at < len(atoms):
        atom, used = atoms[at], 1
        following = atoms[at + 1] if at + 1 < len(atoms) else None
        if following is not None and JOIN.fullmatch(text, atom.end, following.start):
            joined = _join(atom, following)
        elif following is not None and AND.fullmatch(text, atom.end, following.start):
            atom = _with_year_of(atom, following)
            joined = (
                _join(atom, following)
                if BETWEEN.search(text, max(0, atom.start - IN_FRONT_LENGTH), atom.start) or _adjoin(atom, following)
                else None
            )
        else:
            joined = None
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
    parted: bool = False
    onwards: bool = False
    yearly: bool = False

    @property
    def resolve(self) -> tuple[date, date] | None:
        year = self.year if self.year is not None else self.default_year
        try:
            return self.of_year(year) if year is not None else None
        except ValueError:  # 29 February, week 53
            return None


def _behind(atom: _Atom, today: date) -> _Atom:
    """The atom a year earlier, if it has no year of its own and lies ahead."""
    span = atom.resolve if atom.year is None else None
    if span is None or span[0] <= today or atom.default_year is None:
        return atom
    return replace(atom, default_year=atom.default_year - 1)


def _join(first: _Atom, second: _Atom) -> _Atom | None:
    """One atom for "A-B"; the first takes the second's year where it has none ("Q1-Q2/2026")."""
    first = _with_year_of(first, second)
    begin, finish = first.resolve, second.resolve
    if begin is None or finish is None or begin[0] > finish[1]:
        return None
    span = (begin[0], finish[1])
    return replace(
        first, end=second.end, of_year=lambda _: span, bare_year=False, relative=second.relative, joined=True
    )


def _with_year_of(first: _Atom, second: _Atom) -> _Atom:
    """The first atom with the second's year where it has none of its own."""
    if first.year is not None:
        return first
    return replace(first, year=second.year, default_year=second.default_year, relative=second.relative)


def _adjoin(first: _Atom, second: _Atom) -> bool:
    """Whether the second begins on the day after the first ends ("Q1 og Q2")."""
    begin, finish = first.resolve, second.resolve
    return begin is not None and finish is not None and finish[0] == begin[1] + timedelta(days=1)


def _bend(text: str, atom: _Atom) -> Mention:
    """Apply the words around it: open ends, whole, "ved udgangen af"."""
    assert atom.resolve is not None
    start, end = atom.resolve
    begin, front = atom.start, max(0, atom.start - IN_FRONT_LENGTH)
    first: date | None = start
    last: date | None = end
    turns_the_year = start.year < end.year and end - start == timedelta(days=1)  # "efter nytår": in the new year
    if match := FROM.search(text, front, atom.start):
        begin, last = match.start(), (end if atom.joined else None)
        if turns_the_year:
            first = end
    elif (match := BETWEEN.search(text, front, atom.start)) and atom.joined:
        begin = match.start()
    elif match := AFTER.search(text, front, atom.start):
        begin, first, last = match.start(), end if turns_the_year else end + timedelta(days=1), None
    elif match := UNTIL.search(text, front, atom.start):
        begin, first = match.start(), None
        word, whole = match["word"].lower(), match["close"] is None
        if whole and (word in ("før", "before") or (word == "inden" and start < end and not atom.parted)):
            last = start if turns_the_year else start - timedelta(days=1)
    elif match := CLOSE.search(text, front, atom.start):
        begin, first = match.start(), _close(start, end, late=match["late"] is not None)
    elif match := WHOLE.search(text, front, atom.start):
        begin = match.start()
    finish = atom.end
    if onwards := ONWARDS.match(text, atom.end):
        finish, last = onwards.end(), None
    elif atom.onwards:
        last = None
    label = " ".join(text[begin:finish].split())
    return Mention(Period(label, first, last, atom.yearly), begin, finish, atom.relative, atom.bare_year)


def _parted(text: str, atom: _Atom) -> _Atom:
    """The atom with the "primo", "medio" or "ultimo" that stands in front of it: "medio april" of "medio april–maj"."""
    match = PART.search(text, max(0, atom.start - IN_FRONT_LENGTH), atom.start)
    if match is None:
        return atom
    part = PART_OF.get(match[1].lower(), 2)
    return replace(atom, start=match.start(), of_year=lambda y: _part(*atom.of_year(y), part), parted=True)


def _part(start: date, end: date, part: int) -> tuple[date, date]:
    """The first, middle or last third of an interval (`part` 0 to 2); of a year its ends are quarters."""
    days = (end - start).days + 1
    if days >= _A_YEAR:
        first, count = ((0, 3), (4, 4), (9, 3))[part]
        return _shift(start, first), _shift(start, first + count) - timedelta(days=1)
    return start + timedelta(days=part * days // 3), start + timedelta(days=(part + 1) * days // 3 - 1)


def _close(start: date, end: date, *, late: bool) -> date:
    """The first day of the close of an interval: of a year its last month, or quarter if it is `late` in it.

    Of what is shorter it is the last third.
    """
    days = (end - start).days + 1
    return _shift(end, -2 if late else 0) if days >= _A_YEAR else start + timedelta(days=2 * days // 3)


def _atoms(text: str, today: date | None) -> Iterator[_Atom]:
    for match in ATOM.finditer(text):
        atom = _atom(text, match, today)
        if atom is not None:
            yield atom


def _atom(text: str, match: re.Match[str], today: date | None) -> _Atom | None:
    group = {name: value.lower() for name, value in match.groupdict().items() if value is not None}
    this_year = today.year if today else None
    for name, value in list(group.items()):
        base, _, form = name.partition("_")
        if form == "short":
            group[base] = "20" + value[-2:]
        elif form == "s":
            group[base] = value.removesuffix("s")  # "månedens udgang"
        elif form == "that" and today:
            group[base] = str(_relative(value.split()[-2], "år", today)[0].year)

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
            first = int(group.get("wday0", number))
            if not 1 <= first <= number:
                return None
            return atom(group.get("wyear"), lambda y: (date(y, month, first), date(y, month, number)))
        if "eday" in group:
            day = date(int(group["eyear"]), MONTH_NUMBER[group["emonth"]], int(group["eday"]))
            return replace(fixed((day, day)), relative=False)
    except ValueError:
        return None
    if quarter := group.get("q") or group.get("yqn"):
        return atom(group.get("qyear") or group.get("yq"), _quarter(int(quarter)))
    if "wq" in group:
        if group["wq"] in ("sidste", "last") and "wqyear" not in group:
            return fixed(_relative("sidste", "kvartal", today)) if today else None
        quarter_number = ORDINALS[group["wq"]]
        first_number = ORDINALS[group.get("wq0", group["wq"])]
        if first_number > quarter_number:
            return None
        count = 3 * (quarter_number - first_number + 1)
        return atom(group.get("wqyear"), lambda y: months(y, 3 * first_number - 2, count))
    if half := group.get("h") or group.get("wh"):
        if half in ("sidste", "last") and "hyear" not in group and "halvdel" not in match[0].lower():
            return fixed(_relative("sidste", "halvår", today)) if today else None
        number = 2 if half in ("sidste", "last") else ORDINALS[half]
        if number > 2:
            return None
        return atom(group.get("hyear"), lambda y: months(y, 6 * number - 5, 6))
    if unit := group.get("lastunit") or group.get("lastunit_b"):
        length = _LENGTHS[unit]
        return atom(group.get("lastyear"), lambda y: months(y, 13 - length, length))
    if edge := group.get("edge") or group.get("edge_b"):
        written = group.get("edgecount") or group["edgecount_b"]
        size = int(SMALL_NUMBERS.get(written, written))
        if not 0 < size <= 12:
            return None
        return atom(group.get("edgeyear"), lambda y: months(y, 1 if edge == "første" else 13 - size, size))
    if "yearly" in group:  # from the first time on
        first_time = atom(group["firstyear"], lambda y: months(y, MONTH_NUMBER[group["yearly"]], 1))
        return replace(first_time, onwards=True, yearly=True)
    if "month" in group:
        month = MONTH_NUMBER[group["month"]]
        named = atom(group.get("myear"), lambda y: months(y, month, 1))
        if group["month"] in SHORT_MONTHS and not ENGLISH_TIME.search(
            text, max(0, match.start() - IN_FRONT_LENGTH), match.start()
        ):
            return replace(named, default_year=None)  # "Jan", "may": a name or a verb unless a year stands by it
        return named
    if "week" in group:
        return _weeks(group, atom)
    if holiday := group.get("holiday") or group.get("holidayof"):
        return atom(group.get("holidayyear"), lambda y: _holiday(holiday, y))
    if "across" in group:
        first, count = ACROSS[group["across"]]
        begin, finish = (int(f"20{group[name][-2:]}") for name in ("fromyear", "toyear"))
        return atom(str(begin), lambda y: months(y, first, count)) if finish == begin + 1 else None
    if "season" in group:
        first, count = SEASONS[group["season"]]
        return atom(group.get("syear"), lambda y: months(y, first, count))
    if "rel" in group:
        if today and group["relunit"] in SEASONS and group["rel"] == "i":  # "i sommer", which may be the one before
            coming, season = _relative("i", group["relunit"], today), SEASONS[group["relunit"]]
            return replace(atom(None, lambda y: months(y, *season)), default_year=coming[0].year, relative=True)
        return fixed(_relative(group["rel"], group["relunit"], today)) if today else None
    if "unitnow" in group:
        return fixed(_relative("dette", group["unitnow"], today)) if today else None
    if "unitgone" in group:
        return fixed(_relative("forrige", group["unitgone"], today)) if today else None
    if "ahead" in group:
        return fixed(_ahead(group["ahead"], group["aheadunit"], today)) if today else None
    if "run" in group:
        return fixed(_run(group["run"], group["runcount"], group["rununit"], today)) if today else None
    if "rest" in group:
        return fixed((today, _relative("dette", _UNITS[group["rest"].split()[-1]], today)[1])) if today else None
    if "endof" in group:
        last = _relative("dette", _UNITS.get(group["endof"], group["endof"]), today)[1] if today else None
        return fixed((last, last)) if last else None
    if "yearend" in group:
        return fixed((date(today.year, 12, 31), date(today.year, 12, 31))) if today else None
    if "year0" in group:
        return _years(match, group, atom)
    return replace(atom(group["year"], lambda y: months(y, 1, 12)), bare_year=True)


def _weeks(
    group: dict[str, str], atom: Callable[[str | None, Callable[[int], tuple[date, date]]], _Atom]
) -> _Atom | None:
    last = int(group["week"])
    first = int(group.get("week0", last))
    if not 1 <= first <= last <= 53:
        return None
    return atom(group.get("weekyear"), lambda y: (date.fromisocalendar(y, first, 1), date.fromisocalendar(y, last, 7)))


def _holiday(name: str, year: int) -> tuple[date, date]:
    if name in EASTER:
        sunday = easter(year)
        return sunday - timedelta(days=3), sunday + timedelta(days=1)
    if week := HOLIDAY_WEEKS.get(name):
        return date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7)
    first, last = HOLIDAYS[name]
    return date(year, *first), date(year + (last < first), *last)


def _years(
    match: re.Match[str],
    group: dict[str, str],
    atom: Callable[[str | None, Callable[[int], tuple[date, date]]], _Atom],
) -> _Atom:
    """The years of "2026/2027", "2026/27" or "2026-28"; otherwise the first one alone."""
    year, second = int(group["year0"]), group.get("year1") or group["year2"]
    last = int(second) if len(second) == 4 else year - year % 100 + int(second)
    if last > year:
        return replace(atom(group["year0"], lambda y: months(y, 1, 12 * (last - y + 1))), bare_year=True)
    alone = atom(group["year0"], lambda y: months(y, 1, 12))
    return replace(alone, end=match.end("year0"), bare_year=True)


def _quarter(number: int) -> Callable[[int], tuple[date, date]]:
    return lambda year: months(year, 3 * number - 2, 3)


def _relative(word: str, unit: str, today: date) -> tuple[date, date]:
    """The interval that "næste kvartal", "i år" or "til sommer" names, seen from `today`."""
    step = {"næste": 1, "kommende": 1, "next": 1, "sidste": -1, "forrige": -1, "forløbne": -1, "last": -1}.get(word, 0)
    if unit in SEASONS:
        if word == "i" and unit.endswith(("et", "en")):
            return months(today.year, *SEASONS[unit])  # "i foråret" may be behind us
        spans = [months(year, *SEASONS[unit]) for year in range(today.year - 2, today.year + 2)]
        if step < 0:
            return [span for span in spans if span[1] < today][-1]
        return next(span for span in spans if (span[0] > today if step else span[1] >= today))
    if unit in ("år", "year"):
        return months(today.year + step, 1, 12)
    if unit in ("uge", "week"):
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=step)
        return monday, monday + timedelta(days=6)
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


def _run(word: str, count: str, unit: str, today: date) -> tuple[date, date]:
    """The days of "de næste tre måneder", from today on, or of "de sidste to uger", up to today."""
    number = SMALL_NUMBERS.get(count) or int(count)
    danish = {"months": "måneder", "quarters": "kvartaler", "years": "år", "weeks": "uger", "days": "dage"}
    unit = danish.get(unit, unit)
    step = relativedelta(
        days=number * (unit == "dage"),
        weeks=number * (unit == "uger"),
        months=number * {"måneder": 1, "kvartaler": 3, "år": 12}.get(unit, 0),
    )
    if word in ("næste", "kommende", "next"):
        return today, today + step
    return today - step, today


def _shift(day: date, count: int) -> date:
    """The first of the month `count` months from the first of `day`'s month."""
    index = day.year * 12 + day.month - 1 + count
    return date(index // 12, index % 12 + 1, 1)
