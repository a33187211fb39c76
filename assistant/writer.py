"""A language model's answer over what was found, let through only as far as quotes carry it.

The model gets numbered sources, cut from the page text, with where today lies to each worked out; it writes sentences
with the numbers of their sources. A sentence is said if it cites sources that exist, if every number, period, name
and negation of it stands in their quotes (`verify`), if they carry its words and meaning (`entailed`), and, where there
is a model for inference, if that agrees. One that cites the wrong source is repaired once, where another carries it. If
too little remains, or the model says something else than the records, the extractive answer stands.
"""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import shorten

from assistant.abstention import Confidence, confidence, load_weights
from assistant.answers import Draft, Source, Statement
from assistant.degrees import MENTIONED
from assistant.doubt import Doubt
from assistant.entailment import carried, load_rule
from assistant.evidence import topic_coverage
from assistant.kinds import WRITES
from assistant.language_model import MAX_PROMPT, Form, Model, ModelFailedError
from assistant.lines import milestone_of, milestone_source, relation_to, said_by, sentence_source
from assistant.question_forms import Ask
from assistant.reading import Reading
from assistant.reply import SCHEMA, sentences
from assistant.verify import supported
from prompts import Replies
from prompts.model import declines, load_prompt
from vectorstore.encoders import Inference
from vectorstore.errors import EncoderError
from vectorstore.periods import find_periods
from vectorstore.records import Passage, Sentence
from vectorstore.store import Store

LENIENT = 0.7  # log-odds below a hedged answer at which the model may still speak
_PASSAGES = 5
_SOURCES = 10
_LONGEST = 500  # characters of a source
_FEWEST_KEPT = 0.5  # of the model's sentences
_MOST_READ = 20  # sentences; the others are not let through
_PLANNED = re.compile(r"\b(?:plan\w*|skal|forvent\w*|vil|bliver|ventes|program\w*|tidligst|senest)\b", re.IGNORECASE)
_DONE = re.compile(r"\b(?:blev|er blevet|har|havde|allerede|var|er (?:nu|netop))\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:ikke|ingen|intet|aldrig|uden|undtaget|hverken)\b", re.IGNORECASE)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Given:
    """A source as the model gets it: the line it reads, the words that may be said from it, and its place."""

    line: str
    text: str
    place: Source
    passage: Passage
    dated: bool


@dataclass(frozen=True, slots=True)
class Written:
    """What may be said of the model's reply, and how many of its sentences may not."""

    statements: tuple[Statement, ...]
    removed: int


