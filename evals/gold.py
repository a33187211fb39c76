"""A question set held against its programme: the gold must be there, and must state the accepted facts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evals.normalise import normalise, states
from evals.questions import Evidence, Question
from evals.retrieval import gold_passages, holds
from vectorstore.danish import Analyser
from vectorstore.records import Passage

# Kinds whose right answer is partly worked out, or in other words than the text's: their facts stand in no quote.
WORKED_OUT = frozenset(("english", "comparison", "status", "next", "false_premise"))


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one question, with the remedy."""

    id: str
    said: str


def gold_faults(questions: Sequence[Question], passages: Sequence[Passage]) -> tuple[Fault, ...]:
    """What is wrong with a set: evidence that the programme does not have,
    accepted facts that the evidence does not state, and two questions of one kind with the same content words.
    """
    return (*_unlike_the_programme(questions, passages), *_alike(questions))


def _unlike_the_programme(questions: Sequence[Question], passages: Sequence[Passage]) -> Iterator[Fault]:
    for question in questions:
        absent = [one for one in question.evidence + question.complete if not any(holds(p, one) for p in passages)]
        for gold in absent:
            yield Fault(question.id, f"programmet har intet sted med {_shown(gold)}; ret evidence")
        if absent or question.kind in WORKED_OUT:
            continue
        said = normalise("\n".join(map(_all_said, gold_passages(question, passages))))
        for group in question.facts:
            if not states(said, group):
                yield Fault(question.id, f"dens evidence siger ikke {' | '.join(group)}; ret facts")


def _alike(questions: Sequence[Question]) -> Iterator[Fault]:
    analyser = Analyser()
    seen: dict[object, str] = {}
    for question in questions:
        meaning = question.kind, question.today, frozenset(analyser.index_terms(question.question).words)
        if meaning in seen and meaning[2]:
            yield Fault(question.id, f"spørger om det samme som {seen[meaning]}; fjern den ene")
        seen.setdefault(meaning, question.id)


def _all_said(passage: Passage) -> str:
    """What a citation of the passage shows: its text, its initiative and its period."""
    period = passage.period.label if passage.period else ""
    return " ".join((passage.text, passage.initiative or "", passage.breadcrumb, period))


def _shown(gold: Evidence) -> str:
    fields = (
        ("initiative", gold.initiative),
        ("period", gold.period),
        ("words", " | ".join(gold.words)),
        ("kind", " | ".join(gold.kinds)),
    )
    return ", ".join(f"{name} {value!r}" for name, value in fields if value)
