# SPDX-License-Identifier: Apache-2.0
"""What may be noted, settled and sealed. Pure rules over the roll's state.

A device whose clock runs ahead is held to the journal's own time, or nobody could withdraw
its marks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from diemcau.conference.refusals import UnknownVenue
from diemcau.presence.events import (
    CaseSettled,
    CheckinRecorded,
    CheckinWithdrawn,
    DroppedMark,
    ExcuseRecorded,
    HeadcountRecorded,
    Method,
    SheetCounts,
    SheetReopened,
    SheetSealed,
    SubstituteRecorded,
    WalkinRecorded,
)
from diemcau.presence.marks import Case
from diemcau.presence.refusals import (
    CaseIsSettled,
    CasesAreOpen,
    HeadcountDiffers,
    HeadcountIsImpossible,
    PersonBelongsElsewhere,
    PersonIsNotInvited,
    SheetIsNotSealed,
    SheetIsSealed,
)
from diemcau.presence.state import PresenceState

LARGEST_HALL = 20_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where a person belongs: the venue that invited them, or where they walked in."""

    venue: str
    is_guest: bool = False
    is_walk_in: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """What a device says of one person. `place` is None when nobody of that id is known."""

    person: UUID
    venue: str
    noted_at: datetime
    seen: UUID | None
    place: Place | None


def decide_checkin(
    state: PresenceState, note: Note, *, method: Method, now: datetime
) -> CheckinRecorded | WalkinRecorded:
    """A person is in the room, invited here, invited elsewhere, or walked in before.

    Marking a present person again is kept as an entry; the count stands.
    """
    place = _require_called(state, note)
    at, home = min(note.noted_at, now), _home(note, place)
    if place.is_walk_in and home is None:
        return WalkinRecorded(person=note.person, venue=note.venue, noted_at=at, seen=note.seen)
    return CheckinRecorded(
        person=note.person,
        venue=note.venue,
        noted_at=at,
        seen=note.seen,
        home=home,
        as_guest=place.is_guest,
        method=method,
    )


def decide_walk_in(state: PresenceState, note: Note, *, now: datetime) -> WalkinRecorded:
    """Somebody without an invitation is in the room."""
    require_known(state, note.venue)
    return WalkinRecorded(person=note.person, venue=note.venue, noted_at=min(note.noted_at, now), seen=note.seen)


def decide_withdrawal(state: PresenceState, note: Note, *, now: datetime) -> CheckinWithdrawn:
    """This venue's earlier marks of a person were a mistake."""
    place = _require_called(state, note)
    return CheckinWithdrawn(
        person=note.person,
        venue=note.venue,
        noted_at=min(note.noted_at, now),
        seen=note.seen,
        home=_home(note, place),
        as_guest=place.is_guest,
    )


def decide_substitute(
    state: PresenceState, note: Note, *, substitute: UUID, paper: str | None, now: datetime
) -> SubstituteRecorded:
    """Somebody else sits in an invited person's place, on what paper (None: it wasn't said)."""
    place = require_invited_here(state, note)
    return SubstituteRecorded(
        person=note.person,
        venue=note.venue,
        noted_at=min(note.noted_at, now),
        seen=note.seen,
        as_guest=place.is_guest,
        substitute=substitute,
        paper=paper,
    )


def decide_excuse(state: PresenceState, note: Note, *, reason: str | None, now: datetime) -> ExcuseRecorded:
    """An invited person sent word; `reason` is None when none was given."""
    place = require_invited_here(state, note)
    return ExcuseRecorded(
        person=note.person,
        venue=note.venue,
        noted_at=min(note.noted_at, now),
        seen=note.seen,
        as_guest=place.is_guest,
        reason=reason,
    )


def decide_headcount(
    state: PresenceState, *, venue: str, count: int, noted_at: datetime, now: datetime
) -> HeadcountRecorded:
    """The operator counted heads."""
    require_known(state, venue)
    if not 0 <= count <= LARGEST_HALL:
        raise HeadcountIsImpossible(count=count, most=LARGEST_HALL)
    return HeadcountRecorded(venue=venue, count=count, noted_at=min(noted_at, now))


def decide_settlement(state: PresenceState, *, person: UUID, kept: UUID) -> CaseSettled:
    """One of the marks that contradict each other is right; the others no longer count."""
    case = case_with(state, person=person, kept=kept)
    dropped = tuple(
        DroppedMark(
            uid=side.uid,
            venue=side.venue,
            status=side.status,
            substitute=side.substitute,
            noted_at=side.noted_at,
        )
        for side in case.sides
        if side.uid != kept
    )
    return CaseSettled(person=person, case=case.kind, kept=kept, dropped=dropped)


def decide_sealing(state: PresenceState, *, venue: str, note: str | None) -> SheetSealed:
    """A venue closes its roll.

    A head count that differs from the roll needs a `note` that says why.
    """
    require_known(state, venue)
    sheet = state.sheets.get(venue)
    if sheet is not None and sheet.status != "open":
        raise SheetIsSealed(number=sheet.number, version=sheet.version)
    cases = state.cases_at(venue)
    if cases:
        raise CasesAreOpen(count=len(cases))
    counts = state.numbers(venue)
    if note is None:
        _require_heads(counts)
    return SheetSealed(
        venue=venue,
        number=f"{list(state.venues).index(venue) + 1:03d}/ĐD",
        version=sheet.version + 1 if sheet else 1,
        counts=counts,
        note=note,
    )


def decide_reopening(state: PresenceState, *, venue: str, reason: str | None) -> SheetReopened:
    """A venue opens its closed roll again."""
    require_known(state, venue)
    sheet = state.sheets.get(venue)
    if sheet is None or sheet.status == "open":
        raise SheetIsNotSealed(venue=venue)
    return SheetReopened(venue=venue, version=sheet.version, reason=reason)


def case_with(state: PresenceState, *, person: UUID, kept: UUID) -> Case:
    """The open case of a person that has this mark as a side. Raises: CaseIsSettled."""
    for case in state.contested.get(person, ()):
        if any(side.uid == kept for side in case.sides):
            return case
    raise CaseIsSettled


def require_known(state: PresenceState, venue: str) -> None:
    """Refuse a venue that the recorded plan doesn't have."""
    if venue not in state.venues:
        raise UnknownVenue(venue=venue)


def require_invited_here(state: PresenceState, note: Note) -> Place:
    """Refuse words about somebody whom another venue invited: only their own venue can take them."""
    place = _require_called(state, note)
    if place.venue != note.venue:
        raise PersonBelongsElsewhere(venue=note.venue, invited_at=place.venue)
    if place.is_walk_in:
        raise PersonIsNotInvited
    return place


def _require_called(state: PresenceState, note: Note) -> Place:
    require_known(state, note.venue)
    if note.place is None:
        raise PersonIsNotInvited
    return note.place


def _home(note: Note, place: Place) -> str | None:
    return place.venue if place.venue != note.venue else None


def _require_heads(counts: SheetCounts) -> None:
    attended = counts.present + counts.substituted + counts.guests
    if counts.headcount is not None and counts.headcount != attended:
        raise HeadcountDiffers(heads=counts.headcount, attended=attended, off=abs(counts.headcount - attended))
