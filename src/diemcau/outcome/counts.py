# SPDX-License-Identifier: Apache-2.0
"""Counts of people, as sums over venues. Every number here comes out of the board's rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Literal

Status = Literal["present", "substituted", "excused", "absent"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """One venue's numbers, or the sum of several. `headcount` sums only what was counted on the spot."""

    invited: int = 0
    present: int = 0
    substituted: int = 0
    excused: int = 0
    headcount: int = 0

    @property
    def absent(self) -> int:
        """Invited, and neither came nor sent anybody nor word."""
        return self.invited - self.present - self.substituted - self.excused

    @property
    def attended(self) -> int:
        """Heads that the roll call found in the rooms: invited people and those sent for them."""
        return self.present + self.substituted

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            invited=self.invited + other.invited,
            present=self.present + other.present,
            substituted=self.substituted + other.substituted,
            excused=self.excused + other.excused,
            headcount=self.headcount + other.headcount,
        )


def total(counts: Iterable[Counts]) -> Counts:
    """The sum of all."""
    return reduce(Counts.__add__, counts, Counts())
