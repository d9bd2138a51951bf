# SPDX-License-Identifier: Apache-2.0
"""The roll by organisation and by post: it balances, and costs as many queries for many as for few."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from diemcau.people.models import Invitation, Organisation
from diemcau.presence.groups import Group, groups_of
from factories.closed_conference import Played, planned_conference

pytestmark = pytest.mark.django_db


@pytest.fixture
def played() -> Played:
    played = planned_conference()
    Invitation.objects.on_roll().update(post="Chuyên viên", organisation=None)
    chief = Invitation.objects.filter(person__full_name__in=("Vũ Minh Quân", "Trần Quốc Đạt"))
    chief.update(post="Bí thư Huyện ủy", organisation=Organisation.objects.create(name="Huyện ủy"))
    Invitation.objects.filter(person__full_name="Vũ Minh Quân").update(protocol_rank=9)
    played.tick("Vũ Minh Quân")
    played.send_instead("Phạm Thu Hà", "Ngô Bá Khá")
    played.excuse("Hồ Thị Yến")
    return played


def test_groups_balance_and_people_of_rank_come_first(played: Played) -> None:
    groups = groups_of(played.conference)
    assert groups.posts == (
        Group(name="Bí thư Huyện ủy", invited=2, present=1, substituted=0, excused=0),
        Group(name="Chuyên viên", invited=7, present=0, substituted=1, excused=1),
    )
    assert [(group.name, group.invited, group.absent) for group in groups.organisations] == [
        ("Huyện ủy", 2, 1),
        ("", 7, 5),
    ]


def test_groups_tell_the_entry_at_which_they_hold(played: Played) -> None:
    before = groups_of(played.conference).seq
    played.tick("Trần Quốc Đạt")
    after = groups_of(played.conference)
    assert after.seq == before + 1
    assert after.posts[0].present == 2


def test_counting_takes_as_many_queries_for_one_venue_as_for_all(played: Played) -> None:
    with CaptureQueriesContext(connection) as for_all:
        groups_of(played.conference)
    Invitation.objects.on_roll().exclude(venue__code="LD").delete()
    with CaptureQueriesContext(connection) as for_one:
        groups_of(played.conference)
    assert len(for_all) == len(for_one) == 3
