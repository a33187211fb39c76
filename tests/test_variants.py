"""The variants of a programme that the suite asks again: what changes in them, and what must not."""

from datetime import date
from pathlib import Path

import pytest

from evals.variants import VARIANTS, Variant, markdown
from ingest.build import bundled_programme
from ingest.passages import with_passages
from ingest.sources import read_document
from ingest.structure import structure
from vectorstore.records import Programme


def read(path: Path) -> Programme:
    return with_passages(structure(read_document(path)))


@pytest.fixture(scope="module")
def programme() -> Programme:
    return read(bundled_programme())


def records(programme: Programme) -> list[set[object]]:
    """What a programme says, without where it says so."""
    return [
        {(i.section, i.title, i.text) for i in programme.initiatives},
        {(m.section, m.initiative, m.track, m.period and m.period.label, m.text) for m in programme.milestones},
        {(a.title, " ".join(p.text for p in a.paragraphs)) for a in programme.focus_areas},
        {(f.text, f.numbers, f.data_period) for f in programme.key_figures},
        {(e.year, e.text) for e in programme.history},
    ]


@pytest.mark.parametrize("seed", [None, 26])
def test_a_programme_written_as_markdown_reads_as_the_same(
    programme: Programme, seed: int | None, tmp_path: Path
) -> None:
    path = tmp_path / "arbejdsprogram-2026.md"
    path.write_text(markdown(programme, seed), encoding="utf-8")
    again = read(path)
    assert records(again) == records(programme)
    assert ([i.title for i in again.initiatives] == [i.title for i in programme.initiatives]) == (seed is None)


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_a_variant_s_change_is_undone_by_its_way_back(programme: Programme, variant: Variant) -> None:
    text = markdown(programme)
    assert variant.back(variant.there(text)) == text
    assert (variant.there(text) != text) == (variant.name in ("a year later", "other names"))


def test_years_move_and_names_change_but_no_number_that_is_neither() -> None:
    later, named = VARIANTS[2], VARIANTS[3]
    assert (
        later.there("Budget26 i Q2 2026: 2.026 sager, 12026 og 1998")
        == "Budget27 i Q2 2027: 2.026 sager, 12026 og 1999"
    )
    assert named.there("Københavns Kommune, KK og Koncernservice; Kvantums rokokko") == (
        "Bakkelunds Kommune, BK og Centralservice; Sommatas rokokko"
    )
    assert date(2026, 3, 15).replace(year=2026 + later.years).year == 2027
