"""Which costs most or least, as far as the programme tells: the amounts that it names of each initiative, in order.

The amounts are of unlike things (a purchase, a yearly expense, a frame), so that none is said to be the largest cost.
"""

from collections.abc import Sequence

from assistant.answers import Draft, Statement
from assistant.lines import sentence_source
from assistant.measures import kroner
from assistant.patterns import any_of
from assistant.text_cues import OF_ONE, TELLS_COST, TELLS_SAVING
from prompts import Replies
from vectorstore.records import Initiative, Passage, Sentence
from vectorstore.store import Store

_NO_COST = any_of(TELLS_SAVING.pattern, r"\b(?:effektiviser|gevinst)\w*", OF_ONE.pattern, r"\bop til\b")


def amounts(initiatives: Sequence[Initiative], store: Store, replies: Replies, *, least: bool) -> Draft | None:
    """The sentences that tell what each of the initiatives costs, the largest amount first, or last if `least`.

    A `partial` answer, since they are not of one kind; None where there are none.
    """
    told = {initiative: own for initiative in initiatives if (own := _of(initiative, store))}
    lines: list[Statement] = []
    for initiative, own in sorted(
        told.items(), key=lambda one: max(amount for amount, _, _ in one[1]), reverse=not least
    ):
        lines.append(Statement(f"**{initiative.title}**", claim=False))
        lines += [Statement(s.text, (sentence_source(p, s),), bullet=True) for _, p, s in own]
    lead = replies.amounts_least_first if least else replies.amounts_most_first
    return Draft("partial", (Statement(lead, claim=False), *lines)) if lines else None


def _of(initiative: Initiative, store: Store) -> list[tuple[float, Passage, Sentence]]:
    """The sentences of an initiative that tell a cost, each with its largest amount, in kroner."""
    described = store.description_of(initiative.id)
    cost = [(p, s) for p, s in described if TELLS_COST.search(s.text) and not _NO_COST.search(s.text)]
    return [(max(found), p, s) for p, s in cost if (found := kroner(s.text))]
