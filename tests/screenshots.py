"""The pictures of docs/screenshots, taken in Chromium of the bundled programme: `make screenshots`."""

import io
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from chat_page import Chat, chromium
from PIL import Image
from serving import serving

from assistant.answering import Assistant
from assistant.api import create_app
from assistant.settings import Settings
from ingest.build import ingest
from vectorstore.encoders import BUNDLED, make_encoder

FOLDER = Path(__file__).parents[1] / "docs" / "screenshots"
TODAY = date(2026, 3, 15)
COLOURS = 256  # of a picture: pages of text need no more, and it keeps them small
SIZE = {"width": 1120, "height": 760}


def ask(page: Chat) -> None:
    page.ask("Hvad sker der med GenAI i 2026?")
    page.page.locator(".log").evaluate("log => { log.scrollTop = log.scrollHeight }")


def view_source(page: Chat) -> None:
    link = page.ask("hvornår er tidsregistrering udrullet?").locator(".cite").first.get_attribute("href")
    page.page.goto(link or "")
    scroll_to(page, ".quote")


def view_timeline(page: Chat) -> None:
    page.page.goto(page.address + "tidsplan")
    scroll_to(page, ".today")


def scroll_to(page: Chat, part: str) -> None:
    page.page.locator(part).evaluate("part => window.scrollTo(0, part.offsetTop - 20)")


PICTURES: dict[str, Callable[[Chat], None]] = {"widget": ask, "viewer": view_source, "timeline": view_timeline}


def take(folder: Path) -> None:
    """Write every picture into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        data_dir = Path(data)
        ingest([], data_dir, make_encoder(BUNDLED), lambda _done, _total: None)
        settings = Settings(data_dir=data_dir, today=TODAY)
        with serving(create_app(Assistant.open(settings), settings)) as address, chromium() as browser:
            for name, show in PICTURES.items():
                page = Chat(browser, address, viewport=SIZE).load()
                show(page)
                page.page.wait_for_load_state("networkidle")
                picture = Image.open(io.BytesIO(page.page.screenshot())).convert("RGB").quantize(COLOURS, kmeans=3)
                picture.save(folder / f"{name}.png", optimize=True)
                page.context.close()


if __name__ == "__main__":
    take(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
