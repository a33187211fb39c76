"""Whether a sentence holds the kind of value that a question asks for: a number of something, somebody, a name."""

import re
from collections.abc import Sequence

from assistant.degrees import ITSELF, MENTIONED
from assistant.evidence import topic_coverage
from assistant.ordinals import SEVERAL
from assistant.patterns import ABOUT
from vectorstore.danish import QueryWord
from vectorstore.period_grammar import MONTH_NUMBER
from vectorstore.periods import find_periods
from vectorstore.stopwords import STOPWORDS
from vectorstore.store import Store

_NUMBERS = (
    "én ét een eet to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten atten "
    "nitten tyve tredive fyrre halvtreds tres halvfjerds firs halvfems hundrede tusind flere enkelt enkelte"
)
_NUMBER_WORDS = frozenset(_NUMBERS.split())
_ARTICLES = frozenset(("en", "et"))
_ONE = _ARTICLES | {"én", "ét", "een", "eet"}
_NUMBER_OF = re.compile(r"\bantallet af ((?:[\w-]+ ?){1,3})", re.IGNORECASE)
_TOKEN = re.compile(r"[\w][\w.,-]*[\w%]|\w|%")
_LABEL = re.compile(rf"([^:\d]{{3,80}}): {ABOUT}\d[\d.,]*+(?! ?(?:pct|procent|%))")  # "Vielser: 412"
_OF_WHAT = re.compile(r" (?:på|i|ved|med|for|til|fra|over|af|om|pr)\b")
_DIGITS = re.compile(r"\d[\d.,]*%?")
_ALL = frozenset(("alle", "hele", "samtlige", "ingen"))
_RESTRICTS = frozenset(("på", "i", "med", "af", "for", "der", "som", "hos", "fra", "inden", "uden", "under"))
_COPULAS = frozenset(("er", "var", "bliver", "blev"))
_NAME_BY = 5  # words of a sentence that begins with a role, among which whoever has it is named
_REACH = 4  # words after a number within which stands what it counts
_UNIT = re.compile(r"(?:sekund|minut|time|døgn|dag|hverdag|uge|måned|år)(?:ter|er|e|r)?s?$", re.IGNORECASE)
_FREQUENCY = re.compile(
    r"\bhvert? (?:\w+ )?(?:\w*dag|døgn|time|uge|måned|kvartal|halvår|år|nat)\b|"
    rf"\b(?:én?|{SEVERAL}|\d+) gange? (?:om|i|hvert?|årligt|dagligt|ugentligt)\b|"
    r"\b(?:dag|ugent|måned|kvartal|halvår|år)lig\w*\b|\bløbende\b|"
    r"\b(?:første|anden|andet|tredje|fjerde|sidste) (?:\w*dag|uge) i (?:hver )?(?:måned|kvartal|halvår|år)\w*\b",
    re.IGNORECASE,
)
_LISTS = re.compile(
    r":|\b(?:bl\.a\.|blandt andet|herunder|fx|f\.eks\.|såsom|nemlig)|\w, [^,]+ (?:og|samt) \w", re.IGNORECASE
)
_DANISH_WAY = {"fra": "fra", "from": "fra", "til": "til", "to": "til"}
_BACK = {"fra": "til", "til": "fra"}
_GIVES = re.compile(r"\b([A-ZÆØÅ][\wÆØÅæøå-]*) (?:afgiver|afgav|overdrager|overdrog)\b")
CONTRARY = 3.0  # standard deviations of scores that it costs to tell the way back
_WAY = re.compile(r"\b(?i:(fra|til|from|to)) ([A-ZÆØÅ][\wÆØÅæøå-]*)")
_GOT = re.compile(  # "fik KS indkøb tilbage", "KS overtog betaling"
    r"\b(?i:fik|overtog|overtager|modtog) (?P<to>[A-ZÆØÅ]{2,}|vi|I)\b"
)
_US = frozenset(("os", "jer", "vi", "i"))
_ASKED_WAY = re.compile(r"\b(fra|til|from|to) (\w+)", re.IGNORECASE)
_LONGEST_ENDING = 4  # letters that inflection adds; a longer word is a compound
_SUBJECT = 3  # words at the head of a sentence among which its subject stands
_ALSO_VERBS = frozenset(("leder", "ejer", "bruger"))
_BEFORE_A_NOUN = _ARTICLES | {"den", "som", "ny", "daglig", "øverste", "ansvarlig"}
_ACTOR = re.compile(
    r"(?:forvaltning|leder|chef|direkt[øi]|medarbejder|ansat|personale|kreds|råd|udvalg|gruppe|enhed|center|centr|"
    r"afdeling|koncernservice|kommun|leverandør|minister|borger|københavner|bruger|organisation|ansvarlig|kolleg|"
    r"arbejdsplads|virksomhed|myndighed|kontor|team|selvtilrettelægger|køn|part|borgmester|ejer|fagforening|"
    r"forsyning|selskab|firma|fond|bestyrelse|styrelse|region|forening|institution|skole|plejehjem|elev|foræld|pårørende|"
    r"gartner|koordinator|sekretær|inspektør|ingeniør|arkitekt|arkivar|bibliotekar|assistent|betjent|mester|"
    r"frivillig|beboer|nabo|entreprenør|konsulent|lærer|pædagog|sygeplejersk|terapeut|læge|politi|beredskab|museum|"
    r"bibliotek|jobcent)"
    r"(?:e?n|e?t|er|re|e|ne|erne|rne|s|ens|ets|ernes|rnes)?$"
)
_NAMED_SUBJECT = re.compile(r"[A-ZÆØÅ][\w-]+ [A-ZÆØÅ][\w-]+(?= [a-zæøå])")  # "Vesterå Forsyning graver …"
_DOER = re.compile(  # "Centralkøkkenet på Søndervang leverer", "Ungehuset finder": a thing that does something
    r"(?!Derudover|Desuden)([A-ZÆØÅ][\w-]{3,}(?:en|et|ne|er))(?: (?:på|i|ved|for|fra|af|og|hos) [\w-]+(?: [\w-]+)?)? "
    r"(?!(?:er|har|kan|skal|vil|må|bør|bliver|går|kommer|får|ligger|står|sker|viser|gælder|handler|sigter|under|over|"
    r"efter|eller|her|der|hver|især|siger|betyder|indebærer|indeholder|omfatter|består|sparer|giver|stiger|falder|"
    r"bygger|vedr)\b)[a-zæøå]{3,}r\b"
)
_OWNED = re.compile(
    r"\b(\w{3,}(?<!s)s|\w{2,}(?= (?:har|beskæftiger)\b))(?: (?:har|beskæftiger))?"
    rf" {ABOUT}\d[\d.]*\b"
)
_OWNER = r"(?:[Ii]|[Hh]os) ([A-ZÆØÅ]{2,})"
_IN_OWNER = re.compile(rf"\b\d[\d.]* \w+ {_OWNER}\b")  # "ca. 12.000 medarbejdere i KK"
_OWNED_IN = re.compile(  # "I KK skal ca. 12.000 medarbejdere"
    rf"\b{_OWNER} (?:\w+ )?{ABOUT}\d[\d.]*\b"
)
_ORDINAL = re.compile(r"(?<![\w.,])\d{1,2}\.(?= [a-zæøå])")  # "1. line support"
_FULL_NAME = re.compile(  # also inside "Konsulent Jens Holm", whose first two words are a title and a name
    r"\b(?=([A-ZÆØÅ][a-zæøå]+(?: [A-ZÆØÅ]\.?)? [A-ZÆØÅ][a-zæøå]+\b))"
)
_STAYS = re.compile(r"\bbliver (?:liggende|stående|boende|hvor)\b|\bsamme sted\b|\bflytte[rs]? ikke\b|\bberøres ikke\b")
_PLACE = re.compile(
    r"\b(?:i|på|ved|til|hos|langs|ad|fra|mellem|nær) (?:(?:det|den|de|tidligere|gamle|nye) ){0,2}"
    r"((?:[A-ZÆØÅ][^\W\d_]*[a-zæøå][^\W\d_]*\b(?!-) ?){1,4})"
)
_WEEKDAY = re.compile(r"\b(?:mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|hverdag|weekend)\w*\b", re.IGNORECASE)
_CLOCK = re.compile(
    r"\bkl(?:\.|okken)? ?\d|\b\d{1,2}(?:[.:][0-5]\d)? ?[-–] ?\d{1,2}[.:][0-5]\d\b|\bfra \d{1,2} til \d{1,2}\b",
    re.IGNORECASE,
)
_AMOUNT_OF_TIME = rf"(?:\d+|en|et|én|ét|{SEVERAL}|fjorten|få)"
_MONTHS = "|".join(name for name in MONTH_NUMBER if len(name) > 3 or name == "maj")  # "jan", "mar" are words, too
_RELATIVE_TIME = re.compile(  # "efter 24 timer", "senest to dage før", "samme dag", "fra maj til september"
    rf"\b(?:efter|inden for|inden|senest|i løbet af|indtil|op til) {_AMOUNT_OF_TIME} "
    r"(?:\w+ )?(?:minut|time|dag|døgn|uge|måned|år|\w*hverdag|arbejdsdag)\w*\b|"
    r"\b(?:samme dag|dagen (?:efter|før)|straks|med det samme|omgående)\b|"
    rf"\b(?:i|fra|til|og) (?:{_MONTHS})\b(?! \d{{4}})|(?<!\d)\d{{1,2}}\. (?:{_MONTHS})\b(?! \d{{4}})",
    re.IGNORECASE,
)
_OURSELVES = ("kontoret", "centret", "centeret", "enheden")  # what an office calls itself
_PERSON_DOES = re.compile(r"(?:[A-ZÆØÅ][\w-]+ )?[A-ZÆØÅ][a-zæøå]+ [A-ZÆØÅ][a-zæøå]+ (?:fra [\w-]+ )?[a-zæøå]+r\b")
_BESIDE = 25  # characters
_IS = 0.55  # a short form counts as a synonym
_CONTACT = re.compile(r"\w@\w|(?<!\d)(?:\d{2} ){3}\d{2}(?!\d)|\+45|\b(?:tlf|telefon)\w*[.:]? ?\d{8}", re.IGNORECASE)
_STARTS = re.compile(r"(?:^|[.:!?•]\s*)$")
_INSIDE = re.compile(r"[a-zæøå][A-ZÆØÅ]")  # "ServiceNow" is a name wherever it stands
_CAPITALS = re.compile(r"[A-ZÆØÅ]{2,}(?:['’]?s)?")


