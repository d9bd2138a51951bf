# SPDX-License-Identifier: Apache-2.0
"""What the article's form asks the server while somebody writes."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.models import Locale
from wagtail.permissions import page_permission_policy

from diemcau.conference.models import Conference
from diemcau.newsroom.editor.offered import offer
from diemcau.newsroom.models import NewsArticlePage


@require_safe
def figures(request: HttpRequest) -> JsonResponse:
    """The figures of the conference that the form names, for the article `page`, or for a new one in `language`."""
    if not page_permission_policy.user_has_any_permission(request.user, {"add", "change"}):
        raise PermissionDenied
    asked = request.GET.get("conference", "")
    conference = get_object_or_404(Conference, pk=int(asked)) if asked.isdecimal() else None
    return JsonResponse(offer(_article(request), conference))


def _article(request: HttpRequest) -> NewsArticlePage:
    number = request.GET.get("page", "")
    if not number.isdecimal():
        return NewsArticlePage(locale=get_object_or_404(Locale, language_code=request.GET.get("language", "")))
    page = get_object_or_404(NewsArticlePage, pk=int(number))
    draft: NewsArticlePage = page.get_latest_revision_as_object()
    return draft
