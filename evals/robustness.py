"""How much is lost when the questions are typed otherwise: each question again with one disturbance at a time."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from evals.grounding import PageText
from evals.http import Ask
from evals.metrics import Summary, summarise
from evals.questions import Question
from evals.runner import run
from evals.significance import Change, compare
from vectorstore.danish import Analyser

SEED = 2026
NOT_DISTURBED = frozenset(("injection", "small_talk"))  # what they are is how they are put
_LONG = 6  # letters from which a word is mistyped: shorter ones turn into others
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE = ("Hej, kan I sige mig: ", "Jeg sidder lige og mangler det her til et møde – ", "øh altså ")
_AFTER = (" På forhånd tak!", " mvh Lone", ", ved du det?")

Disturbance = Callable[[str, Random], str]


def without_danish_letters(question: str, _random: Random) -> str:
    """As typed on a foreign keyboard: æ, ø and å as ae, oe and aa."""
    for letter, typed in (("æ", "ae"), ("ø", "oe"), ("å", "aa"), ("Æ", "Ae"), ("Ø", "Oe"), ("Å", "Aa")):
        question = question.replace(letter, typed)
    return question


def lower_case(question: str, _random: Random) -> str:
    """All in lower case and without the question mark."""
    return question.lower().rstrip("?!. ")


def mistyped(question: str, random: Random) -> str:
    """One long word with a letter left out, doubled, or changed with its neighbour, inside the word."""
    long = [word for word in _WORD.finditer(question) if len(word[0]) >= _LONG]
    if not long:
        return question
    word = random.choice(long)
    at = word.start() + random.randrange(1, len(word[0]) - 2)
    first, second = question[at], question[at + 1]
    typed = random.choice((first, first * 2 + second, second + first))
    return question[:at] + typed + question[at + 2 :]


def filled(question: str, random: Random) -> str:
    """With words that ask nothing before and behind it."""
    return random.choice(_BEFORE) + question + random.choice(_AFTER)


def turned(question: str, _random: Random) -> str:
    """The second half of the words first: "til ERP-strategien er der hvornår"."""
    words = question.rstrip("?!. ").split()
    middle = (len(words) + 1) // 2
    return " ".join(words[middle:] + words[:middle])


def keywords(question: str, _random: Random) -> str:
    """The content words only, as typed into a search box, with the interrogative that says what is asked."""
    asked = re.match(r"(?i)\s*(hvor (?:mange|meget|længe)|hv\w+|h?who|when|what|how many|how much)\b", question)
    said, analyser = question.rstrip("?!. "), Analyser()
    words = [word for word in said[asked.end() if asked else 0 :].split() if analyser.content_words(word)]
    return " ".join([*([asked[1].lower()] if asked else []), *words]) or question


DISTURBANCES: Mapping[str, Disturbance] = {
    "æ, ø, å typed as ae, oe, aa": without_danish_letters,
    "lower case, no question mark": lower_case,
    "one word mistyped": mistyped,
    "filler before and behind": filled,
    "halves of the question turned": turned,
    "keywords only": keywords,
}


@dataclass(frozen=True, slots=True)
class Loss:
    """What one disturbance costs: the figures with it, and each one's change from the questions as they are."""

    name: str
    disturbed: int
    summary: Summary
    changes: Mapping[str, Change]


def sweep(questions: Sequence[Question], ask: Ask, page_text: PageText) -> tuple[Loss, ...]:
    """Ask all as they are and with each disturbance, drawn with a fixed seed; compared question by question."""
    asked = [question for question in questions if question.kind not in NOT_DISTURBED]
    before = run(asked, ask, page_text)
    found: list[Loss] = []
    for name, disturbance in DISTURBANCES.items():
        random = Random(SEED)
        typed = [replace(one, question=disturbance(one.question, random)) for one in asked]
        after = run(typed, ask, page_text)
        changed = sum(one.question != other.question for one, other in zip(asked, typed, strict=True))
        changes = {change.name: change for change in compare(before, after).changes}
        found.append(Loss(name, changed, summarise(after), changes))
    return tuple(found)
