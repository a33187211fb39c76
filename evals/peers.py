"""What each part of the assistant buys: the same questions asked of peers, and of the assistant less one part.

A part is taken out by exchanging the function that is it, for as long as the questions are asked; the thresholds
of abstention stay as they were learned with all parts.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from unittest.mock import patch

from assistant.abstention import Confidence, Odds, confidence, log_odds
from assistant.analysis import Analysis
from assistant.answering import Assistant
from assistant.evidence import Evidence
from assistant.quotes import text
from assistant.signals import signals
from evals.http import Ask
from evals.metrics import Summary, summarise
from evals.plain_recipe import Chunk, plain_recipe
from evals.questions import Question
from evals.runner import run
from vectorstore.fusion import fuse
from vectorstore.records import Passage
from vectorstore.store import Store

ALWAYS = Odds(9.0)  # at which every weighing answers


@dataclass(frozen=True, slots=True)
class Peer:
    """The assistant with parts exchanged: by dotted name, by switch of the analyser, or how sure it has to be."""

    name: str
    exchanged: Mapping[str, object] = field(default_factory=dict)
    switches: Mapping[str, Any] = field(default_factory=dict)
    sure: Confidence = confidence


def _weighed(store: Store, analysis: Analysis, evidence: Evidence, passage: Passage, said: str) -> Odds:
    return Odds(log_odds(store, signals(store, analysis, evidence, passage, said)))


def _fused_by(weight: float) -> Callable[..., dict[str, float]]:
    return lambda dense, lexical, _weight: fuse(dense, lexical, weight)


PEERS = (
    Peer("the assistant"),
    Peer("search by words only", {"vectorstore.store.fuse": _fused_by(1.0)}),
    Peer("search by meaning only", {"vectorstore.store.fuse": _fused_by(0.0)}),
    Peer("no preference for the kind of value asked for", {"assistant.evidence.fit": lambda *_: 0.0}),
    Peer("no synonyms", switches={"synonyms": False}),
    Peer("no correction of typing", switches={"typos": False, "variants": False}),
    Peer("no parts of compounds", switches={"compounds": False}),
    Peer(
        "no records: all from sentences",
        {"assistant.compose.dated": text, "assistant.compose.milestones": text},
    ),
    Peer("no strict checks before answering", sure=_weighed),
    Peer("no weighing: always answers", sure=lambda *_: ALWAYS),
    Peer("no verification", {"assistant.verify.supported": lambda *_, **__: True}),
)


def measure_peers(
    assistant: Assistant, questions: Sequence[Question], peers: Sequence[Peer] = PEERS
) -> dict[str, Summary]:
    """Ask every peer every question; last the plain LangChain recipe, which quotes its nearest chunk."""
    store = assistant.live.current()
    found: dict[str, Summary] = {}
    for peer in peers:
        with without(peer, assistant) as ask:
            found[peer.name] = summarise(run(questions, ask, store.page_text))
    found["plain LangChain recipe"] = summarise(run(questions, plain_answers(store), store.page_text))
    return found


@contextmanager
def without(peer: Peer, assistant: Assistant) -> Iterator[Ask]:
    """`ask` of the assistant with the peer's parts exchanged, until the block ends."""
    other = Assistant(assistant.live, peer.sure)
    lexical = assistant.live.current().lexical
    with ExitStack() as stack:
        for name, part in peer.exchanged.items():
            stack.enter_context(patch(name, part))
        switched = replace(lexical.analyser, **peer.switches)
        stack.enter_context(patch.object(lexical, "analyser", switched))
        yield lambda question, today: other.answer(question, today).as_json()


def plain_answers(store: Store) -> Ask:
    """What the plain recipe says: its nearest chunk, whatever was asked."""
    documents = {programme.document.id: programme.document for programme in store.programmes}
    retrieve = plain_recipe(list(documents.values()), store.encoder)

    def ask(question: str, _today: date) -> Mapping[str, object]:
        [chunk] = retrieve(question, 1)
        assert isinstance(chunk, Chunk)
        place = {"document_id": chunk.document_id, "page": chunk.span.page, "start": chunk.span.start}
        citation = {"id": 1, "document": documents[chunk.document_id].title, "quote": chunk.text, **place}
        said = " ".join(chunk.text.split())
        return {"answer": f"{said} [1]", "status": "answered", "citations": [{**citation, "end": chunk.span.end}]}

    return ask
