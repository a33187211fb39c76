"""Draws the bundled work programme as the slide-like PDF that programmes are published as.

The drawing keeps what makes such files hard to read: headings printed twice, boxes out of reading
order, bullets and words broken at the column's edge. The same content gives the same bytes.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml
from fpdf import FPDF

HERE = Path(__file__).parent
WIDTH, HEIGHT, MARGIN, TOP = 960, 540, 42, 112
NAVY, TEXT, TINT, ACCENT = (16, 54, 92), (38, 42, 48), (232, 240, 246), (46, 125, 150)
OVERPRINT = 0.3  # points between a heading's two printings; readers that look at positions see one
LEADING = 1.25  # baseline distance over type size

Content = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place on a focus-area page: the initiatives that stand there, or its "about" box if none."""

    x: float
    y: float
    width: float
    initiatives: tuple[int, ...] = ()


# One per focus area: type size and slots in drawing order, which is not always reading order.
LAYOUTS: tuple[tuple[float, tuple[Slot, ...]], ...] = (
    (10.5, (Slot(292, TOP, 304, (0, 1)), Slot(MARGIN, TOP, 222), Slot(620, TOP + 20, 298, (2,)))),
    (11.5, (Slot(MARGIN, TOP, 222), Slot(292, TOP, 304, (0,)), Slot(616, TOP + 20, 302, (1, 2)))),
    (12.5, (Slot(MARGIN, TOP, 304, (0, 1)), Slot(370, TOP + 20, 304, (2,)), Slot(698, TOP, 220))),
    (11.5, (Slot(608, TOP, 310), Slot(MARGIN, TOP, 536, (0, 1)), Slot(608, 238, 310, (2,)))),
)


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes whole lines on the PDF and knows where words may be parted."""

    pdf: Any
    heads: dict[str, str]  # words that may be parted, and their first half

    def page(self, heading: str) -> None:
        """Start a slide with its heading and rule."""
        self.pdf.add_page()
        self.box(0, 0, WIDTH, 10, NAVY)
        self.line(MARGIN, 58, heading, 24, "B")
        self.box(MARGIN, 72, 64, 2.5, ACCENT)

    def box(self, x: float, y: float, width: float, height: float, colour: Sequence[int] = TINT) -> None:
        """Fill a rectangle."""
        self.pdf.set_fill_color(*colour)
        self.pdf.rect(x, y, width, height, style="F")

    def measure(self, text: str, size: float, style: str = "") -> float:
        """Return the width of a text in points, and leave its font chosen."""
        self.pdf.set_font("helvetica", style=style, size=size)
        return float(self.pdf.get_string_width(text))

    def line(self, x: float, y: float, text: str, size: float, style: str = "") -> float:
        """Write one line with its baseline at y, headings in navy, and return where it ends."""
        width = self.measure(text, size, style)
        self.pdf.set_text_color(*(NAVY if style else TEXT))
        self.pdf.text(x, y, text)
        return x + width

    def overprint(self, x: float, y: float, text: str, size: float) -> float:
        """Write a line glyph by glyph, each one twice, and return where it ends."""
        self.pdf.set_text_color(*NAVY)
        for glyph in text:
            width = self.measure(glyph, size, "B")
            self.pdf.text(x, y, glyph)
            self.pdf.text(x + OVERPRINT, y, glyph)
            x += width
        return x

    def wrap(self, text: str, width: float, size: float, style: str = "", used: float = 0) -> list[str]:
        """Fill lines with words, the first one from `used` on, parting words where that is allowed."""
        lines, room = [""], width - used
        for word in text.split():
            longer = f"{lines[-1]} {word}".lstrip()
            head = self.heads.get(word.rstrip(".,;:"), word)
            parted = longer.removesuffix(word) + f"{head}-"
            if self.measure(longer, size, style) <= room:
                lines[-1] = longer
                continue
            if head != word and self.measure(parted, size, style) <= room:
                lines[-1], word = parted, word.removeprefix(head)
            lines.append(word)
            room = width
        return lines

    def flow(self, slot: Slot, y: float, text: str, size: float, style: str = "", used: float = 0) -> float:
        """Write a paragraph, its first line from `used` on, and return the baseline after it."""
        for index, line in enumerate(self.wrap(text, slot.width, size, style, used)):
            self.line(slot.x + (0 if index else used), y + index * size * LEADING, line, size, style)
            end = y + (index + 1) * size * LEADING
        return end

    def bullets(self, slot: Slot, y: float, items: Sequence[str], size: float, gap: float) -> float:
        """Write a bulleted list with hanging lines and return the baseline after it."""
        inner = Slot(slot.x + size, slot.y, slot.width - size)
        for item in items:
            self.line(slot.x, y, "• ", size)
            y = self.flow(inner, y, item, size) + gap
        return y


def draw_history(pen: Pen, history: Content) -> None:
    """Draw the timeline: all years on one line, then the events' boxes, then the bullets."""
    pen.page(history["heading"])
    slots = [Slot(MARGIN + index * 148, 152, 136) for index in range(len(history["events"]))]
    pen.box(MARGIN, 138, WIDTH - 2 * MARGIN, 2, ACCENT)
    for slot, event in zip(slots, history["events"], strict=True):
        pen.line(slot.x, 129, str(event["year"]), 17, "B")
    for slot, event in zip(slots, history["events"], strict=True):
        pen.box(slot.x, slot.y, slot.width, 110)
        pen.flow(Slot(slot.x + 10, slot.y, slot.width - 16), slot.y + 20, event["text"], 12)
    pen.bullets(Slot(MARGIN, 0, WIDTH - 2 * MARGIN), 302, history["points"], 15, 13)


