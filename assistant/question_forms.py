"""The forms that questions take in Danish and English, as data: first match wins, so the order matters."""

import re
from enum import StrEnum
from functools import cache
from importlib.resources import files

from vectorstore.danish import stem
from vectorstore.stopwords import STOPWORDS


class Ask(StrEnum):
    """The kind of answer that is wanted."""

    WHEN = "when"
    STATUS = "status"
    NEXT = "next"
    MILESTONES = "milestones"
    OUTERMOST = "outermost"
    INITIATIVES = "initiatives"
    FOCUS_AREAS = "focus_areas"
    KEY_FIGURES = "key_figures"
    PROGRESS = "progress"
    OVERDUE = "overdue"
    CHANGES = "changes"
    ABBREVIATION = "abbreviation"
    NUMBER = "number"
    MONEY = "money"
    WHO = "who"
    WHERE = "where"
    PURPOSE = "purpose"
    MOST = "most"
    SELF = "self"
    GREETING = "greeting"
    THANKS = "thanks"
    TEXT = "text"


def _any(*alternatives: str) -> re.Pattern[str]:
    """One pattern of several; gaps in them are bounded, so that no question takes longer than its length."""
    return re.compile("|".join(alternatives), re.IGNORECASE)


_SUBJECT = r"(?:det|den|de|der|vi|man|jeg|I|KK|KS|kommunen|\w+(?:et|en|erne|ene))\b"

