# SPDX-License-Identifier: Apache-2.0
"""The course of a conference, folded from its journal: what ran when, who spoke, what went wrong.

Lists of happenings with their times, never counts of people: those are the board's. Knows
codes and numbers alone, no names and no database.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from diemcau.conference.events import ConferenceClosed, ConferenceOpened, ItemStarted, PlanRecorded
from diemcau.floor.events import IncidentNoted, VenueAired, VenueConnected, VenueLost, VenueReleased
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
    """A venue's line was down."""

    venue: str
    cause: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Incident:
    """Something noted for the minutes; `venue` is None when it is about all, `text` once it was shredded."""

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


def evolve(chronicle: Chronicle, event: Event, at: datetime) -> Chronicle:  # noqa: PLR0911 - one case an event
    """The chronicle after one more event. The hub's own time on the floor is no turn."""
    match event:
        case PlanRecorded():
            return replace(chronicle, hub=next((v.code for v in event.venues if v.parent is None), None))
        case ConferenceOpened():
            return replace(chronicle, opened_at=at, linked=chronicle.connected)
        case ConferenceClosed():
            ended = _without_turn(chronicle, at)
            return replace(ended, closed_at=at, runs=_end_last(ended.runs, at))
        case ItemStarted():
            runs = (*_end_last(chronicle.runs, at), ItemRun(item=event.item, started_at=at))
            return replace(chronicle, runs=runs)
        case IncidentNoted():
            incident = Incident(at=at, venue=event.venue, text=event.text)
            return replace(chronicle, incidents=(*chronicle.incidents, incident))
        case VenueAired():
            return _with_turn(chronicle, event.venue, at)
        case VenueReleased():
            return _without_turn(chronicle, at) if _speaks(chronicle, event.venue) else chronicle
        case VenueConnected():
            return _with_line(chronicle, event.venue, at)
        case VenueLost():
            return _without_line(chronicle, event, at)
    return chronicle


def _speaks(chronicle: Chronicle, venue: str) -> bool:
    return bool(chronicle.turns) and chronicle.turns[-1].ended_at is None and chronicle.turns[-1].venue == venue


def _with_turn(chronicle: Chronicle, venue: str, at: datetime) -> Chronicle:
    if _speaks(chronicle, venue):
        return chronicle
    chronicle = _without_turn(chronicle, at)
    if venue == chronicle.hub:
        return chronicle
    item = chronicle.runs[-1].item if chronicle.runs else None
    return replace(chronicle, turns=(*chronicle.turns, Turn(venue=venue, item=item, started_at=at)))


def _without_turn(chronicle: Chronicle, at: datetime) -> Chronicle:
    return replace(chronicle, turns=_end_last(chronicle.turns, at))


def _with_line(chronicle: Chronicle, venue: str, at: datetime) -> Chronicle:
    losses = tuple(
        replace(loss, ended_at=at) if loss.venue == venue and loss.ended_at is None else loss
        for loss in chronicle.losses
    )
    linked = chronicle.linked | {venue} if chronicle.opened_at else chronicle.linked
    return replace(chronicle, losses=losses, connected=chronicle.connected | {venue}, linked=linked)


def _without_line(chronicle: Chronicle, event: VenueLost, at: datetime) -> Chronicle:
    quiet = _without_turn(chronicle, at) if _speaks(chronicle, event.venue) else chronicle
    loss = Loss(venue=event.venue, cause=event.cause, started_at=at)
    return replace(quiet, losses=(*quiet.losses, loss), connected=quiet.connected - {event.venue})


def _end_last(spans: tuple[SpanType, ...], at: datetime) -> tuple[SpanType, ...]:
    if not spans or spans[-1].ended_at is not None:
        return spans
    return (*spans[:-1], replace(spans[-1], ended_at=at))


def _evolve_record(chronicle: Chronicle, record: Record) -> Chronicle:
    return evolve(chronicle, record.event, record.at)


CHRONICLE_FOLD: Fold[Chronicle] = Fold(name="chronicle", initial=Chronicle(), evolve=_evolve_record)
