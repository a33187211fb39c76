"""Pages → programme records: focus areas, initiatives, milestones; what fits no structure stays prose."""

import re
from dataclasses import dataclass, field, replace

from ingest.blocks import BULLET, Block, Role, begins_dated, has_marker, page_blocks
from ingest.cleaning import flow
from ingest.figures import history, key_figures
from ingest.outline import data_regions, has_projects, outlined, plan_lists, slide_sections
from ingest.sources import slug
from ingest.text import block_sentences, block_span, record_id
from vectorstore.periods import leading_period, trailing_period
from vectorstore.records import (
    Document,
    FocusArea,
    HistoryEntry,
    Initiative,
    KeyFigure,
    Milestone,
    Page,
    Paragraph,
    Programme,
    Sentence,
    Span,
)

_LEAD_IN = re.compile(
    r"^(?:vi|koncernservice|ks)\s+(?:arbejder|leverer|bidrager|fokuserer|sikrer)\s+(?:også\s+|løbende\s+)*"
    r"(?:med|på|til)?\s*(?:løbende\s+)?(?:at\s+)?",
    re.IGNORECASE,
)
_LABEL_LENGTH = 70
_NAMED_AREA = re.compile(r"fokusområde", re.IGNORECASE)
_TRACK = re.compile(r"((?:\S+ ){0,7}\S+?)\s*:")
_MAX_TITLE_WORDS = 16


@dataclass(slots=True)
class _Reading:
    """What has been read so far, and where the reading stands."""

    document: Document
    focus_areas: list[FocusArea] = field(default_factory=list)
    initiatives: list[Initiative] = field(default_factory=list)
    milestones: list[Milestone] = field(default_factory=list)
    figures: list[KeyFigure] = field(default_factory=list)
    events: list[HistoryEntry] = field(default_factory=list)
    prose: list[Paragraph] = field(default_factory=list)
    section: str = ""
    initiative: Initiative | None = None
    track: str = ""
    in_milestones: bool = False
    in_area: bool = False

    def leave(self) -> None:
        """What follows belongs to no initiative, milestone list or introduction that was read so far."""
        self.initiative, self.in_milestones, self.track, self.in_area = None, False, "", False


def structure(document: Document) -> Programme:
    """Read every page's blocks in order into records. Pure: the same document gives the same programme."""
    reading = _Reading(document)
    plain = not any(page.bold for page in document.pages) and any(has_marker(page) for page in document.pages)
    for page in document.pages:
        _read_page(reading, page, plain=plain)
    return Programme(
        document,
        focus_areas=tuple(reading.focus_areas),
        initiatives=tuple(reading.initiatives),
        milestones=tuple(reading.milestones),
        key_figures=tuple(reading.figures),
        history=tuple(reading.events),
        prose=tuple(reading.prose),
    )


def _read_page(reading: _Reading, page: Page, *, plain: bool) -> None:
    blocks = page_blocks(page, plain=plain)
    used: set[Block] = set()
    rest: list[Block] = []
    for region in data_regions(page, blocks):
        events, used_by_events = history(reading.document, page, region)
        figures, used_by_figures, said_besides = key_figures(
            reading.document, page, [block for block in region if block not in used_by_events]
        )
        reading.events += events
        reading.figures += figures
        used |= used_by_events | used_by_figures
        rest += said_besides
    blocks = sorted([*(block for block in blocks if block not in used), *rest], key=lambda block: block.start)
    blocks = outlined(page, blocks, reading.document.title)
    if page.levels:
        _read_blocks(reading, page, blocks)
    else:
        for section in slide_sections(blocks):
            _read_slide(reading, page, section)


def _read_slide(reading: _Reading, page: Page, blocks: list[Block]) -> None:
    """A slide stands for itself: what was read before goes on only where it begins with a bullet of a list."""
    focus, introduction = _focus_area(reading, page, blocks)
    continues = bool(blocks) and blocks[0].role is Role.BULLET and reading.in_milestones
    if not continues:
        reading.leave()
    if focus is not None:
        reading.section = focus.title
        reading.focus_areas.append(focus)
    elif not has_projects(blocks) and not continues:
        reading.section = ""
    named = focus is None and has_projects(blocks)
    _read_blocks(reading, page, [block for block in blocks if block not in introduction], headings_name_sections=named)


def _read_blocks(reading: _Reading, page: Page, blocks: list[Block], *, headings_name_sections: bool = False) -> None:
    heading = ""
    area_level: int | None = None
    planned = {block for start, end in plan_lists(page, blocks) for block in blocks[start:end]}
    for block in blocks:
        match block.role:
            case Role.INITIATIVE:
                _begin_initiative(reading, page, block)
            case Role.AREA:
                reading.leave()
                heading = _name(page, block)
                _begin_area(reading, heading)
                area_level = block.level
            case Role.SUBHEADING:
                reading.in_milestones, reading.track = False, ""
            case Role.HEADING | Role.TITLE:
                reading.leave()
                heading = _name(page, block)
                if headings_name_sections and slug(heading) != slug(reading.document.title):
                    reading.section = heading
                elif area_level is not None and block.level <= area_level:
                    reading.section, area_level = "", None
            case Role.MILESTONE_HEAD:
                reading.in_milestones, reading.track = reading.initiative is not None, block.track
            case Role.FOCUS_HEAD | Role.PROJECTS_HEAD:
                if area_level is None:
                    reading.leave()
            case _ if _is_milestone(reading, page, block) or (block in planned and reading.initiative is not None):
                _add_milestone(reading, page, block)
            case Role.PARAGRAPH if reading.in_milestones and (track := _TRACK.fullmatch(_name(page, block, ""))):
                reading.track = track[1]
            case _:
                _add_text(reading, page, block, heading)


