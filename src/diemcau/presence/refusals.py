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
