# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
import unicodedata
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from diemcau.conference.actions import close_conference, open_conference
from diemcau.conference.events import PlanRecorded
from diemcau.conference.models import Conference, ProgrammeItem, Venue
from diemcau.journal.commands import execute
from diemcau.journal.queries import head_seq, records
from diemcau.lib.ids import new_uid
from diemcau.people.models import Invitation, Organisation, Person
from support.plans import recorded_conference

pytestmark = pytest.mark.django_db


@pytest.fixture
def conference() -> Conference:
    return recorded_conference()


def shown(client: Client, address: str, **query: Any) -> str:
    response = client.get(f"/admin/{address}", query)
    assert response.status_code == 200
    return unescape(response.content.decode())


def names_in(page: str) -> list[str]:
    titles = re.findall(r'<div class="title-wrapper">(.*?)</div>', page, flags=re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", title).split()) for title in titles]


def sent(client: Client, address: str, /, **fields: Any) -> str:
    """Send a form; returns the page that it leads to."""
    response = client.post(f"/admin/{address}", fields, follow=True)
    assert response.status_code == 200
    return unescape(response.content.decode())


def delegate_form(conference: Conference, /, **fields: Any) -> dict[str, Any]:
    return {
        "conference": conference.pk, "full_name": "Võ Thị Mới", "birth_year": "", "phone": "",
        "venue": conference.venues.get(code="LD-2").pk, "post": "Chuyên viên", "organisation": "", "protocol_rank": "",
        "number": "", "seat": "",
    } | fields  # fmt: skip


def venue_form(venue: Venue, /, **fields: Any) -> dict[str, Any]:
    return {
        "conference": venue.conference_id, "name": venue.name, "code": venue.code, "tier": venue.tier,
        "parent": venue.parent_id or "", "address": venue.address, "seats": venue.seats, "position": venue.position,
    } | fields  # fmt: skip


def planned(conference: Conference) -> dict[str, int]:
    """The invitations that the journal's last plan counts."""
    plans = [record.event for record in records(conference.uuid) if isinstance(record.event, PlanRecorded)]
    return {venue.code: venue.invited for venue in plans[-1].venues}


@pytest.mark.parametrize("query", ["dang", "DANG", "ĐẶNG", unicodedata.normalize("NFD", "Đặng"), "an dang", "0987"])
@pytest.mark.usefixtures("conference")
def test_search_is_blind_to_case_marks_and_unicode_form(organiser: Client, query: str) -> None:
    assert names_in(shown(organiser, "plan-invitation/", q=query)) == ["Đặng Thị Ân"]


@pytest.mark.usefixtures("conference")
def test_search_finds_venues_by_folded_name_and_by_code(organiser: Client) -> None:
    assert names_in(shown(organiser, "plan-venue/", q="dam bri")) == ["Xã Đạm Bri, Thành phố Bảo Lộc"]
    assert names_in(shown(organiser, "plan-venue/", q="LD-2-1")) == ["Phường 1, Huyện Đam Rông"]


@pytest.mark.usefixtures("conference")
def test_lists_are_in_vietnamese_order_of_given_names(organiser: Client) -> None:
    everybody = ["Nguyễn Văn Ấn", "Đặng Thị Ân", "Lê Hải Bình", "Trần Quốc Đạt", "Phạm S"]
    in_order = ["Đặng Thị Ân", "Nguyễn Văn Ấn", "Lê Hải Bình", "Trần Quốc Đạt", "Phạm S"]
    assert sorted(everybody) != in_order
    assert names_in(shown(organiser, "plan-invitation/")) == in_order
    assert names_in(shown(organiser, "plan-person/")) == in_order
    assert names_in(shown(organiser, "plan-person/", ordering="-sort_key")) == in_order[::-1]
    assert names_in(shown(organiser, "plan-invitation/", ordering="-person")) == in_order[::-1]


def test_delegates_are_filtered_by_venue_organisation_and_rank(conference: Conference, organiser: Client) -> None:
    venue, office = conference.venues.get(code="LD-1-2"), Organisation.objects.get(name="Huyện đoàn")
    assert names_in(shown(organiser, "plan-invitation/", venue=venue.pk)) == ["Đặng Thị Ân"]
    assert names_in(shown(organiser, "plan-invitation/", organisation=office.pk)) == ["Nguyễn Văn Ấn"]
    assert names_in(shown(organiser, "plan-invitation/", is_guest_of_honour="true")) == ["Lê Hải Bình", "Phạm S"]


@pytest.mark.parametrize(
    "address",
    [
        "plan-conference/",
        "plan-venue/",
        "plan-programmeitem/",
        "plan-deck/",
        "plan-clip/",
        "plan-invitation/",
        "plan-organisation/",
        "plan-person/",
    ],
)
@pytest.mark.usefixtures("conference")
def test_pages_are_in_vietnamese(organiser: Client, address: str) -> None:
    for page in (shown(organiser, address), shown(organiser, f"{address}new/")):
        assert '<html lang="vi"' in page
        assert not re.search(r">\s*(Conference|Venues?|Delegates?|Search…|Create|Add \w+|Save)\s*<", page)


def test_lists_ask_the_database_no_more_for_118_venues_than_for_one(organiser: Client) -> None:
    lonely = Conference.objects.create(slug="mot", name="Một", organiser="Tỉnh ủy", starts_at="2022-10-31T01:00:00Z")
    hub = Venue.objects.create(conference=lonely, code="LD", tier="hub", name="Trung tâm")

    def invite(venue: Venue) -> None:
        office, _ = Organisation.objects.get_or_create(name=f"Đơn vị {venue.code}")
        person = Person.objects.create(full_name=f"Lê {venue.code}")
        Invitation.objects.create(conference=lonely, person=person, venue=venue, organisation=office)

    def queries(address: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            shown(organiser, address)
        return len(captured)

    invite(hub)
    lists = ("plan-venue/", "plan-invitation/", "plan-person/", "plan-organisation/")
    for address in lists:
        shown(organiser, address)
    of_one = {address: queries(address) for address in lists}
    for number in range(117):
        invite(
            Venue.objects.create(conference=lonely, parent=hub, code=f"V{number}", tier="commune", name=f"Xã {number}")
        )
    assert {address: queries(address) for address in lists} == of_one


def test_a_new_delegate_is_on_the_roll_and_in_the_recorded_plan(conference: Conference, organiser: Client) -> None:
    page = sent(organiser, "plan-invitation/new/", **delegate_form(conference, phone="0911222333", birth_year="1990"))
    assert "Đã tạo đại biểu “Võ Thị Mới · Chuyên viên”" in page
    person = Person.objects.get(full_name="Võ Thị Mới")
    assert (person.search_key, person.phone, person.birth_year) == ("vo thi moi", "0911222333", 1990)
    assert planned(conference)["LD-2"] == 1
    (record,) = records(conference.uuid, after_seq=1)
    assert record.actor.startswith("organiser:")


def test_an_edited_delegate_moves_in_the_recorded_plan(conference: Conference, organiser: Client) -> None:
    invitation = Invitation.objects.get(person__full_name="Đặng Thị Ân")
    sent(
        organiser,
        f"plan-invitation/edit/{invitation.pk}/",
        **delegate_form(conference, full_name="Đặng Thị Ẩn", phone="0987654321"),
    )
    invitation.refresh_from_db()
    assert (invitation.person.full_name, invitation.venue.code) == ("Đặng Thị Ẩn", "LD-2")
    assert (planned(conference)["LD-1-2"], planned(conference)["LD-2"]) == (0, 1)
    assert Person.objects.count() == 5


def test_an_edit_that_changes_no_number_records_nothing(conference: Conference, organiser: Client) -> None:
    venue = conference.venues.get(code="LD-2")
    sent(organiser, f"plan-venue/edit/{venue.pk}/", **venue_form(venue, address="Nhà văn hóa"))
    venue.refresh_from_db()
    assert venue.address == "Nhà văn hóa"
    assert head_seq(conference.uuid) == 1


def test_deleting_a_delegate_is_followed(conference: Conference, organiser: Client) -> None:
    invitation = Invitation.objects.get(person__full_name="Đặng Thị Ân")
    sent(organiser, f"plan-invitation/delete/{invitation.pk}/")
    assert planned(conference)["LD-1-2"] == 0


@pytest.mark.django_db(transaction=True)
def test_a_forgotten_person_is_still_counted(conference: Conference, organiser: Client) -> None:
    person = Person.objects.get(full_name="Nguyễn Văn Ấn")
    sent(organiser, f"plan-person/delete/{person.pk}/")
    assert planned(conference)["LD-1"] == 1
    assert not Invitation.objects.filter(person__full_name="Nguyễn Văn Ấn").exists()


@pytest.mark.django_db(transaction=True)
def test_a_forgotten_persons_name_is_in_no_log_of_the_admin(conference: Conference, organiser: Client) -> None:
    invitation = Invitation.objects.get(person__full_name="Đặng Thị Ân")
    form = delegate_form(conference, full_name="Đặng Thị Ẩn")
    sent(organiser, f"plan-invitation/edit/{invitation.pk}/", **form)
    assert ModelLogEntry.objects.filter(label__contains="Đặng Thị Ẩn").exists()
    sent(organiser, f"plan-person/delete/{invitation.person_id}/")
    assert not ModelLogEntry.objects.filter(label__contains="Đặng Thị").exists()


def test_a_venue_with_people_is_not_deleted(conference: Conference, organiser: Client) -> None:
    venue = conference.venues.get(code="LD-1-2")
    page = sent(organiser, f"plan-venue/delete/{venue.pk}/")
    assert "Không xóa được “Xã Đạm Bri, Thành phố Bảo Lộc” vì còn đại biểu hoặc điểm cầu trực thuộc." in page
    assert Venue.objects.filter(pk=venue.pk).exists()


def test_an_empty_venue_is_deleted_and_leaves_the_plan(conference: Conference, organiser: Client) -> None:
    sent(organiser, f"plan-venue/delete/{conference.venues.get(code='LD-2-1').pk}/")
    assert "LD-2-1" not in planned(conference)


def test_a_conference_is_never_deleted(conference: Conference, organiser: Client) -> None:
    response = organiser.post(f"/admin/plan-conference/delete/{conference.pk}/")
    assert response.status_code == 302
    assert Conference.objects.filter(pk=conference.pk).exists()


def test_a_closed_conferences_counts_cannot_be_edited_away(conference: Conference, organiser: Client) -> None:
    execute(open_conference(conference=conference.uuid, uid=new_uid(), actor="cli"))
    execute(close_conference(conference=conference.uuid, uid=new_uid(), actor="cli"))
    refusal = "Hội nghị đã bế mạc, số liệu đã chốt nên không thay đổi được nữa."
    invitation = Invitation.objects.get(person__full_name="Đặng Thị Ân")
    assert refusal in sent(organiser, "plan-invitation/new/", **delegate_form(conference))
    assert refusal in sent(
        organiser, f"plan-invitation/edit/{invitation.pk}/", **delegate_form(conference, full_name="Đặng Thị Ẩn")
    )
    assert refusal in sent(organiser, f"plan-invitation/delete/{invitation.pk}/")
    assert sorted(Person.objects.values_list("full_name", flat=True)) == [
        "Lê Hải Bình", "Nguyễn Văn Ấn", "Phạm S", "Trần Quốc Đạt", "Đặng Thị Ân",
    ]  # fmt: skip
    assert head_seq(conference.uuid) == 3


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"full_name": ""}, "Mục này bắt buộc nhập."),
        ({"birth_year": "1850"}, "1900"),
        ({"phone": "không có"}, "Chỉ dùng chữ số, có thể có dấu + trước mã quốc gia."),
        ({"is_guest_of_honour": "on"}, "Khách mời danh dự cần có thứ tự giới thiệu."),
        ({"is_guest_of_honour": "on", "protocol_rank": "1"}, "Thứ tự giới thiệu này đã dành cho khách mời khác"),
        (
            {"full_name": "DANG THI AN", "phone": "0987654321"},
            "Đã mời một đại biểu có cùng họ tên và số điện thoại này.",
        ),
    ],
)
def test_a_faulty_delegate_is_told_clearly(
    conference: Conference, organiser: Client, fields: dict[str, Any], message: str
) -> None:
    assert message in sent(organiser, "plan-invitation/new/", **delegate_form(conference, **fields))
    assert Invitation.objects.count() == 5


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"code": "LD-1"}, "Hội nghị này đã có điểm cầu khác mang mã này."),
        ({"code": "Đà Lạt"}, "Chỉ dùng chữ cái không dấu, chữ số, dấu - và _."),
        ({"parent": ""}, "Hội nghị này đã có điểm cầu trung tâm"),
        ({"name": ""}, "Mục này bắt buộc nhập."),
    ],
)
def test_a_faulty_venue_is_told_clearly(
    conference: Conference, organiser: Client, fields: dict[str, Any], message: str
) -> None:
    form = venue_form(conference.venues.get(code="LD-2-1"), code="MOI", name="Xã mới")
    assert message in sent(organiser, "plan-venue/new/", **form | fields)
    assert Venue.objects.count() == 6


