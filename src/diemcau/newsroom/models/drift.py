# SPDX-License-Identifier: Apache-2.0
"""What published articles say that the record no longer does: for editors, never for readers."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from diemcau.newsroom.figure_labels import label_of
from diemcau.newsroom.wording import wording_of


class RecordDrift(models.Model):
    """A figure of a published article that later entries of the journal have changed.

    `stated` is the value on the page, which holds at entry `seq`; `now` the record's, at entry `now_seq`.
    `settled_at` is None while the two differ.
    """

    page = models.ForeignKey("newsroom.NewsArticlePage", models.CASCADE, related_name="drifts")
    name = models.CharField(_("figure"), max_length=60)
    stated = models.PositiveBigIntegerField(_("stated"))
    seq = models.PositiveBigIntegerField(_("entry of the journal"))
    now = models.PositiveBigIntegerField(_("now"))
    now_seq = models.PositiveBigIntegerField(_("entry now"))
    noticed_at = models.DateTimeField(_("noticed at"))
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)

    class Meta:
        """Oldest first; one open drift for each figure of an article."""

        verbose_name = _("figure that the record has changed")
        verbose_name_plural = _("figures that the record has changed")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["page", "name"], condition=models.Q(settled_at=None), name="drift_open_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}: {self.stated} @ {self.seq} → {self.now} @ {self.now_seq}"

    def label(self, language: str) -> str:
        """What the figure is called."""
        return label_of(self.name).name.of(language)

    def told(self, language: str) -> str:
        """What has changed, in a line: `Đại biểu tham dự: 8 → 9`."""
        number = wording_of(language).whole_number
        return f"{self.label(language)}: {number(self.stated)} → {number(self.now)}"
