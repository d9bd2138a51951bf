# SPDX-License-Identifier: Apache-2.0
"""What can happen in a roll call. People are named by opaque id alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from diemcau.journal.events import Event, register

Method = Literal["tick", "scan", "phone"]


@register("checkin.recorded")
@dataclass(frozen=True, kw_only=True)
class CheckinRecorded(Event):
    """A person is in the room.

    `noted_at` is the device's own time, kept because a venue may send its marks hours late.
    """

    person: UUID
    venue: str
    method: Method
    noted_at: datetime


@register("checkin.withdrawn")
@dataclass(frozen=True, kw_only=True)
class CheckinWithdrawn(Event):
    """An earlier mark was a mistake; the person counts as not yet arrived."""

    person: UUID
    venue: str
    noted_at: datetime


@register("substitute.recorded")
@dataclass(frozen=True, kw_only=True)
class SubstituteRecorded(Event):
    """Somebody else sits in an invited person's place (`đi thay`)."""

    person: UUID
    substitute: UUID
    venue: str
    noted_at: datetime


@register("excuse.recorded", shreddable=frozenset({"reason"}))
@dataclass(frozen=True, kw_only=True)
class ExcuseRecorded(Event):
    """An invited person sent word. `reason` is None once its text has been shredded."""

    person: UUID
    venue: str
    reason: str | None
    noted_at: datetime


@register("headcount.recorded")
@dataclass(frozen=True, kw_only=True)
class HeadcountRecorded(Event):
    """The operator counted heads in the room."""

    venue: str
    count: int
    noted_at: datetime
