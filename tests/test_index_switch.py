import gc
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from conftest import WordEncoder

from ingest.build import ingest
from vectorstore.encoders import Encoder
from vectorstore.errors import IndexBusyError, IndexMismatchError, IndexMissingError, SourceError
from vectorstore.generations import building, current_generation
from vectorstore.store import LiveStore, Store


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def build(data_dir: Path, encoder: Encoder, *paths: Path) -> None:
    ingest(list(paths), data_dir, encoder, lambda _done, _total: None)


class BrokenEncoder(WordEncoder):
    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        raise RuntimeError(f"out of memory after {len(texts)}")


def test_without_an_index_the_remedy_is_named(tmp_path: Path, word_encoder: WordEncoder) -> None:
    with pytest.raises(IndexMissingError, match="arbejdsprogram ingest"):
        LiveStore(tmp_path, word_encoder).current()


def test_an_index_of_another_encoder_is_refused_with_the_remedy(tmp_path: Path, word_encoder: WordEncoder) -> None:
    build(tmp_path, word_encoder, write(tmp_path / "a.txt", "Kantinen lukker i juli."))
    with pytest.raises(IndexMismatchError, match="ASSISTANT_EMBEDDING_MODEL"):
        Store(current_generation(tmp_path), WordEncoder("another"))


def test_an_index_of_an_older_analyser_is_refused_with_the_remedy(tmp_path: Path, word_encoder: WordEncoder) -> None:
    build(tmp_path, word_encoder, write(tmp_path / "a.txt", "Kantinen lukker i juli."))
    manifest = current_generation(tmp_path) / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"analyser": "', '"analyser": "0-'))
    with pytest.raises(IndexMismatchError, match="ingest"):
        Store(current_generation(tmp_path), word_encoder)


def test_a_running_store_sees_the_new_generation(tmp_path: Path, word_encoder: WordEncoder) -> None:
    live = LiveStore(tmp_path, word_encoder)
    build(tmp_path, word_encoder, write(tmp_path / "a.txt", "Kantinen lukker i juli."))
    first = live.current()
    assert live.current() is first
    build(tmp_path, word_encoder, write(tmp_path / "b.txt", "Parkeringen er gratis om lørdagen."))
    second = live.current()
    assert [p.text for p in second.passages.values()] == ["Parkeringen er gratis om lørdagen."]
    assert first.search("kantinen lukker")[0].passage.text == "Kantinen lukker i juli."
    first.close()
    second.close()


def test_unchanged_files_are_not_embedded_again(tmp_path: Path, word_encoder: WordEncoder) -> None:
    one = write(tmp_path / "a.txt", "Kantinen lukker i juli.")
    build(tmp_path / "index", word_encoder, one)
    embedded = len(word_encoder.embedded)
    build(tmp_path / "index", word_encoder, one)
    assert len(word_encoder.embedded) == embedded
    build(tmp_path / "index", word_encoder, one, write(tmp_path / "b.txt", "Parkeringen er gratis."))
    assert word_encoder.embedded[embedded:] == [
        text for text in word_encoder.embedded[embedded:] if "Parkering" in text
    ]
    assert len(word_encoder.embedded) == embedded + 1


def test_an_interrupted_build_leaves_the_old_index_answering(tmp_path: Path, word_encoder: WordEncoder) -> None:
    build(tmp_path, word_encoder, write(tmp_path / "a.txt", "Kantinen lukker i juli."))
    before = current_generation(tmp_path)
    with pytest.raises(RuntimeError, match="out of memory"):
        build(tmp_path, BrokenEncoder("words"), write(tmp_path / "b.txt", "Parkeringen er gratis."))
    assert current_generation(tmp_path) == before
    assert list((tmp_path / "generations").iterdir()) == [before]


def test_a_good_index_is_never_replaced_by_nothing(tmp_path: Path, word_encoder: WordEncoder) -> None:
    build(tmp_path, word_encoder, write(tmp_path / "a.txt", "Kantinen lukker i juli."))
    before = current_generation(tmp_path)
    with pytest.raises(SourceError):
        build(tmp_path, word_encoder, write(tmp_path / "tom.txt", "  \n"))
    assert current_generation(tmp_path) == before


