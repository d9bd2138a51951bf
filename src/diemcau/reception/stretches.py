# SPDX-License-Identifier: Apache-2.0
"""Stretches of time, as sets: merged, cut to each other, measured. Knows no venue and no person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

Stretches = tuple["Stretch", ...]


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Stretch:
    """From `since` on, up to but not at `until`; empty when a clock that was set back made it end before it began."""

    since: datetime
    until: datetime


def merged(stretches: Iterable[Stretch]) -> Stretches:
    """The same time in order and without overlaps: after a jump of the clock no minute counts twice."""
    apart: list[Stretch] = []
    for stretch in sorted(stretches):
        if stretch.until <= stretch.since:
            continue
        if apart and stretch.since <= apart[-1].until:
            last = apart.pop()
            apart.append(Stretch(since=last.since, until=max(last.until, stretch.until)))
        else:
            apart.append(stretch)
    return tuple(apart)


def intersection(one: Iterable[Stretch], other: Iterable[Stretch]) -> Stretches:
    """The time that lies in both, in order and without overlaps."""
    left, right = merged(one), merged(other)
    shared: list[Stretch] = []
    at_left = at_right = 0
    while at_left < len(left) and at_right < len(right):
        a, b = left[at_left], right[at_right]
        since, until = max(a.since, b.since), min(a.until, b.until)
        if since < until:
            shared.append(Stretch(since=since, until=until))
        if a.until <= b.until:
            at_left += 1
        else:
            at_right += 1
    return tuple(shared)


def length_of(stretches: Iterable[Stretch]) -> timedelta:
    """How long they are together, each moment counted once."""
    return sum((stretch.until - stretch.since for stretch in merged(stretches)), timedelta())
