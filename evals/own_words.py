"""Questions made of a text's own words, as typed into a search box: what an encoder learns besides others' words.

After the inverse cloze task (Lee, Chang and Toutanova 2019): a text's words ask for it. Staff who have the programme
before them ask so ("er tidsregistrering udrullet", "deadline løngennemsigtighed"). A question without an answer is of
the same make, with words of another programme.
"""

import random
import re
from collections.abc import Sequence

from evals.invented import Asked
from vectorstore.periods import find_periods
from vectorstore.stopwords import STOPWORDS

_WORD = re.compile(r"[^\W_][\w-]*")
_STEM = 5  # letters that tell whether two words are of one stem
_MOST_WORDS = 4
_TRIES = 30
_BEFORE_EVENT = ("", "", "hvornår er ", "hvornår bliver ", "er ", "bliver ", "hvornår ", "hvad er næste efter ")
_BEFORE_WORDS = ("", "", "", "hvad ", "hvad med ", "noget om ")
_BEFORE_NUMBER = ("hvor mange ", "hvor meget ")
_ENDS = ("", "", "?")
_SECTIONS = ("nøgletal", "historik", "vores ")  # headings that nobody asks by


def own_question(asked: Asked, chance: random.Random) -> str:
    """A question of the text's words and, by chance, its title's."""
    return _question(asked, asked.title, chance)


def foreign_question(title: str, here: Sequence[Asked], others: Sequence[Asked], chance: random.Random) -> str | None:
    """A question of an initiative's title and words that no text here has; None where none was found at once."""
    known = {stem for asked in here for stem in _stems(f"{asked.title} {asked.sentence}")}
    for _ in range(_TRIES):
        question = _question(chance.choice(others), title, chance)
        of_others = _stems(question) - _stems(title)
        if of_others and not known & of_others:
            return question
    return None


def _question(asked: Asked, title: str, chance: random.Random) -> str:
    event = "" if asked.runs_on else _event(asked.sentence)
    is_section = title.casefold().startswith(_SECTIONS)
    of_title = _some(_content(title), 2, chance) if not is_section and (not event or chance.random() < 0.7) else []
    if event and len(event.split()) <= _MOST_WORDS + 2 and chance.random() < 0.6:
        before, words = chance.choice(_BEFORE_EVENT), [event]
    else:
        counts = any(map(str.isdigit, event or asked.sentence))
        before = chance.choice(_BEFORE_WORDS + (_BEFORE_NUMBER if counts else ()))
        words = _some(_content(event or asked.sentence), chance.randint(2, _MOST_WORDS), chance)
    parts = [of_title, words] if chance.random() < 0.5 else [words, of_title]
    question = before + " ".join(word for part in parts for word in part) + chance.choice(_ENDS)
    question = question.lower() if chance.random() < 0.7 else question
    return question[:1].upper() + question[1:] if chance.random() < 0.3 else question


def _event(sentence: str) -> str:
    """What a milestone says after its period, as it would stand in a question."""
    periods = find_periods(sentence)
    if not periods or periods[0].start != 0:
        return ""
    event = sentence[periods[0].end :].lstrip(" :").rstrip(".")
    return event[:1].lower() + event[1:]


def _some(words: Sequence[str], most: int, chance: random.Random) -> list[str]:
    """Some of the words, in their order."""
    chosen = set(chance.sample(range(len(words)), min(most, len(words))))
    return [word for at, word in enumerate(words) if at in chosen]


def _content(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if word.casefold() not in STOPWORDS and len(word) > 2]


def _stems(text: str) -> set[str]:
    return {word.casefold()[:_STEM] for word in _content(text) if len(word) >= _STEM}
