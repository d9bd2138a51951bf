# SPDX-License-Identifier: Apache-2.0
"""The newest check as a pure fold, and the rules for asking and answering."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from diemcau.checks.events import CheckRecorded, CheckStarted, Findings
from diemcau.checks.refusals import (
    CheckIsOver,
    ConferenceIsGoingOn,
    FindingsAreKnown,
    NobodyIsConnected,
    VenueIsNotAsked,
)
from diemcau.conference.events import ConferenceOpened
from diemcau.journal.folding import Fold
from diemcau.journal.records import Record

Phase = Literal["planned", "open", "closed"]


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckState:
    """The newest check: the entry that began it, whom it asked, what each has answered so far.

    `check` is None before the first one. `is_going_on` ends with the last answer, and at the opening.
    """

    check: int | None = None
    started_at: datetime | None = None
    asked: tuple[str, ...] = ()
    findings: Mapping[str, Findings] = field(default_factory=dict)
    is_going_on: bool = False

    @property
    def awaited(self) -> tuple[str, ...]:
        """Who was asked and hasn't answered."""
        return tuple(venue for venue in self.asked if venue not in self.findings)


def evolve(state: CheckState, record: Record) -> CheckState:
    """The newest check after one more entry; entries of other rooms change nothing."""
    match record.event:
        case CheckStarted(venues=venues):
            return CheckState(check=record.seq, started_at=record.at, asked=venues, is_going_on=True)
        case CheckRecorded(venue=venue, findings=findings):
            answered = replace(state, findings={**state.findings, venue: findings})
            return replace(answered, is_going_on=state.is_going_on and bool(answered.awaited))
        case ConferenceOpened():
            return replace(state, is_going_on=False)
    return state


CHECK_FOLD = Fold(name="checks", initial=CheckState(), evolve=evolve)


def decide_started(*, phase: Phase, connected: Collection[str]) -> CheckStarted:
    """Have every connected venue test itself; a check that is going on is given up.

    Raises: ConferenceIsGoingOn, NobodyIsConnected.
    """
    if phase == "open":
        raise ConferenceIsGoingOn
    if not connected:
        raise NobodyIsConnected
    return CheckStarted(venues=tuple(sorted(connected)))


def decide_recorded(state: CheckState, *, venue: str, check: int, findings: Findings) -> CheckRecorded:
    """Record a venue's findings. Raises: CheckIsOver, VenueIsNotAsked, FindingsAreKnown."""
    if check != state.check:
        raise CheckIsOver(check=check)
    if venue not in state.asked:
        raise VenueIsNotAsked(venue=venue)
    if venue in state.findings:
        raise FindingsAreKnown(venue=venue)
    return CheckRecorded(venue=venue, check=check, findings=findings)
