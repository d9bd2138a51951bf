# SPDX-License-Identifier: Apache-2.0
"""The floor's commands: hands and help from venues, cuts and words from the director."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from diemcau.floor import actions
from diemcau.journal.commands import Command
from diemcau.web.api.auth import holder_of
from diemcau.web.api.commits import COMMITTED, commit
from diemcau.web.api.schemas import Code, Message, Order, SceneOrder, Slug, VenueOrder
from diemcau.web.rules import require_desk, require_director

venue_router = Router(tags=["floor"])
router = Router(tags=["direction"])


class VenueAction(Protocol):
    """An action of the floor about one venue."""

    def __call__(self, *, conference: UUID, uid: UUID, actor: str, venue: str) -> Command:
        """State the intent."""
        ...


@venue_router.post("/hand", response=COMMITTED)
async def raise_hand(request: HttpRequest, slug: Slug, code: Code, body: Order) -> HttpResponse:
    """Ask for the floor."""
    return await _for_the_desk(request, code, body, actions.raise_hand)


@venue_router.post("/hand/lowered", response=COMMITTED)
async def lower_hand(request: HttpRequest, slug: Slug, code: Code, body: Order) -> HttpResponse:
    """No longer ask for the floor; the director strikes a venue off the queue."""
    return await _for_the_desk(request, code, body, actions.lower_hand)


@venue_router.post("/help", response=COMMITTED)
async def call_for_help(request: HttpRequest, slug: Slug, code: Code, body: Order) -> HttpResponse:
    """Ask the hub for help."""
    return await _for_the_desk(request, code, body, actions.call_for_help)


@venue_router.post("/help/answered", response=COMMITTED)
async def answer_help(request: HttpRequest, slug: Slug, code: Code, body: Order) -> HttpResponse:
    """The call for help is settled."""
    return await _for_the_desk(request, code, body, actions.answer_help)


@router.post("/floor/calls", response=COMMITTED)
async def call_venue(request: HttpRequest, slug: Slug, body: VenueOrder) -> HttpResponse:
    """Put a venue on stand-by."""
    return await _for_the_director(request, body, actions.call_venue)


@router.post("/floor/airings", response=COMMITTED)
async def air_venue(request: HttpRequest, slug: Slug, body: VenueOrder) -> HttpResponse:
    """Put a venue on air, taking the one before off."""
    return await _for_the_director(request, body, actions.air_venue)


@router.post("/floor/releases", response=COMMITTED)
async def release_venue(request: HttpRequest, slug: Slug, body: VenueOrder) -> HttpResponse:
    """Take a venue off stand-by or off air."""
    return await _for_the_director(request, body, actions.release_venue)


@router.post("/floor/scene", response=COMMITTED)
async def change_scene(request: HttpRequest, slug: Slug, body: SceneOrder) -> HttpResponse:
    """Change what every screen composes."""
    holder = holder_of(request)
    require_director(holder)
    return await commit(
        request,
        actions.change_scene(conference=holder.conference_uuid, uid=body.uid, actor=holder.actor, scene=body.scene),
    )


@router.post("/notices", response=COMMITTED)
async def send_notice(request: HttpRequest, slug: Slug, body: Message) -> HttpResponse:
    """Write to one venue or to all."""
    holder = holder_of(request)
    require_director(holder)
    return await commit(
        request,
        actions.send_notice(
            conference=holder.conference_uuid, uid=body.uid, actor=holder.actor, venue=body.venue, text=body.text
        ),
    )


@router.post("/incidents", response=COMMITTED)
async def note_incident(request: HttpRequest, slug: Slug, body: Message) -> HttpResponse:
    """Note something for the minutes."""
    holder = holder_of(request)
    require_director(holder)
    return await commit(
        request,
        actions.note_incident(
            conference=holder.conference_uuid, uid=body.uid, actor=holder.actor, venue=body.venue, text=body.text
        ),
    )


async def _for_the_desk(request: HttpRequest, code: str, body: Order, action: VenueAction) -> HttpResponse:
    holder = holder_of(request)
    require_desk(holder, venue=code)
    command = action(conference=holder.conference_uuid, uid=body.uid, actor=holder.actor, venue=code)
    return await commit(request, command)


async def _for_the_director(request: HttpRequest, body: VenueOrder, action: VenueAction) -> HttpResponse:
    holder = holder_of(request)
    require_director(holder)
    command = action(conference=holder.conference_uuid, uid=body.uid, actor=holder.actor, venue=body.venue)
    return await commit(request, command)
