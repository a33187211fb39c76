"""Posting a card to a channel through the team's Workflows address, which is a secret."""

import logging

import httpx
from pydantic import SecretStr
from tenacity import RetryError, Retrying, retry_if_exception, stop_after_attempt, wait_random_exponential

from assistant.teams.card import Message, encoded
from vectorstore.errors import AssistantError

_TIMEOUT = 10.0
_AGAIN = {408, 429, 500, 502, 503, 504}


class PostError(AssistantError):
    """Workflows did not take the card."""


def post(address: SecretStr, message: Message, attempts: int = 5, first_wait: float = 1.0) -> None:
    """Post the message; a fault that may pass is tried again, each time after a longer wait. Raises `PostError`."""
    logging.getLogger("httpx").setLevel(logging.WARNING)  # below that it logs addresses
    retrying = Retrying(
        retry=retry_if_exception(_may_pass),
        stop=stop_after_attempt(attempts),
        wait=wait_random_exponential(first_wait, max=30),
    )
    try:
        retrying(_post_once, address, encoded(message))
    except (RetryError, httpx.HTTPError, httpx.InvalidURL) as error:
        last = error.last_attempt.exception() if isinstance(error, RetryError) else error
        raise PostError(f"Workflows tog ikke imod kortet ({_why(last)}); se docs/teams.md") from None


def _post_once(address: SecretStr, body: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    httpx.post(address.get_secret_value(), content=body, headers=headers, timeout=_TIMEOUT).raise_for_status()


def _may_pass(error: BaseException) -> bool:
    if isinstance(error, httpx.HTTPStatusError):
        return error.response.status_code in _AGAIN
    return isinstance(error, httpx.TransportError)


def _why(error: BaseException | None) -> str:
    """What went wrong, without the address that httpx's own text names."""
    return f"HTTP {error.response.status_code}" if isinstance(error, httpx.HTTPStatusError) else type(error).__name__
