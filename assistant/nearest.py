"""The place that the tuned encoder finds nearest, in front of an answer that only comes near.

Words and the rules made for them pick a neighbour of the right sentence now and then. Where an answer is hedged anyway,
the sentence that lies clearly nearer by meaning is mostly the right one, so it is said first; what that was measured on
stands in `docs/abstention.md`.
"""

from dataclasses import replace

from assistant.abstention import occurs
from assistant.answers import Draft, Statement
from assistant.case import Case
from assistant.degrees import MENTIONED
from assistant.evidence import by_meaning, is_of_office, named_outright, names_only_users, topic_coverage
from assistant.hedging import is_of_words, lacks_name, lead
from assistant.kinds import PLAIN, PLANNED
from assistant.lines import dated_line
from assistant.question_forms import Ask
from assistant.quotes import dangles
from assistant.sentence_ranking import has_form, is_only_named, lacks_role
from assistant.text_cues import DENIES
from assistant.values import only_counts
from vectorstore.records import Kind, Passage, Sentence

NEAR = 0.6  # cosine of the tuned encoder from which the nearest sentence is worth showing
_NEARER = 0.04  # of cosine, by which it must be nearer than what is said
_CLEARLY = 0.08  # by which the nearest is before the next one to be the right one nine times in ten
_MOST = 3  # places of a hedged answer


def begin_with_nearest(case: Case, draft: Draft) -> Draft:
    """A hedged draft with the sentence first that lies clearly nearer than what it says, as the evidence has it.

    That is the tuned encoder's. Where one sentence lies clearly before all others, the line in front does not
    say that the programme has no direct answer.
    """
    about = {initiative.id for initiative in case.evidence.named or named_outright(case.topic, case.store)}
    near = (one for one in by_meaning(case.evidence) if not about or one[1].initiative_id in about)
    ranked = sorted(near, key=lambda one: -one[0])
    if not ranked or ranked[0][0] < NEAR or _says_too_little(case):
        return draft
    best, passage, sentence = ranked[0]
    line = dated_line(case.store, case.replies, passage, sentence)
    lines = draft.statements[1:]
    is_said = _is_said(draft, passage, sentence)
    said = [cosine for cosine, where, which in ranked if _is_said(draft, where, which)]
    denies = any(DENIES.search(one.text) for one in lines)  # what is said no to is not put behind another place
    another_date = case.ask in PLANNED or (case.ask is Ask.STATUS and passage.kind is Kind.MILESTONE)
    if not is_said and (best - max(said, default=0.0) < _NEARER or denies or another_date):
        return draft
    others = (cosine for cosine, _, other in ranked if other.text != sentence.text)
    is_clear = best - max(others, default=0.0) >= _CLEARLY and not lacks_name(case.analysis, case.store, passage)
    if is_clear and _may_be_plain(case, passage, sentence):
        notes = tuple(one for one in lines if not one.claim)
        return replace(draft, status="answered", statements=(line, *notes), hedge=None)
    says_it = is_clear or (is_said and draft.hedge is not None and is_of_words(case, draft.hedge.doubts, passage))
    lines = lines if is_said else (line, *lines[: _MOST - 1])
    first = Statement(lead(case, passage, lines, is_clear=says_it), claim=False)
    return replace(draft, statements=(first, *lines))


def _says_too_little(case: Case) -> bool:
    """Whether the words of a question are of the office alone, or those of the question before, which no vector has.

    "Hvad er Koncernservice?" is near to whatever names it; "hvad besluttede de?" says not who.
    """
    return bool(case.analysis.inherited.spoken) or is_of_office(case.topic, case.store)


def _may_be_plain(case: Case, passage: Passage, sentence: Sentence) -> bool:
    """Whether what is clearly meant may stand without a word in front.

    It answers a question for a fact that has no word which the programme lacks, and is about more than its users.
    """
    if case.ask not in PLAIN or case.analysis.inherited.leans_on or names_only_users(case.topic):
        return False
    members = case.store.lexical.query_words(case.analysis.class_noun)[:1]
    if is_only_named(case.analysis, passage) or only_counts(case.store, members, sentence.text):
        return False
    if (case.ask is Ask.STATUS and passage.kind is Kind.KEY_FIGURE) or dangles(sentence.text):
        return False  # how many there are does not tell whether; "afledt heraf" not of what
    place = [passage.text, passage.breadcrumb, passage.section]
    held = (occurs(case.store, w.text) or topic_coverage(case.store, [w], place) >= MENTIONED for w in case.topic)
    of_form = has_form(case, passage, sentence.text) and not lacks_role(case.analysis, sentence.text)
    return of_form and all(held)


def _is_said(draft: Draft, passage: Passage, sentence: Sentence) -> bool:
    return any(
        source.document_id == passage.document_id
        and source.span.page == sentence.span.page
        and source.span.start < sentence.span.end
        and sentence.span.start < source.span.end
        for statement in draft.statements
        for source in statement.sources
    )
