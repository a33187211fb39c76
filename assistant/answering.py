"""Question → analysis → evidence → draft → verified answer: the whole path."""

import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from assistant.abstention import Confidence, confidence
from assistant.analysis import MAX_CHARACTERS, Analysis, analyse, analyse_parts, names_in
from assistant.answers import Answer, Draft, Source, Statement
from assistant.areas import of_numbered_area
from assistant.case import Case
from assistant.comparison import with_shared_subject
from assistant.compose import compose, together
from assistant.conversation import Conversations
from assistant.cues import TAKES_PART
from assistant.doubt import Doubt
from assistant.editions import choose, titles
from assistant.evidence import Evidence, gather
from assistant.followups import readings
from assistant.language_model import load_model
from assistant.languages import language_of
from assistant.metrics import ANSWER_SECONDS, ANSWERS, DROPPED
from assistant.nearest import begin_with_nearest
from assistant.parts import is_yes_or_no
from assistant.pointing import pointed
from assistant.question_forms import MORE, Ask
from assistant.reading import Reading
from assistant.settings import Settings
from assistant.turns import Turn, turn_of
from assistant.verify import Verified, verify
from assistant.writer import Writer, with_notes
from prompts import Replies, load_replies
from vectorstore.encoders import Inference, Reranker, make_encoder
from vectorstore.sentences import ends_in_abbreviation
from vectorstore.store import LiveStore, Store

LLM = "llm"  # the engine of an answer that a language model put
_LEAST_PATIENCE = 0.5  # seconds below which a model is not asked
REACH = 3  # questions of a history that a follow-up may reach back to
MOST_REACHED = 10  # with those that only ask for more


