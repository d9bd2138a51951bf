# SPDX-License-Identifier: Apache-2.0
"""How long to wait before trying again: doubling, capped, and spread by chance.

A hundred venues that lose the same line must not all come back in the same instant.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field


@dataclass(kw_only=True)
class Backoff:
    """The delays of one thing that is tried again and again.

    `first_s` is the ceiling of the first delay, `cap_s` of all; each delay falls between
    half its ceiling and the whole of it.
    """

    first_s: float = 0.25
    cap_s: float = 10.0
    chance: random.Random = field(default_factory=random.Random, repr=False)
    failures: int = 0

    def next_delay_s(self) -> float:
        """The delay after one more failure, in seconds."""
        # 2**32 doublings of any sane first delay are beyond every cap.
        ceiling = min(self.cap_s, self.first_s * 2.0 ** min(self.failures, 32))
        self.failures += 1
        return ceiling * self.chance.uniform(0.5, 1.0)

    def reset(self) -> None:
        """It worked: the next delay is a first one again."""
        self.failures = 0
