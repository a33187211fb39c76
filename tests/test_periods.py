"""Every way the programme and its readers name a period, as an interval of days."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vectorstore.period_grammar import MONTH_NUMBER
from vectorstore.periods import find_periods, leading_period, quarter_of, trailing_period
from vectorstore.records import Period

TODAY = date(2026, 5, 20)
ONE_DAY = 1


def interval(period: Period) -> str:
    """The interval in ISO form, ".." at an open end."""
    return f"{period.start or '..'}/{period.end or '..'}"


def intervals(text: str, today: date | None = None) -> list[str]:
    return [interval(mention.period) for mention in find_periods(text, today)]


WITH_A_YEAR = {
    # the forms of the official programme
    "Q2/2026": "2026-04-01/2026-06-30",
    "Q2 2026": "2026-04-01/2026-06-30",
    "Q1-Q2/2026": "2026-01-01/2026-06-30",
    "Q2-Q3 2026": "2026-04-01/2026-09-30",
    "Q3 2026-Q1 2027": "2026-07-01/2027-03-31",
    "Juni 2026.": "2026-06-01/2026-06-30",
    "Hele 2026": "2026-01-01/2026-12-31",
    "2026: Løbende administrativ understøttelse": "2026-01-01/2026-12-31",
    "Tidligst fra Q2 2027": "2027-04-01/..",
    "Q2/2027": "2027-04-01/2027-06-30",
    "2025-2030": "2025-01-01/2030-12-31",
    "i kommunen i 2026-2028.": "2026-01-01/2028-12-31",
    "afsluttet i første halvår af 2025": "2025-01-01/2025-06-30",
    "december 2025": "2025-12-01/2025-12-31",
    "løbende i løbet af efteråret 2026": "2026-09-01/2026-11-30",
    "Dataperiode 01.10.2024-30.09.2025.": "2024-10-01/2025-09-30",
    # quarters
    "2. kvartal 2026": "2026-04-01/2026-06-30",
    "2. kvartal af 2026": "2026-04-01/2026-06-30",
    "andet kvartal 2026": "2026-04-01/2026-06-30",
    "3. kvt. 2026": "2026-07-01/2026-09-30",
    "sidste kvartal 2026": "2026-10-01/2026-12-31",
    "q4-2026": "2026-10-01/2026-12-31",
    "2026 Q3": "2026-07-01/2026-09-30",
    "2026-Q3": "2026-07-01/2026-09-30",
    "3.-4. kvartal 2026": "2026-07-01/2026-12-31",
    "3. og 4. kvartal 2026": "2026-07-01/2026-12-31",
    "Q1 og Q2 2026": "2026-01-01/2026-06-30",
    "Q1/Q2 2026": "2026-01-01/2026-06-30",
    "Q3 2026 – Q1 2027": "2026-07-01/2027-03-31",
    # parts of a year in words
    "de første seks måneder af 2026": "2026-01-01/2026-06-30",
    "første halvdel af 2026": "2026-01-01/2026-06-30",
    # weeks and holidays
    "uge 23-25 2026": "2026-06-01/2026-06-21",
    "ugerne 40 og 42, 2026": "2026-09-28/2026-10-18",
    "inden sommerferien 2026": "../2026-06-30",
    "Jul 2026": "2026-07-01/2026-07-31",
    "inden jul 2026": "../2026-12-23",
    # half-years, seasons, months, days
    "2. halvår 2026": "2026-07-01/2026-12-31",
    "H1 2026": "2026-01-01/2026-06-30",
    "sidste halvår af 2026": "2026-07-01/2026-12-31",
    "sommeren 2026": "2026-06-01/2026-08-31",
    "vinteren 2026": "2026-12-01/2027-02-28",
    "vinteren 2027": "2027-12-01/2028-02-29",
    "i vinteren 2026/2027": "2026-12-01/2027-02-28",
    "i vinteren 26/27": "2026-12-01/2027-02-28",
    "skoleåret 2026/27": "2026-08-01/2027-07-31",
    "fra skoleåret 2027-28": "2027-08-01/..",
    "til sommer 2027": "2027-06-01/2027-08-31",
    "maj-juni 2026": "2026-05-01/2026-06-30",
    "dec. 2025": "2025-12-01/2025-12-31",
    "sept. 2026": "2026-09-01/2026-09-30",
    "februar 2028": "2028-02-01/2028-02-29",
    "1. januar 2026": "2026-01-01/2026-01-01",
    "1.juni 2026": "2026-06-01/2026-06-01",
    "1.-3. juni 2026": "2026-06-01/2026-06-03",
    "1. juni til 31. december 2026": "2026-06-01/2026-12-31",
    "1/6 2026": "2026-06-01/2026-06-01",
    "2026-06-01": "2026-06-01/2026-06-01",
    # years
    "2025–2030": "2025-01-01/2030-12-31",
    "2026/2027": "2026-01-01/2027-12-31",
    "2026/27": "2026-01-01/2027-12-31",
    "2026-28": "2026-01-01/2028-12-31",
    "2026 og 2027": "2026-01-01/2027-12-31",
    # bent by words in front
    "fra Q2 2026 til Q4 2026": "2026-04-01/2026-12-31",
    "fra januar til marts 2026": "2026-01-01/2026-03-31",
    "fra 2025 til og med 2027": "2025-01-01/2027-12-31",
    "mellem januar og marts 2026": "2026-01-01/2026-03-31",
    "mellem Q1 2026 og Q3 2026": "2026-01-01/2026-09-30",
    "fra 2026": "2026-01-01/..",
    "fra og med 2027": "2027-01-01/..",
    "fra den 1. juni 2026": "2026-06-01/..",
    "siden 2024": "2024-01-01/..",
    "tidligst i Q2 2027": "2027-04-01/..",
    "tidligst 2027": "2027-01-01/..",
    "efter Q2 2026": "2026-07-01/..",
    "efter udgangen af 2026": "2027-01-01/..",
    "senest Q4 2026": "../2026-12-31",
    "senest i juni 2026": "../2026-06-30",
    "senest den 1. juni 2026": "../2026-06-01",
    "senest d. 1. juni 2026": "../2026-06-01",
    "senest ved udgangen af 2026": "../2026-12-31",
    "inden udgangen af 2026": "../2026-12-31",
    "inden den 1. juni 2026": "../2026-06-01",
    "inden Q4 2026": "../2026-09-30",
    "før 2026": "../2025-12-31",
    "til og med 2027": "../2027-12-31",
    "indtil udgangen af juni 2026": "../2026-06-30",
    "primo juni 2026": "2026-06-01/2026-06-10",
    "medio juni 2026": "2026-06-11/2026-06-20",
    "ultimo juni 2026": "2026-06-21/2026-06-30",
    "primo 2026": "2026-01-01/2026-03-31",
    "medio 2026": "2026-05-01/2026-08-31",
    "ultimo 2026": "2026-10-01/2026-12-31",
    "starten af Q3 2026": "2026-07-01/2026-07-30",
    "slutningen af 2026": "2026-10-01/2026-12-31",
    "udgangen af 2026": "2026-12-01/2026-12-31",
    "udgangen af marts 2026": "2026-03-21/2026-03-31",
    "medio april-oktober 2026": "2026-04-11/2026-10-31",
    "primo maj til ultimo juni 2026": "2026-05-01/2026-06-30",
    "ultimo 2026-medio 2027": "2026-10-01/2027-08-31",
    "senest ultimo 2026": "../2026-12-31",
    "inden ultimo juni 2026": "../2026-06-30",
    "fra medio 2026": "2026-05-01/..",
    "tidligst primo 2027": "2027-01-01/..",
    "2026 og frem": "2026-01-01/..",
    "Q3 2026 og fremover": "2026-07-01/..",
    "hvert år i november, første gang 2026": "2026-11-01/..",
    "årligt i maj fra 2027": "2027-05-01/..",
    # English
    "the second quarter of 2026": "2026-04-01/2026-06-30",
    "Q3 of 2026": "2026-07-01/2026-09-30",
    "first half of 2026": "2026-01-01/2026-06-30",
    "in summer 2026": "2026-06-01/2026-08-31",
    "May 2026": "2026-05-01/2026-05-31",
    "from May to August 2026": "2026-05-01/2026-08-31",
    "between May and August 2026": "2026-05-01/2026-08-31",
    "1 June 2026": "2026-06-01/2026-06-01",
    "June 1, 2026": "2026-06-01/2026-06-01",
    "May 1st 2026": "2026-05-01/2026-05-01",
    "1st of June 2026": "2026-06-01/2026-06-01",
    "by the end of 2026": "../2026-12-31",
    "before June 2026": "../2026-05-31",
    "after June 2026": "2026-07-01/..",
    "no later than Q2 2027": "../2027-06-30",
    "no earlier than Q2 2027": "2027-04-01/..",
    "since 2024": "2024-01-01/..",
    "mid 2026": "2026-05-01/2026-08-31",
}

SEEN_FROM_TODAY = {
    "i uge 23": "2026-06-01/2026-06-07",
    "efter sommerferien": "2026-08-10/..",
    "inden jul": "../2026-12-23",
    "efter nytår": "2027-01-01/..",
    "fra nytår": "2027-01-01/..",
    "før påske": "../2026-04-01",
    "i efterårsferien": "2026-10-12/2026-10-18",
    "de næste tre måneder": "2026-05-20/2026-08-20",
    "de seneste to uger": "2026-05-06/2026-05-20",
    "resten af året": "2026-05-20/2026-12-31",
    "næste uge": "2026-05-25/2026-05-31",
    "andet kvartal": "2026-04-01/2026-06-30",
    "2. kvartal": "2026-04-01/2026-06-30",
    "Q3": "2026-07-01/2026-09-30",
    "i Q1": "2026-01-01/2026-03-31",
    "Q1 og Q2": "2026-01-01/2026-06-30",
    "dette kvartal": "2026-04-01/2026-06-30",
    "næste kvartal": "2026-07-01/2026-09-30",
    "sidste kvartal": "2026-01-01/2026-03-31",
    "forrige kvartal": "2026-01-01/2026-03-31",
    "i år": "2026-01-01/2026-12-31",
    "næste år": "2027-01-01/2027-12-31",
    "sidste år": "2025-01-01/2025-12-31",
    "næste måned": "2026-06-01/2026-06-30",
    "første halvår": "2026-01-01/2026-06-30",
    "næste halvår": "2026-07-01/2026-12-31",
    "sidste halvår": "2025-07-01/2025-12-31",
    "til sommer": "2026-06-01/2026-08-31",
    "næste sommer": "2026-06-01/2026-08-31",
    "til efteråret": "2026-09-01/2026-11-30",
    "efteråret": "2026-09-01/2026-11-30",
    "i foråret": "2026-03-01/2026-05-31",
    "til foråret": "2026-03-01/2026-05-31",
    "næste forår": "2027-03-01/2027-05-31",
    "sidste sommer": "2025-06-01/2025-08-31",
    "inden sommer": "../2026-05-31",
    "inden årets udgang": "../2026-12-31",
    "senest i juni": "../2026-06-30",
    "fra Q3": "2026-07-01/..",
    "maj-juni": "2026-05-01/2026-06-30",
    "20. maj": "2026-05-20/2026-05-20",
    "om to måneder": "2026-07-01/2026-07-31",
    "om 3 kvartaler": "2027-01-01/2027-03-31",
    "om et år": "2027-01-01/2027-12-31",
    "om en uge": "2026-05-25/2026-05-31",
    "primo juni": "2026-06-01/2026-06-10",
    "next quarter": "2026-07-01/2026-09-30",
    "this year": "2026-01-01/2026-12-31",
    "last year": "2025-01-01/2025-12-31",
    "next month": "2026-06-01/2026-06-30",
    "this summer": "2026-06-01/2026-08-31",
    "in May": "2026-05-01/2026-05-31",
}

NO_PERIOD = [
    "40 mio. kr. (2024 p/l)",
    "i 2024-priser",
    "2025 pl",
    "OK26",
    "Budget26",
    "45.000",
    "Ca. 153.000 indgående opkald",
    "1. line support",
    "2100 afgørelser",
    "Ca. 2050 sager",
    "2050 kr.",
    "tlf. 33 66 20 26",
    "tlf. 20262027",
    "tlf. 3366 2026",
    "tlf. 2026 3366",
    "31.02.2026",
    "31. februar 2026",
    "29. februar 2026",
    "2026-13-45",
    "3. halvår",
    "13. kvartal",
    "Q5",
    "kl. 20.26",
    "sag 2026.4711",
    "1.2026.3",
    "du kan maje dig ud",
    "Jan Hansen",
    "as you may know",
    "om to minutter",
    "",
]


@pytest.mark.parametrize(("text", "expected"), WITH_A_YEAR.items())
def test_a_period_with_a_year_is_read_alike_with_and_without_today(text: str, expected: str) -> None:
    assert intervals(text) == [expected]
    assert intervals(text, TODAY) == [expected]
    assert not find_periods(text, TODAY)[0].relative


@pytest.mark.parametrize(("text", "expected"), SEEN_FROM_TODAY.items())
def test_a_period_without_a_year_is_seen_from_today(text: str, expected: str) -> None:
    assert intervals(text, TODAY) == [expected]
    assert find_periods(text, TODAY)[0].relative


@pytest.mark.parametrize("text", SEEN_FROM_TODAY)
def test_without_today_a_period_without_a_year_is_none(text: str) -> None:
    assert intervals(text) == []


@pytest.mark.parametrize("text", NO_PERIOD)
def test_what_only_looks_like_a_period_is_none(text: str) -> None:
    assert intervals(text, TODAY) == []


NEW_YEARS_EVE, NEW_YEARS_DAY = date(2026, 12, 31), date(2026, 1, 1)


@pytest.mark.parametrize(
    ("text", "today", "expected"),
    [
        ("næste kvartal", NEW_YEARS_EVE, "2027-01-01/2027-03-31"),
        ("dette kvartal", NEW_YEARS_EVE, "2026-10-01/2026-12-31"),
        ("næste måned", NEW_YEARS_EVE, "2027-01-01/2027-01-31"),
        ("om to måneder", NEW_YEARS_EVE, "2027-02-01/2027-02-28"),
        ("næste halvår", NEW_YEARS_EVE, "2027-01-01/2027-06-30"),
        ("i år", NEW_YEARS_EVE, "2026-01-01/2026-12-31"),
        ("næste år", NEW_YEARS_EVE, "2027-01-01/2027-12-31"),
        ("til sommer", NEW_YEARS_EVE, "2027-06-01/2027-08-31"),
        ("sidste sommer", NEW_YEARS_EVE, "2026-06-01/2026-08-31"),
        ("i vinter", NEW_YEARS_EVE, "2026-12-01/2027-02-28"),
        ("til vinter", NEW_YEARS_EVE, "2026-12-01/2027-02-28"),
        ("om en uge", NEW_YEARS_EVE, "2027-01-04/2027-01-10"),
        ("sidste kvartal", NEW_YEARS_DAY, "2025-10-01/2025-12-31"),
        ("sidste måned", NEW_YEARS_DAY, "2025-12-01/2025-12-31"),
        ("sidste halvår", NEW_YEARS_DAY, "2025-07-01/2025-12-31"),
        ("sidste år", NEW_YEARS_DAY, "2025-01-01/2025-12-31"),
        ("næste kvartal", NEW_YEARS_DAY, "2026-04-01/2026-06-30"),
        ("i vinter", NEW_YEARS_DAY, "2025-12-01/2026-02-28"),
        ("sidste sommer", NEW_YEARS_DAY, "2025-06-01/2025-08-31"),
        ("Q1", NEW_YEARS_DAY, "2026-01-01/2026-03-31"),
        ("Q1", NEW_YEARS_EVE, "2026-01-01/2026-03-31"),
        ("29. februar", date(2028, 1, 1), "2028-02-29/2028-02-29"),
    ],
)
def test_relative_periods_step_over_the_turn_of_the_year(text: str, today: date, expected: str) -> None:
    assert intervals(text, today) == [expected]


@pytest.mark.parametrize(
    "text", ["Tidligst fra Q2 2027", "Q3 2026-Q1 2027", "senest den 1. juni 2026", "Hele 2026", "primo juni 2026"]
)
def test_the_label_is_what_the_text_says(text: str) -> None:
    assert [mention.period.label for mention in find_periods(f"Det sker: {text}.")] == [text]


def test_a_label_over_a_line_end_is_running_text() -> None:
    assert find_periods("efteråret\n 2026")[0].period.label == "efteråret 2026"


def test_periods_that_stand_apart_are_told_apart() -> None:
    assert intervals("i Q2 2026, mens resten følger i Q4 2026 og i 2028") == [
        "2026-04-01/2026-06-30",
        "2026-10-01/2026-12-31",
        "2028-01-01/2028-12-31",
    ]


def test_quarters_that_do_not_follow_each_other_share_the_year_and_stay_two() -> None:
    assert intervals("Q1 og Q4 2026") == ["2026-01-01/2026-03-31", "2026-10-01/2026-12-31"]


def test_a_range_that_runs_backwards_is_two_periods() -> None:
    assert intervals("Q3 2026-Q1 2026") == ["2026-07-01/2026-09-30", "2026-01-01/2026-03-31"]


def test_a_bare_year_is_marked_as_one() -> None:
    assert [mention.bare_year for mention in find_periods("2027, Q2 2026 og juni 2026")] == [True, False, False]


@pytest.mark.parametrize(
    ("bullet", "label", "rest"),
    [
        ("Q2 2026: Servicetjek gennemført", "Q2 2026", "Servicetjek gennemført"),
        ("Q2/2026:  Oplæg til HR-kredsen", "Q2/2026", "Oplæg til HR-kredsen"),
        ("Q2/2026 Oplæg til HR-kredsen", "Q2/2026", "Oplæg til HR-kredsen"),
        ("Q2/2026 – Oplæg til HR-kredsen", "Q2/2026", "Oplæg til HR-kredsen"),
        ("Juni 2026. deadline for implementering.", "Juni 2026", "deadline for implementering."),
        ("2026: Løbende understøttelse", "2026", "Løbende understøttelse"),
        ("Hele 2026: Udvikling", "Hele 2026", "Udvikling"),
        ("Q3 2026-Q1 2027: Udbud", "Q3 2026-Q1 2027", "Udbud"),
        ("Tidligst fra Q2 2027: Udrulning", "Tidligst fra Q2 2027", "Udrulning"),
        ("Senest den 1. juni 2026: Frist", "Senest den 1. juni 2026", "Frist"),
        ("Den 1. juni 2026: Frist", "1. juni 2026", "Frist"),
        ("I Q2 2026: Frist", "Q2 2026", "Frist"),
        ("(Q2 2026) Frist", "Q2 2026", "Frist"),
        ("(Q2 2026): Frist", "Q2 2026", "Frist"),
        ("1. januar – 31. marts 2026: Pilot", "1. januar – 31. marts 2026", "Pilot"),
        ("Q4 2026", "Q4 2026", ""),
    ],
)
def test_a_bullet_begins_with_its_period(bullet: str, label: str, rest: str) -> None:
    found = leading_period(bullet)
    assert found is not None
    assert (found[0].label, bullet[found[1] :]) == (label, rest)


@pytest.mark.parametrize(
    "bullet",
    [
        "Derefter afklares evt. behov",
        "Udbud gennemført i Q3 2026",
        "2026 bliver et travlt år",
        "I 2026 træder direktivet i kraft",
        "1. line support organiseres",
        "2100 afgørelser i 2026",
        "Q3: uden år",
        "",
    ],
)
def test_a_bullet_that_begins_otherwise_has_no_leading_period(bullet: str) -> None:
    assert leading_period(bullet) is None


@pytest.mark.parametrize(
    ("bullet", "expected"),
    [
        ("Markedsdialog gennemført (Q3 2026)", "2026-07-01/2026-09-30"),
        ("Udbud offentliggjort senest juni 2026.", "../2026-06-30"),
        ("Pilot – 1. juni 2026", "2026-06-01/2026-06-01"),
    ],
)
def test_a_bullet_may_end_with_its_only_period(bullet: str, expected: str) -> None:
    period = trailing_period(bullet)
    assert period is not None
    assert interval(period) == expected


@pytest.mark.parametrize(
    "bullet", ["Bidrag til Klimastrategi 2035", "Fra Q2 2026 og igen Q4 2027", "I juni 2026 er alt klar"]
)
def test_a_year_in_a_name_or_one_period_of_several_is_no_trailing_period(bullet: str) -> None:
    assert trailing_period(bullet) is None


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ("Q2 2026", "juni 2026", True),
        ("Q2 2026", "juli 2026", False),
        ("tidligst fra Q2 2027", "2030", True),
        ("tidligst fra Q2 2027", "Q1 2027", False),
        ("senest Q4 2026", "2020", True),
        ("senest Q4 2026", "tidligst 2027", False),
    ],
)
def test_periods_overlap_when_they_share_a_day(one: str, other: str, overlap: bool) -> None:
    first, second = find_periods(one)[0].period, find_periods(other)[0].period
    assert first.overlaps(second) is overlap
    assert second.overlaps(first) is overlap


@settings(deadline=None)
@given(st.dates(date(2000, 1, 1), date(2080, 12, 31)))
def test_today_lies_in_its_own_quarter_month_half_and_year(today: date) -> None:
    for text in ("dette kvartal", "denne måned", "dette halvår", "i år", f"Q{quarter_of(today)}"):
        (mention,) = find_periods(text, today)
        assert mention.period.overlaps(Period("", today, today))


@settings(deadline=None)
@given(st.dates(date(2000, 1, 1), date(2080, 12, 31)), st.sampled_from(["kvartal", "måned", "halvår", "år"]))
def test_last_this_and_next_meet_without_gap_or_overlap(today: date, unit: str) -> None:
    last, this, following = (find_periods(f"{w} {unit}", today)[0].period for w in ("sidste", "dette", "næste"))
    assert last.end is not None
    assert this.start is not None
    assert this.end is not None
    assert following.start is not None
    assert (this.start - last.end).days == ONE_DAY
    assert (following.start - this.end).days == ONE_DAY


@settings(deadline=None)
@given(st.integers(2000, 2080), st.sampled_from(sorted(MONTH_NUMBER)))
def test_a_month_s_thirds_fill_it(year: int, month: str) -> None:
    whole = find_periods(f"{month} {year}")[0].period
    parts = [find_periods(f"{part} {month} {year}")[0].period for part in ("primo", "medio", "ultimo")]
    assert (parts[0].start, parts[-1].end) == (whole.start, whole.end)
    for before, after in ((parts[0], parts[1]), (parts[1], parts[2])):
        assert before.end is not None
        assert after.start is not None
        assert (after.start - before.end).days == ONE_DAY


pieces = st.sampled_from(
    [
        *WITH_A_YEAR,
        *SEEN_FROM_TODAY,
        *NO_PERIOD,
        "31.",
        "29. februar",
        "-",
        " og ",
        "/",
        "fra",
        "til",
        "2026",
        "1.",
        "(",
        "uge",
    ]
)


@settings(deadline=None)
@given(st.lists(pieces, max_size=6).map(" ".join), st.none() | st.dates(date(2000, 1, 1), date(2080, 1, 1)))
def test_any_text_is_read_and_every_mention_lies_in_it_in_order(text: str, today: date | None) -> None:
    at = 0
    for mention in find_periods(text, today):
        assert mention.start < mention.end <= len(text)
        assert mention.end > at
        assert mention.period.label == " ".join(text[mention.start : mention.end].split())
        assert mention.period.start is None or mention.period.end is None or mention.period.start <= mention.period.end
        assert today is not None or not mention.relative
        at = mention.end


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Hvad sker der i Q3-26?", date(2026, 7, 1), date(2026, 9, 30)),
        ("3. kvartal 26", date(2026, 7, 1), date(2026, 9, 30)),
        ("første halvår '27", date(2027, 1, 1), date(2027, 6, 30)),
        ("i andet kvartal næste år", date(2027, 4, 1), date(2027, 6, 30)),
        ("i juni næste år", date(2027, 6, 1), date(2027, 6, 30)),
        ("første halvår sidste år", date(2025, 1, 1), date(2025, 6, 30)),
        ("det kvartal vi er i nu", date(2026, 1, 1), date(2026, 3, 31)),
    ],
)
def test_years_in_short_and_in_words(text: str, start: date, end: date) -> None:
    [mention] = find_periods(text, date(2026, 3, 15))
    assert (mention.period.start, mention.period.end) == (start, end)


@pytest.mark.parametrize("text", ["Q3 26 medarbejdere", "Q2 30% færre", "Q3 26,5 mio."])
def test_a_number_after_a_quarter_is_no_year(text: str) -> None:
    [mention] = find_periods(text, date(2026, 3, 15))
    assert mention.period.label in ("Q3", "Q2")


def test_in_the_past_a_month_without_a_year_is_the_last_one() -> None:
    [december] = find_periods("besluttet i december", date(2026, 3, 15), past=True)
    [january] = find_periods("besluttet i januar", date(2026, 3, 15), past=True)
    assert (december.period.start, january.period.start) == (date(2025, 12, 1), date(2026, 1, 1))
