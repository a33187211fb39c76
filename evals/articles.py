"""Chunking measured on whole articles that nobody on the project wrote: what share of retrieved pieces hold the answer.

    python -m evals.articles --data FOLDER [--queries 500] [--seed 7] [--articles 16]

FOLDER has `articles.jsonl` and `article_answer_spans.jsonl`, the offsets of each answer in its article, and the
questions in `queries.jsonl`. The articles are ingested like anybody's text files, all into one index, and the plain
LangChain recipe cuts the same texts by size. Recall@k is the share of questions of which one of the first k pieces
holds the whole answer; larger pieces hold more, so their mean length stands beside it.
"""

import argparse
import json
import random
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from evals.ingesting import ingested
from evals.plain_recipe import plain_recipe, split
from evals.retrieval import Placed
from vectorstore.records import Document
from vectorstore.store import Store

CUTS = (1, 3, 5, 10)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the place of its answer: offsets in the article's text."""

    question: str
    article: str
    start: int
    end: int


def main(arguments: Sequence[str] | None = None) -> None:
    """Ingest the articles, ask both, print one line each."""
    parser = argparse.ArgumentParser(prog="python -m evals.articles", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with articles, their answer spans and queries")
    parser.add_argument("--queries", type=int, default=500)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--articles", type=int, metavar="N", help="of the articles only N, drawn by the seed")
    options = parser.parse_args(arguments)
    articles = _rows(options.data / "articles.jsonl")
    if options.articles:
        articles = random.Random(options.seed).sample(articles, min(options.articles, len(articles)))
    with tempfile.TemporaryDirectory() as folder:
        store = ingested_articles(articles, Path(folder))
        drawn = {article["_id"] for article in articles}
        asked = [one for one in read_asked(options.data) if one.article in drawn]
        some = random.Random(options.seed).sample(asked, min(options.queries, len(asked)))
        print(compared(store, some))
        store.close()


def read_asked(folder: Path) -> list[Asked]:
    """Every question whose answer has a place in an article."""
    questions = {row["_id"]: row["text"] for row in _rows(folder / "queries.jsonl")}
    return [
        Asked(questions[row["qid"]], row["article"], row["start"], row["end"])
        for row in _rows(folder / "article_answer_spans.jsonl")
    ]


def ingested_articles(articles: Iterable[dict[str, Any]], folder: Path) -> Store:
    """An index of the articles, each a text file of its own, made through the terminal door."""
    texts = folder / "articles"
    texts.mkdir()
    for article in articles:
        (texts / f"{article['_id']}.txt").write_text(article["text"], encoding="utf-8")
    return ingested([texts], folder / "index")


def compared(store: Store, asked: Sequence[Asked]) -> str:
    """The table: our passages by hybrid search, the plain recipe's chunks by meaning."""
    documents = {Path(one.document.path).stem: one.document for one in store.programmes}
    chunks = split(list(documents.values()))
    plain = plain_recipe(list(documents.values()), store.encoder)
    passages = list(store.passages.values())
    ours = [[hit.passage for hit in store.search(one.question, CUTS[-1])] for one in asked]
    theirs = [plain(one.question, CUTS[-1]) for one in asked]
    lines = [
        f"{len(documents)} articles, {len(asked)} questions",
        "",
        f"| pieces | number | mean characters | {' | '.join(f'recall@{cut}' for cut in CUTS)} |",
        "| --- " * (3 + len(CUTS)) + "|",
    ]
    for name, pieces, found in (("our passages", passages, ours), ("500/80 chunks", chunks, theirs)):
        size = fmean(piece.span.end - piece.span.start for piece in pieces)
        shares = (_recall(asked, found, documents, cut) for cut in CUTS)
        lines.append(f"| {name} | {len(pieces)} | {size:.0f} | {' | '.join(f'{share:.3f}' for share in shares)} |")
    return "\n".join(lines)


def _recall(
    asked: Sequence[Asked], found: Sequence[Sequence[Placed]], documents: dict[str, Document], cut: int
) -> float:
    return fmean(
        any(_holds(one, piece, documents[one.article]) for piece in pieces[:cut])
        for one, pieces in zip(asked, found, strict=True)
    )


def _holds(asked: Asked, piece: Placed, document: Document) -> bool:
    """Whether a piece is of the article and has the whole answer in it; a page begins where the last one ended."""
    if piece.document_id != document.id:
        return False
    before = sum(len(page.text) for page in document.pages[: piece.span.page - 1])
    return before + piece.span.start <= asked.start and asked.end <= before + piece.span.end


def _rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


if __name__ == "__main__":
    main()
