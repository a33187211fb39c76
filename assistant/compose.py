"""From evidence to a draft: the fewest lines that answer, each with the places it rests on.

One function a kind of question. None of them decides what is true: `verify` drops what its quotes don't say.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from assistant.abstention import answers, knows_names
from assistant.analysis import Analysis, Ask
from assistant.answers import Draft, Source, Statement
from assistant.evidence import Evidence, action_words, best_sentence, topic_coverage
from prompts import Replies
from vectorstore.danish import QueryWord
from vectorstore.periods import find_periods
from vectorstore.records import (
    HistoryEntry,
    Hit,
    Initiative,
    KeyFigure,
    Kind,
    Milestone,
    Passage,
    Period,
    Sentence,
)
from vectorstore.store import Store

_MONEY = re.compile(r"\d[\d.,]*\s*(?:mio\.?|mia\.?|mkr\.?|kr\.?|kroner|tkr\.?)", re.IGNORECASE)
_PURPOSE = re.compile(
    r"\bformål\w*|\bresultat\w*|\bopnå\w*|\bmhp\b|\bmed henblik på\b|\bfor at\b|\bså at?\b|\bsigt\w*\b|\bgevinst\w*|\bskal skabe\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"(?<![\w/])\d+(?:[.,]\d+)*(?:\s*%|\b)")
_NEAR = 0.2
_SECOND_SENTENCE = 0.9
_ACTION_WEIGHT = 1.5  # against hit scores, which are standard deviations
_RUNNING_TEXT = 1.0
_LASTS = 2.0
_LONG = timedelta(days=300)


def compose(analysis: Analysis, evidence: Evidence, store: Store, replies: Replies, today: date) -> Draft:
    """The draft for a question: an answer where the store holds one, else a decline with the nearest place."""
    match analysis.ask:
        case Ask.MILESTONES:
            draft = _milestones(analysis, evidence, store, replies)
        case Ask.NEXT:
            draft = _next(evidence, store, replies, today)
        case Ask.WHEN | Ask.STATUS:
            draft = _dated(analysis, evidence, store, replies, today)
        case Ask.NUMBER | Ask.MONEY:
            draft = _number(analysis, evidence, store, replies)
        case Ask.INITIATIVES:
            draft = _initiatives(evidence, store, replies)
        case Ask.SELF:
            draft = None
        case Ask.FOCUS_AREAS:
            draft = _focus_areas(store, replies)
        case _:
            draft = _text(analysis, evidence, store, replies)
    return draft or decline(analysis, evidence, store, replies)


def decline(analysis: Analysis, evidence: Evidence, store: Store, replies: Replies) -> Draft:
    """Say that the programme doesn't; name the nearest thing it does say, where there is one.

    A question about somebody whom the programme never mentions ("Aarhus") has no nearest thing.
    """
    suggestions = suggest(evidence.focus, store, replies)
    if not knows_names(store, analysis):
        return Draft("not_found", (Statement(replies.not_found, claim=False),), suggestions)
    near = evidence.hits[0].passage if evidence.hits and analysis.ask is not Ask.SELF else None
    if near is None or topic_coverage(store, evidence.topic, [near.embedding_text]) < _NEAR:
        return Draft("not_found", (Statement(replies.out_of_scope, claim=False),), suggestions)
    sentence = best_sentence(store, evidence.topic, near)
    lines = (
        Statement(replies.not_found_nearest, claim=False),
        Statement(sentence.text, (_source(near, sentence),), bullet=True),
    )
    return Draft("not_found", lines, suggestions)


def suggest(focus: Initiative | None, store: Store, replies: Replies) -> tuple[str, ...]:
    """Questions that the store can answer: about the focus, else about the first initiatives with milestones."""
    dated = list(dict.fromkeys(m.initiative for m in store.milestones if m.period))
    if focus is not None and focus.title in dated:
        return (
            replies.suggest_milestones.format(initiative=focus.title),
            replies.suggest_purpose.format(initiative=focus.title),
        )
    return tuple(replies.suggest_milestones.format(initiative=title) for title in dated[:2])


def _milestones(analysis: Analysis, evidence: Evidence, store: Store, replies: Replies) -> Draft | None:
    """Every milestone of the asked period, or of the initiatives asked about, grouped by initiative."""
    chosen = store.milestones
    if evidence.topic:
        about = set(evidence.named) or ({evidence.focus} if evidence.focus else set())
        if not about or not _fits(evidence, store, [i.title + " " + i.text for i in about]):
            return None
        chosen = _of_track(evidence, store, [m for m in chosen if m.initiative_id in {i.id for i in about}])
    if analysis.period is not None:
        asked = analysis.period
        chosen = [m for m in chosen if m.period is not None and m.period.overlaps(asked)]
        if not chosen:
            return _history_of(asked, store, replies) or _nothing(evidence, store, replies)
    if not chosen:
        return None
    lead = [Statement(replies.list_by_period, claim=False)] if analysis.period is not None else []
    return Draft("answered", (*lead, *_grouped(chosen, store)), suggest(evidence.focus, store, replies))


def _of_track(evidence: Evidence, store: Store, milestones: list[Milestone]) -> list[Milestone]:
    """The milestones of the part of an initiative that the question names ("rekruttering"), or all."""
    shares = {
        m.track: topic_coverage(store, evidence.topic, [m.track]) if m.track else 0.0 for m in milestones
    }
    best = max(shares.values(), default=0.0)
    return [m for m in milestones if shares[m.track] == best] if best >= _NEAR else milestones


def _nothing(evidence: Evidence, store: Store, replies: Replies) -> Draft:
    return Draft(
        "not_found", (Statement(replies.list_empty, claim=False),), suggest(evidence.focus, store, replies)
    )


def _history_of(period: Period, store: Store, replies: Replies) -> Draft | None:
    events = [e for p in store.programmes for e in p.history if _year(e.year).overlaps(period)]
    lines = tuple(_event(event, replies) for event in events)
    return Draft("answered", lines, suggest(None, store, replies)) if lines else None


def _grouped(milestones: Sequence[Milestone], store: Store) -> Iterator[Statement]:
    """A heading for each initiative, followed by its milestones in the text's order, each with its source."""
    titles = {initiative.id: initiative for initiative in store.initiatives}
    for initiative_id in dict.fromkeys(m.initiative_id for m in milestones):
        yield Statement(f"**{titles[initiative_id].title}**", claim=False)
        for milestone in milestones:
            if milestone.initiative_id == initiative_id:
                label = f"{milestone.period.label}: " if milestone.period else ""
                yield Statement(f"{label}{milestone.text}", (_milestone_source(milestone),), bullet=True)


