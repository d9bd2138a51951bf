# SPDX-License-Identifier: Apache-2.0
"""Presence joined with delivery: what of the conference a person in a room could really follow.

A line that fell takes nothing from anybody's presence: it is told apart, as signal lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from diemcau.reception.stretches import Stretch, Stretches, intersection, length_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Stay:
    """How long somebody was in a room, how long of it the programme reached it, and how long the signal was lost.

    0 ≤ received + lost ≤ present: under a holding picture there is nothing to receive or to lose.
    """

    present: timedelta
    received: timedelta
    lost: timedelta


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """One conference as one room got it: from opening to closing, the programme shown, and what arrived.

    `arrived` is None in the room where the programme is made.
    """

    session: Stretch
    shown: Stretches
    arrived: Stretches | None


def stay_since(arrived_at: datetime, delivery: Delivery) -> Stay:
    """What somebody got who has been in the room since `arrived_at`; before the opening nothing counts.

    Nobody notes when people leave: whoever came is taken to have stayed until the closing.
    """
    session = delivery.session
    there = (Stretch(since=max(arrived_at, session.since), until=session.until),)
    offered = intersection(there, delivery.shown)
    received = offered if delivery.arrived is None else intersection(offered, delivery.arrived)
    return Stay(
        present=length_of(there),
        received=length_of(received),
        lost=length_of(offered) - length_of(received),
    )


def mean_of(stays: Sequence[Stay]) -> Stay | None:
    """The mean of several stays, None of none."""
    if not stays:
        return None
    return Stay(
        present=sum((stay.present for stay in stays), timedelta()) / len(stays),
        received=sum((stay.received for stay in stays), timedelta()) / len(stays),
        lost=sum((stay.lost for stay in stays), timedelta()) / len(stays),
    )
