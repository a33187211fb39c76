"""Answers to where, or whether, the programme speaks of something: the places that have the word itself."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from assistant.analysis import Analysis
from assistant.answers import Draft, Statement
from assistant.case import Case
from assistant.evidence import topic_coverage
from assistant.lines import dated_line, said_by
from assistant.ordinals import CARDINAL
from assistant.parts import told_off
from assistant.patterns import OPENER
from assistant.text_cues import DENIES
from assistant.values import is_actor
from prompts import Replies
from vectorstore.danish import QueryWord
from vectorstore.periods import find_periods
from vectorstore.records import Initiative, Kind, Passage, Sentence
from vectorstore.store import Store

_SAYS = 0.75  # share of the words that a place must have
_SAYS_ENGLISH = 0.45  # a word may be two in Danish, of which a place has one
_PLACES = 8  # headings with a line each; the rest are named
_OF_ONE = 3  # lines where there is one heading only
_ORDER = (Kind.INITIATIVE, Kind.FOCUS_AREA, Kind.PROSE, Kind.MILESTONE, Kind.KEY_FIGURE, Kind.HISTORY)

_VERB = re.compile(r"\b(?:indsatser(?:ne)?|initiativer(?:ne)?|projekter(?:ne)?|af dem)\W+(?P<verb>\w+)", re.IGNORECASE)
_COMPARES = re.compile(  # by an amount, which takes more than to mention one
    r"\b(?:mere|mindre|flere|færre) end\b|\b(?:over|under|mindst|højst) (?:en|et|\d)|\bkoster\b|\b(?:more|less) than\b",
    re.IGNORECASE,
)

_WHICH_NEW = re.compile(  # "hvilke systemer får vi?", "hvilke nye aftaler kommer der?"
    rf"{OPENER}hvilke (?:(?:nye|andre) )?(?P<kind>\w{{3,}}) "
    r"(?:(?:får|køber|indfører|anskaffer) (?:vi|I|kommunen)|kommer der|bliver (?:der )?(?:indført|købt|taget i brug))"
    r"(?: (?:i \w+|så|nu|egentlig))*\W*"
    rf"|{OPENER}hvilke nye (?P<new>\w{{3,}}) (?:er der|nævnes|findes(?: der)?|har (?:vi|I))\W*",
    re.IGNORECASE,
)
_FEWEST = 2  # initiatives

_NEW_THING = re.compile(  # the thing, or a word that describes it and the thing
    r"\b(?:en|et|ny|nyt|nye|flere) (?P<said>[a-zæøå-]{2,}(?: [a-zæøå-]{4,})?)", re.IGNORECASE
)

Place = tuple[Passage, Sentence]
Places = dict[str, list[Place]]


def mentions(case: Case) -> Draft | None:
    """The places that have the words asked for, under their headings in the programme's order; None without any.

    Of things told off ("ERP eller klima") each for itself; one that the programme lacks is named. Where a question
    has a period, only places that are of it or name it.
    """
    asked = _told_off(case)
    found = [(said, words, _places(case.analysis, words, case.store)) for said, words in asked]
    places: Places = {}
    for _, _, of in found:
        for heading, here in of.items():
            places.setdefault(heading, []).extend(here)
    if not places:
        return None
    together = max(len(words) for _, words, _ in found) > 1
    headings = [heading for heading in dict.fromkeys(map(_heading, case.store.passages.values())) if heading in places]
    lines = [Statement(case.replies.mentioned_together if together else case.replies.mentioned, claim=False)]
    for heading in headings[:_PLACES]:
        here = sorted(places[heading], key=lambda place: _ORDER.index(place[0].kind))
        said_here = dict.fromkeys(dated_line(case.store, case.replies, *place) for place in here)
        lines.append(Statement(f"**{heading}**", claim=False))
        lines += [replace(line, bullet=True) for line in said_here][: _OF_ONE if len(headings) == 1 else 1]
    if others := headings[_PLACES:]:
        titled = ", ".join(f"»{heading}«" for heading in others)
        lines.append(Statement(case.replies.mentioned_also.format(headings=titled), claim=False))
    missing = [said for said, _, of in found if not of]
    lines += [Statement(case.replies.partly.format(question=said), claim=False) for said in missing]
    return Draft("partial" if missing else "answered", tuple(lines))


def saying(case: Case, topic: Sequence[QueryWord], among: Collection[Initiative]) -> Draft | None:
    """The initiatives that say something, each with the sentence or step that says most of it; None without any.

    `partial` where one says no to it, and where none says all: then those that say the question less its verb
    ("hvilke indsatser involverer X").
    """
    if _COMPARES.search(case.question):
        return None
    asked = _VERB.search(case.analysis.words)
    verb = case.store.lexical.query_words(asked["verb"]) if asked else []
    less_verb = [word for word in topic if word not in verb]
    lead = case.replies.initiatives_saying
    all_said = places = _best_of_each(topic, among, case.store)
    if not all_said and 0 < len(less_verb) < len(topic):
        lead = case.replies.initiatives_naming.format(words=" ".join(word.text for word in less_verb))
        places = _best_of_each(less_verb, among, case.store)
    if not places:
        return None
    of = {passage.initiative: (passage, sentence) for passage, sentence in places if passage.initiative}
    lines = [Statement(lead, claim=False), *_under_titles(list(of), of, case.store, case.replies)]
    denied = any(DENIES.search(sentence.text) for _, sentence in places)  # "gymnasieelever er ikke omfattet"
    return Draft("answered" if all_said and not denied else "partial", tuple(lines))


def of_kind(case: Case) -> Draft | None:
    """The initiatives that speak of a thing of a kind that is to come ("hvilke systemer får vi?"), each where it does.

    None where something else is asked of them, where a text tells how many there are, which then names them, and where
    fewer than two initiatives do: then a sentence answers.
    """
    asked = _WHICH_NEW.fullmatch(case.question)
    noun = (asked["kind"] or asked["new"]).casefold() if asked else ""
    if [word.text for word in case.topic] != [noun] or case.analysis.inherited.leans_on or is_actor(noun):
        return None  # of people and offices the names are wanted
    (kind,) = case.topic
    counted = re.compile(rf"\b(?:\d[\d.]*|{CARDINAL}) (?:\w+ ){{0,2}}{re.escape(noun)}\b", re.IGNORECASE)
    places: dict[str, Place] = {}
    for passage in case.store.passages.values():
        for sentence in passage.sentences:
            if counted.search(sentence.text):
                return None
            if passage.initiative and _names_one(kind, sentence.text, case.store):
                places.setdefault(passage.initiative, (passage, sentence))
    titles = [initiative.title for initiative in case.store.initiatives if initiative.title in places]
    if len(titles) < _FEWEST:
        return None
    lines = _under_titles(titles, places, case.store, case.replies)
    return Draft("answered", (Statement(case.replies.initiatives_saying, claim=False), *lines))


def _names_one(kind: QueryWord, text: str, store: Store) -> bool:
    """Whether a text has a word of a kind, or a compound of which that is the head, behind "ny" or an article."""
    own = kind.terms[0][0]
    terms = store.terms(text)
    if own not in {*terms.words, *terms.parts}:
        return False
    for match in _NEW_THING.finditer(text):
        for word in store.lexical.query_words(match["said"]):
            if own in {word.terms[0][0], *(part.terms[0][0] for part in word.parts[-1:])}:
                return True
    return False


def _under_titles(
    titles: Sequence[str], places: Mapping[str, Place], store: Store, replies: Replies
) -> list[Statement]:
    lines: list[Statement] = []
    for title in titles:
        lines.append(Statement(f"**{title}**", claim=False))
        lines.append(replace(dated_line(store, replies, *places[title]), bullet=True))
    return lines


def _best_of_each(words: Sequence[QueryWord], among: Collection[Initiative], store: Store) -> list[Place]:
    """The place of each initiative that says most of the words, in the programme's order; of those that say enough."""
    ids = {initiative.id for initiative in among}
    of: dict[str, tuple[float, Place]] = {}
    for passage in store.passages.values():
        own = passage.initiative_id
        if own is None or own not in ids:
            continue
        for sentence in passage.sentences:
            share = topic_coverage(store, words, [said_by(passage, sentence)])
            if share >= _SAYS and share > of.get(own, (0.0,))[0]:
                of[own] = share, (passage, sentence)
    return [of[initiative.id][1] for initiative in among if initiative.id in of]


