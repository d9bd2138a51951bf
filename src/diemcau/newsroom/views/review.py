# SPDX-License-Identifier: Apache-2.0
"""What a signed link opens: one text to review, as it will look, and two buttons. Nothing of it is kept or indexed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from diemcau.lib.clock import SystemClock
from diemcau.lib.refusal import Language, Refusal
from diemcau.newsroom.against_record import contradicted
from diemcau.newsroom.differences import changes
from diemcau.newsroom.drift import open_drifts
from diemcau.newsroom.history import PARTS, words_of
from diemcau.newsroom.language import language_here
from diemcau.newsroom.models import NewsArticlePage, ReviewLink
from diemcau.newsroom.review.approving import decide_by_link
from diemcau.newsroom.review.links import is_current, open_review_link

View = Callable[..., HttpResponse]


def _private(view: View) -> View:
    """Never kept, never indexed, and the address is told to nobody."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response["Referrer-Policy"] = "same-origin"
        return response

    return never_cache(answered)


@_private
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, token: str) -> HttpResponse:
    """The text under review; by POST, the decision. Raises: ReviewLinkIsForged, ReviewLinkHasEnded."""
    link = open_review_link(token, at=SystemClock().now())
    article: NewsArticlePage = link.revision.as_object()
    language: Language = "en" if article.locale.language_code.startswith("en") else "vi"
    with override(language):
        told: Refusal | None = None
        if request.method == "POST":
            try:
                _decide(request, link)
            except Refusal as refusal:
                told = refusal
            else:
                return redirect(request.path)
        return _page(request, link, article, said=told.sentence(language) if told else "", status=_status(told))


@_private
@require_safe
def reviewed_page(request: HttpRequest, token: str) -> HttpResponse:
    """The article alone, as readers will see it. Raises: as `review`."""
    link = open_review_link(token, at=SystemClock().now())
    article: NewsArticlePage = link.revision.as_object()
    with override(article.locale.language_code):
        answer: HttpResponse = article.make_preview_request(request, article.default_preview_mode)
        return answer


def _decide(request: HttpRequest, link: ReviewLink) -> None:
    holder = request.user if request.user.is_authenticated else None
    comment = request.POST.get("comment", "")
    decide_by_link(link, approves=request.POST.get("decision") == "approve", comment=comment, holder=holder)


def _status(refusal: Refusal | None) -> int:
    return refusal.status if refusal else 200


def _page(request: HttpRequest, link: ReviewLink, article: NewsArticlePage, *, said: str, status: int) -> HttpResponse:
    link.refresh_from_db()
    published = article.published_versions.last()
    words = words_of(article)
    context = {
        "link": link,
        "article": article,
        "said": said,
        "decision": link.decision,
        "is_current": link.decision is not None or is_current(link),
        "published": published,
        "changes": [line for part in PARTS for line in changes(published.words[part], words[part]) if len(line) > 1]
        if published
        else [],
        "figures": list(article.bound_figures().values()),
        "contradicted": contradicted(article),
        "drifts": [drift.told(language_here()) for drift in open_drifts(article)],
    }
    return render(request, "newsroom/review.html", context, status=status)
