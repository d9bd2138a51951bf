# SPDX-License-Identifier: Apache-2.0
"""Rows in and out of the journal's tables; everything above speaks of links and records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from diemcau.journal.chain import BEGINNING, DIGEST_PREFIX, Head, Link, Text
from diemcau.journal.models import Entry, FreeText

CHUNK = 1000
_COLUMNS = ("seq", "at", "uid", "actor", "kind", "version", "payload", "prev", "hash")


def insert_links(links: Sequence[Link]) -> None:
    """Write sealed links, and their free text beside them, in as few statements as there can be."""
    Entry.objects.bulk_create(
        Entry(
            conference=link.conference, seq=link.seq, at=link.at, uid=link.uid, actor=link.actor, kind=link.kind,
            version=link.version, payload=link.payload, prev=link.prev, hash=link.hash,
        )
        for link in links
    )  # fmt: skip
    texts = [
        FreeText(conference=link.conference, seq=link.seq, field=name, salt=text.salt, text=text.text)
        for link in links
        for name, text in link.texts.items()
    ]
    if texts:
        FreeText.objects.bulk_create(texts)


def head_of(conference: UUID) -> Head:
    """The last entry's number and hash; (0, GENESIS) while there is none."""
    row = Entry.objects.filter(conference=conference).order_by("-seq").values_list("seq", "hash").first()
    return Head(seq=row[0], hash=bytes(row[1])) if row else BEGINNING


def iter_links(conference: UUID, *, after_seq: int = 0, upto_seq: int | None = None) -> Iterator[Link]:
    """Entries in order of `seq`.

    Read in pieces of `CHUNK` rows, so that a slow reader neither fills the memory nor holds
    a transaction open.
    """
    while True:
        entries = Entry.objects.filter(conference=conference, seq__gt=after_seq).order_by("seq")
        if upto_seq is not None:
            entries = entries.filter(seq__lte=upto_seq)
        links = _links(conference, list(entries.values_list(*_COLUMNS)[:CHUNK]))
        yield from links
        if len(links) < CHUNK:
            return
        after_seq = links[-1].seq


def links_by_uid(conference: UUID, uids: Collection[UUID]) -> dict[UUID, Link]:
    """The entries that these commands have led to already."""
    found: dict[UUID, Link] = {}
    wanted = list(uids)
    for start in range(0, len(wanted), CHUNK):
        entries = Entry.objects.filter(conference=conference, uid__in=wanted[start : start + CHUNK])
        for link in _links(conference, list(entries.values_list(*_COLUMNS))):
            found[link.uid] = link
    return found


Row = tuple[int, datetime, UUID, str, str, int, str, bytes, bytes]


def _links(conference: UUID, rows: Sequence[Row]) -> list[Link]:
    texts = _texts_by_seq(conference, rows)
    return [
        Link(
            conference=conference, seq=seq, at=at, uid=uid, actor=actor, kind=kind, version=version,
            payload=payload, prev=bytes(prev), hash=bytes(own), texts=texts.get(seq, {}),
        )
        for seq, at, uid, actor, kind, version, payload, prev, own in rows
    ]  # fmt: skip


def _texts_by_seq(conference: UUID, rows: Sequence[Row]) -> dict[int, dict[str, Text]]:
    texts: dict[int, dict[str, Text]] = defaultdict(dict)
    if any(DIGEST_PREFIX in row[6] for row in rows):
        seqs = [row[0] for row in rows]
        found = FreeText.objects.filter(conference=conference, seq__gte=min(seqs), seq__lte=max(seqs))
        for seq, name, salt, text in found.values_list("seq", "field", "salt", "text"):
            texts[seq][name] = Text(salt=bytes(salt), text=text)
    return texts
