"""An answer as a Teams message: a short text and an Adaptive Card 1.5 with numbered sources, within the size limit."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.answers import Answer, Citation
from assistant.markdown import read_markdown
from assistant.teams.markup import Line, escape, lines, message_text, plain
from prompts import load_teams_texts

CONTENT_TYPE = "application/vnd.microsoft.card.adaptive"
MOST = 28_000  # bytes of a message as UTF-16; Teams refuses more than "28 KB"
MOST_BUTTONS = 6  # that Teams shows side by side; the others stand in its "…" menu
_TEXT = 300  # characters of the message's text, which stands above the card and in notifications
_FALLBACK = 1_000
_TITLE = 80

Message = dict[str, Any]
Element = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Links:
    """Where a card may point. Without a public address nowhere; to a stored answer only where answers are kept."""

    public_url: str | None = None
    keeps_answers: bool = False

    def source(self, citation: Citation) -> str | None:
        """The source viewer at the citation's quote."""
        return f"{self.public_url}{citation.url}" if self.public_url else None

    def answer(self, answer_id: str) -> str | None:
        """The permanent page of an answer."""
        return f"{self.public_url}/svar/{answer_id}" if self.public_url and self.keeps_answers and answer_id else None

    @property
    def timeline(self) -> str | None:
        """The milestones along a line of time."""
        return f"{self.public_url}/tidsplan" if self.public_url else None


def answer_message(answer: Answer, links: Links) -> Message:
    """The message of an answer. One too large for Teams is shortened: quotes first, then lines with their sources."""
    all_lines = lines(answer.answer)
    for quote in (1_500, 500, 200):
        message = _message(answer, links, all_lines, answer.citations, quote)
        if size(message) <= MOST:
            return message
    kept = len(all_lines)
    while kept > 1 and size(message) > MOST:
        kept = kept * 4 // 5
        cited = [c for c in answer.citations if any(f"[{c.id}]" in line.text for line in all_lines[:kept])]
        message = _message(answer, links, all_lines[:kept], cited, quote)
    if size(message) > MOST:  # a single line of great length
        message = _message(answer, links, [Line(escape(_cut(answer.answer, _FALLBACK)))], answer.citations[:3], quote)
    return message


def note_message(title: str, text: str, link: tuple[str, str | None] | None = None) -> Message:
    """The message of what is no answer: help, delays and errors. `link` is a button's title and its address."""
    body = [_block(f"**{escape(title)}**"), _block(escape(text))]
    actions = [_open(link[0], link[1])] if link and link[1] else []
    return wrapped(message_text(title), _card(body, actions, escape(f"{title}. {text}")))


def help_message() -> Message:
    """How to ask, with questions that can be answered."""
    texts = load_teams_texts()
    examples = [Line(escape(example), bullet=True) for example in texts.help_examples.split("\n") if example]
    body = [
        _block(f"**{escape(texts.help_title)}**"),
        _block(escape(texts.help)),
        *_blocks(examples),
        _block(escape(texts.help_commands)),
        _disclosure(),
    ]
    return wrapped(message_text(texts.help_title), _card(body, [], f"{texts.help_title}. {texts.help}"))


def wrapped(text: str, card: Element) -> Message:
    """A message with a card."""
    return {"type": "message", "text": text, "attachments": [{"contentType": CONTENT_TYPE, "content": card}]}


def size(message: Message) -> int:
    """Bytes of the message as UTF-16, which is what Teams counts."""
    return len(encoded(message).decode().encode("utf-16-le"))


