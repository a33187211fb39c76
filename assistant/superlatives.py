"""Superlatives that the plan tells: who has the most milestones, which quarter or year has, and what lasts longest."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from assistant.answers import Draft, Statement
from assistant.areas import asked_among, of_area
from assistant.case import Case
from assistant.costs import amounts
from assistant.cues import FEWEST
from assistant.evidence import Evidence, each_named
from assistant.in_time import outer
from assistant.lines import dated_line, grouped, initiative_line
from assistant.patterns import any_of
from assistant.question_forms import BUSIEST, COSTLIEST, LONGEST
from assistant.text_periods import Named, lasting
from prompts import Replies
from vectorstore.danish import QueryWord
from vectorstore.periods import months, quarter_of
from vectorstore.records import Initiative, Milestone, Period
from vectorstore.store import Store

_UNITS = {  # of months, by the word for them
    "måned": 1,
    "kvartal": 3,
    "halvår": 6,
    "år": 12,
    "month": 1,
    "quarter": 3,
    "half-year": 6,
    "year": 12,
}
_FORM = any_of(
    r"^(?:koster|kostede|dyreste?|billigste?|costs|expensive|varer|løber|kører|tager|strækker|længste?|korteste?|flest|færrest|mest|mindst|travlt|travlest|løbetid|varighed|"
    r"tidsplan|lasts|runs|takes|longest|shortest|most|fewest|busiest|least|halvdel|halv|half|frister?|tid)$"
)
_SHORTEST = any_of(r"\b(?:kort|short)")
_LEAST = any_of(r"\b(?:mindst|least)\b")
_CHEAPEST = any_of(r"\bbilligst|\bleast expensive\b")
_AFTER_FORM = re.compile(r"[,:–]")  # "hvad løber længst, A eller B?"
_OR = re.compile(r"\b(?:eller|or)\b", re.IGNORECASE)
_TWO = 2
_QUARTER = 3
_MONTH = timedelta(days=31)


def superlative(case: Case) -> Draft | None:
    """What has the most or fewest milestones, lasts longest or shortest, or costs most; None where nothing tells."""
    if asked := LONGEST.search(case.question):
        among = _among(case)
        return _longest(among, case.store, case.replies, shortest=_SHORTEST.search(asked[0]) is not None)
    if COSTLIEST.search(case.question):
        least = _LEAST.search(case.question) or _CHEAPEST.search(case.question)
        return amounts(_among(case), case.store, case.replies, least=least is not None)
    if BUSIEST.search(case.question):
        return _busiest(case)
    return _most(case)


def _among(case: Case) -> Sequence[Initiative]:
    """Which initiatives are compared: those of a list before, several named, those of an area, or all."""
    if case.analysis.among:
        return asked_among(case.analysis, case.store)
    after = _AFTER_FORM.split(case.analysis.words)[-1]
    if _OR.search(after):
        return each_named(case.store, after, _TWO)  # none of what is no initiative
    if len(case.evidence.named) > 1:
        return case.evidence.named
    topic = _topic(case.evidence)
    return (of_area(topic, case.store) if topic else []) or case.store.initiatives


def _most(case: Case) -> Draft | None:
    """The initiatives with the most or the fewest milestones, with these; None without any. Of a period, its own."""
    among = _among(case)
    counts = Counter({initiative.id: 0 for initiative in among})
    asked = [m for m in case.store.milestones if not case.periods or _is_in(m, case.periods)]
    counts.update(milestone.initiative_id for milestone in asked if milestone.initiative_id in counts)
    if not any(counts.values()):
        return None
    fewest = FEWEST.search(case.question) is not None
    wanted = min(counts.values()) if fewest else max(counts.values())
    own = [milestone for milestone in asked if counts.get(milestone.initiative_id) == wanted]
    none = [initiative_line(initiative) for initiative in among if wanted == 0 == counts[initiative.id]]
    lead = (case.replies.fewest_milestones if fewest else case.replies.most_milestones).format(count=wanted)
    return Draft("answered", (Statement(lead, claim=False), *(none or grouped(own, case.store))))


def _is_in(milestone: Milestone, asked: Sequence[Period]) -> bool:
    return milestone.period is not None and any(milestone.period.is_set_in(period) for period in asked)


def _busiest(case: Case) -> Draft | None:
    """The month, quarter, half-year or year with the most or fewest milestones, with these.

    A milestone counts in each that it has a day in. Of what is asked about, and of the asked periods, where there are
    such; what has no milestones is not looked at.
    """
    asked = BUSIEST.search(case.question)
    unit = (asked["unit"] or asked["english_unit"] or "") if asked else ""
    chosen = _asked_of(case.evidence, case.store)
    size = _UNITS.get(unit.casefold(), _QUARTER)
    if size < _QUARTER and not _are_of_months(chosen):
        size = _QUARTER  # a plan by quarters says nothing of its months
    units = _units(chosen, size, case.periods)
    own = {one.label: [m for m in chosen if m.period and m.period.is_set_in(one)] for one in units}
    counts = {label: len(milestones) for label, milestones in own.items() if milestones}
    if not counts:
        return None
    fewest = FEWEST.search(case.question) is not None or _LEAST.search(case.question) is not None
    wanted = min(counts.values()) if fewest else max(counts.values())
    lines: list[Statement] = []
    for label in (label for label, count in counts.items() if count == wanted):
        lead = case.replies.fewest_in_period if fewest else case.replies.most_in_period
        lines += [Statement(lead.format(count=wanted, period=label), claim=False), *grouped(own[label], case.store)]
    return Draft("answered", tuple(lines))


def _topic(evidence: Evidence) -> list[QueryWord]:
    """What is asked about beside the form of the superlative."""
    return [word for word in evidence.topic if not _FORM.search(word.text)]


def _asked_of(evidence: Evidence, store: Store) -> Sequence[Milestone]:
    """The milestones of what a question is about beside its form: of initiatives, of an area, or all."""
    topic = _topic(evidence)
    if not topic:
        return store.milestones
    ids = {initiative.id for initiative in evidence.named or of_area(topic, store)}
    return [milestone for milestone in store.milestones if milestone.initiative_id in ids]


def _units(milestones: Sequence[Milestone], size: int, asked: Sequence[Period]) -> list[Period]:
    """The units of so many months from the first to the last milestone, or as many of them as lie in asked periods."""
    days = [day for m in milestones if m.period for day in (m.period.start, m.period.end) if day]
    if not days:
        return []
    found: list[Period] = []
    year, month = min(days).year, 1
    while date(year, month, 1) <= max(days):
        start, end = months(year, month, size)
        found.append(Period(_label(start, size), start, end))
        year, month = (end + timedelta(days=1)).year, (end + timedelta(days=1)).month
    return [unit for unit in found if not asked or any(unit.overlaps(period) for period in asked)]


def _are_of_months(milestones: Sequence[Milestone]) -> bool:
    """Whether most of the milestones that have a period name a month or a day of one."""
    periods = [milestone.period for milestone in milestones if milestone.period]
    return 2 * sum(period.last_day - period.first_day < _MONTH for period in periods) > len(periods)


def _label(start: date, size: int) -> str:
    """A unit as the program writes periods: "Q2 2026", "2026", "1. halvår 2026", "05.2026"."""
    match size:
        case 12:
            return str(start.year)
        case 6:
            return f"{1 if start.month == 1 else 2}. halvår {start.year}"
        case 3:
            return f"Q{quarter_of(start)} {start.year}"
        case _:
            return f"{start.month:02}.{start.year}"


def _longest(among: Sequence[Initiative], store: Store, replies: Replies, *, shortest: bool) -> Draft | None:
    """The initiatives that last longest or shortest, from the first to the last day that milestones and text name.

    With each stand its first and last milestone, and the sentence that goes beyond these.
    """
    spans = {initiative: days for initiative in among if (days := _days(initiative, store))}
    if not spans:
        return None
    lengths = {initiative: last - first for initiative, (first, last) in spans.items()}
    wanted = min(lengths.values()) if shortest else max(lengths.values())
    lines = [Statement(replies.lasts_shortest if shortest else replies.lasts_longest, claim=False)]
    lines += [line for one, length in lengths.items() if length == wanted for line in _edges(one, store, replies)]
    others = [one for one, length in lengths.items() if length != wanted]
    if others and len(lengths) == _TWO:
        lines.append(Statement(replies.compared_with, claim=False))
        lines += [line for one in others for line in _edges(one, store, replies)]
    return Draft("answered", tuple(dict.fromkeys(lines)))


def _edges(initiative: Initiative, store: Store, replies: Replies) -> list[Statement]:
    """An initiative's first and last milestone, and what its text names before or after them."""
    own = store.milestones_of(initiative.id)
    edges = list(dict.fromkeys((*outer(own, last=False), *outer(own, last=True))))
    lines = list(grouped(edges, store)) or [Statement(f"**{initiative.title}**", claim=False)]
    return lines + [_told(named, store, replies) for named in _reaching_out(initiative, store)]


def _days(initiative: Initiative, store: Store) -> tuple[date, date] | None:
    """The first and the last day that milestones and years in the text name of an initiative; None without any."""
    periods = [m.period for m in store.milestones_of(initiative.id) if m.period]
    periods += [named.period for named in _reaching_out(initiative, store)]
    days = [day for period in periods for day in (period.start, period.end) if day]
    return (min(days), max(days)) if days else None


def _reaching_out(initiative: Initiative, store: Store) -> list[Named]:
    """The periods of the text that begin before, or end after, the milestones."""
    own = [m.period for m in store.milestones_of(initiative.id) if m.period]
    days = [day for period in own for day in (period.start, period.end) if day]
    found = lasting([initiative], store)
    if not days:
        return found
    return [n for n in found if n.period.first_day < min(days) or n.period.last_day > max(days)]


def _told(named: Named, store: Store, replies: Replies) -> Statement:
    line = dated_line(store, replies, named.passage, named.sentence)
    return Statement(line.text, line.sources, bullet=True)
