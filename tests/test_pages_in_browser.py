"""The pages of the server in a real Chromium: the quote where it stands, and pages that everyone can use."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import httpx
import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from chat_page import chromium
from playwright.sync_api import Browser, Page
from serving import ANSWER, CITATION, Scripted, serving

from assistant.answering import Assistant
from assistant.api import create_app
from assistant.settings import Settings
from ingest.build import bundled_programme
from vectorstore.store import Store

QUOTE = "/kilder/arbejdsprogram-2026?side=5&start=1442&slut=1612&ogsaa=arbejdsprogram-2026:4:100:180"
ADDRESSES = [
    QUOTE,
    "/kilder/arbejdsprogram-2026?side=1",
    "/tidsplan",
    "/tidsplan?visning=tabel",
    "/tidsplan?fra=engang",
    "/tidsplan?citat=arbejdsprogram-2026:5:1442:1612",
    "/tidsplan?indsats=findes ikke",
    "/kilder",
    "/kilder/andet",
    "/kilder/arbejdsprogram-2026?side=5&start=9&slut=3",
    "/svar/et-svar",
    "/svar/findes-ikke",
    "/",
]
ANSWER_OF_TWO = replace(ANSWER, answer_id="et-svar", citations=(CITATION, replace(CITATION, id=2, page=4)))
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def address(assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = Settings(data_dir=tmp_path_factory.mktemp("pages"), today=date(2026, 3, 15))
    app = create_app(Scripted(assistant.live, lambda _question, _conversation: ANSWER_OF_TWO), settings)
    with serving(app) as served:
        httpx.post(served + "api/chat", json={"question": "hvornår?"})  # stored as the answer of /svar/et-svar
        yield served


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def boxes(page: Page, selector: str) -> list[dict[str, float]]:
    """Where elements stand within the picture of the page, as fractions of its size."""
    script = """selector => {
      const paper = document.querySelector('.paper');
      const ctm = paper.getScreenCTM(), view = paper.viewBox.baseVal;
      return [...document.querySelectorAll(selector)].map(element => {
        const at = element.getBoundingClientRect();
        return {left: (at.left - ctm.e) / ctm.a / view.width, right: (at.right - ctm.e) / ctm.a / view.width,
                top: (at.top - ctm.f) / ctm.d / view.height, bottom: (at.bottom - ctm.f) / ctm.d / view.height};
      })}"""
    found: list[dict[str, float]] = page.evaluate(script, selector)
    return found


def words_in_pdf(number: int, words: str) -> list[dict[str, float]]:
    """Where pdfium itself finds the words on the page, as fractions of its size, from the top left."""
    with pypdfium2.PdfDocument(bundled_programme()) as document:
        sheet = document[number - 1]
        width, height = sheet.get_size()
        text = sheet.get_textpage()
        searcher = text.search(words, match_case=True)
        found = []
        while place := searcher.get_next():
            for n in range(text.count_rects(*place)):
                left, bottom, right, top = text.get_rect(n)
                found.append(
                    {
                        "left": left / width,
                        "right": right / width,
                        "top": 1 - top / height,
                        "bottom": 1 - bottom / height,
                    }
                )
        return found


def covers(outer: dict[str, float], inner: dict[str, float]) -> bool:
    slack = 0.002
    return (
        outer["left"] - slack <= inner["left"]
        and inner["right"] <= outer["right"] + slack
        and outer["top"] - slack <= inner["top"]
        and inner["bottom"] <= outer["bottom"] + slack
    )


def test_the_highlight_stands_on_the_words(page: Page) -> None:
    page.goto(QUOTE)
    highlights = boxes(page, ".highlight")
    assert len(highlights) == 4
    lines = ("Udrulningen til hele KK er afsluttet", "arbejdes fortsat", "andre systemer i KK og til", "og tilsyn.")
    for words, highlight in zip(lines, highlights, strict=True):
        assert any(covers(highlight, place) for place in words_in_pdf(5, words)), words
    for words in ("Q3/2026: Forvaltningerne tager", "kortlagt.", "Forenkling og udvikling"):
        for place in words_in_pdf(5, words):
            middle = {
                **place,
                "top": (place["top"] + place["bottom"]) / 2,
                "bottom": (place["top"] + place["bottom"]) / 2,
            }
            assert not any(covers(highlight, middle) for highlight in highlights), words


def test_the_highlight_of_every_milestone_begins_at_its_first_word(page: Page, assistant: Assistant) -> None:
    store: Store = assistant.live.current()
    for milestone in store.milestones:
        span = milestone.span
        text = store.page_text(milestone.document_id, span.page) or ""
        first_line = text[span.start : span.end].split("\n")[0].strip()
        page.goto(f"/kilder/{milestone.document_id}?side={span.page}&start={span.start}&slut={span.end}")
        first = boxes(page, ".highlight")[0]
        assert any(covers(first, place) for place in words_in_pdf(span.page, first_line)), first_line


def test_the_picture_fills_its_place(page: Page) -> None:
    page.goto(QUOTE)
    (image,) = boxes(page, ".paper image")
    assert image == pytest.approx({"left": 0, "right": 1, "top": 0, "bottom": 1}, abs=0.002)
    assert page.request.get("/api/documents/arbejdsprogram-2026/pages/5.png").ok


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_everyone_can_use_every_page(page: Page, path: str, scheme: Any, width: int) -> None:
    """Nothing is refused by the policy or missing, nothing scrolls sideways, and axe finds nothing."""
    said: list[str] = []
    missing: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("response", lambda response: missing.append(response.url) if response.status >= 400 else None)
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    response = page.goto(path)
    if path == "/":
        page.locator(".suggestions").wait_for()
    assert response
    assert [url for url in missing if url != response.url] == []
    assert [text for text in said if "status of 4" not in text] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    results = Axe().run(page, options=RULES)
    assert results.violations_count == 0, results.generate_report()


def test_the_filter_works_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/tidsplan?visning=tabel")
    page.get_by_label("Indsats", exact=True).select_option(label="GenAI på løn- og personaleområdet")
    page.get_by_label("Fra", exact=True).fill("Q3/2026")
    page.get_by_role("button", name="Vis", exact=True).click()
    assert page.get_by_role("row").count() == 1 + 3
    page.get_by_role("row").nth(1).get_by_role("link").click()
    assert "ServiceNow har fået AI-modulet implementeret" in page.locator("mark").inner_text()
    assert page.locator(".highlight").count() == 1
    context.close()


def test_the_keyboard_reaches_the_quote(page: Page) -> None:
    page.goto(QUOTE)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.get_by_role("link", name="Gå til citatet i teksten").focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#citat")
    assert page.locator("#citat").is_visible()


def test_a_bar_and_the_line_of_today_stand_under_their_quarters(page: Page) -> None:
    page.goto("/tidsplan?indsats=GenAI")
    middle = "e => { const b = e.getBoundingClientRect(); return b.left + b.width / 2 }"
    quarters = [text.evaluate(middle) for text in page.locator(".axis text:not(.year):not(.now)").all()]
    bars = [bar.evaluate(middle) for bar in page.locator(".initiative li .bar").all()]
    assert bars == pytest.approx([quarters[n] for n in (0, 1, 2, 3, 5)], abs=1.5)
    now = page.locator("li line.now").first.evaluate(middle)
    assert quarters[0] < now < (quarters[0] + quarters[1]) / 2


def test_print_leaves_the_controls_out_and_keeps_the_quote(page: Page) -> None:
    page.emulate_media(media="print")
    page.goto(QUOTE)
    assert page.locator(".highlight").first.is_visible()
    assert page.locator("mark").is_visible()
    assert not page.get_by_role("navigation").first.is_visible()
    page.goto("/tidsplan")
    assert not page.locator("form").is_visible()
    assert page.locator("li .bar").first.is_visible()
