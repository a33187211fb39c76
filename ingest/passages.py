"""Records → passages, the units of retrieval: one a milestone, figure and event; prose in short runs of sentences."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.text import block_sentences, record_id
from vectorstore.records import Kind, Milestone, Page, Paragraph, Passage, Period, Programme, Sentence, Span

MAX_CHARACTERS = 420


def with_passages(programme: Programme) -> Programme:
    """The programme with its passages, in the order of the text."""
    passages = sorted(_passages(programme), key=lambda p: (p.span.page, p.span.start, p.span.end))
    return replace(programme, passages=tuple(passages))


def _passages(programme: Programme) -> Iterator[Passage]:
    pages = {page.number: page for page in programme.document.pages}
    for milestone in programme.milestones:
        yield _milestone(programme, pages[milestone.span.page], milestone)
    for initiative in programme.initiatives:
        for chunk in _chunks(initiative.paragraphs):
            yield _passage(
                programme,
                Kind.INITIATIVE,
                chunk,
                initiative.section,
                initiative.title,
                None,
                initiative.id,
                initiative.title,
            )
    for area in programme.focus_areas:
        for chunk in _chunks(area.paragraphs):
            yield _passage(programme, Kind.FOCUS_AREA, chunk, area.title, f"Om fokusområdet, {area.title}", None)
    for paragraph in programme.prose:
        for chunk in _chunks([paragraph]):
            breadcrumb = paragraph.section or programme.document.title
            yield _passage(programme, Kind.PROSE, chunk, paragraph.section, breadcrumb, None)
    for figure in programme.key_figures:
        sentence = Sentence(figure.text, figure.span)
        yield _passage(
            programme,
            Kind.KEY_FIGURE,
            (sentence,),
            "Nøgletal",
            "Nøgletal, antal",
            figure.data_period,
            source_id=figure.id,
        )
    for event in programme.history:
        sentence = Sentence(event.text, event.span)
        yield _passage(
            programme,
            Kind.HISTORY,
            (sentence,),
            "Historik",
            f"Historik, {event.year}",
            None,
            source_id=event.id,
        )


def _milestone(programme: Programme, page: Page, milestone: Milestone) -> Passage:
    sentences = block_sentences(page, milestone.span.start, milestone.span.end)
    if len(sentences) > 1 and not re.search(r"[^\W\d_]{2}", re.sub(r"^.*?[:.]", "", sentences[0].text)):
        first, second = (
            sentences[0],
            sentences[1],
        )  # "Juni 2026. deadline …": the period is no sentence of its own
        joined = Sentence(f"{first.text} {second.text}", Span(first.span.page, first.span.start, second.span.end))
        sentences = (joined, *sentences[2:])
    track = f", {milestone.track}" if milestone.track else ""
    return _passage(
        programme,
        Kind.MILESTONE,
        sentences,
        milestone.section,
        f"Milepæl, {milestone.initiative}{track}",
        milestone.period,
        milestone.initiative_id,
        milestone.initiative,
        milestone.id,
    )


def _chunks(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[Sentence, ...]]:
    """Runs of whole sentences of at most `MAX_CHARACTERS`, never over a paragraph's end."""
    for paragraph in paragraphs:
        chunk: list[Sentence] = []
        for sentence in paragraph.sentences:
            if chunk and sum(len(s.text) + 1 for s in chunk) + len(sentence.text) > MAX_CHARACTERS:
                yield tuple(chunk)
                chunk = []
            chunk.append(sentence)
        if chunk:
            yield tuple(chunk)


def _passage(
    programme: Programme,
    kind: Kind,
    sentences: tuple[Sentence, ...],
    section: str,
    breadcrumb: str,
    period: Period | None,
    initiative_id: str | None = None,
    initiative: str | None = None,
    source_id: str = "",
) -> Passage:
    text = " ".join(sentence.text for sentence in sentences)
    first, last = sentences[0].span, sentences[-1].span
    span = Span(first.page, first.start, last.end)
    return Passage(
        id=record_id(programme.document.id, span, f"{kind} {text}"),
        document_id=programme.document.id,
        kind=kind,
        text=text,
        span=span,
        section=section,
        initiative_id=initiative_id,
        initiative=initiative,
        breadcrumb=breadcrumb,
        period=period,
        sentences=sentences,
        record_id=source_id,
    )
