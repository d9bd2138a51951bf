# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from diemcau.conference.actions import close_conference, lay_out, open_conference, set_programme, start_item
from diemcau.conference.blueprint import read_blueprint
from diemcau.conference.events import PlannedItem, PlannedVenue, PlanRecorded
from diemcau.conference.models import Conference, ProgrammeItem, Venue
from diemcau.conference.queries import conference_by_slug, venue_by_code, venues_under
from diemcau.conference.refusals import AlreadyClosed, PlanIsNotRecorded, UnknownConference, UnknownVenue
from diemcau.journal.commands import Answer, Command, execute
from diemcau.journal.queries import head_seq, records
from diemcau.lib.ids import new_uid
from diemcau.people.actions import record_plan
from diemcau.people.badge_keys import badge_key
from diemcau.people.queries import plan_document
from support.plans import PLAN, VENUES, small_conference

pytestmark = pytest.mark.django_db


@pytest.fixture
def conference() -> Conference:
    return small_conference()


def recorded(conference: Conference) -> Answer:
    command = record_plan(conference, uid=new_uid(), actor="cli")
    assert command is not None
    return execute(command)


def test_the_plan_is_recorded_with_counts_and_without_names(conference: Conference) -> None:
    event = recorded(conference).record.event
    assert event == PlanRecorded(
        venues=(
            PlannedVenue(code="LD", parent=None, tier="hub", seats=20, invited=0),
            PlannedVenue(code="LD-1", parent="LD", tier="district", seats=10, invited=1),
            PlannedVenue(code="LD-1-1", parent="LD-1", tier="commune", seats=5, invited=1),
            PlannedVenue(code="LD-1-2", parent="LD-1", tier="commune", seats=5, invited=1),
            PlannedVenue(code="LD-2", parent="LD", tier="district", seats=10, invited=0),
            PlannedVenue(code="LD-2-1", parent="LD-2", tier="commune", seats=5, invited=0),
        ),
        items=(
            PlannedItem(number=1, title="Khai mạc"),
            PlannedItem(number=2, title="Chuyên đề"),
            PlannedItem(number=3, title="Bế mạc"),
        ),
    )


def test_a_plan_that_says_the_same_is_not_recorded_again(conference: Conference) -> None:
    recorded(conference)
    assert record_plan(conference, uid=new_uid(), actor="cli") is None
    conference.venues.filter(code="LD-2").update(seats=11)
    assert recorded(conference).record.seq == 2


def test_the_day_goes_from_plan_to_close(conference: Conference) -> None:
    def run(command: Command) -> str:
        return execute(command).record.kind

    with pytest.raises(PlanIsNotRecorded):
        run(open_conference(conference=conference.uuid, uid=new_uid(), actor="cli"))
    recorded(conference)
    run(open_conference(conference=conference.uuid, uid=new_uid(), actor="cli"))
    run(start_item(conference=conference.uuid, uid=new_uid(), actor="cli", item=1))
    run(close_conference(conference=conference.uuid, uid=new_uid(), actor="cli"))
    assert [record.kind for record in records(conference.uuid)] == [
        "plan.recorded", "conference.opened", "item.started", "conference.closed",
    ]  # fmt: skip
    conference.venues.filter(code="LD-2").update(seats=11)
    with pytest.raises(AlreadyClosed):
        recorded(conference)
    assert head_seq(conference.uuid) == 4


def test_the_plan_document_names_guests_and_speakers_but_nobody_on_the_roll(conference: Conference) -> None:
    document = plan_document(conference)
    assert document["conference"]["hub"] == "LD"
    assert document["conference"]["starts_at"] == "2022-10-31T01:00:00+00:00"
    assert document["venues"][3] == {
        "code": "LD-1-2", "name": "Xã Đạm Bri, Thành phố Bảo Lộc", "parent": "LD-1", "tier": "commune",
        "address": "", "seats": 5,
    }  # fmt: skip
    assert [item["speaker"] for item in document["items"]] == ["Phạm S", "Lê Hải Bình", ""]
    assert document["items"][0]["post"] == "Phó Chủ tịch UBND tỉnh"
    assert [guest["name"] for guest in document["guests"]] == ["Lê Hải Bình", "Phạm S"]
    assert document["badge_key"] == badge_key()
    assert "Ấn" not in str(document)


def test_the_tree_is_read_at_any_depth(conference: Conference) -> None:
    below = [venue.code for venue in venues_under(venue_by_code(conference, "LD-1"))]
    assert below == ["LD-1", "LD-1-1", "LD-1-2"]
    assert venues_under(conference.hub).count() == 6


def test_unknown_names_are_refused(conference: Conference) -> None:
    with pytest.raises(UnknownConference):
        conference_by_slug("khac")
    with pytest.raises(UnknownVenue):
        venue_by_code(conference, "LD-9")


def test_laying_out_again_changes_nothing_and_keeps_what_was_added(conference: Conference) -> None:
    Venue.objects.create(conference=conference, parent=conference.hub, code="THEM", tier="room", name="Phòng thêm")
    ProgrammeItem.objects.create(conference=conference, number=9, title="Thêm")
    blueprint = read_blueprint(plan=PLAN.encode(), venues=VENUES.encode())
    _, changes = lay_out(blueprint)
    persons = {item.speaker_name: item.speaker_person for item in conference.items.exclude(speaker_person=None)}
    changes += set_programme(
        conference, blueprint.items, persons={name: uuid for name, uuid in persons.items() if uuid is not None}
    )
    others = [(change.kind, change.key, change.verdict) for change in changes if change.verdict != "same"]
    assert others == [("venue", "THEM", "unmentioned"), ("item", "9", "unmentioned")]


def test_laying_out_an_edited_plan_tells_what_it_changed(conference: Conference) -> None:
    edited = VENUES.replace("Huyện Đam Rông,,10", "Huyện Đam Rông,Nhà văn hóa,12")
    _, changes = lay_out(read_blueprint(plan=PLAN.encode(), venues=edited.encode()))
    (change,) = [change for change in changes if change.verdict == "changed"]
    assert (change.key, change.fields) == ("LD-2", ("address", "seats"))
    assert venue_by_code(conference, "LD-2").address == "Nhà văn hóa"


@pytest.mark.parametrize("fields", [{"code": "LD"}, {"parent": None}], ids=["a code twice", "a second hub"])
def test_the_database_itself_keeps_the_tree_whole(conference: Conference, fields: dict[str, object]) -> None:
    values = {"code": "MOI", "parent": conference.hub, "tier": "room", "name": "Mới"} | fields
    with pytest.raises(IntegrityError), transaction.atomic():
        Venue.objects.create(conference=conference, **values)
