"""What became of one question on its way to an answer."""

from dataclasses import dataclass

from assistant.analysis import Analysis
from assistant.answers import Draft
from assistant.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Reading:
    """One question of a message: as it was understood, what was found for it, and what was to be said.

    `again`: it was read with the encoder that reads what was left unanswered.
    """

    analysis: Analysis
    evidence: Evidence
    draft: Draft
    again: bool = False
