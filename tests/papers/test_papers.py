# SPDX-License-Identifier: Apache-2.0
"""Minutes and workbook, read back as a person's programs read them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from docx import Document
from openpyxl import load_workbook

from diemcau.outcome.outcome import Outcome
from diemcau.outcome.queries import outcome_of
from diemcau.papers.actions import write_papers
from diemcau.papers.archives import settled
from diemcau.papers.attendance import PEOPLE, SUMS, attendance_workbook
from diemcau.papers.minutes import TEMPLATE, minutes
from diemcau.papers.refusals import FolderCannotBeWritten, TemplateIsBroken
from factories.closed_conference import PRESENT, closed_conference, planned_conference

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture
def outcome() -> Outcome:
    return outcome_of(closed_conference())


def tables(document: bytes) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in Document(BytesIO(document)).tables]


def paragraphs(document: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(BytesIO(document)).paragraphs]


def rows(workbook: bytes, sheet: str) -> list[list[object]]:
    return [list(row) for row in load_workbook(BytesIO(workbook))[sheet].iter_rows(values_only=True)]


def test_minutes_look_like_an_office_wrote_them(outcome: Outcome) -> None:
    written = minutes(outcome, zone=ZONE)
    head = tables(written)[0][0]
    assert head[0].startswith("TỈNH ỦY LÂM ĐỒNG")
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc" in head[1]
    assert "Đà Lạt, ngày 31 tháng 10 năm 2022" in head[1]
    text = paragraphs(written)
    assert text[:3] == ["BIÊN BẢN", "Hội nghị tập huấn công tác Thông tin đối ngoại", " "]
    assert "Khai mạc: 08 giờ 00 phút, ngày 31 tháng 10 năm 2022." in text
    assert any(line.startswith("Hội nghị kết thúc vào 09 giờ 35 phút, ngày 31 tháng 10 năm 2022.") for line in text)


def test_minutes_name_guests_in_protocol_order(outcome: Outcome) -> None:
    text = paragraphs(minutes(outcome, zone=ZONE))
    first = text.index("1. Lê Hải Bình, Phó Trưởng Ban Tuyên giáo Trung ương;")
    assert text[first + 1] == "2. Phạm S, Phó Chủ tịch UBND tỉnh."


def test_minutes_tell_counts_programme_turns_and_losses(outcome: Outcome) -> None:
    _, counts, programme, turns, losses, _ = tables(minutes(outcome, zone=ZONE))
    assert counts[1:] == [
        ["Điểm cầu trung tâm", "1", "3", "2", "0", "0", "1", "2"],
        ["Điểm cầu cấp huyện", "2", "3", "2", "1", "0", "0", "–"],
        ["Điểm cầu cấp xã", "3", "3", "1", "0", "1", "1", "–"],
        ["Cộng", "6", "9", "5", "1", "1", "2", "2"],
    ]
    assert programme[1:] == [
        ["1", "Khai mạc", "Phạm S", "08:00:00", "08:20:00"],
        ["2", "Quan điểm mới về đối ngoại", "Lê Hải Bình", "08:20:00", "09:30:00"],
        ["3", "Bế mạc", "Phạm S", "09:30:00", "09:35:00"],
    ]
    assert turns[1:] == [["1", "Thành phố Bảo Lộc", "Mục 2", "08:30:00", "2 phút 30 giây"]]
    assert losses[1:] == [["1", "Phường 1, Huyện Đam Rông", "08:32:30", "08:34:00", "1 phút 30 giây"]]
    assert "- 08 giờ 32 phút: Huyện Đam Rông: mất điện, chạy máy phát" in paragraphs(minutes(outcome, zone=ZONE))


def test_minutes_tell_how_long_people_were_there_and_what_reached_them(outcome: Outcome) -> None:
    told = [line for line in paragraphs(minutes(outcome, zone=ZONE)) if line.startswith("Bình quân mỗi đại biểu")]
    # Nothing but two and a half minutes of LD-673 was shown, and only the hub's two of six people received it.
    assert told == [
        (
            "Bình quân mỗi đại biểu dự họp 1 giờ 35 phút, trong đó điểm cầu nhận được hình và tiếng 50 giây, "
            "mất tín hiệu 1 phút 40 giây. Mất tín hiệu không tính là vắng mặt."
        )
    ]


def test_minutes_tell_of_an_incident_whose_text_was_destroyed(outcome: Outcome) -> None:
    (incident,) = outcome.incidents
    without_text = replace(outcome, incidents=(replace(incident, text=None),))
    told = paragraphs(minutes(without_text, zone=ZONE))
    assert "- 08 giờ 32 phút: Huyện Đam Rông: nội dung đã được hủy khỏi nhật ký" in told


def test_minutes_carry_entry_and_hash_in_the_footer(outcome: Outcome) -> None:
    footer = Document(BytesIO(minutes(outcome, zone=ZONE))).sections[0].footer
    text = " ".join(paragraph.text for paragraph in footer.paragraphs)
    assert f"mục số {outcome.seal.seq}" in text
    assert outcome.seal.head in text


def test_minutes_leave_no_field_of_the_template_unfilled(outcome: Outcome) -> None:
    with ZipFile(BytesIO(minutes(outcome, zone=ZONE))) as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                assert b"{{" not in archive.read(name), name
                assert b"{%" not in archive.read(name), name


def test_minutes_of_a_broken_template_say_what_to_do(outcome: Outcome, tmp_path: Path) -> None:
    broken = Document(str(TEMPLATE))
    broken.add_paragraph("{{ khong_co_truong_nay }}")
    broken.save(str(tmp_path / "bien-ban.docx"))
    with pytest.raises(TemplateIsBroken, match="khong_co_truong_nay") as refusal:
        minutes(outcome, zone=ZONE, template=tmp_path / "bien-ban.docx")
    assert "Mở mẫu bằng Word" in refusal.value.sentence("vi")


@pytest.mark.parametrize("content", [b"", b"not a Word file", b"PK\x03\x04 half"])
def test_minutes_of_a_template_that_is_no_word_file_are_refused(
    outcome: Outcome, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "bien-ban.docx").write_bytes(content)
    with pytest.raises(TemplateIsBroken):
        minutes(outcome, zone=ZONE, template=tmp_path / "bien-ban.docx")


def test_workbook_sums_by_tier_cluster_and_venue(outcome: Outcome) -> None:
    sums = [row for row in rows(attendance_workbook(outcome, zone=ZONE), SUMS) if row[2] is not None]
    header, *lines = sums
    assert header[3:7] == ["Giấy mời", "Dự thêm", "Từ nơi khác đến", "Dự ở nơi khác"]
    assert header[7:12] == ["Có mặt", "Đi thay", "Vắng có lý do", "Vắng", "Khách mời danh dự"]
    by_tier, by_cluster, by_venue = lines[:4], lines[4:8], lines[8:]
    assert (
        by_tier[-1][1:]
        == by_cluster[-1][1:]
        == by_venue[-1][1:]
        == [*("Cộng", 6, 9, 0, 0, 0, 5, 1, 1, 2, 0, 2, "Khớp", None)]
    )
    assert by_cluster[1] == ["LD-673", "Thành phố Bảo Lộc", 3, 4, 0, 0, 0, 2, 1, 1, 0, 0, "–", "Khớp", 0]
    assert len(by_venue) == 7
    for section in (by_tier, by_cluster, by_venue):
        for column in range(2, 12):
            assert sum(int(str(row[column])) for row in section[:-1]) == section[-1][column]
        for row in section:
            numbers = [int(str(number)) for number in row[3:11]]
            assert sum(numbers[:3]) - numbers[3] == sum(numbers[4:])


def uninvited() -> Outcome:
    """The conference once more, with a newcomer and somebody who sat elsewhere."""
    played = planned_conference()
    played.open()
    played.walk_in("Lò Văn Nửa", venue="LD-674")
    played.tick("Trần Quốc Đạt", venue="LD-674")
    played.close()
    return outcome_of(played.conference)


def test_workbook_balances_with_people_who_were_not_invited_there() -> None:
    outcome = uninvited()
    written = attendance_workbook(outcome, zone=ZONE)
    venues = {row[0]: row[3:14] for row in rows(written, SUMS)[-12:] if row[2] is not None}
    assert venues["LD-674"] == [1, 1, 1, 0, 2, 0, 0, 1, 0, "–", "Khớp"]
    assert venues["LD-673"] == [2, 0, 0, 1, 0, 0, 0, 1, 0, "–", "Khớp"]
    seats = [(row[1], row[3]) for row in rows(written, PEOPLE)[4:] if isinstance(row[0], int)]
    assert ("LD-674", "Trần Quốc Đạt") in seats
    assert ("LD-674", "Lò Văn Nửa") in seats
    assert len(seats) == len(set(seats)) == 10


def test_minutes_tell_who_came_without_an_invitation_and_who_sat_elsewhere() -> None:
    (told,) = [text for text in paragraphs(minutes(uninvited(), zone=ZONE)) if text.startswith("Tổng số đại biểu")]
    assert told == (
        "Tổng số đại biểu dự hội nghị, kể cả người đi thay: 2, trong tổng số 9 giấy mời. Trong số người dự có "
        "1 người không có giấy mời. 1 đại biểu dự tại điểm cầu khác nơi được mời. "
        "Danh sách từng người ở bảng điểm danh kèm theo."
    )


def test_minutes_leave_out_whom_nobody_needs_to_explain(outcome: Outcome) -> None:
    assert not any("không có giấy mời" in text for text in paragraphs(minutes(outcome, zone=ZONE)))


def test_workbook_tells_the_minutes_received_of_halls_and_not_of_the_hub(outcome: Outcome) -> None:
    minutes_of = {"LD-673": 40, "LD-673-2": 21}
    venues = [replace(one, received=timedelta(minutes=minutes_of.get(one.code, 0))) for one in outcome.venues]
    told = {
        row[0]: row[14]
        for row in rows(attendance_workbook(replace(outcome, venues=tuple(venues)), zone=ZONE), SUMS)[-12:]
        if row[2] is not None
    }
    assert (told["LD"], told["LD-673"], told["LD-673-2"]) == ("–", 40, 21)


def test_workbook_lists_everybody_with_status_substitute_and_time(outcome: Outcome) -> None:
    people = [row for row in rows(attendance_workbook(outcome, zone=ZONE), PEOPLE)[4:] if isinstance(row[0], int)]
    assert [(row[1], row[3], row[6], row[7], row[8]) for row in people] == [
        ("LD", "=HYPERLINK(Bình)", "Vắng", None, None),
        ("LD", "Đặng Thị Ân", "Có mặt", None, "07:50:00 31/10/2022"),
        ("LD", "Nguyễn Văn Ấn", "Có mặt", None, "07:50:00 31/10/2022"),
        ("LD-673", "Trần Quốc Đạt", "Có mặt", None, "07:50:00 31/10/2022"),
        ("LD-673", "Phạm Thu Hà", "Đi thay", "Ngô Bá Khá", "07:50:00 31/10/2022"),
        ("LD-673-1", "Lê <b>Ý</b> & Con", "Có mặt", None, "07:50:00 31/10/2022"),
        ("LD-673-2", "Hồ Thị Yến", "Vắng có lý do", None, "07:50:00 31/10/2022"),
        ("LD-674", "Vũ Minh Quân", "Có mặt", None, "07:50:00 31/10/2022"),
        ("LD-674-1", "K'Brèo Rơ Ông", "Vắng", None, None),
    ]


def test_workbook_tells_each_persons_minutes_and_keeps_lost_signal_apart_from_absence(outcome: Outcome) -> None:
    people = [row for row in rows(attendance_workbook(outcome, zone=ZONE), PEOPLE)[4:] if isinstance(row[0], int)]
    told = {str(row[3]): row[9:] for row in people}
    assert told["Đặng Thị Ân"] == [95, 2, 0]
    assert told["Trần Quốc Đạt"] == [95, 0, 2]
    assert told["Hồ Thị Yến"] == ["–", "–", "–"]


def test_workbook_never_runs_what_a_name_says(outcome: Outcome) -> None:
    sheet = load_workbook(BytesIO(attendance_workbook(outcome, zone=ZONE)))[PEOPLE]
    (cell,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=HYPERLINK(Bình)"]
    assert cell.data_type == "s"
    assert cell.quotePrefix


def test_workbook_is_ready_to_read_and_print(outcome: Outcome) -> None:
    workbook = load_workbook(BytesIO(attendance_workbook(outcome, zone=ZONE)))
    for sheet, frozen in ((workbook[SUMS], "C5"), (workbook[PEOPLE], "E5")):
        assert sheet.freeze_panes == frozen
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_title_rows == "$4:$4"
        footer = str(sheet.oddFooter and sheet.oddFooter.left.text)
        assert f"mục số {outcome.seal.seq}" in footer
        assert outcome.seal.head in footer


def test_workbook_tells_when_the_plan_was_edited_after_the_end() -> None:
    conference = closed_conference()
    conference.invitations.get(person__full_name="K'Brèo Rơ Ông").delete()
    sums = rows(attendance_workbook(outcome_of(conference), zone=ZONE), SUMS)
    assert [row[13] for row in sums if row[0] == "LD-674-1"] == ["Lệch 1 điểm cầu"]


def test_the_same_record_gives_the_same_bytes(outcome: Outcome) -> None:
    for write in (minutes, attendance_workbook):
        digests = {hashlib.sha256(write(outcome, zone=ZONE)).hexdigest() for _ in range(2)}
        assert len(digests) == 1


def test_no_instant_but_the_closing_is_in_the_files(outcome: Outcome) -> None:
    for write in (minutes, attendance_workbook):
        with ZipFile(BytesIO(write(outcome, zone=ZONE))) as archive:
            assert {member.date_time for member in archive.infolist()} == {(2022, 10, 31, 2, 35, 0)}
            assert archive.read("docProps/core.xml").count(b"2022-10-31T02:35:00Z") == 2


def test_settling_twice_changes_nothing(outcome: Outcome) -> None:
    once = attendance_workbook(outcome, zone=ZONE)
    assert settled(once, at=datetime(2022, 10, 31, 2, 35, tzinfo=UTC)) == once


def test_papers_are_written_under_names_of_their_own(tmp_path: Path) -> None:
    conference = closed_conference()
    written = write_papers(conference, tmp_path / "papers")
    assert [path.name for path in written] == ["bien-ban-lamdong-2022.docx", "diem-danh-lamdong-2022.xlsx"]
    before = [path.read_bytes() for path in written]
    assert [path.read_bytes() for path in write_papers(conference, tmp_path / "papers")] == before
    assert sorted(path.name for path in (tmp_path / "papers").iterdir()) == [path.name for path in written]


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "papers").write_text("a file where the folder should be")
    with pytest.raises(FolderCannotBeWritten) as refusal:
        write_papers(closed_conference(), tmp_path / "papers")
    assert str(tmp_path / "papers") in refusal.value.sentence("vi")


def test_the_offices_own_template_is_taken(tmp_path: Path, settings: object) -> None:
    settings.DIEMCAU_HOME = tmp_path  # type: ignore[attr-defined]  # pytest-django's wrapper takes any name
    own = Document(str(TEMPLATE))
    own.add_paragraph("Mẫu riêng của {{ hoi_nghi.don_vi }}")
    (tmp_path / "templates").mkdir()
    own.save(str(tmp_path / "templates" / "bien-ban.docx"))
    written, _ = write_papers(closed_conference(), tmp_path / "papers")
    assert "Mẫu riêng của Tỉnh ủy Lâm Đồng" in paragraphs(written.read_bytes())


def test_one_check_in_less_changes_both_papers() -> None:
    outcome = outcome_of(closed_conference(present=PRESENT[1:]))
    assert tables(minutes(outcome, zone=ZONE))[1][-1] == ["Cộng", "6", "9", "4", "1", "1", "3", "2"]
    sums = rows(attendance_workbook(outcome, zone=ZONE), SUMS)
    assert sums[8][1:13] == ["Cộng", 6, 9, 0, 0, 0, 4, 1, 1, 3, 0, 2]
