# SPDX-License-Identifier: Apache-2.0
"""The hub's pages about the roll call: the board, the greeting list, desks to help at, sealed sheets.

They lie under the console's address, and a cluster operator's under the cluster's, so that
each link's own cookie opens them.
"""

from __future__ import annotations

from collections.abc import Collection
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from diemcau.board.state import BOARD_FOLD
from diemcau.conference.models import Conference
from diemcau.conference.queries import conference_by_slug
from diemcau.journal.queries import folded
from diemcau.papers.live_board import LiveBoard, board_workbook
from diemcau.papers.sheets import sealed_sheets
from diemcau.presence.groups import groups_of
from diemcau.web.pages.language import page_language, tell_language
from diemcau.web.pages.views import CLOCK, holder_of, live_page
from diemcau.web.rules import require_desk, require_director

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@never_cache
@require_safe
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """The roll call of all venues, live."""
    holder = holder_of(request, "console", slug)
    require_director(holder)
    return live_page(request, "board", holder)


@never_cache
@require_safe
def workbook(request: HttpRequest, slug: str) -> HttpResponse:
    """The board as it is at this moment, as a workbook."""
    require_director(holder_of(request, "console", slug))
    conference = conference_by_slug(slug)
    now = CLOCK.now()
    live = LiveBoard(
        conference=conference.name,
        board=folded(conference.uuid, BOARD_FOLD),
        names=dict(conference.venues.values_list("code", "name")),
        groups=groups_of(conference),
        at=now,
    )
    zone = ZoneInfo(settings.TIME_ZONE)
    response = HttpResponse(board_workbook(live, zone=zone), content_type=WORKBOOK)
    filename = f"tong-hop-{slug}-{now.astimezone(zone):%Y%m%d-%H%M}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


@never_cache
@require_safe
def greeting(request: HttpRequest, slug: str) -> HttpResponse:
    """Whom the chair greets."""
    holder = holder_of(request, "console", slug)
    require_director(holder)
    return live_page(request, "greeting", holder)


@never_cache
@require_safe
def desk(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """A venue's desk, for the director who helps there."""
    holder = holder_of(request, "console", slug)
    require_director(holder)
    return live_page(request, "desk", holder, venue=code)


@never_cache
@require_safe
def sheets(request: HttpRequest, slug: str) -> HttpResponse:
    """All sealed sheets, ready to print."""
    require_director(holder_of(request, "console", slug))
    return _sheets(request, conference_by_slug(slug), venues=None)


@never_cache
@require_safe
def cluster(request: HttpRequest, slug: str, root: str) -> HttpResponse:
    """The roll call of a cluster's own venues."""
    holder = holder_of(request, "cluster", slug)
    require_desk(holder, venue=root)
    return live_page(request, "cluster", holder, venue=root)


@never_cache
@require_safe
def cluster_desk(request: HttpRequest, slug: str, root: str, code: str) -> HttpResponse:
    """A venue's desk, for the operator of its cluster. `root` only says whose cookie opens it."""
    holder = holder_of(request, "cluster", slug)
    for venue in (root, code):
        require_desk(holder, venue=venue)
    return live_page(request, "desk", holder, venue=code)


@never_cache
@require_safe
def cluster_sheets(request: HttpRequest, slug: str, root: str) -> HttpResponse:
    """The sealed sheets of a cluster's own venues, ready to print."""
    holder = holder_of(request, "cluster", slug)
    require_desk(holder, venue=root)
    return _sheets(request, conference_by_slug(slug), venues=holder.branch)


@never_cache
@require_safe
def desk_sheet(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The venue's own sealed sheet, ready to print."""
    require_desk(holder_of(request, "desk", slug), venue=code)
    return _sheets(request, conference_by_slug(slug), venues={code})


def _sheets(request: HttpRequest, conference: Conference, *, venues: Collection[str] | None) -> HttpResponse:
    """A form of the office, so in Vietnamese whatever language the page speaks."""
    papers = sealed_sheets(conference, venues=venues)
    context = {"language": page_language(request), "conference": conference, "papers": papers}
    response = render(request, "web/sheets.html", context)
    tell_language(request, response)
    return response
