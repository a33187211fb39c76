"""How periods are written in Danish and English: the words, and the patterns made of them, as data."""

import re

MONTHS = (
    ("januar", "january", "jan"),
    ("februar", "february", "feb"),
    ("marts", "march", "mar"),
    ("april", "apr"),
    ("maj", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
MONTH_NUMBER = {name: number for number, names in enumerate(MONTHS, 1) for name in names}
ORDINALS = {
    **dict.fromkeys(("1", "første", "first", "1st"), 1),
    **dict.fromkeys(("2", "andet", "anden", "second", "2nd"), 2),
    **dict.fromkeys(("3", "tredje", "third", "3rd"), 3),
    **dict.fromkeys(("4", "fjerde", "sidste", "fourth", "last", "4th"), 4),
}
SEASONS = {
    **dict.fromkeys(("forår", "foråret", "spring"), (3, 3)),
    **dict.fromkeys(("sommer", "sommeren", "summer"), (6, 3)),
    **dict.fromkeys(("efterår", "efteråret", "autumn"), (9, 3)),
    **dict.fromkeys(("vinter", "vinteren", "winter"), (12, 3)),
}
HOLIDAYS = {  # first and last day, as (month, day); a last day before the first lies in the next year
    **dict.fromkeys(("sommerferien", "sommerferie", "the summer holidays"), ((7, 1), (8, 9))),
    **dict.fromkeys(("jul", "julen", "christmas"), ((12, 24), (12, 26))),
    **dict.fromkeys(("juleferien", "juleferie"), ((12, 23), (1, 2))),
    **dict.fromkeys(("nytår", "årsskiftet", "årsskifte", "new year"), ((12, 31), (1, 1))),
}
HOLIDAY_WEEKS = {  # the school holidays' ISO weeks in most municipalities
    **dict.fromkeys(("vinterferien", "vinterferie"), 7),
    **dict.fromkeys(("efterårsferien", "efterårsferie"), 42),
}
EASTER = ("påskeferien", "påske", "påsken", "easter")
SMALL_NUMBERS = {
    word: n
    for n, word in enumerate(["en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv"], 1)
}
SMALL_NUMBERS |= {"et": 1, "én": 1, "ét": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}

_YEAR = r"(?:19|20)\d\d"
_MONTH = "|".join(sorted(MONTH_NUMBER, key=len, reverse=True))
_ORDINAL = r"(?:[1-4]|første|anden|andet|tredje|fjerde|sidste|first|second|third|fourth|last|1st|2nd|3rd|4th)"
ACROSS = {  # first month and number of months of what has two years in its name: "skoleåret 2026/27"
    **dict.fromkeys(("vinteren", "vinter", "vintersæsonen", "the winter of"), (12, 3)),
    **dict.fromkeys(("skoleåret", "skoleår", "the school year"), (8, 12)),
}
_SEASON = "|".join(sorted(SEASONS, key=len, reverse=True))
_SHORT_YEAR = r"\s*[/'’\-–]\s*[234]\d(?![\d%.,/-]\d?)|\s+[234]\d(?=\s*(?:$|[?!;:)]|,(?!\d)|\.(?:\s|$)))"  # "Q3-26"
_HOLIDAY = "|".join(sorted(HOLIDAYS | HOLIDAY_WEEKS | dict.fromkeys(EASTER), key=len, reverse=True))
_NO_JULY = r"(?:(?<!\bjul)|(?<=inden jul)|(?<=før jul)|(?<=efter jul)|(?<=til jul))"
_THAT_YEAR = r"\s+(?:i\s+)?(?:næste|kommende|sidste|forrige|dette|next|last|this)\s+(?:år|year)\b|\s+i\s+år\b"
_FULL_YEAR = rf"\s*[/,\-–]?\s*(?:(?:af|i|of|in)\s+)?(?P<{{0}}>{_YEAR})(?!\d|\.\d)"
_OF_YEAR = rf"(?:{_FULL_YEAR}|(?P<{{0}}_that>{_THAT_YEAR}))?"
_OF_SHORT_YEAR = rf"(?:{_FULL_YEAR}|(?P<{{0}}_short>{_SHORT_YEAR})|(?P<{{0}}_that>{_THAT_YEAR}))?"
_COUNT = r"\d{1,2}|" + "|".join(SMALL_NUMBERS)
_TO = r"(?:-|–|—|/|til|to|og|and)"
_OTHER_NUMBER = r"(?:[03-9]\d|1[0-8]|2[1-9])\d\d"  # four digits that are no year: part of a telephone number
_NO_YEAR = rf"[ -]?(?:p/l\b|pl\b|priser\b|prisniveau)| (?:kr\b|mkr\b|mio\b|mia\b|pct\b|%)| {_OTHER_NUMBER}\b"
_SEASON_UNIT = r"forår(?:et)?|sommer(?:en)?|efterår(?:et)?|vinter(?:en)?|spring|summer|autumn|winter"

ATOM = re.compile(
    "|".join(
        (
            rf"(?P<iso>{_YEAR}-\d\d-\d\d)",
            rf"(?P<day>\d{{1,2}})[./](?P<daymonth>\d{{1,2}})[./\s]\s*(?P<dayyear>{_YEAR})",
            rf"(?<![\d.,])(?:(?P<wday0>\d{{1,2}})\.?\s*{_TO}\s*)?(?P<wday>\d{{1,2}})"
            rf"(?:\.\s*|(?:st|nd|rd|th)?\s+(?:of\s+)?)(?P<wmonth>{_MONTH})\b\.?" + _OF_YEAR.format("wyear"),
            rf"\b(?P<emonth>{_MONTH})\.?\s+(?P<eday>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<eyear>{_YEAR})(?!\d|[.,]\d)",
            r"\bq(?P<q>[1-4])(?!\d)" + _OF_SHORT_YEAR.format("qyear"),
            rf"(?P<yq>{_YEAR})\s*[/\-]?\s*q(?P<yqn>[1-4])(?!\d)",
            rf"\b(?:(?P<wq0>{_ORDINAL})\.?\s*{_TO}\s*)?(?P<wq>{_ORDINAL})\.?\s*(?:kvartal|kvt\b\.?|quarter)(?:et)?"
            + _OF_SHORT_YEAR.format("wqyear"),
            rf"\b(?:h(?P<h>[12])|(?P<wh>{_ORDINAL})\.?\s*(?:halvår(?:et)?|half(?:-year)?|"
            rf"halvdel(?:\s+af\s+året|(?=\s+af\s+{_YEAR}))))\b" + _OF_SHORT_YEAR.format("hyear"),
            rf"\b(?:årets|(?:de\s+)?(?=\w+\s+\w+\s+måneder\s+(?:af|i)\s+(?:året|{_YEAR})))\s*(?P<edge>første|sidste)\s+"
            rf"(?P<edgecount>{_COUNT})\s+måneder(?:\s+(?:af|i)\s+(?:året|(?P<edgeyear>{_YEAR})))?",
            rf"\bårets\s+(?P<edgecount_b>{_COUNT})\s+(?P<edge_b>første|sidste)\s+måneder",
            r"\b(?:årets\s+sidste\s+(?P<lastunit>kvartal|halvår|måned)|"
            rf"sidste\s+(?P<lastunit_b>kvartal|halvår|måned)\s+(?:af|i)\s+(?:året|(?P<lastyear>{_YEAR})))(?!\d)",
            rf"\buge(?:rne)?\s+(?:(?P<week0>\d{{1,2}})\s*{_TO}\s*)?(?P<week>\d{{1,2}})(?!\d|[.,]\d)"
            + _OF_YEAR.format("weekyear"),
            rf"\b(?P<holiday>{_HOLIDAY})\b(?!\.?\s*{_YEAR}|{_THAT_YEAR})|\b(?P<holidayof>{_HOLIDAY}){_NO_JULY}\b"
            + _OF_YEAR.format("holidayyear"),
            rf"\b(?:hvert\s+år\s+i|årligt\s+i|hver)\s+(?P<yearly>{_MONTH}),?\s+"
            rf"(?:første\s+gang|begyndende|fra(?:\s+og\s+med)?)\s+(?:i\s+)?(?P<firstyear>{_YEAR})(?!\d|[.,]\d|\s*(?:–|-|/|til\b))",
            rf"\b(?P<month>{_MONTH})\b\.?" + _OF_YEAR.format("myear"),
            rf"\b(?P<across>{'|'.join(ACROSS)})\s+(?P<fromyear>{_YEAR}|\d\d)\s*[/–-]\s*(?P<toyear>{_YEAR}|\d\d)(?![\d/]|[.,]\d)",
            rf"\b(?P<season>{_SEASON})\b" + _OF_YEAR.format("syear"),
            r"\b(?P<rel>næste|kommende|dette|denne|det her|den her|indeværende|nuværende|"
            r"sidste|forrige|forløbne|i|til|next|this|last)\s+"
            rf"(?P<relunit>kvartal|måned|halvår|år|uge(?!\s*\d)|quarter|month|year|week|{_SEASON_UNIT})\b"
            rf"(?!\s*[/,]?\s*(?:(?:af|i|of|in)\s+)?{_YEAR}|\s+\d\d\s*[/–-]\s*\d\d)",
            r"\b(?:det|den)\s+(?P<unitnow>kvartal|måned|halvår|år)\s+(?:vi|man|jeg)\s+er\s+i\b(?:\s+nu\b)?",
            r"\b(?:det|den)\s+(?P<unitgone>kvartal|måned|halvår|år),?\s+(?:der|som)\s+(?:lige\s+|netop\s+)?er\s+"
            r"(?:gået|forbi|overstået|omme|slut|sluttet)\b",
            rf"\bom\s+(?P<ahead>{_COUNT})\s+(?P<aheadunit>måned(?:er)?|kvartal(?:er)?|år|uger?)\b",
            rf"\b(?P<run>næste|kommende|seneste|sidste|next|last|past)\s+(?P<runcount>{_COUNT})\s+"
            r"(?P<rununit>måneder|kvartaler|år|uger|dage|months|quarters|years|weeks|days)\b",
            r"\b(?:resten\s+af|the\s+rest\s+of)\s+(?P<rest>året|kvartalet|måneden|halvåret|the\s+year|the\s+quarter)\b",
            r"\b(?:udgangen|slutningen|udløbet)\s+af\s+(?:dette\s+)?(?P<endof>kvartalet|kvartal|måneden|halvåret)\b",
            r"\b(?P<endof_s>kvartalets|månedens|halvårets|ugens)\s+(?:udgang|slutning|udløb)\b",
            r"\b(?P<yearend>årets\s+(?:udgang|slutning|udløb)|udgangen\s+af\s+året|the\s+end\s+of\s+the\s+year)\b",
            rf"(?<![\d.,/])(?P<year0>{_YEAR})(?:/(?P<year1>{_YEAR}|\d\d)|[-–](?P<year2>\d\d))(?![\d/-]|[.,]\d)",
            rf"(?<![\d.,/])(?<!{_OTHER_NUMBER} )(?<!\bca\. )(?P<year>{_YEAR})(?![\d]|[.,]\d)(?!{_NO_YEAR})",
        )
    ),
    re.IGNORECASE,
)
JOIN = re.compile(r"\s*(?:-|–|—|til og med|til|through|to)\s*", re.IGNORECASE)
AND = re.compile(r"\s*(?:og|and|/)\s*", re.IGNORECASE)
FROM = re.compile(
    r"(?:\b(?:tidligst|fra og med|fra|siden|no earlier than|not before|earliest|from|since)\s+){1,2}"
    r"(?:i\s+|in\s+|fra\s+|den\s+|d\.\s*|the\s+)?$",
    re.IGNORECASE,
)
AFTER = re.compile(r"\b(?:efter|after)\s+(?:udgangen af\s+|the end of\s+|den\s+|d\.\s*|the\s+)?$", re.IGNORECASE)
BETWEEN = re.compile(r"\b(?:mellem|between)\s+(?:den\s+|d\.\s*|the\s+)?$", re.IGNORECASE)
UNTIL = re.compile(
    r"\b(?P<word>senest|inden|før|til og med|indtil|no later than|by|before|until)\s+"
    r"(?:(?P<close>(?:ved\s+)?(?:udgangen|slutningen|udløbet) af\s+|the end of\s+)|i\s+|in\s+|den\s+|d\.\s*|the\s+)?$",
    re.IGNORECASE,
)
WHOLE = re.compile(r"\b(?:hele|i løbet af|all of|during)\s+$", re.IGNORECASE)
PART = re.compile(
    r"\b(primo|medio|ultimo|starten af|begyndelsen af|midten af|start|early|mid|late|the beginning of)\s+$",
    re.IGNORECASE,
)
CLOSE = re.compile(r"\b(?:ved )?(?:(?P<late>slutningen)|udgangen|udløbet) af\s+$|\bthe end of\s+$", re.IGNORECASE)
ONWARDS = re.compile(
    r"\s+(?:og\s+)?(?:frem(?:ad(?:rettet)?|over|efter)?|onwards?)\b(?!\s+(?:til|mod|for)\b)|\s+ff\.", re.IGNORECASE
)
IN_FRONT_LENGTH = 60  # characters in which the words that bend a period stand
IN_FRONT = re.compile(r"\s*(?:\(|(?:i|den|d\.|ved|in|on)\s+)?", re.IGNORECASE)
CLOCK_TIME = re.compile(  # of a day: "30. april 2027 kl. 12"
    r",?\s+kl(?:\.|okken)?\s*\d{1,2}(?:[.:]\d\d)?(?:\s*[-–]\s*\d{1,2}(?:[.:]\d\d)?)?(?=\s*[:)–-])", re.IGNORECASE
)
SEPARATOR = re.compile(r"\s*(\)?\s*[:.–-]|\))?\s*")
PART_OF = {
    **dict.fromkeys(("primo", "starten af", "begyndelsen af", "start", "early", "the beginning of"), 0),
    **dict.fromkeys(("medio", "midten af", "mid"), 1),
}
SHORT_MONTHS = frozenset(name for name in MONTH_NUMBER if len(name) <= 4) - {"maj", "juni", "juli", "june", "july"}
ENGLISH_TIME = re.compile(
    r"\b(?:in|by|until|before|after|from|since|to|through|of|this|next|last|early|mid|late)\s+$", re.I
)
