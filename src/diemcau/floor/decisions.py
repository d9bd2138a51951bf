# SPDX-License-Identifier: Apache-2.0
"""What may happen on the floor next: one pure rule for each event, or a refusal that says why not.

A wish that is fulfilled already (a hand raised twice, a scene that is on) is refused with
what stands, instead of being recorded: the journal keeps what happened, once.
"""

from __future__ import annotations

from diemcau.conference.refusals import AlreadyClosed, UnknownVenue
from diemcau.floor.events import (
    HandLowered,
    HandRaised,
    HelpAnswered,
    HelpCalled,
    IncidentNoted,
    NoticeSent,
    Scene,
    SceneChanged,
    VenueAired,
    VenueCalled,
    VenueConnected,
    VenueLost,
    VenueReleased,
)
from diemcau.floor.refusals import (
    ConferenceIsNotOpen,
    HandIsAlreadyRaised,
    HandIsNotRaised,
    HelpIsAlreadyCalled,
    HelpIsNotCalled,
    SceneIsOnAlready,
    TextIsMissing,
    VenueHasNoFloor,
    VenueHasTheFloorAlready,
    VenueIsAlreadyConnected,
    VenueIsNotConnected,
)
from diemcau.floor.state import FloorState

LONGEST_TEXT = 500


def decide_connected(state: FloorState, *, venue: str) -> VenueConnected:
    """A venue's screen reached the relay."""
    _require_known(state, venue)
    if venue in state.connected:
        raise VenueIsAlreadyConnected(venue=venue)
    return VenueConnected(venue=venue)


def decide_lost(state: FloorState, *, venue: str, cause: str) -> VenueLost:
    """A venue's line went down."""
    _require_connected(state, venue)
    return VenueLost(venue=venue, cause=cause)


def decide_hand(state: FloorState, *, venue: str) -> HandRaised:
    """A venue asks for the floor; its line may be down, for the hand comes over HTTP."""
    _require_known(state, venue)
    _require_open(state)
    if venue in state.standby or venue in state.on_air:
        raise VenueHasTheFloorAlready(venue=venue)
    places = [hand.venue for hand in state.queue]
    if venue in places:
        raise HandIsAlreadyRaised(venue=venue, place=places.index(venue) + 1)
    return HandRaised(venue=venue)


def decide_hand_lowered(state: FloorState, *, venue: str) -> HandLowered:
    """A venue takes its hand down, or the director strikes it off."""
    _require_known(state, venue)
    if not state.hand_of(venue):
        raise HandIsNotRaised(venue=venue)
    return HandLowered(venue=venue)


def decide_help(state: FloorState, *, venue: str) -> HelpCalled:
    """A venue's operator asks for help, before the opening too."""
    _require_known(state, venue)
    _require_not_over(state)
    if venue in state.helps:
        raise HelpIsAlreadyCalled(venue=venue)
    return HelpCalled(venue=venue)


def decide_help_answered(state: FloorState, *, venue: str) -> HelpAnswered:
    """The hub took care of it."""
    _require_known(state, venue)
    if venue not in state.helps:
        raise HelpIsNotCalled(venue=venue)
    return HelpAnswered(venue=venue)


def decide_call(state: FloorState, *, venue: str) -> VenueCalled:
    """Stand-by, for the director's eyes and ears alone; before the opening it is how a line is checked."""
    _require_known(state, venue)
    _require_not_over(state)
    _require_connected(state, venue)
    if venue in state.standby or venue in state.on_air:
        raise VenueHasTheFloorAlready(venue=venue)
    return VenueCalled(venue=venue)


def decide_airing(state: FloorState, *, venue: str) -> VenueAired:
    """On air, from stand-by or straight away; airing the hub takes a guest venue off."""
    _require_known(state, venue)
    _require_open(state)
    _require_connected(state, venue)
    if venue in state.on_air:
        raise VenueHasTheFloorAlready(venue=venue)
    return VenueAired(venue=venue)


def decide_release(state: FloorState, *, venue: str) -> VenueReleased:
    """Off stand-by, or off air and back to the hub."""
    _require_known(state, venue)
    if venue != state.aired and venue not in state.standby:
        raise VenueHasNoFloor(venue=venue)
    return VenueReleased(venue=venue)


def decide_scene(state: FloorState, *, scene: Scene) -> SceneChanged:
    """What every screen composes; the hall may be shown before the opening."""
    _require_not_over(state)
    if scene == state.scene:
        raise SceneIsOnAlready(scene=scene)
    return SceneChanged(scene=scene)


def decide_notice(state: FloorState, *, venue: str | None, text: str) -> NoticeSent:
    """A message to all venues (`venue` is None) or to one."""
    return NoticeSent(venue=_known_or_all(state, venue), text=_worded(text))


def decide_incident(state: FloorState, *, venue: str | None, text: str) -> IncidentNoted:
    """Something for the minutes, noted while it lasts or after."""
    return IncidentNoted(venue=_known_or_all(state, venue), text=_worded(text))


def _require_known(state: FloorState, venue: str) -> None:
    if venue not in state.venues:
        raise UnknownVenue(venue=venue)


def _require_connected(state: FloorState, venue: str) -> None:
    if venue not in state.connected:
        raise VenueIsNotConnected(venue=venue)


def _require_open(state: FloorState) -> None:
    _require_not_over(state)
    if not state.is_open:
        raise ConferenceIsNotOpen


def _require_not_over(state: FloorState) -> None:
    if state.is_over:
        raise AlreadyClosed


def _known_or_all(state: FloorState, venue: str | None) -> str | None:
    if venue is not None:
        _require_known(state, venue)
    return venue


def _worded(text: str) -> str:
    words = text.strip()
    if not 0 < len(words) <= LONGEST_TEXT:
        raise TextIsMissing(most=LONGEST_TEXT)
    return words
