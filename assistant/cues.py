"""What a question's words show besides its form: a person is asked for, a price, a reason, everything or the rest."""

import re

from assistant.ordinals import SEVERAL
from assistant.patterns import EXTREME, OPENER, ROLE, RUNS, any_of

LISTS_INITIATIVES = (  # "giv mig lige et overblik over projekterne på indkøb"
    r"^\W*(?:(?:kan|vil) (?:du|I) )?(?:giv|lav|vis|list|skriv)e?\b[^,]{0,20}? "
    r"(?:oversigt|overblik|liste|(?:overskrift|titl|navn)e(?:r|rne|ne)?) (?:over|på|af) "
    r"(?:alle )?(?:vores |jeres |de )?(?=(?:indsats|initiativ|projekt)er(?:ne)?\b)"
)
IDIOMS = any_of(  # say what is asked by words that have nothing to do with it
    LISTS_INITIATIVES,
    r"\bholder (?:\w+ )?(?=(?:tids)?planen?\b)|\bpå trapperne\b|\bstår (?:lige )?for døren\b",
    r"\bdet (?:aller)?(?:første|sidste),? (?=der|vi|som)",
    r"(?<=hvor længe )varer\b|(?<=hvor lang tid )(?:varer|tager)\b",  # "varer" are goods, too
    r"(?<=område )(?:hører|ligger|falder|er)\b",
    r"(?<!skriver I )(?<!skriver vi )(?<!skrives det )(?<=\w )(?:ind )?under(?=\W*$)",
    r"\b(?:aller)?(?:første|sidste|seneste)\s+(?=(?:\w+ )?(?:milepæl|trin|deadline|frist)\b)",
    r"(?<=hvad er |vad var )(?:den |det )?(?:første|sidste) (?=(?:skridt|fase|etape)\b)",
    r"(?<=næste )træk\b|\bpå (?:plads|tapetet|bedding|tegnebrættet|dagsordenen)\b",
    r"\bi (?:støbeskeen|kalenderen|ovnen)\b",
    r"\bregne[rt]? med(?: at)?\b|\bi (?:sidste ende|sin tid|det hele taget|bund og grund|hænderne)\b|\bså småt\b",
    r"\bi forhold til\b|\bi (?:punktform|stikord|korte træk|hovedtræk)\b|"
    rf"\b(?:på|i) (?:\d+|{SEVERAL}|få|korte) (?:korte )?(?:linjer|sætninger|punkter|stikord|ord)\b",
    r"\blængst (?:ude|væk|fremme)(?: i fremtiden)?\b|\bsat i verden\b",
    r"(?<=milepæle )(?:udløber|forfalder|falder)\b|\binden i dag\b",
    r"\brent faktisk\b|\bkommer? til at\b|\b(?:finde[rs]?|fandt|fundet) (?:\w+ )?på at\b|\bgår? hen og\b",
    r"\b(?:får?|fået|have) lov(?: til)?(?: at)?\b|\b(?:lægge[rs]?|lagt) op til(?: at)?\b|\ber det meningen,?(?: at)?\b",
    r"\bhar (?:I|du|man|de) tænkt (?:jer|dig|sig)\b",
    r"\bvil (?:du|I) være (?:så )?(?:søde?|venlige?|rare?) (?:at|og)\b|\bsende? (?:mig|os)\b",
    r"\b(?:min|mit|mine|vores) (?:gamle |egen )?(?:(?:svige?r|bedste|sted|mor|far)?(?:mor|far|forældre)|søster|bror|"
    r"mand|kone|kæreste|ægtefælle|onkel|tante|nabo|veninde|kollega)s?\b",  # of whom no programme tells
    r"\b(?:min|mit|mine|vores) folk\b",
    r"(?<=milepæl)(?= (?:er|kommer|ligger)\b)(?: \w+)?(?: den)? (?:først|sidst|tidligst|senest)\w*",
)
_HOW_MANY = r"(?:hvor mange|antal(?:let)?(?: af)?|how many)"
COUNTS_MILESTONES = any_of(rf"\b{_HOW_MANY} (?:\w+ )?(?:milepæle?n?e?|deadlines|milestones)\b")
NAMES_MILESTONES = any_of(r"\b(?:milepæl|deadline|milestone)")
ASKS_AREA = any_of(r"\bhvilket (?:fokus|indsats)område\b|\bwhich focus area\b")
ASKS_MEMBERS = any_of(  # "hvem er med?"
    r"\bhvem\b.{0,30}\b(?:er|skal være|kommer|bliver) (?:\w+ )?(?:med|involveret|inddraget|inde over)\b",
    r"\bhvem\b.{0,40}\b(?:deltager|medvirker|bidrager|involveres|inddrages|samarbejder)\b",
    r"\bwho\b.{0,40}\b(?:takes? part|involved|participates?)\b",
)
ASKS_ELIGIBLE = any_of(  # "hvem kan få et småjob?"
    r"\bhvem\b.{0,20}\b(?:kan|må) (?:\w+ )?(?:få|komme|søge|deltage|bruge|være med|melde sig|blive)\b",
    r"\bhvem har ret til\b|\bhvem skal (?:\w+ )?(?:bruge|anvende)\b",
    r"\bwho (?:can|may)\b.{0,20}\b(?:get|join|apply|take part|use)\b",
)
ASKS_GETS = any_of(
    r"\bhvem (?:får|modtager|skal have) "
    r"(?!.{0,20}(?:ansvar|opgave|brug|ord|skyld|besked|lov|løn|vide|sag|klage|rapport|henvend))"
)
ASKS_PAYER = any_of(
    r"\bhvem (?:\w+ )?(?:betaler|finansierer|bekoster)\b|\bhvem skal (?:\w+ )?(?:betale|finansiere|bekoste)\b",
    r"\bwho (?:pays|funds|finances)\b",
)
ASKS_DECIDER = any_of(
    r"\bhvem (?:\w+ ){0,2}(?:beslutte|bestemme|afgøre|godkende|vedtage)r?\b|\bhvem (?:\w+ )?afgør\b|"
    r"\bhvem (?:\w+ )?(?:tager|træffer) (?:\w+ )?(?:stilling|beslutning\w*|afgørelse\w*)\b",
    r"\bwho (?:decides|approves)\b",
)
BELONGS = any_of(r"\b(?:til)?hører\b|\bbelongs?\b")
PLACED = any_of(  # "hvilke indsatser er der på indkøb": those of an area, not those that say something
    BELONGS.pattern,
    r"område(?:t|r|rne)?\b|\bareas?\b",
    r"\b(?:er der|findes(?: der)?|har (?:vi|I)|ligger(?: der)?|indgår|(?:projekt|indsats|initiativ)er(?:ne)?|dem) "
    r"(?:på|under|inden ?for|i|hos)\b|\bdem er (?:om|på|under|inden ?for)\b",
)
COUNTS_AREAS = any_of(rf"\b{_HOW_MANY} (?:\w+ )?(?:fokus|indsats)områder\b|\bhow many focus areas\b")
IS_ABOUT = any_of(  # "hvilke indsatser handler om X", not those of an area
    r"\b(?:handler|drejer|omhandler|vedrører|nævner|berører|arbejder|deals?|about|concerns?|"
    r"har (?:noget )?(?:at gøre )?med)\b"
    r"(?!.{0,80}område)",
    r"\b(?:er der|findes(?: der)?|indsatser|initiativer|projekter|initiatives|projects) (?:om|on|about)\b",
)
JUDGED = any_of(  # "hvilke indsatser er vigtigst?", which no list of all answers
    r"\b(?:indsatser(?:ne)?|initiativer(?:ne)?|projekter(?:ne)?|dem) er (?:de )?(?:mest |mindst )?"
    r"(?!(?:der|det|alle|med|i|på|under|hos|planlagt|nævnt|beskrevet|aktive|aktuelle|omfattet)\b)\w+\W*$"
)
COUNTS_INITIATIVES = any_of(
    rf"\b(?:{_HOW_MANY}|flest|færrest|most|fewest) (?:\w+ )?(?:indsatser|initiativer|projekter|initiatives|projects)\b"
)
MOST_OR_FEWEST = any_of(r"\b(?:flest|færrest|most|fewest)\b")
FEWEST = any_of(r"\b(?:færrest|fewest)\b")
OVERDUE_WORDS = any_of(
    r"forsinke|misset|forpasset|missed|overskr|bagud|\bpassere[dt]|\boverstå|\bforrige|\b(?:burde|skulle|nået|færdig\w*|mål|hus|indtil|videre|dato|delayed|overdue|late|behind|running|schedule)\b"
)
SHOULD_BE = any_of(r"\b(?:burde|skulle|should)\b")  # asks what was planned by then, not what is late
CHANGE_WORDS = any_of(
    r"ændr|anderledes|lavet|\bsket|flyttet|forskel|udgået|faldet|forhold|siden|forrige|sidst|sammenlign|program|\bnyt?\b|chang|differ|since|previous|compare"
)
KEY_FIGURE_WORDS = any_of(
    r"nøgle|\bkey\b|dataperiode|\b(?:tal(?:lene)?|fra|dæk\w*|gæld\w*|opgj\w*|data|periode)\b",
    r"\b(?:trukket|hentet|indsamlet|bygger|stammer)\b",
)
NUMBERS_OF = any_of(r"\btal(?:lene|let)? (?:for|på|om|over)\b")
MONEY_WORDS = any_of(r"\b(?:penge|kroner|kr\.?|mio\.?|million\w*|mia\.?|milliard\w*|spare\w*)\b")
OF_A_THING = any_of(  # "hvor meget salt sparer det?", "hvor mange timer" is no question for money
    r"\bhvor mange (?!(?:af|er|har|kan|skal|vil|bliver|der|vi|I|det|de)\b)"
    r"(?!\w*(?:penge|kroner|mio|mia|million|milliard))\w{3,}",
    r"\b(?:hvor meget|how much) (?!(?:mere|mindre|har|er|kan|skal|vil|bliver|der|vi|I|det|den|koster?|sparer|regner|"
    r"forventer|penge|kroner|more|less|does|do|is|will|money)\b)\w{2,} (?:sparer|spares|sparede|bruger|bruges)\b",
)
ASKS_NAME = any_of(
    r"\bhvad (?:kommer|skal|vil)\b.{1,80}\bhedde\b",
    r"\bhvad (?:hedder|kaldes)\b|\bnavn(?:et|e|ene)? på\b|\bhvilket navn\b|\bved navn\b",
    r"^\W*(?:hvad er )?(?!.*\b(?:hvornår|får|skifter|hvorfor|hvem)\b)(?:[\w.-]+ ){1,4}navn\W*$",
    r"\bwhat is .{1,100} (?:called|name)\b",
)
ASKS_PERSON = any_of(
    r"^\W*(?:hvem (?:er|var|bliver)|hvad hedder|who (?:is|was))\b(?:\W+\w+){0,3}?\W+"
    r"(?:\w*chef(?:en)?|\w*direktør(?:en)?|\w*leder(?:en)?|\w*formand(?:en)?|\w*minister(?:en)?|manager|director)\b"
)
ASKS_ROLE = any_of(ROLE.pattern, rf"{OPENER}hvem (?:\w+ )?{RUNS}\b")  # or by what they do: "hvem står for udrulningen?"
_ROLES = (  # in the plural, or "ansvarlig for hvad"
    r"(?:ansvarlige(?: personer)?|projektledere(?:ne)?|projektlederne|projektejere(?:ne)?|projektejerne|"
    r"tovholdere(?:ne)?|tovholderne|kontaktpersoner(?:ne)?|"
    r"project leads|project managers)"
)
ASKS_ALL_ROLES = any_of(
    r"\bhvem (?:er|har|står|leder|styrer)(?: \w+)?(?: ansvar(?:lige?|et))? (?:for )?hvad\W*$",
    r"\bwho is responsible for what\b",
    rf"{OPENER}hvem (?:(?:er|har) (?:\w+ )?(?:ansvar\w*|projektleder\w*|tovholder\w*)(?: for| på| i)?|står (?:for|bag)|"
    r"leder|styrer) (?:dem|disse|begge|hver af dem|hver især)\W*$",
    rf"\b(?:alle|oversigt|liste|hvem er|navnene|vis|list|all)\b.{{0,40}}\b{_ROLES}\W*(?:i (?:programmet|planen)\W*)?$",
)
ASKS_CLOCK = any_of(
    r"\bhvad (?:tid|klokken)\b|\bhvornår på (?:dagen|døgnet)\b|\bhvilke[tn]? klokkeslæt\b",
    r"^\W*(?:(?:hvad|hvilke|hvordan|hvornår)\b.{0,30})?\båbningstid\w*",
    r"\bhvornår har .{0,30}\båben[t]?\b",
    r"\bhvornår (?:åbner|lukker)\b.{1,60}\b(?:om (?:\w*dagen|morgenen|aftenen)|hver dag|på hverdage)\W*$",
)
ASKS_HOURS = any_of(  # when somebody can be met or called
    r"\bhvornår (?:kan|må) (?:man|jeg|vi|de|borgere\w*) (?:\w+ )?"
    r"(?:ringe|kontakte|henvende|træffe\w*|komme forbi|møde op|få fat)\b"
)
ASKS_WEEKDAY = any_of(
    rf"\b(?:hvilke[nt]?|hvad for (?:en|nogle)) (?:(?:{SEVERAL}) )?(?:uge)?dag(?:e|ene)?\b(?! i (?:måneden|året))",
    r"\b(?:which|what) (?:week)?days?\b",
)
_GIVES = r"\b(?:hvad er|hvilke[nt]?|har (?:I|du|vi)|giv|find|få|what is|which|do you have)\b"
HISTORY_WORDS = any_of(
    r"\b(?:histori\w*|history|år|årene|årenes|løb|løbet|tid|tiden|tilbageblik\w*|gennem|bag)\b",
    r"\b(?:dag|punkt|større|store|største|omlægning\w*|omstrukturering\w*|begivenhed\w*|ændring\w*|forandring\w*|"
    r"(?:afdeling|kontor|enhed|center|centr|forvaltning|organisation)(?:en|et)s?|"
    r"igennem|siden|start\w*|begyndels\w*|oprettels\w*|etablering\w*)\b",
    r"\b(?:sket|været|udvikle[trs]?|udviklingen?|ændre[trs]?|forandre[trs]?)\b",
)
ASKS_LENGTH = any_of(  # of a wait, a term of notice; "hvor lang tid" asks for what takes it
    r"\bhvor (?:lang|kort)e? (?:(?:er|bliver|var) )?(?:(?:en|den|det|de) )?(?:\w+e )?"
    r"(?!åbningstid)\w+(?:tid|tiden|frist(?:en|erne)?)\b"
)
ASKS_CONTACT = any_of(  # a telephone number or an address to write to
    rf"(?:^|{_GIVES}.{{0,40}}?)\W*(?:(?:telefon|mobil)nummer(?:et)?|tlf|(?:e-?)?mailadresse\w*)\b",
    r"\b(?:hvad er|hvad hedder|har (?:I|du)|find|giv mig) (?:\w+ )?(?:nummeret|nummer) (?:til|på)\b",
    rf"(?:^|{_GIVES}.{{0,40}}?)\W*(?:phone|telephone) number\b",
    rf"(?:^|{_GIVES}.{{0,40}}?)\W*(?:e-?)?mail(?:en)?\b(?= (?:til|på|har|skal|for|of)\b|\W*$)",
)
ASKS_EXAMPLES = any_of(r"\beksemp(?:el|ler)\b|\bkonkrete\b|\bexamples?\b")
ASKS_OUTCOME = any_of(  # what came of something, which a plan does not tell
    rf"{OPENER}hvad (?:viste|viser|svarede|sagde|mente|konkluderede|endte)\b",
    rf"{OPENER}hvad kom (?:der |I |man )?(?:frem|ud)\b",
    rf"{OPENER}hvor (?:u?til)?freds\w*\b",
    rf"{OPENER}hvad (?:blev|er|var) (?:resultatet|konklusionen|udfaldet)\b",
    r"^(?!.*\b(?:hv\w+|er|skal|kan)\b)\W*(?:\w[\w-]*[^\w-]+){1,5}resultat(?:et|er|erne)?\W*$",
    r"^\W*what (?:did .{1,80} (?:show|say|answer|conclude)|came out)\b",
)
ASKS_KIND = any_of(  # what "et modul" is, which no step of a plan and no count of such things tells
    rf"{OPENER}hvad er (?:egentlig )?(?:ene?|et) (?:[\w-]+ ){{0,2}}[\w-]+\W*$",
    r"^\W*(?:(?:and|but) )?what is an? (?:[\w-]+ ){0,2}[\w-]+\W*$",
)
ASKS_WHAT = any_of(  # or what something is that goes by one word ("Kvantum", "klimapuljen"), which no step tells either
    ASKS_KIND.pattern,
    rf"{OPENER}hvad er (?:egentlig )?(?!(?:det|den|der|de|status)\b)[\w-]+\W*$",
    r"^\W*(?:(?:and|but) )?what is (?!(?:it|this|that|the)\b)[\w-]+\W*$",
)
ASKS_MEANING = any_of(
    r"\bhvad (?:menes?|mener|forstår|forstås|betyder|ligger der i)\b|\bvil det sige\b",
    r"\bwhat (?:is|does|do) .{1,100} mean",
)
ASKS_MORE_OR_LESS = any_of(  # "får jeg mere i løn?"
    r"\b(?:får|bliver|kommer|skal|er|har)\b.{1,40}\b(?:mere|mindre|flere|færre|højere|lavere)\b(?! om\b)"
)
ASKS_EXTREME = any_of(  # "hvilket team er størst?"
    rf"\b(?:hvilke[nt]?|hvem|hvad|hvor)\b.{{1,80}}\b(?!mindst (?:\d|to|tre|en|et)\b){EXTREME}e?\b"
)
NEGATED = any_of(r"\b(?:ikke|not)\b")
TAKES_PART = any_of(  # asks whether somebody is in it, not whether it has come so far
    r"\b(?:er|bliver|kommer|skal|hører)\b.{0,60}\b(?:med (?:i|til|på|her)|omfattet|undtaget|en del af)\b",
    r"\bgælder\b.{0,60}\bfor\b",
    rf"{OPENER}(?:skal|kan|må|får|slipper|behøver) (?:jeg|vi|man|de|hun|han|min|mit|mine|vores)\b",
    r"\b(?:are|is) .{1,60} (?:included|exempt|covered)\b|^\W*(?:must|can|may|shall) (?:i|we|my)\b",
)
ASKS_EXCEPTION = any_of(r"\bikke\b|\bslipper?\b|\bundta\w*|\bfri(?:tage\w*| for)\b|\bexempt\w*|\bnot\b")
WHAT_IF = any_of(  # "og hvis de siger nej?", and not "hvis der er konflikt, hvem møder så?"
    rf"\b(?:hvad hvis|what if)\b|{OPENER}hvis\b(?!.*\bhv(?:em|or\w*|ilke\w*|ad)\b)"
)
HYPOTHETICAL = any_of(  # "hvad sker der, hvis …?", "hvad sker der med dem, der …?"
    r"\b(?:hvad (?:sker|gør|så)\b.{0,30}\bhvis|"
    r"hvad sker der med (?:en|et|dem|den|de)\b[^?]{0,30}? (?:der|som))\b(.{0,300})"
)
AMOUNT_WORDS = any_of(r"\b(?:kroner|kr|mio|mia|mkr|beløb)\b")
ASKS_BENEFIT = any_of(r"\b(?:gevinst|fordel|udbytte|nytte|gavn)\w*\b|\bvinder?\b|\bud af\b|\b(?:benefit|gain)s?\b")
ASKS_CONTENT = any_of(  # what something is to hold or can do, of which a step of a plan only has the name
    r"\bhvad (?:kan (?:det|den|\w+(?:en|et))|skal (?:det|den|\w+(?:en|et)) kunne)\W*$",
    r"\bhandle[rs]?\b.{0,60}\bom\b|\b(?:går|gå) .{0,60}\bud på\b|\bind(?:eholde|ebære)\w*\b",
)
ASKS_ABOUT = any_of(
    r"\bfortæl\b|\buddyb\w*|\bbeskriv\w*|\bforklare?\b|\bopsummer\w*|\bsammenfat\w*|\bresum[ée]r?\w*",
    r"\bgår\b.{1,100}\bud på\b|\bhandler\b.{1,100}\bom\b|\bdrejer\b.{1,100}\bsig om\b",
    r"\bhvad (?:indebærer|omfatter|dækker)\b|\b(?:overblik|indblik|introduktion|intro) (?:over|i|til|af)\b",
    rf"{OPENER}hvad (?:laver|gør) (?:vi|I|man|KS|kommunen|centret) (?:\w+ )?(?:med|ved|for|ud af)\b",
    r"^\W*hvad er\b|\b(?:tell|describe)\b|^\W*what (?:is|are)\b",
)
ASKS_PLAN = any_of(
    r"^\W*(?:og |men )?hvad (?:sker|skal der ske|foregår|rører sig)\b(?!.{0,150}\bhvis\b)",
    r"^\W*(?:og |men )?hvad er (?:planen|planerne|(?:der )?planlagt|(?:der )?på vej)\b|^\W*(?:hvad er )?planen? for\b",
    r"\balt om\b|\beverything about\b",
    r"^\W*what(?:'s| is) (?:planned|happening|the plan)\b|^\W*what happens\b",
)
ASKS_DIFFERENCE = any_of(
    r"\bforskellen (?:på|mellem)(?= .{1,200} og )|\b(?:kan (?:du|I) )?sammenlign\w*(?= .{1,200} (?:og|med) )",
    r"\bdifference between(?= .{1,200} and )",
)
ASKS_WHY = any_of(r"\bhvorfor\b|\bgrund(?:en)? til\b|\bbegrundelsen? for\b|\bårsag(?:en)? til\b|\bwhy\b")
ASKS_WHY_NOW = any_of(r"\bhvorfor\b.{0,40}\b(?:lige|netop|allerede) (?:nu|i år)\b|\bhvorfor nu\b|\bwhy (?:just )?now\b")
BECAME = any_of(r"\b(?:blev|blevet|var|havde|fik|was|were|did)\b")
WHY_PLANNED = any_of(  # asks for the sense of a plan; "hvorfor blev X aflyst" claims that something happened
    r"\bhvorfor\W+(?:skal|vil|kan|bør|vælger|er det|laver|gør|arbejder|bruger|har \w+ valgt)\b",
    r"\bwhy (?:should|will|must|do|does)\b",
)
POINTS_BACK = any_of(
    r"\b(?:det|den|de|dem|det her|dette)\b(?=\W*(?:$|kort|så|lige|for noget|egentlig|her|nu|ud på))",
    r"\b(?:det|den|de)\b(?=\s+(?:klar\w*|færdig\w*|slut|overstået|på plads|i (?:gang|drift|mål|brug|hus|kraft)|"
    r"stadig\w*|\w+(?:eret|rullet|sat|skrevet|lagt|bygget|taget|ført|gjort|løst|aftalt|besluttet|sluttet|startet|begyndt))"
    r"\W*(?:$|\?))",
    r"\b(?:mit|min|vores|vort) (?:område|felt|fag|afdeling|enhed|kontor)\b",
)
OF_ALL = any_of(r"\b(?:i|for|på tværs af) (?:hele )?(?:arbejds)?programmet\b|\bin the (?:whole )?(?:work )?programme\b")
PUTS = any_of(r"\b(?:lagt|lægges|lægger|bygge[st]?|implementere[st]|installere[st]|registrere[rs]?|findes?|finder)\b")
_FINE = r"(?:ok(?:ay)?|okey|fint|godt|perfekt|alletiders|forstået|super|fedt|tak|great|fine|thanks)"
_ASSENT = rf"^\W*(?:(?:ja|jo|nej|nå|yes|no)\W+)?{_FINE}(?:\W+(?:så|det var|helt|meget|{_FINE}))*\W*$"
THANKS = any_of(
    r"\btak\b|\bthank(?:s| you)\b|\b(?:super|fedt|fint|farvel)\b",
    _ASSENT,
)
SMALL_TALK = any_of(
    _ASSENT,
    r"^\W*(?:(?:mange |tusind )?tak|hej\w*|god ?(?:morgen|aften|dag)|farvel|super|fedt|thanks|thank you|hello|hi)\b"
    r"(?!.{0,150}\b(?:hvornår|hvad|hvem|hvor|hvilke\w*|milepæl\w*)\b)",
)
SMALL_TALK_WORDS = 5
NAME = re.compile(r"(?<![.!?:]) (?!I\b)([A-ZÆØÅ][\w-]*\w)")
_NO_NOUN = r"(?:er|har|får|skal|vil|kan|bliver|blev|der|som|til|for|på|i|af|med|om|ved|fra|hos|in|of|on|are|do|does)\b"
ATTRIBUTE = any_of(
    r"\b(?:hvem er|hvad er|hvad hedder|hvilke[nt]|hvor (?:mange|meget)(?: af)?|hvor \w+ er|"
    r"who is (?:the|a)|what is|how many)\s+"
    rf"(?:(?:the|det|den|de|en|et) )?((?:(?!{_NO_NOUN})[\w-]+\s*){{1,3}})"
)
NUMBER_OF = any_of(r"\bantal(?:let)?(?: af)? ([\w-]+)")
PART_OF = any_of(  # asks how many of some are something, which the number of all does not tell
    r"\b(?:hvor (?:mange|meget|stor en (?:an)?del)|antallet) af \w+",
    r"\bhow (?:many|much) of\b",
)
RESTRICTS = any_of(  # counts those amiss ("betalt for sent"), lost or new, which the number of all does not tell
    r"\bfor (?:sent|tidligt|langsomt|dyrt|lidt|meget)\b|\b(?:forkert|fejlagtigt?|fejlbehæftede?|mangelfuld\w*)\b",
    r"\b(?:too (?:late|early|slowly|little|much)|wrongly|late)\b",
    r"\b(?:nedl(?:æg|ag)|forsvind|forsvand|forsvund|fjern|afskaf|bortfald)\w*|\bansætte[rs]?\b|\bmister?\b|\bmiste(?:de|t)\b",
)
STAFF_OF = re.compile(  # of somebody's own: "hvor mange ansatte har KS?"
    r"\b(?:i|hos|har|beskæftiger)\s+(?:(?:selve|hele)\s+)?(?:[A-ZÆØÅ]|kommunen(?! \w+(?:er|al)\b)|vi\b)"
    r"|\b(?:medarbejdere|ansatte|kolleger|årsværk)\s+(?:er|sidder|arbejder)\s+der\s+(?:i|hos|på)\s+\w"
    r"|\bhvor mange\s+(?:sidder|arbejder|er ansat)\b.{0,15}\b(?:i|hos|på)\s+\w"
)
COUNTS_PEOPLE = any_of(
    r"\b(?:hvor mange|how many)\s+(?:er|har|får|skal|vil|kan|bliver|blev|der|are|have|must|will)\b",
    r"\bhvor mange\s+(?:sidder|sad|arbejder)\b",
)
MEMBERS = "medlemmer"  # of a board
EMPLOYEES = "medarbejdere"  # what is counted where no noun says so ("hvor mange skal registrere tid")
HANDLES = any_of(  # says nothing of what is counted ("hvor mange fakturaer håndterer vi")
    r"^(?:håndter|behandl|modtag|modtog|gennemfør|foretag|foretog|udfør|eksped|besvar|levere|producer)\w*$"
)
CLASS = any_of(
    rf"\b(?:hvilke|which|liste over|navnene på|list of)\s+(?:(?:af|alle|de|det|den|of|the|\d+|{SEVERAL})\s+)*([\w-]+)"
)