def test_two_ingestions_at_once_do_not_meet(tmp_path: Path, word_encoder: WordEncoder) -> None:
    with building(tmp_path), pytest.raises(IndexBusyError, match="vent"):
        build(tmp_path, word_encoder, write(tmp_path / "a.txt", "Kantinen lukker i juli."))


def test_old_generations_are_swept_but_the_one_before_is_kept(tmp_path: Path, word_encoder: WordEncoder) -> None:
    for number in range(4):
        build(tmp_path, word_encoder, write(tmp_path / "a.txt", f"Kantinen lukker {number}. juli."))
    kept = sorted((tmp_path / "generations").iterdir())
    assert len(kept) == 2
    assert kept[-1] == current_generation(tmp_path)


def test_kill_9_in_the_middle_of_an_ingestion_loses_nothing(tmp_path: Path, word_encoder: WordEncoder) -> None:
    build(tmp_path, word_encoder, write(tmp_path / "a.txt", "Kantinen lukker i juli."))
    before = current_generation(tmp_path)
    other = write(tmp_path / "b.txt", "Parkeringen er gratis om lørdagen.")
    script = textwrap.dedent(
        f"""
        import sys, time
        from pathlib import Path
        sys.path.insert(0, {str(Path(__file__).parent)!r})
        from conftest import WordEncoder
        from ingest.build import ingest
        class Slow(WordEncoder):
            def embed_documents(self, texts):
                print("embedding", flush=True)
                time.sleep(60)
        ingest([Path({str(other)!r})], Path({str(tmp_path)!r}), Slow(), lambda done, total: None)
        """
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"embedding\n"
        os.kill(process.pid, signal.SIGKILL)
    assert current_generation(tmp_path) == before
    store = LiveStore(tmp_path, word_encoder).current()
    assert store.search("kantinen")[0].passage.text == "Kantinen lukker i juli."
    store.close()
    start = time.monotonic()
    build(tmp_path, word_encoder, other)
    assert time.monotonic() - start < 60
    assert current_generation(tmp_path) != before


def test_filters_keep_only_the_period_and_initiatives_asked_for(bundled_data_dir: Path) -> None:
    from datetime import date

    from vectorstore.encoders import BUNDLED, make_encoder
    from vectorstore.records import Period

    store = LiveStore(bundled_data_dir, make_encoder(BUNDLED)).current()
    period = Period("Q2/2027", date(2027, 4, 1), date(2027, 6, 30))
    allowed = store.filtered(period=period)
    hits = store.search("hvad sker der", 10, allowed)
    assert {hit.passage.id for hit in hits} == allowed
    assert {hit.passage.period.label for hit in hits if hit.passage.period} == {"Tidligst fra Q2 2027", "Q2/2027"}
    store.close()


def test_the_langchain_retriever_gives_documents_with_their_place(bundled_data_dir: Path) -> None:
    from vectorstore.encoders import BUNDLED, make_encoder
    from vectorstore.langchain import ProgrammeRetriever

    store = LiveStore(bundled_data_dir, make_encoder(BUNDLED)).current()
    documents = ProgrammeRetriever(store=store, k=3).invoke("hvem er undtaget fra tidsregistrering?")
    assert len(documents) == 3
    assert "ndtaget" in documents[0].page_content
    assert documents[0].metadata["page"] == 5
    store.close()


def test_a_damaged_manifest_is_told_and_mended_by_the_next_ingestion(tmp_path: Path, word_encoder: WordEncoder) -> None:
    source = write(tmp_path / "a.txt", "Kantinen lukker i juli.")
    build(tmp_path, word_encoder, source)
    (current_generation(tmp_path) / "manifest.json").write_text('{"format": 99}')
    with pytest.raises(IndexMismatchError, match="ingest"):
        Store(current_generation(tmp_path), word_encoder)
    build(tmp_path, word_encoder, source)
    Store(current_generation(tmp_path), word_encoder).close()


def test_a_replaced_store_is_released_with_its_last_reader(tmp_path: Path, word_encoder: WordEncoder) -> None:
    live = LiveStore(tmp_path, word_encoder)
    build(tmp_path, word_encoder, write(tmp_path / "a.txt", "Kantinen lukker i juli."))
    release = live.current()._release
    assert release.alive
    build(tmp_path, word_encoder, write(tmp_path / "b.txt", "Parkeringen er gratis."))
    live.current()
    gc.collect()
    assert not release.alive
    live.current().close()