def encoded(message: Message) -> bytes:
    """The message as it is sent."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()


def is_plan(answer: Answer) -> bool:
    """Whether the answer tells of milestones: periods that an initiative has set itself."""
    return answer.status != "not_found" and any(c.period and c.initiative for c in answer.citations)


def _message(
    answer: Answer, links: Links, shown: Sequence[Line], cited: Sequence[Citation], longest_quote: int
) -> Message:
    texts = load_teams_texts()
    permalink = links.answer(answer.answer_id)
    left_out = len(lines(answer.answer)) - len(shown) + len(answer.citations) - len(cited)
    plan = is_plan(answer)
    body = list(_blocks(shown))
    if left_out:
        template = texts.shortened if permalink else texts.shortened_without_link
        body.append(_block(escape(template.format(count=left_out))))
    if plan:
        body.append(_block(escape(texts.planned), weight="Bolder", spacing="Medium"))
    body += _sources(cited, longest_quote)
    body.append(_disclosure())
    buttons = [
        (texts.whole_answer, permalink if answer.citations else None),
        (texts.timeline, links.timeline if plan and sum(line.bullet for line in shown) > 1 else None),
        *((texts.open_source.format(number=c.id, page=c.page), links.source(c)) for c in cited),
    ]
    actions = [_open(title, url) for title, url in buttons if url]
    for action in actions[MOST_BUTTONS:]:
        action["mode"] = "secondary"
    return wrapped(_lead(answer), _card(body, actions, escape(_cut(_words(answer), _FALLBACK))))


def _card(body: Sequence[Element], actions: Sequence[Element], fallback: str) -> Element:
    card = {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": "1.5",
        "lang": "da",
        "fallbackText": fallback,
        "msteams": {"width": "Full"},
        "body": list(body),
    }
    return card | ({"actions": list(actions)} if actions else {})


def _blocks(shown: Sequence[Line]) -> Iterator[Element]:
    """A TextBlock for each paragraph, and one for each list."""
    at = 0
    while at < len(shown):
        end = at + 1
        while shown[at].bullet and end < len(shown) and shown[end].bullet:
            end += 1
        if shown[at].bullet:  # a carriage return between list items is what Adaptive Cards document
            yield _block("\r".join(f"- {line.text}" for line in shown[at:end]), spacing="Small")
        else:
            yield _block(shown[at].text)
        at = end


def _sources(cited: Sequence[Citation], longest_quote: int) -> Iterator[Element]:
    texts = load_teams_texts()
    documents = {citation.document for citation in cited}
    if not cited:
        return
    one = len(documents) == 1
    heading = texts.sources_of.format(document=cited[0].document) if one else texts.sources
    yield _block(f"**{escape(heading)}**", spacing="Medium", separator=True)
    for citation in cited:
        place = (texts.source if one else texts.source_of).format(page=citation.page, document=citation.document)
        place += f" – {citation.initiative}" if citation.initiative else ""
        quote = escape("»" + _cut(" ".join(citation.quote.split()), longest_quote) + "«")
        yield _block(f"[{citation.id}] {escape(place)}: {quote}", spacing="Small", size="Small")


def _disclosure() -> Element:
    return _block(escape(load_teams_texts().disclosure), spacing="Medium", size="Small", isSubtle=True)


def _block(text: str, **looks: object) -> Element:
    return {"type": "TextBlock", "text": text, "wrap": True, **looks}


def _open(title: str, url: str | None) -> Element:
    return {"type": "Action.OpenUrl", "title": _cut(title, _TITLE), "url": url}


def _lead(answer: Answer) -> str:
    """The answer's first paragraph; where that only leads to a list, how long the list is."""
    blocks = read_markdown(answer.answer)
    if not blocks:
        return ""
    items = sum(len(block.lines) for block in blocks if block.kind == "list")
    lead = _cut(plain(blocks[0].lines[0]), _TEXT)
    if items > 1 and blocks[0].kind != "list":
        lead = load_teams_texts().list_below.format(lead=f"{lead.rstrip(':.')}:", count=items)
    return message_text(lead)


def _words(answer: Answer) -> str:
    return " ".join(plain(line) for block in read_markdown(answer.answer) for line in block.lines)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def card_of(message: Message) -> Element:
    """The card of a message."""
    card: Element = message["attachments"][0]["content"]
    return card
