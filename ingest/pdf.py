"""The one module that reads PDF: pypdf for the document, pypdfium2 for page text and page pictures.

pypdfium2 merges overprinted glyphs itself; what was overprinted is still told, as bold, because pages
set in one weight mark their headings in that way only.
"""

import ctypes
import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image
from pypdf.errors import PyPdfError

from vectorstore.errors import SourceError
from vectorstore.pictures import MAX_PIXELS, Box

_PIECES = {"\x02": "-\n", "\ufffe": "-\n", "\x00": ""}  # pdfium's own signs for a hyphen that ends a line
_BOLD_WORDS = ("bold", "black", "heavy", "semibold", "demi")
_BULLETS = "•●▪◦‣∙·-–*"
_LINE_PITCH = 1.65  # times the font size: more is a gap
_TWIN_DISTANCE = 1.0  # points
_MAX_SCALE = 4.0  # pixels a point: a page the size of a stamp is drawn no larger
_COLOURS = 128  # of a page picture
_FINE = 1 << 16  # steps across a page, to place boxes in


@dataclass(frozen=True, slots=True)
class RawPage:
    """What the extractor gave: text, and the ranges of it that are bold or overprinted.

    `glyphs` has an entry for each character of the text: the number of the glyph that it stems from, or -1
    for a blank line that was put in.
    """

    text: str
    bold: tuple[tuple[int, int], ...]
    glyphs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RawPdf:
    """The document's own title (or empty) and its pages in order."""

    title: str
    pages: tuple[RawPage, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page as it looks: its text, its picture in pixels and the box of each character of the text.

    A box is None for blanks and for what lies outside the visible page.
    """

    page: RawPage
    width: int
    height: int
    png: bytes
    boxes: tuple[Box | None, ...]


def read_pdf(data: bytes) -> RawPdf:
    """Read a PDF. Raises `SourceError` for a file that is encrypted, damaged or no PDF at all."""
    if b"%PDF-" not in data[:1024]:
        raise SourceError("er ikke en PDF (filen begynder ikke med %PDF-); gem dokumentet som PDF igen")
    title = _title(data)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise SourceError("PDF'en er beskadiget eller afkortet; hent eller gem den igen") from error
    with document:
        return RawPdf(title, tuple(_page(document, number) for number in range(len(document))))


def draw_pdf(data: bytes) -> Iterator[Drawing]:
    """Draw the pages of a PDF that `read_pdf` could read, one at a time: rotated and cropped as a viewer does."""
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            text_page = page.get_textpage()
            raw = _with_gaps(_glyphs(page, text_page))
            scale = min(_MAX_SCALE, MAX_PIXELS / max(page.get_size()))
            image = page.render(scale=scale).to_pil().convert("RGB")
            file = io.BytesIO()
            image.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(file, "PNG")
            width, height = size = image.size
            boxes = [_box(page, text_page, index, size) for index in range(text_page.count_chars())]
            placed = tuple(boxes[glyph] if glyph >= 0 else None for glyph in raw.glyphs)
            yield Drawing(raw, width, height, file.getvalue(), placed)


def _box(page: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage, index: int, size: tuple[int, int]) -> Box | None:
    """Where a glyph stands on a picture of this size: as high as its font's lines, or as its ink if that is unknown."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    if not pdfium.FPDFText_GetCharBox(text_page, index, left, right, bottom, top):
        return None
    ink = (left.value, bottom.value, right.value, top.value)
    line = pdfium.FS_RECTF()
    if pdfium.FPDFText_GetLooseCharBox(text_page, index, line) and _holds(line, ink):
        ink = (line.left, line.bottom, line.right, line.top)
    corners = [_on_screen(page, *ink[:2]), _on_screen(page, *ink[2:])]  # a page is turned by right angles only
    xs, ys = ([min(max(c[axis], 0), _FINE) * size[axis] / _FINE for c in corners] for axis in (0, 1))
    box = (min(xs), min(ys), max(xs), max(ys))
    return box if box[0] < box[2] and box[1] < box[3] else None


def _holds(line: "pdfium.FS_RECTF", ink: tuple[float, float, float, float]) -> bool:
    """Whether the line box is one for this glyph: pdfium works it out for upright text only."""
    x, y = (ink[0] + ink[2]) / 2, (ink[1] + ink[3]) / 2
    return bool(line.left < line.right and line.left <= x <= line.right and line.bottom <= y <= line.top)


def _on_screen(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[int, int]:
    """A point of the page in steps of 1/65536 of the picture, from its top left corner."""
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, _FINE, _FINE, 0, x, y, across, down)
    return across.value, down.value


def _title(data: bytes) -> str:
    """The title in the metadata; also the place where encryption shows, before text extraction."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong is told once, by the `SourceError`
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError("PDF'en er beskyttet med adgangskode; gem en udgave uden adgangskode")
        return str(reader.metadata.title or "") if reader.metadata else ""
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return ""  # pypdf is stricter than pdfium: a missing title is no reason to refuse the text


def _page(document: pypdfium2.PdfDocument, number: int) -> RawPage:
    try:
        page = document[number]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise SourceError(f"side {number + 1} kan ikke læses; PDF'en er beskadiget, gem den igen") from error
    return _with_gaps(_glyphs(page, text_page))


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A character of the text page (a hyphenated line end is two), its baseline origin and size in points."""

    text: str
    bold: bool | None  # None for blanks
    x: float
    y: float
    size: float


def _glyphs(page: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage) -> list[_Glyph]:
    bold_objects = _bold_objects(page)
    glyphs = []
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text_page.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(text_page, index))
        text = _PIECES.get(char, "\ufffd" if "\ud800" <= char <= "\udfff" else char)
        handle = pdfium.FPDFText_GetTextObject(text_page, index)
        bold = None if not handle or text.isspace() else ctypes.addressof(handle.contents) in bold_objects
        pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
        glyphs.append(_Glyph(text, bold, x.value, y.value, pdfium.FPDFText_GetFontSize(text_page, index)))
    return glyphs


