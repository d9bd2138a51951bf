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


class NoSuchEntry(Refusal):
    """The conference's journal has no entry of this number."""

    code = "no_such_entry"
    status = 404
    vi = "Nhật ký của hội nghị {conference} không có mục số {seq}. Hãy xem lại số mục."
    en = "The journal of conference {conference} has no entry {seq}. Check the number."
