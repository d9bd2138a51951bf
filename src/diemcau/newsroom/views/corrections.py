# SPDX-License-Identifier: Apache-2.0
"""The archive of corrections, in the language of its address."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from diemcau.newsroom.corrections import correction_texts, with_articles
from diemcau.newsroom.keeping import kept

_PAGE = 20


@require_safe
@kept
def corrections_page(request: HttpRequest) -> HttpResponse:
    """All published corrections, newest first."""
    language = get_language() or "vi"
    listed = Paginator(correction_texts(language), _PAGE).get_page(request.GET.get("p"))
    context = {"corrections": with_articles(listed.object_list, language), "listed": listed}
    return render(request, "newsroom/corrections.html", context)