def draw_statements(pen: Pen, statements: Sequence[Content], heading: str) -> None:
    """Draw the direction and the core task side by side under overprinted headings."""
    pen.page(heading)
    for index, statement in enumerate(statements):
        slot = Slot(MARGIN + 26 + index * 450, TOP, 374)
        pen.box(slot.x - 26, TOP - 12, 426, 396)
        pen.overprint(slot.x, TOP + 28, statement["heading"], 20)
        y = TOP + 62.0
        for paragraph in statement["paragraphs"]:
            y = pen.flow(slot, y, paragraph, 15) + 12


def draw_key_figures(pen: Pen, figures: Content, footer: str) -> None:
    """Draw the lead-in, the boxes in two rows, the footer and the period of the data."""
    pen.page(figures["heading"])
    pen.flow(Slot(MARGIN, TOP, WIDTH - 2 * MARGIN), TOP, figures["lead"], 15)
    for index, box in enumerate(figures["boxes"]):
        x, y = MARGIN + index % 4 * 222, 140 + index // 4 * 168
        pen.box(x, y, 210, 152)
        pen.box(x, y, 4, 152, ACCENT)
        slot = Slot(x + 20, y, 176)
        pen.flow(slot, y + 40, box["figure"], 21, "B")
        pen.flow(slot, y + 68, box["text"], 14.5)
    pen.line(MARGIN, 506, footer, 10.5, "B")
    pen.line(WIDTH - MARGIN - pen.measure(figures["data_period"], 10.5), 506, figures["data_period"], 10.5)


def draw_about(pen: Pen, slot: Slot, heading: str, paragraphs: Sequence[str], size: float) -> None:
    """Draw the box that introduces a focus area, as tall as its text."""
    inner = Slot(slot.x + 14, slot.y, slot.width - 28)
    count = sum(len(pen.wrap(text, inner.width, size)) for text in paragraphs)
    pen.box(slot.x, slot.y - 22, slot.width, 40 + count * size * LEADING + 8 * len(paragraphs))
    y = pen.flow(inner, slot.y, heading, 13, "B") + 4
    for text in paragraphs:
        y = pen.flow(inner, y, text, size) + 8


def draw_initiative(pen: Pen, slot: Slot, y: float, initiative: Content, size: float) -> float:
    """Draw one initiative: overprinted run-in heading, text, milestone lists; return where it ends."""
    for line in pen.wrap(f"{initiative['title']}:", slot.width - OVERPRINT, size, "B"):
        end = pen.overprint(slot.x, y, line, size)
        y += size * LEADING
    used = end + pen.measure("  ", size) - slot.x
    y = pen.flow(slot, y - size * LEADING, initiative["text"], size, used=used)
    for milestones in initiative["milestones"]:
        y = pen.flow(slot, y + 5, milestones["heading"], size, "I")
        y = pen.bullets(slot, y, milestones["items"], size, 1)
        if "remark" in milestones:
            y = pen.flow(slot, y + 4, milestones["remark"], size)
    return y + 11


def draw_focus_area(pen: Pen, area: Content, size: float, slots: Sequence[Slot], content: Content) -> None:
    """Draw a focus area's box and initiatives in the order of its layout."""
    pen.page(area["heading"])
    for slot in slots:
        y = slot.y
        if not slot.initiatives:
            draw_about(pen, slot, content["about_heading"], area["about"], size + 0.5)
        elif slot.initiatives[0] == 0:
            y = pen.flow(slot, y, content["initiatives_heading"], 13, "B") + 4
        for index in slot.initiatives:
            y = draw_initiative(pen, slot, y, area["initiatives"][index], size)


def build(content: Content) -> bytes:
    """Return the programme's PDF; equal content gives equal bytes."""
    pdf = FPDF(unit="pt", format=(HEIGHT, WIDTH), orientation="landscape")
    pdf.core_fonts_encoding = "windows-1252"
    pdf.set_compression(False)
    pdf.set_auto_page_break(auto=False)
    pdf.set_title(content["title"])
    pdf.set_lang(content["language"])
    pdf.set_producer("ingest.programme.build")
    pdf.set_creation_date(datetime(2026, 1, 5, tzinfo=UTC))
    pen = Pen(pdf, {word.replace("-", ""): word.partition("-")[0] for word in content["hyphenation"]})
    draw_history(pen, content["history"])
    draw_statements(pen, content["statements"], content["title"])
    draw_key_figures(pen, content["key_figures"], content["footer"])
    for area, (size, slots) in zip(content["focus_areas"], LAYOUTS, strict=True):
        draw_focus_area(pen, area, size, slots, content)
    return bytes(pdf.output())


def main(arguments: Sequence[str]) -> None:
    """Write the PDF beside its content, or to the path given."""
    out = Path(arguments[0]) if arguments else HERE / "arbejdsprogram-2026.pdf"
    content = yaml.safe_load((HERE / "content.yaml").read_text(encoding="utf-8"))
    out.write_bytes(build(content))


if __name__ == "__main__":
    main(sys.argv[1:])
