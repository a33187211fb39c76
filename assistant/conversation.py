"""The bounded memory of conversations."""

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from assistant.turns import Turn

MOST = 2000  # conversations remembered at a time; the one unused for longest goes first
KEPT = 2 * 60 * 60.0  # seconds after its last question that a conversation is remembered


class Conversations:
    """The last turn of each conversation, in memory; forgotten after `KEPT` seconds or `MOST` others."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._turns: OrderedDict[str, tuple[float, Turn]] = OrderedDict()
        self._lock = Lock()

    def last(self, conversation_id: str) -> Turn | None:
        """The last turn of a conversation, or None where there is none or it is too old."""
        with self._lock:
            at, turn = self._turns.get(conversation_id, (0.0, None))
            return turn if self._clock() - at < KEPT else None

    def remember(self, conversation_id: str, turn: Turn) -> None:
        """Keep a turn as the conversation's last."""
        with self._lock:
            self._turns[conversation_id] = (self._clock(), turn)
            self._turns.move_to_end(conversation_id)
            while len(self._turns) > MOST:
                self._turns.popitem(last=False)
