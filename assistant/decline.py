"""What is said where the programme has no answer: that, and the nearest thing it does say."""

import re
from collections.abc import Iterator, Sequence

from assistant.abstention import OF_WORDS, knows_name, objection
from assistant.analysis import Analysis
from assistant.answers import Draft, Statement
from assistant.case import Case
from assistant.counting import counts_otherwise
from assistant.cues import HYPOTHETICAL, MONEY_WORDS, WHAT_IF
from assistant.degrees import MOSTLY, SAID, TOUCHED
from assistant.evidence import Evidence, best_sentence, by_meaning, less_the_office, rarest_word, topic_coverage
from assistant.kinds import RECORDS
from assistant.lines import sentence_source
from assistant.numbers import asks_staff, is_anothers
from assistant.question_forms import Ask
from assistant.text_cues import DENIES, TELLS_IF
from assistant.time_cues import WHOLE
from assistant.values import is_office
from vectorstore.danish import QueryWord
from vectorstore.records import Kind, Passage, Sentence
from vectorstore.store import Store

_NEAREST_OF = 10
_MEANT = 0.5  # cosine of the tuned encoder from which a sentence is worth naming beside what the words find
_MEANT_ALONE = 0.57  # and where they find nothing, so that questions about something else have no nearest place
_CONDITION = 0.35  # and a condition of the initiative asked about, where it is asked "hvad hvis …?"
_CONDITIONS = 2
_AS_NEAR = 0.05  # of cosine
_TIE = 0.1  # of what its sentence says, which tells places apart that are as near


def decline(case: Case) -> Draft:
    """Say that the programme doesn't; name the nearest it does say, by its words and by its meaning, if there is any.

    A question about somebody whom the programme never mentions ("Aarhus") has no nearest thing; one about a system
    that it does not know may have, where all the rest of it is said.
    """
    if strangers := [
        name for name in case.analysis.names if not (knows_name(case.store, name) or is_office(case.store, name))
    ]:
        about = [word for word in case.topic if word.text not in {name.casefold() for name in strangers}]
        said = max(
            (topic_coverage(case.store, about, [h.passage.embedding_text]) for h in case.evidence.hits), default=0.0
        )
        people_or_places = any(name.istitle() for name in strangers)  # a system goes by capitals: "SAP"
        if people_or_places or not about or said < MOSTLY:
            return Draft("not_found", (Statement(case.replies.not_found, claim=False),))
    by_words = _nearest_said(case)
    if conditions := _conditions(case):
        near = list(dict.fromkeys((*conditions, *by_words)))[:_CONDITIONS]
        lines = tuple(_listed(near, case.analysis, case.evidence))
        return Draft("partial", (Statement(case.replies.nearly.format(where=""), claim=False), *lines))
    meant = _nearest_meant(case.evidence, case.store, _MEANT if by_words else _MEANT_ALONE)
    if case.ask in (Ask.NUMBER, Ask.MONEY):  # the number of something else would be read as the one asked for
        meant = [one for one in meant if _may_count(one[0].in_place(one[1].text), case.evidence, case.store)]
    places = list(dict.fromkeys((*by_words, *meant)))
    if not places:
        of_records = case.ask in RECORDS | {Ask.MENTIONS, Ask.MOST}
        of_programme = of_records or any(is_office(case.store, word.text) for word in case.topic)
        none = case.replies.not_found if of_programme else case.replies.out_of_scope
        return Draft("not_found", (Statement(none, claim=False),))
    if asks_staff(case.analysis):  # another's number would be read as the answer
        places = [place for place in places if not is_anothers(case, place[1].text)]
    if not places:
        return Draft("not_found", (Statement(case.replies.not_found, claim=False),))
    lines = tuple(_listed(places, case.analysis, case.evidence))
    if by_words == meant and _may_answer(case, *meant[0]):
        return Draft("partial", (Statement(case.replies.nearly.format(where=""), claim=False), *lines))
    return Draft("not_found", (Statement(case.replies.not_found_nearest, claim=False), *lines))


def _may_answer(case: Case, passage: Passage, sentence: Sentence) -> bool:
    """Whether the sentence that words and meaning both find nearest comes near an answer, though it has other words.

    Of yes/no questions, and of numbers where it is a key figure: what was measured on stands in `docs/abstention.md`.
    """
    figure = case.ask is Ask.NUMBER and passage.kind is Kind.KEY_FIGURE
    if figure and counts_otherwise(case, passage, sentence.text):
        return False
    if not (figure or case.ask is Ask.STATUS) or asks_staff(case.analysis):
        return False
    if case.analysis.inherited.leans_on not in ("", passage.initiative):
        return False
    if not all(word.known for word in case.topic):
        return False  # "chatgpt" is no other word for what is told
    return objection(case.store, case.analysis, case.evidence, passage, sentence.text) in ("", *OF_WORDS)


