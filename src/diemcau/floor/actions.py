# SPDX-License-Identifier: Apache-2.0
"""The floor's commands: each states one intent of one actor, decided under the journal's lock.

Every action takes the conference, the client's uid and the opaque actor, and returns a
command for `journal.commands.execute` or a group committer. Who may send which is the
edge's business.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from diemcau.floor import decisions
from diemcau.floor.events import Scene
from diemcau.floor.state import FLOOR_FOLD, FloorState
from diemcau.journal.commands import Command
from diemcau.journal.events import Event


def connect_venue(*, conference: UUID, uid: UUID, actor: str, venue: str) -> Command:
    """Note that a venue's screen reached the relay. Refuses: UnknownVenue, VenueIsAlreadyConnected."""
    return _command(conference, uid, actor, lambda floor: decisions.decide_connected(floor, venue=venue))


def lose_venue(*, conference: UUID, uid: UUID, actor: str, venue: str, cause: str) -> Command:
    """Note that a venue's line went down. Refuses: VenueIsNotConnected."""
    return _command(conference, uid, actor, lambda floor: decisions.decide_lost(floor, venue=venue, cause=cause))


def raise_hand(*, conference: UUID, uid: UUID, actor: str, venue: str) -> Command:
    """Ask for the floor.

    Refuses: UnknownVenue, ConferenceIsNotOpen, AlreadyClosed, HandIsAlreadyRaised, VenueHasTheFloorAlready.
    """
    return _command(conference, uid, actor, lambda floor: decisions.decide_hand(floor, venue=venue))


def lower_hand(*, conference: UUID, uid: UUID, actor: str, venue: str) -> Command:
    """Take a venue out of the queue. Refuses: UnknownVenue, HandIsNotRaised."""
    return _command(conference, uid, actor, lambda floor: decisions.decide_hand_lowered(floor, venue=venue))


def call_for_help(*, conference: UUID, uid: UUID, actor: str, venue: str) -> Command:
    """Ask the hub for help. Refuses: UnknownVenue, AlreadyClosed, HelpIsAlreadyCalled."""
    return _command(conference, uid, actor, lambda floor: decisions.decide_help(floor, venue=venue))


def answer_help(*, conference: UUID, uid: UUID, actor: str, venue: str) -> Command:
    """Settle a call for help. Refuses: UnknownVenue, HelpIsNotCalled."""
    return _command(conference, uid, actor, lambda floor: decisions.decide_help_answered(floor, venue=venue))


def call_venue(*, conference: UUID, uid: UUID, actor: str, venue: str) -> Command:
    """Put a venue on stand-by.

    Refuses: UnknownVenue, AlreadyClosed, VenueIsNotConnected, VenueHasTheFloorAlready.
    """
    return _command(conference, uid, actor, lambda floor: decisions.decide_call(floor, venue=venue))


def air_venue(*, conference: UUID, uid: UUID, actor: str, venue: str, limit_s: int | None = None) -> Command:
    """Put a venue on air, taking off whoever was before; `limit_s` is its speaking time, None for no limit.

    Refuses: UnknownVenue, ConferenceIsNotOpen, AlreadyClosed, VenueIsNotConnected, VenueHasTheFloorAlready.
    """
    return _command(conference, uid, actor, lambda floor: decisions.decide_airing(floor, venue=venue, limit_s=limit_s))


def pair_venue(*, conference: UUID, uid: UUID, actor: str, venue: str) -> Command:
    """Put a second venue on air.

    Refuses: UnknownVenue, ConferenceIsNotOpen, AlreadyClosed, VenueIsNotConnected, VenueHasTheFloorAlready,
    NobodyIsOnAir, AirIsFull.
    """
    return _command(conference, uid, actor, lambda floor: decisions.decide_pairing(floor, venue=venue))


