"""A page's text as blocks: headings, run-in titles, list heads, bullets and paragraphs.

Slides wrap lines at column width and leave blank lines inside sentences, so neither a line end nor a
blank line ends anything by itself. What does: a bullet, a heading, a marker, or a sentence that ends
where the next word would still have fitted on the line.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from enum import Enum, auto

from vectorstore.periods import leading_period
from vectorstore.records import Page

MILESTONE_HEAD = re.compile(
    r"(?:(?:væsentlige|vigtige|vigtigste|centrale|kommende)\s+)?"
    r"(?:milepæle?|milepælene|deadlines?|tidsplan|tidsfrister)"
    r"(?:\s+(?:og|samt)\s+(?:milepæle?|deadlines?|tidsfrister))?"
    r"(?:\s+(?:på|for|i|vedr\.?|vedrørende)\s+(?P<track>[^:•]{3,80}?))?\s*:?\s*",
    re.IGNORECASE,
)
FOCUS_HEAD = re.compile(r"(?:om\s+)?fokusområdet\s*:?\s*|om\s+indsatsområdet\s*:?\s*", re.IGNORECASE)
PROJECTS_HEAD = re.compile(
    r"(?:beskrivelse\s+af\s+)?(?:indsatserne|indsatser|projekterne|initiativerne)\s*:?\s*", re.IGNORECASE
)
BULLET = re.compile(r"[•●▪◦‣∙·]\s*|[-–*]\s+(?=\S)")
OPEN_ENDED = re.compile(
    r"(?:,|[-–]|\b(?:af|i|på|og|til|for|med|ved|om|at|en|et|den|det|de|fra|der|som|samt|eller|ca\.?|bl\.a\.|"
    r"efter|over|under|mellem|hvor|hvordan|ift\.|mhp\.|ifm\.|vedr\.|fx|f\.eks\.|herunder|inden|hele|vores|sin|sit))$",
    re.IGNORECASE,
)
_DATED = re.compile(r"[:–]\s|[\s)]-\s")
_BOLD_LEVEL, _RUN_IN_LEVEL, _LINE_LEVEL = 7, 8, 9  # below the six that Markdown names
_COUNTED = re.compile(r"(?:(?:ca\.|cirka|knap|godt|over|op til)\s+)?\d", re.IGNORECASE)  # "Ca. 706.000 sager"
_FEW_LINES = 3  # that each begin with a number are a list
_HEADING_WORDS = 9  # what a line that is no sentence may have and be a heading
_SENTENCE_END = re.compile(r"[.!?:]['\"”»)]*$")


class Role(Enum):
    """What a block is."""

    HEADING = auto()
    TITLE = auto()
    AREA = auto()
    INITIATIVE = auto()
    SUBHEADING = auto()
    MILESTONE_HEAD = auto()
    FOCUS_HEAD = auto()
    PROJECTS_HEAD = auto()
    BULLET = auto()
    PARAGRAPH = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line without its outer blanks; `gap` tells that a blank line stands before it."""

    start: int
    end: int
    text: str
    gap: bool
    bold_until: int  # where bold text that begins this line ends, or `start`
    width: int  # characters of the whole printed line, also where a title in front was taken off
    box: bool  # a lone blank in front: the trace of a new text box


@dataclass(frozen=True, slots=True)
class Block:
    """A half-open range of the page text with its role; `track` belongs to a milestone head, `level` to
    headings and heads: 1 is the highest.
    """

    role: Role
    start: int
    end: int
    track: str = ""
    level: int = _LINE_LEVEL


def begins_dated(text: str) -> bool:
    """Whether a line begins with a period set off from what follows ("Q2 2026: Pilot", "Maj 2026 – Pilot")."""
    found = leading_period(text)
    return found is not None and found[1] < len(text) and _DATED.search(text, 0, found[1]) is not None


def has_marker(page: Page) -> bool:
    """Whether a line of the page is one of the headings that programmes share ("Milepæle:", "Om fokusområdet")."""
    return any(_marker(line) for line in page_lines(page))


def page_lines(page: Page) -> list[Line]:
    """The page's printed lines that hold a letter or digit."""
    lines: list[Line] = []
    at, gap = 0, True
    starts = [start for start, _ in page.bold]
    indented = re.search(r"^\s{2,}\S", page.text, re.MULTILINE) is not None
    for raw in page.text.split("\n"):
        text = raw.strip()
        start = at + len(raw) - len(raw.lstrip())
        if any(char.isalnum() for char in text):
            index = bisect_right(starts, start + 1) - 1
            bold_until = max(start, min(page.bold[index][1], start + len(text))) if index >= 0 else start
            box = raw[:1] == " " and not raw[1:2].isspace() and not indented
            lines.append(Line(start, start + len(text), text, gap, bold_until, len(text), box))
            gap = False
        elif not text:
            gap = True
        at += len(raw) + 1
    return lines


def page_blocks(page: Page, *, plain: bool = False) -> list[Block]:
    """Every block of the page in the order of its text.

    `plain` tells that headings show in their place and form only: nothing in the document is bold.
    """
    lines = page_lines(page)
    if plain:
        lines = [
            replace(line, bold_until=line.end) if _stands_alone(lines, at) else line for at, line in enumerate(lines)
        ]
    levels = dict(page.levels)
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        block, used = _special(page, lines, at)
        if block is None:
            block, used = _running(page, lines, at)
        blocks.append(replace(block, level=levels.get(block.start, _level(block))))
        if block.role is Role.TITLE and block.end < lines[at + used - 1].end:
            at += used - 1  # the title's last line goes on with text
            rest = lines[at]
            start = (
                block.end + len(page.text[block.end : rest.end]) - len(page.text[block.end : rest.end].lstrip(" :\t"))
            )
            text = page.text[start : rest.end]
            lines[at] = replace(rest, start=start, text=text, gap=False, bold_until=start)
        else:
            at += used
    return blocks


