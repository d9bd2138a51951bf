# SPDX-License-Identifier: Apache-2.0
"""In which order raised hands are called, by the rule that the organiser picked. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from diemcau.conference.events import PlannedVenue, QueueRule

_TIERS = ("hub", "province", "cluster", "district", "commune", "room")


@dataclass(frozen=True, kw_only=True, slots=True)
class Hand:
    """A venue that waits for the floor."""

    venue: str
    raised_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Seating:
    """What the plan says of each venue, as far as the order of hands needs it, by code."""

    parents: Mapping[str, str | None]
    ranks: Mapping[str, int]

    def cluster_of(self, venue: str) -> str:
        """The branch right below the hub that a venue belongs to; the hub and strangers are their own."""
        while (parent := self.parents.get(venue)) is not None and self.parents.get(parent) is not None:
            venue = parent
        return venue

    def is_under(self, venue: str, branch: str) -> bool:
        """Whether a venue is `branch` or belongs to it, at any depth."""
        at: str | None = venue
        while at is not None and at != branch:
            at = self.parents.get(at)
        return at == branch


NOWHERE = Seating(parents={}, ranks={})


def seating_of(venues: Sequence[PlannedVenue]) -> Seating:
    """Read the plan's order and tree. Tiers that the rule doesn't know come last."""
    tiers = {tier: place for place, tier in enumerate(_TIERS)}
    ranked = sorted(venues, key=lambda venue: tiers.get(venue.tier, len(tiers)))
    return Seating(
        parents={venue.code: venue.parent for venue in venues},
        ranks={venue.code: place for place, venue in enumerate(ranked)},
    )


def in_order(hands: Sequence[Hand], *, rule: QueueRule, seating: Seating, turns: Mapping[str, int]) -> tuple[Hand, ...]:
    """Sort raised hands.

    Args:
        hands: in the order in which they were raised.
        rule: the organiser's.
        seating: of the recorded plan.
        turns: how often each venue has been on air.
    """
    if rule == "rank":
        return tuple(sorted(hands, key=lambda hand: seating.ranks.get(hand.venue, len(seating.ranks))))
    if rule == "cluster":
        return _clusters_in_turn(hands, seating, turns)
    return tuple(hands)


def _clusters_in_turn(hands: Sequence[Hand], seating: Seating, turns: Mapping[str, int]) -> tuple[Hand, ...]:
    taken: Counter[str] = Counter()
    for venue, count in turns.items():
        taken[seating.cluster_of(venue)] += count
    rounds: list[tuple[int, Hand]] = []
    for hand in hands:
        cluster = seating.cluster_of(hand.venue)
        rounds.append((taken[cluster], hand))
        taken[cluster] += 1
    return tuple(hand for _, hand in sorted(rounds, key=lambda one: one[0]))
