# SPDX-License-Identifier: Apache-2.0
"""What a venue's own player proved. Written by the stage, a few times a conference and venue."""

from __future__ import annotations

from dataclasses import dataclass

from diemcau.journal.events import Event, register


@register("reception.proved")
@dataclass(frozen=True, kw_only=True)
class ReceptionProved(Event):
    """A venue's player shows the programme's changing picture and plays its sound, steadily."""

    venue: str


@register("reception.lost")
@dataclass(frozen=True, kw_only=True)
class ReceptionLost(Event):
    """Picture or sound of the programme have been missing at a venue for a while.

    `cause` is the stage's word for it. A line that went down is `venue.lost`, which ends the
    proof too.
    """

    venue: str
    cause: str
