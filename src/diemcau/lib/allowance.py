# SPDX-License-Identifier: Apache-2.0
"""How often somebody may do something: so many times at once, and one more after each pause.

Owns the counting alone. Who is told what in which words is the business of whoever asks. Pure but
for the clock it is given.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field

from diemcau.lib.clock import Clock

REMEMBERED = 10_000


@dataclass(frozen=True, kw_only=True)
class Allowance:
    """`burst` at once, and one more every `every_s` seconds."""

    burst: int
    every_s: float


@dataclass(kw_only=True)
class _Purse:
    left: float
    at: float


@dataclass(kw_only=True)
class Meter:
    """What each key has left of one allowance. Keys that were silent longest are forgotten first."""

    allowance: Allowance
    clock: Clock
    purses: OrderedDict[str, _Purse] = field(default_factory=OrderedDict)

    def spend(self, key: str) -> int:
        """Take one. Returns: 0, or the seconds until there is one to take, when none is left."""
        now = self.clock.monotonic()
        purse = self.purses.setdefault(key, _Purse(left=self.allowance.burst, at=now))
        self.purses.move_to_end(key)
        if len(self.purses) > REMEMBERED:
            self.purses.popitem(last=False)
        purse.left = min(self.allowance.burst, purse.left + (now - purse.at) / self.allowance.every_s)
        purse.at = now
        if purse.left < 1:
            return int((1 - purse.left) * self.allowance.every_s) + 1
        purse.left -= 1
        return 0
