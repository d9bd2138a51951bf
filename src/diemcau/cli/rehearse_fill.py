# SPDX-License-Identifier: Apache-2.0
"""`diemcau rehearse --fill`: simulated venues in the places of the absent, for a director who practises."""

from __future__ import annotations

import asyncio
import contextlib

from rich.console import Console

from diemcau.cli.doors import Doors, base_url
from diemcau.config.environment import environment
from diemcau.lib.clock import SystemClock
from diemcau.rehearsal.installation import Installation
from diemcau.rehearsal.performance import cast_of, read_plan
from diemcau.rehearsal.standins import StandIns


async def fill(doors: Doors, *, lasts_s: float, console: Console) -> None:
    """Stand in for every venue that isn't connected, for so long. Raises: Refusal."""
    async with Installation(url=base_url(environment()), slug=doors.slug) as installation:
        director = await installation.sign_in(doors.director)
        plan = await read_plan(installation, director)
        cast = cast_of(plan, link_tokens=doors.venues, codes=list(plan.labels))

        def tell(playing: list[str]) -> None:
            console.print(f"Stood in for: {len(playing)} of {len(cast)} venues", style="dim")

        async with StandIns(cast=cast, installation=installation, director=director, clock=SystemClock()) as standins:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(lasts_s):
                    await standins.fill(tell)
