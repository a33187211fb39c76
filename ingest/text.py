"""Small steps shared by the structuring modules: ids, spans, sentences of a block."""

import hashlib

from ingest.blocks import Block
from ingest.cleaning import flow
from vectorstore.records import Page, Sentence, Span
from vectorstore.sentences import sentence_ranges


def record_id(document_id: str, span: Span, text: str) -> str:
    """Identity by place and content: the same sentence in two places is two records."""
    key = f"{document_id}\0{span.page}\0{span.start}\0{span.end}\0{text}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def block_span(page: Page, block: Block) -> Span:
    """Where the block stands."""
    return Span(page.number, block.start, block.end)


def block_sentences(page: Page, start: int, end: int) -> tuple[Sentence, ...]:
    """The sentences of `page.text[start:end]`, as running text and with their spans in the page text."""
    flowed = flow(page.text, start, end)
    return tuple(
        Sentence(flowed.text[a:b], Span(page.number, *flowed.source(a, b))) for a, b in sentence_ranges(flowed.text)
    )
