# SPDX-License-Identifier: Apache-2.0
"""The code on a venue's screen, by which a delegate's own phone proves that it is in the room. Pure.

The screen makes the codes itself, so that they change although its line is lost. Whoever has a
venue's secret can make its codes for ever, but a code alone lets nobody in: the phone must also
hold a delegate's own link.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime, timedelta
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from diemcau.lib.refusal import Refusal

STEP = timedelta(seconds=30)
NEIGHBOURS = (0, -1, 1)
"""Codes that are good at an instant: this step's, the last one's for whoever was slow, the next one's for clocks."""

GRACE = timedelta(minutes=5)
"""How late a phone without a network may bring the code that it read. Time enough to walk out of a
hall in which a thousand phones look for a network at once, and to try again; too short for a
photograph of the screen to serve somebody who is still on the road."""

SECRET_BYTES = 32
CODE_BYTES = 9


class DoorCodeIsOver(Refusal):
    """The code isn't one of the venue's at that time: too old, or another venue's."""

    code = "door_code_is_over"
    vi = "Mã vừa quét đã hết hiệu lực. Hãy quét lại mã đang hiện trên màn hình, hoặc gặp bàn trực để điểm danh."
    en = "The code is out of date. Scan the one that the screen shows now, or check in at the desk."


class DoorCodeCameTooLate(Refusal):
    """The code was good once, but was on its way for too long."""

    code = "door_code_came_too_late"
    vi = "Mã gửi đến muộn hơn {minutes} phút nên không còn dùng được. Hãy quét lại mã trên màn hình, hoặc gặp bàn trực."
    en = "The code came more than {minutes} minutes late. Scan the screen's code again, or check in at the desk."


class PhonesDontCheckIn(Refusal):
    """The organiser wants everybody to come to the desk."""

    code = "phones_dont_check_in"
    vi = "Hội nghị này không điểm danh bằng điện thoại. Hãy gặp bàn trực của điểm cầu để điểm danh."
    en = "This conference doesn't check in by phone. Check in at the venue's desk."


def venue_secret(installation_key: bytes, *, conference: UUID, venue: str) -> bytes:
    """What one venue's screen makes its codes from; says nothing of any other venue's. Source: RFC 5869."""
    purpose = f"diemcau door {conference} {venue}".encode()
    return HKDF(algorithm=SHA256(), length=SECRET_BYTES, salt=None, info=purpose).derive(installation_key)


def step_at(at: datetime) -> int:
    """Whole steps since 1970."""
    return int(at.timestamp() // STEP.total_seconds())


def code_of(secret: bytes, step: int) -> str:
    """The code of one step: the first 72 bits of HMAC-SHA-256 over its number, in letters that suit an address."""
    digest = hmac.digest(secret, step.to_bytes(8, "big"), hashlib.sha256)
    return base64.urlsafe_b64encode(digest[:CODE_BYTES]).decode()


def require_good_code(secret: bytes, code: str, *, noted_at: datetime, now: datetime) -> None:
    """Check a code that a phone read at `noted_at` and that arrives now; a phone's future is our present.

    Raises: DoorCodeCameTooLate, DoorCodeIsOver.
    """
    read_at = min(noted_at, now)
    if now - read_at > GRACE:
        raise DoorCodeCameTooLate(minutes=int(GRACE.total_seconds()) // 60)
    step = step_at(read_at)
    if not any(hmac.compare_digest(code_of(secret, step + by).encode(), code.encode()) for by in NEIGHBOURS):
        raise DoorCodeIsOver
