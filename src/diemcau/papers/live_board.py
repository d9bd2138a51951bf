# SPDX-License-Identifier: Apache-2.0
"""The board as a workbook at any moment, before the closing too: sums, groups, and what is missing.

Knows no database: it is written from a board and the names that go with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from io import BytesIO

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from diemcau.board.state import Board
from diemcau.conference.events import PlannedVenue
from diemcau.lib.vietnamese_wording import clock_time, long_date, whole_number
from diemcau.outcome.wording import tier_name
from diemcau.papers.archives import settled
from diemcau.papers.cells import Value, put, put_header, put_row, put_title, set_up_print, set_widths
from diemcau.presence.events import SheetCounts
from diemcau.presence.groups import Group, Groups

SUMS, ORGANISATIONS, POSTS = "Tổng hợp", "Cơ quan", "Chức vụ"
SUM_TITLES = (
    *("Mã", "Tên", "Số điểm cầu", "Giấy mời", "Dự thêm", "Chuyển đến", "Chuyển đi"),
    *("Có mặt", "Đi thay", "Vắng có lý do", "Chưa có tin", "Đếm tại chỗ", "Đã chốt", "Cần giải quyết"),
)
GROUP_TITLES = ("TT", "Tên", "Giấy mời", "Có mặt", "Đi thay", "Vắng có lý do", "Chưa có tin")
_SUM_WIDTHS = (17, 44, 9, 9, 9, 9, 9, 9, 9, 11, 9, 11, 14, 11)
_GROUP_WIDTHS = (6, 60, 11, 11, 11, 14, 11)
_HEADER_ROW = 4
_SHEETS = {"open": "chưa", "sealed": "đã chốt", "changed": "có thay đổi"}


@dataclass(frozen=True, kw_only=True, slots=True)
class LiveBoard:
    """A conference's board at a moment; `names` are the venues' by code."""

    conference: str
    board: Board
    names: Mapping[str, str]
    groups: Groups
    at: datetime


def board_workbook(live: LiveBoard, *, zone: tzinfo) -> bytes:
    """Write the workbook: an .xlsx file, times told in `zone`."""
    workbook = Workbook()
    workbook.properties.creator = "Diemcau"
    workbook.properties.title = f"Bảng tổng hợp {live.conference}"
    sums = workbook.active
    assert isinstance(sums, Worksheet)  # noqa: S101 - a new workbook has one worksheet
    sums.title = SUMS
    _write_sums(sums, live, zone)
    for title, groups in ((ORGANISATIONS, live.groups.organisations), (POSTS, live.groups.posts)):
        _write_groups(workbook.create_sheet(title), live, groups, zone)
    written = BytesIO()
    workbook.save(written)
    return settled(written.getvalue(), at=live.at)


def _write_sums(sheet: Worksheet, live: LiveBoard, zone: tzinfo) -> None:
    _write_heading(sheet, live, "BẢNG TỔNG HỢP ĐIỂM DANH", zone, columns=len(SUM_TITLES))
    put_header(sheet, _HEADER_ROW, SUM_TITLES)
    venues = list(live.board.venues.values())
    cluster = live.board.floor.seating.cluster_of
    sections = (
        ("Theo cấp điểm cầu", _grouped(venues, lambda venue: venue.tier), lambda tier: ("", tier_name(tier))),
        (
            "Theo cụm",
            _grouped(venues, lambda venue: cluster(venue.code)),
            lambda code: (code, live.names.get(code, code)),
        ),
        ("Theo điểm cầu", _grouped(venues, lambda venue: venue.code), lambda code: (code, live.names.get(code, code))),
    )
    row = _HEADER_ROW + 1
    for title, groups, told in sections:
        put(sheet, row, 1, title, bold=True, size=12)
        for offset, (key, codes) in enumerate(groups.items(), start=1):
            put_row(sheet, row + offset, (*told(key), *_numbers(live.board, codes)))
        row += len(groups) + 1
        put_row(sheet, row, ("", "Cộng", *_numbers(live.board, list(live.board.venues))), is_sum=True)
        row += 2
    _finish(sheet, live, _SUM_WIDTHS, last_row=row)


def _write_groups(sheet: Worksheet, live: LiveBoard, groups: Sequence[Group], zone: tzinfo) -> None:
    _write_heading(sheet, live, f"ĐIỂM DANH THEO {sheet.title.upper()}", zone, columns=len(GROUP_TITLES))
    put_header(sheet, _HEADER_ROW, GROUP_TITLES)
    for number, group in enumerate(groups, start=1):
        counted = (group.invited, group.present, group.substituted, group.excused, group.absent)
        put_row(sheet, _HEADER_ROW + number, (number, group.name or "Chưa ghi", *counted))
    last_row = _HEADER_ROW + len(groups) + 1
    fields: tuple[Callable[[Group], int], ...] = (
        lambda group: group.invited,
        lambda group: group.present,
        lambda group: group.substituted,
        lambda group: group.excused,
        lambda group: group.absent,
    )
    put_row(sheet, last_row, ("", "Cộng", *(sum(map(field, groups)) for field in fields)), is_sum=True)
    _finish(sheet, live, _GROUP_WIDTHS, last_row=last_row + 2)


def _grouped(venues: Iterable[PlannedVenue], key_of: Callable[[PlannedVenue], str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for venue in venues:
        groups.setdefault(key_of(venue), []).append(venue.code)
    return groups


def _numbers(board: Board, codes: Sequence[str]) -> tuple[Value, ...]:
    rolls = [board.counts(code) for code in codes]
    fields: tuple[Callable[[SheetCounts], int], ...] = (
        lambda roll: roll.invited,
        lambda roll: roll.walk_ins,
        lambda roll: roll.moved_in,
        lambda roll: roll.moved_out,
        lambda roll: roll.present,
        lambda roll: roll.substituted,
        lambda roll: roll.excused,
        lambda roll: roll.absent,
    )
    counted = [roll.headcount for roll in rolls if roll.headcount is not None]
    return (
        len(codes),
        *(sum(map(field, rolls)) for field in fields),
        sum(counted) if counted else "–",
        _sealed(board, codes),
        _cases(board, codes),
    )


def _cases(board: Board, codes: Sequence[str]) -> int:
    """Open cases that concern these venues, each once."""
    wanted = set(codes)
    cases = (case for cases in board.presence.contested.values() for case in cases)
    return sum(any(side.venue in wanted for side in case.sides) for case in cases)


def _sealed(board: Board, codes: Sequence[str]) -> str:
    sheets = [board.presence.sheet_status(code) for code in codes]
    return _SHEETS[sheets[0]] if len(sheets) == 1 else f"{sheets.count('sealed')}/{len(sheets)}"


def _write_heading(sheet: Worksheet, live: LiveBoard, title: str, zone: tzinfo, *, columns: int) -> None:
    put_title(sheet, 1, title, columns=columns, size=16)
    put_title(sheet, 2, live.conference, columns=columns, size=13)
    told = f"{clock_time(live.at, zone)}, {long_date(live.at.astimezone(zone).date())}"
    put(sheet, 3, 1, f"Số liệu tại mục số {whole_number(live.board.seq)} của nhật ký, {told}")


def _finish(sheet: Worksheet, live: LiveBoard, widths: Sequence[float], *, last_row: int) -> None:
    footer = f"Nhật ký hội nghị, mục số {whole_number(live.board.seq)}"
    put(sheet, last_row, 1, footer, size=9)
    set_widths(sheet, widths)
    sheet.row_dimensions[_HEADER_ROW].height = 34
    sheet.freeze_panes = f"C{_HEADER_ROW + 1}"
    set_up_print(sheet, header_row=_HEADER_ROW, footer=footer)
