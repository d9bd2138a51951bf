# SPDX-License-Identifier: Apache-2.0
"""The web process: `python -m diemcau.config.serve`. Pages and API over http, or over https with the domain's files."""

from __future__ import annotations

import asyncio

import structlog
import uvicorn
import uvloop

from diemcau.config.asgi import application
from diemcau.config.certificates import given_files
from diemcau.config.environment import Environment, environment
from diemcau.lib.clock import Clock, SystemClock
from diemcau.lib.refusal import Refusal
from diemcau.stage.domain_certificate import DomainFiles, read_domain_certificate

DRAIN_S = 5
RENEWAL_CHECK_S = 2.0
LOG = structlog.get_logger(__name__)


def main() -> None:
    """Serve until SIGINT or SIGTERM."""
    values = environment()
    files = given_files(values) if values.serves_https else None
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(_configured(values, files), files, SystemClock()))


def _configured(values: Environment, files: DomainFiles | None) -> uvicorn.Config:
    return uvicorn.Config(
        application,
        host=values.pages_host,
        port=values.port,
        access_log=False,
        timeout_graceful_shutdown=DRAIN_S,
        # Anybody may write these headers: they are read from the proxy alone, and from nobody without one.
        proxy_headers=bool(values.proxy),
        forwarded_allow_ips=values.proxy or None,
        ssl_certfile=files.certificate if files else None,
        ssl_keyfile=files.key if files else None,
    )


async def _serve(config: uvicorn.Config, files: DomainFiles | None, clock: Clock) -> None:
    config.load()
    renewing = asyncio.create_task(_renew(config, files, clock), name="renewal") if files else None
    try:
        await uvicorn.Server(config).serve()
    finally:
        if renewing is not None:
            renewing.cancel()


async def _renew(config: uvicorn.Config, files: DomainFiles, clock: Clock) -> None:
    """Show renewed files to everyone who comes from now on; connections that stand go on as they are."""
    known = files.stamp()
    while True:
        await clock.sleep(RENEWAL_CHECK_S)
        stamp = files.stamp()
        if stamp in {None, known} or config.ssl is None:
            continue
        known = stamp
        try:
            certificate = read_domain_certificate(files, now=clock.now())
        except Refusal as refusal:
            # One of two files may not have been replaced yet: the pair that is in use stays until both fit.
            LOG.warning("certificate.kept", code=refusal.code, because=refusal.sentence("en"))
            continue
        config.ssl.load_cert_chain(files.certificate, files.key)
        LOG.info("certificate.renewed", ends_at=certificate.ends_at.isoformat())


if __name__ == "__main__":
    main()
