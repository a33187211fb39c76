"""Addresses of the pages that show a place in a document, or the milestones of an answer."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote, urlencode

from vectorstore.records import Span

MAX_PLACES = 100  # that an address may name
_FEWEST_LISTED = 2  # milestones that make an answer a list


def source_url(document_id: str, span: Span) -> str:
    """The source viewer's address for a place, with the quote highlighted."""
    return f"/kilder/{quote(document_id)}?side={span.page}&start={span.start}&slut={span.end}"


def place_name(document_id: str, span: Span) -> str:
    """A place as an address names it beside another: document, page, first and last offset."""
    return f"{document_id}:{span.page}:{span.start}:{span.end}"


def with_others(citation: Mapping[str, Any], citations: Sequence[Mapping[str, Any]]) -> str:
    """The source viewer's address for one of an answer's citations (the contract's JSON), naming the others."""
    others = [_name(other) for other in citations if other["id"] != citation["id"]][:MAX_PLACES]
    return "&".join([str(citation["url"]), *(urlencode({"ogsaa": name}) for name in others)])


def timeline_url(citations: Sequence[Mapping[str, Any]]) -> str | None:
    """The timeline of the milestones that an answer lists; None where it lists none. The widget has the same rule."""
    dated = [_name(citation) for citation in citations if citation["period"]]
    if len(dated) < _FEWEST_LISTED:
        return None
    return "/tidsplan?" + urlencode([("citat", name) for name in dated[:MAX_PLACES]])


def _name(citation: Mapping[str, Any]) -> str:
    return place_name(citation["document_id"], Span(citation["page"], citation["start"], citation["end"]))
