"""Whether a passage answers the question: a first calibration by how much of the question it covers."""

from assistant.evidence import Evidence, dense_lift, topic_coverage
from vectorstore.records import Passage
from vectorstore.store import Store

COVERED = 0.55
LIFTED = 2.2
COVERED_WHEN_LIFTED = 0.3


def answers(store: Store, evidence: Evidence, passage: Passage, text: str) -> bool:
    """Whether the text, read in its passage's place, is about what the question asks."""
    if not evidence.topic:
        return False
    covered = topic_coverage(store, evidence.topic, [text, passage.breadcrumb, passage.section])
    lift = dense_lift(evidence, passage)
    return covered >= COVERED or (lift >= LIFTED and covered >= COVERED_WHEN_LIFTED)
