"""The Teams commands of the terminal, and the guide's own lines."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import ANSWER, Scripted, serving
from teams_client import SECRET, OpenWorkflows, teams_app, teams_settings

from assistant.answering import Assistant
from assistant.cli import main

GUIDE = (Path(__file__).parents[1] / "docs" / "teams.md").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASSISTANT_TEAMS_HOOKS", json.dumps({"ledelse": SECRET}))
    monkeypatch.setenv("ASSISTANT_TODAY", "2026-03-15")


@pytest.fixture
def server(assistant: Assistant, tmp_path: Path) -> Iterator[str]:
    app = teams_app(Scripted(assistant.live, lambda *_: ANSWER), teams_settings(tmp_path))
    with serving(app) as address:
        yield address


def test_simulate_shows_the_card_of_a_running_server(server: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["teams", "simulate", "hvad?", "--url", server]) == 0
    shown = capsys.readouterr().out
    assert "- Q4/2026: Det nye system er udrullet [1]." in shown
    assert "[1] s. 5 – Nyt KK fælles tidsregistreringssystem: »Q4/2026: Det nye system er udrullet.«" in shown
    assert "https://a.example.dk/kilder/arbejdsprogram-2026?side=5" in shown


def test_simulate_prints_json_alone(server: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["teams", "simulate", "hvad?", "--url", server, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["type"] == "message"


@pytest.mark.parametrize(
    ("hooks", "arguments", "says"),
    [
        ({}, [], "Sæt ASSISTANT_TEAMS_HOOKS"),
        ({"ledelse": SECRET}, ["--hook", "drift"], "'drift'"),
        ({"ledelse": "aGVt"}, [], "401; har serveren den samme hemmelighed"),
        ({"ledelse": SECRET}, ["--url", "http://127.0.0.1:9"], "arbejdsprogram serve"),
    ],
)
def test_simulate_fails_in_one_line_with_the_remedy(
    server: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    hooks: dict[str, str],
    arguments: list[str],
    says: str,
) -> None:
    monkeypatch.setenv("ASSISTANT_TEAMS_HOOKS", json.dumps(hooks))
    assert main(["teams", "simulate", "hvad?", "--url", server, *arguments]) == 1
    fault = capsys.readouterr().err
    assert says in fault
    assert fault.count("\n") == 1
    assert SECRET not in fault


def test_the_digest_is_printed_or_given_as_json(bundled_data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["digest", "--data-dir", str(bundled_data_dir)]) == 0
    assert "I gang nu\n" in capsys.readouterr().out
    assert main(["digest", "--json", "--data-dir", str(bundled_data_dir)]) == 0
    message = json.loads(capsys.readouterr().out)
    assert "**I gang nu**" in [block["text"] for block in message["attachments"][0]["content"]["body"]]


def test_the_digest_is_posted_to_the_channels_workflows_address(
    bundled_data_dir: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    workflows: OpenWorkflows,
) -> None:
    channel = workflows()
    monkeypatch.setenv("ASSISTANT_TEAMS_WORKFLOWS", json.dumps({"ledelse": channel.address}))
    assert main(["digest", "--post", "ledelse", "--data-dir", str(bundled_data_dir)]) == 0
    assert capsys.readouterr().out == "Sendt til ledelse\n"
    (body,) = channel.bodies
    assert json.loads(body)["attachments"][0]["content"]["type"] == "AdaptiveCard"


def test_a_digest_to_an_unknown_channel_is_an_error(bundled_data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["digest", "--post", "ledelse", "--data-dir", str(bundled_data_dir)]) == 1
    assert "ASSISTANT_TEAMS_WORKFLOWS har ingen adresse til 'ledelse'" in capsys.readouterr().err


def test_the_guides_lines_sign_a_question_that_is_answered(server: str) -> None:
    (script,) = re.findall(r"```sh\n(BODY=.*?)```", GUIDE, re.DOTALL)
    environment = os.environ | {"SECRET": SECRET, "URL": server.rstrip("/")}
    done = subprocess.run(["bash", "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["type"] == "message", done.stderr
