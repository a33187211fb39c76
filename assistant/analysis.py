"""What a question asks for: its kind, its periods, its language. Pure; knows no programme but by title words."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypedDict, Unpack

from assistant.cues import (
    AMOUNT_WORDS,
    ASKS_DIFFERENCE,
    ATTRIBUTE,
    CLASS,
    COUNTS_PEOPLE,
    EMPLOYEES,
    IDIOMS,
    MEMBERS,
    MONEY_WORDS,
    NAME,
    NAMES_MILESTONES,
    NUMBER_OF,
    OF_A_THING,
    SHOULD_BE,
    SMALL_TALK,
    SMALL_TALK_WORDS,
    THANKS,
)
from assistant.english import in_danish
from assistant.form_words import form_words, municipalities, typed_words
from assistant.framing import without_frame
from assistant.in_time import looks_back
from assistant.kinds import MAY_REMAIN
from assistant.languages import ENGLISH, language_of
from assistant.nordic import in_danish_words
from assistant.parts import Relation, Side, parts
from assistant.patterns import OPENER
from assistant.places import Place
from assistant.question_forms import (
    AFTER,
    ASKS_HOW,
    BEFORE,
    FORMS,
    IMMINENT,
    MENTIONED,
    MENTIONS,
    NTH_MILESTONE,
    WHICH_GO,
    Ask,
)
from assistant.time_cues import (
    ALL_THAT_REMAINS,
    DURATION,
    HAPPENED,
    HAPPENS,
    HOW_LISTED,
    LACKS_DATE,
    REMAINS,
    SHALL_BE,
    UNDATED,
    WORKS_ON,
)
from vectorstore.abbreviations import numbers_written_out
from vectorstore.periods import Mention, find_periods
from vectorstore.records import Period
from vectorstore.spelling import SPOKEN, SWAPPED, corrections, typed_variants
from vectorstore.stopwords import STOPWORDS
from vectorstore.words import words as text_words

MAX_CHARACTERS = 4000
_AREA = re.compile(  # "indkøbsområdet" is what has to do with "indkøb"
    r"\b(?!(?:fokus|indsats|fag|kerne)s?-?omr)(\w{2,}?)s?-?områd(?:e|et|er|erne)\b", re.IGNORECASE
)
_OVER = re.compile(  # "når 2026 er gået"
    r"\bnår ([^,.?!]{2,40}?) er (?:gået|omme|forbi|ovre|overstået)(?=\W*$|,)", re.IGNORECASE
)
_SINCE = re.compile(r"(?<!på )\b(?:siden|since)\b(?! om\b)", re.IGNORECASE)
_AT_PRESENT = r"(?:(?:lige|netop) )?(?:nu|i øjeblikket|for tiden|i dag|right now|now|today|currently|at the moment)"
_NOW = re.compile(  # "hvilke indsatser er i gang lige nu?": a period of one day
    rf"{OPENER}(?:hvad|hvilke\w*|vis|what|which)\b.{{0,60}}"
    rf"(?:\b(?:i gang|igangværende|kører|pågår|løber|under way|ongoing|running)\b(?: med)?(?:\W+{_AT_PRESENT})?\W*$|"
    rf"\b(?:sker|foregår|laver|arbejder|happening|going on)\b.{{0,20}}\b{_AT_PRESENT}\W*$)",
    re.IGNORECASE,
)
_IN_GROUP = re.compile(r"\b(?:i|af) \w*(?:gruppe|råd|panel|udvalg|bestyrelse|kreds)(?:e?n|et|erne|t)?\b", re.IGNORECASE)
_A_YEAR = 364  # days between its first and last
_SEASONS = "(?:vinter|sommer|efterår|forår)"
_EVERY_YEAR = re.compile(rf" om {_SEASONS}(?:en|et)\b", re.IGNORECASE)
_LISTS_STEPS = re.compile(
    r"\bhvad (?:sker|skal|laver|foregår|er der|har (?:vi|I))\b|"
    r"\b(?:milepæl|indsats|projekt|initiativ|deadline|frist|plan)\w*",
    re.IGNORECASE,
)
_SEASON = re.compile(rf"{_SEASONS}(?P<definite>en|et)?", re.IGNORECASE)
_ANY = re.compile(r"\b(?:en|et|hvert?|ingen|nogle|flere) (?:\w+ )?$", re.IGNORECASE)  # "en hård vinter"
_BEYOND = re.compile(  # "længere end til 2026", "ud over 2026" as what comes after it
    r"(?<!ikke )(?<!not )(?<!no )\b(?:(?:længere|videre) end(?: til)?|ud over|udover|forbi|beyond|longer than)"
    r" ([^,.?!]{2,40}?)(?=\W*$|,)",
    re.IGNORECASE,
)
_TODAY = "i dag"
_OF_PLAN = re.compile(
    r"\b(\w{2,})-(milepæle?\w*|tidsplan\w*|deadlines?|frister\w*|status)\b", re.IGNORECASE
)  # "ERP-milepæle"
_GENITIVE = re.compile(r"(?:(?:en|et|ne|er|[A-ZÆØÅ])['’]?|^[A-ZÆØÅ]\w+)s$")  # "kommunens", "KKs", "Ravnsøs"; not "pas"
_OF_PERSON = re.compile(  # "hvad er Maja Dueholm ansvarlig for?" asks where she is mentioned
    r"^(\W*(?i:hvad|hvilke)\b.*?[A-ZÆØÅ][a-zæøå]+ [A-ZÆØÅ][a-zæøå]+) (?:\w+ ){0,4}(?:for|i|ansvar\w*|med|på)\W*$"
)
_TILL = re.compile(r",? \b(?:før|inden|til|indtil) .*$", re.IGNORECASE)  # "hvad er tilbage, indtil vi er i mål?"
_THERE = re.compile(r"(?<=\w) dér\b", re.IGNORECASE)  # says no more than what is spoken of anyway
_TOKEN = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Inherited:
    """What a question takes over from the turn before it, or from the part of its message before it.

    `subject` is the title that it leaves out; where there was none, `spoken` is what the turn before asked, in words.
    `track` is the part of the subject which was spoken of, `brought_up` the word for what "den" stands for ("kommer der
    en app?"), which an answer must say; `form` the question that is asked again of something else ("og hvad med
    klima?"); `ends_before` the day before which it asks what came last, `step_period` the period of the step spoken of;
    `said` the places that one for more has been quoted; `told` the id of the milestone just quoted, which tells nothing
    new of what it names; `steps` the milestones, by place, that it may count ("den anden"); `among` the titles of the
    initiatives that it asks of ("hvilke af dem"). A `firm` reading stands though it is hedged, where there are others.
    """

    subject: str = ""
    spoken: str = ""
    track: str = ""
    brought_up: str = ""
    form: str = ""
    ends_before: date | None = None
    step_period: Period | None = None
    told: str = ""
    said: frozenset[Place] = frozenset()
    steps: tuple[Place, ...] = ()
    among: tuple[str, ...] = ()
    firm: bool = False

    @property
    def leans_on(self) -> str:
        """What it is about by the turn before, as words: a title or what was asked; "" if it stands alone."""
        return self.subject or self.spoken


class Inheritable(TypedDict, total=False):
    """The fields of `Inherited` as keywords, so that calls of `Analysis.inheriting` are checked."""

    subject: str
    spoken: str
    track: str
    brought_up: str
    form: str
    ends_before: date | None
    step_period: Period | None
    told: str
    said: frozenset[Place]
    steps: tuple[Place, ...]
    among: tuple[str, ...]
    firm: bool


@dataclass(frozen=True, slots=True)
class Analysis:
    """A question, read. `periods` are those asked for, in days; `words` is the question less them.

    `words` of an English question are Danish. `names` are its capitalised words inside a sentence; `attribute` is
    what "hvem/hvad er", "hvilken" or "hvor mange" ask for ("leverandør", "telefonnummeret"), or empty; `counted`
    the word for what "hvor mange" counts. `duration` asks for a span of years. `class_noun` is what "hvilke" asks
    for the members of, which may be named without it ("SUF, SOF og BUF"). `told` is what the asker tells around the
    question, `context` the part of it that the question is read with, `meant` what "det" or "den" in the question
    stands for; `remaining` tells that it asks what is left from today on; `after` is the day from which on it asks
    what comes next; `is_now` tells that it asks of this year ("i år"); `side` is which of a
    comparison it is; `in_area` are the titles of the initiatives of the focus area that it numbers ("fokusområde 2").
    """

    question: str
    ask: Ask
    periods: tuple[Period, ...]
    words: str
    language: str
    names: tuple[str, ...]
    attribute: str
    counted: str
    duration: bool
    class_noun: str
    told: str = ""
    context: str = ""
    meant: str = ""
    remaining: bool = False
    after: date | None = None
    is_now: bool = False
    side: Side | None = None
    in_area: tuple[str, ...] = ()
    inherited: Inherited = Inherited()

    @property
    def relation(self) -> Relation | None:
        """How the two things of a comparison are set beside each other; None of a question that is none."""
        return self.side.relation if self.side else None

    @property
    def among(self) -> tuple[str, ...]:
        """The titles of the initiatives that it is restricted to, first by the turn before; () if it is not."""
        return self.inherited.among or self.in_area

    def inheriting(self, **changes: Unpack[Inheritable]) -> "Analysis":
        """The question with these fields of what it takes over changed."""
        return replace(self, inherited=replace(self.inherited, **changes))


def analyse(question: str, today: date, title_years: Collection[str] = (), conversation: str | None = None) -> Analysis:
    """Read a question. `title_years` are "word year" pairs of titles ("klimastrategi 2035"): names, no periods.

    `conversation` is the language of the questions before it, which a few words may be too few to show.
    """
    text = _after_periods(_respelt_all(in_danish_words(" ".join(question.split()))), today)
    text = _OF_PLAN.sub(r"\1 \2", text)
    found = find_periods(text, today, past=_has_begun(text))
    mentions = [m for m in found if not (_is_title_year(text, m, title_years) or _is_any_season(text, m))]
    less_season = _without(text, mentions)
    if len(mentions) < len(found):
        less_season = _EVERY_YEAR.sub("", less_season)
    words = _AREA.sub(r"\1", ASKS_DIFFERENCE.sub("", IDIOMS.sub("", _less_undated(less_season))))
    now = () if mentions or not _NOW.match(text) else (Period(_TODAY, today, today),)
    if now:
        words = re.sub(rf"\b{_AT_PRESENT}\W*$", "", words, flags=re.IGNORECASE)
    language = language_of(text, conversation)
    ask = _kind(text, has_period=bool(mentions or now))
    if (mentions or now) and ask in (Ask.TEXT, Ask.STATUS, Ask.MILESTONES) and (going := WHICH_GO.match(text)):
        ask = Ask.MILESTONES if going["what"] else Ask.INITIATIVES
        words = WHICH_GO.sub("", words)
    if ask is Ask.NEXT and ((AFTER.search(text) and _from(mentions)) or _is_before(text, mentions)):
        ask = Ask.MILESTONES  # what comes after a day is all of it; after a step it is the next
    if ask is Ask.NEXT and mentions and IMMINENT.search(text):
        ask = Ask.MILESTONES  # "hvad er på trapperne i 4. kvartal?"
    attribute, class_noun = ATTRIBUTE.search(words), CLASS.search(words)
    asked = now or tuple(_until(today, m.period) if HAPPENED.search(text) else m.period for m in mentions)
    if ask in MAY_REMAIN and not asked and ALL_THAT_REMAINS.search(text):
        ask, asked, words = Ask.MILESTONES, (Period(_TODAY, today, None),), _TILL.sub("", REMAINS.sub("", words))
    elif ask is Ask.MILESTONES or REMAINS.search(text):
        asked = tuple(_rest_of(period, text, today) for period in asked)
    analysis = Analysis(
        question=text,
        ask=ask,
        periods=asked,
        words=_less_form(words, ask),
        language=language,
        names=names_in(words),
        attribute=attribute[1].strip() if attribute else "",
        counted=_counted(words, attribute[1] if attribute else ""),
        duration=DURATION.search(text) is not None,
        class_noun=class_noun[1] if class_noun else "",
        remaining=bool(asked and REMAINS.search(text)) and all(period.start == today for period in asked),
        after=_from(mentions) or (today if ask is Ask.NEXT else None),
        is_now=bool(mentions) and all(_is_this_year(m, today) for m in mentions),
    )
    return analysis if language == "da" else _in_danish(analysis)


def _has_begun(text: str) -> bool:
    """Whether a period without a year is one that has begun: "siden nytår", "hvad skete der i december"."""
    return looks_back(text) or _SINCE.search(text) is not None


def _until(today: date, period: Period) -> Period:
    """As much of a period under way as is over, or the whole where it is over or ahead."""
    return replace(period, end=today) if period.first_day <= today < period.last_day else period


def _rest_of(period: Period, text: str, today: date) -> Period:
    """As much of a period under way as is left, where that is asked for, or what shall be by a day that is to come."""
    shall_be = SHALL_BE.search(text) and not NAMES_MILESTONES.search(text)
    by_a_day = period.start is None and shall_be and not (_has_begun(text) or SHOULD_BE.search(text))
    under_way = period.first_day < today <= period.last_day
    return replace(period, start=today) if under_way and (by_a_day or REMAINS.search(text)) else period


def _is_before(text: str, mentions: Sequence[Mention]) -> bool:
    """Whether a question asks what comes before a period ("hvad sker der inden jul"), not before a step."""
    asked = BEFORE.search(text)
    return asked is not None and any(not text[asked.end() : mention.start].strip() for mention in mentions)


def _from(mentions: Sequence[Mention]) -> date | None:
    """The day from which on a question asks what comes next: "efter sommer" has no end."""
    return next((mention.period.start for mention in mentions if mention.period.end is None), None)


def _after_periods(text: str, today: date) -> str:
    """A period that is over or gone beyond as one that something comes after: "når 2026 er gået" as "efter 2026"."""
    for form in (_OVER, _BEYOND):
        text = form.sub(lambda match: f"efter {match[1]}" if find_periods(match[1], today) else match[0], text)
    return text


def _respelt_all(text: str) -> str:
    return _TOKEN.sub(lambda match: _respelt(match[0]), numbers_written_out(_THERE.sub("", text)))


def _respelt(token: str) -> str:
    """A word that tells a question's form as it is spelt: "naeste", "kvatal", "ikk"; any other as it stands."""
    word = token.casefold()
    if word in form_words() or word in STOPWORDS:
        return token
    meant = SPOKEN.get(word) or SWAPPED.get(word)
    if meant and not token.isupper():  # "KA" and "SKU" are no slips
        return meant
    typed = next((variant for variant in typed_variants(word) if variant in typed_words()), None)
    return typed or next(iter(corrections(word, form_words())), token)


def names_in(text: str) -> tuple[str, ...]:
    """The capitalised words inside sentences, less those of a question's form, and municipalities in any case."""
    capitalised = [match[1] for match in NAME.finditer(text) if not _says_how(match[1])]
    said = {form for name in capitalised for form in (name.casefold(), name.casefold().removesuffix("s"))}
    typed = [form for word in text_words(text) for form in (word.text, word.text.removesuffix("s"))]
    return tuple(dict.fromkeys((*capitalised, *(name for name in typed if name in municipalities() - said))))


def _says_how(word: str) -> bool:
    """Whether a word is one of a question's form, and no name where it is capitalised ("ERP Hvornår")."""
    plain = word.casefold()
    return plain in form_words() or plain in STOPWORDS or ENGLISH.fullmatch(plain) is not None


def _in_danish(analysis: Analysis) -> Analysis:
    """An English question's words in Danish, as the text has them."""
    attribute = in_danish(analysis.attribute)
    return replace(
        analysis,
        words=in_danish(analysis.words),
        names=tuple(name for name in analysis.names if in_danish(name) == name),  # "Payment" is a word
        attribute=attribute,
        counted=attribute.split(" ")[-1],
        class_noun=in_danish(analysis.class_noun),
    )


def analyse_parts(
    question: str,
    today: date,
    title_years: Collection[str] = (),
    conversation: str | None = None,
    spelt: Callable[[str], str] = str,
) -> tuple[Analysis, ...]:
    """Each question of a message, read by itself; what it leans on in the one before is told when that is answered.

    `spelt` corrects the slips of a Danish text by the words of a programme.
    """
    found: list[Analysis] = []
    language = language_of(question, conversation)
    framed = without_frame(_respelt_all(" ".join(question.split())))
    texts = (framed.asked, framed.told, framed.meant)
    asked, told, meant = (spelt(text) if language == "da" else text for text in texts)
    for part in parts(asked):
        analysis = analyse(part.text, today, title_years, language)
        analysis = replace(analysis, told=told, meant=meant)
        if analysis.ask is Ask.MILESTONES and not analysis.periods:  # "jeg er væk i juli. Hvad når jeg ikke?"
            analysis = replace(analysis, periods=tuple(mention.period for mention in find_periods(told, today)))
        if part.ask is not None:
            analysis = replace(analysis, ask=part.ask, side=part.side)
        found.append(analysis)
    return tuple(found)


def _kind(text: str, *, has_period: bool) -> Ask:
    if len(text.split()) <= SMALL_TALK_WORDS and SMALL_TALK.search(text):
        return Ask.THANKS if THANKS.search(text) else Ask.GREETING
    ask = next((kind for kind, form in FORMS if form.search(text)), Ask.TEXT)
    if ask in (Ask.TEXT, Ask.STATUS) and has_period and HAPPENS.search(text):
        return Ask.MILESTONES
    if (ask is Ask.NUMBER and MONEY_WORDS.search(text) and not OF_A_THING.search(text)) or (
        ask is Ask.TEXT and AMOUNT_WORDS.search(text) and not ASKS_HOW.search(text)
    ):
        return Ask.MONEY
    return ask


def _less_form(words: str, ask: Ask) -> str:
    """The words of a question less those that tell its form, where these would be taken for what it is about."""
    if ask is Ask.OUTERMOST:
        return NTH_MILESTONE.sub("", words)
    if ask is Ask.MILESTONES:
        listed = HOW_LISTED.sub("", words)
        return WORKS_ON.sub(lambda match: match["what"] or match["be"] or match["now"] or match["which"], listed)
    return MENTIONED.sub("", MENTIONS.sub("", _OF_PERSON.sub(r"\1", words))) if ask is Ask.MENTIONS else words


def _counted(words: str, attribute: str) -> str:
    """The first word that "hvor mange" may count: not the owner in "hvor mange af kommunens spor"."""
    if COUNTS_PEOPLE.search(words):
        return MEMBERS if _IN_GROUP.search(words) else EMPLOYEES
    if number_of := NUMBER_OF.search(words):
        return number_of[1]
    return next((word for word in attribute.split() if len(word) > 2 and not _GENITIVE.search(word)), "")


def _less_undated(text: str) -> str:
    """A question for milestones without what it says of their having no date ("hvilke milepæle har ingen dato")."""
    return UNDATED.sub("", text) if NAMES_MILESTONES.search(text) or LACKS_DATE.search(text) else text


def _is_title_year(text: str, mention: Mention, title_years: Collection[str]) -> bool:
    if not mention.bare_year:
        return False
    before = re.search(r"([\w-]+)\s*$", text[: mention.start])
    return before is not None and f"{before[1]} {mention.period.label}".casefold() in title_years


def _is_this_year(mention: Mention, today: date) -> bool:
    """Whether a period is told from today ("i år") and is as long as a year, which what holds now is told of."""
    start, end = mention.period.start, mention.period.end
    return mention.relative and mention.period.holds(today) and bool(start and end and (end - start).days >= _A_YEAR)


def _is_any_season(text: str, mention: Mention) -> bool:
    """Whether a season is that of any year: "om sommeren", "en hård vinter"; of what happens then it is the next."""
    season, before = _SEASON.fullmatch(mention.period.label), text[: mention.start]
    if season is None:
        return False
    if season["definite"]:
        return before.casefold().endswith("om ") and _LISTS_STEPS.search(text) is None
    return _ANY.search(before) is not None


def _without(text: str, mentions: Sequence[Mention]) -> str:
    for mention in reversed(mentions):
        text = text[: mention.start] + text[mention.end :]
    return " ".join(text.split())
