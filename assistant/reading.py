"""What became of one question on its way to an answer."""

from dataclasses import dataclass

from assistant.analysis import Analysis
from assistant.answers import Draft
from assistant.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Reading:
    """One question of a message: as it was understood, what was found for it, and what was to be said."""

    analysis: Analysis
    evidence: Evidence
    draft: Draft
