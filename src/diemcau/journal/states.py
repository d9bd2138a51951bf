# SPDX-License-Identifier: Apache-2.0
"""Folded states that a process keeps, so that a command needn't fold a whole conference.

A kept state is used only when the chain vouches for it: the hash of its last entry must be the
head's, or the one that the next entry names as `prev`. So neither a rolled-back transaction nor
a database that was restored from a copy can make it lie.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from diemcau.journal.chain import Head
from diemcau.journal.folding import Fold
from diemcau.journal.records import record_of
from diemcau.journal.rows import iter_links

KEPT_STATES = 64


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """A state, and the entry as of which it is true."""

    head: Head
    state: Any


Key = tuple[UUID, Fold[Any]]


class StateCache:
    """The last used states of a process; safe to share between threads."""

    def __init__(self, *, size: int = KEPT_STATES) -> None:
        self._size = size
        self._kept: OrderedDict[Key, Kept] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, conference: UUID, fold: Fold[Any]) -> Kept | None:
        """The state that was kept last. It may be behind the journal, or not of it at all."""
        with self._lock:
            return self._kept.get((conference, fold))

    def keep(self, conference: UUID, fold: Fold[Any], kept: Kept) -> None:
        """Keep a state; the one that was kept longest ago goes."""
        with self._lock:
            self._kept[conference, fold] = kept
            self._kept.move_to_end((conference, fold))
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)

    def clear(self) -> None:
        """Forget all, so that shredded text doesn't live on in a state."""
        with self._lock:
            self._kept.clear()


CACHE = StateCache()


def folded_to(conference: UUID, fold: Fold[Any], head: Head) -> Kept:
    """The state as of `head`, an entry that exists, from the last kept state and what came after it."""
    kept = CACHE.get(conference, fold)
    if kept is None or kept.head.seq > head.seq:
        return _from_the_beginning(conference, fold, head)
    if kept.head.seq == head.seq:
        return kept if kept.head == head else _from_the_beginning(conference, fold, head)
    later = [record_of(link) for link in iter_links(conference, after_seq=kept.head.seq, upto_seq=head.seq)]
    if later[0].prev != kept.head.hash:
        return _from_the_beginning(conference, fold, head)
    return Kept(head=head, state=fold.onto(kept.state, later))


def _from_the_beginning(conference: UUID, fold: Fold[Any], head: Head) -> Kept:
    return Kept(head=head, state=fold.over(map(record_of, iter_links(conference, upto_seq=head.seq))))
