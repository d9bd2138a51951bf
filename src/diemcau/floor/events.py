# SPDX-License-Identifier: Apache-2.0
"""What can happen on the floor: lines, hands, cuts, scenes and notices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from diemcau.journal.events import Event, register

Scene = Literal["holding", "speaker", "slides", "slides_speaker", "duo", "clip"]
"""What every screen composes: a holding picture, whoever is on air, slides alone or with whoever is
on air beside them, two venues side by side, or a film that is played out."""


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
    """A venue is on air: seen and heard in every room. Whoever was on air before is not.

    `limit_s` is the speaking time that was agreed, None for none.
    """

    venue: str
    limit_s: int | None = None


@register("venue.paired")
@dataclass(frozen=True, kw_only=True)
class VenuePaired(Event):
    """A second venue is on air beside whoever has the floor: the two talk, every room sees and hears both."""

    venue: str


@register("venue.released")
@dataclass(frozen=True, kw_only=True)
class VenueReleased(Event):
    """A venue left stand-by or the air. Whoever else is on air stays; when nobody is, the hub has the floor again."""

    venue: str


@register("cut.undone")
@dataclass(frozen=True, kw_only=True)
class CutUndone(Event):
    """The director took the last cut back: these venues are on air again (None: the hub by rule), in this scene."""

    aired: str | None
    beside: str | None
    scene: Scene


@register("scene.changed")
@dataclass(frozen=True, kw_only=True)
class SceneChanged(Event):
    """The director changed what every screen composes."""

    scene: Scene


@register("slide.turned")
@dataclass(frozen=True, kw_only=True)
class SlideTurned(Event):
    """Page `page` (from 1) of a deck is the slide of the moment, whether or not the scene shows it."""

    deck: UUID
    page: int


@register("clip.started")
@dataclass(frozen=True, kw_only=True)
class ClipStarted(Event):
    """A film is played out to every room; whoever was on air is not."""

    clip: UUID
    duration_s: float
    title: str = ""


@register("clip.ended")
@dataclass(frozen=True, kw_only=True)
class ClipEnded(Event):
    """The film came to its end or was stopped: the hub has the floor, in the scene before."""

    clip: UUID


@register("notice.sent", shreddable=frozenset({"text"}))
@dataclass(frozen=True, kw_only=True)
class NoticeSent(Event):
    """The director wrote to all venues (`venue` is None), to one, or with `branch` to it and all below it.

    `text` is None once shredded.
    """

    venue: str | None
    branch: bool = False
    text: str | None


@register("notice.acknowledged")
@dataclass(frozen=True, kw_only=True)
class NoticeAcknowledged(Event):
    """A venue's operator has read the notice of entry `notice`."""

    venue: str
    notice: int


@register("message.sent", shreddable=frozenset({"text"}))
@dataclass(frozen=True, kw_only=True)
class MessageSent(Event):
    """A line of the private thread between a venue's desk and the hub. `text` is None once shredded."""

    venue: str
    from_hub: bool
    text: str | None


@register("incident.noted", shreddable=frozenset({"text"}))
@dataclass(frozen=True, kw_only=True)
class IncidentNoted(Event):
    """Something that the minutes should tell: a venue cut off, a wrong figure read out.

    `text` is None once it has been shredded.
    """

    venue: str | None
    text: str | None
