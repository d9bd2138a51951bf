# SPDX-License-Identifier: Apache-2.0
"""The entries that a notice rests on, copied out of the journal: readers' pages never read the journal itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypedDict

from diemcau.conference.models import Conference
from diemcau.journal.queries import records
from diemcau.newsroom.notices.refusals import EntryIsNotThere


class Evidence(TypedDict):
    """An entry as a notice shows it. `at` is ISO 8601; `venue` the name of the venue that it is about, or empty."""

    seq: int
    at: str
    kind: str
    venue: str


def evidence_of(conference: Conference, seqs: Sequence[int]) -> list[Evidence]:
    """What the journal's entries of these numbers are. Raises: EntryIsNotThere."""
    found = {entry["seq"]: entry for entry in _read(conference, seqs)}
    for seq in seqs:
        if seq not in found:
            raise EntryIsNotThere(seq=seq)
    return [found[seq] for seq in seqs]


def venue_names(conference: Conference) -> dict[str, str]:
    """The venues' names by code, each with the name of the venue above it: two districts may have a `Phường 1` each."""
    venues = conference.venues.values_list("code", "name", "parent__name", "parent__parent")
    return {
        code: name if above is None or is_below_hub is None or above in name else f"{name}, {above}"
        for code, name, above, is_below_hub in venues
    }


def _read(conference: Conference, seqs: Sequence[int]) -> Iterator[Evidence]:
    names = venue_names(conference)
    for record in records(conference.uuid, after_seq=min(seqs) - 1, upto_seq=max(seqs)) if seqs else ():
        if record.seq in seqs:
            code = str(record.payload.get("venue") or "")
            yield Evidence(seq=record.seq, at=record.at.isoformat(), kind=record.kind, venue=names.get(code, code))
