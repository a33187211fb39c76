import json
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

from assistant.abstention import load_weights
from assistant.cli import main
from ingest.build import bundled_programme


@pytest.fixture(autouse=True)
def no_settings_of_the_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ASSISTANT_DATA_DIR", raising=False)


def run(data_dir: Path, *arguments: str) -> int:
    return main([*arguments, "--data-dir", str(data_dir)])


def test_json_is_alone_on_stdout(bundled_data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(bundled_data_dir, "ask", "hvornår er tidsregistrering udrullet?", "--json") == 0
    assert json.loads(capsys.readouterr().out)["status"] == "answered"


def test_an_answer_is_explained_with_its_scores_and_what_it_failed(
    bundled_data_dir: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    assert run(bundled_data_dir, "ask", "--explain", "Hvem er undtaget fra tidsregistrering i Aarhus?") == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.split() == ["art", "who", "(da)"] for line in lines)
    assert any(line.split() == ["navne", "Aarhus"] for line in lines)
    assert any("-inf" in line and "names" in line for line in lines)
    assert {line.split()[0] for line in lines if "-inf" in line} == {"først", "igen"}
    assert any("status not_found" in line for line in lines)


def test_a_hedged_answer_is_explained_by_the_doubts_that_hold(
    bundled_data_dir: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    assert run(bundled_data_dir, "ask", "--explain", "hvor længe er der penge til fleksible arbejdsuger?") == 0
    (doubts,) = [line.split() for line in capsys.readouterr().out.splitlines() if "forbehold" in line]
    assert doubts[:2] == ["forbehold", "is_not_how_long:"]
    score, capped = float(doubts[2]), float(doubts[4])
    assert score > load_weights().answer_from > capped
    assert run(bundled_data_dir, "ask", "--explain", "Hvem er undtaget fra tidsregistrering?") == 0
    assert "forbehold" not in capsys.readouterr().out


def test_a_doubt_of_the_second_reading_is_named_too(
    bundled_data_dir: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    for question, doubts in (
        ("hvorfor er KS oprettet?", "is_outdone"),
        ("får man noget at vide om lønnen?", "is_far, claims_nothing, is_not_whether"),
    ):
        assert run(bundled_data_dir, "ask", "--explain", question) == 0
        assert f"forbehold  {doubts}: " in capsys.readouterr().out


def test_an_explanation_belongs_to_a_question(bundled_data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(bundled_data_dir, "ask", "--explain") == 1
    assert "--explain" in capsys.readouterr().err


def test_a_piped_answer_is_plain_text_with_its_sources(bundled_data_dir: Path) -> None:
    command = [sys.executable, "-m", "assistant.cli", "ask", "Hvem er undtaget fra tidsregistrering?"]
    done = subprocess.run([*command, "--data-dir", str(bundled_data_dir)], capture_output=True, check=True, text=True)
    assert "\x1b" not in done.stdout
    assert "[1] Koncernservice Arbejdsprogram 2026, s. 5" in done.stdout
    assert done.stderr == ""


def test_today_can_be_set(bundled_data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(bundled_data_dir, "ask", "Hvad er næste milepæl for Fremtidens ERP?", "--today", "2026-10-01", "--json")
    assert json.loads(capsys.readouterr().out)["citations"][0]["period"]["label"] == "Q4 2026"


def test_milestones_as_json_have_the_contracts_keys(bundled_data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(bundled_data_dir, "milestones", "--json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) == 30
    keys = ["document_id", "section", "initiative", "text", "period", "page", "quote", "start", "end"]
    assert all(list(row) == keys for row in rows)
    assert [row["period"] for row in rows].count(None) == 1


def test_milestones_can_be_bounded_by_periods(bundled_data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(bundled_data_dir, "milestones", "--from", "Q2/2027", "--json")
    assert len(json.loads(capsys.readouterr().out)) == 2


def test_a_chat_ends_with_the_input(bundled_data_dir: Path) -> None:
    command = [sys.executable, "-m", "assistant.cli", "ask", "--data-dir", str(bundled_data_dir)]
    done = subprocess.run(command, input="Hvad er AFE?\n\n", capture_output=True, check=True, text=True)
    assert "Forenklinger og Effektiviseringer" in done.stdout


def test_ingest_reports_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.md").write_text("# Kantine\n\nKantinen lukker i juli.", encoding="utf-8")
    assert run(tmp_path / "index", "ingest", str(tmp_path / "a.md"), "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert {key: report[key] for key in ("documents", "pages", "initiatives", "milestones", "warnings")} == {
        "documents": 1, "pages": 1, "initiatives": 0, "milestones": 0, "warnings": [],
    }  # fmt: skip


def test_without_an_index_one_line_names_the_remedy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "ask", "hvornår?") == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "arbejdsprogram ingest" in error


@pytest.mark.parametrize(
    "arguments", [["ask", "x", "--today", "i morgen"], ["milestones", "--from", "engang"], [], ["x"]]
)
def test_wrong_usage_exits_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2


def test_a_wrong_setting_is_an_error_that_names_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASSISTANT_TODAY", "i morgen")
    assert main(["ask", "hvornår?"]) == 1
    assert "ASSISTANT_TODAY" in capsys.readouterr().err


def truncated(path: Path) -> None:
    path.write_bytes(bundled_programme().read_bytes()[:900])


def binary(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 20)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def encrypted(path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=str(bundled_programme()))
    writer.encrypt("hemmelig", algorithm="RC4-128")
    writer.write(path)


def without_text(path: Path) -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(path)


BAD = [
    (truncated, "beskadiget"),
    (binary, "ikke en PDF"),
    (empty, "tom"),
    (encrypted, "adgangskode"),
    (without_text, "scannet"),
]


@pytest.mark.parametrize(("make", "word"), BAD)
def test_a_bad_file_is_one_clear_line(
    make: object, word: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert callable(make)
    make(tmp_path / "plan.pdf")
    assert run(tmp_path / "index", "ingest", str(tmp_path / "plan.pdf")) == 1
    error = capsys.readouterr().err
    assert word in error
    assert error.count("\n") == 1


def test_a_bad_file_among_good_ones_is_only_a_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    binary(folder / "plan.pdf")
    (folder / "god.txt").write_text("Kantinen lukker i juli.", encoding="utf-8")
    assert run(tmp_path / "index", "ingest", str(folder)) == 0
    assert "plan.pdf" in capsys.readouterr().err


@pytest.mark.parametrize(("name", "word"), [("findes-ikke.pdf", "findes ikke"), ("plan.docx", "PDF, TXT eller MD")])
def test_a_path_that_cannot_be_ingested_is_named(
    name: str, word: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "plan.docx").write_bytes(b"PK")
    assert run(tmp_path / "index", "ingest", str(tmp_path / name)) == 1
    assert word in capsys.readouterr().err
