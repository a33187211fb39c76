"""Vectors that were computed before, by encoder and text, so that unchanged text is not embedded again."""

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from vectorstore.encoders import Encoder
from vectorstore.errors import AssistantError

_BATCH = 16


def embed_with_cache(
    path: Path, encoder: Encoder, texts: Sequence[str], progress: Callable[[int, int], None]
) -> list[list[float]]:
    """One vector a text; new ones are computed in batches and kept at once, so an interrupted run resumes.

    `progress(done, total)` counts the texts that had to be embedded.
    """
    keys = [hashlib.sha256(f"{encoder.id}\0{text}".encode()).hexdigest() for text in texts]
    with closing(sqlite3.connect(path)) as connection:
        try:
            connection.execute("CREATE TABLE IF NOT EXISTS vectors (key TEXT PRIMARY KEY, vector BLOB NOT NULL)")
            known = _known(connection)
        except sqlite3.DatabaseError as error:
            raise AssistantError(f"{path}: kan ikke bruges ({error}); slet filen, og indlæs igen") from error
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        todo = list(missing.items())
        for start in range(0, len(todo), _BATCH):
            batch = todo[start : start + _BATCH]
            vectors = encoder.embed_documents([text for _, text in batch])
            rows = [(key, np.asarray(v, np.float32).tobytes()) for (key, _), v in zip(batch, vectors, strict=True)]
            with connection:
                connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
            known.update(rows)
            progress(min(start + _BATCH, len(todo)), len(todo))
        return [[float(x) for x in np.frombuffer(known[key], np.float32)] for key in keys]


def forget_all_but(path: Path, encoder: Encoder, texts: Sequence[str]) -> None:
    """Drop the vectors that the index in use does not need."""
    keep = {hashlib.sha256(f"{encoder.id}\0{text}".encode()).hexdigest() for text in texts}
    with closing(sqlite3.connect(path)) as connection, connection:
        stale = [(key,) for (key,) in connection.execute("SELECT key FROM vectors") if key not in keep]
        connection.executemany("DELETE FROM vectors WHERE key = ?", stale)


def _known(connection: sqlite3.Connection) -> dict[str, bytes]:
    return dict(connection.execute("SELECT key, vector FROM vectors").fetchall())
