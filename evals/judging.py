"""One answer judged in every way: whether it is right, cites what it should, and can be checked."""

from evals.answers import Answer
from evals.correctness import coverage, judge
from evals.grounding import PageText, ground
from evals.metrics import Result
from evals.questions import Question


def judged(question: Question, answer: Answer, page_text: PageText, seconds: float) -> Result:
    """All verdicts on an answer that took `seconds`."""
    return Result(
        question=question,
        verdict=judge(question, answer),
        seconds=seconds,
        text=answer.text,
        status=answer.status,
        citations=answer.citations,
        coverage=coverage(question, answer),
        grounding=ground(answer, page_text, question.question, question.today),
    )
