# SPDX-License-Identifier: Apache-2.0
"""Whose picture a recording shows, and for how long there was one: folded from the journal. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from diemcau.board.state import BOARD_FOLD, Board
from diemcau.journal.records import Record


def on_show(board: Board) -> str | None:
    """Whose picture every screen shows; None for a holding picture, and before and after the conference.

    With two venues on air it is the first one's.
    """
    floor = board.floor
    if board.phase != "open" or floor.scene == "holding" or not floor.on_air:
        return None
    return floor.on_air[0]


def time_on_show(records: Iterable[Record]) -> timedelta:
    """How long there was a picture to record, by a conference's whole journal up to its closing."""
    board, since, total = BOARD_FOLD.initial, None, timedelta()
    for record in records:
        board = BOARD_FOLD.evolve(board, record)
        since, total = _counted(board, record.at, since, total)
    return total


def _counted(board: Board, at: datetime, since: datetime | None, total: timedelta) -> tuple[datetime | None, timedelta]:
    if on_show(board) is None:
        return None, total if since is None else total + (at - since)
    return since or at, total


@dataclass(frozen=True, kw_only=True, slots=True)
class Showing:
    """A stretch during which every screen showed the same venue."""

    venue: str
    since: datetime
    until: datetime


def showings(records: Iterable[Record]) -> Iterator[Showing]:
    """Whose picture was shown when, by a conference's whole journal up to its closing."""
    board, venue, since = BOARD_FOLD.initial, None, None
    for record in records:
        board = BOARD_FOLD.evolve(board, record)
        now = on_show(board)
        if now != venue:
            if venue is not None and since is not None and since < record.at:
                yield Showing(venue=venue, since=since, until=record.at)
            venue, since = now, record.at
