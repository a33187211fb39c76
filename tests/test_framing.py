import pytest

from assistant.analysis import analyse_parts
from assistant.framing import Framed, without_frame
from evals.questions import DEFAULT_TODAY

ASKED = "hvornår åbner den nye bro?"


@pytest.mark.parametrize(
    "message",
    [
        f"Hej, kan I sige mig: {ASKED} Mvh Lone",
        f"Hej Teknik og Miljø, {ASKED} På forhånd mange tak!",
        f"Kære kolleger! {ASKED} Med venlig hilsen Bo Jensen, BUF",
        f"øh altså {ASKED}",
        f"Undskyld ulejligheden, men {ASKED}".replace("men ", ""),
        f"Jeg sidder lige og mangler det her til et møde – {ASKED}",
        f"Vi er i gang med at lægge budget. {ASKED} Det haster!",
        f"Hurtigt spørgsmål: {ASKED}",
        f"Hej, ved du {ASKED}",
        f"Jeg vil gerne vide {ASKED}",
        f"{ASKED} Håber I kan hjælpe mig. Hilsen Ida",
        f"Hej\n{ASKED}\nvh Ole",
        f"Jeg er ny leder her i huset og vil gerne vide, {ASKED}",
    ],
)
def test_what_frames_a_question_is_taken_off(message: str) -> None:
    assert without_frame(message).asked.rstrip("?") == ASKED.rstrip("?")


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("Hi, could you tell me when the bridge opens? Thanks in advance", "when the bridge opens?"),
        ("Godmorgen – er broen åbnet? Tak for hjælpen", "er broen åbnet?"),
        ("Jeg er på farten. Vis tidsplanen for broen. Mvh Bo", "Vis tidsplanen for broen."),
        ("gad vide hvornår broen åbner", "hvornår broen åbner"),
        ("Dear all, when is the bridge opened?", "when is the bridge opened?"),
    ],
)
def test_frames_of_other_forms(message: str, asked: str) -> None:
    assert without_frame(message).asked == asked


@pytest.mark.parametrize(
    "message",
    [
        "hej",
        "tak for hjælpen",
        "Kan du hjælpe mig?",
        "Kan du fortælle om broen",
        "jeg vil gerne vide om kontrakten er skrevet under",
        "Hvad gør I ved broen",
        "I 2025 skete der noget. Hvad?",
        "Jeg går på vagtskema, skal jeg så føre timer i det nye system?",
        "Hvem hilser på nye kolleger?",
    ],
)
def test_what_is_asked_or_leaned_on_stays(message: str) -> None:
    assert without_frame(message) == Framed(message)


def test_names_of_the_frame_are_no_names_of_the_question() -> None:
    [read] = analyse_parts("Hej Lone, Hvornår er ERP klar? Hilsen Bo", DEFAULT_TODAY)
    assert read.names == ("ERP",)


def test_a_question_word_in_the_middle_is_no_name() -> None:
    [read] = analyse_parts("systemet til Rekruttering Hvornår kommer det", DEFAULT_TODAY)
    assert read.names == ("Rekruttering",)


def test_what_somebody_tells_of_themselves_is_kept_beside_the_question() -> None:
    assert without_frame("Jeg cykler over broen hver dag. Hvornår åbner den nye bro?") == Framed(
        "Hvornår åbner den nye bro?", "Jeg cykler over broen hver dag."
    )
    assert without_frame("Jeg arbejder med broer. Hvad sker der på kysten?").told == "broer."


@pytest.mark.parametrize(
    "message",
    [
        "Vores chef siger, at broen er aflyst. Er det sandt?",
        "Jeg har hørt, at broen er aflyst. Er det rigtigt?",
        "Jeg hører hele tiden om Fremtidens Kantine. Hvad er det kort fortalt sådan helt overordnet?",
    ],
)
def test_a_question_that_leans_on_what_is_told_is_asked_with_it_the_question_first(message: str) -> None:
    told, asked = message.split(". ")
    framed = without_frame(message)
    assert (framed.asked, framed.told) == (f"{asked} {told}.", "")
    assert framed.meant == f"{told}."


def test_what_a_pronoun_stands_for_is_kept_apart() -> None:
    assert without_frame("Vi venter på kantinen. Hvornår er den klar?").meant == "Vi venter på kantinen."
    assert without_frame("Vi venter på kantinen. Hvornår åbner parkeringen?").meant == ""
