"""A programme ingested for a measurement, through the terminal door: evals never imports ingest."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.settings import Settings
from vectorstore.encoders import Encoder, make_encoder
from vectorstore.store import LiveStore, Store


def ingested(paths: Sequence[Path], data_dir: Path, encoder: Encoder | None = None) -> Store:
    """An index of files and folders (none: the bundled programme), opened. Raises `CalledProcessError`.

    By the encoder that the settings name, as the door itself does; `encoder` is that one, where it is at hand.
    """
    command = [sys.executable, "-m", "assistant.cli", "ingest", "--quiet", "--data-dir", str(data_dir)]
    subprocess.run([*command, *map(str, paths)], check=True)
    return LiveStore(data_dir, encoder or make_encoder(Settings().embedding_model)).current()
