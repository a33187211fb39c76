"""Bounded work beside the event loop: threads that may hang without holding up a reply or the server's end."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import Empty, Full, Queue
from typing import Any, TypeVar

T = TypeVar("T")
_Job = tuple["Future[Any]", Callable[[], Any]]


class OverloadedError(Exception):
    """As much work waits as may wait, or no more is taken."""


class Workers:
    """A few daemon threads before a bounded queue. The threads start with the first job.

    Not a `ThreadPoolExecutor`: its queue has no bound, and the process waits for its threads at the end.
    """

    def __init__(self, name: str, threads: int, waiting: int) -> None:
        self._name = name
        self._threads = threads
        self._jobs: Queue[_Job | None] = Queue(waiting)
        self._running: list[threading.Thread] = []
        self._lock = threading.Lock()
        self._closed = False

    def submit(self, work: Callable[[], T]) -> "Future[T]":
        """Have it done. Raises `OverloadedError` at once when too much waits, or after the end."""
        with self._lock:
            if self._closed:
                raise OverloadedError(self._name)
            while len(self._running) < self._threads:
                name = f"{self._name}-{len(self._running)}"
                self._running.append(threading.Thread(target=self._run, name=name, daemon=True))
                self._running[-1].start()
        future: Future[T] = Future()
        try:
            self._jobs.put_nowait((future, work))
        except Full:
            raise OverloadedError(self._name) from None
        return future

    def close(self, seconds: float) -> None:
        """Let what is under way end, for so long at most; what waits is dropped unless `seconds` allows it."""
        with self._lock:
            self._closed = True
        for _ in self._running:
            try:
                self._jobs.put_nowait(None)
            except Full:
                self._drop_one()
                self._jobs.put_nowait(None)
        for thread in self._running:
            thread.join(seconds / len(self._running))

    def _drop_one(self) -> None:
        try:
            self._jobs.get_nowait()
        except Empty:
            return

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            future, work = job
            try:
                future.set_result(work())
            except BaseException as error:  # the thread must live on, and whoever waits must hear of it
                future.set_exception(error)
            del job, future, work
