"""The source viewer and the timeline in a real Chromium."""

import threading
import time
from collections.abc import Iterator
from datetime import date
from typing import Any

import pypdfium2
import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from assistant.answering import Assistant
from assistant.api import create_app
from assistant.settings import Settings
from ingest.build import bundled_programme
from vectorstore.store import Store

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
QUOTE = "/kilder/arbejdsprogram-2026?side=5&start=1442&slut=1612&ogsaa=arbejdsprogram-2026:4:100:180"
ADDRESSES = [
    QUOTE,
    "/kilder/arbejdsprogram-2026?side=1",
    "/tidsplan",
    "/tidsplan?visning=tabel",
    "/tidsplan?fra=engang",
    "/kilder/andet",
]
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}


@pytest.fixture(scope="module")
def address(assistant: Assistant) -> Iterator[str]:
    app = create_app(assistant, Settings(today=date(2026, 3, 15)))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


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
def test_nothing_is_refused_by_the_policy_and_nothing_is_missing(page: Page, path: str) -> None:
    said: list[str] = []
    missing: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("response", lambda response: missing.append(response.url) if response.status >= 400 else None)
    response = page.goto(path, wait_until="networkidle")
    assert response
    own = [url for url in missing if url != response.url]
    assert own == []
    assert [text for text in said if "status of 4" not in text] == []


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_scrolls_sideways(page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_wcag_violations(page: Page, path: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 400 if scheme == "dark" else 1280, "height": 900})
    page.goto(path)
    found = Axe().run(page, options=WCAG).response["violations"]
    assert [(v["id"], [node["html"] for node in v["nodes"]]) for v in found] == []


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
