"""Places of the text that answers have quoted."""

from collections.abc import Collection, Iterable

from vectorstore.records import Milestone, Span

Place = tuple[str, Span]  # of a document's id


def is_within(place: Place, places: Collection[Place]) -> bool:
    """Whether a place lies within one of some others."""
    document_id, span = place
    return any(
        document_id == of and span.page == other.page and other.start <= span.start and span.end <= other.end
        for of, other in places
    )


def places_of(milestones: Iterable[Milestone]) -> tuple[Place, ...]:
    """Where the milestones stand."""
    return tuple((milestone.document_id, milestone.span) for milestone in milestones)
