"""Which costs most or least, as far as the programme tells: the amounts that it names of each initiative, in order.

The amounts are of unlike things (a purchase, a yearly expense, a frame), so that none is said to be the largest cost.
"""

import re
from collections.abc import Sequence

from assistant.answers import Draft, Statement
from assistant.lines import sentence_source
from assistant.patterns import any_of
from prompts import Replies
from vectorstore.records import Initiative, Passage, Sentence
from vectorstore.store import Store

_AMOUNT = re.compile(
    r"(?<![\d.,])(\d+(?:\.\d{3})*(?:,\d+)?) ?"
    r"(?:(mia|milliarder|mio|millioner)\.? (?:kr|kroner)|(mkr|tkr)|(?:kr|kroner))\b",
    re.IGNORECASE,
)
_KRONER = {"mia": 1e9, "milliarder": 1e9, "mio": 1e6, "millioner": 1e6, "mkr": 1e6, "tkr": 1e3, "": 1.0}
_TELLS_COST = any_of(
    r"\b(?:koste[rt]?|kostede|\w*udgift\w*|\w*budget\w*|afsat|afsættes|rammen? (?:på|er)|finansier\w*|bevilg\w*|"
    r"bevilling\w*|anlægssum\w*|investering(?:en|er|erne)?|beløber|løber op i|til en (?:samlet )?pris)\b|"
    r"\bsat\b.{0,30}\baf\b|\b(?:er )?sat til\b|\bhar fået\b"
)
_OF_ONE = any_of(r"\b(?:pr|per) \w|\bpr\. |\bstykket\b|\bhvert?\b|\ben ny\b|\bop til\b")  # of one of many
_SAVES = any_of(r"\b(?:spare\w*|besparelse\w*|effektiviser\w*|gevinst\w*|indtægt\w*)\b")


def amounts(initiatives: Sequence[Initiative], store: Store, replies: Replies, *, least: bool) -> Draft | None:
    """The sentences that tell what each of the initiatives costs, the largest amount first, or last if `least`.

    A `partial` answer, since they are not of one kind; None where there are none.
    """
    told = {initiative: own for initiative in initiatives if (own := _of(initiative, store))}
    lines: list[Statement] = []
    for initiative, own in sorted(
        told.items(), key=lambda one: max(kroner for kroner, _, _ in one[1]), reverse=not least
    ):
        lines.append(Statement(f"**{initiative.title}**", claim=False))
        lines += [Statement(s.text, (sentence_source(p, s),), bullet=True) for _, p, s in own]
    lead = replies.amounts_least_first if least else replies.amounts_most_first
    return Draft("partial", (Statement(lead, claim=False), *lines)) if lines else None


def _of(initiative: Initiative, store: Store) -> list[tuple[float, Passage, Sentence]]:
    """The sentences of an initiative that tell a cost, each with its largest amount, in kroner."""
    described = store.description_of(initiative.id)
    cost = [
        (p, s)
        for p, s in described
        if _TELLS_COST.search(s.text) and not (_SAVES.search(s.text) or _OF_ONE.search(s.text))
    ]
    return [(max(found), p, s) for p, s in cost if (found := _kroner(s.text))]


def _kroner(text: str) -> list[float]:
    """The amounts that a text names."""
    return [
        float(number.replace(".", "").replace(",", ".")) * _KRONER[(large or short).casefold()]
        for number, large, short in _AMOUNT.findall(text)
    ]