def _with_gaps(glyphs: list[_Glyph]) -> RawPage:
    """The page's text with a blank line wherever the eye sees one: a new box, column or paragraph."""
    pieces: list[str] = []
    flags: list[bool | None] = []
    numbers: list[int] = []
    above: _Glyph | None = None  # first glyph of the line above
    first: _Glyph | None = None  # first glyph of this line
    for number, glyph in enumerate(glyphs):
        if first is None and glyph.text.strip():
            first = glyph
            if above is not None and _gap_between(above, first):
                pieces.append("\n")
                flags.append(None)
                numbers.append(-1)
        pieces.append(glyph.text)
        flags += [glyph.bold] * len(glyph.text)
        numbers += [number] * len(glyph.text)
        if glyph.text.endswith("\n"):
            above, first = first or above, None
    return RawPage("".join(pieces), _true_runs(flags), tuple(numbers))


def _gap_between(above: _Glyph, below: _Glyph) -> bool:
    """Whether two lines belong apart: up or far down the page, or back to the left of an indented line."""
    drop, step_back = above.y - below.y, above.x - below.x
    near = max(above.size, below.size)
    return drop < -1 or drop > _LINE_PITCH * near or (step_back > 0.3 * near and below.text not in _BULLETS)


def _bold_objects(page: pypdfium2.PdfPage) -> set[int]:
    """Addresses of the text objects in a bold font, or drawn twice in almost the same place."""
    seen: dict[tuple[int, int], list[tuple[float, float, float, int]]] = {}
    bold: set[int] = set()
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        address = ctypes.addressof(item.raw.contents)
        if any(word in item.get_font().get_base_name().lower() for word in _BOLD_WORDS):
            bold.add(address)
        left, bottom, right, _ = item.get_bounds()
        if right - left < 0.1:
            continue
        cell = (int(left // _TWIN_DISTANCE), int(bottom // _TWIN_DISTANCE))
        for near in ((cell[0] + dx, cell[1] + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)):
            for other_left, other_bottom, other_right, other in seen.get(near, ()):
                if max(abs(left - other_left), abs(bottom - other_bottom), abs(right - other_right)) < _TWIN_DISTANCE:
                    bold |= {address, other}
        seen.setdefault(cell, []).append((left, bottom, right, address))
    return bold


def _true_runs(flags: list[bool | None]) -> tuple[tuple[int, int], ...]:
    """Half-open ranges of true flags; blanks (`None`) between two true ones belong to the run."""
    runs: list[tuple[int, int]] = []
    gap_from: int | None = None
    for index, flag in enumerate(flags):
        if flag and runs and (runs[-1][1] == index or gap_from == runs[-1][1]):
            runs[-1] = (runs[-1][0], index + 1)
            gap_from = None
        elif flag:
            runs.append((index, index + 1))
            gap_from = None
        elif flag is None and runs and (runs[-1][1] == index or gap_from is not None):
            gap_from = runs[-1][1]
        elif flag is False:
            gap_from = None
    return tuple(runs)
