# SPDX-License-Identifier: Apache-2.0
"""Serves the pages on a few threads that stay, each with its own database connection.

Django gives every request a thread of its own, which opens the database anew: on SQLite that
took 6 of the 9 ms that a phone's shell cost.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar, cast

from asgiref.sync import SyncToAsync, ThreadSensitiveContext
from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, HTTPScope
from django.core.handlers.asgi import ASGIHandler
from django.db import connections
from typing_extensions import override

PAGE_THREADS = 8
"""Papers take seconds and hold a thread; the other pages go on beside them."""

T = TypeVar("T")


class _Lane(ThreadPoolExecutor):
    """One thread, and how many calls it has before it."""

    def __init__(self, number: int) -> None:
        super().__init__(max_workers=1, thread_name_prefix=f"pages-{number}")
        self.waiting = 0

    @override
    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        self.waiting += 1
        call = super().submit(fn, *args, **kwargs)
        call.add_done_callback(self._done)
        return call

    def _done(self, _call: Future[Any]) -> None:
        self.waiting -= 1


class PagesHandler(ASGIHandler):
    """Django's own handler, but for the threads: each request goes to the one with the least to do.

    No request has a thread to itself, or slow lines that load large files would hold them all.
    """

    def __init__(self) -> None:
        super().__init__()
        self._lanes = [(ThreadSensitiveContext(), _Lane(number)) for number in range(PAGE_THREADS)]
        for context, lane in self._lanes:
            SyncToAsync.context_to_thread_executor[context] = lane

    async def serve(self, scope: HTTPScope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        """Answer one request."""
        context, _ = min(self._lanes, key=lambda each: each[1].waiting)
        before = SyncToAsync.thread_sensitive_context.set(context)
        try:
            await self.handle(cast("dict[str, Any]", scope), receive, cast("Any", send))
        finally:
            SyncToAsync.thread_sensitive_context.reset(before)

    async def close(self) -> None:
        """Close the threads, each with its connections."""
        loop = asyncio.get_running_loop()
        await asyncio.gather(*(loop.run_in_executor(lane, connections.close_all) for _, lane in self._lanes))
        for _, lane in self._lanes:
            lane.shutdown()
