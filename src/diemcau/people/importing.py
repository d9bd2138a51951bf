# SPDX-License-Identifier: Apache-2.0
"""What lists of delegates would change, row by row. Pure: nothing is written here.

Owns the verdict on each row: new, same, changed, or repeated; with what was set right and
what is doubted. A row that can't be taken is a fault, and one fault refuses the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Literal

from diemcau.lib.refusal import Refusal
from diemcau.lib.vietnamese import spelling_key, tidy
from diemcau.people.cells import Remarks, read_birth_year, read_name, read_phone, text_of
from diemcau.people.matching import Entrant, Register
from diemcau.people.refusals import CellIsTooLong, NameIsMissing, RostersHaveFaults, VenueIsMissing
from diemcau.people.remarks import Correction, Doubt, Remark
from diemcau.people.venue_names import VenueName, VenueNames
from diemcau.people.workbook import TITLES, Column, Place, RawRow, Roster

Verdict = Literal["new", "same", "changed", "repeated"]
_SECONDARY: dict[Column, str] = {
    "post": "post",
    "organisation": "organisation",
    "birth": "birth_year",
    "phone": "phone",
}
LONGEST: dict[Column, int] = {"name": 120, "post": 300, "organisation": 200}


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownEntrant(Entrant):
    """A delegate who is invited already; `key` is the invitation's id in the database."""

    key: int


@dataclass(frozen=True, kw_only=True, slots=True)
class RowReport:
    """What became of one row.

    `known` is the delegate whom the row means, for same and changed; `first` the row that a repeated one repeats;
    `changes` the names of the fields that differ.
    """

    place: Place
    entrant: Entrant
    verdict: Verdict
    remarks: Remarks
    known: KnownEntrant | None = None
    first: Place | None = None
    changes: tuple[str, ...] = ()

    @property
    def corrections(self) -> Remarks:
        """What was set right."""
        return tuple(remark for remark in self.remarks if isinstance(remark.about, Correction))

    @property
    def doubts(self) -> Remarks:
        """What a person should look at."""
        return tuple(remark for remark in self.remarks if isinstance(remark.about, Doubt))


