# SPDX-License-Identifier: Apache-2.0
"""What may happen on the floor next: one pure rule for each event, or a refusal that says why not.

A wish that is fulfilled already (a hand raised twice, a scene that is on) is refused with
what stands, instead of being recorded: the journal keeps what happened, once.
"""

from __future__ import annotations

from uuid import UUID

from diemcau.conference.refusals import AlreadyClosed, UnknownVenue
from diemcau.floor.events import (
    ClipEnded,
    ClipStarted,
    CutUndone,
    HandLowered,
    HandRaised,
    HelpAnswered,
    HelpCalled,
    IncidentNoted,
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
from diemcau.floor.refusals import (
    AirIsFull,
    ClipIsNotRunning,
    ConferenceIsNotOpen,
    DuoNeedsTwoVenues,
    HandIsAlreadyRaised,
    HandIsNotRaised,
    HelpIsAlreadyCalled,
    HelpIsNotCalled,
    NobodyIsOnAir,
    NoSlideIsChosen,
    NothingToUndo,
    NoticeIsAcknowledgedAlready,
    NoticeIsUnknown,
    OnlyOnAirTurnsSlides,
    PageIsNotInDeck,
    SceneIsOnAlready,
    SlideIsOnAlready,
    TextIsMissing,
    UnknownDeck,
    VenueHasNoFloor,
    VenueHasTheFloorAlready,
    VenueIsAlreadyConnected,
    VenueIsNotConnected,
)
from diemcau.floor.sources import SOURCES
from diemcau.floor.state import FloorState

LONGEST_TEXT = 500
MOST_ON_AIR = 2


def decide_connected(state: FloorState, *, venue: str) -> VenueConnected:
    """A venue's screen, or a source, reached the relay."""
    _require_sender(state, venue)
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
    _require_sender(state, venue)
    _require_not_over(state)
    _require_connected(state, venue)
    if venue in state.standby or venue in state.on_air:
        raise VenueHasTheFloorAlready(venue=venue)
    return VenueCalled(venue=venue)


def decide_airing(state: FloorState, *, venue: str, limit_s: int | None = None) -> VenueAired:
    """On air alone, from stand-by or straight away; airing the hub takes guests off."""
    _require_airable(state, venue)
    return VenueAired(venue=venue, limit_s=limit_s)


def decide_pairing(state: FloorState, *, venue: str) -> VenuePaired:
    """On air beside whoever has the floor; there is room for two."""
    _require_airable(state, venue)
    if state.air.film or not state.on_air:
        raise NobodyIsOnAir
    if len(state.on_air) >= MOST_ON_AIR:
        raise AirIsFull(most=MOST_ON_AIR)
    return VenuePaired(venue=venue)


def decide_release(state: FloorState, *, venue: str) -> VenueReleased:
    """Off stand-by, or off air: whoever else is on air stays, else the hub has the floor."""
    _require_sender(state, venue)
    if venue not in state.air.guests and venue not in state.standby:
        raise VenueHasNoFloor(venue=venue)
    return VenueReleased(venue=venue)


def decide_undo(state: FloorState) -> CutUndone:
    """The last cut is taken back, as long as those who come back have a line."""
    _require_not_over(state)
    before = state.before
    if before is None:
        raise NothingToUndo
    for venue in (before.aired, before.beside):
        if venue is not None:
            _require_connected(state, venue)
    return CutUndone(aired=before.aired, beside=before.beside, scene=before.scene)


def decide_scene(state: FloorState, *, scene: Scene) -> SceneChanged:
    """What every screen composes; the hall may be shown before the opening. A film is started, not chosen."""
    _require_not_over(state)
    if scene == state.scene:
        raise SceneIsOnAlready(scene=scene)
    if scene == "duo" and state.air.pair is None:
        raise DuoNeedsTwoVenues
    if scene in {"slides", "slides_speaker"} and state.slide is None:
        raise NoSlideIsChosen
    if scene == "clip":
        raise ClipIsNotRunning
    return SceneChanged(scene=scene)


def decide_slide(state: FloorState, *, deck: UUID, page: int, turned_by: str | None) -> SlideTurned:
    """The page of the moment. A venue (`turned_by`) turns while it is on air, the director (None) always."""
    _require_not_over(state)
    if turned_by is not None and turned_by not in state.on_air:
        raise OnlyOnAirTurnsSlides(venue=turned_by)
    if deck not in state.decks:
        raise UnknownDeck
    if not 1 <= page <= state.decks[deck]:
        raise PageIsNotInDeck(page=page, pages=state.decks[deck])
    if state.slide and (state.slide.deck, state.slide.page) == (deck, page):
        raise SlideIsOnAlready(page=page)
    return SlideTurned(deck=deck, page=page)


def decide_clip(state: FloorState, *, clip: UUID, duration_s: float, title: str) -> ClipStarted:
    """A film is played out; one that is running makes way for it."""
    _require_not_over(state)
    return ClipStarted(clip=clip, duration_s=duration_s, title=title)


def decide_clip_ended(state: FloorState, *, clip: UUID) -> ClipEnded:
    """The film came to its end, or the director stopped it."""
    if state.air.film is None or state.air.film.clip != clip:
        raise ClipIsNotRunning
    return ClipEnded(clip=clip)


def decide_notice(state: FloorState, *, venue: str | None, branch: bool = False, text: str) -> NoticeSent:
    """Words to all venues (`venue` is None), to one, or with `branch` to it and all below it."""
    return NoticeSent(venue=_known_or_all(state, venue), branch=branch and venue is not None, text=_worded(text))


def decide_acknowledged(state: FloorState, *, venue: str, notice: int) -> NoticeAcknowledged:
    """A venue's operator has read a notice that was for the venue."""
    _require_known(state, venue)
    sent = next((one for one in state.notices if one.seq == notice), None)
    if sent is None or venue not in state.readers_of(sent):
        raise NoticeIsUnknown(notice=notice)
    if venue in sent.acknowledged:
        raise NoticeIsAcknowledgedAlready(venue=venue)
    return NoticeAcknowledged(venue=venue, notice=notice)


def decide_message(state: FloorState, *, venue: str, from_hub: bool, text: str) -> MessageSent:
    """A line between a desk and the hub, at any time."""
    _require_known(state, venue)
    return MessageSent(venue=venue, from_hub=from_hub, text=_worded(text))


def decide_incident(state: FloorState, *, venue: str | None, text: str) -> IncidentNoted:
    """Something for the minutes, noted while it lasts or after."""
    return IncidentNoted(venue=_known_or_all(state, venue), text=_worded(text))


def _require_known(state: FloorState, venue: str) -> None:
    if venue not in state.venues:
        raise UnknownVenue(venue=venue)


def _require_sender(state: FloorState, venue: str) -> None:
    if venue not in SOURCES:
        _require_known(state, venue)


def _require_airable(state: FloorState, venue: str) -> None:
    _require_sender(state, venue)
    _require_open(state)
    _require_connected(state, venue)
    if venue in state.on_air:
        raise VenueHasTheFloorAlready(venue=venue)


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
