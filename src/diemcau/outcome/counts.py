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
    """One venue's numbers, or the sum of several. `headcount` is None where nobody counted heads on the spot.

    invited + walk_ins + moved_in - moved_out = present + substituted + excused + absent;
    guests of honour are outside that sum.
    """

    invited: int = 0
    walk_ins: int = 0
    moved_in: int = 0
    moved_out: int = 0
    present: int = 0
    substituted: int = 0
    excused: int = 0
    absent: int = 0
    guests: int = 0
    headcount: int | None = None

    @property
    def attended(self) -> int:
        """Heads that the roll call found in the rooms: invited people and those sent for them."""
        return self.present + self.substituted

    def __add__(self, other: Counts) -> Counts:
        added = {name: getattr(self, name) + getattr(other, name) for name in self.__slots__ if name != "headcount"}
        return Counts(**added, headcount=_sum_of_known(self.headcount, other.headcount))


def _sum_of_known(one: int | None, other: int | None) -> int | None:
    return one if other is None else other if one is None else one + other


def total(counts: Iterable[Counts]) -> Counts:
    """The sum of all."""
    return reduce(Counts.__add__, counts, Counts())
