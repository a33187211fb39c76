"""What the store holds for a question: ranked passages, the initiatives it is about, and how well they fit."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import repeat
from statistics import fmean, pstdev

from assistant.analysis import Analysis
from assistant.cues import HANDLES
from assistant.degrees import ITSELF, MOSTLY, SAID
from assistant.form_words import FILLERS, USERS, generic_stems
from assistant.in_time import coming_first, less_time
from assistant.kinds import DATED
from assistant.parts import told_off
from assistant.patterns import ROLE
from assistant.question_forms import Ask
from assistant.time_cues import HOW
from assistant.undertakings import less_undertaking
from vectorstore.coverage import coverage
from vectorstore.danish import IndexTerms, QueryWord
from vectorstore.records import RUNNING, Hit, Initiative, Kind, Milestone, Passage, Period, Sentence
from vectorstore.store import CANDIDATES, Store

FITS = 0.5  # both chosen on the questions marked dev
FITS_PERIOD = 1.5
_TIE = 0.05
_FEWEST_TOLD_OFF = 3  # things told off, from which on no single title can cover most of the question
_BY_CHANCE = 0.2
_WORDS_TOO = 30  # best passages whose words are looked at again where meaning ranks them
_NEARLY_SAID = 0.55  # cosine from which on more than half of the places are the right ones, on invented programmes
NEARER = 0.7  # what a sentence's own cosine counts beside its passage's: chosen on invented programmes and dev


_LONG = 10  # letters of a word that tells by itself which title is meant
_CAPITALS = re.compile(r"\b[A-ZÆØÅ]{2,}\b")


@dataclass(frozen=True, slots=True)
class Evidence:
    """`hits` are the best passages of the whole index; `topic` is the question's words less the generic ones.

    `subjects` are the topic less what says only when, where it asks for a period; `named` the initiatives whose title
    the question uses, `focus` the one that it is about if there is one; `found` is all that the search gave, the
    hits of a follow-up being only those of its subject.
    """

    hits: tuple[Hit, ...]
    topic: tuple[QueryWord, ...]
    subjects: tuple[QueryWord, ...]
    named: tuple[Initiative, ...]
    focus: Initiative | None
    found: tuple[Hit, ...] = ()

    @property
    def cosines(self) -> tuple[float, ...]:
        """Those of every passage found by meaning."""
        return tuple(hit.dense for hit in self.found if hit.dense)


def gather(store: Store, analysis: Analysis, found: tuple[Hit, ...] = ()) -> Evidence:
    """Search the store and work out which initiative the question is about.

    `found` is what an earlier search of the store gave for the same words, which is then not done again.
    """
    own = less_undertaking(analysis.words, store)
    asked = f"{own} {analysis.inherited.leans_on}".strip()
    meant = own if analysis.language == "da" else f"{analysis.question} {own}"
    if analysis.inherited.leans_on and not store.encoder.tuned:  # else all that is looked at would be alike by it
        meant = f"{meant} {analysis.inherited.leans_on}"
    around = f" {analysis.context}" if analysis.context else ""
    found = found or tuple(store.search(asked + around, CANDIDATES, meant=meant + around))
    subject = next((i for i in store.initiatives if i.title == analysis.inherited.subject), None)
    about = [hit for hit in found if subject is None or hit.passage.initiative_id == subject.id]
    due = _due(store, analysis)
    hits = tuple(sorted((replace(h, score=h.score + fit(analysis, h.passage, due)) for h in about), key=_by_score))
    words = store.lexical.query_words(asked)
    topic = tuple(word for word in words if is_topic(word))
    if store.encoder.tuned:
        hits = _by_words_too(store, topic, hits)
    topic += tuple(word for word in _of_context(store, analysis, hits, topic) if word not in topic)
    if analysis.ask is Ask.NUMBER:
        topic = tuple(word for word in topic if not HANDLES.search(word.text) and word.text not in HOW) or topic
    subjects = tuple(less_time(topic)) if analysis.periods else topic
    named = each_named(store, asked, _FEWEST_TOLD_OFF) or _named(store, subjects, hits)
    return Evidence(hits, topic, subjects, named, subject or _focus(store, hits, named), found)


def _of_context(
    store: Store, analysis: Analysis, hits: Sequence[Hit], topic: Sequence[QueryWord]
) -> tuple[QueryWord, ...]:
    """The words of what is told around a question that the best place says, too; all where it says none of them.

    What somebody tells needs no answer, so what the programme lacks of it does not count against a text, unless the
    question is about nothing else.
    """
    words = tuple(word for word in store.lexical.query_words(analysis.context) if is_topic(word))
    place = [hits[0].passage.embedding_text] if hits else []
    said = tuple(word for word in words if topic_coverage(store, [word], place) >= SAID)
    return said if said and topic else words


def is_generic(word: QueryWord) -> bool:
    """Whether a word says what kind of answer is wanted; an expression does if one of its meanings does."""
    if word.text in USERS:
        return False
    terms = word.terms if " " in word.text else word.terms[:1]
    return any(term in generic_stems() for term, _ in terms)


def names_only_users(topic: Sequence[QueryWord]) -> bool:
    """Whether a topic is no more than "brugerne": they are spoken of in many places that answer nothing."""
    return all(word.text in USERS for word in topic)


def is_topic(word: QueryWord) -> bool:
    """Whether a word says what a question is about."""
    return word.text not in FILLERS and not is_generic(word)


def _due(store: Store, analysis: Analysis) -> frozenset[tuple[str, Period]]:
    """For a question for what comes next, the initiative and period of each one's next milestones."""
    if analysis.ask is not Ask.NEXT or analysis.after is None:
        return frozenset()
    of: dict[str, list[Milestone]] = {}
    for milestone in store.milestones:
        of.setdefault(milestone.initiative_id, []).append(milestone)
    coming = (m for own in of.values() for m in coming_first(own, analysis.after))
    return frozenset((m.initiative_id, m.period) for m in coming if m.period)