def has_number(text: str) -> bool:
    """Whether the text holds a number in digits that is no part of a period, and no ordinal."""
    return any(_DIGITS.fullmatch(token) for token in _tokens(_ORDINAL.sub("", text)))


def counts(store: Store, wanted: Sequence[QueryWord], text: str, *, articles: bool = True) -> bool:
    """Whether a number in the text counts what is wanted: "ca. 12.000 medarbejdere", "i en forvaltning".

    So does "antallet af kontorelever hæves fra fire til ni". Without `articles` "en" and "et" are none: there may be
    more of "en licens".
    """
    return _counted(store, wanted, text, articles=articles) is not None or _tells_number_of(store, wanted, text)


def _tells_number_of(store: Store, wanted: Sequence[QueryWord], text: str) -> bool:
    found = _NUMBER_OF.search(text)
    if found is None or not any(topic_coverage(store, [word], [found[1]]) >= ITSELF for word in wanted):
        return False
    return any(_DIGITS.fullmatch(token) or token.casefold() in _NUMBER_WORDS for token in _tokens(text[found.end() :]))


def _counted(store: Store, wanted: Sequence[QueryWord], text: str, *, articles: bool = True) -> str | None:
    heads = [word.parts[-1] for word in wanted if word.parts]
    if label := _LABEL.match(text):
        named = _tokens(_OF_WHAT.split(label[1])[0])
        labelled = next((word for word in named if _is_counted(store, (*wanted, *heads), word)), None)
        if labelled:
            return labelled
    tokens = _tokens(text)
    for at, token in _numbers(tokens):
        if token in _ARTICLES and not articles:
            continue
        reach = 1 if token in _ARTICLES else _REACH
        for word in tokens[at + 1 : at + 1 + reach]:
            if _is_one(store, (*wanted, *heads), word):
                return word
    return None


