# SPDX-License-Identifier: Apache-2.0
"""What can happen in a roll call. People are named by opaque id alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from diemcau.journal.events import Event, register

Method = Literal["tick", "scan", "phone"]
CaseKind = Literal["two_venues", "two_substitutes"]


@dataclass(frozen=True, kw_only=True)
class MarkEvent(Event):
    """What every mark of the roll call says.

    `venue` is where it was made; `noted_at` the device's own time, kept because a venue may
    send its marks hours late. `seen` is the uid of the newest mark of this person that the
    device knew of, None when it knew none. `home` is the venue that invited the person, None
    when that is `venue` itself. `as_guest` marks a guest of honour, whom no count holds.
    """

    person: UUID
    venue: str
    noted_at: datetime
    seen: UUID | None = None
    home: str | None = None
    as_guest: bool = False


@register("checkin.recorded")
@dataclass(frozen=True, kw_only=True)
class CheckinRecorded(MarkEvent):
    """A person is in the room."""

    method: Method


@register("walkin.recorded")
@dataclass(frozen=True, kw_only=True)
class WalkinRecorded(MarkEvent):
    """Somebody without an invitation is in the room."""


@register("checkin.withdrawn")
@dataclass(frozen=True, kw_only=True)
class CheckinWithdrawn(MarkEvent):
    """An earlier mark of this venue was a mistake; the person counts there as not yet arrived."""


@register("substitute.recorded", shreddable=frozenset({"paper"}))
@dataclass(frozen=True, kw_only=True)
class SubstituteRecorded(MarkEvent):
    """Somebody else sits in an invited person's place (`đi thay`), on what paper: None when it wasn't said."""

    substitute: UUID
    paper: str | None = None


@register("excuse.recorded", shreddable=frozenset({"reason"}))
@dataclass(frozen=True, kw_only=True)
class ExcuseRecorded(MarkEvent):
    """An invited person sent word. `reason` is None once its text has been shredded."""

    reason: str | None


@register("headcount.recorded")
@dataclass(frozen=True, kw_only=True)
class HeadcountRecorded(Event):
    """The operator counted heads in the room."""

    venue: str
    count: int
    noted_at: datetime


@dataclass(frozen=True, kw_only=True)
class DroppedMark:
    """A mark that no longer counts, and with it every earlier one that said the same at the same venue."""

    uid: UUID
    venue: str
    status: str
    substitute: UUID | None
    noted_at: datetime


@register("case.settled")
@dataclass(frozen=True, kw_only=True)
class CaseSettled(Event):
    """A person decided between marks that contradict each other: `kept` is the uid of the one that is right."""

    person: UUID
    case: CaseKind
    kept: UUID
    dropped: tuple[DroppedMark, ...]


@dataclass(frozen=True, kw_only=True)
class SheetCounts:
    """The numbers of a venue's sheet.

    invited + walk_ins + moved_in - moved_out = present + substituted + excused + absent.
    `moved_in` came here though invited elsewhere, `moved_out` the other way round; `guests`
    are guests of honour, outside that sum; `headcount` is None where nobody counted heads.
    """

    invited: int
    walk_ins: int
    moved_in: int
    moved_out: int
    present: int
    substituted: int
    excused: int
    absent: int
    guests: int
    headcount: int | None


@register("sheet.sealed", shreddable=frozenset({"note"}))
@dataclass(frozen=True, kw_only=True)
class SheetSealed(Event):
    """A venue closed its roll. The sheet's hash is this entry's own.

    `number` is what the sheet is called on paper, `version` counts its sealings from 1;
    `note` explains a head count that differs, None where nothing needs to be explained.
    """

    venue: str
    number: str
    version: int
    counts: SheetCounts
    note: str | None


@register("sheet.reopened", shreddable=frozenset({"reason"}))
@dataclass(frozen=True, kw_only=True)
class SheetReopened(Event):
    """A venue opened its closed roll again; `version` is the sealing that no longer holds."""

    venue: str
    version: int
    reason: str | None
