"""Answers to "hvor mange" and "hvor meget": the key figure or the sentence with the number."""

import re

from assistant.abstention import Confidence, load_weights
from assistant.analysis import Analysis
from assistant.answers import Draft, Statement
from assistant.evidence import Evidence, less_the_office, topic_coverage
from assistant.hedging import hedged
from assistant.lines import figure_lines, record_of, sentence_source
from assistant.question_forms import Ask
from assistant.values import counts, has_number, owners
from prompts import Replies
from vectorstore.records import KeyFigure, Passage, Sentence
from vectorstore.store import Store

_MONEY = re.compile(r"(?<![\d.,])\d[\d.,]*\s*(?:mio\.?|mia\.?|mkr\.?|kr\.?|kroner|tkr\.?)", re.IGNORECASE)
_NUMBERS_FROM = 12  # best passages in which a number is looked for
_COUNTS = 2.0
_SAME_OWNER = 0.3


def number(analysis: Analysis, evidence: Evidence, store: Store, replies: Replies, sure: Confidence) -> Draft | None:
    """The key figure or sentence with the asked-for kind of number, with unit, label and data period.

    One that counts just what is asked for goes before one that holds some number.
    """
    counted = store.lexical.query_words(analysis.counted)
    ranked: list[tuple[float, Passage, Sentence | None, str]] = []
    for hit in evidence.hits[:_NUMBERS_FROM]:
        figure = record_of(store, hit.passage, "key_figures")
        pieces = (
            [(None, figure.text)] if isinstance(figure, KeyFigure) else [(s, s.text) for s in hit.passage.sentences]
        )
        for sentence, said in pieces:
            counts_it = analysis.ask is Ask.NUMBER and counts(store, counted, said)
            if counts_it or (_MONEY.search(said) if analysis.ask is Ask.MONEY else has_number(said)):
                score = hit.score + topic_coverage(store, evidence.topic, [said]) + (_COUNTS if counts_it else 0.0)
                ranked.append((score, hit.passage, sentence, said))
    for _, passage, sentence, said in sorted(ranked, key=lambda item: -item[0]):
        score = sure(store, analysis, evidence, passage, said)
        if score < load_weights().partly_from:
            continue
        if _is_anothers(analysis, evidence, store, said):
            score = min(score, load_weights().partly_from)
        figure = record_of(store, passage, "key_figures")
        if sentence is None and isinstance(figure, KeyFigure):
            draft = Draft("answered", tuple(figure_lines(figure, replies)))
        elif sentence is not None:
            line = Statement(replies.quoted.format(text=sentence.text), (sentence_source(passage, sentence),))
            draft = Draft("answered", (line,))
        else:
            continue
        return hedged(draft, score, analysis, evidence, store, passage, replies)
    return None


def _is_anothers(analysis: Analysis, evidence: Evidence, store: Store, said: str) -> bool:
    """Whether "hvor mange medarbejdere har X", which asks nothing else, is met by a number that is said to be Y's."""
    about = less_the_office(evidence.topic, store)
    counted = store.lexical.query_words(analysis.counted)
    asked = [word for word in evidence.topic if word not in about]
    if not asked or any(word not in counted for word in about):
        return False
    return any(topic_coverage(store, asked, [owner]) < _SAME_OWNER for owner in owners(said))
