"""The one place where a language model is reached: LangChain's chat models, behind a deadline and a circuit breaker.

Nothing of it is imported or contacted unless `ASSISTANT_LLM_MODEL` is set. A model that can be held to a JSON schema is
asked that way; a server that refuses one is asked for text, then and ever after. Whatever goes wrong is
`ModelFailedError` with a reason from a short list, so that the caller falls back and an operator can count.
"""

import json
import logging
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotDoneError
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from pybreaker import CircuitBreaker, CircuitBreakerError
from tenacity import RetryError, Retrying, retry_if_exception, stop_after_attempt, wait_random

from assistant.masking import mask_cpr
from assistant.metrics import MODEL_CALLS, MODEL_SECONDS, MODEL_TOKENS
from assistant.settings import Settings, SettingsError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

MAX_TOKENS = 400  # of a reply: a few sentences
MAX_PROMPT = 12_000  # characters
MAX_REPLY = 4_000  # characters that are read of a reply
_FAILURES = 3  # in a row, after which the model is left alone …
_REST = 30.0  # … for so many seconds
_AT_ONCE = 8  # calls; a call that hangs keeps its place until its connection times out
_STRICT = ("openai", "azure_openai")  # hold a model to the schema exactly only where told to
_EXTRAS = {"openai": "openai", "azure_openai": "openai", "ollama": "ollama"}
_log = logging.getLogger(__name__)

Messages = list[tuple[str, str]]
Ask = Callable[[Messages], Any]


class ModelFailedError(RuntimeError):
    """No reply: `reason` is "timeout", "resting", "busy", "refused", "unreachable" or "malformed"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Form:
    """A reply as JSON: its schema, and the instruction that asks for it in place of the one for text."""

    system: str
    schema: dict[str, Any]


class Model(Protocol):
    """Whatever completes a prompt."""

    def complete(self, system: str, prompt: str, within: float, form: Form | None = None) -> str:
        """The reply's text, within so many seconds: of `form` where the model can, else as `system` asks.

        Raises `ModelFailedError`.
        """


@dataclass(frozen=True, slots=True)
class _Said:
    text: str
    tokens: tuple[int, int]  # read, written; 0 where the provider does not count


class _NoFormError(Exception):
    """The provider's class can't hold a model to a schema."""


class ChatModel:
    """A LangChain chat model as the settings name it.

    `structured` is whether it is held to a schema where one is given; it turns false for good when the server refuses
    one. `options` are what its class wants besides the schema.
    """

    def __init__(
        self, chat: "BaseChatModel", structured: bool = False, options: Mapping[str, Any] | None = None
    ) -> None:
        self.structured = structured
        self._chat = chat
        self._options = dict(options or {})
        self._pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="language-model")
        self._breaker = CircuitBreaker(fail_max=_FAILURES, reset_timeout=_REST)

    def complete(self, system: str, prompt: str, within: float, form: Form | None = None) -> str:
        """The reply's text. CPR numbers are masked before anything leaves; one retry where that may help."""
        started = time.monotonic()
        form = form if self.structured else None
        try:
            said: _Said = self._breaker.call(self._within, system, mask_cpr(prompt), form, within)
        except CircuitBreakerError:
            raise self._failed("resting", started) from None
        except Exception as error:  # providers raise what they like; every one of them is "no reply"
            raise self._failed(_reason(error), started) from error
        MODEL_CALLS.labels("ok").inc()
        MODEL_SECONDS.observe(time.monotonic() - started)
        for kind, count in zip(("read", "written"), said.tokens, strict=True):
            MODEL_TOKENS.labels(kind).inc(count)
        return said.text

    def _failed(self, reason: str, started: float) -> ModelFailedError:
        MODEL_CALLS.labels(reason).inc()
        _log.warning("language model: %s after %.1f s", reason, time.monotonic() - started)
        return ModelFailedError(reason)

    def _within(self, system: str, prompt: str, form: Form | None, seconds: float) -> _Said:
        if max(len(system), len(form.system) if form else 0) + len(prompt) > MAX_PROMPT:
            raise ValueError("the prompt is too long")
        task = self._pool.submit(self._asked, system, prompt, form, time.monotonic() + seconds)
        try:
            return task.result(timeout=seconds)
        finally:
            task.cancel()

    def _asked(self, system: str, prompt: str, form: Form | None, deadline: float) -> _Said:
        """The reply, of the form if there is one; as text where the form is refused and text is not."""
        if form is not None:
            try:
                return _said(self._filled(form), [("system", form.system), ("user", prompt)], deadline)
            except Exception as error:  # each provider has its own for "no schemas here"; any other goes on as it is
                if not _refuses_form(error) or time.monotonic() >= deadline:
                    raise
        said = _said(self._chat.invoke, [("system", system), ("user", prompt)], deadline)
        if form is not None:
            self.structured = False
            _log.warning("language model: it takes no schema, and is asked for text from now on")
        return said

    def _filled(self, form: Form) -> Ask:
        """How to ask for a form. The schema goes as JSON: of a class the client would raise, and lose the reply."""
        try:
            return self._chat.with_structured_output(
                form.schema, method="json_schema", include_raw=True, **self._options
            ).invoke
        except (NotImplementedError, TypeError, ValueError) as error:  # what LangChain's classes raise that can't
            raise _NoFormError from error


