"""What a question or a text shows of time: that it asks for the end, the start, the length; that something is over."""

from assistant.patterns import ONCE, OPENER, WE, any_of

LAST = any_of(r"\b(?:aller)?(?:sidst|senest)\w*\b|\blængst (?:ude|væk|fremme)\b|\b(?:last|latest)\b")
FIRST = any_of(r"\b(?:aller)?(?:først|tidligst)\w*\b|\bfirst\b|\bearliest\b")
BY_WHEN = any_of(r"\b(?:senest|deadlines?|(?:tids)?frist\w*|latest)\b")
_STEPS = (  # words for what a plan has
    "punkter|ting|aktiviteter|leverancer|delmål|datoer|frister|arbejder|skridt|trin|faser|begivenheder|ændringer"
)
HAPPENS = any_of(
    r"^\W*er der (?:noget|nogen|nogle)\b(?!.{0,150}\b(?:forsink|bagud))",
    r"\b(?:hvad|vis|giv|hvilke)\b.{0,40}\b(?:sker|ske|sket|skete|skal|ligger|planlagt|planlægges|nå|nås|når|nåede)\b",
    r"\b(?:hvad|vis|giv|hvilke)\b.{0,40}\b(?:mangler|udestår|resterer|er der|foregår|laver)\b",
    r"\bhvad (?:er|var) der\b|\boversigt\b",
    rf"\bhvad (?:kommer\b(?!.{{0,80}}\b(?:ud af|til at)\b)|(?:leverer|gennemfører|arbejder) {WE}\b)",
    rf"{OPENER}(?:når|nås|nåede|sker|skete|skal|ligger|foregår)\b.{{0,20}}\bnoget\b",
    r"\bhar .{2,60}\b(?:noget|nogen|nogle)(?: (?:planlagt|for))?(?= (?:i|til|efter|før|inden|næste)\b)",
    r"\bhvad (?:skal|skulle|burde|bør|vil|kan)\b.{2,60}"
    r"\b(?:levere|leveres|nå|opnå|gennemføre|præstere|(?:have|være) (?:nået|leveret|gennemført|klar|færdige?))\b",
    rf"\bhvilke (?:{_STEPS})\b",
    r"\b(?:alt|alle)(?: det)?,? (?:hvad )?(?:der|som)\b.{0,40}\b(?:skal|skulle|sker|nås|planlagt)\b",
    r"\bhvad\b.{0,25}\b(?:på (?:tapetet|programmet|planen|bedding|tegnebrættet|dagsordenen)|"
    r"i (?:støbeskeen|kalenderen|vente|ovnen|gang))\b",
    r"\b(?:what|which)\b.{0,40}\b(?:happens?|planned|due|happening)\b",
)
WHEN_IS = any_of(  # what is left of "hvornår er sommerferien?" less the period: it asks for the calendar
    r"\W*(?:hvornår|when) (?:er|var|starter|begynder|slutter|ligger|falder|holder (?:I|vi)|is|was|does)"
    r"(?: (?:det|the))?(?: (?:start|end))?(?: i| in)?\W*"
)
_WORKS = (
    r"(?:levere|bidrage|gennemføre|udføre|realisere|eksekvere|præstere|arbejde|"
    r"fokusere|beskæftige os|håndtere|klare|indfri|løfte|huske|forholde os|holde øje|være opmærksomme|se frem|regne)"
)
WORKS_ON = any_of(  # says that there is work, not on what: "hvad skal vi levere i Q4?", "hvilke leverancer er der?"
    rf"(?P<what>\bhvad (?:skal|kan|vil|bør|burde|skulle) (?:der|{WE})(?: \w+)?) {_WORKS}s?\b"
    r"(?: (?:med|på|os|til))?",
    r"(?P<be>\bhvad skal)(?: der)? (?:leveres|gennemføres|udføres|realiseres|klares|håndteres)\b",
    rf"(?P<now>\bhvad) (?:leverer|gennemfører|arbejder) {WE}\b(?: (?:med|på))?",
    r"(?P<which>\bhvilke) (?:leverancer|aktiviteter|delmål)\b",
)
HOW_LISTED = any_of(  # of a list of milestones: how much of it, or how it is told
    r"^\W*(?:gennemgå|skitser|opregn|opstil|opsummer)\w*\b",
    r"\b(?:for)?falder(?= (?:i|inden|før|efter|på|til|mellem|fra)\W*(?:$|,))|\bhelt eller delvist\b",
    r"\b(?:samlet|komplet|kronologisk|(?:i|efter) (?:kronologisk )?rækkefølge)(?=\W*$)",
    r"\b(?:samlede?|komplette?|fuldstændige?|fulde) (?=(?:liste|oversigt|overblik|(?:tids)?plan|milepæl|køreplan)\w*)",
    rf"(?<=\bhvilke )(?:{_STEPS}|opgaver)(?: (?:og|eller) (?:{_STEPS}))?\b|\bgår? glip af\b",
    r"\bfra (?:start|begyndelsen|først|ende) til (?:slut|slutningen|sidst|anden|ende)\b",
    r"^\W*(?:(?:kan|vil) (?:du|I) )?(?:op)?rems\w*\b|\bop(?=\W*$)|\brems\w* (?:\w+ )?op\b",
)
TAKES_PLACE = any_of(rf"{OPENER}(?:hvornår (?:sker|foregår) |when does .{{2,80}} (?:take place|happen)\b)")
WHERE_WE_ARE = any_of(  # of the whole plan it is what is under way; of an initiative how far that is
    rf"{OPENER}(?:hvor (?:er|står) (?:vi|I)|where are we)(?: henne)?"
    r"(?: (?:lige |netop )?(?:nu|i øjeblikket|for tiden|i dag|right now|now|today))?\W*$"
)
UNDATED = any_of(
    r"\b(?:har ingen|har ikke (?:en|nogen)|uden|mangler|ingen|ikke (?:en|nogen))\b.{0,20}"
    r"\b(?:dato\w*|tid(?!s?plan|sreg)\w*|periode\w*|kvartal\w*|deadline\w*|frist\w*)",
    r"\budater\w*|\bikke (?:er )?(?:dateret|daterede|tidsfastsat\w*|fastsat)\b",
    r"\b(?:without|no|undated)\b.{0,10}\b(?:dates?|milestones)\b",
)
LACKS_DATE = any_of(  # "hvilke af tingene har vi ikke nogen dato på?"
    r"\b(?:hvilke|hvad)\b.{0,80}?\b(?:ingen|ikke(?: \w+)? (?:en|nogen)|uden|mangler) (?:\w+ )?dato(?:en|er)?\b"
)
WHOLE = any_of(r"\b(?:alle|hele|samtlige|overalt|fuldt ud|everyone|everybody|all|whole|entire)\b")
FIRST_STEP = any_of(
    r"\b(?:pilot\w*|prøv\w*|test\w*|forsøg\w*|først\w*|begynd\w*|start\w*|opstart\w*|gradvis\w*|delvis\w*|begin\w*|trial)\b",
    r"\b(?:i|for|af) én? (?:enkelt )?\w+",
)
PAST = any_of(
    r"\b(?:blev|var|havde|fik|kom|gik|tog|besluttede|bestemte|vedtog|skete|startede|sluttede)\b",
    rf"{OPENER}(?:hvornår|hvad|hvem|hvorfor) (?:\w{{3,}}ede|begyndte|endte|gjorde|lå|faldt|steg|fandt|solgte|købte)\b",
    r"\bhar\b.{1,150}\b(?:sket|fået|nået|besluttet|bestemt|vedtaget|gjort|lavet)\b|\b(?:was|were|did|had)\b",
)
REMAINS = any_of(  # asks what is left of a plan or a period
    r"\bhvad (?:mangler|resterer|udestår)\b|\bhvad (?:er|har (?:vi|I)) (?:der )?(?:så )?(?:stadig )?tilbage\b",
    r"\bhvilke (?:(?:\w+ )?(?:milepæle|deadlines|trin) )?(?:mangler|resterer|udestår|er (?:der )?tilbage)\b",
    r"\bhvad (?:skal|sker) (?:der |vi |I )?(?:\w+ )?(?:stadig|endnu)\b",
    r"\bwhat(?: is|'s) (?:still )?(?:left|to be done)\b|\bwhat remains\b",
)
SHALL_BE = any_of(r"\bskal\b|\bnår (?:vi|I)\b|\bnås\b|\b(?:must|shall|will) be\b")
_OF = r"(?: (?:på|i|for|med|af|in) [\w-]+(?: [\w-]+){0,2}?)?(?:,? (?:før|inden|til|indtil) .{2,60})?\W*$"
_YET = r"vi|I|der|så|nu|endnu|stadig|at ske|at blive (?:gjort|lavet)"
ALL_THAT_REMAINS = any_of(  # from today on, where no period is asked for; of the plan or of one initiative
    rf"{OPENER}hvad (?:mangler|resterer|udestår)(?: (?:{_YET}))*{_OF}",
    rf"{OPENER}hvad er(?: (?:der|så|nu|endnu|stadig))* tilbage{_OF}",
    rf"^\W*hvilke milepæle (?:mangler|resterer|udestår|er der tilbage)(?: (?:{_YET}))*{_OF}",
    rf"^\W*(?:and )?what(?: is|'s) (?:still )?left{_OF}|^\W*what remains{_OF}",
)
HAPPENED = any_of(  # asks what has been, so that what is to come is no answer
    r"\b(?:er|har) (?:der |vi |I )?(?:allerede )?(?:blevet )?(?:sket|nået|lavet|gjort|gennemført)\b",
    r"\b(?:er|har) (?:der |vi |I )?allerede (?:blevet )?(?:klar(?:et)?|færdig\w*|afsluttet|i mål)\b",
    r"\bskete der\b|\bblev (?:der )?(?:lavet|nået|gjort|gennemført)\b",
    r"\bwhat happened\b|\b(?:has|have) (?:been |already )?(?:happened|done)\b",
)
RULES = any_of(  # a yes/no question for what holds or shall be, not for whether it has happened yet
    rf"{OPENER}"
    r"(?:skal|skulle|kan|må|bør|behøver|slipper|gælder|omfatter|dækker|betaler|"
    r"kræver|hører|deltager|indgår|omfattes|får|er (?:der|jeg)|can|may|must|should)\b"
    r"(?!.*\b(?:nu|allerede|endnu|klar\w*|færdig\w*|i (?:brug|drift|gang)|på plads|already|yet|now|ready)\b)",
)
RESULT = any_of(  # asks what came of a plan so far
    r"\bhar\b.{1,60}\b(?:sparet|brugt|opnået|kostet|fundet|tjent|indtjent)\b|\b(?:indtil (?:nu|videre)|hidtil|so far)\b"
)
IS_IT = any_of(  # a yes/no question
    rf"{OPENER}(?:er|bliver|blev|kommer|kom|går|skal|skulle|burde|bør|har|får|kan|slutter|starter|begynder|åbner|lukker|"
    r"når (?:vi|I|man|de|\w+(?:en|et|erne)) (?=at\b)|"
    r"is|are|will|does|do)\b"
)
TOLD = any_of(  # in the past tense, or as what has been so until now
    r"\b(?:viste|var|blev|havde|kom|gik|fik|steg|faldt|skete|lå|stod|gav|\w{3,}ede)\b",
    r"\bhar (?:\w+ ){0,2}(?:haft|været|fået|kørt)\b",
)
HAPPENS_ONCE = any_of(  # of which a text without a date does not say when it does
    rf"\bhvornår (?:\w+ )?(?:{ONCE}|træder|lanceres|overgår|ankommer)\b",
    r"\bhvornår (?:rulles|går|sættes|tages)\b.{1,80}\b(?:ud|i (?:luften|gang|drift|brug))\b",
)
ASKS_DATE = any_of(r"\bhvilke[nt]? (?:\w+ )?(?:dato|måned|kvartal|år)\w*|\bwhich (?:date|month|quarter|year)\b")
ASKS_LATE = any_of(
    rf"{OPENER}er .{{2,80}}\b(?:forsinke[dt]e?|bagud|skredet)\W*$",
    r"^\W*is .{2,80}\b(?:late|delayed)\W*$",
)
ASKS_END = any_of(
    r"\b(?:slut(?:ter|tede|tet|te|ning(?:en)?|dato(?:en)?)?|afslut\w*|færdig\w*|klar(?:t|e|et|gjort|gøres)?)\b",
    r"\b(?:i mål|i hus|på plads|overstået|ender|forbi|afrunde[st]|rundes (?:\w+ )?af)\b",
    r"\blukke[rs]?\b.{1,40}(?:\bned\W*$|(?:projekt|program)(?:met|et)?\b)",
    r"\b(?:ends|ended|end(?= of\b|\W*$)|finish\w*|done|complete\w*|over(?=\W*$))\b",  # "end" is "than" in Danish
)
ASKS_START = any_of(  # "begynde at bruge" asks for the use
    r"\b(?:start\w*|opstart\w*|begynd\w*|i gang|igangs\w*|begins?)\b(?! (?:med )?(?:at|to|using)\b)"
)
ASKS_EFFECT = any_of(  # asks from when something holds for those who ask, not for a step of the work
    r"\bhvor\s?n[åa]+r?\b.{0,20}\b(?:kan|må|får|skal|bliver|begynder|starter|gælder|kommer|træder|går|åbner)\b"
    r"(?!.{0,150}\b(?:fri for|af med|ophør\w*|udløb\w*|stop\w*)\b)",
    r"\bwhen (?:can|may|must|will|do|does)\b",
)
HAVE_IT = any_of(
    r"^\W*(?:har|får) (?:vi|I|man|de|jeg|alle|min\w*(?: \w+)?)(?: \w+)? (?:det|den|de) nye?\b",
    r"^\W*kan (?:\w+ ){1,3}(?:(?:regne med|forvente|være sikre? på),? at )?(?:have|få|bruge) (?:det|den|de) nye?\b",
)
IN_USE = any_of(
    r"\btræde[rt]? i kraft\b|\bikrafttræd\w*|\bi (?:brug|drift|luften)\b|\b(?:ibrugt|idrifts)\w*",
    r"\båbn(?:es?|er|et|ing)\b|\bførste gang\b|\bde første\b|\blancer\w*|\bgælder (?:fra|for)\b",
    r"\budrul\w*|\brulle[st]? ud\b|\bindfør\w*|\ber (?:helt )?klar\b",
)
TAKES_EFFECT = any_of(
    IN_USE.pattern, r"\bimplementer\w*|\bkontrakt\w*|\bdeadline\b|\bfrist\w*|\bgå(?:r|et)? i gang\b|\bstart\w*"
)
PREPARES = any_of(
    r"\b\w*plan(?:en|er)? for\b|\bplanlæg\w*|\budarbejd\w*|\bforbered\w*|\bklargør\w*|\budkast\w*|\boplæg\w*",
    r"\b\w*(?:materiale|strategi|analyse)\w*|\bbeslut\w*",
)
STEP_BEGINS = any_of(
    r"\b(?:opstart|påbegynd|igangs[æa]t|begynd|start)\w*\b|\bgå\w* i gang\b|\bsættes i gang\b|\bførste\b"
)
STEP_ENDS = any_of(r"\b(?:afslut|færdig|gennemfør)\w*\b|\b\w*(?:evalueret|udrullet|implementeret)\b|\bslut\b")
IS_UNDER_WAY = any_of(  # "er GenAI i gang?"
    rf"{OPENER}(?:er|kører)\b.{{2,80}}\b(?:i gang|begyndt|startet|på vej|undervejs)(?: (?:nu|endnu|allerede|så))*\W*$",
    rf"{OPENER}er (?:vi|I|man|kommunen)(?: \w+)? (?:(?:gået |kommet )?i gang med|(?:begyndt|startet) (?:på|med)) ",
)
IS_READY = any_of(r"\b(?:færdig\w*|klar(?:t|e|gjort)?|på plads|i (?:mål|hus)|finished|ready|done|complete\w*)\b")
COMES_INTO_USE = any_of(  # the step with which something is ready
    IN_USE.pattern,
    r"\b(?:alle|samtlige|sidste|færdig\w*|gennemført|afsluttet|på plads|i mål|overtages|overdrages|flytter ind)\b",
)
FOLLOWS_UP = any_of(  # looks back at what is finished: not itself the end that "hvornår er X færdigt?" asks for
    r"\b(?:\w*evaluer\w*|\w*måling(?:er|en|erne)?|måles|opgøres?|opgørelse\w*|opfølgning\w*|afrapporter\w*|"
    r"\w*tilfredshed\w*|\w*opsamling\w*|midtvejs\w*)\b|\b(?:gøres|følges|samles) op\b",
)
GOES_ON = any_of(  # asks for what is going on in a period, whether or not a step of it lies there
    r"\b(?:er|var)\b(?:(?!\b(?:sat|gået|kommet)\b)[^.?!]){0,20}?\bi gang\b|\b(?:stadig\w*|fortsat|endnu) i gang\b",
    r"\b(?:kører|løber|varer|pågår|fortsæt\w*|rækker|strækker|igangværende|løbende)\b",
    r"\b(?:under way|ongoing|(?:is|are) (?:still )?running|continu\w*|go on)\b",
)
BEGINS = any_of(r"\bbegynder\b|\bgår i gang\b|\bstarter\b|\bigangsættes\b|\bsættes i gang\b")
DURATION = any_of(
    r"\bhvor (?:længe|lang tid|mange (?:måneder|kvartaler|uger|år))\b|\bhvilke år\b|\bhvilken periode\b",
    r"\bfra hvornår til hvornår\b|\bhow (?:long|many (?:months|quarters|weeks|years))\b|\bwhich years\b",
)
USES = any_of(r"\b(?:kan|må|skal)\b.{0,60}\bbruge\b|\bi brug\b|\bcan\b.{0,60}\buse\b")
ASKS_RECURS = any_of(r"\bengangs\w*|\b(?:kun|bare) (?:én|en|den ene) gang\b|\bhvert år\b|\bårligt?\b")
HOW = frozenset(("ofte", "tit", "often", "lang", "længe"))  # of "hvor ofte": no part of what is asked about
HOW_OFTEN = any_of(
    r"\bhvor (?:ofte|tit)\b",
    r"\bhvor mange gange (?:om|pr|årligt|dagligt|hvert?|i (?:året|måneden|ugen|døgnet|kvartalet))\b",
    r"\bhow (?:often|many times (?:a|per))\b",
)
FOR_HOW_MANY = any_of(
    r"\bhvor mange (?:år|måneder|uger|dage) (?:\w+ )?(?:løber|varer|kører|strækker|fortsætter|bliver ved)\b"
)
HOW_LONG = any_of(
    r"\bhvor (?:længe|lang tid|lang er|hurtigt)\b|\bhow (?:long|fast|quickly)\b",
    FOR_HOW_MANY.pattern,
)
