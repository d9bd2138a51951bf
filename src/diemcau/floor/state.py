# SPDX-License-Identifier: Apache-2.0
"""The floor as a pure fold: lines, hands, stand-by, the air, slides, notices and threads.

A venue whose line goes down leaves stand-by and the air at once and doesn't return by itself:
a room that believes itself off air must not be heard. Who is on air is `air`'s business, the
order of hands `order`'s; the rules for what may happen next are in `decisions`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from diemcau.conference.events import ConferenceClosed, ConferenceOpened, PlanRecorded, QueueRule
from diemcau.floor import air as on_the_air
from diemcau.floor.air import Air, Film
from diemcau.floor.events import (
    ClipEnded,
    ClipStarted,
    CutUndone,
    HandLowered,
    HandRaised,
    HelpAnswered,
    HelpCalled,
    MessageSent,
    NoticeAcknowledged,
    NoticeSent,
    Scene,
    SceneChanged,
    SlideTurned,
    VenueAired,
    VenueCalled,
    VenueConnected,
    VenueLost,
    VenuePaired,
    VenueReleased,
)
from diemcau.floor.order import NOWHERE, Hand, Seating, in_order, seating_of
from diemcau.journal.events import Event
from diemcau.journal.folding import Fold
from diemcau.journal.records import Record

Stand = Literal["queued", "standby", "on_air"]
NOTICES_KEPT = 20
LINES_KEPT = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class SentNotice:
    """A notice and the entry it was sent by; `venue` is None when it is for all."""

    seq: int
    at: datetime
    venue: str | None
    branch: bool
    text: str
    acknowledged: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class ThreadLine:
    """A line between a venue's desk and the hub; `text` is None once it was shredded."""

    seq: int
    at: datetime
    from_hub: bool
    text: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Slide:
    """The page of the moment, from 1."""

    deck: UUID
    page: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Cut:
    """How things stood before the last cut: what an undo brings back."""

    aired: str | None
    beside: str | None
    scene: Scene
    standby: tuple[str, ...]
    hands: tuple[Hand, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class FloorState:
    """Who has a line, who waits, who is heard.

    `hands` are in the order in which they were raised, `losses` counted by venue code, `helps`
    when help was called, `threads` the newest lines between each desk and the hub, `decks` the
    numbers of pages. `before` is None when there is no cut to undo.
    """

    hub: str | None = None
    venues: frozenset[str] = frozenset()
    seating: Seating = NOWHERE
    queue_rule: QueueRule = "time"
    is_open: bool = False
    is_over: bool = False
    connected: frozenset[str] = frozenset()
    losses: Mapping[str, int] = field(default_factory=dict)
    hands: tuple[Hand, ...] = ()
    helps: Mapping[str, datetime] = field(default_factory=dict)
    standby: tuple[str, ...] = ()
    air: Air = field(default_factory=Air)
    before: Cut | None = None
    decks: Mapping[UUID, int] = field(default_factory=dict)
    slide: Slide | None = None
    notices: tuple[SentNotice, ...] = ()
    threads: Mapping[str, tuple[ThreadLine, ...]] = field(default_factory=dict)

    @property
    def on_air(self) -> tuple[str, ...]:
        """The venues and sources that every screen shows, the one who has the floor first."""
        return self.air.on_air

    @property
    def scene(self) -> Scene:
        """What every screen composes."""
        return self.air.scene

    @property
    def spoke(self) -> Mapping[str, timedelta]:
        """Time on air of ended turns, by venue code."""
        return self.air.spoke

    @property
    def queue(self) -> tuple[Hand, ...]:
        """Raised hands in the order in which they are to be called."""
        return in_order(self.hands, rule=self.queue_rule, seating=self.seating, turns=self.air.turns)

    def hand_of(self, venue: str) -> Hand | None:
        """The venue's hand, None when it is down."""
        return next((hand for hand in self.hands if hand.venue == venue), None)

    def stand_of(self, venue: str) -> Stand | None:
        """What a venue's tally light shows."""
        if venue in self.on_air:
            return "on_air"
        if venue in self.standby:
            return "standby"
        return "queued" if self.hand_of(venue) else None

    def readers_of(self, notice: SentNotice) -> frozenset[str]:
        """The venues that a notice is for."""
        if notice.venue is None:
            return self.venues
        if not notice.branch:
            return frozenset([notice.venue])
        return frozenset(venue for venue in self.venues if self.seating.is_under(venue, notice.venue))


def evolve(state: FloorState, record: Record) -> FloorState:
    """The floor after one more entry; entries of other rooms change nothing."""
    change = _CHANGES.get(type(record.event))
    return change(state, record, record.event) if change else state


def _plan(state: FloorState, _record: Record, event: PlanRecorded) -> FloorState:
    venues = frozenset(venue.code for venue in event.venues)
    hub = next((venue.code for venue in event.venues if venue.parent is None), None)
    decks = {deck.deck: deck.pages for deck in event.decks}
    return replace(
        state,
        hub=hub,
        venues=venues,
        seating=seating_of(event.venues),
        queue_rule=event.queue_rule,
        hands=tuple(hand for hand in state.hands if hand.venue in venues),
        air=replace(state.air, hub=hub),
        decks=decks,
        slide=state.slide if state.slide and state.slide.deck in decks else None,
    )


def _opened(state: FloorState, _record: Record, _event: ConferenceOpened) -> FloorState:
    return replace(state, is_open=True)


def _closed(state: FloorState, record: Record, _event: ConferenceClosed) -> FloorState:
    air = on_the_air.emptied(state.air, at=record.at)
    return replace(state, is_open=False, is_over=True, hands=(), standby=(), helps={}, air=air, before=None)


def _connected(state: FloorState, _record: Record, event: VenueConnected) -> FloorState:
    return replace(state, connected=state.connected | {event.venue})


def _lost(state: FloorState, record: Record, event: VenueLost) -> FloorState:
    was_on_air = event.venue in state.air.guests
    return replace(
        state,
        air=on_the_air.left(state.air, event.venue, at=record.at),
        before=None if was_on_air else state.before,
        connected=state.connected - {event.venue},
        losses={**state.losses, event.venue: state.losses.get(event.venue, 0) + 1},
        standby=_without(state.standby, event.venue),
    )


def _hand_raised(state: FloorState, record: Record, event: HandRaised) -> FloorState:
    if state.hand_of(event.venue):
        return state
    return replace(state, hands=(*state.hands, Hand(venue=event.venue, raised_at=record.at)))


def _hand_lowered(state: FloorState, _record: Record, event: HandLowered) -> FloorState:
    return replace(state, hands=_hands_without(state, event.venue))


def _help_called(state: FloorState, record: Record, event: HelpCalled) -> FloorState:
    return replace(state, helps={event.venue: record.at, **state.helps})


def _help_answered(state: FloorState, _record: Record, event: HelpAnswered) -> FloorState:
    return replace(state, helps={venue: at for venue, at in state.helps.items() if venue != event.venue})


def _called(state: FloorState, _record: Record, event: VenueCalled) -> FloorState:
    standby = (*_without(state.standby, event.venue), event.venue)
    return replace(state, standby=standby, hands=_hands_without(state, event.venue))


def _aired(state: FloorState, record: Record, event: VenueAired) -> FloorState:
    air = on_the_air.aired(state.air, event.venue, limit_s=event.limit_s, at=record.at)
    return _after_cut(state, air, came=event.venue)


def _paired(state: FloorState, record: Record, event: VenuePaired) -> FloorState:
    return _after_cut(state, on_the_air.paired(state.air, event.venue, at=record.at), came=event.venue)


def _released(state: FloorState, record: Record, event: VenueReleased) -> FloorState:
    if event.venue not in state.air.guests:
        return replace(state, standby=_without(state.standby, event.venue))
    return _after_cut(state, on_the_air.left(state.air, event.venue, at=record.at))


def _scene(state: FloorState, record: Record, event: SceneChanged) -> FloorState:
    return _after_cut(state, on_the_air.in_scene(state.air, event.scene, at=record.at))


def _clip_started(state: FloorState, record: Record, event: ClipStarted) -> FloorState:
    film = Film(
        clip=event.clip,
        duration_s=event.duration_s,
        started_at=record.at,
        before=state.scene,
        title=event.title,
    )
    return _after_cut(state, on_the_air.film_started(state.air, film))


def _clip_ended(state: FloorState, record: Record, event: ClipEnded) -> FloorState:
    return replace(state, air=on_the_air.film_ended(state.air, event.clip, at=record.at), before=None)


def _cut_undone(state: FloorState, record: Record, event: CutUndone) -> FloorState:
    air = on_the_air.brought_back(
        state.air, aired=event.aired, beside=event.beside, scene=event.scene, at=record.at
    )  # fmt: skip
    if state.before is None:
        return replace(state, air=air)
    standby = tuple(venue for venue in state.before.standby if venue in state.connected and venue not in air.guests)
    later = [venue for venue in state.standby if venue not in standby and venue not in air.guests]
    called = (*standby, *later)
    raised = {hand.venue for hand in state.hands}
    lost = [hand for hand in state.before.hands if hand.venue not in {*raised, *called, *air.guests}]
    hands = tuple(sorted((*state.hands, *lost), key=lambda hand: hand.raised_at))
    return replace(state, air=air, standby=called, hands=hands, before=None)


def _slide(state: FloorState, _record: Record, event: SlideTurned) -> FloorState:
    return replace(state, slide=Slide(deck=event.deck, page=event.page))


def _notice(state: FloorState, record: Record, event: NoticeSent) -> FloorState:
    if event.text is None:
        return state
    notice = SentNotice(
        seq=record.seq, at=record.at, venue=event.venue, branch=event.branch, text=event.text
    )  # fmt: skip
    return replace(state, notices=(*state.notices, notice)[-NOTICES_KEPT:])


def _acknowledged(state: FloorState, _record: Record, event: NoticeAcknowledged) -> FloorState:
    notices = tuple(
        replace(notice, acknowledged=notice.acknowledged | {event.venue}) if notice.seq == event.notice else notice
        for notice in state.notices
    )
    return replace(state, notices=notices)


def _message(state: FloorState, record: Record, event: MessageSent) -> FloorState:
    line = ThreadLine(seq=record.seq, at=record.at, from_hub=event.from_hub, text=event.text)
    lines = (*state.threads.get(event.venue, ()), line)[-LINES_KEPT:]
    return replace(state, threads={**state.threads, event.venue: lines})


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
    VenuePaired: _paired,
    VenueReleased: _released,
    CutUndone: _cut_undone,
    SceneChanged: _scene,
    SlideTurned: _slide,
    ClipStarted: _clip_started,
    ClipEnded: _clip_ended,
    NoticeSent: _notice,
    NoticeAcknowledged: _acknowledged,
    MessageSent: _message,
}


def _after_cut(state: FloorState, air: Air, *, came: str | None = None) -> FloorState:
    """The floor with another programme; who came has left queue and stand-by."""
    before = Cut(
        aired=state.air.aired,
        beside=state.air.beside,
        scene=state.air.film.before if state.air.film else state.scene,
        standby=state.standby,
        hands=state.hands,
    )
    cut = replace(state, air=air, before=before)
    if came is None:
        return cut
    return replace(cut, standby=_without(state.standby, came), hands=_hands_without(state, came))


def _without(venues: tuple[str, ...], gone: str) -> tuple[str, ...]:
    return tuple(venue for venue in venues if venue != gone)


def _hands_without(state: FloorState, venue: str) -> tuple[Hand, ...]:
    return tuple(hand for hand in state.hands if hand.venue != venue)


FLOOR_FOLD: Fold[FloorState] = Fold(name="floor", initial=FloorState(), evolve=evolve)
