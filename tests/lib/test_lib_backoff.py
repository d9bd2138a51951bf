# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from diemcau.lib.backoff import Backoff


@given(st.integers(1, 400))
def test_delays_grow_to_the_cap_and_spread(failures: int) -> None:
    backoff = Backoff(first_s=0.25, cap_s=10.0)
    delays = [backoff.next_delay_s() for _ in range(failures)]
    ceilings = [min(10.0, 0.25 * 2.0**number) for number in range(failures)]
    assert all(ceiling / 2 <= delay <= ceiling for delay, ceiling in zip(delays, ceilings, strict=True))


def test_success_begins_anew() -> None:
    backoff = Backoff(first_s=1.0, cap_s=60.0)
    for _ in range(5):
        backoff.next_delay_s()
    backoff.reset()
    assert backoff.next_delay_s() <= 1.0
