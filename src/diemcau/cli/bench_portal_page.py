# SPDX-License-Identifier: Apache-2.0
"""The page that `bench portal` measures: an example's conference, played in a moment, with its film and its stills."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from diemcau.cli.bench_plane import Plane
from diemcau.cli.bench_recording import record
from diemcau.lib.clock import SystemClock
from diemcau.lib.ids import new_uid

if TYPE_CHECKING:
    from diemcau.conference.models import Conference
    from diemcau.journal.commands import Command

PRESENT = 200
ITEM = timedelta(seconds=8)
"""Long enough for a chapter of its own, and for a still."""
BEGUN_AGO = timedelta(hours=1)


@dataclass
class _Hands:
    """A clock that is set by hand."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.at.timestamp()

    async def sleep(self, delay_s: float) -> None:
        self.at += timedelta(seconds=delay_s)


def publish(plane: Plane) -> str:
    """Play the conference, leave its recording behind, publish. Returns: the article's path."""
    from django.conf import settings

    from diemcau.conference.models import Conference
    from diemcau.journal.commands import execute
    from diemcau.newsroom.actions import publish_report
    from diemcau.recording.archive import folder_of

    conference = Conference.objects.get(uuid=plane.conference)
    clock = _Hands(SystemClock().now() - BEGUN_AGO)
    opened_at = clock.at
    for command in _gathering(plane, conference, opened_at):
        execute(command, clock=clock)
    for command in _sitting(plane, conference):
        execute(command, clock=clock)
        clock.at += ITEM
    lasts = clock.at - opened_at
    record(folder_of(settings.RECORDINGS, plane.slug), starts_at=opened_at, seconds=lasts.total_seconds())
    return str(publish_report(conference).url)


def _gathering(plane: Plane, conference: Conference, at: datetime) -> Iterator[Command]:
    from diemcau.conference.actions import open_conference
    from diemcau.floor.actions import change_scene, connect_venue
    from diemcau.presence.actions import About, check_in

    for venue in plane.venues:
        yield connect_venue(**_who(conference), venue=venue)
    for invitation in conference.invitations.on_roll().select_related("person", "venue")[:PRESENT]:
        about = About(**_who(conference), person=invitation.person.uuid, venue=invitation.venue.code, noted_at=at)
        yield check_in(about, method="tick")
    yield open_conference(**_who(conference))
    yield change_scene(**_who(conference), scene="speaker")


def _sitting(plane: Plane, conference: Conference) -> Iterator[Command]:
    from diemcau.conference.actions import close_conference, start_item
    from diemcau.floor.actions import air_venue

    items = list(conference.items.values_list("number", flat=True))
    for item in items[:-1]:
        yield start_item(**_who(conference), item=item)
    yield air_venue(**_who(conference), venue=plane.venues[1])
    yield air_venue(**_who(conference), venue=plane.venues[0])
    yield start_item(**_who(conference), item=items[-1])
    yield close_conference(**_who(conference))


def _who(conference: Conference) -> dict[str, Any]:
    return {"conference": conference.uuid, "uid": new_uid(), "actor": "cli"}
