"""From pages to records, on small documents."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.cleaning import flow, printed
from ingest.passages import MAX_CHARACTERS, with_passages
from ingest.sources import read_document, split_pages
from ingest.structure import structure
from vectorstore.records import Document, Kind, Page, Period, Programme, Span

Markdown = Callable[[str], Programme]


def document(*pages: Page) -> Document:
    return Document("plan", "Planen", "plan.txt", "0" * 64, pages)


def page(text: str, *bold: str, number: int = 1) -> Page:
    """A page on which the strings in `bold` are bold."""
    return Page(number, text, tuple((text.index(part), text.index(part) + len(part)) for part in bold))


def plain(text: str) -> Programme:
    """The programme of plain text as an extractor gives it."""
    printed_pages = [printed(part) for part in split_pages(text)]
    pages = (Page(number, one.text, one.bold) for number, one in enumerate(printed_pages, 1))
    return with_passages(structure(document(*pages)))


@pytest.fixture
def markdown(tmp_path: Path) -> Markdown:
    def read(text: str) -> Programme:
        path = tmp_path / "plan.md"
        path.write_text(text, encoding="utf-8")
        return with_passages(structure(read_document(path)))

    return read


def titles(programme: Programme) -> list[str]:
    return [initiative.title for initiative in programme.initiatives]


def milestones(programme: Programme) -> list[tuple[str, str, str]]:
    return [(m.initiative, m.period.label if m.period else "", m.text) for m in programme.milestones]


def prose(programme: Programme) -> list[str]:
    return [paragraph.text for paragraph in programme.prose]


def texts(programme: Programme) -> str:
    return "\n".join(passage.text for passage in programme.passages)


ERP = """Beskrivelse af indsatserne
FFrreemmttiiddeennss  EERRPP::  Formålet er at løfte økonomistyringen i hele
kommunen. Programmet er fælles.

