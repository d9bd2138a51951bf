# SPDX-License-Identifier: Apache-2.0
"""Closing a venue's roll, and deciding between marks that contradict each other."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse
from ninja import Router

from diemcau.conference.links import Pass
from diemcau.conference.queries import conference_by_slug
from diemcau.journal.queries import folded, head_seq
from diemcau.lib.refusal import Language, Refusal
from diemcau.presence import actions
from diemcau.presence.decisions import case_with, decide_sealing, require_known
from diemcau.presence.queries import case_lines
from diemcau.presence.state import PRESENCE_FOLD
from diemcau.web.api.auth import holder_of
from diemcau.web.api.commits import COMMITTED, REFUSED, commit
from diemcau.web.api.schemas import (
    Cases,
    Code,
    OwnSheet,
    Reopening,
    RollCase,
    Sealing,
    Settlement,
    Slug,
)
from diemcau.web.problems import asked_language
from diemcau.web.rules import require_desk, require_overseer
from diemcau.web.serving import serving_of

router = Router(tags=["roll call"])
venue_router = Router(tags=["roll call"])


@venue_router.get("/sheet", response={200: OwnSheet, **REFUSED})
async def sheet(request: HttpRequest, slug: Slug, code: Code) -> OwnSheet:
    """The venue's numbers now, those of its newest sealing, and what hinders a sealing."""
    holder = holder_of(request)
    require_desk(holder, venue=code)
    language = asked_language(request.headers.get("Accept-Language", ""))
    return await serving_of(request).readers.read(_sheet, holder, code, language)


@venue_router.post("/sheet/seal", response=COMMITTED)
async def seal(request: HttpRequest, slug: Slug, code: Code, body: Sealing) -> HttpResponse:
    """The venue closes its roll."""
    holder = holder_of(request)
    require_desk(holder, venue=code)
    return await commit(
        request,
        actions.seal_sheet(
            conference=holder.conference_uuid, uid=body.uid, actor=holder.actor, venue=code, note=body.note
        ),
    )


@venue_router.post("/sheet/reopen", response=COMMITTED)
async def reopen(request: HttpRequest, slug: Slug, code: Code, body: Reopening) -> HttpResponse:
    """The venue opens its closed roll again."""
    holder = holder_of(request)
    require_desk(holder, venue=code)
    return await commit(
        request,
        actions.reopen_sheet(
            conference=holder.conference_uuid, uid=body.uid, actor=holder.actor, venue=code, reason=body.reason
        ),
    )


@router.get("/cases", response={200: Cases, **REFUSED})
async def cases(request: HttpRequest, slug: Slug) -> Cases:
    """The open cases: all of them for the director, those of the own branch for a cluster's operator."""
    holder = holder_of(request)
    require_overseer(holder)
    return await serving_of(request).readers.read(_cases, holder)


@router.post("/cases/settle", response=COMMITTED)
async def settle(request: HttpRequest, slug: Slug, body: Settlement) -> HttpResponse:
    """Of marks that contradict each other one is right. A cluster's operator settles between the own venues alone."""
    holder = holder_of(request)
    require_overseer(holder)
    if holder.branch is not None:
        await serving_of(request).readers.read(_require_own_sides, holder, body)
    return await commit(
        request,
        actions.settle_case(
            conference=holder.conference_uuid, uid=body.uid, actor=holder.actor, person=body.person, kept=body.kept
        ),
    )


def _sheet(holder: Pass, venue: str, language: Language) -> OwnSheet:
    # Read first: a mark made meanwhile shows although its number doesn't, never the other way round.
    seq = head_seq(holder.conference_uuid)
    state = folded(holder.conference_uuid, PRESENCE_FOLD)
    require_known(state, venue)
    hindrances = []
    try:
        decide_sealing(state, venue=venue, note=None)
    except Refusal as refusal:
        hindrances.append(refusal.sentence(language))
    sealed = state.sheets.get(venue)
    return OwnSheet(
        seq=seq,
        venue=venue,
        status=state.sheet_status(venue),
        numbers=state.numbers(venue),
        number=sealed.number if sealed else None,
        version=sealed.version if sealed else 0,
        hash=sealed.hash if sealed else None,
        sealed_seq=sealed.seq if sealed else None,
        sealed_at=sealed.sealed_at if sealed else None,
        sealed_numbers=sealed.counts if sealed else None,
        hindrances=hindrances,
    )


def _cases(holder: Pass) -> Cases:
    seq = head_seq(holder.conference_uuid)
    lines = case_lines(conference_by_slug(holder.slug), venues=holder.branch)
    return Cases(seq=seq, cases=[RollCase.model_validate(asdict(line)) for line in lines])


def _require_own_sides(holder: Pass, body: Settlement) -> None:
    case = case_with(folded(holder.conference_uuid, PRESENCE_FOLD), person=body.person, kept=body.kept)
    for side in case.sides:
        require_desk(holder, venue=side.venue)
