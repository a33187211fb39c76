"""Settings from the environment (`ASSISTANT_…`) and `.env`; a wrong value is a clear error at start."""

import base64
import binascii
import re
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

from platformdirs import user_data_dir
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict
from pydantic_settings import SettingsError as UnreadableError

from vectorstore.encoders import BUNDLED
from vectorstore.errors import AssistantError

Output = Literal["auto", "json", "text"]

_ORIGIN = re.compile(r"\*|https?://[^/?#\s]+")  # "*": any site
_ADDRESS = re.compile(r"https?://[^/?#\s@]+(?:/[^?#\s]*)?")
_WORKFLOWS = re.compile(r"https://\S+|http://(?:127\.0\.0\.1|localhost)[:/]\S*")
_SHORTEST_KEY = 16
_HOOK = re.compile(r"[A-Za-z0-9_-]{1,64}")


class SettingsError(AssistantError):
    """A setting with a value that can't be used."""


class Settings(BaseSettings):
    """Every setting of the assistant. The field's description is what the README says of it."""

    model_config = SettingsConfigDict(
        env_prefix="ASSISTANT_", env_file=".env", extra="ignore", hide_input_in_errors=True
    )

    data_dir: Path = Field(
        default=Path(user_data_dir("arbejdsprogram-assistenten")),
        description="Folder of the index; made when missing",
    )
    today: date | None = Field(default=None, description="Overrides the clock, as YYYY-MM-DD")
    embedding_model: str = Field(
        default=BUNDLED,
        min_length=1,
        description="`bundled`, which reads again by meaning what words leave unanswered, `untuned`, which does not, "
        "or the name or folder of a sentence-transformers model",
    )

    reranker_model: str | None = Field(
        default=None,
        min_length=1,
        description="Name or folder of a sentence-transformers cross-encoder that ranks the best passages again",
    )
    llm_model: str | None = Field(
        default=None,
        description="A language model that puts the answers, as `provider:model`, e.g. `openai:gpt-4o-mini`",
    )
    llm_base_url: str | None = Field(
        default=None, description="Its server's address, where it is not the provider's own"
    )
    llm_api_key: SecretStr | None = Field(default=None, min_length=1, description="Its key")
    llm_timeout: float = Field(
        default=15.0, gt=0, le=300, description="Seconds after which the answer is given without it"
    )
    llm_output: Output = Field(
        default="auto",
        description="Its replies: `json` by a schema, `text` with markers, `auto`: JSON where it is known to do that",
    )
    nli_model: str | None = Field(
        default=None,
        min_length=1,
        description="Name or folder of a cross-encoder for inference that must agree with each of its sentences",
    )

    database_url: SecretStr | None = Field(
        default=None,
        min_length=1,
        description="Where answers and feedback are kept, as an SQLAlchemy URL",
    )
    retention_days: int = Field(
        default=30, ge=0, le=3650, description="Days that an answer and its feedback are kept; 0 stores nothing"
    )
    allowed_origins: tuple[str, ...] = Field(
        default=(), description="JSON list of the other sites that may embed the widget"
    )

    api_keys: tuple[SecretStr, ...] = Field(
        default=(),
        description="JSON list of the keys that programs use at `/v1` and `/mcp`; without any these doors are open",
    )
    public_url: str | None = Field(
        default=None, description="The address that users reach this server at; without it Teams cards have no links"
    )
    teams_hooks: dict[str, tuple[SecretStr, ...]] = Field(
        default={},
        description='JSON of the Teams webhooks\' secrets, `{"ledelse": "<base64>"}`; a list of two during rotation',
    )
    teams_workflows: dict[str, SecretStr] = Field(
        default={}, description='JSON of the Workflows addresses to post cards to, `{"ledelse": "https://…"}`'
    )
    teams_rate_limit: int = Field(
        default=60, ge=1, le=100_000, description="Questions a minute from one Teams conversation"
    )

    @field_validator("llm_output", mode="before")
    @classmethod
    def _output(cls, form: Any) -> Any:
        if form not in get_args(Output):
            raise PydanticCustomError("output", "skriv auto, json eller text")
        return form

    @field_validator("public_url")
    @classmethod
    def _public(cls, url: str | None) -> str | None:
        if url is not None and not _ADDRESS.fullmatch(url):
            raise ValueError("write it as https://assistent.kommune.dk, without a query")
        return url.rstrip("/") if url else None

    @field_validator("teams_hooks", mode="before")
    @classmethod
    def _one_secret_or_two(cls, hooks: Any) -> Any:
        if not isinstance(hooks, dict):
            return hooks
        return {name: [secret] if isinstance(secret, str | SecretStr) else secret for name, secret in hooks.items()}

    @field_validator("teams_hooks")
    @classmethod
    def _secrets(cls, hooks: dict[str, tuple[SecretStr, ...]]) -> dict[str, tuple[SecretStr, ...]]:
        for name, secrets in _named(hooks).items():
            if not 1 <= len(secrets) <= 2:
                raise ValueError(f"give {name} one secret, or two during rotation")
            if not all(_is_base64(secret.get_secret_value()) for secret in secrets):
                raise ValueError(f"the secret of {name} is no base64; copy the whole security token that Teams shows")
        return hooks

    @field_validator("teams_workflows")
    @classmethod
    def _workflows(cls, addresses: dict[str, SecretStr]) -> dict[str, SecretStr]:
        for name, address in _named(addresses).items():
            if not _WORKFLOWS.fullmatch(address.get_secret_value()):
                raise ValueError(f"the address of {name} must begin with https://")
        return addresses

    @field_validator("api_keys")
    @classmethod
    def _keys(cls, keys: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        if any(len(key.get_secret_value()) < _SHORTEST_KEY or not key.get_secret_value().isascii() for key in keys):
            raise ValueError(
                f"give each key at least {_SHORTEST_KEY} ASCII characters; `openssl rand -hex 24` makes one"
            )
        return keys

    @field_validator("allowed_origins")
    @classmethod
    def _origins(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        for origin in origins:
            if not _ORIGIN.fullmatch(origin):
                raise ValueError(f'write origins as ["https://www.kommune.dk"], without a path; not {origin!r}')
        return origins

    @property
    def now(self) -> date:
        """Today, or the date that stands for it."""
        return self.today or date.today()


def _named(hooks: dict[str, Any]) -> dict[str, Any]:
    for name in hooks:
        if not _HOOK.fullmatch(name):
            raise ValueError("name a hook by up to 64 letters a-z, digits, - and _; the name stands in its address")
    return hooks


def _is_base64(secret: str) -> bool:
    try:
        return bool(base64.b64decode(secret, validate=True))
    except (binascii.Error, ValueError):
        return False


def load_settings() -> Settings:
    """Read the settings. Raises `SettingsError` that names the variable and what is wrong with it."""
    try:
        return Settings()
    except UnreadableError as error:
        names = [f"ASSISTANT_{name.upper()}" for name in Settings.model_fields if f'"{name}"' in str(error)]
        raise SettingsError(f"Forkert indstilling – {', '.join(names)}: skriv den som JSON") from error
    except ValidationError as error:
        faults = "; ".join(f"ASSISTANT_{str(e['loc'][0]).upper()}: {e['msg']}" for e in error.errors())
        raise SettingsError(f"Forkert indstilling – {faults}") from error
