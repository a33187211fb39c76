"""The gate: nothing is said that its quotes don't say, and no quote is given that isn't verbatim.

A statement's numbers with their units, its periods, its names and a "not" must stand in the quotes it cites, after
exact normalisation: "2. kvartal 2026" and "Q2/2026" are the same, "Q2/2025" is not, nor are "40 mio." and "40 mia.".
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import compress, takewhile

from assistant.answers import Citation, Source, Statement
from assistant.measures import digits, measures
from assistant.patterns import NUMBER
from vectorstore.periods import find_periods

Line = tuple[Statement, tuple[int, ...]]  # what is said, and the numbers of its citations
PageText = Callable[[str, int], str | None]
Title = Callable[[str], str]

_NEGATION = re.compile(r"\b(?:ikke|ingen|intet|aldrig|hverken|uden|not|no|never|without)\b", re.IGNORECASE)
_NAME = re.compile(r"(?<![.:!?»“\"] )(?<!^)(?<!-)\b[^\W\d_a-zæøå][\w-]*[\w]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Verified:
    """The lines that passed with the numbers of their citations, the citations, and how many lines failed."""

    lines: tuple[Line, ...]
    citations: tuple[Citation, ...]
    dropped: int


def verify(statements: tuple[Statement, ...], page_text: PageText, title: Title) -> Verified:
    """Cut every quote from the page text, drop each claim that its quotes don't support, and number the citations.

    A heading goes with the list below it when nothing of that is left.
    """
    quotes = [{source: _quote(source, page_text) for source in statement.sources} for statement in statements]
    holds = [not one.claim or _backed(one, found.values()) for one, found in zip(statements, quotes, strict=True)]
    said = [kept and not _empty_heading(statements, holds, at) for at, kept in enumerate(holds)]
    numbers: dict[tuple[str, int, int, int], int] = {}
    citations: list[Citation] = []
    lines: list[Line] = []
    for statement, found in compress(zip(statements, quotes, strict=True), said):
        cited = []
        for source, quote in found.items():
            if not quote:
                continue
            key = (source.document_id, source.span.page, source.span.start, source.span.end)
            if key not in numbers:
                numbers[key] = len(numbers) + 1
                citations.append(_citation(numbers[key], source, quote, title(source.document_id)))
            cited.append(numbers[key])
        lines.append((statement, tuple(dict.fromkeys(cited))))
    return Verified(tuple(lines), tuple(citations), holds.count(False))


def _backed(statement: Statement, quotes: Iterable[str]) -> bool:
    supporting = [quote for quote in quotes if quote]
    return bool(supporting) and supported(statement.text, supporting, denies=statement.denies)


def _empty_heading(statements: Sequence[Statement], holds: Sequence[bool], at: int) -> bool:
    """Whether the line leads into a list of which nothing holds."""
    if statements[at].bullet or statements[at].claim:
        return False
    following = zip(statements[at + 1 :], holds[at + 1 :], strict=True)
    items = [kept for _, kept in takewhile(lambda pair: pair[0].bullet, following)]
    return bool(items) and not any(items)


def supported(text: str, quotes: list[str], *, denies: bool = False) -> bool:
    """Whether every number and its unit, period, name and negation in `text` stands in the quotes.

    `denies` if a negation is what code found out ("ikke længere med").
    """
    evidence = " \n".join(_readings(" \n".join(quotes)))
    periods = {(m.period.start, m.period.end) for m in find_periods(evidence)}
    mentions = find_periods(text)
    if any((m.period.start, m.period.end) not in periods for m in mentions):
        return False
    rest = _without(text, [(m.start, m.end) for m in mentions])
    dates = [(m.start, m.end) for m in find_periods(evidence)]
    said = {digits(n) for n in NUMBER.findall(_without(evidence, dates))}
    if any(digits(number) not in said for number in NUMBER.findall(rest)):
        return False
    if not measures(rest) <= measures(evidence):
        return False
    if not denies and _NEGATION.search(text) and not _NEGATION.search(evidence):
        return False
    words = set(re.findall(r"[\w-]*\w", evidence.casefold()))
    return all(name.casefold() in words for name in _NAME.findall(rest))


def _quote(source: Source, page_text: PageText) -> str:
    text = page_text(source.document_id, source.span.page)
    return text[source.span.start : source.span.end] if text is not None else ""


def _citation(number: int, source: Source, quote: str, title: str) -> Citation:
    span = source.span
    return Citation(
        number, source.document_id, title, span.page, source.section, source.initiative, quote, span.start, span.end,
        source.period,
    )  # fmt: skip


def _readings(quote: str) -> tuple[str, str, str]:
    """A quote as its lines may be read: a hyphen at a line end broke a word, belongs to it, or ends a part of one."""
    joined = re.sub(r"-[ \t]*\n\s*", "", quote)
    kept = re.sub(r"-[ \t]*\n\s*", "-", quote)
    return " ".join(joined.split()), " ".join(kept.split()), " ".join(quote.split())


def _without(text: str, ranges: list[tuple[int, int]]) -> str:
    for start, end in reversed(ranges):
        text = text[:start] + " " * (end - start) + text[end:]
    return text
