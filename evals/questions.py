"""The question set: what is asked, what a right answer must state, and where the text says it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from evals.normalise import pattern

DEFAULT_PATH = Path(__file__).with_name("questions.yaml")
DEFAULT_TODAY = date(2026, 3, 15)
KINDS = (
    "when",
    "paraphrase",
    "typo",
    "number",
    "purpose",
    "who",
    "about",
    "status",
    "list_period",
    "list_initiative",
    "next",
    "english",
    "history",
    "comparison",
    "false_premise",
    "near_miss",
    "off_topic",
    "injection",
    "small_talk",
)
SPLITS = ("dev", "held_back")
STATUSES = ("answered", "partial", "not_found")
PASSAGE_KINDS = ("milestone", "initiative", "focus_area", "key_figure", "history", "prose")
EVIDENCE_FIELDS = frozenset(("initiative", "period", "words", "kind", "contains"))

Alternatives = tuple[str, ...]


class QuestionError(ValueError):
    """A question file that breaks its rules; one line for each fault, with file, line and remedy."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place that the answer must rest on, named so that it is found in any wording of the programme.

    `initiative` is a distinctive part of its title; `words` are alternatives of which the quote holds one.
    """

    initiative: str = ""
    period: str = ""
    words: Alternatives = ()
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its gold. `facts`: all groups, any alternative; `forbidden`: any is fatal.

    `lead`: the first quarter or month that the answer names must be one of these. `complete`: exactly the
    milestones that a list must cite. `statuses`: what the answer object's status may be.
    """

    id: str
    kind: str
    split: str
    question: str
    answerable: bool
    today: date = DEFAULT_TODAY
    facts: tuple[Alternatives, ...] = ()
    forbidden: Alternatives = ()
    lead: Alternatives = ()
    statuses: tuple[str, ...] = ("answered", "partial")
    evidence: tuple[Evidence, ...] = ()
    complete: tuple[Evidence, ...] = ()


FIELDS = frozenset(Question.__dataclass_fields__)


def load_questions(path: Path = DEFAULT_PATH) -> tuple[Question, ...]:
    """Read and check a question file; `QuestionError` names every wrong row at once."""
    return parse_questions(path.read_text(encoding="utf-8"), path.name)


def parse_questions(text: str, name: str = "questions") -> tuple[Question, ...]:
    """The questions of a YAML text, a mapping with a list under `questions`."""
    try:
        rows = list(_rows(text))
    except yaml.YAMLError as error:
        raise QuestionError(f"{name}: not valid YAML, {' '.join(str(error).split())}") from error
    if not rows:
        raise QuestionError(f"{name}: no questions; list them under `questions:`")
    faults: list[str] = []
    questions: list[Question] = []
    seen: dict[str, int] = {}
    for line, row in rows:
        wrong = list(lint(row))
        identity = str(row.get("id"))
        if identity in seen:
            wrong.append(f"id is taken by line {seen[identity]}; choose another")
        seen.setdefault(identity, line)
        faults += [f"{name}:{line}: {identity}: {fault}" for fault in wrong]
        if not wrong:
            questions.append(_question(row))
    if faults:
        raise QuestionError("\n".join(faults))
    return tuple(questions)


def lint(row: Mapping[str, object]) -> Iterator[str]:
    """What is wrong with one row, each fault with its remedy; nothing if it is right."""
    if unknown := sorted(set(row) - FIELDS):
        yield f"unknown field {', '.join(unknown)}; known are {', '.join(sorted(FIELDS))}"
    for field in ("id", "question"):
        if not isinstance(row.get(field), str) or not str(row[field]).strip():
            yield f"`{field}` is missing; give it a text"
    yield from _choice("kind", row.get("kind"), KINDS)
    yield from _choice("split", row.get("split"), SPLITS)
    if not isinstance(row.get("answerable"), bool):
        yield "`answerable` is missing; write true or false"
    if not isinstance(row.get("today", DEFAULT_TODAY), date):
        yield "`today` is no date; write it as 2026-03-15"
    for field in ("facts", "forbidden", "lead"):
        yield from _facts_faults(field, row.get(field, []))
    statuses = row.get("statuses", [])
    for status in statuses if isinstance(statuses, list) else [statuses]:
        yield from _choice("statuses", status, STATUSES)
    if row.get("answerable") is True and not row.get("facts"):
        yield "answerable without facts; add the groups of accepted facts, or set `answerable: false`"
    if row.get("answerable") is True and not (row.get("evidence") or row.get("complete")):
        yield "answerable without evidence; name the initiative and period, or the words, that it rests on"
    if row.get("answerable") is False and (row.get("facts") or row.get("evidence") or row.get("complete")):
        yield "unanswerable with facts or evidence; remove them, or set `answerable: true`"
    for field in ("evidence", "complete"):
        yield from _evidence_faults(field, row.get(field, []))


