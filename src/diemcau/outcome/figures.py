# SPDX-License-Identifier: Apache-2.0
"""Figures by name: the only way in which a number reaches a published page.

A figure is bound to the name of its query and to the entry at which it held, so that
anybody can ask the journal again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from diemcau.outcome.outcome import Outcome

Query = Callable[[Outcome], int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """What a query answered at one entry of the journal, and when that entry was written."""

    name: str
    seq: int
    value: int
    at: datetime


_QUERIES: Mapping[str, Query] = {
    "delegates.invited": lambda outcome: outcome.counts.invited,
    "delegates.attended": lambda outcome: outcome.counts.attended,
    "delegates.present": lambda outcome: outcome.counts.present,
    "delegates.substituted": lambda outcome: outcome.counts.substituted,
    "delegates.excused": lambda outcome: outcome.counts.excused,
    "delegates.absent": lambda outcome: outcome.counts.absent,
    "venues.planned": lambda outcome: len(outcome.venues),
    "venues.took_part": lambda outcome: sum(venue.took_part for venue in outcome.venues),
    "turns.taken": lambda outcome: len(outcome.turns),
}


def figures(outcome: Outcome) -> dict[str, Figure]:
    """All figures of an outcome by name; besides the fixed ones `venues.<tier>`, counting those that took part."""
    values = {name: query(outcome) for name, query in _QUERIES.items()}
    for tier in outcome.tiers:
        values[f"venues.{tier}"] = sum(venue.took_part for venue in outcome.venues_of_tier(tier))
    seq, at = outcome.seal.seq, outcome.closed_at
    return {name: Figure(name=name, seq=seq, value=value, at=at) for name, value in values.items()}
