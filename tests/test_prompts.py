from dataclasses import fields

import pytest

from prompts.loader import LANGUAGES, VARIABLES, Replies, load_replies


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_template_can_be_filled_with_its_variables(language: str) -> None:
    replies = load_replies(language)
    for field in fields(Replies):
        template: str = getattr(replies, field.name)
        filled = template.format(**dict.fromkeys(VARIABLES.get(field.name, frozenset()), "X"))
        assert filled.count("X") >= len(VARIABLES.get(field.name, frozenset()))


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        load_replies("xx")
