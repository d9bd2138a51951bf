# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar
from uuid import UUID

import pytest
from django.db import connection

from diemcau.journal.commands import Answer, Transaction, execute, execute_all
from diemcau.journal.events import Event
from diemcau.journal.queries import head_seq, records
from diemcau.journal.verify import verify
from diemcau.lib.ids import new_uid
from diemcau.lib.refusal import Refusal
from support.journals import COUNT, HandIsUpAlready, command, hand

pytestmark = pytest.mark.django_db(transaction=True)
T = TypeVar("T")
THREADS = 6


def at_once(works: Sequence[Callable[[], T]]) -> list[T]:
    """Run each in a thread with a connection of its own."""

    def run(work: Callable[[], T]) -> T:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as threads:
        return list(threads.map(run, works))


def test_writers_of_one_conference_wait_for_each_other(conference: UUID) -> None:
    seen: list[int] = []

    def decide(transaction: Transaction) -> Event:
        seen.append(transaction.state(COUNT))
        return hand()

    at_once([lambda: execute(command(conference, decide=decide)) for _ in range(60)])
    assert sorted(seen) == list(range(60))
    assert [record.seq for record in records(conference)] == list(range(1, 61))
    assert verify(conference).fault is None


def test_same_command_sent_by_many_at_once_gives_one_entry_and_one_answer(conference: UUID) -> None:
    sent = command(conference)
    answers = at_once([lambda: execute(sent) for _ in range(30)])
    assert sum(answer.is_new for answer in answers) == 1
    assert len({answer.record.hash for answer in answers}) == 1
    assert head_seq(conference) == 1


def test_rule_that_only_one_may_pass_lets_only_one_pass(conference: UUID) -> None:
    def decide(transaction: Transaction) -> Event:
        if transaction.state(COUNT) > 0:
            raise HandIsUpAlready(venue="LD-673")
        return hand()

    def attempt() -> Answer | Refusal:
        (outcome,) = execute_all([command(conference, decide=decide)])
        return outcome

    outcomes = at_once([attempt for _ in range(20)])
    assert sum(isinstance(outcome, Answer) for outcome in outcomes) == 1
    assert head_seq(conference) == 1


def test_groups_that_name_conferences_in_another_order_do_not_wait_for_each_other_for_ever(conference: UUID) -> None:
    other = new_uid()
    orders = [(conference, other), (other, conference)] * 10
    at_once([lambda order=order: execute_all([command(each) for each in order]) for order in orders])  # type: ignore[misc]
    assert head_seq(conference) == head_seq(other) == 20
