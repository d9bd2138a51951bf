# SPDX-License-Identifier: Apache-2.0
"""Lines as a commune hall may have them: one with little room, one that loses and delays what it carries."""

from __future__ import annotations

import asyncio
import os
import random
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

HOST_SIDE, HALL_SIDE = "10.118.0.1", "10.118.0.2"


@contextmanager
def thin_line(*, kilobits: int) -> Iterator[list[str]]:
    """A network namespace behind a token bucket; yields the words that start a command in it.

    Skips the test where this machine lets nobody make one.
    """
    name = f"dc{os.getpid()}"
    try:
        _run("ip", "netns", "add", name)
    except (FileNotFoundError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no network namespace can be made here: {error}")
    try:
        _run("ip", "link", "add", f"{name}a", "type", "veth", "peer", "name", f"{name}b", "netns", name)
        _run("ip", "addr", "add", f"{HOST_SIDE}/30", "dev", f"{name}a")
        _run("ip", "link", "set", f"{name}a", "up")
        _run("ip", "-n", name, "addr", "add", f"{HALL_SIDE}/30", "dev", f"{name}b")
        _run("ip", "-n", name, "link", "set", f"{name}b", "up")
        _run("ip", "-n", name, "link", "set", "lo", "up")
        within = ["ip", "netns", "exec", name]
        try:
            set_rate(within, kilobits=kilobits)
        except (FileNotFoundError, subprocess.CalledProcessError) as error:
            pytest.skip(f"no token bucket can be set here: {error}")
        yield within
    finally:
        _run("ip", "netns", "del", name)


def set_rate(within: list[str], *, kilobits: int) -> None:
    """Make the line into a namespace this wide from now on."""
    bucket = ("tbf", "rate", f"{kilobits}kbit", "burst", "5kb", "latency", "400ms")
    _run("tc", "qdisc", "replace", "dev", f"{within[-1]}a", "root", *bucket)


def program_within(within: list[str], program: str, folder: Path) -> Path:
    """A program that starts another one in the namespace, for whoever takes one program and no words before it."""
    script = folder / program
    script.write_text(f'#!/bin/sh\nexec {" ".join(within)} {program} "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return script


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


@dataclass(kw_only=True)
class _Way(asyncio.DatagramProtocol):
    """One end of a forwarder. What comes in goes out of `other`, late, or is lost."""

    loss: float
    delay_s: float
    dice: random.Random
    peer: Any = None
    other: _Way | None = None
    transport: Any = field(default=None, repr=False)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def datagram_received(self, data: bytes, addr: Any) -> None:
        self.peer = self.peer or addr
        if self.dice.random() >= self.loss:
            asyncio.get_running_loop().call_later(self.delay_s, self._pass_on, data)

    def _pass_on(self, octets: bytes) -> None:
        if self.other is not None and self.other.peer is not None and not self.other.transport.is_closing():
            self.other.transport.sendto(octets, self.other.peer)


@asynccontextmanager
async def lossy_line(relay_port: int, *, loss: float, delay_s: float) -> AsyncIterator[int]:
    """A forwarder for one client in front of a relay; yields its port. `delay_s` is for either direction."""
    loop, dice = asyncio.get_running_loop(), random.Random(118)  # noqa: S311 - a test's own dice
    near = _Way(loss=loss, delay_s=delay_s, dice=dice)
    far = _Way(loss=loss, delay_s=delay_s, dice=dice, peer=("127.0.0.1", relay_port), other=near)
    near.other = far
    near_end, _ = await loop.create_datagram_endpoint(lambda: near, local_addr=("127.0.0.1", 0))
    far_end, _ = await loop.create_datagram_endpoint(lambda: far, local_addr=("127.0.0.1", 0))
    try:
        yield near_end.get_extra_info("sockname")[1]
    finally:
        near_end.close()
        far_end.close()
