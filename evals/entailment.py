"""Learn when quotes carry a sentence: `python -m evals.entailment --official PATH [--write]`.

Two wordings of one programme give pairs that nobody had to label. Carried: what one wording says of a milestone, by
what the other says of it, and each by itself. Not carried: by another milestone, and where one longer word of it is
replaced by another of the programme. A logistic regression (scikit-learn, L2) weighs words and meaning; a sentence is
let through from where on one pair in ten that is not carried would be.
"""

import argparse
import random
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, astuple, dataclass
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from assistant.entailment import Carried, Rule, carried
from evals.ingesting import ingested
from vectorstore.records import Milestone

RULE = Path(__file__).parent.parent / "assistant" / "entailment.toml"
LET_THROUGH = 0.1  # of what is not carried
LIES = 4  # of each milestone
SEED = 3
SCALE = np.array([1.0, 1.0, 10.0])  # cosines lie in a narrow band
FOLDS = 10
_WORD = re.compile(r"[^\W\d_]{5,}")


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence, the quote it is held against, and the kind of pair."""

    text: str
    quote: str
    kind: str
    group: str

    @property
    def is_carried(self) -> bool:
        """Whether the quote carries the sentence."""
        return self.kind in ("reworded", "verbatim")


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, report by kind of pair, and write the rule with `--write`."""
    parser = argparse.ArgumentParser(prog="python -m evals.entailment", description=__doc__)
    parser.add_argument("--official", type=Path, required=True, help="the second wording of the bundled programme")
    parser.add_argument("--write", action="store_true", help="write assistant/entailment.toml")
    options = parser.parse_args(arguments)
    console = Console(soft_wrap=True)
    with tempfile.TemporaryDirectory() as folder:
        bundled = ingested([], Path(folder) / "bundled")
        other = ingested([options.official], Path(folder) / "other")
        both = list(pairs(bundled.milestones, other.milestones))
        measured = [carried(pair.text, [pair.quote], [], bundled) for pair in both]
    rule, out_of_fold = fit(both, measured)
    _report(both, out_of_fold, console)
    learned = {name: round(value, 3) for name, value in asdict(rule).items()}
    console.print(str(learned))
    if options.write:
        RULE.write_text(
            "# Learned by `python -m evals.entailment --write`. Not to be edited by hand.\n"
            f"# {len(both)} pairs, {sum(pair.is_carried for pair in both)} of them carried.\n"
            + "".join(f"{name} = {value}\n" for name, value in learned.items()),
            encoding="utf-8",
        )
    return 0


def pairs(one: Sequence[Milestone], other: Sequence[Milestone]) -> Iterator[Pair]:
    """The pairs of two wordings whose milestones stand in the same order with the same periods."""
    words = [word for milestone in one for word in _WORD.findall(milestone.text)]
    draw = random.Random(SEED)
    for at, (mine, theirs) in enumerate(zip(one, other, strict=True)):
        if (mine.period and mine.period.label) != (theirs.period and theirs.period.label):
            raise ValueError(f"the wordings differ at {mine.text!r}: they are not of one programme")
        group = str(at)
        yield Pair(theirs.text, mine.text, "reworded", group)
        yield Pair(mine.text, mine.text, "verbatim", group)
        for neighbour in one:
            if neighbour is not mine and neighbour.initiative_id == mine.initiative_id:
                yield Pair(theirs.text, neighbour.text, "neighbour", group)
        elsewhere = draw.choice([far for far in one if far.initiative_id != mine.initiative_id])
        yield Pair(theirs.text, elsewhere.text, "far", group)
        for _ in range(LIES):
            yield Pair(_lie(theirs.text, words, draw), mine.text, "reworded, one word wrong", group)
            yield Pair(_lie(mine.text, words, draw), mine.text, "one word wrong", group)


def fit(both: Sequence[Pair], measured: Sequence[Carried]) -> tuple[Rule, np.ndarray]:
    """The rule, and each pair's log-odds less what it takes to be let through, out of fold."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold

    values = np.array([astuple(one) for one in measured]) * SCALE
    right = np.array([pair.is_carried for pair in both])
    groups = [pair.group for pair in both]

    def fitted(rows: np.ndarray) -> tuple[LogisticRegression, float]:
        model = LogisticRegression(C=10.0, max_iter=5000).fit(values[rows], right[rows])
        false = model.decision_function(values[rows][~right[rows]])
        return model, float(np.quantile(false, 1 - LET_THROUGH))

    out_of_fold = np.zeros(len(both))
    for training, held in GroupKFold(FOLDS).split(values, right, groups):
        model, least = fitted(training)
        out_of_fold[held] = model.decision_function(values[held]) - least
    model, least = fitted(np.arange(len(both)))
    words, worst, meaning = map(float, model.coef_[0] * SCALE)
    return Rule(float(model.intercept_[0]), words, worst, meaning, least), out_of_fold


def _lie(text: str, words: Sequence[str], draw: random.Random) -> str:
    """The text with one longer word replaced by another that begins otherwise."""
    found = draw.choice(list(_WORD.finditer(text)))
    others = [word for word in words if word[:4].casefold() != found[0][:4].casefold()]
    return text[: found.start()] + draw.choice(others) + text[found.end() :]


def _report(both: Sequence[Pair], out_of_fold: np.ndarray, console: Console) -> None:
    from sklearn.metrics import roc_auc_score

    table = Table("pairs", "number", "let through")
    for kind in dict.fromkeys(pair.kind for pair in both):
        own = np.array([pair.kind == kind for pair in both])
        table.add_row(kind, str(own.sum()), f"{(out_of_fold[own] >= 0).mean():.3f}")
    console.print(table)
    area = roc_auc_score([pair.is_carried for pair in both], out_of_fold)
    console.print(f"out of fold: area under ROC {area:.3f}")


if __name__ == "__main__":
    raise SystemExit(main())
