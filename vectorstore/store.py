"""The stored programme: written whole by ingestion, read by everything that answers."""

import re
import sqlite3
import weakref
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import closing
from copy import copy
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from statistics import fmean, pstdev
from threading import Lock

from pydantic import TypeAdapter

from vectorstore import lexical
from vectorstore.danish import ANALYSER_VERSION, Analyser
from vectorstore.dense import DenseIndex, write_vectors
from vectorstore.embedding_cache import embed_with_cache, forget_all_but
from vectorstore.encoders import Encoder, Reranker
from vectorstore.errors import IndexMismatchError
from vectorstore.fusion import LEXICAL_WEIGHT, TUNED_LEXICAL_WEIGHT, fuse
from vectorstore.generations import (
    FORMAT,
    Manifest,
    ManifestDocument,
    building,
    current_generation,
    read_manifest,
    switch_to,
)
from vectorstore.lexicon import dictionary_split
from vectorstore.pictures import Layout, Picture, PictureStore, write_pictures
from vectorstore.records import (
    Document,
    FocusArea,
    Hit,
    Initiative,
    Kind,
    Milestone,
    Page,
    Passage,
    Period,
    Programme,
    Sentence,
)

CANDIDATES = 100  # passages that each half contributes to the fusion
TEXTS = 3 * CANDIDATES  # passages and sentences among which these are looked for
RERANKED = 20  # of these, that a cross-encoder reads

MAX_EMBEDDED = 1000  # characters of a question that the encoder reads; more takes seconds and says no more
MAX_READ_AGAIN = 400  # of these that a tuned one reads: it was taught with none as long

_OFTEN = 5  # times that a text must use initials to go by them
_SHORT_FORM = re.compile(r"(?P<before>(?:[\w-]+ ){0,5}[\w-]{4,})\s+\((?P<short>[A-ZÆØÅ]{2,6})\)")
_MUNICIPALITY = re.compile(r"\b[A-ZÆØÅ][\w-]+\s+Kommune\b(?:\s+\([A-ZÆØÅ]{2,6}\))?")
_VECTORS, _SECOND_VECTORS = "chroma", "chroma-second"  # folders of a generation
_PART = "#"  # between a passage's id and the number of its sentence
_programmes = TypeAdapter(tuple[Programme, ...])


def manifest_for(programmes: Sequence[Programme], encoder: Encoder, parser: str) -> Manifest:
    """The manifest that an index of these programmes gets."""
    return Manifest(
        format=FORMAT,
        encoder=encoder.ids,
        analyser=ANALYSER_VERSION,
        parser=parser,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        documents=tuple(
            ManifestDocument(
                p.document.id,
                p.document.title,
                p.document.path,
                p.document.fingerprint,
                len(p.document.pages),
                len(p.passages),
            )
            for p in programmes
        ),
    )


def write_index(
    data_dir: Path,
    programmes: Sequence[Programme],
    encoder: Encoder,
    parser: str,
    progress: Callable[[int, int], None],
    pictures: Iterable[Picture] = (),
) -> Manifest:
    """Build a new generation beside the one in use and switch to it when it is whole.

    `pictures` are taken one at a time, so that they need not be in memory together.

    Raises `IndexBusyError` when another process builds; whatever goes wrong, the index in use stays.
    """
    manifest = manifest_for(programmes, encoder, parser)
    passages = [passage for programme in programmes for passage in programme.passages]
    encoders = {_VECTORS: encoder} | ({_SECOND_VECTORS: encoder.second} if encoder.second else {})
    units = [(name, key, text) for name, by in encoders.items() for p in passages for key, text in embedded(p, by)]
    wanted = [(encoders[name], text) for name, _, text in units]
    with building(data_dir) as folder:
        vectors = embed_with_cache(data_dir / "embeddings.sqlite", wanted, progress)
        (folder / "programmes.json").write_bytes(_programmes.dump_json(tuple(programmes)))
        for name in encoders:
            own = {key: vector for (of, key, _), vector in zip(units, vectors, strict=True) if of == name}
            write_vectors(folder / name, list(own), list(own.values()))
        with closing(sqlite3.connect(folder / "lexical.sqlite")) as connection:
            lexical.create(connection)
            lexical.add(connection, passages, Analyser())
            connection.commit()
        write_pictures(folder, pictures)
        switch_to(data_dir, folder, manifest)
        forget_all_but(data_dir / "embeddings.sqlite", wanted)
    return manifest


