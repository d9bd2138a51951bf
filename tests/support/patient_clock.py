# SPDX-License-Identifier: Apache-2.0
"""A clock on which every wait is over at once, and time passes by what was waited for."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(kw_only=True)
class PatientClock:
    """Time that moves only by `sleep`."""

    elapsed_s: float = 0.0

    def now(self) -> datetime:
        return datetime(2022, 10, 31, 1, tzinfo=UTC) + timedelta(seconds=self.elapsed_s)

    def monotonic(self) -> float:
        return self.elapsed_s

    async def sleep(self, delay_s: float) -> None:
        self.elapsed_s += delay_s
        await asyncio.sleep(0)
