"""The forms that questions take in Danish and English, as data: first match wins, so the order matters."""

import re
from enum import StrEnum

from assistant.cues import LISTS_INITIATIVES
from assistant.ordinals import CARDINAL, FEW, ORDINAL
from assistant.patterns import OPENER, any_of
from assistant.time_cues import FOR_HOW_MANY, LACKS_DATE


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
    HISTORY = "history"
    PROGRESS = "progress"
    OVERDUE = "overdue"
    CHANGES = "changes"
    ABBREVIATION = "abbreviation"
    MENTIONS = "mentions"
    NUMBER = "number"
    MONEY = "money"
    WHO = "who"
    WHERE = "where"
    PURPOSE = "purpose"
    MOST = "most"
    MORE = "more"
    SELF = "self"
    GREETING = "greeting"
    THANKS = "thanks"
    TEXT = "text"


_SUBJECT = r"(?:det|den|de|der|vi|man|jeg|I|KK|KS|min|mit|mine|vores|\w+(?:et|en|erne|ene))\b"
_SINCE = r"siden (?:sidst|sidste (?:år|program)|(?:det )?(?:forrige|gamle) (?:program|år))"
CHANGES = any_of(
    rf"{OPENER}hvad (?:er|har) (?:der )?(?:blevet )?(?:ændret(?: sig)?|nyt|anderledes|det nye|lavet om)"
    rf"(?: i (?:år|(?:arbejds)?program(?:met)?|planen|forhold til sidst))?(?: {_SINCE})?\W*$",
    rf"{OPENER}hvad (?:er der|har I|har vi) (?:sket|ændret|lavet om(?: på)?|gjort anderledes) {_SINCE}"
    r"\W*$",
    r"^\W*what(?: is|'s| has| have you)? (?:new|changed|different)(?: (?:this year|in the (?:work )?programme))?\W*$",
    r"\b(?:ændre\w*|ændring\w*|nyt|flyttet|forskel\w*|udgået|faldet ud)\b.{0,150}"
    r"\b(?:siden|i forhold til|fra|mellem|på)\b.{0,150}"
    r"(?:\bsidste år|\bforrige|\bsidst\b|\bsidste program|program\w*.{0,150}\d{4}|\d{4}-?\s?program)",
    r"\b(?:changed|new|different|difference)\b.{0,150}\b(?:since|from|between|compared)\b.{0,150}"
    r"\b(?:last year|previous|\d{4})\b",
)
SINCE_THE_START = any_of(  # "hvad er der sket siden 2007?", "hvilke omlægninger har KS været igennem?"
    r"\bhvad (?:er|har) (?:der )?(?:vi |I )?(?:sket|oplevet|været igennem)\b.{0,60}"
    r"\b(?:siden (?:(?:starten|begyndelsen)(?! af)|oprettelsen|etableringen|\d{4})|"
    r"fra \d{4} (?:og )?(?:frem )?til (?:i dag|nu))\b",
    r"^(?!.*\bplan).*\b(?:omlægninger|forandringer|ændringer|omstruktureringer|begivenheder)(?:ne)?\b.{0,60}"
    r"\b(?:været igennem|siden (?:starten|begyndelsen|oprettelsen|etableringen)|gennem (?:tiden|årene))\b",
)
_NOT_PLANNED = r"(?! (?:planen|loven|reglerne|aftalen|overenskomsten|direktivet|din|jeres|deres|min|vores)\W*$)"
AFTER = any_of(
    r"\bhvad (?:sker|skete|kommer|kom|følger|ligger|er(?! efter (?:planen|loven|din|jeres|deres|min|vores)\b)|"
    r"sk(?:al|ulle) (?:der )?ske)(?: der)?(?: så)?(?: lige| umiddelbart)?"
    r",? (?:efter|når)\b",
    r"\bhvilke[nt]? (?:milepæl|skridt|trin|fase|etape) (?:kommer|følger|er|ligger)(?: der)?(?: lige)? efter\b",
    r"\b(?:næste|kommende)\b(?: \w+)? (?:milepæl|skridt|trin|fase|etape)\b[^?.]{0,60}?\b(?:efter|når)\b",
    r"\bhvad (?:(?:sker|skal der ske)(?!(?: der)?(?: så)? med\b)|er (?:så )?(?:det )?næste|"
    r"tager (?:vi|I|man) (?:så )?fat på)\b[^?.]{1,60}?"
    rf"(?:\befter\b{_NOT_PLANNED}|,? \bnår\b(?=.{{2,60}}\b(?:er|bliver|har|slutter|afsluttes)\b))"
    r"(?! (?:jeg|man|du|I|de|min|mit|mine)\b)",
    r"\bhvad (?:sker|skal) (?:der )?(?:så )?(?:ske )?med\b[^?.]{1,60}?,? når (?:først )?"
    r"\w+(?:en|et|ne)\b(?=.{1,60}\b(?:er|bliver|har|slutter|afsluttes)\b)",
    r"^\W*(?:når|efter)\b.{3,120}\bhvad (?:(?:er|sker|kommer|følger|venter)(?: der)? )?så\b",
    r"\bwhat (?:comes|happens) (?:right )?after\b|\bwhich (?:milestone|step) (?:comes|follows) after\b",
)
BEFORE = any_of(
    r"\bhvad (?:sker|skete|kommer|kom|ligger|lå|er der|skal (?:der )?ske)(?: der)?(?: lige| umiddelbart)?"
    r" (?:før|inden(?! for)|forud for)\b",
    r"\bhvad skal (?:der )?(?:være (?:på plads|klar|gjort|lavet|besluttet|sket)|gøres|laves),? (?:før|inden(?! for))\b",
    r"\bhvilke[nt]? (?:milepæl|skridt|trin|fase|etape) (?:kommer|er|ligger)(?: der)?(?: lige)?"
    r" (?:før|inden(?! for)|forud for)\b",
    r"\bwhat (?:comes|happens) (?:right )?before\b|\bwhich (?:milestone|step) (?:comes|is) (?:right )?before\b",
)
IMMINENT = any_of(
    r"\bpå trapperne\b|\bfor (?:døren|tur)\b|\bhvad venter\b|\bhvad (?:sker|kommer)\b|\bhvad skal (?:vi|der|I)\b"
)
_GOES = r"(?:slutter|ender|afsluttes|begynder|starter|igangsættes|går i gang|sættes i gang|kommer|ligger|er|bliver)"
_AT_THE_EDGE = r"(?:aller)?(?:først|sidst|senest|tidligst)"
OUTERMOST_INITIATIVE = any_of(  # "hvilken indsats slutter sidst", "hvilket projekt er først færdigt"
    r"(?!.*\bhvilke \w+ \w+ først (?:\w+ )?i\b)"  # "hvilke bliver først færdige i 2028": not until then
    r"\bhvilke[nt]? (?:indsats|initiativ|projekt)\w*\b.{0,40}?"
    rf"\b{_GOES}(?: (?:i mål|færdig\w*|slut))? {_AT_THE_EDGE}\b"
    r"(?: (?:færdig\w*|slut|i (?:mål|gang|hus)))?(?= i \w+\W*$|\W*$)",
    rf"{OPENER}hvilke[nt] (?:af (?:dem|disse|de \w+) )?{_GOES} (?:færdig\w* |slut |i mål )?"
    rf"{_AT_THE_EDGE}(?: (?:færdig\w*|slut))?\W*$",
    r"\bwhich (?:initiative?|project|projekt)\w*\b.{0,40}\b(?:ends?|finish\w*|starts?|begins?|comes) (?:first|last)\b",
)
BUSIEST = any_of(  # in which part of the plan there is most to do
    r"\b(?:(?:i )?hvilke[nt]? (?P<unit>måned|kvartal|halvår|år)|hvornår (?=er|har|ligger|sker)|when (?=is|are|do)|"
    r"(?:in )?(?:which|what) (?P<english_unit>month|quarter|half-year|year))\b[^,]{0,40}?"
    r"\b(?:(?:flest|færrest) (?:milepæle?|deadlines|frister)|(?:sker der|der sker) (?:mest|mindst)|mest travlt|"
    r"travlest|mest at (?:lave|se til)|(?:most|fewest) (?:milestones|deadlines)|busiest)\b",
)
LONGEST = any_of(
    r"\b(?:hvad|hvilke[nt]?|which)\b.{0,60}?\b(?:varer|løber|kører|tager|strækker sig|lasts|runs|takes)\b"
    r"(?: \w+)? (?:længst|kortest|korteste|længste|longest|shortest)\b",
    r"\bhvilke[nt]? .{0,40}?\b(?:længste|korteste) (?:løbetid|varighed|tidsplan|periode)\b",
    r"\bhvilke[nt]? (?:indsats|initiativ|projekt)\w* er (?:længst|kortest|længste|korteste)(?=\W*$)",
    r"\bwhich (?:initiative?|project|projekt)\w* is (?:longest|shortest)\b",
)
_KIND = r"(?:indsats|initiativ|projekt|ordning)\w*"
COSTLIEST = any_of(  # of all initiatives, and not of two that are named
    rf"{OPENER}(?:hvad|hvilke[nt]? {_KIND}|hvilke[nt]? af dem) (?:koster|kostede) (?:\w+ )?(?:mest|mindst|flest penge)"
    r"(?: af dem)?\W*$",
    rf"{OPENER}(?:hvad med )?(?:den|det) (?:dyreste|billigste)\W*$",
    rf"{OPENER}hv(?:ad|ilke[nt]?) er (?:den|det|de) (?:dyreste|billigste) {_KIND}\W*$",
    rf"{OPENER}hvilke[nt]? {_KIND} er (?:den |det )?(?:dyrest|billigst)e?\W*$",
    r"\bwhich (?:initiative|project) (?:costs (?:the )?(?:most|least)|is (?:the )?(?:most|least) expensive)\b",
)
NTH_MILESTONE = any_of(
    rf"\b(?:den|det|the) (?P<word>{ORDINAL}) (?:milepæl|trin|skridt|deadline|frist|milestone|step)\b",
    rf"\b(?:milepæl|milestone) (?:nr\.?|nummer|number) ?(?P<number>\d{{1,2}}|{CARDINAL})\b",
    rf"{FEW} (?:milepæle|trin|skridt|deadlines|frister|milestones|steps)\b",
)
_WHICH_PERIOD = (
    r"(?:\bhvilke[nt]? (?:periode|tidsrum|år|dato(?:er)?)|\bhvad (?:er det )?for (?:en|et) (?:periode|tidsrum|år))\b"
)
_OPGJORT = r"\b(?:opgjort|opgøres|opgørelsen|trukket|målt|talt|hentet|indsamlet|stammer|fra|for|dækker|gælder)\b"
ASKS_DATA_PERIOD = any_of(
    rf"{_WHICH_PERIOD}.{{0,80}}\b(?:nøgle)?tal(?:lene)?\b.{{0,60}}{_OPGJORT}",
    rf"\b(?:nøgle)?tal(?:lene)?\b.{{0,120}}{_WHICH_PERIOD}.{{0,40}}{_OPGJORT}",
    r"(?<!\bi )\bdataperiode(?:n)?\b|\b(?:hvilken periode|hvornår|hvilket år)\b.{0,150}\btal(?:lene)?\b.{0,150}\bfra\b",
    r"\bhvilke[nt]? (?:periode|tidsrum) (?:dækker|gælder|omfatter|er|bygger|stammer|kommer) (?:nøgle)?tallene\b",
    r"\bhvilke[nt]? (?:periode|tidsrum|år) (?:er|var) det (?:\w+ )?tal(?:lene)? for\b",
    r"\bhvad (?:for en )?periode er (?:nøgle)?tallene\b",
    r"\b(?:i|fra|for|om) hvilke[nt]? (?:periode|tidsrum|år) (?:er|stammer|gælder|kommer) (?:tallet|de tal)\b",
    r"\bhvilke[nt]? (?:periode|tidsrum|år) er (?:det|de|tallet) (?:målt|opgjort|talt)\b",
)
WHICH_GO = any_of(  # "hvilke slutter i år?", and of milestones "hvad begynder i april?"
    rf"{OPENER}(?:(?P<what>hvad|what|(?:giv|vis|lav|find|list)(?: (?:mig|os))?(?: (?:en|et))? "
    r"(?:(?:liste|oversigt|overblik) over )?(?:alt|alle|det|dem|alle milepæle),? (?:hvad )?(?:der|som))|hvilke|which)"
    r"(?: (?:af dem|ellers|dele af (?:planen|(?:arbejds)?programmet)))? "
    r"(?:slutter|ender|afsluttes|starter|begynder|fortsætter|igangsættes|kører|løber|pågår|"
    r"(?:er|bliver|går|skal være|sættes) (?:stadig |også |så |allerede )?(?:i gang|færdig\w*|klar\w*|slut)|"
    r"rækker|strækker sig|ends?|finish(?:es)?|starts?|begins?|continues?|"
    r"(?:is|are) (?:still )?(?:running|under way|ongoing))"
    r"(?=\W*$|\W+(?:(?:stadig|også|så|helt|ind|frem|senest|først|allerede|igen) )*"
    r"(?:i|til|fra|efter|om|nu|inden|før|ved|næste|den|ud|længere|senest|\d+|in|by|on|before|after|this|next|beyond)\b)"
)
PREVIOUS = any_of(  # the one that passed last: "hvad var den forrige milepæl?"
    rf"{OPENER}(?:hvad|hvilken|hvilket|hvornår|vis)(?: mig)?(?: er| var| lå)?(?: den| det)? "
    r"(?:forrige|senest (?:passerede|afsluttede)) (?:milepæl|trin|skridt|deadline|fase)\b",
    r"^\W*(?:and )?what (?:is|was) the previous (?:milestone|step)\b",
)
WITHOUT_MILESTONES = any_of(
    r"\b(?:indsatser(?:ne)?|initiativer(?:ne)?|projekter(?:ne)?|af dem)\b.{0,40}"
    r"\b(?P<lack>(?:ingen|uden|mangler|ikke(?: \w+)?(?: nogen| en)?) milepæle?"
    r"|(?:ingen|uden|mangler) (?:deadlines?|frister|datoer))\b",
    r"\b(?:initiativ(?:es|er)|projects|projekter)\b.{0,40}\b(?P<lacking>(?:no|without(?: any)?|lack) milestones)\b",
)
_NO_QUESTION = (  # "er der noget om, hvornår …" asks when; "noget om året" is no subject
    r"(?![,\s]+(?:\w+ ){0,2}(?:hvad|hvem|hvor\w*|hvilke\w*|hvis|om|who|when|how|what|which|where|whether|why)\b)"
    r"(?! (?:året|måneden|ugen|dagen)\b)"
)
_HERE = r"(?: (?:i (?:arbejds)?programmet|nogen steder?|her|here|anywhere|in the (?:work )?programme))?\W*$"
_PERSON = r"(?-i:[A-ZÆØÅ][a-zæøå]+ [A-ZÆØÅ][a-zæøå]+)"
MENTIONED = any_of(rf"\b(?:nævnt|omtalt|mentioned){_HERE}")
MENTIONS = any_of(  # whether or where the programme speaks of something; what is left of the question is that
    rf"{OPENER}(?:(?:er|findes|ligger|står|stod)(?: der)?|har (?:I|vi|du)|"
    r"indeholder (?:det|(?:arbejds)?programmet))(?: (?:her|også|overhovedet|skrevet|ikke|i (?:arbejds)?programmet))*"
    r" (?:(?:noget|mere|nogen|nogle)(?: (?:mere|konkret))?(?: (?:oplysninger|information\w*|viden))?|oplysninger|"
    rf"information\w*)(?: (?:skrevet|at læse|i (?:arbejds)?programmet|her|med))* (?:om|vedr\w*)\b{_NO_QUESTION}",
    rf"{OPENER}(?:er|findes)(?: der)?(?: (?:her|også|overhovedet|ikke))* noget med\b{_NO_QUESTION}",
    r"^\W*(?:nævner|omtaler) (?:I|KS|det|dette|planen|(?:arbejds)?programmet)"
    rf"(?: (?:også|overhovedet|ikke|noget(?: om)?))*(?= \w){_NO_QUESTION}",
    r"^\W*hvad (?:siger|skriver) (?:I|det|dette|planen|(?:arbejds)?programmet) om\b"
    rf"{_NO_QUESTION}",
    r"^\W*skriver (?:I|det|dette|planen|(?:arbejds)?programmet)(?: (?:også|overhovedet|ikke|noget))* om\b"
    rf"{_NO_QUESTION}",
    rf"^\W*(?:hvor )?(?:er|bliver)(?= .{{2,80}}\b(?:nævnt|omtalt){_HERE})",
    rf"^\W*(?:hvor (?:i (?:arbejds)?programmet )?)?(?:nævnes|omtales)\b{_NO_QUESTION}(?!.{{0,80}}\bved navn\b)",
    r"^\W*hvor (?:i (?:arbejds)?programmet )?(?:står der|kan (?:jeg|man|vi) (?:læse|finde)|finder (?:jeg|man|vi))"
    rf"(?: (?:noget|mere|oplysninger|information\w*))* om\b{_NO_QUESTION}",
    rf"{OPENER}(?:hvad (?:er|har|står|sidder)|hvilke (?:indsatser|initiativer|projekter|opgaver) (?:har|leder|styrer))"
    rf"(?= {_PERSON}\b(?: \w+){{0,4}} (?:for|i|ansvar\w*|med|på)\W*$)",
    r"^\W*(?:is there|do you have|does (?:it|the (?:work )?programme) say)(?: \w+)? "
    rf"(?:anything|something|information) about\b{_NO_QUESTION}",
    rf"^\W*(?:where )?does (?:it|the (?:work )?programme) (?:mention|talk about|speak of)\b{_NO_QUESTION}",
    rf"^\W*(?:where )?(?:is|are)(?= .{{2,80}}\bmentioned{_HERE})",
)
ASKS_HOW = any_of(rf"{OPENER}(?:hvordan|på hvilken måde|hvorledes|how (?!many|much|often|far|long))\b")
ASKS_MEANS = any_of(  # by what means, not how something is or has become
    rf"{OPENER}(?:på hvilken måde|hvorledes|hvordan (?!(?:har|er|blev|var|går|ser)\b))",
    r"^\W*how (?:do|does|will|can|should)\b",
)
_MORE = r"(?:lidt |noget |meget )?(?:mere|yderligere|more)(?: (?:info\w*|detalje\w*|details?))?"
MORE = any_of(  # asks for more, and says of nothing else
    r"^\W*(?:(?:og|men|kan|vil|gider|du|I|jeg|gerne|lige|venligst|please|can|could|you)\W+)*"
    rf"(?:uddyb\w*|(?:fortæl|sig|skriv|giv|hør\w*|vide|have)(?: (?:mig|os))? {_MORE}|{_MORE}|"
    r"(?:forklar|beskriv)(?: (?:det|den|dem))?(?: lidt)? (?:nærmere|mere|bedre)|(?:flere|giv (?:mig )?flere) detaljer|"
    r"hvad (?:så )?(?:ellers|mere)|er der (?:ikke )?mere|fortsæt|tell me more|elaborate|go on|what else|anything else)"
    r"(?:\W+(?:om|det|den|dem|her|tak|lidt|nærmere|svaret|svar|at (?:fortælle|sige)|"
    r"about|on|(?-i:it)|that|this|please))*\W*$"
)
_ASKER = r"(?:(?:kan|må|vil|kunne|gider) (?:jeg|vi|du|I)|(?:jeg|vi) (?:vil|skal|kunne))"
_GIVES = r"(?:give?|vise?|sende?|lave?|skrive?|få|se|have|høre)"
_A = r"(?:(?:mig|os|lige|en|kort|hurtig|lille|aktuel|ny|seneste) ){0,4}"
FORMS: tuple[tuple[Ask, re.Pattern[str]], ...] = (
    (Ask.MORE, MORE),
    (
        Ask.SELF,
        any_of(
            r"\bkan (?:du|I) (?:hjælpe (?:mig )?med|svare på|bruges til)\W*$",
            r"\bkan du (?:hjælpe|svare|gøre|bruges)\b|^\W*hvad kan (?:du|man spørge\w*(?: dig)?(?: om)?)\W*$",
            r"\b(?:hvem|hvad) er du\b|^\W*hvad er det her(?: for (?:noget|et sted))?\W*$",
            r"^\W*er du (?:en|et|bare|kun|ikke|virkelig)\b(?!.{0,150}\b(?:sikker|enig|hv\w+)\b)",
            r"\bwhat can you\b|\bwho are you\b",
        ),
    ),
    (
        Ask.ABBREVIATION,
        any_of(
            rf"\bhvad (?:står|betyder|dækker)\b(?! {_PERSON}\b).{{0,150}}\b(?:for|over)\W*$",
            r"\bhvad betyder(?:\s+(?!(?:det|for)\b)\S+){1,3}\W*$",
            r"\bforkort(?:else|et)\b",
            r"\bwhat does .{1,100} (?:stand for|mean)\b",
        ),
    ),
    (Ask.CHANGES, CHANGES),
    (Ask.HISTORY, SINCE_THE_START),
    (
        Ask.PROGRESS,
        any_of(
            r"\b(?:hvad|hvordan) er status\b|^\W*status (?:på|for)\b|\bhvor langt (?:er|når)\b",
            r"\bhvor langt (?:skal|burde|bør|skulle) (?:vi|I|man|projektet|arbejdet|indsatsen|udrulningen)\b"
            r".{0,20}\bvære\b",
            r"\bhvad er der (?:\w+ )?(?:sket|nået|lavet|kommet ud af) (?:med|på|i|for|inden)\b(?! \d)",
            r"\bhvor (?:er|står) (?:vi|I)\b|\bholder (?:\w+ )?(?:tids)?planen?\b|^\W*følger .{1,40}\bplanen\b|"
            r"^\W*(?:er|ligger) (?:vi|I|det|\w+(?:en|et))\b.{0,40}\bpå (?:plan|sporet)\b|"
            r"\bgår\b.{1,60}\befter planen\b",
            r"\bhvordan går det med\b|\b(?:what is|what's) the status\b|\bhow far\b",
            rf"{OPENER}(?:{_ASKER} (?:\w+ ){{0,3}}?)?{_GIVES} {_A}status(?:en)? (?:på|for|over|om) "
            r"(?!hv|(?:min|mit|mine|sin|deres)\b)",
            r"\bgive me (?:a |the )?(?:(?:short|quick|brief) )?status\b",
        ),
    ),
    (
        Ask.OVERDUE,
        any_of(
            PREVIOUS.pattern,
            rf"{OPENER}(?:hvad|hvilke\w*|er (?:der|vi|I|noget|nogen)|vis)\b(?!.{{0,150}}\bhvis\b).{{0,150}}"
            r"\b(?:forsinke[dt]e?|overskredet|overskredne|bagud|skredet)\b",
            rf"{OPENER}hvad (?:har|er) (?:vi|I|der|KS) (?:\w+ )?(?:nået|i mål|færdige?)"
            r"(?: (?:i mål|i hus))?(?: med)?(?: (?:indtil|lige|allerede|til))?(?: (?:nu|videre|dato))?\W*$",
            r"^\W*(?:(?:og|men|så) )?(?:hvad|hvilke\w*(?: milepæle| deadlines| trin)?) er (?:der )?"
            r"(?:(?:nu|allerede|indtil nu) )?(?:passere[dt]e?|overståe?[td]e?|nåe?[td]e?|bag os)\W*$",
            rf"{OPENER}hvad er der (?:\w+ )?sket (?:indtil|til) (?:nu|videre|dato)\W*$",
            r"\b(?:misset|forpasset)\b|\b(?:nåede|har) vi ikke (?:at )?nået?\b|\b(?:missed|overdue)\b",
            r"\b(?:burde|skulle)\b.{0,150}\b(?:være|have)\b.{0,150}\b(?:nået|færdig\w*)\b",
            r"^\W*(?:what|which)\b.{0,150}\b(?:delayed|overdue|behind schedule)\b",
            r"^\W*(?:(?:and|but|so) )?(?:what|which ones?)(?: is|'s| are| runs?) (?:running )?(?:late|behind)\W*$",
        ),
    ),
    (
        Ask.HISTORY,
        any_of(
            r"\bhistorie(?:n)?\b(?! i \d)|\bhistorik(?:ken)?\b|\bhistoriske? overblik\b|\bhistory\b|\btilbageblik\w*",
            r"^\W*(?:hvad|hvordan) (?:har|er|var|skete)\b.{0,60}"
            r"\b(?:sket|skete|været|lavet om|udviklet|ændret|forandret)\b.{0,40}"
            r"\b(?:gennem (?:tiden|årene)|(?:i|gennem) årenes løb|over (?:tid|årene)|år for år)\b",
        ),
    ),
    (
        Ask.KEY_FIGURES,
        any_of(
            r"\b(?:nøgletal(?:lene)?|key figures)\b",
            ASKS_DATA_PERIOD.pattern,
        ),
    ),
    (
        Ask.FOCUS_AREAS,
        any_of(
            r"\b(?:(?:fokus|indsats|hoved)områder(?:ne)?|hoved(?:emner|temaer|overskrifter)(?:ne)?|focus areas)\b",
            r"\b(?:hvilket|hvert) (?:fokus|indsats)område\b",
            r"^\W*(?:(?:kan|vil|gider) (?:du|I) (?:lige |kort )?)?"
            r"(?:opsummer\w*|resum\w+|sammenfat\w*|summari[sz]e)\b.{0,12}\b(?:arbejds)?program\w*",
            r"\b(?:overblik|resumé|oversigt) over (?:hele )?(?:arbejds)?programmet\b",
            r"\bhvad (?:handler|indeholder|står der i|går) (?:arbejds)?programmet\b(?-i:(?! [A-ZÆØÅ][a-zæøå]))",
            r"\bwhat is the (?:work )?programme about\b",
        ),
    ),
    (
        Ask.MOST,
        any_of(
            r"\b(?:(?:flest|færrest) (?:milepæle?|deadlines)|(?:most|fewest) milestones)\b",
            BUSIEST.pattern,
            COSTLIEST.pattern,
            LONGEST.pattern,
        ),
    ),
    (
        Ask.OUTERMOST,
        any_of(
            r"\b(?:aller)?(?:første|sidste|seneste)\s+(?:\w+ )?(?:milepæl|trin)\b",
            # "Sidste frist" without "den" is when something is due.
            r"\bden (?:aller)?(?:første|sidste|seneste)\s+(?:\w+ )?(?:deadline|frist)\b",
            rf"{OPENER}hvad (?:er|var|bliver) (?:den |det )?(?:første|sidste) (?:skridt|fase|etape)\b",
            r"\b(?:first|last)\s+(?:\w+ )?(?:milestone|step|deadline)\b",
            NTH_MILESTONE.pattern,
            r"\bhvilken milepæl (?:er|kommer|ligger)(?: den)? (?:først|sidst|tidligst|senest)\w*",
            r"\bhvilken milepæl (?:er|ligger) længst (?:ude|væk|fremme)\b",
            r"\bhvad er det (?:aller)?sidste,? (?:der|vi|som)\b",
            r"\bhvad (?:sker|kommer|skal)(?: der)?(?: ske)? (?:aller)?(?:først|sidst)\b",
            r"\bwhat (?:happens|comes) (?:first|last)\b",
            OUTERMOST_INITIATIVE.pattern,
        ),
    ),
    (
        Ask.NEXT,
        any_of(
            r"\b(?:næste|kommende|førstkommende) (?:milepæl|skridt|trin|træk|fase|etape|deadline|frist)\b",
            r"\bhvad (?:står|er)\b.{0,150}\bfor tur\b|\bhvad venter\b|\bhvad skal (?:vi|der|I)\b.{0,150}\bnu\b",
            r"\b(?:next|coming) (?:step|milestone|deadline)\b",
            AFTER.pattern,
            BEFORE.pattern,
            r"\bhvad er (?:så )?(?:det )?næste\b|\bhvad (?:sker|kommer)(?: der)? (?:nu|som det næste)\b",
            r"\bpå trapperne\b|\bhvad (?:står|er) (?:lige )?for døren\b|\bhvad er det første,? (?:der|vi|som)\b",
            r"\bwhat(?:'s| is) next\b",
        ),
    ),
    (
        Ask.INITIATIVES,
        WITHOUT_MILESTONES,
    ),
    (
        Ask.MILESTONES,
        any_of(
            r"\b(?:milepæle?n?e?|tidsplan(?:en)?|køreplan(?:en)?|deadlines|frister(?:ne)?|tidslinje(?:n)?)\b",
            r"\bhele planen\b|\b(?:milestones?|roadmap)\b|\btrin for trin\b|"
            r"\bhvilke (?:faser|etaper|trin|skridt)\b(?! (?:tager|tog|vil|kan|har) (?:vi|I)\b)",
            r"\b(?:få|se|vis|give?|har (?:I|du)) (?:\w+ )?planen for\b",
            LACKS_DATE.pattern,
            r"^(?!.*\b(?:hvem|hvor\w*|hvilke[nt]?|koste\w*)\b).*\b(?:skal|skulle|sker|planlagt)\b.{0,80}"
            r"\bfra (?:start|begyndelsen|først|ende) til (?:slut|slutningen|sidst|anden|ende)\b",
            r"\b(?:alle|hvilke|vis|giv|liste|oversigt)\b.{0,20}\bdatoer(?:ne)?\b",
            rf"{OPENER}(?:hvad|hvilke)\b.{{0,20}}\b(?:trin|faser|etaper|skridt)(?:e?ne)?"
            r"(?: (?:er|indgår) der)? (?:i|for|på|med|til)\b",
        ),
    ),
    (Ask.MENTIONS, MENTIONS),
    (Ask.TEXT, any_of(rf"{OPENER}(?:kan (?:du|I) )?(?:lige |kort )?(?:opsummer|sammenfat|resum[ée]r)\w* (?!hv)")),
    (
        Ask.WHO,
        any_of(r"^\W*(?:hvem|who)\b|^\W*(?:ansvarlige?|tovholder|projektleder|kontaktperson) (?!er\b|har\b|skal\b)\w"),
    ),
    (Ask.STATUS, any_of(r"^\W*(?:(?:og|men) )?(?:nåede|overholdt) (?:vi|I|man|kommunen|(?-i:[A-ZÆØÅ]{2,})) ")),
    (
        Ask.WHEN,
        any_of(
            r"\bhvor\s?n[åa]+r?\b|\bhvor (?:længe|lang tid|hurtigt)\b|\bhvilken (?:periode|dato|måned|uge)\b",
            FOR_HOW_MANY.pattern,
            r"\bhvilke[tn]? (?:kvartal|år|tidspunkt|halvår)\b|\bhvad (?:dato|tid)\b",
            r"^(?!\W*(?:what|who|which|how|why|where)\b).{0,300}\bwhen\b|\bhow long\b",
            r"\bwhat (?:date|quarter|year|period)\b|\bwhat(?: is|'s| was) the (?:\w+ ){0,2}(?:date|quarter|deadline)\b",
            r"\b(?:deadline|frist|tidsfrist|tidspunkt)(?:e?n|et)?\b",
            r"^(?!.*\b(?:hv\w+|er|har|skal|kan|uden|mangler)\b).*\bdato(?:en)?\b",
        ),
    ),
    (
        Ask.INITIATIVES,
        any_of(
            r"\bhvor mange (?:indsatser|initiativer|projekter)"
            r"(?: (?:er der|har|indeholder|omfatter|rummer|handler|hører|ligger|findes|slutter|begynder|starter|"
            r"fortsætter)\b[^?]*)?\W*$",
            r"\b(?:hvilke|alle|vis|liste over) (?:\w+ ){0,2}(?:indsatser|initiativer|projekter)\b",
            LISTS_INITIATIVES,
            r"\bhvilke af (?:indsatserne|initiativerne|projekterne)\b",
            r"\bhvad (?:er der|har (?:I|vi)) af (?:indsatser|initiativer|projekter)\b",
            r"^\W*(?:(?:og|men) )?hvilke af dem (?:handler|ligger|hører|vedrører|drejer|er (?:om|på|under|inden))\b",
            r"\b(?:list|which|what|how many) (?:\w+ ){0,2}(?:initiatives|initiativer|projects)\b",
        ),
    ),
    (Ask.TEXT, ASKS_HOW),
    (Ask.WHO, any_of(r"^\W*hvor\b.{1,60}\bforankret\b|^\W*hvor ligger (?:\w+ )?ansvaret\b")),
    (
        Ask.WHERE,
        any_of(
            rf"{OPENER}hvor (?!.{{0,40}}\b(?:læse|at vide|står der|oplysninger|information))"
            r"(?:er|bliver|skal|kan|kommer|ligger|åbner|flytter|bor|foregår|sker|henter|"
            r"finder|går|rykker|bygger|laver|starter|begynder|holder|afleverer|henvender|i|på)\b",
            r"^\W*where\b",
        ),
    ),
    (Ask.MONEY, any_of(rf"{OPENER}koster (?:det\b|.{{1,80}}\b(?:noget|penge)\b)|{OPENER}er det gratis\b")),
    (
        Ask.STATUS,
        any_of(
            r"^\W*(?:er|har|is|are|has|have|will|does|do|did)\b",
            r"^\W*(?:(?:og|men) )?(?:skal|må|slipper|behøver|burde|bør|skulle) \w+\b",
            r"^\W*(?:(?:og|men) )?(?:gælder|omfatter|dækker|kræver|hører|deltager|indgår|omfattes|får) \w+\b",
            rf"{OPENER}(?:slutter|ender|starter|begynder|åbner|lukker|udløber|fortsætter|(?:afslutt|igangsætt|ophør|rull|"
            r"implementer|indfør|udrull|godkend|beslutt|evaluer|underskriv)es) "
            r"(?!som\b|til\b|med\b|på\b|i\b|og\b)[\w-]{2,}",
            rf"^\W*(?!hvor)(?:\w+r|\w+ede|blev|fik|faldt|gik|kom|sank|steg|skal|vil|kan|må) {_SUBJECT}",
        ),
    ),
    (  # as typed into a search box: "kontrakt rekruttering underskrevet"
        Ask.STATUS,
        any_of(
            r"^(?!.{0,150}\b(?:hv\w+|er|har|bliver|skal|kan|kommer|vis|giv|find|fortæl|der|som)\b)\W*\w[\w-]*(?:[^\w-]+\w[\w-]*){0,4}[^\w-]+"
            r"(?:ud(?:rullet|arbejdet|pege[dt])|implementeret|(?:under)?skrevet|(?:af)?sluttet|gennemført|besluttet|vedtaget|"
            r"godkendt|evalueret|kortlagt|drøftet|forhandlet|færdig(?:e|gjort)?|klar|startet|begyndt|etableret|indført|"
            r"afklaret|igangsat|idriftsat|taget i brug|på plads|i gang|i drift|i mål)\W*$"
        ),
    ),
    (
        Ask.MONEY,
        any_of(
            r"\b(?:koste[rt]?|kostede|pris(?:en)?|beløb(?:et)?|costs?)\b|\bhvad\b.{0,30}\bspare[srt]?\b",
            r"^\W*hvad (?:betale\w*|tjene\w*)\b|"
            r"\bhvad skal (?:jeg|man|min|mit|mine|borger\w*|hjemmeboende)\b.{0,40}\bbetale\b",
            rf"{OPENER}hvad bruger (?:vi|I|kommunen|centret|forvaltningen|man) (?:(?:af )?penge )?på "
            r"(?!\w*område)\w",
            r"\bhvad (?:er|var|bliver) (?:(?!med\b|for\b|bag\b|i\b)[\w-]+ ){0,3}"
            r"(?:budget(?:tet)?|udgift(?:en)?|bevilling(?:en)?|pris|"
            r"kontraktsum(?:men)?|anlægssum(?:men)?)\b",
            r"^\W*hvad (?:får|giver|betaler) (?:\w+ ){1,3}pr\b",
            r"^\W*hvad får (?!.{0,40}\b(?:ud af|igen)\b)(?:\w+ ){1,4}for at\b",
            r"^\W*hvad (?:giver? (?:vi|I|kommunen|man) for|får (?:\w+ ){1,4}i (?:løn|timen|timeløn))\b",
            r"\bhvor dyr[te]?\b|\bwhat (?:is|was) (?:(?:the|our|its|total|overall|planned) ){0,3}(?:budget|price)\b",
        ),
    ),
    (
        Ask.NUMBER,
        any_of(
            r"\bhvor (?:mange|meget|stor[te]?|højt?|tit|ofte)\b|\bantal(?:let)?\b",
            r"\bhow (?:many|much|often)\b",
        ),
    ),
    (Ask.WHO, any_of(r"\b(?:hvem|hvilken forvaltning|hvilke forvaltninger|who)\b")),
    (
        Ask.PURPOSE,
        any_of(
            r"\b(?:hvorfor|formål(?:et)?|mening(?:en)?|pointe(?:n)?|(?:be)?grund(?:en|else(?:n)?)?|årsag(?:en)?|id[ée](?:en)?|gevinst(?:en|er|erne)?|fordele?n?e?|udbytte(?:t)?|vinder)\b",
            r"\bhvad\b.{0,40}\bgodt for\b|\bhvad skal .{0,60}\btil(?: for)?(?:\W*$|,)|\bhvad nytter\b|"
            r"\bhvad (?:skal|kan) det nytte\b|\bhvad (?:kan|vil|skal)\b.{0,40}\bvinde (?:ved|på)\b",
            r"\bhvad\b.{0,30}\b(?:opnå\w*|munde[rt]? ud i)\b",
            r"\bfår \w+(?: som \w+)? ud af\b|\bgår\b.{1,100}\bud på\b|\bhandler\b.{1,100}\bom\b",
            r"\b(?:why|purpose|aim|about)\b",
        ),
    ),
)
