"""Vectors that were computed before, by encoder and text, so that unchanged text is not embedded again."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import groupby
from pathlib import Path

import numpy as np

from vectorstore.encoders import Encoder
from vectorstore.errors import AssistantError

_BATCH = 16

Wanted = Sequence[tuple[Encoder, str]]  # texts, each with the encoder that its vector is to be of


def embed_with_cache(path: Path, wanted: Wanted, progress: Callable[[int, int], None]) -> list[list[float]]:
    """One vector a text; new ones are computed in batches and kept at once, so an interrupted run resumes.

    `progress(done, total)` counts the texts that had to be embedded.
    """
    keys = _keys(wanted)
    with closing(sqlite3.connect(path)) as connection:
        try:
            connection.execute("CREATE TABLE IF NOT EXISTS vectors (key TEXT PRIMARY KEY, vector BLOB NOT NULL)")
            known = _known(connection)
        except sqlite3.DatabaseError as error:
            raise AssistantError(f"{path}: kan ikke bruges ({error}); slet filen, og indlæs igen") from error
        missing = {key: one for key, one in zip(keys, wanted, strict=True) if key not in known}
        done = 0
        for encoder, batch in _batches(missing):
            vectors = encoder.embed_documents([text for _, text in batch])
            rows = [(key, np.asarray(v, np.float32).tobytes()) for (key, _), v in zip(batch, vectors, strict=True)]
            with connection:
                connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
            known.update(rows)
            done += len(batch)
            progress(done, len(missing))
        return [[float(x) for x in np.frombuffer(known[key], np.float32)] for key in keys]


def forget_all_but(path: Path, wanted: Wanted) -> None:
    """Drop the vectors that the index in use does not need."""
    keep = set(_keys(wanted))
    with closing(sqlite3.connect(path)) as connection, connection:
        stale = [(key,) for (key,) in connection.execute("SELECT key FROM vectors") if key not in keep]
        connection.executemany("DELETE FROM vectors WHERE key = ?", stale)


def _keys(wanted: Wanted) -> list[str]:
    return [hashlib.sha256(f"{encoder.id}\0{text}".encode()).hexdigest() for encoder, text in wanted]


def _batches(missing: Mapping[str, tuple[Encoder, str]]) -> Iterator[tuple[Encoder, list[tuple[str, str]]]]:
    """Keys and texts, a few at a time, of one encoder each."""
    for encoder, group in groupby(missing.items(), key=lambda item: item[1][0]):
        texts = [(key, text) for key, (_, text) in group]
        for start in range(0, len(texts), _BATCH):
            yield encoder, texts[start : start + _BATCH]


def _known(connection: sqlite3.Connection) -> dict[str, bytes]:
    return dict(connection.execute("SELECT key, vector FROM vectors").fetchall())
