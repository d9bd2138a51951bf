# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from typing import cast
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from diemcau.floor.events import HandRaised, IncidentNoted
from diemcau.journal.commands import Answer, Transaction, execute_all
from diemcau.journal.committer import GroupCommitter
from diemcau.journal.events import Event
from diemcau.journal.queries import head_seq, records
from diemcau.journal.refusals import JournalIsBusy, JournalIsFull, JournalUnavailable
from diemcau.journal.verify import verify
from support.journals import SEQS, HandIsUpAlready, command, hand, refused, write

pytestmark = pytest.mark.django_db(transaction=True)


def with_committer(
    scenario: Callable[[GroupCommitter], Awaitable[list[object]]], *, gather_s: float = 0.002, queue_size: int = 1000
) -> list[object]:
    async def run() -> list[object]:
        async with GroupCommitter(gather_s=gather_s, queue_size=queue_size) as committer:
            return await scenario(committer)

    return asyncio.run(run())


def test_commands_that_arrive_together_are_one_transaction(conference: UUID) -> None:
    seen: list[tuple[int, ...]] = []
    transactions: list[object] = []

    def decide(transaction: Transaction) -> Event:
        seen.append(transaction.state(SEQS))
        transactions.append(transaction._ledger)
        return hand()

    async def scenario(committer: GroupCommitter) -> list[object]:
        return list(await asyncio.gather(*(committer.execute(command(conference, decide=decide)) for _ in range(20))))

    answers = with_committer(scenario, gather_s=0.05)
    assert [answer.record for answer in answers if isinstance(answer, Answer)] == list(records(conference))
    assert [len(seqs) for seqs in seen] == list(range(20))
    assert len(set(map(id, transactions))) == 1


def test_refusal_reaches_its_own_caller_alone(conference: UUID) -> None:
    async def scenario(committer: GroupCommitter) -> list[object]:
        commands = [command(conference), refused(conference), command(conference)]
        return await asyncio.gather(*map(committer.execute, commands), return_exceptions=True)

    first, second, third = with_committer(scenario)
    assert isinstance(first, Answer)
    assert isinstance(second, HandIsUpAlready)
    assert isinstance(third, Answer)
    assert third.record.prev == first.record.hash


def test_bug_reaches_its_own_caller_alone(conference: UUID) -> None:
    def decide(_: Transaction) -> Event:
        raise KeyError("a bug")

    async def scenario(committer: GroupCommitter) -> list[object]:
        commands = [command(conference), command(conference, decide=decide), command(conference)]
        return await asyncio.gather(*map(committer.execute, commands), return_exceptions=True)

    first, second, third = with_committer(scenario)
    assert isinstance(first, Answer)
    assert isinstance(second, KeyError)
    assert isinstance(third, Answer)
    assert head_seq(conference) == 2


def test_same_command_through_two_committers_at_once_gives_one_entry(conference: UUID) -> None:
    sent = [command(conference, HandRaised(venue=str(number))) for number in range(10)]

    async def run() -> list[Answer]:
        async with GroupCommitter() as one, GroupCommitter() as other:
            return await asyncio.gather(
                *(committer.execute(each) for _ in range(5) for each in sent for committer in (one, other))
            )

    answers = asyncio.run(run())
    for each in sent:
        own = [answer for answer in answers if answer.record.uid == each.uid]
        assert len(own) == 10
        assert len({answer.record.seq for answer in own}) == 1
        assert sum(answer.is_new for answer in own) == 1
    assert head_seq(conference) == 10
    assert verify(conference).fault is None


def test_whatever_was_taken_is_answered_before_the_committer_is_left(conference: UUID) -> None:
    async def scenario(committer: GroupCommitter) -> list[object]:
        tasks = [asyncio.create_task(committer.execute(command(conference))) for _ in range(30)]
        await asyncio.sleep(0)
        return list(tasks)

    tasks = with_committer(scenario, gather_s=0.2)
    assert all(isinstance(task, asyncio.Task) and task.done() for task in tasks)
    assert head_seq(conference) == 30


def test_full_queue_refuses_the_newcomer(conference: UUID) -> None:
    async def scenario(committer: GroupCommitter) -> list[object]:
        return await asyncio.gather(
            *(committer.execute(command(conference)) for _ in range(20)), return_exceptions=True
        )

    outcomes = with_committer(scenario, gather_s=0.1, queue_size=5)
    busy = [outcome for outcome in outcomes if isinstance(outcome, JournalIsBusy)]
    assert len(busy) + head_seq(conference) == 20
    assert 5 <= head_seq(conference) <= 6
    assert "5" in busy[0].sentence("vi")


