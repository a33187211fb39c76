"""A result as a line of `results.jsonl` and back, so that a run can be compared, resumed and drawn again."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from evals.answers import Citation
from evals.correctness import Coverage, Outcome, Verdict
from evals.grounding import Grounding
from evals.metrics import Result, cluster
from evals.questions import Evidence, Question

RESULTS = "results.jsonl"
_VERDICT_ONLY = ("id", "kind", "split", "today", "answerable", "statuses", "cluster", "outcome", "status")


class RunError(ValueError):
    """An earlier run that can't be read; one line with file, line and remedy."""


def as_row(result: Result) -> dict[str, Any]:
    """One result as plain data."""
    question = result.question
    return {
        "id": question.id,
        "kind": question.kind,
        "split": question.split,
        "question": question.question,
        "today": question.today.isoformat(),
        "answerable": question.answerable,
        "statuses": list(question.statuses),
        "cluster": cluster(question),
        "outcome": result.verdict.outcome.value,
        "reason": result.verdict.reason,
        "status": result.status,
        "answer": result.text,
        "citations": [asdict(citation) for citation in result.citations],
        "seconds": round(result.seconds, 4),
        "coverage": asdict(result.coverage) if result.coverage else None,
        "grounding": asdict(result.grounding) if result.grounding else None,
    }


def as_verdict(result: Result) -> dict[str, Any]:
    """What a comparison needs of a result, without a word of question, answer or quotes: a line of a baseline."""
    row = as_row(result)
    grounding = {**row["grounding"], "faults": ()} if row["grounding"] else None
    return {**{name: row[name] for name in _VERDICT_ONLY}, "coverage": row["coverage"], "grounding": grounding}


def write_rows(rows: Iterable[Mapping[str, Any]], file: TextIO) -> None:
    """Write one JSON object a line, each whole before the next begins."""
    for row in rows:
        file.write(json.dumps(row, ensure_ascii=False) + "\n")
        file.flush()


def read_run(run: Path) -> tuple[Result, ...]:
    """The results of an earlier run: its folder, or the file itself. Raises `RunError` with the remedy."""
    path = run / RESULTS if run.is_dir() else run
    try:
        lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")  # other line separators stand in texts
    except (OSError, UnicodeDecodeError) as error:
        raise RunError(f"{path}: ingen kørsel at holde op imod ({error}); angiv den mappe, som --out nævnte") from error
    if lines and not _whole(lines[-1]):  # the last line of a run that was broken off
        lines.pop()
    found = tuple(_results(lines, path))
    if not found:
        raise RunError(f"{path}: kørslen er tom; hold op imod en, der blev færdig")
    return found


def _whole(line: str) -> bool:
    return line.rstrip().endswith("}")


def _results(lines: Sequence[str], path: Path) -> Iterator[Result]:
    for number, line in enumerate(lines, 1):
        try:
            yield from_row(json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            raise RunError(f"{path}:{number}: intet resultat af denne version ({error}); kør den igen") from error


def from_row(row: Mapping[str, Any]) -> Result:
    """A result as it was written; the question holds what figures and comparisons need, not its gold."""
    identity = str(row["id"])
    named = row["cluster"] if row["cluster"] != identity else ""
    question = Question(
        id=identity,
        kind=row["kind"],
        split=row["split"],
        question=row.get("question", ""),
        answerable=row["answerable"],
        today=date.fromisoformat(row["today"]),
        statuses=tuple(row["statuses"]),
        evidence=(Evidence(initiative=named),) if named else (),
    )
    grounding = row.get("grounding")
    return Result(
        question=question,
        verdict=Verdict(Outcome(row["outcome"]), row.get("reason", "")),
        seconds=row.get("seconds", 0.0),
        text=row.get("answer", ""),
        status=row["status"],
        citations=tuple(Citation(**citation) for citation in row.get("citations", ())),
        coverage=Coverage(**row["coverage"]) if row.get("coverage") else None,
        grounding=Grounding(**{**grounding, "faults": tuple(grounding["faults"])}) if grounding else None,
    )
