"""Answers that quote running text: the sentence that says it, an introduction, what a short form stands for."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.abstention import INADMISSIBLE
from assistant.analysis import Analysis
from assistant.answers import Draft, Statement
from assistant.case import Case
from assistant.cues import (
    ASKS_MEANING,
    ASKS_WHY,
    BECAME,
    NEGATED,
)
from assistant.degrees import EVERY_WORD, SAID
from assistant.evidence import (
    beyond_the_office,
    is_topic,
    less_the_office,
    names_only_users,
    rarest_word,
    topic_coverage,
)
from assistant.hedging import doubts_claim, hedged, holding, lacks_change, lacks_claim, lacks_degree
from assistant.lines import dated_line, said_by, sentence_source
from assistant.overview import overview
from assistant.patterns import ABOUT, OPENER, ROLE
from assistant.question_forms import ASKS_HOW, Ask
from assistant.sentence_ranking import (
    form_of_who,
    has_form,
    is_only_named,
    lacks_role,
    main_clause,
    only_mentions_it,
    place_of,
    ranked_sentences,
)
from assistant.text_cues import (
    CONCLUDES,
    DENIES,
    EXPLAINS,
    TELLS_BENEFIT,
    TELLS_OCCASION,
    TELLS_PURPOSE,
    TELLS_REASON,
)
from assistant.values import has_name, is_contrary, only_counts, only_mentions
from vectorstore.danish import QueryWord
from vectorstore.records import Kind, Passage, Sentence
from vectorstore.store import Store

SHORT_FORM = re.compile(r"\b[A-ZÆØÅ][\wÆØÅæøå-]*[A-ZÆØÅ\d]\b|\b[A-ZÆØÅa-zæøå]{2,6}(?=\W*(?:for\b|over\b|$))")
_FIGURE = re.compile(  # says how many, not whether
    rf"{ABOUT}\d[\d.,]* ", re.IGNORECASE
)
_NUMBER = re.compile(r"\d")
_THEM = re.compile(r"\bdem\b(?!,? (?:der|som)\b)")
_HEREOF = re.compile(r"^(?:[HD]er(?:af|ved|med|til))\b|\b(?:afledt|som følge|på baggrund) (?:her|der)af\b")
_PLURAL = re.compile(r"\w{3,}(?:erne|ene|er)s?\b")  # a verb like "hjælper" has the form of one
_WAS = re.compile(r"\bhvad (?:var|lød|stod)\b", re.IGNORECASE)
_WHAT_IS = re.compile(rf"{OPENER}(?:hvad er|hvordan lyder|what is|what's)\b", re.IGNORECASE)
_ASKS_WHAT_OR_HOW = re.compile(rf"{OPENER}(?:hvad|hvordan|what|how)\b", re.IGNORECASE)
_WHICH_ONE = re.compile(rf"{OPENER}hvilke[nt] ([\w-]+)", re.IGNORECASE)
_SECOND_SENTENCE = 0.9


def abbreviation(case: Case) -> Draft | None:
    """The sentence that writes a short form behind its full words: "Københavns Kommune (KK)"."""
    asked = SHORT_FORM.findall(case.question)
    for passage in case.store.passages.values():
        for sentence in passage.sentences:
            if any(re.search(rf"\w\s+\({re.escape(name)}\)", sentence.text, re.IGNORECASE) for name in asked):
                line = Statement(case.replies.quoted.format(text=sentence.text), (sentence_source(passage, sentence),))
                return Draft("answered", (line,))
    return None


def text(case: Case) -> Draft | None:
    """The sentence that says it, and the next best of the same initiative when it is nearly as good."""
    if whole := overview(case):
        return whole
    if section := _of_its_heading(case):
        return section
    ranked = ranked_sentences(case)
    if not ranked:
        return None
    ranked = _less_the_inadmissible(case, ranked)
    _, passage, sentence = ranked[0]
    conclusion = _conclusion(case, passage, sentence)
    whole_text = " ".join([said_by(passage, sentence), *(one.text for _, one in conclusion)])
    odds = case.odds(passage, whole_text)
    if not odds.may_be_said:
        return None
    if _is_excepted(case, sentence):
        excepting = denial(case)
        if excepting:
            return excepting
    if not ASKS_HOW.search(case.question) and (opening := _opening(case, passage)):
        return Draft("answered", opening)
    said = [(passage, sentence), *(conclusion or _second(case.analysis, ranked, case.store))]
    said.sort(key=lambda place: (place[0].document_id, place[1].span.page, place[1].span.start))
    lines = [dated_line(case.store, case.replies, *place) for place in said]
    draft = Draft("answered", tuple(dict.fromkeys(lines)))
    members = case.store.lexical.query_words(case.analysis.class_noun or _which(case))[:1]
    unnamed = only_mentions(case.store, members, sentence.text) and not has_name(case.store, case.topic, sentence.text)
    quoted = " ".join(one.text for _, one in said)
    tells_whom = form_of_who(case.analysis)
    doubts = holding(
        is_contrary=is_contrary(case.store, case.question, sentence.text),
        lacks_form=not has_form(case, passage, sentence.text),
        is_only_mentioned=only_mentions_it(case, sentence.text),
        is_only_named=is_only_named(case.analysis, passage),
        is_yet_to_be=passage.kind is Kind.MILESTONE and _WAS.search(case.question),
        is_a_figure=passage.kind is Kind.KEY_FIGURE and case.ask is Ask.TEXT and _ASKS_WHAT_OR_HOW.match(case.question),
        lacks_change=lacks_change(case.analysis, quoted),
        lacks_degree=lacks_degree(case.analysis, quoted),
        says_how_many=case.ask is Ask.STATUS
        and _FIGURE.match(sentence.text)
        and not _NUMBER.search(case.analysis.words),
        lacks_head=_lacks_head(members, case.store, quoted) and not has_name(case.store, case.topic, quoted),
        names_no_members=unnamed or only_counts(case.store, members, sentence.text),
        is_of_users=names_only_users(case.topic),
        is_of_nobody=case.ask is Ask.WHO
        and not case.analysis.inherited.leans_on
        and all(ROLE.search(word.text) for word in case.topic),
        lacks_reason=_lacks_reason(case.analysis, quoted),
        lacks_role=lacks_role(case.analysis, quoted),
        lacks_whom=tells_whom and not tells_whom.search(quoted),
        lacks_claim=case.ask is Ask.STATUS and lacks_claim(case.evidence, case.store, passage),
        doubts_claim=case.ask is Ask.WHO and doubts_claim(case, odds.capped, passage),
    )
    return hedged(case, draft, odds.doubted(*doubts), passage)


def _which(case: Case) -> str:
    """What "hvilken" asks for the one of ("hvilken overenskomst"); "" where it does not."""
    found = _WHICH_ONE.match(case.question) if case.ask is Ask.TEXT else None
    return found[1] if found else ""


def _of_its_heading(case: Case) -> Draft | None:
    """How a section of running text begins whose heading says just what a question is about, the office aside.

    "Hvad er KS' kerneopgave?" is told under "Vores kerneopgave", wherever the words stand besides.
    """
    topic = beyond_the_office(case.topic, case.store)
    if not topic or case.periods or case.analysis.inherited.leans_on or not _WHAT_IS.search(case.question):
        return None
    asked = {term for word in topic for term, _ in word.terms}
    for passage in case.store.passages.values():
        if passage.kind is not Kind.PROSE or topic_coverage(case.store, topic, [passage.section]) < 1.0:
            continue
        heading = beyond_the_office(
            [w for w in case.store.lexical.query_words(passage.section) if is_topic(w)], case.store
        )
        if all(word.terms[0][0] in asked for word in heading):
            return Draft("answered", _opening(case, passage))
    return None


def _lacks_head(members: Sequence[QueryWord], store: Store, told: str) -> bool:
    """Whether what is asked for is a compound of which a text has not the head: "træarter" are no "træer"."""
    head = [word.parts[-1] for word in members if word.parts]
    whole = [replace(word, parts=()) for word in members]
    return bool(head) and not topic_coverage(store, head, [told]) and not topic_coverage(store, whole, [told])


def _is_excepted(case: Case, sentence: Sentence) -> bool:
    """Whether "hvorfor skal X …" may take for given what another sentence denies of X: this one does not speak of X."""
    if not ASKS_WHY.search(case.question) or NEGATED.search(case.question):
        return False
    rarest = rarest_word(case.store, case.topic)
    return rarest is not None and topic_coverage(case.store, [rarest], [sentence.text]) < SAID


def _lacks_reason(analysis: Analysis, told: str) -> bool:
    """Whether a text does not tell why at all, or, asked why something is not so, denies nothing."""
    if not ASKS_WHY.search(analysis.question):
        return False
    tells = any(form.search(told) for form in (TELLS_REASON, TELLS_BENEFIT, TELLS_OCCASION, CONCLUDES))
    refused = DENIES.search(told) or CONCLUDES.search(told)
    return not tells or (NEGATED.search(analysis.question) is not None and not refused)


def denial(case: Case) -> Draft | None:
    """The sentence that says no to what a question takes for given ("nattevagterne er ikke med"), as what is nearest.

    It must hold the question's rarest word: what is denied of others is no answer.
    """
    rarest = rarest_word(case.store, case.topic)
    if rarest is None:
        return None
    for _, passage, sentence in ranked_sentences(case):
        if not DENIES.search(sentence.text) or topic_coverage(case.store, [rarest], [sentence.text]) < SAID:
            continue
        odds = case.odds(passage, said_by(passage, sentence))
        if odds.may_be_said:
            draft = Draft("answered", (dated_line(case.store, case.replies, passage, sentence),))
            return hedged(case, draft, odds.doubted("only_denies"), passage)
    return None


def _less_the_inadmissible(
    case: Case, ranked: list[tuple[float, Passage, Sentence]]
) -> list[tuple[float, Passage, Sentence]]:
    """The ranked sentences from the first of the best place on that may answer; all where none may.

    For who it may also be one elsewhere that has every word: "Byarkitekt NN har ansvaret".
    """
    best = place_of(ranked[0][1])
    of_place = [at for at, (_, passage, _) in enumerate(ranked) if place_of(passage) == best]
    elsewhere = [
        at
        for at, (_, _, sentence) in enumerate(ranked)
        if case.ask is Ask.WHO and topic_coverage(case.store, case.topic, [sentence.text]) >= EVERY_WORD
    ]
    for at in (*of_place, *elsewhere):
        _, passage, sentence = ranked[at]
        if case.odds(passage, said_by(passage, sentence)) != INADMISSIBLE:
            return ranked[at:]
    return ranked


def _conclusion(case: Case, passage: Passage, sentence: Sentence) -> list[tuple[Passage, Sentence]]:
    """The sentence beside it that makes one answer with it: for a purpose what is done about it ("… derfor …").

    For what is meant the one that explains it ("Med det mener vi, at …"); of that one the one that it explains; of one
    with "dem" that stands for nothing in it the one before; of one that says only the condition of a question ("hvad
    tager vi afsæt i, når …") the one after that says the rest.
    """
    if EXPLAINS.match(sentence.text) or dangles(sentence.text):
        return [before for before, after in _pairs(passage, case.store) if after[1] == sentence]
    meaning = ASKS_MEANING.search(case.question) is not None
    main = () if meaning else main_clause(case.analysis, case.topic)
    if main and topic_coverage(case.store, main, [sentence.text]) < SAID:
        following = next((after for before, after in pairwise(passage.sentences) if before == sentence), None)
        says_it = following is not None and topic_coverage(case.store, main, [following.text]) >= SAID
        return [(passage, following)] if following and says_it else []
    if case.ask is not Ask.PURPOSE and not meaning:
        return []
    goes_on = EXPLAINS.match if meaning else CONCLUDES.search
    return [
        after
        for before, after in _pairs(passage, case.store)
        if before[1] == sentence and goes_on(after[1].text) and (meaning or after[0] == before[0])
    ]


def dangles(text: str) -> bool:
    """Whether a text stands for something that it does not name ("formålet er at håndtere dem", "afledt heraf")."""
    if _HEREOF.search(text):
        return True
    found = _THEM.search(text)
    return found is not None and not _PLURAL.search(text[: found.start()])


def _pairs(passage: Passage, store: Store) -> Iterable[tuple[tuple[Passage, Sentence], tuple[Passage, Sentence]]]:
    """Neighbouring sentences of the passage's place, across its paragraphs."""
    of_place = (p for p in store.passages.values() if place_of(p) == place_of(passage) and p.kind is passage.kind)
    places = [(p, sentence) for p in of_place for sentence in p.sentences]
    return pairwise(places)


def _second(
    analysis: Analysis, ranked: Sequence[tuple[float, Passage, Sentence]], store: Store
) -> list[tuple[Passage, Sentence]]:
    """A sentence of the same place to go with the best: one nearly as good.

    For a purpose one that tells why, too: after the best, or directly before it ("… Formålet er …").
    """
    best_score, best, first = ranked[0]
    of_a_fact = BECAME.search(analysis.question) or NEGATED.search(analysis.question)
    if ASKS_WHY.search(analysis.question) and of_a_fact:
        return []  # the reason of what happened or is not so stands in one sentence, unlike what a plan is for
    if analysis.ask is not Ask.PURPOSE:
        near = [(p, s) for score, p, s in ranked[1:2] if score >= _SECOND_SENTENCE * best_score]
        return [(p, s) for p, s in near if place_of(p) == place_of(best)]
    place = [s for p in store.passages.values() if place_of(p) == place_of(best) for s in p.sentences]
    order = sorted({(s.span.page, s.span.start) for s in place})
    least = order.index((first.span.page, first.span.start)) - 1
    for _, passage, sentence in ranked[1:]:
        if sentence == first or place_of(passage) != place_of(best):
            continue
        tells = TELLS_PURPOSE.search(sentence.text) or TELLS_BENEFIT.search(sentence.text)
        if tells and order.index((sentence.span.page, sentence.span.start)) >= least:
            return [(passage, sentence)]
    return []


def _opening(case: Case, passage: Passage) -> tuple[Statement, ...]:
    """The first sentences of a section of running text when the question is its heading ("Vores kerneopgave?")."""
    topic = less_the_office(case.topic, case.store)
    if passage.kind is not Kind.PROSE or topic_coverage(case.store, topic, [passage.section]) < 1.0:
        return ()
    section = [p for p in case.store.passages.values() if place_of(p) == place_of(passage) and p.kind is Kind.PROSE]
    opening = [(p, sentence) for p in section for sentence in p.sentences][:2]
    return tuple(
        Statement(case.replies.quoted.format(text=sentence.text), (sentence_source(p, sentence),))
        for p, sentence in opening
    )
