# SPDX-License-Identifier: Apache-2.0
"""The HTTP side of a running installation, as pages use it: sessions, reads and commands."""

from __future__ import annotations

import time
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import httpx

from diemcau.lib.clock import Clock, SystemClock
from diemcau.lib.ids import new_uid
from diemcau.rehearsal.refusals import CommandWasRefused, InstallationDoesNotAnswer

TIMEOUT_S = 15.0
ATTEMPTS = 5
PAUSE_S = 0.3


@dataclass(frozen=True, kw_only=True)
class Sent:
    """One command that was answered. Instants are monotonic seconds of this machine."""

    path: str
    seq: int
    is_new: bool
    sent_at_s: float
    answered_at_s: float


@dataclass(frozen=True, kw_only=True)
class Bearer:
    """Who speaks: what `POST /api/session` gave for a link."""

    token: str
    venue: str | None


class Installation:
    """One running installation and one conference of it. Use as an async context manager."""

    def __init__(self, *, url: str, slug: str, clock: Clock | None = None) -> None:
        self.url = url
        self.slug = slug
        self._clock = clock or SystemClock()
        limits = httpx.Limits(max_connections=32, max_keepalive_connections=32)
        # The environment's proxies are for the world outside; the installation is ours.
        self._client = httpx.AsyncClient(base_url=url, timeout=TIMEOUT_S, limits=limits, trust_env=False)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()

    async def sign_in(self, link_token: str) -> Bearer:
        """Open an access link as a page does."""
        session = await self._asked("POST", "/api/session", None, {"link": link_token})
        return Bearer(token=session["bearer"], venue=_code(session.get("venue")))

    async def read(self, path: str, bearer: Bearer) -> Any:
        """GET one of the conference's documents.

        Raises: CommandWasRefused, InstallationDoesNotAnswer.
        """
        return await self._asked("GET", f"/api/{self.slug}/{path}", bearer, None)

    async def command(self, path: str, bearer: Bearer, **fields: object) -> Sent:
        """Send one command, again with the same uid when the answer is lost on the way.

        Raises: CommandWasRefused, InstallationDoesNotAnswer.
        """
        sent_at_s = time.monotonic()
        answer = await self._asked("POST", f"/api/{self.slug}/{path}", bearer, {"uid": str(new_uid()), **fields})
        return Sent(
            path=path,
            seq=answer["seq"],
            is_new=answer["status_code"] == httpx.codes.CREATED,
            sent_at_s=sent_at_s,
            answered_at_s=time.monotonic(),
        )

    async def _asked(self, method: str, path: str, bearer: Bearer | None, body: dict[str, object] | None) -> Any:
        headers = {"Authorization": f"Bearer {bearer.token}"} if bearer else {}
        for attempt in range(ATTEMPTS):
            try:
                response = await self._client.request(method, path, headers=headers, json=body)
            except httpx.TransportError as error:
                if attempt == ATTEMPTS - 1:
                    raise InstallationDoesNotAnswer(url=self.url, cause=type(error).__name__) from error
            else:
                if not response.is_server_error or attempt == ATTEMPTS - 1:
                    return _answer(path, response)
            await self._clock.sleep(PAUSE_S * 2**attempt)
        raise AssertionError("unreachable: the last attempt returns or raises")


def _answer(path: str, response: httpx.Response) -> Any:
    if response.is_success:
        answer = response.json()
        return {**answer, "status_code": response.status_code} if isinstance(answer, dict) else answer
    try:
        reason = str(response.json()["message"])
    except (ValueError, KeyError, TypeError):
        reason = response.text[:200]
    raise CommandWasRefused(path=path, answer=response.status_code, reason=reason)


def _code(venue: object) -> str | None:
    return str(venue["code"]) if isinstance(venue, dict) else None if venue is None else str(venue)