def _next(evidence: Evidence, store: Store, replies: Replies, today: date) -> Draft | None:
    """The milestones whose period ends soonest from today on, of the initiative asked about or of all."""
    chosen = store.milestones
    if evidence.topic:
        if evidence.focus is None or not _fits(evidence, store, [evidence.focus.title, evidence.focus.text]):
            return None
        chosen = [m for m in chosen if m.initiative_id == evidence.focus.id]
    coming = [m for m in chosen if m.period is not None and (m.period.end or date.max) >= today]
    suggestions = suggest(evidence.focus, store, replies)
    if not coming:
        return Draft("not_found", (Statement(replies.next_none, claim=False),), suggestions)
    ends = [(m.period.end or date.max, m.period.start or date.min) for m in coming if m.period]
    soonest = [m for m, key in zip(coming, ends, strict=True) if key == min(ends)]
    if len(soonest) == 1 and soonest[0].period is not None:
        text = replies.next_milestone.format(period=soonest[0].period.label, text=soonest[0].text)
        return Draft("answered", (Statement(text, (_milestone_source(soonest[0]),)),), suggestions)
    return Draft("answered", tuple(_grouped(soonest, store)), suggestions)


def _dated(
    analysis: Analysis, evidence: Evidence, store: Store, replies: Replies, today: date
) -> Draft | None:
    """The milestone or dated sentence that answers, the period first; for a status, where today lies."""
    best = _best_dated(analysis, evidence, store)
    if best is None or not answers(store, analysis, evidence, best[0], best[1].text):
        return _text(analysis, evidence, store, replies) if analysis.ask is Ask.STATUS else None
    passage, sentence = best
    lines = [_dated_line(store, replies, passage, sentence)]
    if analysis.ask is Ask.STATUS:
        relation = f"{_relation(passage.period, today, replies)} " if passage.period else ""
        lines.append(Statement(relation + replies.not_a_report, claim=False))
    return Draft("answered", tuple(lines), suggest(evidence.focus, store, replies))


