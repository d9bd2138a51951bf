# SPDX-License-Identifier: Apache-2.0
"""The roll call's commands, for a venue's operator and the director."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Router

from diemcau.presence import actions
from diemcau.web.api.auth import holder_of
from diemcau.web.api.commits import COMMITTED, commit
from diemcau.web.api.schemas import Checkin, Code, Excuse, Headcount, Slug, Substitution, Withdrawal
from diemcau.web.rules import require_desk
from diemcau.web.serving import serving_of

router = Router(tags=["roll call"])


@router.post("/checkins", response=COMMITTED)
async def checkin(request: HttpRequest, slug: Slug, code: Code, body: Checkin) -> HttpResponse:
    """A person is in the room."""
    holder = holder_of(request)
    require_desk(holder, venue=code)
    return await commit(
        request,
        actions.check_in(
            conference=holder.conference_uuid,
            uid=body.uid,
            actor=holder.actor,
            person=body.person,
            venue=code,
            method=body.method,
            noted_at=body.noted_at,
        ),
    )


@router.post("/withdrawals", response=COMMITTED)
async def withdrawal(request: HttpRequest, slug: Slug, code: Code, body: Withdrawal) -> HttpResponse:
    """Earlier marks of a person were a mistake."""
    holder = holder_of(request)
    require_desk(holder, venue=code)
    return await commit(
        request,
        actions.withdraw_mark(
            conference=holder.conference_uuid,
            uid=body.uid,
            actor=holder.actor,
            person=body.person,
            venue=code,
            noted_at=body.noted_at,
        ),
    )


@router.post("/excuses", response=COMMITTED)
async def excuse(request: HttpRequest, slug: Slug, code: Code, body: Excuse) -> HttpResponse:
    """A person sent word."""
    holder = holder_of(request)
    require_desk(holder, venue=code)
    return await commit(
        request,
        actions.excuse(
            conference=holder.conference_uuid,
            uid=body.uid,
            actor=holder.actor,
            person=body.person,
            venue=code,
            reason=body.reason,
            noted_at=body.noted_at,
        ),
    )


@router.post("/substitutes", response=COMMITTED)
async def substitute(request: HttpRequest, slug: Slug, code: Code, body: Substitution) -> HttpResponse:
    """Somebody else sits in a person's place."""
    holder = holder_of(request)
    require_desk(holder, venue=code)
    command = await serving_of(request).readers.read(
        actions.seat_substitute,
        conference=holder.conference_uuid,
        uid=body.uid,
        actor=holder.actor,
        person=body.person,
        venue=code,
        substitute_name=body.substitute_name,
        substitute_post=body.substitute_post,
        noted_at=body.noted_at,
    )
    return await commit(request, command)


@router.post("/headcount", response=COMMITTED)
async def headcount(request: HttpRequest, slug: Slug, code: Code, body: Headcount) -> HttpResponse:
    """Heads counted in the room."""
    holder = holder_of(request)
    require_desk(holder, venue=code)
    return await commit(
        request,
        actions.count_heads(
            conference=holder.conference_uuid,
            uid=body.uid,
            actor=holder.actor,
            venue=code,
            count=body.count,
            noted_at=body.noted_at,
        ),
    )
