# SPDX-License-Identifier: Apache-2.0
"""What an import would do, row by row, as values: verdicts, candidates, and the organiser's answers. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from diemcau.lib.refusal import Refusal
from diemcau.people.importing.cells import Remarks
from diemcau.people.importing.lists import Place, RawRow
from diemcau.people.importing.matching import Entrant, Score
from diemcau.people.importing.remarks import Correction, Doubt

Verdict = Literal["new", "changed", "same", "repeated", "doubtful", "wrong", "out"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
HELD: tuple[Verdict, ...] = ("doubtful", "wrong")
TAKEN: tuple[Verdict, ...] = ("new", "changed")
ANOTHER, OUT, SAME, MOVE = "another", "out", "same:", "move:"


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownEntrant(Entrant):
    """A delegate who is invited already; `key` is the invitation's id in the database."""

    key: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """Somebody whom a row may mean: an invited delegate, or an earlier row, whose `place` it then is."""

    key: str
    entrant: Entrant
    score: Score
    place: Place | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Answers:
    """What the organiser has settled.

    `rows` by a row's key: `another` (person than all candidates), `out` (of the import), `same:` or `move:` and a
    candidate's key (`move:`: this row's venue stands). `venues` by a venue question's key: the code of the venue meant.
    """

    rows: Mapping[str, str] = field(default_factory=dict)
    venues: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class RowReport:
    """What would become of one row.

    `known` is the delegate whom the row means, for same and changed; `first` the row that a repeated one repeats;
    `score` how surely; `changes` the names of the fields that differ. `candidates` are whom a doubtful row may mean;
    `fault` says why a wrong one can't be taken, `venue_question` the key of the answer that would mend it.
    """

    raw: RawRow
    entrant: Entrant
    verdict: Verdict
    remarks: Remarks
    known: KnownEntrant | None = None
    first: Place | None = None
    score: Score | None = None
    changes: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    fault: Refusal | None = None
    venue_question: str = ""
    answer: str = ""

    @property
    def place(self) -> Place:
        """Where the row stands."""
        return self.raw.place

    @property
    def corrections(self) -> Remarks:
        """What was set right."""
        return tuple(remark for remark in self.remarks if isinstance(remark.about, Correction))

    @property
    def doubts(self) -> Remarks:
        """What a person should look at."""
        return tuple(remark for remark in self.remarks if isinstance(remark.about, Doubt))

    @property
    def is_in_two_venues(self) -> bool:
        """Whether the one doubt is which of two rows' venues stands."""
        return self.verdict == "doubtful" and self.score is not None


@dataclass(frozen=True, kw_only=True, slots=True)
class RosterPlan:
    """All that the lists would change. `unnamed` are invited already, but on none of the lists; they stay."""

    rows: tuple[RowReport, ...]
    unread_sheets: tuple[tuple[str, str], ...]
    unread_columns: tuple[tuple[str, str], ...]
    unnamed: tuple[KnownEntrant, ...]

    @property
    def held(self) -> tuple[RowReport, ...]:
        """The rows that can't be taken as they stand."""
        return tuple(row for row in self.rows if row.verdict in HELD)

    @property
    def taken(self) -> tuple[RowReport, ...]:
        """The rows that change something."""
        return tuple(row for row in self.rows if row.verdict in TAKEN)

    @property
    def verdicts(self) -> Counter[str]:
        """How many rows there are of each verdict."""
        return Counter(row.verdict for row in self.rows)

    @property
    def difference(self) -> Counter[str]:
        """How many are new, and how many change each field: “12 new, 3 moved venue, 1 post changed”."""
        changed = Counter(name for row in self.rows if row.verdict == "changed" for name in row.changes)
        return Counter({"new": self.verdicts["new"]}) + changed
