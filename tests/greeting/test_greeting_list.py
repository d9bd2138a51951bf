# SPDX-License-Identifier: Apache-2.0
"""Who stands on the greeting list, in which order, before and after the chair locks it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from diemcau.greeting.actions import lock_greeting, unlock_greeting
from diemcau.greeting.queries import GreetingList, greeting_list
from diemcau.people.models import Invitation
from factories.closed_conference import Played, planned_conference

pytestmark = pytest.mark.django_db
ORDER = ("Vũ Minh Quân", "Đặng Thị Ân", "Nguyễn Văn Ấn")


@pytest.fixture
def played() -> Played:
    """Three people of the roll have a place in the order, after the guests of honour, against that of the alphabet."""
    played = planned_conference()
    for rank, name in enumerate(ORDER, start=10):
        Invitation.objects.filter(person__full_name=name).update(protocol_rank=rank)
    return played


def told(listed: GreetingList) -> list[tuple[str, str]]:
    return [(line.name, line.standing) for line in listed.lines]


def lock(played: Played) -> None:
    persons = [line.person for line in greeting_list(played.conference).lines]
    played.run(lock_greeting(conference=played.conference.uuid, uid=played.uid(), actor="director:x", persons=persons))


def test_only_those_who_are_here_in_the_order_of_introduction(played: Played) -> None:
    assert told(greeting_list(played.conference)) == []
    played.tick("Nguyễn Văn Ấn")
    played.tick("Trần Quốc Đạt")
    played.tick("Vũ Minh Quân")
    listed = greeting_list(played.conference)
    assert told(listed) == [("Vũ Minh Quân", "here"), ("Nguyễn Văn Ấn", "here")]
    assert [line.venue for line in listed.lines] == ["Huyện Đam Rông", "Trung tâm Hành chính tỉnh Lâm Đồng"]
    assert listed.locked_at is None


def test_somebody_who_sent_a_substitute_isnt_greeted(played: Played) -> None:
    played.send_instead("Đặng Thị Ân", "Ngô Bá Khá")
    assert told(greeting_list(played.conference)) == []


def test_a_locked_list_stays_and_whoever_comes_later_is_told_apart(played: Played) -> None:
    played.tick("Đặng Thị Ân")
    lock(played)
    played.tick("Vũ Minh Quân")
    listed = greeting_list(played.conference)
    assert told(listed) == [("Đặng Thị Ân", "here"), ("Vũ Minh Quân", "late")]
    assert listed.locked_at == played.clock.at
    played.run(unlock_greeting(conference=played.conference.uuid, uid=played.uid(), actor="director:x"))
    assert told(greeting_list(played.conference)) == [("Vũ Minh Quân", "here"), ("Đặng Thị Ân", "here")]


def test_somebody_who_was_forgotten_leaves_a_locked_list(played: Played) -> None:
    played.tick("Đặng Thị Ân")
    played.tick("Vũ Minh Quân")
    lock(played)
    Invitation.objects.get(person__full_name="Vũ Minh Quân").person.delete()
    assert told(greeting_list(played.conference)) == [("Đặng Thị Ân", "here")]


def test_reading_takes_as_many_queries_for_one_as_for_three(played: Played) -> None:
    played.tick("Đặng Thị Ân")
    greeting_list(played.conference)
    with CaptureQueriesContext(connection) as for_one:
        greeting_list(played.conference)
    for name in ORDER:
        played.tick(name)
    greeting_list(played.conference)
    with CaptureQueriesContext(connection) as for_three:
        greeting_list(played.conference)
    assert len(for_one) == len(for_three)
