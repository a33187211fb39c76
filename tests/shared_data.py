"""Where the official programme lies beside a checkout; it is no part of the repository."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"
OFFICIAL = SHARED / "programme" / "arbejdsprogram-2026.txt"


def official_programme() -> Path:
    """The official text's path. Skips where nothing is shared; where something is, the text must be there."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not beside this checkout, so the official text can't be checked")
    assert OFFICIAL.is_file(), "../shared is present without programme/arbejdsprogram-2026.txt"
    return OFFICIAL


def teams_data(name: str) -> Path:
    """A file of the foreign Teams data. Skips where nothing is shared."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not beside this checkout, so foreign Teams data can't be checked")
    return SHARED / "data" / "teams" / name
