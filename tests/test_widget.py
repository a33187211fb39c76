"""The chat widget in a real browser, against a server whose answers the tests make."""

import asyncio
import json
import re
import threading
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from chat_page import Chat, chromium
from fastapi import FastAPI
from fastapi.responses import HTMLResponse, Response
from playwright.sync_api import Browser, Route, expect
from serving import ANSWER, CITATION, Scripted, serving

from assistant.answer_store import AnswerStore
from assistant.answering import Assistant
from assistant.answers import Answer
from assistant.api import create_app
from assistant.settings import Settings

OpenChat = Callable[..., Chat]
QUOTE = "Q4/2026: Det nye system er udrullet."
EVIL = "<img src=x onerror=alert(1)><script>alert(1)</script>"


@dataclass
class Server:
    """What was asked of the server, and what holds its slow answers back."""

    address: str = ""
    settings: Settings = field(default_factory=Settings)
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    release: threading.Event = field(default_factory=threading.Event)

    def answer(self, question: str, conversation_id: str | None) -> Answer:
        self.asked.append((question, conversation_id))
        if "langsom" in question:
            self.release.wait(30)
        if "fejl" in question:
            raise RuntimeError("/secret/path")
        return replace(ANSWER, answer_id=uuid.uuid4().hex)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def running(assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(settings=Settings(data_dir=tmp_path_factory.mktemp("widget")))
    app = create_app(Scripted(assistant.live, server.answer), server.settings)

    async def cut_off(scope: Any, receive: Any, send: Any) -> None:
        """The application, but a question of "væk" gets half a stream and then no server."""
        if scope["type"] != "http" or scope["path"] != "/api/chat":
            await app(scope, receive, send)
            return
        message = await receive()
        if "væk" in json.loads(message["body"])["question"]:
            await send({"type": "http.response.start", "status": 200, "headers": []})
            half = 'data: {"type": "text-delta", "id": "a", "delta": "Det halve svar"}\n\n'
            await send({"type": "http.response.body", "body": half.encode(), "more_body": True})
            await asyncio.sleep(0.3)
            raise ConnectionError("the server is gone")
        waiting = [message]

        async def replay() -> Any:
            return waiting.pop() if waiting else await receive()

        await app(scope, replay, send)

    with serving(cut_off) as address:
        server.address = address
        yield server
        server.release.set()


@pytest.fixture
def server(running: Server) -> Server:
    running.asked.clear()
    running.release.clear()
    return running


@pytest.fixture
def chat(browser: Browser, server: Server) -> Iterator[OpenChat]:
    """Opens the widget. No test may leave a complaint of the browser's, the failure of a request apart."""
    opened: list[Chat] = []

    def load(path: str = "", **context: Any) -> Chat:
        opened.append(Chat(browser, server.address, **context))
        return opened[-1].load(path)

    yield load
    server.release.set()
    for one in opened:
        one.context.close()
        assert one.faults == []


def answering(chat: Chat, *chunks: dict[str, Any]) -> None:
    """Let the server answer with these chunks, whatever is asked."""
    body = "".join(f"data: {json.dumps(chunk)}\n\n" for chunk in chunks)
    chat.page.route("**/api/chat", lambda route: route.fulfill(content_type="text/event-stream", body=body))


def test_an_answer_is_streamed_with_citations_as_links(chat: OpenChat) -> None:
    page = chat()
    answer = page.ask()
    expect(answer.locator(".text strong")).to_have_text("Tidsregistrering")
    expect(answer.locator(".text li")).to_have_count(2)
    link = answer.get_by_role("link", name="Kilde 1: Nyt KK fælles tidsregistreringssystem, s. 5", exact=True)
    expect(link).to_have_attribute("href", re.compile(r"/kilder/arbejdsprogram-2026\?side=5&start=10&slut=46$"))
    assert page.complaints == []


def test_the_disclosure_stands_before_the_first_message(chat: OpenChat) -> None:
    page = chat()
    expect(page.page.locator(".disclosure")).to_contain_text("AI")
    expect(page.page.locator(".disclosure")).to_contain_text("Koncernservice Arbejdsprogram 2026")
    assert page.page.locator(".log > *").first.get_attribute("class") == "disclosure"


def test_a_citation_opens_its_quote_and_gives_the_focus_back(chat: OpenChat) -> None:
    page = chat()
    link = page.ask().locator(".cite")
    link.click()
    panel = page.page.get_by_role("dialog", name="Kilde 1: Nyt KK fælles tidsregistreringssystem, s. 5")
    expect(panel).to_contain_text(QUOTE)
    expect(panel.get_by_role("link", name="Vis på siden")).to_have_attribute("href", re.compile("/kilder/"))
    assert page.focused() == "Luk kilden"
    page.page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(link).to_be_focused()


def test_all_sources_can_be_shown(chat: OpenChat) -> None:
    answer = chat().ask()
    expect(answer.locator("blockquote")).to_be_hidden()
    answer.get_by_role("button", name="Kilder (1)").click()
    expect(answer.locator("blockquote")).to_have_text(QUOTE)


def test_a_suggestion_is_asked(chat: OpenChat, server: Server) -> None:
    page = chat()
    start = page.page.locator(".suggestions button").first
    question = start.inner_text()
    start.click()
    page.page.locator(".tools").wait_for()
    page.button("Hvem er undtaget?").click()
    page.page.locator(".tools").nth(1).wait_for()
    assert [asked for asked, _ in server.asked] == [question, "Hvem er undtaget?"]
    assert page.focused() == "Samtale"  # what had the focus is gone; the conversation takes it


def test_an_answer_under_way_can_be_stopped_and_asked_again(chat: OpenChat, server: Server) -> None:
    page = chat()
    page.send("langsom?")
    expect(page.answers.last).to_contain_text("Svarer …")
    page.button("Stop").click()
    expect(page.page.get_by_role("alert")).to_have_text("Du stoppede svaret.")
    expect(page.button("Send")).to_be_focused()
    server.release.set()
    page.button("Prøv igen").click()
    page.page.locator(".tools").wait_for()
    expect(page.page.locator(".question")).to_have_count(1)
    expect(page.page.locator("[role=alert]")).to_be_empty()


def test_a_double_click_asks_once_and_stops_nothing(chat: OpenChat, server: Server) -> None:
    page = chat()
    page.input.fill("langsom?")
    page.button("Send").dblclick()
    expect(page.button("Stop")).to_be_visible()
    server.release.set()
    page.page.locator(".tools").wait_for()
    assert len(server.asked) == 1
    expect(page.page.locator("[role=alert]")).to_be_empty()


def test_while_an_answer_is_made_enter_neither_stops_it_nor_asks_again(chat: OpenChat, server: Server) -> None:
    page = chat()
    page.send("langsom?")
    page.input.fill("næste?")
    page.input.press("Enter")
    expect(page.button("Stop")).to_be_visible()
    server.release.set()
    page.page.locator(".tools").wait_for()
    assert len(server.asked) == 1
    expect(page.input).to_have_value("næste?")


@pytest.mark.parametrize(
    ("question", "said"),
    [("væk?", "Forbindelsen røg, før svaret var færdigt. Prøv igen."), ("fejl?", "Prøv igen; bliver det ved")],
)
def test_a_server_that_fails_is_told_in_danish_and_can_be_tried_again(chat: OpenChat, question: str, said: str) -> None:
    page = chat()
    page.send(question)
    expect(page.page.get_by_role("alert")).to_contain_text(said)
    expect(page.button("Prøv igen")).to_be_visible()
    assert page.focused() == "Send"
    if question == "væk?":
        expect(page.answers.last).to_contain_text("Det halve svar")
        expect(page.answers.last).to_contain_text("Svaret er ikke fuldstændigt.")


def test_a_server_that_is_not_ready_is_told_in_its_own_words(chat: OpenChat) -> None:
    page = chat()
    problem = {"status": 503, "detail": "Assistenten starter; prøv igen om lidt"}
    page.page.route("**/api/chat", lambda route: route.fulfill(status=503, json=problem))
    page.send("hvornår?")
    expect(page.page.get_by_role("alert")).to_have_text("Assistenten starter; prøv igen om lidt")


def test_being_offline_is_told(chat: OpenChat) -> None:
    page = chat()
    page.context.set_offline(True)
    page.send("hvornår?")
    expect(page.page.get_by_role("alert")).to_contain_text("ingen forbindelse til internettet")
    page.context.set_offline(False)
    page.button("Prøv igen").click()
    page.page.locator(".tools").wait_for()


def test_a_silent_server_is_given_up(chat: OpenChat) -> None:
    page = chat()
    page.page.clock.install()
    page.send("langsom?")
    expect(page.button("Stop")).to_be_visible()
    page.page.clock.fast_forward(31_000)
    expect(page.page.get_by_role("alert")).to_contain_text("Det tager for lang tid")


def test_a_rating_and_its_comment_are_stored(chat: OpenChat, server: Server) -> None:
    page = chat()
    page.ask()
    page.button("Ikke hjælpsomt").click()
    expect(page.button("Ikke hjælpsomt")).to_have_attribute("aria-pressed", "true")
    page.page.get_by_role("textbox", name="Vil du uddybe?").fill(EVIL)
    page.button("Send kommentar").click()
    expect(page.page.locator(".notice")).to_have_text("Tak for din kommentar.")
    assert page.focused() == "Ikke hjælpsomt"
    store = AnswerStore.open(server.settings)
    last = store.feedback()[-1]
    store.close()
    assert (last.rating, last.comment) == ("down", EVIL)


def test_a_rating_that_is_not_stored_is_told(chat: OpenChat) -> None:
    page = chat()
    page.page.route("**/api/feedback", lambda route: route.abort())
    page.ask()
    page.button("Hjælpsomt").click()
    expect(page.page.locator(".notice")).to_have_text("Vurderingen blev ikke gemt.")


def test_a_copied_answer_has_its_sources(chat: OpenChat) -> None:
    page = chat(permissions=["clipboard-read", "clipboard-write"])
    page.ask()
    page.button("Kopiér").click()
    expect(page.page.locator(".notice")).to_have_text("Svaret er kopieret.")
    copied = page.page.evaluate("() => navigator.clipboard.readText()")
    assert "- Q4/2026: Det nye system er udrullet [1]." in copied
    assert (
        f"[1] Koncernservice Arbejdsprogram 2026, s. 5 – {CITATION.initiative}: »{QUOTE}« {page.address}kilder/"
        in copied
    )


def test_the_milestones_of_a_list_can_be_seen_as_a_timeline(chat: OpenChat) -> None:
    page = chat()
    period = {"label": "Q4/2026", "start": "2026-10-01", "end": "2026-12-31"}
    citation = CITATION.as_json() | {"period": period}
    other = citation | {"id": 2, "page": 4, "url": "/kilder/arbejdsprogram-2026?side=4&start=10&slut=46"}
    text = {"type": "text-delta", "id": "a", "delta": "- Den ene [1]\n- Den anden [2]\n"}
    done = {"type": "finish", "messageMetadata": {"suggestions": [], "language": "da", "answer_id": "x"}}
    for citations, named in (([citation], []), ([citation, other], ["5", "4"])):
        answering(page, *({"type": "data-citation", "id": "c", "data": each} for each in citations), text, done)
        answer = page.ask()
        links = answer.get_by_role("link", name="Vis som tidsplan")
        expect(links).to_have_count(1 if named else 0)
    url = urlsplit(links.get_attribute("href") or "")
    assert url.path == "/tidsplan"
    assert parse_qs(url.query)["citat"] == [f"arbejdsprogram-2026:{number}:10:46" for number in named]
    viewer = answer.get_by_role("link", name=re.compile("^Kilde 1")).get_attribute("href") or ""
    assert parse_qs(urlsplit(viewer).query)["ogsaa"] == ["arbejdsprogram-2026:4:10:46"]


def test_an_answer_has_an_address_of_its_own(chat: OpenChat) -> None:
    page = chat()
    address = page.ask().get_by_role("link", name="Link til svaret").get_attribute("href")
    assert address
    page.page.goto(address)
    expect(page.page.locator("main")).to_contain_text(QUOTE)


def test_a_new_conversation_starts_afresh(chat: OpenChat, server: Server) -> None:
    page = chat()
    page.ask("første?")
    page.ask("anden?")
    page.button("Ny samtale").click()
    expect(page.page.locator(".turn")).to_have_count(0)
    expect(page.page.locator(".suggestions button").first).to_be_visible()
    expect(page.input).to_be_focused()
    page.ask("tredje?")
    assert server.asked == [("første?", None), ("anden?", "samtale"), ("tredje?", None)]


def test_a_conversation_follows_from_page_to_page(chat: OpenChat, server: Server) -> None:
    page = chat()
    page.ask("første?")
    page.load()
    expect(page.page.locator(".question")).to_have_text("første?")
    expect(page.answers.locator(".cite")).to_have_count(1)
    page.ask("anden?")
    assert server.asked[-1] == ("anden?", "samtale")


def test_it_works_with_storage_switched_off(chat: OpenChat) -> None:
    page = chat()
    page.context.add_init_script(
        "Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('', 'SecurityError'); } });"
    )
    page.load()
    page.ask()
    page.load()
    expect(page.page.locator(".turn")).to_have_count(0)


def test_a_kept_conversation_that_is_damaged_is_dropped(chat: OpenChat) -> None:
    page = chat()
    page.page.evaluate('() => sessionStorage.setItem(\'arbejdsprogram-chat\', \'{"turns": [{"question": "x"}]}\')')
    page.load()
    expect(page.page.locator(".turn")).to_have_count(0)
    page.ask()


def test_a_question_that_is_too_long_is_counted_and_not_sent(chat: OpenChat, server: Server) -> None:
    page = chat()
    page.input.fill("x" * 12)
    expect(page.page.locator("#count")).to_have_text("12 af 4.000 tegn")
    page.send("æ" * 4_005)
    expect(page.page.get_by_role("alert")).to_contain_text("5 tegn for langt")
    assert server.asked == []
    page.input.fill("   ")
    page.input.press("Enter")
    assert server.asked == []


def test_shift_and_enter_make_a_new_line(chat: OpenChat, server: Server) -> None:
    page = chat()
    page.input.fill("en")
    page.input.press("Shift+Enter")
    page.input.press_sequentially("to")
    page.input.press("Enter")
    page.page.locator(".tools").wait_for()
    assert server.asked == [("en\nto", None)]


def test_markup_in_answers_titles_and_suggestions_stays_text(chat: OpenChat) -> None:
    page = chat()
    citation = replace(CITATION, quote=EVIL, document=EVIL, initiative=EVIL).as_json()
    answering(
        page,
        {"type": "data-citation", "id": "1", "data": citation},
        {"type": "data-citation", "id": "2", "data": citation | {"id": 2, "url": "javascript:alert(1)"}},
        {"type": "data-citation", "id": "3", "data": citation | {"id": 3, "url": "//ond.example/x"}},
        {"type": "text-delta", "id": "a", "delta": f"**{EVIL}** [1] [2] [3] [x](javascript:alert(1)) [9]\n\n- {EVIL}"},
        {"type": "finish", "messageMetadata": replace(ANSWER, suggestions=(EVIL,), answer_id=EVIL).as_json()},
    )
    page.page.on("dialog", lambda _dialog: pytest.fail("script of an answer was run"))
    answer = page.ask(EVIL)
    expect(page.page.locator(".question")).to_have_text(EVIL)
    expect(answer.locator(".text p")).to_contain_text(EVIL)
    answer.locator(".cite").first.click()
    expect(page.page.locator(".source blockquote")).to_have_text(EVIL)
    assert page.page.locator("arbejdsprogram-chat img, arbejdsprogram-chat script").count() == 0
    hrefs = page.page.eval_on_selector_all("arbejdsprogram-chat a", "(links) => links.map((link) => link.href)")
    assert hrefs
    assert all(href.startswith(page.address) for href in hrefs)


def test_a_hostile_welcome_stays_text(chat: OpenChat) -> None:
    page = chat()

    def hostile(route: Route) -> None:
        route.fulfill(json={"documents": [EVIL, EVIL], "suggestions": [EVIL], "keeps_answers": True})

    page.page.route("**/api/welcome*", hostile)
    page.load()
    expect(page.page.locator(".suggestions button")).to_have_text(EVIL)
    expect(page.page.locator(".disclosure")).to_contain_text(f"»{EVIL}« og »{EVIL}«")


def test_the_launcher_opens_to_the_input_and_escape_closes_it(chat: OpenChat) -> None:
    page = chat("demo/vaert")
    launcher = page.button("Spørg arbejdsprogrammet")
    expect(page.input).to_be_hidden()
    assert page.page.locator(".panel").evaluate("(panel) => panel.inert") is True
    launcher.click()
    expect(page.input).to_be_focused()
    page.ask()
    page.page.keyboard.press("Escape")
    expect(page.page.locator(".panel")).to_be_hidden()
    expect(launcher).to_be_focused()


def test_a_host_pages_styles_do_not_leak_in(chat: OpenChat) -> None:
    def look(page: Chat, selector: str) -> Any:
        return page.page.locator(selector).first.evaluate(
            """(node) => { const { fontFamily, fontSize, fontStyle, color, backgroundColor, textTransform, lineHeight,
               letterSpacing, float, cursor, textAlign, display } = getComputedStyle(node);
               return { fontFamily, fontSize, fontStyle, color, backgroundColor, textTransform, lineHeight,
               letterSpacing, float, cursor, textAlign, display }; }"""
        )

    hostile, friendly = chat("demo/vaert"), chat()
    hostile.button("Spørg arbejdsprogrammet").click()
    for page in (hostile, friendly):
        page.ask()
    for selector in (
        "h2",
        ".disclosure",
        ".question",
        ".text li",
        ".cite",
        ".send",
        "#question",
        ".suggestions button",
    ):
        assert look(hostile, f"arbejdsprogram-chat {selector}") == look(friendly, f"arbejdsprogram-chat {selector}")
    box = hostile.page.locator(".panel").bounding_box()
    assert box
    assert (box["x"] + box["width"], box["y"] + box["height"]) == (984, 784)  # in its corner, in spite of a transform
    assert hostile.complaints == []


def test_it_can_be_placed_left_named_and_coloured(chat: OpenChat) -> None:
    page = chat("demo/vaert")
    page.page.evaluate(
        """() => { const chat = document.querySelector("arbejdsprogram-chat");
           chat.setAttribute("position", "left"); chat.setAttribute("heading", "Spørg os");
           chat.setAttribute("theme", "dark");
           const sheet = new CSSStyleSheet();
           sheet.replaceSync("arbejdsprogram-chat { --arbejdsprogram-accent-dark: rgb(1, 2, 3); }");
           document.adoptedStyleSheets = [sheet]; }"""
    )
    launcher = page.button("Spørg os")
    box = launcher.bounding_box()
    assert box
    assert box["x"] == 16
    assert launcher.evaluate("(node) => getComputedStyle(node).backgroundColor") == "rgb(1, 2, 3)"


def test_a_page_may_change_its_attributes_in_the_middle_of_a_conversation(chat: OpenChat) -> None:
    page = chat("demo/vaert")
    page.button("Spørg arbejdsprogrammet").click()
    page.ask()
    page.input.fill("halvt skrevet")
    for name, value in (("theme", "dark"), ("heading", "Spørg os"), ("lang", "en")):
        page.page.evaluate(
            "([name, value]) => document.querySelector('arbejdsprogram-chat').setAttribute(name, value)", [name, value]
        )
        expect(page.page.locator("#question")).to_have_value("halvt skrevet")
        expect(page.page.locator(".turn")).to_have_count(1)


@pytest.mark.parametrize("endpoint", ["", "/", "api/chat", "/api/chat"])
def test_the_endpoint_may_be_the_server_or_its_chat(chat: OpenChat, server: Server, endpoint: str) -> None:
    page = chat()
    page.page.evaluate(
        "(endpoint) => document.querySelector('arbejdsprogram-chat').setAttribute('endpoint', endpoint)",
        server.address.rstrip("/") + endpoint if endpoint.startswith("/") else endpoint,
    )
    page.ask()


def test_it_works_on_another_site_under_that_sites_strict_policy(
    browser: Browser, assistant: Assistant, tmp_path: Path
) -> None:
    policy = "default-src 'none'; img-src data:"
    pages: dict[str, Response] = {}
    site = FastAPI()
    site.add_api_route("/", lambda: pages["/"])
    with serving(site) as host:
        settings = Settings(data_dir=tmp_path, allowed_origins=(host.rstrip("/"),))
        app = create_app(Scripted(assistant.live, lambda _question, _conversation: ANSWER), settings)
        with serving(app) as address:
            origin = address.rstrip("/")
            pages["/"] = HTMLResponse(
                f'<!doctype html><script type="module" src="{address}widget.js"></script>'
                '<link rel="icon" href="data:,"><arbejdsprogram-chat mode="inline"></arbejdsprogram-chat>',
                headers={"Content-Security-Policy": f"{policy}; script-src {origin}; connect-src {origin}"},
            )
            page = Chat(browser, host).load()
            link = page.ask().locator(".cite")
            expect(link).to_have_attribute("href", re.compile(f"^{re.escape(address)}kilder/"))
            assert page.complaints == []
            page.context.close()


def test_it_speaks_english_where_asked_to(chat: OpenChat) -> None:
    page = chat()
    page.page.evaluate("() => document.querySelector('arbejdsprogram-chat').setAttribute('lang', 'en')")
    expect(page.page.locator(".disclosure")).to_contain_text("You are writing to an AI")
    page.page.get_by_role("textbox", name="Your question").fill("fejl?")
    page.button("Send").click()
    expect(page.page.get_by_role("alert")).to_contain_text("Something went wrong")
    assert page.page.locator(".root").get_attribute("lang") == "en"


def test_the_api_page_works_without_another_site(chat: OpenChat, server: Server) -> None:
    page = chat()
    page.page.goto(f"{server.address}docs")
    expect(page.page.get_by_text("/api/chat")).to_be_visible()
    assert page.complaints == []
