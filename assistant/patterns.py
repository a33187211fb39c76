"""How patterns of several alternatives are put together."""

import re


def any_of(*alternatives: str) -> re.Pattern[str]:
    """One pattern of several; gaps in them are bounded, so that no question takes longer than its length."""
    return re.compile("|".join(alternatives), re.IGNORECASE)
