"""The place that the tuned encoder finds nearest, in front of an answer that only comes near.

Words and the rules made for them pick a neighbour of the right sentence now and then. Where an answer is hedged anyway,
the sentence that lies clearly nearer by meaning is the right one three times in four (69 questions of eleven programmes
and of the official text, written blind), so it is said first.
"""

from dataclasses import replace

from assistant.analysis import Analysis
from assistant.answers import Draft, Statement
from assistant.evidence import Evidence, by_meaning
from assistant.hedging import lacks_name, lead, unknown_things
from assistant.lines import dated_line
from assistant.question_forms import Ask
from assistant.sentence_ranking import has_form
from assistant.text_cues import DENIES
from prompts import Replies
from vectorstore.records import Kind, Passage, Sentence
from vectorstore.store import Store

NEAR = 0.6  # cosine of the tuned encoder from which the nearest sentence is worth showing
_DATED = (Ask.WHEN, Ask.NEXT, Ask.OUTERMOST, Ask.PROGRESS, Ask.MILESTONES)
_PLAIN = (Ask.TEXT, Ask.STATUS, Ask.WHO, Ask.WHERE)
_NEARER = 0.04  # of cosine, by which it must be nearer than what is said
_CLEARLY = 0.08  # by which the nearest is before the next one to be the right one nine times in ten
_MOST = 3  # places of a hedged answer


def begin_with_nearest(draft: Draft, analysis: Analysis, evidence: Evidence, store: Store, replies: Replies) -> Draft:
    """A hedged draft with the sentence first that lies clearly nearer than what it says, as `evidence` has it.

    The evidence is the tuned encoder's. Where one sentence lies clearly before all others, the line in front does not
    say that the programme has no direct answer.
    """
    ranked = by_meaning(evidence)
    if not draft.hedged or not ranked or ranked[0][0] < NEAR or _says_too_little(analysis, store):
        return draft
    best, passage, sentence = ranked[0]
    said = [cosine for cosine, where, which in ranked if _is_said(draft, where, which)]
    lines = draft.statements[1:]
    denies = any(DENIES.search(line.text) for line in lines)  # what is said no to is not put behind another place
    another_date = analysis.ask in _DATED or (analysis.ask is Ask.STATUS and passage.kind is Kind.MILESTONE)
    if best - max(said, default=0.0) >= _NEARER and not denies and not another_date:
        line = dated_line(store, replies, passage, sentence)
        lines = (line, *[one for one in lines if one.claim][: _MOST - 1])
    elif not _is_said(draft, passage, sentence):
        return draft
    others = (cosine for cosine, _, other in ranked if other.text != sentence.text)
    is_clear = best - max(others, default=0.0) >= _CLEARLY and not lacks_name(analysis, store, passage)
    if is_clear and _may_be_plain(analysis, evidence, store, passage, sentence):
        return replace(draft, status="answered", statements=lines, hedged=False)
    first = Statement(lead(analysis, evidence, store, passage, replies, is_clear=is_clear), claim=False)
    return replace(draft, statements=(first, *lines))


def _says_too_little(analysis: Analysis, store: Store) -> bool:
    """Whether a follow-up leans on the words of the question before ("hvad besluttede de?"), which no vector has."""
    subject = analysis.inherited.subject
    return bool(subject) and all(initiative.title != subject for initiative in store.initiatives)


def _may_be_plain(analysis: Analysis, evidence: Evidence, store: Store, passage: Passage, sentence: Sentence) -> bool:
    """Whether what is clearly meant may stand without a word in front: of a fact that takes nothing for given."""
    if analysis.ask not in _PLAIN or analysis.inherited.subject:
        return False
    has = has_form(analysis, evidence, store, passage, sentence.text)
    return has and not unknown_things(analysis, evidence, store, passage)


def _is_said(draft: Draft, passage: Passage, sentence: Sentence) -> bool:
    return any(
        source.document_id == passage.document_id
        and source.span.page == sentence.span.page
        and source.span.start < sentence.span.end
        and sentence.span.start < source.span.end
        for statement in draft.statements
        for source in statement.sources
    )
