# SPDX-License-Identifier: Apache-2.0
"""The live documents, read off the board: the same for the relay's tracks and for HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from diemcau.board.live import Backstage, Floor, Health, Notice, VenueRow
from diemcau.board.state import Board


@dataclass(frozen=True, slots=True)
class VenueHealth:
    """How a venue's picture and sound are, and in one word why they aren't well."""

    health: Health
    cause: str


UNHEARD_OF = VenueHealth("grey", "")


def floor_document(board: Board) -> Floor:
    """What every room needs to know."""
    floor = board.floor
    tallies = {venue: stand for venue in _venues_with_a_stand(board) if (stand := floor.stand_of(venue))}
    return Floor(
        seq=board.seq,
        phase=board.phase,
        opened_at=_instant(board.opened_at),
        closed_at=_instant(board.closed_at),
        item=board.item,
        item_started_at=_instant(board.item_started_at),
        scene=floor.scene,
        on_air=list(floor.on_air),
        aired_at=_instant(floor.floor_since) if floor.on_air else None,
        queue=[hand.venue for hand in floor.queue],
        tallies=tallies,
        notices=[
            Notice(seq=notice.seq, at=notice.at.astimezone(UTC).isoformat(), venue=notice.venue, text=notice.text)
            for notice in floor.notices
        ],
    )


def backstage_document(board: Board, health: Mapping[str, VenueHealth]) -> Backstage:
    """What the director needs to know; a venue that is missing in `health` is grey."""
    return Backstage(
        seq=board.seq,
        totals=board.totals,
        venues={venue: _venue_row(board, venue, health.get(venue, UNHEARD_OF)) for venue in board.venues},
    )


def _venue_row(board: Board, venue: str, health: VenueHealth) -> VenueRow:
    floor, roll = board.floor, board.counts(venue)
    hand = floor.hand_of(venue)
    spoke = floor.spoke.get(venue)
    return VenueRow(
        connected=venue in floor.connected,
        invited=roll.invited,
        present=roll.present,
        substituted=roll.substituted,
        excused=roll.excused,
        headcount=roll.headcount,
        hand_at=_instant(hand.raised_at) if hand else None,
        help_at=_instant(floor.helps.get(venue)),
        tally=floor.stand_of(venue),
        health=health.health,
        cause=health.cause,
        spoke_s=spoke.total_seconds() if spoke else 0.0,
        losses=floor.losses.get(venue, 0),
    )


def _venues_with_a_stand(board: Board) -> list[str]:
    return [*(hand.venue for hand in board.floor.queue), *board.floor.standby, *board.floor.on_air]


def _instant(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat() if at else None