def _listed(places: Sequence[tuple[Passage, Sentence]], analysis: Analysis, evidence: Evidence) -> Iterator[Statement]:
    """The places, under the heading of an initiative that the question does not name: "Dette arbejde …" is its own."""
    named = {analysis.inherited.subject, *(initiative.title for initiative in evidence.named)}
    above = ""
    for passage, sentence in places:
        title = passage.initiative or ""
        if title and title != above and title not in named:
            yield Statement(f"**{title}**", claim=False)
        above = title
        yield Statement(sentence.text, (sentence_source(passage, sentence),), bullet=True)


def _nearest_meant(evidence: Evidence, store: Store, least: float) -> list[tuple[Passage, Sentence]]:
    """The sentence that a tuned encoder finds nearest, by a cosine from `least` on; of what the question names."""
    if not (store.encoder.tuned and evidence.topic):
        return []
    ids = {initiative.id for initiative in evidence.named}
    found = [one for one in by_meaning(evidence) if not ids or one[1].initiative_id in ids]
    nearest = max(found, key=lambda one: one[0], default=None)
    return [nearest[1:]] if nearest and nearest[0] >= least else []


def _conditions(case: Case) -> list[tuple[Passage, Sentence]]:
    """For "hvad hvis …?" the condition that the initiative asked about has, by a tuned encoder the nearest or two.

    People tell what may happen in words of their own: "hvis butikkerne mister omsætning" for "falder handlen, …".
    """
    asks = HYPOTHETICAL.search(case.question) or WHAT_IF.search(case.question)
    if not (asks and case.store.encoder.tuned and case.focus):
        return []
    own = (one for one in by_meaning(case.evidence) if one[1].initiative_id == case.focus.id)
    ranked = sorted((one for one in own if TELLS_IF.search(one[2].text)), key=lambda one: -one[0])[:_CONDITIONS]
    return [one[1:] for one in ranked if one[0] >= max(_CONDITION, ranked[0][0] - _AS_NEAR)]


def _may_count(text: str, evidence: Evidence, store: Store) -> bool:
    """Whether a text has no number, or says the rarest word of what is asked about, besides money."""
    rarest = rarest_word(store, [word for word in evidence.topic if not MONEY_WORDS.search(word.text)])
    return not re.search(r"\d", text) or (rarest is not None and topic_coverage(store, [rarest], [text]) >= SAID)


def _nearest_said(case: Case) -> list[tuple[Passage, Sentence]]:
    """The sentence that says most of the topic in its words, or whom it leaves out where all are asked about."""
    topic = less_the_office(case.evidence.subjects or case.topic, case.store)
    near = max(
        case.evidence.hits[:_NEAREST_OF], key=lambda hit: _nearness(case.store, topic, hit.passage), default=None
    )
    if near is None or topic_coverage(case.store, topic, [near.passage.embedding_text]) < TOUCHED:
        return []
    return [_exception(case) or (near.passage, best_sentence(case.store, topic, near.passage))]


def _exception(case: Case) -> tuple[Passage, Sentence] | None:
    """For a question that takes something to hold for all ("hvorfor skal alle …"), the sentence that excepts some."""
    about = [word for word in case.topic if not word.text[:1].isdigit()]
    if not WHOLE.search(case.question) or not about:
        return None
    places = [(hit.passage, sentence) for hit in case.evidence.hits[:_NEAREST_OF] for sentence in hit.passage.sentences]
    denying = [place for place in places if DENIES.search(place[1].text)]
    best = max(denying, key=lambda place: topic_coverage(case.store, about, [place[1].text]), default=None)
    return best if best and topic_coverage(case.store, about, [best[1].text]) >= SAID else None


def _nearness(store: Store, topic: Sequence[QueryWord], passage: Passage) -> float:
    """How much of the topic a place holds, its heading once more; of like ones the one whose sentence says it.

    A stray word elsewhere is less near: "hvad koster rekrutteringssystemet" is about recruitment, not about costs.
    """
    texts = (passage.embedding_text, passage.initiative or passage.section, best_sentence(store, topic, passage).text)
    place, heading, sentence = (topic_coverage(store, topic, [text]) for text in texts)
    return place + heading + _TIE * sentence
