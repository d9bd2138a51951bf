# SPDX-License-Identifier: Apache-2.0
"""What can happen to the stage, as its rules in `core` see it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from diemcau.board.live import Floor, VenueStatus
from diemcau.stage.admission import Grant


@dataclass(frozen=True, kw_only=True, slots=True)
class RunningFilm:
    """A film that is played out, and when it is over, monotonic seconds. `started_at` as the journal has it."""

    clip: UUID
    started_at: datetime
    until: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Cast:
    """What the fold says, as far as it is the stage's business, at the entry `floor["seq"]`.

    `venues` are those of the plan and the sources; `was_here` holds the ones that have had a line at
    some time, `proved` those of which the journal has that they receive the programme; `hub` is
    None without a plan.
    """

    floor: Floor
    hub: str | None
    venues: frozenset[str]
    connected: frozenset[str]
    was_here: frozenset[str]
    proved: frozenset[str]
    film: RunningFilm | None = None

    @property
    def on_air(self) -> frozenset[str]:
        """The venues that every screen shows."""
        return frozenset(self.floor["on_air"])

    @property
    def standby(self) -> frozenset[str]:
        """The venues that the director alone sees and hears."""
        return frozenset(code for code, tally in self.floor["tallies"].items() if tally == "standby")


@dataclass(frozen=True, kw_only=True, slots=True)
class CastMoved:
    """The fold went on."""

    cast: Cast


@dataclass(frozen=True, kw_only=True, slots=True)
class SessionAsked:
    """Somebody with a good token asks to come in; its rights end at `until`, monotonic seconds."""

    session: int
    grant: Grant
    until: float


@dataclass(frozen=True, kw_only=True, slots=True)
class SessionClosed:
    """A session is over, by whichever side."""

    session: int
    cause: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Announced:
    """A session published a broadcast in its private origin, or took it back."""

    session: int
    path: str
    is_active: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class StillCame:
    """A venue's still passed its checks."""

    venue: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StatusCame:
    """A venue's status passed its checks."""

    venue: str
    status: VenueStatus


@dataclass(frozen=True, kw_only=True, slots=True)
class GarbageCame:
    """A venue sent something that isn't what it should be. It was thrown away."""

    venue: str
    is_media: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedFlowed:
    """Frames of a routed venue began to arrive, or stopped."""

    venue: str
    is_flowing: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteAnswered:
    """The journal took the note at `seq`; None: it refused or failed."""

    venue: str
    seq: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class LinksRevoked:
    """All links of the conference that were taken back so far."""

    links: frozenset[UUID]


@dataclass(frozen=True, kw_only=True, slots=True)
class Ticked:
    """Time passed."""


Input = (
    CastMoved
    | SessionAsked
    | SessionClosed
    | Announced
    | StillCame
    | StatusCame
    | GarbageCame
    | FeedFlowed
    | NoteAnswered
    | LinksRevoked
    | Ticked
)
