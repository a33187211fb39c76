"""Reply texts by language: TOML files of templates, with their variables checked when they are loaded."""

import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("da", "en")


@dataclass(frozen=True, slots=True)
class Replies:
    """One language's templates; each is filled with `str.format` and the variables named in `VARIABLES`."""

    when: str
    when_undated: str
    ahead: str
    under_way: str
    passed: str
    not_a_report: str
    figure_period: str
    history: str
    history_list: str
    history_list_paired: str
    history_listed: str
    history_paired: str
    nearly: str
    nearly_so: str
    other_period: str
    nearly_without: str
    nearly_where: str
    more_of_what: str
    no_more: str
    partly: str
    overdue: str
    overdue_none: str
    undated_besides: str
    undated_none: str
    list_by_period: str
    list_remaining: str
    most_milestones: str
    fewest_milestones: str
    most_in_period: str
    fewest_in_period: str
    amounts_most_first: str
    amounts_least_first: str
    lasts_longest: str
    lasts_shortest: str
    compared_with: str
    list_empty: str
    no_milestones: str
    none_ends: str
    none_begins: str
    none_set: str
    open_ended: str
    open_last: str
    no_end: str
    list_empty_for_initiative: str
    next_milestone: str
    next_is: str
    next_none: str
    none_before: str
    none_after: str
    next_none_at_all: str
    last_milestone: str
    first_milestone: str
    no_finish: str
    lasts: str
    distance: str
    comes_first: str
    comes_last: str
    same_period: str
    overlapping: str
    most: str
    same_number: str
    numbers: str
    months: str
    quarters: str
    half_years: str
    years: str
    no_such_year: str
    one_edition: str
    changes: str
    no_changes: str
    new_initiative: str
    gone_initiative: str
    new_milestone: str
    gone_milestone: str
    moved_milestone: str
    reworded_milestone: str
    undated: str
    several_fit: str
    last_in_period: str
    first_in_period: str
    some_in_period: str
    all_in_period: str
    without_milestones: str
    all_have_milestones: str
    no_initiatives: str
    text_periods: str
    mentioned: str
    mentioned_together: str
    mentioned_also: str
    initiatives_saying: str
    initiatives_naming: str
    initiatives_end_last: str
    initiatives_end_first: str
    initiatives_begin_last: str
    initiatives_begin_first: str
    initiatives: str
    count_milestones: str
    count_initiatives: str
    count_areas: str
    roles: str
    area_of: str
    focus_areas: str
    quoted: str
    left_out: str
    not_found: str
    not_found_nearest: str
    out_of_scope: str
    about_me: str
    greeting: str
    thanks: str
    empty_question: str
    too_long: str
    suggest_milestones: str
    suggest_purpose: str
    suggest_next: str
    suggest_quarter: str
    suggest_focus_areas: str


VARIABLES: dict[str, frozenset[str]] = {
    "list_empty_for_initiative": frozenset({"initiatives"}),
    "no_milestones": frozenset({"initiatives"}),
    "most_milestones": frozenset({"count"}),
    "fewest_milestones": frozenset({"count"}),
    "most_in_period": frozenset({"count", "period"}),
    "fewest_in_period": frozenset({"count", "period"}),
    "count_milestones": frozenset({"count"}),
    "count_initiatives": frozenset({"count"}),
    "count_areas": frozenset({"count"}),
    "area_of": frozenset({"area"}),
    "when": frozenset({"period", "text"}),
    "when_undated": frozenset({"text"}),
    "figure_period": frozenset({"period"}),
    "history": frozenset({"year", "text"}),
    "history_listed": frozenset({"year", "text"}),
    "history_paired": frozenset({"year", "text"}),
    "next_milestone": frozenset({"period", "text"}),
    "next_is": frozenset({"period"}),
    "last_milestone": frozenset({"period", "text"}),
    "first_milestone": frozenset({"period", "text"}),
    "lasts": frozenset({"length"}),
    "distance": frozenset({"length"}),
    "comes_first": frozenset({"thing"}),
    "comes_last": frozenset({"thing"}),
    "most": frozenset({"thing"}),
    "months": frozenset({"n"}),
    "quarters": frozenset({"n"}),
    "years": frozenset({"n"}),
    "mentioned_also": frozenset({"headings"}),
    "initiatives_naming": frozenset({"words"}),
    "no_such_year": frozenset({"year", "titles"}),
    "changes": frozenset({"before", "after"}),
    "no_changes": frozenset({"before"}),
    "new_initiative": frozenset({"initiative"}),
    "gone_initiative": frozenset({"initiative"}),
    "new_milestone": frozenset({"text"}),
    "gone_milestone": frozenset({"text"}),
    "moved_milestone": frozenset({"before", "after", "text"}),
    "reworded_milestone": frozenset({"before", "after"}),
    "no_more": frozenset({"initiative"}),
    "nearly": frozenset({"where"}),
    "nearly_so": frozenset({"where"}),
    "nearly_without": frozenset({"words", "where"}),
    "nearly_where": frozenset({"title"}),
    "partly": frozenset({"question"}),
    "quoted": frozenset({"text"}),
    "suggest_milestones": frozenset({"initiative"}),
    "suggest_purpose": frozenset({"initiative"}),
    "suggest_next": frozenset({"initiative"}),
    "suggest_quarter": frozenset({"quarter", "year"}),
}


@cache
def load_replies(language: str) -> Replies:
    """The replies in `language` ("da" or "en"). Raises `ValueError` for a missing, unknown or miswritten template."""
    return Replies(**checked_texts(f"replies.{language}.toml", Replies, VARIABLES))


def checked_texts(name: str, kind: type[Any], variables: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """The templates of a file: just the fields of the dataclass `kind`, each with just its variables."""
    raw = tomllib.loads((files("prompts") / name).read_text(encoding="utf-8"))
    names = {field.name for field in fields(kind)}
    if raw.keys() != names:
        raise ValueError(f"{name}: missing or unknown: {sorted(raw.keys() ^ names)}")
    for key, template in raw.items():
        used = {field for _, field, _, _ in string.Formatter().parse(template) if field is not None}
        if used != variables.get(key, frozenset()):
            raise ValueError(f"{name}: {key} lacks or does not know variables: {sorted(used)}")
    return raw