class Store:
    """One generation opened for reading; safe to use from several threads."""

    def __init__(self, generation: Path, encoder: Encoder, reranker: Reranker | None = None) -> None:
        self.manifest = read_manifest(generation)
        check(self.manifest, encoder)
        self.encoder = encoder
        self.reranker = reranker
        self.generation = generation
        self.programmes = _programmes.validate_json((generation / "programmes.json").read_bytes())
        self._whole: Store | None = None
        self._first: Store | None = None
        self._take(self.programmes)
        self._dense = DenseIndex(generation / _VECTORS)
        self._second_dense = DenseIndex(generation / _SECOND_VECTORS) if encoder.second else None
        uri = f"{(generation / 'lexical.sqlite').resolve().as_uri()}?mode=ro&immutable=1"
        self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        self._pictures = PictureStore(generation)
        dense = [index for index in (self._dense, self._second_dense) if index]
        self._release = weakref.finalize(self, _release, self._connection, dense, self._pictures)
        self.lexical = lexical.LexicalIndex(self._connection, Analyser())
        self.terms = lru_cache(50_000)(self.lexical.analyser.index_terms)
        self.idf = lru_cache(10_000)(self.lexical.idf)

    def of(self, document_ids: Collection[str]) -> "Store":
        """Only these documents of the store; what is returned shares the files of the whole one and keeps it open."""
        kept = tuple(programme for programme in self.whole.programmes if programme.document.id in document_ids)
        if len(kept) == len(self.whole.programmes):
            return self.whole
        part = copy(self.whole)
        part._whole = self.whole
        part._take(kept)
        return part

    @property
    def whole(self) -> "Store":
        """The store that this one is a part of; itself if it is all."""
        return self._whole or self

    @property
    def second(self) -> "Store | None":
        """The same store, searched with the encoder that reads again what the first left unanswered; None without one.

        It shares the files of this one and keeps it open.
        """
        if self.encoder.second is None or self._second_dense is None:
            return None
        again = copy(self)
        again.encoder, again._dense, again._second_dense = self.encoder.second, self._second_dense, None
        again._first = self
        again._whole = self._whole.second if self._whole else None
        return again

    def _take(self, programmes: tuple[Programme, ...]) -> None:
        self.programmes = programmes
        self.passages: dict[str, Passage] = {p.id: p for programme in programmes for p in programme.passages}
        self._documents = {programme.document.id: programme.document for programme in programmes}
        text = " ".join(page.text for document in self._documents.values() for page in document.pages)
        self.municipality = _municipality(text)
        titles = [self.municipality, *(document.title for document in self._documents.values())]
        self.office = (*titles, *_short_forms(text, titles))
        self.initials = frozenset(_initials(text, titles))

    @property
    def milestones(self) -> list[Milestone]:
        """Every milestone of every programme, in the order of the text."""
        return [milestone for programme in self.programmes for milestone in programme.milestones]

    @property
    def initiatives(self) -> list[Initiative]:
        """Every initiative of every programme, in the order of the text."""
        return [initiative for programme in self.programmes for initiative in programme.initiatives]

    @property
    def focus_areas(self) -> list[FocusArea]:
        """Every focus area of every programme, in the order of the text."""
        return [area for programme in self.programmes for area in programme.focus_areas]

    def milestones_of(self, initiative_id: str) -> list[Milestone]:
        """The milestones of an initiative, in the order of the text."""
        return [milestone for milestone in self.milestones if milestone.initiative_id == initiative_id]

    def description_of(self, initiative_id: str) -> list[tuple[Passage, Sentence]]:
        """The sentences that describe an initiative, with their passages."""
        own = (p for p in self.passages.values() if p.initiative_id == initiative_id and p.kind is Kind.INITIATIVE)
        return [(passage, sentence) for passage in own for sentence in passage.sentences]

    def document(self, document_id: str) -> Document | None:
        """The document with this id, or None."""
        return self._documents.get(document_id)

    def page(self, document_id: str, number: int) -> Page | None:
        """The page with this number, counted from 1, or None."""
        document = self._documents.get(document_id)
        return document.pages[number - 1] if document and 1 <= number <= len(document.pages) else None

    def page_text(self, document_id: str, number: int) -> str | None:
        """The text that quotes are cut from, or None where there is no such page."""
        page = self.page(document_id, number)
        return page.text if page else None

    def layout(self, document_id: str, number: int) -> Layout | None:
        """Where the page's text stands on its picture, or None where there is no picture."""
        return self._pictures.layout(document_id, number)

    def png(self, document_id: str, number: int) -> bytes | None:
        """The page's picture as PNG, or None: a text file has none, nor has an index of before there were any."""
        return self._pictures.png(document_id, number)

    def title(self, document_id: str) -> str:
        """The title of a document of this store."""
        return self._documents[document_id].title

    def search(
        self,
        question: str,
        limit: int = 10,
        allowed: Collection[str] | None = None,
        lexical_weight: float | None = None,
        meant: str = "",
    ) -> list[Hit]:
        """The best passages for a question by dense and lexical score together, best first.

        `meant` is what the encoder reads where it differs from the words to look up (another language).
        """
        if allowed is None and self._whole is not None:
            allowed = self.passages.keys()
        most = MAX_READ_AGAIN if self.encoder.tuned else MAX_EMBEDDED
        vector = self.encoder.embed_query((meant or question)[:most])
        near = self._nearest(vector, allowed)
        lexical_hits = self.lexical.search(question, CANDIDATES, set(allowed) if allowed is not None else None)
        near |= self._nearest(vector, [key for key, _ in lexical_hits if key not in near])
        dense = {key: max(cosines) for key, cosines in near.items()}
        by_words = dict.fromkeys(dense, 0.0) | dict(lexical_hits)  # no word in common is a score too
        usual = TUNED_LEXICAL_WEIGHT if self.encoder.tuned else LEXICAL_WEIGHT
        fused = fuse(dense, by_words, usual if lexical_weight is None else lexical_weight)
        ranked = sorted(fused.items(), key=lambda item: (-item[1], item[0]))[:limit]
        hits = [
            Hit(self.passages[key], score, dense.get(key, 0.0), by_words.get(key, 0.0), near.get(key, ())[1:])
            for key, score in ranked
        ]
        return reranked(hits, meant or question, self.reranker) if self.reranker else hits

    def _nearest(self, vector: Sequence[float], allowed: Collection[str] | None) -> dict[str, tuple[float, ...]]:
        """The cosines of the nearest passages: of the whole, then of each sentence that has a vector of its own.

        A sentence that is not among the nearest texts gets the least cosine of these.
        """
        units = None if allowed is None else [key for one in allowed for key in self._units(one)]
        found = dict(self._dense.search(vector, TEXTS if self.encoder.tuned else CANDIDATES, units))
        least = min(found.values(), default=0.0)
        ids = list(dict.fromkeys(key.partition(_PART)[0] for key in found))[:CANDIDATES]
        return {one: tuple(found.get(key, least) for key in self._units(one)) for one in ids}

    def _units(self, passage_id: str) -> list[str]:
        return [key for key, _ in embedded(self.passages[passage_id], self.encoder)]

    def filtered(self, period: Period | None = None, initiative_ids: Collection[str] | None = None) -> set[str]:
        """Ids of the passages of these initiatives whose period overlaps; a filter that is None lets all pass."""
        return {
            p.id
            for p in self.passages.values()
            if (initiative_ids is None or p.initiative_id in initiative_ids)
            and (period is None or (p.period is not None and p.period.overlaps(period)))
        }

    def close(self) -> None:
        """Release the files."""
        self._release()


