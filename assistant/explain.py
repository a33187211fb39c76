"""How an answer came about, for who works on the rules: `ask --explain`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.abstention import Odds, confidence, load_weights, objection
from assistant.analysis import Analysis
from assistant.answering import Assistant, Reply
from assistant.answers import Hedge
from assistant.evidence import Evidence
from assistant.reading import Reading
from assistant.signals import Signals, signals
from vectorstore.records import Passage
from vectorstore.store import LiveStore, Store

_HITS = 6
_QUOTE = 90  # characters


@dataclass(frozen=True, slots=True)
class Weighed:
    """A text that was weighed as the answer: its signals, its log-odds, and the strict check it failed, or "".

    `again`: by the encoder of the second reading, there or in doubt of the first.
    """

    analysis: Analysis
    text: str
    signals: Signals
    log_odds: float
    objection: str
    again: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """A reply, and every text that was weighed for it in the order of weighing."""

    reply: Reply
    weighed: tuple[Weighed, ...]


def explain(live: LiveStore, question: str, today: date) -> Explanation:
    """Answer a question, and keep what was weighed. Raises as `Assistant.answer`."""
    weighed: list[Weighed] = []

    def weigh(store: Store, analysis: Analysis, evidence: Evidence, passage: Passage, text: str) -> Odds:
        place = (store, analysis, evidence, passage, text)
        odds = confidence(*place)
        weighed.append(Weighed(analysis, text, signals(*place), odds.score, objection(*place), store.encoder.tuned))
        return odds

    return Explanation(Assistant(live, weigh).reply(question, today), tuple(weighed))


def show_explanation(console: Console, explanation: Explanation) -> None:
    """Print each question's reading, the best passages with their scores, and the texts weighed."""
    for reading in explanation.reply.readings:
        console.rule(Text(reading.analysis.question))
        for name, value in _read_as(reading):
            console.print(Text(f"{name:>11}  {value}"), soft_wrap=True)
        console.print(_hits(reading))
    if explanation.weighed:
        console.print("   læst  log-odds  afvejet som svar", style="bold")
        for line in _weighed(explanation.weighed):
            console.print(Text(line), soft_wrap=True)
    weights = load_weights()
    console.print(
        Text(
            f"svar fra {weights.answer_from:.2f}, delvist fra {weights.partly_from:.2f} (log-odds); "
            f"{explanation.reply.dropped} linje(r) kasseret af kontrollen; status {explanation.reply.answer.status}"
        ),
        soft_wrap=True,
    )


def _read_as(reading: Reading) -> Iterator[tuple[str, str]]:
    analysis, evidence = reading.analysis, reading.evidence
    yield "art", f"{analysis.ask.name.lower()} ({analysis.language})"
    yield "ord", analysis.words
    yield "emne", " · ".join(f"{word.text} → {'/'.join(t for t, _ in word.terms[:4])}" for word in evidence.topic)
    optional = {
        "perioder": ", ".join(period.label for period in analysis.periods),
        "navne": ", ".join(analysis.names),
        "spurgt om": analysis.attribute or analysis.class_noun,
        "tælles": analysis.counted,
        "fra før": analysis.inherited.leans_on,
        "læst": "igen efter betydning: ordene gav intet svar" if reading.again else "",
        "nævnt": ", ".join(initiative.title for initiative in evidence.named),
        "fokus": evidence.focus.title if evidence.focus else "",
        "forbehold": _hedge(reading.draft.hedge) if reading.draft.hedge else "",
    }
    yield from ((name, value) for name, value in optional.items() if value)


def _hedge(hedge: Hedge) -> str:
    """The doubts that hedged an answer and what they made of its log-odds; of none, that these are too low."""
    doubts = ", ".join(hedge.doubts)
    return f"{doubts}: {hedge.score:.2f} → {hedge.capped:.2f}" if doubts else f"log-odds {hedge.score:.2f}"


def _hits(reading: Reading) -> Table:
    table = Table("score", "vektor", "ord", "art", "bedste passager", box=box.SIMPLE)
    for hit in reading.evidence.hits[:_HITS]:
        scores = (f"{value:.2f}" for value in (hit.score, hit.dense, hit.lexical))
        table.add_row(*scores, hit.passage.kind.value, Text(_cut(hit.passage.text)))
    return table


def _weighed(weighed: tuple[Weighed, ...]) -> Iterator[str]:
    """Each text once for each encoder that weighed it: what it came to, then its signals by name."""
    seen: set[tuple[str, bool, float]] = set()
    for one in weighed:
        if (key := (one.text, one.again, one.log_odds)) in seen:
            continue
        seen.add(key)
        read = "igen" if one.again else "først"
        refused = f"  afvist af {one.objection}" if one.objection else ""
        yield f"{read:>7}  {one.log_odds:6.2f}  {_cut(one.text)}{refused}"
        signals = zip(Signals.names(), one.signals.values, strict=True)
        yield " " * 17 + " ".join(f"{name} {value:.2f}" for name, value in signals)


def _cut(text: str) -> str:
    return text if len(text) <= _QUOTE else text[: _QUOTE - 1] + "…"
