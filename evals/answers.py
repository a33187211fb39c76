"""The answer object as the evals see it: parsed strictly, cut into statements with their citations."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vectorstore.sentences import sentence_ranges

_MARKER = re.compile(r"\[(\d+(?:\s*,\s*\d+)*)\](?:\([^)\s]*\))?")
_LEADING_MARKERS = re.compile(rf"\s*(?:{_MARKER.pattern}\s*)+")
_BULLET = re.compile(r"\s*(?:[-*•+]|\d{1,2}[.)])\s+")


class AnswerFormatError(ValueError):
    """A door returned something that is not the answer object."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote and its claimed place; `period` is its label, or empty."""

    id: int
    document_id: str
    document: str
    page: int
    initiative: str
    quote: str
    start: int
    end: int
    period: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a door returned."""

    text: str
    status: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence without its markers, the ids it cites, and how many list items it introduces.

    `marked`: it, or the sentence that carries it, has a marker; a line that leads into a list only rests on the list's.
    """

    text: str
    cited: tuple[int, ...]
    introduces: int = 0
    marked: bool = False


def parse_answer(raw: Mapping[str, object]) -> Answer:
    """The answer object from its JSON form; `AnswerFormatError` says which field is not as promised."""
    citations = raw.get("citations")
    if not isinstance(citations, Sequence) or isinstance(citations, str):
        raise AnswerFormatError("the answer has no list `citations`")
    return Answer(_text(raw, "answer"), _text(raw, "status"), tuple(_citation(item) for item in citations))


def markers(text: str) -> tuple[int, ...]:
    """The ids that a text cites, in order; `[1, 2]` cites two."""
    return tuple(int(number) for found in _MARKER.finditer(text) for number in found[1].split(","))


def without_markers(text: str) -> str:
    """The text as read, its citation markers taken out."""
    return _MARKER.sub("", text)


def statements(text: str) -> tuple[Statement, ...]:
    """The sentences of a Markdown answer, each with what it cites.

    A marker behind the full stop belongs to the sentence before it, and one at the end of a paragraph also
    carries its unmarked sentences. A line that cites nothing and leads into a list rests on the list's.
    """
    lines = [line for line in text.splitlines() if any(char.isalnum() for char in line)]
    return tuple(found for at, line in enumerate(lines) for found in _line(line, lines[at + 1 :]))


def _line(line: str, following: Sequence[str]) -> list[Statement]:
    bullet = _BULLET.match(line)
    body = line[bullet.end() :] if bullet else line.lstrip("# ")
    items: list[str] = []
    if not bullet and not markers(line):
        for later in following:
            if not _BULLET.match(later):
                break
            items.append(later)
        if not items and body.rstrip(" *").endswith(":"):
            items = list(following[:1])
    cited = tuple(number for item in items for number in markers(item))
    found: list[Statement] = []
    marked = False
    for part in reversed(_sentences(body)):  # a sentence without a marker rests on the next one's
        marked = marked or bool(markers(part))
        cited = markers(part) or cited
        found.insert(0, Statement(without_markers(part).strip(), cited, len(items), marked))
    return found


def _sentences(line: str) -> list[str]:
    line = re.sub(r"([.!?])(\[\d)", r"\1 \2", line)
    parts: list[str] = []
    for start, end in sentence_ranges(line):
        part = line[start:end]
        leading = _LEADING_MARKERS.match(part)
        if leading and parts:
            parts[-1] += " " + leading[0]
            part = part[leading.end() :]
        if any(char.isalnum() for char in part):
            parts.append(part)
    return parts


def _citation(raw: object) -> Citation:
    if not isinstance(raw, Mapping):
        raise AnswerFormatError("a citation is no object")
    period = raw.get("period")
    return Citation(
        id=_number(raw, "id"),
        document_id=_text(raw, "document_id"),
        document=str(raw.get("document") or ""),
        page=_number(raw, "page"),
        initiative=str(raw.get("initiative") or ""),
        quote=_text(raw, "quote"),
        start=_number(raw, "start"),
        end=_number(raw, "end"),
        period=str(period.get("label", "")) if isinstance(period, Mapping) else "",
    )


def _text(raw: Mapping[str, object], field: str) -> str:
    value = raw.get(field)
    if not isinstance(value, str):
        raise AnswerFormatError(f"`{field}` is no text")
    return value


def _number(raw: Mapping[str, object], field: str) -> int:
    value = raw.get(field)
    if not isinstance(value, int) or isinstance(value, bool):
        raise AnswerFormatError(f"`{field}` is no whole number")
    return value
