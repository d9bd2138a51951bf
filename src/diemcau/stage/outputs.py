# SPDX-License-Identifier: Apache-2.0
"""What the stage's rules in `core` want done. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from diemcau.board.live import Floor
from diemcau.lib.refusal import Refusal
from diemcau.stage.health import Judgement

Audience = Literal["nobody", "directors", "everyone"]
"""Who hears a venue. For nobody and for directors its path in the floor's origin stands ready,
without a frame on it, so that a cut has nothing left to announce."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Accept:
    """Let the session in, with an origin of its own to write to."""

    session: int
    sees_backstage: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Refuse:
    """Turn the session away."""

    session: int
    refusal: Refusal


@dataclass(frozen=True, kw_only=True, slots=True)
class Close:
    """End a session that was let in."""

    session: int
    code: int
    cause: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FollowPulse:
    """Read stills and status of a venue from this session; None: stop."""

    venue: str
    session: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class RouteFeed:
    """Copy a venue's media from this session to this audience; None: stop at once."""

    venue: str
    session: int | None
    audience: Audience | None


@dataclass(frozen=True, kw_only=True, slots=True)
class MeasureUp:
    """Take in the burst that a venue sends from this session, and tell how fast it came."""

    venue: str
    session: int


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteConnected:
    """Tell the journal that a venue's line is up."""

    venue: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteLost:
    """Tell the journal that a venue's line is down."""

    venue: str
    cause: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteProved:
    """Tell the journal that a venue receives the programme."""

    venue: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteUnproved:
    """Tell the journal that a venue no longer receives the programme."""

    venue: str
    cause: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteFilmEnded:
    """Tell the journal that a film came to its end."""

    clip: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class PublishFloor:
    """Send the floor's document to everyone."""

    floor: Floor


@dataclass(frozen=True, kw_only=True, slots=True)
class PublishBackstage:
    """Send the director's document, with this health of each venue."""

    health: Mapping[str, Judgement]


Note = NoteConnected | NoteLost | NoteProved | NoteUnproved | NoteFilmEnded
Output = Accept | Refuse | Close | FollowPulse | RouteFeed | MeasureUp | Note | PublishFloor | PublishBackstage