def _rows(text: str) -> Iterator[tuple[int, Mapping[str, object]]]:
    root, data = yaml.compose(text, Loader=yaml.SafeLoader), yaml.safe_load(text)
    if not isinstance(root, yaml.MappingNode) or not isinstance(data, dict):
        return
    for key, value in root.value:
        if key.value == "questions" and isinstance(value, yaml.SequenceNode):
            for node, row in zip(value.value, data["questions"], strict=True):
                yield node.start_mark.line + 1, row if isinstance(row, dict) else {"id": row}


def _choice(field: str, value: object, allowed: tuple[str, ...]) -> Iterator[str]:
    if value not in allowed:
        yield f"`{field}` is {value!r}; choose one of {', '.join(allowed)}"


def _facts_faults(field: str, groups: object) -> Iterator[str]:
    if not isinstance(groups, list):
        yield f"`{field}` is no list; write groups as [[one, other], [third]]"
        return
    for group in groups:
        alternatives = group if isinstance(group, list) else [group]
        if not alternatives:
            yield f"`{field}` holds an empty group; remove it or fill it"
        for alternative in alternatives:
            yield from _text_faults(field, alternative)


def _text_faults(field: str, value: object) -> Iterator[str]:
    if not isinstance(value, str) or not value.strip():
        yield f"`{field}` holds {value!r}, which is no text; put it in quotes"
        return
    try:
        pattern(value)
    except re.error as error:
        yield f"`{field}` holds {value!r}, a pattern that does not compile ({error}); correct it"


def _evidence_faults(field: str, items: object) -> Iterator[str]:
    if not isinstance(items, list):
        yield f"`{field}` is no list; write it as [{{initiative: …, period: …}}]"
        return
    for item in items:
        if not isinstance(item, dict) or not set(item) <= EVIDENCE_FIELDS:
            yield f"`{field}` holds {item!r}; its fields are {', '.join(sorted(EVIDENCE_FIELDS))}"
            continue
        if not (item.get("initiative") or item.get("contains") or item.get("period")):
            yield f"`{field}` names no place; give `initiative`, `contains` or `period`"
        if item.get("initiative") and not (item.get("period") or item.get("words")):
            yield f"`{field}` names an initiative only; add `period` or `words`"
        for kind in _listed(item.get("kind", [])):
            yield from _choice("kind of evidence", kind, PASSAGE_KINDS)
        for key in ("initiative", "period", "words", "contains"):
            for value in _listed(item.get(key, [])):
                yield from _text_faults(f"{field}.{key}", value)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in _listed(value))


def _question(row: Mapping[str, object]) -> Question:
    facts, forbidden = _listed(row.get("facts", [])), _listed(row.get("forbidden", []))
    today = row.get("today", DEFAULT_TODAY)
    answerable = row["answerable"] is True
    return Question(
        id=str(row["id"]),
        kind=str(row["kind"]),
        split=str(row["split"]),
        question=str(row["question"]),
        answerable=answerable,
        today=today if isinstance(today, date) else DEFAULT_TODAY,
        facts=tuple(_texts(group) for group in facts),
        forbidden=tuple(text for group in forbidden for text in _texts(group)),
        lead=_texts(row.get("lead", [])),
        statuses=_texts(row.get("statuses", ["answered", "partial"] if answerable else ["not_found"])),
        evidence=tuple(_evidence(item) for item in _listed(row.get("evidence", []))),
        complete=tuple(_evidence(item) for item in _listed(row.get("complete", []))),
    )


def _evidence(item: object) -> Evidence:
    fields = item if isinstance(item, dict) else {}
    return Evidence(
        initiative=str(fields.get("initiative", "")),
        period=str(fields.get("period", "")),
        words=_texts(fields.get("words", [])) + _texts(fields.get("contains", [])),
        kinds=_texts(fields.get("kind", [])),
    )
