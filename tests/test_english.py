import pytest

from assistant.english import in_danish


@pytest.mark.parametrize(
    ("english", "danish"),
    [
        ("When is the contract signed?", "kontrakt underskrive indgået"),
        ("time registration systems", "tidsregistrering system"),
        ("contract management", "kontraktstyring"),
        ("contract", "kontrakt"),
        ("What is the Kvantum ERP for?", "Kvantum ERP"),
        ("user-friendly apps", "brugervenlig app"),
        ("How does IT support us?", "IT understøtte support"),
    ],
)
def test_english_content_words_are_looked_up_in_danish(english: str, danish: str) -> None:
    assert in_danish(english) == danish
