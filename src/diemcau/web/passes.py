# SPDX-License-Identifier: Apache-2.0
"""Bearers checked, and remembered for a while; a revoked link is cut off within a second."""

from __future__ import annotations

from uuid import UUID

from diemcau.conference.links import Pass, pass_from
from diemcau.conference.models import AccessLink
from diemcau.conference.refusals import LinkIsRevoked
from diemcau.lib.clock import Clock
from diemcau.web.readers import Readers
from diemcau.web.remembered import Remembered

PASS_REMEMBERED_S = 10.0
REVOCATIONS_REMEMBERED_S = 0.5
REMEMBERED_BEARERS = 4096


class Passes:
    """The passes of bearers.

    A hundred desks at work would ask for a hundred links twice a second, if each were looked
    up anew to see whether it is revoked. Here one query twice a second asks for all.
    """

    def __init__(self, readers: Readers, *, clock: Clock) -> None:
        self._readers = readers
        self._clock = clock
        self._holders: dict[str, Remembered[Pass]] = {}
        self._revoked: Remembered[frozenset[UUID]] = Remembered(
            lambda: readers.read(_revoked_links), for_s=REVOCATIONS_REMEMBERED_S, clock=clock
        )

    async def holder(self, bearer: str) -> Pass:
        """Whom a bearer lets in. Raises: LinkIsForged, LinkHasExpired, LinkIsRevoked."""
        remembered = self._holders.get(bearer)
        if remembered is None:
            if len(self._holders) >= REMEMBERED_BEARERS:
                self._holders.clear()
            remembered = self._holders[bearer] = Remembered(
                lambda: self._readers.read(pass_from, bearer, at=self._clock.now()),
                for_s=PASS_REMEMBERED_S,
                clock=self._clock,
            )
        holder = await remembered.value()
        if holder.link in await self._revoked.value():
            raise LinkIsRevoked
        return holder


def _revoked_links() -> frozenset[UUID]:
    return frozenset(AccessLink.objects.filter(revoked_at__isnull=False).values_list("uuid", flat=True))
