# SPDX-License-Identifier: Apache-2.0
"""Keeps `Turn` up to date with the journal."""

from __future__ import annotations

from uuid import UUID

from diemcau.conference.events import ConferenceClosed
from diemcau.floor.events import VenueAired, VenueLost, VenueReleased
from diemcau.floor.models import Turn
from diemcau.journal.projections import projects, resets
from diemcau.journal.records import Record


@projects(VenueAired)
def aired(record: Record, event: VenueAired) -> None:
    """The turn before ends where this one begins."""
    if Turn.objects.filter(conference=record.conference, aired_seq=record.seq).exists():
        return
    _end_turn(record)
    Turn.objects.create(conference=record.conference, venue=event.venue, aired_at=record.at, aired_seq=record.seq)


@projects(VenueReleased)
def released(record: Record, event: VenueReleased) -> None:
    """Off the air; a venue on stand-by had no turn."""
    _end_turn(record, venue=event.venue)


@projects(VenueLost)
def lost(record: Record, event: VenueLost) -> None:
    """A line that went down took its turn with it."""
    _end_turn(record, venue=event.venue)


@projects(ConferenceClosed)
def closed(record: Record, _event: ConferenceClosed) -> None:
    """No turn outlasts the conference."""
    _end_turn(record)


@resets
def forget(conference: UUID) -> None:
    """Drop the conference's rows."""
    Turn.objects.filter(conference=conference).delete()


def _end_turn(record: Record, *, venue: str | None = None) -> None:
    """End the turn that lasts, if it is the venue's (None: whoever's)."""
    lasting = Turn.objects.filter(conference=record.conference, ended_at=None, aired_seq__lt=record.seq)
    if venue is not None:
        lasting = lasting.filter(venue=venue)
    lasting.update(ended_at=record.at, ended_seq=record.seq)
