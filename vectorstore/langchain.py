"""Hybrid retrieval as a LangChain retriever, for chains and agents of others' making.

A module of its own because `langchain_core.retrievers` takes a second to import, which a plain `ask`
need not pay.
"""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from vectorstore.store import Store


class ProgrammeRetriever(BaseRetriever):
    """Passages for a question, best first: `page_content` is the clean text, `metadata` its place and scores."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    store: Store
    k: int = 5

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 - the base class's signature
    ) -> list[Document]:
        return [
            Document(
                id=hit.passage.id,
                page_content=hit.passage.text,
                metadata={
                    "document_id": hit.passage.document_id,
                    "kind": str(hit.passage.kind),
                    "page": hit.passage.span.page,
                    "start": hit.passage.span.start,
                    "end": hit.passage.span.end,
                    "section": hit.passage.section,
                    "initiative": hit.passage.initiative,
                    "period": hit.passage.period.label if hit.passage.period else None,
                    "score": hit.score,
                },
            )
            for hit in self.store.search(query, self.k)
        ]
