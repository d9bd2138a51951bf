# SPDX-License-Identifier: Apache-2.0
"""The board: what is true now, folded from the journal. The one source of every count.

Composes floor, roll and reception with the agenda of the conference. Pure: knows no table,
no clock and no name of a person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from diemcau.board.live import Phase, Totals
from diemcau.checks import state as check_state
from diemcau.checks.state import CheckState
from diemcau.conference.events import (
    ConferenceClosed,
    ConferenceOpened,
    ItemStarted,
    PlannedItem,
    PlannedVenue,
    PlanRecorded,
)
from diemcau.floor import state as floor_state
from diemcau.floor.state import FloorState
from diemcau.journal.events import Event
from diemcau.journal.folding import Fold
from diemcau.journal.records import Record
from diemcau.presence import state as presence_state
from diemcau.presence.events import SheetCounts
from diemcau.presence.state import PresenceState
from diemcau.reception import state as reception_state
from diemcau.reception.state import ReceptionState


@dataclass(frozen=True, kw_only=True, slots=True)
class Board:
    """One conference at entry `seq`. `venues` is the recorded plan by code, in its order."""

    seq: int = 0
    venues: Mapping[str, PlannedVenue] = field(default_factory=dict)
    items: tuple[PlannedItem, ...] = ()
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    closed_seq: int | None = None
    item: int | None = None
    item_started_at: datetime | None = None
    floor: FloorState = field(default_factory=FloorState)
    presence: PresenceState = field(default_factory=PresenceState)
    reception: ReceptionState = field(default_factory=ReceptionState)
    checks: CheckState = field(default_factory=CheckState)

    @property
    def phase(self) -> Phase:
        """Planned until the opening, closed after the closing."""
        if self.closed_at:
            return "closed"
        return "open" if self.opened_at else "planned"

    def counts(self, venue: str) -> SheetCounts:
        """The roll of one venue of the plan, which balances always.

        Raises: KeyError: the plan has no such venue.
        """
        if venue not in self.venues:
            raise KeyError(venue)
        return self.presence.numbers(venue)

    @property
    def totals(self) -> Totals:
        """Sums over all venues of the plan."""
        rolls = [self.counts(venue) for venue in self.venues]
        sheets = [self.presence.sheet_status(venue) for venue in self.venues]
        return Totals(
            venues=len(rolls),
            connected=len(self.floor.connected & self.venues.keys()),
            sealed=sheets.count("sealed"),
            cases=sum(len(cases) for cases in self.presence.contested.values()),
            invited=sum(roll.invited for roll in rolls),
            walk_ins=sum(roll.walk_ins for roll in rolls),
            present=sum(roll.present for roll in rolls),
            substituted=sum(roll.substituted for roll in rolls),
            excused=sum(roll.excused for roll in rolls),
            absent=sum(roll.absent for roll in rolls),
            guests=sum(roll.guests for roll in rolls),
            headcount=sum(roll.headcount or 0 for roll in rolls),
        )


def evolve(board: Board, record: Record) -> Board:
    """The board after one more entry."""
    change = _CHANGES.get(type(record.event))
    changed = change(board, record, record.event) if change else board
    floor = floor_state.evolve(board.floor, record)
    is_on = floor.is_open and floor.scene != "holding"
    return replace(
        changed,
        seq=record.seq,
        floor=floor,
        presence=presence_state.evolve(board.presence, record),
        reception=reception_state.evolve(board.reception, record, is_on=is_on),
        checks=check_state.evolve(board.checks, record),
    )


def _plan(board: Board, _record: Record, event: PlanRecorded) -> Board:
    return replace(board, venues={venue.code: venue for venue in event.venues}, items=event.items)


def _opened(board: Board, record: Record, _event: ConferenceOpened) -> Board:
    return replace(board, opened_at=record.at)


def _item(board: Board, record: Record, event: ItemStarted) -> Board:
    return replace(board, item=event.item, item_started_at=record.at)


def _closed(board: Board, record: Record, _event: ConferenceClosed) -> Board:
    return replace(board, closed_at=record.at, closed_seq=record.seq)


_CHANGES: dict[type[Event], Callable[[Board, Record, Any], Board]] = {
    PlanRecorded: _plan,
    ConferenceOpened: _opened,
    ItemStarted: _item,
    ConferenceClosed: _closed,
}

BOARD_FOLD: Fold[Board] = Fold(name="board", initial=Board(), evolve=evolve)
