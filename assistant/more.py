"""Answers to "uddyb": what the programme says of the subject that the conversation has not had yet."""

from assistant.analysis import Analysis
from assistant.answers import Draft, Statement
from assistant.lines import grouped, sentence_source
from prompts import Replies
from vectorstore.records import Kind
from vectorstore.store import Store

_AT_A_TIME = 3  # sentences


def more(analysis: Analysis, store: Store, replies: Replies) -> Draft:
    """The next sentences of the subject's description; after these its milestones; then that there is no more.

    Without a subject it asks back what is meant.
    """
    subject = next((i for i in store.initiatives if i.title == analysis.subject), None)
    if subject is None:
        return Draft("not_found", (Statement(replies.more_of_what, claim=False),))
    said = [_plain(quote) for quote in analysis.said]
    described = [p for p in store.passages.values() if p.initiative_id == subject.id and p.kind is Kind.INITIATIVE]
    left = [(p, sentence) for p in described for sentence in p.sentences if not _is_said(sentence.text, said)]
    if left:
        lines = (
            Statement(replies.quoted.format(text=sentence.text), (sentence_source(passage, sentence),))
            for passage, sentence in sorted(left, key=lambda one: (one[1].span.page, one[1].span.start))[:_AT_A_TIME]
        )
        return Draft("answered", tuple(lines))
    steps = [m for m in store.milestones if m.initiative_id == subject.id and not _is_said(m.text, said)]
    if steps:
        return Draft("answered", tuple(grouped(steps, store)))
    return Draft("not_found", (Statement(replies.no_more.format(initiative=subject.title), claim=False),))


def _is_said(text: str, said: list[str]) -> bool:
    return any(_plain(text) in quote for quote in said)


def _plain(text: str) -> str:
    return " ".join(text.split())
