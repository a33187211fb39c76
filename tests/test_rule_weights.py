"""What a rule carries is told by the answers that change without it, on a made-up module of three rules."""

import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from evals.questions import Question
from evals.rule_weights import Rule, Weight, switchable, weights

TOY = """
import re
from functools import cache

ASKS_WHEN = re.compile("when")
FORMS = (("who", re.compile("who")), ("time", ASKS_WHEN))
IDLE = re.compile("the")


@cache
def is_about_time(text):
    return ASKS_WHEN.search(text) is not None


def answer(text):
    IDLE.search(text)
    form = next((kind for kind, form in FORMS if form.match(text)), "text")
    return form, is_about_time(text)
"""


@pytest.fixture
def toy(tmp_path: Path) -> ModuleType:
    path = tmp_path / "toy_rules.py"
    path.write_text(TOY, encoding="utf-8")
    spec = spec_from_file_location("toy_rules", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def asked(*texts: str) -> list[Question]:
    return [Question(text, "date", "dev", text, answerable=True) for text in texts]


def test_a_rule_carries_the_answers_that_change_without_it(toy: ModuleType) -> None:
    questions = asked("when is the fair", "who runs the fair", "what is sold")
    with switchable([toy]) as rules:
        found = list(weights(rules, [toy], questions, lambda one: toy.answer(one.question)))
    assert sorted(found, key=lambda one: one.rule) == [
        Weight("toy_rules.ASKS_WHEN", 1, 1, ("when is the fair",)),
        Weight("toy_rules.FORMS[0][1]", 1, 1, ("who runs the fair",)),
        Weight("toy_rules.IDLE", 2, 2, ()),
    ]


def test_the_patterns_are_back_afterwards(toy: ModuleType) -> None:
    before = toy.ASKS_WHEN
    with switchable([toy]):
        assert isinstance(toy.ASKS_WHEN, Rule)
        assert toy.FORMS[1][1] is toy.ASKS_WHEN
    assert toy.ASKS_WHEN is before
    assert toy.FORMS[1][1] is before


def test_a_rule_that_is_off_matches_nothing() -> None:
    rule = Rule("any", re.compile(r"\w+"))
    assert [match[0] for match in rule.finditer("a b")] == ["a", "b"]
    rule.off = True
    assert rule.search("a") is None
    assert rule.sub("x", "a b") == "a b"
    assert rule.split("a b") == ["a b"]
    assert rule.pattern == r"\w+"
