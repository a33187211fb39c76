"""Generations of the index: each build in a folder of its own, one pointer that names the one in use.

    <data dir>/current                  the name of the generation in use; replaced atomically
    <data dir>/generations/<name>/      programmes.json, lexical.sqlite, chroma/, chroma-second/, pages.sqlite,
                                        manifest.json
    <data dir>/embeddings.sqlite        vectors by encoder and text, so that unchanged text is not embedded again
    <data dir>/ingest.lock              held by the one process that builds

A build that dies leaves an unnamed folder that the next build sweeps; the index in use is never touched.
"""

import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from vectorstore.errors import IndexBusyError, IndexMismatchError, IndexMissingError

FORMAT = 1
_POINTER = "current"
_KEPT = 2  # the one in use and the one before it, which a running server may still read


@dataclass(frozen=True, slots=True)
class ManifestDocument:
    """A document as the manifest names it."""

    id: str
    title: str
    path: str
    fingerprint: str
    pages: int
    passages: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index was made of and by what: equal `recipe` and documents make an equal index."""

    format: int
    encoder: str
    analyser: str
    parser: str
    created: str
    documents: tuple[ManifestDocument, ...]

    def same_content(self, other: "Manifest") -> bool:
        """Whether both were built from the same files by the same encoder, analyser and parser."""
        return (self.format, self.encoder, self.analyser, self.parser, self.documents) == (
            other.format,
            other.encoder,
            other.analyser,
            other.parser,
            other.documents,
        )


def current_generation(data_dir: Path) -> Path:
    """The folder of the generation in use. Raises `IndexMissingError` when there is none."""
    try:
        name = (data_dir / _POINTER).read_text().strip()
    except (FileNotFoundError, NotADirectoryError):
        name = ""
    folder = data_dir / "generations" / name
    if not name or not (folder / "manifest.json").is_file():
        raise IndexMissingError("Der er intet indeks endnu; kør 'arbejdsprogram ingest' først")
    return folder


def read_manifest(generation: Path) -> Manifest:
    """The manifest of a generation. Raises `IndexMismatchError` for one of another version or damaged."""
    try:
        raw = json.loads((generation / "manifest.json").read_text())
        documents = tuple(ManifestDocument(**document) for document in raw.pop("documents"))
        return Manifest(**raw, documents=documents)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise IndexMismatchError("Indekset kan ikke læses; kør 'arbejdsprogram ingest' igen") from error


def manifest_in_use(data_dir: Path) -> Manifest | None:
    """The manifest of the index in use, whichever version made it; None where there is none that can be read."""
    try:
        return read_manifest(current_generation(data_dir))
    except (IndexMissingError, IndexMismatchError):
        return None


@contextmanager
def building(data_dir: Path) -> Iterator[Path]:
    """An empty folder to build a generation in, with the lock held. Raises `IndexBusyError` if another builds.

    The folder is removed again unless `switch_to` was called.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    with (data_dir / "ingest.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise IndexBusyError("En anden indlæsning er i gang i samme datamappe; vent, til den er færdig") from error
        _sweep(data_dir)
        folder = data_dir / "generations" / f"{time.time_ns():020d}"
        folder.mkdir(parents=True)
        try:
            yield folder
        finally:
            if not (folder / "manifest.json").exists():
                shutil.rmtree(folder, ignore_errors=True)


def switch_to(data_dir: Path, generation: Path, manifest: Manifest) -> None:
    """Make a whole generation the one in use, atomically, and drop the oldest."""
    partial = generation / "manifest.json.partial"
    partial.write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
    partial.replace(generation / "manifest.json")
    pointer = data_dir / f"{_POINTER}.partial"
    with pointer.open("w") as file:
        file.write(generation.name)
        file.flush()
        os.fsync(file.fileno())
    pointer.replace(data_dir / _POINTER)
    _sweep(data_dir)


def _sweep(data_dir: Path) -> None:
    """Remove what no reader needs: unfinished generations and all but the newest finished ones."""
    folders = sorted((data_dir / "generations").glob("*"))
    whole = [folder for folder in folders if (folder / "manifest.json").exists()]
    try:
        in_use = current_generation(data_dir)
    except IndexMissingError:
        in_use = None
    keep = {*whole[-_KEPT:], *([in_use] if in_use else [])}
    for folder in folders:
        if folder not in keep:
            shutil.rmtree(folder, ignore_errors=True)
