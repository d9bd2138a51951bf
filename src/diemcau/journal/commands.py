# SPDX-License-Identifier: Apache-2.0
"""Commands: the only way into the journal.

A command decides under its conference's lock, from the state folded up to that very moment.
Many may share one transaction. Deciding writes nothing, so a refusal needs no savepoint:
only an error while writing undoes a transaction, and then all of it.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import Error, transaction

from diemcau.journal.bells import ring
from diemcau.journal.chain import Head, Link, sealed
from diemcau.journal.events import Event
from diemcau.journal.failures import refusal_for
from diemcau.journal.folding import Fold
from diemcau.journal.locks import lock_journals
from diemcau.journal.projections import project
from diemcau.journal.records import SALT_BYTES, Record, Written, record_of, written
from diemcau.journal.rows import head_of, insert_links, links_by_uid
from diemcau.journal.states import CACHE, Kept, folded_to
from diemcau.lib.clock import Clock, SystemClock
from diemcau.lib.refusal import Refusal

S = TypeVar("S")
SYSTEM_CLOCK = SystemClock()


@dataclass(frozen=True, kw_only=True)
class Command:
    """One intent of one actor.

    `uid` is the client's, and makes the command safe to send again. `decide` reads what it
    likes, writes nothing, and returns what happened or raises a Refusal; it may be called
    more than once.
    """

    conference: UUID
    uid: UUID
    actor: str
    decide: Callable[[Transaction], Event]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The entry that a command led to; `is_new` is False when it had been sent before."""

    record: Record
    is_new: bool


class Transaction:
    """What a command may know while it decides: everything up to the entry before its own."""

    def __init__(self, ledger: _Ledger, at: datetime) -> None:
        self.conference = ledger.conference
        self.at = at
        self._ledger = ledger

    @property
    def head_seq(self) -> int:
        """The number of the last entry, those of the same transaction included."""
        return self._ledger.head.seq

    def state(self, fold: Fold[S]) -> S:
        """The fold as of the last entry, those of the same transaction included."""
        state: S = self._ledger.state(fold)
        return state


def execute(command: Command, *, clock: Clock = SYSTEM_CLOCK) -> Answer:
    """Execute one command in a transaction of its own; returns once it is on the disk.

    Raises: Refusal: the command's own, or JournalIsFull, JournalUnavailable.
    """
    (outcome,) = execute_all([command], clock=clock)
    if isinstance(outcome, Refusal):
        raise outcome
    return outcome


def execute_all(commands: Sequence[Command], *, clock: Clock = SYSTEM_CLOCK) -> list[Answer | Refusal]:
    """Execute commands in their order, in one transaction; returns once they are on the disk.

    A refused command changes nothing and doesn't hurt the others. Any other error undoes them all.

    Returns: for each command its answer, or the refusal that it met.
    Raises: JournalIsFull, JournalUnavailable: nothing was written.
    """
    ledgers: dict[UUID, _Ledger] = {}
    try:
        with transaction.atomic():
            lock_journals(command.conference for command in commands)
            for conference in dict.fromkeys(command.conference for command in commands):
                own = [command.uid for command in commands if command.conference == conference]
                ledgers[conference] = _Ledger(conference, uids=own)
            outcomes = [_outcome(ledgers[command.conference], command, clock) for command in commands]
            for ledger in ledgers.values():
                ledger.write()
    except Error as error:
        refusal = refusal_for(error)
        if refusal is None:
            raise
        raise refusal from error
    for ledger in ledgers.values():
        ledger.keep_states()
    return outcomes


def _outcome(ledger: _Ledger, command: Command, clock: Clock) -> Answer | Refusal:
    earlier = ledger.record_of_command(command.uid)
    if earlier is not None:
        return Answer(record=earlier, is_new=False)
    at = clock.now()
    try:
        event = command.decide(Transaction(ledger, at))
        stored = written(event, salt=secrets.token_bytes(SALT_BYTES))
    except Refusal as refusal:
        return refusal
    return Answer(record=ledger.append(stored, at=at, uid=command.uid, actor=command.actor), is_new=True)


class _Ledger:
    """One conference's journal during a transaction: what it held, and what is being added."""

    def __init__(self, conference: UUID, *, uids: Sequence[UUID]) -> None:
        self.conference = conference
        self.head: Head = head_of(conference)
        self._committed_head = self.head
        self._by_uid = {uid: record_of(link) for uid, link in links_by_uid(conference, uids).items()}
        self._links: list[Link] = []
        self._records: list[Record] = []
        self._states: dict[Fold[Any], Kept] = {}

    def record_of_command(self, uid: UUID) -> Record | None:
        return self._by_uid.get(uid)

    def state(self, fold: Fold[Any]) -> Any:
        kept = self._states.get(fold) or folded_to(self.conference, fold, self._committed_head)
        fresh = self._records[kept.head.seq - self._committed_head.seq :]
        self._states[fold] = kept = Kept(head=self.head, state=fold.onto(kept.state, fresh))
        return kept.state

    def append(self, stored: Written, *, at: datetime, uid: UUID, actor: str) -> Record:
        """Add an entry and bring the projections up to date with it."""
        link = sealed(
            Link(
                conference=self.conference, seq=self.head.seq + 1, at=at, uid=uid, actor=actor,
                kind=stored.kind, version=stored.version, payload=stored.payload, prev=b"", hash=b"",
                texts=stored.texts,
            ),
            prev=self.head.hash,
        )  # fmt: skip
        record = record_of(link)
        project(record)
        self._links.append(link)
        self._records.append(record)
        self._by_uid[uid] = record
        self.head = Head(seq=link.seq, hash=link.hash)
        return record

    def write(self) -> None:
        """Write the new entries in one go, and have the bell rung once they are committed."""
        if self._links:
            insert_links(self._links)
            ring(self.conference)

    def keep_states(self) -> None:
        """Bring the folds that were asked for up to the last entry, and keep them for the next command."""
        for fold in self._states:
            self.state(fold)
            CACHE.keep(self.conference, fold, self._states[fold])
