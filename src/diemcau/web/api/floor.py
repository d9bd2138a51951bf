# SPDX-License-Identifier: Apache-2.0
"""The floor's commands: hands and help from venues, cuts and words from the director."""

from __future__ import annotations

from functools import partial
from typing import Protocol
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from diemcau.board.state import BOARD_FOLD
from diemcau.conference.models import Role
from diemcau.floor import actions
from diemcau.journal.commands import Command
from diemcau.journal.queries import folded
from diemcau.web.api.auth import holder_of
from diemcau.web.api.commits import COMMITTED, REFUSED, commit
from diemcau.web.api.schemas import (
    Acknowledgement,
    AiringOrder,
    Code,
    Line,
    Message,
    NoticeOrder,
    Order,
    SceneOrder,
    SlideOrder,
    Slug,
    Thread,
    ThreadLine,
    VenueOrder,
)
from diemcau.web.rules import require_desk, require_director, require_operator
from diemcau.web.serving import serving_of

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


@venue_router.post("/acknowledgements", response=COMMITTED)
async def acknowledge_notice(request: HttpRequest, slug: Slug, code: Code, body: Acknowledgement) -> HttpResponse:
    """A notice has been read."""
    holder = holder_of(request)
    require_desk(holder, venue=code)
    command = actions.acknowledge_notice(
        conference=holder.conference_uuid, uid=body.uid, actor=holder.actor, venue=code, notice=body.notice
    )
    return await commit(request, command)


@venue_router.post("/messages", response=COMMITTED)
async def send_message(request: HttpRequest, slug: Slug, code: Code, body: Line) -> HttpResponse:
    """Write to the hub, or as the hub to this venue's desk."""
    holder = holder_of(request)
    require_desk(holder, venue=code)
    command = actions.send_message(
        conference=holder.conference_uuid,
        uid=body.uid,
        actor=holder.actor,
        venue=code,
        from_hub=holder.role is Role.DIRECTOR,
        text=body.text,
    )
    return await commit(request, command)


@venue_router.get("/messages", response={200: Thread, **REFUSED})
async def thread(request: HttpRequest, slug: Slug, code: Code) -> Thread:
    """The private thread between this venue's desk and the hub; nobody else reads it."""
    holder = holder_of(request)
    require_desk(holder, venue=code)
    board = await serving_of(request).readers.read(folded, holder.conference_uuid, BOARD_FOLD)
    lines = board.floor.threads.get(code, ())
    return Thread(
        seq=board.seq,
        venue=code,
        lines=[ThreadLine(seq=one.seq, at=one.at, from_hub=one.from_hub, text=one.text) for one in lines],
    )


@router.post("/floor/calls", response=COMMITTED)
async def call_venue(request: HttpRequest, slug: Slug, body: VenueOrder) -> HttpResponse:
    """Put a venue on stand-by."""
    return await _for_the_director(request, body, actions.call_venue)


@router.post("/floor/airings", response=COMMITTED)
async def air_venue(request: HttpRequest, slug: Slug, body: AiringOrder) -> HttpResponse:
    """Put a venue on air, taking off whoever was before."""
    return await _for_the_director(request, body, partial(actions.air_venue, limit_s=body.limit_s))


@router.post("/floor/pairs", response=COMMITTED)
async def pair_venue(request: HttpRequest, slug: Slug, body: VenueOrder) -> HttpResponse:
    """Put a second venue on air beside whoever has the floor."""
    return await _for_the_director(request, body, actions.pair_venue)


@router.post("/floor/undo", response=COMMITTED)
async def undo_cut(request: HttpRequest, slug: Slug, body: Order) -> HttpResponse:
    """Take the last cut back."""
    holder = holder_of(request)
    require_director(holder)
    return await commit(request, actions.undo_cut(conference=holder.conference_uuid, uid=body.uid, actor=holder.actor))


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


@router.post("/floor/slides", response=COMMITTED)
async def turn_slide(request: HttpRequest, slug: Slug, body: SlideOrder) -> HttpResponse:
    """Make a page the slide of the moment; a venue's operator may while the venue is on air."""
    holder = holder_of(request)
    require_operator(holder)
    return await commit(
        request,
        actions.turn_slide(
            conference=holder.conference_uuid,
            uid=body.uid,
            actor=holder.actor,
            deck=body.deck,
            page=body.page,
            turned_by=holder.venue,
        ),
    )


@router.post("/notices", response=COMMITTED)
async def send_notice(request: HttpRequest, slug: Slug, body: NoticeOrder) -> HttpResponse:
    """Write to one venue, to a cluster or to all."""
    holder = holder_of(request)
    require_director(holder)
    return await commit(
        request,
        actions.send_notice(
            conference=holder.conference_uuid,
            uid=body.uid,
            actor=holder.actor,
            venue=body.venue,
            branch=body.branch,
            text=body.text,
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