def test_a_venue_stays_in_its_own_tree(conference: Conference, organiser: Client) -> None:
    other = Conference.objects.create(slug="khac", name="Khác", organiser="Sở", starts_at="2022-10-31T01:00:00Z")
    elsewhere = Venue.objects.create(conference=other, code="X", tier="hub", name="Nơi khác")
    district, commune = conference.venues.get(code="LD-1"), conference.venues.get(code="LD-1-1")
    below = sent(organiser, f"plan-venue/edit/{district.pk}/", **venue_form(district, parent=commune.pk))
    assert "Điểm cầu đó đang trực thuộc chính điểm cầu này." in below
    form = venue_form(commune, code="MOI", parent=elsewhere.pk)
    assert "Điểm cầu này thuộc hội nghị khác." in sent(organiser, "plan-venue/new/", **form)
    assert "Điểm cầu này thuộc hội nghị khác." in sent(
        organiser, "plan-invitation/new/", **delegate_form(conference, venue=elsewhere.pk)
    )


def test_code_and_conference_are_settled_once(conference: Conference, organiser: Client) -> None:
    venue = conference.venues.get(code="LD-2-1")
    sent(organiser, f"plan-venue/edit/{venue.pk}/", **venue_form(venue, code="KHAC", seats=6))
    venue.refresh_from_db()
    assert (venue.code, venue.seats) == ("LD-2-1", 6)


