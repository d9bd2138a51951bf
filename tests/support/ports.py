# SPDX-License-Identifier: Apache-2.0
"""Ports for servers that tests start as processes of their own."""

from __future__ import annotations

import socket
from typing import Literal


def free_port(protocol: Literal["tcp", "udp"]) -> str:
    """A port of the loopback that nobody uses now."""
    kind = socket.SOCK_STREAM if protocol == "tcp" else socket.SOCK_DGRAM
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])