def _is_counted(store: Store, wanted: Sequence[QueryWord], word: str) -> bool:
    """Whether a label's word is what is wanted, or a compound of it: "telefonopkald" counts "opkald", no telephones."""
    said = store.lexical.query_words(word)[:1]
    head = said[0].parts[-1].text if said and said[0].parts else word
    own = said[0].terms[0][0] if said else ""
    return _is_one(store, wanted, head) or any(one.terms[0][0] == own for one in wanted)


def _is_one(store: Store, wanted: Sequence[QueryWord], word: str) -> bool:
    """Whether a word is one of those wanted, or like it."""
    return any(topic_coverage(store, [one], [word]) >= MENTIONED for one in wanted)


def only_counts(store: Store, members: Sequence[QueryWord], text: str) -> bool:
    """Whether a text tells how many there are of what is asked for by name, and lists none: "i fem sprog"."""
    counted = _counted(store, members, text)
    return counted is not None and not _LISTS.search(text, text.index(counted))


def only_mentions(store: Store, members: Sequence[QueryWord], text: str) -> bool:
    """Whether a text speaks of what is asked for by name ("på tværs af overenskomster") and tells none of them.

    A word before it that no sentence is without, and nothing after it that restricts or lists, tells none.
    """
    tokens = _tokens(text)
    heads = [word.parts[-1] for word in members if word.parts]
    said = [at for at, token in enumerate(tokens) if _is_one(store, (*members, *heads), token)]
    if not said or _LISTS.search(text, text.index(tokens[said[0]])):
        return False
    return not any(_is_told_which(tokens, at, members) or (at and tokens[at - 1][:1].isupper()) for at in said)


