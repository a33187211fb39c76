"""The terminal's `digest` and `teams simulate`."""

import argparse
import json
import re
import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markdown import Markdown
from rich.text import Text

from assistant.settings import Settings
from vectorstore.errors import AssistantError

if TYPE_CHECKING:
    from assistant.teams.card import Message

_TIMEOUT = 30.0
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>~|&#+=.)-])")


def add_commands(commands: Any, server: str) -> list[argparse.ArgumentParser]:
    """The two commands' parsers, added to argparse's `commands`. `server` is where `simulate` asks by default."""
    digest = commands.add_parser("digest", help="milepæle nu og de næste fire uger, til terminalen eller Teams")
    form = digest.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="kortet som JSON, som Workflows får det")
    form.add_argument("--post", metavar="HOOK", help="send det til denne kanals Workflows-adresse")
    digest.set_defaults(run=_digest)

    teams = commands.add_parser("teams", help="prøv Teams-kanalen")
    actions = teams.add_subparsers(required=True, metavar="HANDLING")
    simulate = actions.add_parser("simulate", help="send et signeret spørgsmål til en kørende server, og vis kortet")
    simulate.add_argument("question", metavar="SPØRGSMÅL")
    simulate.add_argument("--hook", help="webhookens navn i ASSISTANT_TEAMS_HOOKS; uden: den første")
    simulate.add_argument("--url", default=server, help="serverens adresse")
    simulate.add_argument("--conversation", default="19:simuleret@thread.tacv2", help="tråden, der spørges i")
    simulate.add_argument("--json", action="store_true", help="svaret som JSON")
    simulate.set_defaults(run=_simulate)
    return [digest, simulate]


def activity(question: str, conversation: str, now: datetime) -> dict[str, Any]:
    """A message as Teams sends it."""
    return {
        "type": "message",
        "id": str(uuid.uuid4().int)[:13],
        "timestamp": now.strftime("%Y-%m-%dT%H:%M:%S.%f0Z"),
        "serviceUrl": "https://smba.trafficmanager.net/emea/",
        "channelId": "msteams",
        "from": {"id": "29:simuleret", "name": "Simuleret bruger"},
        "conversation": {"isGroup": True, "conversationType": "channel", "id": conversation},
        "recipient": None,
        "textFormat": "plain",
        "text": f"<at>Arbejdsprogram</at>&nbsp;{question}\n",
        "locale": "da-DK",
    }


def show_message(console: Console, message: "Message") -> None:
    """Print a message as Teams would show it."""
    from assistant.teams.card import card_of

    _markdown(console, message.get("text", ""))
    card = card_of(message)
    console.rule(style="dim")
    for block in card["body"]:
        if block.get("separator"):
            console.print()
        _markdown(console, block["text"])
    for action in card.get("actions", ()):
        console.print(Text(f"  [{action['title']}]  {action['url']}", style="cyan"), soft_wrap=True)
    console.rule(style="dim")


def _markdown(console: Console, text: str) -> None:
    if console.is_terminal:
        console.print(Markdown(text.replace("\r", "\n")))
    else:
        plain = _ESCAPED.sub(r"\1", text.replace("\r", "\n").replace("**", ""))
        console.print(plain, markup=False, highlight=False, soft_wrap=True)


def _digest(args: argparse.Namespace, settings: Settings) -> int:
    from assistant.teams.card import Links, answer_message
    from assistant.teams.digest import digest
    from assistant.teams.workflows import post
    from vectorstore.encoders import make_encoder
    from vectorstore.store import LiveStore

    if args.post is not None and args.post not in settings.teams_workflows:
        raise AssistantError(f"ASSISTANT_TEAMS_WORKFLOWS har ingen adresse til '{args.post}'; se docs/teams.md")
    store = LiveStore(settings.data_dir, make_encoder(settings.embedding_model)).current()
    message = answer_message(digest(store, settings.now), Links(settings.public_url))
    if args.post is not None:
        post(settings.teams_workflows[args.post], message)
        print(f"Sendt til {args.post}")
    elif args.json:
        print(json.dumps(message, ensure_ascii=False, indent=2))
    else:
        show_message(Console(), message)
    return 0


def _simulate(args: argparse.Namespace, settings: Settings) -> int:
    import httpx

    from assistant.teams.signature import sign

    hook = args.hook or next(iter(settings.teams_hooks), None)
    if hook is None or hook not in settings.teams_hooks:
        missing = f"ASSISTANT_TEAMS_HOOKS har ingen hemmelighed for '{hook}'" if hook else "Sæt ASSISTANT_TEAMS_HOOKS"
        raise AssistantError(f"{missing}, den samme som serverens; se docs/teams.md")
    body = json.dumps(activity(args.question, args.conversation, datetime.now(UTC)), ensure_ascii=False).encode()
    secret = settings.teams_hooks[hook][0].get_secret_value()
    headers = {"Authorization": sign(secret, body), "Content-Type": "application/json; charset=utf-8"}
    try:
        response = httpx.post(
            f"{args.url.rstrip('/')}/api/teams/{hook}", content=body, headers=headers, timeout=_TIMEOUT
        )
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise AssistantError(
            f"Ingen forbindelse til {args.url} ({type(error).__name__}); kør 'arbejdsprogram serve'"
        ) from error
    if response.status_code != 200:
        why = "; har serveren den samme hemmelighed, og går urene ens?" if response.status_code == 401 else ""
        raise AssistantError(f"Serveren svarede {response.status_code}{why}")
    if args.json:
        print(json.dumps(response.json(), ensure_ascii=False, indent=2))
    else:
        show_message(Console(), response.json())
    return 0