Væsentlige milepæle og deadlines
• Q2 2026: Servicetjek gennemført
• Q4 2026: Strategi udarbejdet
"""


def test_an_overprinted_run_in_title_begins_an_initiative() -> None:
    programme = plain(ERP)
    assert titles(programme) == ["Fremtidens ERP"]
    assert (
        programme.initiatives[0].text == "Formålet er at løfte økonomistyringen i hele kommunen. Programmet er fælles."
    )
    assert milestones(programme) == [
        ("Fremtidens ERP", "Q2 2026", "Servicetjek gennemført"),
        ("Fremtidens ERP", "Q4 2026", "Strategi udarbejdet"),
    ]


@pytest.mark.parametrize("bold", ["Fremtidens ERP:", "Fremtidens ERP"])
def test_a_run_in_title_may_have_its_colon_inside_or_outside_the_bold(bold: str) -> None:
    text = "Indsatser\nFremtidens ERP: Formålet er klart.\n\nMilepæle:\n• Q2 2026: Servicetjek"
    programme = structure(document(page(text, bold)))
    assert titles(programme) == ["Fremtidens ERP"]
    assert programme.initiatives[0].text == "Formålet er klart."
    span = programme.initiatives[0].title_span
    assert text[span.start : span.end] == "Fremtidens ERP:"


def test_a_title_over_several_lines_is_one_title() -> None:
    programme = plain(
        "Beskrivelse af indsatserne\nPPootteennttiiaalleerr  vveedd  pprraakkssiiss  ppåå  \n"
        "aarrbbeejjddsssskkaaddeeoommrrååddeett::  Formålet er at forenkle."
    )
    assert titles(programme) == ["Potentialer ved praksis på arbejdsskadeområdet"]
    assert programme.initiatives[0].text == "Formålet er at forenkle."


def test_a_heading_of_its_own_with_a_milestone_list_below_is_an_initiative(markdown: Markdown) -> None:
    programme = markdown(
        "# Planen\n\n### Ny løsning til løn\n\nFormålet er klart.\n\n**Milepæle**\n\n- Q2 2026: Pilot\n"
        "- Q3 2026: Drift\n\n### Nyt intranet\n\nAlle skal med.\n\nDeadlines:\n\n* Juni 2026: Åbning\n"
    )
    assert milestones(programme) == [
        ("Ny løsning til løn", "Q2 2026", "Pilot"),
        ("Ny løsning til løn", "Q3 2026", "Drift"),
        ("Nyt intranet", "Juni 2026", "Åbning"),
    ]
    assert [i.text for i in programme.initiatives] == ["Formålet er klart.", "Alle skal med."]


def test_a_list_most_of_whose_items_have_a_date_is_the_plan_with_the_others(markdown: Markdown) -> None:
    programme = markdown(
        "# Plan 2027\n\n## Sundhed\n\n### Motionspuljen\n\nForeninger kan søge.\n\n- 1. februar 2027: Puljen åbner\n"
        "- 30. april 2027 kl. 12: Ansøgningsfrist\n- Uge 24 2027: Svar\n- Resultaterne vises på et møde\n\n"
        "### Rygestop\n\nDer gives ikke støtte til:\n\n- trøjer\n- rejser\n\n- Q2 2027: Hold\n- Q3 2027: Opfølgning\n"
    )
    assert [(label, text) for title, label, text in milestones(programme) if title == "Motionspuljen"] == [
        ("1. februar 2027", "Puljen åbner"),
        ("30. april 2027 kl. 12", "Ansøgningsfrist"),
        ("Uge 24 2027", "Svar"),
        ("", "Resultaterne vises på et møde"),
    ]
    assert programme.milestones[1].period == Period("30. april 2027 kl. 12", date(2027, 4, 30), date(2027, 4, 30))


@pytest.mark.parametrize(("last", "events"), [("2025", 3), ("2028", 0)])
def test_a_list_of_years_that_have_passed_is_history_under_any_heading(
    markdown: Markdown, last: str, events: int
) -> None:
    programme = markdown(
        "# Plan 2027\n\n## Sundhed\n\n### Rygestop\n\nTekst.\n\n- Q2 2027: Hold\n- Q3 2027: Opfølgning\n\n"
        f"## Vejen hertil\n\n- 2007: Kommunen overtager\n- 2012: Centret åbner\n- {last}: Profilen laves\n"
    )
    assert len(programme.history) == events


def test_headings_right_below_each_other_are_two(markdown: Markdown) -> None:
    programme = markdown(
        "# Planen\n## Digitalisering\n### Nyt intranet\nAlle skal med.\n\n#### Milepæle\n- Q2 2026: Åbning\n"
    )
    assert titles(programme) == ["Nyt intranet"]


def test_a_heading_above_the_initiatives_is_their_focus_area(markdown: Markdown) -> None:
    programme = markdown(
        "# Planen\n\n## Digitalisering\n\n### Nyt intranet\n\nAlle med.\n\nMilepæle:\n- Q2 2026: Åbning\n\n"
        "## Personale\n\n### Ny lønpolitik\n\nAlle med.\n\nMilepæle:\n- Q3 2026: Vedtaget\n"
    )
    assert [(m.section, m.initiative) for m in programme.milestones] == [
        ("Fokusområde 1: Digitalisering", "Nyt intranet"),
        ("Fokusområde 2: Personale", "Ny lønpolitik"),
    ]


ABOUT = "Om fokusområdet\nVi arbejder med at forbedre den digitale støtte. Det frigiver tid.\n\n"
SECOND = "BBrruuggeerrvveennlliigghheedd  nnuu::  Det skal være let.\n\nMilepæle\n• Q3 2026: Ny app\n"


@pytest.mark.parametrize(
    "text", [ABOUT + ERP + SECOND, ERP + ABOUT + SECOND, ERP + SECOND + ABOUT], ids=["before", "between", "after"]
)
def test_the_focus_area_introduces_its_page_wherever_its_box_stands(text: str) -> None:
    programme = plain(text)
    assert [area.title for area in programme.focus_areas] == ["Fokusområde 1: forbedre den digitale støtte"]
    assert [p.text for p in programme.focus_areas[0].paragraphs] == [
        "Vi arbejder med at forbedre den digitale støtte. Det frigiver tid."
    ]
    assert titles(programme) == ["Fremtidens ERP", "Brugervenlighed nu"]
    assert {i.section for i in programme.initiatives} == {programme.focus_areas[0].title}
    assert {m.section for m in programme.milestones} == {programme.focus_areas[0].title}
    assert [m.initiative for m in programme.milestones] == ["Fremtidens ERP", "Fremtidens ERP", "Brugervenlighed nu"]
    assert prose(programme) == []


def test_a_printed_page_heading_names_the_focus_area() -> None:
    text = f"Digital støtte\n\n{ABOUT}"
    programme = structure(document(page(text, "Digital støtte")))
    assert [area.title for area in programme.focus_areas] == ["Fokusområde 1: Digital støtte"]


def test_a_text_without_pages_keeps_every_focus_area(markdown: Markdown) -> None:
    programme = markdown(
        "# Planen\n\n## Forord\n\nVelkommen til planen.\n\n"
        "## Digitalisering\n\n### Om fokusområdet\n\nVi digitaliserer meget.\n\n"
        "### Nyt intranet\n\nAlle skal med.\n\nMilepæle:\n- Q2 2026: Åbning\n\n"
        "## Personale\n\n### Om fokusområdet\n\nVi passer på folk.\n\n"
        "### Ny lønpolitik\n\nLønnen skal være fair.\n\nMilepæle:\n- Q3 2026: Vedtaget\n"
    )
    assert [(a.title, a.paragraphs[0].text) for a in programme.focus_areas] == [
        ("Fokusområde 1: Digitalisering", "Vi digitaliserer meget."),
        ("Fokusområde 2: Personale", "Vi passer på folk."),
    ]
    assert [(i.section, i.title) for i in programme.initiatives] == [
        ("Fokusområde 1: Digitalisering", "Nyt intranet"),
        ("Fokusområde 2: Personale", "Ny lønpolitik"),
    ]
    assert prose(programme) == ["Velkommen til planen."]


def test_a_wrapped_bullet_with_a_blank_line_inside_is_one_milestone() -> None:
    programme = plain(
        ERP + "• Q1 2027: Gradvis implementering på tværs af forvaltninger\n\nsamt plan for udbygning af\n\n"
        "sammenhænge til andre systemer\n"
    )
    assert milestones(programme)[-1][2] == (
        "Gradvis implementering på tværs af forvaltninger samt plan for udbygning af sammenhænge til andre systemer"
    )


def test_a_closing_remark_after_the_list_is_the_initiative_s_text() -> None:
    programme = plain(ERP + "• Q1 2027: Idriftsættelse.\n\nForvaltningerne har selv ansvaret for driften.\n")
    assert len(programme.milestones) == 3
    assert programme.milestones[-1].text == "Idriftsættelse."
    assert programme.initiatives[0].paragraphs[-1].text == "Forvaltningerne har selv ansvaret for driften."


def test_a_list_that_goes_on_on_the_next_page_belongs_to_the_same_initiative() -> None:
    programme = plain(f"{ERP}\f• Q1 2027: Kontrakt indgået\n• Q2 2027: Drift\n")
    assert [(m.initiative, m.text, m.span.page) for m in programme.milestones[2:]] == [
        ("Fremtidens ERP", "Kontrakt indgået", 2),
        ("Fremtidens ERP", "Drift", 2),
    ]


def test_a_new_page_that_begins_with_text_ends_the_initiative() -> None:
    programme = plain(f"{ERP}\fHer begynder noget andet.\n\n• Et punkt\n")
    assert len(programme.milestones) == 2
    assert prose(programme) == ["Her begynder noget andet.", "Et punkt"]


def test_two_lists_of_one_initiative_keep_their_tracks() -> None:
    programme = plain(
        "Beskrivelse af indsatserne\nUUddvviikklliinngg  aaff  ssyysstteemmeerr::  To spor.\n\n"
        "Væsentlige milepæle og deadlines på det personalejuridiske \nområde: \n• Hele 2026: Forbedringer\n\n"
        "Væsentlige milepæle og deadlines på rekrutteringsområdet\n• Q2 2026: Analyse\n"
    )
    assert [(m.track, m.text) for m in programme.milestones] == [
        ("det personalejuridiske område", "Forbedringer"),
        ("rekrutteringsområdet", "Analyse"),
    ]
    assert [p.breadcrumb for p in programme.passages if p.kind is Kind.MILESTONE] == [
        "Milepæl, Udvikling af systemer, det personalejuridiske område",
        "Milepæl, Udvikling af systemer, rekrutteringsområdet",
    ]


def test_a_bullet_without_a_date_is_a_milestone_without_a_period() -> None:
    programme = plain(ERP + "• Derefter afklares evt. behov for mere.\n")
    assert programme.milestones[-1].period is None
    assert programme.milestones[-1].text == "Derefter afklares evt. behov for mere."


def test_a_bullet_that_ends_with_its_date_has_a_period_and_keeps_its_words() -> None:
    milestone = plain(ERP + "• Kontrakt indgået (Q1 2027)\n").milestones[-1]
    assert milestone.period is not None
    assert (milestone.period.label, milestone.text) == ("Q1 2027", "Kontrakt indgået (Q1 2027)")


@pytest.mark.parametrize(
    "head",
    [
        "Væsentlige milepæle og deadlines",
        "Væsentlige milepæle og deadline ",
        "Væsentlige milepæle og deadlines:",
        "Milepæle",
        "VIGTIGE MILEPÆLE",
        "Deadlines:",
        "Tidsplan",
        "Milepæle for indsatsen",
    ],
)
def test_a_milestone_list_may_be_headed_in_several_ways(head: str) -> None:
    programme = plain(
        f"Beskrivelse af indsatserne\nFFrreemmttiiddeennss  EERRPP::  Formål.\n\n{head}\n• Q2 2026: Pilot\n"
    )
    assert milestones(programme) == [("Fremtidens ERP", "Q2 2026", "Pilot")]


def test_two_initiatives_of_the_same_name_have_different_ids() -> None:
    programme = plain(ERP + ERP)
    assert [i.id for i in programme.initiatives] == ["plan/fremtidens-erp", "plan/fremtidens-erp-2"]
    assert [m.initiative_id for m in programme.milestones] == ["plan/fremtidens-erp"] * 2 + [
        "plan/fremtidens-erp-2"
    ] * 2


def test_a_document_without_programme_structure_is_prose() -> None:
    text = "Et notat om drift.\n\nFørste afsnit handler om løn. Det er kort.\n\n• Et punkt\n• Et til\n"
    programme = plain(text)
    assert prose(programme) == [
        "Et notat om drift.",
        "Første afsnit handler om løn. Det er kort.",
        "Et punkt",
        "Et til",
    ]
    assert {p.kind for p in programme.passages} == {Kind.PROSE}
    assert (programme.initiatives, programme.milestones, programme.key_figures, programme.history) == ((), (), (), ())


def test_bullets_under_no_initiative_are_prose() -> None:
    programme = plain("Milepæle\n• Q2 2026: Pilot\n")
    assert programme.milestones == ()
    assert prose(programme) == ["Q2 2026: Pilot"]


FIGURES = """Koncernservice i tal

