# SPDX-License-Identifier: Apache-2.0
"""The floor as a pure fold: lines, hands, stand-by, the air, scene and notices.

At most one venue is on air by the director's call; while nobody is, the hub has the floor
in the scene "speaker". A venue whose line goes down leaves stand-by and the air at once and
doesn't return by itself: a room that believes itself off air must not be heard.
The rules for what may happen next are in `floor/decisions.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from diemcau.conference.events import ConferenceClosed, ConferenceOpened, PlanRecorded
from diemcau.floor.events import (
    HandLowered,
    HandRaised,
    HelpAnswered,
    HelpCalled,
    NoticeSent,
    Scene,
    SceneChanged,
    VenueAired,
    VenueCalled,
    VenueConnected,
    VenueLost,
    VenueReleased,
)
from diemcau.journal.events import Event
from diemcau.journal.folding import Fold
from diemcau.journal.records import Record

Stand = Literal["queued", "standby", "on_air"]
NOTICES_KEPT = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Hand:
    """A venue that waits for the floor."""

    venue: str
    raised_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class SentNotice:
    """A notice and the entry it was sent by; `venue` is None when it is for all."""

    seq: int
    at: datetime
    venue: str | None
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FloorState:
    """Who has a line, who waits, who is heard.

    `aired` is the venue put on air by the director, None while the hub has the floor by
    rule; `floor_since` when the floor last passed from one to another. `losses` and `spoke`
    (time on air of ended turns) are by venue code, `helps` when help was called.
    """

    hub: str | None = None
    venues: frozenset[str] = frozenset()
    is_open: bool = False
    is_over: bool = False
    connected: frozenset[str] = frozenset()
    losses: Mapping[str, int] = field(default_factory=dict)
    queue: tuple[Hand, ...] = ()
    helps: Mapping[str, datetime] = field(default_factory=dict)
    standby: tuple[str, ...] = ()
    aired: str | None = None
    floor_since: datetime | None = None
    spoke: Mapping[str, timedelta] = field(default_factory=dict)
    scene: Scene = "holding"
    notices: tuple[SentNotice, ...] = ()

    @property
    def on_air(self) -> tuple[str, ...]:
        """The venues that every screen shows."""
        if self.aired:
            return (self.aired,)
        return (self.hub,) if self.hub and self.scene == "speaker" else ()

    def hand_of(self, venue: str) -> Hand | None:
        """The venue's place in the queue, None when its hand is down."""
        return next((hand for hand in self.queue if hand.venue == venue), None)

    def stand_of(self, venue: str) -> Stand | None:
        """What a venue's tally light shows."""
        if venue in self.on_air:
            return "on_air"
        if venue in self.standby:
            return "standby"
        return "queued" if self.hand_of(venue) else None


def evolve(state: FloorState, record: Record) -> FloorState:
    """The floor after one more entry; entries of other rooms change nothing."""
    change = _CHANGES.get(type(record.event))
    return change(state, record, record.event) if change else state


def _plan(state: FloorState, _record: Record, event: PlanRecorded) -> FloorState:
    venues = frozenset(venue.code for venue in event.venues)
    return replace(
        state,
        hub=next((venue.code for venue in event.venues if venue.parent is None), None),
        venues=venues,
        queue=tuple(hand for hand in state.queue if hand.venue in venues),
    )


def _opened(state: FloorState, _record: Record, _event: ConferenceOpened) -> FloorState:
    return replace(state, is_open=True)


def _closed(state: FloorState, record: Record, _event: ConferenceClosed) -> FloorState:
    ended = _turn_ended(state, record.at)
    return replace(ended, is_open=False, is_over=True, queue=(), standby=(), helps={}, scene="holding")


def _connected(state: FloorState, _record: Record, event: VenueConnected) -> FloorState:
    return replace(state, connected=state.connected | {event.venue})


def _lost(state: FloorState, record: Record, event: VenueLost) -> FloorState:
    quiet = _turn_ended(state, record.at) if state.aired == event.venue else state
    return replace(
        quiet,
        connected=state.connected - {event.venue},
        losses={**state.losses, event.venue: state.losses.get(event.venue, 0) + 1},
        standby=_without(state.standby, event.venue),
    )


def _hand_raised(state: FloorState, record: Record, event: HandRaised) -> FloorState:
    if state.hand_of(event.venue):
        return state
    return replace(state, queue=(*state.queue, Hand(venue=event.venue, raised_at=record.at)))


def _hand_lowered(state: FloorState, _record: Record, event: HandLowered) -> FloorState:
    return replace(state, queue=_queue_without(state, event.venue))


def _help_called(state: FloorState, record: Record, event: HelpCalled) -> FloorState:
    return replace(state, helps={event.venue: record.at, **state.helps})


def _help_answered(state: FloorState, _record: Record, event: HelpAnswered) -> FloorState:
    return replace(state, helps={venue: at for venue, at in state.helps.items() if venue != event.venue})


def _called(state: FloorState, _record: Record, event: VenueCalled) -> FloorState:
    standby = (*_without(state.standby, event.venue), event.venue)
    return replace(state, standby=standby, queue=_queue_without(state, event.venue))


def _aired(state: FloorState, record: Record, event: VenueAired) -> FloorState:
    return replace(
        _turn_ended(state, record.at),
        aired=event.venue,
        standby=_without(state.standby, event.venue),
        queue=_queue_without(state, event.venue),
    )


def _released(state: FloorState, record: Record, event: VenueReleased) -> FloorState:
    quiet = _turn_ended(state, record.at) if state.aired == event.venue else state
    return replace(quiet, standby=_without(state.standby, event.venue))


def _scene(state: FloorState, record: Record, event: SceneChanged) -> FloorState:
    since = state.floor_since if state.aired else record.at
    return replace(state, scene=event.scene, floor_since=since)


def _notice(state: FloorState, record: Record, event: NoticeSent) -> FloorState:
    if event.text is None:
        return state
    notice = SentNotice(seq=record.seq, at=record.at, venue=event.venue, text=event.text)
    return replace(state, notices=(*state.notices, notice)[-NOTICES_KEPT:])


_CHANGES: dict[type[Event], Callable[[FloorState, Record, Any], FloorState]] = {
    PlanRecorded: _plan,
    ConferenceOpened: _opened,
    ConferenceClosed: _closed,
    VenueConnected: _connected,
    VenueLost: _lost,
    HandRaised: _hand_raised,
    HandLowered: _hand_lowered,
    HelpCalled: _help_called,
    HelpAnswered: _help_answered,
    VenueCalled: _called,
    VenueAired: _aired,
    VenueReleased: _released,
    SceneChanged: _scene,
    NoticeSent: _notice,
}


def _turn_ended(state: FloorState, at: datetime) -> FloorState:
    """Whoever was on air by the director's call no longer is, and its time is counted."""
    if state.aired is None or state.floor_since is None:
        return replace(state, floor_since=at)
    spoke = state.spoke.get(state.aired, timedelta()) + (at - state.floor_since)
    return replace(state, aired=None, floor_since=at, spoke={**state.spoke, state.aired: spoke})


def _without(venues: tuple[str, ...], gone: str) -> tuple[str, ...]:
    return tuple(venue for venue in venues if venue != gone)


def _queue_without(state: FloorState, venue: str) -> tuple[Hand, ...]:
    return tuple(hand for hand in state.queue if hand.venue != venue)


FLOOR_FOLD: Fold[FloorState] = Fold(name="floor", initial=FloorState(), evolve=evolve)
