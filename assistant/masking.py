"""CPR numbers are masked before anything that a user wrote is stored."""

import re
from typing import Any

MASK = "[CPR-nummer]"

_DAY = r"(?:[06][1-9]|[1278]\d|[39][01])"  # a replacement number has 60 added to its day
_MONTH = r"(?:0[1-9]|1[0-2])"
_SEPARATOR = r"[\s\u00ad\u2010-\u2015\u2212.-]{0,3}"
_CPR = re.compile(rf"(?<!\d){_DAY}{_MONTH}\d\d{_SEPARATOR}\d{{4}}(?!\d)")


def mask_cpr(text: str) -> str:
    """The text with every ddmmyy-xxxx, whatever stands between, replaced by `MASK`.

    Half a character pair (a lone surrogate), which no database takes, becomes a question mark.
    """
    return _CPR.sub(MASK, text.encode("utf-8", "replace").decode())


def mask_answer(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer object masked wherever it may echo its user; quotes are the document's and stay verbatim."""
    return answer | {
        "answer": mask_cpr(answer["answer"]),
        "suggestions": [mask_cpr(suggestion) for suggestion in answer["suggestions"]],
        "conversation_id": mask_cpr(answer["conversation_id"]),
    }