CHANGES = _any(
    r"\b(?:ændre\w*|ændring\w*|nyt|flyttet|forskel\w*|udgået|faldet ud)\b.{0,150}"
    r"\b(?:siden|i forhold til|fra|mellem|på)\b.{0,150}"
    r"(?:\bsidste år|\bforrige|\bsidst\b|\bsidste program|program\w*.{0,150}\d{4}|\d{4}-?\s?program)",
    r"\b(?:changed|new|different|difference)\b.{0,150}\b(?:since|from|between|compared)\b.{0,150}"
    r"\b(?:last year|previous|\d{4})\b",
)
AFTER = _any(
    r"\bhvad (?:sker|kommer|følger|ligger|skal (?:der )?ske)(?: der)?(?: så)?(?: lige| umiddelbart)? (?:efter|når)\b",
    r"\bhvilke[nt]? (?:milepæl|skridt|trin|fase|etape) (?:kommer|følger|er|ligger)(?: der)?(?: lige)? efter\b",
    r"\bwhat (?:comes|happens) (?:right )?after\b|\bwhich (?:milestone|step) (?:comes|follows) after\b",
)
IDIOMS = _any(  # say what is asked by words that have nothing to do with it
    r"\bholder (?:\w+ )?(?=(?:tids)?planen?\b)|\bpå trapperne\b|\bstår (?:lige )?for døren\b",
    r"\bdet (?:aller)?(?:første|sidste),? (?=der|vi|som)",
    r"(?<=hvor længe )varer\b|(?<=hvor lang tid )(?:varer|tager)\b",  # "varer" are goods, too
    r"(?<=område )(?:hører|ligger|falder|er)\b|(?<=\w )(?:ind )?under(?=\W*$)",
    r"\b(?:aller)?(?:første|sidste|seneste)\s+(?=(?:\w+ )?(?:milepæl|trin|deadline|frist)\b)",
    r"(?<=næste )træk\b",
    r"\bregne[rt]? med(?: at)?\b|\bi (?:sidste ende|sin tid|det hele taget|bund og grund|hænderne)\b|\bså småt\b",
    r"\brent faktisk\b|\bkommer? til at\b|\b(?:finde[rs]?|fandt|fundet) (?:\w+ )?på at\b|\bgår? hen og\b",
    r"\b(?:får?|fået|have) lov(?: til)?(?: at)?\b|\b(?:lægge[rs]?|lagt) op til(?: at)?\b|\ber det meningen,?(?: at)?\b",
    r"\bhar (?:I|du|man|de) tænkt (?:jer|dig|sig)\b",
    r"(?<=milepæl)(?= (?:er|kommer|ligger)\b)(?: \w+)?(?: den)? (?:først|sidst|tidligst|senest)\w*",
)
OUTERMOST_INITIATIVE = _any(  # "hvilken indsats slutter sidst", "hvilket projekt er først færdigt"
    r"\bhvilke[nt]? (?:af )?(?:\w+ )?(?:indsats|initiativ|projekt)\w*\b.{0,40}"
    r"\b(?:aller)?(?:først|sidst|senest|tidligst)e?\b",
    r"\bwhich (?:initiative|project)\b.{0,40}\b(?:first|last|earliest|latest)\b",
)
ASKS_HOW = _any(r"^\W*(?:hvordan|how (?!many|much|often|far|long))\b")
FORMS: tuple[tuple[Ask, re.Pattern[str]], ...] = (
    (
        Ask.SELF,
        _any(
            r"\bkan du (?:hjælpe|svare|gøre|bruges)\b",
            r"\b(?:hvem|hvad) er du\b",
            r"\bwhat can you\b|\bwho are you\b",
        ),
    ),
    (
        Ask.ABBREVIATION,
        _any(
            r"\bhvad (?:står|betyder|dækker)\b.{0,150}\b(?:for|over)\W*$|\bhvad betyder(?:\s+(?!det\b)\S+){1,3}\W*$",
            r"\bforkort(?:else|et)\b",
            r"\bwhat does .{1,100} (?:stand for|mean)\b",
        ),
    ),
    (Ask.CHANGES, CHANGES),
    (
        Ask.PROGRESS,
        _any(
            r"\b(?:hvad|hvordan) er status\b|^\W*status (?:på|for)\b|\bhvor langt (?:er|når)\b",
            r"\bhvad er der (?:\w+ )?(?:sket|nået|lavet|kommet ud af) (?:med|på|i|for|inden)\b(?! \d)",
            r"\bhvor (?:er|står) (?:vi|I)\b|\bholder (?:\w+ )?(?:tids)?planen?\b|\bgår\b.{1,60}\befter planen\b",
            r"\bhvordan går det med\b|\b(?:what is|what's) the status\b|\bhow far\b",
        ),
    ),
    (
        Ask.OVERDUE,
        _any(
            r"^\W*(?:hvad|hvilke\w*|er (?:der|vi|I|noget|nogen)|vis)\b.{0,150}"
            r"\b(?:forsinke[dt]e?|overskredet|overskredne|bagud)\b",
            r"\b(?:misset|forpasset)\b|\b(?:nåede|har) vi ikke (?:at )?nået?\b|\b(?:missed|overdue)\b",
            r"\b(?:burde|skulle)\b.{0,150}\b(?:være|have)\b.{0,150}\b(?:nået|færdig\w*)\b|^\W*(?:what|which)\b.{0,150}\b(?:delayed|overdue)\b",
        ),
    ),
    (
        Ask.KEY_FIGURES,
        _any(
            r"\b(?:nøgletal(?:lene)?|dataperiode(?:n)?|key figures)\b",
            r"\b(?:hvilken periode|hvornår|hvilket år)\b.{0,150}\btal(?:lene)?\b.{0,150}\bfra\b",
            r"\bhvilken periode (?:dækker|gælder|omfatter) tallene\b",
        ),
    ),
    (
        Ask.FOCUS_AREAS,
        _any(
            r"\b(?:fokusområder(?:ne)?|indsatsområder(?:ne)?|focus areas)\b",
            r"\b(?:hvilket|hvert) (?:fokus|indsats)område\b",
            r"^\W*(?:opsummer\w*|resum\w+|sammenfat\w*|summari[sz]e)\b.{0,12}\b(?:arbejds)?program\w*",
            r"\b(?:overblik|resumé|oversigt) over (?:hele )?(?:arbejds)?programmet\b",
            r"\bhvad (?:handler|indeholder|står der i|går) (?:arbejds)?programmet\b",
            r"\bwhat is the (?:work )?programme about\b",
        ),
    ),
    (Ask.MOST, _any(r"\b(?:flest|færrest) (?:milepæle?|deadlines)\b|\b(?:most|fewest) milestones\b")),
    (
        Ask.OUTERMOST,
        _any(
            r"\b(?:aller)?(?:første|sidste|seneste)\s+(?:\w+ )?(?:milepæl|trin|deadline|frist)\b",
            r"\b(?:first|last)\s+(?:\w+ )?(?:milestone|step|deadline)\b",
            r"\bhvilken milepæl (?:er|kommer|ligger)(?: den)? (?:først|sidst|tidligst|senest)\w*",
            r"\bhvad er det (?:aller)?sidste,? (?:der|vi|som)\b",
            OUTERMOST_INITIATIVE.pattern,
        ),
    ),
    (
        Ask.NEXT,
        _any(
            r"\b(?:næste|kommende|førstkommende) (?:milepæl|skridt|trin|træk|fase|etape|deadline|frist)\b",
            r"\bhvad (?:står|er)\b.{0,150}\bfor tur\b|\bhvad venter\b|\bhvad skal (?:vi|der|I)\b.{0,150}\bnu\b",
            r"\b(?:next|coming) (?:step|milestone|deadline)\b",
            AFTER.pattern,
            r"\bhvad er (?:det )?næste\b|\bhvad (?:sker|kommer)(?: der)? (?:nu|som det næste)\b",
            r"\bpå trapperne\b|\bhvad (?:står|er) (?:lige )?for døren\b|\bhvad er det første,? (?:der|vi|som)\b",
            r"\bwhat(?:'s| is) next\b",
        ),
    ),
    (
        Ask.MILESTONES,
        _any(
            r"\b(?:milepæle?n?e?|milepælene|tidsplan(?:en)?|deadlines|frister(?:ne)?|tidslinje(?:n)?)\b",
            r"\bhele planen\b|\b(?:milestones?|roadmap)\b",
        ),
    ),
    (Ask.WHO, _any(r"^\W*(?:hvem|who)\b")),
    (
        Ask.WHEN,
        _any(
            r"\bhvor\s?n[åa]+r?\b|\bhvonår\b|\bhvor (?:længe|lang tid)\b|\bhvilken (?:periode|dato|måned)\b",
            r"\bhvilke[tn]? (?:kvartal|år|tidspunkt|halvår)\b|\bhvad (?:dato|tid)\b",
            r"^(?!\W*(?:what|who|which|how|why|where)\b).{0,300}\bwhen\b|\bwhat (?:date|quarter|year)\b|\bhow long\b",
            r"\b(?:deadline|frist|tidsfrist|tidspunkt)(?:en|et)?\b",
        ),
    ),
    (
        Ask.INITIATIVES,
        _any(
            r"\bhvor mange (?:indsatser|initiativer|projekter)"
            r"(?: (?:er der|har|indeholder|omfatter|rummer|handler|hører|ligger|findes|slutter|begynder|starter|"
            r"fortsætter)\b[^?]*)?\W*$",
            r"\b(?:hvilke|alle|vis|liste over) (?:\w+ ){0,2}(?:indsatser|initiativer|projekter)\b",
            r"\b(?:list|which|what|how many) (?:\w+ ){0,2}(?:initiatives|initiativer|projects)\b",
        ),
    ),
    (Ask.TEXT, ASKS_HOW),
    (Ask.WHO, _any(r"^\W*hvor\b.{1,60}\bforankret\b|^\W*hvor ligger (?:\w+ )?ansvaret\b")),
    (
        Ask.WHERE,
        _any(
            r"^\W*(?:(?:og|men|så) )?hvor (?!.{0,40}\b(?:læse|at vide|står der|oplysninger|information))"
            r"(?:er|bliver|skal|kan|kommer|ligger|åbner|flytter|bor|foregår|sker|henter|"
            r"finder|går|rykker|bygger|laver|starter|begynder|holder|afleverer|henvender|i|på)\b",
            r"^\W*where\b",
        ),
    ),
    (
        Ask.STATUS,
        _any(
            r"^\W*(?:er|har|is|are|has|have|will|does|do|did)\b",
            rf"^\W*(?!hvor)(?:\w+r|\w+ede|blev|fik|skal|vil|kan|må) {_SUBJECT}",
        ),
    ),
    (  # as typed into a search box: "kontrakt rekruttering underskrevet"
        Ask.STATUS,
        _any(
            r"^(?!.{0,150}\b(?:hv\w+|er|har|bliver|skal|kan|kommer|vis|giv|find|fortæl|der|som)\b)\W*\w[\w-]*(?:[^\w-]+\w[\w-]*){0,4}[^\w-]+"
            r"(?:ud(?:rullet|arbejdet|pege[dt])|implementeret|(?:under)?skrevet|(?:af)?sluttet|gennemført|besluttet|vedtaget|"
            r"godkendt|evalueret|kortlagt|drøftet|forhandlet|færdig(?:e|gjort)?|klar|startet|begyndt|etableret|indført|"
            r"afklaret|igangsat|idriftsat|taget i brug|på plads|i gang|i drift|i mål)\W*$"
        ),
    ),
    (
        Ask.MONEY,
        _any(
            r"\b(?:koste[rt]?|kostede|pris(?:en)?|beløb(?:et)?|costs?)\b|\bhvad\b.{0,30}\bspare[srt]?\b",
            r"^\W*hvad (?:betale\w*|tjene\w*)\b",
            r"^\W*hvad (?:giver? (?:vi|I|kommunen|man) for|får (?:\w+ ){1,4}i (?:løn|timen|timeløn))\b",
            r"\bhvor dyr[te]?\b",
        ),
    ),
    (
        Ask.NUMBER,
        _any(
            r"\bhvor (?:mange|meget|stor[te]?|højt?|tit|ofte)\b|\bantal(?:let)?\b",
            r"\bhow (?:many|much|often)\b",
        ),
    ),
    (Ask.WHO, _any(r"\b(?:hvem|hvilken forvaltning|hvilke forvaltninger|who)\b")),
    (
        Ask.PURPOSE,
        _any(
            r"\b(?:hvorfor|formål(?:et)?|mening(?:en)?|pointe(?:n)?|(?:be)?grund(?:en|else(?:n)?)?|id[ée](?:en)?|gevinst(?:en|er|erne)?|fordele?n?e?|udbytte(?:t)?|vinder)\b",
            r"\bhvad\b.{0,40}\bgodt for\b|\bhvad skal .{0,60}\btil(?: for)?(?:\W*$|,)|\bhvad nytter\b",
            r"\bhvad\b.{0,30}\b(?:opnå\w*|munde[rt]? ud i)\b",
            r"\bfår \w+(?: som \w+)? ud af\b|\bgår\b.{1,100}\bud på\b|\bhandler\b.{1,100}\bom\b",
            r"\b(?:why|purpose|aim|about)\b",
        ),
    ),
)
LAST = _any(r"\b(?:aller)?(?:sidst|senest)\w*\b|\blast\b")
FIRST = _any(r"\b(?:aller)?(?:først|tidligst)\w*\b|\bfirst\b|\bearliest\b")
_HOW_MANY = r"(?:hvor mange|antal(?:let)?(?: af)?|how many)"
COUNTS_MILESTONES = _any(rf"\b{_HOW_MANY} (?:\w+ )?(?:milepæle?n?e?|deadlines|milestones)\b")
ASKS_AREA = _any(r"\bhvilket (?:fokus|indsats)område\b|\bwhich focus area\b")
COUNTS_AREAS = _any(rf"\b{_HOW_MANY} (?:\w+ )?(?:fokus|indsats)områder\b|\bhow many focus areas\b")
COUNTS_INITIATIVES = _any(
    rf"\b(?:{_HOW_MANY}|flest|færrest|most|fewest) (?:\w+ )?(?:indsatser|initiativer|projekter|initiatives|projects)\b"
)
MOST_OR_FEWEST = _any(r"\b(?:flest|færrest|most|fewest)\b")
FEWEST = _any(r"\b(?:færrest|fewest)\b")
OVERDUE_WORDS = _any(
    r"forsinke|misset|forpasset|missed|overskr|bagud|\b(?:burde|skulle|nået|færdig\w*|delayed|overdue)\b"
)
CHANGE_WORDS = _any(
    r"ændr|flyttet|forskel|udgået|faldet|forhold|siden|forrige|sidst|sammenlign|program|\bnyt?\b|chang|differ|since|previous|compare"
)
KEY_FIGURE_WORDS = _any(r"nøgletal|dataperiode|\b(?:tal(?:lene)?|fra|dæk\w*|gæld\w*|opgj\w*|data|periode)\b")
HAPPENS = _any(
    r"^\W*er der (?:noget|nogen|nogle)\b(?!.{0,150}\b(?:forsink|bagud))",
    r"\b(?:hvad|vis|giv|hvilke)\b.{0,40}\b(?:sker|ske|sket|skete|skal|ligger|planlagt|planlægges|nå|nås|når|nåede)\b",
    r"\b(?:hvad|vis|giv|hvilke)\b.{0,40}\b(?:mangler|er der|foregår|laver)\b|\bhvad er der\b|\boversigt\b",
    r"\b(?:what|which)\b.{0,40}\b(?:happens?|planned|due|happening)\b",
)
MONEY_WORDS = _any(r"\b(?:penge|kroner|kr\.?|mio\.?|million\w*|mia\.?|milliard\w*|spare\w*)\b")
ASKS_NAME = _any(
    r"\bhvad (?:hedder|kaldes)\b|\bnavn(?:et|e|ene)? på\b|\bhvilket navn\b|\bved navn\b",
    r"\bwhat is .{1,100} (?:called|name)\b",
)
ASKS_PERSON = _any(
    r"^\W*(?:hvem (?:er|var|bliver)|hvad hedder|who (?:is|was))\b(?:\W+\w+){0,3}?\W+"
    r"(?:\w*chef(?:en)?|\w*direktør(?:en)?|\w*leder(?:en)?|\w*formand(?:en)?|\w*minister(?:en)?|manager|director)\b"
)
ASKS_CLOCK = _any(
    r"\bhvad (?:tid|klokken)\b|\bhvornår på (?:dagen|døgnet)\b|\bhvilke[tn]? klokkeslæt\b|\båbningstid\w*",
    r"\bhvornår har .{0,30}\båben[t]?\b",
)
ASKS_MEANING = _any(
    r"\bhvad (?:menes?|mener|forstår|forstås|betyder|ligger der i)\b|\bvil det sige\b",
    r"\bwhat (?:is|does|do) .{1,100} mean",
)
ASKS_EXCEPTION = _any(r"\bikke\b|\bslipper?\b|\bundta\w*|\bfri(?:tage\w*| for)\b|\bexempt\w*|\bnot\b")
CONDITION = _any(r"\b(?:hvis|når|ellers|medmindre|dem|de|den),? |\bhvis\b")  # "de huse, der siger nej, …"
HYPOTHETICAL = _any(r"\bhvad (?:sker|gør|så)\b.{0,30}\bhvis\b(.{0,300})")
AMOUNT_WORDS = _any(r"\b(?:kroner|kr|mio|mia|mkr|beløb)\b")
ASKS_BENEFIT = _any(
    r"\b(?:gevinst|fordel|udbytte|nytte|gavn)\w*\b|\bvinder\b|\bud af\b|\bbetyder .{1,100} for\b|\b(?:benefit|gain)s?\b"
)
ASKS_ABOUT = _any(
    r"\bfortæl\b|\bbeskriv\b|\bgår\b.{1,100}\bud på\b|\bhandler\b.{1,100}\bom\b|\bdrejer\b.{1,100}\bsig om\b",
    r"\bhvad (?:indebærer|omfatter|dækker)\b",
    r"^\W*hvad er\b|\b(?:tell|describe)\b|^\W*what (?:is|are)\b",
)
UNDATED = _any(
    r"\b(?:har ingen|har ikke (?:en|nogen)|uden|mangler|ingen|ikke (?:en|nogen))\b.{0,20}"
    r"\b(?:dato\w*|tid(?!s?plan|sreg)\w*|periode\w*|kvartal\w*|deadline\w*|frist\w*)",
    r"\budater\w*|\bikke (?:er )?(?:dateret|daterede|tidsfastsat\w*|fastsat)\b",
    r"\b(?:without|no|undated)\b.{0,10}\b(?:dates?|milestones)\b",
)
ASKS_PLAN = _any(
    r"^\W*(?:og |men )?hvad (?:sker|skal der ske|foregår|rører sig)\b(?!.{0,150}\bhvis\b)",
    r"^\W*(?:og |men )?hvad er (?:planen|planerne|(?:der )?planlagt|(?:der )?på vej)\b|^\W*(?:hvad er )?planen? for\b",
    r"\balt om\b|\beverything about\b",
    r"^\W*what(?:'s| is) (?:planned|happening|the plan)\b|^\W*what happens\b",
)
ASKS_DIFFERENCE = _any(
    r"\bforskellen (?:på|mellem)(?= .{1,200} og )|\bsammenlign(?= .{1,200} (?:og|med) )",
    r"\bdifference between(?= .{1,200} and )",
)
ASKS_WHY = _any(r"\bhvorfor\b|\bgrund(?:en)? til\b|\bbegrundelsen? for\b|\bårsag(?:en)? til\b|\bwhy\b")
ASKS_WHY_NOW = _any(r"\bhvorfor\b.{0,40}\b(?:nu|i år|allerede)\b|\bwhy\b.{0,40}\b(?:now|this year)\b")
WHY_PLANNED = _any(  # asks for the sense of a plan; "hvorfor blev X aflyst" claims that something happened
    r"\bhvorfor\W+(?:skal|vil|kan|bør|vælger|er det)\b|\bwhy (?:should|will|must|do|does)\b"
)
WHOLE = _any(r"\b(?:alle|hele|samtlige|overalt|fuldt ud|everyone|everybody|all|whole|entire)\b")
FIRST_STEP = _any(
    r"\b(?:pilot\w*|prøv\w*|test\w*|forsøg\w*|først\w*|begynd\w*|start\w*|opstart\w*|gradvis\w*|delvis\w*|begin\w*|trial)\b",
    r"\b(?:i|for|af) én? (?:enkelt )?\w+",
)
POINTS_BACK = _any(r"\b(?:det|den|de|dem|det her|dette)\b(?=\W*(?:$|kort|så|lige|for noget|egentlig|her|nu|ud på))")
LEANS = _any(r"\b(?:det|den|de|dem|der|dette|it|they|them|this)\b")
PAST = _any(
    r"\b(?:blev|var|havde|fik|kom|gik|tog|besluttede|bestemte|vedtog|skete|startede|sluttede)\b",
    r"\bhar\b.{1,150}\b(?:sket|fået|nået|besluttet|bestemt|vedtaget|gjort|lavet)\b|\b(?:was|were|did|had)\b",
)
TOLD = _any(r"\b(?:viste|var|blev|havde|kom|gik|fik|steg|faldt|skete|lå|stod|gav|\w{3,}ede)\b")  # in the past tense
ASKS_END = _any(
    r"\b(?:slut\w*|afslut\w*|færdig\w*|klar\w*|i mål|i hus|på plads|overstået|ender)\b",
    r"\b(?:ends?|ended|finish\w*|done|complete\w*)\b",
)
ASKS_START = _any(  # "begynde at bruge" asks for the use
    r"\b(?:start\w*|opstart\w*|begynd\w*|i gang|igangs\w*|begins?|starts?)\b(?! (?:med )?(?:at|to|using)\b)"
)
ASKS_EFFECT = _any(  # asks from when something holds for those who ask, not for a step of the work
    r"\bhvor\s?n[åa]+r?\b.{0,20}\b(?:kan|må|får|skal|bliver|begynder|starter|gælder|kommer|træder|går|åbner)\b"
    r"(?!.{0,150}\b(?:fri for|af med|ophør\w*|udløb\w*|stop\w*)\b)",
    r"\bwhen (?:can|may|must|will|do|does)\b",
)
IN_USE = _any(
    r"\btræde[rt]? i kraft\b|\bi (?:brug|drift|luften)\b|\båbne[rst]?\b|\båbnet\b|\bførste gang\b|\bde første\b",
    r"\blancere\w*|\bgælder (?:fra|for)\b|\budrul\w*|\brulle[st]? ud\b|\bindfør\w*|\ber (?:helt )?klar\b",
)
PREPARES = _any(
    r"\b\w*plan(?:en|er)? for\b|\bplanlæg\w*|\budarbejd\w*|\bforbered\w*|\bklargør\w*|\budkast\w*|\boplæg\w*",
    r"\b\w*(?:materiale|strategi|analyse)\w*|\bbeslut\w*",
)
UNDER_WAY = _any(r"\bbegynder\b|\bgår i gang\b|\bstarter\b|\bigangsættes\b|\bsættes i gang\b")
DURATION = _any(
    r"\bhvor (?:længe|lang tid|mange (?:måneder|kvartaler|uger|år))\b|\bhvilke år\b|\bhvilken periode\b",
    r"\bfra hvornår til hvornår\b|\bhow (?:long|many (?:months|quarters|weeks|years))\b|\bwhich years\b",
)
PUTS = _any(
    r"\b(?:lagt|lægges|lægger|bygge[st]?|bygget|implementere[st]|installere[st]|registrere[rs]?|findes?|finder)\b"
)
USES = _any(r"\b(?:kan|må|skal)\b.{0,60}\bbruge\b|\bi brug\b|\bcan\b.{0,60}\buse\b")
HOW = frozenset(("ofte", "tit", "often", "lang", "længe"))  # of "hvor ofte": no part of what is asked about
HOW_OFTEN = _any(r"\bhvor (?:ofte|tit)\b|\bhow often\b")
HOW_LONG = _any(r"\bhvor (?:længe|lang tid|lang er)\b|\bhow long\b")
THANKS = _any(r"\btak\b|\bthank(?:s| you)\b|\b(?:super|fedt|fint|farvel)\b")
SMALL_TALK = _any(
    r"^\W*(?:(?:mange |tusind )?tak|hej\w*|god ?(?:morgen|aften|dag)|farvel|super|fedt|thanks|thank you|hello|hi)\b"
    r"(?!.{0,150}\b(?:hvornår|hvad|hvem|hvor|hvilke\w*|milepæl\w*)\b)"
)
SMALL_TALK_WORDS = 5
NAME = re.compile(r"(?<![.!?:]) (?!I\b)([A-ZÆØÅ][\w-]*\w)")
_NO_NOUN = r"(?:er|har|får|skal|vil|kan|bliver|blev|der|som|til|for|på|i|af|med|om|ved|fra|hos|in|of|on|are|do|does)\b"
ATTRIBUTE = _any(
    r"\b(?:hvem er|hvad er|hvad hedder|hvilke[nt]|hvor (?:mange|meget)(?: af)?|hvor \w+ er|"
    r"who is (?:the|a)|what is|how many)\s+"
    rf"(?:(?:the|det|den|de|en|et) )?((?:(?!{_NO_NOUN})[\w-]+\s*){{1,3}})"
)
COUNTS_PEOPLE = _any(r"\b(?:hvor mange|how many)\s+(?:er|har|får|skal|vil|kan|bliver|blev|der|are|have|must|will)\b")
PEOPLE = "medarbejdere"  # what is counted where no noun says so ("hvor mange skal registrere tid")
HANDLES = _any(  # says nothing of what is counted ("hvor mange fakturaer håndterer vi")
    r"^(?:håndter|behandl|modtag|modtog|gennemfør|foretag|foretog|udfør|eksped|besvar|levere|producer)\w*$"
)
CLASS = _any(r"\b(?:hvilke|which)\s+(?:(?:af|de|det|den|of|the)\s+)*([\w-]+)")
DANISH_ONLY = _any(r"[æøå]|\bhv(?:ad|em|or\w*|ilke\w*)\b")
DANISH = _any(
    r"[æøå]|\bhv\w+\b|\b(?:er|og|det|den|der|til|af|på|med|som|har|skal|bliver|for|i|om|et|en|ikke|kan|vi|jeg|man)\b",
    r"\b(?:paa|naar|milep\w+|ska|ku)\b",
)
ENGLISH = _any(
    r"\b(?:what|when|who|which|how|why|where|the|is|are|does|do|will|of|and|for|in|to|has|have|many|much|with|by|on)\b"
)


