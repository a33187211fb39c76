"""Answers to "uddyb": what the programme says of the subject that the conversation has not had yet."""

from assistant.answers import Draft, Statement
from assistant.case import Case
from assistant.lines import grouped, sentence_source
from assistant.places import is_within

_AT_A_TIME = 3  # sentences


def more(case: Case) -> Draft:
    """The next sentences of the subject's description; after these its milestones; then that there is no more.

    Without a subject it asks back what is meant.
    """
    of_title = [i for i in case.store.whole.initiatives if i.title == case.analysis.inherited.subject]
    said = case.analysis.inherited.said
    quoted = {document_id for document_id, _ in said}
    subject = next((i for i in of_title if i.document_id in quoted), next(iter(of_title), None))
    if subject is None:
        return Draft("not_found", (Statement(case.replies.more_of_what, claim=False),))
    described = case.store.whole.description_of(subject.id)
    left = [(p, one) for p, one in described if not is_within((p.document_id, one.span), said)]
    if left:
        lines = (
            Statement(case.replies.quoted.format(text=sentence.text), (sentence_source(passage, sentence),))
            for passage, sentence in sorted(left, key=lambda one: (one[1].span.page, one[1].span.start))[:_AT_A_TIME]
        )
        return Draft("answered", tuple(lines))
    steps = [m for m in case.store.whole.milestones_of(subject.id) if not is_within((m.document_id, m.span), said)]
    if steps:
        return Draft("answered", tuple(grouped(steps, case.store.whole)))
    return Draft("not_found", (Statement(case.replies.no_more.format(initiative=subject.title), claim=False),))
