"""Text for Teams: an answer's Markdown set anew, with everything that is not ours escaped."""

import re
from dataclasses import dataclass

from assistant.markdown import Inline, read_markdown

_SIGNS = re.compile(r"[\\`*_\[\]<>~|]|&(?=#?\w+;)")
_OPENING = re.compile(r"^(?:([#+=-])|(\d{1,9})([.)]))")  # a heading, a list or a rule; "3. kvartal" is none


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an answer as Teams Markdown; `bullet` lines stand together as a list."""

    text: str
    bullet: bool = False


def escape(text: str) -> str:
    """The text so that Markdown shows it as it is, on one line: no link, mention, emphasis or list comes of it."""
    return _opened(_SIGNS.sub(r"\\\g<0>", text))


def message_text(text: str) -> str:
    """Escaped for the `text` of a message, where Teams understands HTML too."""
    return escape(text).replace(r"\<", "&lt;").replace(r"\>", "&gt;")


def lines(answer: str) -> tuple[Line, ...]:
    """The lines of an answer's Markdown."""
    return tuple(
        Line(_set(line), block.kind == "list") for block in read_markdown(answer) for line in block.lines if _set(line)
    )


def plain(line: tuple[Inline, ...]) -> str:
    """A line's words without marks and citation numbers."""
    words = " ".join("".join(part.text for part in line if part.kind != "citation").split())
    return re.sub(r" +([.,:;])", r"\1", words)


def _set(line: tuple[Inline, ...]) -> str:
    """Our own bold and citation numbers as Markdown, the rest escaped; a citation number is no link's text."""
    whole = ""
    for part in line:
        text = _SIGNS.sub(r"\\\g<0>", part.text)
        match part.kind:
            case "bold":
                whole += f"**{text.strip()}**" if text.strip() else ""
            case "citation":
                whole += f"[{text}]"
            case _:
                whole += text
    return re.sub(r"(\[\d+\])(?=[(:])", r"\1 ", _opened(whole))


def _opened(text: str) -> str:
    """On one line that begins no list or heading."""
    text = " ".join(text.split())
    return _OPENING.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", text)
