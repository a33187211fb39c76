"""The whole suite in one call: read the questions, ask them, report, and give the exit code."""

from pathlib import Path

from rich.console import Console

from evals.grounding import PageText
from evals.questions import QuestionError, load_questions
from evals.report import print_report, write_report
from evals.runner import Ask, run


def evaluate(questions_path: Path | None, ask: Ask, page_text: PageText, out_dir: Path, console: Console) -> int:
    """Run a question file (`None`: the bundled one), write the report and print it.

    Returns the exit code: 0 passed, 1 failed, 2 a question file that can't be used.
    """
    try:
        questions = load_questions(questions_path) if questions_path else load_questions()
    except (QuestionError, OSError) as error:
        console.print(str(error), style="red", markup=False, highlight=False)
        return 2
    report = run(questions, ask, page_text)
    write_report(report, out_dir)
    print_report(report, console)
    console.print(f"Report: {out_dir / 'summary.md'}", markup=False, highlight=False)
    return 0 if report.passed else 1
