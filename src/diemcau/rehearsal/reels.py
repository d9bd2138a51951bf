# SPDX-License-Identifier: Apache-2.0
"""Encoded loops on the shelf: each venue's is made once, in a thread, when it is first wanted."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Literal

from diemcau.rehearsal.media import Loop, Packet, record_picture, record_tone
from diemcau.rehearsal.pictures import Label

Medium = Literal["picture", "tone"]


@dataclass(frozen=True, kw_only=True)
class Reel:
    """A venue's picture and tone."""

    picture: Loop
    tone: Loop

    def played(self, *, from_us: int) -> Iterator[tuple[Medium, Packet]]:
        """Both loops in the order of their timestamps, stamped from `from_us` on. Never ends."""
        pictures = ((packet.at_us, "picture", packet) for packet in self.picture.played(from_us=from_us))
        tones = ((packet.at_us, "tone", packet) for packet in self.tone.played(from_us=from_us))
        for _, medium, packet in heapq.merge(pictures, tones, key=itemgetter(0)):
            yield ("picture" if medium == "picture" else "tone"), packet


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
    return Reel(picture=record_picture(label), tone=record_tone(label))
