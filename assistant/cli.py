"""The console script `arbejdsprogram`: wires ingestion, store, answers and doors together.

Exit codes: 0 fine, 1 the job failed, 2 wrong usage. Errors are one line on stderr with the remedy.
"""

import argparse
import contextlib
import io
import json
import socket
import sqlite3
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from assistant.milestones import bounds, milestone_json, read_period, select_milestones
from assistant.settings import Settings, load_settings
from assistant.teams.commands import add_commands
from assistant.terminal import show_answer, show_milestones
from vectorstore.errors import AssistantError
from vectorstore.records import Period

if TYPE_CHECKING:
    from assistant.answering import Assistant

DEFAULT_PORT = 8026
_INTERRUPTED = 130  # as shells have it


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = _parser()
    args = parser.parse_args(arguments)
    try:
        settings = load_settings()
        updates = {"data_dir": getattr(args, "data_dir", None), "today": getattr(args, "today", None)}
        settings = settings.model_copy(update={key: value for key, value in updates.items() if value is not None})
        code: int = args.run(args, settings)
    except AssistantError as error:
        print(f"arbejdsprogram: {error}", file=sys.stderr)
        return int(args.fault)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        return 1
    except (OSError, sqlite3.Error) as error:
        print(f"arbejdsprogram: {_os_fault(error)}; se efter sti, rettigheder og plads", file=sys.stderr)
        return int(args.fault)
    else:
        return code


