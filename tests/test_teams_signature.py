"""Who is let in at the Teams door, and that nobody else learns anything."""

import base64
import hashlib
import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr
from serving import ANSWER, Scripted
from shared_data import teams_data
from teams_client import OTHER_SECRET, SECRET, activity, send, teams_app, teams_settings

from assistant.answering import Assistant
from assistant.settings import SettingsError, load_settings
from assistant.teams.activity import read_message
from assistant.teams.signature import fresh, sign, signed

HOOKS = {"ledelse": (SecretStr(SECRET),), "drift": (SecretStr(SECRET), SecretStr(OTHER_SECRET))}
NOW = datetime(2026, 3, 15, 12, 0, tzinfo=UTC)
BODY = '{\r\n "text": "blåbær"\r\n}\r\n'.encode()


@pytest.fixture(scope="module")
def asked() -> list[str]:
    return []


@pytest.fixture(scope="module")
def client(assistant: Assistant, tmp_path_factory: pytest.TempPathFactory, asked: list[str]) -> Iterator[TestClient]:
    def script(question: str, _conversation: str | None) -> Any:
        asked.append(question)
        return ANSWER

    settings = teams_settings(tmp_path_factory.mktemp("teams"))
    with TestClient(teams_app(Scripted(assistant.live, script), settings)) as opened:
        yield opened


def vectors() -> list[tuple[str, bytes, str]]:
    rows = json.loads(teams_data("teams_hmac_vectors.json").read_text(encoding="utf-8"))
    bodies = [teams_data(row["body_file"]).read_bytes() if "body_file" in row else row["body"].encode() for row in rows]
    return [(row["secret"], body, row["header"]) for row, body in zip(rows, bodies, strict=True)]


def test_foreign_signatures_are_verified() -> None:
    checked = vectors()
    assert len(checked) == 3
    for secret, body, header in checked:
        assert signed({"h": (SecretStr(secret),)}, "h", [header], body)


def test_a_foreign_body_that_is_changed_in_any_way_is_refused() -> None:
    for secret, body, header in vectors():
        hooks = {"h": (SecretStr(secret),)}
        others = [
            body + b"\n",
            body + b"\r\n",
            b"\xef\xbb\xbf" + body,
            body.replace(b"\n", b"\r\n") if b"\n" in body else body + b" ",
            json.dumps(json.loads(body)).encode() + b" ",
            json.dumps(json.loads(body), indent=1).encode(),
            body[:-1],
            body[1:],
            b"",
        ]
        for other in others:
            assert other != body
            assert not signed(hooks, "h", [header], other)


def test_the_foreign_body_is_read() -> None:
    message = read_message(teams_data("teams_outgoing_vector_body.json").read_bytes())
    assert (message.question, message.id) == ("Hello", "1485983408511")
    assert message.conversation == "19:253b1f341670408fb6fe51050b6e5ceb@thread.skype;messageid=1485983194839"
    assert fresh(message.timestamp, datetime(2017, 2, 1, 21, 12, tzinfo=UTC))
    assert not fresh(message.timestamp, NOW)


def wrong_headers() -> Iterator[tuple[str, list[str]]]:
    right = sign(SECRET, BODY)
    mac = right.removeprefix("HMAC ")
    raw = base64.b64decode(mac)
    yield "missing", []
    yield "empty", [""]
    yield "twice", [right, right]
    yield "no scheme", [mac]
    yield "another scheme", [f"Bearer {mac}"]
    yield "scheme in small letters", [f"hmac {mac}"]
    yield "two spaces", [f"HMAC  {mac}"]
    yield "no value", ["HMAC "]
    yield "space after", [right + " "]
    yield "newline after", [right + "\n"]
    yield "no padding", [right.rstrip("=")]
    yield "hexadecimal", [f"HMAC {raw.hex()}"]
    yield "cut", [f"HMAC {base64.b64encode(raw[:16]).decode()}"]
    yield "another MAC's first bit", [f"HMAC {base64.b64encode(bytes([raw[0] ^ 1]) + raw[1:]).decode()}"]
    yield "other capitals", [right.swapcase()]
    yield "no ASCII", ["HMAC ærø"]
    yield "lone surrogate", ["HMAC \udcff"]
    yield "another secret", [sign(OTHER_SECRET, BODY)]
    yield "the secret's text as key", [sign(base64.b64encode(SECRET.encode()).decode(), BODY)]
    yield "plain hash", [f"HMAC {base64.b64encode(hashlib.sha256(BODY).digest()).decode()}"]


