# SPDX-License-Identifier: Apache-2.0
"""One established connection, from either side."""

from __future__ import annotations

import contextlib

import moq

from diemcau.stage.moq_port.errors import MoqError, reason


class Session:
    """One established connection. Whoever holds it keeps it open."""

    def __init__(self, inner: moq.Session) -> None:
        self._inner = inner

    async def closed(self) -> str:
        """Wait for the end; returns the library's word for why, empty for a local close."""
        try:
            await self._inner.closed()
        except MoqError as error:
            return reason(error)
        return ""

    def close(self, code: int = 0) -> None:
        """Close it; 0 is no error."""
        with contextlib.suppress(MoqError):
            self._inner.cancel(code)

    @property
    def epoch(self) -> int:
        """1 for the first connect, one more for each reconnect of a client."""
        return self._inner.epoch()

    @property
    def received_bytes(self) -> int:
        """All that came over the line so far, headers and repetitions included; 0 when the transport doesn't tell."""
        return getattr(self._inner.stats(), "bytes_received", None) or 0

    @property
    def rtt_ms(self) -> float | None:
        """The line's round trip time; None when the transport doesn't tell."""
        rtt_us: int | None = getattr(self._inner.stats(), "rtt_us", None)
        return None if rtt_us is None else rtt_us / 1_000
