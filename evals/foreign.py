"""Retrieval measured on text and questions that nobody on the project wrote (a BEIR folder).

    python -m evals.foreign --data FOLDER [--dense --cache vectors.npz] [--queries 500] [--seed 7]

`--apart-from SEED` draws questions that a sample with that seed doesn't hold: for choosing weights.
`--weights` prints every fusion at several weights, `--ablation` (the default without `--dense`) every
analyser.
"""

import argparse
import json
import os
import random
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any

from evals.ranking import hit, ndcg, reciprocal_rank
from vectorstore import lexical
from vectorstore.danish import Analyser
from vectorstore.encoders import BUNDLED, make_encoder
from vectorstore.fusion import LEXICAL_WEIGHT, fuse, fuse_min_max, fuse_ranks
from vectorstore.records import Kind, Passage, Span

if TYPE_CHECKING:
    import numpy as np

ANALYSERS = {
    "full analyser": Analyser(),
    "without stemming": Analyser(stem=False),
    "without deverbal stems": Analyser(deverbal=False),
    "without compounds": Analyser(compounds=False),
    "without synonyms": Analyser(synonyms=False),
    "without particle verbs": Analyser(particles=False),
    "without typed variants": Analyser(variants=False),
    "without typo correction": Analyser(typos=False),
    "without stop words": Analyser(stopwords=False),
    "nothing but words": Analyser(False, False, False, False, False, False, False, False),
}
FUSIONS = {"z-scored sum": fuse, "min-max sum": fuse_min_max, "RRF": fuse_ranks}
WEIGHTS = (0.3, 0.4, 0.5, 0.6, 0.7)
DEPTH = 100
_ENCODER = "encoder"

Scores = Mapping[str, float]
Run = Mapping[str, Scores]


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the ids of the passages that answer it."""

    id: str
    text: str
    relevant: frozenset[str]


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the folder, run every configuration, print one line each."""
    options = _parser().parse_args(arguments)
    passages = read_passages(options.data)
    questions = sample(read_questions(options.data), options.queries, options.seed, options.apart_from)
    print(f"{len(passages)} passages, {len(questions)} questions\n\n| run | nDCG@10 | hit@5 | MRR@10 |")
    print("| --- | --- | --- | --- |")
    if not options.dense or options.ablation:
        for name, analyser in ANALYSERS.items():
            report(f"lexical, {name}", questions, lexical_run(passages, questions, analyser))
    if options.dense:
        by_words = lexical_run(passages, questions, Analyser())
        by_meaning = dense_run(passages, questions, options.cache)
        report("lexical", questions, by_words)
        report("dense", questions, by_meaning)
        weights = WEIGHTS if options.weights else (LEXICAL_WEIGHT,)
        for name, fusion in FUSIONS.items():
            for weight in weights:
                report(f"{name}, lexical {weight}", questions, fused(by_meaning, by_words, fusion, weight))


def read_passages(folder: Path) -> list[Passage]:
    """The corpus as passages, each paragraph's title as its breadcrumb."""
    return [_passage(row["_id"], row["title"], row["text"]) for row in _rows(folder / "corpus.jsonl")]


def read_questions(folder: Path) -> list[Question]:
    """Every question with its relevant passages."""
    relevant: dict[str, set[str]] = {}
    for row in _rows(folder / "qrels.jsonl"):
        if row["score"] > 0:
            relevant.setdefault(row["qid"], set()).add(row["did"])
    rows = _rows(folder / "queries.jsonl")
    return [Question(row["_id"], row["text"], frozenset(relevant.get(row["_id"], ()))) for row in rows]


def sample(questions: Sequence[Question], count: int, seed: int, apart_from: int | None = None) -> list[Question]:
    """`count` questions drawn by seed, none of them in the sample that `apart_from` draws."""
    held_out = {q.id for q in sample(questions, count, apart_from)} if apart_from is not None else set()
    left = [question for question in questions if question.id not in held_out]
    return random.Random(seed).sample(left, min(count, len(left)))


