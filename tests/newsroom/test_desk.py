# SPDX-License-Identifier: Apache-2.0
"""The newsroom's process follows a journal that another connection writes."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest
from asgiref.sync import sync_to_async
from django.db import connections

from diemcau.lib.clock import SystemClock
from diemcau.newsroom.desk import follow
from diemcau.newsroom.models import NewsArticlePage
from factories.eventful_conference import eventful_conference
from support.portal import plant_the_tree

pytestmark = pytest.mark.django_db(transaction=True)


async def test_a_closing_is_drafted_by_whoever_follows() -> None:
    await sync_to_async(plant_the_tree)()
    played = await sync_to_async(eventful_conference)()
    following = asyncio.create_task(follow(played.conference.uuid, SystemClock()))
    try:
        async with asyncio.timeout(60):
            while not await NewsArticlePage.objects.filter(conference=played.conference).aexists():
                await asyncio.sleep(0.05)
    finally:
        following.cancel()
        with suppress(asyncio.CancelledError):
            await following
        await sync_to_async(connections.close_all)()  # of the thread that asked, which stays