def fit(analysis: Analysis, passage: Passage, due: Collection[tuple[str | None, Period]] = ()) -> float:
    """What it is worth, in standard deviations of scores, that a passage has the asked-for kind of value.

    `due` are the initiative and period of the milestones that come next, where these are asked for.
    """
    worth = FITS_PERIOD if passage.period is not None and (passage.initiative_id, passage.period) in due else 0.0
    if analysis.ask in DATED:
        worth += FITS if passage.kind in (Kind.MILESTONE, Kind.HISTORY) else 0.0
    elif analysis.ask in (Ask.NUMBER, Ask.MONEY):
        worth += FITS if passage.kind is Kind.KEY_FIGURE or any(c.isdigit() for c in passage.text) else 0.0
    elif analysis.ask is Ask.PURPOSE:
        worth += FITS if passage.kind in RUNNING else 0.0
    if passage.period is not None and any(passage.period.overlaps(asked) for asked in analysis.periods):
        worth += FITS_PERIOD
    return worth


def _by_words_too(store: Store, topic: Sequence[QueryWord], hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The hits with the share of the topic that they say in their place added: a tuned encoder finds what is alike.

    "Kontrakt på et nyt rekrutteringssystem" is like "nyt kontraktstyringssystem"; the title tells which is meant.
    """
    best, rest = hits[:_WORDS_TOO], hits[_WORDS_TOO:]
    said = (topic_coverage(store, topic, [hit.passage.embedding_text, hit.passage.section]) for hit in best)
    ranked = [replace(hit, score=hit.score + share) for hit, share in zip(best, said, strict=True)]
    return (*sorted(ranked, key=_by_score), *rest)


def _by_score(hit: Hit) -> tuple[float, str]:
    return -hit.score, hit.passage.id


def topic_coverage(store: Store, topic: Sequence[QueryWord], texts: Collection[str]) -> float:
    """The share of the topic, weighted by rarity, that the texts cover together: 0 to 1."""
    terms = [store.terms(text) for text in texts]
    together = IndexTerms(
        tuple(word for one in terms for word in one.words), tuple(part for one in terms for part in one.parts)
    )
    return coverage(topic, together, store.idf)


def action_words(evidence: Evidence, store: Store) -> tuple[QueryWord, ...]:
    """What the question asks of its focus: the topic's words that the title does not hold; all without a focus."""
    if evidence.focus is None:
        return evidence.topic
    title = [evidence.focus.title]
    return tuple(word for word in evidence.topic if topic_coverage(store, [word], title) < ITSELF)


def less_the_office(topic: Sequence[QueryWord], store: Store) -> tuple[QueryWord, ...]:
    """The topic less the office and the municipality that the programme is of: all of it is about these."""
    return beyond_the_office(topic, store) or tuple(topic)


def beyond_the_office(topic: Sequence[QueryWord], store: Store) -> tuple[QueryWord, ...]:
    """As `less_the_office`, nothing where a topic is the office alone."""
    return tuple(word for word in topic if topic_coverage(store, [word], store.office) < ITSELF)


def is_of_office(topic: Sequence[QueryWord], store: Store) -> bool:
    """Whether a topic is no more than the office, by its name or its initials: "hvad er KS?"."""
    return all(word.text.upper() in store.initials for word in beyond_the_office(topic, store))


def cosine_of(evidence: Evidence, passage: Passage, text: str) -> float:
    """The cosine of the nearest sentence of a passage that a text has; of the passage where it has none of them.

    Of a passage that was not found, the least of those found.
    """
    hit = next((hit for hit in evidence.hits if hit.passage.id == passage.id), None)
    if hit is None:
        return min(evidence.cosines, default=0.0)
    sentences = zip(passage.sentences, hit.sentences, strict=False)
    return max((cosine for sentence, cosine in sentences if sentence.text in text), default=hit.dense)


def by_meaning(evidence: Evidence) -> list[tuple[float, Passage, Sentence]]:
    """The sentences found with their cosines; where one has no vector of its own, its passage's."""
    return [
        (cosine, hit.passage, sentence)
        for hit in evidence.hits
        for sentence, cosine in zip(hit.passage.sentences, hit.sentences or repeat(hit.dense), strict=False)
    ]


def nearer(evidence: Evidence, hit: Hit, text: str) -> float:
    """How much nearer the question a text of a passage is than its nearest one, in standard deviations: 0 or less."""
    return lift(evidence, cosine_of(evidence, hit.passage, text)) - lift(evidence, hit.dense)


def nearly_said(store: Store, evidence: Evidence, passage: Passage, text: str) -> bool:
    """Whether a text is so near that it need not say in the same words what is asked for; a tuned encoder can tell."""
    return store.encoder.tuned and cosine_of(evidence, passage, text) >= _NEARLY_SAID


def worth(store: Store, evidence: Evidence, passage: Passage, text: str) -> float:
    """How well a text of a passage found fits, whatever kind of place it is: in standard deviations of scores."""
    hit = next(hit for hit in evidence.hits if hit.passage.id == passage.id)
    context = [text, passage.breadcrumb, passage.section]
    return hit.score + NEARER * nearer(evidence, hit, text) + topic_coverage(store, evidence.topic, context)


def lift(evidence: Evidence, cosine: float) -> float:
    """How far a cosine stands above those of the passages found, in their standard deviations."""
    cosines = evidence.cosines
    deviation = pstdev(cosines) if len(cosines) > 1 else 0.0
    return (cosine - fmean(cosines)) / deviation if deviation else 0.0


def rarest_word(store: Store, topic: Sequence[QueryWord]) -> QueryWord | None:
    """The word of a topic that the fewest passages hold: what is denied of others is not denied of it."""
    return max(topic, key=lambda word: store.idf(word.terms[0][0]), default=None)


def best_sentence(store: Store, words: Sequence[QueryWord], passage: Passage) -> Sentence:
    """The sentence of a passage that covers most of the question's words; the first of equals."""
    return max(passage.sentences, key=lambda sentence: topic_coverage(store, words, [sentence.text]))


def _named(store: Store, topic: Sequence[QueryWord], hits: Sequence[Hit]) -> tuple[Initiative, ...]:
    """The initiatives whose titles cover most of the topic, all that are about as good as the best.

    None when the best passage covers clearly more than any title: then the question uses the text's words,
    and a title has some of them by chance ("system").
    """
    if not topic or not hits:
        return ()
    covered = [(topic_coverage(store, topic, [initiative.title]), initiative) for initiative in store.initiatives]
    best = max((share for share, _ in covered), default=0.0)
    if best < SAID or best < topic_coverage(store, topic, [hits[0].passage.text]) - _BY_CHANCE:
        return ()
    named = tuple(initiative for share, initiative in covered if share >= best - _TIE)
    return named + _also_named(store, topic, named)


def own_terms(word: QueryWord) -> frozenset[str]:
    """The stems of a word and of the parts that it is made of, without those of other words for it."""
    return frozenset(one.terms[0][0] for one in (word, *word.parts) if one.terms)


def named_outright(topic: Sequence[QueryWord], store: Store) -> tuple[Initiative, ...]:
    """The initiatives that a topic names by a word that one title has and no other, whatever else it is about.

    Only a telling word does: a compound, a long one, or a name in capitals; not "løsning" or "fælles", nor a word for a
    role ("hvem leder …").
    """
    capitals = {name for initiative in store.initiatives for name in _CAPITALS.findall(initiative.title)}
    named: list[Initiative] = []
    for word in topic:
        telling = word.parts or len(word.text) >= _LONG or word.text.upper() in capitals
        if not telling or ROLE.search(word.text):
            continue
        said = own_terms(word)
        holding = [i for i in store.initiatives if said & {*(terms := store.terms(i.title)).words, *terms.parts}]
        shares = [(topic_coverage(store, [word], [initiative.title]), initiative) for initiative in holding]
        names = {part.text.upper() for part in word.parts} & capitals  # "ERP-systemet"
        by_it = [i for share, i in shares if share >= ITSELF or names & {*_CAPITALS.findall(i.title)}]
        named += by_it if len(by_it) == 1 else []
    return tuple(dict.fromkeys(named))


def told_by_one(topic: Sequence[QueryWord], store: Store) -> tuple[Initiative, ...]:
    """The one initiative that a topic is of though no title has it: its telling words, or all, stand there alone.

    A compound tells more than another long word: "hvem *samarbejder* vi med om *datalageret*".
    """
    words = [word for word in topic if not ROLE.search(word.text)]
    places = {word.text: initiatives_saying(word, store) for word in words}
    alone = [word for word in words if len(places[word.text]) == 1]
    compounds = [word for word in alone if word.parts]
    long = [word for word in alone if len(word.text) >= _LONG or any(char.isdigit() for char in word.text)]
    for telling in (compounds, long, alone):
        told = set().union(*(places[word.text] for word in telling))
        if telling and (telling is not alone or all(places[word.text] == told for word in words)):
            return tuple(initiative for initiative in store.initiatives if told == {initiative.id})
    return ()


def initiatives_saying(word: QueryWord, store: Store, *, parts: bool = False) -> set[str | None]:
    """The ids of the initiatives whose text has the word, or it as one of the `parts` of a compound.

    None is for what stands outside of any.
    """
    stem = word.terms[0][0]
    terms = ((p.initiative_id, store.terms(p.text)) for p in store.passages.values())
    return {one for one, said in terms if stem in said.words or (parts and stem in said.parts)}


def each_named(store: Store, asked: str, fewest: int) -> tuple[Initiative, ...]:
    """The initiatives of so many or more that are told off ("milepæle for klima, ERP og løn"), each by a title's words.

    None where one of them is no initiative's, or several ones': then the words may be of one thing.
    """
    pieces = [[word for word in store.lexical.query_words(piece) if is_topic(word)] for piece in told_off(asked)]
    pieces = [piece for piece in pieces if piece]
    if len(pieces) < fewest:
        return ()
    named: list[Initiative] = []
    for piece in pieces:
        shares = [(topic_coverage(store, piece, [initiative.title]), initiative) for initiative in store.initiatives]
        best = max((share for share, _ in shares), default=0.0)
        of_piece = [initiative for share, initiative in shares if share == best]
        if best < MOSTLY or len(of_piece) > 1:
            return ()
        named += of_piece
    return tuple(dict.fromkeys(named))


def _also_named(store: Store, topic: Sequence[QueryWord], named: Sequence[Initiative]) -> tuple[Initiative, ...]:
    """A second initiative whose title has the words that the first one's lacks ("for ERP og for klima")."""
    rest = [word for word in topic if all(topic_coverage(store, [word], [i.title]) < ITSELF for i in named)]
    others = [initiative for initiative in store.initiatives if initiative not in named]
    shares = [(topic_coverage(store, rest, [initiative.title]), initiative) for initiative in others]
    best = max((share for share, _ in shares), default=0.0)
    return tuple(initiative for share, initiative in shares if share == best >= MOSTLY)


def _focus(store: Store, hits: Sequence[Hit], named: Sequence[Initiative]) -> Initiative | None:
    """The one initiative that the question is about: the named one, or the one that the best passage belongs to."""
    if len(named) == 1:
        return named[0]
    ids = {initiative.id for initiative in named}
    top = next((hit.passage for hit in hits if not ids or hit.passage.initiative_id in ids), None)
    if top is None or top.initiative_id is None:
        return None
    return next(initiative for initiative in store.initiatives if initiative.id == top.initiative_id)
