# SPDX-License-Identifier: Apache-2.0
"""What people are told when there is no outcome yet."""

from __future__ import annotations

from diemcau.lib.refusal import Refusal


class ConferenceIsNotClosed(Refusal):
    """Papers and page are made from the frozen board, and it freezes at the closing."""

    code = "conference_is_not_closed"
    vi = "{name} chưa bế mạc nên chưa có biên bản, bảng điểm danh và tin bài. Bấm “Bế mạc” trên bàn đạo diễn trước."
    en = "{name} isn't closed yet, so there are no minutes, attendance sheet and report. Close it on the console first."
