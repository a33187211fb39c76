"""A small programme that no rule was made on, for everyday questions, and the days on which these are asked."""

from datetime import date

from assistant.answering import Assistant
from assistant.answers import Answer

TODAY = date(2027, 2, 1)
MARCH = date(2026, 3, 15)
PROGRAMME = """# Arbejdsprogram 2027 – Fritid, Solvig Kommune

## Liv ved vandet

Vi samler kræfterne ved kysten. Kystkontoret leder området.

### Hunde på stranden

Hunde skal føres i snor på Søndre Strand hele året. Strandvagterne taler med dem, der glemmer det. Foreningen
Vandhunden er ikke omfattet, når den øver. En måling fra 2025 viste, at 41 procent af gæsterne var utrygge.

Milepæle:

- 1. kvartal 2027: Et udkast til regler er sendt i høring.
- Maj 2027: Reglerne træder i kraft.

### Badehuset flytter

Nordmolen er slidt, og taget lækker. Badehuset flytter derfor til Fyrtårnsvej. Varmeværket på Lodsholm leverer
varmen. Gæsterne venter i dag 12 minutter på en kabine.

Milepæle:

- 2. kvartal 2027: Byggeriet går i gang.
- 4. kvartal 2027: Badehuset åbner for alle.
- 2028: Gæsterne bliver spurgt, hvad de synes.

## Liv på pladsen

Torvet skal bruges mere. Pladskontoret leder området.

### Marked om lørdagen

Boderne på torvet skal kunne stå fremme hele weekenden. Kommunen har 310 ansatte, som får tilbud om en bod.

Milepæle:

- 3. kvartal 2027: De første boder er stillet op.
"""


def ask(assistant: Assistant, question: str) -> Answer:
    return assistant.answer(question, TODAY)
