"""Invented programmes with questions to each sentence, for learning: `evals/tuning/*.jsonl`.

One JSON object a line: `programme`, `initiative` (its title), `passages` (each a `text`, one sentence or milestone,
with the `questions` that it answers) and `unanswerable` (questions of the same kind that nothing there answers).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from vectorstore.periods import find_periods

FOLDER = Path(__file__).with_name("tuning")
HELD_OUT = (  # the encoder learns nothing from these: they tell what it has learned, and when to decline
    "analyse-og-opkraevning",
    "faelles-service-og-udbud",
    "hr-og-telefon",
    "intranet-og-projektmodel",
    "plejehjem-og-aftaler",
    "rekruttering-og-pleje",
    "skoleadministration-og-forsyning",
    "tvaergaaende-og-fritid",
)
_FIGURES, _HISTORY = "nøgletal", "historik"


@dataclass(frozen=True, slots=True)
class Asked:
    """A sentence as the encoder reads it, behind its breadcrumb, with the questions that it answers.

    `sentence` is it without; `runs_on`: it is of a description, so that others may follow it in one passage.
    """

    title: str
    sentence: str
    breadcrumb: str
    questions: tuple[str, ...]
    runs_on: bool

    @property
    def text(self) -> str:
        """What the encoder reads: as `Passage.embedding_text`."""
        return f"{self.breadcrumb}: {self.sentence}"

    def followed_by(self, other: "Asked") -> "Asked":
        """Both as one text, which answers the questions of each."""
        both = f"{self.sentence} {other.sentence}"
        return replace(self, sentence=both, questions=self.questions + other.questions)


@dataclass(frozen=True)
class Programme:
    """An invented programme: its sentences, and the questions that it does not answer, by initiative."""

    title: str
    asked: tuple[Asked, ...]
    unanswerable_of: dict[str, tuple[str, ...]]

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """The initiatives' titles, in their order."""
        return tuple(self.unanswerable_of)

    @property
    def unanswerable(self) -> tuple[str, ...]:
        """All questions that the programme does not answer."""
        return tuple(question for questions in self.unanswerable_of.values() for question in questions)


def learned_from() -> list[Programme]:
    """The programmes that the encoder learns from."""
    return [one for path in sorted(FOLDER.glob("*.jsonl")) if path.stem not in HELD_OUT for one in load(path)]


def held_out() -> list[Programme]:
    """Those that it does not learn from."""
    return [one for name in HELD_OUT for one in load(FOLDER / f"{name}.jsonl")]


def load(path: Path) -> list[Programme]:
    """The programmes of a file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    titles = dict.fromkeys(row["programme"] for row in rows)
    return [_programme(title, [row for row in rows if row["programme"] == title]) for title in titles]


def _programme(title: str, rows: Sequence[dict[str, object]]) -> Programme:
    asked = [_asked(str(row["initiative"]), passage) for row in rows for passage in _passages(row)]
    without = {str(row["initiative"]): tuple(map(str, _list(row["unanswerable"]))) for row in rows}
    return Programme(title, tuple(asked), without)


def _passages(row: dict[str, object]) -> list[dict[str, object]]:
    return [passage for passage in _list(row["passages"]) if isinstance(passage, dict)]


def _list(value: object) -> list[object]:
    assert isinstance(value, list)
    return value


def _asked(title: str, passage: dict[str, object]) -> Asked:
    """A sentence with the breadcrumb that ingestion would give it, told by its title and whether a period leads it."""
    text, questions = str(passage["text"]), tuple(map(str, _list(passage["questions"])))
    year, _, event = text.partition(":")
    if title.casefold().startswith(_FIGURES):
        return Asked(title, text, "Nøgletal, antal", questions, runs_on=False)
    if title.casefold().startswith(_HISTORY) and year.isdigit():
        return Asked(title, event.strip(), f"Historik, {year}", questions, runs_on=False)
    periods = find_periods(text)
    if periods and periods[0].start == 0 and ":" in text[: periods[0].end + 2]:
        return Asked(title, text, f"Milepæl, {title}", questions, runs_on=False)
    return Asked(title, text, title, questions, runs_on=True)


def markdown(programme: Programme) -> str:
    """The programme as a file to ingest: its areas, initiatives and milestones, key figures and history."""
    blocks = [f"# {programme.title}"]
    of = {title: [asked for asked in programme.asked if asked.title == title] for title in programme.titles}
    initiatives = [title for title in of if any(one.breadcrumb.startswith("Milepæl") for one in of[title])]
    for title in (one for one in of if one not in initiatives):
        running = all(asked.runs_on for asked in of[title])
        blocks += [f"## {title}", " ".join(a.sentence for a in of[title]) if running else _bullets(of[title])]
    blocks.append("## Indsatser")
    for title in initiatives:
        blocks += [f"### {title}", " ".join(asked.sentence for asked in of[title] if asked.runs_on)]
        blocks += ["Milepæle:", _bullets([asked for asked in of[title] if not asked.runs_on])]
    return "\n\n".join(blocks) + "\n"


def _bullets(asked: Sequence[Asked]) -> str:
    return "\n".join(f"- {_year(one)}{one.sentence}" for one in asked)


def _year(asked: Asked) -> str:
    _, found, year = asked.breadcrumb.partition("Historik, ")
    return f"{year}: " if found else ""
