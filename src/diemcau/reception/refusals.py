# SPDX-License-Identifier: Apache-2.0
"""What the stage is told when a proof of reception can't be entered."""

from __future__ import annotations

from diemcau.lib.refusal import Refusal


class ReceptionIsProvedAlready(Refusal):
    """The venue's proof stands."""

    code = "reception_is_proved_already"
    vi = "Điểm cầu {venue} đã được ghi nhận là đang nhận được hình và tiếng. Không cần ghi lại."
    en = "Venue {venue} is on record as receiving picture and sound already. Once is enough."


class ReceptionIsNotProved(Refusal):
    """There is no proof to take back."""

    code = "reception_is_not_proved"
    vi = "Điểm cầu {venue} chưa được ghi nhận là nhận được hình và tiếng nên không có gì để thôi ghi nhận."
    en = "Venue {venue} is not on record as receiving picture and sound, so there is nothing to take back."
