"""Answers that quote running text: the sentence that says it, an introduction, what a short form stands for."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from assistant.abstention import INADMISSIBLE, Confidence, in_asked_period, load_weights
from assistant.analysis import Analysis
from assistant.answers import Draft, Statement
from assistant.evidence import Evidence, topic_coverage
from assistant.hedging import hedged, lacks_claim
from assistant.lines import dated_line, said_by, sentence_source
from assistant.overview import overview
from assistant.question_forms import ASKS_BENEFIT, ASKS_EXCEPTION, Ask
from assistant.values import CONCLUDES, DENIES, TELLS_BENEFIT, TELLS_PURPOSE, begins_with_actor, has_actor, has_place
from prompts import Replies
from vectorstore.danish import QueryWord
from vectorstore.records import Kind, Passage, Sentence
from vectorstore.store import Store
from vectorstore.words import words

_CONDITION = re.compile(r",?\s+(?:når|hvis|mens|fordi|efter at|inden|selv ?om)\s+(?=(?:\w+\W+){1,12}\w)", re.IGNORECASE)
_SHORT_FORM = re.compile(r"\b[A-ZÆØÅ][\wÆØÅæøå-]*[A-ZÆØÅ\d]\b|\b[A-ZÆØÅa-zæøå]{2,6}(?=\W*(?:for\b|over\b|$))")
_LEANS = re.compile(
    r"(?:Dette|Det|Den|De|Disse|Denne|Her|Hertil|Opgaven|Arbejdet|Ansvaret|Indsatsen|Projektet)(?= \w)"
)  # on its title
_AHEAD = re.compile(r"\b(?:fremover|fremtiden|fra nu af|herefter|from now on|in future)\b", re.IGNORECASE)
_UNTIL_NOW = re.compile(r"\b(?:hidtil|indtil nu|tidligere|før i tiden)\b", re.IGNORECASE)
_BYGONE = 1.0
_SECOND_SENTENCE = 0.9
_MAIN_CLAUSE = 0.5  # against the coverage of the whole question
_SAID = 0.5
_DENIED = 0.5  # who is left out stands in a sentence that says no to something
_DOER = 0.3  # who does it stands where the subject stands
_SAYS_WHY, _SAYS_BENEFIT = 1.0, 2.0  # a sentence that tells the benefit shares few words with the question for it


def abbreviation(analysis: Analysis, store: Store, replies: Replies) -> Draft | None:
    """The sentence that writes a short form behind its full words: "Københavns Kommune (KK)"."""
    asked = _SHORT_FORM.findall(analysis.question)
    for passage in store.passages.values():
        for sentence in passage.sentences:
            if any(re.search(rf"\w\s+\({re.escape(name)}\)", sentence.text, re.IGNORECASE) for name in asked):
                line = Statement(replies.quoted.format(text=sentence.text), (sentence_source(passage, sentence),))
                return Draft("answered", (line,))
    return None


def text(analysis: Analysis, evidence: Evidence, store: Store, replies: Replies, sure: Confidence) -> Draft | None:
    """The sentence that says it, and the next best of the same initiative when it is nearly as good."""
    if whole := overview(analysis, evidence, store, replies):
        return whole
    ranked = _ranked_sentences(analysis, evidence, store)
    if not ranked:
        return None
    ranked = _less_the_inadmissible(analysis, evidence, store, ranked, sure)
    _, passage, sentence = ranked[0]
    conclusion = _conclusion(analysis, passage, sentence)
    whole_text = " ".join([said_by(passage, sentence), *(one.text for _, one in conclusion)])
    score = sure(store, analysis, evidence, passage, whole_text)
    if score < load_weights().partly_from:
        return None
    if opening := _opening(evidence, store, replies, passage):
        return Draft("answered", opening)
    said = [(passage, sentence), *(conclusion or _second(analysis, ranked, store))]
    said.sort(key=lambda place: (place[0].document_id, place[1].span.page, place[1].span.start))
    lines = [dated_line(store, replies, *place) for place in said]
    draft = Draft("answered", tuple(dict.fromkeys(lines)))
    if analysis.ask in (Ask.WHO, Ask.STATUS) and lacks_claim(evidence, store, passage):
        score = min(score, load_weights().partly_from)
    return hedged(draft, score, analysis, evidence, store, passage, replies)


def denial(analysis: Analysis, evidence: Evidence, store: Store, replies: Replies, sure: Confidence) -> Draft | None:
    """The sentence that says no to what a question takes for given ("nattevagterne er ikke med"), as what is nearest.

    It must hold the question's rarest word: what is denied of others is no answer.
    """
    rarest = max(evidence.topic, key=lambda word: store.idf(word.terms[0][0]), default=None)
    if rarest is None:
        return None
    for _, passage, sentence in _ranked_sentences(analysis, evidence, store):
        if not DENIES.search(sentence.text) or topic_coverage(store, [rarest], [sentence.text]) < _SAID:
            continue
        score = sure(store, analysis, evidence, passage, said_by(passage, sentence))
        if score >= load_weights().partly_from:
            draft = Draft("answered", (dated_line(store, replies, passage, sentence),))
            return hedged(draft, load_weights().partly_from, analysis, evidence, store, passage, replies)
    return None


def _less_the_inadmissible(
    analysis: Analysis,
    evidence: Evidence,
    store: Store,
    ranked: list[tuple[float, Passage, Sentence]],
    sure: Confidence,
) -> list[tuple[float, Passage, Sentence]]:
    """The ranked sentences from the first of the best place on that may answer; all where none may."""
    best = ranked[0][1]
    for at, (_, passage, sentence) in enumerate(ranked):
        if (
            _place(passage) == _place(best)
            and sure(store, analysis, evidence, passage, said_by(passage, sentence)) > INADMISSIBLE
        ):
            return ranked[at:]
    return ranked


def _conclusion(analysis: Analysis, passage: Passage, sentence: Sentence) -> list[tuple[Passage, Sentence]]:
    """For a purpose the sentence behind it that says what is done about it ("… derfor …"): the two are one answer."""
    if analysis.ask is not Ask.PURPOSE:
        return []
    pairs = zip(passage.sentences, passage.sentences[1:], strict=False)
    return [(passage, after) for before, after in pairs if before == sentence and CONCLUDES.search(after.text)]


def _second(
    analysis: Analysis, ranked: Sequence[tuple[float, Passage, Sentence]], store: Store
) -> list[tuple[Passage, Sentence]]:
    """A sentence of the same place to go with the best: one nearly as good.

    For a purpose one that tells why, too: after the best, or directly before it ("… Formålet er …").
    """
    best_score, best, first = ranked[0]
    if analysis.ask is not Ask.PURPOSE:
        near = [(p, s) for score, p, s in ranked[1:2] if score >= _SECOND_SENTENCE * best_score]
        return [(p, s) for p, s in near if _place(p) == _place(best)]
    place = [s for p in store.passages.values() if _place(p) == _place(best) for s in p.sentences]
    order = sorted({(s.span.page, s.span.start) for s in place})
    least = order.index((first.span.page, first.span.start)) - 1
    for _, passage, sentence in ranked[1:]:
        if sentence == first or _place(passage) != _place(best):
            continue
        tells = TELLS_PURPOSE.search(sentence.text) or TELLS_BENEFIT.search(sentence.text)
        if tells and order.index((sentence.span.page, sentence.span.start)) >= least:
            return [(passage, sentence)]
    return []


def _opening(evidence: Evidence, store: Store, replies: Replies, passage: Passage) -> tuple[Statement, ...]:
    """The first sentences of a section of running text when the question is its heading ("Vores kerneopgave?")."""
    if passage.kind is not Kind.PROSE or topic_coverage(store, evidence.topic, [passage.section]) < 1.0:
        return ()
    section = [p for p in store.passages.values() if _place(p) == _place(passage) and p.kind is Kind.PROSE]
    opening = [(p, sentence) for p in section for sentence in p.sentences][:2]
    return tuple(
        Statement(replies.quoted.format(text=sentence.text), (sentence_source(p, sentence),)) for p, sentence in opening
    )


def _ranked_sentences(analysis: Analysis, evidence: Evidence, store: Store) -> list[tuple[float, Passage, Sentence]]:
    """Sentences of the best passages, best first; for a purpose, those of the initiative's description that say why."""
    purpose = analysis.ask is Ask.PURPOSE
    benefit = ASKS_BENEFIT.search(analysis.question) is not None
    says_why, worth = (TELLS_BENEFIT, _SAYS_BENEFIT) if benefit else (TELLS_PURPOSE, _SAYS_WHY)
    exception = analysis.ask in (Ask.STATUS, Ask.WHO, Ask.TEXT) and ASKS_EXCEPTION.search(analysis.question)
    main = main_clause(analysis, evidence.topic)
    ranked = []
    for hit in evidence.hits[:8]:
        describes = hit.passage.kind in (Kind.INITIATIVE, Kind.FOCUS_AREA, Kind.PROSE)
        for sentence, following in zip_longest(hit.passage.sentences, hit.passage.sentences[1:]):
            if purpose and not describes and not TELLS_PURPOSE.search(sentence.text):
                continue
            if analysis.ask is Ask.WHO and not has_actor(store, evidence.topic, sentence.text):
                continue
            if analysis.ask is Ask.WHERE and not has_place(store, evidence.topic, sentence.text):
                continue
            if not in_asked_period(analysis, hit.passage, sentence.text):
                continue
            concluded = purpose and following is not None and CONCLUDES.search(following.text) is not None
            read = [sentence.text, following.text] if concluded and following else [sentence.text]
            read += [hit.passage.breadcrumb] if _LEANS.match(sentence.text) else []
            score = hit.score + topic_coverage(store, evidence.topic, read)
            if analysis.ask is Ask.WHO and begins_with_actor(store, evidence.topic, sentence.text):
                score += _DOER
            score += _MAIN_CLAUSE * topic_coverage(store, main, [sentence.text]) if main else 0.0
            if _AHEAD.search(analysis.question) and _UNTIL_NOW.search(sentence.text):
                score -= _BYGONE
            if exception and DENIES.search(sentence.text):
                score += _DENIED
            told = says_why.search(sentence.text) or concluded
            ranked.append((score + (worth if purpose and told else 0.0), hit.passage, sentence))
    return sorted(ranked, key=lambda item: -item[0])


def main_clause(analysis: Analysis, topic: Sequence[QueryWord]) -> tuple[QueryWord, ...]:
    """The topic's words before a clause that says when or if ("…, når søen graves"); none where there is no such."""
    clause = _CONDITION.search(analysis.words)
    said = [word.text for word in words(analysis.words[: clause.start()])] if clause else []
    return tuple(word for word in topic if word.text in said)


def _place(passage: Passage) -> tuple[str, str | None, str]:
    return passage.document_id, passage.initiative_id, passage.section
