"""What words leave unanswered is read again by meaning, by a second encoder with vectors of its own."""

import gc
from pathlib import Path

import pytest
from conftest import WordEncoder

from assistant.abstention import Confidence, Odds, load_weights
from assistant.analysis import analyse
from assistant.answering import Assistant
from assistant.doubt import CERTAIN, SILENT, SURE, UNDOUBTED, Doubt
from assistant.evidence import gather
from assistant.language_model import Form
from assistant.writer import Writer
from evals.calibrate import _weighed_first
from evals.questions import DEFAULT_TODAY
from ingest.build import ingest
from vectorstore.embedding_cache import embed_with_cache
from vectorstore.encoders import Encoder
from vectorstore.errors import IndexMismatchError
from vectorstore.store import MAX_READ_AGAIN, LiveStore, Store

QUESTION = "hvad sker der med spisestedet, når lørdagen kommer?"
CANTEEN = "Kantinen lukker for sommeren i juli."
PLAN = f"""{CANTEEN}

Parkeringen er gratis om lørdagen.

Biblioteket flytter til rådhuset."""
PARTLY = load_weights().partly_from
OTHER = "Svømmehallen får nyt vand om natten."


class Meaning(WordEncoder):
    """Knows that the question means the canteen, and has no idea of anything else."""

    tuned = True

    def __init__(self) -> None:
        super().__init__("meaning")
        self.asked: list[str] = []

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.embedded += texts
        return [super(Meaning, self).embed_query("mad" if "Kantinen" in text else f"andet {text}") for text in texts]

    def embed_query(self, text: str) -> list[float]:
        self.asked.append(text)
        return super().embed_query("mad" if "spise" in text else "intet")


class Both(WordEncoder):
    second: Encoder | None

    def __init__(self) -> None:
        super().__init__()
        self.second = Meaning()


def indexed(folder: Path, encoder: Encoder, *texts: str) -> LiveStore:
    paths = []
    for number, text in enumerate(texts or (PLAN,)):
        paths.append(folder / f"plan{number}.txt")
        paths[-1].write_text(text, encoding="utf-8")
    ingest(paths, folder / "data", encoder, lambda _done, _total: None)
    return LiveStore(folder / "data", encoder)


@pytest.fixture
def both() -> Both:
    return Both()


def sure_of(*, words: bool, meaning: bool) -> Confidence:
    """Certain of whatever the first reading finds, and the second, or of nothing that they do."""
    return lambda store, *_: Odds(9.0 if (meaning if store.encoder.tuned else words) else -9.0)


@pytest.fixture
def no_other_is_nearer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.doubt.OUTDONE", 9.0)


@pytest.mark.usefixtures("no_other_is_nearer")
def test_what_words_answer_is_not_read_again(tmp_path: Path, both: Both) -> None:
    sure = sure_of(words=True, meaning=True)
    reply = Assistant(indexed(tmp_path, both), sure).reply(QUESTION, DEFAULT_TODAY)
    assert reply.answer.status == "answered"
    assert not reply.readings[0].again


def odds(*, words: float, meaning: float) -> Confidence:
    """What the first reading makes of any text, and the second."""
    return lambda store, *_: Odds(meaning if store.encoder.tuned else words)


@pytest.mark.parametrize(
    ("words", "meaning", "status"),
    [
        (9.0, 9.0, "answered"),
        (9.0, PARTLY - 0.1, "partial"),
        (9.0, SILENT - 0.1, "not_found"),
        (PARTLY + 0.1, PARTLY - 0.1, "partial"),
        (PARTLY + 0.1, SILENT - 0.1, "not_found"),
        (PARTLY + 0.1, SURE - 0.1, "partial"),
        (PARTLY + 0.1, SURE, "answered"),
    ],
)
@pytest.mark.usefixtures("no_other_is_nearer")
def test_what_words_find_is_doubted_where_meaning_finds_it_far(
    tmp_path: Path, both: Both, words: float, meaning: float, status: str
) -> None:
    reply = Assistant(indexed(tmp_path, both), odds(words=words, meaning=meaning)).reply(QUESTION, DEFAULT_TODAY)
    assert reply.answer.status == status
    assert not reply.readings[0].again


def test_what_another_place_outdoes_by_meaning_does_not_stand_before_it(tmp_path: Path, both: Both) -> None:
    live = indexed(tmp_path, both)
    answer = Assistant(live, odds(words=UNDOUBTED - 0.1, meaning=9.0)).answer(QUESTION, DEFAULT_TODAY)
    assert [citation.quote for citation in answer.citations][:1] == [CANTEEN]