WRONG = dict(wrong_headers())


@pytest.mark.parametrize("headers", list(WRONG.values()), ids=list(WRONG))
def test_no_other_header_is_taken_for_the_signature(headers: list[str]) -> None:
    assert signed(HOOKS, "ledelse", [sign(SECRET, BODY)], BODY)
    assert not signed(HOOKS, "ledelse", headers, BODY)


def test_both_secrets_are_valid_during_rotation_and_only_for_their_hook() -> None:
    assert signed(HOOKS, "drift", [sign(SECRET, BODY)], BODY)
    assert signed(HOOKS, "drift", [sign(OTHER_SECRET, BODY)], BODY)
    assert not signed(HOOKS, "ledelse", [sign(OTHER_SECRET, BODY)], BODY)
    assert not signed(HOOKS, "ukendt", [sign(SECRET, BODY)], BODY)
    assert not signed({}, "ledelse", [sign(SECRET, BODY)], BODY)


def test_as_many_macs_are_made_for_an_unknown_hook_as_for_a_known_one(monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant.teams import signature

    made: list[str] = []

    def counted(secret: str, body: bytes) -> str:
        made.append(secret)
        return sign(secret, body)

    monkeypatch.setattr(signature, "sign", counted)
    counts = []
    for hook in ("ledelse", "drift", "ukendt"):
        signature.signed(HOOKS, hook, [sign(SECRET, BODY)], BODY)
        counts.append(len(made))
        made.clear()
    assert counts == [2, 2, 2]


@pytest.mark.parametrize(
    ("timestamp", "is_fresh"),
    [
        ("2026-03-15T12:00:00.1234567Z", True),
        ("2026-03-15T11:55:00.0000000Z", True),
        ("2026-03-15T11:54:59.9999999Z", False),
        ("2026-03-15T12:05:00Z", True),
        ("2026-03-15T12:05:01Z", False),
        ("2026-03-15T13:00:00.1234567+01:00", True),
        ("2026-03-15T12:00:00", True),
        ("2017-02-01T21:10:07.437Z", False),
        ("0001-01-01T00:00:00+14:00", False),
        ("i dag", False),
        ("", False),
        (None, False),
        (1773576000, False),
        ({}, False),
    ],
)
def test_a_request_is_fresh_for_five_minutes_either_way(timestamp: object, is_fresh: bool) -> None:
    assert fresh(timestamp, NOW) is is_fresh


OLD = (datetime.now(UTC) - timedelta(minutes=6)).strftime("%Y-%m-%dT%H:%M:%S.0000000Z")


@pytest.mark.parametrize(
    ("body", "hook", "header"),
    [
        (activity(), "ledelse", ""),
        (activity(), "ledelse", "HMAC AAAA"),
        (activity(), "ukendt", None),
        (activity(), "../..", None),
        (activity(timestamp=OLD), "ledelse", None),
        (activity(timestamp=...), "ledelse", None),
        (activity(timestamp=None), "ledelse", None),
        (b"", "ledelse", None),
        (b"[]", "ledelse", None),
        (b"{", "ledelse", None),
        (b"\xff\xfe", "ledelse", None),
        (b"[" * 100_000, "ledelse", None),
        (b'{"text": "' + b"x" * 200_000, "ledelse", "HMAC AAAA"),
    ],
    ids=["none", "wrong", "hook", "path", "old", "untimed", "null", "empty", "list", "torn", "bytes", "deep", "large"],
)
def test_whatever_is_wrong_gets_one_and_the_same_refusal(
    client: TestClient, asked: list[str], body: bytes, hook: str, header: str | None
) -> None:
    asked.clear()
    response = send(client, body, hook.replace("/", "%2F"), header)
    if hook == "../..":
        assert response.status_code in (401, 404)
        return
    assert (response.status_code, response.headers["www-authenticate"]) == (401, "HMAC")
    assert response.json() == {
        "type": "about:blank",
        "title": "Ingen adgang",
        "status": 401,
        "detail": "Forespørgslen er ikke godkendt",
    }
    assert asked == []


def test_a_body_of_more_than_256_kb_is_refused_and_a_smaller_one_is_not(client: TestClient) -> None:
    assert send(client, activity(attachments="x" * 250 * 1024)).status_code == 200
    assert send(client, activity(attachments="x" * 257 * 1024)).status_code == 413
    body = activity(attachments="x" * 257 * 1024)
    chunks = client.post("/api/teams/ledelse", content=iter([body]), headers={"Authorization": sign(SECRET, body)})
    assert chunks.status_code == 413


def test_no_secret_is_logged_or_shown(client: TestClient, caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    with caplog.at_level(logging.DEBUG):
        send(client, activity(), header="HMAC AAAA")
        send(client, activity())
    assert "refused: signature" in caplog.text
    assert SECRET not in caplog.text
    assert SECRET not in repr(teams_settings(tmp_path))


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("TEAMS_HOOKS", "{", "skriv den som JSON"),
        ("TEAMS_HOOKS", '["hemmeligt-token"]', "TEAMS_HOOKS"),
        ("TEAMS_HOOKS", '{"ledelse": "hemmeligt-token"}', "ledelse is no base64"),
        ("TEAMS_HOOKS", '{"ledelse": ""}', "ledelse is no base64"),
        ("TEAMS_HOOKS", '{"ledelse": []}', "one secret, or two"),
        ("TEAMS_HOOKS", '{"ledelse": ["aGVt", "aGVt", "aGVt"]}', "one secret, or two"),
        ("TEAMS_HOOKS", '{"le/delse": "aGVt"}', "name a hook"),
        ("TEAMS_HOOKS", '{"ledelse": 7}', "TEAMS_HOOKS"),
        ("TEAMS_WORKFLOWS", '{"ledelse": "ftp://hemmeligt-token"}', "https://"),
        ("TEAMS_WORKFLOWS", '{"ledelse": "http://a.example.dk/hemmeligt-token"}', "https://"),
        ("PUBLIC_URL", "a.example.dk", "https://"),
        ("PUBLIC_URL", "https://a.example.dk/?x=1", "https://"),
        ("TEAMS_RATE_LIMIT", "0", "TEAMS_RATE_LIMIT"),
    ],
)
def test_a_wrong_setting_is_named_without_its_secret(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    monkeypatch.setenv(f"ASSISTANT_{name}", value)
    with pytest.raises(SettingsError, match="ASSISTANT_") as fault:
        load_settings()
    assert says in str(fault.value)
    assert "hemmeligt-token" not in str(fault.value) + str(fault.value.__cause__)


def test_the_settings_take_one_secret_or_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_TEAMS_HOOKS", json.dumps({"ledelse": SECRET, "drift": [SECRET, OTHER_SECRET]}))
    monkeypatch.setenv("ASSISTANT_PUBLIC_URL", "https://a.example.dk/assistent/")
    settings = load_settings()
    assert {name: len(secrets) for name, secrets in settings.teams_hooks.items()} == {"ledelse": 1, "drift": 2}
    assert settings.public_url == "https://a.example.dk/assistent"
    assert settings.teams_hooks["ledelse"][0].get_secret_value() == SECRET
