"""What each rule of the assistant carries: how many answers change where it alone is switched off.

A rule is a compiled pattern that a module holds, by itself or in a tuple or mapping; equal patterns are one. Off, it
matches nothing. It is tried on questions in which it matches, since it cannot change the others. A rule that changes no
answer needs a question that it is there for, and a test of that; or it may go.
"""

import argparse
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any
from unittest.mock import patch

import assistant
from assistant.answering import Assistant
from assistant.settings import Settings
from evals.ingesting import ingested
from evals.questions import DEFAULT_PATH, Question, load_questions

MOST = 60  # questions that a rule is tried on
SETS = tuple(DEFAULT_PATH.with_name(name) for name in ("questions.yaml", "blind.yaml", "everyday.yaml"))
_ASSIGNED = re.compile(r"^(\w+)(?:: [^=\n]+)? = ", re.MULTILINE)

AskFor = Callable[[Question], object]


class Rule:
    """Stands for a compiled pattern: matches nothing while it is `off`, and notes when it has `matched`."""

    def __init__(self, name: str, pattern: re.Pattern[str]) -> None:
        self.name = name
        self.off = False
        self.matched = False
        self._pattern = pattern
        self._nothing = re.compile(rf"(?!)(?:{pattern.pattern})", pattern.flags)  # with the same groups

    def __getattr__(self, name: str) -> Any:
        """What the pattern has by that name, or, of one that is off, what a pattern that never matches does."""
        own = getattr(self._pattern, name)
        if not callable(own):
            return own

        def noting(*args: Any, **named: Any) -> Any:
            text = next(arg for arg in reversed(args) if isinstance(arg, str))  # "sub" has it behind its replacement
            self.matched = self.matched or self._pattern.search(text) is not None
            return (getattr(self._nothing, name) if self.off else own)(*args, **named)

        return noting


@dataclass(frozen=True, slots=True)
class Weight:
    """In how many questions a rule matched, on how many of these it was tried, and the ones that it changes."""

    rule: str
    matched: int
    tried: int
    changed: tuple[str, ...]


def modules_of(package: ModuleType) -> list[ModuleType]:
    """The modules that lie in a package."""
    names = [found.name for found in pkgutil.iter_modules(package.__path__)]
    return [importlib.import_module(f"{package.__name__}.{name}") for name in names]


@contextmanager
def switchable(modules: Sequence[ModuleType]) -> Iterator[tuple[Rule, ...]]:
    """The rules of some modules, in the place of their patterns wherever these modules hold them."""
    rules: dict[re.Pattern[str], Rule] = {}

    def exchanged(value: Any, name: str) -> Any:
        if isinstance(value, re.Pattern):
            return rules.setdefault(value, Rule(name, value))
        if type(value) is tuple:
            return tuple(exchanged(one, f"{name}[{at}]") for at, one in enumerate(value))
        if type(value) is dict:
            return {key: exchanged(one, f"{name}[{key}]") for key, one in value.items()}
        return value

    held = {module: dict(vars(module)) for module in modules}
    for module in modules:  # first where they are made, for the sake of their names
        for name in _ASSIGNED.findall(inspect.getsource(module)):
            exchanged(held[module].get(name), f"{module.__name__.rpartition('.')[2]}.{name}")
    for module, names in held.items():
        vars(module).update({name: exchanged(value, name) for name, value in names.items() if name[:2] != "__"})
    try:
        yield tuple(rules.values())
    finally:
        for module, names in held.items():
            vars(module).update(names)


def weights(
    rules: Iterable[Rule], modules: Sequence[ModuleType], questions: Sequence[Question], ask: AskFor, most: int = MOST
) -> Iterator[Weight]:
    """What each rule carries, of at most `most` of the questions in which it matches, drawn with a fixed seed."""
    rules = tuple(rules)
    before: dict[Question, object] = {}
    matching: dict[str, list[Question]] = {rule.name: [] for rule in rules}
    for question in questions:
        _forget(modules)
        for rule in rules:
            rule.matched = False
        before[question] = ask(question)
        for rule in rules:
            matching[rule.name] += [question] if rule.matched else []
    for rule in rules:
        found = matching[rule.name]
        tried = Random(rule.name).sample(found, min(most, len(found)))
        _forget(modules)
        with patch.object(rule, "off", new=True):
            changed = tuple(one.question for one in tried if ask(one) != before[one])
        yield Weight(rule.name, len(found), len(tried), changed)
    _forget(modules)


def _forget(modules: Sequence[ModuleType]) -> None:
    """Clear what functions of the modules have kept of earlier answers."""
    for module in modules:
        for value in vars(module).values():
            if clear := getattr(value, "cache_clear", None):
                clear()


def main(argv: Sequence[str] | None = None) -> int:
    """Print the rules, those that carry least first, with a question that each changes."""
    parser = argparse.ArgumentParser(prog="python -m evals.rule_weights", description=__doc__)
    parser.add_argument("--data-dir", type=Path, help="an index (default: the bundled programme, ingested anew)")
    parser.add_argument("--questions", type=Path, nargs="+", default=SETS, help="files of questions")
    parser.add_argument("--most", type=int, default=MOST, help="questions that a rule is tried on")
    asked = parser.parse_args(argv)
    questions = [question for path in asked.questions for question in load_questions(path)]
    modules = modules_of(assistant)
    with TemporaryDirectory() as folder, switchable(modules) as rules:
        if asked.data_dir is None:
            ingested((), Path(folder)).close()
        opened = Assistant.open(Settings(data_dir=asked.data_dir or Path(folder)))

        def ask(question: Question) -> object:
            answer = opened.answer(question.question, question.today)
            return answer.status, answer.answer, answer.citations

        found = weights(rules, modules, questions, ask, asked.most)
        print("changed tried matched rule")
        for one in sorted(found, key=lambda one: (len(one.changed), -one.matched)):
            example = f"  {one.changed[0]}" if one.changed else ""
            print(f"{len(one.changed):7} {one.tried:5} {one.matched:7} {one.rule}{example}")
        opened.live.current().close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
