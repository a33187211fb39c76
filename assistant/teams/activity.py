"""What Teams sends: the message of an activity, where any field may be absent, null or of another kind."""

import html
import json
import re
from dataclasses import dataclass
from typing import Any

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z]\w*)[^<>]*>")


@dataclass(frozen=True, slots=True)
class Message:
    """A question from a channel. `id`, `conversation` and `tenant` are empty where Teams left them out.

    `is_message` is false for an activity that nobody wrote, such as somebody joining.
    """

    question: str
    id: str = ""
    conversation: str = ""
    tenant: str = ""
    timestamp: object = None
    is_message: bool = True


def read_message(body: bytes) -> Message:
    """The message of a request's body. Raises `ValueError` for what is no JSON object."""
    try:
        activity = json.loads(body)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(activity, dict):
        raise ValueError("no object")  # noqa: TRY004 - to the caller it is a wrong value
    conversation, channel = _object(activity, "conversation"), _object(activity, "channelData")
    return Message(
        question=plain_text(_text(activity, "text")),
        id=_text(activity, "id"),
        conversation=_text(conversation, "id"),
        tenant=_text(conversation, "tenantId") or _text(_object(channel, "tenant"), "id"),
        timestamp=activity.get("timestamp"),
        is_message=(_text(activity, "type") or "message") == "message",
    )


def plain_text(text: str) -> str:
    """What a user wrote: without mentions (the tag decides, not the entities), other tags and entities."""
    kept: list[str] = []
    mention: list[str] | None = None  # what stands after a mention's tag that has not ended yet
    at = 0
    for tag in _TAG.finditer(text):
        (kept if mention is None else mention).append(text[at : tag.start()])
        at = tag.end()
        if tag["name"].lower() != "at":
            (kept if mention is None else mention).append(" ")
        elif not tag["end"]:
            kept += mention or ()
            mention = []
        elif mention is not None:
            kept.append(" ")
            mention = None
    kept += mention or ()  # a mention that never ends names nobody
    return " ".join(html.unescape("".join((*kept, text[at:]))).split())


def _object(parent: dict[str, Any], name: str) -> dict[str, Any]:
    value = parent.get(name)
    return value if isinstance(value, dict) else {}


def _text(parent: dict[str, Any], name: str) -> str:
    value = parent.get(name)
    return value if isinstance(value, str) else ""
