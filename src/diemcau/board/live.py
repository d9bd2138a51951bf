# SPDX-License-Identifier: Apache-2.0
"""The two live documents that fan out to the pages, as they stand on the wire.

`Floor` goes to every venue, `Backstage` to directors. Neither ever holds a person's
name: pages look names up in the plan. The TypeScript types are generated from these.
"""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from diemcau.conference.events import QueueRule
from diemcau.floor.events import Scene
from diemcau.presence.state import SheetStatus

Phase = Literal["planned", "open", "closed"]
Tally = Literal["queued", "standby", "on_air"]
Health = Literal["green", "amber", "red", "grey"]
CameraState = Literal["ok", "off", "frozen", "dark"]
MicrophoneState = Literal["ok", "off", "silent", "clipped"]


class Notice(TypedDict):
    """Words from the director: to all (`venue` is None), to one, or with `branch` to it and all below it."""

    seq: int
    at: str
    venue: str | None
    branch: bool
    text: str


class Slide(TypedDict):
    """A page of a deck, from 1."""

    deck: str
    page: int


class Clip(TypedDict):
    """A film that is running."""

    id: str
    title: str
    started_at: str
    duration_s: float


class Check(TypedDict):
    """The check of entry `seq` is going on: these venues test themselves now, in this order."""

    seq: int
    started_at: str
    venues: list[str]


class Floor(TypedDict):
    """What every room needs to know. Instants are ISO 8601 in UTC.

    `on_air` holds the codes of the venues and sources that every screen shows, the hub's when
    nobody else has the floor, at most two, the one who has the floor first; `limit_s` is that
    one's speaking time. `queue` holds the codes of raised hands in the order in which
    `queue_rule` calls them, `tallies` only the venues that have one, `threads` the entry of the
    newest message between a venue's desk and the hub.
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
    limit_s: int | None
    slide: Slide | None
    clip: Clip | None
    queue_rule: QueueRule
    queue: list[str]
    tallies: dict[str, Tally]
    sources: list[str]
    notices: list[Notice]
    threads: dict[str, int]
    check: Check | None


class Totals(TypedDict):
    """Sums over all venues. invited + walk_ins = present + substituted + excused + absent.

    `sealed` counts venues whose sheet is closed, `cases` marks that contradict each other and
    that nobody has settled, `guests` the guests of honour in the rooms, outside that sum.
    """

    venues: int
    connected: int
    sealed: int
    cases: int
    invited: int
    walk_ins: int
    present: int
    substituted: int
    excused: int
    absent: int
    guests: int
    headcount: int


class VenueRow(TypedDict):
    """One venue as the director sees it.

    `cause` says in one word why `health` isn't green, `health_since` since when it is as it
    is; `spoke_s` is the whole time on air, in seconds, of the turns that have ended.
    `received_s` is the time in which the venue proved to receive picture and sound, but for
    the stretch that has been running since `receiving_since`. `moved_in` came here though
    invited elsewhere, `moved_out` the other way round, so that
    invited + walk_ins + moved_in - moved_out = present + substituted + excused + absent.
    """

    connected: bool
    sheet: SheetStatus
    cases: int
    invited: int
    walk_ins: int
    moved_in: int
    moved_out: int
    present: int
    substituted: int
    excused: int
    absent: int
    headcount: int | None
    hand_at: str | None
    help_at: str | None
    tally: Tally | None
    health: Health
    cause: str
    health_since: str | None
    spoke_s: float
    received_s: float
    receiving_since: str | None
    losses: int


class SourceRow(TypedDict):
    """A source that is no venue: the production desk, a film."""

    connected: bool
    tally: Tally | None
    health: Health
    cause: str


class ClusterRow(TypedDict):
    """A branch right below the hub: sums over its venues, in seconds, of turns and stretches that have ended."""

    venues: int
    spoke_s: float
    received_s: float


class Backstage(TypedDict):
    """The director's view of every venue, source and cluster, by code.

    `unread` tells by a notice's entry which venues haven't confirmed it; `can_undo` whether
    there is a cut to take back.
    """

    seq: int
    totals: Totals
    venues: dict[str, VenueRow]
    sources: dict[str, SourceRow]
    clusters: dict[str, ClusterRow]
    unread: dict[str, list[str]]
    can_undo: bool


class VenueStatus(TypedDict):
    """What a venue's screen says of itself, once a second.

    Sent whole even when nothing has changed, for silence is a sign of trouble.
    `viewing` is the code of the venue whose picture is up, None without a picture.
    `painted_fps` counts frames of the programme that were painted in the last second, 0 when
    the picture hasn't changed; `heard_db` is the programme's loudness in dBFS, None while
    nothing is playing. `rendition` is the track of that picture, `loss` the share of its
    frames that didn't arrive in time (0 to 1), `delay_ms` how far the picture is behind the
    newest frame that arrived; each None where the player can't tell. `camera` is judged all
    the time, `microphone` only while it is open: else it is "ok" when there is one.
    """

    viewing: str | None
    painted_fps: float
    heard_db: float | None
    rendition: str | None
    loss: float | None
    delay_ms: float | None
    camera: CameraState
    microphone: MicrophoneState
    browser: str
