"""That everyone can use the widget: WCAG 2.1 AA by axe-core, keyboard, screen reader, small, dark, forced, printed."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from chat_page import Chat, chromium
from playwright.sync_api import Browser, expect
from pypdf import PdfReader
from serving import serving

from assistant.answering import Assistant
from assistant.api import create_app
from assistant.settings import Settings

OpenChat = Callable[..., Chat]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SMALL = {"width": 320, "height": 568}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def address(assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = Settings(data_dir=tmp_path_factory.mktemp("access"), today=date(2026, 3, 15))
    with serving(create_app(assistant, settings)) as served:
        yield served


@pytest.fixture
def chat(browser: Browser, address: str) -> Iterator[OpenChat]:
    opened: list[Chat] = []

    def load(path: str = "", **context: Any) -> Chat:
        opened.append(Chat(browser, address, **context))
        return opened[-1].load(path)

    yield load
    for one in opened:
        one.context.close()
        assert one.faults == []


def welcome(page: Chat) -> None:
    page.page.locator(".suggestions").wait_for()


def answered(page: Chat) -> None:
    page.ask("Hvad sker der i 3. kvartal 2026?")


def with_sources(page: Chat) -> None:
    answered(page)
    page.page.locator(".sources button").click()
    page.button("Hjælpsomt").click()
    page.page.locator(".comment").wait_for()


def with_source_open(page: Chat) -> None:
    answered(page)
    page.page.locator(".cite").first.click()


def failed(page: Chat) -> None:
    page.page.route("**/api/chat", lambda route: route.abort())
    page.send("hvornår?")
    page.button("Prøv igen").wait_for()


def too_long(page: Chat) -> None:
    page.send("x" * 4_001)
    page.page.get_by_role("alert").filter(has_text="for langt").wait_for()


def under_way(page: Chat) -> None:
    page.page.route("**/api/chat", lambda _route: None)
    page.send("hvornår?")
    page.button("Stop").wait_for()


STATES = (welcome, answered, with_sources, with_source_open, failed, too_long, under_way)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_axe_finds_nothing_in_any_state(chat: OpenChat, state: Callable[[Chat], None], scheme: str) -> None:
    page = chat(color_scheme=scheme, reduced_motion="reduce")
    state(page)
    results = Axe().run(page.page, options=RULES)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("open_it", [False, True])
def test_axe_finds_nothing_in_the_launcher(chat: OpenChat, open_it: bool) -> None:
    page = chat("demo/vaert", reduced_motion="reduce", viewport=SMALL)
    if open_it:
        page.button("Spørg arbejdsprogrammet").click()
        answered(page)
    results = Axe().run(page.page, context="arbejdsprogram-chat", options=RULES)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_an_answers_page(chat: OpenChat, address: str, scheme: str) -> None:
    page = chat(color_scheme=scheme)
    answer = page.page.request.post(f"{address}api/chat", data={"question": "Hvad sker der i 3. kvartal 2026?"}).json()
    page.page.goto(f"{address}svar/{answer['answer_id']}")
    results = Axe().run(page.page, options=RULES)
    assert results.violations_count == 0, results.generate_report()


def test_the_keyboard_alone_does_all(chat: OpenChat) -> None:
    page = chat("demo/vaert")
    keyboard = page.page.keyboard

    def tab_to(name: str) -> None:
        for _ in range(40):
            keyboard.press("Tab")
            if page.focused() == name:
                return
        pytest.fail(f"Tab does not reach {name!r}")

    tab_to("Spørg arbejdsprogrammet")
    keyboard.press("Enter")
    keyboard.type("Hvem er undtaget fra tidsregistrering?")
    keyboard.press("Enter")
    page.page.locator(".tools").wait_for()
    assert page.focused() == "question"
    link = page.page.locator(".cite").first
    tab_to(link.get_attribute("aria-label") or "")
    keyboard.press("Enter")
    assert page.focused() == "Luk kilden"
    keyboard.press("Enter")
    expect(link).to_be_focused()
    tab_to("Hjælpsomt")
    keyboard.press("Space")
    page.page.locator(".comment").wait_for()
    keyboard.press("Tab")
    keyboard.press("Tab")
    keyboard.type("Godt")
    tab_to("Send kommentar")
    keyboard.press("Enter")
    expect(page.page.locator(".notice")).to_have_text("Tak for din kommentar.")
    tab_to("Ny samtale")
    keyboard.press("Enter")
    expect(page.page.locator(".turn")).to_have_count(0)
    keyboard.press("Escape")
    assert page.focused() == "Spørg arbejdsprogrammet"


def test_a_screen_reader_is_told_of_the_answer_exactly_once(chat: OpenChat) -> None:
    page = chat()
    page.page.evaluate(
        """() => {
          window.said = [];
          const { shadowRoot } = document.querySelector("arbejdsprogram-chat");
          for (const region of shadowRoot.querySelectorAll("[aria-live=polite], [role=alert]")) {
            const note = () => region.textContent && window.said.push(region.textContent);
            new MutationObserver(note).observe(region, { childList: true, characterData: true, subtree: true });
          }
        }"""
    )
    page.input.fill("Hvem er undtaget fra tidsregistrering?")
    page.input.press("Enter")
    page.page.locator(".tools").wait_for()
    expect(page.input).to_be_focused()
    first, *rest = page.page.evaluate("() => window.said")
    assert first == "Svarer …"
    (answer,) = rest
    assert answer.startswith("Svar: Undtaget fra tidsregistrering er")
    assert "[1]" not in answer
    log = page.page.get_by_role("log")
    assert log.get_attribute("aria-live") == "off"
    assert log.locator("[aria-live=polite], [role=alert], [role=status]").count() == 0


@pytest.mark.parametrize("path", ["", "demo/vaert"])
@pytest.mark.parametrize("size", [SMALL, {"width": 320, "height": 256}], ids=["phone", "400 %"])
def test_nothing_is_cut_off_or_scrolls_sideways_at_320_px(chat: OpenChat, path: str, size: dict[str, int]) -> None:
    page = chat(path, viewport=size)
    if path:
        page.button("Spørg arbejdsprogrammet").click()
    answer = page.ask("Hvad sker der i 3. kvartal 2026?")
    answer.locator(".sources button").click()
    for part in (".panel", ".log", ".composer"):
        assert page.page.locator(part).evaluate("(node) => node.scrollWidth <= node.clientWidth"), part
    for control in (page.button("Send"), page.button("Ny samtale"), answer.locator("blockquote").last):
        control.scroll_into_view_if_needed()
        box = control.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320


def test_dark_follows_the_system_and_the_attribute_goes_before_it(chat: OpenChat) -> None:
    page = chat(color_scheme="dark")

    def paper() -> Any:
        return page.page.locator(".panel").evaluate("(node) => getComputedStyle(node).backgroundColor")

    assert paper() == "rgb(24, 35, 43)"
    page.page.evaluate("() => document.querySelector('arbejdsprogram-chat').setAttribute('theme', 'light')")
    assert paper() == "rgb(255, 255, 255)"


def test_reduced_motion_moves_nothing(chat: OpenChat) -> None:
    moving = "() => document.querySelector('arbejdsprogram-chat').shadowRoot.getAnimations().length"
    for motion, moves in (("no-preference", True), ("reduce", False)):
        page = chat(reduced_motion=motion)
        under_way(page)
        assert bool(page.page.evaluate(moving)) is moves


def test_forced_colours_keep_edges_and_focus(chat: OpenChat) -> None:
    page = chat(forced_colors="active")
    page.ask("Hvem er undtaget fra tidsregistrering?")
    for control in (".send", ".tools .quiet", ".cite", "textarea", ".thumb"):
        width = page.page.locator(control).first.evaluate("(node) => getComputedStyle(node).borderTopWidth")
        assert float(width.removesuffix("px")) >= 1, control


def test_on_paper_the_sources_stand_in_full(chat: OpenChat, tmp_path: Path) -> None:
    page = chat("demo/vaert")
    page.button("Spørg arbejdsprogrammet").click()
    answer = page.ask("Hvem er undtaget fra tidsregistrering?")
    expect(answer.locator("blockquote").first).to_be_hidden()
    page.page.emulate_media(media="print")
    expect(answer.locator("blockquote").first).to_be_visible()
    expect(page.input).to_be_hidden()
    page.page.emulate_media(media="null")
    expect(page.input).to_be_visible()
    page.page.pdf(path=tmp_path / "side.pdf")
    printed = " ".join("".join(sheet.extract_text() for sheet in PdfReader(tmp_path / "side.pdf").pages).split())
    for text in ("Hvem er undtaget fra tidsregistrering?", "Kilder (", "Koncernservice Arbejdsprogram 2026, s. 5"):
        assert text in printed
    expect(page.input).to_be_visible()
