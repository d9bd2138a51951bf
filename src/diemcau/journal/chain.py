# SPDX-License-Identifier: Apache-2.0
"""The chain: how an entry is hashed, and how tampering is found and named.

Pure: knows no database, no event class and no clock. An outsider who has an export needs
only what is written here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Literal
from uuid import UUID

import rfc8785

GENESIS = bytes(32)
"""What the first entry of a conference has as `prev`."""

DIGEST_PREFIX = "sha256:"


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """Where a chain ends: an entry's number and hash."""

    seq: int
    hash: bytes


BEGINNING = Head(seq=0, hash=GENESIS)


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """Free text that stands beside the chain, with the salt of its digest."""

    salt: bytes
    text: str

    def digest(self) -> str:
        """What the payload keeps in the text's place: `sha256:` and SHA-256(salt ‖ UTF-8 text) in hex."""
        return DIGEST_PREFIX + hashlib.sha256(self.salt + self.text.encode()).hexdigest()


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """An entry as it is stored: `payload` is RFC 8785 text, `texts` what hasn't been shredded."""

    conference: UUID
    seq: int
    at: datetime
    uid: UUID
    actor: str
    kind: str
    version: int
    payload: str
    prev: bytes
    hash: bytes
    texts: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """The first bad entry of a chain.

    `missing`: no entry has this number. `altered`: the entry isn't the one that was written,
    or one before it was taken out. `foreign`: the entry was put in or written over, hash and
    all, and those after it don't know it. `text`: the free text isn't the one that was given.
    """

    seq: int
    reason: Literal["missing", "altered", "foreign", "text"]


def instant(at: datetime) -> str:
    """An instant as the journal writes it: UTC, microseconds, `Z`."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def canonical(link: Link) -> bytes:
    """RFC 8785 bytes of everything in an entry but `prev` and `hash`.

    The payload is canonical text already, so it stands in its alphabetical place as it is:
    a payload that was stored with one blank more has another hash.
    """
    before = {"actor": link.actor, "at": instant(link.at), "conference": str(link.conference), "kind": link.kind}
    after: dict[str, str | int] = {"seq": link.seq, "uid": str(link.uid), "version": link.version}
    head, tail = rfc8785.dumps(before), rfc8785.dumps(after)
    return head[:-1] + b',"payload":' + link.payload.encode() + b"," + tail[1:]


def digest(link: Link, *, prev: bytes) -> bytes:
    """SHA-256(prev ‖ canonical entry): what `hash` has to be."""
    return hashlib.sha256(prev + canonical(link)).digest()


def sealed(link: Link, *, prev: bytes) -> Link:
    """The link, joined to the one before it."""
    return replace(link, prev=prev, hash=digest(link, prev=prev))


def first_fault(links: Iterable[Link]) -> Fault | None:
    """Walk a chain from its first entry and name the first bad one; None when all is well.

    A chain that was cut off at its end, or rewritten to its end, is whole in itself: only a
    head kept elsewhere (a manifest) can tell.
    """
    position, previous = 0, GENESIS
    seqs_by_hash = {GENESIS: 0}
    for position, link in enumerate(links, start=1):
        if link.seq > position:
            return Fault(seq=position, reason="missing")
        if not _joins(link, position=position, previous=previous):
            return _blame(link, position=position, previous=previous, seqs_by_hash=seqs_by_hash)
        if not _vouches_for(link, link.texts):
            return Fault(seq=position, reason="text")
        previous = link.hash
        seqs_by_hash[previous] = position
    return None


def first_bad_seq(links: Iterable[Link]) -> int | None:
    """The number of the first bad entry; None when the chain is whole."""
    fault = first_fault(links)
    return fault.seq if fault else None


def _joins(link: Link, *, position: int, previous: bytes) -> bool:
    return link.seq == position and link.prev == previous and digest(link, prev=previous) == link.hash


def _blame(link: Link, *, position: int, previous: bytes, seqs_by_hash: Mapping[bytes, int]) -> Fault:
    """Tell a bad entry from a good one behind a bad one."""
    if link.prev == previous or link.hash in seqs_by_hash:
        return Fault(seq=position, reason="altered")
    known = seqs_by_hash.get(link.prev)
    if known is not None and digest(replace(link, seq=known + 1), prev=link.prev) == link.hash:
        return Fault(seq=known + 1, reason="foreign")
    if position > 1 and link.seq == position and digest(link, prev=link.prev) == link.hash:
        return Fault(seq=position - 1, reason="foreign")
    return Fault(seq=position, reason="altered")


def _vouches_for(link: Link, texts: Mapping[str, Text]) -> bool:
    if not texts:
        return True
    payload = json.loads(link.payload)
    return all(payload.get(name) == text.digest() for name, text in texts.items())
