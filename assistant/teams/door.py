"""From a message to its reply within the time that Teams waits, whatever engine, store or load do."""

import asyncio
import hashlib
import hmac
import logging
import secrets
import time
import uuid
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import partial

from assistant.answer_store import AnswerStore
from assistant.answering import Assistant
from assistant.answers import Answer
from assistant.problems import TRY_AGAIN, explain
from assistant.settings import Settings
from assistant.teams.activity import Message
from assistant.teams.card import Links, answer_message, encoded, help_message, note_message
from assistant.teams.card import Message as Reply
from assistant.teams.digest import digest
from assistant.teams.memory import RateLimit, Recent
from assistant.teams.workers import OverloadedError, Workers
from assistant.teams.workflows import PostError, post
from prompts import load_teams_texts
from vectorstore.errors import AssistantError

BUDGET = 3.7  # seconds that an answer may take, so that its reply has left after 4 on a busy server; Teams waits 5
_MODEL_LESS = 1.0  # seconds of the budget that a language model leaves for everything else
_STORING = 0.5  # seconds that a finished answer waits for being stored, so that its link works at once
_REPLAYED = 11 * 60.0  # seconds; longer than a signed request is fresh
_REMEMBERED = 1_000  # replies
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Made:
    """A reply, and its answer's storing where it is stored."""

    reply: Reply
    stored: "Future[None] | None" = None


class Door:
    """Replies to all hooks, for one event loop; answers are made, stored and posted by threads of its own."""

    def __init__(self, assistant: Assistant, settings: Settings, store: AnswerStore, budget: float = BUDGET) -> None:
        self._assistant = assistant
        self._settings = settings
        self._store = store
        self._budget = budget
        self._links = Links(settings.public_url, settings.retention_days > 0)
        self._answering = Workers("teams-answer", threads=2, waiting=60)
        self._storing = Workers("teams-store", threads=1, waiting=200)
        self._posting = Workers("teams-post", threads=2, waiting=60)
        self._given: Recent[asyncio.Task[bytes]] = Recent(_REMEMBERED, _REPLAYED)
        self._limit = RateLimit(settings.teams_rate_limit)
        self._key = secrets.token_bytes(32)  # so that a conversation's id can't be made up at another door

    async def reply(self, hook_id: str, message: Message) -> bytes:
        """The reply to an authentic message; to a repeated one the same reply again."""
        deadline = time.monotonic() + self._budget
        key = (hook_id, message.tenant, message.conversation, message.id)
        given = self._given.get(key) if message.id else None
        if given is None:
            given = asyncio.create_task(self._reply(hook_id, message, deadline))
            if message.id:
                self._given.put(key, given)
        return await asyncio.shield(given)  # a client that goes away takes nothing from the one that repeats it

    def close(self) -> None:
        """Let stores and posts under way end, for a moment."""
        self._answering.close(0)
        self._storing.close(1)
        self._posting.close(1)

    async def _reply(self, hook_id: str, message: Message, deadline: float) -> bytes:
        texts = load_teams_texts()
        words = message.question.casefold().strip(" \t.!?»«\"'/")
        if not any(char.isalnum() for char in words) or words in texts.help_words.split():
            return encoded(help_message())
        conversation = self._conversation(hook_id, message)
        if not self._limit.allows(conversation):
            return encoded(note_message(texts.limit_title, texts.limit))
        answer_id = uuid.uuid4().hex
        listed = words in texts.milestones_words.split()
        work = self._listed if listed else partial(self._answered, message.question, conversation)
        try:
            making = asyncio.wrap_future(self._answering.submit(partial(self._made, work, message.question, answer_id)))
        except OverloadedError:
            return encoded(note_message(texts.busy_title, texts.busy))
        await asyncio.wait((making,), timeout=max(0.0, deadline - time.monotonic()))
        if not making.done():
            making.add_done_callback(partial(self._late, hook_id))
            return encoded(self._delay(hook_id, answer_id))
        made = making.result()
        if made.stored is not None:
            left = max(0.0, min(_STORING, deadline - time.monotonic()))
            await asyncio.wait((asyncio.wrap_future(made.stored),), timeout=left)
        return encoded(made.reply)

    def _answered(self, question: str, conversation: str) -> Answer:
        return self._assistant.answer(question, self._settings.now, conversation, within=self._budget - _MODEL_LESS)

    def _listed(self) -> Answer:
        return digest(self._assistant.live.current(), self._settings.now, hint=True)

    def _made(self, work: Callable[[], Answer], question: str, answer_id: str) -> _Made:
        """The reply of the work, or of its failure; its answer is on its way to the store."""
        texts = load_teams_texts()
        try:
            answer = replace(work(), answer_id=answer_id)
            reply = answer_message(answer, self._links)
        except AssistantError as error:
            self._store.give_up(answer_id)
            return _Made(note_message(texts.error_title, explain(error)))
        except Exception:  # the channel must hear that it failed, the log why
            _log.exception("a Teams question was not answered")
            self._store.give_up(answer_id)
            return _Made(note_message(texts.error_title, TRY_AGAIN))
        try:
            return _Made(reply, self._storing.submit(partial(self._store.save, question, answer.as_json())))
        except OverloadedError:
            _log.warning("an answer was not stored: too many wait")
            return _Made(reply)

    def _delay(self, hook_id: str, answer_id: str) -> Reply:
        """What is said when the time is up: where the answer will be."""
        texts = load_teams_texts()
        link = self._links.answer(answer_id)
        self._store.await_answer(answer_id)
        promises = [texts.late]
        if link:
            promises.append(texts.late_link)
        if hook_id in self._settings.teams_workflows:
            promises.append(texts.late_post)
        if len(promises) == 1:
            promises.append(texts.late_neither)
        return note_message(texts.late_title, " ".join(promises), (texts.whole_answer, link))

    def _late(self, hook_id: str, making: "asyncio.Future[_Made]") -> None:
        """Post what was finished after the reply had to go."""
        address = self._settings.teams_workflows.get(hook_id)
        if address is None or making.cancelled():
            return

        def posted(reply: Reply) -> None:
            try:
                post(address, reply)
            except PostError as error:
                _log.warning("a late answer was not posted for hook %s: %s", hook_id, error)

        try:
            self._posting.submit(partial(posted, making.result().reply))
        except OverloadedError:
            _log.warning("a late answer was not posted for hook %s: too many wait", hook_id)

    def _conversation(self, hook_id: str, message: Message) -> str:
        """The conversation's id here: of one hook alone, and not to be guessed. Without one of Teams', a new one."""
        if not message.conversation:
            return uuid.uuid4().hex
        name = "\0".join((hook_id, message.tenant, message.conversation))
        return hmac.new(self._key, name.encode("utf-8", "replace"), hashlib.sha256).hexdigest()
