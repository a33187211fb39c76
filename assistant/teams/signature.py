"""Who may ask: the HMAC over the raw body, and how old a signed request may be."""

import base64
import hmac
import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from pydantic import SecretStr

FRESH = timedelta(minutes=5)  # into the past and, for clocks that differ, into the future
MOST_SECRETS = 2  # valid at a time for one hook: the old and the new one during rotation
_NOBODYS = tuple(base64.b64encode(secrets.token_bytes(32)).decode() for _ in range(MOST_SECRETS))


def sign(secret: str, body: bytes) -> str:
    """The `Authorization` header that Teams sends with a body; `secret` is base64, as Teams shows it."""
    mac = hmac.digest(base64.b64decode(secret), body, "sha256")
    return f"HMAC {base64.b64encode(mac).decode()}"


def signed(hooks: Mapping[str, Sequence[SecretStr]], hook_id: str, headers: Sequence[str], body: bytes) -> bool:
    """Whether the one `Authorization` header is that of a secret of the hook.

    Takes the same time whatever is wrong, an unknown hook too: the same number of MACs is made and compared.
    """
    known = [secret.get_secret_value() for secret in hooks.get(hook_id, ())]
    given = headers[0].encode("utf-8", "replace") if len(headers) == 1 else b""
    matches = [hmac.compare_digest(sign(secret, body).encode(), given) for secret in (*known, *_NOBODYS)[:MOST_SECRETS]]
    return any(matches[: len(known)])


def fresh(timestamp: object, now: datetime) -> bool:
    """Whether an ISO timestamp lies within `FRESH` of now. Fractions may have seven digits; no zone means UTC."""
    if not isinstance(timestamp, str):
        return False
    try:
        sent = datetime.fromisoformat(timestamp)
        return abs(now - (sent if sent.tzinfo else sent.replace(tzinfo=UTC))) <= FRESH
    except (ValueError, OverflowError):
        return False
