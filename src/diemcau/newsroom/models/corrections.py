# SPDX-License-Identifier: Apache-2.0
"""Corrections: what an article said wrongly, what is right, and since when it says so.

A correction belongs to an article in all its languages at once, by the key that its translations share.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel


class CorrectionState(models.TextChoices):
    """Readers see published ones only."""

    DRAFTED = "drafted", _("drafted")
    PUBLISHED = "published", _("published")


class Correction(ClusterableModel):  # type: ignore[misc]  # modelcluster ships no types
    """One correction of one article.

    `seq` is the entry of the journal at which the right figures hold; None for a correction that an editor
    found. `author` None: the record wrote it. `made_at` is set when it is published.
    """

    article_key = models.UUIDField(_("article"), db_index=True, editable=False)
    state = models.CharField(_("state"), max_length=20, choices=CorrectionState, default=CorrectionState.DRAFTED)
    drafted_at = models.DateTimeField(_("drafted at"), editable=False)
    made_at = models.DateTimeField(_("corrected at"), null=True, blank=True, editable=False)
    seq = models.PositiveBigIntegerField(_("entry of the journal"), null=True, blank=True, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("author"),
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("reviewer"),
    )

    class Meta:
        """Newest first; what is published says when."""

        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ("-made_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state=CorrectionState.DRAFTED, made_at=None)
                | models.Q(state=CorrectionState.PUBLISHED, made_at__isnull=False),
                name="correction_says_when",
            ),
        )

    def __str__(self) -> str:
        text = next(iter(self.texts.all()), None)
        return text.right if text else str(self.article_key)


class CorrectionText(models.Model):
    """A correction in one language."""

    correction = ParentalKey(Correction, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    wrong = models.TextField(_("what was wrong"))
    right = models.TextField(_("what is right"))
    reason = models.CharField(_("reason"), max_length=300)

    class Meta:
        """Once a language."""

        verbose_name = _("text of the correction")
        verbose_name_plural = _("texts of the correction")
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["correction", "language"], name="correction_once_a_language"),)

    def __str__(self) -> str:
        return f"{self.language}: {self.wrong} → {self.right}"
