"""A model's reply as sentences with numbers: the same ones from JSON and from text."""

import json

import pytest

from assistant.reply import SCHEMA, ModelReply, Pair, sentences
from prompts.model import load_prompt


def said(*sentences: object) -> str:
    return json.dumps({"sentences": sentences})


ONE = {"text": "Det er klar i Q4/2026.", "sources": [1, 3]}
PAIR: Pair = ("Det er klar i Q4/2026.", (1, 3))


@pytest.mark.parametrize(
    "reply",
    [
        said(ONE),
        said(ONE, ONE),
        said({"text": "Det er klar i Q4/2026.", "sources": ["1", " 3 "]}),
        said({"text": "**Svar:**\n- Det er klar i **Q4/2026**.", "sources": [1, 3]}),
        said({"text": "Det er klar i Q4/2026 [1][3].", "sources": [7]}),
        said({"text": "Det er klar i Q4/2026. [1, 3]"}),
        said(ONE | {"confidence": 0.9}),
        json.dumps({"svar": 1, "sentences": [ONE]}, indent=2),
        f"```json\n{said(ONE)}\n```",
        f"Her er svaret: {said(ONE)}\nHåber det hjælper.",
        "Det er klar i Q4/2026 [1][3].",
        "Svar:\n1. Det er klar i Q4/2026. [1] [3]",
    ],
)
def test_every_form_of_a_sentence_is_the_same_sentence(reply: str) -> None:
    assert sentences(reply) == (PAIR,)


def test_an_entry_of_several_sentences_is_split_and_each_has_its_numbers() -> None:
    reply = said({"text": "Det er klar i Q4/2026. Det koster 7 mio. kr. [2]. Fint.", "sources": [1]}, ONE)
    assert sentences(reply) == (
        ("Det er klar i Q4/2026.", (1,)), ("Det koster 7 mio. kr.", (2,)), ("Fint.", (1,)), PAIR,
    )  # fmt: skip


def test_numbers_that_are_none_are_kept_for_whoever_checks_them() -> None:
    assert sentences(said({"text": "Ja.", "sources": [0, -1, 10**30]})) == (("Ja.", (0, -1, 10**30)),)


@pytest.mark.parametrize(
    "reply",
    [
        '{"sentences": []}',
        "{}",
        "{ }",
        "[]",
        said({"text": "", "sources": [1]}),
        said({"text": "[1] [2]", "sources": [1]}),
        said(ONE)[:-8],
        said(ONE)[:20],
        said(ONE) + said(ONE),
        json.dumps([ONE]),
        json.dumps([ONE["text"]]),
        json.dumps({"answer": "Det er klar i Q4/2026 [1]."}),
        json.dumps({"sentences": "Det er klar i Q4/2026 [1]."}),
        json.dumps({"sentences": {"text": "Det er klar.", "sources": [1]}}),
        said("Det er klar i Q4/2026 [1]."),
        said({"sources": [1]}),
        said({"text": ["Det er klar."], "sources": [1]}),
        said({"text": "Det er klar.", "sources": None}),
        said({"text": "Det er klar.", "sources": ["kilde 1"]}),
        said({"text": "Det er klar.", "sources": 1.5}),
        str({"sentences": [ONE]}),
        '{"sentences": [{"text": "Det er klar \\ud800.", "sources": [1]}]}',
        '{"sentences": [{"text": "Det er klar.", "sources": [' + "9" * 5000 + "]}]}",
        '{"a":' * 3000,
        "",
    ],
)
def test_what_declines_is_cut_off_or_of_another_shape_says_nothing(reply: str) -> None:
    assert sentences(reply) == ()


def test_the_schema_asks_for_all_and_allows_no_more() -> None:
    entry = SCHEMA["$defs"]["ReplySentence"]
    assert (SCHEMA["required"], SCHEMA["additionalProperties"]) == (["sentences"], False)
    assert (entry["required"], entry["additionalProperties"]) == (["text", "sources"], False)
    assert "default" not in json.dumps(SCHEMA)  # strict servers refuse it


def test_the_examples_of_the_prompt_are_of_the_schema() -> None:
    lines = load_prompt("answer_json_system").format().splitlines()
    examples = [line[line.index("{") :].rstrip(".") for line in lines if "{" in line]
    assert [len(ModelReply.model_validate_json(example).sentences) for example in examples] == [1, 0]
