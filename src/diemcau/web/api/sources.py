# SPDX-License-Identifier: Apache-2.0
"""Sources that are no venues: the production desk's way in and its key, and the films that can be played out."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router, Status

from diemcau.conference.queries import ClipDocument, clip_by_uuid, clip_documents
from diemcau.conference.stream_keys import renew_stream_key, stream_key_of
from diemcau.floor.actions import end_clip as end_film
from diemcau.floor.actions import start_clip as start_film
from diemcau.stage.sources.noticeboard import EVERYBODY, Trouble, read_notices
from diemcau.web.api.auth import holder_of
from diemcau.web.api.commits import COMMITTED, REFUSED, commit
from diemcau.web.api.schemas import ClipOrder, Ingest, IngestTrouble, Order, Slug
from diemcau.web.problems import asked_language
from diemcau.web.rules import require_director
from diemcau.web.serving import serving_of

router = Router(tags=["sources"])


@router.get("/clips", response={200: list[ClipDocument], **REFUSED})
async def clips(request: HttpRequest, slug: Slug) -> list[ClipDocument]:
    """The films that can be played out, in the order in which they came."""
    return await serving_of(request).readers.read(clip_documents, slug)


@router.post("/floor/clips", response=COMMITTED)
async def start_clip(request: HttpRequest, slug: Slug, body: ClipOrder) -> HttpResponse:
    """Play a film out to every room."""
    holder = holder_of(request)
    require_director(holder)
    clip = await serving_of(request).readers.read(clip_by_uuid, slug, body.clip)
    command = start_film(
        conference=holder.conference_uuid,
        uid=body.uid,
        actor=holder.actor,
        clip=clip.uuid,
        duration_s=clip.duration_s,
        title=clip.title,
    )
    return await commit(request, command)


@router.post("/floor/clips/ended", response=COMMITTED)
async def stop_clip(request: HttpRequest, slug: Slug, body: ClipOrder) -> HttpResponse:
    """Stop the film that is running."""
    holder = holder_of(request)
    require_director(holder)
    command = end_film(conference=holder.conference_uuid, uid=body.uid, actor=holder.actor, clip=body.clip)
    return await commit(request, command)


@router.get("/ingest", response={200: Ingest, **REFUSED})
async def ingest(request: HttpRequest, slug: Slug) -> Ingest:
    """Where the production desk sends by RTMP, with which key, and what went wrong last."""
    require_director(holder_of(request))
    key: str = await serving_of(request).readers.read(stream_key_of, slug)
    return _ingest(request, slug, key)


@router.post("/ingest/keys", response={201: Ingest, 200: Ingest, **REFUSED})
async def renew_key(request: HttpRequest, slug: Slug, body: Order) -> Status[Ingest]:
    """Make a new key; whoever sends with the old one is cut off."""
    require_director(holder_of(request))
    key, is_new = await serving_of(request).readers.read(renew_stream_key, slug, uid=body.uid)
    return Status(201 if is_new else 200, _ingest(request, slug, key))


def _ingest(request: HttpRequest, slug: str, key: str) -> Ingest:
    notices = read_notices(settings.DIEMCAU_HOME / "run")
    troubles = [notices["troubles"][whose] for whose in (slug, EVERYBODY) if whose in notices["troubles"]]
    newest = max(troubles, key=lambda trouble: trouble["at"], default=None)
    return Ingest(
        address=settings.ENV.rtmp_address if settings.ENV.rtmp_port else None,
        is_listening=notices["port"] is not None,
        key=key,
        trouble=_trouble(request, newest) if newest else None,
    )


def _trouble(request: HttpRequest, trouble: Trouble) -> IngestTrouble:
    language = asked_language(request.headers.get("Accept-Language", ""))
    return IngestTrouble.model_validate({"at": trouble["at"], "message": trouble[language]})
