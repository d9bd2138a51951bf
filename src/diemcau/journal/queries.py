# SPDX-License-Identifier: Apache-2.0
"""Reading the journal."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from diemcau.journal.folding import Fold
from diemcau.journal.models import Entry
from diemcau.journal.records import Record, record_of
from diemcau.journal.rows import head_of, iter_links
from diemcau.journal.states import CACHE, folded_to

S = TypeVar("S")
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def records(conference: UUID, *, after_seq: int = 0, upto_seq: int | None = None) -> Iterator[Record]:
    """Entries with `after_seq` < seq ≤ `upto_seq` (None: to the end), in order.

    Raises: UnknownEvent: an entry of a later release.
    """
    return map(record_of, iter_links(conference, after_seq=after_seq, upto_seq=upto_seq))


def head_seq(conference: UUID) -> int:
    """The number of the last entry; 0 while there is none."""
    return head_of(conference).seq


def folded(conference: UUID, fold: Fold[S], *, upto_seq: int | None = None) -> S:
    """The state after entry `upto_seq` (None: after the last).

    The latest state is kept from one call to the next; an earlier one is folded from the first entry.
    """
    if upto_seq is not None:
        return fold.over(records(conference, upto_seq=upto_seq))
    kept = folded_to(conference, fold, head_of(conference))
    CACHE.keep(conference, fold, kept)
    state: S = kept.state
    return state


@dataclass(frozen=True, kw_only=True, slots=True)
class Stamp:
    """What marks an entry from outside: its number, hash and time."""

    seq: int
    hash: bytes
    at: datetime


def last_entry(conference: UUID) -> Stamp | None:
    """The last entry's marks; None while there is none."""
    return next(iter(_stamps(Entry.objects.filter(conference=conference).order_by("-seq")[:1])), None)


def entries_at(conference: UUID, seqs: Collection[int]) -> dict[int, Stamp]:
    """The marks of these entries by number; whichever the journal lacks is left out."""
    return {stamp.seq: stamp for stamp in _stamps(Entry.objects.filter(conference=conference, seq__in=seqs))}


def _stamps(entries: QuerySet[Entry]) -> list[Stamp]:
    return [Stamp(seq=seq, hash=bytes(own), at=at) for seq, own, at in entries.values_list("seq", "hash", "at")]


def has_kind(conference: UUID, kind: str) -> bool:
    """Whether anything of this kind has happened; cheaper than folding, for whoever isn't closed yet."""
    return Entry.objects.filter(conference=conference, kind=kind).exists()


def conferences_with_entries() -> list[UUID]:
    """Every conference that has a journal, in order of id."""
    return list(Entry.objects.order_by("conference").values_list("conference", flat=True).distinct())


def ids_named(conference: UUID) -> set[UUID]:
    """Every id that some entry of a conference names: people who were called, marked or put in another's place."""
    payloads = Entry.objects.filter(conference=conference).values_list("payload", flat=True)
    return {UUID(found) for payload in payloads.iterator() for found in _ID.findall(payload)}