def _best_dated(analysis: Analysis, evidence: Evidence, store: Store) -> tuple[Passage, Sentence] | None:
    """The best milestone, event or sentence with a period, within the focus where there is one.

    What the question asks of the initiative counts most: the words of the topic that its title does not hold
    ("hvornår er *kontrakten* …"). A dated sentence of running text must hold one of them, if there are any.
    """
    action = action_words(evidence, store)
    best: tuple[float, Passage, Sentence] | None = None
    for hit in evidence.hits:
        passage = hit.passage
        if evidence.focus is not None and passage.initiative_id != evidence.focus.id:
            continue
        for sentence in _dated_sentences(passage):
            share = topic_coverage(
                store, action, [passage.text if passage.kind is Kind.MILESTONE else sentence.text]
            )
            running = passage.kind in (Kind.INITIATIVE, Kind.FOCUS_AREA, Kind.PROSE)
            if running and action and not share and not analysis.duration:
                continue
            score = hit.score + _ACTION_WEIGHT * share - (_RUNNING_TEXT if running else 0.0)
            score += _LASTS if analysis.duration and _lasts(sentence.text) else 0.0
            if best is None or score > best[0]:
                best = (score, passage, sentence)
    return (best[1], best[2]) if best else None


def _lasts(text: str) -> bool:
    """Whether the text names a period of about a year or more."""
    ends = [(mention.period.start, mention.period.end) for mention in find_periods(text)]
    return any(start and end and end - start >= _LONG for start, end in ends)


def _dated_sentences(passage: Passage) -> list[Sentence]:
    if passage.kind in (Kind.MILESTONE, Kind.HISTORY):
        return [passage.sentences[0]]
    if passage.kind is Kind.KEY_FIGURE:
        return []
    return [sentence for sentence in passage.sentences if find_periods(sentence.text)]


def _dated_line(store: Store, replies: Replies, passage: Passage, sentence: Sentence) -> Statement:
    if event := _record(store, passage, "history"):
        assert isinstance(event, HistoryEntry)
        return _event(event, replies)
    milestone = _record(store, passage, "milestones")
    if isinstance(milestone, Milestone):
        source = _milestone_source(milestone)
        if milestone.period is None:
            return Statement(replies.when_undated.format(text=milestone.text), (source,))
        return Statement(replies.when.format(period=milestone.period.label, text=milestone.text), (source,))
    return Statement(sentence.text, (_source(passage, sentence),))


def _relation(period: Period, today: date, replies: Replies) -> str:
    if period.start is not None and period.start > today:
        return replies.ahead
    return replies.passed if period.end is not None and period.end < today else replies.under_way


def _number(analysis: Analysis, evidence: Evidence, store: Store, replies: Replies) -> Draft | None:
    """The key figure or sentence with the asked-for kind of number, with unit, label and data period."""
    wanted = _MONEY if analysis.ask is Ask.MONEY else _FIGURE
    for hit in evidence.hits[:12]:
        passage = hit.passage
        figure = _record(store, passage, "key_figures")
        if isinstance(figure, KeyFigure):
            if wanted.search(figure.text) and answers(store, analysis, evidence, passage, figure.text):
                return Draft("answered", tuple(_figure(figure, replies)), suggest(None, store, replies))
            continue
        for sentence in passage.sentences:
            if wanted.search(_without_periods(sentence.text)) and answers(
                store, analysis, evidence, passage, sentence.text
            ):
                line = Statement(sentence.text, (_source(passage, sentence),))
                return Draft("answered", (line,), suggest(evidence.focus, store, replies))
    return None


def _figure(figure: KeyFigure, replies: Replies) -> Iterator[Statement]:
    yield Statement(figure.text, (Source(figure.document_id, figure.span, "Nøgletal"),))
    if figure.data_period is not None and figure.data_period_span is not None:
        source = Source(figure.document_id, figure.data_period_span, "Nøgletal", period=figure.data_period)
        yield Statement(replies.figure_period.format(period=figure.data_period.label), (source,))


def _initiatives(evidence: Evidence, store: Store, replies: Replies) -> Draft | None:
    """The initiatives, of the focus area asked about or all."""
    chosen = store.initiatives
    if evidence.topic:
        areas = [area for programme in store.programmes for area in programme.focus_areas]
        texts = {area.title: [area.title, *(p.text for p in area.paragraphs)] for area in areas}
        shares = {title: topic_coverage(store, evidence.topic, text) for title, text in texts.items()}
        for initiative in chosen:
            own = topic_coverage(store, evidence.topic, [initiative.title])
            shares[initiative.section] = max(shares.get(initiative.section, 0.0), own)
        best = max(shares.values(), default=0.0)
        if best < 0.5:
            return None
        chosen = [i for i in chosen if shares.get(i.section, 0.0) >= best - 0.05]
    lines = [
        Statement(i.title, (Source(i.document_id, i.title_span, i.section, i.title),), bullet=True)
        for i in chosen
    ]
    if not lines:
        return None
    return Draft(
        "answered", (Statement(replies.initiatives, claim=False), *lines), suggest(None, store, replies)
    )


