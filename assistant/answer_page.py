"""`GET /svar/{answer_id}`: a stored answer with its sources as a page that needs no JavaScript."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from assistant.answer_store import AnswerStore
from assistant.markdown import read_markdown
from assistant.web_files import CSP

_HEADERS = {"Content-Security-Policy": CSP, "Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
_LABELS = {
    "da": {
        "title": "Svar fra Arbejdsprogram-assistenten",
        "question": "Spørgsmål",
        "answer": "Svar",
        "sources": "Kilder",
        "source": "Kilde",
        "page": "s.",
        "date": "%d.%m.%Y",
        "given": "Svaret er lavet af en AI den {date}, ordret belagt i kilderne. En plan er ikke en status.",
        "ask": "Stil et nyt spørgsmål",
        "gone": "Svaret findes ikke",
        "why": "Adressen er forkert, eller svaret er slettet, fordi det er for gammelt. Stil spørgsmålet igen.",
    },
    "en": {
        "title": "Answer from the work programme assistant",
        "question": "Question",
        "answer": "Answer",
        "sources": "Sources",
        "source": "Source",
        "page": "p.",
        "date": "%Y-%m-%d",
        "given": "An AI made this answer on {date}, quoting its sources word for word. A plan is not a report.",
        "ask": "Ask another question",
        "gone": "There is no such answer",
        "why": "The address is wrong, or the answer was deleted because of its age. Ask the question again.",
    },
}


def answer_page_router(store: AnswerStore) -> APIRouter:
    """The page's route."""
    router = APIRouter()
    pages = Environment(loader=PackageLoader("assistant", "web"), autoescape=True, undefined=StrictUndefined)
    template = pages.get_template("answer.html")

    @router.get("/svar/{answer_id}", include_in_schema=False)
    def answer_page(answer_id: str) -> HTMLResponse:
        stored = store.find(answer_id)
        if stored is None:
            page = template.render(stored=None, language="da", label=_LABELS["da"], blocks=(), cited={})
            return HTMLResponse(page, 404, headers=_HEADERS)
        language = stored.answer["language"]
        page = template.render(
            stored=stored,
            language=language,
            label=_LABELS[language],
            blocks=read_markdown(stored.answer["answer"]),
            cited={str(citation["id"]): citation for citation in stored.answer["citations"]},
        )
        return HTMLResponse(page, headers=_HEADERS)

    return router
