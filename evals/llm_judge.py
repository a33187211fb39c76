"""A language model's second opinion on a run: its verdicts beside the labels, and how far they agree. Never the gate.

    ASSISTANT_LLM_MODEL=openai:… python -m evals.llm_judge RUN [--questions FILE] [--every N]

RUN is the folder of an evaluation. The model gets question, accepted facts and answer, with the Danish prompt of
`prompts/judge.da.txt`, and one word back is its verdict.
"""

import argparse
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assistant.language_model import Model, ModelFailedError, load_model
from assistant.settings import load_settings
from evals.correctness import Outcome
from evals.metrics import Result
from evals.questions import DEFAULT_PATH, Question, load_questions
from evals.rows import read_run
from prompts.model import load_prompt

WORDS = {"rigtigt": Outcome.CORRECT, "mangelfuldt": Outcome.MISSING, "forkert": Outcome.WRONG}
SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Opinion:
    """The label of one answer, and what the model says; None where it gave no verdict."""

    id: str
    label: Outcome
    said: Outcome | None


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask for every answer of a run, and print how the verdicts agree."""
    parser = argparse.ArgumentParser(prog="python -m evals.llm_judge", description=__doc__)
    parser.add_argument("run", type=Path, help="the folder of an evaluation")
    parser.add_argument("--questions", type=Path, default=DEFAULT_PATH)
    parser.add_argument("--every", type=int, default=1, metavar="N")
    options = parser.parse_args(arguments)
    model = load_model(load_settings())
    if model is None:
        parser.error("set ASSISTANT_LLM_MODEL to the model that is to judge")
    golds = {question.id: question for question in load_questions(options.questions)}
    results = [one for one in read_run(options.run) if one.question.id in golds][:: options.every]
    opinions = [judged(one, golds[one.question.id], model) for one in results]
    table = Table("label", *(outcome.value for outcome in WORDS.values()), "no verdict")
    for label in WORDS.values():
        said = Counter(one.said for one in opinions if one.label is label)
        table.add_row(label.value, *(str(said[outcome]) for outcome in WORDS.values()), str(said[None]))
    console = Console()
    console.print(table)
    share, kappa = agreement(opinions)
    console.print(f"agreement {share:.3f}, kappa {kappa:.3f}, over {len(opinions)} answers", highlight=False)
    return 0


def judged(result: Result, gold: Question, model: Model) -> Opinion:
    """The model's verdict on one answer."""
    facts = "; ".join(" eller ".join(group) for group in gold.facts)
    prompt = load_prompt("judge").format(
        question=gold.question, facts=facts or "Programmet siger det ikke, og det skal svaret sige.", answer=result.text
    )
    try:
        return Opinion(
            gold.id, result.verdict.outcome, read_verdict(model.complete(load_prompt("judge_system"), prompt, SECONDS))
        )
    except ModelFailedError:
        return Opinion(gold.id, result.verdict.outcome, None)


def read_verdict(reply: str) -> Outcome | None:
    """The first verdict that a reply names; none where it denies that one ("ikke rigtigt")."""
    named = re.search(rf"\b(ikke )?({'|'.join(WORDS)})", reply.casefold())
    return WORDS[named[2]] if named and not named[1] else None


def agreement(opinions: Sequence[Opinion]) -> tuple[float, float]:
    """The share of equal verdicts, and Cohen's kappa: that share less what chance alone would give (1960)."""
    pairs: list[tuple[Outcome, Outcome]] = [
        (one.label, one.said) for one in opinions if one.said is not None and one.label is not Outcome.ERROR
    ]
    if not pairs:
        return 0.0, 0.0
    share = sum(label is said for label, said in pairs) / len(pairs)
    labels: Counter[Outcome] = Counter(label for label, _ in pairs)
    said: Counter[Outcome] = Counter(one for _, one in pairs)
    chance = sum(labels[outcome] * said[outcome] for outcome in WORDS.values()) / len(pairs) ** 2
    return share, (share - chance) / (1 - chance) if chance < 1 else 1.0


if __name__ == "__main__":
    raise SystemExit(main())
