"""The whole suite in one call: read the questions, ask them, report, and give the exit code."""

import hashlib
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from evals.correctness import Outcome
from evals.gold import gold_faults
from evals.grounding import PageText
from evals.html_report import write_html
from evals.http import Ask
from evals.metrics import Result
from evals.questions import DEFAULT_PATH, Question, QuestionError, lines_of, load_questions
from evals.report import print_report, write_report
from evals.rows import RunError, as_row, read_run, write_rows
from evals.runner import BrokenOffError, Report, report_on, run
from vectorstore.records import Passage

PARTIAL = "results.partial.jsonl"  # grows while a run goes on; what `resume` takes up


def evaluate(
    questions_path: Path | None,
    ask: Ask,
    page_text: PageText,
    out_dir: Path,
    console: Console,
    *,
    compare_with: Path | None = None,
    parallel: int = 1,
    resume: bool = False,
    configuration: Mapping[str, object] | None = None,
) -> int:
    """Run a question file (`None`: the bundled one), write the report and print it.

    `compare_with` is the folder or the results file of an earlier run; `resume` takes up a run into the same
    `out_dir` that was broken off. Returns the exit code: 0 passed, 1 failed, 2 a file that can't be used.
    """
    path = questions_path or DEFAULT_PATH
    try:
        questions = load_questions(path)
        before = read_run(compare_with) if compare_with else ()
        _check_comparable(before, questions, compare_with)
        answered = _broken_off(out_dir) if resume else {}
        results = _run(questions, ask, page_text, out_dir, console, parallel, answered)
    except BrokenOffError as error:
        console.print(f"Kørslen er afbrudt: {error}", style="red", markup=False, highlight=False)
        console.print("Det, der er svaret, er gemt; fortsæt med --resume og samme --out", highlight=False)
        return 2
    except (QuestionError, RunError, OSError) as error:
        console.print(str(error), style="red", markup=False, highlight=False)
        return 2
    said = {
        "questions": path.name,
        "questions_sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "version": version("arbejdsprogram-assistenten"),
        "compared_with": str(compare_with or ""),
        "parallel": parallel,
        **(configuration or {}),
    }
    report = report_on(results, before=before, configuration=said)
    finish(report, out_dir, console)
    return 0 if report.passed else 1


def lint(questions_path: Path | None, passages: Sequence[Passage], console: Console) -> int:
    """Hold a question file against the programme that it asks about, and print what is wrong with it.

    Returns the exit code: 0 nothing is, 2 a file that can't be used, or gold that does not fit the programme.
    """
    path = questions_path or DEFAULT_PATH
    try:
        questions = load_questions(path)
    except (QuestionError, OSError) as error:
        console.print(str(error), style="red", markup=False, highlight=False)
        return 2
    faults, lines = gold_faults(questions, passages), lines_of(path)
    for fault in faults:
        where = f"{path.name}:{lines[fault.id]}: {fault.id}"
        console.print(f"{where}: {fault.said}", style="red", markup=False, highlight=False, soft_wrap=True)
    if not faults:
        console.print(f"{path.name}: {len(questions)} spørgsmål passer til programmet", highlight=False)
    return 2 if faults else 0


def finish(report: Report, out_dir: Path, console: Console) -> None:
    """Write every form of the report and print the short one."""
    write_report(report, out_dir)
    page = write_html(report, out_dir)
    if not report.summary.errors:
        (out_dir / PARTIAL).unlink(missing_ok=True)
    print_report(report, console)
    console.print(f"Rapport: {page}", markup=False, highlight=False, soft_wrap=True)


def _run(
    questions: tuple[Question, ...],
    ask: Ask,
    page_text: PageText,
    out_dir: Path,
    console: Console,
    parallel: int,
    answered: Mapping[str, Result],
) -> tuple[Result, ...]:
    out_dir.mkdir(parents=True, exist_ok=True)
    unfinished = out_dir / (PARTIAL + ".new")  # takes its place whole, so that what was answered is never lost
    with unfinished.open("w", encoding="utf-8") as kept:
        write_rows(map(as_row, answered.values()), kept)
    unfinished.replace(out_dir / PARTIAL)
    with (
        (out_dir / PARTIAL).open("a", encoding="utf-8") as partial,
        Progress(console=console, transient=True, disable=not console.is_terminal) as progress,
    ):
        task = progress.add_task("Spørger", total=len(questions))

        def done(result: Result) -> None:
            if result.question.id not in answered and result.verdict.outcome is not Outcome.ERROR:
                write_rows([as_row(result)], partial)
            progress.advance(task)

        return run(questions, ask, page_text, parallel=parallel, answered=answered, done=done)


def _broken_off(out_dir: Path) -> dict[str, Result]:
    """The results of a run into this folder that never ended; none where it did, or where nothing was asked yet."""
    partial = out_dir / PARTIAL
    if not partial.exists() or not partial.read_text(encoding="utf-8").strip():
        return {}
    return {result.question.id: result for result in read_run(partial) if result.status}


def _check_comparable(before: Sequence[Result], questions: Sequence[Question], run: Path | None) -> None:
    """Raise `RunError` for an earlier run that shares no question with this one, or broke on some."""
    if not before:
        return
    if errors := sum(one.verdict.outcome is Outcome.ERROR for one in before):
        raise RunError(f"{run}: {errors} spørgsmål fejlede dengang; hold op imod en kørsel uden fejl")
    if not {one.question.id for one in before} & {one.id for one in questions}:
        raise RunError(f"{run}: har ingen af disse spørgsmål; hold op imod en kørsel af samme sæt")
