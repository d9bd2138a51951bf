# SPDX-License-Identifier: Apache-2.0
"""The newsroom's own process: it follows every journal, and writes what nobody should have to wait for.

At a closing it drafts the report, and notices of what went wrong; when later entries change a figure
that was published, it flags the article and drafts the correction. It publishes nothing that a person hasn't approved.
Nothing is kept here: killed and started again, it finds in the tables what it has done.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from contextlib import aclosing
from uuid import UUID

import django
import structlog
from asgiref.sync import sync_to_async

from diemcau.lib.clock import Clock, SystemClock
from diemcau.lib.logs import log_as_json
from diemcau.lib.supervision import Supervisor

LOG = structlog.get_logger(__name__)
CONFERENCES_POLL_S = 2.0
SCHEDULE_POLL_S = 2.0
PACE_S = 0.5
"""Marks come in by hundreds; editors needn't know of each."""


def run() -> None:
    """Work until SIGINT or SIGTERM."""
    log_as_json()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diemcau.config.settings")
    django.setup()
    asyncio.run(serve(SystemClock()))


async def serve(clock: Clock) -> None:
    """Follow all conferences, new ones too, until told to leave."""
    leaving = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, leaving.set)
    async with Supervisor(clock) as supervisor:
        supervisor.forever("conferences", lambda: _follow_conferences(supervisor, clock))
        supervisor.forever("schedule", lambda: _keep_schedule(clock))
        sys.stdout.write(json.dumps({"ready": "newsroom"}) + "\n")
        sys.stdout.flush()
        await leaving.wait()


async def _follow_conferences(supervisor: Supervisor, clock: Clock) -> None:
    from diemcau.conference.models import Conference

    followed: dict[UUID, asyncio.Task[None]] = {}
    while True:
        for uuid in [uuid async for uuid in Conference.objects.values_list("uuid", flat=True)]:
            if uuid not in followed:
                followed[uuid] = supervisor.forever("follower", lambda uuid=uuid: follow(uuid, clock))  # type: ignore[misc]
        await clock.sleep(CONFERENCES_POLL_S)


async def _keep_schedule(clock: Clock) -> None:
    while True:
        await sync_to_async(_publish_due_afresh)(clock)
        await clock.sleep(SCHEDULE_POLL_S)


def _publish_due_afresh(clock: Clock) -> None:
    from django.db import close_old_connections

    from diemcau.newsroom.schedule import publish_due

    close_old_connections()  # as below
    publish_due(now=clock.now())


async def follow(conference: UUID, clock: Clock) -> None:
    """Catch up with one journal, and again whenever it has gone on."""
    from diemcau.journal.tail import heads

    async with aclosing(heads(conference, clock=clock)) as moves:
        async for seq in moves:
            await sync_to_async(_catch_up_afresh)(conference, clock)
            LOG.debug("caught up", conference=str(conference), seq=seq)
            await clock.sleep(PACE_S)


def _catch_up_afresh(conference: UUID, clock: Clock) -> None:
    from django.db import close_old_connections

    close_old_connections()  # the database may have been away since
    catch_up(conference, clock)


def catch_up(conference: UUID, clock: Clock) -> None:
    """Do whatever the journal asks for as it stands; a conference that isn't closed asks for nothing."""
    from diemcau.conference.models import Conference
    from diemcau.journal.queries import has_kind
    from diemcau.newsroom.actions import draft_report
    from diemcau.newsroom.drift import follow_record
    from diemcau.newsroom.illustrating import add_pictures
    from diemcau.newsroom.notices.drafting import draft_notices

    known = Conference.objects.filter(uuid=conference).first()
    if known is None or not has_kind(conference, "conference.closed"):
        return
    draft_report(known)
    draft_notices(known)
    add_pictures(known)
    follow_record(known, now=clock.now())


if __name__ == "__main__":
    run()
