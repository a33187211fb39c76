"""A passage is found by the nearest of its sentences, and each sentence keeps its own cosine."""

from collections.abc import Callable
from dataclasses import replace
from math import exp
from pathlib import Path

import pytest
from conftest import WordEncoder

from assistant.analysis import analyse
from assistant.evidence import cosine_of, gather, lift
from assistant.signals import signals
from evals.questions import DEFAULT_TODAY
from ingest.build import ingest
from vectorstore import store as stored
from vectorstore.records import Hit
from vectorstore.store import LiveStore, Store, embedded

PLAN = "Kantinen lukker i juli. Parkeringen er gratis om lørdagen.\n"
OTHER = "Biblioteket flytter til rådhuset.\n"
Open = Callable[..., Store]


@pytest.fixture
def opened(tmp_path: Path) -> Open:
    def opened(*texts: str, encoder: WordEncoder | None = None) -> Store:
        encoder = encoder or TunedWords()
        paths = []
        for number, text in enumerate(texts):
            paths.append(tmp_path / f"plan{number}.txt")
            paths[-1].write_text(text, encoding="utf-8")
        ingest(paths, tmp_path / "data", encoder, lambda _done, _total: None)
        return LiveStore(tmp_path / "data", encoder).current()

    return opened


class TunedWords(WordEncoder):
    tuned = True


def hit_of(store: Store, question: str, text: str) -> Hit:
    return next(hit for hit in store.search(question) if text in hit.passage.text)


def test_a_passage_of_several_sentences_has_a_vector_for_each(opened: Open) -> None:
    store = opened(PLAN, OTHER)
    [several] = [p for p in store.passages.values() if "Kantinen" in p.text]
    [single] = [p for p in store.passages.values() if "Biblioteket" in p.text]
    assert [text.rpartition(": ")[2] for _, text in embedded(several, TunedWords())] == [
        PLAN.strip(),
        "Kantinen lukker i juli.",
        "Parkeringen er gratis om lørdagen.",
    ]
    assert embedded(single, TunedWords()) == [(single.id, single.embedding_text)]
    assert embedded(several, WordEncoder()) == [(several.id, several.embedding_text)]


def test_each_sentence_has_its_own_cosine_and_the_passage_the_largest(opened: Open) -> None:
    hit = hit_of(opened(PLAN, OTHER), "parkeringen gratis om lørdagen", "Parkeringen")
    canteen, parking = hit.sentences
    assert parking > canteen
    assert hit.dense == pytest.approx(max(hit.sentences), abs=0.05)
    assert hit.dense >= parking


def test_a_passage_of_one_sentence_has_one_cosine(opened: Open) -> None:
    hit = hit_of(opened(PLAN, OTHER), "biblioteket", "Biblioteket")
    assert hit.dense > 0
    assert hit.sentences == ()


def test_what_only_words_find_has_its_cosines_too(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "TEXTS", 1)
    store = opened(PLAN, OTHER)
    found = {hit.passage.text: hit for hit in store.search("biblioteket flytter, kantinen lukker")}
    assert len(found) == 2
    assert all(hit.dense > 0 for hit in found.values())


def test_a_part_of_the_store_finds_only_its_own_sentences(opened: Open) -> None:
    store = opened(PLAN, OTHER)
    [other] = [p.document.id for p in store.programmes if "Biblioteket" in p.document.pages[0].text]
    hits = store.of([other]).search("parkeringen gratis om lørdagen")
    assert {hit.passage.document_id for hit in hits} == {other}


def test_the_likeness_counts_only_for_an_encoder_that_was_tuned_to_tell_by_it(opened: Open) -> None:
    def likeness(*, tuned: bool) -> float:
        encoder = WordEncoder("tuned" if tuned else "words")
        encoder.tuned = tuned
        store = opened(PLAN, OTHER, encoder=encoder)
        analysis = analyse("hvornår lukker kantinen?", DEFAULT_TODAY)
        evidence = gather(store, analysis)
        passage = evidence.hits[0].passage
        return signals(store, analysis, evidence, passage, passage.sentences[0].text).likeness

    assert likeness(tuned=False) == 0
    assert likeness(tuned=True) != 0


def test_the_share_is_of_all_texts_found_and_largest_for_the_nearest(opened: Open) -> None:
    store = opened(PLAN, OTHER)
    analysis = analyse("bilerne: må de holde der om lørdagen?", DEFAULT_TODAY)
    evidence = replace(gather(store, analysis), topic=())  # no text says any word of it
    shares = {
        sentence.text: signals(store, analysis, evidence, hit.passage, sentence.text).share
        for hit in evidence.hits
        for sentence in hit.passage.sentences
    }
    assert max(shares, key=shares.__getitem__) == "Parkeringen er gratis om lørdagen."
    assert len(shares) > 1
    assert sum(exp(share) for share in shares.values()) == pytest.approx(1)


def test_the_share_does_not_count_where_all_words_are_said(opened: Open) -> None:
    store = opened(PLAN, OTHER)
    analysis = analyse("parkeringen gratis om lørdagen", DEFAULT_TODAY)
    evidence = gather(store, analysis)
    hit = next(hit for hit in evidence.hits if "Parkeringen" in hit.passage.text)
    canteen, parking = hit.passage.sentences
    assert signals(store, analysis, evidence, hit.passage, parking.text).share == 0
    assert signals(store, analysis, evidence, hit.passage, canteen.text).share < 0


def test_the_cosine_of_a_text_is_that_of_the_nearest_sentence_it_has(opened: Open) -> None:
    store = opened(PLAN, OTHER)
    evidence = gather(store, analyse("parkeringen gratis om lørdagen", DEFAULT_TODAY))
    hit = next(hit for hit in evidence.hits if "Parkeringen" in hit.passage.text)
    canteen, parking = hit.passage.sentences
    assert cosine_of(evidence, hit.passage, canteen.text) == hit.sentences[0]
    assert cosine_of(evidence, hit.passage, f"{canteen.text} {parking.text}") == hit.sentences[1]
    assert cosine_of(evidence, hit.passage, "Noget andet.") == hit.dense
    assert lift(evidence, hit.sentences[1]) > lift(evidence, hit.sentences[0])
