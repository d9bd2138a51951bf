# SPDX-License-Identifier: Apache-2.0
"""Two shapes of concurrency that venues need: one thing at a time, and all until the first ends."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from types import TracebackType
from typing import Any, Self

Work = Coroutine[Any, Any, Any]


class Switch:
    """Runs at most one task, chosen by a key; turning to another key ends the one before.

    Use as an async context manager: leaving it ends the last task. A task that ends or fails
    by itself stays ended until the key changes; `failed` is told why.
    """

    def __init__(self, *, name: str, failed: Callable[[BaseException], None]) -> None:
        self._name = name
        self._failed = failed
        self._key: str | None = None
        self._task: asyncio.Task[Any] | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        task = self._task
        self._end()
        if task is not None:
            await asyncio.gather(task, return_exceptions=True)

    def turn(self, key: str | None, work: Callable[[str], Work]) -> None:
        """Make `key` the chosen one; None for nothing. The same key again changes nothing."""
        if key == self._key:
            return
        self._end()
        self._key = key
        if key is not None:
            self._task = asyncio.create_task(work(key), name=f"{self._name}-{key}")
            self._task.add_done_callback(self._ended)

    def _end(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._task = None

    def _ended(self, task: asyncio.Task[Any]) -> None:
        if not task.cancelled() and (error := task.exception()) is not None:
            self._failed(error)


async def until_first_ends(*works: Work) -> None:
    """Run all until one ends; end the others and raise what that one raised."""
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    for task in done:
        task.result()
