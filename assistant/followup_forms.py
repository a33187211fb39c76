"""The forms that follow-ups take in Danish and English, as data; what they mean is in `followups`."""

import re

OPENS = re.compile(
    r"^\W*(?:(?:og|men|kun|bare|hvad så med|hvad med|hvad hvis|(?:nej,? )?(?:jeg|vi) (?:mente|mener)(?: for)?|"
    r"and|but|only|just|what about|how about|(?:no,? )?I mean[t]?)\b\W*)+",
    re.IGNORECASE,
)
CORRECTS = re.compile(r"^\W*(?:nej|no|jeg|vi|I)\b.{0,8}\b(?:mente|mener|meant?)\b", re.IGNORECASE)
ASKS = re.compile(
    r"\b(?:hv(?:ad|em|or\w*|ilke\w*|is)|when|what|who|which|how|why|where|is|are|does|do|er|bliver|skal|kan|har)\b",
    re.IGNORECASE,
)
POINTS = re.compile(
    r"\b(?:det|den|de|dem|deres|dens|dets|dette|denne|disse|begge|heri|herfor|derefter|derfor|it|its|they|them|their|this|that)\b",
    re.IGNORECASE,
)
THEN = re.compile(
    r"^\W*(?:og )?(?:(?:hvad (?:sker der )?)?så|(?:den |det )?næste)(?: igen)?\W*$|"
    r"^\W*and then\W*$|\b(?:derefter|bagefter|herefter|efterfølgende|afterwards)\b|"
    r"\b(?:efter (?:det|den|dem)|after (?:that|it))(?=\W*$)|"
    r"^\W*(?:(?:og|and) )?(?:(?:hvad|what) (?:kommer|sker|er|comes|happens) )?(?:der |den |det )?(?:så )?"
    r"(?:lige |umiddelbart |right )?(?:efter|after)(?: igen)?\W*$",
    re.IGNORECASE,
)
BEFORE_IT = re.compile(
    r"\b(?:før|inden|forud for) (?:det|den|dem|da)(?=\W*$)|\bbefore (?:that|it|them|then)(?=\W*$)|"
    r"^\W*(?:(?:og|and) )?(?:(?:hvad|what) (?:kommer|kom|sker|skete|er|comes|happens) )?(?:der )?(?:lige )?"
    r"(?:før|inden|before)\W*$",
    re.IGNORECASE,
)
BARE_PERIOD = re.compile(
    r"\W*(?:(?:i|til|for|fra|om|på|så|helt|ind|frem|in|about)\b\W*)*", re.IGNORECASE
)  # less the period
IT_BEGINS = re.compile(  # "hvornår gælder det fra?"
    r"\W*(?:(?:og|men) )?hvornår (?:gælder|starter|begynder|sker|kommer|træder|går|indføres) (?:det|den|de)"
    r"(?: (?:så|fra|nu|i (?:kraft|gang)))*\W*",
    re.IGNORECASE,
)
BARE_WHEN = re.compile(
    r"\W*(?:(?:og|men|så|and) )?(?:hvornår|when)(?: (?:er|bliver|skal|vil|is|will) (?:det|den|it)"
    r"(?: (?:være|blive|be))?(?: (?:det|nået|opnået|sket|gennemført|reached|done))?)?"
    r"(?: (?:på (?:året|dagen|ugen)|præcis|så|da|then))?\W*",
    re.IGNORECASE,
)
IS_OVER = re.compile(  # "er den overskredet?" of a step or a deadline that was told
    r"\W*(?:(?:og|men|så) )?(?:er|is) (?:den|det|it|that|\w*(?:fristen|deadlinen|datoen|perioden|milepælen)) "
    r"(?:(?:så|nu|allerede|already) )?(?:overskredet|passeret|udløbet|forbi|overstået|gået|sket|nået|passed|over)\W*",
    re.IGNORECASE,
)
VERB = re.compile(  # an infinitive behind a modal, a participle behind an auxiliary, a passive; "hvem betaler?"
    r"\b(?:skal|kan|vil|må|bør)(?: (?:der|det|vi|man|I|de|jeg))?(?: (?:selv|også|stadig|bare))? (\w{3,}es?)(?=\W*$)"
    r"|(?<!hvad )(?<!hvem )\b(?:har|er|bliver|blev|var)(?: (?:der|det|vi|man|I|de|jeg))? (\w{2,}(?:et|te?|ede))"
    r"(?: (?:af|op|ud|ind|til|på|fra|fast))?(?=\W*$)"
    r"|\bhv\w+(?: \w+)? (\w{3,}(?:es|ås))\b"
    r"|\bhvem (\w{3,}r)(?=\W*$)",
    re.IGNORECASE,
)
HAS_DONE = re.compile(r"\b(?:har|have|havde)(?: (?:der|det|vi|man|I|de|jeg))? (\w{3,}et)\b", re.IGNORECASE)
PASSIVE = re.compile(r"\w{3,}(?:es|ås)$")
WHICH_ONLY = re.compile(
    r"\W*(?:(?:og|men|så) )?(?:(?:i|på|til|for|fra|af|med|hos|ved|under|in|on|to|from) )?"
    r"(?:hvilke[nt]?|which) \w+\W*",
    re.IGNORECASE,
)
WHICH_BARE = re.compile(
    r"\W*(?:(?:og|men|så|and) )?(?:hvilke[nt]?|which)(?: (?:er det|are they|ones?))?\W*", re.IGNORECASE
)
YEAR = re.compile(r"\d{4}")
PRONOUN = re.compile(r"\b(?P<common>den)\b|\b(?P<neuter>det)\b", re.IGNORECASE)
BRINGS_UP = re.compile(  # "kommer der en app?", not "er ERP en god idé?"
    r"\b(?:der|(?:får|laver|køber|bygger|udvikler|indfører|åbner|har) (?:vi|I|man|du))(?: \w+)? "
    r"(?P<article>en|et) (?:\w+[et] )?(?P<noun>\w{3,})",
    re.IGNORECASE,
)
THEY_DID = re.compile(r"\W*(?:(?:og|men) )?hv\w+ \w+ (?:de|den|det)\W*", re.IGNORECASE)
AMONG = re.compile(r"\b(?:af|blandt) (?:dem|disse)\b|\b(?:of|among) (?:them|these|those)\b", re.IGNORECASE)
BOTH = re.compile(
    r"^\W*(?:(?:og|men|så) )?(?:har|får|er|skal|kommer|do|are|have) (?:de |they )?(?:begge|both)\b", re.IGNORECASE
)
PREPOSITION = re.compile(r"\b(?:i|på|for|hos|til|fra|af|med|ved|in|at|to|of|with) (\w+)", re.IGNORECASE)
DEFINITE = re.compile(r"(?:en|et|erne|ene)$")  # "piloten", "budgettet"
HOW_MANY = re.compile(  # "hvor mange er det i alt?" of what was listed
    r"\W*(?:(?:og|and) )?(?:hvor mange|how many)"
    r"(?: (?P<what>milepæle|indsatser|initiativer|projekter|milestones|projects))?"
    r"(?: (?:er|bliver|var|is|are)(?: (?:det|der|de|that|they|there))?)?"
    r"(?: (?:så|nu|(?P<all>i alt|ialt|tilsammen|in all|altogether)))*\W*",
    re.IGNORECASE,
)
HOW_MUCH = re.compile(
    r"\W*(?:(?:og|men|så|and) )?(?:hvor meget|how much)(?: (?:er|bliver|is) (?:det|it|that))?\W*", re.IGNORECASE
)
HOW_MANY_OF = re.compile(  # "hvor mange af dem ligger i 2028?"
    r"\W*(?:(?:og|and) )?(?:hvor mange|how many)(?: (?:af|of) (?:dem|disse|them|these))? "
    r"(?:er|ligger|slutter|falder|kommer|is|are|lie|end|fall)\b",
    re.IGNORECASE,
)
WITH_OG = re.compile(r"^\W*(?:(?:og|men|kun|bare|and|but|only|just)\b\W*)+(?!\W*hvad\b)", re.IGNORECASE)
SURE = re.compile(
    r"\W*(?:(?:men|nå|hm+) )?(?:er (?:du|I) (?:helt )?sikk?(?:er|re)|sikker|passer det|er det (?:rigtigt|korrekt)|"
    r"virkelig|hvor (?:står|fremgår) det(?: henne)?|hvad er kilden|hvor har (?:du|I) det fra|where does it say that|"
    r"are you sure|really|is that (?:right|true))(?: (?:på det|nu))?\W*",
    re.IGNORECASE,
)
IS_BARE = re.compile(  # "hvilken varer længst?", with no word for what it is one of
    r"\W*(?:(?:og|men|så|and) )?(?:hvilke[nt]?|which) (?:har|er|bliver|varer|løber|kører|tager|slutter|ender|begynder|"
    r"starter|går|kommer|ligger|has|is|lasts|runs|takes|ends|starts|begins)\b",
    re.IGNORECASE,
)
WHICH_ARE = re.compile(
    r"\W*(?:(?:og|men|så) )?(?:hvilke[nt]?|which) "
    r"(?:(?:projekt(?:er)?|initiativ(?:er)?|indsats(?:er)?|projects?|initiatives?) "
    r"(?:er (?:det|der tale om)|are (?:they|those)|is (?:it|that))|"
    r"konkrete (?!milepæle|datoer|trin|deadlines|frister)\w+(?: (?:er|har|laver) (?:det|der|vi|I))?)\W*",
    re.IGNORECASE,
)
WHICH_INITIATIVE = re.compile(  # of all: "hvilken indsats slutter sidst?"
    r"\b(?:hvilke[nt]?|which) (?:indsats|initiativ|projekt|initiative|project)\b", re.IGNORECASE
)
BELONG_THERE = re.compile(  # "hvilke indsatser hører til?" after those of an area
    r"\W*(?:(?:og|men|så) )?(?:hvilke|which) (?:indsatser|initiativer|projekter|initiatives|projects) "
    r"(?:hører|ligger|indgår|er|belong|are)(?: der)?"
    r"(?: (?:til|ind|under|i|med|there|to))+(?: (?:her|der|det|den|området|it))?\W*",
    re.IGNORECASE,
)
IS_WHY = re.compile(r"\W*(?:(?:og|men|and) )?(?:hvorfor|why)(?: (?:det|ikke|så|dem|de|not))*\W*", re.IGNORECASE)
THEY = re.compile(r"\b(?:de|dem|they|them)\b", re.IGNORECASE)
IT_IS = re.compile(  # "er det kun for X?" is of what was spoken of, whoever X is
    r"\W*(?:(?:og|men|så) )?(?:er|var|bliver|gælder|skal|kan|kommer|omfatter|dækker) (?:det|den|de)\b"
    r"(?! (?:ikke )?(?:rigtigt?|sandt?|korrekt|muligt|planen|meningen)\b)(?!.*\b(?:der|som|at)\b)"
    r"(?! (?!ikke\b|både\b)\w+e \w)",  # "den nye telefonlinje" is named
    re.IGNORECASE,
)
IS_SO = re.compile(r"\W*(?:(?:og|men) )?(?:er|var|bliver|is) (?:det|den|de|it|they) \w+\W*", re.IGNORECASE)
