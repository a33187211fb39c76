"""Answers to "hvor mange" and "hvor meget": the key figure or the sentence with the number."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.abstention import INADMISSIBLE
from assistant.analysis import Analysis
from assistant.answers import Draft, Statement
from assistant.case import Case
from assistant.counting import is_of_all, is_of_another_kind, tells_part
from assistant.cues import COUNTS_PEOPLE, NEGATED, PART_OF, RESTRICTS, STAFF_OF
from assistant.degrees import MENTIONED, SAID, WHOLLY
from assistant.evidence import NEARER, is_topic, less_the_office, nearer, nearly_said, topic_coverage
from assistant.hedging import hedged, holding, lacks_claim, lacks_degree
from assistant.lines import figure_lines, figure_of, sentence_source
from assistant.measures import kroner
from assistant.ordinals import SEVERAL
from assistant.patterns import ABOUT, OPENER, any_of
from assistant.question_forms import Ask
from assistant.text_cues import DENIES, OF_ONE, TELLS_COST, TELLS_SAVING
from assistant.time_cues import FIRST_STEP, HOW_LONG, HOW_OFTEN, RESULT, TOLD
from assistant.values import (
    counts,
    has_clock_time,
    has_frequency,
    has_length,
    has_number,
    is_unit,
    owners,
)
from prompts import Replies
from vectorstore.records import KeyFigure, Kind, Passage, Sentence
from vectorstore.store import Store

_FREE = re.compile(
    r"\b(?:gratis|uden (?:beregning|betaling|udgift)|ingen (?:egen|bruger)?betaling|koster ikke)\b", re.IGNORECASE
)
_ASKS_COST = re.compile(r"\b(?:koster?|kostede|pris\w*|dyrt?|budget\w*|udgift\w*|cost\w*|price)\b", re.IGNORECASE)
_TELLS_COST = any_of(TELLS_COST.pattern, r"\b(?:pris(?:en)?|samle(?:t|de))\b")  # what one pays, or all do
_PER = re.compile(  # not "om året": a key figure is mostly of one
    r"^[^,]*?\b(?:hver|om|pr\.?|per|i(?= \w+e[nt]\b)) (?P<unit>dag|uge|måned|time|kvartal)(?:e?n|et)?\b", re.IGNORECASE
)
_TOTAL = re.compile(r"\b(?:i alt|samle[dt]e?|totalt?|tilsammen|in total|altogether)\b", re.IGNORECASE)
_ALL = re.compile(rf"^(?!.*\b(?:en|et|one) \w+ {_TOTAL.pattern}).*{_TOTAL.pattern}", re.IGNORECASE)
_NO_TOTAL = any_of(OF_ONE.pattern, r"\b(?:om|i) (?:året|måneden|ugen|dagen|timen)\b")
_SOME = re.compile(  # "de første 40": not how many there are
    rf"\b(?:de (?:første|sidste|næste|resterende|øvrige)|yderligere) (?:\d+|{SEVERAL})\b"
    r"(?! (?:år|måneder|uger|dage|timer|minutter|kvartaler)\b)",
    re.IGNORECASE,
)
_OTHER_AMOUNT = re.compile(  # saved, got, more than before, or of what is not done
    rf"{TELLS_SAVING.pattern}|\b(?:merudgift\w*|tilskud\w*|tillæg\w*|gebyr\w*|afvist\w*|forkastet|underskud\w*|"
    r"ville (?:koste|kræve))\b",
    re.IGNORECASE,
)
_FOR_THE_ASKER = re.compile(  # what somebody pays to take part, not what it costs to run
    r"\bkoster? .{0,40}\bfor (?:mig|min|mit|mine|borger\w*|deltager\w*|den enkelte)\b|\ber det gratis\b|"
    r"\bkoster det (?:(?:noget|penge|mig) )?at "
    r"(?:være med|deltage|gå|få|låne|komme|bade|spise|bo|ringe|melde|tilmelde|søge)\b|"
    r"\bskal (?:jeg|man|min|mit|mine|borger\w*|hjemmeboende)\b.{0,40}\bbetale\b",
    re.IGNORECASE,
)
_WHETHER_IT_COSTS = re.compile(rf"{OPENER}koster\b.{{1,80}}\b(?:noget|penge)\b", re.IGNORECASE)  # "koster det noget?"
_FEE = re.compile(
    rf"{_FREE.pattern}|\b(?:\w*betal\w*|billet\w*|gebyr\w*|takst\w*|husleje\w*)\b|"
    r"(?<!mio\. )(?<!mia\. )\bkr\. (?:for|pr|per|stykket)\b",
    re.IGNORECASE,
)
_ASKS_WHAT_WILL_BE = re.compile(r"\bhvor (?:mange|meget)\b.{0,30}\b(?:skal|vil|kommer til)\b", re.IGNORECASE)
_BYGONE = 1.5
_ASKS_WHAT_WAS = re.compile(
    r"\bhvor (?:mange|meget)(?: \w+){0,3}? \w{3,}ede (?:vi|I|man|de|der|KS|kommunen)\b|"
    r"\bhvor (?:mange|meget)(?: \w+){0,3}? (?!\w+(?:rede|tede)\b)\w{3,}ede\b",
    re.IGNORECASE,
)
_ASKS_NOW = re.compile(
    r"\b(?:nu|lige nu|i dag|i øjeblikket|for tiden|aktuelt|allerede|now|today|currently)\b(?! om\b)", re.IGNORECASE
)
_UNTIL_NOW = re.compile(
    r"\b(?:hidtil|indtil nu|i dag|i øjeblikket|tidligere|var der|ved (?:indgangen til|udgangen af))\b", re.IGNORECASE
)
_FROM_NOW = re.compile(
    r"\b(?:målet|fremover|fremtiden|herefter|skal (?:op|ned)|sænkes|hæves|nedbringes|øges|udvides|reduceres|forkortes|"
    r"fordobles|halveres|nedlægges)\b",
    re.IGNORECASE,
)
_QUANTITY = re.compile(r"\d|\b(?:én|ét|to|tre|fire|fem|seks|syv|otte|ni|ti|tolv|halvdelen|dobbelt)\b", re.IGNORECASE)
_HAS_SO_MANY = re.compile(rf"(.{{3,80}}?) (?:har|beskæftiger) {ABOUT}\d")
_MUNICIPALITY = re.compile(r"((?:[A-ZÆØÅ][\w-]+ )+)Kommune\b")
_OF_MUNICIPALITY = re.compile(r"\bkommunens?\b", re.IGNORECASE)
_OF_PARTS = re.compile(r"\bfordelt på\b(\D*)$", re.IGNORECASE)
_OPEN = re.compile(r"\b(?:åbent?|åbne|bemandet|open|staffed)\b", re.IGNORECASE)
_TELLS = 0.75
_PAID = 1.5  # what it costs to run is mostly said in the question's own words
_NUMBERS_FROM = 12  # best passages in which a number is looked for
_COUNTS = 0.6
_OF_PART = 1.5
_LABELLED = 0.75  # a key figure whose label has all that is asked


@dataclass(frozen=True, slots=True)
class _Told:
    """A key figure or sentence (`at`) of a passage: one that `fits` has the number asked for, another may say it."""

    score: float
    passage: Passage
    at: KeyFigure | Sentence
    fits: bool


def time_taken(case: Case, least: float) -> Draft | None:
    """The number of minutes, days or years that "hvor længe" asks for; None where no text as sure has one."""
    if not HOW_LONG.search(case.question):
        return None
    tells = _tells_until if _OPEN.search(case.question) else has_length
    return number(case.asked_as(Ask.NUMBER), least=least, tells=tells)


def _tells_until(text: str) -> bool:
    """Whether a text tells how long something is open: a time of the day, or a length."""
    return has_clock_time(text) or has_length(text)


def number(
    case: Case,
    *,
    least: float = INADMISSIBLE.score,
    tells: Callable[[str], bool] | None = None,
) -> Draft | None:
    """The key figure or sentence with the asked-for kind of number, with unit, label and data period.

    To count just what is asked for is worth more than to hold some number. What a tuned encoder finds near may say
    it in words ("et todages kursus"), and is only hedged; an amount of money it may not. `least` is the log-odds that
    it must have besides being worth saying; `tells` is what a text must hold where not any number will do.
    """
    if tells is None and HOW_OFTEN.search(case.question):
        tells = has_frequency
    for told in sorted(_candidates(case, tells), key=lambda one: -one.score):
        odds = case.odds(told.passage, told.at.text)
        if odds.capped < least or not odds.may_be_said:
            continue
        if is_of_all(case, told.passage, told.at.text):
            continue
        of_another = is_anothers(case, told.at.text)
        if of_another and asks_staff(case.analysis):
            continue
        doubts = holding(
            is_in_words=not told.fits,
            is_of_something_else=of_another or _is_of_something_else(case, told),
            is_of_another_time=_is_of_another_time(told, case.analysis),
            is_per_another_unit=_is_per_another_unit(told, case.analysis),
            lacks_degree=lacks_degree(case.analysis, told.at.text),
            is_no_fee=_asks_fee(case.analysis) and not _FEE.search(told.at.text),
        )
        draft = _draft(told, case.analysis, case.replies)
        return hedged(case, draft, odds.doubted(*doubts), told.passage)
    return None


def _candidates(case: Case, tells: Callable[[str], bool] | None) -> Iterator[_Told]:
    """The key figures and sentences of the best passages that have such a number, or may say it in words."""
    counted = case.store.lexical.query_words(case.analysis.counted)
    for hit in case.evidence.hits[:_NUMBERS_FROM]:
        figure = figure_of(case.store, hit.passage)
        pieces: Sequence[KeyFigure | Sentence] = (figure,) if figure else hit.passage.sentences
        for at in pieces:
            counts_it = case.ask is Ask.NUMBER and counts(case.store, counted, at.text)
            if tells is not None:
                fits = tells(at.text)
            elif case.ask is Ask.MONEY:
                fits = bool(kroner(at.text)) or _FREE.search(at.text) is not None
            else:
                fits = (counts_it or has_number(at.text)) and not is_of_another_kind(case.question, at.text, counts_it)
            in_words = tells is None and case.ask is Ask.NUMBER and not is_unit(case.analysis.counted)
            if fits or (in_words and nearly_said(case.store, case.evidence, hit.passage, at.text)):
                in_figures = counts_it and counts(case.store, counted, at.text, articles=False)
                said = topic_coverage(case.store, case.topic, [at.text])
                score = hit.score + said + (_COUNTS if in_figures else 0.0)
                score += _OF_PART if PART_OF.search(case.question) and tells_part(case, at.text) else 0.0
                score += NEARER * nearer(case.evidence, hit, at.text) + _cost(case.analysis, at.text)
                score -= _BYGONE if _is_bygone(hit.passage, case.analysis) else 0.0
                score -= _BYGONE if case.ask is Ask.MONEY and _counts_by_another_unit(case.question, at.text) else 0.0
                if figure and case.ask is Ask.NUMBER and said >= WHOLLY:
                    score += _LABELLED
                yield _Told(score, hit.passage, at, fits)


def _is_of_something_else(case: Case, told: _Told) -> bool:
    """Whether a number is of the whole, of one, of the contrary or of what else there is to count or pay."""
    asked, said = case.question, told.at.text
    a_part = (PART_OF.search(asked) or RESTRICTS.search(asked)) and lacks_claim(case.evidence, case.store, told.passage)
    opposite = NEGATED.search(asked) and not DENIES.search(said)
    counts_others = isinstance(told.at, KeyFigure) and _counts_others(case, told.passage)
    other_amount = _asks_cost(case.analysis) and _OTHER_AMOUNT.search(said)
    of_some = _SOME.search(said) and not (_SOME.search(asked) or FIRST_STEP.search(asked))
    of_one = _ALL.search(asked) and _NO_TOTAL.search(said) and not _TOTAL.search(said)
    return any((a_part, opposite, counts_others, other_amount, of_some, of_one))


def _is_of_another_time(told: _Told, analysis: Analysis) -> bool:
    """Whether a number is no result where that is asked for, is to come where "nu" is, or is bygone where "skal" is."""
    asks_result = RESULT.search(analysis.question) or _ASKS_WHAT_WAS.search(analysis.question)
    planned = asks_result and isinstance(told.at, Sentence) and not TOLD.search(told.at.text)
    to_come = told.passage.kind is Kind.MILESTONE and _ASKS_NOW.search(analysis.question)
    return bool(planned or to_come or _is_bygone(told.passage, analysis))


def _is_bygone(passage: Passage, analysis: Analysis) -> bool:
    """Whether a year's event holds a number where it is asked what shall be."""
    return passage.kind is Kind.HISTORY and _ASKS_WHAT_WILL_BE.search(analysis.question) is not None


