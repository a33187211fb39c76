import re
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.settings import Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_setting_is_in_the_readme_and_no_other() -> None:
    documented = set(re.findall(r"^\| `(ASSISTANT_[A-Z_]+)`", README, re.MULTILINE))
    assert documented == {f"ASSISTANT_{name.upper()}" for name in Settings.model_fields}


def test_the_readme_says_of_a_setting_what_the_code_says() -> None:
    for field in Settings.model_fields.values():
        assert field.description is not None
        assert field.description in README


def test_every_make_target_of_the_readme_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"(?:`|^)make (\w+)", README, re.MULTILINE)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_file_that_the_readme_links_to_exists() -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / link).exists(), link


def test_every_command_of_the_readme_is_known_to_the_terminal() -> None:
    for command in set(re.findall(r"^\| `arbejdsprogram (\w+)", README, re.MULTILINE)):
        with pytest.raises(SystemExit) as end:
            main([command, "--help"])
        assert end.value.code == 0
