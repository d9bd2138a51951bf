# SPDX-License-Identifier: Apache-2.0
"""The plan as it goes over the wire, written out once for a hall of phones that ask in the same second."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

from diemcau.conference.queries import conference_by_slug
from diemcau.lib.clock import Clock
from diemcau.people.queries import plan_document
from diemcau.web.readers import Readers
from diemcau.web.remembered import Remembered

PLAN_REMEMBERED_S = 1.0
"""How late a change of the plan may come: an organiser who saves and reloads hardly notices."""


@dataclass(frozen=True, kw_only=True, slots=True)
class WrittenPlan:
    """One plan as bytes, plain and packed, and the tag that tells it from every other."""

    plain: bytes
    packed: bytes
    tag: str


class Plans:
    """The plans of one process's conferences."""

    def __init__(self, readers: Readers, *, clock: Clock) -> None:
        self._readers = readers
        self._clock = clock
        self._plans: dict[str, Remembered[WrittenPlan]] = {}

    async def plan(self, slug: str) -> WrittenPlan:
        """The conference's plan; `slug` is one that a pass was checked for. Raises: UnknownConference."""
        remembered = self._plans.get(slug)
        if remembered is None:
            remembered = self._plans[slug] = Remembered(
                lambda: self._readers.read(_written, slug), for_s=PLAN_REMEMBERED_S, clock=self._clock
            )
        return await remembered.value()


def plan_response(request: HttpRequest, plan: WrittenPlan) -> HttpResponse:
    """The plan, packed for whoever can unpack it; nothing but its tag for whoever has it already."""
    response: HttpResponse
    if request.headers.get("If-None-Match") == plan.tag:
        response = HttpResponseNotModified()
    elif "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(plan.packed, content_type="application/json; charset=utf-8")
        response["Content-Encoding"] = "gzip"
    else:
        response = HttpResponse(plan.plain, content_type="application/json; charset=utf-8")
    response["ETag"] = plan.tag
    response["Cache-Control"] = "private, no-cache"
    response["Vary"] = "Accept-Encoding"
    return response


def _written(slug: str) -> WrittenPlan:
    plain = json.dumps(plan_document(conference_by_slug(slug)), ensure_ascii=False, separators=(",", ":")).encode()
    tag = f'W/"{hashlib.sha256(plain).hexdigest()[:24]}"'
    return WrittenPlan(plain=plain, packed=gzip.compress(plain, mtime=0), tag=tag)
