# SPDX-License-Identifier: Apache-2.0
"""The stage process: builds its parts by hand, runs them, and ends in good order."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import signal
import sys

import structlog
import uvloop

from diemcau.lib.clock import Clock, SystemClock
from diemcau.lib.logs import log_as_json
from diemcau.lib.supervision import Supervisor
from diemcau.stage.admission import read_or_create_key
from diemcau.stage.certificate import Certificate, current_certificate
from diemcau.stage.domain_certificate import read_domain_certificate
from diemcau.stage.doorman import Doorman
from diemcau.stage.hall import Hall
from diemcau.stage.journal_port import Installation, JournalPort, load_installation
from diemcau.stage.moq_port import Relay

DRAIN_S = 5.0
CONFERENCES_POLL_S = 2.0
RENEWAL_CHECK_S = 3600.0
LOG = structlog.get_logger(__name__)


def run() -> None:
    """Run the stage until SIGINT or SIGTERM."""
    log_as_json()
    installation = load_installation()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(installation, SystemClock()))


async def _serve(installation: Installation, clock: Clock) -> None:
    leaving = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, leaving.set)
    halls: dict[str, Hall] = {}
    async with JournalPort() as journals, Supervisor(clock) as supervisor:
        await _open_halls(halls, journals, supervisor, clock)
        supervisor.forever("conferences", lambda: _follow_conferences(halls, journals, supervisor, clock))
        secret = read_or_create_key(installation.keys)
        doorman = Doorman(secret=secret, halls=halls, clock=clock, supervisor=supervisor)
        supervisor.forever("relay", lambda: _relay(installation, doorman, clock))
        await leaving.wait()
        LOG.info("leaving", halls=len(halls))
        for hall in halls.values():
            hall.close()
        await _drained(supervisor)


async def _open_halls(halls: dict[str, Hall], journals: JournalPort, supervisor: Supervisor, clock: Clock) -> None:
    for key in await journals.conferences():
        if key.slug not in halls:
            hall = Hall(slug=key.slug, journal=journals.journal(key), supervisor=supervisor, clock=clock)
            halls[key.slug] = hall
            hall.open()


async def _follow_conferences(
    halls: dict[str, Hall], journals: JournalPort, supervisor: Supervisor, clock: Clock
) -> None:
    while True:
        await clock.sleep(CONFERENCES_POLL_S)
        await _open_halls(halls, journals, supervisor, clock)


async def _relay(installation: Installation, doorman: Doorman, clock: Clock) -> None:
    """Serve with the current certificate, and again with the next one when it is due."""
    while True:
        certificate = _certificate(installation, now=clock.now())
        relay = Relay(
            host=installation.host,
            port=installation.relay_port,
            certificate=certificate.certificate_path,
            key=certificate.key_path,
        )
        async with relay:
            _tell_ready(relay, certificate)
            serving = asyncio.create_task(doorman.serve(relay), name="doorman")
            try:
                await _due(installation, certificate, clock)
            finally:
                serving.cancel()
                await asyncio.gather(serving, return_exceptions=True)


def _certificate(installation: Installation, *, now: dt.datetime) -> Certificate:
    if installation.domain is not None:
        return read_domain_certificate(installation.domain, now=now)
    return current_certificate(installation.keys, hosts=list(installation.hosts), now=now)


async def _due(installation: Installation, certificate: Certificate, clock: Clock) -> None:
    if installation.domain is not None:
        # The relay's library watches the domain's files by itself, and shows new ones to whoever dials next.
        await asyncio.Event().wait()
    while True:
        await clock.sleep(RENEWAL_CHECK_S)
        if certificate.ends_at - clock.now() < dt.timedelta(days=1):
            LOG.info("certificate renewed", ends_at=certificate.ends_at.isoformat(), host=installation.host)
            return


def _tell_ready(relay: Relay, certificate: Certificate) -> None:
    ready = {"ready": "stage", "relay_port": relay.port, "certificate_sha256": certificate.sha256}
    sys.stdout.write(json.dumps(ready) + "\n")
    sys.stdout.flush()


async def _drained(supervisor: Supervisor) -> None:
    """Give closed sessions a moment to say good-bye on the wire."""
    try:
        async with asyncio.timeout(DRAIN_S):
            await supervisor.ended("session")
    except TimeoutError:
        LOG.warning("left before all sessions had ended")
