"""Learn when to decline: `python -m evals.calibrate` fits the weights in `assistant/abstention.toml`.

Every calibration question is asked of a programme, and again of the same programme without the initiative that
answers it, so that each answerable question is also one that looks answerable and is not. To these come the
invented programmes that the encoder has not learned from, with their questions of both kinds. What the assistant
would say if it never declined is the example; it is a good one if it is the right place. A logistic regression
(scikit-learn, L2) weighs the signals, once for any encoder, measured with the bundled one by itself, and once for its
tuned second: of the questions that the first, by the weights in the file, leaves unanswered.
Cross-validation leaves out whole initiatives and invented programmes, so that no question is judged by its neighbours.
"""

import argparse
import re
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import log
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console

from assistant.abstention import INADMISSIBLE, Odds, admissible, confidence, load_weights
from assistant.analysis import Analysis
from assistant.answering import Assistant
from assistant.answers import Answer
from assistant.evidence import Evidence
from assistant.signals import Signals, signals
from evals import invented
from evals.answers import parse_answer
from evals.correctness import Outcome, judge
from evals.ingesting import ingested
from evals.normalise import normalise, states
from evals.questions import Question, load_questions
from vectorstore.encoders import BUNDLED, UNTUNED, Encoder, make_encoder
from vectorstore.records import Passage, Programme
from vectorstore.store import LiveStore, Store, write_index

QUESTIONS = [Path(__file__).with_name(f"calibration_{part}.yaml") for part in ("a", "b")]
WEIGHTS = Path(__file__).parent.parent / "assistant" / "abstention.toml"
# An answer is given where p(right) ≥ cost / (1 + cost) of being wrong against 1 for withholding it: a plain answer
# costs most when wrong; one that says what of the question it lacks misleads nobody.
ANSWER_FROM = log(3.0)
PARTLY_FROM = log(0.75)
CERTAIN = Odds(99.0)
LEAST = 20  # letters that say which sentence of a programme it is
COUNTERFACTUAL = 0.5  # what an example from a programme with a hole in it counts
# Share of the questions put to an assistant in use that its programme answers: assumed; and of those among them that a
# first reading leaves unanswered, a quarter of the answerable and most of the others.
ANSWERABLE = {"any": 0.67, "tuned": 0.4}
FOLDS = 10
_ENCODERS = {"any": UNTUNED, "tuned": BUNDLED}  # sections of the file, and what their weights are measured with
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
    invented: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A bias and the weight of each signal, and how many examples it was learned from."""

    bias: float
    weights: dict[str, float]
    examples: int
    right: int


class CachingEncoder(Encoder):
    """An encoder that remembers what it embedded, since the same passages are indexed many times."""

    def __init__(self, encoder: Encoder) -> None:
        self.id, self.tuned, self._encoder = encoder.id, encoder.tuned, encoder
        self.second = CachingEncoder(encoder.second) if encoder.second else None
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
    parser.add_argument("--encoder", choices=_ENCODERS, help="the weights of one section only")
    parser.add_argument("--write", action="store_true", help="write assistant/abstention.toml")
    parser.add_argument("--show", action="store_true", help="list the examples that the weights get wrong")
    args = parser.parse_args(arguments)
    console = Console(soft_wrap=True)
    questions = [question for path in args.questions for question in load_questions(path)]
    rules: dict[str, Rule] = {}
    examples: list[Example] = []
    with tempfile.TemporaryDirectory() as folder:
        wordings = [
            ingested([source] if source else [], Path(folder) / f"wording{number}").programmes
            for number, source in enumerate([None, args.official] if args.official else [None])
        ]
        others = [(one, _read(one, Path(folder) / f"invented{n}")) for n, one in enumerate(invented.held_out())]
        for name in [args.encoder] if args.encoder else _ENCODERS:
            encoder = CachingEncoder(make_encoder(_ENCODERS[name]))
            examples = []
            for number, programmes in enumerate(wordings):
                examples += collect(questions, programmes, encoder, Path(folder) / f"{name}-{number}")
            for number, (one, read) in enumerate(others if encoder.second else ()):
                examples += _invented(one, _store(read, encoder, Path(folder) / f"{name}-invented{number}"))
            rules[name], out_of_fold = fit(examples, ANSWERABLE[name])
            if args.write:  # at once, for the first reading of what comes next
                WEIGHTS.write_text(_toml(_written() | rules), encoding="utf-8")
                load_weights.cache_clear()
            console.rule(name)
            _report(examples, rules[name], out_of_fold, console)
            if args.show:
                _show(examples, out_of_fold, console)
    return 0


def _written() -> dict[str, Rule]:
    """The rules that the file has."""
    data = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))
    return {
        name: Rule(data[name]["bias"], data[name]["weights"], data[name]["examples"], data[name]["right"])
        for name in _ENCODERS
    }


def _read(programme: invented.Programme, folder: Path) -> Sequence[Programme]:
    """An invented programme as ingestion reads it."""
    folder.mkdir(parents=True)
    source = folder / "programme.md"
    source.write_text(invented.markdown(programme), encoding="utf-8")
    return ingested([source], folder / "index").programmes


def _invented(programme: invented.Programme, store: Store) -> Iterator[Example]:
    """The examples of an invented programme: right is what says the sentence that the question belongs to."""
    today = date(int(re.findall(r"20\d\d", programme.title)[0]), 3, 1)
    gold = [(question, asked.sentence) for asked in programme.asked for question in asked.questions]
    for question, sentence in [*gold, *((question, "") for question in programme.unanswerable)]:
        for measured, text, _ in _weighed_first(store, question, today):
            right = bool(sentence) and _same(sentence, text)
            yield Example(question, measured, right, 1.0, programme.title, text, invented=True)


def _same(gold: str, said: str) -> bool:
    """Whether one text has the other, but for signs and spaces."""
    gold, said = (" ".join(re.findall(r"\w+", text.casefold())) for text in (gold, said))
    return gold in said or (len(said) >= LEAST and said in gold)


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


def fit(examples: Sequence[Example], answerable: float) -> tuple[Rule, Any]:
    """Bias and weights, and each example's log-odds out of fold.

    Of both kinds of example, those of the programme and the invented ones, the share that is right is taken to be
    `answerable`; all invented ones together count as much as all others.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold

    values = np.array([example.signals.values for example in examples])
    right = np.array([example.right for example in examples])
    counts = np.array([example.weight for example in examples])
    is_invented = np.array([example.invented for example in examples])
    total = counts[~is_invented].sum() or 1.0
    for chosen in (~is_invented, is_invented):
        for those, part in ((chosen & right, answerable), (chosen & ~right, 1 - answerable)):
            counts[those] *= part * total / (counts[those].sum() or 1.0)
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
    learned = dict(zip(Signals.names(), map(float, weights), strict=True))
    return Rule(bias, learned, len(examples), int(right.sum())), out_of_fold


