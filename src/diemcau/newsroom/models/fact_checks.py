# SPDX-License-Identifier: Apache-2.0
"""Fact checks: a claim, what named sources say of it, and a verdict. About claims, never about persons."""

from __future__ import annotations

from datetime import datetime, time
from html import unescape
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.html import strip_tags
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override as override_language
from typing_extensions import override
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Locale, Page, PageQuerySet, Revision

from diemcau.lib.refusal import Refusal
from diemcau.newsroom.models.open_pages import open_to_everybody
from diemcau.newsroom.models.searchable import SearchablePage
from diemcau.newsroom.models.takedowns import LeavesNotice
from diemcau.newsroom.review.guard import require_publishable
from diemcau.newsroom.verdicts import NamedSource, Verdict, require_sources


class SourceBlock(blocks.StructBlock):  # type: ignore[misc]  # Wagtail ships no types
    """A named source, where to read it, and what it says."""

    name = blocks.CharBlock(max_length=200, label=_("source"))
    address = blocks.URLBlock(required=False, label=_("address of the source"))
    document = blocks.CharBlock(required=False, max_length=300, label=_("document"))
    says = blocks.TextBlock(label=_("what it says"))


class FactCheckIndexPage(Page):  # type: ignore[misc]  # Wagtail ships no types
    """The list of fact checks."""

    intro = models.CharField(_("introduction"), max_length=300, blank=True)

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types: ClassVar[list[str]] = ["newsroom.HomePage"]
    subpage_types: ClassVar[list[str]] = ["newsroom.FactCheckPage"]
    max_count_per_parent = 1

    class Meta:
        """One a language."""

        verbose_name = _("list of fact checks")

    @override
    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"checks": list(latest_checks(self.locale).child_of(self))}


class FactCheckPage(LeavesNotice, SearchablePage, Page):  # type: ignore[misc]  # Wagtail ships no types
    """One claim, checked. There is no field for a person, and none is to be added."""

    claim = models.TextField(
        _("claim"), help_text=_("What is claimed, word for word. A claim is checked, never the person who made it.")
    )
    appeared_in = models.CharField(
        _("where it appeared"),
        max_length=200,
        help_text=_("The publication or organisation. Not the name of a person."),
    )
    appeared_at = models.URLField(_("address where it appeared"), max_length=500)
    appeared_on = models.DateField(_("date on which it appeared"))
    verdict = models.CharField(_("verdict"), max_length=20, choices=Verdict)
    explanation = RichTextField(_("explanation"), features=["bold", "italic", "link"])
    sources = StreamField([("source", SourceBlock(label=_("source")))], verbose_name=_("sources"))
    checked_on = models.DateField(_("checked on"))
    byline = models.CharField(_("byline"), max_length=100, blank=True)

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        MultiFieldPanel(
            [FieldPanel("claim"), FieldPanel("appeared_in"), FieldPanel("appeared_at"), FieldPanel("appeared_on")],
            heading=_("claim"),
        ),
        FieldPanel("sources"),
        MultiFieldPanel([FieldPanel("verdict"), FieldPanel("explanation")], heading=_("verdict")),
        FieldPanel("checked_on"),
        FieldPanel("byline"),
    ]
    parent_page_types: ClassVar[list[str]] = ["newsroom.FactCheckIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        """As editors call it."""

        verbose_name = _("fact check")

    def named_sources(self) -> list[NamedSource]:
        """The sources without what they say."""
        values = [block.value for block in self.sources]
        return [NamedSource(name=one["name"], address=one["address"] or "", document=one["document"]) for one in values]

    @override
    def clean(self) -> None:
        super().clean()
        try:
            require_sources(self.named_sources())
        except Refusal as refusal:
            sentence = refusal.sentence("en" if get_language() == "en" else "vi")
            raise ValidationError({"sources": sentence}) from refusal

    @override
    def publish(self, revision: Revision, **asked: Any) -> None:
        """By review only. Raises: as `require_publishable`."""
        require_publishable(self, revision)
        super().publish(revision, **asked)

    @override
    def plain_text(self) -> str:
        told = (part for one in self.sources for part in (one.value["name"], one.value["document"], one.value["says"]))
        with override_language(self.locale.language_code):
            verdict = self.get_verdict_display()
        words = [self.claim, self.appeared_in, verdict, _plain(self.explanation), *told, self.byline]
        return " ".join(word for word in words if word)

    @override
    def dated_at(self) -> datetime:
        return datetime.combine(self.checked_on, time(), tzinfo=ZoneInfo(settings.TIME_ZONE))

    @override
    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"section": self.get_parent()}


def _plain(rich: str) -> str:
    """A rich text's words; where one paragraph ends, the next doesn't begin in the same word."""
    return unescape(strip_tags(rich.replace("<", " <")))


def latest_checks(locale: Locale | None = None) -> PageQuerySet:
    """Published checks, newest first; `locale` None: in the language that is being spoken."""
    checks = open_to_everybody(FactCheckPage.objects.filter(locale=locale or Locale.get_active()))
    return checks.order_by("-checked_on", "-pk").defer_streamfields()
