# SPDX-License-Identifier: Apache-2.0
"""The course of a conference, folded from its journal: what ran when, who spoke, what went wrong.

Lists of happenings with their times, never counts of people: those are the board's. Knows
codes and numbers alone, no names and no database.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from diemcau.conference.events import ConferenceClosed, ConferenceOpened, ItemStarted, PlanRecorded
from diemcau.floor.events import (
    ClipStarted,
    CutUndone,
    IncidentNoted,
    VenueAired,
    VenueConnected,
    VenueLost,
    VenuePaired,
    VenueReleased,
)
from diemcau.floor.sources import SOURCES
from diemcau.journal.events import Event
from diemcau.journal.folding import Fold
from diemcau.journal.records import Record


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """A stretch of time; `ended_at` is None while it lasts."""

    started_at: datetime
    ended_at: datetime | None = None

    @property
    def length(self) -> timedelta | None:
        """How long it lasted, None while it lasts."""
        return None if self.ended_at is None else self.ended_at - self.started_at


SpanType = TypeVar("SpanType", bound=Span)


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemRun(Span):
    """A stretch during which one item of the programme ran."""

    item: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn(Span):
    """A venue's turn on the floor, and the item during which it began (None before the first)."""

    venue: str
    item: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Loss(Span):
    """A venue's line was down, from entry `seq` to entry `back_seq`, None while it is."""

    venue: str
    cause: str
    seq: int
    back_seq: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Incident:
    """Something noted for the minutes; `venue` is None when it is about all, `text` once it was shredded."""

    seq: int
    at: datetime
    venue: str | None
    text: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Chronicle:
    """What happened, in the order in which it began.

    `connected` are the venues whose line is up; `linked` those whose line was up at some time
    between opening and closing, so that a rehearsal the evening before doesn't count.
    """

    hub: str | None = None
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    runs: tuple[ItemRun, ...] = ()
    turns: tuple[Turn, ...] = ()
    losses: tuple[Loss, ...] = ()
    incidents: tuple[Incident, ...] = ()
    connected: frozenset[str] = frozenset()
    linked: frozenset[str] = frozenset()


def evolve(chronicle: Chronicle, record: Record) -> Chronicle:  # noqa: PLR0911 - one case an event
    """The chronicle after one more entry. The hub's own time on the floor is no turn, nor is a source's."""
    event, at = record.event, record.at
    speaking = _speaking_after(chronicle, event)
    if speaking is not None:
        chronicle = _with_turns(chronicle, speaking, at)
    match event:
        case PlanRecorded():
            return replace(chronicle, hub=next((v.code for v in event.venues if v.parent is None), None))
        case ConferenceOpened():
            return replace(chronicle, opened_at=at, linked=chronicle.connected)
        case ConferenceClosed():
            return replace(chronicle, closed_at=at, runs=_end_last(chronicle.runs, at))
        case ItemStarted():
            runs = (*_end_last(chronicle.runs, at), ItemRun(item=event.item, started_at=at))
            return replace(chronicle, runs=runs)
        case IncidentNoted():
            incident = Incident(seq=record.seq, at=at, venue=event.venue, text=event.text)
            return replace(chronicle, incidents=(*chronicle.incidents, incident))
        case VenueConnected() if event.venue not in SOURCES:
            return _with_line(chronicle, event.venue, record)
        case VenueLost() if event.venue not in SOURCES:
            return _without_line(chronicle, event, record)
    return chronicle


def _speaking_after(chronicle: Chronicle, event: Event) -> Sequence[str | None] | None:
    """Who has the floor by the director's call after an event; None when the event moves nobody."""
    speaking = [turn.venue for turn in chronicle.turns if turn.ended_at is None]
    match event:
        case VenueAired():
            return [event.venue]
        case VenuePaired():
            return [*speaking, event.venue]
        case VenueReleased() | VenueLost():
            return [venue for venue in speaking if venue != event.venue]
        case CutUndone():
            return [event.aired, event.beside]
        case ClipStarted() | ConferenceClosed():
            return []
    return None


def _with_turns(chronicle: Chronicle, venues: Sequence[str | None], at: datetime) -> Chronicle:
    """These venues have the floor from now on, and no other: who stays goes on with the same turn."""
    turns = tuple(
        replace(turn, ended_at=at) if turn.ended_at is None and turn.venue not in venues else turn
        for turn in chronicle.turns
    )
    no_turn = {turn.venue for turn in turns if turn.ended_at is None} | SOURCES | {chronicle.hub}
    item = chronicle.runs[-1].item if chronicle.runs else None
    begun = (Turn(venue=venue, item=item, started_at=at) for venue in venues if venue and venue not in no_turn)
    return replace(chronicle, turns=(*turns, *begun))


def _with_line(chronicle: Chronicle, venue: str, record: Record) -> Chronicle:
    losses = tuple(
        replace(loss, ended_at=record.at, back_seq=record.seq)
        if loss.venue == venue and loss.ended_at is None
        else loss
        for loss in chronicle.losses
    )
    linked = chronicle.linked | {venue} if chronicle.opened_at else chronicle.linked
    return replace(chronicle, losses=losses, connected=chronicle.connected | {venue}, linked=linked)


def _without_line(chronicle: Chronicle, event: VenueLost, record: Record) -> Chronicle:
    loss = Loss(venue=event.venue, cause=event.cause, seq=record.seq, started_at=record.at)
    return replace(chronicle, losses=(*chronicle.losses, loss), connected=chronicle.connected - {event.venue})


def _end_last(spans: tuple[SpanType, ...], at: datetime) -> tuple[SpanType, ...]:
    if not spans or spans[-1].ended_at is not None:
        return spans
    return (*spans[:-1], replace(spans[-1], ended_at=at))


CHRONICLE_FOLD: Fold[Chronicle] = Fold(name="chronicle", initial=Chronicle(), evolve=evolve)


def _evolve_until_closing(chronicle: Chronicle, record: Record) -> Chronicle:
    return chronicle if chronicle.closed_at else evolve(chronicle, record)


SESSION_FOLD: Fold[Chronicle] = Fold(name="session", initial=Chronicle(), evolve=_evolve_until_closing)
"""As `CHRONICLE_FOLD`, but what comes after the closing changes nothing."""
