# SPDX-License-Identifier: Apache-2.0
"""The evening's check: the director starts it, each venue's screen sends its findings, the console reads the report."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse
from ninja import Router

from diemcau.board.state import BOARD_FOLD, Board
from diemcau.checks import actions
from diemcau.checks.events import Findings
from diemcau.checks.report import report_of
from diemcau.journal.queries import folded
from diemcau.web.api.auth import holder_of
from diemcau.web.api.commits import COMMITTED, REFUSED, commit
from diemcau.web.api.schemas import CheckedVenue, CheckFindings, CheckReport, Code, FindingsOrder, Order, Slug
from diemcau.web.problems import asked_language
from diemcau.web.rules import require_desk, require_director
from diemcau.web.serving import serving_of

router = Router(tags=["check"])
venue_router = Router(tags=["check"])


@router.post("/checks", response=COMMITTED)
async def start(request: HttpRequest, slug: Slug, body: Order) -> HttpResponse:
    """Have every connected venue test itself."""
    holder = holder_of(request)
    require_director(holder)
    return await commit(
        request, actions.start_check(conference=holder.conference_uuid, uid=body.uid, actor=holder.actor)
    )


@router.get("/checks", response={200: CheckReport, **REFUSED})
async def newest(request: HttpRequest, slug: Slug) -> CheckReport:
    """The newest check: each venue's verdict and what is to be mended, in the language of Accept-Language."""
    holder = holder_of(request)
    require_director(holder)
    board: Board = await serving_of(request).readers.read(folded, holder.conference_uuid, BOARD_FOLD)
    language = asked_language(request.headers.get("Accept-Language", ""))
    report = report_of(board.checks, plan=list(board.venues), language=language)
    return CheckReport(
        seq=board.seq,
        check=report.check,
        started_at=report.started_at,
        is_going_on=report.is_going_on,
        venues=[
            CheckedVenue(
                venue=row.venue,
                stage=row.stage,
                grade=row.grade,
                advice=list(row.advice),
                findings=CheckFindings(**asdict(row.findings)) if row.findings else None,
            )
            for row in report.venues
        ],
    )


@venue_router.post("/check", response=COMMITTED)
async def record(request: HttpRequest, slug: Slug, code: Code, body: FindingsOrder) -> HttpResponse:
    """What a venue found on itself in the check of entry `check`."""
    holder = holder_of(request)
    require_desk(holder, venue=code)
    command = actions.record_findings(
        conference=holder.conference_uuid,
        uid=body.uid,
        actor=holder.actor,
        venue=code,
        check=body.check,
        findings=Findings(**body.findings.model_dump()),
    )
    return await commit(request, command)
