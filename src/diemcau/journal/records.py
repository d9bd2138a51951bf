# SPDX-License-Identifier: Apache-2.0
"""Records: entries as everybody reads them, with their event decoded.

Pure: turns an event into what is stored and back. Knows no database.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import rfc8785

from diemcau.journal.chain import Link, Text
from diemcau.journal.events import Event, Payload, event_from, event_type, payload_of
from diemcau.journal.refusals import TextIsUnusable

SALT_BYTES = 16


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """One entry of the journal.

    `at` is what the wall clock said, aware, in UTC: order is `seq`'s business alone.
    `payload` is as stored, with digests where free text was given; `event` has the text
    itself, or None where it was shredded.
    """

    conference: UUID
    seq: int
    at: datetime
    uid: UUID
    actor: str
    kind: str
    version: int
    payload: Payload
    prev: bytes
    hash: bytes
    event: Event


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """An event in the form in which it is stored."""

    kind: str
    version: int
    payload: str
    texts: Mapping[str, Text]


def written(event: Event, *, salt: bytes) -> Written:
    """Put an event into its stored form, its free text apart.

    Args:
        event: of a registered class.
        salt: random bytes, fresh for each event; without it a short text could be guessed from its digest.

    Raises: TextIsUnusable: a text that no database or JSON can hold.
    """
    payload = payload_of(event)
    texts = {name: Text(salt=salt, text=text) for name in event.SHREDDABLE if (text := payload[name]) is not None}
    if any("\0" in text.text for text in texts.values()):
        raise TextIsUnusable
    try:
        kept = {**payload, **{name: text.digest() for name, text in texts.items()}}
        canonical = rfc8785.dumps(kept).decode()
    except (rfc8785.IntegerDomainError, rfc8785.FloatDomainError):
        raise
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as error:
        raise TextIsUnusable from error
    return Written(kind=event.KIND, version=event.VERSION, payload=canonical, texts=texts)


def record_of(link: Link) -> Record:
    """Decode a stored entry.

    Raises: UnknownEvent: written by a release that this one doesn't know. InvalidPayload.
    """
    payload: Payload = json.loads(link.payload)
    shreddable = event_type(link.kind, link.version).SHREDDABLE
    told = payload
    if shreddable:
        told = {**payload, **{name: _text(link, name) for name in shreddable}}
    return Record(
        conference=link.conference,
        seq=link.seq,
        at=link.at,
        uid=link.uid,
        actor=link.actor,
        kind=link.kind,
        version=link.version,
        payload=payload,
        prev=link.prev,
        hash=link.hash,
        event=event_from(link.kind, link.version, told),
    )


def _text(link: Link, name: str) -> str | None:
    text = link.texts.get(name)
    return text.text if text else None
