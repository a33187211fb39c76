"""Writes and prints a report: JSON lines for machines, Markdown and a compact table for people."""

import json
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from evals.correctness import Outcome
from evals.metrics import Result, Summary
from evals.runner import Report

SHARES = ("correct", "missing", "wrong", "crag", "false_answer", "false_refusal")
CHECKS = (
    "resolve",
    "verbatim",
    "citation_recall",
    "citation_precision",
    "evidence",
    "list_recall",
    "list_precision",
)


def write_report(report: Report, out_dir: Path) -> None:
    """Write `results.jsonl`, `summary.json` and `summary.md` into a folder, made if it is absent."""
    out_dir.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(as_row(result), ensure_ascii=False) for result in report.results]
    (out_dir / "results.jsonl").write_text("\n".join([*lines, ""]), encoding="utf-8")
    summary = json.dumps(summary_data(report), ensure_ascii=False, indent=2)
    (out_dir / "summary.json").write_text(summary + "\n", encoding="utf-8")
    (out_dir / "summary.md").write_text(markdown(report), encoding="utf-8")


def as_row(result: Result) -> dict[str, object]:
    """One result as plain data for `results.jsonl`."""
    question = result.question
    return {
        "id": question.id,
        "kind": question.kind,
        "split": question.split,
        "question": question.question,
        "today": question.today.isoformat(),
        "answerable": question.answerable,
        "outcome": result.verdict.outcome.value,
        "reason": result.verdict.reason,
        "status": result.status,
        "answer": result.text,
        "seconds": round(result.seconds, 4),
        "coverage": asdict(result.coverage) if result.coverage else None,
        "grounding": asdict(result.grounding) if result.grounding else None,
    }


def summary_data(report: Report) -> dict[str, object]:
    """The verdict, the thresholds and all figures as plain data."""
    return {
        "passed": report.passed,
        "thresholds": [str(threshold) for threshold in report.thresholds],
        "missed": [str(threshold) for threshold in report.missed],
        "all": asdict(report.summary),
        "by_kind": {name: asdict(summary) for name, summary in report.by("kind").items()},
        "by_split": {name: asdict(summary) for name, summary in report.by("split").items()},
    }


def markdown(report: Report) -> str:
    """The report to read: verdict, figures, slices, and every question that is not right or not grounded."""
    figures = asdict(report.summary)
    lines = [f"# Evaluation: {'passed' if report.passed else 'failed'}", ""]
    lines += [f"- missed: {threshold}" for threshold in report.missed]
    lines += ["", "| figure | value |", "| --- | --- |"]
    lines += [f"| {name} | {_figure(value)} |" for name, value in figures.items()]
    for field in ("split", "kind"):
        lines += ["", f"## By {field}", "", f"| {field} | n | {' | '.join(SHARES + CHECKS)} |"]
        lines.append("| --- " * (len(SHARES + CHECKS) + 2) + "|")
        lines += [f"| {name} | {_row(summary)} |" for name, summary in report.by(field).items()]
    lines += ["", "## What failed", ""]
    failing = [result for result in report.results if _failed(result)]
    return "\n".join(lines + [_failure(result) for result in failing] + ([] if failing else ["Nothing.", ""]))


def print_report(report: Report, console: Console) -> None:
    """Print the shares by kind, the figures of the whole run, and the verdict."""
    table = Table("kind", "n", *SHARES[:3], "errors", "recall", "evidence")
    for name, summary in [*report.by("kind").items(), *report.by("split").items(), ("all", report.summary)]:
        shown = (summary.correct, summary.missing, summary.wrong, summary.errors)
        more = (summary.citation_recall, summary.evidence)
        table.add_row(name, str(summary.questions), *(_figure(value) for value in (*shown, *more)))
    console.print(table)
    names = ("crag", *SHARES[4:], *CHECKS, "misattributed", "median_seconds")
    figures = asdict(report.summary)
    console.print(", ".join(f"{name} {_figure(figures[name])}" for name in names), highlight=False)
    for threshold in report.missed:
        console.print(f"Missed: {threshold}", style="red", highlight=False)
    verdict, colour = ("Passed", "green") if report.passed else ("Failed", "red")
    console.print(verdict, style=colour)


def _row(summary: Summary) -> str:
    figures = asdict(summary)
    return " | ".join([str(summary.questions), *(_figure(figures[name]) for name in SHARES + CHECKS)])


def _figure(value: float | None) -> str:
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.3f}"


def _failed(result: Result) -> bool:
    return result.verdict.outcome is not Outcome.CORRECT or bool(result.grounding and result.grounding.faults)


def _failure(result: Result) -> str:
    question, faults = result.question, result.grounding.faults if result.grounding else ()
    quoted = "\n".join(f"> {line}" for line in result.text.splitlines()) or "> (no answer)"
    reasons = [reason for reason in (result.verdict.reason, *faults) if reason]
    return "\n".join(
        [
            f"### {question.id} ({question.kind}, {question.split}): {result.verdict.outcome.value}",
            "",
            f"**{question.question}** (today {question.today}; status {result.status or '–'})",
            "",
            quoted,
            "",
            *(f"- {reason}" for reason in reasons),
            "",
        ]
    )
