# SPDX-License-Identifier: Apache-2.0
"""The roll as rows: what the journal says of each person, for queries and sheets.

Projected from the journal and made anew from it at will. Names are in `people`.
"""

from __future__ import annotations

from django.db import models


class AttendanceStatus(models.TextChoices):
    """As in `presence.state.Status`."""

    EXPECTED = "expected", "expected"
    PRESENT = "present", "present"
    SUBSTITUTED = "substituted", "substituted"
    EXCUSED = "excused", "excused"


class Attendance(models.Model):
    """The standing mark of one person. Nobody noted anything of a person without a row.

    `mark` is the uid of the entry that stands, which `seq` numbers; `noted` all the marks of
    the person as JSON, from which the one that stands is worked out again with each new one.
    """

    conference = models.UUIDField()
    person = models.UUIDField()
    venue = models.CharField(max_length=32)
    status = models.CharField(max_length=12, choices=AttendanceStatus)
    substitute = models.UUIDField(null=True)
    noted_at = models.DateTimeField()
    mark = models.UUIDField()
    seq = models.PositiveBigIntegerField()
    noted = models.TextField(default="{}")

    class Meta:
        """One row a person."""

        constraints = (models.UniqueConstraint(fields=["conference", "person"], name="attendance_once"),)
        indexes = (models.Index(fields=["conference", "venue"], name="attendance_of_venue"),)

    def __str__(self) -> str:
        return f"{self.person} {self.status} at {self.venue}"
