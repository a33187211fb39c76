"""Settings from the environment (`ASSISTANT_…`) and `.env`; a wrong value is a clear error at start."""

from datetime import date
from pathlib import Path

from platformdirs import user_data_dir
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from vectorstore.encoders import BUNDLED
from vectorstore.errors import AssistantError


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

    @property
    def now(self) -> date:
        """Today, or the date that stands for it."""
        return self.today or date.today()


def load_settings() -> Settings:
    """Read the settings. Raises `SettingsError` that names the variable and what is wrong with it."""
    try:
        return Settings()
    except ValidationError as error:
        faults = "; ".join(f"ASSISTANT_{str(e['loc'][0]).upper()}: {e['msg']}" for e in error.errors())
        raise SettingsError(f"Forkert indstilling – {faults}") from error
