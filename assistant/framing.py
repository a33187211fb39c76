"""What frames a question and asks nothing: greeting, courtesy, what somebody tells of themselves, signature.

"Hej, kan I sige mig: hvornår er ERP-strategien klar? Mvh Lone" is the question "hvornår er ERP-strategien klar?".
Words of the frame would be looked up in the programme, and its names taken for names that the programme lacks.
"""

import re
from dataclasses import dataclass, replace

from assistant.cues import POINTS_BACK

_ASKS = r"(?:hv(?:ornår|ad|em|ilke[nt]?|or|orfor|ordan)|when|what|who|which|how|why|where)\b"
_POLITE = r"(?:måske|lige|venligst|evt\.?|eventuelt|mon|godt|også|gerne|bare|egentlig|please|just)"
_TELL = (
    r"(?:sige|fortælle|oplyse|svare(?: mig| os)? på|finde ud af|slå op|vide|høre|spørge(?: dig| jer)?|forklare|"
    r"få at vide|have at vide|finde|forstå|undersøge|tjekke|hjælpe (?:mig|os)(?: med)?(?: at finde ud af)?|"
    r"tell|know|explain|find out|ask)"
)
_OPENINGS = tuple(
    re.compile(rf"^\W*(?:{form})", re.IGNORECASE)
    for form in (
        r"(?:hej(?:sa)?|hallo|halløj(?:sa)?|davs?|god ?(?:morgen|(?:for|efter)?(?:mid)?dag|aften)|hello|hi|hey)"
        r"(?: (?:alle|igen|jer|dig|der|med (?:jer|dig)|there|all)\b)*"
        r"(?: (?-i:[A-ZÆØÅ][\w-]*|og|i|team)){0,5}\s*(?=[,.!:–—\n-])\W*",
        r"(?:hej(?:sa)?|hallo|goddag|hello|hi|hey)\b(?=\s+(?:\w+\W+){2})\W*",
        r"kære (?:[\w-]+\s?){1,3}[,.!:\n]\W*",
        r"dear (?:[\w-]+\s?){1,3}[,.!:\n]\W*",
        r"(?:øh+m?|æh+m?|eh+m?|hm+|um+|uh+)\b\W*",
        r"(?:altså|nå|jo|ok(?:ay)?|tja|well|so)\b[\s,.…]+(?=\w+\W+\w)",
        r"(?:undskyld|beklager|sorry)\b[^,.!:–—]{0,30}[,.!:–—]\W*",
        rf"(?:(?:kan|kunne|vil|ville|må|mon|gider|could|can|would|may)\s+(?:du|I|man|nogen|jeg|vi|you|anyone|someone)"
        rf"(?:\s+{_POLITE})*\s+{_TELL}(?:\s+(?:mig|os|me|us|lidt|noget|mere|kort))*"
        rf"(?:\s+om)?(?:\W*(?=(?:[iptf]\w+ )?{_ASKS})|\s*:\W*))",
        rf"(?:(?:jeg|vi|I|we)\b[^?.!]{{0,40}}?\b{_TELL}(?:\s+om)?\W*)(?=(?:[iptf]\w+ )?{_ASKS})",
        rf"(?:ved|do)\s+(?:du|I|nogen|man|you)(?:\s+{_POLITE})*(?:\s+know)?\W*(?=(?:[iptf]\w+ )?{_ASKS})",
        r"til (?:\w+ ){0,3}\w*(?:møde|nyhed|tale|oplæg|notat|evaluering|præsentation|rapport|artikel|dagsorden|"
        r"orientering|planche|referat|pressemeddelelse)\w*(?: \w+){0,4}:\W*",
        rf"(?:mon|gad vide|tell me|sig mig)\b\W*(?=(?:[iptf]\w+ )?{_ASKS})",
        r"(?:et|lige et|jeg har et|vi har et|har et|hurtigt|kort|a quick|quick)(?: (?:hurtigt|lille|kort|dumt))? "
        r"(?:spørgsmål|question)\b[^?:.,–—]{0,30}[:.,–—]\W*",
    )
)
_CLOSINGS = tuple(
    re.compile(rf"(?:{form})\W*$", re.IGNORECASE)
    for form in (
        r"(?:^|[\s,.!?–—-])(?:på forhånd )?(?:mange |tusind )?tak(?: på forhånd| skal (?:du|I) have"
        r"| for (?:hjælpen|svar(?:et)?|det|jeres hjælp|din hjælp))?",
        r"(?:^|[\s,.!?])thank(?:s| you)(?: (?:very much|in advance|a lot))?",
        r"(?:^|[\s,.!?])(?:mvh|vh|kh|hilsen|hilsner"
        r"|(?:med )?(?:(?:de )?(?:venlig|kærlig|bedste|mange)\w*) hils(?:en|ner)"
        r"|(?:best|kind) regards|regards|cheers)\b(?:[ ,.\n]+[\w.-]+){0,4}",
        r"[\s,.!?]+(?:ved (?:du|I|nogen) (?:det|noget om det)|do you know|"
        r"håber (?:at )?(?:du|I) kan hjælpe(?: mig)?|kan (?:du|I) (?:hjælpe|svare)(?: mig| os)?(?: (?:med|på) det)?|"
        r"(?:kan|vil|kunne|gider) (?:du|I) hjælpe (?:mig|os) med at (?:finde|samle|få)[^?.]{0,30}|"
        r"ja eller nej|ja/nej|det haster|hvis (?:du|I) ved det|please|(?:er|var) (?:du|I) søde?)",
    )
)
_SELF = re.compile(
    r"^\W*(?:(?:og|men|fordi|for|så|da|nu)\s+)?"
    r"(?:jeg|vi|min|mit|mine|vores|my|our|i(?= (?:am|have|need|want|would|was)\b))\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"(?<=[.!?:;])\s+|\s+[–—-]+\s+|\n+")
_QUESTION = re.compile(
    rf"\?|^\W*(?:og |men |så )?(?:{_ASKS}|(?:giv|vis|list|fortæl|find|forklar|beskriv|nævn|show|give|tell)\b|"
    rf"(?:er|har|bliver|blev|skal|kan|kommer|får|findes|må|vil)\s+\w)"
    rf"|,\s*{_ASKS}(?:\W+\w+){{2}}",
    re.IGNORECASE,
)
_HEARD = re.compile(  # what was heard is taken for given by the question
    r"\b(?:har |jeg |vi )?(?:hørt?e?|læst?e?|fået at vide|forstået)\b.{0,20}\bat\b|\bsiger\b.{0,10}\bat\b",
    re.IGNORECASE,
)
_I_AM = re.compile(  # "Jeg arbejder med indkøb" tells of "indkøb"
    r"^\W*(?:jeg|vi)\s+(?:arbejder|sidder|er(?: ansat)?|står|går)\s+(?:\w+ )?(?:med|i|som|på|hos|for)\b\s*",
    re.IGNORECASE,
)
_CONFIRMS = re.compile(
    r"\b(?:passer|stemmer|gælder|holder) det\b|\bkan det passe\b|"
    r"\ber det (?:stadig|fortsat|ikke|også) (?:sådan|rigtigt)\b|"
    r"\ber det (?:virkelig |da |nu )?(?:rigtigt|sandt|korrekt|forkert|noget om)\b|"
    r"\bis (?:that|it) (?:true|right|correct)\b",
    re.IGNORECASE,
)
_WHOLE_QUESTION = 3  # words
_PROMISED = re.compile(  # "kan jeg love mine ledere, at de har X i januar" is "har de X i januar"
    r"^\W*(?:kan|må|tør) (?:jeg|vi|man|min[et]? \w+|mit \w+|vores \w+) (?:godt )?"
    r"(?:love|garantere|sige til|fortælle|regne med|forvente|stole på|være sikre?t? på)\b[^,?]{0,40}?,? at "
    r"(?P<subject>de|vi|jeg|det|den|han|hun|man|der|\w+(?:en|et|erne)) "
    r"(?P<verb>har|får|kan|skal|(?!(?:h?eller|efter|under|over|senere)\b)\w*er)\b",
    re.IGNORECASE,
)
_PREAMBLE = re.compile(  # "Jeg sidder som leder og vil gerne vide, hvornår …"
    r"^\W*(?:jeg|vi|som|til (?=[^?]{3,60}\bskal (?:jeg|vi)\b)"
    r"|kan du|kan I|mon|har du|har I)\b[^?]*?(?:[,.:;–—]|\bog\b)\s+(?=hv\w+(?:\W+\w+){4})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Framed:
    """What a message asks, and what the asker tells of themselves around that.

    `meant` is the part of what is asked that says what its "det" or "den" stands for.
    """

    asked: str
    told: str = ""
    meant: str = ""


def without_frame(message: str) -> Framed:
    """A message less what opens and closes it, taken apart; all of it is asked where nothing else would be left."""
    framed = _taken_apart(_PROMISED.sub(r"\g<verb> \g<subject>", _unpacked(message)))
    bare = _PREAMBLE.sub("", framed.asked)
    return framed if POINTS_BACK.search(bare) else replace(framed, asked=bare)


def _unpacked(message: str) -> str:
    """The message without what opens and closes it, taken off a layer at a time."""
    before = ""
    while message != before:
        before = message
        for opening in _OPENINGS:
            message = _less(message, opening)
        for closing in _CLOSINGS:
            message = _less(message, closing)
    return message


def _less(message: str, frame: re.Pattern[str]) -> str:
    rest = frame.sub("", message, count=1).strip()
    return rest if len(re.findall(r"\w+", rest)) > 1 else message


def _taken_apart(message: str) -> Framed:
    """The clauses that ask, and those in which somebody tells of themselves.

    Where the question leans on what is told ("det", "passer det?"), all of it is asked, the question first.
    """
    clauses = [clause for clause in _CLAUSE.split(message) if clause.strip()]
    if not any(_QUESTION.search(clause) and len(clause.split()) >= _WHOLE_QUESTION for clause in clauses):
        return Framed(message)
    asking = [clause for clause in clauses if _QUESTION.search(clause)]
    rest = [clause for clause in clauses if clause not in asking]
    leans = any(POINTS_BACK.search(clause) or _CONFIRMS.search(clause) for clause in asking)
    if leans or any(_HEARD.search(clause) for clause in rest):
        about = " ".join(_I_AM.sub("", clause) for clause in rest)
        return Framed(f"{' '.join(asking)} {about}".strip(), meant=about)
    told = [_I_AM.sub("", clause) for clause in rest if _SELF.search(clause)]
    return Framed(
        " ".join(clause for clause in clauses if clause in asking or not _SELF.search(clause)), " ".join(told)
    )
