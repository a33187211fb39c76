import json
from collections import Counter
from pathlib import Path

import pytest

from evals.questions import KINDS, Question, QuestionError, lines_of, load_questions, parse_questions
from evals.retrieval import holds
from ingest.build import bundled_programme, read_programmes
from vectorstore.records import Kind, Passage

ROW = """
questions:
  - id: one
    kind: when
    split: dev
    question: hvornår?
    answerable: true
    facts: [[Q4/2026, "re:slut(ning)? 2026"], servicetjek]
    evidence: [{initiative: ERP, period: Q4/2026}]
"""


@pytest.fixture(scope="module")
def questions() -> tuple[Question, ...]:
    return load_questions()


@pytest.fixture(scope="module")
def passages() -> tuple[Passage, ...]:
    programmes, _ = read_programmes([bundled_programme()])
    return tuple(passage for programme in programmes for passage in programme.passages)


def test_a_row_becomes_a_question_and_a_single_fact_is_a_group_of_one() -> None:
    (question,) = parse_questions(ROW)
    assert question.facts == (("Q4/2026", "re:slut(ning)? 2026"), ("servicetjek",))
    assert question.statuses == ("answered", "partial")
    assert question.today.isoformat() == "2026-03-15"


@pytest.mark.parametrize(
    ("old", "new", "remedy"),
    [
        ("kind: when", "kind: whenever", "vælg en af when"),
        ("split: dev", "split: test", "vælg en af dev, held_back"),
        ("facts: [[Q4/2026,", "facts: [[2026,", "sæt det i anførselstegn"),
        ("slut(ning)?", "slut(ning?", "ikke kan læses"),
        ("answerable: true", "answerable: false", "ikke answerable, men med facts"),
        ("answerable: true", "answerable: maybe", "skriv true eller false"),
        ("facts:", "fact:", "ukendt felt fact"),
        ("facts:", "forbidden:", "answerable uden facts"),
        (", period: Q4/2026}", "}", "tilføj `period` eller `words`"),
        ("answerable: true", "answerable: true\n    statuses: [declined]", "vælg en af answered"),
    ],
)
def test_a_wrong_row_is_named_by_line_with_the_remedy(old: str, new: str, remedy: str) -> None:
    with pytest.raises(QuestionError, match=r"mine\.yaml:3: one: ") as caught:
        parse_questions(ROW.replace(old, new), "mine.yaml")
    assert remedy in str(caught.value)


def test_an_id_used_twice_names_both_lines() -> None:
    twice = ROW + ROW.removeprefix("\nquestions:\n")
    with pytest.raises(QuestionError, match=r"q:10: one: id er brugt i linje 3"):
        parse_questions(twice, "q")


@pytest.mark.parametrize("text", ["", "questions: []", "[1, 2]", "questions: [unclosed"])
def test_a_file_without_questions_says_so(text: str) -> None:
    with pytest.raises(QuestionError, match="q: "):
        parse_questions(text, "q")


def test_the_bundled_set_is_large_and_spread(questions: tuple[Question, ...]) -> None:
    unanswerable = sum(not question.answerable for question in questions) / len(questions)
    held_back = sum(question.split == "held_back" for question in questions) / len(questions)
    assert len(questions) >= 200
    assert 0.2 <= unanswerable <= 0.3
    assert 0.2 <= held_back <= 0.3
    for split in ("dev", "held_back"):
        assert set(Counter(q.kind for q in questions if q.split == split)) == set(KINDS)


def test_no_question_is_asked_twice(questions: tuple[Question, ...]) -> None:
    asked = Counter((question.question.lower(), question.today) for question in questions)
    assert max(asked.values()) == 1


def test_every_gold_evidence_stands_in_the_bundled_programme(
    questions: tuple[Question, ...], passages: tuple[Passage, ...]
) -> None:
    lost = [(q.id, gold) for q in questions for gold in q.evidence if not any(holds(p, gold) for p in passages)]
    assert not lost


def test_every_milestone_of_a_list_is_exactly_one_in_the_bundled_programme(
    questions: tuple[Question, ...], passages: tuple[Passage, ...]
) -> None:
    milestones = [passage for passage in passages if passage.kind is Kind.MILESTONE]
    for question in questions:
        for gold in question.complete:
            assert sum(holds(milestone, gold) for milestone in milestones) == 1, (question.id, gold)


def test_every_initiative_of_the_bundled_programme_is_asked_about(
    questions: tuple[Question, ...], passages: tuple[Passage, ...]
) -> None:
    initiatives = {passage.initiative for passage in passages if passage.initiative}
    asked = {p.initiative for q in questions for gold in q.evidence for p in passages if holds(p, gold)}
    assert len(initiatives) == 12
    assert initiatives <= asked


def test_json_lines_are_read_as_yaml_is(tmp_path: Path) -> None:
    row = {
        "id": "one",
        "kind": "when",
        "split": "dev",
        "question": "Hvornår?",
        "today": "2027-03-15",
        "answerable": True,
        "facts": [["Q4/2026"]],
        "lead": [["Q4/2026", "Q1/2027"]],
        "evidence": [{"initiative": "ERP", "period": "Q4/2026"}],
    }
    path = tmp_path / "mine.jsonl"
    path.write_text("\n" + json.dumps(row) + "\n", encoding="utf-8")
    (question,) = load_questions(path)
    assert (question.today.year, question.lead) == (2027, ("Q4/2026", "Q1/2027"))
    assert lines_of(path) == {"one": 2}
    path.write_text("{no", encoding="utf-8")
    with pytest.raises(QuestionError, match=r"mine\.jsonl:1: ikke gyldig JSON"):
        load_questions(path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ROW.replace("    kind: when", "    kind: when\n    kind: who"), "`kind` står to gange"),
        (ROW + ROW, "`questions` står to gange"),
        (ROW.replace("    kind: when", "    kind: when\n    yes: 1"), "ukendt felt"),
    ],
)
def test_what_is_written_twice_or_unknown_is_told(text: str, said: str) -> None:
    with pytest.raises(QuestionError, match=said):
        parse_questions(text, "q.yaml")


def test_another_encoding_is_told_with_the_remedy(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_bytes(ROW.replace("when", "når").encode("latin-1"))
    with pytest.raises(QuestionError, match="gem filen som UTF-8"):
        load_questions(path)


def test_every_question_set_loads_and_no_question_is_in_two() -> None:
    evals = Path(load_questions.__code__.co_filename).parent
    sets = {path: load_questions(path) for path in evals.rglob("*.yaml")}
    assert len(sets) == 11
    asked = Counter(" ".join(one.question.casefold().split()) for questions in sets.values() for one in questions)
    assert [question for question, count in asked.items() if count > 1] == []
