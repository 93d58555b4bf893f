"""What the web server refuses, and what it tells browsers not to do."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: The largest request taken, in bytes, and the longest address.
BODY, ADDRESS = 2_000_000, 8_000
TOO_LARGE, TOO_LONG, NO_UPLOADS = "请求太大。", "网址太长。", "不接收文件。"

#: Everything comes from this server. Gradio compiles its templates in the browser, hence 'unsafe-eval'.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; "
    "base-uri 'self'; form-action 'self'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Guard:
    """Refuses requests that are too large, while they come in, and adds headers to every response."""

    def __init__(self, app: ASGIApp, *, uploads: bool) -> None:
        """Guard ``app``; files are taken only with ``uploads``."""
        self.app = app
        self._uploads = uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        length = Headers(scope=scope).get("content-length", "0")
        if len(scope["path"]) + len(scope["query_string"]) > ADDRESS:
            await PlainTextResponse(TOO_LONG, 414)(scope, receive, with_headers)
        elif not self._uploads and scope["path"].rstrip("/").endswith("/upload"):
            await PlainTextResponse(NO_UPLOADS, 403)(scope, receive, with_headers)
        elif not length.isdigit() or int(length) > BODY:
            await PlainTextResponse(TOO_LARGE, 413)(scope, receive, with_headers)
        else:
            await self.app(scope, _limited(receive), with_headers)


def _limited(receive: Receive) -> Receive:
    """``receive`` that ends the request when more comes than may: what is sent in pieces tells no length."""
    taken = 0

    async def limited() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        return message if taken <= BODY else {"type": "http.disconnect"}

    return limited


def middleware(*, uploads: bool) -> list[Middleware]:
    """What every request goes through; only administrators' pages have a use for ``uploads``."""
    return [Middleware(Guard, uploads=uploads)]
