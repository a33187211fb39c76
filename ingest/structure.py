"""Pages → programme records: focus areas, initiatives, milestones; what fits no structure stays prose."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.blocks import BULLET, Block, Role, page_blocks
from ingest.cleaning import flow
from ingest.figures import history, key_figures
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


def structure(document: Document) -> Programme:
    """Read every page's blocks in order into records. Pure: the same document gives the same programme."""
    reading = _Reading(document)
    for page in document.pages:
        _read_page(reading, page)
    return Programme(
        document,
        focus_areas=tuple(reading.focus_areas),
        initiatives=tuple(reading.initiatives),
        milestones=tuple(reading.milestones),
        key_figures=tuple(reading.figures),
        history=tuple(reading.events),
        prose=tuple(reading.prose),
    )


def _read_page(reading: _Reading, page: Page) -> None:
    blocks = page_blocks(page)
    events, used_by_events = history(reading.document, page, blocks)
    figures, used_by_figures, rest = key_figures(reading.document, page, blocks)
    reading.events += events
    reading.figures += figures
    blocks = [block for block in blocks if block not in used_by_events | used_by_figures]
    blocks = sorted([*blocks, *rest], key=lambda block: block.start)
    for section in _sections(blocks):
        _read_section(reading, page, section)


def _sections(blocks: list[Block]) -> list[list[Block]]:
    """A slide is one section; a page with several focus areas (a text without pages) has one for each,
    from the heading above its "Om fokusområdet" on.
    """
    cuts = [index for index, block in enumerate(blocks) if block.role is Role.FOCUS_HEAD]
    if len(cuts) < 2:
        return [blocks]
    for number, cut in enumerate(cuts):
        while cut and blocks[cut - 1].role is Role.HEADING:
            cut -= 1
        cuts[number] = cut
    bounds = [0, *(cut for cut in cuts if cut), len(blocks)]
    return [blocks[a:b] for a, b in pairwise(bounds)]


def _read_section(reading: _Reading, page: Page, blocks: list[Block]) -> None:
    focus, introduction = _focus_area(reading, page, blocks)
    continues = bool(blocks) and blocks[0].role is Role.BULLET and reading.in_milestones
    if not continues:
        reading.initiative, reading.in_milestones, reading.track = None, False, ""
    if focus is not None:
        reading.section = focus.title
        reading.focus_areas.append(focus)
    elif not _has_projects(blocks) and not continues:
        reading.section = ""
    heading = ""
    for index, block in enumerate(blocks):
        match block.role:
            case Role.TITLE | Role.HEADING if _is_initiative(blocks, index):
                _begin_initiative(reading, page, block)
            case Role.HEADING | Role.TITLE:
                heading = flow(page.text, block.start, block.end).text.rstrip(" :")
                reading.initiative, reading.in_milestones = None, False
                if focus is None and _has_projects(blocks) and slug(heading) != slug(reading.document.title):
                    reading.section = heading
            case Role.MILESTONE_HEAD:
                reading.in_milestones, reading.track = reading.initiative is not None, block.track
            case Role.FOCUS_HEAD | Role.PROJECTS_HEAD:
                reading.initiative, reading.in_milestones = None, False
            case Role.BULLET if reading.in_milestones:
                _add_milestone(reading, page, block)
            case _ if block not in introduction:
                _add_text(reading, page, block, heading)


def _is_initiative(blocks: list[Block], index: int) -> bool:
    """A run-in title on a page of initiatives, or a heading of its own with a milestone list below it."""
    if blocks[index].role is Role.TITLE:
        return _has_projects(blocks)
    for block in blocks[index + 1 :]:
        if block.role is Role.MILESTONE_HEAD:
            return True
        if block.role in (Role.HEADING, Role.TITLE, Role.FOCUS_HEAD, Role.PROJECTS_HEAD):
            return False
    return False


def _has_projects(blocks: list[Block]) -> bool:
    return any(block.role in (Role.MILESTONE_HEAD, Role.PROJECTS_HEAD) for block in blocks)


def _begin_initiative(reading: _Reading, page: Page, block: Block) -> None:
    title = flow(page.text, block.start, block.end).text.rstrip(" :")
    initiative_id = f"{reading.document.id}/{slug(' '.join(title.split()[:_MAX_TITLE_WORDS]))}"
    taken = {initiative.id for initiative in reading.initiatives}
    number, unique = 2, initiative_id
    while unique in taken:
        unique, number = f"{initiative_id}-{number}", number + 1
    title_span = block_span(page, block)
    reading.initiative = Initiative(unique, reading.document.id, reading.section, title, (), title_span, title_span)
    reading.initiatives.append(reading.initiative)
    reading.in_milestones, reading.track = False, ""


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
    if reading.initiative is None:
        reading.prose.append(Paragraph(heading or reading.section, sentences))
        return
    old = reading.initiative
    paragraphs = (*old.paragraphs, Paragraph(old.title, sentences))
    end = max(old.span.end, block.end) if page.number == old.span.page else old.span.end
    span = Span(old.span.page, old.span.start, end)
    reading.initiative = Initiative(old.id, old.document_id, old.section, old.title, paragraphs, old.title_span, span)
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
    number = len(reading.focus_areas) + 1
    headings = [
        flow(page.text, block.start, block.end).text
        for index, block in enumerate(blocks)
        if block.role is Role.HEADING
        and not _is_initiative(blocks, index)
        and slug(page.text[block.start : block.end]) != slug(reading.document.title)
    ]
    label = headings[0] if headings else _label(paragraphs[0][0].text)
    title = label if label.lower().startswith("fokusområde") else f"Fokusområde {number}: {label}"
    focus_id = f"{reading.document.id}/fokusomraade-{number}"
    running = tuple(Paragraph(title, sentences) for sentences in paragraphs)
    return FocusArea(focus_id, reading.document.id, title, running), used


def _label(sentence: str) -> str:
    """What the first sentence says the area is about, short: "gennemgå vores fagområder"."""
    words = re.split(r",| mhp\.|\. ", _LEAD_IN.sub("", sentence))[0].strip(" .").split()
    label = ""
    for word in words:
        if label and len(label) + 1 + len(word) > _LABEL_LENGTH:
            return f"{label} …"
        label = f"{label} {word}".strip()
    return label