def _told_off(case: Case) -> list[tuple[str, list[QueryWord]]]:
    """The things asked about, each as said and its words of the topic; the whole topic where it is one thing."""
    topic = {word.text: _less_synonyms(word) for word in case.topic}
    pieces = [
        (said.strip(" ?.!"), [topic[word.text] for word in case.store.lexical.query_words(said) if word.text in topic])
        for said in told_off(case.analysis.words)
    ]
    pieces = [(said, words) for said, words in pieces if words]
    return pieces if len(pieces) > 1 else [(case.analysis.words, list(topic.values()))]


def _places(analysis: Analysis, words: Sequence[QueryWord], store: Store) -> Places:
    """The sentences that have the words, by heading; under a heading that has them itself its first, if none does."""
    least = _SAYS if analysis.language == "da" else _SAYS_ENGLISH
    of: Places = {}
    titled: Places = {}
    for passage in store.passages.values() if words else ():
        heading = _heading(passage)
        for sentence in passage.sentences:
            if not _in_time(analysis, passage, sentence):
                continue
            if topic_coverage(store, words, [said_by(passage, sentence)]) >= least:
                of.setdefault(heading, []).append((passage, sentence))
            elif passage.kind is Kind.INITIATIVE and topic_coverage(store, words, [heading]) >= least:
                titled.setdefault(heading, [(passage, sentence)])
    return titled | of


def _heading(passage: Passage) -> str:
    return passage.initiative or passage.section


def _in_time(analysis: Analysis, passage: Passage, sentence: Sentence) -> bool:
    """Whether a place is of, or names, a period that is asked for; any is where none is."""
    named = [mention.period for mention in find_periods(said_by(passage, sentence))]
    periods = [*named, passage.period] if passage.period else named
    return not analysis.periods or any(period.overlaps(asked) for period in periods for asked in analysis.periods)


def _less_synonyms(word: QueryWord) -> QueryWord:
    """The word by itself: a place that has another word for it does not use it. An expression stands for its words."""
    own = word.terms if " " in word.text else word.terms[:1]
    return replace(word, terms=own, parts=tuple(_less_synonyms(part) for part in word.parts))
