"""The bundled programme and three of other forms as parsed, against texts that a person has read.

After a change that is meant: `GOLDEN_UPDATE=1 pytest tests/test_golden.py`, then read the difference.
"""

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.build import bundled_programme
from ingest.passages import with_passages
from ingest.sources import SUFFIXES, read_document
from ingest.structure import structure
from vectorstore.records import Milestone, Paragraph, Period, Programme, Span

GOLDEN = Path(__file__).parent / "golden"
_OTHERS = Path(__file__).parents[1] / "evals" / "others"
OTHERS = sorted(path for path in _OTHERS.glob("*-20??.*") if path.suffix in SUFFIXES)


def read_programme(path: Path) -> Programme:
    return with_passages(structure(read_document(path)))


def render(programme: Programme) -> str:
    """The programme as readable text: every record with its page and quote."""
    return "\n".join(_render(programme)) + "\n"


def _render(programme: Programme) -> Iterator[str]:
    document = programme.document
    pages = {page.number: page.text for page in document.pages}

    def quote(span: Span) -> str:
        return f"side {span.page}: {pages[span.page][span.start : span.end]!r}"

    yield f"# {document.title} ({document.id}, {len(document.pages)} sider)"
    for area in programme.focus_areas:
        yield f"\n## {area.title}"
        yield from _sentences(area.paragraphs, "")
        for initiative in programme.initiatives:
            if initiative.section != area.title:
                continue
            yield f"\n### {initiative.title}"
            yield f"{initiative.id}; {quote(initiative.title_span)}"
            yield from _sentences(initiative.paragraphs, "")
            for milestone in programme.milestones:
                if milestone.initiative_id == initiative.id:
                    yield f"  * {_period(milestone.period)} {_track(milestone)}{milestone.text}"
                    yield f"    {quote(milestone.span)}"
    yield "\n## Initiativer uden fokusområde"
    sections = {area.title for area in programme.focus_areas}
    yield from (initiative.title for initiative in programme.initiatives if initiative.section not in sections)
    yield "\n## Nøgletal"
    for figure in programme.key_figures:
        yield f"* {', '.join(figure.numbers)} {_period(figure.data_period)} {figure.text}"
        yield f"  {quote(figure.span)}"
    yield "\n## Historik"
    for event in programme.history:
        yield f"* {event.year}{' (udledt)' if event.inferred else ''} {event.text}"
        yield f"  {quote(event.span)}"
    yield "\n## Øvrig tekst"
    for paragraph in programme.prose:
        yield f"[{paragraph.section}] side {paragraph.span.page}"
        yield from _sentences([paragraph], "  ")
    yield "\n## Passager"
    yield from (f"{p.kind} side {p.span.page} <{p.breadcrumb}> {p.text}" for p in programme.passages)


def _sentences(paragraphs: Iterable[Paragraph], indent: str) -> Iterator[str]:
    for paragraph in paragraphs:
        yield f"{indent}¶ {' | '.join(sentence.text for sentence in paragraph.sentences)}"


def _period(period: Period | None) -> str:
    return f"[{period.label}: {period.start or '…'} til {period.end or '…'}]" if period else "[udateret]"


def _track(milestone: Milestone) -> str:
    return f"({milestone.track}) " if milestone.track else ""


@pytest.fixture(scope="module")
def programme() -> Programme:
    return read_programme(bundled_programme())


@pytest.mark.parametrize("path", [bundled_programme(), *OTHERS], ids=lambda path: path.stem)
def test_a_programme_parses_as_the_reviewed_text_says(path: Path) -> None:
    rendered, golden = render(read_programme(path)), GOLDEN / f"{path.stem}.txt"
    if os.environ.get("GOLDEN_UPDATE") == "1":
        golden.write_text(rendered, encoding="utf-8")
    assert rendered == golden.read_text(encoding="utf-8")


def test_every_word_of_the_bundled_programme_stands_in_a_passage_or_is_a_heading(programme: Programme) -> None:
    left_over: list[str] = []
    for page in programme.document.pages:
        covered = {i for p in programme.passages if p.span.page == page.number for i in range(p.span.start, p.span.end)}
        titles = [i.title_span for i in programme.initiatives] + [e.year_span for e in programme.history]
        covered |= {i for span in titles if span.page == page.number for i in range(span.start, span.end)}
        bare = "".join(" " if i in covered and char != "\n" else char for i, char in enumerate(page.text))
        left_over += [line.strip() for line in bare.splitlines() if any(map(str.isalnum, line))]
    headings = {
        "Væsentlige milepæle og deadlines",
        "Væsentlige milepæle og deadline",
        "Væsentlige milepæle og deadlines:",
        "Væsentlige milepæle og deadlines på det personalejuridiske",
        "område:",
        "Væsentlige milepæle og deadlines på rekrutteringsområdet",
        "Om fokusområdet",
        "Beskrivelse af indsatserne",
        "Koncernservice gennem årene",
        "Koncernservice Arbejdsprogram 2026",
        "KONCERNSERVICE ARBEJDSPROGRAM 2026 Dataperiode 01.10.2024-30.09.2025.",
        "Vores retning",
        "Vores kerneopgave",
        "Koncernservice i tal",
        "Digital understøttelse og brugervenlighed",
        "Optimering af processer og systemer",
        "Politisk vedtagne indsatser og personaleområdet",
        "Politisk vedtagne indsatser og indkøb",
        "Blandt opgaverne er:",
    }
    assert set(left_over) == headings


def test_the_content_rebuilds_to_the_same_programme(programme: Programme, tmp_path: Path) -> None:
    rebuilt = tmp_path / "arbejdsprogram-2026.pdf"
    subprocess.run([sys.executable, "-m", "ingest.programme.build", str(rebuilt)], check=True)
    again = read_programme(rebuilt)
    same_file = replace(again.document, path=programme.document.path, fingerprint=programme.document.fingerprint)
    assert replace(again, document=same_file) == programme
