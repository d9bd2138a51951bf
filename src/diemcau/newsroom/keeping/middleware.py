# SPDX-License-Identifier: Apache-2.0
"""Keeps the pages that readers get, on their way out; and looks through them once after each editor's request.

The outermost of all: what it keeps is what a reader gets, with every header.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime, time, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import structlog
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponseBase
from django.http.response import HttpResponse
from django.utils.http import http_date

from diemcau.lib.clock import Clock, SystemClock
from diemcau.newsroom.keeping.emptying import page_store
from diemcau.newsroom.keeping.notes import Note
from diemcau.newsroom.keeping.rendering import Rendering, rendering
from diemcau.newsroom.keeping.store import file_of, is_keepable
from diemcau.newsroom.keeping.watching import SETTLED, gathering, is_watched

log = structlog.get_logger(__name__)
OK = 200
FOR_READERS = "public, max-age=0, must-revalidate"
"""Browsers ask each time whether a page still stands, and hear of a correction at once; the answer has no body."""
_USUAL_PORTS = {"http": 80, "https": 443}


class KeepingMiddleware:
    """Around everything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response
        self._clock: Clock = SystemClock()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; keep the answer when it is one for everybody."""
        if not is_for_everybody(request):
            with gathering():
                return self._get_response(request)
        store, now = page_store(), self._clock.now()
        generation = store.generation()
        with rendering() as made:
            response = self._get_response(request)
        if not (made.is_wanted and isinstance(response, HttpResponse) and is_one_for_all(response)):
            return response
        unheard = sorted(tables_unheard_of(made))
        if unheard or made.recorder.missed:
            log.warning("page.not_kept", path=request.path, tables=unheard, missed=made.recorder.missed)
            return response
        _date(response, now)
        _keep(request.path, response, made, now=now, generation=generation)
        return response


def is_for_everybody(request: HttpRequest) -> bool:
    """Whether a request could be anybody's: for a page under its one proper address, by somebody not signed in."""
    return (
        request.method == "GET"
        and not request.META.get("QUERY_STRING")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and request.META.get("HTTP_HOST") in proper_hosts()
        and request.scheme == urlsplit(settings.WAGTAILADMIN_BASE_URL).scheme
        and is_keepable(request.path)
        and not connection.in_atomic_block  # what isn't committed yet may never be
    )


def proper_hosts() -> frozenset[str]:
    """How the portal's own name stands in a Host header. Pages hold it in links, so that other names aren't kept."""
    origin = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    with_port = f"{origin.hostname}:{origin.port or _USUAL_PORTS[origin.scheme]}"
    return frozenset({origin.netloc, with_port})


def is_one_for_all(response: HttpResponse) -> bool:
    """Whether an answer is a whole page, without a word to one reader alone."""
    vary = {name.strip().lower() for name in response.get("Vary", "").split(",") if name.strip()}
    return (
        response.status_code == OK
        and not response.cookies
        and vary <= {"accept-encoding"}
        and not response.has_header("Cache-Control")  # the view knows better
        and not response.has_header("Content-Encoding")
    )


def tables_unheard_of(made: Rendering) -> set[str]:
    """The tables that a page read and whose changes nobody hears of."""
    read: set[str] = set().union(*(reading.tables for reading in made.recorder.readings))
    return {table for table in read - SETTLED if not is_watched(table)}


def end_of_day(now: datetime) -> datetime:
    """The next midnight where the portal stands: each page tells the day's date."""
    local = now.astimezone(ZoneInfo(settings.TIME_ZONE))
    return datetime.combine(local.date() + timedelta(days=1), time(), local.tzinfo)


def _date(response: HttpResponse, now: datetime) -> None:
    response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["Last-Modified"] = http_date(int(now.timestamp()))
    response["Cache-Control"] = FOR_READERS
    response["Vary"] = "Accept-Encoding"


def _keep(address: str, response: HttpResponse, made: Rendering, *, now: datetime, generation: int) -> None:
    note = Note(
        address=address,
        file=file_of(address, content_type=response["Content-Type"]),
        headers=tuple((name, value) for name, value in response.items() if name != "Content-Length"),
        made_at=now.timestamp(),
        until=end_of_day(now).timestamp(),
        readings=tuple(made.recorder.readings),
        outside=tuple(made.outside),
    )
    try:
        page_store().keep(note, response.content, generation=generation)
    except OSError as error:
        # A full disk: readers get their pages all the same, each made anew.
        log.warning("page.not_kept", path=address, because=str(error))
