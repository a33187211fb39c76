"""Learn when to decline: `python -m evals.calibrate` fits the weights in `assistant/abstention.toml`.

Every calibration question is asked of a programme, and again of the same programme without the initiative that
answers it, so that each answerable question is also one that looks answerable and is not. What the assistant
would say if it never declined is the example; it is a good one if the evaluation judges it right. A logistic
regression (scikit-learn, L2) weighs the signals. Cross-validation leaves out whole initiatives, so that no
question is judged by its neighbours.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import log
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console

from assistant.abstention import INADMISSIBLE, admissible
from assistant.analysis import Analysis
from assistant.answering import Assistant
from assistant.evidence import Evidence
from assistant.signals import Signals, signals
from evals.answers import parse_answer
from evals.correctness import Outcome, judge
from evals.ingesting import ingested
from evals.normalise import normalise, states
from evals.questions import Question, load_questions
from vectorstore.encoders import BundledEncoder, Encoder
from vectorstore.records import Passage, Programme
from vectorstore.store import LiveStore, Store, write_index

QUESTIONS = [Path(__file__).with_name(f"calibration_{part}.yaml") for part in ("a", "b")]
WEIGHTS = Path(__file__).parent.parent / "assistant" / "abstention.toml"
# An answer is given where p(right) ≥ cost / (1 + cost) of being wrong against 1 for withholding it: a plain answer
# costs most when wrong; one that says what of the question it lacks misleads nobody.
ANSWER_FROM = log(3.0)
PARTLY_FROM = log(0.75)
CERTAIN = 99.0
COUNTERFACTUAL = 0.5  # what an example from a programme with a hole in it counts
ANSWERABLE = 0.67  # share of the questions put to an assistant in use that its programme answers: assumed
FOLDS = 10
SPEAKS_AGAINST = ("uncovered",)
REGULARISATION = 0.5


@dataclass(frozen=True, slots=True)
class Example:
    """One text that would have been said: its signals, whether it was right, and the group for cross-validation."""

    question: str
    signals: Signals
    right: bool
    weight: float
    group: str
    text: str


class CachingEncoder(Encoder):
    """An encoder that remembers what it embedded, since the same passages are indexed many times."""

    def __init__(self, encoder: Encoder) -> None:
        self.id, self._encoder = encoder.id, encoder
        self._documents: dict[str, list[float]] = {}
        self._queries: dict[str, list[float]] = {}

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One unit vector a text."""
        new = [text for text in dict.fromkeys(texts) if text not in self._documents]
        self._documents.update(zip(new, self._encoder.embed_documents(new), strict=True))
        return [self._documents[text] for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """The unit vector of a question."""
        if text not in self._queries:
            self._queries[text] = self._encoder.embed_query(text)
        return self._queries[text]


def main(arguments: list[str] | None = None) -> int:
    """Collect the examples, fit, report, and write the weights with `--write`."""
    parser = argparse.ArgumentParser(prog="python -m evals.calibrate", description=__doc__)
    parser.add_argument("--questions", type=Path, nargs="+", default=QUESTIONS)
    parser.add_argument("--official", type=Path, help="a second wording of the programme to learn from")
    parser.add_argument("--write", action="store_true", help="write assistant/abstention.toml")
    parser.add_argument("--show", action="store_true", help="list the examples that the weights get wrong")
    args = parser.parse_args(arguments)
    console = Console(soft_wrap=True)
    questions = [question for path in args.questions for question in load_questions(path)]
    encoder = CachingEncoder(BundledEncoder())
    examples: list[Example] = []
    with tempfile.TemporaryDirectory() as folder:
        for number, source in enumerate([None, args.official] if args.official else [None]):
            paths = [source] if source else []
            programmes = ingested(paths, Path(folder) / f"source{number}", encoder).programmes
            examples += collect(questions, programmes, encoder, Path(folder) / f"without{number}")
    bias, weights, out_of_fold = fit(examples)
    _report(examples, bias, weights, out_of_fold, console)
    if args.show:
        _show(examples, out_of_fold, console)
    if args.write:
        WEIGHTS.write_text(_toml(bias, weights, examples), encoding="utf-8")
    return 0


def collect(
    questions: Sequence[Question], programmes: Sequence[Programme], encoder: Encoder, folder: Path
) -> list[Example]:
    """The examples of all questions: asked of the programmes, and of them without the initiative that answers."""
    examples = list(_asked(questions, _store(programmes, encoder, folder / "whole"), counterfactual=False))
    for title in sorted({title for question in questions if (title := _only_initiative(question))}):
        about = [question for question in questions if _only_initiative(question) == title]
        holed = [_without(programme, title) for programme in programmes]
        if holed != list(programmes):
            store = _store(holed, encoder, folder / normalise(title).replace("/", "-"))
            examples += _asked(about, store, counterfactual=True)
    return examples


def fit(examples: Sequence[Example]) -> tuple[float, dict[str, float], Any]:
    """Bias and weights, and each example's log-odds out of fold."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold

    values = np.array([example.signals.values for example in examples])
    right = np.array([example.right for example in examples])
    counts = np.array([example.weight for example in examples])
    counts[right] *= ANSWERABLE / (1 - ANSWERABLE) * counts[~right].sum() / counts[right].sum()
    groups = [example.group for example in examples]

    signs = np.array([-1.0 if name in SPEAKS_AGAINST else 1.0 for name in Signals.names()])

    def fitted(rows: Any) -> tuple[float, Any]:
        """Bias and weights; a signal that comes out against what it stands for is noise here and left out."""
        kept = np.full(len(signs), fill_value=True)
        while True:
            model = LogisticRegression(C=REGULARISATION, max_iter=5000)
            model.fit(values[rows][:, kept], right[rows], sample_weight=counts[rows])
            weights = np.zeros(len(signs))
            weights[kept] = model.coef_[0]
            if (weights * signs >= 0).all():
                return float(model.intercept_[0]), weights
            kept &= weights * signs >= 0

    out_of_fold = np.zeros(len(examples))
    for training, held in GroupKFold(FOLDS).split(values, right, groups):
        bias, weights = fitted(training)
        out_of_fold[held] = values[held] @ weights + bias
    bias, weights = fitted(slice(None))
    return bias, dict(zip(Signals.names(), map(float, weights), strict=True)), out_of_fold


def _asked(questions: Sequence[Question], store: Store, *, counterfactual: bool) -> Iterator[Example]:
    seen: list[tuple[Signals, str]] = []

    def record(store: Store, analysis: Analysis, evidence: Evidence, passage: Passage, text: str) -> float:
        if not admissible(store, analysis, evidence, passage, text):
            return INADMISSIBLE
        seen.append((signals(store, analysis, evidence, passage, text), text))
        return CERTAIN

    assistant = Assistant(_Opened(store), record)
    for question in questions:
        seen.clear()
        answer = parse_answer(assistant.answer(question.question, question.today).as_json())
        if not seen:
            continue  # an answer from records, or declined by a strict check: nothing to weigh
        right = not counterfactual and question.answerable and judge(question, answer).outcome is Outcome.CORRECT
        measured, text = seen[0]
        weight = COUNTERFACTUAL if counterfactual else 1.0
        group = _only_initiative(question) or question.id
        yield Example(question.question, measured, right, weight, group, text)


class _Opened(LiveStore):
    """A store that is already open."""

    def __init__(self, store: Store) -> None:
        self._opened = store

    def current(self) -> Store:
        return self._opened


def _only_initiative(question: Question) -> str:
    """The one initiative that an answerable question rests on, or nothing."""
    titles = {evidence.initiative for evidence in question.evidence if evidence.initiative}
    return next(iter(titles)) if question.answerable and len(titles) == 1 else ""


def _without(programme: Programme, title: str) -> Programme:
    """The programme as if it had never had the initiative."""
    gone = {i.id for i in programme.initiatives if states(normalise(i.title), (title,))}
    return replace(
        programme,
        initiatives=tuple(i for i in programme.initiatives if i.id not in gone),
        milestones=tuple(m for m in programme.milestones if m.initiative_id not in gone),
        passages=tuple(p for p in programme.passages if p.initiative_id not in gone),
    )


def _store(programmes: Sequence[Programme], encoder: Encoder, folder: Path) -> Store:
    write_index(folder, programmes, encoder, "calibration", lambda _done, _total: None)
    return LiveStore(folder, encoder).current()


def _report(
    examples: Sequence[Example], bias: float, weights: dict[str, float], out_of_fold: Any, console: Console
) -> None:
    from sklearn.metrics import roc_auc_score

    right = np.array([example.right for example in examples])
    counts = np.array([example.weight for example in examples])
    area = roc_auc_score(right, out_of_fold, sample_weight=counts)
    for name, least in (("answer", ANSWER_FROM), ("partly", PARTLY_FROM)):
        said = out_of_fold >= least
        console.print(f"{name}: wrong ones given {(said & ~right).sum()}, right ones withheld {(~said & right).sum()}")
    console.print(f"{len(examples)} examples, {right.sum()} right; out of fold: area under ROC {area:.3f}")
    console.print(f"bias {bias:.3f}, " + ", ".join(f"{name} {weight:.3f}" for name, weight in weights.items()))


def _show(examples: Sequence[Example], out_of_fold: Any, console: Console) -> None:
    for example, score in zip(examples, out_of_fold, strict=True):
        if (score >= PARTLY_FROM) != example.right:
            kind = "withheld" if example.right else "given"
            console.print(f"{kind} {score:+.2f} | {example.question} | {example.text[:100]}", markup=False)


def _toml(bias: float, weights: dict[str, float], examples: Sequence[Example]) -> str:
    lines = [
        "# Learned by `python -m evals.calibrate --write`; see docs/abstention.md. Not to be edited by hand.",
        f"# {len(examples)} examples, {sum(e.right for e in examples)} of them right.",
        f"bias = {bias:.3f}",
        f"answer_from = {ANSWER_FROM:.3f}",
        f"partly_from = {PARTLY_FROM:.3f}",
        "[weights]",
        *(f"{name} = {weight:.3f}" for name, weight in weights.items()),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
