# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from diemcau.people.actions import number_invitations, register_substitute
from diemcau.people.models import Invitation
from diemcau.people.queries import lettered
from factories.closed_conference import planned_conference

pytestmark = pytest.mark.django_db
IN_ORDER = [
    "Lê Hải Bình", "Phạm S",
    "=HYPERLINK(Bình)", "Đặng Thị Ân", "Nguyễn Văn Ấn", "Trần Quốc Đạt", "Phạm Thu Hà", "Lê <b>Ý</b> & Con",
    "Hồ Thị Yến", "Vũ Minh Quân", "K'Brèo Rơ Ông",
]  # fmt: skip


def numbers() -> dict[str, str]:
    return {
        invitation.person.full_name: invitation.number for invitation in Invitation.objects.select_related("person")
    }


def test_guests_come_first_then_venues_then_given_names() -> None:
    conference = planned_conference().conference
    assert number_invitations(conference) == 11
    assert [invitation.person.full_name for invitation in lettered(conference)] == IN_ORDER
    assert numbers() == {name: f"{number:04}" for number, name in enumerate(IN_ORDER, start=1)}


def test_numbers_once_given_stay_and_new_ones_go_on_after_the_greatest() -> None:
    played = planned_conference()
    Invitation.objects.filter(person__full_name="Phạm Thu Hà").update(number="0120")
    Invitation.objects.filter(person__full_name="Phạm S").update(number="VIP-2")
    assert number_invitations(played.conference) == 9
    given = numbers()
    assert (given["Phạm Thu Hà"], given["Phạm S"], given["Lê Hải Bình"]) == ("0120", "VIP-2", "0121")
    assert number_invitations(played.conference) == 0
    assert numbers() == given


def test_substitutes_have_no_letter() -> None:
    played = planned_conference()
    register_substitute(played.person("Phạm Thu Hà"), full_name="Ngô Bá Khá", post="")
    number_invitations(played.conference)
    assert numbers()["Ngô Bá Khá"] == ""


def test_one_number_is_one_letter() -> None:
    conference = planned_conference().conference
    number_invitations(conference)
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.filter(conference=conference).update(number="0001")


def test_asking_again_costs_two_queries() -> None:
    conference = planned_conference().conference
    number_invitations(conference)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        number_invitations(conference)
    assert len([query for query in asked if "SELECT" in query["sql"]]) == 2


def test_every_invitation_has_a_badge_of_its_own() -> None:
    planned_conference()
    badges = set(Invitation.objects.values_list("badge_id", flat=True))
    persons = set(Invitation.objects.values_list("person__uuid", flat=True))
    assert (len(badges), badges & persons) == (11, set())