def _name(page: Page, block: Block, without: str = " :") -> str:
    return flow(page.text, block.start, block.end).text.rstrip(without)


def _is_milestone(reading: _Reading, page: Page, block: Block) -> bool:
    """A bullet below "Milepæle", or a line that begins with a period: also where an initiative's list has no such
    heading.
    """
    if reading.in_milestones and block.role is Role.BULLET:
        return True
    bullet = BULLET.match(page.text, block.start, block.end) if block.role is Role.BULLET else None
    dated = begins_dated(page.text[bullet.end() if bullet else block.start : block.end])
    return dated and (reading.in_milestones or (bullet is not None and reading.initiative is not None))


def _begin_initiative(reading: _Reading, page: Page, block: Block) -> None:
    title = _name(page, block)
    initiative_id = f"{reading.document.id}/{slug(' '.join(title.split()[:_MAX_TITLE_WORDS]))}"
    taken = {initiative.id for initiative in reading.initiatives}
    number, unique = 2, initiative_id
    while unique in taken:
        unique, number = f"{initiative_id}-{number}", number + 1
    title_span = block_span(page, block)
    reading.initiative = Initiative(unique, reading.document.id, reading.section, title, (), title_span, title_span)
    reading.initiatives.append(reading.initiative)
    reading.in_milestones, reading.track, reading.in_area = False, "", False


def _add_milestone(reading: _Reading, page: Page, block: Block) -> None:
    assert reading.initiative is not None
    bullet = BULLET.match(page.text, block.start, block.end)
    flowed = flow(page.text, bullet.end() if bullet else block.start, block.end)
    span = Span(page.number, *flowed.source(0, len(flowed.text)))
    leading = leading_period(flowed.text)
    period, text = (leading[0], flowed.text[leading[1] :]) if leading else (trailing_period(flowed.text), flowed.text)
    reading.milestones.append(
        Milestone(
            record_id(reading.document.id, span, flowed.text),
            reading.document.id,
            reading.section,
            reading.initiative.id,
            reading.initiative.title,
            reading.track,
            text.strip(),
            period,
            span,
        )
    )


def _add_text(reading: _Reading, page: Page, block: Block, heading: str) -> None:
    """Running text goes to the initiative that is being read, else to the page's prose."""
    bullet = BULLET.match(page.text, block.start, block.end) if block.role is Role.BULLET else None
    sentences = block_sentences(page, bullet.end() if bullet else block.start, block.end)
    if not sentences:
        return
    if reading.in_area:
        area = reading.focus_areas[-1]
        paragraphs = (*area.paragraphs, Paragraph(area.title, sentences))
        reading.focus_areas[-1] = replace(area, paragraphs=paragraphs)
        return
    if reading.initiative is None:
        reading.prose.append(Paragraph(heading or reading.section, sentences))
        return
    old = reading.initiative
    end = max(old.span.end, block.end) if page.number == old.span.page else old.span.end
    reading.initiative = replace(
        old, paragraphs=(*old.paragraphs, Paragraph(old.title, sentences)), span=replace(old.span, end=end)
    )
    reading.initiatives[-1] = reading.initiative


def _focus_area(reading: _Reading, page: Page, blocks: list[Block]) -> tuple[FocusArea | None, set[Block]]:
    """The section's focus area, named by the section's heading, and the blocks below "Om fokusområdet" it took."""
    start = next((i for i, block in enumerate(blocks) if block.role is Role.FOCUS_HEAD), None)
    if start is None:
        return None, set()
    paragraphs: list[tuple[Sentence, ...]] = []
    used: set[Block] = set()
    for block in blocks[start + 1 :]:
        if block.role not in (Role.PARAGRAPH, Role.BULLET):
            break
        bullet = BULLET.match(page.text, block.start, block.end) if block.role is Role.BULLET else None
        if sentences := block_sentences(page, bullet.end() if bullet else block.start, block.end):
            paragraphs.append(sentences)
            used.add(block)
    if not paragraphs:
        return None, set()
    headings = [
        flow(page.text, block.start, block.end).text
        for block in blocks
        if block.role is Role.HEADING and slug(page.text[block.start : block.end]) != slug(reading.document.title)
    ]
    area = _new_area(reading, headings[0] if headings else _label(paragraphs[0][0].text))
    running = tuple(Paragraph(area.title, sentences) for sentences in paragraphs)
    return replace(area, paragraphs=running), used


def _begin_area(reading: _Reading, label: str) -> None:
    area = _new_area(reading, label)
    reading.focus_areas.append(area)
    reading.section, reading.in_area = area.title, True


def _new_area(reading: _Reading, label: str) -> FocusArea:
    number = len(reading.focus_areas) + 1
    named = _NAMED_AREA.match(label)
    title = label if named else f"Fokusområde {number}: {label}"
    return FocusArea(f"{reading.document.id}/fokusomraade-{number}", reading.document.id, title, ())


def _label(sentence: str) -> str:
    """What the first sentence says the area is about, short: "gennemgå vores fagområder"."""
    words = re.split(r",| mhp\.|\. ", _LEAD_IN.sub("", sentence))[0].strip(" .").split()
    label = ""
    for word in words:
        if label and len(label) + 1 + len(word) > _LABEL_LENGTH:
            return f"{label} …"
        label = f"{label} {word}".strip()
    return label
