# SPDX-License-Identifier: Apache-2.0
"""What a sender is told about a workbook that can't be taken, and where the fault is."""

from __future__ import annotations

from diemcau.lib.refusal import Refusal


class WorkbookIsUnreadable(Refusal):
    """The file isn't a workbook, or is damaged."""

    code = "workbook_is_unreadable"
    status = 422
    vi = (
        "Tệp {file} không phải là bảng tính (.xlsx, .xls, .ods, .csv) hoặc đã hỏng. "
        "Hãy mở bằng Excel, lưu lại dưới dạng .xlsx rồi gửi lại."
    )
    en = (
        "{file} isn't a workbook (.xlsx, .xls, .ods, .csv), or is damaged. "
        "Open it in Excel, save it as .xlsx and send it again."
    )


class WorkbookIsTooLarge(Refusal):
    """The file holds more than any list of delegates."""

    code = "workbook_is_too_large"
    status = 422
    vi = (
        "Tệp {file} quá lớn (tối đa {most} MB và 50.000 dòng). Hãy xóa hình ảnh và các dòng trống, "
        "hoặc tách thành nhiều tệp rồi gửi lại."
    )
    en = "{file} is too large (at most {most} MB and 50,000 rows). Take out pictures and empty rows, or split it."


class HeaderIsMissing(Refusal):
    """No sheet has a row that names the columns needed."""

    code = "header_is_missing"
    status = 422
    vi = (
        "Tệp {file}: không tìm thấy dòng tiêu đề có các cột {columns} "
        "trong {rows} dòng đầu của các trang tính {sheets}. "
        "Dòng giống tiêu đề nhất: {nearest}. Hãy đặt tên các cột này trên cùng một dòng rồi gửi lại."
    )
    en = (
        "{file}: no header row with the columns {columns} was found in the first {rows} rows of the sheets {sheets}. "
        "The row most like one: {nearest}. Name these columns in one row and send it again."
    )


class NameIsMissing(Refusal):
    """A row has an office or a telephone number, but no name."""

    code = "name_is_missing"
    status = 422
    vi = "Tệp {file}, trang “{sheet}”, dòng {row}: chưa có họ tên. Hãy điền họ tên hoặc xóa dòng này."
    en = "{file}, sheet “{sheet}”, row {row}: there is no name. Fill it in, or delete the row."


class CellIsTooLong(Refusal):
    """A cell holds more than the plan can keep."""

    code = "cell_is_too_long"
    status = 422
    vi = "Tệp {file}, trang “{sheet}”, dòng {row}: ô “{column}” dài quá {longest} ký tự. Hãy rút gọn rồi gửi lại."
    en = "{file}, sheet “{sheet}”, row {row}: “{column}” is longer than {longest} characters. Shorten it."


class VenueIsMissing(Refusal):
    """A row doesn't say where the person sits."""

    code = "venue_is_missing"
    status = 422
    vi = "Tệp {file}, trang “{sheet}”, dòng {row}: {name} chưa có điểm cầu. Hãy ghi tên điểm cầu."
    en = "{file}, sheet “{sheet}”, row {row}: {name} has no venue. Fill in the venue's name."


class VenueIsUnknown(Refusal):
    """A row names a venue that the conference doesn't have."""

    code = "venue_is_unknown"
    status = 422
    vi = (
        "Tệp {file}, trang “{sheet}”, dòng {row}: hội nghị không có điểm cầu “{venue}”. "
        "Tên gần giống nhất: {nearest}. Hãy sửa lại tên điểm cầu."
    )
    en = (
        "{file}, sheet “{sheet}”, row {row}: the conference has no venue “{venue}”. "
        "The nearest names: {nearest}. Mend the venue's name."
    )


class VenueIsAmbiguous(Refusal):
    """A row names a venue shortly, and several venues are called so."""

    code = "venue_is_ambiguous"
    status = 422
    vi = (
        "Tệp {file}, trang “{sheet}”, dòng {row}: có nhiều điểm cầu tên “{venue}” ({candidates}). "
        "Hãy ghi đầy đủ cả tên huyện, thành phố."
    )
    en = (
        "{file}, sheet “{sheet}”, row {row}: several venues are called “{venue}” ({candidates}). "
        "Write the full name with its district."
    )


class DelegateIsDoubtful(Refusal):
    """A row may mean somebody who is known already; only a person can tell."""

    code = "delegate_is_doubtful"
    status = 422
    vi = (
        "Tệp {file}, trang “{sheet}”, dòng {row}: {name} có thể là {candidate} ({points}/100: {evidence}). "
        "Hãy nạp tệp này trong trang quản trị (“Nạp danh sách”) và chọn đúng người."
    )
    en = (
        "{file}, sheet “{sheet}”, row {row}: {name} may be {candidate} ({points}/100: {evidence}). "
        "Load this file in the admin (“Import lists”) and choose who it is."
    )


class RostersHaveFaults(Refusal):
    """Rows of the workbooks can't be taken; each is told on its own."""

    code = "rosters_have_faults"
    status = 422
    vi = "Có {faults} dòng không nhận được, nên chưa có gì bị thay đổi. Hãy sửa các dòng nêu trên rồi nạp lại."
    en = "{faults} rows can't be taken, so nothing was changed. Mend the rows told above and load again."

    def __init__(self, faults: tuple[Refusal, ...]) -> None:
        super().__init__(faults=len(faults))
        self.faults = faults


class BadgeIsForged(Refusal):
    """The QR isn't one of this installation's badges, or was altered."""

    code = "badge_is_forged"
    status = 422
    vi = "Mã này không phải mã đại biểu do ban tổ chức cấp, hoặc đã bị sửa. Hãy tìm đại biểu theo tên trong danh sách."
    en = "This code is none that the organiser issued, or was altered. Find the delegate by name in the list."


class BadgeOfAnotherConference(Refusal):
    """The badge is genuine, but of another conference."""

    code = "badge_of_another_conference"
    status = 422
    vi = "Mã này là của hội nghị khác. Hãy xem lại giấy mời, hoặc tìm đại biểu theo tên trong danh sách."
    en = "This badge is of another conference. Look at the letter, or find the delegate by name in the list."


class ImportIsUndone(Refusal):
    """An import was taken back before."""

    code = "import_is_undone"
    status = 409
    vi = "Lần nạp “{files}” đã được hoàn tác rồi. Hãy xem lại danh sách hiện tại."
    en = "The import of “{files}” has been taken back already. Look at the list as it is now."


class RowsAreHeld(Refusal):
    """Rows wait for an answer, and the organiser hasn't said to go on without them."""

    code = "rows_are_held"
    status = 409
    vi = (
        "Còn {held} dòng chưa giải quyết xong, nên chưa có gì thay đổi. "
        "Hãy quyết định từng dòng, hoặc chọn nhận trước các dòng tốt."
    )
    en = "{held} rows aren't settled, so nothing was changed. Settle each, or choose to take the good rows first."
