# SPDX-License-Identifier: Apache-2.0
"""The ASGI application: starts and ends the process's parts, and sends each request its way."""

from __future__ import annotations

from contextlib import AsyncExitStack
from typing import cast

from asgiref.typing import (
    ASGIReceiveCallable,
    ASGISendCallable,
    ASGISendEvent,
    HTTPScope,
    LifespanScope,
    Scope,
)

from diemcau.lib.clock import Clock
from diemcau.web.api.handler import ApiHandler
from diemcau.web.kept_pages import KeptPages
from diemcau.web.kept_rounds import kept_pages
from diemcau.web.pages_handler import PagesHandler
from diemcau.web.requests import HEADER, number_request
from diemcau.web.serving import SCOPE_KEY, Serving, serving


class Application:
    """Serves the API and kept pages itself, and leaves the others to Django with all its middleware."""

    def __init__(self, *, clock: Clock | None = None) -> None:
        self._clock = clock
        self._api = ApiHandler()
        self._parts: Serving | None = None
        self._pages = PagesHandler()
        self._kept: KeptPages | None = None

    async def __call__(self, scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        """Serve one connection, or the process's life."""
        if scope["type"] == "lifespan":
            await self._live(scope, receive, send)
        elif scope["type"] == "http":
            await self._serve(scope, receive, send)
        else:
            # The only live plane is the relay's; there are no websockets here.
            await send({"type": "websocket.close", "code": 1008, "reason": None})

    async def _live(self, _scope: LifespanScope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        async with AsyncExitStack() as stack:
            await receive()
            stack.push_async_callback(self._pages.close)
            self._parts = await stack.enter_async_context(serving(clock=self._clock))
            self._kept = await stack.enter_async_context(kept_pages(self._pages.serve, self._parts))
            await send({"type": "lifespan.startup.complete"})
            await receive()
        self._parts = self._kept = None
        await send({"type": "lifespan.shutdown.complete"})

    async def _serve(self, scope: HTTPScope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        if self._parts is None or self._kept is None:
            raise RuntimeError("the server doesn't speak ASGI's lifespan protocol, which starts the committer")
        request_id = number_request(scope).encode()

        async def send_numbered(event: ASGISendEvent) -> None:
            if event["type"] == "http.response.start":
                event["headers"] = [*event["headers"], (HEADER, request_id)]
            await send(event)

        cast("dict[str, object]", scope)[SCOPE_KEY] = self._parts
        if scope["path"].startswith("/api/"):
            await self._api.serve(scope, receive, send_numbered)
        else:
            await self._kept.serve(scope, receive, send_numbered)