@dataclass(frozen=True, kw_only=True, slots=True)
class RosterPlan:
    """All that the lists would change. `unnamed` are invited already, but on none of the lists; they stay."""

    rows: tuple[RowReport, ...]
    unread_sheets: tuple[tuple[str, str], ...]
    unnamed: tuple[KnownEntrant, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _SeenEntrant(Entrant):
    """A delegate whom these lists named before, and where."""

    place: Place


def plan_import(rosters: Sequence[Roster], *, venues: Iterable[VenueName], known: Iterable[KnownEntrant]) -> RosterPlan:
    """Work out what the lists would change.

    Raises: RostersHaveFaults: some rows can't be taken; `faults` tells each.
    """
    planner = _Planner(VenueNames(venues), tuple(known))
    for roster in rosters:
        planner.take(roster)
    if planner.faults:
        raise RostersHaveFaults(tuple(planner.faults))
    return RosterPlan(
        rows=tuple(planner.reports),
        unread_sheets=tuple((roster.file, sheet) for roster in rosters for sheet in roster.unread_sheets),
        unnamed=planner.unnamed(),
    )


class _Planner:
    def __init__(self, venues: VenueNames, known: tuple[KnownEntrant, ...]) -> None:
        self._venues = venues
        self._known = known
        self._invited: Register[KnownEntrant] = Register()
        self._invited.add(known)
        self._seen: Register[_SeenEntrant] = Register()
        self.reports: list[RowReport] = []
        self.faults: list[Refusal] = []

    def take(self, roster: Roster) -> None:
        sender = self._venues.sender(roster.letterhead)
        for row in roster.rows:
            try:
                entrant, remarks = _read_row(row, self._venues, sender)
            except Refusal as fault:
                self.faults.append(fault)
            else:
                self.reports.append(self._report(row.place, entrant, remarks))

    def unnamed(self) -> tuple[KnownEntrant, ...]:
        named = {report.known.key for report in self.reports if report.known is not None}
        return tuple(known for known in self._known if known.key not in named)

    def _report(self, place: Place, entrant: Entrant, remarks: Remarks) -> RowReport:
        first = self._seen.same_person(entrant)
        if first is not None:
            doubts = self._doubts_of_merging(entrant, first)
            return RowReport(
                place=place, entrant=entrant, verdict="repeated", remarks=remarks + doubts, first=first.place
            )
        remarks += self._doubts_of_keeping(entrant)
        self._seen.add([_SeenEntrant(**asdict(entrant), place=place)])
        known = self._invited.same_person(entrant)
        changes = _changes(known, entrant) if known else ()
        verdict: Verdict = "new" if known is None else "changed" if changes else "same"
        return RowReport(place=place, entrant=entrant, verdict=verdict, remarks=remarks, known=known, changes=changes)

    def _doubts_of_merging(self, entrant: Entrant, first: _SeenEntrant) -> Remarks:
        there = _named(first.place)
        doubts = []
        if spelling_key(entrant.name) != spelling_key(first.name):
            doubts.append(Remark(about=Doubt.SPELLING, was=there, now=first.name))
        if entrant.venue != first.venue:
            doubts.append(Remark(about=Doubt.TWO_VENUES, was=there, now=self._venues.name_of(first.venue)))
        otherwise = [TITLES[column] for column in _SECONDARY if _says_otherwise(entrant, first, _SECONDARY[column])]
        if otherwise:
            doubts.append(Remark(about=Doubt.OTHERWISE, was=there, now=", ".join(otherwise)))
        return tuple(doubts)

    def _doubts_of_keeping(self, entrant: Entrant) -> Remarks:
        doubts = [
            Remark(about=Doubt.NAMESAKE, was=_named(namesake.place), now=_differences(namesake, entrant))
            for namesake in self._seen.namesakes(entrant)
        ]
        holder = self._seen.holder_of(entrant.phone)
        if holder is not None:
            doubts.append(Remark(about=Doubt.SHARED_PHONE, was=_named(holder.place), now=holder.name))
        return tuple(doubts)


def _read_row(row: RawRow, venues: VenueNames, sender: VenueName | None) -> tuple[Entrant, Remarks]:
    place, cells = row.place, row.cells
    name, remarks = read_name(cells["name"])
    if not name:
        raise NameIsMissing(**place.where)
    called = tidy(text_of(cells["venue"]))
    if not called:
        raise VenueIsMissing(**place.where, name=name)
    texts: dict[Column, str] = {
        "name": name,
        "post": tidy(text_of(cells["post"])),
        "organisation": tidy(text_of(cells["organisation"])),
    }
    for column, text in texts.items():
        if len(text) > LONGEST[column]:
            raise CellIsTooLong(**place.where, column=TITLES[column], longest=LONGEST[column])
    venue = venues.find(called, place=place, sender=sender)
    birth_year, birth_remarks = read_birth_year(cells["birth"])
    phone, phone_remarks = read_phone(cells["phone"])
    venue_remarks = (Remark(about=Correction.VENUE, was=called, now=venue.name),) if called != venue.name else ()
    entrant = Entrant(
        name=name,
        post=texts["post"],
        organisation=texts["organisation"],
        venue=venue.code,
        birth_year=birth_year,
        phone=phone,
    )
    return entrant, remarks + venue_remarks + birth_remarks + phone_remarks


def _changes(known: KnownEntrant, entrant: Entrant) -> tuple[str, ...]:
    return tuple(field.name for field in fields(Entrant) if _says_otherwise(entrant, known, field.name))


def _says_otherwise(entrant: Entrant, earlier: Entrant, field: str) -> bool:
    """Whether a list now says something else; what it leaves empty contradicts nothing."""
    now = getattr(entrant, field)
    return bool(now) and now != getattr(earlier, field)


def _differences(one: Entrant, other: Entrant) -> str:
    values = [(getattr(one, field), getattr(other, field)) for field in _SECONDARY.values()]
    return ", ".join(f"{here or '–'} / {there or '–'}" for here, there in values if here != there)


def _named(place: Place) -> str:
    return f"{place.file}:{place.row}"
