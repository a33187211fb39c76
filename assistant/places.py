"""Places of the text that answers have quoted."""

from collections.abc import Collection

from vectorstore.records import Span

Place = tuple[str, Span]  # of a document's id


def is_within(place: Place, places: Collection[Place]) -> bool:
    """Whether a place lies within one of some others."""
    document_id, span = place
    return any(
        document_id == of and span.page == other.page and other.start <= span.start and span.end <= other.end
        for of, other in places
    )
