"""Which language a question is in, by words that tell Danish and English apart."""

import re

from assistant.patterns import any_of

_ASKS_IN_DANISH = any_of(r"\bhv(?:ad|em|or\w*|ilke\w*)\b")
DANISH = any_of(
    r"[æøå]|\bhv\w+\b|\b(?:er|og|det|den|der|til|af|på|med|som|har|skal|bliver|for|i|om|et|en|ikke|kan|vi|jeg|man)\b",
    r"\b(?:paa|naar|milep\w+|ska|ku)\b",
)
ENGLISH = any_of(
    r"\b(?:what|when|who|which|how|why|where|the|is|are|does|do|will|of|and|for|in|to|has|have|many|much|with|by|on|"
    r"there|anything|something|about|mention(?:s|ed)?|must|should|could|would|they|their|our|your|this|that|from|"
    r"be|been|can|get|gets|new|any|not|out|up|if|needs?|list|show|me|all|key|figures|milestones|initiatives|projects|areas|before|after|tell|more|please)\b"
)
_OPENS_IN_ENGLISH = re.compile(
    r"^\W*(?:and |but )?(?:what|when|who|which|how|why|where|tell|is|are|does|do|will|can|should|must|may|has|have)\b",
    re.IGNORECASE,
)


def language_of(text: str, conversation: str | None = None) -> str:
    """The language to answer in: "en" for three or more words that are clearly English or open so, else "da".

    In an English conversation, whatever is not clearly Danish, and what begins as English and goes on with a title.
    """
    if conversation == "en" and (_OPENS_IN_ENGLISH.match(text) or not DANISH.search(text)):
        return "en"
    if len(text.split()) < 3 or _ASKS_IN_DANISH.search(text):
        return "da"
    english, danish = len(ENGLISH.findall(text)), len(DANISH.findall(text))
    opens = _OPENS_IN_ENGLISH.match(text) is not None and danish == 0
    return "en" if opens or (english >= 2 and english > danish) else "da"
