"""A language model's server on loopback, with the behaviour that a test gives it."""

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from assistant.language_model import ChatModel, load_model
from assistant.settings import Output, Settings

Behaviour = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    asked: dict[str, Any]

    def do_POST(self) -> None:
        server: Any = self.server
        self.asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        server.asked.append(self.asked)
        server.behaviour(self)

    def says(self, status: int, text: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(text.encode())

    def replies(self, content: str | None, finish_reason: str = "stop", **message: Any) -> None:
        said = {"role": "assistant", "content": content} | message
        usage = {"prompt_tokens": 12, "completion_tokens": 3, "total_tokens": 15}
        choice = {"index": 0, "message": said, "finish_reason": finish_reason}
        self.says(200, json.dumps({"id": "x", "object": "chat.completion", "created": 1, "model": "m",
                                   "choices": [choice], "usage": usage}))  # fmt: skip

    def log_message(self, *args: Any) -> None: ...


class Server:
    """A provider's server; says hello until it is told how to behave."""

    def __init__(self) -> None:
        http: Any = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http = http
        self.http.asked = []
        self.http.behaviour = lambda handler: handler.replies("Hej [1].")
        self.http.daemon_threads = True
        threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.http.shutdown()
        self.http.server_close()

    @property
    def asked(self) -> list[dict[str, Any]]:
        return list(self.http.asked)

    def behaves(self, behaviour: Behaviour) -> None:
        self.http.behaviour = behaviour

    def model(self, seconds: float = 5.0, name: str = "test", output: Output = "auto") -> ChatModel:
        address = f"http://127.0.0.1:{self.http.server_port}/v1"
        settings = Settings(llm_model=f"openai:{name}", llm_base_url=address, llm_timeout=seconds, llm_output=output)
        loaded = load_model(settings)
        assert loaded is not None
        return loaded
