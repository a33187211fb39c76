"""The question set: what is asked, what a right answer must state, and where the text says it."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

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
_MERGE = "tag:yaml.org,2002:merge"


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


class _Loader(yaml.SafeLoader):
    """YAML as it is safe to load; a field given twice is an error, not the last one's value."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        given: set[str] = set()
        for key, _ in node.value:
            if key.value in given and key.tag != _MERGE:
                raise yaml.constructor.ConstructorError(None, None, f"`{key.value}` står to gange", key.start_mark)
            given.add(key.value)
        return super().construct_mapping(node, deep)


def load_questions(path: Path = DEFAULT_PATH) -> tuple[Question, ...]:
    """Read and check a question file, YAML or JSON lines; `QuestionError` names every wrong row at once."""
    return parse_questions(_text_of(path), path.name)


def parse_questions(text: str, name: str = "questions") -> tuple[Question, ...]:
    """The questions of a text: a YAML mapping with a list under `questions`, or a JSON object a line."""
    rows = _read(text, name)
    if not rows:
        raise QuestionError(f"{name}: ingen spørgsmål; skriv dem som en liste under `questions:`")
    faults: list[str] = []
    questions: list[Question] = []
    seen: dict[str, int] = {}
    for line, row in rows:
        wrong = list(lint(row))
        identity = str(row.get("id"))
        if identity in seen:
            wrong.append(f"id er brugt i linje {seen[identity]}; vælg et andet")
        seen.setdefault(identity, line)
        faults += [f"{name}:{line}: {identity}: {fault}" for fault in wrong]
        if not wrong:
            questions.append(_question(row))
    if faults:
        raise QuestionError("\n".join(faults))
    return tuple(questions)


def lines_of(path: Path) -> dict[str, int]:
    """The line on which each question of a file begins, by its id. Raises as `load_questions`."""
    return {str(row.get("id")): line for line, row in _read(_text_of(path), path.name)}


def lint(row: Mapping[str, object]) -> Iterator[str]:
    """What is wrong with one row, each fault with its remedy; nothing if it is right."""
    if unknown := sorted(str(name) for name in row if name not in FIELDS):
        yield f"ukendt felt {', '.join(unknown)}; de kendte er {', '.join(sorted(FIELDS))}"
    for field in ("id", "question"):
        if not isinstance(row.get(field), str) or not str(row[field]).strip():
            yield f"`{field}` mangler; skriv en tekst"
    yield from _choice("kind", row.get("kind"), KINDS)
    yield from _choice("split", row.get("split"), SPLITS)
    if not isinstance(row.get("answerable"), bool):
        yield "`answerable` mangler; skriv true eller false"
    if _day(row.get("today", DEFAULT_TODAY)) is None:
        yield "`today` er ingen dato; skriv den som 2026-03-15"
    for field in ("facts", "forbidden", "lead"):
        yield from _facts_faults(field, row.get(field, []))
    statuses = row.get("statuses", [])
    for status in statuses if isinstance(statuses, list) else [statuses]:
        yield from _choice("statuses", status, STATUSES)
    if row.get("answerable") is True and not row.get("facts"):
        yield "answerable uden facts; tilføj de grupper af fakta, der godtages, eller skriv `answerable: false`"
    if row.get("answerable") is True and not (row.get("evidence") or row.get("complete")):
        yield "answerable uden evidence; nævn den indsats og periode eller de ord, svaret hviler på"
    if row.get("answerable") is False and (row.get("facts") or row.get("evidence") or row.get("complete")):
        yield "ikke answerable, men med facts eller evidence; fjern dem, eller skriv `answerable: true`"
    for field in ("evidence", "complete"):
        yield from _evidence_faults(field, row.get(field, []))


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise QuestionError(f"{path.name}: er ikke UTF-8; gem filen som UTF-8") from error


def _read(text: str, name: str) -> list[tuple[int, Mapping[str, object]]]:
    """The rows of a file, each with its line. Raises `QuestionError`."""
    if name.endswith(".jsonl"):
        return list(_json_rows(text, name))
    try:
        return list(_rows(text))
    except (yaml.YAMLError, ValueError) as error:
        raise QuestionError(f"{name}: ikke gyldig YAML, {' '.join(str(error).split())}") from error


