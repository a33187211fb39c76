"""The source viewer's page as data: which place is asked for, its text and picture with the quote marked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote as url_quote
from urllib.parse import urlencode

from fastapi import HTTPException

from assistant.highlight import MarkedText, marked_text, quote_boxes
from assistant.links import MAX_PLACES, place_name, source_url
from assistant.rendering import texts
from vectorstore.pictures import Box, Layout
from vectorstore.records import Document, Page, Passage, Span
from vectorstore.store import Store

_NUMBER = re.compile(r"[0-9]{1,9}")
_MARGIN = 2.0  # pixels of a highlight around its glyphs


@dataclass(frozen=True, slots=True)
class Place:
    """A quote in a document, or a whole page where `span.start == span.end`."""

    document_id: str
    span: Span

    def __str__(self) -> str:
        """As an address names a further citation: document, page, first and last offset."""
        return place_name(self.document_id, self.span)


@dataclass(frozen=True, slots=True)
class OtherQuote:
    """A further citation of the same answer: its page, what it is about, its words and its address here."""

    document: str
    page: int
    about: str
    quote: str
    url: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """All that the viewer shows. Addresses are None where there is no such page."""

    document: str
    page: int
    pages: int
    section: str
    initiative: str
    period: str
    quote: str
    marked: MarkedText
    layout: Layout | None
    png_url: str
    highlights: tuple[Box, ...]
    others: tuple[OtherQuote, ...]
    previous_url: str | None
    next_url: str | None
    notice: str


def read_place(document_id: str, side: str, start: str, slut: str) -> Place:
    """The place that an address names; without `start` and `slut` a whole page, without `side` the first one.

    Raises `HTTPException` 422 for what is no place in any text.
    """
    say = texts()["source"]
    page = _number(side, "side") if side else 1
    if not start and not slut:
        return Place(document_id, Span(page, 0, 0))
    if not (start and slut):
        raise HTTPException(422, say["both"])
    first, last = _number(start, "start"), _number(slut, "slut")
    if first >= last:
        raise HTTPException(422, say["order"].format(start=first, end=last))
    return Place(document_id, Span(page, first, last))


def read_others(parameter: str, named: Sequence[str]) -> list[Place]:
    """The citations that a parameter of an address names.

    Raises `HTTPException` 422 for a malformed one or too many.
    """
    if len(named) > MAX_PLACES:
        raise HTTPException(422, texts()["source"]["many"].format(most=MAX_PLACES))
    places = []
    for name in named:
        parts = name.rsplit(":", 3)
        if len(parts) != 4:
            raise HTTPException(422, texts()["source"]["other"].format(name=parameter))
        places.append(read_place(*parts))
    return places


def source_view(store: Store, place: Place, others: Sequence[Place] = ()) -> SourceView:
    """The page of a place. Raises `HTTPException` 404 or 422 for a place that the store doesn't have."""
    document, page = find_page(store, place)
    span, pages = place.span, len(document.pages)
    layout = store.layout(document.id, page.number)
    boxes = quote_boxes(page.text, layout.boxes, span.start, span.end) if layout else []
    about = _passage_at(store, place)
    kept = [str(other) for other in [*others, *([place] if span.start < span.end else [])]]

    def page_url(number: int) -> str | None:
        if not 1 <= number <= pages:
            return None
        return f"/kilder/{url_quote(document.id)}?" + urlencode([("side", number), *(("ogsaa", k) for k in kept)])

    return SourceView(
        document=document.title,
        page=page.number,
        pages=pages,
        section=about.section if about else "",
        initiative=(about.initiative or "") if about else "",
        period=about.period.label if about and about.period else "",
        quote=" ".join(page.text[span.start : span.end].split()),
        marked=marked_text(page, span.start, span.end),
        layout=layout,
        png_url=f"/api/documents/{url_quote(document.id)}/pages/{page.number}.png",
        highlights=tuple((a - _MARGIN, b - _MARGIN, c + _MARGIN, d + _MARGIN) for a, b, c, d in boxes),
        others=tuple(_other(store, place, other, others) for other in others),
        previous_url=page_url(page.number - 1),
        next_url=page_url(page.number + 1),
        notice=_notice(layout, bool(boxes), place, document.path),
    )


def find_page(store: Store, place: Place) -> tuple[Document, Page]:
    """The document and page of a place. Raises `HTTPException` 404 or 422 for one that the store doesn't have."""
    say = texts()["source"]
    document = store.document(place.document_id)
    if document is None:
        raise HTTPException(404, say["no_document"])
    page = store.page(document.id, place.span.page)
    if page is None:
        raise HTTPException(404, say["no_page"].format(page=place.span.page, pages=len(document.pages)))
    if place.span.end > len(page.text):
        raise HTTPException(422, say["outside"].format(end=place.span.end, length=len(page.text)))
    return document, page


def _number(text: str, name: str) -> int:
    if not _NUMBER.fullmatch(text):
        raise HTTPException(422, texts()["source"]["number"].format(name=name))
    return int(text)


def _passage_at(store: Store, place: Place) -> Passage | None:
    """The passage that shares most of the quote's text."""

    def shared(passage: Passage) -> int:
        if (passage.document_id, passage.span.page) != (place.document_id, place.span.page):
            return 0
        return min(passage.span.end, place.span.end) - max(passage.span.start, place.span.start)

    best = max(store.passages.values(), key=shared, default=None)
    return best if best is not None and shared(best) > 0 else None


def _other(store: Store, here: Place, other: Place, others: Sequence[Place]) -> OtherQuote:
    document, page = find_page(store, other)
    about = _passage_at(store, other)
    rest = [here if o is other else o for o in others]
    kept = [("ogsaa", str(o)) for o in rest if o.span.start < o.span.end]
    return OtherQuote(
        document=document.title,
        page=page.number,
        about=(about.initiative or about.section) if about else "",
        quote=" ".join(page.text[other.span.start : other.span.end].split()),
        url=source_url(document.id, other.span) + ("&" + urlencode(kept) if kept else ""),
    )


def _notice(layout: Layout | None, found: bool, place: Place, path: str) -> str:
    """Why the picture is not what one would expect, or empty."""
    say = texts()["source"]
    if layout is None:
        return str(say["no_picture"]) if Path(path).suffix.lower() == ".pdf" else ""
    return "" if found or place.span.start == place.span.end else str(say["unseen"])
