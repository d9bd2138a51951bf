# SPDX-License-Identifier: Apache-2.0
"""What an operator is told when a mark of the roll call can't be taken."""

from __future__ import annotations

from diemcau.lib.refusal import Refusal


class PersonIsNotInvited(Refusal):
    """Nobody of this id is invited to the conference."""

    code = "person_is_not_invited"
    status = 404
    vi = "Không tìm thấy đại biểu này trong danh sách mời. Hãy tải lại danh sách của điểm cầu rồi thử lại."
    en = "This delegate is not on the list of invitations. Load the venue's list again, then try once more."


class PersonBelongsElsewhere(Refusal):
    """The person is invited, at another venue."""

    code = "person_belongs_elsewhere"
    vi = "Đại biểu này được mời tại điểm cầu {invited_at}, không phải {venue}. Hãy báo điểm cầu {invited_at} ghi nhận."
    en = "This delegate is invited at venue {invited_at}, not {venue}. Ask venue {invited_at} to take the mark."


class HeadcountIsImpossible(Refusal):
    """A head count below zero, or beyond any hall."""

    code = "headcount_is_impossible"
    status = 422
    vi = "Số người đếm được phải từ 0 đến {most}, không thể là {count}. Hãy đếm và nhập lại."
    en = "A head count must lie between 0 and {most}; {count} can't be right. Count and enter it again."


class SubstituteHasNoName(Refusal):
    """A substitute was named by blanks, or by far too much."""

    code = "substitute_has_no_name"
    status = 422
    vi = "Hãy nhập họ và tên của người đi thay (tối đa {most} ký tự)."
    en = "Enter the substitute's full name (at most {most} characters)."


class PersonHasNoName(Refusal):
    """Somebody who walked in was named by blanks, or by far too much."""

    code = "person_has_no_name"
    status = 422
    vi = "Hãy nhập họ và tên của người dự thêm (tối đa {most} ký tự)."
    en = "Enter the full name of the person who walked in (at most {most} characters)."


class CaseIsSettled(Refusal):
    """There is nothing to decide between: somebody did, or the marks changed."""

    code = "case_is_settled"
    vi = "Trường hợp này đã được giải quyết hoặc số liệu vừa thay đổi. Hãy tải lại danh sách rồi xem lại."
    en = "This case has been settled, or the marks have just changed. Load the list again and look once more."


class CasesAreOpen(Refusal):
    """A sheet can't be sealed over contradicting marks."""

    code = "cases_are_open"
    vi = "Còn {count} trường hợp mâu thuẫn chưa giải quyết ở điểm cầu này. Hãy báo trung tâm xử lý rồi chốt lại."
    en = "{count} contradicting cases of this venue are still open. Ask the hub to settle them, then seal again."


class HeadcountDiffers(Refusal):
    """The heads counted aren't as many as the roll has in the room."""

    code = "headcount_differs"
    vi = (
        "Đếm được {heads} người nhưng điểm danh có {attended} người: lệch {off}. "
        "Hãy kiểm tra lại, hoặc ghi lý do lệch rồi chốt."
    )
    en = (
        "{heads} heads were counted, but the roll has {attended} people in the room: {off} off. "
        "Check again, or give the reason and seal."
    )


class SheetIsSealed(Refusal):
    """The venue's roll is closed."""

    code = "sheet_is_sealed"
    vi = "Phiếu điểm danh số {number} đã chốt (lần {version}). Muốn chốt lại, hãy mở lại phiếu trước."
    en = "Sheet {number} is sealed (version {version}). Reopen it first if it must be sealed again."


class SheetIsNotSealed(Refusal):
    """There is no closed roll to open."""

    code = "sheet_is_not_sealed"
    vi = "Phiếu điểm danh của điểm cầu {venue} đang mở, không cần mở lại."
    en = "The sheet of venue {venue} is open already."
