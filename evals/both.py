"""`make evaluate`: the bundled programme and, where it is at hand, the official text, answers and retrieval.

Each is ingested into a folder of its own through the terminal door, so the index in use is left alone.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assistant.analysis import analyse
from assistant.answering import Assistant, title_years
from assistant.evidence import gather
from assistant.settings import Settings
from evals.evaluate import evaluate
from evals.peers import measure_peers
from evals.plain_recipe import plain_recipe
from evals.questions import Question, load_questions
from evals.report import figure, interval_text
from evals.retrieval import RetrievalReport, measure
from evals.robustness import sweep
from evals.rows import as_verdict, read_run, write_rows
from vectorstore.records import Passage
from vectorstore.store import Store

BASELINES = Path(__file__).with_name("baseline")  # verdicts only: no text of a programme is in them


@dataclass(frozen=True, slots=True)
class FigureTable:
    """Figures beside one another, as they are shown: one row for each thing measured."""

    name: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


More = Callable[[Assistant], FigureTable]


def main(arguments: list[str] | None = None) -> int:
    """Evaluate both programmes; the exit code is 0 only if both pass."""
    parser = argparse.ArgumentParser(prog="python -m evals.both", description=__doc__)
    parser.add_argument("--official", type=Path, help="the official text; left out where it does not exist")
    parser.add_argument("--out", type=Path, default=Path("runs/latest"))
    parser.add_argument("--write-baseline", action="store_true", help="make this run what later ones are compared with")
    parser.add_argument("--peers", action="store_true", help="ask the peers too, and the assistant less each part")
    parser.add_argument("--robustness", action="store_true", help="ask each question again, typed in other ways")
    args = parser.parse_args(arguments)
    console = Console()
    sources: list[tuple[str, list[str]]] = [("bundled", [])]
    if args.official and args.official.exists():
        sources.append(("official", [str(args.official)]))
    codes = [
        _evaluate_one(
            name,
            paths,
            args.out / name,
            console,
            write_baseline=args.write_baseline,
            more=[more for wanted, more in ((args.peers, _peers), (args.robustness, _robustness)) if wanted],
        )
        for name, paths in sources
    ]
    return max(codes)


def _evaluate_one(
    name: str, paths: list[str], out: Path, console: Console, *, write_baseline: bool, more: Sequence[More]
) -> int:
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

    def hybrid(question: Question, limit: int) -> list[Passage]:
        return [hit.passage for hit in store.search(question.question, limit)]

    reports = [
        measure("as answers use it", questions, passages, lambda q, k: _as_answered(store, q, k)),
        measure("hybrid search alone", questions, passages, hybrid),
        measure("plain LangChain recipe", questions, passages, lambda q, k: plain(q.question, k)),
    ]
    _print_retrieval(reports, console)
    for measure_more in more:
        _show(measure_more(assistant), out, console)
    return code


def _peers(assistant: Assistant) -> FigureTable:
    shown = ("correct", "missing", "wrong", "false_answer", "false_refusal", "citation_recall", "list_recall")
    peers = measure_peers(assistant, load_questions())
    rows = [(name, *(figure(getattr(summary, one)) for one in shown)) for name, summary in peers.items()]
    return FigureTable("peers", ("peer", *shown), rows)


def _robustness(assistant: Assistant) -> FigureTable:
    store = assistant.live.current()
    losses = sweep(load_questions(), lambda q, today: assistant.answer(q, today).as_json(), store.page_text)
    rows = [
        (
            one.name,
            str(one.disturbed),
            figure(one.changes["correct"].before),
            *(figure(getattr(one.summary, name)) for name in ("correct", "wrong", "false_answer", "false_refusal")),
            f"{one.changes['correct'].difference:+.3f}, {interval_text(one.changes['correct'].interval)}",
        )
        for one in losses
    ]
    head = (
        "typed",
        "changed",
        "correct before",
        "correct",
        "wrong",
        "false_answer",
        "false_refusal",
        "difference, 95 %",
    )
    return FigureTable("robustness", head, rows)


def _show(table: FigureTable, out: Path, console: Console) -> None:
    """Print a table and keep it as Markdown in the run's folder."""
    shown = Table(*table.head, title=table.name)
    for row in table.rows:
        shown.add_row(*row)
    console.print(shown)
    lines = [table.head, ["---"] * len(table.head), *table.rows]
    text = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    (out / f"{table.name}.md").write_text(text + "\n", encoding="utf-8")


def _as_answered(store: Store, question: Question, limit: int) -> list[Passage]:
    """The passages that an answer is composed from, best first."""
    analysis = analyse(question.question, question.today, title_years(store))
    return [hit.passage for hit in gather(store, analysis).hits[:limit]]


def _print_retrieval(reports: list[RetrievalReport], console: Console) -> None:
    table = Table("retrieval", *reports[0].figures())
    for report in reports:
        table.add_row(report.name, *(f"{value:.3f}" for value in report.figures().values()))
    console.print(table)


if __name__ == "__main__":
    sys.exit(main())
