# SPDX-License-Identifier: Apache-2.0
"""`python -m diemcau.cli.bench_bare KEYS HOST PORT`: the relay's library alone, as a measure for the stage.

Everybody comes in without a token, and all share one origin: what is published is relayed
without a line of Python in between.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import uvloop

from diemcau.lib.clock import SystemClock
from diemcau.stage.certificate import current_certificate
from diemcau.stage.moq_port import Origin, Relay, Session


async def _serve(keys: Path, host: str, port: int) -> None:
    certificate = current_certificate(keys, hosts=[host], now=SystemClock().now())
    shared = Origin()
    sessions: list[Session] = []
    relay = Relay(host=host, port=port, certificate=certificate.certificate_path, key=certificate.key_path)
    async with relay, asyncio.TaskGroup() as group:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        async for request in relay.requests():
            group.create_task(_admit(request.accept(reads=shared, writes=shared), sessions))


async def _admit(accepting: object, sessions: list[Session]) -> None:
    sessions.append(await accepting)  # type: ignore[misc]  # an accept that is under way


if __name__ == "__main__":
    uvloop.run(_serve(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
