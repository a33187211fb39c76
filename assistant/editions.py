"""Several programmes in one index: the newest is meant unless a question names another; what changed between two."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import TypeVar

from assistant.analysis import Analysis
from assistant.answers import Draft, Source, Statement
from assistant.case import Case
from assistant.cues import CHANGE_WORDS
from assistant.degrees import SAID
from assistant.evidence import topic_coverage
from assistant.lines import milestone_source
from assistant.question_forms import CHANGES
from prompts import Replies
from vectorstore.editions import Edition, editions, newest
from vectorstore.records import Initiative, Milestone, Programme
from vectorstore.store import Store

_ASKED = re.compile(
    r"\b(?:(?:i|fra|efter|ifølge|in|from)\s+)?(?:(?P<before>\d{4})[- ]?program(?:met|mets|me)?"
    r"|(?:arbejds)?program(?:met|me)?\s+(?:for|fra|from|of)\s+(?P<after>\d{4})"
    r"|(?<=\bi )arbejdsprogram(?:met)?\s+(?P<named>\d{4})"
    r"|(?P<last>(?:sidste års|forrige|det gamle|last year's|the previous)\s+(?:arbejds)?program(?:met|me)?))\b",
    re.IGNORECASE,
)
_SAME = 0.6  # likeness from which on two titles, or two milestones, are taken for the same one

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The programmes to answer from, and the question less the words that chose them.

    `missing` is the year asked for that the index has no programme of.
    """

    store: Store
    question: str
    missing: int | None = None


def choose(question: str, store: Store, today: date) -> Chosen:
    """The programme that the question asks for by year ("i 2025-programmet", "sidste års program"), else the newest."""
    documents = [programme.document for programme in store.programmes]
    known = editions(documents)
    asked = None if CHANGES.search(question) else _ASKED.search(question)
    if asked is None or not known:
        return Chosen(store.of(newest(documents)), question)
    named = asked["before"] or asked["after"] or asked["named"]
    year = int(named) if named else today.year - 1
    wanted = {edition.document_id for edition in known if edition.year == year}
    rest = " ".join(f"{question[: asked.start()]} {question[asked.end() :]}".split())
    if not wanted:
        return Chosen(store.of(newest(documents)), rest, year)
    return Chosen(store.of(wanted), rest)


def titles(store: Store) -> str:
    """The titles of the programmes that the index has, oldest first, as they are listed."""
    known = editions(programme.document for programme in store.whole.programmes)
    return ", ".join(store.whole.title(edition.document_id) for edition in reversed(known))


def changes(case: Case) -> Draft:
    """What is new, gone, moved or reworded from one edition to the next, each side cited."""
    pair = _two_editions(case.analysis, case.store)
    if pair is None:
        return Draft("not_found", (Statement(case.replies.one_edition, claim=False),))
    before, after = (next(p for p in case.store.whole.programmes if p.document.id == e.document_id) for e in pair)
    lead = case.replies.changes.format(before=pair[0].year, after=pair[1].year)
    lines = list(_changed(case, before, after))
    if not lines:
        return Draft("not_found", (Statement(case.replies.no_changes.format(before=pair[0].year), claim=False),))
    return Draft("answered", (Statement(lead, claim=False), *lines))


def _two_editions(analysis: Analysis, store: Store) -> tuple[Edition, Edition] | None:
    """The older and the newer edition to compare: those of the years asked for, else the two newest of a series."""
    known = editions(programme.document for programme in store.whole.programmes)
    named = set(re.findall(r"(?<!\d)(?:19|20)\d{2}(?!\d)", analysis.question))
    for newer in known:
        older = [e for e in known if e.series == newer.series and e.year < newer.year]
        preferred = [e for e in older if str(e.year) in named] or older
        if preferred:
            return preferred[0], newer
    return None


def _changed(case: Case, before: Programme, after: Programme) -> Iterator[Statement]:
    subject = [word for word in case.topic if not CHANGE_WORDS.search(word.text)]

    def asked(initiative: Initiative) -> bool:
        return not subject or topic_coverage(case.store, subject, [initiative.title]) >= SAID

    both, gone, new = _matched(before.initiatives, after.initiatives, lambda one: one.title)
    for initiatives, said in ((new, case.replies.new_initiative), (gone, case.replies.gone_initiative)):
        for one in filter(asked, initiatives):
            source = Source(one.document_id, one.title_span, one.section, one.title)
            yield Statement(said.format(initiative=one.title), (source,), bullet=True, denies=True)
    for old, now in both:
        lines = list(_milestones_changed(before, after, old, now, case.replies)) if asked(now) else []
        if lines:
            yield Statement(f"**{now.title}**", claim=False)
            yield from lines


def _milestones_changed(
    before: Programme, after: Programme, old: Initiative, now: Initiative, replies: Replies
) -> Iterator[Statement]:
    was = [m for m in before.milestones if m.initiative_id == old.id]
    planned = [m for m in after.milestones if m.initiative_id == now.id]
    both, gone, new = _matched(was, planned, lambda one: one.text)
    for earlier, later in both:
        if _days(earlier) != _days(later):
            labels = [one.period.label if one.period else replies.undated for one in (earlier, later)]
            said = replies.moved_milestone.format(before=labels[0], after=labels[1], text=later.text)
            yield _line(said, earlier, later)
        elif earlier.text != later.text:
            said = replies.reworded_milestone.format(before=_dated(earlier), after=_dated(later))
            yield _line(said, earlier, later)
    for milestones, said in ((new, replies.new_milestone), (gone, replies.gone_milestone)):
        for one in milestones:
            yield _line(said.format(text=_dated(one)), one)


def _matched(
    before: Sequence[T], after: Sequence[T], text: Callable[[T], str]
) -> tuple[list[tuple[T, T]], list[T], list[T]]:
    """Pairs of what is the same in two editions, the likest first taken, in the newer one's order; gone; new."""
    likeness = [
        (_likeness(text(one), text(other)), at, to) for at, one in enumerate(before) for to, other in enumerate(after)
    ]
    paired: dict[int, int] = {}
    for share, at, to in sorted(likeness, key=lambda item: (-item[0], item[1], item[2])):
        if share >= _SAME and to not in paired and at not in paired.values():
            paired[to] = at
    both = [(before[paired[to]], after[to]) for to in sorted(paired)]
    gone = [one for at, one in enumerate(before) if at not in paired.values()]
    return both, gone, [one for to, one in enumerate(after) if to not in paired]


def _likeness(one: str, other: str) -> float:
    """Share of words in common in the same order (Ratcliff and Obershelp's), 0 to 1."""
    words = [re.findall(r"\w+", text.casefold()) for text in (one, other)]
    return SequenceMatcher(None, words[0], words[1], autojunk=False).ratio()


def _days(milestone: Milestone) -> tuple[date | None, date | None]:
    return (milestone.period.start, milestone.period.end) if milestone.period else (None, None)


def _dated(milestone: Milestone) -> str:
    return f"{milestone.period.label}: {milestone.text}" if milestone.period else milestone.text


def _line(said: str, *milestones: Milestone) -> Statement:
    return Statement(said, tuple(milestone_source(one) for one in milestones), bullet=True, denies=True)
