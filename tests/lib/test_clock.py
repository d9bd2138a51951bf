# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from diemcau.lib.clock import Clock, SystemClock
from fakes.clock import FIRST_AT, FakeClock


async def test_system_clock_tells_aware_utc_and_time_passes() -> None:
    clock: Clock = SystemClock()
    began, began_at = clock.monotonic(), clock.now()
    await clock.sleep(0.01)
    assert clock.monotonic() - began >= 0.01
    assert began_at.tzinfo is UTC
    assert abs(datetime.now(UTC) - began_at) < timedelta(minutes=1)


async def test_fake_clock_wakes_sleepers_in_order_and_at_their_moment() -> None:
    clock = FakeClock()
    woken: list[tuple[str, float]] = []

    async def sleeper(name: str, delay_s: float) -> None:
        await clock.sleep(delay_s)
        woken.append((name, clock.monotonic()))
        await clock.sleep(1)
        woken.append((name, clock.monotonic()))

    tasks = [asyncio.create_task(sleeper("late", 2)), asyncio.create_task(sleeper("early", 1))]
    await clock.advance(0)
    assert clock.sleepers == 2
    await clock.advance(2.5)
    assert woken == [("early", 1), ("late", 2), ("early", 2)]
    await clock.advance(10)
    await asyncio.gather(*tasks)
    assert clock.now() == FIRST_AT + timedelta(seconds=12.5)


async def test_fake_clock_jumps_without_waking_anyone() -> None:
    clock = FakeClock()
    task = asyncio.create_task(clock.sleep(1))
    await clock.advance(0)
    clock.jump(timedelta(hours=-3))
    await clock.advance(0.5)
    assert not task.done()
    assert clock.now() == FIRST_AT - timedelta(hours=3) + timedelta(seconds=0.5)
    await clock.advance(0.5)
    assert task.done()
