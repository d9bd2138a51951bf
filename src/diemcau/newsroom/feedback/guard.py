# SPDX-License-Identifier: Apache-2.0
"""What keeps programs out of the feedback without asking anything of readers.

No cookie and no third party: the page carries a signed time, a field that only programs fill in, and
browsers say from where a form was sent. An address is kept as a keyed digest, in memory alone, for a day.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from datetime import date, datetime
from urllib.parse import urlsplit
from uuid import UUID

from django.core.signing import BadSignature, Signer

from diemcau.lib.allowance import Allowance, Meter
from diemcau.lib.clock import Clock

TOO_FAST_S = 3
TOO_OLD_S = 6 * 3600
MESSAGES = Allowance(burst=6, every_s=20.0)
"""A family behind one address may all write; a program is through with it in a blink."""

_SIGNER_SALT = "newsroom.feedback"


def stamp(article: UUID, at: datetime) -> str:
    """A signed note of when an article's form was shown."""
    return Signer(salt=_SIGNER_SALT).sign(f"{article}/{int(at.timestamp())}")


def age_s(stamped: str, article: UUID, at: datetime) -> int | None:
    """How long ago the form was shown, in seconds; None for a note that isn't ours, or another article's."""
    try:
        key, shown_at = Signer(salt=_SIGNER_SALT).unsign(stamped).split("/")
    except (BadSignature, ValueError):
        return None
    return int(at.timestamp()) - int(shown_at) if key == str(article) else None


def is_sent_from_here(headers: Mapping[str, str], host: str) -> bool:
    """Whether the browser says that its form is a page of ours. Every browser of today says one of the two."""
    site, origin = headers.get("Sec-Fetch-Site"), headers.get("Origin")
    if site not in {None, "same-origin"} or (site is None and origin is None):
        return False
    return origin is None or urlsplit(origin).netloc == host


class FeedbackDoor:
    """How often each address may write, in one process."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._meter = Meter(allowance=MESSAGES, clock=clock)
        self._day: date | None = None
        self._key = b""

    def knock(self, address: str) -> int:
        """Count one. Returns: 0, or the seconds to wait."""
        today = self._clock.now().date()
        if today != self._day:
            self._day, self._key = today, secrets.token_bytes(32)
            self._meter.purses.clear()
        return self._meter.spend(hmac.digest(self._key, address.encode(), "sha256").hex())
