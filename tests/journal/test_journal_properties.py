# SPDX-License-Identifier: Apache-2.0
"""What holds for any run of events: folds, snapshots and rebuilt tables agree, and tampering is found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db.models import F, Model
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diemcau.board.state import BOARD_FOLD
from diemcau.conference.state import COURSE_FOLD
from diemcau.floor.models import Turn
from diemcau.floor.state import FLOOR_FOLD
from diemcau.journal.chain import GENESIS, Fault, sealed
from diemcau.journal.commands import Transaction, execute_all
from diemcau.journal.events import Event
from diemcau.journal.export import line_of, link_of
from diemcau.journal.folding import Fold
from diemcau.journal.models import Entry, FreeText
from diemcau.journal.projections import rebuild
from diemcau.journal.queries import folded, records
from diemcau.journal.rows import insert_links, iter_links
from diemcau.journal.verify import verify
from diemcau.lib.ids import new_uid
from diemcau.presence.events import ExcuseRecorded
from diemcau.presence.models import Attendance
from support.journals import COUNT, FIRST_NOTED_AT, PEOPLE, SEQS, command, happenings, texts, write

pytestmark = pytest.mark.django_db
in_the_database = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

FOLDS: list[Fold[Any]] = [COUNT, SEQS, COURSE_FOLD, FLOOR_FOLD, BOARD_FOLD]
PROJECTED: list[type[Model]] = [Attendance, Turn]


def rows(model: type[Model], conference: UUID) -> list[dict[str, object]]:
    fields = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
    return list(model._default_manager.filter(conference=conference).order_by(*fields).values(*fields))


@in_the_database
@given(events=happenings, data=st.data())
def test_fold_in_one_go_is_fold_in_pieces(events: list[Event], data: st.DataObject) -> None:
    journal = write(new_uid(), events)
    cuts = sorted(data.draw(st.lists(st.integers(min_value=0, max_value=len(journal)), max_size=4)))
    for fold in FOLDS:
        state = fold.initial
        for start, end in zip([0, *cuts], [*cuts, len(journal)], strict=True):
            state = fold.onto(state, journal[start:end])
        assert state == fold.over(journal)


@in_the_database
@given(events=happenings, data=st.data())
def test_snapshot_and_tail_are_the_full_replay(events: list[Event], data: st.DataObject) -> None:
    conference = new_uid()
    journal = write(conference, events)
    seq = data.draw(st.integers(min_value=0, max_value=len(journal)))
    for fold in FOLDS:
        snapshot = folded(conference, fold, upto_seq=seq)
        assert fold.onto(snapshot, records(conference, after_seq=seq)) == folded(conference, fold) == fold.over(journal)


@in_the_database
@given(groups=st.lists(happenings, min_size=1, max_size=3))
def test_state_under_the_lock_is_the_full_replay(groups: list[list[Event]]) -> None:
    """Kept between groups or not, within a group or not: a decision sees what a replay from the start sees."""
    conference = new_uid()
    seen: list[tuple[int, list[object]]] = []

    def looking(event: Event) -> Callable[[Transaction], Event]:
        def decide(transaction: Transaction) -> Event:
            seen.append((transaction.head_seq, [transaction.state(fold) for fold in FOLDS]))
            return event

        return decide

    for events in groups:
        execute_all([command(conference, decide=looking(event)) for event in events])
    journal = list(records(conference))
    for seq, states in seen:
        assert states == [fold.over(journal[:seq]) for fold in FOLDS]


@in_the_database
@given(groups=st.lists(happenings, min_size=1, max_size=3))
def test_rebuilt_tables_are_the_live_ones(groups: list[list[Event]]) -> None:
    conference, bystander = new_uid(), new_uid()
    write(bystander, groups[0])
    for events in groups:
        write(conference, events)
    live = [rows(model, each) for model in PROJECTED for each in (conference, bystander)]
    for model in PROJECTED:
        model._default_manager.filter(conference=conference).delete()
    assert rebuild(conference) == sum(map(len, groups))
    assert [rows(model, each) for model in PROJECTED for each in (conference, bystander)] == live
    assert rebuild(conference) == sum(map(len, groups))
    assert [rows(model, each) for model in PROJECTED for each in (conference, bystander)] == live


@in_the_database
@given(events=happenings)
def test_export_read_back_is_the_journal(events: list[Event]) -> None:
    conference = new_uid()
    write(conference, events)
    links = list(iter_links(conference))
    assert [link_of(line_of(link)) for link in links] == links


Tampering = Callable[[UUID, int], None]


def alter_payload(conference: UUID, seq: int) -> None:
    entry = Entry.objects.get(conference=conference, seq=seq)
    Entry.objects.filter(pk=entry.pk).update(payload=entry.payload.replace("{", '{"a":1,', 1).replace(",}", "}"))


def alter_moment(conference: UUID, seq: int) -> None:
    Entry.objects.filter(conference=conference, seq=seq).update(at=F("at") + timedelta(seconds=1))


def alter_actor(conference: UUID, seq: int) -> None:
    Entry.objects.filter(conference=conference, seq=seq).update(actor="somebody else")


def remove(conference: UUID, seq: int) -> None:
    Entry.objects.filter(conference=conference, seq=seq).delete()


def remove_and_renumber(conference: UUID, seq: int) -> None:
    remove(conference, seq)
    for entry in Entry.objects.filter(conference=conference, seq__gt=seq).order_by("seq"):
        Entry.objects.filter(pk=entry.pk).update(seq=entry.seq - 1)


def insert(conference: UUID, seq: int) -> None:
    """Put in an entry that hangs together with the one before it."""
    for entry in Entry.objects.filter(conference=conference, seq__gte=seq).order_by("-seq"):
        Entry.objects.filter(pk=entry.pk).update(seq=entry.seq + 1)
    before = list(iter_links(conference, after_seq=seq - 2, upto_seq=seq - 1))
    (stray,) = iter_links(conference, after_seq=seq, upto_seq=seq + 1)
    stray = replace(stray, seq=seq, uid=new_uid(), texts={})
    insert_links([sealed(stray, prev=before[-1].hash if before else GENESIS)])


def swap(conference: UUID, seq: int) -> None:
    Entry.objects.filter(conference=conference, seq=seq).update(seq=10_000)
    Entry.objects.filter(conference=conference, seq=seq + 1).update(seq=seq)
    Entry.objects.filter(conference=conference, seq=10_000).update(seq=seq + 1)


@in_the_database
@given(
    events=happenings,
    tamper=st.sampled_from([alter_payload, alter_moment, alter_actor, remove, remove_and_renumber, insert, swap]),
    data=st.data(),
)
def test_any_tampering_is_found_and_the_first_bad_entry_named(
    events: list[Event], tamper: Tampering, data: st.DataObject
) -> None:
    conference = new_uid()
    write(conference, events)
    seq = data.draw(st.integers(min_value=1, max_value=len(events) - 1))
    assert verify(conference).fault is None
    tamper(conference, seq)
    fault = verify(conference).fault
    assert fault is not None
    assert fault.seq == seq


@in_the_database
@given(events=happenings, reasons=st.lists(texts, min_size=1, max_size=3), data=st.data())
def test_free_text_put_in_the_place_of_another_is_found(
    events: list[Event], reasons: list[str], data: st.DataObject
) -> None:
    conference = new_uid()
    excuses = [ExcuseRecorded(person=PEOPLE[0], venue="LD", reason=each, noted_at=FIRST_NOTED_AT) for each in reasons]
    write(conference, [*events, *excuses])
    text = data.draw(st.sampled_from(list(FreeText.objects.filter(conference=conference).order_by("seq"))))
    FreeText.objects.filter(pk=text.pk).update(text=text.text + "?")
    assert verify(conference).fault == Fault(seq=text.seq, reason="text")