class LiveStore:
    """The store in use: opens it when first needed and again after an ingestion switched generations."""

    def __init__(self, data_dir: Path, encoder: Encoder, reranker: Reranker | None = None) -> None:
        self._data_dir = data_dir
        self._encoder = encoder
        self._reranker = reranker
        self._store: Store | None = None
        self._lock = Lock()

    def current(self) -> Store:
        """The store of the generation in use.

        Raises `IndexMissingError` without one, `IndexMismatchError` when another encoder made it. A store
        that was replaced is left to the questions still using it and goes with the last of them.
        """
        with self._lock:
            generation = current_generation(self._data_dir)
            if self._store is None or self._store.generation != generation:
                self._store = Store(generation, self._encoder, self._reranker)
            return self._store


def embedded(passage: Passage, encoder: Encoder) -> list[tuple[str, str]]:
    """The texts of a passage that have a vector, by id: itself; of a tuned encoder each sentence of several, too."""
    whole = (passage.id, passage.embedding_text)
    if not encoder.tuned or len(passage.sentences) < 2:
        return [whole]
    parts = (passage.in_place(sentence.text) for sentence in passage.sentences)
    return [whole, *((f"{passage.id}{_PART}{number}", text) for number, text in enumerate(parts))]


def reranked(hits: Sequence[Hit], question: str, reranker: Reranker) -> list[Hit]:
    """The best hits with the reranker's score, in standard deviations, added to their own; the rest behind them."""
    best, rest = list(hits[:RERANKED]), list(hits[RERANKED:])
    scores = reranker.scores(question[:MAX_EMBEDDED], [hit.passage.embedding_text for hit in best])
    deviation = pstdev(scores) if len(scores) > 1 else 0.0
    if not deviation:
        return [*best, *rest]
    mean = fmean(scores)
    judged = [replace(hit, score=hit.score + (s - mean) / deviation) for hit, s in zip(best, scores, strict=True)]
    return [*sorted(judged, key=lambda hit: (-hit.score, hit.passage.id)), *rest]