Vi hjælper ca. 45.000 medarbejdere. Det sker hver dag. Vi håndterer bl.a.
 Ca. 153.000
indgående

opkald til Service-
indgangen

Op til 6 mia. kr. i udbud

Ca. 2100 afgørelser. De træffes af KS.

Dataperiode 01.10.2024-30.09.2025.
"""


def test_boxes_with_numbers_are_key_figures_with_the_data_period() -> None:
    programme = plain(FIGURES)
    assert [(f.numbers, f.text) for f in programme.key_figures] == [
        (("45.000",), "Vi hjælper ca. 45.000 medarbejdere."),
        (("153.000",), "Ca. 153.000 indgående opkald til Serviceindgangen"),
        (("6",), "Op til 6 mia. kr. i udbud"),
        (("2100",), "Ca. 2100 afgørelser."),
    ]
    assert {f.data_period.label for f in programme.key_figures if f.data_period} == {"01.10.2024-30.09.2025"}
    said = programme.key_figures[0].data_period_span
    assert said is not None
    assert programme.document.pages[0].text[said.start : said.end] == "Dataperiode 01.10.2024-30.09.2025"


def test_a_whole_sentence_beside_a_key_figure_stays_as_prose() -> None:
    assert prose(plain(FIGURES)) == ["Koncernservice i tal", "Det sker hver dag.", "De træffes af KS."]


def test_two_boxes_with_numbers_are_no_page_of_key_figures() -> None:
    programme = plain("Nøgletal\n\nCa. 153.000 opkald\n\nCa. 2100 afgørelser\n")
    assert programme.key_figures == ()
    assert "Ca. 153.000 opkald" in prose(programme)


def test_numbers_on_a_page_that_does_not_call_them_figures_are_prose() -> None:
    programme = plain("Om os\n\nCa. 153.000 opkald\n\nCa. 2100 afgørelser\n\nCa. 45.000 ansatte\n")
    assert programme.key_figures == ()


TIMELINE = """2007 2015 2016

