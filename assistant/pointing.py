"""What a follow-up points at in the answer before it, put in words: "den anden" of a list, "året efter".

The question is rewritten ("fortæl om den anden" as "fortæl om Nyt lønsystem") and then read like any other.
"""

import re
from calendar import month_name
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.followup_forms import OPENS
from assistant.in_time import looks_back
from assistant.kinds import OF_STEPS
from assistant.ordinals import BY_NUMBER, BY_ORDINAL, FEW, ORDINAL, few_of, is_outer, nth, picked
from assistant.parts import MOST
from assistant.patterns import OPENER
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
    rf"\b(?:{BY_ORDINAL}\b(?: (?:(?P<area>{_AREA})|(?P<initiative>{_INITIATIVE})|one)\b)?|{BY_NUMBER}\b){_OF_THESE}"
    rf"(?=\W*(?:$|\b(?:{_GOES_ON})\b))",
    re.IGNORECASE,
)
_FEW_OF = re.compile(rf"{FEW}{_OF_THESE}(?=\W*(?:$|\b(?:{_GOES_ON})\b))", re.IGNORECASE)
_ONE_OF = re.compile(  # "hvad med den i GenAI?", "og dem under indkøb"
    r"^\W*(?P<opening>(?:(?:og|men|kun|hvad med|and|only|what about) )+)?(?:den|det|dem|de|the one|those) "
    r"(?:i|på|for|fra|under|inden for|in|on|of) (?=\w)",
    re.IGNORECASE,
)
_THE_ONE_WITH = re.compile(  # "hvem står for den med serverrummet?"
    r"\b(?:den|dem|the one) (?:med|om|der (?:handler|drejer sig) om|with|about) "
    r"(?!\w*(?:dagen|natten|aftenen|morgenen|året|ugen|måneden|weekenden|tiden)\b)"
    r"(?=(?:den |det |de )?(?:\w+e )?(?:\w{2,}(?:en|et|erne|ene)\b|[A-ZÆØÅ]))"
)
_SAME = re.compile(
    r"\s*\b(?:i |in )?(?:det |den |the )?(?:samme|same) "
    r"(?:(?P<year>år|year)|kvartal|halvår|måned|periode|quarter|month|period)\b",
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
_MORE = re.compile(r"^\W*(?:og )?(?:fortæl mere om|uddyb|tell me more about)\b", re.IGNORECASE)
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
    question = " ".join(question.split())
    if turn is None:
        return _one(question, None, areas)
    question = _in_year_asked(_with_century(_beside(question, turn), turn), turn, today)
    question = _less_pronoun(_in_same_period(question, turn))
    if turn.steps or turn.initiatives:
        question = _THE_ONE_WITH.sub("", question)
    if of_step := _beside_a_step(question):
        return of_step
    question = _numbers_written_out(question, turn)
    return _first_few(question, turn) or _one(question, turn, areas)


def _less_pronoun(question: str) -> str:
    """The question without the pronoun for one of a list that is told by its place: "den i GenAI" as "og GenAI"."""
    return _ONE_OF.sub(lambda match: match["opening"] or "og ", question)


def _in_same_period(question: str, turn: Turn) -> str:
    """The question with the period asked for before as it is written, where it asks for the same."""
    same = _SAME.search(question)
    if same is None or not turn.analysis.periods:
        return question
    years = {day.year for period in turn.analysis.periods for day in (period.start, period.end) if day}
    if find_periods(question) or (same["year"] and len(years) != 1):
        return _SAME.sub("", question)  # it has a year by now
    if same["year"]:
        return _SAME.sub(f" {'' if find_periods(question, _ANY_DAY) else 'i '}{years.pop()}", question)
    return _SAME.sub("" if find_periods(question, _ANY_DAY) else f" i {turn.analysis.periods[0].label}", question)


def _beside_a_step(question: str) -> Pointed | None:
    """The question for what comes beside a step that is named without a verb ("og efter strategien?")."""
    found = _BESIDE_A_STEP.match(question)
    if found is None or find_periods(question, _ANY_DAY):
        return None
    side, step = found["side"] or found["english"], found["step"] or found["what"]
    return Pointed(f"{'what comes' if found['english'] else 'hvad sker der'} {side} {step}?")


def _numbers_written_out(question: str, turn: Turn) -> str:
    """The question with each number that points into a list as one: "2" as "nummer 2", "nr. 2 og 3" too."""
    if not (turn.initiatives or turn.steps):
        return question
    if digit := _BARE_NUMBER.match(question):
        question = f"nummer {digit[1]}"
    return _NUMBERS.sub(lambda match: _each_number(match[0]), question)


def _one(question: str, turn: Turn | None, areas: Sequence[str]) -> Pointed:
    """The question with the one of a list that it points at, or each of several, in words."""
    found = _ONE.search(question)
    if found is None or _NO_LIST.search(question[: found.end()] + _CLAUSE.split(question[found.end() :])[0]):
        return Pointed(question)
    titles, are_areas = _list_of(found, turn, areas)
    title = _nth(found, titles)
    if title is not None:
        return Pointed(_one_title(found, title, titles, are_areas=are_areas))
    if turn and _is_of_steps(found, turn):
        return Pointed(_one_step(found, turn))
    return Pointed(question, lost=_is_bare(found))


def _one_title(found: re.Match[str], title: str, titles: Sequence[str], *, are_areas: bool) -> str:
    """The question for what has the title: for each of several that it tells off, where it asks nothing else."""
    question, english = found.string, _is_english(found)
    if _is_bare(found):
        if are_areas:
            return f"{'which initiatives are there in' if english else 'hvilke indsatser er der under'} {title}?"
        return f"{'tell me about' if english else 'fortæl om'} {title}"
    if are_areas or _AND.sub("", _ONE.sub("", question[_opened(question) :])):
        return _ONE.sub(lambda match: _nth(match, titles) or match[0], question, count=MOST)
    several = (_nth(match, titles) for match in list(_ONE.finditer(question))[:MOST])
    return " ".join(f"{'what is' if english else 'hvad er'} {one}?" for one in dict.fromkeys(several) if one)


def _one_step(found: re.Match[str], turn: Turn) -> str:
    """The question for the milestones that it points at, or of the one that it opens with ("nr. 3, hvor er det?")."""
    question = found.string
    alone = not question[found.end() :].strip(" ?.!")
    if alone and _MORE.match(question) and (steps := picked(found[0], turn.steps)):  # a step has no more than its line
        return f"{'tell me about' if _is_english(found) else 'fortæl om'} {steps[0].initiative}"
    opened = _opened(question)
    rest = _ONE.sub("", question[opened:])
    if not _AND.sub("", rest) or _WHEN.fullmatch(_AND_ONLY.sub("", rest)):
        return _of_milestones(list(_ONE.finditer(question))[:MOST], english=_is_english(found))
    steps = picked(found[0], turn.steps)
    if steps and opened == found.start():
        return f"{question[:opened]}{steps[0].text.rstrip('. ')}{question[found.end() :]}"
    return question


def _opened(question: str) -> int:
    """Where a question goes on behind the words that open it."""
    opening = _OPENING.match(question)
    return opening.end() if opening else 0


def _is_bare(found: re.Match[str]) -> bool:
    """Whether a question is nothing but pointing words."""
    return _opened(found.string) == found.start() and not found.string[found.end() :].strip(" ?.!")


def _is_english(found: re.Match[str]) -> bool:
    return (found["gender"] or "").casefold() == "the"


def _with_century(question: str, turn: Turn) -> str:
    """The question with its year in full, after one that asked for a year ("og i 23?")."""
    years = (p for p in turn.analysis.periods if p.start and p.end and p.end - p.start >= _YEAR)
    short = _SHORT_YEAR.match(question) if any(years) else None
    return f"{short[1]} 20{short[2]}?" if short else question


def _in_year_asked(question: str, turn: Turn, today: date) -> str:
    """The question with the year asked for before behind a quarter or month without one ("og i marts?" of 2027)."""
    years = {day.year for period in turn.analysis.periods for day in (period.start, period.end) if day}
    of_what_was = looks_back(question) or _LATE.search(question)
    short = OPENS.match(question) is not None and len(question.split()) <= _FEW_WORDS
    if len(years) != 1 or today.year in years or not short or of_what_was:
        return question
    (year,) = years
    have_a_year = {mention.start for mention in find_periods(question)}
    for mention in reversed(find_periods(question, date(year, 1, 1))):
        named = question[mention.start : mention.end]
        if mention.start not in have_a_year and not _SEEN_FROM_TODAY.search(named):
            question = f"{question[: mention.end]} {year}{question[mention.end :]}"
    return question


def _is_of_steps(found: re.Match[str], turn: Turn) -> bool:
    """Whether milestones were listed; the first and the last are also those of a plan that was spoken of."""
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


def _first_few(question: str, turn: Turn) -> Pointed | None:
    """The question for the first or last few of a list; unchanged where it asks of these anything but when they are."""
    few = _FEW_OF.search(question)
    if few is None:
        return None
    rest = question[_opened(question) : few.start()] + question[few.end() :]
    if _AND.sub("", rest) and not _WHEN.fullmatch(rest):
        return Pointed(question)
    number, end = few_of(few)
    of_areas = turn.areas and not turn.initiatives
    if titles := picked(few[0], turn.areas if of_areas else turn.initiatives)[:MOST]:
        about = "hvilke indsatser er der under" if of_areas else "hvad er"
        if few["english_end"]:
            about = "which initiatives are there in" if of_areas else "what is"
        return Pointed(" ".join(f"{about} {title}?" for title in titles))
    if not turn.steps:
        return Pointed(question)
    english = few["english_end"] is not None
    return Pointed(f"what are the {end} {number} milestones?" if english else f"hvad er de {number} {end} milepæle?")


def _beside(question: str, turn: Turn) -> str:
    """The question with the period beside the one last spoken of as it is written, where it asks for that."""
    if turn.analysis.periods and (found := _NEXT_TO_IT.match(question)):
        side = "efter" if found["side"].casefold() in ("næste", "next") else "før"
        question = f"og {_DEFINITE[found['unit'].casefold()]} {side}"
    found = _BESIDE.search(question)
    if found is None or find_periods(question[: found.start()]):
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
