"""What the Teams door says: cards that the official schema allows, small enough, and shown as they are meant."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from chat_page import chromium
from jsonschema import Draft6Validator
from playwright.sync_api import Page
from serving import ANSWER, CITATION
from shared_data import teams_data

from assistant.answering import Assistant
from assistant.answers import Answer
from assistant.teams.activity import plain_text
from assistant.teams.card import Links, answer_message, card_of, help_message, note_message, size
from assistant.teams.digest import digest, quarter_end
from assistant.teams.markup import escape, message_text
from evals.questions import load_questions
from vectorstore.records import Period

NPM = Path(__file__).parent / "npm" / "node_modules"
LINKS = Links("https://a.example.dk", keeps_answers=True)
EVERY_SECOND_TIME = 'Invalid value "da" for property "lang".'  # the renderer keeps a pattern's state between cards
PLANNED = "Planlagt, ikke bekræftet"
EVIL = "[klik](https://ond.example) <at>Alle</at> **fed** ![x](https://ond.example/x.png) &lt;b&gt; `kode`"
Q4 = Period("Q4/2026", date(2026, 10, 1), date(2026, 12, 31))


@cache
def schema() -> Draft6Validator:
    return Draft6Validator(json.loads(teams_data("adaptive-card-1.5.0.json").read_text(encoding="utf-8")))


def faults(message: dict[str, Any]) -> list[str]:
    """What the official schema, and Teams beyond it, would not take."""
    card = {key: value for key, value in card_of(message).items() if key != "msteams"}
    found = [fault.message for fault in schema().iter_errors(card)]
    if size(message) > 28_000:
        found.append(f"{size(message)} bytes")
    if card["lang"] != "da" or not card["fallbackText"] or card_of(message)["msteams"] != {"width": "Full"}:
        found.append("no language, fallback or width")
    found += [
        f"{action['type']} is not allowed" for action in card.get("actions", ()) if "OpenUrl" not in action["type"]
    ]
    found += [f"does not wrap: {block}" for block in card["body"] if block["type"] == "TextBlock" and not block["wrap"]]
    return found


def body(message: dict[str, Any]) -> str:
    return "\n".join(block["text"] for block in card_of(message)["body"])


@pytest.fixture(scope="module")
def answers(assistant: Assistant) -> list[Answer]:
    """The answers to all evaluation questions."""
    return [replace(assistant.answer(q.question, q.today), answer_id="a" * 32) for q in load_questions()]


def test_the_schema_would_find_a_fault() -> None:
    message = answer_message(ANSWER, LINKS)
    card_of(message)["body"][0]["size"] = "Huge"
    assert faults(message) != []


@pytest.mark.parametrize("links", [LINKS, Links()], ids=["links", "no links"])
def test_every_answer_of_the_evaluation_is_a_card_that_the_official_schema_allows(
    answers: list[Answer], links: Links
) -> None:
    assert len(answers) > 100
    assert {question: found for question, a in enumerate(answers) if (found := faults(answer_message(a, links)))} == {}


def test_every_citation_of_every_answer_stands_in_its_card_with_page_and_quote(answers: list[Answer]) -> None:
    cited = 0
    for answer in answers:
        text = body(answer_message(answer, LINKS))
        for citation in answer.citations:
            cited += 1
            assert f"[{citation.id}] s. {citation.page}" in text
            assert escape(" ".join(citation.quote.split())) in text
    assert cited > 100


def test_the_other_messages_are_cards_too(assistant: Assistant) -> None:
    note = note_message("Titel", "Tekst", ("Åbn", "https://a.example.dk/svar/1"))
    for message in (help_message(), note, answer_message(digest(assistant.live.current(), date(2026, 3, 15)), LINKS)):
        assert faults(message) == []


def test_the_help_shows_questions_that_the_assistant_can_answer(assistant: Assistant) -> None:
    block = next(block["text"] for block in card_of(help_message())["body"] if block["text"].startswith("- "))
    examples = [line.removeprefix("- ") for line in block.split("\r")]
    assert len(examples) == 3
    for example in examples:
        assert assistant.answer(example, date(2026, 3, 15)).status == "answered"


def test_an_answer_of_the_plan_says_so_and_another_does_not() -> None:
    plan = replace(ANSWER, citations=(replace(CITATION, period=Q4),))
    figure = replace(ANSWER, citations=(replace(CITATION, period=Q4, initiative=None),))
    assert PLANNED in body(answer_message(plan, LINKS))
    assert PLANNED not in body(answer_message(ANSWER, LINKS))
    assert PLANNED not in body(answer_message(figure, LINKS))
    assert PLANNED not in body(answer_message(replace(plan, status="not_found"), LINKS))


def test_every_card_with_an_answer_says_that_an_ai_made_it(answers: list[Answer]) -> None:
    assert all("lavet af en AI" in body(answer_message(answer, Links())) for answer in answers)


def test_links_lead_to_sources_the_answer_and_the_timeline() -> None:
    two = replace(
        ANSWER, answer="Liste:\n\n- A [1].\n- B [1].", answer_id="id", citations=(replace(CITATION, period=Q4),)
    )
    assert [action["url"] for action in card_of(answer_message(two, LINKS))["actions"]] == [
        "https://a.example.dk/svar/id",
        "https://a.example.dk/tidsplan",
        "https://a.example.dk/kilder/arbejdsprogram-2026?side=5&start=10&slut=46",
    ]
    unkept = card_of(answer_message(two, replace(LINKS, keeps_answers=False)))["actions"]
    assert not any("/svar/" in action["url"] for action in unkept)
    assert "actions" not in card_of(answer_message(two, Links()))


def test_no_more_buttons_stand_side_by_side_than_teams_shows() -> None:
    many = replace(ANSWER, citations=tuple(replace(CITATION, id=n) for n in range(1, 13)))
    actions = card_of(answer_message(many, LINKS))["actions"]
    assert len(actions) == 12
    assert [action.get("mode") for action in actions] == [None] * 6 + ["secondary"] * 6


@pytest.mark.parametrize("letters", ["blåbærgrød ", "😀", "*_[]<>"], ids=["danish", "emoji", "escaped"])
def test_what_is_too_large_is_shortened_and_says_so(letters: str) -> None:
    answer = Answer(
        answer="\n".join(f"- Punkt {n} {letters * 40} [{n}]." for n in range(1, 61)),
        status="answered",
        citations=tuple(replace(CITATION, id=n, quote=letters * 300) for n in range(1, 61)),
        answer_id="id",
    )
    message = answer_message(answer, LINKS)
    assert faults(message) == []
    assert size(message) > 14_000
    assert "… se hele svaret" in body(message)
    assert "https://a.example.dk/svar/id" in json.dumps(card_of(message)["actions"])
    assert "Spørg snævrere" in body(answer_message(answer, Links()))


def test_a_single_line_of_great_length_is_cut() -> None:
    message = answer_message(replace(ANSWER, answer="blåbær " * 10_000), LINKS)
    assert faults(message) == []
    assert "blåbær" in body(message)


def test_a_list_is_one_block_of_items_and_the_text_says_how_long_it_is() -> None:
    message = answer_message(replace(ANSWER, answer="Milepælene er:\n\n**Indsats**\n\n- A [1].\n- B [1]."), Links())
    assert [block["text"] for block in card_of(message)["body"]][:3] == [
        "Milepælene er:",
        "**Indsats**",
        "- A [1].\r- B [1].",
    ]
    assert message["text"] == "Milepælene er: 2 punkter, se listen herunder."


def test_the_text_has_no_table_heading_or_single_line_feed(answers: list[Answer]) -> None:
    texts = [answer_message(answer, LINKS)["text"] for answer in answers]
    assert all(texts)
    for text in texts:
        assert "\n" not in text.replace("\n\n", "")
        assert not any(line.startswith(("#", "|")) for line in text.split("\n"))
        assert "[" not in text.replace("\\[", "")


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("<at>MyCustomBot</at> Hello <at>Larry Brown</at>", "Hello"),
        ("<at>Arbejdsprogram</at>&nbsp;Hvad er AFE?\n", "Hvad er AFE?"),
        ('<at id="0">Ærø-bøtten</at> hej', "hej"),
        ("<AT>БОТ</AT> 助手 hej", "助手 hej"),
        ("<at>A <at>B</at> C</at> hej", "A C hej"),
        ("<at>uden slut hvad sker der", "uden slut hvad sker der"),
        ("</at>hej", "hej"),
        ("<at></at>", ""),
        ("<p>Hvad&#160;er <b>AFE</b>?</p>\r\n", "Hvad er AFE ?"),
        ("3 &lt; 5 &amp;&amp; 5 > 3", "3 < 5 && 5 > 3"),
        ("&lt;at&gt;Bot&lt;/at&gt; hej", "<at>Bot</at> hej"),
        ("<at>" * 60_000, ""),
        ("<" * 200_000 + "hej", "<" * 200_000 + "hej"),
    ],
    ids=lambda value: value[:20],
)
def test_mentions_are_told_by_their_tag(sent: str, read: str) -> None:
    assert plain_text(sent) == read


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """A page with the official renderer, and a reader of Markdown as its documentation has it."""
    with chromium() as browser:
        opened = browser.new_page(viewport={"width": 900, "height": 1400})
        opened.set_content("<!doctype html><body style='font: 14px sans-serif; margin: 16px'><main></main>")
        opened.add_script_tag(path=NPM / "adaptivecards" / "dist" / "adaptivecards.min.js")
        opened.add_script_tag(path=NPM / "markdown-it" / "dist" / "browser" / "markdown-it.umd.min.js")
        yield opened


def rendered(page: Page, message: dict[str, Any]) -> Page:
    page.evaluate(
        """message => {
            const markdown = globalThis.markdownit({ linkify: false });
            AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
                result.outputHtml = markdown.render(text);
                result.didProcess = true;
            };
            const card = new AdaptiveCards.AdaptiveCard();
            const context = new AdaptiveCards.SerializationContext();
            card.parse(message.attachments[0].content, context);
            globalThis.complaints = Array.from(
                { length: context.eventCount }, (_, index) => context.getEventAt(index).message);
            const text = document.createElement("section");
            text.innerHTML = globalThis.markdownit({ html: true }).render(message.text);
            document.querySelector("main").replaceChildren(text, card.render());
        }""",
        message,
    )
    assert set(page.evaluate("globalThis.complaints")) <= {EVERY_SECOND_TIME}
    return page


def test_the_official_renderer_shows_an_answer_with_its_sources(page: Page, assistant: Assistant) -> None:
    answer = assistant.answer("hvornår er tidsregistrering udrullet?", date(2026, 3, 15))
    shown = rendered(page, answer_message(answer, LINKS)).locator("main")
    assert "Q4/2026" in shown.inner_text()
    assert PLANNED in shown.inner_text()
    quote = " ".join(answer.citations[0].quote.split())
    assert quote in " ".join(shown.inner_text().split())
    assert (
        shown.get_by_role("button", name="Kilde 1, s. 5").or_(shown.get_by_role("link", name="Kilde 1, s. 5")).count()
    )


def test_the_official_renderer_shows_a_list_as_a_list(page: Page, assistant: Assistant) -> None:
    answer = assistant.answer("Hvad sker der i 3. kvartal 2026?", date(2026, 3, 15))
    items = answer.answer.count("\n- ")
    assert items > 1
    assert rendered(page, answer_message(answer, LINKS)).locator("main li").count() == items


def test_nothing_quoted_becomes_a_link_a_picture_a_mention_or_markup(page: Page) -> None:
    for evil in (EVIL, "# Overskrift", "3. kvartal", "- punkt", "[1]: https://ond.example", "===", "1) x", "> citat"):
        evil_answer = Answer(
            answer=f"{evil.translate(str.maketrans('[]', '()'))} [1].\n\n{evil}\n\n- {evil}",
            status="answered",
            citations=(replace(CITATION, quote=evil, initiative=evil, document=evil),),
        )
        main = rendered(page, answer_message(evil_answer, Links())).locator("main")
        assert main.locator("a, img, at, h1, ol, code, blockquote, main section b, em").count() == 0
        assert " ".join(evil.split()) in " ".join(main.inner_text().split())


def test_escaped_text_is_what_it_was(page: Page) -> None:
    for text in (EVIL, "\\*", "a_b_c", "1. juli 2026 [note]", "HR & Løn – 100 % <5 > 3", "~~x~~ | y |"):
        html = page.evaluate("text => globalThis.markdownit({ html: true }).render(text)", message_text(text))
        page.locator("main").evaluate("(main, html) => { main.innerHTML = html; }", html)
        assert page.locator("main").inner_text().strip() == text
        assert page.locator("main p > *").count() == 0


def test_the_digest_holds_each_milestone_once_in_the_first_group_it_belongs_to(assistant: Assistant) -> None:
    answer = digest(assistant.live.current(), date(2026, 3, 15))
    now, soon = answer.answer.index("**I gang nu**"), answer.answer.index("**Begynder inden for fire uger**")
    assert now < answer.answer.index("Q1/2026") < soon < answer.answer.index("- Q2/2026")
    assert "Q3" not in answer.answer.replace("Q2-Q3", "")
    assert len({(c.page, c.start) for c in answer.citations}) == len(answer.citations) == 15
    assert digest(assistant.live.current(), date(2020, 1, 1)).status == "not_found"


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 6, 30), date(2026, 6, 30)),
        (date(2026, 9, 1), date(2026, 9, 30)),
        (date(2026, 12, 31), date(2026, 12, 31)),
    ],
)
def test_a_quarter_ends_with_its_last_day(day: date, end: date) -> None:
    assert quarter_end(day) == end
