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
from diemcau.outcome.tally import Tally

Query = Callable[[Tally], int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """What a query answered at one entry of the journal, and when that entry was written."""

    name: str
    seq: int
    value: int
    at: datetime


_QUERIES: Mapping[str, Query] = {
    "delegates.invited": lambda tally: tally.counts.invited,
    "delegates.attended": lambda tally: tally.counts.attended,
    "delegates.present": lambda tally: tally.counts.present,
    "delegates.substituted": lambda tally: tally.counts.substituted,
    "delegates.excused": lambda tally: tally.counts.excused,
    "delegates.absent": lambda tally: tally.counts.absent,
    "venues.planned": lambda tally: len(tally.venues),
    "venues.took_part": lambda tally: tally.took_part(),
    "turns.taken": lambda tally: tally.turns,
}


def figures(outcome: Outcome) -> dict[str, Figure]:
    """All figures of an outcome by name, at its closing."""
    return figures_at(outcome.tally, seq=outcome.seal.seq, at=outcome.closed_at)


def figures_at(tally: Tally, *, seq: int, at: datetime) -> dict[str, Figure]:
    """All figures by name, at one entry; besides the fixed ones `venues.<tier>`, counting those that took part."""
    values = {name: query(tally) for name, query in _QUERIES.items()}
    values |= {f"venues.{tier}": tally.took_part(tier) for tier in tally.tiers}
    return {name: Figure(name=name, seq=seq, value=value, at=at) for name, value in values.items()}
