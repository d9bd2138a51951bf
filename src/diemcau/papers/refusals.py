# SPDX-License-Identifier: Apache-2.0
"""What staff are told when a paper can't be written."""

from __future__ import annotations

from diemcau.lib.refusal import Refusal


class TemplateIsBroken(Refusal):
    """The Word template of the minutes was edited into something that can't be filled in."""

    code = "template_is_broken"
    status = 422
    vi = (
        "Mẫu biên bản {path} có lỗi: {reason}. Mở mẫu bằng Word, sửa lại chỗ trong dấu ngoặc nhọn, "
        "hoặc xóa tệp này để dùng mẫu có sẵn."
    )
    en = (
        "The template of the minutes {path} is broken: {reason}. Open it in Word and mend what is in curly "
        "brackets, or delete the file to use the built-in template."
    )


class FolderCannotBeWritten(Refusal):
    """The folder for the papers is missing rights or space."""

    code = "folder_cannot_be_written"
    status = 507
    vi = (
        "Không ghi được văn bản vào {path}: {reason}. Chọn thư mục khác, hoặc kiểm tra quyền ghi và dung lượng đĩa; "
        "nhật ký không bị ảnh hưởng, có thể xuất lại."
    )
    en = (
        "The papers can't be written to {path}: {reason}. Choose another folder, or check its rights and the space "
        "on the disk; the journal isn't touched, so they can be written again."
    )


class SheetTemplateIsBroken(Refusal):
    """The Typst template of letters or badges was edited into something that can't be typeset."""

    code = "sheet_template_is_broken"
    status = 422
    vi = "Mẫu {path} có lỗi: {reason}. Sửa lại chỗ đó trong mẫu, hoặc xóa tệp này để dùng mẫu có sẵn."
    en = "The template {path} is broken: {reason}. Mend it there, or delete the file to use the built-in template."


class NobodyIsInvited(Refusal):
    """There is nobody to print a letter or badge for."""

    code = "nobody_is_invited"
    status = 404
    vi = "Chưa có đại biểu nào để in. Hãy nhập danh sách đại biểu trước, hoặc chọn điểm cầu khác."
    en = "There is nobody to print for. Import the list of delegates first, or choose another venue."


class NoSuchLetter(Refusal):
    """No letter of the conference has this number."""

    code = "no_such_letter"
    status = 404
    vi = "Không có giấy mời số {number}. Hãy xem lại số trong danh sách đại biểu."
    en = "There is no letter number {number}. Look the number up in the list of delegates."
