# SPDX-License-Identifier: Apache-2.0
"""What a person at the terminal is told when an installation can't be run."""

from __future__ import annotations

from diemcau.lib.refusal import Refusal


class ServiceDoesNotStart(Refusal):
    """A process died again and again, or didn't become ready in time."""

    code = "service_does_not_start"
    status = 503
    vi = "Tiến trình “{service}” không khởi động được: {last}. Xem tệp {log}, sửa nguyên nhân rồi chạy lại."
    en = "The process “{service}” doesn't start: {last}. Look at {log}, mend the cause, and run this again."
