"""How patterns of several alternatives are put together, and the words of which more than one is made."""

import re

WE = r"(?:vi|I|man|kommunen|(?-i:[A-ZÆØÅ]{2,5}))"  # who asks, or an office by its initials
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
ABOUT = r"(?:(?:ca|omkring|knap|godt|over|under|cirka|mere end)\.? )?"  # before a number
OPENER = r"^\W*(?:(?:og|men|så) )?"
EXTREME = r"(?:størst|mindst|højest|lavest|ældst|yngst|nyest|længst|kortest|hårdest|dyrest|billigst|flest|færrest|mest)"
ONCE = r"(?:kommer|åbner|lukker|flytter|indføres|udrulles)"  # what happens one day
ROLE = re.compile(  # words for who answers for something
    r"ansvar|forankr|\b(?:har|løser|varetager|sidder med) (?:opgaven|den opgave)\b|"
    r"\b(?:ejer|leder|chef|tovholder|kontaktperson)|projektleder|projektejer|responsib|\b(?:owner|manager)",
    re.IGNORECASE,
)
RUNS = r"(?:står? for|sidder? med|styrer?|driver?)"


def any_of(*alternatives: str) -> re.Pattern[str]:
    """One pattern of several, in any case. Who writes them bounds their gaps: a long question must not take long."""
    return re.compile("|".join(alternatives), re.IGNORECASE)
