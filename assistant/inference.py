"""An optional second reader of a language model's sentences: a natural-language-inference model, off by default."""

from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from vectorstore.errors import EncoderError

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

_ENTAILS = "entail"  # how the label begins, whatever the model's capitals


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
