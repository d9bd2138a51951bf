# SPDX-License-Identifier: Apache-2.0
"""Keeps `Attendance` up to date with the journal, by the same rule as the fold."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from pydantic import TypeAdapter

from diemcau.journal.projections import projects, resets
from diemcau.journal.records import Record
from diemcau.presence.events import (
    CaseSettled,
    CheckinRecorded,
    CheckinWithdrawn,
    ExcuseRecorded,
    MarkEvent,
    SubstituteRecorded,
    WalkinRecorded,
)
from diemcau.presence.marks import PersonMarks
from diemcau.presence.models import Attendance
from diemcau.presence.state import NOTHING_NOTED, mark_of

# A first mark, which nearly all are, takes one statement on SQLite and PostgreSQL alike: the
# ORM's two (look, then insert) cost four times as much in the middle of the busiest command.
_FIRST = """
    INSERT INTO presence_attendance (conference, person, venue, status, substitute, noted_at, mark, seq, noted)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
    ON CONFLICT (conference, person) DO NOTHING
"""
_COLUMNS = [field for field in Attendance._meta.concrete_fields if not field.primary_key]  # noqa: SLF001 - documented
_STORED = TypeAdapter(PersonMarks)


def mark(record: Record, event: MarkEvent) -> None:
    """A device noted something of a person."""
    made = mark_of(record, event)
    if not _is_first(record, event.person, NOTHING_NOTED.with_mark(made)):
        _stand(record.conference, event.person, _noted(record.conference, event.person).with_mark(made))


for kind in (CheckinRecorded, WalkinRecorded, CheckinWithdrawn, SubstituteRecorded, ExcuseRecorded):
    projects(kind)(mark)


@projects(CaseSettled)
def settlement(record: Record, event: CaseSettled) -> None:
    """Marks that contradicted another no longer count."""
    _stand(record.conference, event.person, _noted(record.conference, event.person).without(event.dropped))


@resets
def forget(conference: UUID) -> None:
    """Drop the conference's rows."""
    Attendance.objects.filter(conference=conference).delete()


def _is_first(record: Record, person: UUID, marks: PersonMarks) -> bool:
    values = {"conference": record.conference, "person": person, **_row(marks)}
    stored = [column.get_db_prep_save(values[column.name], connection) for column in _COLUMNS]
    with connection.cursor() as cursor:
        cursor.execute(_FIRST, stored)
        return bool(cursor.rowcount == 1)


def _noted(conference: UUID, person: UUID) -> PersonMarks:
    noted = Attendance.objects.values_list("noted", flat=True).get(conference=conference, person=person)
    return _STORED.validate_json(noted)


def _stand(conference: UUID, person: UUID, marks: PersonMarks) -> None:
    Attendance.objects.filter(conference=conference, person=person).update(**_row(marks))


def _row(marks: PersonMarks) -> dict[str, object]:
    standing = marks.standing
    noted = _STORED.dump_json(marks).decode()
    if standing is None:
        return {"status": "expected", "substitute": None, "noted": noted}
    return {
        "venue": standing.venue,
        "status": standing.status,
        "substitute": standing.substitute,
        "noted_at": standing.noted_at,
        "mark": standing.uid,
        "seq": standing.seq,
        "noted": noted,
    }