KS etableres med
krav

Indkøb flyttes
KIT udskilles

Der kommer krav.
De er på 68 mkr.
"""


def test_years_and_boxes_are_paired_in_order_and_marked_inferred() -> None:
    programme = plain(TIMELINE)
    assert [(e.year, e.text) for e in programme.history] == [
        (2007, "KS etableres med krav"),
        (2015, "Indkøb flyttes; KIT udskilles"),
        (2016, "Der kommer krav. De er på 68 mkr."),
    ]
    assert all(e.inferred for e in programme.history)
    text = programme.document.pages[0].text
    assert [text[e.year_span.start : e.year_span.end] for e in programme.history] == ["2007", "2015", "2016"]


@pytest.mark.parametrize("more", ["\nEndnu en boks\n", ""])
def test_years_and_boxes_are_not_paired_when_the_counts_differ(more: str) -> None:
    text = TIMELINE + more if more else TIMELINE.replace("Indkøb flyttes\nKIT udskilles\n\n", "")
    programme = plain(text)
    assert programme.history == ()
    assert "KS etableres med krav" in prose(programme)


def test_the_same_sentence_in_two_places_is_two_passages() -> None:
    programme = plain("Vi hjælper hinanden.\n\nVi gør det hver dag i alle forvaltninger.\n\nVi hjælper hinanden.\n")
    twins = [p for p in programme.passages if p.text == "Vi hjælper hinanden."]
    assert len(twins) == 2
    assert twins[0].id != twins[1].id


def test_equal_documents_give_equal_records() -> None:
    assert plain(ERP + FIGURES) == plain(ERP + FIGURES)


def test_a_document_s_path_is_no_part_of_its_records() -> None:
    one = plain(ERP)
    moved = with_passages(structure(replace(one.document, path="andetsteds/plan.txt")))
    assert moved.passages == one.passages


def test_passages_stand_in_the_order_of_the_text() -> None:
    programme = plain(f"{ABOUT}{ERP}{SECOND}\f{FIGURES}\f{TIMELINE}")
    spans = [(p.span.page, p.span.start) for p in programme.passages]
    assert spans == sorted(spans)
    assert {p.kind for p in programme.passages} == set(Kind)


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    sentence = "Vi arbejder med at gøre hverdagen lettere for alle i kommunen hver dag."
    programme = plain(" ".join([sentence] * 12))
    assert len(programme.passages) > 1
    assert all(len(p.text) <= MAX_CHARACTERS for p in programme.passages)
    assert [s.text for p in programme.passages for s in p.sentences] == [sentence] * 12


def test_a_milestone_s_period_alone_is_no_sentence_of_its_own() -> None:
    passage = next(p for p in plain(ERP + "• Juni 2026. Frist for alt.\n").passages if "Frist" in p.text)
    assert [s.text for s in passage.sentences] == ["Juni 2026. Frist for alt."]


def test_every_record_s_span_cuts_its_quote_from_the_page() -> None:
    programme = plain(f"{ABOUT}{ERP}{SECOND}\f{FIGURES}\f{TIMELINE}")
    pages = {p.number: p.text for p in programme.document.pages}

    def quote(span: Span) -> str:
        return flow(pages[span.page], span.start, span.end).text

    assert [quote(i.title_span) for i in programme.initiatives] == [f"{i.title}:" for i in programme.initiatives]
    for milestone in programme.milestones:
        assert quote(milestone.span).endswith(milestone.text)
        assert milestone.period is not None
        assert quote(milestone.span).startswith(milestone.period.label)
    assert [quote(f.span) for f in programme.key_figures] == [f.text for f in programme.key_figures]
    assert [quote(e.span) for e in programme.history] == [e.text.replace(";", "") for e in programme.history]


def assert_sound(programme: Programme) -> None:
    """Every sentence of every passage is cut from its page; ids are unique."""
    pages = {p.number: p.text for p in programme.document.pages}
    assert len({p.id for p in programme.passages}) == len(programme.passages)
    for passage in programme.passages:
        assert passage.text == " ".join(s.text for s in passage.sentences)
        for sentence in passage.sentences:
            span = sentence.span
            assert 0 <= span.start < span.end <= len(pages[span.page])
            assert passage.span.start <= span.start < span.end <= passage.span.end
            shown = "".join(char for char in sentence.text if char.isalnum())
            stands = "".join(char for char in pages[span.page][span.start : span.end] if char.isalnum())
            assert shown == stands


lines = st.sampled_from(
    [
        "Om fokusområdet",
        "Beskrivelse af indsatserne",
        "Væsentlige milepæle og deadlines",
        "Væsentlige milepæle og deadlines på det personalejuridiske",
        "område:",
        "FFrreemmttiiddeennss  EERRPP::  Formålet er",
        "FFlleekkssiibbllee  aarrbbeejjddssuuggeerr",
        "ppåå  ttvvæærrss::",
        "• Q2 2026: Servicetjek",
        "• Juni 2026. Frist.",
        "• Q2 2026:",
        "• • -",
        "- 2026",
        "2007 2015 2016",
        "Nøgletal i tal",
        "Dataperiode 01.10.2024-30.09.2025.",
        "Ca. 2100 afgørelser. Det er mange.",
        "1. Etablere",
        "KONCERNSERVICE ARBEJDSPROGRAM",
        "løn-",
        "og personale",
        "Vi leverer bl.a.",
        "Det er klart. Og det er godt",
        ".",
        "",
        "",
        " Ny side",
        "\fNy side",
        "\u00ad",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(lines, max_size=24).map("\n".join))
def test_any_mixture_of_lines_is_read_into_sound_passages(text: str) -> None:
    assert_sound(plain(text))


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("abcæøåABCÆØÅ012 .:-•\n\t\f\u00ad\u00a0…»«()/*"), max_size=120))
def test_any_characters_are_read_into_sound_passages(text: str) -> None:
    assert_sound(plain(text))


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("abcÆØÅ02 .:-•\n"), max_size=80), st.data())
def test_any_bold_ranges_are_read_into_sound_passages(text: str, data: st.DataObject) -> None:
    offsets = st.integers(0, len(text))
    bold = data.draw(st.lists(st.tuples(offsets, offsets).map(lambda ends: (min(ends), max(ends))), max_size=3))
    one = printed(text, tuple(bold))
    assert_sound(with_passages(structure(document(Page(1, one.text, one.bold)))))


@pytest.mark.parametrize("seed", range(5))
def test_no_sentence_of_shuffled_boxes_is_lost(seed: int) -> None:
    boxes = [f"Boks {number} siger noget vigtigt om emne {number}." for number in range(8)]
    random.Random(seed).shuffle(boxes)
    said = texts(plain("\n\n".join(boxes)))
    assert all(box in said for box in boxes)
