# SPDX-License-Identifier: Apache-2.0
"""What the papers call the results of the roll call. The template of the minutes has its own words besides."""

from __future__ import annotations

from collections.abc import Mapping

from diemcau.outcome.counts import Status

DESTROYED = "nội dung đã được hủy khỏi nhật ký"
"""In place of a free text that was shredded."""

STATUSES: Mapping[Status, str] = {
    "present": "Có mặt",
    "substituted": "Đi thay",
    "excused": "Vắng có lý do",
    "absent": "Vắng",
}
