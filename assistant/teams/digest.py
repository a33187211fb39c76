"""Milestones of now and the near future as an answer, for the digest and for whoever asks for `milepæle`."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from assistant.answers import Answer, Citation
from assistant.editions import choose
from prompts import TeamsTexts, load_teams_texts
from vectorstore.records import Milestone
from vectorstore.store import Store

SOON = timedelta(weeks=4)


def digest(store: Store, today: date, hint: bool = False) -> Answer:
    """The newest programme's milestones: under way, beginning within four weeks, and later in the quarter.

    `hint` ends it with how to get help.
    """
    texts = load_teams_texts()
    newest = choose("", store, today).store
    citations: list[Citation] = []
    lines = [texts.digest.format(date=f"{today.day}.{today.month}.{today.year}")]
    for title, milestones in _groups(newest, today, texts):
        lines.append(f"**{title}**")
        for initiative, theirs in _by_initiative(milestones):
            lines.append(initiative)
            for milestone in theirs:
                citations.append(_citation(len(citations) + 1, milestone, newest))
                assert milestone.period is not None
                line = texts.digest_line.format(period=milestone.period.label, text=milestone.text)
                lines.append(f"- {line.translate(str.maketrans('[]', '()'))} [{len(citations)}]")
    if not citations:
        lines.append(texts.digest_empty)
    if hint:
        lines.append(texts.digest_help)
    text = "\n\n".join(lines).replace("\n\n- ", "\n- ")
    return Answer(text, "answered" if citations else "not_found", tuple(citations), engine="records")


def quarter_end(day: date) -> date:
    """The last day of the day's quarter."""
    month = (day.month - 1) // 3 * 3 + 3
    return date(day.year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _groups(store: Store, today: date, texts: TeamsTexts) -> Iterator[tuple[str, list[Milestone]]]:
    """Each milestone in the first group that it belongs to; no empty group."""
    last = max(quarter_end(today), today + SOON)
    groups: dict[str, list[Milestone]] = {texts.digest_now: [], texts.digest_soon: [], texts.digest_quarter: []}
    for milestone in store.milestones:
        period = milestone.period
        if period is None or (period.end and period.end < today) or (period.start and period.start > last):
            continue
        if period.start is None or period.start <= today:
            groups[texts.digest_now].append(milestone)
        elif period.start <= today + SOON:
            groups[texts.digest_soon].append(milestone)
        else:
            groups[texts.digest_quarter].append(milestone)
    return ((title, milestones) for title, milestones in groups.items() if milestones)


def _by_initiative(milestones: Iterable[Milestone]) -> Iterator[tuple[str, list[Milestone]]]:
    groups: dict[str, list[Milestone]] = {}
    for milestone in milestones:
        groups.setdefault(milestone.initiative, []).append(milestone)
    yield from groups.items()


def _citation(number: int, milestone: Milestone, store: Store) -> Citation:
    span = milestone.span
    return Citation(
        id=number,
        document_id=milestone.document_id,
        document=store.title(milestone.document_id),
        page=span.page,
        section=milestone.section,
        initiative=milestone.initiative,
        quote=(store.page_text(milestone.document_id, span.page) or "")[span.start : span.end],
        start=span.start,
        end=span.end,
        period=milestone.period,
    )
