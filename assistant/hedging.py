"""Answers that come near: said as such, with the words of the question that the programme has nowhere."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.abstention import Odds, occurs
from assistant.analysis import Analysis
from assistant.answers import Draft, Hedge, Statement
from assistant.case import Case
from assistant.cues import ASKS_EXTREME, ASKS_MORE_OR_LESS
from assistant.degrees import MENTIONED, SAID
from assistant.evidence import Evidence, action_words, named_outright, rarest_word, topic_coverage
from assistant.measures import digits, measures
from assistant.patterns import NUMBER
from assistant.question_forms import Ask
from assistant.sentence_ranking import place_of
from assistant.text_cues import TELLS_EXTREME, TELLS_MORE_OR_LESS
from assistant.values import is_office
from vectorstore.danish import QueryWord, words
from vectorstore.records import Kind, Passage
from vectorstore.stopwords import STOPWORDS
from vectorstore.store import Store

_OUTWEIGHS = 1.75  # log-odds from which none of 10 answers for who that lacked a verb was wrong
_NUMBER = re.compile(r"(?<![\w.,/-])\d{2,}(?:[.,]\d+)*(?![\w/-])")
_FULL_YEAR = re.compile(r"20\d\d")
_BEFORE_A_THING = (
    re.compile(
        r"(?:^|\s)(?:en|et|min|mit|mine|din|dit|dine|vores|jeres|deres|nye?|nyt|ingen|nogen|nogle|mange|flere)$"
    ),
    re.compile(r"(?:^|\s)(?:om|med|af|på|i|for|til|fra|ved|over|under|mod|uden|efter|hvilken|hvilket|hvilke)$"),
    re.compile(r"\b(?:er|findes|kommer|bliver) der$|\b(?:har|får) (?:vi|I|man)$", re.IGNORECASE),
)
_VERB = re.compile(r"(?:^|\s)(?:er|bliver|har|får|koster|kan|skal|må|kommer|gælder|ligger|står)$", re.IGNORECASE)
_BEFORE_A_VERB = re.compile(
    r"\b(?:hvad|der|som|vi|I|man|jeg|du|de|kan|skal|skulle|vil|må|bør|burde|så|nu|stadig|endnu|ikke|"
    r"kun|gerne|lige|egentlig|også|os)$",
    re.IGNORECASE,
)
_VERB_FORM = re.compile(r"(?!\w+ede)[a-zæøå]+(?:e|r|s)|stod|lå|gik|fik|kom")
_DEFINITE = re.compile(r"\w{3}(?:en|et|erne|ene)$")  # "er maden gratis?"
_TIME_OF_DAY = re.compile(r"^(?:nat(?:ten)?|ferien?|(?:aften|morgen|dag|weekend|jul)(?:en)?)$", re.IGNORECASE)
_OF_WORDS = frozenset(("lacks_claim", "doubts_claim"))
_KEYWORDS = 3  # words of a question that is none: "direktør løn"
_AROUND = "?!.,:;»«\"'()“”"


def holding(**doubts: object) -> tuple[str, ...]:
    """The names of the doubts that hold."""
    return tuple(name for name, holds in doubts.items() if holds)


def hedged(case: Case, draft: Draft, odds: Odds, passage: Passage) -> Draft:
    """The draft, as the nearest that the programme says where its odds are too low, or there are doubts.

    It is a doubt of its own that another name was asked about.

    With it stand the words of the question that the programme has nowhere, and the heading of a milestone that the
    question does not name: of "det nye system" it alone says which.
    """
    if odds.is_plain and lacks_name(case.analysis, case.store, passage):
        odds = odds.doubted("lacks_name")
    if odds.is_plain:
        return draft
    lines = tuple(one for one in draft.statements if one.text != case.replies.several_fit)  # what comes near fits none
    first = Statement(lead(case, passage, lines, is_clear=is_of_words(case, odds.doubts, passage)), claim=False)
    hedge = Hedge(odds.score, odds.capped, odds.doubts)
    return replace(draft, status="partial", statements=(first, *lines), hedge=hedge)


def is_of_words(case: Case, doubts: Sequence[str], passage: Passage) -> bool:
    """Whether the only doubt is that a text lacks the verb or noun of what is claimed: 85 % of these texts answer.

    It must be of what the question names, and have its rarest word.
    """
    if not doubts or not _OF_WORDS.issuperset(doubts):
        return False
    rarest = rarest_word(case.store, case.topic)
    place = [passage.text, passage.breadcrumb, passage.section]
    if rarest is None or topic_coverage(case.store, [rarest], place) < SAID:
        return False
    named = {initiative.id for initiative in case.evidence.named or named_outright(case.topic, case.store)}
    return not named or passage.initiative_id in named


def lead(case: Case, passage: Passage, lines: Sequence[Statement], is_clear: bool = False) -> str:
    """What stands in front of the lines of an answer that comes near: the things it lacks, and of what a milestone is.

    If it `is_clear`, there is no denial at all; an initiative whose heading stands among the lines is not named.
    """
    named = {case.analysis.inherited.subject, *(initiative.title for initiative in case.evidence.named)}
    named |= {line.text.strip("*") for line in lines if not line.claim}
    elsewhere = passage.kind is Kind.MILESTONE and passage.initiative and passage.initiative not in named
    where = case.replies.nearly_where.format(title=passage.initiative) if elsewhere else ""
    unknown = ", ".join(f"»{word}«" for word in unknown_things(case, passage))
    form = case.replies.nearly_without if unknown else case.replies.nearly_so if is_clear else case.replies.nearly
    return form.format(words=unknown, where=where)


def unknown_things(case: Case, passage: Passage) -> list[str]:
    """The words for things, as asked, that neither the place of a passage nor the programme has anywhere."""
    if case.analysis.language != "da":
        return []  # what an English question says in its own words, the programme may well mention in Danish
    quoted = [passage.text, passage.breadcrumb, passage.section]
    lacking = (word for word in case.topic if topic_coverage(case.store, [word], quoted) < MENTIONED)
    unknown = (word for word in lacking if len(word.text) > 2 and not occurs(case.store, word.text))
    return list(dict.fromkeys(_as_asked(case.analysis, word) for word in unknown if is_thing(case.analysis, word)))


def lacks_name(analysis: Analysis, store: Store, passage: Passage) -> bool:
    """Whether a name in the question ("biblioteket i Kær"), or a number, stands nowhere around the passage."""
    if analysis.language != "da":
        return False
    around = [p for p in store.passages.values() if place_of(p) == place_of(passage)]
    said = [p.text for p in around if passage.kind is not Kind.HISTORY or p is passage]  # an event tells of itself only
    place = [passage.breadcrumb, passage.section, *said]
    told = {digits(number) for number in NUMBER.findall(" ".join(place))}
    if {number for number, _ in measures(analysis.words)} - told:
        return True  # "25 mio." is not of 2025
    told |= {number[2:] for number in told if _FULL_YEAR.fullmatch(number)}  # "budget 27" is of 2027
    if {digits(number) for number in _NUMBER.findall(analysis.words)} - told:
        return True  # "hvorfor kun 25 mio.": what takes a number for given that is told nowhere
    names = " ".join(name for name in analysis.names if not is_office(store, name))
    return any(topic_coverage(store, [name], place) < MENTIONED for name in store.lexical.query_words(names))


def is_thing(analysis: Analysis, word: QueryWord) -> bool:
    """Whether a word of a question stands for a thing or is a name, as its form and the word before it tell.

    That a programme has not the asker's verb or adverb ("sænke", "galt") says nothing of what it tells.
    """
    tokens = [token.strip(_AROUND) for token in analysis.question.split()]
    at = next((at for at, token in enumerate(tokens) if any(own.text == word.text for own in words(token))), None)
    if " " in word.text or at is None or _TIME_OF_DAY.search(word.text):
        return False
    keywords = len(tokens) <= _KEYWORDS and not any(token.casefold() in STOPWORDS for token in tokens)
    if word.parts or keywords or any(char.isdigit() for char in word.text):
        return True
    is_name = at > 0 and tokens[at][:1].isupper()
    is_subject = _VERB.search(" ".join(tokens[:at])) is not None and _DEFINITE.search(word.text) is not None
    return is_name or is_subject or any(form.search(" ".join(tokens[:at])) for form in _BEFORE_A_THING)


def is_verb(analysis: Analysis, word: QueryWord) -> bool:
    """Whether a word of a question is a verb, by its form and its place: behind "hvad", "der", a pronoun or a modal.

    A participle claims something ("hvilke milepæle er *aflyst*"), and an infinitive behind "at" is what it is about.
    """
    tokens = [token.strip(_AROUND) for token in analysis.question.split()]
    first = word.text.split()[0]  # of an expression ("stod for")
    at = next((at for at, token in enumerate(tokens) if any(own.text == first for own in words(token))), 0)
    alone = " " in word.text or not word.parts
    stands = alone and _VERB_FORM.fullmatch(tokens[at]) and _BEFORE_A_VERB.search(" ".join(tokens[:at]))
    return bool(stands) and not is_thing(analysis, word)


def _as_asked(analysis: Analysis, word: QueryWord) -> str:
    """A word of the topic as the question has it; an expression or a translated word as it was looked up."""
    tokens = (token.strip(_AROUND) for token in analysis.question.split())
    return next((token for token in tokens if any(own.text == word.text for own in words(token))), word.text)


def lacks_change(analysis: Analysis, told: str) -> bool:
    """Whether it is asked if there is to be more or less of something, and a text tells of neither."""
    asks = analysis.ask is Ask.STATUS and ASKS_MORE_OR_LESS.search(analysis.question)
    return bool(asks) and not TELLS_MORE_OR_LESS.search(told)


def lacks_degree(analysis: Analysis, told: str) -> bool:
    """Whether it is asked which is the most of something ("hvilket team er størst?"), and a text names no extreme."""
    return ASKS_EXTREME.search(analysis.question) is not None and not TELLS_EXTREME.search(told)


def lacks_claim(evidence: Evidence, store: Store, passage: Passage) -> bool:
    """Whether a yes/no question claims something that the passage never mentions ("arbejde *hjemme*")."""
    return bool(unmentioned(evidence, store, passage))


def doubts_claim(case: Case, score: float, passage: Passage) -> bool:
    """As `lacks_claim`, of who; a score that leaves little doubt outweighs a verb, but no thing ("nedbruddet").

    A name that stands elsewhere in the same place says only where ("bassinet *i Mølleparken*").
    Of a yes/no question no score does: it is made by the subject, and "er klinikken lukket?" asks for the rest.
    """
    lacking = unmentioned(case.evidence, case.store, passage)
    if lacking and case.analysis.names:
        around = [p.text for p in case.store.passages.values() if place_of(p) == place_of(passage)]
        names = case.store.lexical.query_words(" ".join(case.analysis.names))
        known = {name.text for name in names if topic_coverage(case.store, [name], around) >= SAID}
        lacking = [word for word in lacking if word.text not in known]
    return bool(lacking) and (score < _OUTWEIGHS or any(is_thing(case.analysis, word) for word in lacking))


def unmentioned(evidence: Evidence, store: Store, passage: Passage) -> list[QueryWord]:
    """The words of what is asked of the focus that neither a passage nor its place mentions."""
    context = [passage.text, passage.breadcrumb]
    return [word for word in action_words(evidence, store) if topic_coverage(store, [word], context) < MENTIONED]
