"""Files → documents: find them, read them, tell what is wrong with one in a line that helps."""

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from ingest.cleaning import printed
from ingest.markdown import render
from ingest.pdf import read_pdf
from vectorstore.errors import SourceError
from vectorstore.records import Document, Page

SUFFIXES = (".pdf", ".txt", ".md")
MAX_BYTES = 200 * 2**20

_ASCII = {ord(a): b for a, b in zip("æøåéüöä", ("ae", "oe", "aa", "e", "u", "o", "a"), strict=True)}
_FIRST_LINES = 5
_SMALL_WORDS = frozenset(("OG", "I", "FOR", "AF", "PÅ", "TIL", "MED", "EN", "ET", "DEN", "DET", "DE"))
_RUNS_ON = re.compile(r"(?:,|\b(?:bl\.a|f\.eks|fx|ca|jf|herunder|og|eller|samt|til|af|for|med)\.?:?)$", re.IGNORECASE)


def find_files(paths: Iterable[Path]) -> list[Path]:
    """Every readable file under `paths`, folders searched through, in a stable order.

    Raises `SourceError` for a path that does not exist, has an unknown type or holds no document.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
            if not inside:
                raise SourceError(f"{path}: mappen har ingen PDF-, TXT- eller MD-filer")
            found += inside
        elif not path.exists():
            raise SourceError(f"{path}: findes ikke; se efter, om stien er stavet rigtigt")
        elif path.suffix.lower() not in SUFFIXES:
            raise SourceError(f"{path}: filtypen læses ikke; brug PDF, TXT eller MD")
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def read_document(path: Path, taken_ids: Iterable[str] = ()) -> Document:
    """Read one file. `taken_ids` are ids of documents already read. Raises `SourceError` with the reason."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SourceError(f"{path.name}: er større end {MAX_BYTES // 2**20} MB; del den op")
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path.name}: kan ikke læses ({error.strerror}); se efter filens rettigheder") from error
    if not data.strip():
        raise SourceError(f"{path.name}: filen er tom")
    title = ""
    try:
        if path.suffix.lower() == ".pdf":
            pdf = read_pdf(data)
            title, found = pdf.title, [printed(page.text, page.bold) for page in pdf.pages]
            pages = [Page(number, page.text, page.bold) for number, page in enumerate(found, 1)]
        elif path.suffix.lower() == ".md":
            pages = [_markdown(_decode(data))]
        else:
            found = [printed(page) for page in split_pages(_decode(data))]
            pages = [Page(number, page.text, page.bold) for number, page in enumerate(found, 1)]
    except SourceError as error:
        raise SourceError(f"{path.name}: {error}") from error
    if not any(page.text.strip() for page in pages):
        raise SourceError(f"{path.name}: har ingen tekst på nogen side (scannet?); kør tekstgenkendelse (OCR) først")
    document_id = _free_id(slug(path.stem) or "dokument", set(taken_ids))
    fingerprint = hashlib.sha256(data).hexdigest()
    return Document(document_id, title.strip() or _title(path.stem, pages), str(path), fingerprint, tuple(pages))


def split_pages(text: str) -> list[str]:
    """Pages of plain text: at form feeds, or where a line that begins with one blank is all that is left of one.

    Extractors turn the form feed into a blank at the start of the next line. Such a line begins a page
    unless the line before it runs on ("bl.a.", a comma) or the text uses indentation throughout.
    """
    text = text.replace("\r\n", "\n")
    if "\f" in text.strip("\f\n "):
        pages = text.split("\f")  # an empty page in between counts: the numbers after it must stay right
        return pages if pages[-1].strip() else pages[:-1]
    lines = text.split("\n")
    indented = [i for i, line in enumerate(lines) if line[:1] in (" ", "\t") and line.strip()]
    traces = [i for i in indented if lines[i][0] == " " and not lines[i][1:2].isspace()]
    if len(indented) > len(traces) or len(traces) * 10 > len(lines):
        return [text]
    starts = [i for i in traces if i and not _RUNS_ON.search(_line_before(lines, i))]
    bounds = [0, *starts, len(lines)]
    return ["\n".join(lines[a:b]) for a, b in pairwise(bounds) if a < b]


def slug(text: str) -> str:
    """A lower-case ASCII identifier: Danish letters spelled out, everything else a hyphen."""
    folded = text.lower().translate(_ASCII)
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-")


def _line_before(lines: list[str], index: int) -> str:
    return next((line.strip() for line in reversed(lines[:index]) if line.strip()), "")


def _decode(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data[:4096]:
        raise SourceError("er ikke en tekstfil; gem indholdet som ren tekst (UTF-8) eller PDF")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _markdown(text: str) -> Page:
    rendered = render(text)
    one = printed(rendered.text, tuple(rendered.bold))
    levels = tuple((bisect_left(one.mapped.origin, start), level) for start, level in rendered.levels)
    return Page(1, one.text, one.bold, levels)


def _title(stem: str, pages: list[Page]) -> str:
    """The line, or the two lines, that say the file's name in full ("KONCERNSERVICE ARBEJDSPROGRAM 2026"), else
    the first heading, else the name itself.

    A highest heading that a Markdown file begins with is its title. One word ("ravn.md") may stand in any line, and
    is looked for in the first ones only.
    """
    if top := _top_heading(pages[0]) if pages else "":
        return _spoken(top)
    wanted = set(slug(stem).split("-"))
    for page in pages if len(wanted) > 1 else pages[:1]:
        lines = [line for line in page.text.splitlines() if line.strip()]
        lines = lines if len(wanted) > 1 else lines[:_FIRST_LINES]
        for said in (*lines, *(f"{first} {second}" for first, second in pairwise(lines[:4]))):
            if 2 <= len(said.split()) <= 12 and wanted <= set(slug(said).split("-")):
                return _spoken(said).strip(" .:")
    first = next((page.text[a:b] for page in pages[:1] for a, b in page.bold[:1] if a < 40), "")
    return " ".join(first.split()).strip(" .:") or stem.replace("-", " ").replace("_", " ").strip().capitalize()


def _top_heading(page: Page) -> str:
    """The heading that a page begins with, where it alone is of the highest level that there is; else ""."""
    starts = [start for start, level in page.levels if level == min(level for _, level in page.levels)]
    if len(starts) != 1 or page.text[: starts[0]].strip():
        return ""
    return " ".join(page.text[starts[0] :].split("\n", 1)[0].split()).strip(" .:")


def _spoken(title: str) -> str:
    """A title without its capitals: "TEKNIK OG MILJØ" as "Teknik og Miljø", while "KMD" and "2026" stay."""
    words = (word.lower() if word in _SMALL_WORDS else word for word in title.split())
    return " ".join(word.capitalize() if word.isupper() and len(word) > 3 else word for word in words)


def _free_id(wanted: str, taken: set[str]) -> str:
    number, candidate = 1, wanted
    while candidate in taken:
        number += 1
        candidate = f"{wanted}-{number}"
    return candidate
