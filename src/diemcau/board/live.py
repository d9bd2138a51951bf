# SPDX-License-Identifier: Apache-2.0
"""The two live documents that fan out to the pages, as they stand on the wire.

`Floor` goes to every venue, `Backstage` to directors. Neither ever holds a person's
name: pages look names up in the plan. The TypeScript types are generated from these.
"""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from diemcau.floor.events import Scene

Phase = Literal["planned", "open", "closed"]
Tally = Literal["queued", "standby", "on_air"]
Health = Literal["green", "amber", "red", "grey"]


class Notice(TypedDict):
    """A message from the director. `venue` is None when it is for all."""

    seq: int
    at: str
    venue: str | None
    text: str


class Floor(TypedDict):
    """What every room needs to know. Instants are ISO 8601 in UTC.

    `on_air` holds the codes of the venues that every screen shows, the hub's when nobody
    else has the floor; `queue` the codes of raised hands, first come first; `tallies` only
    the venues that have one.
    """

    seq: int
    phase: Phase
    opened_at: str | None
    closed_at: str | None
    item: int | None
    item_started_at: str | None
    scene: Scene
    on_air: list[str]
    aired_at: str | None
    queue: list[str]
    tallies: dict[str, Tally]
    notices: list[Notice]


class Totals(TypedDict):
    """Sums over all venues. invited = present + substituted + excused + absent."""

    venues: int
    connected: int
    invited: int
    present: int
    substituted: int
    excused: int
    absent: int
    headcount: int


class VenueRow(TypedDict):
    """One venue as the director sees it.

    `cause` says in one word why `health` isn't green; `spoke_s` is the whole time on air,
    in seconds, of the turns that have ended.
    """

    connected: bool
    invited: int
    present: int
    substituted: int
    excused: int
    headcount: int | None
    hand_at: str | None
    help_at: str | None
    tally: Tally | None
    health: Health
    cause: str
    spoke_s: float
    losses: int


class Backstage(TypedDict):
    """The director's view of every venue, by code."""

    seq: int
    totals: Totals
    venues: dict[str, VenueRow]


class VenueStatus(TypedDict):
    """What a venue's screen says of itself, once a second.

    Sent whole even when nothing has changed, for silence is a sign of trouble.
    `painted_fps` counts frames of the programme that were painted and differed from the
    last; `heard_db` is the programme's loudness in dBFS, None while nothing is playing.
    `viewing` is the code of the venue whose picture is up, None without a picture.
    """

    viewing: str | None
    painted_fps: float
    heard_db: float | None
    camera: bool
    microphone: bool
    browser: str