def _os_fault(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return str(error)


def _ingest(args: argparse.Namespace, settings: Settings) -> int:
    from ingest.build import ingest, sources_of
    from vectorstore.encoders import make_encoder
    from vectorstore.errors import IndexMismatchError
    from vectorstore.generations import manifest_in_use
    from vectorstore.store import check

    encoder = make_encoder(settings.embedding_model)
    paths = args.paths
    if args.if_missing and (manifest := manifest_in_use(settings.data_dir)):
        try:
            check(manifest, encoder)
        except IndexMismatchError:
            paths = paths or sources_of(manifest)
        else:
            return 0
    bar = Progress(
        TextColumn("Beregner vektorer"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=not sys.stderr.isatty(),
    )
    with bar:
        task = bar.add_task("", total=None)
        report = ingest(
            paths,
            settings.data_dir,
            encoder,
            lambda done, total: bar.update(task, completed=done, total=total),
        )
    if args.json:
        print(json.dumps(report.as_json(), ensure_ascii=False))
        return 0
    if args.quiet:
        return 0
    for warning in report.warnings:
        print(f"Bemærk: {warning}", file=sys.stderr)
    print(
        f"{report.documents} dokument(er), {report.pages} sider, {report.initiatives} indsatser, "
        f"{report.milestones} milepæle, {report.passages} passager"
    )
    print(f"Indekset er {'bygget' if report.changed else 'allerede opdateret'}: {settings.data_dir}")
    return 0


def _ask(args: argparse.Namespace, settings: Settings) -> int:
    from assistant.answering import Assistant

    assistant = Assistant.open(settings)
    console = Console()
    if args.question is None and (args.json or args.explain):
        raise AssistantError("--json og --explain hører til ét spørgsmål; skriv det efter ask")
    if args.question is None:
        return _chat(assistant, console, settings)
    if args.explain:
        from assistant.explain import explain, show_explanation

        explanation = explain(assistant.live, args.question, settings.now)
        show_explanation(console, explanation)
        show_answer(console, explanation.reply.answer)
        return 0
    answer = assistant.answer(args.question, today=settings.now)
    if args.json:
        print(json.dumps(answer.as_json(), ensure_ascii=False, indent=2))
    else:
        show_answer(console, answer)
    return 0


def _chat(assistant: "Assistant", console: Console, settings: Settings) -> int:
    """An interactive chat until an empty line or end of input."""
    interactive = sys.stdin.isatty()
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    conversation_id: str | None = None
    if interactive:
        console.print("Spørg om arbejdsprogrammet. En tom linje slutter.", style="dim")
    while True:
        try:
            question = input("> " if interactive else "")
        except EOFError:
            return 0
        if not question.strip():
            return 0
        answer = assistant.answer(question, settings.now, conversation_id)
        conversation_id = answer.conversation_id
        show_answer(console, answer)
        console.print()


def _milestones(args: argparse.Namespace, settings: Settings) -> int:
    from vectorstore.encoders import make_encoder
    from vectorstore.store import LiveStore

    try:
        start, end = bounds(args.start, args.end)
    except ValueError as error:
        print(f"arbejdsprogram: {error}", file=sys.stderr)
        return 2
    store = LiveStore(settings.data_dir, make_encoder(settings.embedding_model)).current()
    chosen = select_milestones(store, start, end)
    if args.json:
        print(json.dumps([milestone_json(store, m) for m in chosen], ensure_ascii=False, indent=2))
    else:
        show_milestones(Console(), chosen)
    return 0


def _serve(args: argparse.Namespace, settings: Settings) -> int:
    import uvicorn

    from assistant.answering import Assistant
    from assistant.api import create_app

    app = create_app(Assistant.open(settings), settings)
    with _listen(args.host, args.port) as listener:
        host = f"[{args.host}]" if ":" in args.host else args.host
        print(f"Arbejdsprogram-assistenten: http://{host}:{listener.getsockname()[1]}/", flush=True)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
        with contextlib.suppress(KeyboardInterrupt):
            server.run([listener])
    return 0 if server.started else 1


def _feedback(args: argparse.Namespace, settings: Settings) -> int:
    from assistant.answer_store import AnswerStore
    from assistant.feedback import as_csv, as_json, as_text

    store = AnswerStore.open(settings)
    feedback = store.feedback()
    store.close()
    if args.csv:
        print(as_csv(feedback), end="")
    else:
        print(as_json(feedback) if args.json else as_text(feedback))
    return 0


def _listen(host: str, port: int) -> socket.socket:
    """A socket bound to the address, before anything says that it is. Raises `AssistantError` with the remedy."""
    try:
        family, *_ = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        fault = f"Kan ikke lytte på {host}:{port} ({(error.strerror or str(error)).partition(' (')[0]})"
        raise AssistantError(f"{fault}; vælg en anden --host eller --port") from error


def _evaluate(args: argparse.Namespace, settings: Settings) -> int:
    from assistant.answering import Assistant
    from evals.evaluate import evaluate, lint
    from evals.http import ServerError, server

    console = Console()
    if args.lint:
        return lint(args.questions, list(Assistant.open(settings).live.current().passages.values()), console)
    if args.url:
        try:
            ask, page_text = server(args.url, api_key=args.api_key)
        except ServerError as error:
            print(f"arbejdsprogram: {error}", file=sys.stderr)
            return int(args.fault)
        configuration = {"door": args.url}
    else:
        assistant = Assistant.open(settings)
        store = assistant.live.current()
        configuration = {"door": "in-process", "encoder": store.manifest.encoder, "parser": store.manifest.parser}

        def ask(question: str, today: date) -> Mapping[str, object]:
            return assistant.answer(question, today).as_json()

        def page_text(document_id: str, page: int) -> str | None:
            return store.page_text(document_id, page)

    return evaluate(
        args.questions,
        ask,
        page_text,
        args.out,
        console,
        compare_with=args.compare,
        parallel=args.parallel,
        resume=args.resume,
        configuration=configuration,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="arbejdsprogram", description="Svar på spørgsmål om arbejdsprogrammet, med kilder."
    )
    parser.set_defaults(fault=1)
    commands = parser.add_subparsers(required=True, metavar="KOMMANDO")

    ingest = commands.add_parser("ingest", help="læs PDF-, TXT- og MD-filer ind i indekset")
    ingest.add_argument(
        "paths", nargs="*", type=Path, metavar="STI", help="filer eller mapper; uden: det medfølgende program"
    )
    ingest.add_argument("--json", action="store_true", help="rapporten som JSON")
    ingest.add_argument("--if-missing", action="store_true", help="gør intet, hvis der er et indeks")
    ingest.add_argument("--quiet", action="store_true", help="sig kun noget, når det går galt")
    ingest.set_defaults(run=_ingest)

    ask = commands.add_parser("ask", help="stil et spørgsmål; uden spørgsmål: en samtale")
    ask.add_argument("question", nargs="?", metavar="SPØRGSMÅL")
    form = ask.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="svaret som JSON")
    form.add_argument("--explain", action="store_true", help="vis, hvordan svaret blev til")
    ask.add_argument("--today", type=_date, metavar="ÅÅÅÅ-MM-DD", help="svar, som om det var denne dag")
    ask.set_defaults(run=_ask)

    milestones = commands.add_parser("milestones", help="vis milepælene")
    milestones.add_argument(
        "--from", dest="start", type=_period, metavar="DATO|PERIODE", help="fx 2026-04-01 eller Q2/2026"
    )
    milestones.add_argument("--to", dest="end", type=_period, metavar="DATO|PERIODE")
    milestones.add_argument("--json", action="store_true", help="milepælene som JSON")
    milestones.set_defaults(run=_milestones)

    serve = commands.add_parser("serve", help="start API og demoside")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=_port, default=DEFAULT_PORT)
    serve.set_defaults(run=_serve)

    feedback = commands.add_parser("feedback", help="vis eller eksportér brugernes vurderinger af svar")
    form = feedback.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="vurderingerne som JSON")
    form.add_argument("--csv", action="store_true", help="vurderingerne som CSV")
    feedback.set_defaults(run=_feedback)

    evaluate = commands.add_parser("evaluate", help="kør evalueringen; slutkoden er dommen")
    evaluate.add_argument("--questions", type=Path, metavar="FIL", help="andre spørgsmål end de medfølgende")
    evaluate.add_argument(
        "--lint", action="store_true", help="stil ingen spørgsmål; hold kun deres facit op mod indekset"
    )
    evaluate.add_argument("--url", help="spørg en kørende server i stedet for indekset")
    evaluate.add_argument(
        "--api-key", default="", metavar="NØGLE", help="sendes med, hvis en proxy foran serveren kræver en nøgle"
    )
    evaluate.add_argument("--out", type=Path, default=Path("runs/latest"), metavar="MAPPE", help="rapportens mappe")
    evaluate.add_argument("--compare", type=Path, metavar="KØRSEL", help="en tidligere kørsels mappe at måle imod")
    evaluate.add_argument("--parallel", type=_count, default=1, metavar="N", help="så mange spørgsmål ad gangen")
    evaluate.add_argument("--resume", action="store_true", help="fortsæt en kørsel, der blev afbrudt")
    evaluate.set_defaults(run=_evaluate, fault=2)  # 1 is a verdict

    teams = add_commands(commands, f"http://127.0.0.1:{DEFAULT_PORT}")
    for command in (ingest, ask, milestones, serve, feedback, evaluate, *teams):
        command.add_argument("--data-dir", type=Path, metavar="MAPPE", help="indeksets mappe")
    return parser


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' er ingen dato; skriv den som 2026-03-15") from None


def _period(text: str) -> Period:
    try:
        return read_period(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _count(text: str) -> int:
    if not (text.isdecimal() and int(text)):
        raise argparse.ArgumentTypeError(f"'{text}' er intet antal; skriv et helt tal fra 1")
    return int(text)


def _port(text: str) -> int:
    if not (text.isdecimal() and int(text) < 2**16):
        raise argparse.ArgumentTypeError(f"'{text}' er ingen port; skriv et tal fra 0 til 65535")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
