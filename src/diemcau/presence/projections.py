# SPDX-License-Identifier: Apache-2.0
"""Keeps `Attendance` up to date with the journal, by the same rule as the fold: the mark noted last stands."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from diemcau.journal.projections import projects, resets
from diemcau.journal.records import Record
from diemcau.presence.events import CheckinRecorded, CheckinWithdrawn, ExcuseRecorded, SubstituteRecorded
from diemcau.presence.models import Attendance
from diemcau.presence.state import Mark

# One statement for each mark, on SQLite and PostgreSQL alike: the ORM's two (try an update, then
# insert) cost four times as much in the middle of the busiest command of all.
_STAND = """
    INSERT INTO presence_attendance (conference, person, venue, status, substitute, noted_at, mark, seq)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
    ON CONFLICT (conference, person) DO UPDATE SET
        venue = excluded.venue, status = excluded.status, substitute = excluded.substitute,
        noted_at = excluded.noted_at, mark = excluded.mark, seq = excluded.seq
    WHERE (excluded.noted_at, excluded.mark) > (presence_attendance.noted_at, presence_attendance.mark)
"""
_COLUMNS = [field for field in Attendance._meta.concrete_fields if not field.primary_key]  # noqa: SLF001 - documented


@projects(CheckinRecorded)
def checkin(record: Record, event: CheckinRecorded) -> None:
    """The person is here."""
    mark = Mark(status="present", venue=event.venue, noted_at=event.noted_at, uid=record.uid)
    _stand(record, event.person, mark)


@projects(CheckinWithdrawn)
def withdrawal(record: Record, event: CheckinWithdrawn) -> None:
    """Nothing is known of the person any more."""
    mark = Mark(status="expected", venue=event.venue, noted_at=event.noted_at, uid=record.uid)
    _stand(record, event.person, mark)


@projects(SubstituteRecorded)
def substitute(record: Record, event: SubstituteRecorded) -> None:
    """Somebody sits in the person's place."""
    mark = Mark(
        status="substituted",
        venue=event.venue,
        noted_at=event.noted_at,
        uid=record.uid,
        substitute=event.substitute,
    )
    _stand(record, event.person, mark)


@projects(ExcuseRecorded)
def excuse(record: Record, event: ExcuseRecorded) -> None:
    """The person sent word."""
    mark = Mark(status="excused", venue=event.venue, noted_at=event.noted_at, uid=record.uid)
    _stand(record, event.person, mark)


@resets
def forget(conference: UUID) -> None:
    """Drop the conference's rows."""
    Attendance.objects.filter(conference=conference).delete()


def _stand(record: Record, person: UUID, mark: Mark) -> None:
    values = (
        record.conference, person, mark.venue, mark.status, mark.substitute, mark.noted_at, mark.uid, record.seq,
    )  # fmt: skip
    stored = [column.get_db_prep_save(value, connection) for column, value in zip(_COLUMNS, values, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(_STAND, stored)
