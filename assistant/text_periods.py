"""Periods that an initiative's running text names ("i perioden 2025-2029"), beside its milestones."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from assistant.answers import Statement
from assistant.lines import dated_line
from assistant.text_cues import IS_PLAN
from assistant.time_cues import TOLD
from prompts import Replies
from vectorstore.periods import Mention, find_periods
from vectorstore.records import Initiative, Kind, Passage, Period, Sentence
from vectorstore.store import Store

_YEARS = re.compile(r"\d{4} ?[-–/] ?\d{2,4}")
_OF_TIME = frozenset(("perioden", "årene", "fra", "mellem", "til", "hele", "inden", "senest"))
_CLAUSE = re.compile(r"[,;] |\b(?:og|men|mens|hvorefter)\b")
LONG = timedelta(days=300)
SEASON = timedelta(days=92)


@dataclass(frozen=True, slots=True)
class Named:
    """A period, and the sentence of an initiative's text that names it."""

    initiative: Initiative
    period: Period
    passage: Passage
    sentence: Sentence


def naming(initiatives: Iterable[Initiative], asked: Sequence[Period], store: Store) -> list[Named]:
    """The periods that the running text of the initiatives names and that lie within an asked one, or reach into it."""
    return [one for one in _named(initiatives, store) if any(one.period.is_set_in(period) for period in asked)]


def falling_in(initiatives: Iterable[Initiative], asked: Sequence[Period], store: Store) -> list[Named]:
    """The periods that the initiatives' running text names within an asked one of a season at most, or from it on."""
    short = [period for period in asked if period.start and period.end and period.end - period.start <= SEASON]
    return [
        one
        for one in _named(initiatives, store)
        if any(p.holds(one.period.first_day) and p.holds(one.period.end or p.last_day) for p in short)
    ]


def lasting(initiatives: Iterable[Initiative], store: Store) -> list[Named]:
    """The periods of about a year or more, over a new year, that the initiatives' running text names, in its order."""
    return [one for one in _named(initiatives, store) if _is_long(one.period)]


def _named(initiatives: Iterable[Initiative], store: Store) -> list[Named]:
    by_id = {initiative.id: initiative for initiative in initiatives}
    return [
        Named(by_id[passage.initiative_id], mention.period, passage, sentence)
        for passage in store.passages.values()
        if passage.kind is Kind.INITIATIVE and passage.initiative_id in by_id
        for sentence in passage.sentences
        for mention in _mentions(sentence.text)
        if not _is_of_name(sentence.text, mention)
    ]


@lru_cache(maxsize=4096)
def _mentions(text: str) -> tuple[Mention, ...]:
    return tuple(find_periods(text))


def _is_of_name(text: str, mention: Mention) -> bool:
    """Whether years belong to a name, by the word before them: "Lokalplan 2031", "klimahandleplan 2026-2028"."""
    word = re.search(r"([\w-]{3,})\s*$", text[: mention.start])
    if word is None or not (mention.bare_year or _YEARS.fullmatch(mention.period.label)):
        return False
    return word[1][0].isupper() if mention.bare_year else word[1].casefold() not in _OF_TIME


def _is_long(period: Period) -> bool:
    start, end = period.start, period.end
    return bool(start and end and end - start >= LONG and end.year > start.year)


def beyond(initiative: Initiative, last: Period, store: Store) -> Named | None:
    """The period of an initiative's text that begins by its last milestone and goes furthest beyond it."""
    longer = [n for n in lasting([initiative], store) if n.period.first_day <= last.last_day < n.period.last_day]
    return max(longer, key=lambda named: named.period.last_day, default=None)


def told(named: Sequence[Named], store: Store, replies: Replies) -> Iterator[Statement]:
    """The sentences that name the periods, each once under its initiative; nothing where there are none."""
    if named:
        yield Statement(replies.text_periods, claim=False)
    for initiative in dict.fromkeys(one.initiative for one in named):
        yield Statement(f"**{initiative.title}**", claim=False)
        sentences = {one.sentence.span: one for one in named if one.initiative == initiative}
        for one in sentences.values():
            line = dated_line(store, replies, one.passage, one.sentence)
            yield Statement(line.text, line.sources, bullet=True)


def planned(text: str) -> list[str]:
    """The clauses of a text that tell of what is to come, each with a period of its own."""
    clauses = (clause for clause in _CLAUSE.split(text) if IS_PLAN.search(clause) and not TOLD.search(clause))
    return [clause for clause in clauses if find_periods(clause)]
