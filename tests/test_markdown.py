"""Markdown as a reader sees it, and what its headings' levels say about focus areas and initiatives."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.markdown import render
from ingest.passages import with_passages
from ingest.sources import read_document
from ingest.structure import structure
from vectorstore.records import Programme

Read = Callable[[str], Programme]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read(text: str) -> Programme:
        path = tmp_path / "plan.md"
        path.write_text(text, encoding="utf-8")
        return with_passages(structure(read_document(path)))

    return read


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("- et\n- to\n  på to linjer\n\n  og et afsnit\n- tre", "• et\n• to\npå to linjer\n\nog et afsnit\n• tre"),
        ("- et\n  - under et\n- to", "• et\n• under et\n• to"),
        ("1. Først dette\n2. Så dette", "• Først dette\n• Så dette"),
        ("- 1. kvartal 2027: Pilot\n- 2. kvartal 2027: Drift", "• 1. kvartal 2027: Pilot\n• 2. kvartal 2027: Drift"),
        ("31. december 2027 – Slut", "• 31. december 2027 – Slut"),
        ("3. kvartal: drift", "• 3. kvartal: drift"),
        ("Titel\n=====\n\n> Citat\n\n```\nkode\n```\n\n---\n\nSlut", "Titel\n\nCitat\n\nkode\n\nSlut"),
        ("~~Nej~~ [link](https://example.org) ![Kort over byen](kort.png)", "Nej link Kort over byen"),
        ("Før <b>efter</b> &amp; 3 \\* 4<!-- skjult -->", "Før efter & 3 * 4"),
        ("---\ntitle: Plan\n---\n# Plan", "Plan"),
        ("", ""),
    ],
)
def test_markdown_is_read_as_it_is_shown(source: str, text: str) -> None:
    assert render(source).text == text


def test_a_table_is_a_list_of_rows_that_keep_their_columns_names() -> None:
    table = "| Nøgletal | Tal | Periode |\n|---|---|---|\n| Udstedte pas | 5.130 | 2026 |\n| Boliger | 238 | |\n"
    assert render(table).text == "• Udstedte pas: 5.130, periode 2026\n• Boliger: 238"
    assert render("| By | 2024 | 2025 |\n|--|--|--|\n| Ådum | 2 | 3 |").text == "• Ådum: 2024: 2, 2025: 3"


def test_a_table_of_milestones_has_its_periods_in_front(read: Read) -> None:
    programme = read(
        "# Planen\n\n## Nyt intranet\n\nAlle skal med.\n\n| Milepæl | Tid | Ansvarlig |\n|---|---|---|\n"
        "| Pilot | Q2 2026 | IT |\n| Åbning | 4. kvartal 2026 | Direktionen |\n"
    )
    assert [(m.period and m.period.label, m.text) for m in programme.milestones] == [
        ("Q2 2026", "Pilot, ansvarlig IT"),
        ("4. kvartal 2026", "Åbning, ansvarlig Direktionen"),
    ]


def test_an_initiative_s_own_headings_begin_no_other(read: Read) -> None:
    programme = read(
        "# Planen\n\n## Personale\n\nVi vil have flere i job.\n\n### Ny lønpolitik\n\n#### Formål\n\nAlle skal med.\n\n"
        "#### Milepæle\n\n- Q3 2026: Vedtaget\n\n#### Økonomi\n\nDet koster 2 mio. kr.\n\n"
        "### Seniorordning\n\nFlere skal blive.\n"
    )
    assert [(i.section, i.title, i.text) for i in programme.initiatives] == [
        ("Fokusområde 1: Personale", "Ny lønpolitik", "Alle skal med. Det koster 2 mio. kr."),
        ("Fokusområde 1: Personale", "Seniorordning", "Flere skal blive."),
    ]
    assert [p.text for p in programme.focus_areas[0].paragraphs] == ["Vi vil have flere i job."]
    assert [m.initiative for m in programme.milestones] == ["Ny lønpolitik"]


def test_a_chapter_without_milestones_is_no_initiative(read: Read) -> None:
    programme = read(
        "# Planen\n\n## Indledning\n\nHer er planen.\n\n## Nyt intranet\n\nAlle med.\n\nMilepæle:\n\n- Q2 2026: Åbning"
        "\n\n## Kontakt\n\nSkriv til os.\n"
    )
    assert [i.title for i in programme.initiatives] == ["Nyt intranet"]
    assert [(p.section, p.text) for p in programme.prose] == [
        ("Indledning", "Her er planen."),
        ("Kontakt", "Skriv til os."),
    ]
    assert programme.focus_areas == ()


def test_a_plan_of_one_project_may_have_its_milestones_under_the_title(read: Read) -> None:
    programme = read(
        "# Nyt intranet\n\nAlle skal med.\n\nMilepæle:\n\n- Q2 2026: Pilot\n\n## Kontakt\n\nSkriv til os.\n"
    )
    assert [(m.initiative, m.text) for m in programme.milestones] == [("Nyt intranet", "Pilot")]
    assert [p.section for p in programme.prose] == ["Kontakt"]


def test_a_list_of_periods_needs_no_heading_to_be_milestones(read: Read) -> None:
    programme = read("# Planen\n\n## Nyt intranet\n\nAlle med.\n\n- Q2 2026: Pilot\n- Q3 2026 – Åbning\n")
    assert [(m.initiative, m.text) for m in programme.milestones] == [
        ("Nyt intranet", "Pilot"),
        ("Nyt intranet", "Åbning"),
    ]


def test_the_parts_of_a_milestone_list_are_kept_apart(read: Read) -> None:
    programme = read(
        "# Planen\n\n## Nyt intranet\n\nAlle med.\n\nMilepæle:\n\nPå skolerne:\n\n- Q2 2026: Pilot\n\n"
        "På rådhuset:\n\n- Q3 2026: Pilot\n"
    )
    assert [(m.track, m.period and m.period.label) for m in programme.milestones] == [
        ("På skolerne", "Q2 2026"),
        ("På rådhuset", "Q3 2026"),
    ]


FIGURES = """# Planen

Vi er 900 ansatte, og de 300 er nye. Budgettet er 20 mio. kr.

## Nyt intranet

Det bruges af 400 om dagen.

Milepæle:

- Q2 2026: De første 100 er med
- Q3 2026: Alle 900 er med

## Nøgletal

- 5.240 elever (skoleåret 2026/27)
- 1.146 underretninger (2025)
- Ca. 131 anbragte børn

## Historie

- 2007: Afdelingen oprettes
- 2019: Afdelingen flytter
"""


def test_only_what_stands_under_key_figures_is_one(read: Read) -> None:
    programme = read(FIGURES)
    assert [(f.numbers, f.text, f.data_period and f.data_period.label) for f in programme.key_figures] == [
        (("5.240",), "5.240 elever (skoleåret 2026/27)", "skoleåret 2026/27"),
        (("1.146",), "1.146 underretninger (2025)", "2025"),
        (("131",), "Ca. 131 anbragte børn", None),
    ]
    assert len(programme.milestones) == 2


def test_a_list_of_years_is_history_as_it_stands(read: Read) -> None:
    programme = read(FIGURES)
    assert [(e.year, e.text, e.inferred) for e in programme.history] == [
        (2007, "Afdelingen oprettes", False),
        (2019, "Afdelingen flytter", False),
    ]


def test_every_quote_of_a_markdown_programme_is_verbatim(read: Read) -> None:
    programme = read(FIGURES)
    page = programme.document.pages[0]
    for passage in programme.passages:
        for sentence in passage.sentences:
            assert page.text[sentence.span.start : sentence.span.end].split() == sentence.text.split()
