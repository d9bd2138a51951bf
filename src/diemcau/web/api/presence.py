# SPDX-License-Identifier: Apache-2.0
"""The roll call's commands, for a venue's operator, the cluster's and the director."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Router

from diemcau.web.api.auth import holder_of
from diemcau.web.api.commits import COMMITTED, commit
from diemcau.web.api.roll_commands import ROLL_ACTIONS
from diemcau.web.api.schemas import Checkin, Code, Excuse, Headcount, Order, Slug, Substitution, WalkIn, Withdrawal
from diemcau.web.rules import require_desk
from diemcau.web.serving import serving_of

router = Router(tags=["roll call"])


@router.post("/checkins", response=COMMITTED)
async def checkin(request: HttpRequest, slug: Slug, code: Code, body: Checkin) -> HttpResponse:
    """A person is in the room, whichever venue invited them."""
    return await _note(request, "checkins", code, body)


@router.post("/withdrawals", response=COMMITTED)
async def withdrawal(request: HttpRequest, slug: Slug, code: Code, body: Withdrawal) -> HttpResponse:
    """This venue's earlier marks of a person were a mistake."""
    return await _note(request, "withdrawals", code, body)


@router.post("/excuses", response=COMMITTED)
async def excuse(request: HttpRequest, slug: Slug, code: Code, body: Excuse) -> HttpResponse:
    """A person sent word."""
    return await _note(request, "excuses", code, body)


@router.post("/substitutes", response=COMMITTED)
async def substitute(request: HttpRequest, slug: Slug, code: Code, body: Substitution) -> HttpResponse:
    """Somebody else sits in a person's place."""
    return await _note(request, "substitutes", code, body)


@router.post("/walk-ins", response=COMMITTED)
async def walk_in(request: HttpRequest, slug: Slug, code: Code, body: WalkIn) -> HttpResponse:
    """Somebody without an invitation is in the room; the command's uid becomes the person's id."""
    return await _note(request, "walk-ins", code, body)


@router.post("/headcount", response=COMMITTED)
async def headcount(request: HttpRequest, slug: Slug, code: Code, body: Headcount) -> HttpResponse:
    """Heads counted in the room."""
    return await _note(request, "headcount", code, body)


async def _note(request: HttpRequest, action: str, venue: str, body: Order) -> HttpResponse:
    holder, meaning = holder_of(request), ROLL_ACTIONS[action]
    require_desk(holder, venue=venue)
    if meaning.asks(body):
        command = await serving_of(request).readers.read(meaning.build, holder, venue, body)
    else:
        command = meaning.build(holder, venue, body)
    return await commit(request, command)
