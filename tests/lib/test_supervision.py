# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import asyncio

from diemcau.lib.supervision import Supervisor
from support.patient_clock import PatientClock


async def test_a_task_that_fails_is_run_again_and_others_go_on() -> None:
    attempts, steady = 0, asyncio.Event()

    async def fails_twice() -> None:
        nonlocal attempts
        attempts += 1
        if attempts < 3:
            raise OSError("line broke")

    async def lasts() -> None:
        await steady.wait()

    async with Supervisor(PatientClock()) as supervisor:
        other = supervisor.once("other", lasts)
        await supervisor.forever("flaky", fails_twice, expected=OSError)
        assert (attempts, other.done()) == (3, False)
        steady.set()
        await other


async def test_a_task_whose_group_fails_while_it_is_cancelled_ends() -> None:
    begun = asyncio.Event()

    async def stubborn() -> None:
        try:
            begun.set()
            await asyncio.Event().wait()
        finally:
            raise OSError("failed while leaving")

    async def work() -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(stubborn())

    async with Supervisor(PatientClock()) as supervisor:
        task = supervisor.forever("feed", work)
        await begun.wait()
        task.cancel()
        await asyncio.wait([task])
        assert task.cancelled()


async def test_leaving_ends_every_task() -> None:
    async with Supervisor(PatientClock()) as supervisor:
        tasks = [supervisor.forever("waits", asyncio.Event().wait) for _ in range(3)]  # type: ignore[arg-type]
    assert all(task.cancelled() for task in tasks)
