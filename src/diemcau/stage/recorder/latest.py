# SPDX-License-Identifier: Apache-2.0
"""A value of which only the newest matters, and which can be waited on."""

from __future__ import annotations

import asyncio
from typing import Generic, TypeVar

T = TypeVar("T")


class Latest(Generic[T]):
    """Holds one value for one event loop."""

    def __init__(self, value: T) -> None:
        self.value = value
        self._moved = asyncio.Event()

    def set(self, value: T) -> None:
        """Set it; one equal to the last wakes nobody."""
        if value != self.value:
            self.value = value
            self._moved.set()
            self._moved = asyncio.Event()

    async def other_than(self, value: T) -> T:
        """Wait until it isn't this one."""
        while self.value == value:
            await self._moved.wait()
        return self.value
