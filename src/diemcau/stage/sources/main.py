# SPDX-License-Identifier: Apache-2.0
"""The process of the sources: builds its parts by hand, runs them, and ends in good order."""

from __future__ import annotations

import asyncio
import json
import signal
import sys

import structlog
import uvloop

from diemcau.lib.clock import Clock, SystemClock
from diemcau.lib.logs import log_as_json
from diemcau.lib.supervision import Supervisor
from diemcau.stage.admission import read_or_create_key
from diemcau.stage.journal_port import Installation, JournalPort, load_installation
from diemcau.stage.sources.line import RelayDoor
from diemcau.stage.sources.listener import Listener
from diemcau.stage.sources.noticeboard import Noticeboard
from diemcau.stage.sources.playout import Playout
from diemcau.stage.sources.refusals import RtmpPortIsTaken

LOG = structlog.get_logger(__name__)
CONFERENCES_POLL_S = 2.0
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 - what the relay may listen on


def run() -> None:
    """Run until SIGINT or SIGTERM."""
    log_as_json()
    installation = load_installation()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(installation, SystemClock()))


async def _serve(installation: Installation, clock: Clock) -> None:
    leaving = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, leaving.set)
    noticeboard = Noticeboard(folder=installation.run, clock=clock)
    noticeboard.take_down()
    try:
        async with JournalPort() as journals, Supervisor(clock) as supervisor:
            if installation.rtmp_port:
                listener = Listener(
                    host=installation.rtmp_host,
                    port=installation.rtmp_port,
                    keys=journals.stream_keys,
                    door=_door(installation),
                    noticeboard=noticeboard,
                    supervisor=supervisor,
                    clock=clock,
                )
                supervisor.forever("rtmp", listener.run, expected=RtmpPortIsTaken)
            supervisor.forever("playouts", lambda: _play_out(_door(installation), journals, supervisor, clock))
            _tell_ready(installation)
            await leaving.wait()
            LOG.info("leaving")
    finally:
        noticeboard.take_down()


async def _play_out(door: RelayDoor, journals: JournalPort, supervisor: Supervisor, clock: Clock) -> None:
    """A playout for every conference, of those too that are made while we run."""
    known: set[str] = set()
    while True:
        for key in await journals.conferences():
            if key.slug not in known:
                known.add(key.slug)
                journal = journals.journal(key)
                playout = Playout(door=door, slug=key.slug, journal=journal, supervisor=supervisor, clock=clock)
                supervisor.forever("journal", playout.follow_journal, conference=key.slug)
                supervisor.forever("films", playout.follow_films, conference=key.slug)
        await clock.sleep(CONFERENCES_POLL_S)


def _door(installation: Installation) -> RelayDoor:
    host = EVERYWHERE.get(installation.host, installation.host)
    secret = read_or_create_key(installation.keys)
    return RelayDoor(url=f"https://{host}:{installation.relay_port}", secret=secret)


def _tell_ready(installation: Installation) -> None:
    sys.stdout.write(json.dumps({"ready": "sources", "rtmp_port": installation.rtmp_port}) + "\n")
    sys.stdout.flush()