def _json_rows(text: str, name: str) -> Iterator[tuple[int, Mapping[str, object]]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise QuestionError(f"{name}:{number}: ikke gyldig JSON ({error}); skriv ét objekt pr. linje") from error
        yield number, row if isinstance(row, dict) else {"id": row}


def _rows(text: str) -> Iterator[tuple[int, Mapping[str, object]]]:
    root, data = yaml.compose(text, Loader=yaml.SafeLoader), yaml.load(text, Loader=_Loader)
    if not isinstance(root, yaml.MappingNode) or not isinstance(data, dict):
        return
    for key, value in root.value:
        if key.value == "questions" and isinstance(value, yaml.SequenceNode):
            for node, row in zip(value.value, data["questions"], strict=True):
                yield node.start_mark.line + 1, row if isinstance(row, dict) else {"id": row}


def _day(value: object) -> date | None:
    """A date, also where it was written in quotes or as JSON has it."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _choice(field: str, value: object, allowed: tuple[str, ...]) -> Iterator[str]:
    if not isinstance(value, str) or value not in allowed:
        yield f"`{field}` er {value!r}; vælg en af {', '.join(allowed)}"


def _facts_faults(field: str, groups: object) -> Iterator[str]:
    if not isinstance(groups, list):
        yield f"`{field}` er ingen liste; skriv grupperne som [[ét, andet], [tredje]]"
        return
    for group in groups:
        alternatives = group if isinstance(group, list) else [group]
        if not alternatives:
            yield f"`{field}` har en tom gruppe; fjern eller udfyld den"
        for alternative in alternatives:
            yield from _text_faults(field, alternative)


def _text_faults(field: str, value: object) -> Iterator[str]:
    if not isinstance(value, str) or not value.strip():
        yield f"`{field}` har {value!r}, der ingen tekst er; sæt det i anførselstegn"
        return
    try:
        pattern(value)
    except re.error as error:
        yield f"`{field}` har {value!r}, et mønster, der ikke kan læses ({error}); ret det"


def _evidence_faults(field: str, items: object) -> Iterator[str]:
    if not isinstance(items, list):
        yield f"`{field}` er ingen liste; skriv den som [{{initiative: …, period: …}}]"
        return
    for item in items:
        if not isinstance(item, dict) or not set(item) <= EVIDENCE_FIELDS:
            yield f"`{field}` har {item!r}; dens felter er {', '.join(sorted(EVIDENCE_FIELDS))}"
            continue
        if not (item.get("initiative") or item.get("contains") or item.get("period")):
            yield f"`{field}` nævner intet sted; skriv `initiative`, `contains` eller `period`"
        if item.get("initiative") and not (item.get("period") or item.get("words")):
            yield f"`{field}` nævner kun en indsats; tilføj `period` eller `words`"
        for kind in _listed(item.get("kind", [])):
            yield from _choice("kind of evidence", kind, PASSAGE_KINDS)
        for key in ("initiative", "period", "words", "contains"):
            for value in _listed(item.get(key, [])):
                yield from _text_faults(f"{field}.{key}", value)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in _listed(value))


def _flat(groups: object) -> tuple[str, ...]:
    """The alternatives of a list, whether they stand in it or in groups."""
    return tuple(text for group in _listed(groups) for text in _texts(group))


def _question(row: Mapping[str, object]) -> Question:
    facts = _listed(row.get("facts", []))
    answerable = row["answerable"] is True
    return Question(
        id=str(row["id"]),
        kind=str(row["kind"]),
        split=str(row["split"]),
        question=str(row["question"]),
        answerable=answerable,
        today=_day(row.get("today", DEFAULT_TODAY)) or DEFAULT_TODAY,
        facts=tuple(_texts(group) for group in facts),
        forbidden=_flat(row.get("forbidden", [])),
        lead=_flat(row.get("lead", [])),
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
