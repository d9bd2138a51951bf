# SPDX-License-Identifier: Apache-2.0
"""What one web process shares between its requests: the committer, threads that read, checked passes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import cast

from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest

from diemcau.journal.committer import GroupCommitter
from diemcau.lib.clock import Clock, SystemClock
from diemcau.web.doorstep import Doorstep
from diemcau.web.passes import Passes
from diemcau.web.plans import Plans
from diemcau.web.readers import READING_THREADS, Readers

SCOPE_KEY = "diemcau.serving"


@dataclass(frozen=True, kw_only=True)
class Serving:
    """The parts of a web process that requests use."""

    committer: GroupCommitter
    readers: Readers
    passes: Passes
    plans: Plans
    doorstep: Doorstep
    clock: Clock


@asynccontextmanager
async def serving(*, clock: Clock | None = None) -> AsyncIterator[Serving]:
    """Start the parts for the running event loop; on leaving, what was taken is still committed."""
    clock = clock or SystemClock()
    readers = Readers(ThreadPoolExecutor(READING_THREADS, thread_name_prefix="reader"))
    try:
        async with GroupCommitter(clock=clock) as committer:
            yield Serving(
                committer=committer,
                readers=readers,
                passes=Passes(readers, clock=clock),
                plans=Plans(readers, clock=clock),
                doorstep=Doorstep(clock),
                clock=clock,
            )
    finally:
        await readers.close()


def serving_of(request: HttpRequest) -> Serving:
    """The parts that serve this request."""
    return cast("Serving", cast("ASGIRequest", request).scope[SCOPE_KEY])
