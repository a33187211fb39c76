"""Does the right passage come back? hit@k and MRR by gold spans, the same for every retriever.

The questions' evidence is resolved to passages of the index; their places are the gold spans. A retrieved
span is a hit if it holds at least half of a gold span, so that passages and plain chunks are judged alike.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Protocol

from evals.normalise import claims, normalise, states
from evals.questions import Evidence, Question
from evals.ranking import ndcg, recall
from vectorstore.records import Passage, Span

CUTS = (1, 3, 5)
DEPTH = 10
RECALL_AT = 5


class Placed(Protocol):
    """Anything with a place: a `Passage`, or a plain chunk."""

    @property
    def document_id(self) -> str:
        """The document that it is from."""

    @property
    def span(self) -> Span:
        """Where it stands."""


Retriever = Callable[[str, int], Sequence[Placed]]


@dataclass(frozen=True, slots=True)
class Ranked:
    """The rank, from 1, at which the first gold span came back; `None` if it did not.

    `recall` is the share of the gold spans within the first `RECALL_AT`, `ndcg` that of the first `DEPTH`.
    """

    question: Question
    rank: int | None
    recall: float
    ndcg: float


@dataclass(frozen=True, slots=True)
class RetrievalReport:
    """One retriever's ranks; `unresolved` are questions whose evidence no passage holds, left out."""

    name: str
    ranks: tuple[Ranked, ...]
    unresolved: tuple[str, ...] = ()

    def hit(self, cut: int) -> float:
        """The share of questions with a gold span among the first `cut`."""
        found = sum(1 for one in self.ranks if one.rank is not None and one.rank <= cut)
        return found / len(self.ranks) if self.ranks else 0.0

    @property
    def mrr(self) -> float:
        """The mean reciprocal rank within the first ten."""
        return sum(1 / one.rank for one in self.ranks if one.rank) / len(self.ranks) if self.ranks else 0.0

    def figures(self) -> dict[str, float]:
        """`hit@1`, `hit@3`, `hit@5`, `recall@5`, `MRR@10`, `nDCG@10`."""
        return {
            **{f"hit@{cut}": self.hit(cut) for cut in CUTS},
            f"recall@{RECALL_AT}": fmean(one.recall for one in self.ranks) if self.ranks else 0.0,
            f"MRR@{DEPTH}": self.mrr,
            f"nDCG@{DEPTH}": fmean(one.ndcg for one in self.ranks) if self.ranks else 0.0,
        }


def measure(
    name: str,
    questions: Sequence[Question],
    passages: Sequence[Passage],
    retrieve: Callable[[Question, int], Sequence[Placed]],
) -> RetrievalReport:
    """Ask a retriever every question that has evidence, and rank what comes back."""
    ranks: list[Ranked] = []
    unresolved: list[str] = []
    for question in questions:
        gold = gold_passages(question, passages)
        if gold:
            retrieved = retrieve(question, DEPTH)
            found, wanted = _gold_found(retrieved, gold), [str(number) for number in range(len(gold))]
            ranks.append(
                Ranked(
                    question,
                    first_hit(retrieved, gold),
                    recall(found, wanted, RECALL_AT),
                    ndcg(found, wanted, DEPTH),
                )
            )
        elif question.answerable:
            unresolved.append(question.id)
    return RetrievalReport(name, tuple(ranks), tuple(unresolved))


def gold_passages(question: Question, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The indexed passages that meet any of the question's evidence."""
    wanted = question.evidence + question.complete
    return tuple(passage for passage in passages if any(holds(passage, item) for item in wanted))


def holds(passage: Passage, gold: Evidence) -> bool:
    """Whether a passage is the place that the gold names: initiative, period, kind and words, where given."""
    label = passage.period.label if passage.period else ""
    return (
        (not gold.initiative or states(normalise(passage.initiative or ""), (gold.initiative,)))
        and (not gold.period or claims(label) == claims(gold.period))
        and (not gold.kinds or passage.kind.value in gold.kinds)
        and (not gold.words or states(normalise(passage.text), gold.words))
    )


def first_hit(retrieved: Sequence[Placed], gold: Sequence[Placed]) -> int | None:
    """The rank of the first retrieved span that holds at least half of a gold span."""
    for rank, found in enumerate(retrieved, 1):
        if any(_half_held(found, one) for one in gold):
            return rank
    return None


def _gold_found(retrieved: Sequence[Placed], gold: Sequence[Placed]) -> list[str]:
    """For each retrieved span the number of the gold span that it holds and none before it did, or an empty text."""
    left = dict(enumerate(gold))
    found: list[str] = []
    for place in retrieved:
        number = next((n for n, one in left.items() if _half_held(place, one)), None)
        if number is not None:
            del left[number]
        found.append("" if number is None else str(number))
    return found


def _half_held(found: Placed, gold: Placed) -> bool:
    if found.document_id != gold.document_id or found.span.page != gold.span.page:
        return False
    shared = min(found.span.end, gold.span.end) - max(found.span.start, gold.span.start)
    return shared > 0 and 2 * shared >= gold.span.end - gold.span.start
