# SPDX-License-Identifier: Apache-2.0
"""The relay's door: reads each request's token and brings it to its conference's hall.

Serves one certificate at a time; owns no rule about who may do what inside.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import structlog

from diemcau.lib.clock import Clock
from diemcau.lib.refusal import Refusal
from diemcau.lib.supervision import Supervisor, Work
from diemcau.stage.admission import TokenIsForged, admit
from diemcau.stage.hall import Hall
from diemcau.stage.moq_port import Relay, Request

LOG = structlog.get_logger(__name__)
UNAUTHORISED = 401


@dataclass(frozen=True, kw_only=True)
class Doorman:
    """Answers every request that reaches the relay."""

    secret: bytes
    halls: Mapping[str, Hall]
    clock: Clock
    supervisor: Supervisor

    async def serve(self, relay: Relay) -> None:
        """Answer requests until the relay closes; each in a task of its own."""
        async for request in relay.requests():
            self.supervisor.once("session", self._answering(request))

    def _answering(self, request: Request) -> Work:
        return lambda: self._answer(request)

    async def _answer(self, request: Request) -> None:
        try:
            grant = admit(self.secret, token=request.token, path=request.path, now=self.clock.now())
            hall = self.halls.get(grant.slug)
            if hall is None:
                raise TokenIsForged
        except Refusal as refusal:
            LOG.info("turned away", path=request.path, code=refusal.code)
            await request.refuse(401 if refusal.status == UNAUTHORISED else 403)
            return
        await hall.receive(request, grant)
