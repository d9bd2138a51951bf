# SPDX-License-Identifier: Apache-2.0
"""A namespace of broadcasts, and who comes and goes in it."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass

import moq

from diemcau.stage.moq_port.publishing import Broadcast
from diemcau.stage.moq_port.reading import RemoteBroadcast


@dataclass(frozen=True, kw_only=True, slots=True)
class Announcement:
    """A broadcast appeared at `path`, or went away."""

    path: str
    is_active: bool


class Origin:
    """A namespace of broadcasts: what one group of sessions publishes or may read.

    `native` is the library's own, for this package alone.
    """

    def __init__(self) -> None:
        self.native = moq.OriginProducer()
        self._consumer: moq.OriginConsumer = self.native.consume()

    def broadcast(self, path: str) -> Broadcast:
        """Create a broadcast at `path`; readers see it once it is announced."""
        return Broadcast(self.native.create_broadcast(path))

    async def announcements(self, prefix: str = "") -> AsyncGenerator[Announcement, None]:
        """Yield each broadcast under `prefix` as it comes and goes, those already here first.

        Paths are whole, `prefix` included.
        """
        async with self._consumer.announced(prefix) as updates:
            async for update in updates:
                yield Announcement(path=update.prefix, is_active=update.active)

    async def find(self, path: str) -> RemoteBroadcast:
        """Wait until a broadcast is announced at exactly `path`."""
        async with self._consumer.announced_broadcast(path) as announced:
            return RemoteBroadcast(await announced.available())
