# SPDX-License-Identifier: Apache-2.0
"""How often one address may knock at the two public doors, `/go/…` and `POST /api/session`.

A hall of delegates often comes from one address, so that coming in is all but free; what is
counted closely is tokens that open nothing. Pure but for the clock it is given.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from uuid import UUID

from diemcau.lib.clock import Clock
from diemcau.lib.refusal import Refusal

REMEMBERED_ADDRESSES = 10_000


class TooManyKnocks(Refusal):
    """Somebody asks too often."""

    code = "too_many_knocks"
    status = 429
    vi = "Máy chủ nhận quá nhiều yêu cầu từ mạng của bạn. Hãy chờ {wait_s} giây rồi mở lại đường dẫn."
    en = "Too many requests came from your network. Wait {wait_s} seconds, then open the link again."


@dataclass(frozen=True, kw_only=True)
class Allowance:
    """`burst` at once, and one more every `every_s` seconds."""

    burst: int
    every_s: float


KNOCKS = Allowance(burst=3_000, every_s=0.02)
"""All 1,769 invited people of the Lâm Đồng conference at once from behind one address, and once more."""

MISSES = Allowance(burst=30, every_s=2.0)
"""A hall of people who mistype; a program that guesses is through with them in a blink."""

CODES = Allowance(burst=20, every_s=3.0)
"""Far more codes than a delegate's phone ever reads from a screen; nobody guesses 72 bits at this pace."""


@dataclass(kw_only=True)
class _Purse:
    left: float
    at: float


@dataclass(kw_only=True)
class _Meter:
    """What each address has left of one allowance. Addresses that were silent longest are forgotten first."""

    allowance: Allowance
    clock: Clock
    purses: OrderedDict[str, _Purse] = field(default_factory=OrderedDict)

    def spend(self, address: str) -> None:
        """Take one. Raises: TooManyKnocks: none is left."""
        now = self.clock.monotonic()
        purse = self.purses.setdefault(address, _Purse(left=self.allowance.burst, at=now))
        self.purses.move_to_end(address)
        if len(self.purses) > REMEMBERED_ADDRESSES:
            self.purses.popitem(last=False)
        purse.left = min(self.allowance.burst, purse.left + (now - purse.at) / self.allowance.every_s)
        purse.at = now
        if purse.left < 1:
            raise TooManyKnocks(wait_s=int((1 - purse.left) * self.allowance.every_s) + 1)
        purse.left -= 1


class Doorstep:
    """The meters of one process."""

    def __init__(self, clock: Clock) -> None:
        self._knocks = _Meter(allowance=KNOCKS, clock=clock)
        self._misses = _Meter(allowance=MISSES, clock=clock)
        self._codes = _Meter(allowance=CODES, clock=clock)

    def knock(self, address: str) -> None:
        """Somebody asks to come in. Raises: TooManyKnocks."""
        self._knocks.spend(address)

    def miss(self, address: str) -> None:
        """What somebody brought opened nothing. Raises: TooManyKnocks."""
        self._misses.spend(address)

    def try_code(self, link: UUID) -> None:
        """A phone brings a code; counted by its link, for a hall shares one address. Raises: TooManyKnocks."""
        self._codes.spend(str(link))
