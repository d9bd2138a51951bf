# SPDX-License-Identifier: Apache-2.0
"""A conference of seven venues in the form of an example folder, told in half a minute."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

from support.decks import pdf

VENUES = {
    "HQ": ("", "hub", "Trung tâm hội nghị"),
    "HQ-1": ("HQ", "district", "Huyện Một"),
    "HQ-2": ("HQ", "district", "Huyện Hai"),
    "HQ-1-1": ("HQ-1", "commune", "Xã Bình An, Huyện Một"),
    "HQ-1-2": ("HQ-1", "commune", "Xã Đạ Tông, Huyện Một"),
    "HQ-2-1": ("HQ-2", "commune", "Xã Lộc Phát, Huyện Hai"),
    "HQ-2-2": ("HQ-2", "commune", "Xã Ma Đa Guôi, Huyện Hai"),
}
PEOPLE_A_VENUE = 5
PLAN = """
[conference]
slug = "nho"
name = "Hội nghị thử"
organiser = "Ban Tổ chức"
section = "Tin thử"
byline = "Người Viết"
source = "Ban Tổ chức"
place = "Đà Lạt"
starts_at = 2022-10-31T08:00:00+07:00

[[guests]]
name = "Khách Danh Dự"
post = "Phó Chủ tịch"

[[items]]
title = "Khai mạc"
speaker = "Khách Danh Dự"

[[items]]
title = "Thảo luận"

[[decks]]
file = "trang.pdf"
title = "Chuyên đề thử"
item = 2

[[clips]]
file = "phim.mp4"
title = "Phim thử"
"""
DECK_PAGES = 4
FILM = Path(__file__).parents[2] / "examples" / "lamdong-2022" / "mo-dau.mp4"
SCRIPT = """
lasts_s = 24
browser = "HQ-1-1"

[roll]
from_s = 3
until_s = 9
excused_every = 9
substituted_every = 7

[[roll.people]]
venue = "HQ-2"
name = "Đại Biểu Hai Ba"
status = "present"

[[hands]]
at_s = 4
venue = "HQ-2-1"

[[losses]]
at_s = 9
back_at_s = 11
venue = "HQ-2-2"

[[steps]]
at_s = 1
do = "open"
[[steps]]
at_s = 2
do = "scene"
scene = "speaker"
[[steps]]
at_s = 3
do = "item"
item = 1
[[steps]]
at_s = 3.2
do = "clip"
[[steps]]
at_s = 5
do = "call"
venue = "HQ-2-1"
[[steps]]
at_s = 8
do = "air"
venue = "HQ-2-1"
[[steps]]
at_s = 11.5
do = "incident"
venue = "HQ-2-2"
text = "Mất điện, đã chạy máy phát."
[[steps]]
at_s = 12
do = "item"
item = 2
[[steps]]
at_s = 13
do = "release"
venue = "HQ-2-1"
[[steps]]
at_s = 14
do = "call"
venue = "HQ-1-1"
[[steps]]
at_s = 17
do = "air"
venue = "HQ-1-1"
[[steps]]
at_s = 20
do = "release"
venue = "HQ-1-1"
[[steps]]
at_s = 23
do = "close"
"""
CODES_IN_WORDS = {"HQ": "Trung Tâm", "HQ-1": "Một", "HQ-2": "Hai", "HQ-1-1": "An", "HQ-1-2": "Tông"} | {
    "HQ-2-1": "Phát",
    "HQ-2-2": "Guôi",
}
NUMBERS = ("Không", "Nhất", "Nhì", "Ba", "Tư", "Năm")


def write_small_conference(folder: Path, *, script: str = SCRIPT) -> None:
    """Write plan, venues, one workbook, a deck, a film and the script into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "conference.toml").write_text(PLAN, encoding="utf-8")
    (folder / "rehearsal.toml").write_text(script, encoding="utf-8")
    (folder / "trang.pdf").write_bytes(pdf(DECK_PAGES))
    (folder / "phim.mp4").write_bytes(FILM.read_bytes())
    lines = ["code,parent,tier,name,address,seats"]
    lines += [f'{code},{parent},{tier},"{name}",,9' for code, (parent, tier, name) in VENUES.items()]
    (folder / "venues.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["STT", "Họ và tên", "Chức vụ", "Đơn vị công tác", "Điểm cầu", "Năm sinh", "Số điện thoại"])
    number = 0
    for code, (_, _, name) in VENUES.items():
        for place in range(1, PEOPLE_A_VENUE + 1):
            number += 1
            who = f"Đại Biểu {CODES_IN_WORDS[code]} {NUMBERS[place]}"
            sheet.append([number, who, "Cán bộ", "Văn phòng", name, 1960 + number, f"09{number:08d}"])
    workbook.save(folder / "roster.xlsx")