def owners(text: str) -> list[str]:
    """Whose a number in the text is said to be: "kommunens" in "kommunens ca. 45.000 medarbejdere", "KK" in "i KK"."""
    for mention in reversed(find_periods(text)):
        text = f"{text[: mention.start]} {text[mention.end :]}"
    return [match[1] for form in (_OWNED, _OWNED_IN, _IN_OWNER) for match in form.finditer(text)]


def is_contrary(store: Store, question: str, text: str) -> bool:
    """Whether a text tells the way back: "fra KS til KEJD", "KS afgiver … til KEJD" where "til KS" is asked.

    A name may be asked by another that stands for it ("Koncernservice"), and in small letters.
    """
    told = _ways(text)
    if not told:
        return False
    asked = [(_DANISH_WAY[match[1].casefold()], match[2]) for match in _ASKED_WAY.finditer(question)]
    asked += [("til", match["to"]) for match in _GOT.finditer(question)]
    for way, name in asked:
        words = store.lexical.query_words(name)
        of_us = name.casefold() in _US
        ways = {
            told_way
            for told_way, told_name in told
            if (is_office(store, told_name) if of_us else words and topic_coverage(store, words, [told_name]) >= _IS)
        }
        if ways == {_BACK[way]}:
            return True
    return False


def _ways(text: str) -> set[tuple[str, str]]:
    """The names that a text says something goes to or from, each with "til" or "fra"."""
    said = {(_DANISH_WAY[match[1].casefold()], match[2]) for match in _WAY.finditer(text)}
    return said | {("fra", match[1]) for match in _GIVES.finditer(text)}


def is_unit(word: str) -> bool:
    """Whether a word is a unit of time ("timer"): how many of these no words tell."""
    return _UNIT.fullmatch(word) is not None


def has_length(text: str) -> bool:
    """Whether the text tells a length of time in units: "16 dage", "to år"."""
    tokens = _tokens(text)
    return any(at + 1 < len(tokens) and _UNIT.match(tokens[at + 1]) for at, _ in _numbers(tokens))


