"""Answers to where, or whether, the programme speaks of something: the places that say the word itself."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.analysis import Analysis
from assistant.answers import Draft, Statement
from assistant.evidence import Evidence, topic_coverage
from assistant.lines import dated_line, said_by
from prompts import Replies
from vectorstore.danish import QueryWord
from vectorstore.periods import find_periods
from vectorstore.records import Kind, Passage, Sentence
from vectorstore.store import Store

_SAYS = 0.75  # share of the topic that a place must say
_OWN = 0.62  # weight of a term from which on it is the word's own or its verb's, and no synonym
_PLACES = 8  # headings with a line each; the rest are named
_OF_ONE = 3  # lines where there is one heading only
_ORDER = (Kind.INITIATIVE, Kind.FOCUS_AREA, Kind.PROSE, Kind.MILESTONE, Kind.KEY_FIGURE, Kind.HISTORY)


def mentions(analysis: Analysis, evidence: Evidence, store: Store, replies: Replies) -> Draft | None:
    """The places that say all words of the topic, under their headings in the programme's order; None without any.

    Where a question has a period, only places that are of it or name it.
    """
    topic = [_less_synonyms(word) for word in evidence.topic]
    of: dict[str, list[tuple[Passage, Sentence]]] = {}
    for passage in store.passages.values() if topic else ():
        heading = passage.initiative or passage.section
        said = [sentence for sentence in passage.sentences if _says(store, topic, said_by(passage, sentence))]
        if not said and passage.kind is Kind.INITIATIVE and heading not in of and _says(store, topic, heading):
            said = list(passage.sentences[:1])  # all of the description is about it
        if said := [sentence for sentence in said if _in_time(analysis, passage, sentence)]:
            of.setdefault(heading, []).extend((passage, sentence) for sentence in said)
    if not of:
        return None
    headings, lines_of_each = list(of), _OF_ONE if len(of) == 1 else 1
    lines = [Statement(replies.mentioned, claim=False)]
    for heading in headings[:_PLACES]:
        places = sorted(of[heading], key=lambda place: _ORDER.index(place[0].kind))
        said_here = dict.fromkeys(dated_line(store, replies, *place) for place in places)
        lines.append(Statement(f"**{heading}**", claim=False))
        lines += [replace(line, bullet=True) for line in said_here][:lines_of_each]
    if others := headings[_PLACES:]:
        titled = ", ".join(f"»{heading}«" for heading in others)
        lines.append(Statement(replies.mentioned_also.format(headings=titled), claim=False))
    return Draft("answered", tuple(lines))


def _says(store: Store, topic: Sequence[QueryWord], text: str) -> bool:
    return topic_coverage(store, topic, [text]) >= _SAYS


def _in_time(analysis: Analysis, passage: Passage, sentence: Sentence) -> bool:
    """Whether a place is of, or names, a period that is asked for; any is where none is."""
    named = [mention.period for mention in find_periods(said_by(passage, sentence))]
    periods = [*named, passage.period] if passage.period else named
    return not analysis.periods or any(period.overlaps(asked) for period in periods for asked in analysis.periods)


def _less_synonyms(word: QueryWord) -> QueryWord:
    """The word by itself: a place that has another word for it does not mention it."""
    own = tuple(term for term in word.terms if term[1] >= _OWN) or word.terms[:1]
    return replace(word, terms=own, parts=tuple(_less_synonyms(part) for part in word.parts))