def test_a_place_that_the_first_encoder_sets_apart_is_not_doubted(
    tmp_path: Path, both: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.doubt.CLEARLY", -9.0)
    assistant = Assistant(indexed(tmp_path, both), odds(words=9.0, meaning=SILENT - 0.1))
    assert assistant.answer(QUESTION, DEFAULT_TODAY).status == "answered"
    assert isinstance(both.second, Meaning)
    assert both.second.asked == []


@pytest.mark.parametrize(
    ("subject", "words", "silenced"),
    [("Fleksible arbejdsuger", CERTAIN, False), ("Fleksible arbejdsuger", CERTAIN - 0.1, True), ("", CERTAIN, True)],
)
def test_a_follow_up_that_words_are_certain_of_is_hedged_and_not_silenced(
    assistant: Assistant, subject: str, words: float, silenced: bool
) -> None:
    store = assistant.live.current()
    assert store.second is not None
    analysis = analyse("hvornår sluttede forsøget i haverne?", DEFAULT_TODAY).inheriting(subject=subject)
    evidence = gather(store, analysis)
    passage = evidence.hits[0].passage
    far = SILENT - 0.1
    found = Doubt(odds(words=words, meaning=far), store.second)(
        store, analysis, evidence, passage, passage.sentences[0].text
    )
    assert found == (Odds(far) if silenced else Odds(words, ("is_far",)))
    assert found.capped == (far if silenced else PARTLY)


def test_one_shared_word_is_no_answer(assistant: Assistant) -> None:
    assert assistant.answer("bliver opkald optaget?", DEFAULT_TODAY).status == "not_found"
    assert assistant.answer("hvor mange opkald får Serviceindgangen?", DEFAULT_TODAY).status == "answered"


def test_what_words_leave_unanswered_is_answered_by_meaning_with_its_quote(tmp_path: Path, both: Both) -> None:
    sure = sure_of(words=False, meaning=True)
    reply = Assistant(indexed(tmp_path, both), sure).reply(QUESTION, DEFAULT_TODAY)
    assert reply.answer.status == "answered"
    assert reply.readings[0].again
    assert [citation.quote for citation in reply.answer.citations] == [CANTEEN]


def test_of_a_long_question_only_the_beginning_is_read_again(tmp_path: Path, both: Both) -> None:
    sure = sure_of(words=False, meaning=False)
    Assistant(indexed(tmp_path, both), sure).answer(f"{QUESTION} {'spisested ' * 300}", DEFAULT_TODAY)
    assert isinstance(both.second, Meaning)
    assert 0 < max(map(len, both.second.asked)) <= MAX_READ_AGAIN


def test_what_neither_answers_is_declined_with_what_words_and_meaning_find_nearest(tmp_path: Path, both: Both) -> None:
    sure = sure_of(words=False, meaning=False)
    reply = Assistant(indexed(tmp_path, both), sure).reply(QUESTION, DEFAULT_TODAY)
    alone = Assistant(indexed(tmp_path / "data", WordEncoder()), sure).reply(QUESTION, DEFAULT_TODAY)
    assert reply.answer.status == "not_found"
    assert not reply.readings[0].again
    assert reply.answer.answer.startswith(alone.answer.answer)
    assert reply.answer.answer.removeprefix(alone.answer.answer).strip() == f"- {CANTEEN[:-1]} [2]."
    assert isinstance(both.second, Meaning)
    assert both.second.asked == [QUESTION]


def test_a_follow_up_is_read_again_without_the_title_that_all_its_places_have(assistant: Assistant) -> None:
    assistant.answer("Hvem er undtaget fra tidsregistrering?", DEFAULT_TODAY, "undtaget")
    reply = assistant.reply("er det så enhver der slipper?", DEFAULT_TODAY, "undtaget")
    assert reply.readings[0].again
    assert "Undtaget" in reply.answer.citations[0].quote


def test_an_amount_of_money_is_not_said_in_other_words(tmp_path: Path, both: Both) -> None:
    sure = sure_of(words=False, meaning=True)
    assistant = Assistant(indexed(tmp_path, both, CANTEEN, OTHER), sure)
    assert assistant.answer("hvor mange har spisestedet?", DEFAULT_TODAY).status == "partial"
    assert assistant.answer("hvad koster spisestedet?", DEFAULT_TODAY).status == "not_found"


def test_a_question_in_other_words_is_answered_from_the_programme(assistant: Assistant) -> None:
    reply = assistant.reply("hvornår taler vi med firmaerne om afløseren for Kvantum?", DEFAULT_TODAY)
    assert reply.readings[0].again
    assert reply.answer.status != "not_found"
    assert "Dialogen med markedet" in reply.answer.citations[0].quote


def test_the_second_reading_is_of_the_same_part_of_the_store(tmp_path: Path, both: Both) -> None:
    store = indexed(tmp_path, both, PLAN, OTHER).current()
    [pool] = [p.document.id for p in store.programmes if "Svømmehallen" in p.document.pages[0].text]
    part = store.of([pool]).second
    assert part is not None
    assert part.encoder is both.second
    assert {hit.passage.document_id for hit in part.search("hvad koster det at spise?")} == {pool}
    assert part.second is None
    assert part.whole.encoder is both.second
    assert part.whole.passages.keys() == store.passages.keys()


def test_a_second_reading_goes_on_after_the_store_was_let_go(tmp_path: Path, both: Both) -> None:
    second = indexed(tmp_path, both).current().second
    gc.collect()
    assert second is not None
    assert second.search("hvad koster det at spise?")


def test_what_a_pronoun_stands_for_must_be_said_where_meaning_finds_the_answer(assistant: Assistant) -> None:
    assert assistant.answer("Vi venter på kantinen. Hvornår er den klar?", DEFAULT_TODAY).status == "not_found"
    hurried = assistant.answer("Vi har travlt. Hvem gælder det for, når tidsregistrering udrulles?", DEFAULT_TODAY)
    assert hurried.status != "not_found"


def test_a_model_may_put_what_the_second_reading_stands_by(tmp_path: Path, both: Both) -> None:
    def hedges(store: Store, *_: object) -> Odds:
        return Odds(0.0 if store.encoder.tuned else -9.0)

    live = indexed(tmp_path, both)
    answer = Assistant(live, hedges, writer=Writer(Puts(), hedges)).answer(QUESTION, DEFAULT_TODAY)
    assert (answer.status, answer.engine) == ("partial", "llm")


class Puts:
    """A model that puts everything as the canteen's sentence."""

    def complete(self, system: str, prompt: str, within: float, form: Form | None = None) -> str:  # noqa: ARG002
        return f"{CANTEEN} [1]"


def test_a_model_may_not_put_what_is_doubted(tmp_path: Path, both: Both) -> None:
    live = indexed(tmp_path, both)
    far, near = odds(words=9.0, meaning=SILENT - 0.1), odds(words=9.0, meaning=9.0)
    assert Assistant(live, far, writer=Writer(Puts(), far)).answer(QUESTION, DEFAULT_TODAY).status == "not_found"
    assert Assistant(live, near, writer=Writer(Puts(), near)).answer(QUESTION, DEFAULT_TODAY).status != "not_found"


def test_weights_of_the_second_reading_are_learned_from_what_the_first_leaves(assistant: Assistant) -> None:
    store = assistant.live.current()
    assert list(_weighed_first(store, "Hvem er undtaget fra tidsregistrering?", DEFAULT_TODAY)) == []
    [(signals, text, _)] = _weighed_first(
        store, "hvornår taler vi med firmaerne om afløseren for Kvantum?", DEFAULT_TODAY
    )
    assert signals.likeness != 0
    assert "Dialogen med markedet" in text


def test_an_index_without_the_second_encoders_vectors_is_another_index(tmp_path: Path, both: Both) -> None:
    indexed(tmp_path, WordEncoder())
    with pytest.raises(IndexMismatchError, match=r"mangler vektorer .*ingest' igen, eller sæt .*=untuned"):
        LiveStore(tmp_path / "data", both).current()
    with pytest.raises(IndexMismatchError, match=r"'words', men der spørges med 'other'"):
        LiveStore(tmp_path / "data", WordEncoder("other")).current()


def test_an_index_with_the_second_encoders_vectors_serves_the_first_alone(tmp_path: Path, both: Both) -> None:
    indexed(tmp_path, both)
    store = LiveStore(tmp_path / "data", WordEncoder()).current()
    assert store.second is None
    assert store.search(QUESTION)


def test_texts_of_both_encoders_are_counted_together_and_kept(tmp_path: Path, both: Both) -> None:
    assert both.second is not None
    wanted = [(both, "Kantinen lukker."), (both, "Parkeringen er gratis."), (both.second, "Kantinen lukker.")]
    told: list[tuple[int, int]] = []
    first = embed_with_cache(tmp_path / "cache", wanted, lambda done, total: told.append((done, total)))
    assert told == [(2, 3), (3, 3)]
    assert first[0] != first[2]
    told.clear()
    assert embed_with_cache(tmp_path / "cache", wanted, lambda done, total: told.append((done, total))) == first
    assert told == []


def test_the_vectors_of_both_outlive_an_ingestion(tmp_path: Path, both: Both) -> None:
    indexed(tmp_path, both)
    assert isinstance(both.second, Meaning)
    made = (len(both.embedded), len(both.second.embedded))
    indexed(tmp_path, both, PLAN, OTHER)
    assert (len(both.embedded) - made[0], len(both.second.embedded) - made[1]) == (1, 1)


def test_a_text_with_every_word_of_a_question_is_hedged_and_not_silenced(assistant: Assistant) -> None:
    store = assistant.live.current()
    assert store.second is not None
    analysis = analyse("hvornår sluttede forsøget?", DEFAULT_TODAY).inheriting(subject="Fleksible arbejdsuger")
    evidence = gather(store, analysis)
    passage = evidence.hits[0].passage
    doubt = Doubt(odds(words=CERTAIN - 0.1, meaning=SILENT - 0.1), store.second)
    assert doubt(store, analysis, evidence, passage, passage.sentences[0].text).doubts == ("is_far",)
