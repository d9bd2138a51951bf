# SPDX-License-Identifier: Apache-2.0
"""The list that the chair greets from, with names: for the director's link alone."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse
from ninja import Router

from diemcau.conference.queries import conference_by_slug
from diemcau.greeting import actions
from diemcau.greeting.queries import GreetingList, greeting_list
from diemcau.web.api.auth import holder_of
from diemcau.web.api.commits import COMMITTED, REFUSED, commit
from diemcau.web.api.schemas import GreetingLock, GreetingPage, Order, Slug
from diemcau.web.rules import require_director
from diemcau.web.serving import serving_of

router = Router(tags=["greeting"])


@router.get("/greeting", response={200: GreetingPage, **REFUSED})
async def greeting(request: HttpRequest, slug: Slug) -> GreetingPage:
    """Who of rank is here now, in the order of introduction, or whom the chair locked the list on."""
    require_director(holder_of(request))
    listed: GreetingList = await serving_of(request).readers.read(lambda: greeting_list(conference_by_slug(slug)))
    return GreetingPage.model_validate(asdict(listed))


@router.post("/greeting/lock", response=COMMITTED)
async def lock(request: HttpRequest, slug: Slug, body: GreetingLock) -> HttpResponse:
    """Keep the list as the chair sees it."""
    holder = holder_of(request)
    require_director(holder)
    command = actions.lock_greeting(
        conference=holder.conference_uuid, uid=body.uid, actor=holder.actor, persons=body.persons
    )
    return await commit(request, command)


@router.post("/greeting/unlock", response=COMMITTED)
async def unlock(request: HttpRequest, slug: Slug, body: Order) -> HttpResponse:
    """Let the list follow the roll call again."""
    holder = holder_of(request)
    require_director(holder)
    return await commit(
        request, actions.unlock_greeting(conference=holder.conference_uuid, uid=body.uid, actor=holder.actor)
    )
