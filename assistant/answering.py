"""Question → analysis → evidence → draft → verified answer: the whole path on one screen."""

import uuid
from collections.abc import Sequence
from datetime import date

from assistant.abstention import Confidence, confidence
from assistant.analysis import MAX_CHARACTERS, analyse_parts
from assistant.answers import Answer, Statement
from assistant.compose import compose, together
from assistant.evidence import gather
from assistant.settings import Settings
from assistant.verify import Verified, verify
from prompts import Replies, load_replies
from vectorstore.encoders import make_encoder
from vectorstore.sentences import ends_in_abbreviation
from vectorstore.store import LiveStore, Store


class Assistant:
    """Answers questions from the index in use. Safe to call from several threads."""

    def __init__(self, live: LiveStore, sure: Confidence = confidence) -> None:
        self.live = live
        self._sure = sure

    @classmethod
    def open(cls, settings: Settings) -> "Assistant":
        """An assistant over the index that the settings name; the index is opened with the first question."""
        return cls(LiveStore(settings.data_dir, make_encoder(settings.embedding_model)))

    def answer(self, question: str, today: date, conversation_id: str | None = None) -> Answer:
        """One answer object. Raises `IndexMissingError` or `IndexMismatchError` without a usable index."""
        question = question.encode("utf-8", "replace").decode()  # lone surrogates are no text
        replies = load_replies("da")
        ids = (conversation_id or uuid.uuid4().hex, uuid.uuid4().hex)
        if not any(char.isalnum() for char in question):
            return _said(replies.empty_question, ids)
        if len(question) > MAX_CHARACTERS:
            return _said(replies.too_long, ids)
        store = self.live.current()
        analyses = analyse_parts(question, today, title_years(store))
        language = analyses[0].language
        replies = load_replies(language)
        drafts = [compose(one, gather(store, one), store, replies, today, self._sure) for one in analyses]
        draft = together(drafts, analyses, replies)
        verified = verify(draft.statements, store.page_text, store.title)
        return _rendered(draft.status, verified, draft.suggestions, language, replies, ids)


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
            out.append("\n" if statement.bullet and previous is not None and previous.bullet else "\n\n")
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
