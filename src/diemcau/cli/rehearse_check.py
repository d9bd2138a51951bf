# SPDX-License-Identifier: Apache-2.0
"""`diemcau rehearse check`: every connected venue tests itself, and says what is to be mended."""

from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from diemcau.cli.django import set_up
from diemcau.cli.doors import Doors, base_url, open_doors
from diemcau.config.environment import environment
from diemcau.lib.clock import SystemClock
from diemcau.lib.refusal import Refusal
from diemcau.rehearsal.installation import Bearer, Installation

POLL_S = 0.5
STYLES = {"green": "green", "amber": "yellow", "red": "bold red", "grey": "dim"}
MARKS = {"green": "●", "amber": "▲", "red": "■", "grey": "○"}


def check(
    conference: Annotated[str, typer.Argument(help="Short name of the conference, as in its address")],
    wait: Annotated[float, typer.Option(min=5, help="Seconds to wait for the last venue")] = 120.0,
    file: Annotated[Path | None, typer.Option("--json", help="Write the report to this file")] = None,
) -> None:
    """Have every connected venue test browser, camera, microphone, loudspeaker and line; exits 1 unless all are green.

    The same as the button on the director's console: entered in the journal, printable from there.
    """
    console = Console(stderr=True)
    set_up()
    try:
        report = asyncio.run(_checked(open_doors(conference), wait, console))
    except KeyboardInterrupt:
        raise typer.Exit(130) from None
    except Refusal as refusal:
        console.print(refusal.sentence(environment().language), style="bold red")
        raise typer.Exit(2) from refusal
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    Console(width=160).print(_table(report))
    raise typer.Exit(0 if all(row["grade"] == "green" for row in report["venues"]) else 1)


async def _checked(doors: Doors, wait_s: float, console: Console) -> dict[str, Any]:
    clock, until_s = SystemClock(), time.monotonic() + wait_s
    async with Installation(url=base_url(environment()), slug=doors.slug) as installation:
        director = await installation.sign_in(doors.director)
        await installation.command("checks", director)
        with console.status("…") as status:
            while True:
                report = await _report(installation, director)
                awaited = [row["venue"] for row in report["venues"] if row["stage"] == "awaited"]
                status.update(f"{len(awaited)} venues are still testing: {', '.join(awaited[:8])}")
                if not awaited or time.monotonic() > until_s:
                    return report
                await clock.sleep(POLL_S)


async def _report(installation: Installation, director: Bearer) -> dict[str, Any]:
    report: dict[str, Any] = await installation.read("checks", director)
    return report


def _table(report: dict[str, Any]) -> Table:
    table = Table("venue", "", "up kb/s", "down kb/s", "to be mended", show_lines=False)
    for row in report["venues"]:
        found = row["findings"] or {}
        rates = [str(found.get(name) or "–") for name in ("up_kbps", "down_kbps")]
        table.add_row(row["venue"], MARKS[row["grade"]], *rates, "\n".join(row["advice"]), style=STYLES[row["grade"]])
    return table
