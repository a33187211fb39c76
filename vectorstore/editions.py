"""Programmes that come anew each year: which documents are editions of one, and which is the newest."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from vectorstore.records import Document

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Edition:
    """A document as one of a series: the words that all its titles share, and the year that tells it apart."""

    document_id: str
    series: frozenset[str]
    year: int


def editions(documents: Iterable[Document]) -> list[Edition]:
    """The documents whose title names a year, newest first; the last year counts ("strategi 2020-2026")."""
    found = []
    for document in documents:
        years = _YEAR.findall(document.title)
        if years:
            words = re.findall(r"\w+", _YEAR.sub(" ", document.title).casefold())
            found.append(Edition(document.id, frozenset(words), int(years[-1])))
    return sorted(found, key=lambda edition: -edition.year)


def newest(documents: Iterable[Document]) -> set[str]:
    """Ids of the documents to answer from unless an older one is asked for: the newest of each series, and the rest."""
    documents = list(documents)
    known = editions(documents)
    latest: dict[frozenset[str], int] = {}
    for edition in known:
        latest.setdefault(edition.series, edition.year)
    older = {edition.document_id for edition in known if edition.year < latest[edition.series]}
    return {document.id for document in documents} - older
