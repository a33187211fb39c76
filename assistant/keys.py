"""Keys for the doors that programs use: `Authorization: Bearer …`, compared in constant time."""

import hmac
from collections.abc import Sequence

from pydantic import SecretStr
from starlette.requests import HTTPConnection


def admitted(request: HTTPConnection, keys: Sequence[SecretStr]) -> bool:
    """Whether the request carries one of the keys; without any keys everybody is admitted."""
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    token = given.strip().encode() if scheme.lower() == "bearer" else b""
    matches = [hmac.compare_digest(token, key.get_secret_value().encode()) for key in keys]
    return not keys or any(matches)
