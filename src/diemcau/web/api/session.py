# SPDX-License-Identifier: Apache-2.0
"""The way in: a link's token for a bearer."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router

from diemcau.conference.links import bearer_for, open_link
from diemcau.web.addresses import entrance_of
from diemcau.web.api.commits import REFUSED
from diemcau.web.api.schemas import LinkBody, Session
from diemcau.web.serving import serving_of

router = Router(tags=["session"])


@router.post("/session", response={200: Session, **REFUSED}, auth=None)
async def open_session(request: HttpRequest, body: LinkBody) -> Session:
    """Exchange a link's token for a bearer; ask again before the bearer ends."""
    parts = serving_of(request)
    now = parts.clock.now()
    holder = await parts.readers.read(open_link, body.link, at=now)
    return Session(
        bearer=bearer_for(holder, at=now),
        role=holder.role,
        conference=holder.slug,
        venue=holder.venue,
        person=holder.person,
        page=entrance_of(holder),
    )
