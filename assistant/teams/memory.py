"""What the door remembers for a short time and in bounded number: replies already given, and who asks how often."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")
Clock = Callable[[], float]


class Recent(Generic[T]):
    """Values by key for `seconds`, `most` of them; the oldest goes first. For one thread."""

    def __init__(self, most: int, seconds: float, clock: Clock = time.monotonic) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._values: OrderedDict[Hashable, tuple[float, T]] = OrderedDict()

    def get(self, key: Hashable) -> T | None:
        """The value, unless it is unknown or too old."""
        at, value = self._values.get(key, (0.0, None))
        return value if value is not None and self._clock() - at < self._seconds else None

    def put(self, key: Hashable, value: T) -> None:
        """Remember a value."""
        self._values[key] = (self._clock(), value)
        self._values.move_to_end(key)
        while len(self._values) > self._most:
            self._values.popitem(last=False)


class RateLimit:
    """So many of each key a minute. For one thread."""

    def __init__(self, a_minute: int, clock: Clock = time.monotonic) -> None:
        self._a_minute = a_minute
        self._clock = clock
        self._times: Recent[deque[float]] = Recent(10_000, 60, clock)

    def allows(self, key: Hashable) -> bool:
        """Whether one more is allowed now; if so, it is counted."""
        times = self._times.get(key) or deque()
        while times and self._clock() - times[0] >= 60:
            times.popleft()
        if len(times) >= self._a_minute:
            return False
        times.append(self._clock())
        self._times.put(key, times)
        return True
