# SPDX-License-Identifier: Apache-2.0
"""A director who follows a script, command by command, with a real director's bearer."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, assert_never

from diemcau.lib.clock import Clock
from diemcau.rehearsal.installation import Bearer, Installation, Sent
from diemcau.rehearsal.ledger import Airing
from diemcau.rehearsal.refusals import CommandWasRefused
from diemcau.rehearsal.script import CutStep, ItemStep, NoticeStep, PhaseStep, SceneStep, SlideStep, Step

PATHS = {
    "open": "opening",
    "close": "closing",
    "call": "floor/calls",
    "air": "floor/airings",
    "release": "floor/releases",
}


@dataclass(kw_only=True)
class ScriptedDirector:
    """Sends the script's steps when their time has come and remembers when each was sent.

    `now_playing` is told each step before it is sent. A step that is refused is remembered
    with the reason, and the show goes on.
    """

    installation: Installation
    bearer: Bearer
    hub: str
    clock: Clock
    now_playing: Callable[[Step], None]
    sent: list[tuple[Step, Sent]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    async def play(
        self, steps: Sequence[Step], *, start_s: float, before_closing: Callable[[], Awaitable[None]]
    ) -> None:
        """Send every step at `start_s` (monotonic) plus its own time; nobody closes before `before_closing` ends."""
        for step in steps:
            wait_s = start_s + step.at_s - time.monotonic()
            if wait_s > 0:
                await self.clock.sleep(wait_s)
            if isinstance(step, PhaseStep) and step.do == "close":
                await before_closing()
            self.now_playing(step)
            path, fields = request_of(step)
            try:
                self.sent.append((step, await self.installation.command(path, self.bearer, **fields)))
            except CommandWasRefused as refusal:
                self.refused.append(str(refusal))

    def airings(self, *, until_s: float) -> list[Airing]:
        """Who had the floor from which command to which, the last one until `until_s`."""
        return airings_of([(step, sent.sent_at_s) for step, sent in self.sent], hub=self.hub, until_s=until_s)


def airings_of(played: Sequence[tuple[Step, float]], *, hub: str, until_s: float) -> list[Airing]:
    """Who had the floor from which command to which.

    `played` holds the steps that were obeyed, each with the instant of its command; the last
    airing is cut off at `until_s`.
    """
    on_air: str | None = None
    cuts: list[tuple[str | None, float]] = []
    for step, at_s in played:
        source = _on_air_after(step, on_air, hub)
        if source != on_air:
            cuts.append((source, at_s))
        on_air = source
    ends = [at_s for _, at_s in cuts[1:]] + [until_s]
    return [
        Airing(source=source, from_s=from_s, until_s=end_s)
        for (source, from_s), end_s in zip(cuts, ends, strict=True)
        if source is not None
    ]


def request_of(step: Step) -> tuple[str, dict[str, Any]]:
    """The command's path and its fields."""
    match step:
        case PhaseStep():
            return PATHS[step.do], {}
        case ItemStep():
            return "items", {"item": step.item}
        case CutStep():
            return PATHS[step.do], {"venue": step.venue}
        case SceneStep():
            return "floor/scene", {"scene": step.scene}
        case SlideStep():
            return "floor/slides", {"deck": step.deck, "page": step.page}
        case NoticeStep():
            return "notices", {"venue": step.venue, "text": step.text}
        case _:
            assert_never(step)


def _on_air_after(step: Step, on_air: str | None, hub: str) -> str | None:
    """Who is on every screen after a step; a venue released from stand-by changes nothing there."""
    match step:
        case CutStep(do="air"):
            return step.venue
        case CutStep(do="release") if step.venue == on_air:
            return hub
        case SceneStep():
            return hub if step.scene == "speaker" else None
        case PhaseStep(do="close"):
            return None
        case _:
            return on_air
