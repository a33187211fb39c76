"""Can the answer be checked? Citations that resolve, quotes that are verbatim, statements that they support.

Support is ALCE's citation recall and precision with a deterministic judge: a sentence is supported when
every number and period in it stands in the quotes it cites; paraphrase is not judged.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from evals.answers import Answer, Citation, Statement, markers, statements
from evals.normalise import claims, implied, normalise

PageText = Callable[[str, int], str | None]

_NOW = re.compile(r"\b(i dag|dags dato|lige nu|nu|today|now|currently|as of|pr\.)(?!\w)")
_PROGRAMME = re.compile(r"arbejdsprogram(?:met)?\w*(?: for)? 20\d\d|work programme(?: for)? 20\d\d")
_WORD = re.compile(r"[^\W\d_]{5,}")


@dataclass(frozen=True, slots=True)
class Grounding:
    """Counts for one answer; `faults` says in words what did not hold."""

    resolves: bool
    citations: int
    verbatim: int
    needed: int
    sentences: int
    supported: int
    misattributed: int
    faults: tuple[str, ...] = ()


def ground(answer: Answer, page_text: PageText, question: str, today: date) -> Grounding:
    """Every citation check on one answer."""
    factual = [found for found in statements(answer.text) if found.cited or _claimed(found, answer, question, today)]
    unresolved = resolution_faults(answer)
    altered = [citation for citation in answer.citations if not is_verbatim(citation, page_text)]
    unsupported = [found for found in factual if not supported(found, answer, question, today)]
    elsewhere = [
        found for found in unsupported if _claimed(found, answer, question, today) <= _support(answer.citations)
    ]
    return Grounding(
        resolves=not unresolved,
        citations=len(answer.citations),
        verbatim=len(answer.citations) - len(altered),
        needed=sum(_needed(citation, factual, answer, question, today) for citation in answer.citations),
        sentences=len(factual),
        supported=len(factual) - len(unsupported),
        misattributed=len(elsewhere),
        faults=(
            *unresolved,
            *(f"quote {citation.id} is not the text at its place" for citation in altered),
            *(f"not supported by what it cites: {found.text!r}" for found in unsupported),
        ),
    )


def resolution_faults(answer: Answer) -> tuple[str, ...]:
    """Markers without a citation, citations without a marker, and ids given twice; ids match as numbers."""
    used, given = set(markers(answer.text)), [citation.id for citation in answer.citations]
    return (
        *(f"[{number}] has no citation" for number in sorted(used - set(given))),
        *(f"citation {number} is never used" for number in sorted(set(given) - used)),
        *(f"citation {number} is given twice" for number in sorted({n for n in given if given.count(n) > 1})),
    )


def is_verbatim(citation: Citation, page_text: PageText) -> bool:
    """Whether the quote is exactly the stored page text between its offsets, and not empty."""
    if not 0 <= citation.start < citation.end:
        return False
    try:
        text = page_text(citation.document_id, citation.page)
    except LookupError:
        return False
    return text is not None and citation.quote == text[citation.start : citation.end]


def supported(statement: Statement, answer: Answer, question: str, today: date) -> bool:
    """Whether the quotes that the sentence cites exist and together state all that it claims."""
    claimed = _claimed(statement, answer, question, today)
    cited = _cited(statement, answer.citations)
    return bool(cited or not statement.cited) and claimed <= _support(cited)


def _claimed(statement: Statement, answer: Answer, question: str, today: date) -> frozenset[str]:
    """The claims that need a quote: not titles, today's date, the length of a list, or an echoed refusal."""
    text = normalise(statement.text)
    for title in {normalise(name) for one in answer.citations for name in (one.initiative, one.document) if name}:
        text = text.replace(title, " ")
    free = {today.strftime("%Y/%m/%d"), str(statement.introduces)}
    if _NOW.search(text):
        free |= {f"{today.year}/q{(today.month + 2) // 3}", f"{today:%Y/%m}", str(today.year)}
    if answer.status != "answered":
        free |= implied(claims(question))
    return claims(_PROGRAMME.sub(" ", text)) - free


def _needed(citation: Citation, factual: Iterable[Statement], answer: Answer, question: str, today: date) -> bool:
    """ALCE's precision: some sentence cites it, is about it, and is not fully carried by the others."""
    for statement in factual:
        if citation.id not in statement.cited or not _related(statement, citation):
            continue
        claimed = _claimed(statement, answer, question, today)
        others = [one for one in _cited(statement, answer.citations) if one.id != citation.id]
        if claimed <= _support([citation]) or not claimed <= _support(others):
            return True
    return False


def _related(statement: Statement, citation: Citation) -> bool:
    """Whether they share a claim or the beginning of a longer word; English prose shares at least a name."""
    if claims(statement.text) & implied(claims(citation.quote)):
        return True
    return bool(_stems(statement.text) & _stems(f"{citation.quote} {citation.initiative}"))


def _stems(text: str) -> set[str]:
    return {word[:5] for word in _WORD.findall(normalise(text))}


def _cited(statement: Statement, citations: Iterable[Citation]) -> list[Citation]:
    return [citation for citation in citations if citation.id in statement.cited]


def _support(citations: Iterable[Citation]) -> frozenset[str]:
    return implied(frozenset().union(*(claims(citation.quote) for citation in citations)))
