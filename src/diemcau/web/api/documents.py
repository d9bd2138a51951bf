# SPDX-License-Identifier: Apache-2.0
"""What can be read: the plan, the way to the live plane, the board's documents, a venue's roll."""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router

from diemcau.board.documents import backstage_document, floor_document
from diemcau.board.live import Backstage, Floor
from diemcau.board.state import BOARD_FOLD
from diemcau.conference.links import Pass
from diemcau.conference.queries import PlanDocument, conference_by_slug, venue_by_code
from diemcau.journal.queries import folded, head_seq
from diemcau.people.queries import invitation_of
from diemcau.presence.groups import Group, Groups, groups_of
from diemcau.presence.queries import RollLine, case_lines, roll_lines, status_of
from diemcau.presence.refusals import PersonIsNotInvited
from diemcau.stage.admission import LIFETIME, Role, issue_token, read_or_create_key
from diemcau.stage.certificate import served_hashes
from diemcau.web.addresses import relay_origin
from diemcau.web.api.auth import holder_of
from diemcau.web.api.commits import REFUSED
from diemcau.web.api.schemas import (
    BoardGroup,
    BoardGroups,
    Branch,
    Code,
    OwnPlace,
    OwnVenue,
    Roll,
    RollCase,
    RollPerson,
    Slug,
    Ticket,
)
from diemcau.web.plans import plan_response
from diemcau.web.rules import require_delegate, require_desk, require_director, require_overseer
from diemcau.web.serving import serving_of

router = Router(tags=["documents"])


@router.get("/plan", response={200: PlanDocument, **REFUSED})
async def plan(request: HttpRequest, slug: Slug) -> HttpResponse:
    """Conference, venues, programme and guests of honour; never the roll. Ask again by its ETag."""
    return plan_response(request, await serving_of(request).plans.plan(slug))


@router.get("/live", response={200: Ticket, **REFUSED})
async def live(request: HttpRequest, slug: Slug) -> Ticket:
    """The way to the live plane. Ask before every connection: hashes and tokens are short-lived."""
    parts = serving_of(request)
    ticket: Ticket = await parts.readers.read(_ticket, request, holder_of(request))
    return ticket


@router.get("/floor", response={200: Floor, **REFUSED})
async def floor(request: HttpRequest, slug: Slug) -> Floor:
    """What every room needs to know, for browsers that can't reach the live plane."""
    conference = holder_of(request).conference_uuid
    return floor_document(await serving_of(request).readers.read(folded, conference, BOARD_FOLD))


@router.get("/backstage", response={200: Backstage, **REFUSED})
async def backstage(request: HttpRequest, slug: Slug) -> Backstage:
    """What the director needs to know; health is grey here, for only the stage sees pictures."""
    holder = holder_of(request)
    require_director(holder)
    board = await serving_of(request).readers.read(folded, holder.conference_uuid, BOARD_FOLD)
    return backstage_document(board, {})


@router.get("/branch", response={200: Branch, **REFUSED})
async def branch(request: HttpRequest, slug: Slug) -> Branch:
    """The own venues of a cluster's operator, and nothing of the others; health is grey as in `backstage`."""
    holder = holder_of(request)
    require_overseer(holder)
    board = await serving_of(request).readers.read(folded, holder.conference_uuid, BOARD_FOLD)
    venues = backstage_document(board, {})["venues"]
    own = {code: row for code, row in venues.items() if holder.branch is None or code in holder.branch}
    return Branch(seq=board.seq, venues=own)


@router.get("/board", response={200: BoardGroups, **REFUSED})
async def board_groups(request: HttpRequest, slug: Slug) -> BoardGroups:
    """The roll by organisation and by post: what the live documents can't tell, since they know ids alone."""
    require_director(holder_of(request))
    groups: Groups = await serving_of(request).readers.read(lambda: groups_of(conference_by_slug(slug)))
    return BoardGroups(
        seq=groups.seq,
        organisations=[_group(group) for group in groups.organisations],
        posts=[_group(group) for group in groups.posts],
    )


@router.get("/venues/{code}/roll", response={200: Roll, **REFUSED}, tags=["roll call"])
async def roll(request: HttpRequest, slug: Slug, code: Code) -> Roll:
    """A venue's invited people and what is known of each, in Vietnamese order."""
    require_desk(holder_of(request), venue=code)
    return await serving_of(request).readers.read(_roll, slug, code)


@router.get("/me", response={200: OwnPlace, **REFUSED})
async def own_place(request: HttpRequest, slug: Slug) -> OwnPlace:
    """A delegate's own place."""
    holder = holder_of(request)
    require_delegate(holder)
    return await serving_of(request).readers.read(_own_place, holder)


def _ticket(request: HttpRequest, holder: Pass) -> Ticket:
    now = serving_of(request).clock.now().replace(microsecond=0)  # a token counts whole seconds
    lifetime = min(LIFETIME, holder.expires_at - now)
    token = issue_token(
        _relay_key(),
        slug=holder.slug,
        role=cast("Role", holder.role.value),
        venue=holder.venue,
        link=holder.link,
        now=now,
        lifetime=lifetime,
    )
    return Ticket(
        url=f"{relay_origin(request)}/{holder.slug}",
        certificate_sha256=served_hashes(settings.DIEMCAU_HOME / "keys", now=now) if settings.ENV.pins_relay else [],
        token=token,
        expires_at=now + lifetime,
        root=holder.slug,
    )


@cache
def _relay_key() -> bytes:
    return read_or_create_key(settings.DIEMCAU_HOME / "keys")


def _roll(slug: str, code: str) -> Roll:
    conference = conference_by_slug(slug)
    venue = venue_by_code(conference, code)
    # Read first: a mark made meanwhile shows although its number doesn't, never the other way round.
    seq = head_seq(conference.uuid)
    people = [_roll_person(line) for line in roll_lines(conference, venue)]
    cases = [RollCase.model_validate(asdict(line)) for line in case_lines(conference, venues=[code])]
    return Roll(seq=seq, venue=code, people=people, cases=cases)


def _roll_person(line: RollLine) -> RollPerson:
    return RollPerson(uuid=line.person, **{name: value for name, value in asdict(line).items() if name != "person"})


def _group(group: Group) -> BoardGroup:
    return BoardGroup(**asdict(group), absent=group.absent)


def _own_place(holder: Pass) -> OwnPlace:
    invitation = invitation_of(conference_by_slug(holder.slug), holder.person) if holder.person else None
    if invitation is None:
        raise PersonIsNotInvited
    venue = invitation.venue
    is_called = not invitation.is_guest_of_honour
    return OwnPlace(
        name=invitation.person.full_name,
        post=invitation.post,
        organisation=invitation.organisation.name if invitation.organisation else "",
        venue=OwnVenue(code=venue.code, name=venue.name, address=venue.address),
        status=status_of(holder.conference_uuid, invitation.person.uuid) if is_called else "guest",
    )
