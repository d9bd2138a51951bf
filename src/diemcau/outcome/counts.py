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
    """One venue's numbers, or the sum of several. `headcount` is None where nobody counted heads on the spot."""

    invited: int = 0
    present: int = 0
    substituted: int = 0
    excused: int = 0
    headcount: int | None = None

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
            headcount=_sum_of_known(self.headcount, other.headcount),
        )


def _sum_of_known(one: int | None, other: int | None) -> int | None:
    return one if other is None else other if one is None else one + other


def total(counts: Iterable[Counts]) -> Counts:
    """The sum of all."""
    return reduce(Counts.__add__, counts, Counts())
