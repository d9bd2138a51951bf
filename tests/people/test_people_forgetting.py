# SPDX-License-Identifier: Apache-2.0
"""A forgotten person: no table and no file holds what was known of them, the record and its counts stay."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from django.apps import apps
from django.conf import settings as installation
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client

from diemcau.board.state import BOARD_FOLD
from diemcau.conference.links import issue_link, link_token, open_link
from diemcau.conference.models import AccessLink, Conference, ProgrammeItem, Role
from diemcau.conference.refusals import LinkIsRevoked
from diemcau.floor.actions import send_notice
from diemcau.journal.commands import execute
from diemcau.journal.queries import folded, head_seq, records
from diemcau.journal.verify import verify
from diemcau.lib.clock import SystemClock
from diemcau.lib.ids import new_uid
from diemcau.people.actions import record_plan
from diemcau.people.forgetting import FORGOTTEN, forget_person
from diemcau.people.models import ImportDraft, ImportFile, Invitation, Person
from diemcau.presence.queries import roll_lines
from factories.closed_conference import closed_conference

pytestmark = pytest.mark.django_db(transaction=True)
EXCUSED, SUBSTITUTED, PRESENT = "Hồ Thị Yến", "Phạm Thu Hà", "Trần Quốc Đạt"


@pytest.fixture
def conference() -> Conference:
    conference = closed_conference()
    Person.objects.filter(full_name__in=(EXCUSED, SUBSTITUTED, PRESENT)).update(birth_year=1971, phone="0912345678")
    Invitation.objects.filter(person__full_name__in=(EXCUSED, SUBSTITUTED, PRESENT)).update(post="Trưởng ban Kỳ lạ")
    return conference


def tables_with(text: str) -> set[str]:
    """The tables of ours, of the admin and of the newsroom that hold a text in any column of any row."""
    found = set()
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - our own tables
            if any(text in str(value) for row in cursor.fetchall() for value in row):
                found.add(table)
    return found


def files_with(text: str, *folders: Path) -> set[str]:
    paths = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return {path.name for path in paths if text.encode() in path.read_bytes()}


def forget(name: str) -> UUID:
    person = Person.objects.get(full_name=name)
    forget_person(person, at=SystemClock().now())
    return person.uuid


@pytest.mark.parametrize("name", [EXCUSED, SUBSTITUTED, PRESENT])
def test_nothing_holds_a_forgotten_name_and_nothing_else_changes(conference: Conference, name: str) -> None:
    before = folded(conference.uuid, BOARD_FOLD), verify(conference.uuid), head_seq(conference.uuid)
    assert "people_person" in tables_with(name)
    uuid = forget(name)

    assert tables_with(name) == set()
    for other in (EXCUSED, SUBSTITUTED, PRESENT):
        assert ("people_person" in tables_with(other)) == (other != name)
    if connection.vendor == "sqlite":
        database = Path(str(connection.settings_dict["NAME"]))
        assert files_with(name, Path(installation.DIEMCAU_HOME)) == set()
        assert not any(name.encode() in path.read_bytes() for path in database.parent.glob(f"{database.name}*"))
    assert verify(conference.uuid) == before[1]
    assert head_seq(conference.uuid) == before[2]
    assert folded(conference.uuid, BOARD_FOLD).totals == before[0].totals
    assert record_plan(conference, uid=new_uid(), actor="cli") is None
    place = Invitation.objects.get(person__uuid=uuid)
    assert (place.person.full_name, place.person.phone, place.person.birth_year) == (FORGOTTEN, "", None)
    assert (place.post, place.number, place.seat) == ("", "", "")


def test_the_rooms_roll_still_counts_the_place(conference: Conference) -> None:
    venue = Invitation.objects.get(person__full_name=PRESENT).venue
    before = [(line.person, line.status) for line in roll_lines(conference, venue)]
    forget(PRESENT)
    after = roll_lines(conference, venue)
    assert sorted((line.person, line.status) for line in after) == sorted(before)
    assert FORGOTTEN in {line.name for line in after}


def test_a_substitute_is_forgotten_and_the_seat_stays_taken(conference: Conference) -> None:
    invitation = Invitation.objects.exclude(substitute_for=None).select_related("person", "substitute_for").get()
    name, venue = invitation.person.full_name, invitation.venue
    taken = invitation.substitute_for
    assert taken is not None
    forget(name)
    line = next(line for line in roll_lines(conference, venue) if line.person == taken.person.uuid)
    assert (line.status, line.substitute) == ("substituted", FORGOTTEN)
    assert tables_with(name) == set()


def test_the_reason_of_an_excuse_and_texts_that_name_the_person_are_shredded(conference: Conference) -> None:
    person = Person.objects.get(full_name=EXCUSED)
    other = Person.objects.get(full_name=PRESENT)
    texts = [f"Xin mời đại biểu {EXCUSED} lên phát biểu", f"Xin mời {other.full_name}"]
    for text in texts:
        execute(
            send_notice(conference=conference.uuid, uid=new_uid(), actor="director:x", venue=None, text=text),
        )
    assert tables_with(EXCUSED) == {"people_person", "journal_freetext"}
    forgotten = forget_person(person, at=SystemClock().now())
    assert forgotten.texts >= 2
    kept = [getattr(record.event, "text", None) for record in records(conference.uuid)]
    assert kept[-2:] == [None, texts[1]]
    reasons = [event.reason for record in records(conference.uuid) if hasattr(event := record.event, "reason")]
    assert reasons
    assert set(reasons) == {None}
    assert verify(conference.uuid).fault is None


def test_links_end_a_speech_loses_its_name_and_lists_under_way_go(conference: Conference) -> None:
    now = SystemClock().now()
    guest = Person.objects.get(full_name="Phạm S")
    link = issue_link(conference, role=Role.DELEGATE, at=now, person=guest.uuid)
    draft = ImportDraft.objects.create(conference=conference, begun_at=now, begun_by="cli")
    ImportFile.objects.create(draft=draft, name="a.csv", content="Phạm S".encode())
    assert ProgrammeItem.objects.filter(speaker_name="Phạm S").exists()
    forgotten = forget_person(guest, at=now)

    assert (forgotten.places, forgotten.links) == (1, 1)
    with pytest.raises(LinkIsRevoked):
        open_link(link_token(AccessLink.objects.get(pk=link.pk)), at=now)
    assert not ProgrammeItem.objects.filter(speaker_name="Phạm S").exists()
    assert not ImportDraft.objects.exists()


@pytest.mark.usefixtures("conference")
def test_an_organiser_forgets_somebody_after_the_closing_and_no_page_keeps_the_name() -> None:
    user = get_user_model().objects.create_superuser("to-chuc", "to-chuc@localhost", "mat-khau")
    client = Client(headers={"accept-language": "vi"})
    client.force_login(user)
    person = Person.objects.get(full_name=PRESENT)
    asked = client.get(f"/admin/plan-person/delete/{person.pk}/").content.decode()
    assert "không thể hoàn tác" in asked
    answer = client.post(f"/admin/plan-person/delete/{person.pk}/")
    assert answer.status_code == 302
    assert PRESENT not in client.get(answer["Location"]).content.decode()
    assert tables_with(PRESENT) == set()
