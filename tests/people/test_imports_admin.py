# SPDX-License-Identifier: Apache-2.0
"""Lists in the organisers' admin: looked at, settled, applied in parts, sent again, taken back."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from diemcau.conference.actions import open_conference
from diemcau.conference.models import Conference
from diemcau.journal.commands import execute
from diemcau.journal.queries import head_seq
from diemcau.lib.clock import SystemClock
from diemcau.lib.ids import new_uid
from diemcau.people.models import AppliedImport, ImportDraft, Invitation, Person
from diemcau.presence.actions import About, check_in
from support.plans import ROWS, Row, recorded_conference, roster

pytestmark = pytest.mark.django_db


@pytest.fixture
def conference() -> Conference:
    return recorded_conference()


def page_of(client: Client, address: str) -> str:
    response = client.get(f"/admin/people-import/{address}")
    assert response.status_code == 200
    return unescape(response.content.decode())


def sent(client: Client, address: str, /, **fields: Any) -> str:
    response = client.post(f"/admin/people-import/{address}", fields, follow=True)
    assert response.status_code == 200
    return unescape(response.content.decode())


def uploaded(client: Client, conference: Conference, *rows: Row, **more: bytes) -> ImportDraft:
    files = {"a.xlsx": roster(*rows), **{name.replace("_", "."): content for name, content in more.items()}}
    lists = [SimpleUploadedFile(name, content) for name, content in files.items()]
    sent(client, "", conference=conference.pk, lists=lists)
    return ImportDraft.objects.latest("id")


def last_import() -> AppliedImport:
    return AppliedImport.objects.latest("id")


def counts(page: str) -> dict[str, int]:
    tabs = re.findall(r'href="\?show=(\w+)".*?<b>(\d+)</b>', page, flags=re.DOTALL)
    return {name: int(n) for name, n in tabs if int(n)}


def test_a_preview_counts_rows_by_what_would_become_of_them_and_changes_nothing(
    conference: Conference, organiser: Client
) -> None:
    before = list(Invitation.objects.values())
    draft = uploaded(
        organiser,
        conference,
        ROWS[0],
        (2, "Đặng Thị Ân", "Phó phòng", "UBND xã", "Xã Đạm Bri", 1990, "0987654321"),
        (3, "Trần Quốc Đạt", "", "Sở Nội vụ", "Phường 1, Thành phố Bảo Lộc", "", ""),
        (4, "Lê Mới", "Chuyên viên", "UBND xã", "Huyện Đam Rông", 1988, "0909000999"),
        (5, "Bùi Sao", "Chuyên viên", "UBND xã", "Sao Hỏa", 1988, ""),
    )
    page = page_of(organiser, f"{draft.pk}/")
    assert counts(page) == {"held": 1, "new": 2, "changed": 1, "same": 1}
    assert "2 mới, 1 đổi chức vụ" in page
    assert "hội nghị không có điểm cầu “Sao Hỏa”" in page
    assert "chức vụ: Chuyên viên → Phó phòng" in page_of(organiser, f"{draft.pk}/?show=changed")
    assert list(Invitation.objects.values()) == before


def test_a_doubt_is_shown_with_its_score_and_settled_by_the_organiser(
    conference: Conference, organiser: Client
) -> None:
    doubtful = (1, "Trần Quốc Đạt", "", "", "Phường 1, Thành phố Bảo Lộc", "", "")
    draft = uploaded(organiser, conference, doubtful)
    page = page_of(organiser, f"{draft.pk}/")
    assert counts(page) == {"held": 1}
    assert "50/100" in page
    assert "cùng họ tên +40" in page
    assert "Còn 1 dòng chưa giải quyết xong" in sent(organiser, f"{draft.pk}/", action="apply")
    key, known = "row:a.xlsx|Danh sách|5", Invitation.objects.get(person__full_name="Trần Quốc Đạt")
    assert counts(sent(organiser, f"{draft.pk}/", **{key: f"same:known:{known.pk}"})) == {"same": 1}
    assert counts(sent(organiser, f"{draft.pk}/", **{key: "another"})) == {"new": 1}
    assert counts(sent(organiser, f"{draft.pk}/", **{key: "out"})) == {"out": 1}
    assert counts(sent(organiser, f"{draft.pk}/", **{key: ""})) == {"held": 1}
    sent(organiser, f"{draft.pk}/", action="all-another")
    sent(organiser, f"{draft.pk}/", action="apply")
    assert Person.objects.filter(full_name="Trần Quốc Đạt").count() == 2
    assert not ImportDraft.objects.exists()


def test_good_rows_are_taken_while_faulty_ones_wait_for_their_venue(conference: Conference, organiser: Client) -> None:
    rows = [(n, name, "", "", "Sao Hỏa", "", "") for n, name in enumerate(("Bùi Một", "Bùi Hai"), start=2)]
    draft = uploaded(organiser, conference, (1, "Lê Mới", "", "", "Huyện Đam Rông", "", ""), *rows)
    seq = head_seq(conference.uuid)
    sent(organiser, f"{draft.pk}/", action="apply", without_held="yes")
    assert Invitation.objects.filter(person__full_name="Lê Mới").count() == 1
    assert head_seq(conference.uuid) == seq + 1
    page = page_of(organiser, f"{draft.pk}/")
    assert counts(page) == {"held": 2, "same": 1}
    (question,) = re.findall(r'name="(venue:[^"]+)"', page)
    assert counts(sent(organiser, f"{draft.pk}/", **{question: "LD-2-1"})) == {"new": 2, "same": 1}
    sent(organiser, f"{draft.pk}/", action="apply")
    assert Invitation.objects.filter(venue__code="LD-2-1").count() == 2
    assert not ImportDraft.objects.exists()


def test_sending_again_is_a_difference_that_can_be_taken_back(conference: Conference, organiser: Client) -> None:
    before = list(Invitation.objects.order_by("pk").values())
    draft = uploaded(
        organiser,
        conference,
        (1, "Nguyễn Văn Ấn", "Phó phòng", "Huyện đoàn", "Xã Đạm Bri", 1980, "0912345678"),
        (2, "Lê Mới", "", "", "Huyện Đam Rông", "", ""),
    )
    assert "1 mới, 1 đổi chức vụ, 1 đổi điểm cầu" in sent(organiser, f"{draft.pk}/", action="apply")
    applied = last_import()
    page = page_of(organiser, f"applied/{applied.pk}/")
    assert "điểm cầu: Thành phố Bảo Lộc → Xã Đạm Bri, Thành phố Bảo Lộc" in page
    assert "Đã hoàn tác: xóa 1, khôi phục 1, giữ nguyên như hiện tại 0" in sent(organiser, f"applied/{applied.pk}/")
    assert list(Invitation.objects.order_by("pk").values()) == before
    assert not Person.objects.filter(full_name="Lê Mới").exists()
    assert "đã được hoàn tác rồi" in sent(organiser, f"applied/{applied.pk}/")


def test_taking_back_leaves_what_was_changed_since_and_says_so(conference: Conference, organiser: Client) -> None:
    rows = (
        (1, "Nguyễn Văn Ấn", "Phó phòng", "Huyện đoàn", "Xã Đạm Bri", 1980, "0912345678"),
        (2, "Lê Mới", "", "", "Huyện Đam Rông", "", ""),
    )
    sent(organiser, f"{uploaded(organiser, conference, *rows).pk}/", action="apply")
    Invitation.objects.filter(person__full_name="Nguyễn Văn Ấn").update(post="Trưởng ban")
    Invitation.objects.filter(person__full_name="Lê Mới").update(seat="A1")
    page = sent(organiser, f"applied/{last_import().pk}/")
    assert "Không hoàn tác được: đã sửa sau đó: chức vụ" in page
    assert "Không hoàn tác được: đã sửa sau đó: ghế" in page
    kept = Invitation.objects.get(person__full_name="Nguyễn Văn Ấn")
    assert (kept.post, kept.venue.code) == ("Trưởng ban", "LD-1")
    assert last_import().undo == {"removed": 0, "restored": 0, "kept": 2}


def test_taking_back_leaves_whoever_the_roll_has_called(conference: Conference, organiser: Client) -> None:
    draft = uploaded(organiser, conference, (1, "Lê Mới", "", "", "Huyện Đam Rông", "", ""))
    sent(organiser, f"{draft.pk}/", action="apply")
    execute(open_conference(conference=conference.uuid, uid=new_uid(), actor="cli"))
    person = Person.objects.get(full_name="Lê Mới").uuid
    now = SystemClock().now()
    about = About(conference=conference.uuid, uid=new_uid(), actor="cli", person=person, venue="LD-2", noted_at=now)
    execute(check_in(about, method="tick"))
    assert "đại biểu này đã được điểm danh" in sent(organiser, f"applied/{last_import().pk}/")
    assert Person.objects.filter(uuid=person).exists()


def test_places_in_the_order_are_turned_round_and_back(conference: Conference, organiser: Client) -> None:
    header = ("STT", "Họ và tên", "Chức vụ", "Đơn vị công tác", "Điểm cầu", "Số điện thoại", "Thứ tự giới thiệu")
    ranks = [(50, 51), (51, 50)]
    for first, second in ranks:
        rows = (
            (1, "Nguyễn Văn Ấn", "", "", "Thành phố Bảo Lộc", "0912345678", first),
            (2, "Đặng Thị Ân", "", "", "Xã Đạm Bri", "0987654321", second),
            (3, "Trần Quốc Đạt", "", "", "Phường 1, Thành phố Bảo Lộc", "0912000111", 1),
        )
        lists = [SimpleUploadedFile("a.xlsx", roster(*rows, header=header))]
        page = sent(organiser, "", conference=conference.pk, lists=lists)
        assert "thứ tự giới thiệu 1 đã có người khác (Lê Hải Bình)" in page + page_of(
            organiser, f"{ImportDraft.objects.get().pk}/?show=same"
        )
        sent(organiser, f"{ImportDraft.objects.get().pk}/", action="apply")
    held = dict(Invitation.objects.on_roll().values_list("person__full_name", "protocol_rank"))
    assert held == {"Nguyễn Văn Ấn": 51, "Đặng Thị Ân": 50, "Trần Quốc Đạt": None}
    sent(organiser, f"applied/{last_import().pk}/")
    held = dict(Invitation.objects.on_roll().values_list("person__full_name", "protocol_rank"))
    assert held == {"Nguyễn Văn Ấn": 50, "Đặng Thị Ân": 51, "Trần Quốc Đạt": None}


def test_the_senders_file_comes_back_coloured_and_commented(conference: Conference, organiser: Client) -> None:
    text = "Họ và tên;Điểm cầu\n=1+1;Xã Đạm Bri\nBùi Sao;Sao Hỏa\n".encode()
    wrong = (1, "Bùi Sao", "", "", "Sao Hỏa", "", "")
    moved = (2, "Nguyễn Văn Ấn", "Phó phòng", "Huyện đoàn", "Xã Đạm Bri", 1980, "0912345678")
    draft = uploaded(organiser, conference, wrong, moved, b_csv=text)
    books = {}
    for file in draft.files.all():
        response = organiser.get(f"/admin/people-import/{draft.pk}/files/{file.pk}/")
        books[file.name] = load_workbook(BytesIO(response.content))
    sheet = books["a.xlsx"]["Danh sách"]
    assert "không có điểm cầu “Sao Hỏa”" in sheet["E5"].comment.text
    assert sheet["E5"].fill.fgColor.rgb.endswith("EE6B6B")
    assert sheet["C6"].comment.text == "chức vụ: Trưởng phòng → Phó phòng"
    assert sheet["A1"].value == "DANH SÁCH ĐẠI BIỂU"
    plain = books["b.csv"]["b"]
    assert (plain["A2"].value, plain["A2"].data_type) == ("=1+1", "s")
    assert "Sao Hỏa" in plain["B3"].comment.text


@pytest.mark.parametrize("content", [b"not a workbook", b""])
def test_what_is_no_list_is_refused_in_plain_words(conference: Conference, organiser: Client, content: bytes) -> None:
    lists = [SimpleUploadedFile("ds.xlsx", content)]
    page = sent(organiser, "", conference=conference.pk, lists=lists)
    assert "ds.xlsx không phải là bảng tính" in page
    assert not ImportDraft.objects.exists()


def test_two_files_of_one_name_are_told_apart(conference: Conference, organiser: Client) -> None:
    lists = [SimpleUploadedFile("ds.xlsx", roster(row)) for row in ROWS[:2]]
    sent(organiser, "", conference=conference.pk, lists=lists)
    assert list(ImportDraft.objects.get().files.values_list("name", flat=True)) == ["ds (2).xlsx", "ds.xlsx"]


def test_only_whoever_may_invite_sees_the_pages(conference: Conference) -> None:
    user = get_user_model().objects.create_user("bien-tap", "x@localhost", "mat-khau", is_staff=True)
    client = Client()
    client.force_login(user)
    assert client.get("/admin/people-import/").status_code in {302, 403}
    assert client.get("/admin/people-import/1/").status_code in {302, 403}
    assert conference.pk


def test_the_before_and_after_go_with_the_person_and_the_counts_stay(conference: Conference, organiser: Client) -> None:
    rows = ((1, "Lê Mới", "", "", "Huyện Đam Rông", "", ""), (2, "Bùi Sao", "", "", "Sao Hỏa", "", ""))
    draft = uploaded(organiser, conference, *rows)
    sent(organiser, f"{draft.pk}/", action="apply", without_held="yes")
    assert last_import().changes.count() == 1
    Person.objects.get(full_name="Lê Mới").delete()
    assert last_import().changes.count() == 0
    assert last_import().difference == {"new": 1}