class Assistant:
    """Answers questions from the index in use. Safe to call from several threads."""

    def __init__(
        self, live: LiveStore, sure: Confidence = confidence, writer: Writer | None = None, patience: float = 15.0
    ) -> None:
        """`writer` lets a language model put the answer; `patience` is how many seconds it is waited for at most."""
        self.live = live
        self._sure = sure
        self._writer = writer
        self._patience = patience
        self._conversations = Conversations()

    @classmethod
    def open(cls, settings: Settings) -> "Assistant":
        """An assistant over the index that the settings name; the index is opened with the first question."""
        model = load_model(settings)
        reranker = Reranker(settings.reranker_model) if settings.reranker_model else None
        live = LiveStore(settings.data_dir, make_encoder(settings.embedding_model), reranker)
        inference = Inference(settings.nli_model) if settings.nli_model else None
        writer = Writer(model, inference=inference) if model else None
        return cls(live, writer=writer, patience=settings.llm_timeout)

    def answer(
        self,
        question: str,
        today: date,
        conversation_id: str | None = None,
        history: Sequence[str] = (),
        within: float | None = None,
    ) -> Answer:
        """One answer object; a follow-up is read in the light of the conversation.

        `history` holds the earlier questions, for a door whose client remembers them; else they are remembered
        here by `conversation_id`. `within` is how many seconds a language model has; later the extractive answer is
        given. Raises `IndexMissingError` or `IndexMismatchError` without a usable index.
        """
        begun = time.monotonic()
        reply = self.reply(question, today, conversation_id, history, within)
        ANSWERS.labels(reply.answer.status, reply.answer.engine).inc()
        DROPPED.labels(reply.answer.engine).inc(reply.dropped)
        ANSWER_SECONDS.observe(time.monotonic() - begun)
        return reply.answer

    def reply(
        self,
        question: str,
        today: date,
        conversation_id: str | None = None,
        history: Sequence[str] = (),
        within: float | None = None,
    ) -> "Reply":
        """As `answer`, with how the question was read."""
        question = question.encode("utf-8", "replace").decode()  # lone surrogates are no text
        replies = load_replies("da")
        ids = (conversation_id or uuid.uuid4().hex, uuid.uuid4().hex)
        if not any(char.isalnum() for char in question):
            return Reply(_said(replies.empty_question, ids))
        if len(question) > MAX_CHARACTERS:
            return Reply(_said(replies.too_long, ids))
        store = self.live.current()
        turn = self._conversations.last(conversation_id) if conversation_id else None
        for earlier in [one[:MAX_CHARACTERS] for one in _reached(history)]:
            turn = self._answered(earlier, today, store, turn, ids, 0.0).turn
        patience = self._patience if within is None else min(self._patience, within)
        reply = self._answered(question, today, store, turn, ids, patience)
        if reply.turn is not None:
            self._conversations.remember(ids[0], reply.turn)
        return reply

    def _answered(
        self, question: str, today: date, store: Store, turn: Turn | None, ids: tuple[str, str], patience: float
    ) -> "Reply":
        language = turn.analysis.language if turn else None
        chosen = choose(question, store, today)
        if chosen.missing is not None:
            replies = load_replies(language_of(question, language))
            text = replies.no_such_year.format(year=chosen.missing, titles=titles(store))
            return Reply(_said(text, ids), turn)
        store = chosen.store
        areas = [area.title for area in store.focus_areas]
        asked = pointed(chosen.question, turn, today, areas)
        if asked.lost:
            return Reply(_said(load_replies(language_of(question, language)).more_of_what, ids), turn)
        spelt = store.whole.lexical.respelt
        parts = analyse_parts(asked.question, today, title_years(store), language, spelt)
        analyses = with_shared_subject([of_numbered_area(part, store) for part in parts], store)
        replies = load_replies(analyses[0].language)
        read = self._each_answered(analyses, turn, store, today)
        if analyses[0].relation and is_yes_or_no(asked.question) and any(r.draft.status != "answered" for r in read):
            whole = analyse(asked.question, today, title_years(store), language)
            one = self._first_answered(_meanings(whole, turn, store), today, store)
            if one.draft.status != "not_found" or all(side.draft.status == "not_found" for side in read):
                analyses, read = (whole,), [one]
        begun = time.monotonic()
        if turn and len(read) == 1:
            read = [self._put_anew(read[0], turn, today, store, patience)]
        patience -= time.monotonic() - begun
        draft = together([one.draft for one in read], analyses, replies)
        verified = verify(draft.statements, store.whole.page_text, store.whole.title)
        answer = _rendered(draft.status, verified, draft.suggestions, analyses[0].language, replies, ids)
        dropped = verified.dropped
        if self._writer is not None and len(read) == 1 and patience >= _LEAST_PATIENCE:
            written = self._writer.write(read[0], _claimed(draft), store, replies, today, patience)
            if written is not None:
                lines = verify(with_notes(written, draft), store.whole.page_text, store.whole.title)
                status = "partial" if draft.status == "not_found" else draft.status
                fluent = _rendered(status, lines, draft.suggestions, analyses[0].language, replies, ids)
                if lines.dropped == 0:
                    answer = replace(fluent, engine=LLM, removed=written.removed)
                    dropped = written.removed
        cited = answer.citations if answer.status != "not_found" else ()
        is_hedged = answer.status == "partial"
        turn = turn_of(read[-1].analysis, cited, read[-1].evidence, turn, store, is_hedged=is_hedged)
        return Reply(answer, turn, tuple(read), dropped)

    def _each_answered(
        self, analyses: Sequence[Analysis], turn: Turn | None, store: Store, today: date
    ) -> list[Reading]:
        """The questions of a message, answered in turn: a later one may lean on the one before ("og hvad så?")."""
        read: list[Reading] = []
        for analysis in analyses:
            if read and analysis.relation is None:
                turn = _turn_after(read[-1], turn, store)
            read.append(self._first_answered(_meanings(analysis, turn, store), today, store))
        return read

    def _put_anew(self, read: Reading, turn: Turn, today: date, store: Store, patience: float) -> Reading:
        """A follow-up that has no answer in its own words, read as the language model puts it, if that has one."""
        if self._writer is None or patience < _LEAST_PATIENCE or read.analysis.language != "da":
            return read
        if read.analysis.ask is Ask.MORE:
            return read
        by_meaning = read.again and read.draft.status == "partial"
        if read.draft.status != "not_found" and not by_meaning:
            return read
        asked = self._writer.standalone(
            read.analysis.question, turn.analysis.question, turn.subject, store, patience / 2
        )
        if asked is None or asked == read.analysis.question:
            return read
        again = self._first_answered((analyse(asked, today, title_years(store)),), today, store)
        better = ("answered",) if by_meaning else ("answered", "partial")
        return again if again.draft.status in better else read

    def _first_answered(self, meanings: Sequence[Analysis], today: date, store: Store) -> Reading:
        """The first reading that has an answer; where none has, the question is read again with the second encoder.

        Where that has none either, the first one stays, with what the second finds nearest.
        """
        other = store.second
        doubt = Doubt(self._sure, other) if other else None
        first = _read(meanings, today, store, doubt or self._sure, partial(gather, store))
        if first.analysis.ask is Ask.MORE or doubt is None:
            return first
        if first.draft.status != "not_found":
            return _nearest_first(first, doubt, today)
        second = _read(meanings, today, doubt.second, self._sure, doubt.evidence)
        if second.draft.status == "not_found":
            names_nearest = any(statement.claim for statement in second.draft.statements)
            return replace(first, draft=second.draft) if names_nearest else first
        return replace(_nearest_first(second, doubt, today), again=True)


def _nearest_first(read: Reading, doubt: Doubt, today: date) -> Reading:
    """A reading whose draft, if it only comes near, begins with what the second encoder finds clearly nearest."""
    if not read.draft.hedge:
        return read
    evidence, replies = doubt.evidence(read.analysis), load_replies(read.analysis.language)
    case = Case(read.analysis, evidence, doubt.second, replies, today)
    return replace(read, draft=begin_with_nearest(case, read.draft))