def _level(block: Block) -> int:
    return {Role.HEADING: _BOLD_LEVEL, Role.TITLE: _RUN_IN_LEVEL}.get(block.role, _LINE_LEVEL)


def _stands_alone(lines: list[Line], at: int) -> bool:
    """Whether a line of plain text is a heading: short, no sentence, an empty line above it and text below."""
    line = lines[at]
    below = lines[at + 1] if at + 1 < len(lines) else None
    return (
        line.gap
        and below is not None
        and not below.text[0].islower()
        and line.text[0].isupper()
        and line.text[-1].isalnum()
        and len(line.text.split()) <= _HEADING_WORDS
        and not OPEN_ENDED.search(line.text)
        and not begins_dated(line.text)
        and not _marker(line)
    )


def _special(page: Page, lines: list[Line], at: int) -> tuple[Block | None, int]:
    """The heading, title or marker that begins at this line, with the number of lines it takes."""
    line = lines[at]
    if wrapped := _wrapped_milestone_head(lines, at):
        return wrapped, 2
    if marker := _marker(line):
        return marker, 1
    if line.bold_until > line.start and not BULLET.match(line.text):
        return _bold(page, lines, at)
    words = line.text.split()
    if len(words) >= 2 and line.text.isupper() and len(words) <= 12:
        return Block(Role.HEADING, line.start, line.end), 1
    return None, 0


def _wrapped_milestone_head(lines: list[Line], at: int) -> Block | None:
    """A milestone head whose last word or two stand on the next line ("… på det personalejuridiske / område:")."""
    if at + 1 >= len(lines) or lines[at + 1].gap or not MILESTONE_HEAD.match(lines[at].text):
        return None
    following = lines[at + 1]
    if len(following.text.split()) > 3 or not following.text[0].islower() or not following.text.endswith(":"):
        return None
    head = MILESTONE_HEAD.fullmatch(f"{lines[at].text} {following.text}")
    return Block(Role.MILESTONE_HEAD, lines[at].start, following.end, (head["track"] or "").strip()) if head else None


def _marker(line: Line) -> Block | None:
    if FOCUS_HEAD.fullmatch(line.text):
        return Block(Role.FOCUS_HEAD, line.start, line.end)
    if PROJECTS_HEAD.fullmatch(line.text):
        return Block(Role.PROJECTS_HEAD, line.start, line.end)
    if head := MILESTONE_HEAD.fullmatch(line.text):
        return Block(Role.MILESTONE_HEAD, line.start, line.end, (head["track"] or "").strip())
    return None


def _bold(page: Page, lines: list[Line], at: int) -> tuple[Block | None, int]:
    """A run-in title ("**Title:** text", over several lines) or a heading of its own."""
    last = at
    while lines[last].bold_until == lines[last].end and not page.text[lines[last].start : lines[last].end].endswith(
        ":"
    ):
        following = last + 1
        if following >= len(lines) or lines[following].gap or not _same_bold(page, lines[last], lines[following]):
            break
        if _marker(lines[following]):
            break
        last = following
    until = lines[last].bold_until
    bold_text = page.text[lines[at].start : until].rstrip()
    follows = page.text[until : lines[last].end].lstrip()
    if bold_text.endswith(":") or follows.startswith(":"):
        colon = page.text.index(":", lines[at].start + len(bold_text) - 1)
        return Block(Role.TITLE, lines[at].start, colon + 1), last - at + 1
    if not follows:
        return Block(Role.HEADING, lines[at].start, until), last - at + 1
    return None, 0


def _same_bold(page: Page, line: Line, following: Line) -> bool:
    """Whether one bold range runs over both lines; two headings below each other are two ranges."""
    return any(start < line.end and following.start < end for start, end in page.bold)


def _running(page: Page, lines: list[Line], at: int) -> tuple[Block, int]:
    """A bullet or paragraph with all the lines that belong to it."""
    role = Role.BULLET if BULLET.match(lines[at].text) else Role.PARAGRAPH
    together = _without_gap(lines, at)
    column = max(line.width for line in together)
    counted = len(together) >= _FEW_LINES and all(_COUNTED.match(line.text) for line in together)
    last = at
    while last + 1 < len(lines):
        line, following = lines[last], lines[last + 1]
        if BULLET.match(following.text) or _special(page, lines, last + 1)[0] is not None:
            break
        if (counted and not following.gap) or _breaks(line, following, column):
            break
        last += 1
    return Block(role, lines[at].start, lines[last].end), last - at + 1


def _without_gap(lines: list[Line], at: int) -> list[Line]:
    """The run of lines around `at` that no blank line interrupts."""
    first, last = at, at
    while first > 0 and not lines[first].gap:
        first -= 1
    while last + 1 < len(lines) and not lines[last + 1].gap:
        last += 1
    return lines[first : last + 1]


def _breaks(line: Line, following: Line, column: int) -> bool:
    """Whether a new paragraph begins at `following`."""
    if following.box and following.text[0].isupper():
        return True
    if following.text[0].islower() or OPEN_ENDED.search(line.text):
        return False
    if begins_dated(following.text):
        return True
    ended = _SENTENCE_END.search(line.text) is not None
    if following.gap:
        return ended or not following.text[0].isdigit()
    would_fit = line.width + 1 + len(following.text.split()[0]) <= column * (0.95 if ended else 0.75)
    return would_fit and (ended or following.text[0].isupper())
