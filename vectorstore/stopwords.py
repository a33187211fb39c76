"""Danish function words, reviewed by hand: what says nothing about where an answer stands.

Content-bearing short words ("tid", "løn", "ny", "flest", "først") are left out on purpose: they tell passages apart.
"""

FUNCTION_WORDS = frozenset(
    """
    a ad af al alle alt anden andet andre at
    bl blandt blev blive bliver blevet
    ca da de dem den denne der deraf deres derfor derfra deri dermed derpå derved des det dette dig din dine dit
    dog du dvs
    eftersom egen eget egne eller ellers en end endnu endog er et etc evt
    fik for fordi fra få får
    gennem gør gøre
    ham han hans har havde have haft hende hendes her heraf heri hermed hertil herunder hinanden hos hun
    i ifm ift ikke imellem ind
    ja jeg jer jeres jf jo
    kan kun kunne kunnet
    lade lader
    man med medens meget mellem men mens mere mest mht mig min mindre mine mit mod må måtte
    ned nej noget nogen nogle nok nu når
    og også om omkring op os osv over overfor
    per pga på
    sammen samt selv ses sig sin sine sit skal skulle skullet som stadig således så sådan sådanne
    til tilbage
    ud uden udenfor under
    var ved vedr vedrørende vi via vil ville villet vor vore vores været være værende
    """.split()
)
QUESTION_WORDS = frozenset(
    """
    fortæl gerne hvad hvem hvilke hvilken hvilket hvis hvor hvordan hvorfor hvorledes hvorfra hvorhen hvori
    hvormed hvornår hvorvidt hvoraf hvorpå hvortil mon nævn sig venligst vis
    """.split()
)
STOPWORDS = FUNCTION_WORDS | QUESTION_WORDS
