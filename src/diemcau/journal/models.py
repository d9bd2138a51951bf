# SPDX-License-Identifier: Apache-2.0
"""The journal's two tables: entries that never change, and free text that may be destroyed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Entry(models.Model):
    """One thing that happened. Rows are inserted by `commands` alone, and never updated or deleted.

    `payload` is the canonical JSON text: what was hashed is what is stored.
    """

    conference = models.UUIDField()
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    uid = models.UUIDField()
    actor = models.CharField(max_length=120)
    kind = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField()
    payload = models.TextField()
    prev = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        """One dense numbering and one set of uids for each conference."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conference", "seq"], name="journal_entry_seq"),
            models.UniqueConstraint(fields=["conference", "uid"], name="journal_entry_uid"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"


class FreeText(models.Model):
    """A text of an entry that may hold something personal; the entry itself keeps its salted digest."""

    conference = models.UUIDField()
    seq = models.PositiveBigIntegerField()
    field = models.CharField(max_length=60)
    salt = models.BinaryField(max_length=16)
    text = models.TextField()

    class Meta:
        """At most one text for each field of an entry."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conference", "seq", "field"], name="journal_free_text_field"),
        ]

    def __str__(self) -> str:
        return f"{self.seq}.{self.field}"
