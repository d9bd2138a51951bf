# SPDX-License-Identifier: Apache-2.0
"""Keeps `Turn` up to date with the journal."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet

from diemcau.conference.events import ConferenceClosed
from diemcau.floor.events import ClipStarted, CutUndone, VenueAired, VenueLost, VenuePaired, VenueReleased
from diemcau.floor.models import Turn
from diemcau.journal.projections import projects, resets
from diemcau.journal.records import Record


@projects(VenueAired)
def aired(record: Record, event: VenueAired) -> None:
    """Turns from before end where this one begins."""
    _leave(record, [event.venue])


@projects(VenuePaired)
def paired(record: Record, event: VenuePaired) -> None:
    """A turn beside the one that lasts."""
    _begin(record, event.venue)


@projects(ClipStarted)
def clip_started(record: Record, _event: ClipStarted) -> None:
    """A film ends every turn."""
    _leave(record, [])


@projects(CutUndone)
def undone(record: Record, event: CutUndone) -> None:
    """Whoever came with the cut goes, whoever went comes back."""
    _leave(record, [venue for venue in (event.aired, event.beside) if venue is not None])


@projects(VenueReleased)
def released(record: Record, event: VenueReleased) -> None:
    """Off the air; a venue on stand-by had no turn."""
    _end(_lasting(record).filter(venue=event.venue), record)


@projects(VenueLost)
def lost(record: Record, event: VenueLost) -> None:
    """A line that went down took its turn with it."""
    _end(_lasting(record).filter(venue=event.venue), record)


@projects(ConferenceClosed)
def closed(record: Record, _event: ConferenceClosed) -> None:
    """No turn outlasts the conference."""
    _leave(record, [])


@resets
def forget(conference: UUID) -> None:
    """Drop the conference's rows."""
    Turn.objects.filter(conference=conference).delete()


def _leave(record: Record, venues: Sequence[str]) -> None:
    """These venues are on air from this entry on, and no other."""
    _end(_lasting(record).exclude(venue__in=venues), record)
    for venue in venues:
        _begin(record, venue)


def _begin(record: Record, venue: str) -> None:
    if _lasting(record).filter(venue=venue).exists():
        return
    Turn.objects.get_or_create(
        conference=record.conference, venue=venue, aired_seq=record.seq, defaults={"aired_at": record.at}
    )


def _end(turns: QuerySet[Turn], record: Record) -> None:
    turns.update(ended_at=record.at, ended_seq=record.seq)


def _lasting(record: Record) -> QuerySet[Turn]:
    return Turn.objects.filter(conference=record.conference, ended_at=None, aired_seq__lt=record.seq)
