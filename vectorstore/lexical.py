"""The lexical index: SQLite full-text search over terms that the Danish analyser made.

Four columns hold a passage's terms: words and parts of the breadcrumb, words and parts of the text. Each term
of a question is ranked by FTS5's bm25 with weights per column, and the scores are put together here: a
question's word counts once, by the best of its alternatives, or by the parts that it is made of. Passages are
only ever added, since an index is built beside the old one.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import lru_cache
from math import log
from threading import Lock
from typing import Any

from vectorstore.compounds import Form
from vectorstore.coverage import coverage
from vectorstore.danish import ANALYSER_VERSION, PARTS_WEIGHT, Analyser, QueryWord
from vectorstore.errors import IndexMismatchError
from vectorstore.lexicon import Lexicon, StoredForms, forms_for, neighbours_of
from vectorstore.records import Passage
from vectorstore.words import stem

__all__ = ["LexicalIndex", "StoredVocabulary", "add", "coverage", "create"]

COLUMN_WEIGHTS = (1.0, 0.5, 1.0, 0.5)

_SCHEMA = """
CREATE VIRTUAL TABLE lexical USING fts5(
    passage_id UNINDEXED, title, title_parts, body, body_parts,
    tokenize = "unicode61 remove_diacritics 0 tokenchars ','"
);
CREATE VIRTUAL TABLE lexical_terms USING fts5vocab(lexical, row);
CREATE TABLE lexical_words (
    word TEXT PRIMARY KEY, passages INTEGER NOT NULL, parts TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE lexical_forms (word TEXT PRIMARY KEY, zipf REAL NOT NULL, begins INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE lexical_neighbours (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE lexical_meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


def create(connection: sqlite3.Connection) -> None:
    """Make the empty tables, and note the analyser's version in them."""
    connection.executescript(_SCHEMA)
    connection.execute("INSERT INTO lexical_meta VALUES ('analyser', ?)", (ANALYSER_VERSION,))


def add(connection: sqlite3.Connection, passages: Iterable[Passage], analyser: Analyser) -> None:
    """Index passages whose ids are not in it yet, with the words and forms that questions are read by."""
    counts: dict[str, int] = {}
    for passage in passages:
        title, body = analyser.index_terms(passage.breadcrumb), analyser.index_terms(passage.text)
        columns = (" ".join(terms) for terms in (title.words, title.parts, body.words, body.parts))
        connection.execute("INSERT INTO lexical VALUES (?, ?, ?, ?, ?)", (passage.id, *columns))
        for word in _spellings(f"{passage.breadcrumb} {passage.text}", analyser):
            counts[word] = counts.get(word, 0) + 1
    connection.executemany(
        "INSERT INTO lexical_words VALUES (?, ?, ?) "
        "ON CONFLICT (word) DO UPDATE SET passages = passages + excluded.passages",
        [(w, n, " ".join(analyser.splitter(w)) if analyser.compounds else "") for w, n in counts.items()],
    )
    if analyser.compounds:
        forms = ((word, round(form.zipf, 2), form.begins) for word, form in forms_for(counts).items())
        connection.executemany("INSERT OR IGNORE INTO lexical_forms VALUES (?, ?, ?)", forms)
    if analyser.typos:
        neighbours = ((word,) for word in neighbours_of(counts))
        connection.executemany("INSERT OR IGNORE INTO lexical_neighbours VALUES (?)", neighbours)


def _spellings(text: str, analyser: Analyser) -> set[str]:
    """The distinct words of a text as written, pieces of hyphen compounds among them."""
    return {spelling for word in analyser.content_words(text) for spelling in (word.text, *word.pieces)}


@dataclass(frozen=True, slots=True)
class StoredVocabulary:
    """The words of an index, as questions are checked against them."""

    words: Mapping[str, int]
    stems: Mapping[str, str]
    forms: StoredForms
    neighbours: AbstractSet[str]

    def is_word(self, word: str) -> bool:
        """Whether the stored part of the dictionary holds the word."""
        return word in self.neighbours or self.forms.get(word) is not None

    def is_form(self, word: str) -> bool:
        """Whether the index or the stored dictionary holds the very word."""
        return word in self.words or word in self.neighbours or word in self.forms.forms

    def frequency(self, word: str) -> float:
        """The zipf of a word of the stored dictionary."""
        form = self.forms.get(word)
        return form.zipf if form else 0.0


class LexicalIndex:
    """Searches an index as it stood when opened.

    A lock guards the connection, so that threads may share one opened with `check_same_thread=False`.
    """

    def __init__(self, connection: sqlite3.Connection, analyser: Analyser) -> None:
        self._connection = connection
        self._lock = Lock()
        [[version]] = self._rows("SELECT value FROM lexical_meta WHERE name = 'analyser'")
        if version != ANALYSER_VERSION:
            raise IndexMismatchError("Indekset er lavet af en anden version; kør 'arbejdsprogram ingest' igen")
        self.size = int(self._rows("SELECT count(*) FROM lexical")[0][0])
        lexicon = self._lexicon()
        self.vocabulary = self._vocabulary(lexicon)
        self.analyser = replace(analyser, splitter=lru_cache(20_000)(lexicon.split))

    def search(self, question: str, limit: int, allowed: AbstractSet[str] | None = None) -> list[tuple[str, float]]:
        """The best passages for a question with their scores, best first; only `allowed` ones where given."""
        scores: dict[str, float] = {}
        for word in self.query_words(question):
            for passage_id, score in self._word_scores(word).items():
                if allowed is None or passage_id in allowed:
                    scores[passage_id] = scores.get(passage_id, 0.0) + score
        return sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:limit]

    def query_words(self, question: str) -> tuple[QueryWord, ...]:
        """The question's content words as this index knows them."""
        return self.analyser.query_terms(question, self.vocabulary)

    def respelt(self, question: str) -> str:
        """The question with its slips corrected by the words of this index."""
        return self.analyser.respelt(question, self.vocabulary)

    def coverage(self, question: str, text: str) -> float:
        """The share of the question's content, weighted by rarity here, that `text` covers: 0 to 1."""
        return coverage(self.query_words(question), self.analyser.index_terms(text), self.idf)

    def idf(self, term: str) -> float:
        """How rare a term is in this index: 0 where every passage holds it, largest where none does."""
        rows = self._rows("SELECT doc FROM lexical_terms WHERE term = ?", (term,))
        return log((self.size + 1) / ((rows[0][0] if rows else 0) + 1))

    def _vocabulary(self, lexicon: Lexicon) -> StoredVocabulary:
        words = dict(self._rows("SELECT word, passages FROM lexical_words ORDER BY passages, word"))
        neighbours = {word for [word] in self._rows("SELECT word FROM lexical_neighbours")}
        parts = {stem(part): part for made_of in lexicon.parts.values() for part in made_of}
        return StoredVocabulary(words, parts | {stem(word): word for word in words}, lexicon.forms, neighbours)

    def _lexicon(self) -> Lexicon:
        rows = self._rows("SELECT word, parts FROM lexical_words")
        parts = {word: tuple(parts.split()) for word, parts in rows}
        forms = self._rows("SELECT word, zipf, begins FROM lexical_forms")
        return Lexicon(parts, StoredForms({word: Form(zipf, bool(begins)) for word, zipf, begins in forms}))

    def _word_scores(self, word: QueryWord) -> dict[str, float]:
        """Each passage's score for one word: its best alternative, or its parts together at a discount."""
        best: dict[str, float] = {}
        for term, weight in word.terms:
            for passage_id, score in self._term_scores(term).items():
                best[passage_id] = max(best.get(passage_id, 0.0), weight * score)
        together: dict[str, float] = {}
        for part in word.parts:
            for passage_id, score in self._word_scores(part).items():
                together[passage_id] = together.get(passage_id, 0.0) + PARTS_WEIGHT * score
        return {key: max(best.get(key, 0.0), together.get(key, 0.0)) for key in best.keys() | together.keys()}

    def _term_scores(self, term: str) -> dict[str, float]:
        weights = ", ".join(str(weight) for weight in (0.0, *COLUMN_WEIGHTS))
        rows = self._rows(
            f"SELECT passage_id, -bm25(lexical, {weights}) FROM lexical WHERE lexical MATCH ?",
            ('"' + term.replace('"', '""') + '"',),
        )
        return dict(rows)

    def _rows(self, query: str, values: Sequence[str] = ()) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._connection.execute(query, values).fetchall()
