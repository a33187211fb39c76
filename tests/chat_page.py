"""The widget in a real Chromium, as its tests use it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Locator, Page, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
_ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_NETWORK = "Failed to load resource"  # what the console says of a request that a test made fail


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser that `make test` installs."""
    assert CHROMIUM, "there is no chromium; `make test` installs it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        yield browser
        browser.close()


class Chat:
    """A page with the widget. Whatever the console or the page complains of stands in `complaints`."""

    def __init__(self, browser: Browser, address: str, **context: Any) -> None:
        self.context = browser.new_context(**{"viewport": {"width": 1000, "height": 800}, "locale": "da-DK"} | context)
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.set_default_timeout(10_000)
        self.address = address

    def load(self, path: str = "") -> "Chat":
        self.page.goto(self.address + path)
        self.page.locator(".root").wait_for(state="attached")
        return self

    @property
    def input(self) -> Locator:
        return self.page.get_by_role("textbox", name="Dit spørgsmål")

    @property
    def answers(self) -> Locator:
        return self.page.locator(".answer")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def send(self, question: str) -> None:
        self.input.fill(question)
        self.button("Send").click()

    def ask(self, question: str = "hvornår er tidsregistrering udrullet?") -> Locator:
        """Ask and wait for the whole answer."""
        before = self.page.locator(".tools").count()
        self.send(question)
        self.page.locator(".tools").nth(before).wait_for()
        return self.answers.last

    def focused(self) -> str:
        """The accessible name or the class of what has the focus in the widget."""
        name: str = self.page.evaluate(
            "() => { const node = document.querySelector('arbejdsprogram-chat').shadowRoot.activeElement;"
            " return node && (node.getAttribute('aria-label') || node.id || node.textContent.trim()); }"
        )
        return name

    @property
    def faults(self) -> list[str]:
        """Complaints other than about requests that failed."""
        return [complaint for complaint in self.complaints if _NETWORK not in complaint]
