# SPDX-License-Identifier: Apache-2.0
"""What a rehearsal comes to, in numbers, and what of it fell short, in plain words. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from pydantic import BaseModel, ConfigDict

from diemcau.rehearsal.crew import CrewReport
from diemcau.rehearsal.ledger import Ledger, Spread, spread


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Venues(_Part):
    """`with_picture` had at least a frame of every airing during which their line was up."""

    expected: int
    connected: int
    with_picture: int
    without_picture: list[str] = []


class Frames(_Part):
    """Pictures of the programme.

    `sent` counts those of all airings; `delivered_min` is the least that any venue got whose
    line held throughout and that wasn't on air itself; `lost_total` counts, over all venues,
    frames that were due and never came.
    """

    sent: int
    delivered_min: int
    lost_total: int
    lost_by_venue: dict[str, int] = {}


class Checkins(_Part):
    """Marks that operators were to make, sent, and got confirmed, and the sheets that they closed."""

    planned: int
    sent: int
    recorded: int
    refused: int
    heads_counted: int
    sheets_sealed: int
    sheets_refused: int


class Cuts(_Part):
    """From a cut's command to the new picture, in milliseconds.

    At the top: painted in the browser when there was one, else at the simulated venues.
    """

    n: int
    p50: float | None
    p95: float | None
    p99: float | None
    commands: int
    painted: Spread
    first_frame: Spread


class Played(_Part):
    """The part of the summary that needs nothing but the rehearsal itself."""

    venues: Venues
    frames: Frames
    checkins: Checkins
    cut_ms: Cuts
    refused_steps: list[str]
    seconds: float


def played(
    *,
    expected: Collection[str],
    also_connected: Collection[str],
    report: CrewReport,
    ledger: Ledger,
    painted_ms: Sequence[float],
    unpainted: Collection[str],
    cuts: int,
    refused_steps: Sequence[str],
    seconds: float,
) -> Played:
    """Sum a rehearsal up.

    `also_connected` are venues played by others than the crews: real browsers. `painted_ms`
    has one time for each cut that a browser painted, of `cuts` that it should have; `unpainted`
    are browsers that missed one.
    """
    connected = set(report.connected) | set(also_connected)
    blind = {*ledger.without_picture(), *unpainted, *(set(expected) - connected)}
    first_frame = spread(ledger.cut_times_ms())
    painted = spread(painted_ms)
    top = painted if also_connected else first_frame
    return Played(
        venues=Venues(
            expected=len(expected),
            connected=len(connected & set(expected)),
            with_picture=len(set(expected) - blind),
            without_picture=sorted(blind),
        ),
        frames=_frames(ledger),
        checkins=Checkins(**report.marks.model_dump()),
        cut_ms=Cuts(
            n=top.n,
            p50=top.p50,
            p95=top.p95,
            p99=top.p99,
            commands=cuts,
            painted=painted,
            first_frame=first_frame,
        ),
        refused_steps=list(refused_steps),
        seconds=round(seconds, 1),
    )


def shortfalls(summary: Played, *, has_browser: bool) -> Iterator[str]:
    """Everything that a good rehearsal would not have, one sentence each."""
    venues, frames, checkins, cuts = summary.venues, summary.frames, summary.checkins, summary.cut_ms
    if venues.connected < venues.expected:
        yield f"{venues.expected - venues.connected} of {venues.expected} venues never connected."
    if venues.without_picture:
        yield f"{_named(venues.without_picture)} had no picture of the programme at some time."
    if frames.sent == 0:
        yield "No picture of the programme was sent at all."
    if frames.lost_total:
        yield f"{frames.lost_total} frames were lost on the way, at {_named(sorted(frames.lost_by_venue))}."
    if checkins.recorded < checkins.planned:
        missing = checkins.planned - checkins.recorded
        yield f"{missing} of {checkins.planned} marks of the roll call were not confirmed ({checkins.refused} refused)."
    if checkins.sheets_refused:
        yield f"{checkins.sheets_refused} venues couldn't seal their sheet."
    if has_browser and cuts.painted.n < cuts.commands:
        yield f"The browser painted {cuts.painted.n} of {cuts.commands} cuts."
    for step in summary.refused_steps:
        yield f"A step of the director was refused: {step}"


def _frames(ledger: Ledger) -> Frames:
    deliveries = ledger.deliveries()
    lost: Counter[str] = Counter()
    delivered: Counter[str] = Counter()
    for delivery in deliveries:
        delivered[delivery.venue] += delivery.delivered
        lost[delivery.venue] += delivery.lost
    undisturbed = [venue for venue in ledger.venues if ledger.had_every_airing(venue)]
    sent = {id(delivery.airing): delivery.sent for delivery in deliveries}
    return Frames(
        sent=sum(sent.values()),
        delivered_min=min((delivered[venue] for venue in undisturbed), default=0),
        lost_total=lost.total(),
        lost_by_venue={venue: count for venue, count in lost.items() if count},
    )


def _named(codes: Sequence[str], *, most: int = 5) -> str:
    shown = ", ".join(codes[:most])
    return shown if len(codes) <= most else f"{shown} and {len(codes) - most} more"
