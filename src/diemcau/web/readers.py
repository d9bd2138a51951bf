# SPDX-License-Identifier: Apache-2.0
"""Threads that read the database for the event loop, each with a connection of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import ParamSpec, TypeVar

from django.db import InterfaceError, OperationalError, connection

READING_THREADS = 4

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


def _on_a_live_connection(call: Callable[[], T]) -> T:
    """Connections are kept for good; one that the database has dropped is opened anew, once."""
    try:
        return call()
    except (InterfaceError, OperationalError):
        connection.close()
        return call()
