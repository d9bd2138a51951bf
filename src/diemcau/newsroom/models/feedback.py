# SPDX-License-Identifier: Apache-2.0
"""What readers wrote about an article. Nothing of where it came from is kept."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

MOST_CHARACTERS = 2_000
LONGEST_NAME = 80


class FeedbackState(models.TextChoices):
    """Readers see approved ones only."""

    WAITING = "waiting", _("waiting")
    APPROVED = "approved", _("approved")
    REJECTED = "rejected", _("rejected")


class ReaderFeedback(models.Model):
    """One reader's words, and the newsroom's answer. `digest` tells that the same was sent again."""

    page = models.ForeignKey(
        "newsroom.NewsArticlePage", models.CASCADE, related_name="reader_feedback", verbose_name=_("news article")
    )
    name = models.CharField(_("name"), max_length=LONGEST_NAME, blank=True)
    message = models.TextField(_("message"), max_length=MOST_CHARACTERS)
    received_at = models.DateTimeField(_("received at"), editable=False)
    state = models.CharField(_("state"), max_length=20, choices=FeedbackState, default=FeedbackState.WAITING)
    answer = models.TextField(_("answer of the newsroom"), max_length=MOST_CHARACTERS, blank=True)
    digest = models.CharField(max_length=64, editable=False)

    class Meta:
        """Oldest first, as they are read under the article."""

        verbose_name = _("feedback")
        verbose_name_plural = _("readers' feedback")
        ordering = ("received_at", "pk")
        constraints = (models.UniqueConstraint(fields=["page", "digest"], name="feedback_once"),)

    def __str__(self) -> str:
        return self.message[:60]
