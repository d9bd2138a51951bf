# SPDX-License-Identifier: Apache-2.0
"""What people are told when there is no recording to give them."""

from __future__ import annotations

from diemcau.lib.refusal import Refusal


class RecordingIsNotRunning(Refusal):
    """The journal has no start without an end."""

    code = "recording_is_not_running"
    vi = "Hiện không ghi hình, nên không có gì để kết thúc."
    en = "Nothing is being recorded, so there is nothing to end."


class NothingWasRecorded(Refusal):
    """Not one segment lies in the folder."""

    code, status = "nothing_was_recorded", 404
    vi = "Hội nghị “{slug}” chưa có bản ghi hình. Bản ghi bắt đầu khi hội nghị đã khai mạc và có hình trên sóng."
    en = "Nothing of “{slug}” was recorded. Recording begins once the conference is open and something is on air."


class RecordingIsNotReady(Refusal):
    """The film is made after the closing."""

    code, status = "recording_is_not_ready", 409
    vi = "Bản ghi hình của hội nghị “{slug}” đang được ghép lại. Hãy thử lại sau ít phút."
    en = "The recording of “{slug}” is still being put together. Try again in a few minutes."
