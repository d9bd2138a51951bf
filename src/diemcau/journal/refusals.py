# SPDX-License-Identifier: Apache-2.0
"""What a person is told when the journal can't take or show something."""

from __future__ import annotations

from diemcau.lib.refusal import Refusal


class JournalIsFull(Refusal):
    """The disk under the database is full."""

    code = "journal_is_full"
    status = 507
    vi = (
        "Máy chủ đã hết chỗ trên đĩa nên chưa ghi được vào nhật ký. Những gì đã ghi vẫn còn nguyên. "
        "Hãy giải phóng dung lượng đĩa rồi gửi lại."
    )
    en = (
        "The server's disk is full, so this was not written to the journal. What was written before is safe. "
        "Free some disk space, then send it again."
    )


class JournalUnavailable(Refusal):
    """The database can't be reached, or doesn't answer."""

    code = "journal_unavailable"
    status = 503
    vi = (
        "Hiện không kết nối được với cơ sở dữ liệu của nhật ký nên chưa ghi được. Những gì đã ghi vẫn còn nguyên. "
        "Hãy thử lại sau ít giây; nếu vẫn lỗi, hãy báo người quản trị máy chủ."
    )
    en = (
        "The journal's database can't be reached, so this was not written. What was written before is safe. "
        "Try again in a few seconds; if it still fails, tell whoever runs the server."
    )


class JournalIsBusy(Refusal):
    """More commands are waiting than may wait."""

    code = "journal_is_busy"
    status = 503
    vi = "Có {waiting} lệnh đang chờ ghi vào nhật ký nên chưa nhận thêm được. Hãy gửi lại sau ít giây."
    en = "{waiting} commands are waiting for the journal, so no more are taken now. Send it again in a few seconds."


class TextIsUnusable(Refusal):
    """A text holds half a character, or a NUL: no database and no JSON can keep it."""

    code = "text_is_unusable"
    status = 400
    vi = "Nội dung có ký tự hỏng nên không lưu được. Hãy gõ lại nội dung thay vì dán, rồi gửi lại."
    en = "The text holds broken characters and can't be kept. Type it instead of pasting it, then send it again."


class NoSuchEntry(Refusal):
    """The conference's journal has no entry of this number."""

    code = "no_such_entry"
    status = 404
    vi = "Nhật ký của hội nghị {conference} không có mục số {seq}. Hãy xem lại số mục."
    en = "The journal of conference {conference} has no entry {seq}. Check the number."


class ManifestIsUnreadable(Refusal):
    """The file isn't there, or isn't a manifest of an exported journal."""

    code = "manifest_is_unreadable"
    status = 400
    vi = "Không đọc được tệp kê {path}. Hãy chọn tệp manifest.json nằm trong thư mục đã xuất nhật ký."
    en = "{path} can't be read as a manifest. Choose the manifest.json of a folder that a journal was exported to."


class ManifestOfAnotherConference(Refusal):
    """The manifest belongs to another conference's journal."""

    code = "manifest_of_another_conference"
    vi = "Tệp kê {path} là của hội nghị {own}, không phải của {asked}. Hãy chọn tệp kê của hội nghị cần kiểm tra."
    en = "The manifest {path} belongs to conference {own}, not to {asked}. Choose the one of the conference to check."


class ExportIsDamaged(Refusal):
    """The exported entries beside a manifest aren't those it tells of."""

    code = "export_is_damaged"
    vi = "Tệp đã xuất {path} bị sai từ mục số {seq}, không dùng để đối chiếu được. Hãy dùng một bản xuất khác."
    en = "The exported file {path} is damaged from entry {seq} on and can't bear witness. Use another export."


class JournalIsEmpty(Refusal):
    """The conference has no entries."""

    code = "journal_is_empty"
    status = 404
    vi = "Hội nghị {conference} chưa có nhật ký. Hãy xem lại tên hội nghị và thư mục DIEMCAU_HOME."
    en = "Conference {conference} has no journal yet. Check the conference's name and DIEMCAU_HOME."


class JournalIsUnreadable(Refusal):
    """The installation has no database yet, or it or a file can't be used."""

    code = "journal_is_unreadable"
    status = 503
    vi = (
        "Không đọc hoặc ghi được ở {home}: {cause}. Hãy kiểm tra DIEMCAU_HOME và DATABASE_URL; "
        "cài đặt mới cần chạy “diemcau up” một lần trước."
    )
    en = (
        "Can't read or write at {home}: {cause}. Check DIEMCAU_HOME and DATABASE_URL; "
        "a new installation needs “diemcau up” once before."
    )
