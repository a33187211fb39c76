"""Can the answer be checked? Citations that resolve, quotes that are verbatim, statements that they support.

Support is ALCE's citation recall and precision with a deterministic judge: a sentence is supported when
every number and period in it stands in the quotes it cites, it denies no more than they do, and most of its longer
words begin as words of theirs do. That an extractive answer says what its quotes say, it can tell; a paraphrase
that turns the meaning in other words, it can't.
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
_DENIAL = re.compile(r"\b(?:ikke|ingen|intet|aldrig|hverken|uden|not|no|never|none|neither|without)\b|n't\b")
_FRAME = (  # words around what is quoted: the plan's voice, an order, how a year was found
    "efter ifølge planen planlagt programmet arbejdsprogrammet siger nævner næste første sidste milepæl kommer ligger "
    "samme periode dataperiode tidslinjen parret rækkefølgen siden tekst according planned programme states timeline "
    "paired reading order first milestone period"
)
_FEW = 3  # longer words, below which their share says nothing
_IN_QUOTES = 0.5  # share of a sentence's longer words that its quotes must have; English ones stand around Danish


@dataclass(frozen=True, slots=True)
class Grounding:
    """Counts for one answer; `faults` says in words what did not hold.

    `sentences` are those that cite or claim something, `stated` all, `cited` those that cite.
    """

    resolves: bool
    citations: int
    verbatim: int
    needed: int
    sentences: int
    supported: int
    misattributed: int
    stated: int = 0
    cited: int = 0
    faults: tuple[str, ...] = ()


def ground(answer: Answer, page_text: PageText, question: str, today: date) -> Grounding:
    """Every citation check on one answer."""
    stated = statements(answer.text)
    factual = [found for found in stated if found.cited or _claimed(found, answer, question, today)]
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
        stated=len(stated),
        cited=sum(bool(found.cited) for found in stated),
        faults=(
            *unresolved,
            *(f"citat {citation.id} er ikke teksten på dets sted" for citation in altered),
            *(f"dækkes ikke af sine kilder: {found.text!r}" for found in unsupported),
        ),
    )


def resolution_faults(answer: Answer) -> tuple[str, ...]:
    """Markers without a citation, citations without a marker, and ids given twice; ids match as numbers."""
    used, given = set(markers(answer.text)), [citation.id for citation in answer.citations]
    return (
        *(f"[{number}] har ingen kilde" for number in sorted(used - set(given))),
        *(f"kilde {number} bruges ikke" for number in sorted(set(given) - used)),
        *(f"kilde {number} er givet to gange" for number in sorted({n for n in given if given.count(n) > 1})),
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
    """Whether the quotes that the sentence cites exist and together state what it says."""
    claimed = _claimed(statement, answer, question, today)
    cited = _cited(statement, answer.citations)
    if not (cited or not statement.cited) or not claimed <= _support(cited):
        return False
    return not statement.marked or _says_no_other(statement.text, cited)


def _says_no_other(text: str, cited: Iterable[Citation]) -> bool:
    """Whether a sentence denies no more than its quotes and has most of its longer words from them."""
    quoted = " ".join(f"{one.quote} {one.initiative} {one.document}" for one in cited)
    own, theirs = _stems(text) - _stems(_FRAME), _stems(quoted)
    denies = len(_DENIAL.findall(normalise(text))) > len(_DENIAL.findall(normalise(quoted)))
    return not denies and (len(own) < _FEW or len(own & theirs) >= _IN_QUOTES * len(own))


def _claimed(statement: Statement, answer: Answer, question: str, today: date) -> frozenset[str]:
    """The claims that need a quote: not titles, today's date, the length of a list, or an echoed refusal."""
    text = normalise(statement.text)
    for title in {normalise(name) for one in answer.citations for name in (one.initiative, one.document) if name}:
        text = text.replace(title, " ")
    free = {today.strftime("%Y/%m/%d"), *([str(statement.introduces)] if statement.introduces else ())}
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
