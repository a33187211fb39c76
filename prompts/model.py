"""The prompts of the language model: text files, their variables checked when they are loaded."""

import string
from functools import cache
from importlib.resources import files

VERSION = "1"  # of the prompts; measurements name it
VARIABLES: dict[str, frozenset[str]] = {
    "answer_system": frozenset({"refusal"}),
    "answer_json_system": frozenset(),  # in place of the former, where the model is held to a schema
    "answer": frozenset({"question", "sources", "today"}),
    "refusal": frozenset(),  # what the model is told to write where the sources have no answer
    "rewrite_system": frozenset(),
    "rewrite": frozenset({"earlier", "subject", "question"}),
    "judge_system": frozenset(),
    "judge": frozenset({"question", "answer", "facts"}),
}


@cache
def load_prompt(name: str) -> str:
    """The prompt `name`, a template for `str.format`. Raises `ValueError` for variables that are not its."""
    text = (files("prompts") / f"{name}.da.txt").read_text(encoding="utf-8").strip()
    used = {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}
    if used != VARIABLES[name]:
        raise ValueError(f"{name}.da.txt: lacks or does not know variables: {sorted(used ^ VARIABLES[name])}")
    return text


def declines(reply: str) -> bool:
    """Whether a reply says, in the words that it was told to use, that the sources have no answer."""
    return load_prompt("refusal").casefold() in reply.casefold()
