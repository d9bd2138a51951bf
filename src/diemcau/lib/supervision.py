# SPDX-License-Identifier: Apache-2.0
"""Tasks that may fail without taking others along.

Owns the life of tasks: names, restarts with back-off, and an orderly end. Knows nothing of
what they do. This is the only broad `except` of the processes that stand on it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from types import TracebackType
from typing import Any, Self

import structlog

from diemcau.lib.backoff import Backoff
from diemcau.lib.clock import Clock

LOG = structlog.get_logger(__name__)
STEADY_AFTER_S = 10.0
"""A task that ran this long before it failed starts again with the first delay."""


Work = Callable[[], Coroutine[Any, Any, None]]
Failures = type[Exception] | tuple[type[Exception], ...]


class Supervisor:
    """Owner of a set of tasks; leaving its context cancels and awaits them all."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def once(self, name: str, work: Work, **fields: str | int) -> asyncio.Task[None]:
        """Run `work` in a task; a failure is logged and ends it."""
        return self._own(name, self._run_once(name, work, fields))

    def forever(self, name: str, work: Work, *, expected: Failures = (), **fields: str | int) -> asyncio.Task[None]:
        """Run `work` in a task, again after each failure, with a delay that grows, until cancelled.

        `work` returning ends it too. Failures of the `expected` kinds are no news: they aren't logged.
        """
        return self._own(name, self._run_forever(name, work, expected, fields))

    async def ended(self, name: str) -> None:
        """Wait until no task of this name is left."""
        await asyncio.gather(*(task for task in self._tasks if task.get_name() == name), return_exceptions=True)

    def _own(self, name: str, coroutine: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(coroutine, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _run_once(self, name: str, work: Work, fields: dict[str, str | int]) -> None:
        try:
            await work()
        except Exception:
            LOG.exception("task failed", task=name, **fields)

    async def _run_forever(self, name: str, work: Work, expected: Failures, fields: dict[str, str | int]) -> None:
        backoff = Backoff()
        while True:
            begun = self._clock.monotonic()
            try:
                return await work()
            except Exception as error:
                if _is_being_cancelled():
                    # A task group that fails while it is cancelled raises the failure alone.
                    raise asyncio.CancelledError from error
                if self._clock.monotonic() - begun > STEADY_AFTER_S:
                    backoff.reset()
                delay_s = backoff.next_delay_s()
                if not isinstance(error, expected):
                    LOG.warning("task failed", task=name, delay_s=round(delay_s, 2), exc_info=error, **fields)
            await self._clock.sleep(delay_s)


def _is_being_cancelled() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