def _municipality(text: str) -> str:
    """The municipality that a text is of, by the names it has there: "Københavns Kommune (KK)", "kommune"."""
    named = Counter(match[0] for match in _MUNICIPALITY.finditer(text))
    return " ".join(["kommune", *(name for name, _ in named.most_common(1))])


def _short_forms(text: str, names: Sequence[str]) -> list[str]:
    """The short forms that a text gives for one of the names: "BD" for "Borgerservice og Digitalisering (BD)".

    The words before the bracket that begin with its letters must stand so in a name: "Greve Kommune (GK)" is another's.
    """
    found: list[str] = []
    for match in _SHORT_FORM.finditer(" ".join(text.split())):
        said, short = match["before"].split(), match["short"]
        starts = [at for at, word in enumerate(said) if word.startswith(short[0])]
        names_it = (" ".join(said[at:]).casefold() in name.casefold() for at in starts for name in names)
        found += [short] if any(names_it) else []
    return list(dict.fromkeys(found))


def _initials(text: str, names: Sequence[str]) -> list[str]:
    """The initials of a compound that a name begins with, where the text goes by them: "KS" for "Koncernservice"."""
    parts = (dictionary_split(name.split()[0].casefold()) for name in names if name.split())
    initials = ("".join(part[0] for part in of).upper() for of in parts)
    return [short for short in initials if len(re.findall(rf"\b{re.escape(short)}\b", text)) >= _OFTEN and short[1:]]


def _release(connection: sqlite3.Connection, dense: Sequence[DenseIndex], pictures: PictureStore) -> None:
    connection.close()
    for index in dense:
        index.close()
    pictures.close()


def check(manifest: Manifest, encoder: Encoder) -> None:
    """Raise `IndexMismatchError` where an index is not of this version, or another encoder made it.

    One that has a second encoder's vectors besides serves.
    """
    if encoder.second is not None and manifest.encoder == encoder.id:
        raise IndexMismatchError(
            "Indekset mangler vektorer til at læse spørgsmål igen efter betydning; kør 'arbejdsprogram ingest' igen, "
            "eller sæt ASSISTANT_EMBEDDING_MODEL=untuned"
        )
    if manifest.encoder != encoder.ids and not manifest.encoder.startswith(f"{encoder.ids} + "):
        raise IndexMismatchError(
            f"Indekset er lavet med '{manifest.encoder}', men der spørges med '{encoder.ids}'; "
            "kør 'arbejdsprogram ingest' igen, eller sæt ASSISTANT_EMBEDDING_MODEL tilbage"
        )
    if (manifest.format, manifest.analyser) != (FORMAT, ANALYSER_VERSION):
        raise IndexMismatchError("Indekset er lavet af en anden version; kør 'arbejdsprogram ingest' igen")