def test_an_edited_programme_is_recorded(conference: Conference, organiser: Client) -> None:
    item = ProgrammeItem.objects.get(number=2)
    sent(
        organiser,
        f"plan-programmeitem/edit/{item.pk}/",
        conference=conference.pk, number=2, title="Chuyên đề mới", title_en="", speaker_name="", speaker_post="",
    )  # fmt: skip
    event = list(records(conference.uuid))[-1].event
    assert isinstance(event, PlanRecorded)
    assert [planned.title for planned in event.items] == ["Khai mạc", "Chuyên đề mới", "Bế mạc"]


def test_the_sign_in_page_is_in_vietnamese() -> None:
    page = unescape(Client(headers={"accept-language": "vi"}).get("/admin/login/").content.decode())
    assert "Mật khẩu" in page
    assert not re.search(r">\s*(Password|Username|Sign in)\b", page)


def test_a_new_row_starts_in_the_newest_conference(conference: Conference, organiser: Client) -> None:
    Conference.objects.create(slug="cu", name="Cũ", organiser="Sở", starts_at="2021-10-31T01:00:00Z")
    for address in ("plan-invitation/new/", "plan-venue/new/", "plan-programmeitem/new/"):
        assert f'<option value="{conference.pk}" selected>' in shown(organiser, address)


def test_nobody_but_a_signed_in_user_sees_the_plan(conference: Conference) -> None:
    for address in ("plan-invitation/", "plan-person/", "plan-venue/new/", f"plan-conference/edit/{conference.pk}/"):
        response = Client().get(f"/admin/{address}")
        assert response.status_code == 302
        assert response["Location"].startswith("/admin/login/")


def test_a_new_delegate_is_numbered_and_a_number_is_given_once(conference: Conference, organiser: Client) -> None:
    sent(organiser, "plan-invitation/new/", **delegate_form(conference, number="", seat="A5"))
    newcomer = Invitation.objects.get(person__full_name="Võ Thị Mới")
    assert (newcomer.number, newcomer.seat) == (f"{Invitation.objects.count():04}", "A5")
    page = sent(
        organiser, "plan-invitation/new/", **delegate_form(conference, full_name="Võ Thị Hai", number=newcomer.number)
    )
    assert "Số giấy mời này đã dùng cho đại biểu khác của hội nghị." in page
    assert not Person.objects.filter(full_name="Võ Thị Hai").exists()
