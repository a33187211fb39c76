"""`make evaluate`: the bundled programme and, where it is at hand, the official text, answers and retrieval.

Each is ingested into a folder of its own through the terminal door, so the index in use is left alone.
"""

import argparse
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assistant.analysis import analyse
from assistant.answering import Assistant, title_years
from assistant.evidence import gather
from assistant.settings import Settings
from evals.evaluate import evaluate
from evals.plain_recipe import plain_recipe
from evals.questions import DEFAULT_TODAY, load_questions
from evals.retrieval import CUTS, RetrievalReport, measure
from evals.rows import as_verdict, read_run, write_rows
from vectorstore.records import Passage
from vectorstore.store import Store

BASELINES = Path(__file__).with_name("baseline")  # verdicts only: no text of a programme is in them


def main(arguments: list[str] | None = None) -> int:
    """Evaluate both programmes; the exit code is 0 only if both pass."""
    parser = argparse.ArgumentParser(prog="python -m evals.both", description=__doc__)
    parser.add_argument("--official", type=Path, help="the official text; left out where it does not exist")
    parser.add_argument("--out", type=Path, default=Path("runs/latest"))
    parser.add_argument("--write-baseline", action="store_true", help="make this run what later ones are compared with")
    args = parser.parse_args(arguments)
    console = Console()
    sources: list[tuple[str, list[str]]] = [("bundled", [])]
    if args.official and args.official.exists():
        sources.append(("official", [str(args.official)]))
    codes = [
        _evaluate_one(name, paths, args.out / name, console, write_baseline=args.write_baseline)
        for name, paths in sources
    ]
    return max(codes)


def _evaluate_one(name: str, paths: list[str], out: Path, console: Console, *, write_baseline: bool) -> int:
    console.rule(name)
    data_dir = out / "index"
    environment = {**os.environ, "ASSISTANT_DATA_DIR": str(data_dir)}
    subprocess.run([sys.executable, "-m", "assistant.cli", "ingest", *paths], env=environment, check=True)
    assistant = Assistant.open(Settings(data_dir=data_dir))
    store = assistant.live.current()

    def ask(question: str, today: date) -> dict[str, object]:
        return assistant.answer(question, today).as_json()

    baseline = BASELINES / f"{name}.jsonl"
    code = evaluate(
        None,
        ask,
        store.page_text,
        out,
        console,
        compare_with=baseline if baseline.exists() and not write_baseline else None,
        configuration={"programme": name, "encoder": store.manifest.encoder, "parser": store.manifest.parser},
    )
    if write_baseline:
        with baseline.open("w", encoding="utf-8") as file:
            write_rows(map(as_verdict, read_run(out)), file)
    questions = load_questions()
    passages = list(store.passages.values())
    plain = plain_recipe([programme.document for programme in store.programmes], store.encoder)
    reports = [
        measure("as answers use it", questions, passages, lambda q, k: _as_answered(store, q, k)),
        measure("hybrid search alone", questions, passages, lambda q, k: [h.passage for h in store.search(q, k)]),
        measure("plain LangChain recipe", questions, passages, plain),
    ]
    _print_retrieval(reports, console)
    return code


def _as_answered(store: Store, question: str, limit: int) -> list[Passage]:
    """The passages that an answer is composed from, best first."""
    analysis = analyse(question, DEFAULT_TODAY, title_years(store))
    return [hit.passage for hit in gather(store, analysis).hits[:limit]]


def _print_retrieval(reports: list[RetrievalReport], console: Console) -> None:
    table = Table("retrieval", *(f"hit@{cut}" for cut in CUTS), "MRR@10")
    for report in reports:
        table.add_row(report.name, *(f"{report.hit(cut):.3f}" for cut in CUTS), f"{report.mrr:.3f}")
    console.print(table)


if __name__ == "__main__":
    sys.exit(main())
