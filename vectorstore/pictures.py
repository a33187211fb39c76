"""Pictures of pages, and where the text stands on them: one SQLite file in the generation.

Boxes are kept in 1/32 pixel as four rows of little-endian 16-bit numbers (lefts, tops, rights, bottoms), deflated:
neighbours have much in common, so a page takes about 5 bytes a character.
"""

import sqlite3
import zlib
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

MAX_PIXELS = 1400  # along the longer side of a picture
_STEPS = 32  # a pixel; MAX_PIXELS times this fits 16 bits
_FILE = "pages.sqlite"
_SCHEMA = """
CREATE TABLE page (document_id TEXT, number INTEGER, width INTEGER, height INTEGER, boxes BLOB, png BLOB,
                   PRIMARY KEY (document_id, number)) WITHOUT ROWID
"""

Box = tuple[float, float, float, float]  # left, top, right, bottom in pixels from the picture's top left corner


@dataclass(frozen=True, slots=True)
class Layout:
    """Size of a page's picture in pixels, and the box of each character of `Page.text` on it.

    A box is None for blanks and for what can't be seen.
    """

    width: int
    height: int
    boxes: tuple[Box | None, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as it looks: PNG and layout. `number` counts from 1."""

    document_id: str
    number: int
    layout: Layout
    png: bytes


def write_pictures(generation: Path, pictures: Iterable[Picture]) -> None:
    """Write the pictures of a new generation, one at a time."""
    with closing(sqlite3.connect(generation / _FILE)) as connection:
        connection.execute(_SCHEMA)
        for picture in pictures:
            layout = picture.layout
            row = (picture.document_id, picture.number, layout.width, layout.height, _packed(layout.boxes), picture.png)
            connection.execute("INSERT INTO page VALUES (?, ?, ?, ?, ?, ?)", row)
        connection.commit()


class PictureStore:
    """The pictures of a generation; without any where it was made before there were pictures. Safe in threads."""

    def __init__(self, generation: Path) -> None:
        file = generation / _FILE
        uri = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
        self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False) if file.exists() else None

    def layout(self, document_id: str, number: int) -> Layout | None:
        """The layout of a page, or None where it has no picture."""
        row = self._row("width, height, boxes", document_id, number)
        return Layout(row[0], row[1], _unpacked(row[2])) if row else None

    def png(self, document_id: str, number: int) -> bytes | None:
        """The picture of a page as PNG, or None where it has none."""
        row = self._row("png", document_id, number)
        return row[0] if row else None

    def close(self) -> None:
        """Release the file."""
        if self._connection is not None:
            self._connection.close()

    def _row(self, columns: str, document_id: str, number: int) -> tuple[Any, ...] | None:
        if self._connection is None:
            return None
        query = f"SELECT {columns} FROM page WHERE document_id = ? AND number = ?"
        found: tuple[Any, ...] | None = self._connection.execute(query, (document_id, number)).fetchone()
        return found


def _packed(boxes: Iterable[Box | None]) -> bytes:
    rows = np.array([box or (0, 0, 0, 0) for box in boxes], dtype=float).reshape(-1, 4)
    return zlib.compress((rows * _STEPS).round().astype("<u2").T.tobytes())


def _unpacked(data: bytes) -> tuple[Box | None, ...]:
    rows = np.frombuffer(zlib.decompress(data), "<u2").reshape(4, -1).T / _STEPS
    return tuple((left, top, right, bottom) if right else None for left, top, right, bottom in rows.tolist())