def _is_per_another_unit(told: _Told, analysis: Analysis) -> bool:
    """Whether it is asked how many or what a day, week or month, and a text does not count by that unit."""
    return _counts_by_another_unit(analysis.question, told.at.text)


def _counts_by_another_unit(question: str, text: str) -> bool:
    per = _PER.search(question)
    if per is None:
        return False
    unit = per["unit"]  # "om ugen", "pr. time", "ugentligt", "timetakst"
    by_it = rf"\b(?:pr\.?|per|i|om|hver\w*(?: \w+)?|à) {unit}\w*|\b{unit}(?:t?lig|takst|pris|løn|sats|vis)\w*"
    return not re.search(by_it, text, re.IGNORECASE)


def _draft(told: _Told, analysis: Analysis, replies: Replies) -> Draft:
    if isinstance(told.at, KeyFigure):
        return Draft("answered", tuple(figure_lines(told.at, replies)))
    said = [told.at, *_yet_to_be(told.at, told.passage, analysis)]
    return Draft(
        "answered",
        tuple(Statement(replies.quoted.format(text=one.text), (sentence_source(told.passage, one),)) for one in said),
    )


def _yet_to_be(told: Sentence, passage: Passage, analysis: Analysis) -> list[Sentence]:
    """The next sentence with what is to come, of one that tells how it has been ("hidtil tre gange … fremover én")."""
    if not _UNTIL_NOW.search(told.text) or _ASKS_NOW.search(analysis.question):
        return []
    following = next((after for before, after in pairwise(passage.sentences) if before == told), None)
    tells = following is not None and _FROM_NOW.search(following.text) and _QUANTITY.search(following.text)
    return [following] if following is not None and tells else []


