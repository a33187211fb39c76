"""Questions made of a text's own words, to learn from."""

import random
import re

from evals.invented import Asked, learned_from
from evals.own_words import foreign_question, own_question

MILESTONE = Asked("Nyt kantinesystem", "Maj 2027: Kasserne udskiftet", "Milepæl, Nyt kantinesystem", ("?",), False)
SENTENCE = Asked("Nyt kantinesystem", "Maden bestilles dagen før af køkkenet.", "Nyt kantinesystem", ("?",), True)
OTHER = Asked("Skovrejsning", "Juni 2028: Bøgetræer plantet", "Milepæl, Skovrejsning", ("?",), False)


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def own_of(asked: Asked) -> list[str]:
    return [own_question(asked, random.Random(seed)) for seed in range(60)]


def test_a_question_of_own_words_has_two_or_more_of_the_text_and_says_nothing_else() -> None:
    asking = words("hvad med noget om hvor mange hvordan hvem hvornår er bliver næste efter")
    for asked in (MILESTONE, SENTENCE):
        for question in own_of(asked):
            own = words(asked.sentence) & words(question)
            assert len(own) >= 2
            assert words(question) <= own | words(asked.title) | asking


def test_what_a_milestone_says_is_asked_whole_and_without_its_period() -> None:
    questions = own_of(MILESTONE)
    assert any("hvornår er" in question.casefold() and "kasserne udskiftet" in question for question in questions)
    assert not any("2027" in question for question in questions)


def test_a_question_without_answer_has_words_that_no_text_here_has() -> None:
    here = [MILESTONE, SENTENCE]
    for seed in range(30):
        question = foreign_question(SENTENCE.title, here, [OTHER], random.Random(seed))
        assert question is not None
        assert words(question) & words(OTHER.sentence)
        assert not words(question) & (words(MILESTONE.sentence) | words(SENTENCE.sentence))


def test_where_all_words_are_known_here_there_is_no_such_question() -> None:
    assert foreign_question(SENTENCE.title, [MILESTONE, SENTENCE], [MILESTONE], random.Random(1)) is None


def test_most_programmes_have_them() -> None:
    programmes, chance = learned_from()[:6], random.Random(1)
    found = [
        foreign_question(here.titles[0], here.asked, there.asked, chance)
        for here in programmes
        for there in programmes
        if here is not there
    ]
    assert sum(question is not None for question in found) >= 0.8 * len(found)
