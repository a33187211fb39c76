"""Finding files, decoding them and cutting them into pages."""

import codecs
from pathlib import Path

import pytest

from ingest.build import bundled_programme
from ingest.sources import SUFFIXES, find_files, read_document, slug, split_pages
from vectorstore.errors import SourceError

TEXT = "Løn og øvrige ydelser – på tværs af ÆØÅ."


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def pages(folder: Path, name: str, content: str | bytes) -> list[str]:
    return [page.text for page in read_document(written(folder, name, content)).pages]


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("cp1252"),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8 with BOM", "cp1252", "utf-16", "utf-16 big-endian"],
)
def test_a_text_file_is_read_in_its_encoding(tmp_path: Path, data: bytes) -> None:
    assert pages(tmp_path, "a.txt", data) == [TEXT]


def test_windows_line_ends_become_newlines(tmp_path: Path) -> None:
    assert pages(tmp_path, "a.txt", "en\r\nto\r\n") == ["en\nto\n"]


def test_form_feeds_begin_pages() -> None:
    assert split_pages("en\fto\ftre") == ["en", "to", "tre"]


def test_a_form_feed_at_the_end_begins_no_page() -> None:
    assert split_pages("en\fto\f\n") == ["en", "to"]


def test_an_empty_page_keeps_its_number() -> None:
    assert [page.strip() for page in split_pages("\fen\f \n\fto\f")] == ["", "en", "", "to"]


FILLER = "\n".join(f"linje {number}" for number in range(12))


def test_a_line_that_begins_with_one_blank_begins_a_page() -> None:
    assert split_pages(f"Første side\n{FILLER}\n Anden side\n{FILLER}\n Tredje side\n{FILLER}") == [
        f"Første side\n{FILLER}",
        f" Anden side\n{FILLER}",
        f" Tredje side\n{FILLER}",
    ]


@pytest.mark.parametrize("before", ["Det gælder bl.a.", "Det gælder løn,", "Det gælder HR og", "Det gælder herunder"])
def test_a_line_that_goes_on_with_one_blank_begins_no_page(before: str) -> None:
    text = f"{FILLER}\n{before}\n resten af sætningen\n{FILLER}"
    assert split_pages(text) == [text]


@pytest.mark.parametrize("indented", ["  to blanke", "\tmed tabulator", "    kode"])
def test_an_indented_text_has_no_page_traces(indented: str) -> None:
    text = f"{FILLER}\n{indented}\n en linje\n{FILLER}"
    assert split_pages(text) == [text]


def test_many_lines_with_one_blank_are_a_habit_and_no_traces() -> None:
    text = "\n".join([" en linje", "to"] * 10)
    assert split_pages(text) == [text]


def test_with_form_feeds_a_line_with_one_blank_begins_no_page() -> None:
    assert split_pages(f"{FILLER}\n en linje\f{FILLER}") == [f"{FILLER}\n en linje", FILLER]


def markdown(folder: Path, text: str) -> tuple[str, list[str]]:
    page = read_document(written(folder, "a.md", text)).pages[0]
    return page.text, [page.text[start:end] for start, end in page.bold]


def test_markdown_headings_lose_their_signs_and_are_bold(tmp_path: Path) -> None:
    assert markdown(tmp_path, "# Program\n\n### Løn #1\ntekst") == ("Program\n\nLøn #1\n\ntekst", ["Program", "Løn #1"])


def test_markdown_strong_text_loses_its_signs_and_is_bold(tmp_path: Path) -> None:
    assert markdown(tmp_path, "**Titel:** tekst og __mere__") == ("Titel: tekst og mere", ["Titel:", "mere"])


def test_markdown_emphasis_loses_its_signs(tmp_path: Path) -> None:
    assert markdown(tmp_path, "Det er *vigtigt*, _meget_ endda.") == ("Det er vigtigt, meget endda.", [])


@pytest.mark.parametrize("text", ["fil_navn_her", "2 * 3 * 4", "#hashtag", "a ** b", "[kladde]"])
def test_markdown_signs_that_mark_nothing_stay(tmp_path: Path, text: str) -> None:
    assert markdown(tmp_path, text) == (text, [])


def test_markdown_links_keep_their_text(tmp_path: Path) -> None:
    assert markdown(tmp_path, "Se [planen](https://example.org/plan).") == ("Se planen.", [])


def test_a_strong_sign_that_is_never_closed_marks_nothing_bold(tmp_path: Path) -> None:
    assert markdown(tmp_path, "**åben tekst")[1] == []


