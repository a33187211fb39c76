"""The words by which a question's form is told, and those that are no part of what it is about."""

from functools import cache
from importlib.resources import files

from vectorstore.danish import stem
from vectorstore.stopwords import STOPWORDS

_FORM_WORDS = (
    "hvornår hvilken hvilket hvilke hvordan hvorfor hvor næste kvartal kvartalet halvår halvåret tidspunkt tidspunktet "
    "milepæl milepælen milepæle milepæler milepælene tidsplan tidsplanen deadline deadlinen deadlines status "
    "formål formålet formålene indsats indsatsen indsatser indsatserne initiativ initiativet initiativer "
    "projekt projektet projekter fokusområde fokusområder fokusområderne nøgletal nøgletallene nøgletallet "
    "oversigt oversigten gevinst gevinsten gevinster måned måneden måneder månederne "
    "månedens kvartalets halvårets ugens kvartaler kvartalerne halvårene"
)
_TYPED_OTHERWISE = (  # of these a slip may be another word, but "aar" is none
    "år året årene årlig årligt første beløb beløbet måneder færdig færdige får går står når nås nå nået så må på også"
)
_FILLERS = (  # colour or place what is said, whatever it is
    "alligevel angående bagefter derhenne derinde dernede deroppe derude desuden due endelig findes foruden helst "
    "heller herhenne herinde hernede heroppe herude ifølge igen imens just måske netop only reelt rigtig rigtigt "
    "simpelt slet snakker snart synes tror troede trods tænker uanset undervejs virkelig vistnok åbenbart begge "
    "se ser ting tingene lidt altid allerede senere fremover gerne "
    "herfra derfra hertil gælder passer stemmer overalt steder holder holdes selve ude udover derover"
)
# Users, whose stem is a generic verb's ("bruge").
USERS = frozenset(["brugere", "brugerne", "brugernes", "brugeren", "brugerens", "brugers"])
FILLERS = frozenset(_FILLERS.split())  # by form: "virkelig" has the stem of "virker"


@cache
def form_words() -> frozenset[str]:
    """Words by which a question's form is told, with their inflections: a slip in one changes what is asked."""
    return frozenset(_FORM_WORDS.split())


@cache
def typed_words() -> frozenset[str]:
    """Words with æ, ø or å by which a question's form is told; they are also typed with ae, oe and aa."""
    return form_words() | frozenset(_TYPED_OTHERWISE.split()) | STOPWORDS


@cache
def municipalities() -> frozenset[str]:
    """Names of Danish municipalities, casefolded: another one is meant though it is typed in small letters."""
    text = (files("assistant") / "municipalities.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


@cache
def generic_stems() -> frozenset[str]:
    """Stems of the words that say what kind of answer is wanted, not what it is to be about."""
    text = (files("assistant") / "generic_words.txt").read_text(encoding="utf-8")
    return frozenset(stem(word) for line in text.splitlines() if not line.startswith("#") for word in line.split())
