# SPDX-License-Identifier: Apache-2.0
"""The pages' shells: who may see one, and what it is told about itself.

A link's token lives in cookies that go to that link's own pages alone, so that one browser
may hold a venue's pages and the director's side by side.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from diemcau.conference.links import Pass, bearer_for, open_link
from diemcau.conference.models import Conference, Role
from diemcau.conference.queries import conference_by_slug, venue_by_code
from diemcau.conference.refusals import LinkOfAnotherConference
from diemcau.lib.clock import SystemClock
from diemcau.presence.door_codes import GRACE
from diemcau.web.addresses import entrance_of, pages_of, relay_origin
from diemcau.web.pages.language import page_language, tell_language
from diemcau.web.pages.policy import live_policy
from diemcau.web.pages.wording import WORDINGS
from diemcau.web.problems import BearerIsMissing
from diemcau.web.rules import require_delegate, require_desk, require_director

CLOCK = SystemClock()
Page = Literal["venue", "screen", "desk", "console", "phone", "board", "greeting", "cluster"]
NIGHT_PAGES: frozenset[Page] = frozenset({"screen", "console"})


@never_cache
@require_safe
def go(request: HttpRequest, token: str) -> HttpResponse:
    """Let the holder of a link in, and take the token out of the address."""
    now = CLOCK.now()
    holder = open_link(token, at=now)
    response = HttpResponseRedirect(entrance_of(holder))
    for page, path in pages_of(holder).items():
        response.set_cookie(
            _cookie(page),
            token,
            path=path,
            max_age=holder.expires_at - now,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )
    return response


@never_cache
@require_safe
def venue_entrance(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Choose between the venue's screen and its desk; works without scripts."""
    require_desk(holder_of(request, "venue", slug), venue=code)
    conference = conference_by_slug(slug)
    language = page_language(request)
    context = {
        "language": language,
        "other": "en" if language == "vi" else "vi",
        "words": WORDINGS[language],
        "conference": _name(conference, language),
        "venue": venue_by_code(conference, code),
        "screen": f"/c/{slug}/screen/{code}/",
        "desk": f"/c/{slug}/desk/{code}/",
    }
    response = render(request, "web/entrance.html", context)
    tell_language(request, response)
    return response


@never_cache
@require_safe
def screen(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """What a venue's projector shows."""
    holder = holder_of(request, "screen", slug)
    require_desk(holder, venue=code)
    return live_page(request, "screen", holder, venue=code)


@never_cache
@require_safe
def desk(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """What a venue's operator works with."""
    holder = holder_of(request, "desk", slug)
    require_desk(holder, venue=code)
    return live_page(request, "desk", holder, venue=code)


@never_cache
@require_safe
def desk_bearer(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """A fresh bearer for a desk that was without a network for longer than its own lasts."""
    holder = holder_of(request, "desk", slug)
    require_desk(holder, venue=code)
    return JsonResponse({"bearer": bearer_for(holder, at=CLOCK.now())})


@never_cache
@require_safe
def console(request: HttpRequest, slug: str) -> HttpResponse:
    """What the director works with."""
    holder = holder_of(request, "console", slug)
    require_director(holder)
    return live_page(request, "console", holder)


@never_cache
@require_safe
def phone(request: HttpRequest, slug: str) -> HttpResponse:
    """A delegate's own page."""
    holder = holder_of(request, "phone", slug)
    require_delegate(holder)
    return live_page(request, "phone", holder)


@never_cache
@require_safe
def phone_at_the_door(request: HttpRequest, slug: str, code: str, door_code: str) -> HttpResponse:
    """A delegate's own page, opened by the code on a venue's screen: it checks the delegate in.

    A phone that doesn't hold the delegate's link is told how to get in.
    """
    try:
        holder = holder_of(request, "phone", slug)
    except BearerIsMissing as refusal:
        return _outside(request, slug, status=refusal.status)
    require_delegate(holder)
    # The server's own time: a telephone's clock may be minutes off, the code lives for seconds.
    now = CLOCK.now()
    door = {"venue": code, "code": door_code, "noted_at": now.isoformat(), "good_until": (now + GRACE).isoformat()}
    return live_page(request, "phone", holder, door=door)


def holder_of(request: HttpRequest, page: Page, slug: str) -> Pass:
    """Whom the page's cookie lets in.

    Raises: BearerIsMissing, LinkIsForged, LinkHasExpired, LinkIsRevoked, LinkOfAnotherConference.
    """
    token = request.COOKIES.get(_cookie(page))
    if not token:
        raise BearerIsMissing
    holder = open_link(token, at=CLOCK.now())
    if holder.slug != slug:
        raise LinkOfAnotherConference(own=holder.slug, asked=slug)
    return holder


def _outside(request: HttpRequest, slug: str, *, status: int) -> HttpResponse:
    language = page_language(request)
    context = {
        "language": language,
        "words": WORDINGS[language],
        "conference": _name(conference_by_slug(slug), language),
    }
    response = render(request, "web/outside.html", context, status=status)
    tell_language(request, response)
    return response


def live_page(
    request: HttpRequest,
    page: Page,
    holder: Pass,
    *,
    venue: str | None = None,
    door: Mapping[str, str] | None = None,
) -> HttpResponse:
    """A page's shell with what its scripts need to know. `venue` is the code of the one that it is about."""
    conference = conference_by_slug(holder.slug)
    language = page_language(request)
    settings_of_page = {
        "page": page,
        "slug": holder.slug,
        "conference": _name(conference, language),
        "venue": venue_by_code(conference, venue).code if venue else None,
        "person": str(holder.person) if holder.role is Role.DELEGATE else None,
        "bearer": bearer_for(holder, at=CLOCK.now()),
        "language": language,
        "relay": relay_origin(request),
        "time_zone": settings.TIME_ZONE,
        "door": door,
    }
    words = WORDINGS[language]
    context = {
        "language": language,
        "words": words,
        "page": page,
        "title": words.titles[page],
        "ground": "night" if page in NIGHT_PAGES else "",
        "conference": _name(conference, language),
        "venue": venue,
        "settings": settings_of_page,
    }
    response = render(request, "web/live.html", context)
    tell_language(request, response)
    return live_policy(response, relay=relay_origin(request))


def _name(conference: Conference, language: str) -> str:
    return conference.name_en if language == "en" and conference.name_en else conference.name


def _cookie(page: str) -> str:
    # A response can set a name once, whatever the path, so each page has a name of its own.
    return f"diemcau_{page}"
