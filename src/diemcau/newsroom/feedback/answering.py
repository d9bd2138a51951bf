# SPDX-License-Identifier: Apache-2.0
"""The page of an article's feedback form: shown, refused with everything still in it, or taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from diemcau.lib.clock import SystemClock
from diemcau.newsroom.feedback.form import FeedbackForm
from diemcau.newsroom.feedback.guard import TOO_FAST_S, TOO_OLD_S, FeedbackDoor, age_s, is_sent_from_here, stamp
from diemcau.newsroom.feedback.text import digest_of
from diemcau.newsroom.models.feedback import LONGEST_NAME, MOST_CHARACTERS, ReaderFeedback

if TYPE_CHECKING:
    from diemcau.newsroom.models import NewsArticlePage

_DOOR = FeedbackDoor(SystemClock())
_SEE_OTHER = 303


@dataclass(frozen=True, kw_only=True)
class _Refused:
    """Why a message wasn't taken, as HTTP and as a sentence. `wait_s`: when to come again, 0 for at once."""

    status: int
    sentence: str
    wait_s: int = 0


def feedback_answer(request: HttpRequest, page: NewsArticlePage) -> HttpResponse:
    """Show the form, or take what was sent. Never kept by anybody: the form carries its time."""
    if request.method != "POST":
        return _shown(request, page, is_sent="sent" in request.GET)
    now, form = SystemClock().now(), FeedbackForm(request.POST)
    refused = _refusal(request, page, form, now)
    if refused is not None:
        return _shown(request, page, form=form, refused=refused)
    _keep(page, form, now)
    taken = HttpResponseRedirect(f"{page.get_url(request)}feedback/?sent", status=_SEE_OTHER)
    add_never_cache_headers(taken)
    return taken


def _refusal(request: HttpRequest, page: NewsArticlePage, form: FeedbackForm, now: datetime) -> _Refused | None:
    if not is_sent_from_here(request.headers, request.get_host()):
        return _Refused(status=403, sentence=_("This was not sent from this page. Please send it again from here."))
    if wait_s := _DOOR.knock(str(request.META.get("REMOTE_ADDR", ""))):
        told = _("Much was sent from your network just now. Please send again in %(wait)d seconds.") % {"wait": wait_s}
        return _Refused(status=429, sentence=told, wait_s=wait_s)
    if not form.is_valid():
        return _Refused(status=422, sentence=" ".join(str(text) for texts in form.errors.values() for text in texts))
    if form.cleaned_data["website"]:
        return _Refused(status=422, sentence=_("A field that has to stay empty was filled in. Please send again."))
    return _refused_by_time(page, form, now)


def _refused_by_time(page: NewsArticlePage, form: FeedbackForm, now: datetime) -> _Refused | None:
    age = age_s(form.cleaned_data["stamp"], page.translation_key, now)
    if age is None or not 0 <= age <= TOO_OLD_S:
        return _Refused(status=422, sentence=_("The form had been open for very long. Please send again."))
    if age < TOO_FAST_S:
        return _Refused(status=422, sentence=_("That was very quick. Please read it once more, then send it again."))
    return None


def _keep(page: NewsArticlePage, form: FeedbackForm, now: datetime) -> None:
    name, message = form.cleaned_data["name"], form.cleaned_data["message"]
    ReaderFeedback.objects.get_or_create(
        page=page,
        digest=digest_of(name, message),
        defaults={"name": name, "message": message, "received_at": now},
    )


def _shown(
    request: HttpRequest,
    page: NewsArticlePage,
    *,
    form: FeedbackForm | None = None,
    refused: _Refused | None = None,
    is_sent: bool = False,
) -> HttpResponse:
    context: dict[str, Any] = {
        "page": page,
        "form": form or FeedbackForm(),
        "refused": refused,
        "is_sent": is_sent,
        "stamp": stamp(page.translation_key, SystemClock().now()),
        "most_characters": MOST_CHARACTERS,
        "longest_name": LONGEST_NAME,
    }
    response = render(request, "newsroom/feedback_page.html", context, status=refused.status if refused else 200)
    if refused and refused.wait_s:
        response["Retry-After"] = str(refused.wait_s)
    response["X-Robots-Tag"] = "noindex"
    add_never_cache_headers(response)
    return response
