"""What users thought of answers: the route that takes it, and how it is listed and exported."""

import csv
import io
import json
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from assistant.answer_store import AnswerStore, Feedback
from assistant.problems import documented

MAX_COMMENT = 2_000
_COLUMNS = ("answer_id", "rating", "comment", "rated", "question", "answer", "status")


class FeedbackRequest(BaseModel):
    """En vurdering af et svar; en ny afløser den forrige."""

    model_config = ConfigDict(json_schema_extra={"example": {"answer_id": "9a41…", "rating": "up", "comment": ""}})

    answer_id: str = Field(min_length=1, max_length=64, description="Svarets id")
    rating: Literal["up", "down"]
    comment: Annotated[str, StringConstraints(strip_whitespace=True, max_length=MAX_COMMENT)] | None = Field(
        default=None, description=f"Uddybning, højst {MAX_COMMENT} tegn"
    )


class FeedbackModel(BaseModel):
    """Vurderingen er modtaget."""

    answer_id: str
    rating: Literal["up", "down"]


def feedback_router(store: AnswerStore) -> APIRouter:
    """The feedback's route."""
    router = APIRouter()

    @router.post(
        "/api/feedback",
        response_model=FeedbackModel,
        responses=documented(404, 413, 422, 503),
        summary="Vurdér et svar",
    )
    def rate(request: FeedbackRequest) -> dict[str, Any]:
        if not store.rate(request.answer_id, request.rating, request.comment or ""):
            raise HTTPException(404, "Svaret findes ikke længere, så det kan ikke vurderes")
        return {"answer_id": request.answer_id, "rating": request.rating}

    return router


def as_json(feedback: Iterable[Feedback]) -> str:
    """Feedback as a JSON array."""
    return json.dumps([one.as_json() for one in feedback], ensure_ascii=False, indent=2)


def as_csv(feedback: Iterable[Feedback]) -> str:
    """Feedback as CSV; a cell that a spreadsheet would take for a formula begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    for one in feedback:
        writer.writerow({name: _cell(value) for name, value in one.as_json().items()})
    return out.getvalue()


def as_text(feedback: Iterable[Feedback]) -> str:
    """Feedback to read in a terminal."""
    words = {"up": "hjælpsomt", "down": "ikke hjælpsomt"}
    blocks = [
        "\n".join(filter(None, (f"{one.rated:%Y-%m-%d %H:%M}  {words[one.rating]}", one.question, _indented(one))))
        for one in feedback
    ]
    return "\n\n".join(blocks) or "Ingen har vurderet et svar endnu."


def _indented(one: Feedback) -> str:
    return "\n".join(f"    {line}" for line in one.comment.splitlines())


def _cell(value: str) -> str:
    return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
