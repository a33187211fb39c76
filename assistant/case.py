"""A question with all that its answer is made of."""

from dataclasses import dataclass, replace
from datetime import date

from assistant.abstention import Confidence, Odds, confidence
from assistant.analysis import Analysis
from assistant.evidence import Evidence
from assistant.question_forms import Ask
from prompts import Replies
from vectorstore.danish import QueryWord
from vectorstore.records import Initiative, Passage, Period
from vectorstore.store import Store


@dataclass(frozen=True, slots=True)
class Case:
    """A question as it was read, what a store holds for it, the words to answer in, and the day on which it is asked.

    `sure` tells how sure it is that a text of the store answers it. What is looked at most stands on the case itself.
    """

    analysis: Analysis
    evidence: Evidence
    store: Store
    replies: Replies
    today: date
    sure: Confidence = confidence

    def odds(self, passage: Passage, text: str) -> Odds:
        """The odds of a text, read in its passage's place, being the answer."""
        return self.sure(self.store, self.analysis, self.evidence, passage, text)

    def asked_as(self, ask: Ask) -> "Case":
        """The same as a question of another kind."""
        return replace(self, analysis=replace(self.analysis, ask=ask))

    @property
    def question(self) -> str:
        """The question in its words."""
        return self.analysis.question

    @property
    def ask(self) -> Ask:
        """The kind of question that it is."""
        return self.analysis.ask

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods that it asks for."""
        return self.analysis.periods

    @property
    def topic(self) -> tuple[QueryWord, ...]:
        """What it is about."""
        return self.evidence.topic

    @property
    def focus(self) -> Initiative | None:
        """The one initiative that it is about, if there is one."""
        return self.evidence.focus