_FORM_WORDS = (
    "hvornår hvilken hvilket hvilke hvordan hvorfor hvor næste kvartal kvartalet halvår halvåret tidspunkt tidspunktet "
    "milepæl milepælen milepæle milepæler milepælene tidsplan tidsplanen deadline deadlinen deadlines status "
    "formål formålet formålene indsats indsatsen indsatser indsatserne initiativ initiativet initiativer "
    "projekt projektet projekter fokusområde fokusområder fokusområderne nøgletal nøgletallene nøgletallet "
    "oversigt oversigten gevinst gevinsten gevinster måned måneden"
)
_TYPED_OTHERWISE = (  # of these a slip may be another word, but "aar" is none
    "år året årene årlig årligt første beløb beløbet måneder færdig færdige får går står når nås nå nået så må på også"
)


@cache
def form_words() -> frozenset[str]:
    """Words by which a question's form is told, with their inflections: a slip in one changes what is asked."""
    return frozenset(_FORM_WORDS.split())


@cache
def typed_words() -> frozenset[str]:
    """Words with æ, ø or å by which a question's form is told; they are also typed with ae, oe and aa."""
    return form_words() | frozenset(_TYPED_OTHERWISE.split()) | STOPWORDS


@cache
def generic_stems() -> frozenset[str]:
    """Stems of the words that say what kind of answer is wanted, not what it is to be about."""
    text = (files("assistant") / "generic_words.txt").read_text(encoding="utf-8")
    return frozenset(stem(word) for line in text.splitlines() if not line.startswith("#") for word in line.split())
