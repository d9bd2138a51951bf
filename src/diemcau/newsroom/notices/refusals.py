# SPDX-License-Identifier: Apache-2.0
"""What an editor of a notice is told."""

from __future__ import annotations

from diemcau.lib.refusal import Refusal


class EntriesAreUnreadable(Refusal):
    """Not a list of numbers."""

    code = "entries_are_unreadable"
    status = 422
    vi = "“{part}” không phải là số mục của nhật ký. Hãy ghi các số cách nhau bằng dấu phẩy, ví dụ: 217, 230–235."
    en = "“{part}” is no number of the journal's entries. Write numbers with commas between them, such as 217, 230–235."


class TooManyEntries(Refusal):
    """A notice is about one thing that happened, not about the whole day."""

    code = "too_many_entries"
    status = 422
    vi = "Một thông báo dựa trên nhiều nhất {most} mục của nhật ký. Hãy chỉ ghi các mục nói về sự cố này."
    en = "A notice rests on at most {most} entries of the journal. Give those alone that tell of this incident."


class EntryIsNotThere(Refusal):
    """The journal has no entry of this number."""

    code = "entry_is_not_there"
    status = 422
    vi = "Nhật ký của hội nghị không có mục số {seq}. Hãy kiểm tra lại số mục."
    en = "The conference's journal has no entry {seq}. Check the number."


class SettledBeforeItBegan(Refusal):
    """An end before the beginning."""

    code = "settled_before_it_began"
    status = 422
    vi = "Thời điểm khắc phục xong sớm hơn thời điểm bắt đầu sự cố. Hãy sửa một trong hai."
    en = "It is said to be settled before it began. Change one of the two times."


class NoticeIsSilent(Refusal):
    """Readers are told what was done, or that nothing could be."""

    code = "notice_is_silent"
    vi = "Thông báo “{title}” chưa nói đã xử lý thế nào nên chưa đăng được. Hãy viết vào mục “Đã xử lý thế nào”."
    en = "“{title}” can't be published: it doesn't say what was done. Write it under “what was done”."
