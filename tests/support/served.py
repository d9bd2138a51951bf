# SPDX-License-Identifier: Apache-2.0
"""The real ASGI application in a test's own event loop: its life, its API, its pages."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any, TypeVar, cast

import httpx

from diemcau.conference.links import issue_link, link_token
from diemcau.conference.models import AccessLink, Conference, Role
from diemcau.lib.clock import Clock, SystemClock
from diemcau.lib.ids import new_uid
from diemcau.web.application import Application

T = TypeVar("T")


def serve(scenario: Callable[[Api], Awaitable[T]], *, clock: Clock | None = None) -> T:
    """Run a scenario against a freshly started application."""

    async def run() -> T:
        async with served(clock=clock) as client:
            return await scenario(Api(client))

    return asyncio.run(run())


@asynccontextmanager
async def served(*, clock: Clock | None = None) -> AsyncIterator[httpx.AsyncClient]:
    """A client of an application that has been started, and is ended properly afterwards."""
    application = cast("Any", Application(clock=clock))
    orders: asyncio.Queue[dict[str, str]] = asyncio.Queue()
    reports: asyncio.Queue[dict[str, str]] = asyncio.Queue()
    life = asyncio.create_task(application({"type": "lifespan"}, orders.get, reports.put))
    await orders.put({"type": "lifespan.startup"})
    assert (await reports.get())["type"] == "lifespan.startup.complete"
    try:
        transport = httpx.ASGITransport(app=application, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8080") as client:
            yield client
    finally:
        await orders.put({"type": "lifespan.shutdown"})
        await life


class Api:
    """The API as a page uses it."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def sign_in(self, link: AccessLink) -> dict[str, str]:
        """The headers of a link's holder."""
        answer = await self.client.post("/api/session", json={"link": link_token(link)})
        assert answer.status_code == 200, answer.text
        return {"Authorization": f"Bearer {answer.json()['bearer']}"}

    async def get(self, path: str, headers: dict[str, str]) -> httpx.Response:
        return await self.client.get(f"/api/lamdong-2022{path}", headers=headers)

    async def send(
        self, path: str, headers: dict[str, str], fields: Mapping[str, object] | None = None
    ) -> httpx.Response:
        """Send a command, with a uid of its own unless one is given, or a batch of commands that have theirs."""
        fields = fields or {}
        body = fields if "commands" in fields else {"uid": str(new_uid()), **fields}
        return await self.client.post(f"/api/lamdong-2022{path}", headers=headers, json=body)


def link_for(
    conference: Conference,
    role: Role,
    *,
    venue: str | None = None,
    person: str | None = None,
    at: datetime | None = None,
    lifetime: timedelta = timedelta(days=1),
) -> AccessLink:
    """A link; `venue` is a code, `person` a name."""
    return issue_link(
        conference,
        role=role,
        at=at or SystemClock().now(),
        venue=conference.venues.get(code=venue) if venue else None,
        person=conference.invitations.get(person__full_name=person).person.uuid if person else None,
        lifetime=lifetime,
    )
