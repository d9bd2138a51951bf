# SPDX-License-Identifier: Apache-2.0
"""What the papers call things. The template of the minutes has its own words besides."""

from __future__ import annotations

from collections.abc import Mapping

from diemcau.outcome.counts import Status

TIERS: Mapping[str, str] = {
    "hub": "Điểm cầu trung tâm",
    "cluster": "Điểm cầu cụm",
    "province": "Điểm cầu cấp tỉnh",
    "district": "Điểm cầu cấp huyện",
    "commune": "Điểm cầu cấp xã",
    "room": "Phòng họp",
}
STATUSES: Mapping[Status, str] = {
    "present": "Có mặt",
    "substituted": "Đi thay",
    "excused": "Vắng có lý do",
    "absent": "Vắng",
}


def tier_name(tier: str) -> str:
    """A tier as papers name it; a tier of an organiser's own invention keeps its label."""
    return TIERS.get(tier, tier)
