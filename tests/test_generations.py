"""Builds that meet, die or resume: the index in use always answers, and nothing is left lying."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import WordEncoder

from ingest.build import Report, ingest
from vectorstore.embedding_cache import embed_with_cache
from vectorstore.encoders import Encoder
from vectorstore.errors import AssistantError, IndexBusyError, IndexMissingError
from vectorstore.generations import building, current_generation
from vectorstore.store import LiveStore

KANTINEN, PARKERINGEN = "Kantinen lukker i juli.", "Parkeringen er gratis om lørdagen."
SLOW_INGEST = """
import sys, time
from pathlib import Path
from conftest import WordEncoder
from ingest.build import ingest
class Slow(WordEncoder):
    def embed_documents(self, texts):
        print("embedding", flush=True)
        time.sleep(120)
ingest([Path(sys.argv[1])], Path(sys.argv[2]), Slow(), lambda done, total: None)
"""


def build(data_dir: Path, encoder: Encoder, *texts: str) -> Report:
    sources = []
    for number, text in enumerate(texts):
        sources.append(data_dir.parent / f"plan{number}.txt")
        sources[-1].write_text(text, encoding="utf-8")
    return ingest(sources, data_dir, encoder, lambda _done, _total: None)


def answers(data_dir: Path, encoder: Encoder) -> list[str]:
    store = LiveStore(data_dir, encoder).current()
    try:
        return [hit.passage.text for hit in store.search("kantinen parkeringen")]
    finally:
        store.close()


def generations(data_dir: Path) -> list[str]:
    return sorted(folder.name for folder in (data_dir / "generations").iterdir())


@contextmanager
def slow_ingest(text: str, data_dir: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """Another process in the middle of an ingestion; killed at the end."""
    source = data_dir.parent / "other.txt"
    source.write_text(text, encoding="utf-8")
    path = os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
    command = [sys.executable, "-c", SLOW_INGEST, str(source), str(data_dir)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": path}) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == b"embedding\n"
            yield process
        finally:
            os.kill(process.pid, signal.SIGKILL)


def test_while_another_process_builds_the_second_is_told_and_the_old_index_answers(
    tmp_path: Path, word_encoder: WordEncoder
) -> None:
    index = tmp_path / "index"
    build(index, word_encoder, KANTINEN)
    with slow_ingest(PARKERINGEN, index):
        with pytest.raises(IndexBusyError, match="vent"):
            build(index, word_encoder, "Noget helt andet.")
        assert answers(index, word_encoder) == [KANTINEN]
        assert build(index, word_encoder, KANTINEN).changed is False
    assert build(index, word_encoder, PARKERINGEN).changed is True


def test_while_another_thread_builds_the_second_is_told(tmp_path: Path, word_encoder: WordEncoder) -> None:
    started, go_on = threading.Event(), threading.Event()

    class Slow(WordEncoder):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            started.set()
            assert go_on.wait(30)
            return super().embed_documents(texts)

    index = tmp_path / "index"
    first = threading.Thread(target=build, args=(index, Slow(), KANTINEN))
    first.start()
    try:
        assert started.wait(30)
        with pytest.raises(IndexBusyError):
            build(index, word_encoder, PARKERINGEN)
        with pytest.raises(IndexMissingError):
            current_generation(index)
    finally:
        go_on.set()
        first.join()
    assert answers(index, word_encoder) == [KANTINEN]


def test_what_a_killed_ingestion_left_is_swept_by_the_next(tmp_path: Path, word_encoder: WordEncoder) -> None:
    index = tmp_path / "index"
    build(index, word_encoder, KANTINEN)
    before = generations(index)
    with slow_ingest(PARKERINGEN, index):
        pass
    (leftover,) = set(generations(index)) - set(before)
    assert answers(index, word_encoder) == [KANTINEN]
    build(index, word_encoder, PARKERINGEN)
    assert leftover not in generations(index)
    assert answers(index, word_encoder) == [PARKERINGEN]


def test_a_build_that_died_between_its_last_file_and_the_switch_is_not_in_use(
    tmp_path: Path, word_encoder: WordEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = tmp_path / "index"
    build(index, word_encoder, KANTINEN)
    with monkeypatch.context() as patched:

        def out_of_space(_descriptor: int) -> None:
            raise OSError(28, "No space left on device")

        patched.setattr(os, "fsync", out_of_space)
        with pytest.raises(OSError, match="space"):
            build(index, word_encoder, PARKERINGEN)
    assert answers(index, word_encoder) == [KANTINEN]
    assert build(index, word_encoder, PARKERINGEN).changed is True
    assert answers(index, word_encoder) == [PARKERINGEN]
    assert len(generations(index)) == 2


def test_an_interrupted_ingestion_goes_on_where_it_stopped(tmp_path: Path) -> None:
    class Dies(WordEncoder):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            if self.embedded:
                raise KeyboardInterrupt
            return super().embed_documents(texts)

    texts = [f"Sætning nummer {number} om kantinen." for number in range(40)]
    dies, goes_on = Dies(), WordEncoder()
    with pytest.raises(KeyboardInterrupt):
        embed_with_cache(tmp_path / "embeddings.sqlite", [(dies, text) for text in texts], lambda _done, _total: None)
    vectors = embed_with_cache(
        tmp_path / "embeddings.sqlite", [(goes_on, text) for text in texts], lambda _done, _total: None
    )
    assert dies.embedded
    assert dies.embedded + goes_on.embedded == texts
    assert vectors[0] == pytest.approx(goes_on.embed_query(texts[0]), abs=1e-6)


def test_the_same_text_of_another_encoder_is_embedded_anew(tmp_path: Path) -> None:
    cache, other = tmp_path / "embeddings.sqlite", WordEncoder("another")
    embed_with_cache(cache, [(WordEncoder(), KANTINEN)], lambda _done, _total: None)
    embed_with_cache(cache, [(other, KANTINEN)], lambda _done, _total: None)
    assert other.embedded == [KANTINEN]


def test_a_file_that_is_no_cache_is_an_error_with_the_remedy(tmp_path: Path, word_encoder: WordEncoder) -> None:
    (tmp_path / "embeddings.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(AssistantError, match="slet filen"):
        embed_with_cache(tmp_path / "embeddings.sqlite", [(word_encoder, KANTINEN)], lambda _done, _total: None)


def test_after_many_builds_the_one_in_use_and_the_one_before_remain(tmp_path: Path, word_encoder: WordEncoder) -> None:
    index, used = tmp_path / "index", []
    for number in range(4):
        build(index, word_encoder, f"Kantinen lukker {number + 1}. juli.")
        used.append(current_generation(index).name)
    assert generations(index) == used[-2:]


def test_a_store_that_was_opened_before_the_switch_still_answers(tmp_path: Path, word_encoder: WordEncoder) -> None:
    index = tmp_path / "index"
    build(index, word_encoder, KANTINEN)
    live = LiveStore(index, word_encoder)
    old = live.current()
    build(index, word_encoder, PARKERINGEN)
    new = live.current()
    assert [hit.passage.text for hit in old.search("kantinen")] == [KANTINEN]
    assert [hit.passage.text for hit in new.search("kantinen")] == [PARKERINGEN]
    old.close()
    new.close()


def test_the_lock_is_free_again_after_a_build_that_failed(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), building(tmp_path):
        raise ZeroDivisionError
    with building(tmp_path) as folder:
        assert list(folder.iterdir()) == []
    assert generations(tmp_path) == []
