# SPDX-License-Identifier: Apache-2.0
"""Records for the pure rooms: events as the journal would number them, without a journal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID

from diemcau.journal.events import Event, payload_of
from diemcau.journal.records import Record

CONFERENCE = UUID("0192e6c4-0000-7000-8000-000000000001")
FIRST_AT = datetime(2022, 10, 31, 1, 0, tzinfo=UTC)


def record(event: Event, *, seq: int = 1, at: datetime | None = None) -> Record:
    """An entry that holds `event`, one second after the one before it unless `at` is given."""
    return Record(
        conference=CONFERENCE,
        seq=seq,
        at=at or FIRST_AT + timedelta(seconds=seq),
        uid=UUID(int=0x0192E6C4_0000_7000_9000_000000000000 + seq),
        actor="test",
        kind=event.KIND,
        version=event.VERSION,
        payload=payload_of(event),
        prev=b"",
        hash=b"",
        event=event,
    )


def records_of(events: Iterable[Event], *, after_seq: int = 0) -> list[Record]:
    """Entries in order, numbered from `after_seq` + 1."""
    return [record(event, seq=seq) for seq, event in enumerate(events, start=after_seq + 1)]