def has_frequency(text: str) -> bool:
    """Whether the text tells how often: "hver fjortende dag", "to gange om året", "løbende"."""
    return _FREQUENCY.search(text) is not None


def has_actor(store: Store, question: Sequence[QueryWord], text: str) -> bool:
    """Whether the text names a person, a role or a part of the organisation that the question did not name.

    The municipality itself is none: everything in its programme is its own.
    """
    known = [*question, *store.lexical.query_words(store.municipality)]
    if any(not _is_one(store, known, token) for token in _actors(_tokens(text))):
        return True
    return _does_it(store, known, text) or person_does(store, text)


def begins_with_actor(store: Store, question: Sequence[QueryWord], text: str) -> bool:
    """Whether somebody whom the question did not name stands before the verb, where a Danish subject stands."""
    known = [*question, *store.lexical.query_words(store.municipality)]
    return _does_it(store, known, text) or any(
        not _is_one(store, known, token) for token in _actors(_tokens(text)[:_SUBJECT])
    )


def _does_it(store: Store, known: Sequence[QueryWord], text: str) -> bool:
    """Whether the text begins with a name or a thing that does something, and the question has not that very word."""
    subject = _NAMED_SUBJECT.match(text) or _DOER.match(text)
    if subject is None:
        return False
    return all(topic_coverage(store, [word], [subject[0].split()[0]]) < ITSELF for word in known)


def _actors(tokens: Sequence[str]) -> list[str]:
    """The words that name somebody; "leder", "ejer", "bruger" only behind an article, since they are verbs, too."""
    said = [token.casefold() for token in tokens]
    return [
        token
        for at, token in enumerate(tokens)
        if (_ACTOR.search(said[at]) or _CAPITALS.fullmatch(token))
        and (said[at] not in _ALSO_VERBS or (at > 0 and said[at - 1] in _BEFORE_A_NOUN))
    ]


def identifies(store: Store, wanted: Sequence[QueryWord], text: str) -> bool:
    """Whether the text may say which of the wanted is meant: "en forvaltning" says that there is one, not which.

    Only people and parts of an organisation go by names; "en rolle med koordinering" says which role. A text that
    speaks of them and names none ("arbejdspladserne får hjælp") does not say which either.
    """
    wanted = [word for word in wanted if _ACTOR.search(word.text)]
    tokens = _tokens(text)
    places = [at for at, token in enumerate(tokens) if _is_one(store, wanted, token)]
    if not wanted or any(_is_told_which(tokens, at, wanted) for at in places):
        return True
    named = (token for token in tokens if _CAPITALS.fullmatch(token) and not is_office(store, token))
    return any(token.casefold() in _ALL for token in tokens) or any(named) or bool(_NAMED_SUBJECT.match(text))


def _is_told_which(tokens: Sequence[str], at: int, wanted: Sequence[QueryWord]) -> bool:
    """Whether a word tells which is meant: "decentrale forvaltninger", "leverandører af it", "NN er leder" or so."""
    if any(len(tokens[at]) > len(word.text) + _LONGEST_ENDING for word in wanted):
        return True
    before = tokens[at - 1].casefold() if at else ""
    if before in _COPULAS and at > 1 and tokens[at - 2].casefold() not in STOPWORDS:
        return True  # "Kontorchefen er projektejer"
    after = tokens[at + 1].casefold() if at + 1 < len(tokens) else ""
    if all(token[:1].isupper() for token in tokens[at + 1 : at + 3]) and at + 2 < len(tokens):
        return True  # "Teamleder Birgitte Foss …", "en vejleder, Anne Krogh"
    if before in _ONE:
        return False
    if after in _COPULAS and at == 0 and any(token[:1].isupper() for token in tokens[2:_NAME_BY]):
        return True  # "Projektleder er ingeniør Jens Holm"
    return after in _RESTRICTS or bool(before and before not in STOPWORDS and not _DIGITS.fullmatch(before))


