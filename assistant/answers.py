"""What every door renders: the answer object, its citations, and the drafts they are made from."""

from dataclasses import dataclass, field
from typing import Any

from assistant.links import source_url
from vectorstore.records import Period, Span

EXTRACTIVE = "extractive"  # the engine of an answer in the programme's own sentences


@dataclass(frozen=True, slots=True)
class Source:
    """A place in a document that a statement rests on, before it is checked and numbered."""

    document_id: str
    span: Span
    section: str = ""
    initiative: str | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of an answer with the sources that support it.

    `claim` is false for a line that says nothing about the programme's content (a lead-in, a refusal).
    `bullet` lines are set as a list; one that `follows` stands in the paragraph of the line before. `denies` marks a
    line whose "not" is found by code, and stands in no quote.
    """

    text: str
    sources: tuple[Source, ...] = ()
    claim: bool = True
    bullet: bool = False
    denies: bool = False
    follows: bool = False


@dataclass(frozen=True, slots=True)
class Hedge:
    """Why a draft only comes near: its log-odds and, by name, the doubts that took it from `score` to `capped`."""

    score: float
    capped: float
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """What composition proposes; verification decides what of it is said.

    Of a hedged one, which has a `hedge`, the first statement says that what follows only comes near.
    """

    status: str
    statements: tuple[Statement, ...]
    suggestions: tuple[str, ...] = ()
    hedge: Hedge | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A checked quote: `quote` is verbatim the page text from `start` to `end` (code points)."""

    id: int
    document_id: str
    document: str
    page: int
    section: str
    initiative: str | None
    quote: str
    start: int
    end: int
    period: Period | None

    @property
    def url(self) -> str:
        """The source viewer's address, with the quote highlighted."""
        return source_url(self.document_id, Span(self.page, self.start, self.end))

    def as_json(self) -> dict[str, Any]:
        """The citation as the contract's JSON."""
        return {
            "id": self.id,
            "document_id": self.document_id,
            "document": self.document,
            "page": self.page,
            "section": self.section,
            "initiative": self.initiative,
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "period": period_json(self.period),
            "url": self.url,
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer object of the contract. `removed`: sentences of a language model that were not let through."""

    answer: str
    status: str
    citations: tuple[Citation, ...] = ()
    suggestions: tuple[str, ...] = ()
    engine: str = EXTRACTIVE
    language: str = "da"
    conversation_id: str = ""
    answer_id: str = field(default="")
    removed: int = 0

    def as_json(self) -> dict[str, Any]:
        """The answer as the contract's JSON."""
        return {
            "answer": self.answer,
            "status": self.status,
            "citations": [citation.as_json() for citation in self.citations],
            "suggestions": list(self.suggestions),
            "engine": self.engine,
            "language": self.language,
            "conversation_id": self.conversation_id,
            "answer_id": self.answer_id,
            **({"removed": self.removed} if self.engine != EXTRACTIVE else {}),
        }


def period_json(period: Period | None) -> dict[str, str | None] | None:
    """A period as the contract's JSON: ISO dates, null for an open end."""
    if period is None:
        return None
    return {
        "label": period.label,
        "start": period.start.isoformat() if period.start else None,
        "end": period.end.isoformat() if period.end else None,
    }
