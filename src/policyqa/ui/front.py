"""What a browser gets before any script runs: the language, what the site is, and that it is opening.

Gradio sends a page in English that is blank until its scripts have come, and that calls itself Gradio where links are shared.
"""

from __future__ import annotations

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from policyqa.ui.markup import tag

LANGUAGE = "zh-CN"
#: What Gradio tells those who preview links: <meta property="og:title" content="Gradio" />.
_PREVIEW = re.compile(rb'<meta\s+(?:property|name)="(?:og|twitter):[^>]*>')
#: Removed by the page's script once the page is there.
_OPENING = tag(
    "p",
    "正在打开…",
    tag("noscript", "这个页面要用 JavaScript，请先在浏览器的设置里开启。"),
    id="opening",
    style="position: fixed; inset: 35vh 1rem auto; text-align: center; font-size: 20px; color: #47525f",
)


def front(html: bytes) -> bytes:
    """Gradio's page as ours."""
    html = _PREVIEW.sub(b"", html).replace(b'lang="en"', f'lang="{LANGUAGE}"'.encode(), 1)
    return html.replace(b"<gradio-app", f"{_OPENING}<gradio-app".encode(), 1)


class Front:
    """Rewrites the page, nothing else."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["path"] != "/":
            await self.app(scope, receive, send)
            return
        begun: list[Message] = []
        body = bytearray()

        async def rewritten(message: Message) -> None:
            if message["type"] == "http.response.start":
                begun.append(message)
                return
            body.extend(message.get("body", b""))
            if message.get("more_body"):
                return
            start = begun[0]
            page = bytes(body)
            if Headers(raw=start["headers"]).get("content-type", "").startswith("text/html"):
                page = front(page)
                MutableHeaders(scope=start)["content-length"] = str(len(page))
            await send(start)
            await send({"type": "http.response.body", "body": page})

        await self.app(scope, receive, rewritten)
