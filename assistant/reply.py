"""A language model's reply as sentences with the numbers of their sources, whether it came as JSON or as text.

Both forms end in the same pairs, and what may be said of them is decided elsewhere. A server that ignores the schema
replies with text, which is read as such; JSON that is cut off or of another shape says nothing, and is never shown.
"""

import re

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from vectorstore.sentences import sentence_ranges

Pair = tuple[str, tuple[int, ...]]  # a sentence without markers, and the numbers of its sources

_BULLET = re.compile(r"^\s*(?:[-*#>]+|\d+[.)])\s+")
_MARKER = re.compile(r"\s*\[(\d{1,2}(?:\s*,\s*\d{1,2})*)\]")
_JSON = re.compile(r"\{\s*[\"'}]|\[\s*[\"'{]")  # where JSON begins, or what passes for it; no sentence has this


class _Filled(BaseModel):
    """All fields are required of the model and no other is allowed; what it leaves out is read as empty."""

    model_config = ConfigDict(
        json_schema_serialization_defaults_required=True, json_schema_extra={"additionalProperties": False}
    )


class ReplySentence(_Filled):
    """One sentence of the answer, and the numbers of the sources that it is taken from."""

    text: str
    sources: tuple[int, ...] = Field(default_factory=tuple)


class ModelReply(_Filled):
    """The answer as sentences; none where the sources hold no answer."""

    sentences: tuple[ReplySentence, ...]


SCHEMA = ModelReply.model_json_schema(mode="serialization")


def sentences(reply: str) -> tuple[Pair, ...]:
    """The sentences of a reply, each once; none where it is JSON of another shape, or half of one."""
    start = _JSON.search(reply)
    if start is None:
        return tuple(dict.fromkeys(_of_text(reply)))
    try:
        filled = ModelReply.model_validate_json(reply[start.start() : reply.rfind("}") + 1])
    except ValidationError:
        return ()
    return tuple(dict.fromkeys(pair for one in filled.sentences for pair in _of_text(one.text, one.sources)))


def _of_text(text: str, sources: tuple[int, ...] = ()) -> list[Pair]:
    """The sentences of a text without their markers; markers behind a full stop count.

    One without a marker of its own has `sources`, the numbers that go with the whole text.
    """
    found: list[Pair] = []
    for line in text.replace("**", "").splitlines():
        line = _BULLET.sub("", line).strip()
        if line.endswith(":"):  # a lead-in says nothing itself
            continue
        line = re.sub(r"([.!?])((?:\s*\[[\d,\s]+\])+)[.!?]?", r"\2\1", line)
        for start, end in sentence_ranges(line):
            part = line[start:end]
            numbers = tuple(int(n) for match in _MARKER.finditer(part) for n in match[1].split(","))
            said = " ".join(_MARKER.sub("", part).split())
            if any(map(str.isalnum, said)):
                found.append((said, numbers or sources))
    return found
