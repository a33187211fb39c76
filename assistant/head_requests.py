"""HEAD wherever there is GET, as HTTP has it: monitors and link checkers ask so."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_STREAMS = "/mcp"  # its GET is a stream that ends when the client leaves


class HeadAsGet:
    """Answers HEAD as the app answers GET, without the body."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or scope["method"] != "HEAD" or scope["path"].startswith(_STREAMS):
            await self._app(scope, receive, send)
            return

        async def without_body(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        await self._app({**scope, "method": "GET"}, receive, without_body)
