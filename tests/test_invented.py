"""The invented programmes that the encoder learns from: whole, ingested as they are learned, and asked nowhere else."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import torch

from evals import invented
from evals.invented import FOLDER, HELD_OUT, Asked, Programme
from evals.questions import load_questions
from evals.tune_encoder import Model, learn, measure
from ingest.passages import with_passages
from ingest.sources import read_document
from ingest.structure import structure
from vectorstore.encoders import BundledEncoder
from vectorstore.packed_model import PackedModel, bundled_path
from vectorstore.store import embedded
from vectorstore.tuning import load_tuning, save_tuning

PROGRAMMES = [programme for path in sorted(FOLDER.glob("*.jsonl")) for programme in invented.load(path)]


def test_each_sentence_has_questions_and_each_initiative_some_without_an_answer() -> None:
    assert len(PROGRAMMES) == 112
    assert all(len(asked.questions) >= 2 for programme in PROGRAMMES for asked in programme.asked)
    assert all(programme.unanswerable_of[title] for programme in PROGRAMMES for title in programme.titles)


def test_what_is_learned_from_and_what_is_held_out_are_apart() -> None:
    learned, told = ({one.title for one in read()} for read in (invented.learned_from, invented.held_out))
    assert not learned & told
    assert len(learned) + len(told) == len(PROGRAMMES)
    assert len(told) == 2 * len(HELD_OUT)


def test_no_question_is_one_of_an_evaluation() -> None:
    evals = Path(invented.__file__).parent
    evaluated = {_key(one.question) for path in evals.rglob("*.yaml") for one in load_questions(path)}
    learned = Counter(
        _key(question)
        for programme in PROGRAMMES
        for question in [*programme.unanswerable, *(q for asked in programme.asked for q in asked.questions)]
    )
    assert len(learned) > 10_000
    assert not evaluated & learned.keys()


def _key(question: str) -> str:
    return " ".join(question.casefold().split())


@pytest.mark.parametrize("programme", PROGRAMMES[::8], ids=lambda programme: programme.title[:40])
def test_a_programme_is_ingested_with_the_texts_that_are_learned(programme: Programme, tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_text(invented.markdown(programme), encoding="utf-8")
    read = with_passages(structure(read_document(path)))
    texts = {text for passage in read.passages for _, text in embedded(passage, BundledEncoder(load_tuning()))}
    found = [asked.text in texts for asked in programme.asked]
    assert np.mean(found) > 0.9  # what is read as an area's introduction has another breadcrumb
    assert len(read.milestones) == sum(asked.breadcrumb.startswith("Milepæl") for asked in programme.asked)


def test_two_sentences_of_a_description_may_be_read_as_one() -> None:
    first = Asked("Nyt system", "Det er nyt.", "Nyt system", ("Er det nyt?",), runs_on=True)
    second = Asked("Nyt system", "Det er dyrt.", "Nyt system", ("Er det dyrt?",), runs_on=True)
    both = first.followed_by(second)
    assert both.text == "Nyt system: Det er nyt. Det er dyrt."
    assert both.questions == ("Er det nyt?", "Er det dyrt?")


@pytest.fixture(scope="module")
def model() -> Model:
    return Model(PackedModel(bundled_path()))


def test_the_encoder_that_learns_is_the_packages(model: Model) -> None:
    """Its weights and its vocabulary read anew, against the package's own engine."""
    texts = ["Hvornår er tidsregistreringen udrullet – i 4. kvartal?", "Æblegrød til 50 % af løn- og HR-området"]
    plain = BundledEncoder()
    for text in texts:
        [vector] = model.embedded([f"query: {text}"])
        assert float(vector @ np.array(plain.embed_query(text))) > 0.999


def test_what_is_learned_is_little_and_helps_and_is_what_the_engine_runs(model: Model, tmp_path: Path) -> None:
    small = [_first_initiatives(programme, 2) for programme in PROGRAMMES[:2]]
    before = measure(model, small)
    losses = list(learn(model, small, 4))
    after = measure(model, small)
    assert after.reciprocal > before.reciprocal
    assert len(losses) == 4
    assert any(growth.detach().any() for growth in model.growth.values())
    with torch.no_grad():
        for growth in model.growth.values():
            growth.uniform_(-0.3, 0.3)  # more than four steps do, so that it shows
    changed = model.changes()
    assert sum(change.size for change in changed.values()) <= 60_672 + 663_552
    save_tuning(changed, model.packed, tmp_path / "tuning.npz")
    as_run = BundledEncoder(load_tuning(tmp_path / "tuning.npz")).embed_query("Hvem leder det?")
    [as_learned] = model.embedded(["query: Hvem leder det?"])
    assert float(as_learned @ np.array(as_run)) > 0.999
    assert float(as_learned @ np.array(BundledEncoder().embed_query("Hvem leder det?"))) < 0.999


def test_what_was_learned_is_gone_on_from(model: Model) -> None:
    with torch.no_grad():
        for growth in model.growth.values():
            growth.uniform_(-0.3, 0.3)
        for tensor in model.small.values():
            tensor += 0.01
    again = Model(model.packed)
    assert float(_vector(model) @ _vector(again)) < 0.999
    again.take(model.changes())
    assert float(_vector(model) @ _vector(again)) > 0.9999
    assert again.changes().keys() == model.changes().keys()


def _vector(model: Model) -> np.ndarray:
    [vector] = model.embedded(["query: Hvem leder det?"])
    return np.array(vector)


def _first_initiatives(programme: Programme, number: int) -> Programme:
    titles = programme.titles[:number]
    asked = tuple(one for one in programme.asked if one.title in titles)
    return Programme(programme.title, asked, {title: programme.unanswerable_of[title] for title in titles})
