"""Answers and the feedback on them, kept for a bounded time in SQLite or another database."""

import json
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from assistant.masking import mask_answer, mask_cpr
from assistant.settings import Settings, SettingsError
from vectorstore.errors import AssistantError

_METADATA = sa.MetaData()
_ANSWERS = sa.Table(
    "answers",
    _METADATA,
    sa.Column("answer_id", sa.String(64), primary_key=True),
    sa.Column("question", sa.Text, nullable=False),
    sa.Column("answer", sa.Text, nullable=False),  # the answer object as JSON
    sa.Column("created", sa.DateTime, nullable=False, index=True),  # UTC
    sa.Column("rating", sa.String(4)),
    sa.Column("comment", sa.Text, nullable=False, default=""),
    sa.Column("rated", sa.DateTime),  # UTC
)
_AWAITED = 600.0  # seconds
_BUSY = 2  # seconds that a locked SQLite file may hold an answer back
_log = logging.getLogger(__name__)


class AnswerStoreError(AssistantError):
    """The database can't be used."""


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """An answer as it was given, with CPR numbers masked; `answer` is the contract's JSON."""

    question: str
    answer: dict[str, Any]
    created: datetime


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a user thought of an answer, with CPR numbers masked."""

    answer_id: str
    rating: str
    comment: str
    rated: datetime
    question: str
    answer: str
    status: str

    def as_json(self) -> dict[str, str]:
        """The feedback as `arbejdsprogram feedback --json` prints it."""
        return {
            "answer_id": self.answer_id,
            "rating": self.rating,
            "comment": self.comment,
            "rated": self.rated.isoformat(timespec="seconds"),
            "question": self.question,
            "answer": self.answer,
            "status": self.status,
        }


class AnswerStore:
    """Answers by id. Nothing is stored, and nothing found, when `days` is 0. Safe to use from several threads."""

    def __init__(self, engine: sa.Engine, days: int) -> None:
        self._engine = engine
        self._days = days
        self._lock = Lock()
        self._ready = False
        self._awaited: dict[str, float] = {}  # ids of answers that are being made, and until when, as the clock goes

    @classmethod
    def open(cls, settings: Settings) -> "AnswerStore":
        """The store that the settings name; it is made when first used. Raises `SettingsError` for a wrong address."""
        url = settings.database_url.get_secret_value() if settings.database_url else None
        if url is None:
            return cls(_sqlite(settings.data_dir / "answers.sqlite"), settings.retention_days)
        try:
            return cls(sa.create_engine(url, hide_parameters=True), settings.retention_days)
        except ArgumentError as error:
            raise SettingsError("ASSISTANT_DATABASE_URL: skriv den som sqlite:////sti/til/fil.sqlite") from error
        except ModuleNotFoundError as error:
            raise SettingsError(f"ASSISTANT_DATABASE_URL kræver en driver: pip install {error.name}") from error

    def await_answer(self, answer_id: str) -> None:
        """Know that an answer is being made, so that its page can say so; for `_AWAITED` seconds at most."""
        now = time.monotonic()
        with self._lock:
            self._awaited = {one: until for one, until in self._awaited.items() if until > now}
            self._awaited[answer_id] = now + _AWAITED

    def is_awaited(self, answer_id: str) -> bool:
        """Whether an answer is being made by this process."""
        with self._lock:
            return self._awaited.get(answer_id, 0.0) > time.monotonic()

    def give_up(self, answer_id: str) -> None:
        """Know that an answer that was being made will not come, or has come."""
        with self._lock:
            self._awaited.pop(answer_id, None)

    def save(self, question: str, answer: dict[str, Any]) -> None:
        """Keep an answer. A fault is logged and no more: the answer itself must not suffer."""
        if not self._days:
            return
        text = json.dumps(mask_answer(answer), ensure_ascii=False)
        row = {"answer_id": answer["answer_id"], "question": mask_cpr(question), "answer": text, "created": _now()}
        try:
            with self._begin() as connection:
                self._prune(connection)
                connection.execute(sa.insert(_ANSWERS).values(row))
        except Exception:  # whatever is wrong with the database, the answer is right
            _log.warning("an answer was not stored", exc_info=True)
        self.give_up(answer["answer_id"])

    def prune(self) -> None:
        """Delete what is past its time: everything, when nothing is to be kept. A fault is logged and no more."""
        if self._file is not None and not self._file.is_file():
            return
        try:
            with self._begin() as connection:
                self._prune(connection)
        except AnswerStoreError:
            _log.warning("old answers were not deleted", exc_info=True)

    def find(self, answer_id: str) -> StoredAnswer | None:
        """The answer, unless it is unknown or past its time. Raises `AnswerStoreError`."""
        if not self._days:
            return None
        with self._begin() as connection:
            row = connection.execute(sa.select(_ANSWERS).where(*self._is(answer_id))).first()
        return StoredAnswer(row.question, json.loads(row.answer), row.created) if row else None

    def rate(self, answer_id: str, rating: str, comment: str) -> bool:
        """Set the one feedback of an answer; whether there is such an answer. Raises `AnswerStoreError`."""
        if not self._days:
            return False
        values = {"rating": rating, "comment": mask_cpr(comment), "rated": _now()}
        with self._begin() as connection:
            return connection.execute(sa.update(_ANSWERS).where(*self._is(answer_id)).values(values)).rowcount == 1

    def feedback(self) -> list[Feedback]:
        """All feedback, oldest first. Raises `AnswerStoreError`."""
        query = sa.select(_ANSWERS).where(_ANSWERS.c.rating.is_not(None), _ANSWERS.c.created >= self._oldest())
        with self._begin() as connection:
            rows = connection.execute(query.order_by(_ANSWERS.c.rated)).all()
        return [_feedback(row) for row in rows]

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def _prune(self, connection: sa.Connection) -> None:
        connection.execute(sa.delete(_ANSWERS).where(_ANSWERS.c.created < self._oldest()))

    def _is(self, answer_id: str) -> tuple[sa.ColumnElement[bool], ...]:
        return _ANSWERS.c.answer_id == answer_id, _ANSWERS.c.created >= self._oldest()

    def _oldest(self) -> datetime:
        return _now() - timedelta(days=self._days)

    @property
    def _file(self) -> Path | None:
        """SQLite's file; None for a server's database and for one in memory."""
        name = self._engine.url.database or ":memory:"
        return Path(name) if self._engine.dialect.name == "sqlite" and name != ":memory:" else None

    @contextmanager
    def _begin(self) -> Iterator[sa.Connection]:
        try:
            self._make()
            with self._engine.begin() as connection:
                yield connection
        except (SQLAlchemyError, OSError) as error:
            raise AnswerStoreError("Svarenes database kan ikke bruges; se serverens log") from error

    def _make(self) -> None:
        with self._lock:
            if not self._ready:
                if self._file is not None:
                    self._file.parent.mkdir(parents=True, exist_ok=True)
                _METADATA.create_all(self._engine)
                self._ready = True


def _sqlite(file: Path) -> sa.Engine:
    url = sa.URL.create("sqlite", database=str(file))
    engine = sa.create_engine(url, connect_args={"timeout": _BUSY}, hide_parameters=True)  # no questions in logs
    sa.event.listen(engine, "connect", _write_ahead)
    return engine


def _write_ahead(connection: Any, _record: object) -> None:
    """Readers and the one writer don't wait for each other, nor an answer for the disk; what is deleted is gone."""
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA secure_delete=ON")


def _feedback(row: Any) -> Feedback:
    answer = json.loads(row.answer)
    return Feedback(row.answer_id, row.rating, row.comment, row.rated, row.question, answer["answer"], answer["status"])


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