def _asks_cost(analysis: Analysis) -> bool:
    """Whether it is asked what something costs, and not what is saved, or paid beside that."""
    asked = analysis.question
    return analysis.ask is Ask.MONEY and bool(_ASKS_COST.search(asked)) and not _OTHER_AMOUNT.search(asked)


def _asks_fee(analysis: Analysis) -> bool:
    """Whether it is asked what somebody pays for something, and not what it costs to do."""
    return analysis.ask is Ask.MONEY and _FOR_THE_ASKER.search(analysis.question) is not None


def _cost(analysis: Analysis, said: str) -> float:
    """What it is worth, where it is asked what something costs, that a text tells its cost and not another amount."""
    is_fee = _FEE.search(said)
    if _asks_fee(analysis):
        return _PAID if is_fee else -_PAID
    if is_fee and _WHETHER_IT_COSTS.search(analysis.question):
        return _PAID
    if not _asks_cost(analysis):
        return 0.0
    return (_TELLS if _TELLS_COST.search(said) else 0.0) - (_TELLS if _OTHER_AMOUNT.search(said) else 0.0)


def _counts_others(case: Case, figure: Passage) -> bool:
    """Whether a key figure counts something else than is asked for ("klager over afgørelser").

    Where no noun says what is counted ("hvor mange er fritaget?"), it counts whoever it says all the rest of.
    """
    if COUNTS_PEOPLE.search(case.question) and topic_coverage(case.store, case.topic, [figure.text]) >= WHOLLY:
        return False
    counted = [word for word in case.store.lexical.query_words(case.analysis.counted) if is_topic(word)]
    return bool(counted) and not counts(case.store, counted, figure.text)


