# SPDX-License-Identifier: Apache-2.0
"""How often one address may knock at the two public doors, `/go/…` and `POST /api/session`.

A hall of delegates often comes from one address, so that coming in is all but free; what is
counted closely is tokens that open nothing. Pure but for the clock it is given.
"""

from __future__ import annotations

from uuid import UUID

from diemcau.lib.allowance import Allowance, Meter
from diemcau.lib.clock import Clock
from diemcau.lib.refusal import Refusal


class TooManyKnocks(Refusal):
    """Somebody asks too often."""

    code = "too_many_knocks"
    status = 429
    vi = "Máy chủ nhận quá nhiều yêu cầu từ mạng của bạn. Hãy chờ {wait_s} giây rồi mở lại đường dẫn."
    en = "Too many requests came from your network. Wait {wait_s} seconds, then open the link again."


KNOCKS = Allowance(burst=3_000, every_s=0.02)
"""All 1,769 invited people of the Lâm Đồng conference at once from behind one address, and once more."""

MISSES = Allowance(burst=30, every_s=2.0)
"""A hall of people who mistype; a program that guesses is through with them in a blink."""

CODES = Allowance(burst=20, every_s=3.0)
"""Far more codes than a delegate's phone ever reads from a screen; nobody guesses 72 bits at this pace."""


def _spend(meter: Meter, key: str) -> None:
    if wait_s := meter.spend(key):
        raise TooManyKnocks(wait_s=wait_s)


class Doorstep:
    """The meters of one process."""

    def __init__(self, clock: Clock) -> None:
        self._knocks = Meter(allowance=KNOCKS, clock=clock)
        self._misses = Meter(allowance=MISSES, clock=clock)
        self._codes = Meter(allowance=CODES, clock=clock)

    def knock(self, address: str) -> None:
        """Somebody asks to come in. Raises: TooManyKnocks."""
        _spend(self._knocks, address)

    def miss(self, address: str) -> None:
        """What somebody brought opened nothing. Raises: TooManyKnocks."""
        _spend(self._misses, address)

    def try_code(self, link: UUID) -> None:
        """A phone brings a code; counted by its link, for a hall shares one address. Raises: TooManyKnocks."""
        _spend(self._codes, str(link))
