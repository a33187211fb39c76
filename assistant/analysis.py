"""What a question asks for: its kind, its periods, its language. Pure; knows no programme but by title words."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vectorstore.danish import stem
from vectorstore.periods import Mention, find_periods
from vectorstore.records import Period

MAX_CHARACTERS = 4000


class Ask(StrEnum):
    """The kind of answer that is wanted."""

    WHEN = "when"
    STATUS = "status"
    NEXT = "next"
    MILESTONES = "milestones"
    INITIATIVES = "initiatives"
    FOCUS_AREAS = "focus_areas"
    NUMBER = "number"
    MONEY = "money"
    WHO = "who"
    PURPOSE = "purpose"
    SELF = "self"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Analysis:
    """A question, read. `period` is the one asked for, in days; `words` is the question less that period.

    `names` are its capitalised words inside a sentence; `attribute` is what "hvem/hvad er", "hvilken" or
    "hvor mange" ask for ("leverandør", "telefonnummeret"), or empty. `duration` asks for a span of years.
    """

    question: str
    ask: Ask
    period: Period | None
    words: str
    language: str
    names: tuple[str, ...]
    attribute: str
    duration: bool


_WHEN = (
    r"hvor\s?n[åa]+r?|hvonår|hvornar|hvor længe|hvilken (?:periode|dato|måned)|hvilke[tn]? (?:kvartal|år|tidspunkt|halvår)|"
    r"hvad (?:dato|tid)|when|what (?:date|quarter|year)|how long"
)
_SUBJECT = r"(?:det|den|de|der|vi|man|jeg|I|KK|KS|kommunen|koncernservice|\w+(?:et|en|erne|ene))"
_FORMS: tuple[tuple[Ask, str], ...] = (
    (
        Ask.SELF,
        r"\bkan du (?:hjælpe|svare|gøre|bruges)\b|\bhvem er du\b|\bhvad er du\b|\bwhat can you\b|\bwho are you\b",
    ),
    (Ask.FOCUS_AREAS, r"\b(?:fokusområder(?:ne)?|indsatsområder(?:ne)?|focus areas)\b"),
    (
        Ask.NEXT,
        r"\b(?:næste|kommende|førstkommende|next|coming) (?:milepæl|skridt|trin|deadline|frist|step|milestone)\b"
        r"|\bhvad er (?:det )?næste\b|\bhvad (?:sker|kommer)(?: der)? (?:nu|som det næste)\b|\bwhat(?:'s| is) next\b",
    ),
    (
        Ask.MILESTONES,
        r"\b(?:milepæle?n?e?|milepælene|milestones?|tidsplan(?:en)?|deadlines|frister(?:ne)?|tidslinje(?:n)?|roadmap)\b"
        r"|\bhele planen\b",
    ),
    (Ask.WHO, r"^\W*(?:hvem|who)\b"),
    (Ask.WHEN, rf"\b(?:{_WHEN})\b|\b(?:deadline|frist|tidsfrist|tidspunkt)(?:en|et)?\b"),
    (
        Ask.INITIATIVES,
        r"\b(?:hvilke|alle|vis|liste over|list|which|what) (?:\w+ ){0,2}(?:indsatser|initiativer|projekter|initiatives|projects)\b",
    ),
    (
        Ask.STATUS,
        rf"^\W*(?:har|is|are|has|have|will|does|do|did)\b|^\W*(?!hvor)(?:\w+r|blev|skal|vil|kan|må) {_SUBJECT}\b|^\W*er\b",
    ),
    (Ask.MONEY, r"\b(?:koste[rt]?|kostede|pris(?:en)?|beløb(?:et)?|cost|costs)\b"),
    (
        Ask.NUMBER,
        r"\b(?:hvor (?:mange|meget|stor[te]?|højt?|tit|ofte)|antal(?:let)?|how (?:many|much|often))\b",
    ),
    (Ask.WHO, r"\b(?:hvem|hvilken forvaltning|hvilke forvaltninger|who)\b"),
    (
        Ask.PURPOSE,
        r"\b(?:hvorfor|formål(?:et)?|mening(?:en)?|gevinst(?:en|er|erne)?|fordele?n?e?|udbytte(?:t)?|why|purpose|aim)\b"
        r"|\bfår \w+ ud af\b|\bgår\b.+\bud på\b|\bhandler\b.+\bom\b|\babout\b",
    ),
)
_HAPPENS = re.compile(
    r"\b(?:hvad|what|vis|giv|hvilke|which)\b.{0,40}\b(?:sker|ske|skal|ligger|planlagt|planlægges|nå|nås|når|mangler|er der|"
    r"foregår|laver|happens?|planned|due|happening)\b|\bhvad er der\b|\boversigt\b",
    re.IGNORECASE,
)
_DANISH = re.compile(
    r"[æøå]|\b(?:hvad|hvem|hvor\w*|hvilke\w*|er|og|det|den|der|til|af|på|paa|med|som|har|skal|bliver|for|i|om|et|en|ikke|kan|vi|jeg|"
    r"naar|hvordan|hvorfor|milep\w+|ska|ku)\b",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"\b(?:what|when|who|which|how|why|where|the|is|are|does|do|will|of|and|for|in|to|has|have|many|much|with|by|on)\b",
    re.IGNORECASE,
)


_SMALL_TALK_WORDS = 5
_SMALL_TALK = re.compile(
    r"^\W*(?:(?:mange |tusind )?tak|hej\w*|goddag|godmorgen|god(?:morgen|aften| dag| morgen| aften)|farvel|super|fedt|thanks|thank you|"
    r"hello|hi)\b(?!.*\b(?:hvornår|hvad|hvem|hvor|hvilke\w*|milepæl\w*)\b)",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<![.!?:]) (?!I\b)([A-ZÆØÅ][\w-]*\w)")
_DURATION = re.compile(
    r"\bhvor længe\b|\bhvilke år\b|\bhvilken periode\b|\bhow long\b|\bwhich years\b", re.IGNORECASE
)
_ATTRIBUTE = re.compile(
    r"(?:^|\b)(?:hvem er|hvad er|hvilke[nt]|hvor (?:mange|meget)|hvor \w+ er|who is|what is|how many)\s+(?:the |det |den |de |en |et )?"
    r"((?:(?!(?:er|har|får|skal|vil|kan|bliver|blev|der|som|til|for|på|i|af|med|om|ved|fra|hos|in|of|on|are|do|does)\b)"
    r"[\w-]+\s*){1,3})",
    re.IGNORECASE,
)
_GENERIC_WORDS = """milepæl milepæle deadline frist tidsfrist tidsplan tidslinje tidspunkt dato indsats indsatser initiativ
    initiativer projekt projekter program programmet arbejdsprogram arbejdsprogrammet periode kvartal halvår
    måned år den det de ny nyt nye meningen mening gevinst skridt trin gange nå senest tidligst ligger sker skal ske planlagt planlægges planen plan næste kommende vigtig vigtigste væsentlige vis giv liste
    oversigt mangler nås når mange meget antal stor store hedder navn handler går ud formål formålet hvilke fokusområde
    fokusområder forventes forventet status egentlig gerne lige hurtigt vide fortæl kan må skal tak hej milestones milestone
    what when which who how many much the does are planned next show list project projects initiative initiatives"""
GENERIC_STEMS = frozenset(stem(word) for word in _GENERIC_WORDS.split())
"""Stems of words that say what kind of answer is wanted, not what it is to be about."""


def analyse(question: str, today: date, title_years: Collection[str] = ()) -> Analysis:
    """Read a question. `title_years` are "word year" pairs of titles ("klimastrategi 2035"), which name no period."""
    text = " ".join(question.split())
    ask = next((kind for kind, form in _FORMS if re.search(form, text, re.IGNORECASE)), Ask.TEXT)
    mentions = [m for m in find_periods(text, today) if not _is_title_year(text, m, title_years)]
    period = mentions[0].period if mentions else None
    if len(text.split()) <= _SMALL_TALK_WORDS and _SMALL_TALK.search(text):
        ask = Ask.SELF
    if ask in (Ask.TEXT, Ask.STATUS) and period is not None and _HAPPENS.search(text):
        ask = Ask.MILESTONES
    if ask is Ask.NUMBER and re.search(
        r"\b(?:penge|kroner|kr\.?|mio\.?|million\w*|mia\.?|spare\w*)\b", text, re.IGNORECASE
    ):
        ask = Ask.MONEY
    words = _without(text, mentions)
    names = tuple(match[1] for match in _NAME.finditer(words))
    attribute = _ATTRIBUTE.search(words)
    attribute_text = attribute[1].strip() if attribute else ""
    duration = _DURATION.search(text) is not None
    return Analysis(text, ask, period, words, language_of(text), names, attribute_text, duration)


def language_of(text: str) -> str:
    """ "en" for a question of at least three words that is clearly English, else "da"."""
    plain = " ".join(
        word for word in text.split() if not word[0].isupper()
    )  # names are Danish in any language
    if len(text.split()) < 3 or _DANISH_ONLY.search(plain):
        return "da"
    english, danish = len(_ENGLISH.findall(text)), len(_DANISH.findall(text))
    return "en" if english >= 2 and english > danish else "da"


_DANISH_ONLY = re.compile(r"[æøå]|\bhv(?:ad|em|or\w*|ilke\w*)\b", re.IGNORECASE)


def _is_title_year(text: str, mention: Mention, title_years: Collection[str]) -> bool:
    if not mention.bare_year:
        return False
    before = re.search(r"([\w-]+)\s*$", text[: mention.start])
    return before is not None and f"{before[1]} {mention.period.label}".casefold() in title_years


def _without(text: str, mentions: list[Mention]) -> str:
    for mention in reversed(mentions):
        text = text[: mention.start] + text[mention.end :]
    return " ".join(text.split())
