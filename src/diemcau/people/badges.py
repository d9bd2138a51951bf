# SPDX-License-Identifier: Apache-2.0
"""What the QR of a letter and a badge says: `DC1.` and 88 bytes in base64url without padding. Pure.

| bytes | what |
|---|---|
| 8 | the conference: the first half of its uuid |
| 16 | the invitation's `badge_id` |
| 64 | Ed25519 signature of the ASCII text `DC1.` followed by the 24 bytes before |

No name is inside, and whoever reads a badge without the roll learns nothing. A desk verifies it without a network, by
the public key in the plan. Owns this form; where the key is kept is `badge_keys`' business.
"""

from __future__ import annotations

import base64
import binascii
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from diemcau.people.refusals import BadgeIsForged, BadgeOfAnotherConference

PREFIX = "DC1."
_CONFERENCE, _BADGE, _SIGNATURE = 8, 16, 64


def badge_token(key: Ed25519PrivateKey, *, conference: UUID, badge: UUID) -> str:
    """Sign the badge of one invitation; the same badge always gives the same token."""
    named = conference.bytes[:_CONFERENCE] + badge.bytes
    return PREFIX + base64url(named + key.sign(PREFIX.encode() + named))


def read_badge(token: str, *, key: Ed25519PublicKey, conference: UUID) -> UUID:
    """Verify a token and return the `badge_id` in it. Raises: BadgeIsForged, BadgeOfAnotherConference."""
    content = _content_of(token)
    named, signature = content[:-_SIGNATURE], content[-_SIGNATURE:]
    try:
        key.verify(signature, PREFIX.encode() + named)
    except InvalidSignature as error:
        raise BadgeIsForged from error
    if named[:_CONFERENCE] != conference.bytes[:_CONFERENCE]:
        raise BadgeOfAnotherConference
    return UUID(bytes=named[_CONFERENCE:])


def base64url(content: bytes) -> str:
    """Bytes as text that may stand in an address, without padding."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _content_of(token: str) -> bytes:
    encoded = token.removeprefix(PREFIX)
    try:
        content = base64.b64decode(encoded + "=" * (-len(encoded) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadgeIsForged from error
    # 88 bytes leave four bits of the last letter free: one token has one spelling, or it is none of ours.
    if len(content) != _CONFERENCE + _BADGE + _SIGNATURE or token != PREFIX + base64url(content):
        raise BadgeIsForged
    return content
