"""`GET /svar/{answer_id}`: a stored answer with its sources as a page that needs no JavaScript."""

from fastapi import APIRouter, HTTPException, Request, Response

from assistant.answer_store import AnswerStore
from assistant.links import timeline_url, with_others
from assistant.markdown import read_markdown
from assistant.rendering import PageRoute, render, texts


def answer_page_router(store: AnswerStore) -> APIRouter:
    """The page's route."""
    router = APIRouter(route_class=PageRoute, include_in_schema=False)

    @router.get("/svar/{answer_id}")
    def answer_page(request: Request, answer_id: str) -> Response:
        stored = store.find(answer_id)
        if stored is None and store.is_awaited(answer_id):
            waiting = texts()["answer"]
            return render(request, "error.html", 202, title=waiting["on_its_way"], detail=waiting["look_again"])
        if stored is None:
            raise HTTPException(404, texts()["answer"]["gone"])
        citations = stored.answer["citations"]
        page = render(
            request,
            "answer.html",
            language=stored.answer["language"],
            stored=stored,
            blocks=read_markdown(stored.answer["answer"]),
            cited={str(citation["id"]): citation for citation in citations},
            urls={str(citation["id"]): with_others(citation, citations) for citation in citations},
            timeline_url=timeline_url(citations),
        )
        page.headers.update({"Cache-Control": "no-store", "X-Robots-Tag": "noindex"})
        return page

    return router
