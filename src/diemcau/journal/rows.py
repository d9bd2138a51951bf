# SPDX-License-Identifier: Apache-2.0
"""Rows in and out of the journal's tables; everything above speaks of links and records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, models

from diemcau.journal.chain import BEGINNING, DIGEST_PREFIX, Head, Link, Text
from diemcau.journal.models import Entry, FreeText

CHUNK = 1000
_COLUMNS = ("seq", "at", "uid", "actor", "kind", "version", "payload", "prev", "hash")

# What every append does is written out in SQL: building these statements with the ORM took most of its time.
_FIELDS = ("conference", *_COLUMNS)
_INSERT = f"INSERT INTO journal_entry ({', '.join(_FIELDS)}) VALUES ({', '.join(['%s'] * len(_FIELDS))})"  # noqa: S608 - names above
_HEAD = "SELECT seq, hash FROM journal_entry WHERE conference = %s ORDER BY seq DESC LIMIT 1"
_KNOWN = "SELECT uid FROM journal_entry WHERE conference = %s AND uid IN "
_UUID = models.UUIDField()


def insert_links(links: Sequence[Link]) -> None:
    """Write sealed links, and their free text beside them."""
    rows = [
        [
            _stored(link.conference), link.seq, connection.ops.adapt_datetimefield_value(link.at), _stored(link.uid),
            link.actor, link.kind, link.version, link.payload, link.prev, link.hash,
        ]
        for link in links
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.executemany(_INSERT, rows)
    texts = [
        FreeText(conference=link.conference, seq=link.seq, field=name, salt=text.salt, text=text.text)
        for link in links
        for name, text in link.texts.items()
    ]
    if texts:
        FreeText.objects.bulk_create(texts)


def head_of(conference: UUID) -> Head:
    """The last entry's number and hash; (0, GENESIS) while there is none."""
    with connection.cursor() as cursor:
        cursor.execute(_HEAD, [_stored(conference)])
        row = cursor.fetchone()
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


def links_by_uid(conference: UUID, uids: Sequence[UUID]) -> dict[UUID, Link]:
    """The entries that these commands have led to already: none, as a rule."""
    found: dict[UUID, Link] = {}
    for start in range(0, len(uids), CHUNK):
        wanted = uids[start : start + CHUNK]
        if _is_any_known(conference, wanted):
            entries = Entry.objects.filter(conference=conference, uid__in=wanted)
            found |= {link.uid: link for link in _links(conference, list(entries.values_list(*_COLUMNS)))}
    return found


def _is_any_known(conference: UUID, uids: Sequence[UUID]) -> bool:
    places = ", ".join(["%s"] * len(uids))
    with connection.cursor() as cursor:
        cursor.execute(f"{_KNOWN}({places}) LIMIT 1", [_stored(conference), *map(_stored, uids)])
        return cursor.fetchone() is not None


def _stored(uuid: UUID) -> Any:
    return _UUID.get_db_prep_value(uuid, connection)


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
