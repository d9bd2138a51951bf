# SPDX-License-Identifier: Apache-2.0
"""Checking in on one's own phone: what a venue's screen makes its codes from, and the delegate's command."""

from __future__ import annotations

import base64
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router

from diemcau.conference.queries import conference_by_slug, venue_by_code
from diemcau.presence.actions import About, check_in_by_phone
from diemcau.presence.door_codes import STEP, PhonesDontCheckIn, venue_secret
from diemcau.presence.refusals import PersonIsNotInvited
from diemcau.web.addresses import door_address
from diemcau.web.api.auth import holder_of
from diemcau.web.api.commits import COMMITTED, REFUSED, commit
from diemcau.web.api.schemas import Code, Door, PhoneCheckin, Problem, Slug
from diemcau.web.rules import require_delegate, require_desk
from diemcau.web.serving import serving_of

router = Router(tags=["roll call"])


@router.get("/venues/{code}/door", response={200: Door, **REFUSED})
async def door(request: HttpRequest, slug: Slug, code: Code) -> Door:
    """What the venue's screen makes its codes from; it asks now and then whether phones may still check in."""
    holder = holder_of(request)
    require_desk(holder, venue=code)
    if not await serving_of(request).readers.read(_is_open, slug, code):
        return Door(venue=code, secret=None, step_s=int(STEP.total_seconds()), address="")
    return Door(
        venue=code,
        secret=base64.b64encode(_secret(holder.conference_uuid, code)).decode(),
        step_s=int(STEP.total_seconds()),
        address=door_address(request, slug=slug, venue=code),
    )


@router.post("/me/checkin", response={429: Problem, **COMMITTED})
async def phone_checkin(request: HttpRequest, slug: Slug, body: PhoneCheckin) -> HttpResponse:
    """A delegate is in the room whose screen showed the code."""
    holder = holder_of(request)
    require_delegate(holder)
    parts = serving_of(request)
    parts.doorstep.try_code(holder.link)
    if not await parts.readers.read(_is_open, slug, body.venue):
        raise PhonesDontCheckIn
    if holder.person is None:
        raise PersonIsNotInvited
    about = About(
        conference=holder.conference_uuid,
        uid=body.uid,
        actor=holder.actor,
        person=holder.person,
        venue=body.venue,
        noted_at=body.noted_at,
    )
    command = check_in_by_phone(about, code=body.code, secret=_secret(holder.conference_uuid, body.venue))
    return await commit(request, command)


def _is_open(slug: str, venue: str) -> bool:
    conference = conference_by_slug(slug)
    venue_by_code(conference, venue)
    return conference.phone_checkin


def _secret(conference: UUID, venue: str) -> bytes:
    return venue_secret(settings.SECRET_KEY.encode(), conference=conference, venue=venue)
