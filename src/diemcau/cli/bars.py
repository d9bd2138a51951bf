# SPDX-License-Identifier: Apache-2.0
"""Progress bars of a rehearsal: lines up, the roll filling, pictures, the programme's time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from diemcau.rehearsal.ensemble import Ensemble
from diemcau.rehearsal.performance import Performance
from diemcau.rehearsal.script import (
    ClipStep,
    CutStep,
    IncidentStep,
    ItemStep,
    NoticeStep,
    SceneStep,
    SlideStep,
    Step,
    UndoStep,
)

REFRESH_S = 0.25


@asynccontextmanager
async def bars(console: Console, ensemble: Ensemble, performance: Performance) -> AsyncIterator[None]:
    """Show how far a rehearsal is, while the block lasts."""
    columns = (SpinnerColumn(), TextColumn("{task.description:<34}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=console, transient=False) as progress:
        painter = asyncio.create_task(_paint(progress, ensemble, performance), name="bars")
        try:
            yield
        finally:
            painter.cancel()
            await asyncio.gather(painter, return_exceptions=True)


async def _paint(progress: Progress, ensemble: Ensemble, performance: Performance) -> None:
    lines = progress.add_task("Lines up", total=ensemble.size)
    pictures = progress.add_task("Venues with picture, most at once", total=ensemble.size)
    roll = progress.add_task("Roll call", total=None)
    programme = progress.add_task("Programme (seconds)", total=int(performance.script.lasts_s))
    most = 0
    while True:
        now = ensemble.progress()
        progress.update(lines, completed=now.connected)
        most = max(most, now.with_picture)
        progress.update(pictures, completed=most)
        progress.update(roll, completed=now.marks.recorded, total=now.marks.planned or None)
        if performance.start_s:
            progress.update(programme, completed=int(max(0.0, time.monotonic() - performance.start_s)))
        await asyncio.sleep(REFRESH_S)


def told(step: Step) -> str:  # noqa: PLR0911 - one case a step
    """A step of the director in a few words."""
    match step:
        case CutStep():
            words = {"call": "Stand-by", "air": "On air", "pair": "On air beside", "release": "Back to the hub from"}
            return f"{words[step.do]} {step.venue}"
        case UndoStep():
            return "The last cut is taken back"
        case ItemStep():
            return f"Item {step.item} of the programme"
        case SceneStep():
            return f"Scene: {step.scene}"
        case SlideStep():
            return f"Slide: page {step.page}"
        case ClipStep():
            return "A film"
        case NoticeStep():
            return f"Notice: {step.text}"
        case IncidentStep():
            return f"Noted for the minutes: {step.text}"
        case _:
            return "The conference is open" if step.do == "open" else "The conference is closed"
