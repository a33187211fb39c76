"""What verification is worth: the same questions answered without a language model, by one, and by a verified one.

    ASSISTANT_LLM_MODEL=openai:… python -m evals.language_model [--every 3] [--replies replies.jsonl]

The unverified answer is the model's reply as it stands, its markers taken for what they claim to cite. Replies are kept
in a file as they come, so that a run that is broken off goes on, and verification can be measured again without asking.
Replies as JSON and as text (`ASSISTANT_LLM_OUTPUT`) are kept apart.
"""

import argparse
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from rich.console import Console
from rich.progress import track
from rich.table import Table

from assistant.answering import Assistant
from assistant.answers import Citation
from assistant.language_model import ChatModel, Form, ModelFailedError, load_model
from assistant.reply import ModelReply
from assistant.settings import load_settings
from assistant.writer import Given, Writer, sources
from evals.metrics import Summary, summarise
from evals.questions import load_questions
from evals.report import figure
from evals.runner import run
from prompts import load_replies
from prompts.model import VERSION, declines
from vectorstore.store import Store

_SHOWN = ("correct", "missing", "wrong", "false_answer", "false_refusal", "verbatim", "citation_recall", "resolve")


class Remembered:
    """A model whose replies are kept in a file, by prompt and form; what failed is kept as null."""

    def __init__(self, model: ChatModel, path: Path) -> None:
        self._model, self._path = model, path
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        self._known: dict[str, str | None] = {row["key"]: row["reply"] for row in map(json.loads, lines)}
        self.last: str | None = None

    def complete(self, system: str, prompt: str, within: float, form: Form | None = None) -> str:
        """The reply kept for this prompt, or a new one."""
        told = form.system if form and self._model.structured else system
        key = hashlib.sha256(f"{VERSION}\0{told}\0{prompt}".encode()).hexdigest()
        if key not in self._known:
            try:
                self._known[key] = self._model.complete(system, prompt, within, form)
            except ModelFailedError:
                self._known[key] = None
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"key": key, "reply": self._known[key]}, ensure_ascii=False) + "\n")
        self.last = self._known[key]
        if self.last is None:
            raise ModelFailedError("timeout")
        return self.last


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask, and print the three rows."""
    parser = argparse.ArgumentParser(prog="python -m evals.language_model", description=__doc__)
    parser.add_argument("--data-dir", type=Path, help="the index; default: the one in use")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="ask each Nth question only")
    parser.add_argument("--replies", type=Path, default=Path("runs/replies.jsonl"))
    options = parser.parse_args(arguments)
    settings = load_settings()
    if options.data_dir:
        settings = settings.model_copy(update={"data_dir": options.data_dir})
    model = load_model(settings)
    if model is None:
        parser.error("set ASSISTANT_LLM_MODEL to the model that is to be measured")
    options.replies.parent.mkdir(parents=True, exist_ok=True)
    remembered = Remembered(model, options.replies)
    plain = Assistant.open(settings.model_copy(update={"llm_model": None}))
    fluent = Assistant(plain.live, writer=Writer(remembered), patience=settings.llm_timeout)
    questions = load_questions()[:: options.every]
    rows = _measured(plain, fluent, remembered, questions)
    table = Table("engine", *_SHOWN, title=f"{settings.llm_model}, {len(questions)} questions, prompts {VERSION}")
    for name, summary in rows.items():
        table.add_row(name, *(figure(getattr(summary, one)) for one in _SHOWN))
    Console().print(table)
    return 0


def _measured(plain: Assistant, fluent: Assistant, model: Remembered, questions: Sequence[Any]) -> dict[str, Summary]:
    store = plain.live.current()
    said: dict[str, dict[tuple[str, date], Mapping[str, object]]] = {
        "extractive": {},
        "model": {},
        "verified model": {},
    }
    for one in track(questions, "Spørger"):
        key = (one.question, one.today)
        model.last = None
        verified = fluent.answer(*key).as_json()
        extractive = plain.answer(*key).as_json()
        said["extractive"][key], said["verified model"][key] = extractive, verified
        said["model"][key] = _unverified(model.last, plain, *key) if model.last is not None else extractive
    found: dict[str, Summary] = {}
    for name, answers in said.items():
        found[name] = summarise(run(questions, lambda question, today: answers[question, today], store.page_text))  # noqa: B023 - run ends before the next
    return found


def _unverified(reply: str, assistant: Assistant, question: str, today: date) -> Mapping[str, object]:
    """The reply as an answer object, its sources cited as it says."""
    reply = _as_text(reply)
    if not reply or declines(reply):
        return {"answer": reply, "status": "not_found", "citations": []}
    store = assistant.live.current()
    reading = assistant.reply(question, today).readings[0]
    places = tuple(source for line in reading.draft.statements if line.claim for source in line.sources)
    given = sources(reading, places, store, load_replies("da"), today)
    used = {
        int(number) for group in re.findall(r"\[([\d,\s]+)\]", reply) for number in group.split(",") if number.strip()
    }
    cited = [
        _citation(number, given[number - 1], store).as_json() for number in sorted(used) if 0 < number <= len(given)
    ]
    return {"answer": reply, "status": "answered", "citations": cited}


def _as_text(reply: str) -> str:
    """A reply as it stands, or as it would if it had not come as JSON."""
    try:
        filled = ModelReply.model_validate_json(reply)
    except ValidationError:
        return reply
    return " ".join(" ".join([one.text, *(f"[{number}]" for number in one.sources)]) for one in filled.sentences)


def _citation(number: int, given: Given, store: Store) -> Citation:
    place = given.place
    quote = (store.page_text(place.document_id, place.span.page) or "")[place.span.start : place.span.end]
    title = store.title(place.document_id)
    span = place.span
    return Citation(
        number, place.document_id, title, span.page, place.section, place.initiative, quote, span.start, span.end,
        place.period,
    )  # fmt: skip


if __name__ == "__main__":
    raise SystemExit(main())
