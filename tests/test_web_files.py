"""Pages, the widget's files, and who else may use them."""

import gzip
import html
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from urllib.parse import urljoin

import pytest
from fastapi.testclient import TestClient

from assistant.answering import Assistant
from assistant.api import create_app
from assistant.settings import Settings, SettingsError, load_settings

WIDGET = files("assistant") / "web" / "widget"
MODULES = {file.name: file.read_text(encoding="utf-8") for file in WIDGET.iterdir()}
FOREIGN = {"Origin": "https://www.kommune.dk"}


@pytest.fixture(scope="module")
def client(assistant: Assistant) -> Iterator[TestClient]:
    with TestClient(create_app(assistant, Settings())) as opened:
        yield opened


def modules_folder(client: TestClient) -> str:
    (path,) = re.findall(r'import "\.(/widget/\w+/)element\.js"', client.get("/widget.js").text)
    return str(path)


def test_the_whole_widget_is_at_most_40_kb_gzipped() -> None:
    assert sum(len(gzip.compress(text.encode())) for text in MODULES.values()) <= 40 * 1024


def test_every_module_is_served_to_any_site_and_cached_for_good(client: TestClient) -> None:
    folder = modules_folder(client)
    for name, text in MODULES.items():
        response = client.get(f"{folder}{name}", headers=FOREIGN)
        assert response.text == text
        assert response.headers["content-type"].startswith("text/javascript")
        assert response.headers["access-control-allow-origin"] == "*"
        assert "immutable" in response.headers["cache-control"]
    assert client.get(f"{folder}../index.html").status_code == 404
    assert client.get("/widget.js").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("word", ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", ".style"])
def test_the_widget_never_makes_markup_or_style_of_text(word: str) -> None:
    assert [name for name, text in MODULES.items() if word in text] == []


def test_both_languages_have_the_same_texts_with_the_same_gaps() -> None:
    danish, english = (
        {key: set(re.findall(r"\{\w+\}", text)) for key, text in re.findall(r"^  (\w+): (.+),$", file, re.MULTILINE)}
        for file in (MODULES["texts.da.js"], MODULES["texts.en.js"])
    )
    assert danish
    assert danish == english
    used = set(re.findall(r"[tT]exts\.(\w+)", "".join(MODULES.values()))) - {"da", "en"}
    assert used <= danish.keys()


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/demo/vaert", "/docs", "/kilder", "/kilder/arbejdsprogram-2026", "/tidsplan", "/tidsplan.ics"),
        *("/page.css", "/widget.js", "/icon.svg", "/healthz", "/readyz"),
    ],
)
def test_monitors_may_ask_for_the_head_only(client: TestClient, path: str) -> None:
    response = client.head(path)
    assert (response.status_code, response.text) == (200, "")


@pytest.mark.parametrize("path", ["/", "/demo/vaert", "/docs"])
def test_pages_load_nothing_from_elsewhere(client: TestClient, path: str) -> None:
    page = client.get(path)
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "unsafe" not in page.headers["content-security-policy"]
    assert "//" not in page.text.replace("<!doctype html>", "")


@pytest.mark.parametrize(
    "path", ["/", "/demo/vaert", "/docs", "/kilder", "/kilder/arbejdsprogram-2026?side=5", "/tidsplan", "/svar/ukendt"]
)
def test_pages_work_behind_a_path_of_a_reverse_proxy(client: TestClient, path: str) -> None:
    links = re.findall(r'(?:href|src|action)="([^"#]+)', client.get(path).text)
    assert links
    assert [link for link in links if link.startswith("/")] == []
    for link in links:
        assert client.get(urljoin(path, html.unescape(link))).status_code == 200


@pytest.mark.parametrize("name", ["swagger-ui-bundle.js", "swagger-ui.css", "docs.js"])
def test_the_api_pages_files_are_our_own(client: TestClient, name: str) -> None:
    assert client.get(f"/docs/{name}").status_code == 200
    assert client.get("/docs/redoc.standalone.js").status_code == 404


def test_no_other_site_may_ask_unless_it_is_named(client: TestClient, assistant: Assistant) -> None:
    assert (
        "access-control-allow-origin" not in client.post("/api/chat", json={"question": "hej"}, headers=FOREIGN).headers
    )
    named = Settings(allowed_origins=(FOREIGN["Origin"],))
    with TestClient(create_app(assistant, named)) as open_to_one:
        preflight = FOREIGN | {
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        }
        assert open_to_one.options("/api/chat", headers=preflight).status_code == 200
        answered = open_to_one.post("/api/chat", json={"question": "hej"}, headers=FOREIGN)
        assert answered.headers["access-control-allow-origin"] == FOREIGN["Origin"]
        refused = open_to_one.post("/api/chat", json={"question": "hej"}, headers={"Origin": "https://andet.dk"})
        assert "access-control-allow-origin" not in refused.headers


@pytest.mark.parametrize(
    "value", ["https://www.kommune.dk", '["https://www.kommune.dk/side"]', '["kommune.dk"]', '"*"']
)
def test_a_wrong_list_of_origins_is_told_at_start(value: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASSISTANT_ALLOWED_ORIGINS", value)
    with pytest.raises(SettingsError, match="ASSISTANT_ALLOWED_ORIGINS"):
        load_settings()


def test_the_welcome_comes_from_the_programme_in_use(client: TestClient) -> None:
    welcome = client.get("/api/welcome").json()
    assert welcome["documents"] == ["Koncernservice Arbejdsprogram 2026"]
    assert len(welcome["suggestions"]) == 3
    for question in welcome["suggestions"]:
        assert client.post("/api/chat", json={"question": question}).json()["status"] == "answered"
    assert client.get("/api/welcome?lang=en").json()["suggestions"][0].startswith("What")
