"""The same programme with its initiatives shuffled, in another year and under other names: nothing may be tied to one.

`python -m evals.variants` renders the parsed programme as Markdown, changes it, ingests it, asks every question
changed in the same way, and judges the answers changed back. Names are as long as those they replace, so that
offsets hold.
"""

import argparse
import random
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assistant.answering import Assistant
from assistant.settings import Settings
from evals.ingesting import ingested
from evals.metrics import Summary, summarise
from evals.questions import load_questions
from evals.runner import run
from vectorstore.encoders import BUNDLED, make_encoder
from vectorstore.records import Initiative, Milestone, Programme
from vectorstore.store import LiveStore

NAMES = {
    "københavn": "bakkelund",
    "copenhagen": "bakkelunde",
    "koncernservice": "centralservice",
    "kvantum": "sommata",
    "servicenow": "helpstream",
    "kk": "bk",
    "ks": "cs",
}
_YEAR = re.compile(r"(?<![\d.])(?:19|20)\d\d(?!\d)|(?<=[Bb]udget)\d\d\b")

Change = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Variant:
    """A change of the text and the questions, and the same change of the answers back."""

    name: str
    there: Change
    back: Change
    years: int = 0
    seed: int | None = None


def shifted(by: int) -> Change:
    """A change that moves every year, and the two digits of "Budget26"."""
    return lambda text: _YEAR.sub(lambda match: f"{int(match[0]) + by:0{len(match[0])}d}", text)


def renamed(names: Mapping[str, str]) -> Change:
    """A change of names that keeps capitals and what stands behind the name."""
    pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(names)})(?=(?:s|ers?|erne|eres?)?\b)", re.IGNORECASE)
    return lambda text: pattern.sub(lambda match: _as_written(names[match[0].casefold()], match[0]), text)


def _as_written(name: str, before: str) -> str:
    return "".join(new.upper() if old.isupper() else new for new, old in zip(name, before, strict=True))


def _same(text: str) -> str:
    return text


VARIANTS = (
    Variant("as Markdown", _same, _same),
    Variant("initiatives shuffled", _same, _same, seed=26),
    Variant("a year later", shifted(1), shifted(-1), years=1),
    Variant("other names", renamed(NAMES), renamed({new: old for old, new in NAMES.items()})),
)


def markdown(programme: Programme, seed: int | None = None) -> str:
    """All that was read of a programme as Markdown; with a seed its focus areas and initiatives in another order."""
    order = random.Random(seed)
    areas = list(dict.fromkeys(initiative.section for initiative in programme.initiatives))
    initiatives = list(programme.initiatives)
    if seed is not None:
        order.shuffle(areas)
        order.shuffle(initiatives)
    blocks = [f"# {programme.document.title}", *_prose(programme)]
    for area in areas:
        blocks.append(f"## {area}")
        blocks += [p.text for found in programme.focus_areas if found.title == area for p in found.paragraphs]
        for initiative in (one for one in initiatives if one.section == area):
            blocks += _initiative(initiative, [m for m in programme.milestones if m.initiative_id == initiative.id])
    return "\n\n".join((*blocks, *_figures(programme), *_history(programme))) + "\n"


def _prose(programme: Programme) -> Iterator[str]:
    section = ""
    for paragraph in programme.prose:
        if paragraph.section not in (section, programme.document.title):
            section = paragraph.section
            yield f"## {section}"
        yield paragraph.text


def _initiative(initiative: Initiative, milestones: list[Milestone]) -> Iterator[str]:
    yield f"### {initiative.title}"
    yield from (paragraph.text for paragraph in initiative.paragraphs)
    for track in dict.fromkeys(milestone.track for milestone in milestones):
        yield f"Milepæle på {track}:" if track else "Milepæle:"
        yield "\n".join(
            f"- {m.period.label}: {m.text}" if m.period else f"- {m.text}" for m in milestones if m.track == track
        )


def _figures(programme: Programme) -> Iterator[str]:
    if programme.key_figures:
        yield "## Nøgletal"
        period = next((f.data_period.label for f in programme.key_figures if f.data_period), "")
        yield from ([f"Dataperiode: {period}"] if period else [])
        yield "\n".join(f"- {figure.text}" for figure in programme.key_figures)


def _history(programme: Programme) -> Iterator[str]:
    if programme.history:
        yield "## Historik"
        yield "\n".join(f"- {event.year}: {event.text}" for event in programme.history)


def measure(programme: Programme, variant: Variant, folder: Path) -> Summary:
    """Ask the bundled questions of one variant of a programme, ingested under `folder`."""
    source = folder / "programme.md"
    source.write_text(variant.there(markdown(programme, variant.seed)), encoding="utf-8")
    ingested([source], folder / "index")
    assistant = Assistant.open(Settings(data_dir=folder / "index"))
    store = assistant.live.current()

    def ask(question: str, today: date) -> Mapping[str, object]:
        asked = today.replace(year=today.year + variant.years)
        return _everywhere(assistant.answer(variant.there(question), asked).as_json(), variant.back)

    def page_text(document: str, page: int) -> str:
        return variant.back(store.page_text(document, page) or "")

    return summarise(run(load_questions(), ask, page_text))


def _everywhere(value: object, change: Change) -> dict[str, object]:
    def changed(one: object) -> object:
        if isinstance(one, str):
            return change(one)
        if isinstance(one, Mapping):
            return {key: item if key.endswith("id") else changed(item) for key, item in one.items()}
        return [changed(item) for item in one] if isinstance(one, list | tuple) else one

    found = changed(value)
    assert isinstance(found, dict)
    return found


def main(arguments: list[str] | None = None) -> int:
    """Print the figures of every variant; the exit code is 1 where one is more than three points below the first."""
    parser = argparse.ArgumentParser(prog="python -m evals.variants", description=__doc__)
    parser.add_argument("--data-dir", type=Path, default=Settings().data_dir, help="an index of one programme")
    args = parser.parse_args(arguments)
    store = LiveStore(args.data_dir, make_encoder(BUNDLED)).current()
    console, table = Console(), Table("variant", "correct", "wrong", "false answer", "false refusal")
    correct: list[float] = []
    for variant in VARIANTS:
        with tempfile.TemporaryDirectory() as folder:
            summary = measure(store.programmes[0], variant, Path(folder))
        figures = (summary.correct, summary.wrong, summary.false_answer, summary.false_refusal)
        table.add_row(variant.name, *(f"{figure or 0:.3f}" for figure in figures))
        correct.append(summary.correct or 0.0)
    console.print(table)
    return int(min(correct) < correct[0] - 0.03)


if __name__ == "__main__":
    sys.exit(main())
