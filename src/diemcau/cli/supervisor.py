# SPDX-License-Identifier: Apache-2.0
"""Keeps the processes of one installation alive. Knows nothing of what they do."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import os
import signal
import sys
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import structlog

from diemcau.cli.refusals import ServiceDoesNotStart

DRAIN_S = 10.0
FIRST_PAUSE_S = 0.2
LONGEST_PAUSE_S = 5.0
STEADY_S = 30.0
HOPELESS_STARTS = 3
_PR_SET_PDEATHSIG = 1

log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True)
class Service:
    """One process to keep alive.

    `command` is an argument list, no shell. `is_ready` is asked until it says yes; None for
    a service that tells it itself, by its first line on standard output.
    """

    name: str
    command: Sequence[str]
    is_ready: Callable[[], Awaitable[bool]] | None = None


@dataclass(kw_only=True)
class Supervisor:
    """Starts services, starts them again when they die, ends them on the way out.

    Use as an async context manager. Each service writes to `<name>.log` in `log_folder`.
    """

    services: Sequence[Service]
    environment: Mapping[str, str]
    log_folder: Path
    restarts: dict[str, int] = field(default_factory=dict)
    _running: dict[str, asyncio.subprocess.Process] = field(default_factory=dict)
    _spoke: set[str] = field(default_factory=set)
    _keepers: list[asyncio.Task[None]] = field(default_factory=list)

    async def __aenter__(self) -> Self:
        self.log_folder.mkdir(parents=True, exist_ok=True)
        self._keepers = [
            asyncio.create_task(self._keep_alive(service), name=f"keep-{service.name}") for service in self.services
        ]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for keeper in self._keepers:
            keeper.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)

    def pid(self, name: str) -> int | None:
        """The process id of a service, None while it is down."""
        process = self._running.get(name)
        return process.pid if process is not None and process.returncode is None else None

    async def ready(self, *, timeout_s: float) -> None:
        """Wait until every service is ready.

        Raises: ServiceDoesNotStart: one of them isn't after `timeout_s`, or has died too often.
        """
        until = time.monotonic() + timeout_s
        for service in self.services:
            while not await self._is_ready(service):
                if time.monotonic() > until or self.restarts.get(service.name, 0) >= HOPELESS_STARTS:
                    raise self._refusal(service)
                await asyncio.sleep(0.05)

    async def wait(self) -> None:
        """Wait for ever: a service that dies is started again, so nothing ends this but a cancel."""
        await asyncio.gather(*self._keepers)

    def _refusal(self, service: Service) -> ServiceDoesNotStart:
        log_file = self.log_folder / f"{service.name}.log"
        lines = log_file.read_text(errors="replace").split("\n") if log_file.exists() else []
        last = next((line.strip() for line in reversed(lines) if line.strip()), "–")
        return ServiceDoesNotStart(service=service.name, log=str(log_file), last=last)

    async def _is_ready(self, service: Service) -> bool:
        if service.is_ready is None:
            return service.name in self._spoke
        return await service.is_ready()

    async def _keep_alive(self, service: Service) -> None:
        pause_s = FIRST_PAUSE_S
        while True:
            started = time.monotonic()
            code = await self._run_once(service)
            if time.monotonic() - started > STEADY_S:
                pause_s = FIRST_PAUSE_S
            self.restarts[service.name] = self.restarts.get(service.name, 0) + 1
            log.warning("service.ended", service=service.name, code=code, again_in_s=pause_s)
            await asyncio.sleep(pause_s)
            pause_s = min(pause_s * 2, LONGEST_PAUSE_S)

    async def _run_once(self, service: Service) -> int:
        with (self.log_folder / f"{service.name}.log").open("ab") as output:
            process = await asyncio.create_subprocess_exec(
                *service.command,
                env=dict(self.environment),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=output,
                start_new_session=True,
                preexec_fn=_end_with_parent if sys.platform == "linux" else None,
            )
            self._running[service.name] = process
            try:
                await self._log_output(service, process, output)
                return await process.wait()
            finally:
                self._spoke.discard(service.name)
                await _end(process)

    async def _log_output(self, service: Service, process: asyncio.subprocess.Process, log_file: BinaryIO) -> None:
        if process.stdout is None:
            return
        async for line in process.stdout:
            log_file.write(line)
            log_file.flush()
            self._spoke.add(service.name)


async def _end(process: asyncio.subprocess.Process) -> None:
    """Ask a process to end, and make it when it doesn't within the drain time."""
    if process.returncode is not None:
        return
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
    try:
        async with asyncio.timeout(DRAIN_S):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()


def _end_with_parent() -> None:
    """In the child: die when the supervisor is killed, which could not tell us itself."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


async def is_listening(host: str, port: int) -> bool:
    """Whether something accepts TCP connections at an address."""
    try:
        _, writer = await asyncio.open_connection(host, port)
    except OSError:
        return False
    writer.close()
    await writer.wait_closed()
    return True


def child_environment(**changes: str) -> dict[str, str]:
    """This process's environment with changes, for a child."""
    return {**os.environ, **changes}
