# SPDX-License-Identifier: Apache-2.0
"""Venue by venue what the record counts: the board's rolls, and the chronicle's word on whose line was up.

Codes and numbers alone. Papers and page read it frozen at the closing; held again at the
journal's head, it tells what marks that came late have changed. Pure.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from diemcau.board.state import Board
from diemcau.outcome.chronicle import Chronicle
from diemcau.outcome.counts import Counts, total


@dataclass(frozen=True, kw_only=True, slots=True)
class VenueTally:
    """One venue's numbers. `took_part`: its line was up during the conference, or somebody was counted there."""

    code: str
    tier: str
    counts: Counts
    took_part: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """All venues in the plan's order, and how many turns on the floor they had."""

    venues: tuple[VenueTally, ...]
    turns: int

    @property
    def counts(self) -> Counts:
        """The sum over all venues."""
        return total(venue.counts for venue in self.venues)

    @property
    def tiers(self) -> tuple[str, ...]:
        """The tiers that there are, the hub's first, in the order of the plan."""
        return tuple(dict.fromkeys(venue.tier for venue in self.venues))

    def took_part(self, tier: str | None = None) -> int:
        """How many venues took part, of one tier or (None) of all."""
        return sum(venue.took_part for venue in self.venues if tier in {None, venue.tier})


def tally(board: Board, chronicle: Chronicle) -> Tally:
    """Count. The chronicle has to end at the closing: a line that comes up later takes part in nothing."""
    return Tally(
        venues=tuple(_venue(board, chronicle, code) for code in board.venues),
        turns=len(chronicle.turns),
    )


def _venue(board: Board, chronicle: Chronicle, code: str) -> VenueTally:
    counts = Counts(**asdict(board.counts(code)))
    return VenueTally(
        code=code,
        tier=board.venues[code].tier,
        counts=counts,
        took_part=bool(code in chronicle.linked or counts.present or counts.substituted or counts.headcount),
    )
