"""Settings from the environment (`ASSISTANT_…`) and `.env`; a wrong value is a clear error at start."""

import re
from datetime import date
from pathlib import Path

from platformdirs import user_data_dir
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from pydantic_settings import SettingsError as UnreadableError

from vectorstore.encoders import BUNDLED
from vectorstore.errors import AssistantError

_ORIGIN = re.compile(r"\*|https?://[^/?#\s]+")  # "*": any site


class SettingsError(AssistantError):
    """A setting with a value that can't be used."""


class Settings(BaseSettings):
    """Every setting of the assistant. The field's description is what the README says of it."""

    model_config = SettingsConfigDict(env_prefix="ASSISTANT_", env_file=".env", extra="ignore")

    data_dir: Path = Field(
        default=Path(user_data_dir("arbejdsprogram-assistenten")),
        description="Folder of the index; made when missing",
    )
    today: date | None = Field(default=None, description="Overrides the clock, as YYYY-MM-DD")
    embedding_model: str = Field(
        default=BUNDLED,
        min_length=1,
        description="`bundled`, or the name or folder of a sentence-transformers model",
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
