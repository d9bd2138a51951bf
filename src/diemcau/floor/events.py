# SPDX-License-Identifier: Apache-2.0
"""What can happen on the floor: lines, hands, cuts, scenes and notices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from diemcau.journal.events import Event, register

Scene = Literal["holding", "speaker"]


@register("venue.connected")
@dataclass(frozen=True, kw_only=True)
class VenueConnected(Event):
    """A venue's screen reached the relay."""

    venue: str


@register("venue.lost")
@dataclass(frozen=True, kw_only=True)
class VenueLost(Event):
    """A venue's line went down. `cause` is the relay's own word for it."""

    venue: str
    cause: str


@register("hand.raised")
@dataclass(frozen=True, kw_only=True)
class HandRaised(Event):
    """A venue asks for the floor."""

    venue: str


@register("hand.lowered")
@dataclass(frozen=True, kw_only=True)
class HandLowered(Event):
    """A venue no longer asks for the floor, or the director struck it off the queue."""

    venue: str


@register("help.called")
@dataclass(frozen=True, kw_only=True)
class HelpCalled(Event):
    """A venue's operator asks the hub for help."""

    venue: str


@register("help.answered")
@dataclass(frozen=True, kw_only=True)
class HelpAnswered(Event):
    """The hub has taken care of a venue's call for help."""

    venue: str


@register("venue.called")
@dataclass(frozen=True, kw_only=True)
class VenueCalled(Event):
    """The director put a venue on stand-by: seen and heard by the director alone."""

    venue: str


@register("venue.aired")
@dataclass(frozen=True, kw_only=True)
class VenueAired(Event):
    """A venue is on air: seen and heard in every room. Whoever was on air before is not."""

    venue: str


@register("venue.released")
@dataclass(frozen=True, kw_only=True)
class VenueReleased(Event):
    """A venue left stand-by or the air. If it was on air, the hub has the floor again."""

    venue: str


@register("scene.changed")
@dataclass(frozen=True, kw_only=True)
class SceneChanged(Event):
    """What every screen composes: a holding picture, or whoever is on air."""

    scene: Scene


@register("notice.sent", shreddable=frozenset({"text"}))
@dataclass(frozen=True, kw_only=True)
class NoticeSent(Event):
    """The director wrote to all venues (`venue` is None) or to one. `text` is None once shredded."""

    venue: str | None
    text: str | None


@register("incident.noted", shreddable=frozenset({"text"}))
@dataclass(frozen=True, kw_only=True)
class IncidentNoted(Event):
    """Something that the minutes should tell: a venue cut off, a wrong figure read out.

    `text` is None once it has been shredded.
    """

    venue: str | None
    text: str | None