def _asked(questions: Sequence[Question], store: Store, *, counterfactual: bool) -> Iterator[Example]:
    for question in questions:
        for measured, text, answer in _weighed_first(store, question.question, question.today):
            judged = judge(question, parse_answer(answer.as_json())).outcome
            right = not counterfactual and question.answerable and judged is Outcome.CORRECT
            weight = COUNTERFACTUAL if counterfactual else 1.0
            yield Example(question.question, measured, right, weight, _only_initiative(question) or question.id, text)


def _weighed_first(store: Store, question: str, today: date) -> Iterator[tuple[Signals, str, Answer]]:
    """What is weighed first as an answer to a question, and the answer without declining.

    Nothing for an answer from records, or one that a strict check declines: there is nothing to weigh; nor with a
    second encoder for what the first one answers.
    """
    weighing = store.encoder.second or store.encoder
    seen: list[tuple[Signals, str]] = []

    def record(store: Store, analysis: Analysis, evidence: Evidence, passage: Passage, text: str) -> Odds:
        if store.encoder is not weighing:
            return confidence(store, analysis, evidence, passage, text)
        if not admissible(store, analysis, evidence, passage, text):
            return INADMISSIBLE
        seen.append((signals(store, analysis, evidence, passage, text), text))
        return CERTAIN

    reply = Assistant(_Opened(store), record).reply(question, today)
    if store.encoder.second is None or any(reading.again for reading in reply.readings):  # else it was only doubted
        yield from ((*one, reply.answer) for one in seen[:1])


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


def _report(examples: Sequence[Example], rule: Rule, out_of_fold: Any, console: Console) -> None:
    from sklearn.metrics import roc_auc_score

    right = np.array([example.right for example in examples])
    counts = np.array([example.weight for example in examples])
    is_invented = np.array([example.invented for example in examples])
    areas = (
        f"{name} {roc_auc_score(right[chosen], out_of_fold[chosen], sample_weight=counts[chosen]):.3f}"
        for name, chosen in (("programme", ~is_invented), ("invented", is_invented))
        if len(set(right[chosen])) == 2
    )
    for name, least in (("answer", ANSWER_FROM), ("partly", PARTLY_FROM)):
        said = out_of_fold >= least
        console.print(f"{name}: wrong ones given {(said & ~right).sum()}, right ones withheld {(~said & right).sum()}")
    console.print(f"{len(examples)} examples, {right.sum()} right; out of fold: area under ROC {', '.join(areas)}")
    weights = ", ".join(f"{name} {weight:.3f}" for name, weight in rule.weights.items())
    console.print(f"bias {rule.bias:.3f}, {weights}")


def _show(examples: Sequence[Example], out_of_fold: Any, console: Console) -> None:
    for example, score in zip(examples, out_of_fold, strict=True):
        if (score >= PARTLY_FROM) != example.right:
            kind = "withheld" if example.right else "given"
            console.print(f"{kind} {score:+.2f} | {example.question} | {example.text[:100]}", markup=False)


def _toml(rules: Mapping[str, Rule]) -> str:
    lines = [
        "# Learned by `python -m evals.calibrate --write`; see docs/abstention.md. Not to be edited by hand.",
        f"answer_from = {ANSWER_FROM:.3f}",
        f"partly_from = {PARTLY_FROM:.3f}",
    ]
    for name, rule in rules.items():
        lines += [
            f"[{name}]",
            f"examples = {rule.examples}",
            f"right = {rule.right}",
            f"bias = {rule.bias:.3f}",
            f"[{name}.weights]",
        ]
        lines += [f"{signal} = {weight:.3f}" for signal, weight in rule.weights.items()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
