# SPDX-License-Identifier: Apache-2.0
"""Encoded loops on the shelf: each venue's is made once, in a thread, when it is first wanted."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Literal

from diemcau.rehearsal.media import SD, Loop, Packet, record_picture, record_tone
from diemcau.rehearsal.pictures import Label

Medium = Literal["picture", "small", "tone"]


@dataclass(frozen=True, kw_only=True)
class Reel:
    """A venue's picture in both sizes, and its tone."""

    picture: Loop
    small: Loop
    tone: Loop

    def played(self, *, from_us: int) -> Iterator[tuple[Medium, Packet]]:
        """All loops in the order of their timestamps, stamped from `from_us` on. Never ends."""
        loops: list[tuple[Medium, Loop]] = [("picture", self.picture), ("small", self.small), ("tone", self.tone)]
        stamped = [_stamped(medium, loop, from_us) for medium, loop in loops]
        for _, medium, packet in heapq.merge(*stamped, key=itemgetter(0)):
            yield medium, packet


@dataclass(kw_only=True)
class Shelf:
    """The reels made so far, by venue."""

    _reels: dict[str, asyncio.Task[Reel]] = field(default_factory=dict)

    async def prepare(self, label: Label) -> None:
        """Have the venue's reel made before it is wanted."""
        await self.reel(label)

    async def reel(self, label: Label) -> Reel:
        """The venue's reel; whoever asks first has it made, others wait for the same one."""
        if label.code not in self._reels:
            making = asyncio.to_thread(_record, label)
            self._reels[label.code] = asyncio.create_task(making, name=f"record-{label.code}")
        return await asyncio.shield(self._reels[label.code])


def _record(label: Label) -> Reel:
    return Reel(picture=record_picture(label), small=record_picture(label, SD), tone=record_tone(label))


def _stamped(medium: Medium, loop: Loop, from_us: int) -> Iterator[tuple[int, Medium, Packet]]:
    return ((packet.at_us, medium, packet) for packet in loop.played(from_us=from_us))
