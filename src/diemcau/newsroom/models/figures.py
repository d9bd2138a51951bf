# SPDX-License-Identifier: Apache-2.0
"""The figures that articles are bound to: every number of a conference comes in as one of these."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.utils.translation import get_language
from modelcluster.fields import ParentalKey

from diemcau.newsroom.figure_labels import ROUNDING, label_of
from diemcau.outcome.figures import Figure
from diemcau.outcome.wording import TIERS


class BoundFigure(models.Model):
    """A number of an article: which query answered it, at which entry of the journal."""

    page = ParentalKey("newsroom.NewsArticlePage", on_delete=models.CASCADE, related_name="figures")
    name = models.CharField(max_length=60)
    seq = models.PositiveBigIntegerField()
    value = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        """One answer a query."""

        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["page", "name"], name="figure_once"),)

    def __str__(self) -> str:
        return f"{self.name} = {self.value} @ {self.seq}"

    @classmethod
    def of(cls, figure: Figure) -> BoundFigure:
        """A figure, not yet bound to a page."""
        return cls(name=figure.name, seq=figure.seq, value=figure.value, at=figure.at)

    @property
    def figure(self) -> Figure:
        """The figure that is bound here."""
        return Figure(name=self.name, seq=self.seq, value=self.value, at=self.at)


def figures_context(figures: Mapping[str, Figure]) -> dict[str, Any]:
    """An article's figures as its template asks for them: by name, and in rows labelled in the page's language."""
    values = {name: figure.value for name, figure in figures.items()}
    tiers = [f"venues.{tier}" for tier in TIERS if f"venues.{tier}" in figures]
    return {
        "figures": figures,
        "roll": _rows(f"delegates.{status}" for status in ("present", "substituted", "excused", "absent")),
        "venues": _rows([*tiers, "turns.taken"]),
        "rounding": ROUNDING.of(get_language() or ""),
        "seq": max((figure.seq for figure in figures.values()), default=0),
        "invited": values.get("delegates.invited", 0),
        "attended": values.get("delegates.attended", 0),
    }


def _rows(names: Iterable[str]) -> list[dict[str, str]]:
    return [{"figure": name, "label": label_of(name).name.of(get_language() or "")} for name in names]
