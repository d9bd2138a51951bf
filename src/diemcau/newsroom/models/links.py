# SPDX-License-Identifier: Apache-2.0
"""Links to other websites, in groups, as editors keep them in each language."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable, TranslatableMixin


class WebsiteLinkGroup(TranslatableMixin, ClusterableModel):  # type: ignore[misc]  # Wagtail ships no types
    """A group of links, such as `Trung ương`."""

    title = models.CharField(_("title"), max_length=100)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    panels: ClassVar[list[Any]] = [
        FieldPanel("title"),
        FieldPanel("position"),
        InlinePanel("links", heading=_("links"), label=_("link")),
    ]

    class Meta(TranslatableMixin.Meta):  # type: ignore[misc]  # as above
        """In the editors' order."""

        verbose_name = _("group of website links")
        verbose_name_plural = _("website links")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return str(self.title)


class WebsiteLink(TranslatableMixin, Orderable):  # type: ignore[misc]  # Wagtail ships no types
    """One link. Its address is of the web: nothing that a browser would run."""

    group = ParentalKey(WebsiteLinkGroup, on_delete=models.CASCADE, related_name="links")
    title = models.CharField(_("title"), max_length=150)
    address = models.CharField(_("web address"), max_length=500, validators=[URLValidator(schemes=("http", "https"))])

    panels: ClassVar[list[Any]] = [FieldPanel("title"), FieldPanel("address")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):  # type: ignore[misc]  # as above
        """In the editors' order."""

        verbose_name = _("link")

    def __str__(self) -> str:
        return str(self.title)
