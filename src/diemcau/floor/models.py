# SPDX-License-Identifier: Apache-2.0
"""Turns on air as rows, for minutes and reports. Projected from the journal."""

from __future__ import annotations

from django.db import models


class Turn(models.Model):
    """One turn of a venue or source on air by the director's call, alone or beside another.

    `ended_at` and `ended_seq` are None while it lasts.
    """

    conference = models.UUIDField()
    venue = models.CharField(max_length=32)
    aired_at = models.DateTimeField()
    aired_seq = models.PositiveBigIntegerField()
    ended_at = models.DateTimeField(null=True)
    ended_seq = models.PositiveBigIntegerField(null=True)

    class Meta:
        """A venue's turns don't overlap."""

        constraints = (
            models.UniqueConstraint(fields=["conference", "venue", "aired_seq"], name="turn_once"),
            models.UniqueConstraint(
                fields=["conference", "venue"], condition=models.Q(ended_at=None), name="turn_one_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.venue} from {self.aired_at:%H:%M:%S}"
