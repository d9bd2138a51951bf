# SPDX-License-Identifier: Apache-2.0
"""What can happen when venues test themselves. Findings tell of machines, never of people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from diemcau.journal.events import Event, register

CameraFinding = Literal["ok", "off", "dark", "frozen"]
MicrophoneFinding = Literal["ok", "off", "silent", "virtual"]
LoudspeakerFinding = Literal["heard", "unheard", "untested"]
Transport = Literal["webtransport", "http"]


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What one venue found on itself.

    `microphone` is `virtual` when the browser brings one that stands in no hall; `loudspeaker`
    `untested` when no microphone could have heard it. Rates are kilobits a second, None when no
    burst got through; `redial_ms` is how long a line that was cut on purpose took to come back,
    None when it didn't.
    """

    browser: str
    camera: CameraFinding
    microphone: MicrophoneFinding
    loudspeaker: LoudspeakerFinding
    transport: Transport
    down_kbps: int | None
    up_kbps: int | None
    redial_ms: int | None


@register("check.started")
@dataclass(frozen=True, kw_only=True)
class CheckStarted(Event):
    """The director had these venues test themselves: all that were connected."""

    venues: tuple[str, ...]


@register("check.recorded")
@dataclass(frozen=True, kw_only=True)
class CheckRecorded(Event):
    """What a venue found in the check of entry `check`."""

    venue: str
    check: int
    findings: Findings