def release_venue(*, conference: UUID, uid: UUID, actor: str, venue: str) -> Command:
    """Take a venue off stand-by or off air. Refuses: UnknownVenue, VenueHasNoFloor."""
    return _command(conference, uid, actor, lambda floor: decisions.decide_release(floor, venue=venue))


def undo_cut(*, conference: UUID, uid: UUID, actor: str) -> Command:
    """Take the last cut back. Refuses: AlreadyClosed, NothingToUndo, VenueIsNotConnected."""
    return _command(conference, uid, actor, decisions.decide_undo)


def change_scene(*, conference: UUID, uid: UUID, actor: str, scene: Scene) -> Command:
    """Change what every screen composes.

    Refuses: AlreadyClosed, SceneIsOnAlready, DuoNeedsTwoVenues, NoSlideIsChosen, ClipIsNotRunning.
    """
    return _command(conference, uid, actor, lambda floor: decisions.decide_scene(floor, scene=scene))


def turn_slide(*, conference: UUID, uid: UUID, actor: str, deck: UUID, page: int, turned_by: str | None) -> Command:
    """Make a page of a deck the slide of the moment, as a venue on air or as the director (None).

    Refuses: AlreadyClosed, OnlyOnAirTurnsSlides, UnknownDeck, PageIsNotInDeck, SlideIsOnAlready.
    """
    return _command(
        conference,
        uid,
        actor,
        lambda floor: decisions.decide_slide(floor, deck=deck, page=page, turned_by=turned_by),
    )


def start_clip(*, conference: UUID, uid: UUID, actor: str, clip: UUID, duration_s: float, title: str) -> Command:
    """Have a film played out. Refuses: AlreadyClosed."""
    return _command(
        conference,
        uid,
        actor,
        lambda floor: decisions.decide_clip(floor, clip=clip, duration_s=duration_s, title=title),
    )


def end_clip(*, conference: UUID, uid: UUID, actor: str, clip: UUID) -> Command:
    """Note that a film came to its end, or stop it. Refuses: ClipIsNotRunning."""
    return _command(conference, uid, actor, lambda floor: decisions.decide_clip_ended(floor, clip=clip))


def send_notice(
    *, conference: UUID, uid: UUID, actor: str, venue: str | None, branch: bool = False, text: str
) -> Command:
    """Write to all venues (None), to one, or with `branch` to it and all below it.

    Refuses: UnknownVenue, TextIsMissing.
    """
    return _command(
        conference, uid, actor, lambda floor: decisions.decide_notice(floor, venue=venue, branch=branch, text=text)
    )


def acknowledge_notice(*, conference: UUID, uid: UUID, actor: str, venue: str, notice: int) -> Command:
    """Confirm that a venue's operator has read the notice of entry `notice`.

    Refuses: UnknownVenue, NoticeIsUnknown, NoticeIsAcknowledgedAlready.
    """
    return _command(
        conference, uid, actor, lambda floor: decisions.decide_acknowledged(floor, venue=venue, notice=notice)
    )


def send_message(*, conference: UUID, uid: UUID, actor: str, venue: str, from_hub: bool, text: str) -> Command:
    """Write to a venue's desk (`from_hub`), or from it to the hub. Refuses: UnknownVenue, TextIsMissing."""
    return _command(
        conference, uid, actor, lambda floor: decisions.decide_message(floor, venue=venue, from_hub=from_hub, text=text)
    )


def note_incident(*, conference: UUID, uid: UUID, actor: str, venue: str | None, text: str) -> Command:
    """Note something for the minutes. Refuses: UnknownVenue, TextIsMissing."""
    return _command(conference, uid, actor, lambda floor: decisions.decide_incident(floor, venue=venue, text=text))


def _command(conference: UUID, uid: UUID, actor: str, decide: Callable[[FloorState], Event]) -> Command:
    return Command(
        conference=conference,
        uid=uid,
        actor=actor,
        decide=lambda transaction: decide(transaction.state(FLOOR_FOLD)),
    )
