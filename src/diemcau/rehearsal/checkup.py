# SPDX-License-Identifier: Apache-2.0
"""How a simulated venue tests itself: its line is measured in earnest, its devices are as its script has them."""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import aclosing
from typing import Any

from diemcau.board.live import CameraState, Check, MicrophoneState
from diemcau.lib.clock import Clock
from diemcau.rehearsal.installation import Bearer, Installation
from diemcau.rehearsal.refusals import InstallationDoesNotAnswer
from diemcau.stage.bursts import BURST, BURST_TRACK, CHECK_PATH, UP_TRACK, down_track, kbps_of
from diemcau.stage.moq_port import Connection, MoqError

BURST_TIMEOUT_S = 15.0
BROWSER = "diemcau rehearse"
ASK_AGAIN_S = 0.2


async def check_up(
    connection: Connection,
    check: Check,
    *,
    venue: str,
    camera: CameraState,
    microphone: MicrophoneState,
    installation: Installation,
    bearer: Bearer,
    clock: Clock,
) -> None:
    """Run the whole test and send what was found. Raises: CommandWasRefused."""
    down_kbps = await _down(connection, check["venues"].index(venue))
    up_kbps = await _up(connection, venue)
    findings = {
        "browser": BROWSER,
        "camera": camera,
        "microphone": microphone,
        "loudspeaker": "heard" if microphone == "ok" else "untested",
        "transport": "webtransport",
        "down_kbps": down_kbps,
        "up_kbps": up_kbps,
        "redial_ms": await _redial(installation, bearer, clock),
    }
    await installation.command(f"venues/{venue}/check", bearer, check=check["seq"], findings=findings)


async def _down(connection: Connection, place: int) -> int | None:
    try:
        async with asyncio.timeout(BURST_TIMEOUT_S):
            remote = await connection.seen.find(CHECK_PATH)
            async with aclosing(remote.raw_groups(down_track(place))) as groups:
                return await kbps_of(await anext(groups), time.monotonic)
    except (MoqError, TimeoutError, StopAsyncIteration):
        return None


async def _up(connection: Connection, venue: str) -> int | None:
    broadcast = connection.published.broadcast(f"in/{venue}/check")
    track = broadcast.raw_track(BURST_TRACK)
    track.write_group(BURST)
    broadcast.announce()
    try:
        async with asyncio.timeout(BURST_TIMEOUT_S):
            remote = await connection.seen.find(CHECK_PATH)
            async with aclosing(remote.raw_frames(UP_TRACK)) as told:
                async for frame in told:
                    if venue in (rates := json.loads(frame)):
                        return int(rates[venue])
    except (MoqError, TimeoutError):
        return None
    finally:
        track.finish()
        broadcast.close()
    return None


async def _redial(installation: Installation, bearer: Bearer, clock: Clock) -> int | None:
    """A second line beside the first: cut at once, and timed until another one stands."""
    try:
        async with await _line(installation, bearer):
            cut_at = time.monotonic()
        async with asyncio.timeout(BURST_TIMEOUT_S):
            while True:
                try:
                    async with await _line(installation, bearer):
                        return int((time.monotonic() - cut_at) * 1_000)
                except MoqError:
                    await clock.sleep(ASK_AGAIN_S)
    except (MoqError, TimeoutError, InstallationDoesNotAnswer):
        return None


async def _line(installation: Installation, bearer: Bearer) -> Connection:
    live: dict[str, Any] = await installation.read("live", bearer)
    return Connection(live["url"], token=live["token"], fingerprints=live["certificate_sha256"])
