"""Files → documents: find them, read them, tell what is wrong with one in a line that helps."""

import hashlib
import re
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from ingest.cleaning import Printed, printed
from ingest.pdf import read_pdf
from vectorstore.errors import SourceError
from vectorstore.records import Document, Page

SUFFIXES = (".pdf", ".txt", ".md")
MAX_BYTES = 200 * 2**20

_ASCII = {ord(a): b for a, b in zip("æøåéüöä", ("ae", "oe", "aa", "e", "u", "o", "a"), strict=True)}
_RUNS_ON = re.compile(r"(?:,|\b(?:bl\.a|f\.eks|fx|ca|jf|herunder|og|eller|samt|til|af|for|med)\.?:?)$", re.IGNORECASE)
_MD_MARKS = re.compile(
    r"(?P<head>^[ ]{0,3}#{1,6}[ \t]+)|(?P<strong>\*\*|__)|\[(?P<link>[^\]\n]+)\]\([^)\s]*\)|"
    r"(?<![\w*\\])(?P<mark>[*_])(?P<emphasis>[^\s*_](?:[^*_\n]*[^\s*_])?)(?P=mark)(?![\w*])",
    re.MULTILINE,
)


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
            title, pages = pdf.title, [printed(page.text, page.bold) for page in pdf.pages]
        else:
            text = _decode(data)
            pages = [_markdown(text)] if path.suffix.lower() == ".md" else [printed(p) for p in split_pages(text)]
    except SourceError as error:
        raise SourceError(f"{path.name}: {error}") from error
    if not any(page.text.strip() for page in pages):
        raise SourceError(f"{path.name}: har ingen tekst på nogen side (scannet?); kør tekstgenkendelse (OCR) først")
    numbered = tuple(Page(n, page.text, page.bold) for n, page in enumerate(pages, 1))
    document_id = _free_id(slug(path.stem) or "dokument", set(taken_ids))
    fingerprint = hashlib.sha256(data).hexdigest()
    return Document(document_id, title.strip() or _title(path.stem, numbered), str(path), fingerprint, numbered)


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


def _markdown(text: str) -> Printed:
    """Markdown as a reader sees it: heading signs, emphasis and link targets gone, headings and strong as bold."""
    out: list[str] = []
    bold: list[tuple[int, int]] = []
    at = length = 0
    strong_from: int | None = None
    for match in _MD_MARKS.finditer(text):
        out.append(text[at : match.start()])
        length += match.start() - at
        at = match.end()
        if match["head"]:
            end = text.find("\n", at)
            heading = text[at : end if end >= 0 else len(text)]
            bold.append((length, length + len(heading.rstrip())))
        elif match["strong"] and strong_from is None:
            strong_from = length
        elif match["strong"] and strong_from is not None:
            bold.append((strong_from, length))
            strong_from = None
        elif kept := match["link"] or match["emphasis"]:
            out.append(kept)
            length += len(kept)
    out.append(text[at:])
    return printed("".join(out), tuple(bold))


def _title(stem: str, pages: tuple[Page, ...]) -> str:
    """The line that says the file's name in full ("KONCERNSERVICE ARBEJDSPROGRAM 2026"), else the name itself."""
    wanted = set(slug(stem).split("-"))
    for page in pages:
        for line in page.text.splitlines():
            words = line.split()
            if 2 <= len(words) <= 12 and wanted <= set(slug(line).split("-")):
                return " ".join(w.capitalize() if w.isupper() and len(w) > 3 else w for w in words).strip(" .:")
    first = next((page.text[a:b] for page in pages[:1] for a, b in page.bold[:1] if a < 40), "")
    return " ".join(first.split()).strip(" .:") or stem.replace("-", " ").replace("_", " ").strip().capitalize()


def _free_id(wanted: str, taken: set[str]) -> str:
    number, candidate = 1, wanted
    while candidate in taken:
        number += 1
        candidate = f"{wanted}-{number}"
    return candidate
