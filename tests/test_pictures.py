"""Where a quote stands on its page's picture. Pages are drawn with the quote in red: the ink is the judge."""

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pypdf
import pytest
from conftest import WordEncoder
from fpdf import FPDF
from PIL import Image
from pypdf.generic import RectangleObject

from assistant.highlight import marked_text, quote_boxes
from ingest.build import bundled_programme, ingest
from ingest.drawing import draw_pages
from ingest.sources import read_document
from vectorstore.errors import SourceError
from vectorstore.generations import current_generation
from vectorstore.pictures import MAX_PIXELS, Layout, Picture, PictureStore, write_pictures
from vectorstore.records import Page
from vectorstore.store import LiveStore

RED, BLACK = (220, 0, 0), (0, 0, 0)


def sheet() -> FPDF:
    pdf = FPDF(unit="pt", format=(600, 400))
    pdf.set_auto_page_break(False)
    pdf.add_page()
    pdf.set_font("Helvetica", size=14)
    return pdf


def say(pdf: FPDF, x: float, y: float, text: str, colour: tuple[int, int, int] = BLACK) -> None:
    pdf.set_text_color(*colour)
    pdf.text(x, y, text)


def lines(pdf: FPDF) -> None:
    say(pdf, 50, 100, "Den første linje står over citatet på siden.")
    say(pdf, 50, 118, "Kantinen lukker i juli og åbner", RED)
    say(pdf, 50, 136, "igen i august.", RED)
    say(pdf, 150, 136, "Resten er en anden sætning.")


def overprinted(pdf: FPDF) -> None:
    pdf.set_font("Helvetica", style="B", size=20)
    for shift in (0, 0.4):
        say(pdf, 50 + shift, 80, "Fremtidens ERP-løsning på området", RED)
    pdf.set_font("Helvetica", size=14)
    say(pdf, 50, 110, "Brødteksten under overskriften.")


def columns(pdf: FPDF) -> None:
    for row, text in enumerate(["Venstre side", "har sin tekst."]):
        say(pdf, 50, 100 + 18 * row, text)
    for row, text in enumerate(["Højre side har", "noget andet."]):
        say(pdf, 330, 100 + 18 * row, text, RED)


def hyphenated(pdf: FPDF) -> None:
    say(pdf, 50, 100, "Målet er bedre tids-", RED)
    say(pdf, 50, 118, "registrering i alle enheder.", RED)
    say(pdf, 50, 136, "Sådan slutter det ikke.")


def turned(pdf: FPDF) -> None:
    with pdf.rotation(90, 200, 300):
        say(pdf, 200, 300, "Lodret tekst i margen", RED)
    say(pdf, 300, 200, "Vandret tekst ved siden af.")


def one_glyph(pdf: FPDF) -> None:
    say(pdf, 300, 200, "A", RED)


def changed(pdf: FPDF, change: Callable[[pypdf.PageObject], object]) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(bytes(pdf.output())))
    change(writer.pages[0])
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def crop(page: pypdf.PageObject) -> None:
    page.cropbox = RectangleObject((30, 220, 400, 330))


def crop_and_turn(page: pypdf.PageObject) -> None:
    crop(page)
    page.rotate(270)


def drawn(tmp_path: Path, data: bytes) -> tuple[Page, Picture]:
    path = tmp_path / "side.pdf"
    path.write_bytes(data)
    document = read_document(path)
    (picture,) = draw_pages([document])
    return document.pages[0], picture


@pytest.mark.parametrize(
    ("draw", "quote"),
    [
        (lines, "Kantinen lukker i juli og åbner\nigen i august."),
        (overprinted, "Fremtidens ERP-løsning på området"),
        (columns, "Højre side har\nnoget andet."),
        (hyphenated, "Målet er bedre tids-\nregistrering i alle enheder."),
        (turned, "Lodret tekst i margen"),
        (one_glyph, "A"),
    ],
)
@pytest.mark.parametrize(
    "change",
    [
        lambda page: page,
        lambda page: page.rotate(90),
        lambda page: page.rotate(180),
        lambda page: page.scale_by(0.2),
    ],
    ids=["as it is", "turned", "upside down", "small"],
)
def test_the_boxes_of_a_quote_hold_its_ink_and_no_other(
    tmp_path: Path, draw: Callable[[FPDF], None], quote: str, change: Callable[[pypdf.PageObject], object]
) -> None:
    pdf = sheet()
    draw(pdf)
    assert_ink_is_held(*drawn(tmp_path, changed(pdf, change)), quote)


@pytest.mark.parametrize("change", [crop, crop_and_turn])
def test_the_boxes_are_right_on_a_page_that_shows_a_part_of_itself(
    tmp_path: Path, change: Callable[[pypdf.PageObject], object]
) -> None:
    pdf = sheet()
    lines(pdf)
    page, picture = drawn(tmp_path, changed(pdf, change))
    assert (picture.layout.width > picture.layout.height) == (change is crop)
    assert_ink_is_held(page, picture, "Kantinen lukker i juli og åbner\nigen i august.")


