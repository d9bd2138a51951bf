# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from diemcau.floor.events import HandRaised, VenueAired
from diemcau.journal.chain import GENESIS
from diemcau.journal.commands import Answer, Transaction, execute, execute_all
from diemcau.journal.events import Event
from diemcau.journal.models import Entry
from diemcau.journal.queries import conferences_with_entries, folded, head_seq, records
from diemcau.journal.refusals import TextIsUnusable
from diemcau.journal.verify import verify
from diemcau.lib.ids import new_uid
from fakes.clock import FIRST_AT, FakeClock
from support.journals import COUNT, SEQS, HandIsUpAlready, command, hand, refused, write

pytestmark = pytest.mark.django_db


def test_first_entry_begins_the_chain(conference: UUID) -> None:
    sent = command(conference, VenueAired(venue="LD"))
    answer = execute(sent, clock=FakeClock())
    assert answer.is_new
    record = answer.record
    assert (record.conference, record.seq, record.at) == (conference, 1, FIRST_AT)
    assert (record.uid, record.actor, record.event) == (sent.uid, sent.actor, VenueAired(venue="LD"))
    assert record.prev == GENESIS
    assert list(records(conference)) == [record]


def test_entries_are_numbered_without_gaps_for_each_conference(conference: UUID) -> None:
    other = new_uid()
    execute_all([command(conference), command(other), command(conference), refused(other), command(other)])
    for each in (conference, other):
        first, second = records(each)
        assert (first.seq, second.seq, second.prev) == (1, 2, first.hash)
    assert set(conferences_with_entries()) == {conference, other}


def test_same_command_sent_again_gets_the_first_entry_and_decides_nothing(conference: UUID) -> None:
    decided: list[int] = []

    def decide(transaction: Transaction) -> Event:
        decided.append(transaction.head_seq)
        return hand()

    sent = command(conference, decide=decide)
    first = execute(sent)
    execute(command(conference))
    again = execute_all([sent, command(conference), sent])
    assert decided == [0]
    assert [again[0], again[2]] == [Answer(record=first.record, is_new=False)] * 2
    assert head_seq(conference) == 3


def test_same_command_twice_in_a_group_gives_one_entry(conference: UUID) -> None:
    sent = command(conference)
    first, second = execute_all([sent, sent])
    assert isinstance(first, Answer)
    assert first.is_new
    assert second == Answer(record=first.record, is_new=False)


def test_refused_command_changes_nothing_and_may_be_sent_again(conference: UUID) -> None:
    uid = new_uid()

    def decide(_: Transaction) -> Event:
        raise HandIsUpAlready(venue="LD-673")

    with pytest.raises(HandIsUpAlready, match="LD-673"):
        execute(command(conference, uid=uid, decide=decide))
    assert head_seq(conference) == 0
    assert execute(command(conference, uid=uid)).is_new


def test_refused_command_does_not_hurt_the_others_of_its_group(conference: UUID) -> None:
    first, second, third = execute_all([command(conference), refused(conference), command(conference)])
    assert isinstance(first, Answer)
    assert isinstance(second, HandIsUpAlready)
    assert isinstance(third, Answer)
    assert (first.record.seq, third.record.seq) == (1, 2)


def test_text_that_nothing_can_hold_is_refused_alone(conference: UUID) -> None:
    first, second = execute_all([command(conference, hand("\ud83d")), command(conference)])
    assert isinstance(first, TextIsUnusable)
    assert isinstance(second, Answer)


def test_bug_while_deciding_undoes_the_whole_group(conference: UUID) -> None:
    def decide(_: Transaction) -> Event:
        raise KeyError("a bug")

    with pytest.raises(KeyError):
        execute_all([command(conference), command(conference, decide=decide)])
    assert head_seq(conference) == 0


def test_decision_sees_the_state_up_to_the_entry_before_its_own(conference: UUID) -> None:
    seen: list[tuple[int, tuple[int, ...]]] = []

    def decide(transaction: Transaction) -> Event:
        seen.append((transaction.head_seq, transaction.state(SEQS)))
        return hand()

    execute_all([command(conference, decide=decide) for _ in range(3)])
    execute(command(conference))
    execute(command(conference, decide=decide))
    assert seen == [(0, ()), (1, (1,)), (2, (1, 2)), (4, (1, 2, 3, 4))]


def test_decision_knows_when_it_is_taken(conference: UUID) -> None:
    clock = FakeClock()
    clock.jump(timedelta(minutes=5))
    moments = []

    def decide(transaction: Transaction) -> Event:
        moments.append((transaction.conference, transaction.at))
        return hand()

    execute(command(conference, decide=decide), clock=clock)
    assert moments == [(conference, FIRST_AT + timedelta(minutes=5))]


def test_clock_that_runs_backwards_leaves_the_order_alone(conference: UUID) -> None:
    clock = FakeClock()
    execute(command(conference), clock=clock)
    clock.jump(timedelta(hours=-1))
    execute(command(conference), clock=clock)
    first, second = records(conference)
    assert (first.seq, second.seq) == (1, 2)
    assert second.at == first.at - timedelta(hours=1)
    assert verify(conference).fault is None


def test_state_of_an_undone_transaction_is_never_used_again(conference: UUID) -> None:
    write(conference, [hand()])

    def counting(transaction: Transaction) -> Event:
        return HandRaised(venue=str(transaction.state(COUNT)))

    with transaction.atomic():
        execute_all([command(conference, decide=counting) for _ in range(3)])
        assert folded(conference, COUNT) == 4
        transaction.set_rollback(rollback=True)
    assert execute(command(conference, decide=counting)).record.event == HandRaised(venue="1")
    assert folded(conference, COUNT) == head_seq(conference) == 2


def test_kept_state_of_a_journal_that_was_replaced_is_not_used(conference: UUID) -> None:
    seen: list[tuple[int, ...]] = []

    def decide(transaction: Transaction) -> Event:
        seen.append(transaction.state(SEQS))
        return hand()

    write(conference, [hand()] * 5)
    assert folded(conference, SEQS) == (1, 2, 3, 4, 5)
    Entry.objects.filter(conference=conference).delete()
    write(conference, [hand(), hand()])
    execute(command(conference, decide=decide))
    assert seen == [(1, 2)]


def test_folding_again_reads_only_what_is_new(conference: UUID) -> None:
    write(conference, [hand()] * 30)
    assert folded(conference, COUNT) == 30
    with CaptureQueriesContext(connection) as queries:
        assert folded(conference, COUNT) == 30
    assert len(queries) == 1


def test_group_costs_as_many_statements_as_a_single_command(conference: UUID) -> None:
    write(conference, [hand()])
    counts = []
    for size in (1, 50):
        with CaptureQueriesContext(connection) as queries:
            execute_all([command(conference) for _ in range(size)])
        counts.append(len([query for query in queries if "floor_" not in query["sql"]]))
    assert counts[1] <= counts[0] + 1


def test_read_is_cut_at_both_ends(conference: UUID) -> None:
    write(conference, [hand()] * 6)
    assert [record.seq for record in records(conference, after_seq=2, upto_seq=5)] == [3, 4, 5]
    assert folded(conference, SEQS, upto_seq=3) == (1, 2, 3)


def test_database_itself_refuses_a_second_entry_of_the_same_number(conference: UUID) -> None:
    (record,) = write(conference, [hand()])
    entry = Entry.objects.get(conference=conference, seq=record.seq)
    entry.pk, entry.uid = None, new_uid()
    with pytest.raises(IntegrityError):
        entry.save()
