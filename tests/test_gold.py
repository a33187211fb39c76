from pathlib import Path

import pytest
from rich.console import Console

from assistant.answering import Assistant
from evals.evaluate import lint
from evals.gold import gold_faults
from evals.questions import parse_questions
from vectorstore.records import Kind, Passage, Period, Span

PASSAGE = Passage(
    id="1",
    document_id="p",
    kind=Kind.MILESTONE,
    text="Nyt intranet i drift i 12 huse",
    span=Span(1, 0, 30),
    section="",
    initiative_id="intranet",
    initiative="Nyt intranet",
    breadcrumb="",
    period=Period("Q4/2026", None, None),
    sentences=(),
)


def faults(fields: str, *more: str) -> tuple[str, ...]:
    first = f"{{id: a, kind: when, split: dev, answerable: true, question: 'hvornår kører intranettet?', {fields}}}"
    rows = "\n".join(f"  - {row}" for row in (first, *more))
    found = gold_faults(parse_questions(f"questions:\n{rows}"), [PASSAGE])
    return tuple(f"{fault.id}: {fault.said}" for fault in found)


GOOD = "facts: [4. kvartal 2026], evidence: [{initiative: intranet, period: Q4 2026}]"


def test_gold_that_the_programme_states_is_right() -> None:
    assert faults(GOOD) == ()


def test_evidence_that_the_programme_does_not_have_is_named_with_what_was_looked_for() -> None:
    found = faults("facts: [Q4/2026], evidence: [{initiative: intranet, period: Q1 2027}]")
    assert found == ("a: programmet har intet sted med initiative 'intranet', period 'Q1 2027'; ret evidence",)


def test_facts_that_their_own_evidence_does_not_state_are_named() -> None:
    found = faults("facts: [Q4/2026, [13 huse, 14 huse]], evidence: [{initiative: intranet, period: Q4 2026}]")
    assert found == ("a: dens evidence siger ikke 13 huse | 14 huse; ret facts",)


def test_facts_that_are_worked_out_need_not_stand_in_the_text() -> None:
    facts = "facts: [nej], evidence: [{initiative: intranet, period: Q4 2026}]"
    more = f"{{id: b, kind: status, split: dev, answerable: true, question: 'kører det nu?', {facts}}}"
    assert faults(GOOD, more) == ()


def test_a_question_in_the_same_words_is_a_duplicate() -> None:
    again = f"{{id: b, kind: when, split: dev, answerable: true, question: Hvornår kører det med intranettet, {GOOD}}}"
    assert faults(GOOD, again) == ("b: spørger om det samme som a; fjern den ene",)


@pytest.mark.parametrize(("fields", "code", "said"), [(GOOD, 2, "har intet sted med"), ("", 2, "answerable uden")])
def test_the_linter_says_what_is_wrong_and_its_exit_code_too(
    assistant: Assistant, tmp_path: Path, fields: str, code: int, said: str
) -> None:
    path = tmp_path / "own.yaml"
    row = f"{{id: a, kind: when, split: dev, answerable: true, question: 'hvornår?', {fields}}}"
    path.write_text(f"questions:\n  - {row}\n", encoding="utf-8")
    console = Console(width=200, record=True, file=(tmp_path / "log").open("w", encoding="utf-8"))
    with console.file:
        assert lint(path, list(assistant.live.current().passages.values()), console) == code
    assert said in console.export_text()


def test_the_bundled_set_passes_the_linter(assistant: Assistant, tmp_path: Path) -> None:
    with (tmp_path / "log").open("w", encoding="utf-8") as log:
        assert lint(None, list(assistant.live.current().passages.values()), Console(file=log)) == 0
