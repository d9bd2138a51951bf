# SPDX-License-Identifier: Apache-2.0
"""What one web process shares between its requests: the committer, threads that read, checked passes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from threading import Barrier
from typing import ParamSpec, TypeVar, cast

from django.core.handlers.asgi import ASGIRequest
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest

from diemcau.journal.committer import GroupCommitter
from diemcau.lib.clock import Clock, SystemClock
from diemcau.web.passes import Passes

READING_THREADS = 4
SCOPE_KEY = "diemcau.serving"

P = ParamSpec("P")
T = TypeVar("T")


class Readers:
    """A few threads with a database connection each, for requests that only read."""

    def __init__(self, threads: ThreadPoolExecutor) -> None:
        self._threads = threads

    async def read(self, query: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a query on one of the threads."""
        call = partial(_on_a_live_connection, partial(query, *args, **kwargs))
        return await asyncio.get_running_loop().run_in_executor(self._threads, call)

    async def close(self) -> None:
        """Close the threads, each with its connection."""
        all_here = Barrier(READING_THREADS)

        def close_own() -> None:
            all_here.wait()
            connection.close()

        loop = asyncio.get_running_loop()
        await asyncio.gather(*(loop.run_in_executor(self._threads, close_own) for _ in range(READING_THREADS)))
        self._threads.shutdown()


@dataclass(frozen=True, kw_only=True)
class Serving:
    """The parts of a web process that requests use."""

    committer: GroupCommitter
    readers: Readers
    passes: Passes
    clock: Clock


@asynccontextmanager
async def serving(*, clock: Clock | None = None) -> AsyncIterator[Serving]:
    """Start the parts for the running event loop; on leaving, what was taken is still committed."""
    clock = clock or SystemClock()
    readers = Readers(ThreadPoolExecutor(READING_THREADS, thread_name_prefix="reader"))
    try:
        async with GroupCommitter(clock=clock) as committer:
            yield Serving(committer=committer, readers=readers, passes=Passes(readers, clock=clock), clock=clock)
    finally:
        await readers.close()


def serving_of(request: HttpRequest) -> Serving:
    """The parts that serve this request."""
    return cast("Serving", cast("ASGIRequest", request).scope[SCOPE_KEY])


def _on_a_live_connection(call: Callable[[], T]) -> T:
    """Connections are kept for good; one that the database has dropped is opened anew, once."""
    try:
        return call()
    except (InterfaceError, OperationalError):
        connection.close()
        return call()
