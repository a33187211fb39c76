import pytest

from assistant.language_model import Form, ModelFailedError
from evals.correctness import Outcome, Verdict
from evals.llm_judge import Opinion, agreement, judged, read_verdict
from evals.metrics import Result
from evals.questions import Question

GOLD = Question("a", "when", "dev", "Hvornår {er} det?", answerable=True, facts=(("Q4/2026", "4. kvartal"), ("pilot",)))
RESULT = Result(GOLD, Verdict(Outcome.CORRECT), seconds=0.1, text="I Q4/2026.", status="answered")


class Judge:
    def __init__(self, verdict: str) -> None:
        self.verdict, self.prompt = verdict, ""

    def complete(self, system: str, prompt: str, within: float, form: Form | None = None) -> str:  # noqa: ARG002
        self.prompt = prompt
        if not self.verdict:
            raise ModelFailedError("timeout")
        return self.verdict


@pytest.mark.parametrize(
    ("reply", "verdict"),
    [
        ("RIGTIGT", Outcome.CORRECT),
        ("Dom: Mangelfuldt, for …", Outcome.MISSING),
        ("forkert. Et rigtigt svar ville …", Outcome.WRONG),
        ("Det ved jeg ikke", None),
    ],
)
def test_the_first_verdict_of_a_reply_counts(reply: str, verdict: Outcome | None) -> None:
    assert read_verdict(reply) is verdict


def test_the_judge_sees_question_facts_and_answer() -> None:
    judge = Judge("MANGELFULDT")
    assert judged(RESULT, GOLD, judge) == Opinion("a", Outcome.CORRECT, Outcome.MISSING)
    assert "Hvornår {er} det?" in judge.prompt
    assert "Q4/2026 eller 4. kvartal; pilot" in judge.prompt
    assert "I Q4/2026." in judge.prompt


def test_a_judge_that_fails_gives_no_verdict() -> None:
    assert judged(RESULT, GOLD, Judge("")).said is None


def opinions(*pairs: tuple[str, str]) -> list[Opinion]:
    return [Opinion(str(at), Outcome(label), Outcome(said)) for at, (label, said) in enumerate(pairs)]


def test_agreement_beyond_chance_is_told_from_agreement_by_chance() -> None:
    same = opinions(("correct", "correct"), ("wrong", "wrong"), ("missing", "missing"), ("correct", "correct"))
    assert agreement(same) == (1.0, 1.0)
    says_one_thing = opinions(*[("correct", "correct")] * 8, ("wrong", "correct"), ("missing", "correct"))
    share, kappa = agreement(says_one_thing)
    assert share == 0.8
    assert kappa == pytest.approx(0.0)
    assert agreement([]) == (0.0, 0.0)
