"""What a sentence of the programme tells: a reason, a benefit, an example, a role, a cost, a condition, a denial."""

import re

from assistant.patterns import EXTREME, any_of

TELLS_PURPOSE = re.compile(
    r"formål\w*|\bmålet er\b|\bhensigt\w*|\bskyldes\b|\bfordi\b|"
    r"\bresultat\w*|\bopnå\w*|\bmhp\b|, så (?!\w+ (?:ikke )?(?:var|blev|havde))"
    r"|\bmed henblik på\b|\bfor at\b|\bså at?\b|\bsigt\w*\b|"
    r"\bgevinst\w*|\bskal (?:skabe|kunne)\b",
    re.IGNORECASE,
)
TELLS_REASON = re.compile(  # why something is or was so, beside what it is for
    rf"{TELLS_PURPOSE.pattern}|, da\b|\bskyldtes\b|\bhvilket (?:har|betyder|gør|gjorde|giver|gav|medfør\w*)\b|"
    r"\b(?:eftersom|idet|grundet|på grund af|af hensyn til|begrundelse\w*|årsag\w*)\b",
    re.IGNORECASE,
)
TELLS_OCCASION = re.compile(  # why something is done just then
    r"\bi forbindelse med\b|\bifm\b|\budløb\w*|\bophør\w*|\btræder i kraft\b|\bfrist\w*|"
    r"\bpå baggrund af\b|\bsom følge af\b|\bda\b(?= \w+ (?:er|har|blev))|\bskyldes\b",
    re.IGNORECASE,
)
TELLS_MEMBERS = any_of(  # who works along with whom
    r"\b(?:inddrag|involver|deltag|medvirk|samarbejd|drøft|bidrag|repræsent|indgår|høres|medlem)\w*",
    r"\b(?:sammen|i dialog|i fællesskab) med\b|\b(?:består|bestående) af\b",
    r"\bdeles\b|\bkoble[st]? på\b|\btage[rs]?\b.{1,60}\bop med\b",
)
TELLS_ELIGIBLE = any_of(  # for whom something is
    r"\b(?:gælder|er for|målrettet|henvender sig til|målgruppe\w*|omfatter|omfattet|tilbydes?)\b",
    r"\b(?:forbeholdt|åben for|til rådighed for|hjælper)\b|\btil dem, der\b",
    r"\b(?:kan|må) (?:kun )?\w+ (?:\w+ )?af\b",
    r"\b(?:kan|skal|må) (?:[\w.]+ ){0,4}(?:søge|deltage|komme|henvises|visiteres|have|være|få)\b",
    r"\b(?:kan|skal|må) (?:[\w.]+ ){0,4}(?:bruge|anvende|registrere)\b",
    r"\b(?:berettiget|visiterede?|undtaget)\b",
)
TELLS_PAYER = any_of(
    r"\b(?:betaler|finansierer|bekoster|dækker|afholder)\b|\bhar givet tilsagn\b",
    r"\bselv (?:betale|bekoste|finansiere)\b",
    r"\bskal (?:\w+ ){0,2}(?:betale|bekoste|finansiere)\b|\ber (?:\w+ )?(?:betalt|finansieret) af\b",
    r"\b(?:finansieres|betales|afholdes|dækkes|bekostes) (?:\w+ ){0,3}(?:af|over|inden for|gennem|via)\b",
)
TELLS_DECIDER = any_of(
    r"\b(?:beslutter|bestemmer|afgør|godkender|vedtager|træffer|tager stilling)\b",
    r"\b(?:besluttes|bestemmes|afgøres|godkendes|vedtages|træffes|fastsættes|forelægges)\b",
    r"\bskal (?:\w+ ){0,2}(?:godkende|beslutte|bestemme|give (?:tilladelse|lov|tilladelsen|grønt lys))\b",
)
TELLS_GETS = any_of(r"\b(?:får|modtager|låner|tilbydes|tildeles|udleveres|gennemføre[rt]?)\b")
TELLS_ROLE = re.compile(  # who answers for the whole, not for a part of it or by law
    r"\b(?:projektleder|projektejer|tovholder|kontaktperson)\b|\bstår i spidsen for\b|\ber (?:over\w+ )?ansvarlig\b|"
    r"\bhar (?:det (?:\w+ )?|hoved|\w+ )?ansvaret\b|\bforankret\b|\bleder af\b|\bledes af\b|"
    r"\bleder (?:hele )?\w+(?:en|et|erne)\b",
    re.IGNORECASE,
)
DONE_BY = any_of(  # "caféerne drives af frivillige", "X står for driften"
    r"\b\w+(?:es|ås) (?:\w+ ){0,2}af\b|\bstår for\b|\bhører under\b|\bligger (?:hos|under)\b|\ben rolle med\b",
    r"\b(?:varetager|koordinerer|styrer|driver|håndterer)\b",
)
TELLS_EXAMPLES = re.compile(r"\b(?:fx|f\.eks\.|for eksempel|eksempelvis|bl\.a\.|blandt andet|såsom)", re.IGNORECASE)
TELLS_IF = any_of(  # what happens if: "hvis …", or the verb first: "falder handlen, forelægges …"
    r"\b(?:hvis|såfremt|medmindre|eventuel\w*|i tilfælde af|i så fald|ellers)\b",
    r"(?:^|\b(?:og|men) )(?:\w{2,}(?:er|år|ås|es)|har|skulle) (?!(?:der|som)\b)[^.]{3,120}?, "
    r"(?:så )?\w{2,}(?:er|es|ås|år|al|an|il)\b",
)
TELLS_EXTREME = any_of(
    rf"\b(?:aller)?(?:{EXTREME}|højst|først|sidst|størstedel\w*|hovedpart\w*|flertal\w*|særligt?|især)e?n?\b"
)
TELLS_COST = any_of(
    r"\b(?:koste[rt]?|kostede|(?!mer)\w*udgift\w*|\w*budget\w*|\w*sum(?:men)?|til en (?:samlet )?pris|rammen?|"
    r"afsat|afsættes|finansier\w*|bevilg\w*|bevilling\w*|investering(?:en|er|erne)?|beløber|løber op i)\b|"
    r"\bsat\b.{0,30}\baf\b|\bsat til\b|\bhar fået\b"
)
TELLS_SAVING = any_of(r"\b(?:spare|bespar|indtægt)\w*")
OF_ONE = any_of(r"\b(?:pr\.?|per) \w|\bstykket\b|\bhvert?\b|\ben ny\b")  # a price of one of many
TELLS_OUTCOME = any_of(  # what came of something, beside a number
    r"\b(?:vis(?:te|er|t)|konklu\w*|resultat\w*|svare\w*|endte|peg(?:er|ede)|fandt|fundet|faldt|fald|steg|stigning\w*|"
    r"fik|gav|kunne|lærte|erfaring\w*|(?:u?til|mis)?freds?\w*|mente|mener|sagde|siger|ønske\w*|oplev\w*|stop\w*|fordi|"
    r"derfor|lykke\w*|klare\w*|virke\w*)\b"
)
IS_PLAN = any_of(
    r"\b(?:skal|vil|bliver|forventes|ventes|planlægges|planlagt|påbegyndes|fremover|herefter|derefter|efter planen|"
    r"according to)\b"
)
TELLS_MORE_OR_LESS = any_of(  # that something grows or shrinks
    r"\b(?:mere|mindre|flere|færre|større|højere|lavere|dyrere|billigere|øg|stig|steg|fald|vokse?|sænk|hæv|reducer|"
    r"forhøj|nedsæt|begræns|spar|bespar|halver|fordobl|udvid|nedbring)\w*|"
    r"\bbr(?:ing|ag)\w*\b.{0,20}\bned\b|\bmod \d"
)
DENIES = re.compile(r"\b(?:ikke|ingen|intet|aldrig|undtag\w*|kun|først,? når|uden for)\b", re.IGNORECASE)
EXPLAINS = re.compile(
    r"(?:Med (?:det|dette|den|de) mene[rs]|Her(?:med|ved) (?:forstå|mene)\w+|"
    r"(?:Det|Dette) (?:betyder|vil sige|indebærer)|Dvs\.)\b"
)
CONCLUDES = re.compile(r"\b(?:derfor|dermed|af den grund)\b", re.IGNORECASE)  # the sentence before tells why
TELLS_BENEFIT = re.compile(
    r"\bresultat\w*|\bopnå\w*|\bgevinst\w*|\b\w*bespar\w*|\bmindre\b|\blavere\b|\bbedre\b|\bforbedre\w*|\bfrigi?v\w*|\bløft\w*|"
    r"\blettere\b|\bnemmere\b|\bøge\w*|\bstyrke\w*",
    re.IGNORECASE,
)
TELLS_HOW = any_of(r"\bved (?:at|hjælp|\w+(?:ing|else))\b|\b(?:gennem|igennem|via|ved brug)\b|\bskabes\b.{0,30}\bved\b")
CONDITION = any_of(
    r"\b(?:hvis|når|ellers|medmindre|dem|de|den),? ",  # "de huse, der siger nej, …"
    r"\b(?:hvis|såfremt|eventuel\w*|i tilfælde af|i så fald)\b|\buden (?:en?t?|sådan\w*)\b",  # "en eventuel konflikt"
    r"\w, (?:der|som) (?:ikke )?\w+r\b[^,]{3,80}, ",  # "en sag, der er forsinket, skal …"
    r"^(?:\w*(?:er|år|ås)|har|skulle|vil|kan|skal) "
    r".{3,120}?, (?:så )?\w+(?:er|es|ås|år|al|an|il)\b",  # "bliver målet ikke nået, skal …"
)
