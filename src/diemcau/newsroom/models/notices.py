# SPDX-License-Identifier: Apache-2.0
"""Notices of incidents: what happened, what was done, since when it is settled, and the entries that say so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from typing_extensions import override
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Locale, Page, PageQuerySet, Revision
from wagtail_localize.fields import SynchronizedField

from diemcau.conference.models import Conference
from diemcau.conference.queries import conference_with_hub
from diemcau.lib.refusal import Refusal
from diemcau.newsroom.models.open_pages import open_to_everybody
from diemcau.newsroom.models.pages import headlines
from diemcau.newsroom.models.searchable import SearchablePage
from diemcau.newsroom.models.takedowns import LeavesNotice
from diemcau.newsroom.notices.evidence import evidence_of
from diemcau.newsroom.notices.numbers import entries_in
from diemcau.newsroom.notices.refusals import SettledBeforeItBegan
from diemcau.newsroom.review.guard import require_publishable

_IN_A_LIST = ("title", "slug", "path", "depth", "url_path", "locale", "began_at", "settled_at")


class IncidentNoticeIndexPage(Page):  # type: ignore[misc]  # Wagtail ships no types
    """The list of notices."""

    intro = models.CharField(_("introduction"), max_length=300, blank=True)

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types: ClassVar[list[str]] = ["newsroom.HomePage"]
    subpage_types: ClassVar[list[str]] = ["newsroom.IncidentNoticePage"]
    max_count_per_parent = 1

    class Meta:
        """One a language."""

        verbose_name = _("list of notices")

    @override
    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"notices": list(latest_notices(self.locale).child_of(self))}


class IncidentNoticePage(LeavesNotice, SearchablePage, Page):  # type: ignore[misc]  # Wagtail ships no types
    """One thing that went wrong. `evidence` is what the journal says at `entries`, copied when these are checked."""

    conference = models.ForeignKey(
        Conference, models.SET_NULL, null=True, related_name="notices", verbose_name=_("conference")
    )
    began_at = models.DateTimeField(_("when it began"))
    settled_at = models.DateTimeField(
        _("since when it is settled"), null=True, blank=True, help_text=_("Empty while it isn't settled.")
    )
    what_happened = models.TextField(_("what happened"))
    what_was_done = models.TextField(
        _("what was done"), blank=True, help_text=_("A draft may leave it open; a notice that is published may not.")
    )
    entries = models.CharField(
        _("entries of the journal"),
        max_length=500,
        help_text=_("The numbers of the entries that it rests on, such as 217, 230–235."),
    )
    evidence = models.JSONField(default=list, editable=False)

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("conference"),
        MultiFieldPanel([FieldPanel("began_at"), FieldPanel("settled_at")], heading=_("from when to when")),
        FieldPanel("what_happened"),
        FieldPanel("what_was_done"),
        FieldPanel("entries"),
    ]
    override_translatable_fields: ClassVar[list[Any]] = [SynchronizedField("entries")]
    parent_page_types: ClassVar[list[str]] = ["newsroom.IncidentNoticeIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        """As editors call it."""

        verbose_name = _("notice of an incident")

    @override
    def clean(self) -> None:
        super().clean()
        try:
            if self.settled_at and self.began_at and self.settled_at < self.began_at:
                raise SettledBeforeItBegan
        except Refusal as refusal:
            raise ValidationError({"settled_at": _sentence(refusal)}) from refusal
        try:
            if self.conference and self.entries:
                self.evidence = evidence_of(self.conference, entries_in(self.entries))
        except Refusal as refusal:
            raise ValidationError({"entries": _sentence(refusal)}) from refusal

    @override
    def publish(self, revision: Revision, **asked: Any) -> None:
        """By review only. Raises: as `require_publishable`."""
        require_publishable(self, revision)
        super().publish(revision, **asked)

    @override
    def plain_text(self) -> str:
        return f"{self.what_happened} {self.what_was_done}".strip()

    @override
    def dated_at(self) -> datetime:
        return self.began_at

    def seen_evidence(self) -> Iterator[dict[str, Any]]:
        """The entries with their times as times."""
        return ({**entry, "at": datetime.fromisoformat(entry["at"])} for entry in self.evidence)

    @override
    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        if self.conference_id is not None:
            self.conference = conference_with_hub(self.conference_id) or self.conference
        reports = headlines(self.locale).filter(conference=self.conference_id, conference__isnull=False)
        return context | {"section": self.get_parent(), "report": reports.first()}


class NoticesDrafted(models.Model):
    """How far a conference's journal has been gone through for notices: a draft that editors delete stays deleted.

    Mishaps whose first entry is `seq` or before have been drafted.
    """

    conference = models.OneToOneField(Conference, models.CASCADE, related_name="+")
    seq = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.conference} @ {self.seq}"


def latest_notices(locale: Locale | None = None) -> PageQuerySet:
    """Published notices, the newest incident first; `locale` None: in the language that is being spoken."""
    notices = open_to_everybody(IncidentNoticePage.objects.filter(locale=locale or Locale.get_active()))
    return notices.order_by("-began_at", "-pk").only(*_IN_A_LIST)


def _sentence(refusal: Refusal) -> str:
    return refusal.sentence("en" if get_language() == "en" else "vi")