def _turn_after(read: Reading, turn: Turn | None, store: Store) -> Turn:
    """What the next question of a message may lean on after this one."""
    found = read.draft.status != "not_found"
    cited = verify(read.draft.statements, store.whole.page_text, store.whole.title).citations if found else ()
    return turn_of(read.analysis, cited, read.evidence, turn, store, is_hedged=read.draft.status == "partial")


def _read(
    meanings: Sequence[Analysis],
    today: date,
    store: Store,
    sure: Confidence,
    evidence_for: Callable[[Analysis], Evidence],
) -> Reading:
    """The first reading that has an answer, or half a one if it is firm; else the first with half a one, or of all."""
    tried: list[Reading] = []
    for analysis in meanings:
        evidence = evidence_for(analysis)
        draft = compose(Case(analysis, evidence, store, load_replies(analysis.language), today, sure))
        tried.append(Reading(analysis, evidence, draft))
        if draft.status == "answered" or (analysis.inherited.firm and draft.status == "partial"):
            return tried[-1]
    return next((one for one in tried if one.draft.status == "partial"), tried[0])


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, what a follow-up may lean on, its questions' readings, and how many lines verification dropped."""

    answer: Answer
    turn: Turn | None = None
    readings: tuple[Reading, ...] = ()
    dropped: int = 0


def _reached(history: Sequence[str]) -> Sequence[str]:
    """The last questions of a history; one that only asks for more does not count, as it leans on what is before."""
    others = [at for at, one in enumerate(history) if not MORE.search(one)][-REACH:]
    return history[max(others[0] if others else 0, len(history) - MOST_REACHED) :]


def _meanings(analysis: Analysis, turn: Turn | None, store: Store) -> tuple[Analysis, ...]:
    """What a question may mean: by itself, after the turn before, and with what the asker tells around it."""
    meanings = readings(analysis, turn, store) if turn else (analysis,)
    with_told = (
        replace(one, context=one.told, names=one.names + names_in(one.told)) for one in meanings[:1] if one.told
    )
    return (*with_told, *meanings) if TAKES_PART.search(analysis.question) else (*meanings, *with_told)


def _claimed(draft: Draft) -> tuple[Source, ...]:
    """The places that a draft's claims rest on."""
    return tuple(source for statement in draft.statements if statement.claim for source in statement.sources)


def _rendered(
    status: str,
    verified: Verified,
    suggestions: Sequence[str],
    language: str,
    replies: Replies,
    ids: tuple[str, str],
) -> Answer:
    """The answer object of the lines that passed; without any claim left, it is a decline."""
    lines = verified.lines
    if verified.dropped and status == "answered":
        status, lines = (
            "partial",
            (*lines, (Statement(replies.left_out, claim=False), ())),
        )
    if status != "not_found" and not any(statement.claim for statement, _ in lines):
        status, lines = "not_found", ((Statement(replies.not_found, claim=False), ()),)
    return Answer(
        answer=render(lines),
        status=status,
        citations=verified.citations,
        suggestions=tuple(suggestions),
        language=language,
        conversation_id=ids[0],
        answer_id=ids[1],
    )


_NO_MARKERS = str.maketrans("[]", "()")  # a footnote of the source must not look like a citation


def render(lines: Sequence[tuple[Statement, tuple[int, ...]]]) -> str:
    """Markdown: bullets as a list, citation numbers in front of the full stop, paragraphs for the rest."""
    out: list[str] = []
    previous: Statement | None = None
    for statement, numbers in lines:
        marks = " " + "".join(f"[{number}]" for number in numbers) if numbers else ""
        text = statement.text.rstrip().translate(_NO_MARKERS)
        stop = "." if marks and text.endswith(".") and not ends_in_abbreviation(text) else ""
        line = f"{text[: len(text) - len(stop)]}{marks}{stop}"
        if out:
            listed = statement.bullet and previous is not None and previous.bullet
            out.append(" " if statement.follows else "\n" if listed else "\n\n")
        out.append(f"- {line}" if statement.bullet else line)
        previous = statement
    return "".join(out)


def _said(text: str, ids: tuple[str, str]) -> Answer:
    return Answer(text, "not_found", conversation_id=ids[0], answer_id=ids[1])


def title_years(store: Store) -> set[str]:
    """Pairs of a word and a year that belong to a title: "klimastrategi 2035", "arbejdsprogram 2026"."""
    titles = [i.title for i in store.initiatives] + [p.document.title for p in store.programmes]
    pairs = (pair for title in titles for pair in zip(title.split(), title.split()[1:], strict=False))
    return {f"{word} {year}".casefold() for word, year in pairs if year.isdigit() and len(year) == 4}
