# SPDX-License-Identifier: Apache-2.0
"""The reading side: a broadcast that somebody else publishes, its catalog, media and plain tracks."""

from __future__ import annotations

import contextlib
import json
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any

import moq

from diemcau.lib.merge_patch import merged
from diemcau.stage.moq_port.errors import MoqError
from diemcau.stage.moq_port.media import AudioRendition, Catalog, MediaFrame, VideoRendition, catalog_of

DEFAULT_MAX_AGE_MS = 2_000
DOCUMENT_PRIORITY = 255
_LONGEST_END_MARK_BYTES = 9


class Group:
    """One group of a track that somebody else publishes."""

    def __init__(self, inner: moq.GroupConsumer) -> None:
        self._inner = inner

    async def sizes(self) -> list[tuple[int, int]]:
        """Read it to its end: (timestamp in microseconds, size in bytes) of each frame of media."""
        return [
            (frame.timestamp_us, len(frame.payload))
            async for frame in self._inner
            if len(frame.payload) > _LONGEST_END_MARK_BYTES
        ]


class RemoteBroadcast:
    """A broadcast that somebody else publishes."""

    def __init__(self, inner: moq.BroadcastConsumer) -> None:
        self._inner = inner

    async def catalogs(self) -> AsyncGenerator[Catalog, None]:
        """Yield the catalog each time it changes, until the broadcast ends."""
        async with await self._inner.subscribe_catalog() as catalogs:
            async for catalog in catalogs:
                yield catalog_of(catalog)

    async def media(
        self,
        rendition: VideoRendition | AudioRendition,
        *,
        priority: int = 0,
        max_age_ms: int = DEFAULT_MAX_AGE_MS,
    ) -> AsyncGenerator[MediaFrame, None]:
        """Yield a track's frames in decode order.

        Args:
            rendition: one that the catalog told.
            priority: 0 to 255; on a thin line higher ones are served first.
            max_age_ms: how long a late group is waited for before it is skipped.
        """
        wish = moq.Subscription(priority=priority, max_age_us=max_age_ms * 1_000)
        async with await self._inner.subscribe_media(rendition.name, rendition.source, wish) as frames:
            async for frame in frames:
                if not frame.payload:
                    continue  # the mark that tells how long a group's last frame lasts
                yield MediaFrame(payload=frame.payload, timestamp_us=frame.timestamp_us, is_keyframe=frame.keyframe)

    async def raw_groups(self, name: str, *, priority: int = 0) -> AsyncGenerator[AsyncIterator[bytes], None]:
        """Yield a raw track's groups, oldest first, skipping forward when behind."""
        wish = moq.Subscription(priority=priority)
        async with await self._inner.subscribe_track(name, wish) as groups:
            async for group in groups:
                yield _payloads(group)

    async def groups(self, name: str, *, max_age_ms: int) -> AsyncGenerator[Group, None]:
        """Yield a track's groups, oldest first, for a reader that takes each within `max_age_ms`."""
        wish = moq.Subscription(max_age_us=max_age_ms * 1_000)
        async with await self._inner.subscribe_track(name, wish) as groups:
            async for group in groups:
                yield Group(group)

    async def raw_frames(self, name: str, *, priority: int = 0) -> AsyncGenerator[bytes, None]:
        """Yield the first frame of each group of a raw track."""
        wish = moq.Subscription(priority=priority)
        async with await self._inner.subscribe_track(name, wish) as track:
            while (frame := await track.read_frame()) is not None:
                yield frame.payload

    async def document(self, name: str) -> AsyncGenerator[Any, None]:
        """Yield a JSON track's value each time it changes, before any media on the same line.

        The library's own reader has no say in what goes first: behind the pictures of a cut, the
        news of that cut would come last. A group is a whole value and then its changes.
        """
        wish = moq.Subscription(priority=DOCUMENT_PRIORITY)
        async with await self._inner.subscribe_track(name, wish) as groups:
            async for group in groups:
                values: list[Any] = []
                with contextlib.suppress(MoqError):  # the rest of a group that was overtaken by the next
                    async for frame in group:
                        told = json.loads(frame.payload)
                        values = [merged(values[0], told) if values else told]
                        yield values[0]

    async def json_values(self, name: str) -> AsyncGenerator[Any, None]:
        """Yield a JSON track's newest value each time it changes, skipping what came between."""
        async with await self._inner.subscribe_json_snapshot(name) as values:
            async for value in values:
                yield value


async def _payloads(group: moq.GroupConsumer) -> AsyncGenerator[bytes, None]:
    async for frame in group:
        yield frame.payload
