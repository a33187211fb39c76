"""The contract's JSON as pydantic models, so that OpenAPI documents it."""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.analysis import MAX_CHARACTERS

_EXAMPLE_ANSWER: dict[str, Any] = {
    "answer": "Q4/2026 efter planen: Det nye system er udrullet i hele KK [1].",
    "status": "answered",
    "citations": [
        {
            "id": 1,
            "document_id": "arbejdsprogram-2026",
            "document": "Koncernservice Arbejdsprogram 2026",
            "page": 5,
            "section": "Fokusområde 2: Optimering af processer og systemer",
            "initiative": "Implementering af nyt KK fælles tidsregistreringssystem",
            "quote": "Q4/2026: Det nye system er udrullet i hele KK.",
            "start": 1830,
            "end": 1876,
            "period": {"label": "Q4/2026", "start": "2026-10-01", "end": "2026-12-31"},
            "url": "/kilder/arbejdsprogram-2026?side=5&start=1830&slut=1876",
        }
    ],
    "suggestions": ["Hvilke milepæle er der for Implementering af nyt KK fælles tidsregistreringssystem?"],
    "engine": "extractive",
    "language": "da",
    "conversation_id": "0f8c…",
    "answer_id": "9a41…",
}


class ChatRequest(BaseModel):
    """Et spørgsmål."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"question": "hvornår er tidsregistrering udrullet?", "conversation_id": None}}
    )

    question: str = Field(description=f"Spørgsmålet, højst {MAX_CHARACTERS} tegn")
    conversation_id: str | None = Field(default=None, max_length=200, description="Samtalen, det hører til")
    today: date | None = Field(
        default=None, description="Dagen, der svares på; uden den er det i dag. Til evaluering på en fast dag"
    )


class PeriodModel(BaseModel):
    """En periode; `start` eller `end` er null, hvor den er åben."""

    label: str
    start: str | None
    end: str | None


class CitationModel(BaseModel):
    """Et ordret citat: tegnene fra `start` til `end` i sidens tekst."""

    id: int
    document_id: str
    document: str
    page: int
    section: str
    initiative: str | None
    quote: str
    start: int
    end: int
    period: PeriodModel | None
    url: str


class AnswerModel(BaseModel):
    """Et svar med sine kilder."""

    model_config = ConfigDict(json_schema_extra={"example": _EXAMPLE_ANSWER})

    answer: str
    status: Literal["answered", "partial", "not_found"]
    citations: list[CitationModel]
    suggestions: list[str]
    engine: str
    language: str
    conversation_id: str
    answer_id: str
    removed: int | None = Field(default=None, description="Sætninger fra en sprogmodel, der ikke slap igennem")


class MilestoneModel(BaseModel):
    """En milepæl med sin periode og sit sted."""

    document_id: str
    section: str
    initiative: str
    text: str
    period: PeriodModel | None
    page: int
    quote: str
    start: int
    end: int


class DocumentModel(BaseModel):
    """Et dokument i indekset."""

    id: str
    title: str
    pages: int
    initiatives: list[str]
    milestones: int


class PageModel(BaseModel):
    """Sidens tekst, som citater er skåret ud af."""

    document_id: str
    page: int
    text: str
    characters: int


class ProblemModel(BaseModel):
    """En fejl efter RFC 9457."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
