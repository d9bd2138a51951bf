# SPDX-License-Identifier: Apache-2.0
"""The page of the search: what the form in the masthead of every page leads to."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from diemcau.newsroom.models import latest_articles
from diemcau.newsroom.search.hits import hits_shown, search
from diemcau.newsroom.search.words import question_of

_HITS_A_PAGE = 10
_LATEST = 5


@require_safe
@never_cache
def search_page(request: HttpRequest) -> HttpResponse:
    """Whatever is asked, a page answers; robots aren't to list what people look for."""
    question = question_of(request.GET.get("q", ""))
    hits = search(question, locale=Locale.get_active())
    results = Paginator(hits.pages, _HITS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "question": question,
        "search_words": question.typed,
        "hits": hits,
        "results": results,
        "shown": hits_shown(question, list(results.object_list)),
        "latest": [] if hits.pages else latest_articles()[:_LATEST],
    }
    response = render(request, "newsroom/search_page.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
