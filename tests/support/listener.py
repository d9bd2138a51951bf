# SPDX-License-Identifier: Apache-2.0
"""`python -m support.listener URL TOKEN SHA256 PATH PACKETS`: what a screen behind some line gets of a feed.

A process of its own, so that it can be put behind a thin line. Says which timestamps came.
"""

from __future__ import annotations

import asyncio
import json
import sys

from diemcau.stage.feeds import AUDIO_PRIORITY, VIDEO_PRIORITY
from diemcau.stage.moq_port import Connection, RemoteBroadcast, VideoRendition

MAX_AGE_MS = 20_000


async def listen(connection: Connection, path: str, packets: int) -> dict[str, list[int]]:
    """The timestamps of sound and picture that came until there were so many packets of sound."""
    came: dict[str, list[int]] = {"sound": [], "picture": []}
    remote = await connection.seen.find(path)
    async for catalog in remote.catalogs():
        if catalog.audio and catalog.video:
            break
    sound, picture = next(iter(catalog.audio.values())), next(iter(catalog.video.values()))
    # Sound is waited for; a picture that is late is skipped, as a player would.
    looking = asyncio.create_task(_look(remote, picture, came["picture"]))
    async for packet in remote.media(sound, priority=AUDIO_PRIORITY, max_age_ms=MAX_AGE_MS):
        came["sound"].append(packet.timestamp_us)
        if len(came["sound"]) == packets:
            break
    looking.cancel()
    await asyncio.gather(looking, return_exceptions=True)
    return came


async def _look(remote: RemoteBroadcast, rendition: VideoRendition, came: list[int]) -> None:
    frames = remote.media(rendition, priority=VIDEO_PRIORITY, max_age_ms=500)
    async for frame in frames:
        came += [frame.timestamp_us]  # one by one: the task is cancelled in the middle


async def _main(url: str, token: str, sha256: str, path: str, packets: str) -> None:
    async with Connection(url, token=token, fingerprints=[sha256]) as connection:
        sys.stdout.write(json.dumps(await listen(connection, path, int(packets))))


if __name__ == "__main__":
    asyncio.run(_main(*sys.argv[1:]))
