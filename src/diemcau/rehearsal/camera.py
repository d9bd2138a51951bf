# SPDX-License-Identifier: Apache-2.0
"""A simulated venue's camera and microphone on the wire: replays a reel with fresh timestamps."""

from __future__ import annotations

import time

from diemcau.lib.clock import Clock
from diemcau.rehearsal.media import FRAMES_PER_SECOND, HD, SD, Rendition
from diemcau.rehearsal.reels import Reel
from diemcau.stage.moq_port import Broadcast, MediaTrack

PACKETS_A_GROUP = 10


async def publish_reel(feed: Broadcast, reel: Reel, *, clock: Clock, sent_us: list[int]) -> None:
    """Send picture, in two sizes, and tone into a broadcast until cancelled, then close it.

    `sent_us` gets the timestamp of every large picture sent: its moment of sending, in
    microseconds of the machine's monotonic clock.
    """
    picture, small = _picture(feed, HD), _picture(feed, SD)
    tone = feed.opus_track("audio")
    feed.announce()
    packets = 0
    try:
        for medium, packet in reel.played(from_us=int(time.monotonic() * 1e6)):
            await _wait_until(packet.at_us / 1e6, clock)
            if medium == "picture":
                picture.write(packet.payload, packet.at_us)
                sent_us.append(packet.at_us)
            elif medium == "small":
                small.write(packet.payload, packet.at_us)
            else:
                _write_tone(tone, packet.payload, packet.at_us, is_first=packets % PACKETS_A_GROUP == 0)
                packets += 1
    finally:
        picture.finish()
        small.finish()
        tone.finish()
        feed.close()


def _picture(feed: Broadcast, rendition: Rendition) -> MediaTrack:
    return feed.h264_track(
        rendition.name,
        width=rendition.width,
        height=rendition.height,
        bitrate_bps=rendition.bits_per_second,
        fps=FRAMES_PER_SECOND,
    )


def _write_tone(tone: MediaTrack, payload: bytes, at_us: int, *, is_first: bool) -> None:
    if is_first:
        tone.cut()
    tone.write(payload, at_us)


async def _wait_until(at_s: float, clock: Clock) -> None:
    wait_s = at_s - time.monotonic()
    if wait_s > 0:
        await clock.sleep(wait_s)
