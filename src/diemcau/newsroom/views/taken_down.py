# SPDX-License-Identifier: Apache-2.0
"""What readers find at the address of a page that was taken down; those who sign in find its history too."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from wagtail.models import Page

from diemcau.newsroom.models import NewsArticlePage, TakeDownNotice

MAY_READ_HISTORY = "wagtailadmin.access_admin"
HISTORY = "history"


def taken_down_page(request: HttpRequest, page: Page, notice: TakeDownNotice, below: list[str]) -> HttpResponse:
    """The notice, at every address of the page; editors read the history where it was. A browser asks each time."""
    has_history = isinstance(page, NewsArticlePage) and request.user.has_perm(MAY_READ_HISTORY)
    if has_history and below[:1] == [HISTORY]:
        view, args, kwargs = page.resolve_subpage(f"/{'/'.join(below)}/")
        answer: HttpResponse = view(request, *args, **kwargs)
    else:
        context = {"notice": notice, "history": f"{page.url}{HISTORY}/" if has_history else ""}
        answer = render(request, "newsroom/taken_down.html", context, status=HTTPStatus.GONE)
    add_never_cache_headers(answer)
    return answer
