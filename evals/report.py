"""Writes and prints a report: JSON lines for machines, Markdown and a compact table for people."""

import json
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from evals.correctness import Outcome
from evals.metrics import Result, Summary
from evals.rows import RESULTS, as_row, write_rows
from evals.runner import Report
from evals.significance import Comparison, Interval

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
    with (out_dir / RESULTS).open("w", encoding="utf-8") as file:
        write_rows((as_row(result) for result in report.results), file)
    summary = json.dumps(summary_data(report), ensure_ascii=False, indent=2)
    (out_dir / "summary.json").write_text(summary + "\n", encoding="utf-8")
    (out_dir / "summary.md").write_text(markdown(report), encoding="utf-8")


def summary_data(report: Report) -> dict[str, object]:
    """The verdict with its reasons, what was run, the thresholds and all figures as plain data."""
    return {
        "passed": report.passed,
        "reasons": report.reasons,
        "configuration": report.configuration,
        "thresholds": [str(threshold) for threshold in report.thresholds],
        "goals": {str(goal): goal.holds(report.summary) for goal in report.goals},
        "all": asdict(report.summary),
        "intervals": {name: asdict(interval) for name, interval in report.intervals.items()},
        "comparison": asdict(report.comparison) if report.comparison else None,
        **{
            f"by_{field}": {name: asdict(summary) for name, summary in report.by(field).items()}
            for field in ("kind", "split", "document")
        },
    }


def markdown(report: Report) -> str:
    """The report to read: verdict, figures, slices, and every question that is not right or not grounded."""
    lines = [f"# Evaluation: {'passed' if report.passed else 'failed'}", ""]
    lines += [f"- {reason}" for reason in report.reasons]
    lines += ["", "| figure | value | 95 % interval |", "| --- | --- | --- |"]
    lines += [
        f"| {name} | {figure(value)} | {interval_text(report.intervals.get(name))} |"
        for name, value in asdict(report.summary).items()
    ]
    lines += _compared(report.comparison) if report.comparison else []
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
        table.add_row(name, str(summary.questions), *(figure(value) for value in (*shown, *more)))
    console.print(table)
    names = ("crag", *SHARES[4:], *CHECKS, "misattributed", "median_seconds")
    figures = asdict(report.summary)
    console.print(", ".join(f"{name} {figure(figures[name])}" for name in names), highlight=False)
    sure = ", ".join(f"{name} {interval_text(report.intervals.get(name))}" for name in SHARES)
    console.print(f"95 %: {sure}", highlight=False)
    if report.comparison:
        won, lost = len(report.comparison.won), len(report.comparison.lost)
        console.print(f"Mod den tidligere kørsel: {won} bedre, {lost} dårligere", highlight=False)
    for goal in (goal for goal in report.goals if not goal.holds(report.summary)):
        console.print(f"Mål ikke nået: {goal}", style="yellow", highlight=False)
    for result in report.results:
        if result.verdict.outcome is Outcome.ERROR:
            console.print(f"Fejl: {result.question.id}: {result.verdict.reason}", style="red", highlight=False)
    for reason in report.reasons:
        console.print(f"Ikke bestået: {reason}", style="red", highlight=False, markup=False)
    verdict, colour = ("Bestået", "green") if report.passed else ("Ikke bestået", "red")
    console.print(verdict, style=colour)


def interval_text(interval: Interval | None) -> str:
    """An interval as "0.85–0.91", or a dash."""
    return f"{interval.low:.3f}–{interval.high:.3f}" if interval else "–"


def _compared(comparison: Comparison) -> list[str]:
    won, lost = len(comparison.won), len(comparison.lost)
    same = comparison.questions - won - lost
    lines = ["", "## Against the earlier run", "", f"{won} better, {same} the same, {lost} worse."]
    lines += ["", "| figure | before | now | difference, 95 % | p |", "| --- | --- | --- | --- | --- |"]
    lines += [
        f"| {c.name} | {c.before:.3f} | {c.after:.3f} | {c.difference:+.3f}, {interval_text(c.interval)} | {c.p:.3f} |"
        for c in comparison.changes
        if c.difference
    ]
    for name, ids in (("Better", comparison.won), ("Worse", comparison.lost)):
        lines += ["", f"{name}: {', '.join(ids)}"] if ids else []
    return lines


def _row(summary: Summary) -> str:
    figures = asdict(summary)
    return " | ".join([str(summary.questions), *(figure(figures[name]) for name in SHARES + CHECKS)])


def figure(value: float | None) -> str:
    """A figure as it is shown: three decimals, a count as it is, a dash for none."""
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
