# SPDX-License-Identifier: Apache-2.0
"""What directors and venues are told when a check can't go on."""

from __future__ import annotations

from diemcau.lib.refusal import Refusal


class ConferenceIsGoingOn(Refusal):
    """A check plays tones in the halls and cuts lines."""

    code = "conference_is_going_on"
    vi = "Hội nghị đang diễn ra nên không kiểm tra được: việc này phát tiếng trong hội trường và ngắt đường truyền."
    en = "The conference is going on: a check would play tones in the halls and cut their lines."


class NobodyIsConnected(Refusal):
    """There is no venue to check."""

    code = "nobody_is_connected"
    vi = "Chưa có điểm cầu nào kết nối để kiểm tra. Hãy nhờ các điểm cầu mở trang màn hình trước."
    en = "No venue is connected, so there is none to check. Have the venues open their screens first."


class CheckIsOver(Refusal):
    """A venue answers a check that another one has followed, or that was none."""

    code = "check_is_over"
    vi = "Lần kiểm tra số {check} đã kết thúc. Kết quả này không được ghi nhận."
    en = "Check {check} is over. These findings aren't recorded."


class VenueIsNotAsked(Refusal):
    """The venue wasn't connected when the check began."""

    code = "venue_is_not_asked"
    vi = "Điểm cầu {venue} không nằm trong lần kiểm tra này. Hãy chờ lần kiểm tra sau."
    en = "Venue {venue} isn't part of this check. Wait for the next one."


class FindingsAreKnown(Refusal):
    """One entry for each venue and check."""

    code = "findings_are_known"
    vi = "Kết quả của điểm cầu {venue} trong lần kiểm tra này đã được ghi nhận."
    en = "The findings of venue {venue} in this check have been recorded already."