def assert_ink_is_held(page: Page, picture: Picture, quote: str) -> None:
    boxes = []
    for line in quote.split("\n"):  # one at a time: pdfium may read the lines of a turned page in another order
        start = page.text.index(line)
        boxes += quote_boxes(page.text, picture.layout.boxes, start, start + len(line))
    assert len(boxes) == quote.count("\n") + 1
    image = np.asarray(Image.open(io.BytesIO(picture.png)).convert("RGB")).astype(int)
    assert image.shape == (picture.layout.height, picture.layout.width, 3)
    red = (image[..., 0] - image[..., 1] > 100) & (image[..., 0] > 150)
    black = image.max(axis=2) < 100
    held = np.zeros(red.shape, dtype=bool)
    for left, top, right, bottom in boxes:
        held[int(top) : int(bottom) + 1, int(left) : int(right) + 1] = True
    assert red.sum() > 20
    assert (red & held).sum() >= 0.99 * red.sum()
    assert (black & held).sum() <= 0.03 * red.sum()
    assert held.sum() < 12 * red.sum()


def test_a_quote_over_several_lines_gets_a_box_for_each(tmp_path: Path) -> None:
    pdf = sheet()
    hyphenated(pdf)
    page, picture = drawn(tmp_path, bytes(pdf.output()))
    quote = page.text[: page.text.index("Sådan")]
    first, second = quote_boxes(page.text, picture.layout.boxes, 0, len(quote))
    assert first[3] <= second[1] + 5
    assert first[0] == pytest.approx(second[0], abs=3)


def test_text_outside_the_visible_page_has_no_box(tmp_path: Path) -> None:
    pdf = sheet()
    lines(pdf)
    say(pdf, 450, 390, "Usynlig.")
    page, picture = drawn(tmp_path, changed(pdf, crop))
    start = page.text.index("Usynlig.")
    assert quote_boxes(page.text, picture.layout.boxes, start, start + 8) == []


def test_every_visible_character_of_the_bundled_programme_has_a_box(bundled_data_dir: Path) -> None:
    pictures = PictureStore(current_generation(bundled_data_dir))
    for page in read_document(bundled_programme()).pages:
        layout = pictures.layout("arbejdsprogram-2026", page.number)
        assert layout is not None
        assert len(layout.boxes) == len(page.text)
        assert [char for char, box in zip(page.text, layout.boxes, strict=True) if box is None and char.strip()] == []
    pictures.close()


def test_a_page_without_text_has_a_picture(tmp_path: Path) -> None:
    pdf = sheet()
    one_glyph(pdf)
    pdf.add_page()
    path = tmp_path / "a.pdf"
    path.write_bytes(bytes(pdf.output()))
    assert [len(picture.layout.boxes) for picture in draw_pages([read_document(path)])] == [1, 0]


def test_a_page_is_never_drawn_larger_than_allowed(tmp_path: Path) -> None:
    pdf = FPDF(unit="pt", format=(14_000, 20))
    pdf.set_auto_page_break(False)
    pdf.add_page()
    pdf.set_font("Helvetica", size=14)
    say(pdf, 50, 15, "A")
    layout = drawn(tmp_path, bytes(pdf.output()))[1].layout
    assert (layout.width, layout.height) == (MAX_PIXELS, 2)


def test_a_file_that_changes_under_ingestion_is_told(tmp_path: Path) -> None:
    pdf = sheet()
    one_glyph(pdf)
    path = tmp_path / "a.pdf"
    path.write_bytes(bytes(pdf.output()))
    document = read_document(path)
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(SourceError, match="ændret under indlæsningen"):
        list(draw_pages([document]))


def test_layout_and_picture_come_back_as_they_were_written(tmp_path: Path) -> None:
    layout = Layout(MAX_PIXELS, 700, ((0.0, 0.5, 1399.96875, 700.0), None))
    write_pictures(tmp_path, [Picture("a", 2, layout, b"png")])
    store = PictureStore(tmp_path)
    assert (store.layout("a", 2), store.png("a", 2)) == (layout, b"png")
    assert (store.layout("a", 1), store.png("b", 2)) == (None, None)
    store.close()


def test_an_index_of_before_there_were_pictures_has_none(tmp_path: Path, word_encoder: WordEncoder) -> None:
    path = tmp_path / "a.pdf"
    pdf = sheet()
    lines(pdf)
    path.write_bytes(bytes(pdf.output()))
    ingest([path], tmp_path / "index", word_encoder, lambda _done, _total: None)
    (current_generation(tmp_path / "index") / "pages.sqlite").unlink()
    store = LiveStore(tmp_path / "index", word_encoder).current()
    assert store.layout("a", 1) is None
    assert store.png("a", 1) is None
    assert store.search("kantinen lukker")
    store.close()


def test_a_column_further_to_the_right_gets_a_box_of_its_own() -> None:
    boxes = [(10.0, 0.0, 15.0, 10.0), (15.0, 0.0, 20.0, 10.0), (60.0, 0.0, 65.0, 10.0), (60.0, 30.0, 65.0, 40.0)]
    assert quote_boxes("abcd", boxes, 0, 4) == [(10.0, 0.0, 20.0, 10.0), boxes[2], boxes[3]]


@pytest.mark.parametrize(("start", "end"), [(0, 0), (0, 3), (2, 7), (5, 12), (0, 12)])
def test_the_parts_of_a_marked_text_are_the_whole_of_it(start: int, end: int) -> None:
    page = Page(1, "Løn: fed og 😀", bold=((0, 4), (5, 8)))
    marked = marked_text(page, start, end)
    parts = ["".join(piece.text for piece in part) for part in (marked.before, marked.quote, marked.after)]
    assert parts == [page.text[:start], page.text[start:end], page.text[end:]]
    bold = "".join(p.text for part in (marked.before, marked.quote, marked.after) for p in part if p.bold)
    assert bold == "Løn:fed"
