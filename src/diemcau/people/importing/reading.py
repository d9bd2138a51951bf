# SPDX-License-Identifier: Apache-2.0
"""One row of a list as a delegate, or why it can't be one. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from diemcau.lib.refusal import Refusal
from diemcau.lib.vietnamese import fold, tidy
from diemcau.people.importing.cells import Remarks, read_birth_year, read_name, read_phone, read_rank, text_of
from diemcau.people.importing.lists import RawRow, Roster
from diemcau.people.importing.matching import Entrant
from diemcau.people.importing.meanings import TITLES, Column
from diemcau.people.importing.remarks import Correction, Remark
from diemcau.people.importing.venue_names import VenueName, VenueNames
from diemcau.people.refusals import CellIsTooLong, NameIsMissing, VenueIsMissing

LONGEST: Mapping[Column, int] = {"name": 120, "post": 300, "organisation": 200, "number": 20, "seat": 40}


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A row that was read: the delegate as far as it says, or the fault that keeps it out.

    `venue_question` is what an answer about its venue is kept by; empty when the venue is plain.
    """

    raw: RawRow
    entrant: Entrant
    remarks: Remarks
    fault: Refusal | None = None
    venue_question: str = ""


class RowReader:
    """Reads the rows of one list; knows who sent it."""

    def __init__(self, roster: Roster, venues: VenueNames, settled: Mapping[str, str]) -> None:
        self._venues = venues
        self._settled = settled
        self._sender = venues.sender(roster.letterhead)

    def read(self, raw: RawRow) -> Line:
        """Read one row. What can't be taken is told in the line, never raised."""
        cells = raw.cells
        name, remarks = read_name(cells["name"])
        birth_year, birth_remarks = read_birth_year(cells["birth"])
        phone, phone_remarks = read_phone(cells["phone"])
        rank, rank_remarks = read_rank(cells["rank"])
        question = self._question(raw)
        venue, venue_remarks, fault = self._venue(raw, name, question)
        entrant = Entrant(
            name=name,
            post=tidy(text_of(cells["post"])),
            organisation=tidy(text_of(cells["organisation"])),
            venue=venue.code if venue else "",
            birth_year=birth_year,
            phone=phone,
            rank=rank,
            number=tidy(text_of(cells["number"])),
            seat=tidy(text_of(cells["seat"])),
        )
        return Line(
            raw=raw,
            entrant=entrant,
            remarks=remarks + venue_remarks + birth_remarks + phone_remarks + rank_remarks,
            fault=_fault(raw, entrant) or fault,
            venue_question=question if fault or question in self._settled else "",
        )

    def _question(self, raw: RawRow) -> str:
        """One answer settles all rows of a sheet that call the venue alike."""
        return f"{raw.place.file}|{raw.place.sheet}|{fold(text_of(raw.cells['venue']))}"

    def _venue(self, raw: RawRow, name: str, question: str) -> tuple[VenueName | None, Remarks, Refusal | None]:
        called = tidy(text_of(raw.cells["venue"]))
        settled = self._venues.of_code(self._settled.get(question, ""))
        if settled is not None:
            return settled, (Remark(about=Correction.VENUE_SETTLED, was=called or "–", now=settled.name),), None
        if not called:
            return self._venue_around(raw, name)
        try:
            venue = self._venues.find(called, place=raw.place, sender=self._sender)
        except Refusal as fault:
            return None, (), fault
        corrected = (Remark(about=Correction.VENUE, was=called, now=venue.name),) if called != venue.name else ()
        return venue, corrected, None

    def _venue_around(self, raw: RawRow, name: str) -> tuple[VenueName | None, Remarks, Refusal | None]:
        """The venue that the section or the sheet is named for; of a list without that column, the sender's own."""
        around: Sequence[str] = (raw.section, raw.place.sheet)
        found = next((venue for venue in map(self._venues.named, around) if venue is not None), None)
        if found is None and "venue" not in raw.columns:
            found = self._sender
        if found is None:
            return None, (), VenueIsMissing(**raw.place.where, name=name or "–")
        return found, (Remark(about=Correction.VENUE_AROUND, now=found.name),), None


def _fault(raw: RawRow, entrant: Entrant) -> Refusal | None:
    if not entrant.name:
        return NameIsMissing(**raw.place.where)
    texts: dict[Column, str] = {
        "name": entrant.name,
        "post": entrant.post,
        "organisation": entrant.organisation,
        "number": entrant.number,
        "seat": entrant.seat,
    }
    for column, text in texts.items():
        if len(text) > LONGEST[column]:
            return CellIsTooLong(**raw.place.where, column=TITLES[column], longest=LONGEST[column])
    return None
