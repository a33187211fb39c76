"""The peer in every run: the plain LangChain recipe, fixed-size chunks and the same encoder, no structure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evals.retrieval import Retriever
from vectorstore.records import Document, Span

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

CHUNK_SIZE = 500
CHUNK_OVERLAP = 80


class MissingPackageError(RuntimeError):
    """A package that only the evaluation needs is not installed."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a page, cut by size."""

    document_id: str
    span: Span
    text: str


def split(documents: Sequence[Document]) -> tuple[Chunk, ...]:
    """Cut the pages as the recipe does: 500 characters, 80 of them shared with the next chunk."""
    try:
        from langchain_text_splitters import RecursiveCharacterTextSplitter
    except ImportError as error:
        remedy = "pip install langchain-text-splitters"
        raise MissingPackageError(f"the plain recipe needs a package: {remedy}") from error
    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK_SIZE, chunk_overlap=CHUNK_OVERLAP, add_start_index=True)
    return tuple(
        Chunk(document.id, Span(page.number, start, start + len(piece.page_content)), piece.page_content)
        for document in documents
        for page in document.pages
        for piece in splitter.create_documents([page.text])
        for start in (int(piece.metadata["start_index"]),)
    )


def plain_recipe(documents: Sequence[Document], encoder: "Embeddings") -> Retriever:
    """Embed every chunk once; the retriever returns the chunks nearest by cosine."""
    import numpy as np

    chunks = split(documents)
    matrix = np.asarray(encoder.embed_documents([chunk.text for chunk in chunks]), dtype=np.float64)

    def retrieve(question: str, k: int) -> Sequence[Chunk]:
        vector = np.asarray(encoder.embed_query(question), dtype=np.float64)
        lengths = np.linalg.norm(matrix, axis=1) * np.linalg.norm(vector)
        scores = (matrix @ vector) / np.where(lengths == 0, 1.0, lengths)
        return [chunks[index] for index in np.argsort(-scores, kind="stable")[:k]]

    return retrieve
