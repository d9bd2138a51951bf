# SPDX-License-Identifier: Apache-2.0
"""What an editor is told when the record says otherwise."""

from __future__ import annotations

from diemcau.lib.refusal import Refusal


class NumberContradictsRecord(Refusal):
    """A number that somebody typed isn't the one that was counted."""

    code = "number_contradicts_record"
    vi = (
        "Chưa đăng được: {where} ghi “{words}”, nhưng nhật ký hội nghị tại mục số {seq} cho {value}. "
        "Hãy thay số đó bằng số liệu “{label_vi}” ({token}), hoặc viết lại câu nếu nói về số khác."
    )
    en = (
        "Not published: {where} says “{words}”, but the conference's journal gives {value} at entry {seq}. "
        "Put the figure “{label_en}” ({token}) in place of the number, or reword the sentence if it means another one."
    )