@pytest.mark.parametrize(
    ("name", "content", "title"),
    [
        (
            "arbejdsprogram-2027.txt",
            "Forord\n\nKONCERNSERVICE ARBEJDSPROGRAM 2027\n\nTekst.",
            "Koncernservice Arbejdsprogram 2027",
        ),
        ("notat.md", "# Plan for løn\n\nTekst.", "Plan for løn"),
        ("min_plan.txt", "Tekst uden titel.", "Min plan"),
    ],
)
def test_a_document_s_title_is_printed_in_it_or_its_name(tmp_path: Path, name: str, content: str, title: str) -> None:
    assert read_document(written(tmp_path, name, content)).title == title


def test_a_pdf_s_title_is_its_own() -> None:
    assert read_document(bundled_programme()).title == "Koncernservice Arbejdsprogram 2026"


def test_an_id_is_the_name_in_plain_letters(tmp_path: Path) -> None:
    assert read_document(written(tmp_path, "Årets Løn & Økonomi.txt", "Tekst.")).id == "aarets-loen-oekonomi"


def test_equal_names_get_different_ids(tmp_path: Path) -> None:
    path = written(tmp_path, "plan.txt", "Tekst.")
    assert read_document(path, ["plan"]).id == "plan-2"
    assert read_document(path, ["plan", "plan-2"]).id == "plan-3"


def test_a_name_without_letters_gets_an_id(tmp_path: Path) -> None:
    assert read_document(written(tmp_path, "___.txt", "Tekst.")).id == "dokument"


@pytest.mark.parametrize(
    ("text", "expected"), [("Øget løn på ÅR", "oeget-loen-paa-aar"), ("--a  b--", "a-b"), ("…", "")]
)
def test_a_slug_spells_danish_letters_out(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_a_folder_is_searched_through_in_a_stable_order(tmp_path: Path) -> None:
    names = ["b.txt", "a.md", "under/c.PDF", "A.txt", "billede.png"]
    for name in names:
        written(tmp_path, name, "x")
    found = [str(path.relative_to(tmp_path)) for path in find_files([tmp_path])]
    assert found == ["A.txt", "a.md", "b.txt", str(Path("under/c.PDF"))]


def test_a_file_named_twice_is_found_once(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", "x")
    assert find_files([path, tmp_path, path]) == [path]


def test_a_missing_path_is_named() -> None:
    with pytest.raises(SourceError, match=r"findes-ikke\.pdf: findes ikke"):
        find_files([Path("findes-ikke.pdf")])


def test_an_unsupported_type_is_refused_with_the_ones_that_are_read(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"plan\.docx: filtypen læses ikke; brug PDF, TXT eller MD"):
        find_files([written(tmp_path, "plan.docx", "x")])


def test_a_folder_without_documents_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="mappen har ingen PDF-, TXT- eller MD-filer"):
        find_files([tmp_path])


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "filen er tom"),
        ("a.txt", b" \n\t ", "filen er tom"),
        ("a.txt", b"PK\x03\x04\x00\x00", "er ikke en tekstfil"),
        ("a.pdf", b"ren tekst", "er ikke en PDF"),
        ("a.pdf", b"%PDF-1.7\nafkortet", "beskadiget eller afkortet"),
        ("a.txt", "\u00ad\u00ad".encode(), "har ingen tekst på nogen side"),
    ],
)
def test_a_file_that_can_not_be_read_is_named_with_the_reason(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    with pytest.raises(SourceError, match=f"{name}: .*{reason}"):
        read_document(written(tmp_path, name, data))


def test_a_file_that_is_gone_is_named() -> None:
    with pytest.raises(SourceError, match=r"vaek\.txt: kan ikke læses"):
        read_document(Path("vaek.txt"))


def test_pages_count_from_one_and_the_fingerprint_is_of_the_bytes(tmp_path: Path) -> None:
    one = read_document(written(tmp_path, "a.txt", "en\fto"))
    other = read_document(written(tmp_path, "b.txt", "en\fto"))
    assert [page.number for page in one.pages] == [1, 2]
    assert one.fingerprint == other.fingerprint
    assert one.fingerprint != read_document(written(tmp_path, "c.txt", "en\fto.")).fingerprint


def test_every_suffix_is_found(tmp_path: Path) -> None:
    for suffix in SUFFIXES:
        written(tmp_path, f"a{suffix}", "x")
    assert {path.suffix for path in find_files([tmp_path])} == set(SUFFIXES)
