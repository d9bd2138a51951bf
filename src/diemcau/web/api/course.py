# SPDX-License-Identifier: Apache-2.0
"""The chair's commands: opening, items, closing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Router

from diemcau.conference import actions
from diemcau.web.api.auth import holder_of
from diemcau.web.api.commits import COMMITTED, commit
from diemcau.web.api.schemas import ItemOrder, Order, Slug
from diemcau.web.rules import require_director

router = Router(tags=["direction"])


@router.post("/opening", response=COMMITTED)
async def opening(request: HttpRequest, slug: Slug, body: Order) -> HttpResponse:
    """Open the conference."""
    holder = holder_of(request)
    require_director(holder)
    command = actions.open_conference(conference=holder.conference_uuid, uid=body.uid, actor=holder.actor)
    return await commit(request, command)


@router.post("/items", response=COMMITTED)
async def item(request: HttpRequest, slug: Slug, body: ItemOrder) -> HttpResponse:
    """Start an item of the programme; the one before it ends."""
    holder = holder_of(request)
    require_director(holder)
    command = actions.start_item(conference=holder.conference_uuid, uid=body.uid, actor=holder.actor, item=body.item)
    return await commit(request, command)


@router.post("/closing", response=COMMITTED)
async def closing(request: HttpRequest, slug: Slug, body: Order) -> HttpResponse:
    """Close the conference; the board as of this entry is the record."""
    holder = holder_of(request)
    require_director(holder)
    command = actions.close_conference(conference=holder.conference_uuid, uid=body.uid, actor=holder.actor)
    return await commit(request, command)
