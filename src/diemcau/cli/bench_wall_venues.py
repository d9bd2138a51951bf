# SPDX-License-Identifier: Apache-2.0
"""`python -m diemcau.cli.bench_wall_venues`: connected venues that send stills and status, or nothing.

Reads its task as one line of JSON and says `{"ready": …}` once all are connected; each further
line tells what they are to send from then on, and is answered when they do.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, aclosing
from dataclasses import dataclass, field
from typing import Any

import uvloop

from diemcau.board.live import VenueStatus
from diemcau.stage.looks import TRACK
from diemcau.stage.moq_port import Connection, Origin, RawTrack

STILL_BYTES, LOOK_BYTES = 3_300, 7_000
"""The most that a page sends, see `media/camera.ts`."""

LOOKS_A_SECOND = 4

STATUSES_A_STILL = 2


@dataclass(kw_only=True)
class Crowd:
    """All venues of the bench. What they send is spread evenly over each second."""

    tracks: list[tuple[RawTrack, RawTrack]] = field(default_factory=list)
    looks: list[RawTrack] = field(default_factory=list)
    has_status: bool = False
    has_stills: bool = False

    def join(self, origin: Origin, venue: str) -> None:
        """Announce a venue's pulse."""
        pulse = origin.broadcast(f"in/{venue}/pulse")
        self.tracks.append((pulse.raw_track("still"), pulse.raw_track("status.json")))
        self.looks.append(pulse.raw_track(TRACK))
        pulse.announce()

    async def send(self) -> None:
        """Send for ever."""
        still = sample_still()
        turn = 0
        while True:
            for number, (stills, statuses) in enumerate(self.tracks):
                if self.has_status:
                    statuses.write(json.dumps(sample_status(turn + number)).encode())
                if self.has_stills and (turn + number) % STATUSES_A_STILL == 0:
                    stills.write(still)
                await asyncio.sleep(1 / len(self.tracks))
            turn += 1

    async def show_closer(self, look: RawTrack) -> None:
        """Send larger pictures whenever somebody looks, for ever."""
        while True:
            await look.until_read()
            look.write(sample_still(LOOK_BYTES))
            await asyncio.sleep(1 / LOOKS_A_SECOND)


def sample_status(beat: int, *, viewing: str | None = None) -> VenueStatus:
    """What a well venue says, a little different each time."""
    return VenueStatus(
        viewing=viewing,
        painted_fps=24.0 + beat % 3,
        heard_db=-20.0 - beat % 7,
        rendition="hd",
        loss=0.0,
        delay_ms=250.0 + beat % 11,
        camera="ok",
        microphone="ok",
        browser="Chrome 140",
    )


def sample_still(size_bytes: int = STILL_BYTES) -> bytes:
    """A JPEG of 160 x 90 as far as the stage looks into it."""
    head = b"\xff\xd8\xff\xe0\x00\x10" + bytes(14) + b"\xff\xc0\x00\x11\x08\x00\x5a\x00\xa0\x03"
    return head + bytes(size_bytes - len(head) - 2) + b"\xff\xd9"


async def _lines() -> AsyncIterator[dict[str, Any]]:
    reader = asyncio.StreamReader(limit=2**24)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        yield json.loads(line)


def _say(**said: Any) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


async def _main() -> None:
    async with AsyncExitStack() as stack:
        lines = await stack.enter_async_context(aclosing(_lines()))  # type: ignore[type-var]  # an async generator
        task = await anext(lines)
        crowd = Crowd()
        for venue, token in task["tokens"].items():
            origin = Origin()
            crowd.join(origin, venue)
            connection = Connection(task["url"], token=token, fingerprints=task["fingerprints"], publish=origin)
            await stack.enter_async_context(connection)
        sending = [asyncio.create_task(crowd.send())]
        sending += [asyncio.create_task(crowd.show_closer(look)) for look in crowd.looks]
        _say(ready=len(crowd.tracks))
        async for asked in lines:
            crowd.has_status, crowd.has_stills = asked["status"], asked["stills"]
            _say(**asked)
        for one in sending:
            one.cancel()
        await asyncio.gather(*sending, return_exceptions=True)


if __name__ == "__main__":
    uvloop.run(_main())
