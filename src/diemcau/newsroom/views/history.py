# SPDX-License-Identifier: Apache-2.0
"""The public history of an article: what readers were shown, when, and why it changed. Names no person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from diemcau.newsroom.differences import changes
from diemcau.newsroom.history import PARTS, version_and_before, versions_of
from diemcau.newsroom.models.takedowns import notices_of

if TYPE_CHECKING:
    from diemcau.newsroom.models import NewsArticlePage

_TITLES = {
    "headline": _("headline"),
    "lead": _("lead"),
    "text": _("text"),
    "captions": _("captions"),
    "figures": _("figures"),
    "credits": _("byline and source"),
}


def history_page(request: HttpRequest, page: NewsArticlePage) -> HttpResponse:
    """All versions of an article, newest first."""
    context = {"page": page, "versions": versions_of(page), "notices": notices_of(page)}
    return render(request, "newsroom/history.html", context)


def version_page(request: HttpRequest, page: NewsArticlePage, number: int) -> HttpResponse:
    """One version against the one before it."""
    version, before = version_and_before(page, number)
    if version is None:
        raise Http404
    old = before.words if before else version.words
    parts = [
        {"title": _TITLES[part], "lines": changes(old.get(part, []), version.words.get(part, []))} for part in PARTS
    ]
    context = {"page": page, "version": version, "before": before, "parts": [part for part in parts if part["lines"]]}
    return render(request, "newsroom/version.html", context)
