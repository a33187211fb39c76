"""The source viewer over HTTP: the quote where it stands, and what is said of an address that is wrong."""

import html
import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import WordEncoder
from fastapi.testclient import TestClient
from PIL import Image

from assistant.answering import Assistant
from assistant.api import create_app
from assistant.rendering import in_words, texts
from assistant.settings import Settings
from ingest.build import bundled_programme, ingest
from vectorstore.generations import current_generation
from vectorstore.store import LiveStore

PAGE = "/kilder/arbejdsprogram-2026"
PNG = "/api/documents/arbejdsprogram-2026/pages/5.png"


@pytest.fixture(scope="module")
def client(assistant: Assistant) -> Iterator[TestClient]:
    with TestClient(create_app(assistant, Settings(today=date(2026, 3, 15))), raise_server_exceptions=False) as opened:
        yield opened


def over(tmp_path: Path, encoder: WordEncoder, *sources: Path) -> TestClient:
    ingest(list(sources), tmp_path / "index", encoder, lambda _done, _total: None)
    return TestClient(create_app(Assistant(LiveStore(tmp_path / "index", encoder)), Settings()))


def marked(page: str) -> str:
    found = re.search(r'<mark id="citat">(.*?)</mark>', page, re.DOTALL)
    assert found
    return html.unescape(re.sub(r'<span class="unseen">[^<]*</span>|<[^>]+>', "", found[1]))


def page_text(page: str) -> str:
    found = re.search(r'<div class="page-text">(.*?)</div>', page, re.DOTALL)
    assert found
    return html.unescape(re.sub(r'<span class="unseen">[^<]*</span>|<[^>]+>', "", found[1]))


def test_every_citation_opens_at_its_quote(client: TestClient) -> None:
    answer = client.post("/api/chat", json={"question": "Hvad sker der i 2027?"}).json()
    assert answer["citations"]
    for citation in answer["citations"]:
        response = client.get(citation["url"])
        assert response.status_code == 200
        assert marked(response.text) == citation["quote"]
        assert response.text.count('class="highlight"') == citation["quote"].count("\n") + 1


def test_every_milestone_has_its_highlight_on_the_picture(client: TestClient) -> None:
    for row in client.get("/api/milestones").json():
        page = client.get(f"{PAGE}?side={row['page']}&start={row['start']}&slut={row['end']}").text
        assert marked(page) == row["quote"]
        assert 'class="highlight"' in page
        assert html.escape(row["initiative"], quote=False) in page.replace("&#39;", "'")


def test_the_text_beside_the_picture_is_the_stored_page(client: TestClient) -> None:
    stored = client.get("/api/documents/arbejdsprogram-2026/pages/5").json()["text"]
    assert page_text(client.get(f"{PAGE}?side=5&start=1442&slut=1612").text) == stored
    assert page_text(client.get(f"{PAGE}?side=5").text) == stored


def test_without_a_page_the_first_is_shown_and_nothing_marked(client: TestClient) -> None:
    page = client.get(PAGE).text
    assert "Side 1 af 7" in page
    assert "<mark" not in page
    assert 'class="highlight"' not in page
    assert 'rel="prev"' not in page
    assert 'rel="next"' in page


def test_other_citations_lead_there_and_back(client: TestClient) -> None:
    page = client.get(f"{PAGE}?side=5&start=1442&slut=1612&ogsaa=arbejdsprogram-2026:4:100:180").text
    assert "Andre kilder i samme svar" in page
    (there,) = [html.unescape(url) for url in re.findall(r'href="\.\.(/kilder/[^"]*start=100[^"]*)"', page)]
    assert parse_qs(urlsplit(there).query)["ogsaa"] == ["arbejdsprogram-2026:5:1442:1612"]
    assert "start=1442" in html.unescape(client.get(there).text)


def test_turning_the_page_keeps_the_quotes_to_come_back_to(client: TestClient) -> None:
    page = client.get(f"{PAGE}?side=5&start=1442&slut=1612").text
    (following,) = re.findall(r'rel="next" href="\.\.([^"]*)"', page)[:1]
    turned = client.get(html.unescape(following)).text
    assert "Side 6 af 7" in turned
    assert f'href="..{PAGE}?side=5&amp;start=1442&amp;slut=1612"' in turned


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/kilder/andet", 404, "Dokumentet findes ikke"),
        (f"{PAGE}?side=99", 404, "Dokumentet har side 1 til 7"),
        (f"{PAGE}?side=0", 404, "Side 0 findes ikke"),
        (f"{PAGE}?side=x", 422, "side"),
        (f"{PAGE}?side=-1", 422, "side"),
        (f"{PAGE}?side=²", 422, "side"),
        (f"{PAGE}?side={'9' * 5000}", 422, "side"),
        (f"{PAGE}?side=5&start=9&slut=3", 422, "mindre end"),
        (f"{PAGE}?side=5&start=3&slut=3", 422, "mindre end"),
        (f"{PAGE}?side=5&start=3", 422, "den ene mangler"),
        (f"{PAGE}?side=5&start=a&slut=3", 422, "start"),
        (f"{PAGE}?side=5&start=0&slut=99999", 422, "tegn 99999"),
        (f"{PAGE}?side=5&ogsaa=noget", 422, "ogsaa"),
        (f"{PAGE}?side=5&ogsaa=andet:1:0:3", 404, "Dokumentet findes ikke"),
        (f"{PAGE}?side=5" + 101 * "&ogsaa=arbejdsprogram-2026:1:0:3", 422, "højst"),
    ],
)
def test_a_wrong_address_gets_a_page_that_says_what_is_wrong(
    client: TestClient, path: str, status: int, says: str
) -> None:
    response = client.get(path)
    assert response.status_code == status
    assert response.headers["content-type"].startswith("text/html")
    assert says in html.unescape(response.text)
    assert '<html lang="da">' in response.text


