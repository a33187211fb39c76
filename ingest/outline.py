"""Which headings are focus areas and which initiatives: from the levels a source names, else from what follows them.

With levels (Markdown) a milestone list belongs to the heading above it, that heading is an initiative (the
document's title too, where the list is its own), and the heading above that is its focus area; headings beside
an initiative are initiatives too. Without levels
(slides, plain text) a heading with a milestone list below it is an initiative, and so is a run-in title.
"""

import re
from dataclasses import replace
from itertools import pairwise

from ingest.blocks import BULLET, Block, Role, begins_dated
from ingest.cleaning import flow
from ingest.sources import slug
from vectorstore.records import Page

_HEADS = (Role.HEADING, Role.TITLE)
_MARKERS = (Role.MILESTONE_HEAD, Role.FOCUS_HEAD, Role.PROJECTS_HEAD)
_LOWEST_NAMED_LEVEL = 6
_PART = re.compile(  # headings that name a part of something, never the thing itself
    r"(?:om\s.*|formål.*|baggrund.*|indhold|beskrivelse.*|organisering|økonomi|ressourcer|risici|succeskriterier|"
    r"effekt(?:er)?|gevinster?|leverancer|aktiviteter|status|ansvar(?:lig)?|indledning|forord|nøgletal.*|.*i tal|"
    r"histori.*|kontakt.*|bilag.*|opfølgning|læs mere)\s*:?",
    re.IGNORECASE,
)
_FOCUS_TITLE = re.compile(r"(?:fokus|indsats)område\b", re.IGNORECASE)
_FEW_DATED = 2


def outlined(page: Page, blocks: list[Block], document_title: str) -> list[Block]:
    """The blocks with every heading's role resolved: `INITIATIVE`, `AREA`, `SUBHEADING` (of an initiative) or
    `HEADING`.
    """
    if page.levels:
        return _by_level(page, blocks, document_title)
    return [
        replace(block, role=Role.INITIATIVE) if _is_initiative(blocks, index) else block
        for index, block in enumerate(blocks)
    ]


def has_projects(blocks: list[Block]) -> bool:
    """Whether the blocks hold a list of milestones or announce initiatives."""
    return any(block.role in (Role.MILESTONE_HEAD, Role.PROJECTS_HEAD) for block in blocks)


def slide_sections(blocks: list[Block]) -> list[list[Block]]:
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
    return _split(blocks, cuts)


def data_regions(page: Page, blocks: list[Block]) -> list[list[Block]]:
    """The runs of blocks that may be a page of data each: a slide as a whole; in a text that holds more than
    one thing a page, what stands under each heading.
    """
    if not page.levels and not has_projects(blocks):
        return [blocks]
    return _split(blocks, [index for index, block in enumerate(blocks) if block.role in (*_HEADS, *_MARKERS)])


def _split(blocks: list[Block], cuts: list[int]) -> list[list[Block]]:
    bounds = [0, *(cut for cut in cuts if cut), len(blocks)]
    return [blocks[a:b] for a, b in pairwise(bounds)]


def _is_initiative(blocks: list[Block], index: int) -> bool:
    """A run-in title on a page of initiatives, or a heading of its own with a milestone list below it."""
    if blocks[index].role is Role.TITLE:
        return has_projects(blocks)
    if blocks[index].role is not Role.HEADING:
        return False
    for block in blocks[index + 1 :]:
        if block.role is Role.MILESTONE_HEAD:
            return True
        if block.role in (*_HEADS, Role.FOCUS_HEAD, Role.PROJECTS_HEAD):
            return False
    return False


def _by_level(page: Page, blocks: list[Block], document_title: str) -> list[Block]:
    heads = [index for index, block in enumerate(blocks) if block.role in _HEADS]
    names = {index: flow(page.text, blocks[index].start, blocks[index].end).text for index in heads}
    title = next((index for index in heads[:1] if _is_title(blocks, heads, names[index], document_title)), None)

    def above(index: int, level: int) -> int | None:
        return next((head for head in reversed(heads) if head < index and blocks[head].level < level), None)

    def owner(index: int, level: int) -> int | None:
        head = above(index, level)
        while head is not None and _PART.fullmatch(names[head]):
            head = above(head, blocks[head].level)
        return head

    parents = {head: above(head, blocks[head].level) for head in heads}
    owners = {owner(index, block.level) for index, block in enumerate(blocks) if block.role is Role.MILESTONE_HEAD}
    owners |= {owner(start, blocks[start].level) for start, _ in plan_lists(page, blocks)}
    owners.discard(None)
    areas = {parents[head] for head in heads if head in owners} - {title, None} - owners
    areas |= {head for head in heads if _FOCUS_TITLE.match(names[head]) and head not in owners}
    beside = {(parents[head], blocks[head].level) for head in heads if head in owners and parents[head] in areas}
    resolved = list(blocks)
    initiatives: set[int] = set()
    for head in heads:
        is_part = _PART.fullmatch(names[head]) is not None
        named = blocks[head].level <= _LOWEST_NAMED_LEVEL
        if head in owners or (named and not is_part and (parents[head], blocks[head].level) in beside):
            initiatives.add(head)
            role = Role.INITIATIVE
        elif head in areas:
            role = Role.AREA
        else:
            role = Role.SUBHEADING if _inside(parents, head, initiatives - {title}) else Role.HEADING
        resolved[head] = replace(blocks[head], role=role)
    return resolved


def _is_title(blocks: list[Block], heads: list[int], name: str, document_title: str) -> bool:
    """Whether the first heading is the document's: it says so, or no other is as high."""
    return slug(name) == slug(document_title) or all(blocks[head].level > blocks[heads[0]].level for head in heads[1:])


def plan_lists(page: Page, blocks: list[Block]) -> list[tuple[int, int]]:
    """Where lists begin and end of whose items most have a period in front, whatever heading they stand under.

    The others ("Resultaterne præsenteres") are steps without a date.
    """
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(blocks):
        end = at
        while end < len(blocks) and blocks[end].role is Role.BULLET:
            end += 1
        dated = sum(_is_dated(page, block) for block in blocks[at:end])
        if dated >= _FEW_DATED and dated * 2 > end - at:
            found.append((at, end))
        at = max(end, at + 1)
    return found


def _is_dated(page: Page, block: Block) -> bool:
    bullet = BULLET.match(page.text, block.start, block.end)
    return begins_dated(page.text[bullet.end() if bullet else block.start : block.end])


def _inside(parents: dict[int, int | None], head: int, initiatives: set[int]) -> bool:
    above = parents[head]
    while above is not None:
        if above in initiatives:
            return True
        above = parents[above]
    return False
