# SPDX-License-Identifier: Apache-2.0
"""Reading one source's pictures and sounds off the relay, as any viewer does, into footage."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import aclosing

from diemcau.lib.clock import Clock
from diemcau.recording.assembling import Arrival, Assembler
from diemcau.recording.footage import Footage
from diemcau.recording.h264 import Unifier
from diemcau.stage.moq_port import AudioRendition, Catalog, MoqError, RemoteBroadcast, VideoRendition

MAX_AGE_MS = 2_000
TELLS_WITHIN_S = 1.5
"""A broadcast says at once what it holds; one that doesn't is gone, and the library hasn't noticed."""

SOUND_PRIORITY, PICTURE_PRIORITY = 200, 100
Rendition = VideoRendition | AudioRendition


class Watcher:
    """Follows one broadcast until it ends, and hands on each segment that is finished."""

    def __init__(self, *, clock: Clock, card: bytes, hand_on: Callable[[Footage], None]) -> None:
        self._clock = clock
        self._assembler = Assembler(card=card)
        self._hand_on = hand_on

    async def watch(self, remote: RemoteBroadcast) -> bool:
        """Read until the broadcast ends or this is cancelled; what was begun is handed on in either case.

        Returns: whether the broadcast ever told what it holds; one that doesn't is gone already.
        """
        has_told = True
        try:
            async with asyncio.TaskGroup() as readers:
                await self._follow(remote, readers)
        except* MoqError:
            pass  # it ended, as every broadcast does at a cut
        except* TimeoutError:
            has_told = False
        finally:
            self._pass(self._assembler.end())
        return has_told

    async def _follow(self, remote: RemoteBroadcast, readers: asyncio.TaskGroup) -> None:
        followed: dict[str, asyncio.Task[None]] = {}
        async with aclosing(remote.catalogs()) as catalogs, asyncio.timeout(TELLS_WITHIN_S) as patience:
            async for catalog in catalogs:
                patience.reschedule(None)
                wanted = self._wanted(catalog)
                for name in followed.keys() - wanted.keys():
                    followed.pop(name).cancel()
                for name in wanted.keys() - followed.keys():
                    followed[name] = readers.create_task(self._read(remote, wanted[name]))
        for task in followed.values():
            task.cancel()

    def _wanted(self, catalog: Catalog) -> dict[str, Rendition]:
        """The largest picture and the first sound, by name."""
        sound = next(iter(catalog.audio.values()), None)
        picture = _best(catalog.video)
        if sound is not None:
            self._assembler.channels = sound.channels
        return {one.name: one for one in (picture, sound) if one is not None}

    async def _read(self, remote: RemoteBroadcast, rendition: Rendition) -> None:
        is_picture = isinstance(rendition, VideoRendition)
        unifier = Unifier(rendition.description) if is_picture else None
        priority = PICTURE_PRIORITY if is_picture else SOUND_PRIORITY
        async with aclosing(remote.media(rendition, priority=priority, max_age_ms=MAX_AGE_MS)) as frames:
            async for frame in frames:
                payload = frame.payload
                if unifier is not None:
                    payload = unifier.unified(payload, is_keyframe=frame.is_keyframe)
                arrival = Arrival(
                    payload=payload,
                    timestamp_us=frame.timestamp_us,
                    arrived_us=round(self._clock.monotonic() * 1e6),
                    is_picture=is_picture,
                    is_keyframe=is_picture and frame.is_keyframe,
                )
                self._pass(self._assembler.give(arrival))

    def _pass(self, finished: list[Footage]) -> None:
        for footage in finished:
            self._hand_on(footage)


def _best(renditions: Mapping[str, VideoRendition]) -> VideoRendition | None:
    """The largest picture of those that a source sends."""
    return max(renditions.values(), key=lambda one: ((one.width or 0), (one.bitrate_bps or 0)), default=None)
