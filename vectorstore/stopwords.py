"""Danish function words, reviewed by hand: what says nothing about where an answer stands.

Short words with content ("tid", "løn", "ny", "flest", "først") are left out: they tell passages apart.
"""

_FUNCTION_WORDS = (
    "a ad af al alle alt altså anden andet andre at bare bl blandt blev blevet blive bliver både ca d da de dem den "
    "denne der deraf deres derfor derfra deri dermed derpå derved des det dette dig din dine dit dog du dvs "
    "eftersom egen egentlig egentligt eget egne eller ellers en end endnu endog er et etc evt faktisk fik for fordi "
    "fra få får ganske gennem gør gøre haft ham han hans har havde have hen hende hendes henne her heraf heri "
    "hermed hertil herunder hinanden hos hun i ifm ift ikke imellem ind ja jeg jer jeres jf jo kan kun kunne kunnet "
    "lade lader man med medens meget mellem men mens mere mest mht mig min mindre mine mit mod må måtte ned nej "
    "nemlig nogen noget nogle nok nu når og også om omkring op os osv over overfor overhovedet per pga på sammen "
    "samt selv selve ses sig simpelthen sin sine sit skal skulle skullet småt som stadig så sådan sådanne således "
    "til tilbage ud uden udenfor under var ved vedr vedrørende vi via vil ville villet vor vore vores være værende "
    "været øh "
)
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
_QUESTION_WORDS = (
    "fortæl gerne hvad hvem hvilke hvilken hvilket hvis hvor hvoraf hvordan hvorfor hvorfra "
    "hvorhen hvori hvorledes hvormed hvornår hvorpå hvortil hvorvidt mon nævn sig venligst vis "
)
QUESTION_WORDS = frozenset(_QUESTION_WORDS.split())
STOPWORDS = FUNCTION_WORDS | QUESTION_WORDS
