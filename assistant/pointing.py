"""What a follow-up points at in the answer before it, put in words: "den anden" of a list, "året efter".

The question is rewritten ("fortæl om den anden" as "fortæl om Nyt lønsystem") and then read like any other.
"""

import re
from calendar import month_name
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.followup_forms import OPENS
from assistant.kinds import OF_STEPS
from assistant.ordinals import CARDINAL, FEW, ORDINAL, few_of, is_outer, nth, picked
from assistant.parts import MOST
from assistant.patterns import OPENER
from assistant.time_cues import HAPPENED, PAST
from assistant.turns import Turn
from vectorstore.period_grammar import MONTHS
from vectorstore.periods import find_periods, quarter_of

_AREA = r"(?:fokus|indsats)?område(?:t)?|(?:focus )?area"
_INITIATIVE = r"indsats(?:en)?|initiativ(?:et)?|projekt(?:et)?|initiative|project"
_OF_THESE = r"(?: (?:på listen|af dem|on the list|of them))?"
_GOES_ON = (
    r"er|bliver|slutter|ender|starter|begynder|går|handler|omfatter|færdig|klar|om|is|ends?|starts?|begins?|about|"
    rf"(?:og|eller|and|or) (?:(?:den|det|the) (?:{ORDINAL})|(?:nr|nummer|number))|"
    r"hv(?:ad|em|ilke\w*|or\w*)|(?:kan|gider|vil) du|what|who|when|which|where|how|why|(?:can|could) you"
)
# Of "den første pilot" the list has none: nothing but what a list holds may stand after the number.
_ONE = re.compile(
    rf"\b(?:(?P<gender>den|det|the) (?P<word>{ORDINAL})\b"
    rf"(?: (?:(?P<area>{_AREA})|(?P<initiative>{_INITIATIVE})|one)\b)?"
    rf"|(?:nr\.?|nummer|punkt|number) ?(?P<number>\d{{1,2}}|{CARDINAL})\b){_OF_THESE}"
    rf"(?=\W*(?:$|\b(?:{_GOES_ON})\b))",
    re.IGNORECASE,
)
_FEW_OF = re.compile(rf"{FEW}{_OF_THESE}(?=\W*(?:$|\b(?:{_GOES_ON})\b))", re.IGNORECASE)
_ONE_OF = re.compile(  # "hvad med den i GenAI?", "og dem under indkøb"
    r"^\W*(?P<opening>(?:(?:og|men|kun|hvad med|and|only|what about) )+)?(?:den|det|dem|de|the one|those) "
    r"(?:i|på|for|fra|under|inden for|in|on|for|of) (?=\w)",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(r"^\W*((?:(?:og|men|så|hvad med) )*i) '?([1-4]\d)\W*$", re.IGNORECASE)
_NUMBERS = re.compile(  # "nr. 2 og 3", and bare "1, 2 og 4"
    r"(?:\b(?:nr\.?|nummer|number) ?|^\W*)\d{1,2}(?:(?:, ?| og | and )\d{1,2})+(?=\W*$|\W+\w{3,})", re.IGNORECASE
)
_NO_LIST = re.compile(  # asks for a part of a plan or of a year, which may be the first as well
    r"\b(?:milepæl|trin|skridt|deadline|frist|fase|etape|kvartal|halvår|måned|uge|milestone|step|quarter|month)\w*",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r",|\b(?:hv\w+|what|who|when|which|where|how|why)\b", re.IGNORECASE)
_OPENING = re.compile(
    r"^\W*(?:(?:og|men|så|hvad(?: så)? med|hvad er|fortæl(?: mere| lidt)? om|uddyb|"
    r"and|what about|how about|what is|tell me(?: more)? about)(?:\W+|$))*",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\W*(?:(?:og|men|så|and) )?(?:hvornår|when) (?:er|bliver|slutter|ender|starter|ligger|is|are)"
    r"(?: (?:det|den|de|it|they))?\W*",
    re.IGNORECASE,
)
_AND = re.compile(r"\b(?:og|and)\b|\W", re.IGNORECASE)
_AND_ONLY = re.compile(r" (?:og|and)\b", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"^\W*(\d{1,2})(?:'?eren)?\W*$")
_BESIDE = re.compile(
    r"\b(?:i |in )?(?:(?P<unit>året|halvåret|kvartalet|måneden) (?P<side>efter|før|derefter|forinden)(?: det| den)?|"
    r"the (?P<english>year|quarter|month) (?P<that_side>after|before)(?: that)?)(?=\W*$)",
    re.IGNORECASE,
)
_BESIDE_A_STEP = re.compile(  # "og efter strategien?"
    rf"{OPENER}(?P<side>efter|før|inden) (?!(?:det|den|dem)\W*$)(?P<step>.{{3,80}}?)\W*$"
    r"|^\W*(?:and )?(?P<english>after|before) (?!(?:that|it)\W*$)(?P<what>.{3,80}?)\W*$",
    re.IGNORECASE,
)
_NEXT_TO_IT = re.compile(  # "og det næste kvartal?" after a quarter that was asked for
    r"^\W*(?:(?:og|men|så|hvad med|and|what about) )*(?:i |in )?(?:den |det |the )"
    r"(?P<side>næste|forrige|next|previous) (?P<unit>år|halvår|kvartal|måned|year|quarter|month)\W*$",
    re.IGNORECASE,
)
_YEAR = timedelta(days=364)
_ANY_DAY = date(2000, 1, 1)  # a season is a period in any year
_BEFORE = ("før", "forinden", "before")
_UNITS = {"året": "year", "halvåret": "half-year", "kvartalet": "quarter", "måneden": "month"}
_DEFINITE = {
    "år": "året",
    "halvår": "halvåret",
    "kvartal": "kvartalet",
    "måned": "måneden",
    "year": "året",
    "quarter": "kvartalet",
    "month": "måneden",
}
_HALF = 6  # months
_FEW_WORDS = 6  # of a question that may leave the year out
_LATE = re.compile(r"\b(?:forsinke|bagud|overskre|late|overdue)", re.IGNORECASE)
_SEEN_FROM_TODAY = re.compile(
    r"\b(?:næste|kommende|sidste|forrige|dette|denne|nu|om|år|året|uge|i dag|i morgen|next|last|this|year|week)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Pointed:
    """A question with what it points at in words; `lost` where it is nothing but pointing, and nothing is there."""

    question: str
    lost: bool = False


def pointed(question: str, turn: Turn | None, today: date, areas: Sequence[str] = ()) -> Pointed:
    """The question as it reads after the turn before; unchanged where it points at nothing there.

    `areas` are the titles of the programme's focus areas, which are counted without having been listed, too.
    """
    question = _beside(" ".join(question.split()), turn)
    if turn:
        question = _in_year_asked(_with_century(question, turn), turn, today)
        question = _ONE_OF.sub(lambda match: match["opening"] or "og ", question)
    if turn and (found := _BESIDE_A_STEP.match(question)) and not find_periods(question, _ANY_DAY):
        side, step = found["side"] or found["english"], found["step"] or found["what"]
        return Pointed(f"{'what comes' if found['english'] else 'hvad sker der'} {side} {step}?")
    if turn and (turn.initiatives or turn.steps) and (digit := _BARE_NUMBER.match(question)):
        question = f"nummer {digit[1]}"
    if turn and (turn.initiatives or turn.steps):
        question = _NUMBERS.sub(lambda match: _each_number(match[0]), question)
    if turn and (few := _FEW_OF.search(question)):
        return Pointed(_few(few, question, turn))
    found = _ONE.search(question)
    if found is None or _NO_LIST.search(question[: found.end()] + _CLAUSE.split(question[found.end() :])[0]):
        return Pointed(question)
    opening = _OPENING.match(question)
    bare = opening is not None and opening.end() == found.start() and not question[found.end() :].strip(" ?.!")
    english = found["gender"] is not None and found["gender"].casefold() == "the"
    titles, are_areas = _list_of(found, turn, areas)
    title = _nth(found, titles)
    if title is None:
        if turn is None or not _is_of_steps(found, turn):
            return Pointed(question, lost=bare)
        each = list(_ONE.finditer(question))[:MOST]
        rest = _ONE.sub("", question[opening.end() if opening else 0 :])
        if not _AND.sub("", rest) or _WHEN.fullmatch(_AND_ONLY.sub("", rest)):
            return Pointed(_of_milestones(each, english=english))
        steps = picked(found[0], turn.steps)
        if steps and opening is not None and opening.end() == found.start():  # "nr. 3, hvilket system er det?"
            return Pointed(f"{question[: found.start()]}{steps[0].text.rstrip('. ')}{question[found.end() :]}")
        return Pointed(question)
    if opening is not None and not _AND.sub("", _ONE.sub("", question[opening.end() :])) and not bare and not are_areas:
        several = (_nth(match, titles) for match in list(_ONE.finditer(question))[:MOST])
        about = "what is" if english else "hvad er"
        return Pointed(" ".join(f"{about} {one}?" for one in dict.fromkeys(several) if one))
    if not bare:
        return Pointed(_ONE.sub(lambda match: _nth(match, titles) or match[0], question, count=MOST))
    if are_areas:
        return Pointed(f"{'which initiatives are there in' if english else 'hvilke indsatser er der under'} {title}?")
    return Pointed(f"{'tell me about' if english else 'fortæl om'} {title}")


def _with_century(question: str, turn: Turn) -> str:
    """The question with its year in full, after one that asked for a year ("og i 23?")."""
    years = (p for p in turn.analysis.periods if p.start and p.end and p.end - p.start >= _YEAR)
    short = _SHORT_YEAR.match(question) if any(years) else None
    return f"{short[1]} 20{short[2]}?" if short else question


def _in_year_asked(question: str, turn: Turn, today: date) -> str:
    """The question with the year asked for before behind a quarter or month without one ("og i marts?" of 2027)."""
    years = {day.year for period in turn.analysis.periods for day in (period.start, period.end) if day}
    looks_back = PAST.search(question) or HAPPENED.search(question) or _LATE.search(question)
    short = OPENS.match(question) is not None and len(question.split()) <= _FEW_WORDS
    if len(years) != 1 or today.year in years or not short or looks_back:
        return question
    (year,) = years
    have_a_year = {mention.start for mention in find_periods(question)}
    for mention in reversed(find_periods(question, date(year, 1, 1))):
        named = question[mention.start : mention.end]
        if mention.start not in have_a_year and not _SEEN_FROM_TODAY.search(named):
            question = f"{question[: mention.end]} {year}{question[mention.end :]}"
    return question


def _is_of_steps(found: re.Match[str], turn: Turn | None) -> bool:
    """Whether milestones were listed; the first and the last are also those of a plan that was spoken of."""
    if turn is None:
        return False
    of_plan = turn.subject and turn.analysis.ask in OF_STEPS and is_outer(found["word"] or "")
    return bool(turn.steps or of_plan)


def _list_of(found: re.Match[str], turn: Turn | None, areas: Sequence[str]) -> tuple[Sequence[str], bool]:
    """The list that an ordinal points into, and whether it is that of the areas: "det" is "område" first."""
    if found["area"]:
        return (turn.areas if turn and turn.areas else areas), True
    if turn is None:
        return (), False
    if turn.areas and not found["initiative"] and ((found["gender"] or "").casefold() == "det" or not turn.initiatives):
        return turn.areas, True
    return turn.initiatives, False


def _nth(found: re.Match[str], listed: Sequence[str]) -> str | None:
    """The one of a list that the pointing words stand for, or None where the list is not as long."""
    return nth(found["word"] or found["number"], listed)


def _of_milestones(each: Sequence[re.Match[str]], *, english: bool) -> str:
    """The question for the milestones that the pointing words stand for: "den anden" as "… den anden milepæl?"."""
    of, the, numbered = ("milestone", "the", "milestone number") if english else ("milepæl", "den", "milepæl nummer")
    named = [f"{the} {m['word']} {of}" if m["word"] else f"{numbered} {m['number']}" for m in each]
    return f"{'what is' if english else 'hvad er'} {(' and ' if english else ' og ').join(named)}?"


def _each_number(numbers: str) -> str:
    """Each of several numbers as one: "nr. 2 og 3" as "nr. 2 og nr. 3"."""
    return " og ".join(f"nr. {number}" for number in re.findall(r"\d+", numbers))


def _few(few: re.Match[str], question: str, turn: Turn) -> str:
    """The question for the first or last few of a list, where it asks for no more than these or when they are."""
    opening = _OPENING.match(question)
    rest = question[opening.end() if opening else 0 : few.start()] + question[few.end() :]
    if _AND.sub("", rest) and not _WHEN.fullmatch(rest):
        return question
    number, end = few_of(few)
    of_areas = turn.areas and not turn.initiatives
    if titles := picked(few[0], turn.areas if of_areas else turn.initiatives)[:MOST]:
        about = "hvilke indsatser er der under" if of_areas else "hvad er"
        if few["english_end"]:
            about = "which initiatives are there in" if of_areas else "what is"
        return " ".join(f"{about} {title}?" for title in titles)
    if not turn.steps:
        return question
    return f"what are the {end} {number} milestones?" if few["english_end"] else f"hvad er de {number} {end} milepæle?"


def _beside(question: str, turn: Turn | None) -> str:
    """The question with the period beside the one last spoken of as it is written, where it asks for that."""
    if turn and turn.analysis.periods and (found := _NEXT_TO_IT.match(question)):
        side = "efter" if found["side"].casefold() in ("næste", "next") else "før"
        question = f"og {_DEFINITE[found['unit'].casefold()]} {side}"
    found = _BESIDE.search(question)
    if found is None or turn is None or find_periods(question[: found.start()]):
        return question
    asked = turn.analysis.periods
    first = min((day for period in asked if (day := period.start or period.end)), default=turn.since or turn.until)
    last = max((day for period in asked if (day := period.end or period.start)), default=turn.until)
    if first is None or last is None:
        return question
    english = found["english"] is not None
    before = (found["side"] or found["that_side"]).casefold() in _BEFORE
    day = first - timedelta(days=1) if before else last + timedelta(days=1)
    unit = found["english"].casefold() if english else _UNITS[found["unit"].casefold()]
    if unit == "year":
        when = str(first.year - 1 if before else last.year + 1)
    elif unit == "quarter":
        when = f"Q{quarter_of(day)} {day.year}"
    elif unit == "half-year":
        when = f"{1 if day.month <= _HALF else 2}. halvår {day.year}"
    else:
        when = f"{month_name[day.month] if english else MONTHS[day.month - 1][0]} {day.year}"
    opening = question[: found.start()] or ("and " if english else "og ")
    return f"{opening}{'in' if english else 'i'} {when}{question[found.end() :]}"
