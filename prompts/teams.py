"""The texts of the Teams door, from `teams.da.toml`."""

from dataclasses import dataclass
from functools import cache

from prompts.loader import checked_texts


@dataclass(frozen=True, slots=True)
class TeamsTexts:
    """Templates; each is filled with `str.format` and the variables named in `_VARIABLES`."""

    assistant: str
    list_below: str
    planned: str
    sources: str
    sources_of: str
    source: str
    source_of: str
    open_source: str
    whole_answer: str
    timeline: str
    shortened: str
    shortened_without_link: str
    disclosure: str
    help_title: str
    help: str
    help_examples: str
    help_commands: str
    help_words: str
    milestones_words: str
    late_title: str
    late: str
    late_link: str
    late_post: str
    late_neither: str
    busy_title: str
    busy: str
    limit_title: str
    limit: str
    error_title: str
    digest: str
    digest_now: str
    digest_soon: str
    digest_quarter: str
    digest_empty: str
    digest_line: str
    digest_help: str


_VARIABLES: dict[str, frozenset[str]] = {
    "list_below": frozenset({"lead", "count"}),
    "sources_of": frozenset({"document"}),
    "source": frozenset({"page"}),
    "source_of": frozenset({"document", "page"}),
    "open_source": frozenset({"number", "page"}),
    "shortened": frozenset({"count"}),
    "shortened_without_link": frozenset({"count"}),
    "digest": frozenset({"date"}),
    "digest_line": frozenset({"period", "text"}),
}


@cache
def load_teams_texts() -> TeamsTexts:
    """The texts. Raises `ValueError` for a missing, unknown or miswritten one."""
    return TeamsTexts(**checked_texts("teams.da.toml", TeamsTexts, _VARIABLES))
