# SPDX-License-Identifier: Apache-2.0
"""The attendance workbook: one sheet of sums that balance, one of all people.

Owns the workbook's layout. Knows no database: it is written from an outcome alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import tzinfo
from io import BytesIO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from diemcau.lib.vietnamese_wording import clock_time, long_date, whole_number
from diemcau.outcome.counts import total
from diemcau.outcome.outcome import Attendee, Outcome, VenueOutcome
from diemcau.outcome.stays import Stay
from diemcau.outcome.wording import tier_name
from diemcau.papers.archives import settled
from diemcau.papers.cells import Value, put, put_header, put_row, put_title, set_up_print, set_widths
from diemcau.papers.wording import STATUSES

SUMS, PEOPLE = "Tổng hợp", "Danh sách"
SUM_TITLES = (
    *("Mã", "Tên", "Số điểm cầu", "Giấy mời", "Dự thêm", "Từ nơi khác đến", "Dự ở nơi khác"),
    *("Có mặt", "Đi thay", "Vắng có lý do", "Vắng", "Khách mời danh dự"),
    *("Số đếm tại chỗ", "Đối chiếu", "Phút nhận được hình và tiếng"),
)
PEOPLE_TITLES = (
    *("TT", "Mã điểm cầu", "Điểm cầu", "Họ và tên", "Cơ quan, đơn vị", "Chức vụ"),
    *("Điểm danh", "Người đi thay", "Ghi nhận lúc"),
    *("Phút có mặt", "Phút nhận được hình và tiếng", "Phút mất tín hiệu"),
)
BALANCED = "Khớp"
_SUM_WIDTHS = (17, 44, 9, 9, 9, 11, 11, 9, 9, 11, 9, 11, 11, 16, 14)
_PEOPLE_WIDTHS = (6, 17, 34, 27, 36, 30, 15, 25, 20, 9, 14, 11)
_HEADER_ROW = 4


def attendance_workbook(outcome: Outcome, *, zone: tzinfo) -> bytes:
    """Write the workbook.

    Args:
        outcome: of a closed conference.
        zone: in which times are told.
    Returns: an .xlsx file, the same bytes for the same outcome.
    """
    workbook = Workbook()
    workbook.properties.creator = "Diemcau"
    workbook.properties.title = f"Bảng điểm danh {outcome.name}"
    sums = workbook.active
    assert isinstance(sums, Worksheet)  # noqa: S101 - a new workbook has one worksheet
    sums.title = SUMS
    _write_sums(sums, outcome, zone)
    _write_people(workbook.create_sheet(PEOPLE), outcome, zone)
    written = BytesIO()
    workbook.save(written)
    return settled(written.getvalue(), at=outcome.closed_at)


def _write_sums(sheet: Worksheet, outcome: Outcome, zone: tzinfo) -> None:
    _write_heading(sheet, outcome, "TỔNG HỢP ĐIỂM DANH", zone, columns=len(SUM_TITLES))
    put_header(sheet, _HEADER_ROW, SUM_TITLES)
    sections = (
        ("Theo cấp điểm cầu", [("", tier_name(tier), outcome.venues_of_tier(tier)) for tier in outcome.tiers]),
        ("Theo cụm", [(c, outcome.venue(c).name, outcome.venues_of_cluster(c)) for c in outcome.clusters]),
        ("Theo điểm cầu", [(v.code, outcome.full_name(v.code), (v,)) for v in outcome.venues]),
    )
    row = _HEADER_ROW + 1
    for title, lines in sections:
        put(sheet, row, 1, title, bold=True, size=12)
        for offset, (code, name, venues) in enumerate(lines, start=1):
            put_row(sheet, row + offset, (code, name, *_numbers(venues), _minutes_received(outcome, venues)))
        row += len(lines) + 1
        put_row(sheet, row, ("", "Cộng", *_numbers(outcome.venues), ""), is_sum=True)
        row += 2
    _finish(sheet, outcome, _SUM_WIDTHS, last_row=row)


def _write_people(sheet: Worksheet, outcome: Outcome, zone: tzinfo) -> None:
    _write_heading(sheet, outcome, "DANH SÁCH ĐẠI BIỂU", zone, columns=len(PEOPLE_TITLES))
    put_header(sheet, _HEADER_ROW, PEOPLE_TITLES)
    seats = [(venue, person) for venue in outcome.venues for person in venue.people]
    for number, (venue, person) in enumerate(seats, start=1):
        put_row(sheet, _HEADER_ROW + number, (number, *_person(outcome, venue, person, zone)))
    last_row = _HEADER_ROW + len(seats)
    sheet.auto_filter.ref = f"A{_HEADER_ROW}:{get_column_letter(len(PEOPLE_TITLES))}{last_row}"
    _finish(sheet, outcome, _PEOPLE_WIDTHS, last_row=last_row + 2)


def _write_heading(sheet: Worksheet, outcome: Outcome, title: str, zone: tzinfo, *, columns: int) -> None:
    closed = f"{clock_time(outcome.closed_at, zone)}, {long_date(outcome.closed_at.astimezone(zone).date())}"
    put_title(sheet, 1, title, columns=columns, size=16)
    put_title(sheet, 2, outcome.name, columns=columns, size=13)
    put(sheet, 3, 1, f"Số liệu tại thời điểm bế mạc: {closed}")


def _finish(sheet: Worksheet, outcome: Outcome, widths: Sequence[float], *, last_row: int) -> None:
    sealed = f"Nhật ký hội nghị, mục số {whole_number(outcome.seal.seq)}, mã băm SHA-256 {outcome.seal.head}"
    put(sheet, last_row, 1, sealed, size=9)
    set_widths(sheet, widths)
    sheet.row_dimensions[_HEADER_ROW].height = 34
    sheet.freeze_panes = f"C{_HEADER_ROW + 1}" if sheet.title == SUMS else f"E{_HEADER_ROW + 1}"
    set_up_print(sheet, header_row=_HEADER_ROW, footer=sealed)


def _numbers(venues: Sequence[VenueOutcome]) -> tuple[Value, ...]:
    counts = total(venue.counts for venue in venues)
    numbers = (
        *(counts.invited, counts.walk_ins, counts.moved_in, counts.moved_out),
        *(counts.present, counts.substituted, counts.excused, counts.absent, counts.guests),
    )
    heads = "–" if counts.headcount is None else counts.headcount
    return (len(venues), *numbers, heads, _comparison(venues))


def _minutes_received(outcome: Outcome, venues: Sequence[VenueOutcome]) -> Value:
    """A venue's own minutes, or the mean of several. The hub makes the programme, so it isn't asked."""
    halls = [venue for venue in venues if venue.code != outcome.hub]
    if not halls:
        return "–"
    return round(sum(venue.received.total_seconds() for venue in halls) / len(halls) / 60)


def _comparison(venues: Iterable[VenueOutcome]) -> str:
    """Whether the list of people says the same as the board; it can differ when the plan was edited after the end."""
    off = sum(1 for venue in venues if not _agrees(venue))
    return f"Lệch {off} điểm cầu" if off else BALANCED


def _agrees(venue: VenueOutcome) -> bool:
    listed = [person.status for person in venue.people]
    counts = venue.counts
    return (counts.present, counts.substituted, counts.excused, counts.absent) == (
        listed.count("present"),
        listed.count("substituted"),
        listed.count("excused"),
        listed.count("absent"),
    )


def _person(outcome: Outcome, venue: VenueOutcome, person: Attendee, zone: tzinfo) -> tuple[Value, ...]:
    return (
        venue.code,
        outcome.full_name(venue.code),
        person.name,
        person.organisation,
        person.post,
        STATUSES[person.status],
        person.substitute or "",
        f"{person.noted_at.astimezone(zone):%H:%M:%S %d/%m/%Y}" if person.noted_at else "",
        *_minutes_of(person.stay),
    )


def _minutes_of(stay: Stay | None) -> tuple[Value, ...]:
    """Minutes of a stay; nothing for whoever wasn't there. Each is rounded down, so they never add up to too much."""
    if stay is None:
        return ("–", "–", "–")
    return tuple(int(length.total_seconds() // 60) for length in (stay.present, stay.received, stay.lost))