def _said(ask: Ask, messages: Messages, deadline: float) -> _Said:
    retrying = Retrying(
        stop=stop_after_attempt(2), wait=wait_random(0.1, 0.5), reraise=True,
        retry=retry_if_exception(lambda error: _may_pass(error) and time.monotonic() + 1 < deadline),
    )  # fmt: skip
    found = retrying(ask, messages)
    message, filled = (found["raw"], found["parsed"]) if isinstance(found, dict) else (found, None)
    text = message.text if isinstance(message.text, str) else ""
    if not text.strip() and filled:  # some classes have the schema filled in by a tool call
        text = json.dumps(filled, ensure_ascii=False)
    text = text if text.strip() else str(message.additional_kwargs.get("refusal") or "")
    if not text.strip():
        raise ValueError("an empty reply")
    usage = message.usage_metadata
    tokens = (usage["input_tokens"], usage["output_tokens"]) if usage else (0, 0)
    return _Said(text[:MAX_REPLY], tokens)


def load_model(settings: Settings) -> ChatModel | None:
    """The model that the settings name, or None. Raises `SettingsError` with the remedy where it can't be had."""
    if not settings.llm_model:
        return None
    provider, _, name = settings.llm_model.partition(":")
    if not name:
        raise SettingsError("Forkert indstilling – ASSISTANT_LLM_MODEL: skriv udbyder og model, fx openai:gpt-4o-mini")
    from langchain.chat_models import init_chat_model

    options: dict[str, Any] = {"temperature": 0, "max_tokens": MAX_TOKENS, "timeout": settings.llm_timeout}
    if provider == "ollama":
        options = {"temperature": 0, "num_predict": MAX_TOKENS, "client_kwargs": {"timeout": settings.llm_timeout}}
    else:
        options["max_retries"] = 0
    if settings.llm_base_url:
        options["azure_endpoint" if provider == "azure_openai" else "base_url"] = settings.llm_base_url
    if provider in ("openai", "azure_openai"):  # a server of one's own wants no key, the client does
        options["api_key"] = settings.llm_api_key.get_secret_value() if settings.llm_api_key else "none"
    elif settings.llm_api_key:
        options["api_key"] = settings.llm_api_key.get_secret_value()
    try:
        chat = init_chat_model(name, model_provider=provider, **options)
    except ImportError as error:
        remedy = f"pip install 'arbejdsprogram-assistenten[{_EXTRAS.get(provider, provider)}]'"
        raise SettingsError(
            f"Forkert indstilling – ASSISTANT_LLM_MODEL: {provider} mangler en pakke; {remedy}"
        ) from error
    except ValueError as error:
        raise SettingsError(
            f"Forkert indstilling – ASSISTANT_LLM_MODEL: {' '.join(str(error).split())[:200]}"
        ) from error
    known = bool((chat.profile or {}).get("structured_output"))
    structured = settings.llm_output == "json" or (settings.llm_output == "auto" and known)
    return ChatModel(chat, structured, {"strict": True} if provider in _STRICT else None)


def _status(error: BaseException) -> int:
    return int(getattr(error, "status_code", 0) or 0)


def _may_pass(error: BaseException) -> bool:
    """Whether asking again may help: too many at once, a server's own fault, no connection."""
    return _status(error) == 429 or _status(error) >= 500 or "Connect" in type(error).__name__


def _refuses_form(error: BaseException) -> bool:
    """Whether a server may have refused a request for its schema: whether it did is seen by asking without."""
    return isinstance(error, _NoFormError) or _status(error) in (400, 422)


def _reason(error: BaseException) -> str:
    if isinstance(error, RetryError):
        error = error.last_attempt.exception() or error
    if isinstance(error, NotDoneError) or "Timeout" in type(error).__name__:
        return "timeout"
    if _status(error) == 429:
        return "busy"
    if _status(error):
        return "refused"
    return "unreachable" if "Connect" in type(error).__name__ else "malformed"