def lexical_run(passages: Iterable[Passage], questions: Iterable[Question], analyser: Analyser) -> Run:
    """Every question's lexical scores from an index built with `analyser`."""
    with closing(sqlite3.connect(":memory:")) as connection:
        lexical.create(connection)
        lexical.add(connection, passages, analyser)
        index = lexical.LexicalIndex(connection, analyser)
        return {question.id: dict(index.search(question.text, DEPTH)) for question in questions}


def dense_run(passages: Sequence[Passage], questions: Sequence[Question], cache: Path | None) -> Run:
    """Every question's cosines from the bundled encoder; vectors are kept in `cache`, an .npz file."""
    import numpy as np

    encoder = make_encoder(BUNDLED)
    texts = {passage.id: passage.embedding_text for passage in passages}
    asked = {question.id: question.text for question in questions}
    stored = _load(cache, encoder.id)
    matrix = _vectors(stored, "passage", texts, lambda text: encoder.embed_documents([text])[0])
    rows = _vectors(stored, "query", asked, encoder.embed_query)
    if cache is not None:
        stored[_ENCODER] = np.array(encoder.id)
        np.savez(cache, **stored)
    ids = list(texts)
    run: dict[str, Scores] = {}
    for question_id, row in zip(asked, rows, strict=True):
        cosines = matrix @ row
        first = np.argsort(-cosines, kind="stable")[:DEPTH]
        run[question_id] = {ids[at]: float(cosines[at]) for at in first}
    return run


def fused(dense: Run, by_words: Run, fusion: Callable[[Scores, Scores, float], Scores], weight: float) -> Run:
    """Both runs put together, question by question."""
    return {key: fusion(dense[key], by_words[key], weight) for key in dense}


def report(name: str, questions: Iterable[Question], run: Run) -> None:
    """Print the mean metrics of a run, in per cent."""
    results = [(_ranked(run[question.id]), question.relevant) for question in questions]
    values = (
        fmean(ndcg(found, right) for found, right in results),
        fmean(hit(found, right, 5) for found, right in results),
        fmean(reciprocal_rank(found, right) for found, right in results),
    )
    print(f"| {name} | " + " | ".join(f"{100 * value:.1f}" for value in values) + " |", flush=True)


def _ranked(scores: Scores) -> list[str]:
    return sorted(scores, key=lambda key: (-scores[key], key))


def _passage(key: str, title: str, text: str) -> Passage:
    span = Span(1, 0, len(text))
    return Passage(key, title, Kind.PROSE, text, span, title, None, None, title, None, ())


def _rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _load(cache: Path | None, encoder_id: str) -> dict[str, Any]:
    """What is kept of this encoder; nothing where the vectors are another's."""
    import numpy as np

    if cache is None or not cache.exists():
        return {}
    with np.load(cache) as stored:
        return dict(stored) if str(stored.get(_ENCODER, "")) == encoder_id else {}


def _vectors(
    stored: dict[str, "np.ndarray[Any, Any]"],
    kind: str,
    texts: Mapping[str, str],
    encode: Callable[[str], Any],
) -> "np.ndarray[Any, Any]":
    """The vectors of `texts` in order; what `stored` lacks is encoded and put there."""
    import numpy as np

    known = dict(zip(stored.get(f"{kind}_ids", ()), stored.get(f"{kind}_vectors", ()), strict=True))
    for key, text in texts.items():
        if key not in known:
            known[key] = np.asarray(encode(text), dtype="float32")
    stored[f"{kind}_ids"] = np.array(list(known))
    stored[f"{kind}_vectors"] = np.stack(list(known.values()))
    return np.stack([known[key] for key in texts])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.foreign", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with corpus, queries and qrels .jsonl")
    parser.add_argument("--queries", type=int, default=500)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--apart-from", type=int, help="leave out the questions that this seed draws")
    parser.add_argument("--dense", action="store_true", help="measure the bundled encoder and fusion too")
    parser.add_argument("--ablation", action="store_true", help="with --dense: every analyser as well")
    parser.add_argument("--weights", action="store_true", help="with --dense: every fusion at several weights")
    parser.add_argument("--cache", type=Path, help=".npz file that vectors are kept in")
    return parser


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
