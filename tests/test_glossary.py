import pytest

from vectorstore.danish import Analyser
from vectorstore.glossary import expression_at
from vectorstore.words import stem, words


def found(text: str, at: int) -> frozenset[int] | None:
    expression = expression_at([stem(word.text) for word in words(text)], at)
    return expression[0] if expression else None


@pytest.mark.parametrize(
    ("text", "at", "places"),
    [
        ("vi tager det nye system i brug", 1, {1, 6}),
        ("vi tager systemet i brug", 1, {1, 4}),
        ("i brug tager vi systemet", 2, None),
        ("vi tager os tid til at se hvad det kan i brug", 1, None),
        ("går det hele snart over", 0, {0, 4}),
    ],
)
def test_an_expression_has_its_words_in_order_and_near(text: str, at: int, places: set[int] | None) -> None:
    assert found(text, at) == (frozenset(places) if places and max(places) - at <= 4 else None)


def test_an_expression_is_one_word_of_the_question_and_keeps_its_parts() -> None:
    [word] = Analyser().query_terms("skrive det under")
    assert word.text == "skrive under"
    assert stem("underskrevet") in {term for term, _ in word.terms}
    assert [part.text for part in word.parts] == ["skrive", "under"]


def test_without_synonyms_there_are_no_expressions() -> None:
    assert [word.text for word in Analyser(synonyms=False).query_terms("skrive det under")] == ["skrive"]
