"""What must hold on the official programme's text, with every artefact of its extraction."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from shared_data import official_programme

from ingest.cleaning import doubled_runs
from ingest.passages import with_passages
from ingest.sources import read_document
from ingest.structure import structure
from vectorstore.records import Programme

TITLES = {
    "erp": "Fremtidens ERP Løsning",
    "arbejdsskade": "Potentialer ved forenklet registreringspraksis på arbejdsskadeområdet",
    "udvikling": (
        "Udviklingsprojekter vedr. systemunderstøttelse på det personalejuridiske område og på rekrutteringsområdet"
    ),
    "tid": "Implementering af nyt KK fælles tidsregistreringssystem",
    "hr": "Forenkling og udvikling på HR-området",
    "genai": "GenAI på løn- og personaleområdet",
    "ok26": "Overenskomstforhandlinger 2026",
    "uger": "Fleksible arbejdsuger",
    "løn": "Implementering af direktiv om løngennemsigtighed",
    "klima": "Bidrag til Klimastrategi 2035 (reduktion af klimaaftryk ved indkøb)",
    "indkøb": "Implementering af Fremtidens Indkøb",
    "proces": "Forbedring af indkøbsprocessen",
}
PAGES = {
    "erp": 4,
    "arbejdsskade": 4,
    "udvikling": 4,
    "tid": 5,
    "hr": 5,
    "genai": 5,
    "ok26": 6,
    "uger": 6,
    "løn": 6,
    "klima": 7,
    "indkøb": 7,
    "proces": 7,
}
MILESTONES = [
    ("erp", "Q2 2026", "2026-04-01", "2026-06-30", "Servicetjek af processer og"),
    ("erp", "Q3 2026", "2026-07-01", "2026-09-30", "Markedsdialog gennemført"),
    ("erp", "Q4 2026", "2026-10-01", "2026-12-31", "Udbuds- og ERP-strategi udarbejdet"),
    ("arbejdsskade", "Q1/2026", "2026-01-01", "2026-03-31", "Drøftelse af forenklingsinitiativer på"),
    ("arbejdsskade", "Q2/2026", "2026-04-01", "2026-06-30", "Oplæg til HR-kredsen"),
    ("udvikling", "Hele 2026", "2026-01-01", "2026-12-31", "Udvikling og løbende implementering"),
    ("udvikling", None, None, None, "Derefter afklares evt. behov"),
    ("udvikling", "Q2 2026", "2026-04-01", "2026-06-30", "Afslutning af analysefase og"),
    ("udvikling", "Q2-Q3 2026", "2026-04-01", "2026-09-30", "Udbudsmateriale udarbejdes"),
    ("udvikling", "Q3 2026-Q1 2027", "2026-07-01", "2027-03-31", "Offentliggørelse af udbud, modtagelse"),
    ("udvikling", "Q1 2027", "2027-01-01", "2027-03-31", "Evaluering af tilbud og"),
    ("udvikling", "Tidligst fra Q2 2027", "2027-04-01", None, "Implementering og udrulning."),
    ("tid", "Q2/2026", "2026-04-01", "2026-06-30", "Gennemført pilotimplementering i en"),
    ("tid", "Q3/2026", "2026-07-01", "2026-09-30", "Gradvis implementering på tværs"),
    ("tid", "Q4/2026", "2026-10-01", "2026-12-31", "Det nye system er"),
    ("genai", "Q1/2026", "2026-01-01", "2026-03-31", "Godkendt rammearkitektur og løsningsdesign"),
    ("genai", "Q2/2026", "2026-04-01", "2026-06-30", "Første pilot gennemført på"),
    ("genai", "Q3/2026", "2026-07-01", "2026-09-30", "Implementeret AI-modul i ServiceNow"),
    ("genai", "Q4/2026", "2026-10-01", "2026-12-31", "Gradvis implementering på tværs"),
    ("genai", "Q2/2027", "2027-04-01", "2027-06-30", "Forandringsledelse og projektafslutning."),
    ("uger", "2026", "2026-01-01", "2026-12-31", "Løbende juridisk og administrativ"),
    ("løn", "Q1-Q2/2026", "2026-01-01", "2026-06-30", "Implementering af direktivets forskellige"),
    ("løn", "Juni 2026", "2026-06-01", "2026-06-30", "deadline for implementering."),
    ("klima", "Q2 2026", "2026-04-01", "2026-06-30", "Analyse og effektberegninger af"),
    ("klima", "Q4 2026", "2026-10-01", "2026-12-31", "Evaluering af klimapuljen mhp."),
    ("indkøb", "Q2 2026", "2026-04-01", "2026-06-30", "Kategoriorganisationen har identificeret effektiviseringer"),
    ("indkøb", "Q2 2026", "2026-04-01", "2026-06-30", "Forbrugsstyringskoncept godkendt og stillet"),
    ("indkøb", "Q4 2026", "2026-10-01", "2026-12-31", "Nyt kontraktstyringssystem implementeret"),
    ("proces", "Q2 2026", "2026-04-01", "2026-06-30", "Arbejdet med at forbedre"),
    ("proces", "Q4 2026", "2026-10-01", "2026-12-31", "Ny fritekstordre og organisering"),
]
KEY_FIGURES = [
    (("45.000",), {"medarbejdere"}),
    (("153.000",), {"indgående", "opkald", "Serviceindgangen"}),
    (("6",), {"mia.", "udbud", "kontraktstyring"}),
    (("2100",), {"afgørelser", "afskedigelser"}),
    (("7.000", "8.000", "9.400"), {"stillingsopslag", "ordinære", "øvrige", "ansættelser"}),
    (("706.000",), {"oprettede", "sager", "Serviceportalen"}),
    (("1.000.000",), {"leverandørfakturaer"}),
    (("600",), {"kontroller", "leverandører", "årligt"}),
]
HISTORY = [
    (2007, "KS etableres med"),
    (2015, "Lønadm. og yderligere"),
    (2016, "Indkøb flyttes fra"),
    (2018, "Betaling og Kontrol"),
    (2023, "Indkøb og forsikring"),
    (2025, "Center for Økonomistyring"),
]


@pytest.fixture(scope="module")
def programme() -> Programme:
    return with_passages(structure(read_document(official_programme())))


def test_the_twelve_initiatives_have_clean_titles_and_their_pages(programme: Programme) -> None:
    found = [(initiative.title, initiative.span.page) for initiative in programme.initiatives]
    assert found == [(TITLES[key], PAGES[key]) for key in TITLES]


def test_every_initiative_has_its_describing_text_and_focus_area(programme: Programme) -> None:
    assert all(initiative.text for initiative in programme.initiatives)
    assert len(programme.focus_areas) == 4
    areas = {page: area.title for page, area in enumerate(programme.focus_areas, 4)}
    assert [i.section for i in programme.initiatives] == [areas[i.span.page] for i in programme.initiatives]


def test_the_thirty_milestones_stand_on_their_initiative_with_their_period(programme: Programme) -> None:
    found = [
        (
            milestone.initiative,
            milestone.period.label if milestone.period else None,
            str(milestone.period.start) if milestone.period and milestone.period.start else None,
            str(milestone.period.end) if milestone.period and milestone.period.end else None,
        )
        for milestone in programme.milestones
    ]
    assert found == [(TITLES[key], label, start, end) for key, label, start, end, _ in MILESTONES]
    assert (len(found), sum(label is not None for _, label, _, _ in found)) == (30, 29)


def test_the_milestones_texts_begin_after_their_period(programme: Programme) -> None:
    for milestone, (_, _, _, _, first_words) in zip(programme.milestones, MILESTONES, strict=True):
        assert milestone.text.startswith(first_words)


def test_the_two_tracks_of_the_development_projects_are_kept(programme: Programme) -> None:
    tracks = Counter(milestone.track for milestone in programme.milestones)
    assert tracks == {"": 23, "det personalejuridiske område": 2, "rekrutteringsområdet": 5}


def test_the_key_figures_have_their_numbers_labels_and_data_period(programme: Programme) -> None:
    assert [figure.numbers for figure in programme.key_figures] == [numbers for numbers, _ in KEY_FIGURES]
    for figure, (_, labels) in zip(programme.key_figures, KEY_FIGURES, strict=True):
        assert labels <= set(re.sub(r"[,.](?!\d)", " ", figure.text).split()) | set(figure.text.split())
        assert figure.data_period is not None
        assert (str(figure.data_period.start), str(figure.data_period.end)) == ("2024-10-01", "2025-09-30")
        assert figure.span.page == 3


def test_the_six_events_are_paired_with_their_years_and_marked_inferred(programme: Programme) -> None:
    assert [event.year for event in programme.history] == [year for year, _ in HISTORY]
    for event, (_, first_words) in zip(programme.history, HISTORY, strict=True):
        assert event.text.startswith(first_words)
        assert event.inferred
        assert event.span.page == 1


def all_texts(programme: Programme) -> Iterator[str]:
    yield from (page.text for page in programme.document.pages)
    yield from (passage.embedding_text for passage in programme.passages)
    yield from (sentence.text for passage in programme.passages for sentence in passage.sentences)
    yield from (area.title for area in programme.focus_areas)
    yield from (initiative.title for initiative in programme.initiatives)
    yield from (milestone.text for milestone in programme.milestones)
    yield from (figure.text for figure in programme.key_figures)
    yield from (event.text for event in programme.history)
    yield from (paragraph.text for paragraph in programme.prose)


def test_no_doubled_letters_are_left_anywhere(programme: Programme) -> None:
    assert [text for text in all_texts(programme) if doubled_runs(text)] == []


def test_only_the_overprinted_headings_are_changed(programme: Programme) -> None:
    raw = official_programme().read_text(encoding="utf-8")
    headings = [*TITLES.values(), "Vores retning", "Vores kerneopgave"]
    assert len(headings) == 14
    for heading in headings:
        tokens = ["".join(re.escape(2 * char) for char in token) for token in heading.split()]
        raw, count = re.subn(r"\s+".join(tokens) + "(:?):?", rf"{heading}\1", raw)
        assert count == 1, heading
    assert Counter(raw.split()) == Counter(word for page in programme.document.pages for word in page.text.split())


def test_there_are_seven_pages_and_every_passage_reads_as_its_place(programme: Programme) -> None:
    assert [page.number for page in programme.document.pages] == list(range(1, 8))
    pages = {page.number: page.text for page in programme.document.pages}
    for passage in programme.passages:
        for sentence in passage.sentences:
            quote = pages[sentence.span.page][sentence.span.start : sentence.span.end]
            assert re.sub(r"[\W_]", "", quote) == re.sub(r"[\W_]", "", sentence.text)


@pytest.mark.parametrize(
    ("page", "kinds"),
    [
        (1, {"history", "prose"}),
        (2, {"prose"}),
        (3, {"key_figure"}),
        *((page, {"focus_area", "initiative", "milestone"}) for page in (4, 5, 6, 7)),
    ],
)
def test_each_page_gives_the_kinds_of_passage_it_holds(programme: Programme, page: int, kinds: set[str]) -> None:
    assert {str(passage.kind) for passage in programme.passages if passage.span.page == page} == kinds
