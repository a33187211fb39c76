"""A question taken apart: several questions in one, or the things that a comparison sets against each other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.patterns import ONCE
from assistant.question_forms import Ask
from vectorstore.periods import find_periods

MOST = 3  # questions answered of one message
_ASKS = r"(?:hvorn[åa]+r|hvad|hvem|hvor|hvilke\w*|hvorfor|hvordan|when|what|who|which|how|why|where)\b"
_WHETHER = r"(?:kan|skal|må|can|must) (?:det|den|de|it|they)\b"  # "hvor længe varer den, og kan den forlænges?"
_CLAUSE = re.compile(r"\b(?:hvis|når|om|at|if|when|that)\b", re.IGNORECASE)
_NEXT_QUESTION = re.compile(
    rf"\?\s+(?=\w)|[,;.]?\s+(?:og|samt|and)\s+(?=(?:(?:i|på|fra|til|in)\s+)?{_ASKS}|{_WHETHER})", re.IGNORECASE
)
_TOLD_OFF = re.compile(r"\s*,\s*(?:(?:og|samt|eller)\s+)?|\s+(?:og|samt|eller)\s+", re.IGNORECASE)
_HAS_ASK = re.compile(rf"\b{_ASKS}", re.IGNORECASE)
_ASKS_WHETHER = re.compile(rf"^{_WHETHER}", re.IGNORECASE)
_BY_TIME = re.compile(r"\b(?:først|sidst|tidligst|senest|before|first|last|sooner|later|earlier)\b", re.IGNORECASE)
_BY_SIZE = re.compile(
    r"\b(?:flest|færrest|flere|færre|størst|mindst|mest|større|mindre|dyreste?|billigste?|dyrere|billigere|"
    r"most|fewest|more|fewer|largest|smallest)\b",
    re.IGNORECASE,
)
_IS_LAST = re.compile(r"sidst|senest|last|later", re.IGNORECASE)
_IS = re.compile(r"^\W*(?:hvad |hvilke[nt]?(?: \w+)? )?(?:er|is)\b", re.IGNORECASE)
_COSTS = re.compile(r"\bkoster mest|koster mindst|\b(?:er )?(?:dyreste?|billigste?|dyrere|billigere)\b", re.IGNORECASE)
_ASKED_LAST = re.compile(  # "A eller B – hvad skete først"
    r"\s*[,:–-]?\s+hvad (?:er|skete|sker|kom|kommer|lå|ligger)(?: der)?"
    r"( (?:aller)?(?:først|sidst|tidligst|senest)\w*)$",
    re.IGNORECASE,
)
_OR = re.compile(r"\s+(?:eller|or|end|than)\s+", re.IGNORECASE)


_FROM_TO = re.compile(
    r"\b(?:hvor (?:lang tid|længe|mange (?:måneder|kvartaler|halvår|uger|år))|"
    r"(?:^|(?<=[:;–] ))tid(?:en|srum(?:met)?)?(?= (?:fra|mellem)\b))\b"
    r"(?: (?:går|er|gik|tager|ligger) (?:der|det))?(?:,? (?:på|i|for|med) (?P<of>[\w-]+(?: [\w-]+){0,3}?))?.{0,150}?"
    r"\b(?:fra|mellem)\b(.{1,150}?),? (?:og )?\b(?:til|og)\b(.+)"
    r"|\bhow (?:long|many (?:months|quarters|years))\b.{0,150}?\b(?:from|between)\b(.{1,150}?)\b(?:to|until|and)\b(.+)",
    re.IGNORECASE,
)


_BESIDE = re.compile(  # "Er A udrullet før B?", "Ligger A før eller efter B?"
    r"^\W*(?:når (?:vi|I|man) (?:at (?:have|få) )?|(?:er|bliver|ligger|kommer|sker|starter|begynder|slutter|åbner|"
    r"lukker|træder|går|flytter|har|får|fik|kom|blev|skete|startede|begyndte|sluttede|åbnede|lukkede|lå|"
    r"is|are|will|does|did|was) (?:vi |I )?)(?!der\b|det\b|man\b|jeg\b)"
    r"(.{3,150}?)\s+(?:før eller efter|før|inden|efter|samtidigt? med|"
    r"på samme tid som|before or after|before|after|at the same time as),?\s+"
    r"(?:(?:at )?(?:vi|I|man|der|we) (?:får|har|er|kommer|get|have) )?(.{3,150})$",
    re.IGNORECASE,
)
_A_TIME = re.compile(  # "inden sommer", "før tid": no thing that it is set beside
    r"^(?:\w+\W+){0,2}(?:(?:sommer|vinter|efterår|forår|jul|nytår|påske)\w*|ferien?|tid(?:en)?|dag|udgangen|"
    r"(?:måned|uge|kvartal|halvår|år|frist|plan|deadline)(?:s|en|et|er|erne)?|i (?:morgen|år)|\d.*|"
    r"summer|winter|christmas|easter|months?|weeks?|quarters?|years?|time)\b",
    re.IGNORECASE,
)
_BEGAN = re.compile(r"^\W*(?:fik|kom|blev|skete|startede|begyndte|sluttede|åbnede|lukkede|lå|did|was)\b", re.IGNORECASE)
_EITHER = re.compile(r"\bfør eller efter\b|\bbefore or after\b", re.IGNORECASE)
_PRONOUN = re.compile(
    r"(?:at )?(?:det|den|de|han|hun|vi|it|they)\b(?! \w+e\b)", re.IGNORECASE
)  # "efter det blev flyttet"
_MORE = re.compile(r"\b(?:\w{3,}ere|mere|mindre|undtaget|fritaget)\b", re.IGNORECASE)  # "højere efter": no order of two
_FINISHED = r"færdig\w*|klar|i (?:mål|gang|drift|brug|hus)|på plads|done|ready|finished"
_DONE = re.compile(
    rf"\b(?:\w+(?:eret|ført|sat|skrevet|gået|lagt|bygget|rullet|sluttet|taget|sendt|lavet|flyttet|åbnet|startet|godkendt)|"
    rf"{_FINISHED})\W*$",
    re.IGNORECASE,
)
_HAPPENS = (
    rf"(?:får|møder|ser|{ONCE}|slutter|ender|afsluttes|begynder|starter|igangsættes|rulles ud|implementeres|"
    r"træder i kraft|går i (?:gang|luften|drift)|tages i brug)"
)
_HAPPENS_FIRST = re.compile(  # "hvad får vi først kontrakt på", "hvilken af dem slutter sidst"
    rf"^\W*(?:(?:og|men) )?hv(?:ad|ilke[nt]?(?: \w+){{0,4}}?) (?P<happens>{_HAPPENS}\b.*)$", re.IGNORECASE
)
_KIND_OF = re.compile(r"^\W*(?:(?:og|men) )?hvilke[nt]? ([\w-]+) ", re.IGNORECASE)
_ANY_KIND = re.compile(r"(?:af|indsats|initiativ|projekt|milepæl|del|ting|opgave)\w*$", re.IGNORECASE)
_DONE_FIRST = re.compile(rf"\b(?:{_FINISHED}|udrullet|implementeret|afsluttet)\b", re.IGNORECASE)


_DIFFERENCE = re.compile(  # "hvad er forskellen på budgettet til A og B?"; of A and B as such it is one question
    r"^\W*(?:hvad er forskellen (?:på|mellem)|(?:kan (?:du|I) )?sammenligne?) "
    r"(?P<of>(?:\w*budget(?:tet)?|prisen|udgift(?:en|erne)|tidsplanen|milepælene|deadlinen|ansvaret) (?:til|for|på) )"
    r"(?P<first>.{3,100}?) (?:og|med) (?:til |for |på )?(?P<second>.{3,100})$",
    re.IGNORECASE,
)


class Relation(StrEnum):
    """What is asked of two things beside each other: which comes first, which is more, how long there is between."""

    ORDER = "order"
    SIZE = "size"
    DISTANCE = "distance"


@dataclass(frozen=True, slots=True)
class Side:
    """A side of a comparison: the thing that is compared, and how; of two in order `last` asks for the later."""

    thing: str
    relation: Relation
    last: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One question of a message; of a comparison each side is one, with its kind."""

    text: str
    ask: Ask | None = None
    side: Side | None = None


