# SPDX-License-Identifier: Apache-2.0
"""A venue's sealed sheet as paper: its numbers, its names, and the entry that vouches for them.

Everything is as of the sealing, whatever came in since.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from diemcau.conference.models import Conference
from diemcau.journal.queries import folded
from diemcau.outcome.counts import Status
from diemcau.papers.wording import STATUSES
from diemcau.people.models import Invitation, Person
from diemcau.people.queries import persons_by_uuid
from diemcau.presence.events import SheetCounts
from diemcau.presence.marks import Mark
from diemcau.presence.state import PRESENCE_FOLD, PresenceState, Sheet


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetPerson:
    """One line of names; `substitute` is a name, `remark` says why somebody is on this venue's sheet, or off it."""

    name: str
    post: str
    status: str
    substitute: str
    remark: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetPaper:
    """The sheet of one venue at its newest sealing, which entry `seq` with this hash (hex) is.

    `is_changed` tells that it no longer holds: marks came in since, or it was opened again.
    """

    code: str
    venue: str
    number: str
    version: int
    sealed_at: datetime
    counts: SheetCounts
    note: str
    seq: int
    hash: str
    is_changed: bool
    people: tuple[SheetPerson, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Names:
    venues: Mapping[str, str]
    invitations: Mapping[UUID, Invitation]
    substitutes: Mapping[UUID, Person]


def sealed_sheets(conference: Conference, *, venues: Collection[str] | None = None) -> list[SheetPaper]:
    """The sheets that were sealed at least once, in the plan's order; of some `venues` or (None) of all.

    Names cost as many queries for one venue as for all.
    """
    state: PresenceState = folded(conference.uuid, PRESENCE_FOLD)
    codes = [code for code in state.venues if code in state.sheets and (venues is None or code in venues)]
    states = {code: _as_sealed(conference, state, state.sheets[code]) for code in codes}
    names = _names(conference, states.values())
    return [_paper(code, state.sheets[code], states[code], names) for code in codes]


def _as_sealed(conference: Conference, state: PresenceState, sheet: Sheet) -> PresenceState:
    # A sealed sheet is one at which nothing changed since: only the others need the journal folded anew.
    return state if sheet.status == "sealed" else folded(conference.uuid, PRESENCE_FOLD, upto_seq=sheet.seq)


def _names(conference: Conference, states: Iterable[PresenceState]) -> _Names:
    called = Invitation.objects.filter(conference=conference, substitute_for=None, is_guest_of_honour=False)
    in_order = called.select_related("person", "organisation", "venue").order_by("person__sort_key", "id")
    substitutes = {mark.substitute for state in states for _, mark in state.marks.items() if mark.substitute}
    return _Names(
        venues=dict(conference.venues.values_list("code", "name")),
        invitations={invitation.person.uuid: invitation for invitation in in_order},
        substitutes=persons_by_uuid(substitutes),
    )


def _paper(code: str, sheet: Sheet, state: PresenceState, names: _Names) -> SheetPaper:
    lines = (
        _person(code, invitation, state.marks.get(person), names) for person, invitation in names.invitations.items()
    )
    return SheetPaper(
        code=code,
        venue=names.venues.get(code, code),
        number=sheet.number,
        version=sheet.version,
        sealed_at=sheet.sealed_at,
        counts=sheet.counts,
        note=sheet.note or "",
        seq=sheet.seq,
        hash=sheet.hash,
        is_changed=sheet.status != "sealed",
        people=tuple(line for line in lines if line),
    )


def _person(code: str, invitation: Invitation, mark: Mark | None, names: _Names) -> SheetPerson | None:
    """The person's line on this venue's sheet, None when they belong to another's and sit there."""
    is_known = mark is not None and mark.status != "expected"
    seat = mark.venue if mark is not None and is_known else invitation.venue.code
    if code not in {seat, invitation.venue.code} or (invitation.is_walk_in and not is_known):
        return None
    substitute = names.substitutes.get(mark.substitute) if mark is not None and mark.substitute else None
    post = ", ".join(
        part for part in (invitation.post, invitation.organisation.name if invitation.organisation else "") if part
    )
    has_left = seat != code
    return SheetPerson(
        name=invitation.person.full_name,
        post=post,
        status="–" if has_left else STATUSES[_known(mark)],
        substitute=substitute.full_name if substitute and not has_left else "",
        remark=_remark(code, seat, invitation, names),
    )


def _known(mark: Mark | None) -> Status:
    return "absent" if mark is None or mark.status == "expected" else mark.status


def _remark(code: str, seat: str, invitation: Invitation, names: _Names) -> str:
    if invitation.is_walk_in:
        return "Dự thêm"
    if seat != code:
        return f"Dự tại {names.venues.get(seat, seat)}"
    if invitation.venue.code != code:
        return f"Được mời tại {invitation.venue.name}"
    return ""
