# SPDX-License-Identifier: Apache-2.0
"""A check's bursts over real QUIC on loopback: down to a venue, and a venue's own measured at the stage."""

from __future__ import annotations

import asyncio
import json
from contextlib import aclosing
from pathlib import Path

import pytest

from diemcau.checks.events import CheckRecorded, CheckStarted, Findings
from diemcau.stage.bursts import BURST, BURST_TRACK, CHECK_PATH, FRAME_BYTES, FRAMES_A_BURST, UP_TRACK, down_track
from support.live_plane import PATIENCE_S, announced, live_plane, plan_of

pytestmark = pytest.mark.live
PLAN = plan_of("LD", "LD-673")
WELL = Findings(
    browser="Chrome 140",
    camera="ok",
    microphone="ok",
    loudspeaker="heard",
    transport="webtransport",
    down_kbps=9_000,
    up_kbps=9_000,
    redial_ms=400,
)


async def test_a_venue_gets_its_burst_while_a_check_is_going_on_and_is_told_the_rate_of_its_own(tmp_path: Path) -> None:
    started = CheckStarted(venues=("LD-673",))
    async with live_plane(tmp_path, events=[PLAN, started]) as plane, plane.dial("venue", "LD-673") as venue:
        remote = await asyncio.wait_for(venue.seen.find(CHECK_PATH), PATIENCE_S)
        async with asyncio.timeout(4 * PATIENCE_S), aclosing(remote.raw_groups(down_track(0))) as groups:
            got = [len(frame) async for frame in await anext(groups)]

        mine = venue.published.broadcast("in/LD-673/check")
        track = mine.raw_track(BURST_TRACK)
        track.write_group(BURST)
        mine.announce()
        async with asyncio.timeout(PATIENCE_S):
            rates = json.loads(await anext(remote.raw_frames(UP_TRACK)))

    assert got == [FRAME_BYTES] * FRAMES_A_BURST
    assert list(rates) == ["LD-673"]
    assert rates["LD-673"] > 1_000


async def test_nothing_is_sent_when_no_check_is_going_on(tmp_path: Path) -> None:
    events = [PLAN, CheckStarted(venues=("LD-673",)), CheckRecorded(venue="LD-673", check=2, findings=WELL)]
    async with live_plane(tmp_path, events=events) as plane, plane.dial("venue", "LD-673") as venue:
        await asyncio.wait_for(venue.seen.find("floor/state"), PATIENCE_S)
        await plane.journal.append(CheckStarted(venues=("LD-673",)))
        await announced(venue, CHECK_PATH)
        await plane.journal.append(CheckRecorded(venue="LD-673", check=4, findings=WELL))
        await announced(venue, CHECK_PATH, is_active=False)
