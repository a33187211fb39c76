"""Lines of an answer with the places they rest on: one function a kind of record."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from assistant.answers import Source, Statement
from assistant.places import is_within
from prompts import Replies
from vectorstore.periods import find_periods
from vectorstore.records import HistoryEntry, Initiative, KeyFigure, Kind, Milestone, Passage, Period, Sentence
from vectorstore.store import Store

_Record = TypeVar("_Record", Milestone, KeyFigure, HistoryEntry)


def grouped(milestones: Sequence[Milestone], store: Store) -> Iterator[Statement]:
    """A heading for each initiative, followed by its milestones in the text's order, each with its source."""
    titles = {initiative.id: initiative for initiative in store.initiatives}
    for initiative_id in dict.fromkeys(m.initiative_id for m in milestones):
        yield Statement(f"**{titles[initiative_id].title}**", claim=False)
        for milestone in milestones:
            if milestone.initiative_id == initiative_id:
                label = f"{milestone.period.label}: " if milestone.period else ""
                yield Statement(f"{label}{milestone.text}", (milestone_source(milestone),), bullet=True)


def within(label: str) -> str:
    """A period's label as it stands inside a sentence: "Senest 1. juni" with a small letter, "Q2 2027" as it is."""
    return f"{label[0].lower()}{label[1:]}" if label[:1].isupper() and label[1:2].islower() else label


def step_line(form: str, milestone: Milestone, period: Period) -> Statement:
    """A milestone named in a sentence, as the `form` puts it: "Den sidste milepæl i planen, Q4 2027: …"."""
    said = form.format(text=milestone.text, period=within(period.label))
    return Statement(said, (milestone_source(milestone),))


def initiative_line(initiative: Initiative) -> Statement:
    """An initiative's title as one of a list."""
    source = Source(initiative.document_id, initiative.title_span, initiative.section, initiative.title)
    return Statement(initiative.title, (source,), bullet=True)


def dated_line(store: Store, replies: Replies, passage: Passage, sentence: Sentence) -> Statement:
    """The line for a milestone, event or dated sentence: the period first, where a record has one."""
    if event := event_of(store, passage):
        return event_line(event, replies)
    if milestone := milestone_of(store, passage):
        source = milestone_source(milestone)
        if milestone.period is None and find_periods(milestone.text):
            return Statement(replies.quoted.format(text=milestone.text), (source,))
        if milestone.period is None:
            return Statement(replies.when_undated.format(text=milestone.text), (source,), denies=True)
        return Statement(replies.when.format(period=milestone.period.label, text=milestone.text), (source,))
    return Statement(replies.quoted.format(text=sentence.text), (sentence_source(passage, sentence),))


def figure_lines(figure: KeyFigure, replies: Replies) -> Iterator[Statement]:
    """A key figure's own words, and its data period as a line of its own, where it does not stand in them."""
    span, period = figure.data_period_span, figure.data_period
    tells_it = span is not None and is_within((figure.document_id, span), [(figure.document_id, figure.span)])
    own = period if tells_it else None
    yield Statement(figure.text, (Source(figure.document_id, figure.span, "Nøgletal", period=own),))
    if figure.data_period is not None and span is not None and not tells_it:
        source = Source(figure.document_id, span, "Nøgletal", period=figure.data_period)
        yield Statement(replies.figure_period.format(period=figure.data_period.label), (source,))


def event_line(event: HistoryEntry, replies: Replies, form: str = "") -> Statement:
    """What the timeline says of a year, in a template other than the usual one where there is a `form`.

    Year and event are two places.
    """
    sources = (
        Source(event.document_id, event.span, "Historik"),
        Source(event.document_id, event.year_span, "Historik", period=event.period),
    )
    form = form or (replies.history_paired if event.inferred else replies.history)
    return Statement(form.format(year=event.year, text=event.text), sources)


def relation_to(period: Period, today: date, replies: Replies) -> str:
    """Where today lies: before, in or after the period."""
    if period.start is not None and period.start > today:
        return replies.ahead
    return replies.passed if period.end is not None and period.end < today else replies.under_way


def milestone_of(store: Store, passage: Passage) -> Milestone | None:
    """The milestone that the passage shows."""
    return _by_id((record for programme in store.programmes for record in programme.milestones), passage)


def figure_of(store: Store, passage: Passage) -> KeyFigure | None:
    """The key figure that the passage shows."""
    return _by_id((record for programme in store.programmes for record in programme.key_figures), passage)


def event_of(store: Store, passage: Passage) -> HistoryEntry | None:
    """The event of the timeline that the passage shows."""
    return _by_id((record for programme in store.programmes for record in programme.history), passage)


def _by_id(records: Iterable[_Record], passage: Passage) -> _Record | None:
    if not passage.record_id:
        return None
    return next((record for record in records if record.id == passage.record_id), None)


def said_by(passage: Passage, sentence: Sentence) -> str:
    """What an answer from this place says: a milestone is quoted whole."""
    return passage.text if passage.kind is Kind.MILESTONE else sentence.text


def sentence_source(passage: Passage, sentence: Sentence) -> Source:
    """The place of a sentence of running text."""
    return Source(passage.document_id, sentence.span, passage.section, passage.initiative, passage.period)


def milestone_source(milestone: Milestone) -> Source:
    """The place of a whole milestone bullet."""
    return Source(milestone.document_id, milestone.span, milestone.section, milestone.initiative, milestone.period)
