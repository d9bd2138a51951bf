# SPDX-License-Identifier: Apache-2.0
"""What an article has said to its readers, publication by publication."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PublishedVersion(models.Model):
    """One publication. `words` is what readers saw, so that the history outlives the editor's revisions.

    `digest` is the SHA-256 of `words`, hexadecimal. `reason` is empty for the first publication only.
    """

    page = models.ForeignKey("newsroom.NewsArticlePage", models.CASCADE, related_name="published_versions")
    number = models.PositiveIntegerField(_("version"))
    published_at = models.DateTimeField(_("published at"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    revision = models.ForeignKey("wagtailcore.Revision", models.SET_NULL, null=True, related_name="+")
    words = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        """Counted from one, without a gap."""

        ordering = ("page", "number")
        constraints = (models.UniqueConstraint(fields=["page", "number"], name="version_once"),)

    def __str__(self) -> str:
        return f"{self.page_id} v{self.number}"
