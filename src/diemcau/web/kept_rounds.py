# SPDX-License-Identifier: Apache-2.0
"""The life of the kept pages in a web process: empty at its start, looked after in rounds."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from itertools import count

from diemcau.lib.clock import Clock, SystemClock
from diemcau.newsroom.keeping.emptying import drop_all, drop_overlooked
from diemcau.web.kept_pages import KeptPages, Serve
from diemcau.web.readers import Readers
from diemcau.web.serving import Serving

ROUND_S = 5.0
"""How late a page may notice that a film is ready, or nginx that a day is over."""
ROUNDS_TO_DATABASE = 12


@asynccontextmanager
async def kept_pages(otherwise: Serve, parts: Serving) -> AsyncIterator[KeptPages]:
    """Kept pages for the running event loop."""
    await parts.readers.read(drop_all)
    # A test's clock passes the rounds at once, without end: they go by the machine's.
    rounds = asyncio.create_task(_go_rounds(parts.readers, SystemClock()), name="kept-pages")
    try:
        yield KeptPages(otherwise, clock=parts.clock)
    finally:
        rounds.cancel()
        with suppress(asyncio.CancelledError):
            await rounds


async def _go_rounds(readers: Readers, clock: Clock) -> None:
    for number in count(1):
        await clock.sleep(ROUND_S)
        await readers.read(drop_overlooked, clock.now(), database=number % ROUNDS_TO_DATABASE == 0)
