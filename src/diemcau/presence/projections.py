# SPDX-License-Identifier: Apache-2.0
"""Keeps `Attendance` up to date with the journal, by the same rule as the fold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
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

# Written out, on SQLite and PostgreSQL alike, in the middle of the busiest command: composed by the
# ORM, these took two thirds of a desk's queue of a thousand marks. A first mark, which nearly all
# are, takes one statement.
_FIRST = """
    INSERT INTO presence_attendance (conference, person, venue, status, substitute, noted_at, mark, seq, noted)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
    ON CONFLICT (conference, person) DO NOTHING
"""
_NOTED = "SELECT noted FROM presence_attendance WHERE conference = %s AND person = %s"
_COLUMNS = {field.name: field for field in Attendance._meta.concrete_fields if not field.primary_key}  # noqa: SLF001 - documented
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
    with connection.cursor() as cursor:
        cursor.execute(_FIRST, _stored({name: values[name] for name in _COLUMNS}))
        return bool(cursor.rowcount == 1)


def _noted(conference: UUID, person: UUID) -> PersonMarks:
    with connection.cursor() as cursor:
        cursor.execute(_NOTED, _stored({"conference": conference, "person": person}))
        (noted,) = cursor.fetchone()
    return _STORED.validate_json(noted)


def _stand(conference: UUID, person: UUID, marks: PersonMarks) -> None:
    row = _row(marks)
    changes = ", ".join(f"{name} = %s" for name in row)
    values = _stored({**row, "conference": conference, "person": person})
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE presence_attendance SET {changes} WHERE conference = %s AND person = %s",  # noqa: S608 - names from below
            values,
        )


def _stored(values: Mapping[str, object]) -> list[Any]:
    return [_COLUMNS[name].get_db_prep_save(value, connection) for name, value in values.items()]


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
