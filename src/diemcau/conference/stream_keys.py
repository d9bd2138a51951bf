# SPDX-License-Identifier: Apache-2.0
"""The key of a conference's production desk: made when it is first asked for, renewed at will."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from uuid import UUID

from diemcau.conference.models import StreamKey, new_stream_key
from diemcau.conference.queries import conference_by_slug


def stream_key_of(slug: str) -> str:
    """The conference's key. Raises: UnknownConference."""
    return StreamKey.objects.get_or_create(conference=conference_by_slug(slug))[0].key


def renew_stream_key(slug: str, *, uid: UUID) -> tuple[str, bool]:
    """Put a new key in the place of the old one, which is refused from now on.

    Returns: the key, and whether it is new: the same `uid` again changes nothing.
    Raises: UnknownConference.
    """
    StreamKey.objects.get_or_create(conference=conference_by_slug(slug))
    older = StreamKey.objects.filter(conference__slug=slug).exclude(renewal=uid)
    is_new = older.update(key=new_stream_key(), renewal=uid) > 0
    return stream_key_of(slug), is_new


def holder_of_key(keys: Mapping[str, str], key: str) -> str | None:
    """The conference, by slug, whose key this is; None for nobody's. Takes as long whatever the key is."""
    holders = [slug for slug, own in keys.items() if hmac.compare_digest(own.encode(), key.encode())]
    return holders[0] if holders else None