def test_cancelled_wait_does_not_take_the_command_back(conference: UUID) -> None:
    async def scenario(committer: GroupCommitter) -> list[object]:
        waiting = asyncio.create_task(committer.execute(command(conference)))
        await asyncio.sleep(0)
        waiting.cancel()
        return [await committer.execute(command(conference)), waiting.cancelled()]

    answer, was_cancelled = with_committer(scenario, gather_s=0.05)
    assert was_cancelled
    assert isinstance(answer, Answer)
    assert head_seq(conference) == 2


def test_committer_that_is_not_running_says_so(conference: UUID) -> None:
    with pytest.raises(RuntimeError, match="isn't running"):
        asyncio.run(GroupCommitter().execute(command(conference)))


def test_committer_leaves_no_connection_open(conference: UUID) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite keeps no list of its connections")

    async def scenario(committer: GroupCommitter) -> list[object]:
        return [await committer.execute(command(conference))]

    with_committer(scenario)
    with connection.cursor() as cursor:
        # The server's own workers, such as the vacuum, stand in the same list.
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND backend_type = 'client backend'"
        )
        assert cursor.fetchone() == (1,)


@pytest.fixture
def disk_pages() -> Iterator[Callable[[int], None]]:
    """Let the SQLite file grow by so many pages and no further, for connections that are opened from then on."""
    if connection.vendor != "sqlite":
        pytest.skip("a full disk under PostgreSQL is the server's")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # pages that earlier tests left free would be room
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
    largest = [2**30]

    def limit(connection: BaseDatabaseWrapper, **_: object) -> None:
        connection.cursor().execute(f"PRAGMA max_page_count = {largest[0]}")

    def may_grow_by(more: int) -> None:
        largest[0] = pages + more

    connection_created.connect(limit)
    yield may_grow_by
    connection_created.disconnect(limit)


def test_full_disk_is_told_to_everybody_in_the_group_and_is_over_when_there_is_space(
    conference: UUID, disk_pages: Callable[[int], None]
) -> None:
    async def scenario(committer: GroupCommitter) -> list[object]:
        def send(count: int) -> Awaitable[list[object]]:
            sent = [command(conference, IncidentNoted(venue=None, text="x" * 1000)) for _ in range(count)]
            return asyncio.gather(*map(committer.execute, sent), return_exceptions=True)

        disk_pages(10)
        written = await send(5)
        refused = await send(50)
        disk_pages(1000)
        return [written, refused, await send(50)]

    written, refused, written_later = cast("list[list[object]]", with_committer(scenario, gather_s=0.05))
    assert all(isinstance(outcome, Answer) for outcome in [*written, *written_later])
    assert {type(outcome) for outcome in refused} == {JournalIsFull}
    assert len(set(map(id, refused))) == 50
    assert head_seq(conference) == 55
    assert verify(conference).fault is None


def test_full_disk_is_a_refusal_for_a_single_command_as_well(
    conference: UUID, disk_pages: Callable[[int], None]
) -> None:
    write(conference, [hand()])
    disk_pages(0)
    connection.close()
    with pytest.raises(JournalIsFull, match="disk is full"):
        execute_all([command(conference, IncidentNoted(venue=None, text="x" * 5000)) for _ in range(20)])
    disk_pages(1000)
    connection.close()
    assert [record.seq for record in records(conference)] == [1]
    write(conference, [hand()])
    assert verify(conference).head.seq == 2


def test_database_that_stays_locked_is_a_refusal(conference: UUID) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("writers of PostgreSQL wait for each other as long as it takes")
    write(conference, [hand()])

    def hurry(connection: BaseDatabaseWrapper, **_: object) -> None:
        connection.cursor().execute("PRAGMA busy_timeout = 20")

    async def scenario(committer: GroupCommitter) -> list[object]:
        return [*await asyncio.gather(committer.execute(command(conference)), return_exceptions=True)]

    connection_created.connect(hurry)
    try:
        with transaction.atomic():
            (outcome,) = with_committer(scenario)
    finally:
        connection_created.disconnect(hurry)
    assert isinstance(outcome, JournalUnavailable)
    assert head_seq(conference) == 1