def parts(question: str) -> tuple[Part, ...]:
    """The questions of a message in its order; one for a plain question, two for a comparison."""
    return _compared(question) or _several(question)


def told_off(text: str) -> list[str]:
    """The things that a text tells off: "klima, ERP og rekruttering" is three."""
    return _TOLD_OFF.split(text)


def is_yes_or_no(question: str) -> bool:
    """Whether a comparison is put so that it may be none ("Er A klar før B?"), should one side have no answer."""
    return _beside(question) is not None


def _several(question: str) -> tuple[Part, ...]:
    pieces = [piece.strip() for piece in _NEXT_QUESTION.split(question)]
    asks = [
        _HAS_ASK.search(piece) or (at and not _CLAUSE.search(pieces[0]) and _ASKS_WHETHER.match(piece))
        for at, piece in enumerate(pieces)
    ]
    if not 1 < len(pieces) <= MOST or not all(asks):
        return (Part(question),)
    return tuple(Part(piece) for piece in pieces)


def _compared(question: str) -> tuple[Part, ...]:
    """Read "Hvad kommer først, A eller B?" as A and B, each asked for its time or its number."""
    if apart := _FROM_TO.search(question.rstrip(" ?.!")):
        ends = [group.strip(" ,") for group in apart.groups()[1:] if group]
        before = question[: apart.start()].rstrip()
        of = apart["of"] or (before.strip(" :;–") if before.endswith((":", ";", "–")) else "")
        return _sides([f"{end} {of}".strip() for end in ends], Ask.WHEN, Relation.DISTANCE)
    if sides := _beside(question):
        return _sides(sides, Ask.WHEN, Relation.ORDER)
    if apart := _DIFFERENCE.match(question.rstrip(" ?.!")):
        return tuple(Part(f"hvad er {apart['of']}{apart[side].strip()}") for side in ("first", "second"))
    by_time = _BY_TIME.search(question)
    halves = _OR.split(_ASKED_LAST.sub(r"\1", question.rstrip(" ?.!")))
    if len(halves) != 2 or not (by_time or _BY_SIZE.search(question)):
        return ()
    if _HAS_ASK.search(question) and not re.search(r"\b(?:eller|or)\b", question, re.IGNORECASE):
        return ()  # "hvad sker der, hvis der er mindre end fem?"
    if by_time:
        return _ordered(*(_BY_TIME.sub(" ", half) for half in halves), last=_IS_LAST.match(by_time[0]) is not None)
    if _COSTS.search(question):
        things = [_IS.sub("", re.split(r"[,:]", _COSTS.sub(" ", half).strip(" ,"))[-1]).strip() for half in halves]
        return _sides(things, Ask.MONEY, Relation.SIZE, "hvad koster")
    first, second = (_BY_SIZE.sub(" ", half).strip(" ,") for half in halves)
    return _sides([_led(first)[1], second], Ask.NUMBER, Relation.SIZE)


