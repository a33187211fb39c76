"""Pages as pictures, with the box of every character of the page text that the index stores."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from ingest.cleaning import printed
from ingest.pdf import draw_pdf
from vectorstore.errors import SourceError
from vectorstore.pictures import Layout, Picture
from vectorstore.records import Document


def draw_pages(documents: Iterable[Document]) -> Iterator[Picture]:
    """A picture of every PDF page of the documents, drawn when asked for; text files have none.

    The files are read again. Raises `SourceError` for one that is no longer what it was.
    """
    for document in documents:
        path = Path(document.path)
        if path.suffix.lower() != ".pdf":
            continue
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != document.fingerprint:
            raise SourceError(f"{path.name}: blev ændret under indlæsningen; kør 'arbejdsprogram ingest' igen")
        for number, drawing in enumerate(draw_pdf(data), 1):
            origin = printed(drawing.page.text).mapped.origin[:-1]
            layout = Layout(drawing.width, drawing.height, tuple(drawing.boxes[source] for source in origin))
            yield Picture(document.id, number, layout, drawing.png)
