# SPDX-License-Identifier: Apache-2.0
"""Imports under way, and imports applied.

Owns what may be taken back: before and after of each row. That is personal, so it hangs on the
person and goes when the person is forgotten; an import itself keeps numbers alone.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from diemcau.conference.models import Conference


class ImportDraft(models.Model):
    """Files that are looked at, and what the organiser has settled about them so far."""

    conference = models.ForeignKey(
        Conference, models.CASCADE, related_name="import_drafts", verbose_name=_("conference")
    )
    begun_at = models.DateTimeField()
    begun_by = models.CharField(max_length=120)
    row_answers = models.JSONField(default=dict)
    venue_answers = models.JSONField(default=dict)

    class Meta:
        """The latest first."""

        ordering = ("-begun_at", "-id")

    def __str__(self) -> str:
        return ", ".join(self.files.values_list("name", flat=True))


class ImportFile(models.Model):
    """One file of a draft as it came; it goes with the draft."""

    draft = models.ForeignKey(ImportDraft, models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    content = models.BinaryField()

    class Meta:
        """By name; a place in a file is told by it."""

        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=["draft", "name"], name="import_file_name_once"),)

    def __str__(self) -> str:
        return self.name


class AppliedImport(models.Model):
    """An import that was taken. `difference` and `undo` count, and name nobody."""

    conference = models.ForeignKey(
        Conference, models.CASCADE, related_name="applied_imports", verbose_name=_("conference")
    )
    files = models.JSONField(default=list)
    applied_at = models.DateTimeField()
    applied_by = models.CharField(max_length=120)
    difference = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=120, blank=True)
    undo = models.JSONField(default=dict)

    class Meta:
        """The latest first."""

        ordering = ("-applied_at", "-id")

    def __str__(self) -> str:
        return ", ".join(self.files)


class AppliedChange(models.Model):
    """What an import did to one delegate: the values of fields before (none: invited anew) and after.

    `kept` are the fields that an undo found changed since, and left.
    """

    applied = models.ForeignKey(AppliedImport, models.CASCADE, related_name="changes")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="import_changes")
    is_new_person = models.BooleanField(default=False)
    before = models.JSONField(null=True)
    after = models.JSONField()
    kept = models.JSONField(default=list)

    class Meta:
        """In the order of the lists."""

        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.applied_id}: {self.person_id}"