def test_the_pages_allow_no_script_and_need_no_inline_style(client: TestClient) -> None:
    for path in (f"{PAGE}?side=5&start=1442&slut=1612", "/tidsplan", "/tidsplan?visning=tabel", "/kilder/andet"):
        response = client.get(path)
        assert response.headers["content-security-policy"].startswith("default-src 'none'; img-src 'self'")
        assert "script-src" not in response.headers["content-security-policy"]
        assert "unsafe" not in response.headers["content-security-policy"]
        assert not re.search(r"<script|<style|\s(?:on\w+|style)=", response.text)


def test_a_page_picture_is_a_png_that_is_sent_once(client: TestClient) -> None:
    response = client.get(PNG)
    assert (response.status_code, response.headers["content-type"]) == (200, "image/png")
    assert Image.open(io.BytesIO(response.content)).size == (1400, 788)
    again = client.get(PNG, headers={"If-None-Match": response.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("path", "status"),
    [("andet/pages/1.png", 404), ("arbejdsprogram-2026/pages/8.png", 404), ("arbejdsprogram-2026/pages/x.png", 422)],
)
def test_a_picture_that_is_not_there_is_a_problem(client: TestClient, path: str, status: int) -> None:
    response = client.get(f"/api/documents/{path}")
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")


def test_a_text_file_is_shown_as_text(tmp_path: Path, word_encoder: WordEncoder) -> None:
    source = tmp_path / "plan.md"
    source.write_text("# Plan\n\nKantinen lukker i juli 2026. 😀 Den åbner igen.", encoding="utf-8")
    with over(tmp_path, word_encoder, source) as client:
        (citation, *_) = client.post("/api/chat", json={"question": "Hvornår lukker kantinen?"}).json()["citations"]
        page = client.get(citation["url"]).text
        assert marked(page) == "Kantinen lukker i juli 2026."
        assert "<b>Plan</b>" in page
        assert "<svg" not in page
        assert "notice" not in page
        assert client.get("/api/documents/plan/pages/1.png").status_code == 404


def test_hostile_text_and_titles_are_shown_as_text(tmp_path: Path, word_encoder: WordEncoder) -> None:
    evil = "<script>alert(1)</script> \"><img src=x onerror=alert(2)> & 'q' {{ 7*7 }}"
    source = tmp_path / "<img src=x>.md"
    escaped = evil.replace("<", "\\<")  # what is no HTML in Markdown either, but text with angle brackets
    source.write_text(f"# {escaped}\n\nKantinen {escaped} lukker i juli 2026.", encoding="utf-8")
    with over(tmp_path, word_encoder, source) as client:
        (document,) = client.get("/api/documents").json()
        assert "<script>" in document["title"]
        text = client.get(f"/api/documents/{document['id']}/pages/1").json()["text"]
        for path in (f"?side=1&start=0&slut={len(text)}", "?side=1", "?side=<script>alert(1)</script>"):
            page = client.get(f"/kilder/{document['id']}{path}").text
            assert not re.search(r"<script|<img|\b49\b", page)
        page = client.get(f"/kilder/{document['id']}?side=1&start=0&slut={len(text)}").text
        assert marked(page) == text
    for path in ("/tidsplan?fra=%22%3E%3Cscript%3E", "/tidsplan?indsats=%22%3E%3Cscript%3E"):
        assert "<script" not in client.get(path).text


def test_an_index_of_before_there_were_pictures_shows_text_and_the_remedy(
    tmp_path: Path, word_encoder: WordEncoder
) -> None:
    ingest([bundled_programme()], tmp_path / "index", word_encoder, lambda _done, _total: None)
    (current_generation(tmp_path / "index") / "pages.sqlite").unlink()
    with TestClient(create_app(Assistant(LiveStore(tmp_path / "index", word_encoder)), Settings())) as client:
        page = client.get(f"{PAGE}?side=5&start=1442&slut=1612")
        assert page.status_code == 200
        assert marked(page.text).startswith("Q4/2026")
        assert "arbejdsprogram ingest" in page.text
        assert "<svg" not in page.text
        assert client.get(PNG).status_code == 404
        assert client.post("/api/chat", json={"question": "hvornår er tidsregistrering udrullet?"}).json()["citations"]


def test_without_an_index_the_pages_say_what_to_do(tmp_path: Path, word_encoder: WordEncoder) -> None:
    with TestClient(create_app(Assistant(LiveStore(tmp_path, word_encoder)), Settings())) as client:
        for path in (PAGE, "/tidsplan", "/tidsplan.ics"):
            response = client.get(path)
            assert response.status_code == 503
            assert "arbejdsprogram ingest" in html.unescape(response.text)


def test_every_text_of_the_pages_is_used() -> None:
    root = Path(__file__).parents[1] / "assistant"
    files = [*(root / "web").glob("*.html"), *root.glob("*.py")]
    used = "".join(file.read_text(encoding="utf-8") for file in files)
    for page in ("common", "source", "timeline", "export"):
        for name, value in texts()[page].items():
            if isinstance(value, str):
                assert re.search(rf"[.\"]{name}\b", used), f"{page}.{name}"


def test_a_day_is_written_as_danish_does() -> None:
    assert in_words(date(2026, 3, 1)) == "1. marts 2026"
