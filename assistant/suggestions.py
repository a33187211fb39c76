"""Follow-up questions to offer; only such as the store can answer."""

from prompts import Replies
from vectorstore.records import Initiative
from vectorstore.store import Store


def suggest(focus: Initiative | None, store: Store, replies: Replies) -> tuple[str, ...]:
    """Questions that the store can answer: about the focus, else about the first initiatives with milestones."""
    dated = list(dict.fromkeys(m.initiative for m in store.milestones if m.period))
    if focus is not None and focus.title in dated:
        return (
            replies.suggest_milestones.format(initiative=focus.title),
            replies.suggest_purpose.format(initiative=focus.title),
        )
    return tuple(replies.suggest_milestones.format(initiative=title) for title in dated[:2])
