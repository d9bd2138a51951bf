# SPDX-License-Identifier: Apache-2.0
"""Pages that were taken down: the decision, and the notice that stands at the address of each language's page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.url_routing import RouteResult


class TakeDown(models.Model):
    """One decision about an article, a check or a notice in all its languages; a language that isn't out may be blank.

    `office` is whose decision it was, in words for readers; `by` is the account, and never shown to them.
    """

    article_key = models.UUIDField(_("article"), db_index=True, editable=False)
    taken_down_at = models.DateTimeField(_("taken down at"), editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("taken down by"),
    )
    office_vi = models.CharField(_("by decision of, in Vietnamese"), max_length=200, blank=True)
    reason_vi = models.CharField(_("reason, in Vietnamese"), max_length=500, blank=True)
    office_en = models.CharField(_("by decision of, in English"), max_length=200, blank=True)
    reason_en = models.CharField(_("reason, in English"), max_length=500, blank=True)

    class Meta:
        """Newest first."""

        verbose_name = _("take-down")
        verbose_name_plural = _("take-downs")
        ordering = ("-taken_down_at", "-pk")

    def __str__(self) -> str:
        notice = next(iter(self.notices.all()), None)
        return notice.headline if notice else str(self.article_key)

    def said(self, language: str) -> tuple[str, str]:
        """Office and reason in a language; both empty when it has none."""
        return (self.office_en, self.reason_en) if language == "en" else (self.office_vi, self.reason_vi)


class TakeDownNotice(models.Model):
    """What an address tells in the place of its page, as readers knew it. `lifted_at` is None while it stands."""

    take_down = models.ForeignKey(TakeDown, models.CASCADE, related_name="notices")
    page = models.ForeignKey(Page, models.CASCADE, related_name="take_down_notices")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    headline = models.CharField(_("headline"), max_length=255)
    published_at = models.DateTimeField(_("published at"))
    lifted_at = models.DateTimeField(_("put back at"), null=True, blank=True)

    class Meta:
        """Newest first; one at an address."""

        ordering = ("-take_down__taken_down_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=["page"], condition=models.Q(lifted_at=None), name="notice_stands_once"),
        )

    def __str__(self) -> str:
        return self.headline

    @property
    def office(self) -> str:
        """By whose decision."""
        return self.take_down.said(self.language)[0]

    @property
    def reason(self) -> str:
        """Why, for readers."""
        return self.take_down.said(self.language)[1]


class LeavesNotice:
    """Before `Page` among the bases of a page whose address doesn't fall silent when it is taken down."""

    def route(self: Any, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Every address of a page that was taken down, and of what lay below it, leads to the notice."""
        notice = None if self.live else standing_notice(self)
        if notice is None:
            return super().route(request, path_components)  # type: ignore[misc]  # Page's, further on
        return RouteResult(self, kwargs={"notice": notice, "below": path_components})

    def serve(
        self: Any,
        request: HttpRequest,
        *args: Any,
        notice: TakeDownNotice | None = None,
        below: list[str] | None = None,
        **kwargs: Any,
    ) -> HttpResponse:
        """The page, or its notice."""
        if notice is None:
            return super().serve(request, *args, **kwargs)  # type: ignore[misc, no-any-return]  # as above
        from diemcau.newsroom.views.taken_down import taken_down_page

        return taken_down_page(request, self, notice, below or [])


def leaves_notice(page: Page) -> bool:
    """Whether it is such a page, also where only the row that all pages have is at hand."""
    return issubclass(page.specific_class or Page, LeavesNotice)


def standing_notice(page: Page) -> TakeDownNotice | None:
    """The notice in the place of a page; None: it wasn't taken down, or was put back."""
    notice: TakeDownNotice | None = (
        TakeDownNotice.objects.filter(page_id=page.pk, lifted_at=None).select_related("take_down").first()
    )
    return notice


def notices_of(page: Page) -> list[TakeDownNotice]:
    """When and why a page was taken down so far, newest first."""
    return list(TakeDownNotice.objects.filter(page_id=page.pk).select_related("take_down"))