class Writer:
    """Asks the model, and lets through what holds."""

    def __init__(self, model: Model, sure: Confidence = confidence, inference: Inference | None = None) -> None:
        self._model = model
        self._sure = sure
        self._inference = inference

    def write(
        self, reading: Reading, said: Sequence[Source], store: Store, replies: Replies, today: date, within: float
    ) -> Written | None:
        """The model's answer to one question; None where there is none to give.

        `said` are the places of the extractive answer, which the model's must share one of if it is an answer.
        """
        analysis = reading.analysis
        if analysis.ask not in WRITES or analysis.language != "da" or analysis.relation or not reading.evidence.hits:
            return None
        given = sources(reading, said, store, replies, today)
        prompt = load_prompt("answer").format(question=_asked(reading), sources=_listed(given), today=today.isoformat())
        try:
            system = load_prompt("answer_system").format(refusal=load_prompt("refusal"))
            form = Form(load_prompt("answer_json_system").format(), SCHEMA)
            reply = self._model.complete(system, prompt, within, form)
        except ModelFailedError:
            return None
        try:
            written = read_reply(reply, given, store, self._inference)
        except EncoderError as error:  # the second reader can't read: then nothing of the model's is let through
            _log.warning("%s", error)
            return None
        _log.info("language model: %d sentences kept, %d removed", len(written.statements), written.removed)
        return written if self._may_stand(written, reading, said, given, store) else None

    def standalone(self, question: str, earlier: str, subject: str, store: Store, within: float) -> str | None:
        """A follow-up as a question of its own; None where the model fails, or says what the conversation does not."""
        said = [shorten(text, MAX_PROMPT // 8) for text in (question, earlier, subject)]
        asked = dict(zip(("question", "earlier", "subject"), map(_as_data, said), strict=True))
        try:
            reply = self._model.complete(load_prompt("rewrite_system"), load_prompt("rewrite").format(**asked), within)
        except ModelFailedError:
            return None
        found = next((line.strip(" »«\"'*") for line in reply.splitlines() if line.strip()), "")
        words = store.lexical.query_words(found)
        new = [word for word in words if topic_coverage(store, [word], said) < MENTIONED]
        return found if words and not new and len(found) <= _LONGEST else None

    def _may_stand(
        self, written: Written, reading: Reading, said: Sequence[Source], given: Sequence[Given], store: Store
    ) -> bool:
        kept = len(written.statements)
        if not kept or kept < _FEWEST_KEPT * (kept + written.removed):
            return False
        if reading.analysis.ask is Ask.WHEN and not any(find_periods(one.text) for one in written.statements):
            return False
        cited = {source for statement in written.statements for source in statement.sources}
        if reading.draft.status == "answered":
            return bool({_spot(source) for source in cited} & {_spot(source) for source in said})
        texts = [one for one in given if one.place in cited]
        place = (store.second or store) if reading.again else store, reading.analysis, reading.evidence
        sure = Doubt(self._sure, store.second) if store.second and not reading.again else self._sure
        return max(sure(*place, one.passage, one.text).capped for one in texts) >= load_weights().partly_from - LENIENT


def sources(reading: Reading, said: Sequence[Source], store: Store, replies: Replies, today: date) -> tuple[Given, ...]:
    """What the model may draw on: the places of the extractive answer, then the sentences of the best passages."""
    found: dict[tuple[str, int, int, int], Given] = {}
    passages = [hit.passage for hit in reading.evidence.hits]
    wanted = {_spot(source) for source in said}
    every = [given for passage in passages for given in _of(passage, store, replies, today)]
    best = [given for passage in passages[:_PASSAGES] for given in _of(passage, store, replies, today)]
    for given in [*(one for one in every if _spot(one.place) in wanted), *best]:
        found.setdefault(_spot(given.place), given)
    return tuple(found.values())[:_SOURCES]


def _of(passage: Passage, store: Store, replies: Replies, today: date) -> list[Given]:
    about = f"{passage.initiative or passage.section}: "
    if milestone := milestone_of(store, passage):
        period, where = milestone.period, ""
        if period:
            relation = relation_to(period, today, replies).rstrip(". ").casefold()
            where = f" ({period.label}, planlagt; {relation})"
        line = f"{about}{milestone.text}{where}"
        text = f"{period.label if period else ''} {milestone.text}"
        return [Given(shorten(line, _LONGEST), text, milestone_source(milestone), passage, dated=period is not None)]
    return [_sentence(about, passage, sentence) for sentence in passage.sentences]


def _sentence(about: str, passage: Passage, sentence: Sentence) -> Given:
    line = shorten(f"{about}{sentence.text}", _LONGEST)
    return Given(line, said_by(passage, sentence), sentence_source(passage, sentence), passage, dated=False)


def _asked(reading: Reading) -> str:
    about = reading.analysis.inherited.leans_on
    return shorten(reading.analysis.question, MAX_PROMPT // 4) + (f" (Det handler om: {about})" if about else "")


def _listed(given: Sequence[Given]) -> str:
    """The sources as the prompt has them; a source can't end its own block."""
    return "\n".join(f"[{at}] {_as_data(one.line)}" for at, one in enumerate(given, 1))


def _as_data(text: str) -> str:
    """A text that can't end the block that it stands in."""
    return text.replace("<", "‹").replace(">", "›")


def read_reply(reply: str, given: Sequence[Given], store: Store, inference: Inference | None = None) -> Written:
    """The sentences of a reply that their sources carry; nothing of one that says that there is no answer."""
    if declines(reply):
        return Written((), 0)
    kept: list[Statement] = []
    pairs = sentences(reply)
    removed = len(pairs[_MOST_READ:])
    for text, numbers in pairs[:_MOST_READ]:
        sources_of = [given[number - 1] for number in numbers if 0 < number <= len(given)]
        holding = _enough(text, sources_of, store) or _repaired(text, given, store)
        if holding and inference and not inference.entails([one.text for one in holding], text):
            holding = []
        if holding:
            places = tuple(dict.fromkeys([*(one.place for one in holding), *_titles(text, holding, store)]))
            kept.append(Statement(_as_plan(text, holding), places, follows=bool(kept)))
        else:
            removed += 1
    return Written(tuple(kept), removed)


def holds(text: str, given: Sequence[Given], store: Store) -> bool:
    """Whether the sources carry a sentence: its numbers, periods, names and negations, and its words."""
    quotes = [one.text for one in given]
    titles = [one.passage.initiative or "" for one in given]
    return supported(text, [*quotes, *titles]) and entailed(text, quotes, titles, store)


def entailed(text: str, quotes: Sequence[str], titles: Sequence[str], store: Store) -> bool:
    """Whether the quotes and the titles above them carry a sentence, and deny nothing that it does not.

    Nothing may be said to have happened that a quote does not say so.
    """
    said = " ".join(quotes)
    if _NOT.search(said) and not _NOT.search(text) and len(quotes) == 1:
        return False
    if _DONE.search(text) and not _DONE.search(said):
        return False
    return load_rule().holds(carried(text, quotes, titles, store))


def _titles(text: str, given: Sequence[Given], store: Store) -> list[Source]:
    """The titles of the initiatives, as places to cite, where a sentence names what only they name."""
    if supported(text, [one.text for one in given]):
        return []
    about = {one.passage.initiative_id for one in given}
    return [
        Source(one.document_id, one.title_span, one.section, one.title) for one in store.initiatives if one.id in about
    ]


def _enough(text: str, given: Sequence[Given], store: Store) -> list[Given]:
    """Of the cited sources the one that carries a sentence, all where it takes them together, none where they don't."""
    alone = next(([one] for one in given if holds(text, [one], store)), [])
    return alone or (list(given) if given and holds(text, given, store) else [])


def _repaired(text: str, given: Sequence[Given], store: Store) -> list[Given]:
    """The one source that carries a sentence that cites a wrong one, or none; nothing where several would."""
    found = [one for one in given if holds(text, [one], store)]
    return found if len(found) == 1 else []


def _as_plan(text: str, given: Sequence[Given]) -> str:
    """A sentence about a milestone says that it is planned, as the programme does."""
    if not any(one.dated for one in given) or _PLANNED.search(text):
        return text
    return f"{text.rstrip('. ')} (efter planen)."


def _spot(source: Source) -> tuple[str, int, int, int]:
    return source.document_id, source.span.page, source.span.start, source.span.end


def with_notes(written: Written, draft: Draft) -> tuple[Statement, ...]:
    """The model's sentences between what code says: how near an answer is, and that a plan is no report."""
    lead = [] if draft.status != "partial" else [one for one in draft.statements[:1] if not one.claim]
    notes = [one for one in draft.statements if not one.claim and not one.sources and not one.text.startswith("**")]
    return (*lead, *written.statements, *(one for one in notes if draft.status != "not_found" and one not in lead))
