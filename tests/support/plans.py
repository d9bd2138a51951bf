# SPDX-License-Identifier: Apache-2.0
"""A small plan and workbooks for tests of the plan, made through the product's own actions."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

from diemcau.conference.actions import lay_out, set_programme
from diemcau.conference.blueprint import read_blueprint
from diemcau.conference.models import Conference
from diemcau.journal.commands import execute
from diemcau.lib.clock import SystemClock
from diemcau.lib.ids import new_uid
from diemcau.people.actions import invite_guests, record_plan
from diemcau.people.importing.applying import apply_import
from diemcau.people.importing.comparing import compared
from diemcau.people.importing.lists import read_roster
from diemcau.people.queries import guests_of_honour

EXAMPLE = Path(__file__).parents[2] / "examples" / "lamdong-2022"
HEADER = ("STT", "Họ và tên", "Chức vụ", "Đơn vị công tác", "Điểm cầu", "Năm sinh", "Số điện thoại")
PLAN = """
[conference]
slug = "nho"
name = "Hội nghị nhỏ"
organiser = "Tỉnh ủy"
starts_at = 2022-10-31T08:00:00+07:00

[[guests]]
name = "Lê Hải Bình"
post = "Phó Trưởng Ban"

[[guests]]
name = "Phạm S"
post = "Phó Chủ tịch UBND tỉnh"

[[items]]
title = "Khai mạc"
speaker = "Phạm S"

[[items]]
title = "Chuyên đề"
speaker = "Lê Hải Bình"

[[items]]
title = "Bế mạc"
"""
VENUES = """code,parent,tier,name,address,seats
LD,,hub,Trung tâm Hành chính tỉnh,"36 Trần Phú, Đà Lạt",20
LD-1,LD,district,Thành phố Bảo Lộc,,10
LD-1-1,LD-1,commune,"Phường 1, Thành phố Bảo Lộc",,5
LD-1-2,LD-1,commune,"Xã Đạm Bri, Thành phố Bảo Lộc",,5
LD-2,LD,district,Huyện Đam Rông,,10
LD-2-1,LD-2,commune,"Phường 1, Huyện Đam Rông",,5
"""
ROWS = (
    (1, "Nguyễn Văn Ấn", "Trưởng phòng", "Huyện đoàn", "Thành phố Bảo Lộc", 1980, "0912345678"),
    (2, "ĐẶNG THỊ ÂN", "Chuyên viên", "UBND xã", "Xã Đạm Bri", 1990, 987654321),
    (3, "Trần Quốc Đạt", "Trưởng thôn", "UBND xã", "Phường 1, Thành phố Bảo Lộc", "01/02/1975", "0912.000.111"),
)

Row = Sequence[object]


def workbook(*sheets: tuple[str, Sequence[Row]]) -> bytes:
    """An .xlsx file with these sheets."""
    book = Workbook(write_only=True)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def roster(*rows: Row, sender: str = "Thành phố Bảo Lộc", header: Row = HEADER) -> bytes:
    """A list of delegates as an office sends it: a title, the sender, a gap, the header."""
    return workbook(("Danh sách", [("DANH SÁCH ĐẠI BIỂU",), (f"Đơn vị: {sender}",), (), header, *rows]))


def folder(path: Path, **rosters: bytes) -> Path:
    """A folder to load: the small plan, and workbooks by name (without .xlsx)."""
    (path / "conference.toml").write_text(PLAN, encoding="utf-8")
    (path / "venues.csv").write_text(VENUES, encoding="utf-8")
    for name, content in (rosters or {"a": roster(*ROWS)}).items():
        (path / f"{name}.xlsx").write_bytes(content)
    return path


def small_conference(*rows: Row) -> Conference:
    """The small plan in the tables, with these delegates; nothing is in the journal."""
    blueprint = read_blueprint(plan=PLAN.encode(), venues=VENUES.encode())
    conference, _ = lay_out(blueprint)
    roll = read_roster(roster(*(rows or ROWS)), file="a.xlsx")
    apply_import(conference, compared(conference, [roll]), by="load", at=SystemClock().now())
    invite_guests(conference, blueprint.guests)
    guests = {guest.person.full_name: guest.person.uuid for guest in guests_of_honour(conference)}
    set_programme(conference, blueprint.items, persons=guests)
    return conference


def recorded_conference() -> Conference:
    """The small plan with its delegates, recorded in the journal."""
    conference = small_conference()
    command = record_plan(conference, uid=new_uid(), actor="cli")
    assert command is not None
    execute(command)
    return conference
