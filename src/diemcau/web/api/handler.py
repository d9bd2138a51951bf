# SPDX-License-Identifier: Apache-2.0
"""Serves the API without what only pages need.

Sessions, CSRF tokens, messages and locale cost more than a whole command, and the bearer in
a header needs none of them. Requests run straight in the event loop.
"""

from __future__ import annotations

from collections.abc import Awaitable
from io import BytesIO
from typing import Any, cast

from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, HTTPScope
from django.core.handlers.asgi import ASGIHandler, ASGIRequest
from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpResponse, HttpResponseNotAllowed
from django.urls import get_resolver
from typing_extensions import override

from diemcau.web.problems import BodyIsTooLarge, MethodIsNotAllowed, problem_response

LARGEST_BODY_BYTES = 64 * 1024
LARGEST_BATCH_BYTES = 1024 * 1024
"""A thousand marks, each with a reason or a name of its own."""
URLS = "diemcau.web.api.urls"


class ApiHandler(ASGIHandler):
    """Django's request, views and error handling; no middleware, no signals, bounded bodies.

    Django has no other way to a second chain in one process than these four attributes, which
    `load_middleware` is there to set.
    """

    def __init__(self) -> None:
        super().__init__()
        get_resolver(URLS).url_patterns  # noqa: B018 - so that a mistake stops the start, not the first request

    @override
    def load_middleware(self, is_async: bool = False) -> None:
        """The view itself is the whole chain."""
        self._view_middleware: list[Any] = []
        self._template_response_middleware: list[Any] = []
        self._exception_middleware: list[Any] = []
        self._middleware_chain = convert_exception_to_response(cast("Any", self)._get_response_async)  # noqa: SLF001 - see the class

    async def serve(self, scope: HTTPScope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        """Answer one request."""
        most_bytes = LARGEST_BATCH_BYTES if scope["path"].endswith("/batch") else LARGEST_BODY_BYTES
        body = await _read(receive, most_bytes=most_bytes)
        request = ASGIRequest(scope, BytesIO(body or b""))
        request.urlconf = URLS
        if body is None:
            response = problem_response(request, BodyIsTooLarge(most_bytes=most_bytes))
        else:
            response = await self._answered(request)
        _finish(response)
        await self.send_response(response, cast("Any", send))

    async def _answered(self, request: ASGIRequest) -> HttpResponse:
        response = await cast("Awaitable[HttpResponse]", self._middleware_chain(request))
        if isinstance(response, HttpResponseNotAllowed):
            allowed = response.headers["Allow"]
            response = problem_response(request, MethodIsNotAllowed(method=str(request.method)))
            response.headers["Allow"] = allowed
        return response


def _finish(response: HttpResponse) -> None:
    response.headers["Content-Length"] = str(len(response.content))
    response.setdefault("Cache-Control", "no-store")
    response.setdefault("X-Content-Type-Options", "nosniff")


async def _read(receive: ASGIReceiveCallable, *, most_bytes: int) -> bytes | None:
    """The body, None when it is larger than any command."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return b"".join(parts)
        size += len(message["body"])
        if size > most_bytes:
            return None
        parts.append(message["body"])
        if not message["more_body"]:
            return b"".join(parts)