def asks_staff(analysis: Analysis) -> bool:
    """Whether "hvor mange … i/hos/har X" asks how many somebody has of their own."""
    return analysis.ask is Ask.NUMBER and STAFF_OF.search(analysis.question) is not None


def is_anothers(case: Case, said: str) -> bool:
    """Whether "hvor mange medarbejdere har X", which asks nothing else, is met by a number that is said to be Y's.

    Without "har" or "i X" only the office itself is X: "hvor mange medarbejdere skal …" may be anybody's.
    """
    about = less_the_office(case.topic, case.store)
    asked = [word for word in case.topic if word not in about]
    others = [word for word in about if topic_coverage(case.store, [word], [case.analysis.counted]) < MENTIONED]
    if others and not asks_staff(case.analysis):
        return False
    asked += others
    parts = _OF_PARTS.search(said)
    if parts and any(topic_coverage(case.store, [word], [parts[1]]) >= SAID for word in asked):
        return True  # "142 ansatte fordelt på fem afdelinger: …" are not those of one of them
    whose = _HAS_SO_MANY.match(said)
    if whose and asked and all(topic_coverage(case.store, [word], [whose[1]]) >= SAID for word in asked):
        return False  # "Center for Sundhed har 138 medarbejdere" are those "i centret"
    if asked and all(word.text in _municipality(case.store) for word in asked) and _OF_MUNICIPALITY.search(said):
        return False  # "kommunens 310 ansatte" are "Sandvigs"
    return bool(asked) and any(
        all(topic_coverage(case.store, [word], [owner]) < MENTIONED for word in asked) for owner in owners(said)
    )


def _municipality(store: Store) -> set[str]:
    """The words of the municipality's name as the programme's title has it."""
    names = (name for title in store.office for name in _MUNICIPALITY.findall(title))
    return {"kommune", "kommunen", *(word.casefold() for name in names for word in name.split())}