def has_name(store: Store, question: Sequence[QueryWord], text: str) -> bool:
    """Whether the text holds a name that the question did not: a word with a capital that no sentence gives it.

    The office's and the municipality's own are in every text, and no answer.
    """
    for mention in reversed(find_periods(text)):  # "Q2" is no name; what stands before it ends there
        text = f"{text[: mention.start]}:{text[mention.end :]}"
    tokens = [match for match in _TOKEN.finditer(text) if any(map(str.isupper, match[0]))]
    names = [match[0] for match in tokens if _INSIDE.search(match[0]) or not _STARTS.search(text, 0, match.start())]
    return any(not _is_one(store, question, name) and not is_office(store, name) for name in names)


def has_place(store: Store, question: Sequence[QueryWord], text: str) -> bool:
    """Whether the text names a place that the question did not ("ved Sportsvej"), or says that nothing is moved."""
    named = (word for match in _PLACE.finditer(text) for word in match[1].split())
    return _STAYS.search(text) is not None or any(
        not _is_one(store, question, n) and not is_office(store, n) for n in named
    )


def is_actor(word: str) -> bool:
    """Whether a word stands for a person or a part of an organisation: "skolelederen"."""
    return _ACTOR.search(word.casefold()) is not None


def person_does(store: Store, text: str) -> bool:
    """Whether a text begins with a person who does something: "Arkivar Lone Dyrby er …"."""
    return _PERSON_DOES.match(text) is not None and names_person(store, text)


def beside_persons(store: Store, text: str) -> list[str]:
    """What stands beside the names of persons in a text, a few words before and behind."""
    found = (match for match in _FULL_NAME.finditer(text) if names_person(store, match[1]))
    return [text[max(0, match.start() - _BESIDE) : match.start() + len(match[1]) + _BESIDE] for match in found]


def names_person(store: Store, text: str) -> bool:
    """Whether the text may name a person: two words with capitals, neither of a place, an office or a title."""
    titles = [initiative.title for initiative in store.initiatives]
    return any(
        not any(_ACTOR.search(word.casefold()) or is_office(store, word) for word in match[1].split())
        and not any(match[1] in title for title in titles)
        for match in _FULL_NAME.finditer(text)
    )


def has_clock_time(text: str) -> bool:
    """Whether the text tells a time of day: "kl. 9", "8.30", "fra 6 til 22"."""
    return _CLOCK.search(text) is not None


def has_weekday(text: str) -> bool:
    """Whether the text names a day of the week, or several ("hverdage", "weekenden")."""
    return _WEEKDAY.search(text) is not None


def tells_off(text: str) -> bool:
    """Whether the text tells several things off: "landsbyerne Vesterby, Klinten og Sandholm"."""
    return _LISTS.search(text) is not None


def has_time(text: str) -> bool:
    """Whether the text tells when something is done without a date: how often, on which days, how long after."""
    forms = (_FREQUENCY, _WEEKDAY, _CLOCK, _RELATIVE_TIME)
    return any(form.search(text) for form in forms)


def has_contact(text: str) -> bool:
    """Whether the text tells a telephone number or an e-mail address."""
    return _CONTACT.search(text) is not None


def is_office(store: Store, token: str) -> bool:
    """Whether a word names the office or the municipality that the programme is of."""
    if token.casefold() in _OURSELVES:
        return True
    return any(topic_coverage(store, [word], store.office) >= _IS for word in store.lexical.query_words(token))


def _tokens(text: str) -> list[str]:
    for mention in reversed(find_periods(text)):
        text = f"{text[: mention.start]} {text[mention.end :]}"
    return _TOKEN.findall(text)


def _numbers(tokens: list[str]) -> list[tuple[int, str]]:
    words = _NUMBER_WORDS | _ARTICLES
    numbers = ((at, t.casefold()) for at, t in enumerate(tokens) if t.casefold() in words or _DIGITS.fullmatch(t))
    return [(at, t) for at, t in numbers if t != "flere" or tokens[at - 1].casefold() == "eller"]  # else it is "more"