def _ordered(first: str, second: str, *, last: bool) -> tuple[Part, ...]:
    """The two things of an order, each asked as both are: "hvad slutter, A", "B" is "hvornår slutter A", "… B"."""
    lead, first = _led(" ".join(first.split()).strip(" ,"))
    things = (first, " ".join(second.split()).strip(" ,"))
    asked = ""
    if found := _HAPPENS_FIRST.search(lead):
        asked = f"hvornår {found['happens']}"
        if (kind := _KIND_OF.match(lead)) and not _ANY_KIND.match(kind[1]):
            things = (f"{kind[1]} {things[0]}", f"{kind[1]} {things[1]}")  # "hvilken kontrakt kommer først: A eller B"
    elif done := _DONE_FIRST.search(lead):
        first, second = (side if _DONE.search(side) else f"{side} {done[0]}" for side in things)
        things = (first, second)
    return _sides(things, Ask.WHEN, Relation.ORDER, asked, last=last)


def _led(side: str) -> tuple[str, str]:
    """What stands before the first thing of a comparison, and the thing: "hvad kommer", "A" of "hvad kommer, A"."""
    lead, _, thing = side.replace(":", ",").rpartition(",")
    return lead.strip(), thing.strip()


def _sides(
    things: Sequence[str], ask: Ask, relation: Relation, asked: str = "", *, last: bool = False
) -> tuple[Part, ...]:
    """Both sides of a comparison, each asked on its own; () where one is empty."""
    if not all(things):
        return ()
    told = [re.sub(r"^(?:at|that) ", "", thing) for thing in things]
    sides = [Side(_DONE.sub("", thing).strip(" ,") or thing, relation, last) for thing in told]
    return tuple(Part(f"{asked} {thing}".strip(), ask, side) for thing, side in zip(things, sides, strict=True))


def _beside(question: str) -> tuple[str, str] | None:
    """The two things that "Er A klar før B?" sets beside each other; None where B is a time or A a degree."""
    found = _BESIDE.match(question.rstrip(" ?.!"))
    if found is None or _HAS_ASK.search(question) or _MORE.search(found[1]):
        return None
    if _BEGAN.match(question) and not _EITHER.search(question):
        return None
    if find_periods(found[2]) or _A_TIME.match(found[2]) or _PRONOUN.match(found[2]):
        return None
    return _of_one_kind(found[1], found[2])


def _of_one_kind(first: str, second: str) -> tuple[str, str]:
    """The two sides; the second with what is said of the first where nothing is ("udrullet før ERP")."""
    done = _DONE.search(first)
    return (first, f"{second} {done[0]}" if done and not _DONE.search(second) else second)
