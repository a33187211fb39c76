"""What quotes carry: a sentence's words and meaning, by a rule learned from two wordings."""

from pathlib import Path

import pytest
from test_writer import TODAY, WHEN, Says, given_for

from assistant.answering import Assistant
from assistant.entailment import Carried, carried, load_rule
from assistant.writer import Writer, read_reply
from evals.entailment import Pair, fit, pairs
from vectorstore.encoders import Inference

QUOTES = ["Q4/2026 Udrulningen til hele KK er afsluttet. Der arbejdes fortsat på sammenhængene til andre systemer."]


@pytest.mark.parametrize(
    ("sentence", "holds"),
    [
        ("Udrulningen til hele KK er efter planen afsluttet i 4. kvartal 2026.", True),
        ("Der arbejdes fortsat på sammenhængene til andre systemer.", True),
        ("Udrulningen til hele KK er aflyst.", False),
        ("Direktionen er meget tilfreds med arbejdet.", False),
        ("Rekrutteringssystemet er sendt i udbud.", False),
    ],
)
def test_a_sentence_is_carried_by_what_says_it(assistant: Assistant, sentence: str, holds: bool) -> None:
    assert load_rule().holds(carried(sentence, QUOTES, [], assistant.live.current())) is holds


def test_every_milestone_carries_itself_and_none_of_its_neighbours(assistant: Assistant) -> None:
    store, rule = assistant.live.current(), load_rule()
    let_through = {"verbatim": 0, "neighbour": 0}
    asked = [pair for pair in pairs(store.milestones, store.milestones) if pair.kind in let_through]
    for pair in asked:
        let_through[pair.kind] += rule.holds(carried(pair.text, [pair.quote], [], store))
    assert let_through == {"verbatim": 30, "neighbour": 0}


def test_wordings_of_two_programmes_are_refused(assistant: Assistant) -> None:
    milestones = assistant.live.current().milestones
    with pytest.raises(ValueError, match="not of one programme"):
        list(pairs(milestones, milestones[::-1]))


def test_the_rule_is_learned_from_what_tells_the_pairs_apart() -> None:
    both = [Pair("", "", kind, str(group)) for group in range(20) for kind in ("reworded", "neighbour")]
    measured = [Carried(0.5, 0.5, 0.95 if pair.is_carried else 0.85) for pair in both]
    rule, _ = fit(both, measured)
    assert rule.meaning > abs(rule.words)
    assert rule.holds(Carried(0.5, 0.5, 0.95))
    assert not rule.holds(Carried(0.5, 0.5, 0.8))


def test_a_second_reader_that_can_not_be_loaded_leaves_the_extractive_answer(
    assistant: Assistant, tmp_path: Path
) -> None:
    writer = Writer(Says("Udrulningen til hele KK er efter planen afsluttet i 4. kvartal 2026 [1]."))
    unread = Writer(writer._model, inference=Inference(str(tmp_path)))
    assert Assistant(assistant.live, writer=writer).answer(WHEN, TODAY).engine == "llm"
    assert Assistant(assistant.live, writer=unread).answer(WHEN, TODAY).engine == "extractive"


class Disagrees(Inference):
    """Finds nothing to follow."""

    def entails(self, _quotes: object, _sentence: str) -> bool:
        return False


def test_what_the_second_reader_does_not_find_is_left_out(assistant: Assistant) -> None:
    reply = "Udrulningen til hele KK er efter planen afsluttet i 4. kvartal 2026 [1]."
    store, given = assistant.live.current(), given_for(assistant)
    assert len(read_reply(reply, given, store).statements) == 1
    unread = read_reply(reply, given, store, Disagrees("unused"))
    assert (unread.statements, unread.removed) == ((), 1)