def _focus_areas(store: Store, replies: Replies) -> Draft | None:
    lines = []
    for programme in store.programmes:
        for area in programme.focus_areas:
            first = area.paragraphs[0].sentences[0]
            source = Source(area.document_id, first.span, area.title)
            lines.append(Statement(first.text, (source,), bullet=True))
    if not lines:
        return None
    return Draft(
        "answered", (Statement(replies.focus_areas, claim=False), *lines), suggest(None, store, replies)
    )


def _text(analysis: Analysis, evidence: Evidence, store: Store, replies: Replies) -> Draft | None:
    """The sentence that says it, and the next best of the same initiative when it is nearly as good."""
    ranked = _ranked_sentences(analysis, evidence, store)
    if not ranked or not answers(store, analysis, evidence, ranked[0][1], ranked[0][2].text):
        return None
    best_score, passage, sentence = ranked[0]
    if opening := _opening(evidence, store, passage):
        return Draft("answered", opening, suggest(evidence.focus, store, replies))
    lines = [_dated_line(store, replies, passage, sentence)]
    for score, other, second in ranked[1:2]:
        same = other.initiative_id == passage.initiative_id and other.section == passage.section
        if same and score >= _SECOND_SENTENCE * best_score:
            lines.append(_dated_line(store, replies, other, second))
    return Draft("answered", tuple(dict.fromkeys(lines)), suggest(evidence.focus, store, replies))


def _opening(evidence: Evidence, store: Store, passage: Passage) -> tuple[Statement, ...]:
    """The first sentences of a section of running text when the question is its heading ("Vores kerneopgave?")."""
    if passage.kind is not Kind.PROSE or topic_coverage(store, evidence.topic, [passage.section]) < 1.0:
        return ()
    section = [p for p in store.passages.values() if p.section == passage.section and p.kind is Kind.PROSE]
    opening = [(p, sentence) for p in section for sentence in p.sentences][:2]
    return tuple(Statement(sentence.text, (_source(p, sentence),)) for p, sentence in opening)


def _ranked_sentences(
    analysis: Analysis, evidence: Evidence, store: Store
) -> list[tuple[float, Passage, Sentence]]:
    """Sentences of the best passages, best first; for a purpose, those of the initiative's description that say why."""
    purpose = analysis.ask is Ask.PURPOSE
    ranked = []
    for hit in evidence.hits[:8]:
        if purpose and hit.passage.kind not in (Kind.INITIATIVE, Kind.FOCUS_AREA, Kind.PROSE):
            continue
        for sentence in hit.passage.sentences:
            score = hit.score + topic_coverage(store, evidence.topic, [sentence.text])
            ranked.append(
                (score + (1.0 if purpose and _PURPOSE.search(sentence.text) else 0.0), hit.passage, sentence)
            )
    return sorted(ranked, key=lambda item: -item[0])


def _event(event: HistoryEntry, replies: Replies) -> Statement:
    sources = (
        Source(event.document_id, event.span, "Historik"),
        Source(event.document_id, event.year_span, "Historik"),
    )
    return Statement(replies.history.format(year=event.year, text=event.text), sources)


def _record(store: Store, passage: Passage, kind: str) -> Milestone | KeyFigure | HistoryEntry | None:
    if not passage.record_id:
        return None
    records: Iterable[Milestone | KeyFigure | HistoryEntry] = (
        r for p in store.programmes for r in getattr(p, kind)
    )
    return next((record for record in records if record.id == passage.record_id), None)


def _fits(evidence: Evidence, store: Store, texts: list[str]) -> bool:
    return topic_coverage(store, evidence.topic, texts) >= 0.5


def _source(passage: Passage, sentence: Sentence) -> Source:
    return Source(passage.document_id, sentence.span, passage.section, passage.initiative, passage.period)


def _milestone_source(milestone: Milestone) -> Source:
    return Source(
        milestone.document_id, milestone.span, milestone.section, milestone.initiative, milestone.period
    )


def _year(year: int) -> Period:
    return Period(str(year), date(year, 1, 1), date(year, 12, 31))


def _without_periods(text: str) -> str:
    for mention in reversed(find_periods(text)):
        text = text[: mention.start] + text[mention.end :]
    return text
