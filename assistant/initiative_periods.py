"""Which initiatives end, begin, have steps or are under way in a period."""

from collections.abc import Sequence

from assistant.analysis import Analysis
from assistant.answers import Draft, Statement
from assistant.cues import COUNTS_INITIATIVES
from assistant.in_time import Edge, asked_edge
from assistant.lines import grouped, initiative_line
from assistant.text_periods import Named, lasting, told
from prompts import Replies
from vectorstore.records import Initiative, Period
from vectorstore.store import Store


def of_periods(
    analysis: Analysis, asked_of: Sequence[Initiative], *, whole: bool, store: Store, replies: Replies
) -> Draft | None:
    """Those of the initiatives that fall in the asked periods by their milestones, and what else may lie there.

    That is milestones without an end that have begun before, and the periods that running text names. That there is
    nothing is said only of the `whole` plan.
    """
    edge, asked = asked_edge(analysis.question), analysis.periods
    chosen = [i for i in asked_of if any(_falls_in(edge, period, i, store) for period in asked)]
    others = [i for i in asked_of if i not in chosen]
    lines: list[Statement] = []
    if chosen:
        lead = _lead(edge, replies)
        if COUNTS_INITIATIVES.search(analysis.question):
            lead = f"{replies.count_initiatives.format(count=len(chosen))}. {lead}"
        lines = [Statement(lead, claim=False), *map(initiative_line, chosen)]
    if edge is not Edge.FIRST:
        ids = {initiative.id for initiative in others}
        own = [m for m in store.milestones if m.initiative_id in ids and m.period and m.period.end is None]
        of_end = edge is Edge.LAST  # then what begins in the period may end there, too
        open_ended = [m for m in own if any(_may_go_on(m.period, period, begins_there=of_end) for period in asked)]
        lead = replies.open_last if of_end else replies.open_ended
        lines += [Statement(lead, claim=False), *grouped(open_ended, store)] if open_ended else []
    if edge is not Edge.ANY or not chosen:
        named = [n for n in lasting(asked_of, store) if any(_belongs(edge, n, period, chosen) for period in asked)]
        lines += told(named, store, replies)
    is_set = any(m.period and m.period.is_set_in(period) for m in store.milestones for period in asked)
    none = replies.no_initiatives if is_set or not whole else replies.none_set
    if lines:
        return Draft("answered", (*([] if chosen else [Statement(none, claim=False)]), *lines))
    return Draft("not_found", (Statement(none, claim=False),)) if whole else None


def _lead(edge: Edge, replies: Replies) -> str:
    return {
        Edge.LAST: replies.last_in_period,
        Edge.FIRST: replies.first_in_period,
        Edge.ANY: replies.some_in_period,
        Edge.BETWEEN: replies.all_in_period,
    }[edge]


def _falls_in(edge: Edge, asked: Period, initiative: Initiative, store: Store) -> bool:
    """Whether the edge of an initiative's milestones lies in a period; without an end only the start counts."""
    own = [m.period for m in store.milestones_of(initiative.id) if m.period]
    if not own or edge is Edge.ANY:
        return any(period.is_set_in(asked) for period in own)
    begins = min(period.start or period.last_day for period in own)
    if edge is Edge.BETWEEN:
        ends = max(period.end or period.first_day for period in own)
        return begins <= asked.last_day and asked.first_day <= ends
    return asked.holds(begins if edge is Edge.FIRST else max(period.last_day for period in own))


def _may_go_on(period: Period | None, asked: Period, *, begins_there: bool) -> bool:
    """Whether a period without an end has begun before an asked one, or in it, if it `begins_there`."""
    return period is not None and (period.overlaps(asked) if begins_there else period.may_reach(asked))


def _belongs(edge: Edge, named: Named, asked: Period, chosen: Sequence[Initiative]) -> bool:
    """Whether a period of the text belongs to the answer: it ends or begins in the asked one, or reaches into it.

    Of an initiative whose last milestone is there, one that goes on after it does, too.
    """
    if edge is Edge.LAST:
        return asked.holds(named.period.last_day) or (named.initiative in chosen and asked.overlaps(named.period))
    if edge is Edge.FIRST:
        return asked.holds(named.period.first_day)
    return named.initiative not in chosen and asked.overlaps(named.period)
