# SPDX-License-Identifier: Apache-2.0
"""What lists of delegates would change, row by row. Pure: nothing is written here.

Owns whom each row means: nobody known yet, an invited delegate, an earlier row, or one of several
whom only a person can tell apart. Sure matches are made first, the surest before the others, so
that a doubt is never about somebody whom another row means without doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any, Literal

from diemcau.lib.vietnamese import fold, spelling_key
from diemcau.people.importing.cells import Remarks
from diemcau.people.importing.lists import Place, Roster
from diemcau.people.importing.matching import POSSIBLE, SURE, Entrant, Register, Score, score
from diemcau.people.importing.meanings import TITLES, Column
from diemcau.people.importing.reading import Line, RowReader
from diemcau.people.importing.remarks import Doubt, Remark
from diemcau.people.importing.reports import (
    ANOTHER,
    MOVE,
    OUT,
    SAME,
    Answers,
    Candidate,
    KnownEntrant,
    RosterPlan,
    RowReport,
)
from diemcau.people.importing.unique_values import unobtainable
from diemcau.people.importing.venue_names import VenueName, VenueNames

Unique = Literal["rank", "number"]
Held = Mapping[Unique, Mapping[Any, str]]

_SECONDARY: Mapping[Column, str] = {
    "post": "post",
    "organisation": "organisation",
    "birth": "birth_year",
    "phone": "phone",
}
_SPELT = ("name", "post", "organisation")


def plan_import(
    rosters: Sequence[Roster],
    *,
    venues: Iterable[VenueName],
    known: Iterable[KnownEntrant],
    held: Held | None = None,
    answers: Answers | None = None,
) -> RosterPlan:
    """Work out what the lists would change. `held` are unique values that others than `known` have, and who."""
    planner = _Planner(VenueNames(venues), tuple(known), answers or Answers(), held or {})
    return RosterPlan(
        rows=planner.reports(rosters),
        unread_sheets=tuple((roster.file, sheet) for roster in rosters for sheet in roster.unread_sheets),
        unread_columns=tuple((roster.file, title) for roster in rosters for title in roster.unread_columns),
        unnamed=planner.unnamed(),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _SeenEntrant(Entrant):
    """A delegate whom these lists named before, and where."""

    place: Place

    @property
    def key(self) -> str:
        return f"row:{self.place.key}"


@dataclass(kw_only=True, slots=True)
class _Found:
    """What is known of one row so far."""

    line: Line
    answer: str
    entrant: Entrant
    first: _SeenEntrant | None = None
    known: KnownEntrant | None = None
    score: Score | None = None
    candidates: list[Candidate] = field(default_factory=list)
    is_in_two_venues: bool = False
    doubts: Remarks = ()

    @property
    def is_distinct(self) -> bool:
        """Whether the row may mean somebody of its own."""
        return self.line.fault is None and self.answer != OUT and self.first is None and not self.is_in_two_venues


class _Planner:
    def __init__(self, venues: VenueNames, known: tuple[KnownEntrant, ...], answers: Answers, held: Held) -> None:
        self._venues = venues
        self._known = known
        self._by_key = {f"known:{one.key}": one for one in known}
        self._answers = answers
        self._held = held
        self._invited: Register[KnownEntrant] = Register()
        self._invited.add(known)
        self._seen: Register[_SeenEntrant] = Register()
        self._seen_by_key: dict[str, tuple[_SeenEntrant, _Found]] = {}
        self._claimed: set[int] = set()

    def reports(self, rosters: Sequence[Roster]) -> tuple[RowReport, ...]:
        rows = [self._found(line) for roster in rosters for line in self._lines(roster)]
        for row in rows:
            if row.is_distinct:
                self._look_back(row)
        distinct = [row for row in rows if row.is_distinct]
        self._claim_settled(distinct)
        self._claim_sure(distinct)
        for row in distinct:
            self._gather_doubts(row)
        self._settle_unique(distinct, "rank", Doubt.RANK)
        self._settle_unique(distinct, "number", Doubt.NUMBER)
        return tuple(self._report(row) for row in rows)

    def unnamed(self) -> tuple[KnownEntrant, ...]:
        return tuple(known for known in self._known if known.key not in self._claimed)

    def _lines(self, roster: Roster) -> list[Line]:
        reader = RowReader(roster, self._venues, self._answers.venues)
        return [reader.read(row) for row in roster.rows]

    def _found(self, line: Line) -> _Found:
        answer = self._answers.rows.get(line.raw.place.key, "")
        return _Found(line=line, answer=answer, entrant=line.entrant)

    def _look_back(self, row: _Found) -> None:
        """Find out whether the row repeats an earlier one."""
        verb, _, key = row.answer.partition(":")
        likely = [] if row.answer == ANOTHER else self._seen.likely(row.entrant)
        if row.answer.startswith((SAME, MOVE)) and key in self._seen_by_key:
            self._repeat(row, *self._seen_by_key[key], has_moved=verb == "move")
        elif likely and likely[0][0].points >= SURE and not key:
            self._repeat_or_ask(row, *likely[0])
        else:
            row.candidates = [_candidate(mark, seen) for mark, seen in likely if mark.points >= POSSIBLE]
            row.doubts = self._doubts_of_keeping(row.entrant)
            seen = _SeenEntrant(**asdict(row.entrant), place=row.line.raw.place)
            self._seen.add([seen])
            self._seen_by_key[seen.key] = (seen, row)

    def _repeat_or_ask(self, row: _Found, mark: Score, first: _SeenEntrant) -> None:
        row.score = mark
        if row.entrant.venue == self._seen_by_key[first.key][1].entrant.venue:
            self._repeat(row, first, self._seen_by_key[first.key][1], has_moved=False)
        else:
            row.is_in_two_venues, row.candidates = True, [_candidate(mark, first)]

    def _repeat(self, row: _Found, first: _SeenEntrant, first_row: _Found, *, has_moved: bool) -> None:
        row.first, row.score = first, score(first, row.entrant)
        row.doubts = self._doubts_of_merging(row.entrant, first)
        if has_moved:
            first_row.entrant = replace(first_row.entrant, venue=row.entrant.venue)

    def _claim_settled(self, rows: Sequence[_Found]) -> None:
        for row in rows:
            known = self._by_key.get(row.answer.removeprefix(SAME)) if row.answer.startswith(SAME) else None
            if known is not None and known.key not in self._claimed:
                self._claim(row, known, score(known, row.entrant))

    def _claim_sure(self, rows: Sequence[_Found]) -> None:
        sure = [
            (mark, known, row)
            for row in rows
            if row.known is None and row.answer != ANOTHER
            for mark, known in self._invited.likely(row.entrant)
            if mark.points >= SURE
        ]
        for mark, known, row in sorted(sure, key=lambda one: -one[0].points):
            if row.known is None and known.key not in self._claimed and not self._has_a_rival(row, known, mark):
                self._claim(row, known, mark)

    def _has_a_rival(self, row: _Found, known: KnownEntrant, mark: Score) -> bool:
        """Whether another invited delegate is as likely, and differs in more than their id."""
        rivals = [other for other_mark, other in self._free(row) if other_mark.points == mark.points]
        return any(replace(other, key=known.key) != known for other in rivals)

    def _free(self, row: _Found) -> list[tuple[Score, KnownEntrant]]:
        return [pair for pair in self._invited.likely(row.entrant) if pair[1].key not in self._claimed]

    def _claim(self, row: _Found, known: KnownEntrant, mark: Score) -> None:
        row.known, row.score = known, mark
        self._claimed.add(known.key)

    def _gather_doubts(self, row: _Found) -> None:
        if row.known is not None or row.answer == ANOTHER:
            row.candidates = []
            return
        row.candidates += [
            Candidate(key=f"known:{known.key}", entrant=known, score=mark, place=None)
            for mark, known in self._free(row)
            if mark.points >= POSSIBLE
        ]

    def _settle_unique(self, rows: Sequence[_Found], name: Unique, doubt: Doubt) -> None:
        """Leave out a place in the order, or a letter's number, that somebody else has or asks for."""
        by_key = {row.line.raw.place.key: row for row in rows}
        asked = {key: getattr(row.entrant, name) for key, row in by_key.items() if getattr(row.entrant, name)}
        held = {getattr(known, name): known.name for known in self._known if getattr(known, name)}
        own = {key: getattr(row.known, name) for key, row in by_key.items() if getattr(row.known, name, None)}
        for key, holder in unobtainable(asked, own=own, held=held | dict(self._held.get(name, {}))).items():
            row = by_key[key]
            row.doubts += (Remark(about=doubt, was=str(asked[key]), now=holder or "–"),)
            row.entrant = replace(row.entrant, rank=None) if name == "rank" else replace(row.entrant, number="")

    def _report(self, row: _Found) -> RowReport:
        line = row.line
        report = RowReport(
            raw=line.raw,
            entrant=row.entrant,
            verdict="new",
            remarks=line.remarks + row.doubts,
            score=row.score,
            venue_question=line.venue_question,
            answer=row.answer,
        )
        if row.answer == OUT:
            return replace(report, verdict="out", fault=None)
        if line.fault is not None:
            return replace(report, verdict="wrong", fault=line.fault)
        if row.first is not None:
            return replace(report, verdict="repeated", first=row.first.place)
        if row.known is not None:
            changes = _changes(row.known, row.entrant)
            return replace(report, verdict="changed" if changes else "same", known=row.known, changes=changes)
        if row.candidates:
            return replace(report, verdict="doubtful", candidates=tuple(row.candidates))
        return report

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


def _candidate(mark: Score, seen: _SeenEntrant) -> Candidate:
    return Candidate(key=seen.key, entrant=seen, score=mark, place=seen.place)


def _changes(known: KnownEntrant, entrant: Entrant) -> tuple[str, ...]:
    return tuple(field.name for field in fields(Entrant) if _says_otherwise(entrant, known, field.name))


def _says_otherwise(entrant: Entrant, earlier: Entrant, field: str) -> bool:
    """Whether a list now says something else; what it leaves empty, or writes without marks, contradicts nothing."""
    now, was = getattr(entrant, field), getattr(earlier, field)
    if not now or now == was:
        return False
    if field not in _SPELT:
        return True
    has_no_marks = fold(now) == now.casefold()
    return spelling_key(now) != spelling_key(was) and not (has_no_marks and fold(now) == fold(was))


def _differences(one: Entrant, other: Entrant) -> str:
    values = [(getattr(one, field), getattr(other, field)) for field in _SECONDARY.values()]
    return ", ".join(f"{here or '–'} / {there or '–'}" for here, there in values if here != there)


def _named(place: Place) -> str:
    return f"{place.file}:{place.row}"
