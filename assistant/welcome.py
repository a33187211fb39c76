"""`GET /api/welcome`: what the widget shows before the first question, from the programme in use."""

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from assistant.answering import Assistant
from assistant.problems import documented
from assistant.settings import Settings
from assistant.suggestions import openers
from prompts import load_replies


class WelcomeModel(BaseModel):
    """Dokumenterne, der svares ud fra, spørgsmål, de kan svare på, og om svar gemmes, så de kan vurderes og deles."""

    documents: list[str]
    suggestions: list[str]
    keeps_answers: bool


def welcome_router(assistant: Assistant, settings: Settings) -> APIRouter:
    """The welcome's route."""
    router = APIRouter()

    @router.get("/api/welcome", response_model=WelcomeModel, responses=documented(503), summary="Eksempler")
    def welcome(lang: str = "da") -> dict[str, Any]:
        store = assistant.live.current()
        titles = [programme.document.title for programme in store.programmes]
        return {
            "documents": titles,
            "suggestions": openers(store, load_replies("en" if lang == "en" else "da"), settings.now),
            "keeps_answers": settings.retention_days > 0,
        }

    return router
