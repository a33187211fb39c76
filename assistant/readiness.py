"""Readiness: the index opened and the encoder loaded in the background, so that no question waits for it."""

import logging
import threading

from assistant.answering import Assistant
from vectorstore.errors import AssistantError

_GRACE = 5.0  # seconds that a check waits for the opening before it says "not yet"
_log = logging.getLogger(__name__)


class NotReadyError(AssistantError):
    """The assistant is still starting, or its index can't be opened."""


class Readiness:
    """Whether questions can be answered now. Safe to ask from several threads."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._error: AssistantError | None = None
        self._open = False

    def start(self) -> threading.Thread:
        """Open index and encoder in the background, unless that is under way."""
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="readiness", daemon=True)
                self._thread.start()
            return self._thread

    def check(self) -> None:
        """Raise the `AssistantError` that tells why not, unless index and encoder are loaded."""
        if not self._open:
            self.start().join(_GRACE)
            if not self._open:
                raise self._error or NotReadyError("Assistenten starter; prøv igen om lidt")
        self._assistant.live.current()

    def stop(self) -> None:
        """Let an opening under way end before the process does."""
        if self._thread is not None:
            self._thread.join(_GRACE)

    def _run(self) -> None:
        self._error = None
        try:
            encoder = self._assistant.live.current().encoder
            for one in (encoder, encoder.second):
                if one is not None:
                    one.embed_query("klar")
            self._open = True
        except AssistantError as error:
            self._error = error
        except Exception:  # the thread must not die unheard: whatever it was is logged, and `/readyz` says so
            _log.exception("the index can't be opened")
            self._error = NotReadyError(
                "Indekset kan ikke åbnes; se serverens log, og kør 'arbejdsprogram ingest' igen"
            )
