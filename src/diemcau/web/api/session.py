# SPDX-License-Identifier: Apache-2.0
"""The way in: a link's token for a bearer."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router

from diemcau.conference.links import bearer_for, open_link
from diemcau.lib.refusal import Refusal
from diemcau.web.addresses import entrance_of
from diemcau.web.api.commits import REFUSED
from diemcau.web.api.schemas import LinkBody, Problem, Session
from diemcau.web.requests import address_of
from diemcau.web.serving import serving_of

router = Router(tags=["session"])


@router.post("/session", response={200: Session, 429: Problem, **REFUSED}, auth=None)
async def open_session(request: HttpRequest, body: LinkBody) -> Session:
    """Exchange a link's token for a bearer; ask again before the bearer ends."""
    parts = serving_of(request)
    now = parts.clock.now()
    address = address_of(request)
    parts.doorstep.knock(address)
    try:
        holder = await parts.readers.read(open_link, body.link, at=now)
    except Refusal:
        parts.doorstep.miss(address)
        raise
    return Session(
        bearer=bearer_for(holder, at=now),
        role=holder.role,
        conference=holder.slug,
        venue=holder.venue,
        person=holder.person,
        page=entrance_of(holder),
    )
