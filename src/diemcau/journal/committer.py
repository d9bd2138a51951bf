# SPDX-License-Identifier: Apache-2.0
"""Group commit: commands that arrive together share one transaction, and one wait for the disk."""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from django.db import connection

from diemcau.journal.commands import SYSTEM_CLOCK, Answer, Command, execute_all
from diemcau.journal.refusals import JournalIsBusy, JournalIsFull, JournalUnavailable
from diemcau.lib.clock import Clock
from diemcau.lib.refusal import Refusal

GATHER_S = 0.002
"""How long a group waits for company. Whatever arrives during a commit is in the next group anyway."""

GROUP_SIZE = 256
QUEUE_SIZE = 8192


@dataclass(frozen=True, kw_only=True, eq=False)
class _Waiting:
    command: Command
    future: asyncio.Future[Answer]


class GroupCommitter:
    """Executes the commands of one event loop in groups, on one thread with its own connection.

    The queue is bounded, its policy `drop_newest`: when it is full, a newcomer is refused with
    JournalIsBusy. On leaving the context, whatever was taken is still executed and answered.
    """

    def __init__(
        self,
        *,
        gather_s: float = GATHER_S,
        group_size: int = GROUP_SIZE,
        queue_size: int = QUEUE_SIZE,
        clock: Clock = SYSTEM_CLOCK,
    ) -> None:
        self._gather_s = gather_s
        self._group_size = group_size
        self._clock = clock
        self._queue: queue.Queue[_Waiting | None] = queue.Queue(queue_size)
        self._thread = threading.Thread(target=self._run, name="journal-committer", daemon=True)
        self._leaving = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    async def __aenter__(self) -> Self:
        self._loop = asyncio.get_running_loop()
        self._thread.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._loop = None
        self._leaving.set()
        await asyncio.to_thread(self._queue.put, None)
        await asyncio.to_thread(self._thread.join)

    async def execute(self, command: Command) -> Answer:
        """Execute a command; returns once its entry is on the disk.

        Raises: Refusal: the command's own, or JournalIsFull, JournalUnavailable, JournalIsBusy.
            Cancelling the wait doesn't take the command back.
        """
        if self._loop is None:
            raise RuntimeError("the committer isn't running")
        waiting = _Waiting(command=command, future=self._loop.create_future())
        try:
            self._queue.put_nowait(waiting)
        except queue.Full:
            raise JournalIsBusy(waiting=self._queue.qsize()) from None
        return await waiting.future

    def _run(self) -> None:
        try:
            while group := self._next_group():
                self._answer(group, self._outcomes(group))
        finally:
            connection.close()

    def _next_group(self) -> list[_Waiting]:
        """The next commands to share a transaction; empty when the context was left and all is done."""
        if self._leaving.is_set() and self._queue.empty():
            return []
        first = self._queue.get()
        if first is None:
            return []
        self._leaving.wait(self._gather_s)
        group = [first]
        with contextlib.suppress(queue.Empty):
            while len(group) < self._group_size and (waiting := self._queue.get_nowait()):
                group.append(waiting)
        return group

    def _outcomes(self, group: Sequence[_Waiting]) -> Sequence[Answer | Exception]:
        try:
            return self._execute_all(group)
        except (JournalIsFull, JournalUnavailable) as failure:
            connection.close()
            return [type(failure)() for _ in group]
        except Exception as error:  # noqa: BLE001 - one command's bug is for its own caller to see, and for no other
            return [error] if len(group) == 1 else [self._outcomes([waiting])[0] for waiting in group]

    def _execute_all(self, group: Sequence[_Waiting]) -> Sequence[Answer | Refusal]:
        commands = [waiting.command for waiting in group]
        try:
            return execute_all(commands, clock=self._clock)
        except JournalUnavailable:
            if connection.is_usable():
                raise
            # The server was restarted since the last group. Sending again is safe: uids are unique.
            connection.close()
            return execute_all(commands, clock=self._clock)

    def _answer(self, group: Sequence[_Waiting], outcomes: Sequence[Answer | Exception]) -> None:
        """Hand the outcomes to the event loop, all in one turn of it."""
        loop = group[0].future.get_loop()
        with contextlib.suppress(RuntimeError):  # the loop was closed: nobody is waiting any more
            loop.call_soon_threadsafe(_settle, group, outcomes)


def _settle(group: Sequence[_Waiting], outcomes: Sequence[Answer | Exception]) -> None:
    for waiting, outcome in zip(group, outcomes, strict=True):
        if waiting.future.done():
            continue
        if isinstance(outcome, Answer):
            waiting.future.set_result(outcome)
        else:
            waiting.future.set_exception(outcome)
